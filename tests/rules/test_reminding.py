"""What is told of when: quiet hours, sleep, a clock that was set back."""

from datetime import datetime, time, timedelta

import pytest

from kam_desktop.core.rules.reminding import AWAY, Telling, tell, was_away

NOON = datetime(2026, 6, 15, 12)


def test_what_fell_due_since_is_told_of_once() -> None:
    last = NOON - timedelta(hours=1)
    instants = [(NOON + timedelta(minutes=each), 1) for each in (-180, -5, 0, 60)]
    assert tell(instants, last=last, now=NOON) == Telling(2, NOON + timedelta(hours=1))
    assert tell(instants, last=NOON, now=NOON) == Telling(0, NOON + timedelta(hours=1))
    assert tell([], last=last, now=NOON) == Telling(0, None)


@pytest.mark.parametrize("hour", [21, 23, 0, 7])
def test_quiet_hours_keep_it_until_they_end(hour: int) -> None:
    now = datetime(2026, 6, 15, hour, 30)
    morning = datetime(2026, 6, 16 if hour >= 21 else 15, 8)
    due = [(now - timedelta(minutes=10), 1)]
    assert tell(due, last=now - timedelta(hours=1), now=now) == Telling(0, morning)
    assert tell(due, last=now - timedelta(hours=1), now=morning).due == 1


def test_quiet_hours_are_ones_own() -> None:
    due = [(NOON - timedelta(minutes=1), 3)]
    at_noon = {"quiet_from": time(12), "quiet_until": time(14)}
    assert tell(due, last=NOON - timedelta(hours=1), now=NOON, **at_noon) == Telling(0, NOON.replace(hour=14))


@pytest.mark.parametrize(
    ("seen", "is_away"),
    [(None, False), (NOON - AWAY, True), (NOON - timedelta(minutes=10), False), (NOON + timedelta(days=1), False)],
)
def test_a_clock_that_stood_still_was_away(seen: datetime | None, is_away: bool) -> None:
    assert was_away(seen, NOON) is is_away
