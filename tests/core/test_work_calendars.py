"""A newer holiday file is kept in the store, holds for its years, moves the plan, and can be taken back."""

import json
from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from kam_desktop.core import clients, contacts, history, reminders, room, settings, touches, work_calendars
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.errors import Invalid
from kam_desktop.core.room import Room
from kam_desktop.core.rules import hours
from kam_desktop.core.rules.cadence import CLOCKS
from kam_desktop.core.rules.holidays import WorkCalendar
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Touch

WORK_HOURS = {
    "day_minutes": "480",
    "day_visits": "4",
    "week_visits": "16",
    "quiet_from": "21:00",
    "quiet_until": "08:00",
}


def file(version: str = "2027.1", **years: dict[str, list[str]]) -> bytes:
    return json.dumps(
        {"version": version, "source": "通知", "years": {y[1:]: days for y, days in years.items()}}
    ).encode()


def in_force(store: Database) -> WorkCalendar:
    return store.read(work_calendars.of)


def test_without_a_file_the_shipped_one_holds(store: Database) -> None:
    assert in_force(store) == WorkCalendar.shipped()
    assert not store.read(work_calendars.is_own)


def test_a_file_adds_its_years_and_keeps_the_others(store: Database) -> None:
    new_year = date(2027, 1, 4)
    assert WorkCalendar.shipped().is_working(new_year)
    data = b"\xef\xbb\xbf" + file(y2027={"off": ["2027-01-01", "2027-01-04"], "work": ["2027-01-10"]})
    store.write(lambda s: work_calendars.take(s, data))
    found = in_force(store)
    assert found.years == WorkCalendar.shipped().years | {2027}
    assert (found.is_working(new_year), found.is_makeup(date(2027, 1, 10))) == (False, True)
    assert found.is_working(date(2026, 6, 15))
    assert work_calendars.current() == found
    assert store.read(lambda s: Room(s).calendar("")) == found


def test_of_two_files_for_a_year_the_newer_holds(store: Database) -> None:
    day = date(2026, 6, 15)  # a Monday that is worked
    assert WorkCalendar.shipped().version == "2026.1"
    for version, is_worked in (("2025.9", True), ("2026.1", False), ("2026.10", False)):
        store.write(lambda s, v=version: work_calendars.take(s, file(v, y2026={"off": [day.isoformat()], "work": []})))
        assert in_force(store).is_working(day) is is_worked


def test_the_plan_follows_and_undo_takes_it_back(store: Database, today: date) -> None:
    draft = ClientDraft("宁波恒远轮胎有限公司", tier="A")
    store.write(lambda s: clients.create(s, draft, today=today))
    store.write(lambda s: touches.plan_all(s, today=today))

    def days(session: Any) -> set[date]:
        rows = session.query(Touch).filter_by(state="planned", deleted_at=None)
        return {row.due_on for row in rows if row.activity in CLOCKS}

    before = store.read(days)
    off = sorted(before)[0]
    others = [off + timedelta(days=each) for each in range(1, 4)]
    listed = [each.isoformat() for each in (off, *others)]
    done = store.write(lambda s: work_calendars.take(s, file("2030.1", y2026={"off": listed, "work": []})))
    assert store.read(lambda s: touches.still_to_plan(s, today=today)) != []
    store.write(lambda s: touches.plan_all(s, today=today))
    assert not store.read(days) & {off, *others}
    store.write(lambda s: history.undo(s, done.batch_id or "", today=today))
    assert in_force(store) == WorkCalendar.shipped()
    store.write(lambda s: touches.plan_all(s, today=today))
    assert off in store.read(days)


@pytest.mark.parametrize("data", [
    b"", b"[]", b"{}", b"\xff\xfe\x00", b'{"years": {}}', b'{"years": {"2027": 1}}', b"not json",
    b'{"years": {"2027": {"off": ["2027-01-09"], "work": ["2027-01-09"]}}}', b" " * 1_000_001,
])  # fmt: skip
def test_what_is_no_calendar_is_refused_and_nothing_changes(store: Database, data: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        store.write(lambda s: work_calendars.take(s, data))
    assert refused.value.field == "calendar"
    assert in_force(store) == WorkCalendar.shipped()


def test_back_to_what_came_with_the_program(store: Database) -> None:
    store.write(lambda s: work_calendars.take(s, file(y2027={"off": ["2027-01-04"], "work": []})))
    assert store.read(work_calendars.is_own)
    store.write(work_calendars.forget)
    assert in_force(store) == WorkCalendar.shipped()
    assert not store.read(work_calendars.is_own)


@pytest.mark.parametrize(
    ("text", "hour", "minute"), [("21", 21, 0), ("21:30", 21, 30), ("0830", 8, 30), ("9点", 9, 0), ("8：05", 8, 5)]
)
def test_times_of_day_as_they_are_typed(text: str, hour: int, minute: int) -> None:
    at = hours.clock(text)
    assert at is not None
    assert (at.hour, at.minute) == (hour, minute)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [("day_minutes", "14", "settings.number"), ("day_minutes", "1441", "settings.number"), ("day_visits", "x", "settings.number"),
     ("week_visits", "-1", "settings.number"), ("quiet_from", "25:00", "settings.clock"), ("quiet_until", "", "settings.clock")],
)  # fmt: skip
def test_work_hours_that_cannot_be_are_refused(store: Database, name: str, text: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        store.write(lambda s: room.set_hours(s, {**WORK_HOURS, name: text}))
    assert (refused.value.field, refused.value.code) == (name, code)


def test_other_room_and_other_quiet_hours_plan_anew(store: Database, today: date) -> None:
    store.write(lambda s: touches.set_planned(s, today=today))
    store.write(lambda s: room.set_hours(s, WORK_HOURS))
    assert store.read(lambda s: settings.note(s, "planned_on")) == today.isoformat()
    store.write(lambda s: room.set_hours(s, {**WORK_HOURS, "quiet_from": "22"}))
    assert store.read(reminders.quiet_hours) == (time(22), time(8))
    assert store.read(lambda s: settings.note(s, "planned_on")) == ""
    store.write(lambda s: touches.set_planned(s, today=today))
    store.write(lambda s: room.set_hours(s, {**WORK_HOURS, "quiet_from": "22", "day_visits": "3"}))
    assert store.read(lambda s: room.capacity(s).day_visits) == 3
    assert store.read(lambda s: settings.note(s, "planned_on")) == ""


def test_calls_are_proposed_outside_the_quiet_hours_of_the_settings(store: Database, today: date) -> None:
    def fill(s: Any) -> None:
        for number, wish in enumerate(("", "下午3-5点", "9点", "晚上")):
            made = clients.create(s, ClientDraft(f"客户{number}", tier="A"), today=today)
            contacts.create(s, made, ContactDraft("周", preferred_hours=wish), today=today)

    def asked() -> set[int]:
        calls = select(Touch.at).where(Touch.channel == "call", Touch.state == "planned")
        return {at.hour for at in store.read(lambda s: s.scalars(calls).all()) if at}

    store.write(fill)
    assert {each for each in asked() if each > 18}
    store.write(lambda s: room.set_hours(s, {**WORK_HOURS, "quiet_from": "16:30", "quiet_until": "13"}))
    store.write(lambda s: touches.plan_all(s, today=today))
    assert asked() <= {13, 14, 15}
    assert 15 in asked()
