"""The week's report from the log, the list of promises, and what a person wrote."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from kam_desktop.core import (
    client_books,
    clients,
    commitments,
    contacts,
    interactions,
    kept_promises,
    occasions,
    period_facts,
    promise_lists,
    visits,
    weekly,
)
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.errors import Conflict, Invalid, NotFound
from kam_desktop.core.interactions import InteractionDraft
from kam_desktop.core.occasions import OccasionDraft
from kam_desktop.core.rules.kinds import Channel, OccasionKind, Side
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Client, Visit
from kam_desktop.core.visit_period import Wanted
from kam_desktop.core.visits import CommitmentDraft, VisitDraft
from kam_desktop.core.weekly import WeekTexts
from kam_desktop.documents import weekly_report


@pytest.fixture
def client_id(store: Database, today: date) -> str:
    return str(
        store.write(lambda s: clients.create(s, ClientDraft("甲公司", tier="A", owner="许文静"), today=today)).value
    )


def week(store: Database, today: date, **given: Any) -> weekly.WeeklyReport:
    first, last = weekly.week_of(today)
    return store.read(lambda s: weekly.report(s, **{"first_on": first, "last_on": last, "today": today, **given}))


def test_a_week_goes_from_monday_to_sunday() -> None:
    assert weekly.week_of(date(2026, 6, 21)) == (date(2026, 6, 15), date(2026, 6, 21))
    assert weekly.week_of(date(2026, 6, 15)) == (date(2026, 6, 15), date(2026, 6, 21))


def test_it_counts_what_took_place_and_what_is_planned(store: Database, today: date, client_id: str) -> None:
    promise = CommitmentDraft("寄样", today + timedelta(days=3))
    report = VisitDraft(client_id, today, objective="回访", discussed="谈定", commitments=(promise,))
    store.write(lambda s: visits.record(s, report, today=today))
    store.write(lambda s: interactions.log(s, InteractionDraft(client_id, Channel.CALL, today, "问候"), today=today))
    store.write(
        lambda s: visits.plan(s, VisitDraft(client_id, today + timedelta(days=8), objective="下次"), today=today)
    )
    kept = store.read(lambda s: commitments.open_of_client(s, client_id)[0].id)
    store.write(lambda s: commitments.settle(s, kept, today=today))
    store.write(lambda s: commitments.add(s, client_id, text="逾期的", due_on=today - timedelta(days=4)))
    found = week(store, today)
    assert [(each.client, each.objective) for each in found.visits] == [("甲公司", "回访")]
    assert [(each.channel, each.outcome) for each in found.contacts] == [(Channel.CALL, "问候")]
    assert [each.text for each in found.kept] == ["寄样"]
    assert [each.text for each in found.late] == ["逾期的"]
    assert [each.objective for each in found.next_visits] == ["下次"]
    assert found.clients_met == 1
    assert found.by_channel()[Channel.CALL] == 1
    assert all(today + timedelta(days=6) < each.on <= today + timedelta(days=13) for each in found.next_touches)


def test_two_clients_of_one_short_name_are_two(store: Database, today: date, client_id: str) -> None:
    short = store.read(lambda s: clients.get(s, client_id).short_name)
    other = store.write(lambda s: clients.create(s, ClientDraft("甲公司（宁波）", short_name=short), today=today)).value
    for each in (client_id, other, other):
        store.write(lambda s, c=each: visits.record(s, VisitDraft(c, today, discussed="x"), today=today))
    found = week(store, today)
    assert {each.client for each in found.visits} == {short}
    assert found.clients_met == 2
    assert weekly_report.drafted(found, "zh_CN").summary.startswith(f"拜访 3 次，见到客户 2 家（{short}、{short}）")


def test_one_manager_sees_the_own(store: Database, today: date, client_id: str) -> None:
    store.write(lambda s: visits.record(s, VisitDraft(client_id, today, discussed="x"), today=today))
    assert len(week(store, today, manager="刘敏").visits) == 1  # who wrote it
    assert week(store, today, manager="许文静").visits == ()
    assert store.read(weekly.managers) == ["刘敏", "许文静"]


def test_texts_belong_to_days_and_manager(store: Database, today: date) -> None:
    first, last = weekly.week_of(today)
    assert week(store, today).texts is None
    given = {"manager": "许文静", "first_on": first, "last_on": last}
    read = store.write(lambda s: weekly.keep(s, **given, texts=WeekTexts("一", "二", "三"))).value
    store.write(lambda s: weekly.keep(s, **given, texts=WeekTexts("四", "二", "三", read)))
    kept = week(store, today, manager="许文静").texts
    assert kept is not None
    assert (kept.summary, kept.plans, kept.problems) == ("四", "二", "三")
    assert week(store, today).texts is None
    assert week(store, today, manager="许文静", first_on=first - timedelta(days=7)).texts is None


def test_a_stale_save_is_refused_and_both_texts_can_stand(store: Database, today: date) -> None:
    first, last = weekly.week_of(today)
    given = {"manager": "许文静", "first_on": first, "last_on": last}
    read = store.write(lambda s: weekly.keep(s, **given, texts=WeekTexts("一", "二", "三"))).value
    store.write(lambda s: weekly.keep(s, **given, texts=WeekTexts("一", "newer", "三", read)))
    stale = WeekTexts("一", "older", "三 and more", read)
    with pytest.raises(Conflict):
        store.write(lambda s: weekly.keep(s, **given, texts=stale))
    store.write(lambda s: weekly.unite(s, **given, texts=stale))
    kept = week(store, today, manager="许文静").texts
    assert kept is not None
    assert (kept.summary, kept.plans, kept.problems) == ("一", "older\n—\nnewer", "三 and more")


def test_days_that_cannot_be_are_refused(store: Database, today: date) -> None:
    for first, last, code in (
        (today, today - timedelta(days=1), "period.reversed"),
        (today, today + timedelta(days=90), "period.too_long"),
    ):
        with pytest.raises(Invalid) as caught:
            week(store, today, first_on=first, last_on=last)
        assert caught.value.code == code


def test_promises_are_listed_overdue_first_and_by_manager(store: Database, today: date, client_id: str) -> None:
    other = store.write(lambda s: clients.create(s, ClientDraft("乙公司", owner="佟雅楠"), today=today)).value
    for client, text, days, side in (
        (client_id, "晚", 5, Side.OURS), (client_id, "早", -3, Side.OURS), (other, "对方的", 1, Side.CLIENT), (other, "没有日子", None, Side.OURS),
    ):  # fmt: skip
        due = today + timedelta(days=days) if days is not None else None
        store.write(lambda s, c=client, t=text, d=due, w=side: commitments.add(s, c, text=t, due_on=d, side=w))
    found = store.read(lambda s: promise_lists.open_promises(s, today=today))
    assert [line.text for line in found.of(Side.OURS)] == ["早", "晚", "没有日子"]
    assert [line.text for line in found.of(Side.CLIENT)] == ["对方的"]
    assert found.managers == ("佟雅楠", "许文静")
    mine = store.read(lambda s: promise_lists.open_promises(s, today=today, manager="许文静"))
    assert {line.text for line in mine.lines} == {"早", "晚"}
    near = store.read(
        lambda s: promise_lists.open_promises(s, today=today, first_on=today, last_on=today + timedelta(days=2))
    )
    assert [line.text for line in near.lines] == ["对方的"]


@pytest.mark.parametrize(
    ("visitor", "owner", "whose_it_is"),
    [("刘敏", "许文静", "刘敏"), ("许文静", "刘敏", "许文静"), ("", "许文静", "许文静"), ("", "", "刘敏"), (None, "", "刘敏"), (None, "许文静", "许文静")],
)  # fmt: skip
def test_a_promise_is_the_same_managers_everywhere(
    store: Database, today: date, client_id: str, visitor: str | None, owner: str, whose_it_is: str
) -> None:
    store.write(lambda s: setattr(s.get(Client, client_id), "owner", owner))
    made = store.write(lambda s: visits.record(s, VisitDraft(client_id, today, discussed="x"), today=today)).value
    store.write(lambda s: setattr(s.get(Visit, made), "owner", visitor or ""))
    due, at = today - timedelta(days=2), made if visitor is not None else None
    store.write(lambda s: commitments.add(s, client_id, text="寄样", due_on=due, visit_id=at))
    month = Wanted(today.replace(day=1), today.replace(day=30), only_accepted=False)
    days = (month.first_on, month.last_on)
    [late] = week(store, today).late
    [listed] = store.read(lambda s: promise_lists.open_promises(s, today=today)).lines
    [open_] = store.read(lambda s: kept_promises.found(s, *days, today=today))
    other = ({"刘敏", "许文静"} - {whose_it_is}).pop()
    assert (late, listed.manager, open_.manager) == (listed, whose_it_is, whose_it_is)
    assert week(store, today, manager=whose_it_is).late == (late,)
    assert len(week(store, today, manager=other).late) == (owner == other)  # who looks after the client sees it, too
    assert len(store.read(lambda s: period_facts.promises(s, replace(month, manager=whose_it_is), today))) == 1
    store.write(lambda s: commitments.settle(s, open_.id, today=today))
    [kept] = week(store, today).kept
    [settled] = store.read(lambda s: kept_promises.found(s, *days, today=today, manager=whose_it_is))
    [share] = store.read(lambda s: period_facts.promises_kept(s, month))
    assert (kept.manager, settled.manager, share) == (whose_it_is, whose_it_is, (whose_it_is, 1, 1))
    assert week(store, today, manager=other).kept == ()


def test_a_dossier_reads_no_private_fact_unless_it_is_asked_for(store: Database, today: date, client_id: str) -> None:
    person = ContactDraft("周", taboos="怕狗", hobbies="海钓", personality="急", family="一子", hometown="宁波")
    store.write(lambda s: contacts.create(s, client_id, person, today=today))
    bare = store.read(lambda s: client_books.client_book(s, client_id, today=today, with_talk=True))
    assert not {"怕狗", "海钓", "急", "一子"} & set(repr(bare).replace("'", " ").split())
    assert "海钓" not in repr(bare)
    assert bare.left_out == ("hometown", "family", "hobbies", "personality", "taboos")
    assert bare.people[0].name == "周"
    asked = store.read(lambda s: client_books.client_book(s, client_id, today=today, shown=("taboos",)))
    assert (asked.people[0].taboos, asked.people[0].hobbies) == ("怕狗", "")


def test_the_days_of_people_and_what_they_like_stay_out_of_a_dossier(
    store: Database, today: date, client_id: str
) -> None:
    person = store.write(lambda s: contacts.create(s, client_id, ContactDraft("周", hobbies="海钓"), today=today)).value
    for kind, title, contact_id, days in (
        (OccasionKind.ILLNESS, "住院", person, 3), (OccasionKind.ILLNESS, "手术", person, -3),
        (OccasionKind.ANNIVERSARY, "建厂 30 周年", "", 3),
    ):  # fmt: skip
        draft = OccasionDraft(kind, today + timedelta(days=days), title, contact_id=contact_id)
        store.write(lambda s, d=draft: occasions.add(s, client_id, d, today=today))
    bare = store.read(lambda s: client_books.client_book(s, client_id, today=today, with_talk=True))
    assert "住院" not in repr(bare)
    assert "建厂 30 周年" in repr(bare.coming)
    own = store.read(lambda s: client_books.client_book(s, client_id, today=today, shown=("family",), with_talk=True))
    assert "住院" in repr(own.coming)
    assert "手术" in repr(own.timeline)
    assert "手术" not in repr(bare.timeline)
    assert own.timeline_count == bare.timeline_count + 1


def test_a_client_that_is_gone_is_told(store: Database, today: date) -> None:
    with pytest.raises(NotFound):
        store.read(lambda s: client_books.client_book(s, "nobody", today=today))


def test_what_is_still_to_come_is_not_in_what_was(store: Database, today: date, client_id: str) -> None:
    for text, days in (("寄样", 5), ("报价", -5)):
        due = today + timedelta(days=days)
        store.write(lambda s, t=text, d=due: commitments.add(s, client_id, text=t, due_on=d))
    book = store.read(lambda s: client_books.client_book(s, client_id, today=today))
    assert {each.text for each in book.promises} == {"寄样", "报价"}
    assert (book.timeline, book.timeline_count) == ((), 0)


def test_the_digest_is_a_part_and_the_book_has_all(store: Database, today: date, client_id: str) -> None:
    for at in range(60):
        draft = InteractionDraft(client_id, Channel.CALL, today - timedelta(days=at), f"第 {at} 次")
        store.write(lambda s, d=draft: interactions.log(s, d, today=today))
    digest = store.read(lambda s: client_books.client_book(s, client_id, today=today))
    assert 40 <= len(digest.timeline) < 60 <= digest.timeline_count
    assert replace(digest.timeline[0]).text == "第 0 次"
    whole = store.read(lambda s: client_books.client_book(s, client_id, today=today, whole=True))
    assert len(whole.timeline) >= 60
