"""What speaks against a day for a visit, and which would do."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_desktop.core.rules.day_judging import Objection, object_to
from kam_desktop.core.rules.holidays import WorkCalendar

CALENDAR = WorkCalendar.shipped()
EARLIEST = date(2026, 9, 16)


@pytest.mark.parametrize(
    ("day", "full", "said"),
    [
        (date(2026, 10, 4), set(), Objection("holiday", "national-day", date(2026, 9, 30))),
        (date(2026, 10, 6), set(), Objection("holiday", "national-day", date(2026, 10, 8))),
        (date(2026, 9, 25), set(), Objection("holiday", "mid-autumn", date(2026, 9, 24))),
        (date(2026, 9, 19), set(), Objection("weekend", "", date(2026, 9, 18))),
        (date(2026, 9, 19), {date(2026, 9, 18)}, Objection("weekend", "", date(2026, 9, 20))),
        (date(2026, 9, 17), {date(2026, 9, 17)}, Objection("full", "", date(2026, 9, 16))),
        (date(2026, 9, 22), set(), None),
    ],
)
def test_the_day_and_the_one_that_would_do(day: date, full: set[date], said: Objection | None) -> None:
    assert object_to(day, CALENDAR, full, earliest=EARLIEST) == said


def test_leave_is_told_and_no_day_is_proposed_where_all_are_full() -> None:
    leave = CALENDAR.with_leave(frozenset({date(2026, 9, 17)}))
    assert object_to(date(2026, 9, 17), leave, set(), earliest=EARLIEST) == Objection("leave", "", EARLIEST)

    class All:
        def __contains__(self, _day: object) -> bool:
            return True

    assert object_to(date(2026, 9, 17), CALENDAR, All(), earliest=EARLIEST) == Objection("full", "", None)


@given(st.dates(date(1901, 1, 1), date(2199, 12, 31)), st.sets(st.dates(), max_size=5))
def test_what_is_proposed_is_a_day_that_does(day: date, full: set[date]) -> None:
    said = object_to(day, CALENDAR, full, earliest=day)
    if said is not None and said.proposed is not None:
        assert said.proposed > day
        assert object_to(said.proposed, CALENDAR, full, earliest=day) is None
