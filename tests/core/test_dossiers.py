"""The dossier and its timeline: every kind of fact, in pages, filtered, at the same cost for a long history."""

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from kam_desktop.core import (
    clients,
    commitments,
    contacts,
    delivered_value,
    dossiers,
    favours,
    gifts,
    interactions,
    notes,
    occasions,
    services,
    timeline,
    touches,
    visits,
)
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.delivered_value import ScoreDraft
from kam_desktop.core.errors import NotFound
from kam_desktop.core.favours import FavourDraft
from kam_desktop.core.gifts import GiftDraft
from kam_desktop.core.interactions import InteractionDraft
from kam_desktop.core.notes import NoteDraft
from kam_desktop.core.occasions import OccasionDraft
from kam_desktop.core.rules.kinds import Channel, FavourDirection, OccasionKind, ServiceKind
from kam_desktop.core.services import ServiceDraft
from kam_desktop.core.store import changes, plain_rows
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Agreement, Attachment, Interaction, Purchase, StaffChange
from kam_desktop.core.timeline_facts import Fact
from kam_desktop.core.visits import VisitDraft


@pytest.fixture
def client_id(store: Database, today: date) -> str:
    return str(store.write(lambda s: clients.create(s, ClientDraft("宁波恒远轮胎", tier="A"), today=today)).value)


def person(store: Database, client_id: str, name: str, today: date) -> str:
    return str(store.write(lambda s: contacts.create(s, client_id, ContactDraft(name), today=today)).value)


def call(store: Database, client_id: str, on: date, text: str, today: date, *people: str) -> None:
    draft = InteractionDraft(client_id, Channel.CALL, on, text, people)
    store.write(lambda s: interactions.log(s, draft, today=today))


def page(store: Database, client_id: str, **given: Any) -> timeline.Page:
    return store.read(lambda s: timeline.page(s, client_id, **given))


def buy(session: Any, client_id: str, on: date, order_no: str, product: str, amount: int) -> None:
    row = changes.new_row(
        client_id, client_id=client_id, on=on, order_no=order_no, product=product, amount_minor=amount
    )
    changes.insert_many(session, Purchase, [row])


def test_every_kind_of_fact_is_on_the_timeline(store: Database, client_id: str, today: date) -> None:
    zhou = person(store, client_id, "周建明", today)

    def fill(s: Any) -> None:
        visits.record(s, visits.VisitDraft(client_id, today, objective="冬季备货", discussed="谈妥"), today=today)
        gift = GiftDraft(client_id, zhou, "径山茶", on=today, origin="周总爱喝", value_minor=100)
        gifts.record(s, gift, today=today)
        commitments.add(s, client_id, text="陈列架", due_on=today + timedelta(days=3))
        notes.create(s, client_id, NoteDraft("仓库搬到鄞州"), today=today)
        buy(s, client_id, today, "SO-1", "全钢胎", 5_000)
        row = clients.get(s, client_id)
        clients.update(s, client_id, ClientDraft(row.name, tier="B", owner="王强", revision=row.revision), today=today)
        s.add(StaffChange(scope_id=client_id, client_id=client_id, contact_id=zhou, kind="left", on=today))
        occasions.add(s, client_id, OccasionDraft(OccasionKind.OPENING, today, "二分店", place="鄞州"), today=today)
        favours.add(s, client_id, FavourDraft(FavourDirection.WE_HELP, "联系医院", today, zhou), today=today)
        s.add(Attachment(scope_id=client_id, client_id=client_id, name="合同.pdf", kind="contract"))
        s.add(Agreement(scope_id=client_id, client_id=client_id, kind="framework", title="年度框架", starts_on=today))
        service = ServiceDraft(ServiceKind.TRAINING, "换油工培训", today, cost_minor=320_000)
        services.add(s, client_id, service, today=today)
        delivered_value.add(s, client_id, ScoreDraft(today, {"product": 4, "money": 2}, "账期"), today=today)
        s.flush()
        touches.skip(s, touches_of(s, client_id), reason="出差", today=today)

    call(store, client_id, today, "问候", today)
    store.write(fill)
    lines = page(store, client_id, limit=None).lines
    assert {line.fact for line in lines} == set(Fact)
    moves = {line.params["field"]: line.params for line in lines if line.fact is Fact.CHANGE}
    assert (moves["tier"]["before"], moves["tier"]["after"]) == ("A", "B")
    assert moves["owner"]["after"] == "王强"
    counted = store.read(lambda s: timeline.counts(s, client_id))
    assert {fact: sum(line.fact is fact for line in lines) for fact in Fact} == counted
    business = {line.params["source"]: line for line in lines if line.fact is Fact.BUSINESS}
    assert (business["agreement"].title, business["service"].params["first"]) == ("年度框架", 320_000)
    assert json.loads(business["value"].params["first"]) == [4, None, None, None]
    assert page(store, client_id, kinds=(Fact.BUSINESS,), text="换油").lines == [business["service"]]
    told = {line.fact: line for line in lines}
    assert (told[Fact.OCCASION].title, told[Fact.OCCASION].params["place"]) == ("二分店", "鄞州")
    assert (told[Fact.FAVOUR].title, told[Fact.FAVOUR].params["state"]) == ("联系医院", "open")
    assert told[Fact.FAVOUR] in page(store, client_id, contact_id=zhou).lines
    assert told[Fact.OCCASION] not in page(store, client_id, contact_id=zhou).lines
    assert page(store, client_id, text="鄞州", kinds=(Fact.OCCASION,)).lines == [told[Fact.OCCASION]]


def test_days_and_favours_cost_no_statement_of_their_own(
    store: Database, client_id: str, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The kinds of which there are few are read in one statement, and all counts in one more."""
    seen: list[str] = []
    reader = plain_rows.reader

    def listening(session: Any) -> Any:
        execute = reader(session)
        return lambda sql, given: (seen.append(sql), execute(sql, given))[1]

    monkeypatch.setattr(plain_rows, "reader", listening)
    page(store, client_id)
    many = len(seen) - 1
    together = [sql for sql in seen if " occasion " in sql or " favour " in sql or " service " in sql]
    assert (many, len(together)) == (5, 1)
    store.read(lambda s: timeline.counts(s, client_id))
    assert len(seen) == many + 2


def touches_of(session: Any, client_id: str) -> str:
    from kam_desktop.core import agenda

    return agenda.of_client(session, client_id, today=date(2026, 6, 15))[0].id


def test_purchases_stand_together_by_order_and_day(store: Database, client_id: str, today: date) -> None:
    def fill(s: Any) -> None:
        for product, amount in (("全钢胎", 100), ("内胎", 50)):
            buy(s, client_id, today, "SO-1", product, amount)
        buy(s, client_id, today, "SO-2", "垫带", 7)

    store.write(fill)
    found = {line.params["order_no"]: line for line in page(store, client_id).lines}
    assert (found["SO-1"].params["amount"], found["SO-1"].params["lines"]) == (150, 2)
    assert set(found["SO-1"].title.split("、")) == {"全钢胎", "内胎"}
    assert found["SO-2"].params["amount"] == 7


def test_pages_meet_without_a_gap_or_a_fact_twice(store: Database, client_id: str, today: date) -> None:
    def fill(s: Any) -> None:
        rows = [
            changes.new_row(
                client_id, client_id=client_id, channel="call", on=today - timedelta(days=n // 3), outcome=str(n)
            )
            for n in range(200)
        ]
        changes.insert_many(s, Interaction, rows)
        for n in range(60):
            buy(s, client_id, today - timedelta(days=n), "", "胎", 1)

    store.write(fill)
    seen, before = [], None
    while True:
        part = page(store, client_id, before=before, limit=20)
        seen += [line.id for line in part.lines]
        assert len(part.lines) >= 20 or part.before is None
        before = part.before
        if before is None:
            break
    whole = [line.id for line in page(store, client_id, limit=None).lines]
    assert seen == whole
    assert len(seen) == len(set(seen)) == 260


def test_filters_by_kind_person_span_and_text(store: Database, client_id: str, today: date) -> None:
    zhou, lin = person(store, client_id, "周建明", today), person(store, client_id, "林海燕", today)
    call(store, client_id, today, "ＡＢＣ 油样 100%", today, zhou, lin)
    call(store, client_id, today - timedelta(days=40), "仓库", today, lin)
    store.write(lambda s: notes.create(s, client_id, NoteDraft("周总的孩子高考", zhou), today=today))
    by_kind = page(store, client_id, kinds={Fact.NOTE}).lines
    assert [line.text for line in by_kind] == ["周总的孩子高考"]
    assert {line.text for line in page(store, client_id, contact_id=zhou).lines} == {
        "ＡＢＣ 油样 100%",
        "周总的孩子高考",
    }
    assert len(page(store, client_id, contact_id=lin).lines) == 2
    assert [line.text for line in page(store, client_id, until=today - timedelta(days=1)).lines] == ["仓库"]
    assert len(page(store, client_id, since=today).lines) == 2
    assert [line.text for line in page(store, client_id, text="abc").lines] == ["ＡＢＣ 油样 100%"]
    assert page(store, client_id, text="0_%").lines == []


def test_a_visit_without_a_report_is_among_the_visits(store: Database, client_id: str, today: date) -> None:
    zhou = person(store, client_id, "周建明", today)
    for days, way, text in ((2, Channel.VISIT, "看了新线"), (3, Channel.CALL, "问候"), (9, Channel.VISIT, "送样品")):
        draft = InteractionDraft(client_id, way, today - timedelta(days=days), text, (zhou,) if days == 9 else ())
        store.write(lambda s, draft=draft: interactions.log(s, draft, today=today))
    report = VisitDraft(client_id, today - timedelta(days=5), discussed="谈了样品")
    store.write(lambda s: visits.record(s, report, today=today))

    def told(*kinds: Fact, **given: Any) -> list[str]:
        return [line.text for line in page(store, client_id, kinds=kinds, **given).lines]

    assert told(Fact.VISIT, Fact.CONTACT, visits=True) == ["看了新线", "谈了样品", "送样品"]
    assert told(Fact.VISIT, Fact.CONTACT, visits=True, text="样品") == ["谈了样品", "送样品"]
    assert told(Fact.VISIT, Fact.CONTACT, visits=True, contact_id=zhou) == ["送样品"]
    assert told(Fact.VISIT, Fact.CONTACT, visits=True, before=today - timedelta(days=5)) == ["送样品"]
    assert told(Fact.CONTACT, visits=False) == ["问候"]
    assert told(Fact.CONTACT) == ["看了新线", "问候", "送样品"]
    assert store.read(lambda s: timeline.noted_visits(s, client_id)) == 2
    assert store.read(lambda s: timeline.counts(s, client_id))[Fact.CONTACT] == 3


def test_a_promise_for_no_day_stands_where_it_was_given(store: Database, client_id: str, today: date) -> None:
    day = today - timedelta(days=9)

    def fill(s: Any) -> str:
        visit = visits.record(s, VisitDraft(client_id, day, discussed="谈了样品"), today=today)
        commitments.add(s, client_id, text="寄样品", visit_id=visit)
        return commitments.add(s, client_id, text="找技术部问配方").id

    asked = store.write(fill).value
    lines = page(store, client_id, kinds={Fact.COMMITMENT}).lines
    given_on = datetime.now().astimezone().date()
    assert [(line.title, line.on) for line in lines] == [("找技术部问配方", given_on), ("寄样品", day)]
    assert store.read(lambda s: timeline.counts(s, client_id))[Fact.COMMITMENT] == 2
    assert page(store, client_id, text="配方").lines == lines[:1]
    store.write(lambda s: commitments.settle(s, asked, today=today - timedelta(days=1)))
    settled = page(store, client_id, kinds={Fact.COMMITMENT}).lines[0]
    assert (settled.on, settled.params["state"]) == (today - timedelta(days=1), "kept")


def test_a_dossier_shows_its_newest_facts_and_all_of_them_when_asked(
    store: Database, client_id: str, today: date
) -> None:
    rows = [
        changes.new_row(client_id, client_id=client_id, channel="call", on=today - timedelta(days=n), outcome=str(n))
        for n in range(120)
    ]
    store.write(lambda s: changes.insert_many(s, Interaction, rows))
    some = store.read(lambda s: dossiers.show(s, client_id, today=today))
    assert [line.text for line in some.timeline] == [str(n) for n in range(50)]
    assert len(store.read(lambda s: dossiers.show(s, client_id, today=today, limit=None)).timeline) == 120
    assert store.read(lambda s: dossiers.show(s, client_id, today=today, limit=0)).timeline == []


def test_a_dossier_reads_as_many_rows_for_a_long_history_as_for_a_short_one(
    store: Database, client_id: str, today: date
) -> None:
    """Flat: SQLite's own count of steps must not grow with the history."""

    def steps(days: int) -> int:
        rows = [
            changes.new_row(client_id, client_id=client_id, channel="call", on=today - timedelta(days=n), outcome="x")
            for n in range(days)
        ]
        store.write(lambda s: changes.insert_many(s, Interaction, rows))
        count = 0

        def work(session: Any) -> None:
            nonlocal count
            driver = session.connection().connection.driver_connection

            def tick() -> int:
                nonlocal count
                count += 1
                return 0

            dossiers.show(session, client_id, today=today)
            driver.set_progress_handler(tick, 100)
            dossiers.show(session, client_id, today=today)
            driver.set_progress_handler(None, 0)

        store.read(work)
        return count

    short = steps(100)
    assert steps(1900) <= short * 1.3 + 2


def test_a_visit_that_was_only_noted_was_a_visit(store: Database, client_id: str, today: date) -> None:
    def last() -> date | None:
        return store.read(lambda s: dossiers.show(s, client_id, today=today, limit=0)).last_visit_on

    def note(days: int, channel: Channel = Channel.VISIT) -> str:
        draft = InteractionDraft(client_id, channel, today - timedelta(days=days), "谈了")
        return store.write(lambda s: interactions.log(s, draft, today=today)).value.interaction_id

    note(2, Channel.CALL)
    assert last() is None
    visit = VisitDraft(client_id, today - timedelta(days=40), discussed="看了新线")
    store.write(lambda s: visits.record(s, visit, today=today))
    assert last() == today - timedelta(days=40)
    noted = note(9)
    note(90)
    assert last() == today - timedelta(days=9)
    store.write(lambda s: interactions.remove(s, noted, today=today))
    assert last() == today - timedelta(days=40)


def test_a_client_that_is_gone_is_not_found(store: Database, client_id: str, today: date) -> None:
    store.write(lambda s: clients.remove(s, client_id))
    with pytest.raises(NotFound):
        store.read(lambda s: dossiers.show(s, client_id, today=today))
