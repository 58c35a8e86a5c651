"""The inbox of what was missed, what comes next, and the file that holds instants alone."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from kam_desktop.core import interactions, reminders, samples
from kam_desktop.core.store.database import Database

MONDAY = datetime(2026, 6, 15, 18)


@pytest.fixture
def sampled(store: Database, today: date) -> Database:
    store.write(lambda s: samples.fill(s, today=today, number=12))
    return store


def test_a_week_of_sleep_leaves_an_honest_inbox(sampled: Database, today: date) -> None:
    sampled.write(lambda s: reminders.look(s, now=MONDAY))
    assert sampled.read_plain(reminders.inbox) is None
    back = MONDAY + timedelta(days=7)
    sampled.write(lambda s: reminders.look(s, now=back))
    missed = sampled.read_plain(reminders.inbox)
    assert missed is not None
    assert (missed.since, missed.until) == (MONDAY, back)
    expected = dict(sampled.read_plain(lambda s: reminders.coming(s, after=MONDAY)))
    until = max(expected)
    assert Counter(each.at for each in missed.touches if each.at <= until) == {
        a: n for a, n in expected.items() if a <= back
    }
    assert missed.total == len(missed.touches) > 5
    first = missed.touches[0]
    sampled.write(lambda s: interactions.close_touch(s, first.id, outcome="已补", today=back.date()))
    left = sampled.read_plain(reminders.inbox)
    assert left is not None
    assert first.id not in {each.id for each in left.touches}
    sampled.write(reminders.clear)
    assert sampled.read_plain(reminders.inbox) is None


def test_a_second_sleep_before_it_was_seen_adds_to_it(sampled: Database, today: date) -> None:
    for hours in (0, 12, 13, 40):
        sampled.write(lambda s, hours=hours: reminders.look(s, now=MONDAY + timedelta(hours=hours)))
    missed = sampled.read_plain(reminders.inbox)
    assert missed is not None
    assert (missed.since, missed.until) == (MONDAY, MONDAY + timedelta(hours=40))


def test_short_looks_leave_nothing(sampled: Database, today: date) -> None:
    for minutes in range(0, 100, 10):
        sampled.write(lambda s, minutes=minutes: reminders.look(s, now=MONDAY + timedelta(minutes=minutes)))
    assert sampled.read_plain(reminders.inbox) is None


def test_what_comes_is_in_order_and_to_come(sampled: Database, today: date) -> None:
    coming = sampled.read_plain(lambda s: reminders.coming(s, after=MONDAY))
    assert coming == sorted(coming)
    assert coming[0][0] > MONDAY
    assert len(coming) > 5
    assert {at.time() for at, _ in coming} >= {time(9)}


def test_the_file_holds_instants_alone(tmp_path: Path) -> None:
    instants = [MONDAY, MONDAY + timedelta(hours=1)]
    reminders.keep_file(tmp_path, instants)
    assert reminders.read_file(tmp_path) == instants
    assert (tmp_path / reminders.FILE).read_text() == '["2026-06-15T18:00", "2026-06-15T19:00"]'
    for damaged in ("", "{}", '["no", 3]', "\0"):
        (tmp_path / reminders.FILE).write_text(damaged)
        assert reminders.read_file(tmp_path) == []
    assert reminders.read_file(tmp_path / "nowhere") == []
