"""What a list imported again would do, before it is imported, and what of it a person had corrected."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from kam_desktop.core import clients, contacts, custom_fields, history, intake, outlook, staff_changes, touches
from kam_desktop.core.errors import Cancelled
from kam_desktop.core.records import ClientRecord, ContactRecord, RelativeRecord
from kam_desktop.core.rules import shares
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import Calendar, Channel, CustomKind, StaffChangeKind, TouchState
from kam_desktop.core.rules.shares import Share
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Batch, Touch


def test_an_old_list_says_what_it_would_bring_back(store: Database, today: date) -> None:
    people = (ContactRecord("周建明", "经理", ("13800138000",)),)
    rows = [
        ClientRecord(2, "甲公司", city="宁波", tier="A", notes="老客户", contacts=people),
        ClientRecord(3, "乙公司", city="台州"),
        ClientRecord(4, "丙公司", city="温州"),
        ClientRecord(5, "丙公司", city="温州"),
    ]
    store.write(lambda s: intake.take_in(s, rows, title="x", today=today))
    first = store.read(lambda s: outlook.of(s, rows, today=today, rows={2, 5}))
    assert first[:5] == (0, 0, 3, 0, 0)
    assert {number: line.edits for number, line in first.lines.items()} == {2: (), 5: ()}

    def correct(name: str, **said: str) -> None:
        def work(session: object) -> None:
            found = clients.find(session, name)  # type: ignore[arg-type]
            clients.update(session, found.id, replace(clients.draft_of(found), **said), today=today)  # type: ignore[arg-type]

        store.write(work)

    correct("甲公司", city="杭州")
    client_id = store.read(lambda s: clients.find(s, "甲公司").id)

    def promote(session: object) -> None:
        [who] = contacts.of_client(session, client_id)  # type: ignore[arg-type]
        contacts.update(session, who.id, replace(contacts.draft_of(who), title="总监"), today=today)  # type: ignore[arg-type]

    store.write(promote)
    newer = [ClientRecord(2, "乙公司", city="玉环"), ClientRecord(3, "丁公司", last_contact_on=today)]
    store.write(lambda s: intake.take_in(s, newer, title="y", today=today))
    more = ClientRecord(6, "丁公司", industry="泵业", last_contact_on=today)
    fresh = ClientRecord(7, "戊公司", city="衢州")
    seen = store.read(lambda s: outlook.of(s, [*rows, more, fresh], today=today))
    assert seen[:5] == (1, 3, 1, 2, 1)
    told = {
        line.name: [(each.person, *each.change, each.replaces, each.is_by_hand) for each in line.edits]
        for line in seen.lines.values()
    }
    assert told == {
        "甲公司": [("", "city", "杭州", "宁波", True, True), ("周建明", "title", "总监", "经理", True, True)],
        "乙公司": [("", "city", "玉环", "台州", True, False)],
    }
    assert list(told) == ["甲公司", "乙公司"]  # those by hand first

    with pytest.raises(Cancelled):
        store.read(lambda s: outlook.of(s, rows, today=today, cancelled=lambda: True))


def test_who_left_who_comes_first_and_single_fields_of_a_person_are_told_and_taken(
    store: Database, today: date
) -> None:
    field = store.write(lambda s: custom_fields.define(s, "contact", "口味", CustomKind.TEXT)).value
    born = PartialDate(Calendar.LUNAR, None, 8, 15)
    people = (
        ContactRecord("周建明", is_primary=True, birthday=born, custom=((field, "清淡"),), external_no="P1"),
        ContactRecord("林海燕"),
        ContactRecord("王伟"),
    )
    store.write(lambda s: intake.take_in(s, [ClientRecord(2, "甲公司", contacts=people)], title="x", today=today))
    client_id = store.read(lambda s: clients.find(s, "甲公司").id)

    def book(session: Any) -> None:
        who = contacts.find(session, client_id, "周建明")
        touches.book(session, client_id, on=today + timedelta(days=3), channel=Channel.CALL, contact_id=who.id)

    store.write(book)
    again = (
        ContactRecord("周建明", has_left=True, birthday=replace(born, day=16), custom=((field, "重辣"),)),
        ContactRecord("林海燕", is_primary=True),
        ContactRecord("王伟", is_primary=False, has_left=False),
    )
    rows = [ClientRecord(2, "甲公司", contacts=again)]
    seen = store.read(lambda s: outlook.of(s, rows, today=today))
    [line] = seen.lines.values()
    assert sorted((each.person, *each.change, each.replaces) for each in line.edits) == sorted([
        ("周建明", "birthday", born, replace(born, day=16), True),
        ("周建明", "custom:口味", "清淡", "重辣", True),
        ("周建明", "is_primary", True, False, True),
        ("周建明", "has_left", False, True, True),
        ("林海燕", "is_primary", False, True, True),
    ])  # fmt: skip
    taken = store.write(lambda s: intake.take_in(s, rows, title="y", today=today))
    assert (taken.value.updated, taken.value.contacts_created) == (1, 0)

    def people_now(session: Any) -> Any:
        found = contacts.of_client(session, client_id)
        return [(each.name, each.is_primary, each.has_left, each.left_on) for each in found]

    assert store.read(people_now) == [
        ("林海燕", True, False, None), ("王伟", False, False, None), ("周建明", False, True, today),
    ]  # fmt: skip
    [change] = store.read(lambda s: staff_changes.of_client(s, client_id))
    assert (change.kind, change.name, change.on) == (StaffChangeKind.LEFT, "周建明", today)
    booked = select(Touch.id).where(Touch.deleted_at.is_(None), Touch.state == TouchState.PLANNED, Touch.is_pinned)
    assert store.read(lambda s: s.scalars(booked).all()) == []
    same = store.read(lambda s: outlook.of(s, rows, today=today))
    assert same[:4] == (0, 0, 1, 0)

    back = [ClientRecord(2, "甲公司", contacts=(ContactRecord("周建明", has_left=False),))]
    store.write(lambda s: intake.take_in(s, back, title="z", today=today))
    assert ("周建明", False, False, None) in store.read(people_now)
    for batch in (store.read(lambda s: s.scalars(select(Batch.id).order_by(Batch.id.desc())).first()), taken.batch_id):
        store.write(lambda s, batch=batch: history.undo(s, batch, today=today))
    assert store.read(people_now)[0] == ("周建明", True, False, None)
    assert store.read(lambda s: staff_changes.of_client(s, client_id)) == []


def test_a_new_person_who_is_said_to_come_first_takes_the_place_of_who_did(store: Database, today: date) -> None:
    first = ClientRecord(2, "甲公司", contacts=(ContactRecord("周建明"),))
    second = ClientRecord(2, "甲公司", contacts=(ContactRecord("林海燕", is_primary=True),))
    store.write(lambda s: intake.take_in(s, [first], title="x", today=today))
    [line] = store.read(lambda s: outlook.of(s, [second], today=today)).lines.values()
    assert [(each.person, each.change.field, each.replaces) for each in line.edits] == [("周建明", "is_primary", True)]
    store.write(lambda s: intake.take_in(s, [second], title="y", today=today))

    def people(session: Any) -> Any:
        found = contacts.of_client(session, clients.find(session, "甲公司").id)
        return [(each.name, each.is_primary) for each in found]

    assert store.read(people) == [("林海燕", True), ("周建明", False)]


def test_a_family_grows_and_shares_are_replaced(store: Database, today: date) -> None:
    born = PartialDate(Calendar.SOLAR, 2015, 3, 2)
    girl, wife = RelativeRecord("child", "王圆圆", born, "读小学"), RelativeRecord("spouse", "李秀英")
    known = (Share("", 60.0, True), Share("东岭", 20.0))
    first = ClientRecord(2, "甲公司", supplier_shares=known, contacts=(ContactRecord("王伟", relatives=(girl,)),))
    store.write(lambda s: intake.take_in(s, [first], title="x", today=today))
    assert store.read(lambda s: outlook.of(s, [first], today=today))[:4] == (0, 0, 1, 0)
    older = girl._replace(birthday=replace(born, day=3), notes="爱画画")
    shared = (Share("", 40.0, True),)
    again = [
        ClientRecord(2, "甲公司", supplier_shares=shared, contacts=(ContactRecord("王伟", relatives=(older, wife)),))
    ]
    [line] = store.read(lambda s: outlook.of(s, again, today=today)).lines.values()
    grown = older._replace(notes="")
    told = [(each.person, each.change.field, each.change.before, each.replaces) for each in line.edits]
    assert told == [
        ("", "supplier_shares", shares.to_plain(known), True),
        ("王伟", "relatives", "", False),
        ("王伟", "relatives", girl._replace(notes=""), True),
    ]
    assert [each.change.after for each in line.edits[1:]] == [wife, grown]
    done = store.write(lambda s: intake.take_in(s, again, title="y", today=today))
    assert (done.value.updated, done.value.contacts_updated) == (1, 1)

    def now(session: Any) -> Any:
        client = clients.find(session, "甲公司")
        [who] = contacts.of_client(session, client.id)
        family = [contacts.relative_draft(each) for each in contacts.relatives_of(session, [who.id])]
        return [(each.name, each.birthday, each.notes) for each in family], shares.of_plain(client.supplier_shares)

    assert store.read(now) == (
        [("李秀英", None, ""), ("王圆圆", older.birthday, "读小学\n爱画画")], shared,
    )  # fmt: skip
    assert store.read(lambda s: outlook.of(s, again, today=today))[:4] == (0, 0, 1, 0)
    store.write(lambda s: history.undo(s, done.batch_id or "", today=today))
    assert store.read(now) == ([("王圆圆", born, "读小学")], known)


def test_children_without_a_name_are_told_apart_by_their_birthdays(store: Database, today: date) -> None:
    born = PartialDate(Calendar.SOLAR, 2015, 3, 2)
    children = tuple(RelativeRecord("child", "", birthday) for birthday in (born, replace(born, year=2018)))
    rows = [ClientRecord(2, "甲公司", contacts=(ContactRecord("王伟", relatives=children),))]
    store.write(lambda s: intake.take_in(s, rows, title="x", today=today))
    assert store.read(lambda s: outlook.of(s, rows, today=today))[:4] == (0, 0, 1, 0)
    again = store.write(lambda s: intake.take_in(s, rows, title="y", today=today)).value
    assert (again.updated, again.contacts_updated) == (0, 0)
    third = RelativeRecord("child", "", replace(born, year=2020))
    more = [ClientRecord(2, "甲公司", contacts=(ContactRecord("王伟", relatives=(third,)),))]
    [line] = store.read(lambda s: outlook.of(s, more, today=today, rows={2})).lines.values()
    assert [(each.change.after, each.replaces) for each in line.edits] == [(third, False)]
