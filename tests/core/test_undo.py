"""Undo and redo in the corners where something could be lost or doubled."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from kam_desktop.core import (
    checking,
    clients,
    contacts,
    custom_fields,
    fact_intake,
    groups,
    history,
    intake,
    interactions,
    policies,
    relationships,
    segments,
    touches,
    visits,
)
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.errors import Invalid, NotFound, Refused
from kam_desktop.core.interactions import InteractionDraft
from kam_desktop.core.records import ClientRecord, PurchaseRecord
from kam_desktop.core.rules.criteria import Criterion
from kam_desktop.core.rules.kinds import Channel, CustomKind, TouchState
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Client, Purchase, Touch
from kam_desktop.core.visits import CommitmentDraft, VisitDraft


@pytest.fixture
def client_id(store: Database, today: date) -> str:
    return str(
        store.write(lambda s: clients.create(s, ClientDraft("宁波恒远轮胎有限公司", tier="A"), today=today)).value
    )


def undo(store: Database, batch: str | None, today: date) -> history.Undone:
    done: history.Undone = store.write(lambda s: history.undo(s, batch or "", today=today)).value
    assert checking.check(store) == []
    return done


def state(store: Database, touch_id: str) -> tuple[str, bool, bool] | None:
    def work(session: Any) -> tuple[str, bool, bool] | None:
        row = session.get(Touch, touch_id)
        return None if row is None else (row.state, row.is_pinned, row.deleted_at is None)

    return store.read(work)


def first(store: Database, client_id: str) -> Any:
    return store.read(
        lambda s: (
            s.query(Touch)
            .filter_by(client_id=client_id, state="planned", deleted_at=None)
            .order_by(Touch.due_on)
            .first()
            .id
        )
    )


def test_the_default_policies_cannot_be_undone_by_accident(store: Database) -> None:
    assert store.read(history.last_batch) is None
    assert store.read(lambda s: sum(len(policies.of_tier(s, tier)) for tier in "ABC")) == 16


def test_undoing_a_rename_takes_its_keys_back(store: Database, client_id: str, today: date) -> None:
    draft = store.read(lambda s: clients.draft_of(clients.get(s, client_id)))
    renamed = replace(draft, name="上海大华有限公司", short_name="")
    batch = store.write(lambda s: clients.update(s, client_id, renamed, today=today)).batch_id
    undo(store, batch, today)
    taken = store.write(
        lambda s: intake.take_in(s, [ClientRecord(1, "上海大华有限公司")], title="x", today=today)
    ).value
    assert taken.created == 1


@pytest.mark.parametrize("what", ["done", "move", "skip"])
def test_redo_brings_back_what_a_person_did_to_a_touch(store: Database, client_id: str, today: date, what: str) -> None:
    touch_id = first(store, client_id)

    def work(session: Any) -> None:
        if what == "done":
            draft = InteractionDraft(client_id, Channel.CALL, today, "", touch_id=touch_id)
            interactions.log(session, draft, today=today)
        elif what == "move":
            touches.move(session, touch_id, to=today + timedelta(days=20), today=today)
        else:
            touches.skip(session, touch_id, reason="出差", today=today)

    batch = store.write(work).batch_id
    after = state(store, touch_id)
    undone = undo(store, batch, today)
    store.write(lambda s: touches.plan_all(s, today=today + timedelta(days=3)))
    undo(store, undone.batch_id, today)
    assert state(store, touch_id) == after


def test_undoing_an_import_says_what_came_since(store: Database, client_id: str, today: date) -> None:
    def take(session: Any) -> None:
        intake.take_in(session, [ClientRecord(1, "台州海辰泵业")], title="x", today=today)

    batch = store.write(take).batch_id
    made = store.read(lambda s: s.query(Client.id).filter_by(name="台州海辰泵业").scalar())
    for about in (client_id, made):
        draft = InteractionDraft(about, Channel.CALL, today, "谈好了")
        store.write(lambda s, draft=draft: interactions.log(s, draft, today=today))
    orders = [PurchaseRecord(row_no=2, on=today, client="台州海辰泵业", product="机油", amount_minor=100_00)]
    store.write(lambda s: fact_intake.take_in(s, orders, title="orders.csv", today=today))
    undone = undo(store, batch, today)
    assert undone.along == 2
    assert undo(store, undone.batch_id, today).along == 0


def test_an_undone_import_stays_away_when_what_corrected_it_is_undone(
    store: Database, client_id: str, today: date
) -> None:  # fmt: skip
    order = PurchaseRecord(
        row_no=2, on=today, client="宁波恒远轮胎有限公司", product="机油", amount_minor=1_000, order_no="1"
    )

    def take(amount: int) -> str | None:
        records = [replace(order, amount_minor=amount)]
        return store.write(lambda s: fact_intake.take_in(s, records, title="x", today=today)).batch_id

    def amounts() -> list[int]:
        return store.read(lambda s: [row.amount_minor for row in s.query(Purchase).filter_by(deleted_at=None)])

    one, other = take(1_000), take(800)
    back_one = undo(store, one, today)
    assert amounts() == [800]
    back_other = undo(store, other, today)
    assert amounts() == []
    again = undo(store, back_one.batch_id, today)
    assert (amounts(), again.reverted) == ([1_000], 1)
    undo(store, again.batch_id, today)
    assert amounts() == []
    undo(store, back_other.batch_id, today)
    assert amounts() == [800]
    undo(store, other, today)
    undo(store, back_one.batch_id, today)
    assert amounts() == [1_000]


@pytest.mark.parametrize("is_import_first", [True, False])
def test_a_removal_of_what_an_undone_import_brought_gives_nothing_back(
    store: Database, today: date, is_import_first: bool
) -> None:
    def there() -> int:
        return store.read(lambda s: len(clients.ids(s)))

    records = [ClientRecord(1, "台州海辰泵业"), ClientRecord(2, "宁波恒远轮胎")]
    source = store.write(lambda s: intake.take_in(s, records, title="x", today=today)).batch_id
    gone = store.read(clients.ids)[0]
    removal = store.write(lambda s: clients.remove(s, gone)).batch_id
    back_source = undo(store, source, today)
    assert there() == 0
    back_removal = undo(store, removal, today)
    assert there() == 0
    if is_import_first:
        undo(store, back_source.batch_id, today)
        assert there() == 2
    else:
        undo(store, back_removal.batch_id, today)
        undo(store, back_source.batch_id, today)
        assert there() == 1


def test_importing_again_after_an_undo_books_the_visit_again(store: Database, client_id: str, today: date) -> None:
    records = [ClientRecord(1, "宁波恒远轮胎有限公司", next_visit_on=today + timedelta(days=9))]

    def take() -> str:
        return store.write(lambda s: intake.take_in(s, records, title="x", today=today)).batch_id or ""

    def booked() -> int:
        return store.read(lambda s: s.query(Touch).filter_by(reason="booked", deleted_at=None).count())

    batch = take()
    assert booked() == 1
    undo(store, batch, today)
    assert booked() == 0
    take()
    assert booked() == 1


def test_a_submitted_report_is_not_unmade(store: Database, client_id: str, today: date) -> None:
    draft = VisitDraft(client_id, today, discussed="谈妥")
    written = store.write(lambda s: visits.record(s, draft, today=today))
    store.write(lambda s: visits.submit(s, written.value))
    undo(store, written.batch_id, today)
    assert store.read(lambda s: visits.get(s, written.value).state) == "submitted"


def test_a_person_or_client_of_whom_something_was_noted_since_is_not_unmade(store: Database, today: date) -> None:
    new = store.write(lambda s: clients.create(s, ClientDraft("台州海辰泵业有限公司"), today=today))
    shen = store.write(lambda s: contacts.create(s, new.value, ContactDraft("沈立群"), today=today))
    draft = InteractionDraft(new.value, Channel.CALL, today, "谈妥", (shen.value,))
    called = store.write(lambda s: interactions.log(s, draft, today=today))
    for written in (shen, new):
        undone = undo(store, written.batch_id, today)
        assert undone.kept == 1
        undo(store, undone.batch_id, today)
    assert store.read(lambda s: [row.name for row in contacts.of_client(s, new.value)]) == ["沈立群"]
    for written in (called, shen, new):
        undo(store, written.batch_id, today)
    with pytest.raises(NotFound):
        store.read(lambda s: clients.get(s, new.value))


def test_mending_a_report_closes_no_other_visit(store: Database, client_id: str, today: date) -> None:
    draft = VisitDraft(client_id, today, discussed="一", next_visit_on=today + timedelta(days=5))
    visit_id = store.write(lambda s: visits.record(s, draft, today=today)).value
    again = replace(draft, discussed="改了一个字")
    store.write(lambda s: visits.record(s, again, today=today, visit_id=visit_id))
    booked = store.read(lambda s: [row.state for row in s.query(Touch).filter_by(reason="booked", deleted_at=None)])
    assert booked == ["planned"]


def test_a_kept_promise_no_longer_reminds_even_when_its_touch_was_moved(
    store: Database, client_id: str, today: date
) -> None:
    from kam_desktop.core import commitments

    draft = VisitDraft(
        client_id, today, discussed="x", commitments=(CommitmentDraft("寄样品", today + timedelta(days=9)),)
    )
    store.write(lambda s: visits.record(s, draft, today=today))
    touch_id = store.read(lambda s: s.query(Touch).filter_by(activity="commitment").one().id)
    store.write(lambda s: touches.move(s, touch_id, to=today + timedelta(days=12), today=today))
    promise = store.read(lambda s: commitments.open_of_client(s, client_id)[0].id)
    store.write(lambda s: commitments.settle(s, promise, today=today))
    assert (
        store.read(lambda s: s.query(Touch).filter_by(activity="commitment", state="planned", deleted_at=None).count())
        == 0
    )


def test_nothing_is_done_with_somebody_elses_touch_or_person(store: Database, client_id: str, today: date) -> None:
    other = store.write(lambda s: clients.create(s, ClientDraft("台州海辰泵业有限公司", tier="A"), today=today)).value
    person = store.write(lambda s: contacts.create(s, other, ContactDraft("沈立群"), today=today)).value
    touch_id = first(store, other)
    with pytest.raises(NotFound):
        store.write(
            lambda s: interactions.log(s, InteractionDraft(client_id, Channel.CALL, today, "", (person,)), today=today)
        )
    with pytest.raises(NotFound):
        store.write(
            lambda s: interactions.log(
                s, InteractionDraft(client_id, Channel.CALL, today, "", touch_id=touch_id), today=today
            )
        )
    with pytest.raises(NotFound):
        store.write(lambda s: visits.plan(s, VisitDraft(client_id, today, touch_id=touch_id), today=today))


def test_days_that_calendars_cannot_count_are_refused(store: Database, client_id: str, today: date) -> None:
    with pytest.raises(Invalid, match="out_of_range"):
        store.write(lambda s: visits.plan(s, VisitDraft(client_id, date(9999, 12, 31)), today=today))
    with pytest.raises(Invalid, match="out_of_range"):
        store.write(lambda s: touches.move(s, first(store, client_id), to=date(9999, 12, 31), today=today))


@pytest.mark.parametrize("days", [1, 2, 3, 7])
def test_the_shortest_rhythms_end(store: Database, client_id: str, today: date, days: int) -> None:
    found = store.read(lambda s: policies.of_tier(s, "A"))
    quick = [
        each._replace(line=replace(each.line, ideal_days=days, latest_days=days, jitter_days=0))
        if each.line.ideal_days
        else each
        for each in found
    ]
    assert store.write(lambda s: policies.set_tier(s, "A", quick)).value
    store.write(lambda s: touches.plan_all(s, today=today, weeks=4))
    assert store.write(lambda s: touches.plan_all(s, today=today, weeks=4)).value.planned == 0


def test_a_missed_call_stays_on_its_day(store: Database, client_id: str, today: date) -> None:
    day = store.read(lambda s: s.get(Touch, first(store, client_id)).due_on)
    touch_id = first(store, client_id)
    for later in range(1, 6):
        store.write(lambda s, later=later: touches.plan_all(s, today=day + timedelta(days=later)))
        assert store.read(lambda s: (s.get(Touch, touch_id).due_on, s.get(Touch, touch_id).state)) == (
            day,
            TouchState.PLANNED,
        )


def test_what_was_undone_last_is_known_until_something_else_is_written(
    store: Database, client_id: str, today: date
) -> None:
    def name(text: str) -> str | None:
        draft = replace(store.read(lambda s: clients.draft_of(clients.get(s, client_id))), industry=text)
        return store.write(lambda s: clients.update(s, client_id, draft, today=today)).batch_id

    def industry() -> str:
        return str(store.read(lambda s: clients.get(s, client_id).industry))

    def step(find: Any) -> str:
        batch = store.read(lambda s: found.id if (found := find(s)) else None)
        if batch is not None:
            undo(store, batch, today)
        return industry() if batch else "nothing"

    assert step(history.last_undone) == "nothing"
    name("one")
    name("two")
    name("three")
    assert [step(history.last_batch) for _ in range(2)] == ["two", "one"]
    assert [step(history.last_undone) for _ in range(3)] == ["two", "three", "nothing"]
    assert [step(history.last_batch) for _ in range(3)] == ["two", "one", ""]
    assert step(history.last_undone) == "one"
    name("other")
    assert step(history.last_undone) == "nothing"
    assert industry() == "other"


def people_at(store: Database, client_id: str) -> dict[str, bool]:
    return store.read(lambda s: {row.name: row.is_primary for row in contacts.of_client(s, client_id)})


def make_main(store: Database, contact_id: str, today: date, *, is_it: bool = True) -> str | None:
    def work(session: Any) -> None:
        draft = contacts.draft_of(contacts.get(session, contact_id))
        contacts.update(session, contact_id, replace(draft, is_primary=is_it), today=today)

    return store.write(work).batch_id


def test_a_main_contact_that_comes_back_leaves_the_place_to_whom_was_chosen_since(
    store: Database, client_id: str, today: date
) -> None:  # fmt: skip
    one, other = (
        store.write(lambda s, name=name: contacts.create(s, client_id, ContactDraft(name), today=today)).value
        for name in ("王一", "李二")
    )
    removal = store.write(lambda s: contacts.remove(s, one, today=today)).batch_id
    make_main(store, other, today)
    undone = undo(store, removal, today)
    assert people_at(store, client_id) == {"李二": True, "王一": False}
    undo(store, undone.batch_id, today)
    assert people_at(store, client_id) == {"李二": True}


def test_a_choice_that_was_taken_back_is_none(store: Database, client_id: str, today: date) -> None:
    """王一 was first, 李二 for a while, which was taken back; 孙三 was chosen and put away: it is 王一 again."""
    one, other, third = (
        store.write(lambda s, name=name: contacts.create(s, client_id, ContactDraft(name), today=today)).value
        for name in ("王一", "李二", "孙三")
    )
    undo(store, make_main(store, other, today), today)
    removal = store.write(lambda s: contacts.remove(s, one, today=today)).batch_id
    chosen = make_main(store, third, today)
    undo(store, removal, today)
    assert people_at(store, client_id) == {"孙三": True, "李二": False, "王一": False}
    undo(store, chosen, today)
    assert people_at(store, client_id) == {"李二": False, "孙三": False, "王一": True}


def test_no_main_contact_is_a_choice_that_comes_back(store: Database, client_id: str, today: date) -> None:
    one, other = (
        store.write(lambda s, name=name: contacts.create(s, client_id, ContactDraft(name), today=today)).value
        for name in ("王一", "李二")
    )
    make_main(store, other, today)
    make_main(store, one, today)
    taken = make_main(store, one, today, is_it=False)
    undone = undo(store, taken, today)
    assert people_at(store, client_id) == {"王一": True, "李二": False}
    again = undo(store, undone.batch_id, today)
    assert people_at(store, client_id) == {"王一": False, "李二": False}
    undo(store, again.batch_id, today)
    assert people_at(store, client_id) == {"王一": True, "李二": False}


def test_several_main_contacts_of_one_client_are_found(store: Database, client_id: str, today: date) -> None:
    for name in ("王一", "李二"):
        store.write(lambda s, name=name: contacts.create(s, client_id, ContactDraft(name), today=today))
    assert checking.check(store) == []

    def both(session: Any) -> None:
        for row in contacts.of_client(session, client_id):
            row.is_primary = True

    store.write(both)
    assert [(each.code, each.params) for each in checking.check(store)] == [("main_contacts", {"n": 1})]


def test_undo_makes_no_company_its_own_parent(store: Database, client_id: str, today: date) -> None:
    other = store.write(lambda s: clients.create(s, ClientDraft("台州海辰泵业"), today=today)).value

    def put(below: str, above: str | None) -> str | None:
        work = lambda s: groups.set_parent(s, below, above, revision=clients.get(s, below).revision)  # noqa: E731
        return store.write(work).batch_id

    put(other, client_id)
    taken_out = put(other, None)
    turned = put(client_id, other)
    with pytest.raises(Refused, match="circle_of_clients"):
        undo(store, taken_out, today)
    removal = store.write(lambda s: clients.remove(s, other)).batch_id
    undo(store, taken_out, today)
    with pytest.raises(Refused, match="circle_of_clients"):
        undo(store, removal, today)
    undo(store, turned, today)
    undo(store, removal, today)
    assert store.read(lambda s: (clients.get(s, client_id).parent_id, clients.get(s, other).parent_id)) == (
        None,
        client_id,
    )


def test_undo_makes_nobody_their_own_superior(store: Database, client_id: str, today: date) -> None:
    one, other = (
        store.write(lambda s, name=name: contacts.create(s, client_id, ContactDraft(name), today=today)).value
        for name in ("王一", "李二")
    )

    def report(below: str, above: str | None) -> str | None:
        return store.write(lambda s: relationships.report_to(s, below, above)).batch_id

    report(one, other)
    taken_off = report(one, None)
    report(other, one)
    with pytest.raises(Refused, match="circle_of_contacts") as caught:
        undo(store, taken_off, today)
    assert caught.value.params["name"] in ("王一", "李二")
    assert store.read(lambda s: contacts.get(s, one).reports_to_id) is None


def test_circles_are_found(store: Database, client_id: str, today: date) -> None:
    def turn(session: Any) -> None:
        other = clients.create(session, ClientDraft("台州海辰泵业", notes="甲"), today=today)
        one, two = (contacts.create(session, client_id, ContactDraft(name), today=today) for name in ("王一", "李二"))
        clients.get(session, other).parent_id, clients.get(session, client_id).parent_id = client_id, other
        contacts.get(session, one).reports_to_id, contacts.get(session, two).reports_to_id = two, one

    store.write(turn)
    assert [(each.code, each.params) for each in checking.check(store)] == [
        ("parent_circle", {"n": 2}), ("superior_circle", {"n": 2}),
    ]  # fmt: skip


def test_what_was_made_anew_does_not_come_back_beside_it(store: Database, client_id: str, today: date) -> None:
    person = store.write(lambda s: contacts.create(s, client_id, ContactDraft("王一"), today=today)).value
    fits = (Criterion("tier", "any", ("A",)),)
    kinds: list[tuple[Any, Any]] = [
        (lambda s: segments.save(s, "重点", fits), segments.remove),
        (lambda s: custom_fields.define(s, "client", "VIP", CustomKind.TEXT), custom_fields.remove),
        (lambda s: relationships.tie(s, person, "刘敏", 1), relationships.untie),
    ]
    for make, remove in kinds:
        one = store.write(make).value
        removal = store.write(lambda s, r=remove, i=one: r(s, i)).batch_id
        other = store.write(make).value
        with pytest.raises(Refused, match="anew"):
            undo(store, removal, today)
        store.write(lambda s, r=remove, i=other: r(s, i))
        assert undo(store, removal, today).reverted == 1
