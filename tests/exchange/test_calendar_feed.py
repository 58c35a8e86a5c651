"""The calendar that phones read, judged by a library that is not ours; and the file that is rewritten for them."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from exchange.outgoing import SECRETS, TODAY, all_text, fill, out
from kam_desktop.core import clients, interest_events, occasions, settings, touches
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.errors import FileError, Invalid
from kam_desktop.core.interest_events import InterestDraft
from kam_desktop.core.occasions import OccasionDraft
from kam_desktop.core.rules import dates
from kam_desktop.core.rules.kinds import Calendar, Channel, OccasionKind
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Contact, Touch
from kam_desktop.exchange import exporting_people, subscription
from kam_desktop.exchange.exporting import Scope
from kam_desktop.exchange.writers import calendars
from kam_desktop.exchange.writers.calendars import Event

icalendar = pytest.importorskip("icalendar")
SHANGHAI = ZoneInfo("Asia/Shanghai")


def read(file: Path) -> dict[str, Any]:
    """The events by UID; the library raises where the file breaks a rule."""
    data = file.read_bytes()
    assert max(map(len, data.split(b"\r\n"))) <= 75
    calendar = icalendar.Calendar.from_ical(data)
    assert not calendar.errors
    found = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    assert len(found) == len(calendar.walk("VEVENT"))
    assert all(not event.errors for event in found.values())
    return found


@pytest.fixture
def full(store: Database) -> dict[str, str]:
    ids = fill(store)

    def work(session: Any) -> None:
        person = session.query(Contact).filter_by(client_id=ids["hostile"]).first().id
        add = lambda draft, client="crowd": occasions.add(session, ids[client], draft, today=TODAY)  # noqa: E731
        add(OccasionDraft(OccasionKind.ANNIVERSARY, date(2008, 2, 29), "公司周年，庆", is_yearly=True))
        add(OccasionDraft(OccasionKind.ANNIVERSARY, date(2010, 9, 1), "泵站投产", is_yearly=True))
        add(OccasionDraft(OccasionKind.WEDDING, date(2000, 7, 1), "结婚纪念的秘密", person, is_yearly=True), "hostile")
        add(OccasionDraft(OccasionKind.ILLNESS, TODAY, "住院的秘密", person), "hostile")
        interest_events.add(session, InterestDraft("鲈鱼季开竿", TODAY + timedelta(days=20), ("鲈鱼",)), today=TODAY)
        touches.plan_all(session, today=TODAY)

    store.write(work)
    return ids


def test_touches_are_in_the_file_as_they_are_in_the_store(
    store: Database, full: dict[str, str], tmp_path: Path
) -> None:
    out(store, "touches", tmp_path / "x.ics", zone=SHANGHAI)
    found = read(tmp_path / "x.ics")
    planned = store.read(
        lambda s: [
            (t.id, t.due_on, t.at, t.channel) for t in s.query(Touch).filter_by(state="planned", deleted_at=None)
        ]
    )
    assert {each for each in found if each.startswith("touch-")} == {f"touch-{row[0]}@kam-desktop" for row in planned}
    assert any(at for _, _, at, _ in planned)
    for touch_id, due_on, at, channel in planned:
        event = found[f"touch-{touch_id}@kam-desktop"]
        assert event["DTSTAMP"].dt.tzinfo is not None
        [alarm] = event.walk("VALARM")
        if at is None:
            assert event["DTSTART"].dt == due_on
            assert alarm["TRIGGER"].dt == timedelta(hours=9)
        else:
            assert event["DTSTART"].dt.astimezone(SHANGHAI) == datetime.combine(due_on, at, tzinfo=SHANGHAI)
            assert alarm["TRIGGER"].dt == timedelta(minutes=-15)
        assert channel in set(Channel)


def test_an_hour_is_the_same_instant_wherever_it_is_read(tmp_path: Path) -> None:
    summer = Event("1", date(2026, 7, 1), "电话", at=time(9, 30), alarm=timedelta(0))
    winter = Event("2", date(2026, 12, 1), "电话", at=time(9, 30))
    with (tmp_path / "x.ics").open("wb") as stream:
        calendars.write(
            stream, [summer, winter], name="x", made=datetime(2026, 6, 1, tzinfo=UTC), zone=ZoneInfo("Europe/Berlin")
        )
    found = read(tmp_path / "x.ics")
    assert [found[f"{uid}@kam-desktop"]["DTSTART"].dt.hour for uid in "12"] == [7, 8]


def test_yearly_days_come_round_as_the_rule_says(store: Database, full: dict[str, str], tmp_path: Path) -> None:
    out(store, "touches", tmp_path / "x.ics")
    yearly = [event for uid, event in read(tmp_path / "x.ics").items() if uid.startswith("occasion-")]
    found = {str(event["SUMMARY"]): event for event in yearly}
    assert set(found) == {"公司周年，庆（台州海辰泵业）", "泵站投产（台州海辰泵业）"}
    assert found["泵站投产（台州海辰泵业）"]["DTSTART"].dt == date(2026, 9, 1)
    assert found["泵站投产（台州海辰泵业）"]["RRULE"] == {"FREQ": ["YEARLY"]}
    leap = found["公司周年，庆（台州海辰泵业）"]
    assert leap["DTSTART"].dt == date(2027, 2, 28)
    assert leap["RRULE"] == {"FREQ": ["YEARLY"], "BYMONTH": [2], "BYMONTHDAY": [-1]}


def test_lunar_birthdays_stand_there_for_ten_years_one_by_one(
    store: Database, full: dict[str, str], tmp_path: Path
) -> None:
    out(store, "touches", tmp_path / "x.ics")
    lunar = [e for uid, e in read(tmp_path / "x.ics").items() if uid.startswith("birthday-") and "RRULE" not in e]
    known = dates.PartialDate(Calendar.LUNAR, None, 8, 15)
    on, expected = TODAY, []
    for _ in range(exporting_people.LUNAR_YEARS):
        on = dates.next_occurrence(known, on) or on
        expected.append(on)
        on += timedelta(days=1)
    assert [event["DTSTART"].dt for event in lunar] == expected
    assert len(expected) == 10


@pytest.mark.parametrize(
    ("what", "ending"), [("touches", ".ics"), ("touches", ".csv"), ("touches", ".xlsx"), ("all", ".zip")]
)
def test_nothing_of_a_life_outside_work_unless_it_is_asked_for(
    store: Database, full: dict[str, str], tmp_path: Path, what: str, ending: str
) -> None:
    out(store, what, tmp_path / f"x{ending}")
    text = all_text(tmp_path / f"x{ending}")
    assert "沈一" in text
    for secret in (*SECRETS, "住院的秘密", "结婚纪念的秘密"):
        assert secret not in text
    assert what == "all" or "鲈鱼季" not in text
    out(store, what, tmp_path / f"y{ending}", with_private=True)
    text = all_text(tmp_path / f"y{ending}")
    assert "住院的秘密" in text
    assert "结婚纪念的秘密" in text


def test_the_same_touch_keeps_its_uid_when_it_moves(store: Database, full: dict[str, str], tmp_path: Path) -> None:
    out(store, "touches", tmp_path / "x.ics")
    first = store.read(lambda s: s.query(Touch).filter_by(state="planned", deleted_at=None).first().id)
    to = TODAY + timedelta(days=40)
    store.write(lambda s: touches.move(s, first, to=to, today=TODAY))
    store.write(lambda s: settings.put(s, "alarm_minutes", 60))
    out(store, "touches", tmp_path / "y.ics")
    moved = read(tmp_path / "y.ics")[f"touch-{first}@kam-desktop"]
    start = moved["DTSTART"].dt
    assert (start.astimezone().date() if isinstance(start, datetime) else start) == to
    alarms = [
        a["TRIGGER"].dt for e in read(tmp_path / "y.ics").values() for a in e.walk("VALARM") if e.has_key("DURATION")
    ]
    assert set(alarms) == {timedelta(hours=-1)}


def test_a_chosen_touch_alone(store: Database, full: dict[str, str], tmp_path: Path) -> None:
    one = store.read(lambda s: s.query(Touch).filter_by(state="planned", deleted_at=None).first().id)
    out(store, "touches", tmp_path / "x.ics", scope=Scope(ids=(one,)))
    assert list(read(tmp_path / "x.ics")) == [f"touch-{one}@kam-desktop"]


def test_the_file_for_the_phone_is_rewritten_whole(store: Database, full: dict[str, str], tmp_path: Path) -> None:
    def write() -> Any:
        return store.read(lambda s: subscription.write(s, lang="zh_CN", today=TODAY))

    assert write() is None
    file = tmp_path / "shared" / "客情.ics"
    with pytest.raises(Invalid, match="not_found"):
        store.write(lambda s: subscription.choose(s, file))
    file.parent.mkdir()
    with pytest.raises(Invalid, match="ending"):
        store.write(lambda s: subscription.choose(s, file.with_suffix(".txt")))
    store.write(lambda s: subscription.choose(s, file))
    assert write().rows == len(read(file))
    before = set(read(file))
    store.write(lambda s: clients.create(s, ClientDraft("新来的公司", tier="A"), today=TODAY))
    store.write(lambda s: clients.create(s, ClientDraft("同事的公司", tier="A", owner="王强"), today=TODAY))
    write()
    later = read(file)
    assert before < set(later)
    assert any("新来的公司" in str(event["SUMMARY"]) for event in later.values())
    assert not any("同事的公司" in str(event["SUMMARY"]) for event in later.values())
    assert [each.name for each in file.parent.iterdir()] == [file.name]  # nothing half written is left
    file.unlink()
    file.parent.rmdir()
    with pytest.raises(FileError):
        write()
    store.write(lambda s: subscription.choose(s, None))
    assert write() is None
