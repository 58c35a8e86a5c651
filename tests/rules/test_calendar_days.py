"""Heads of days, and the spans that a calendar shows."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_desktop.core.rules.calendar_days import heads, month_on, month_span, week_span
from kam_desktop.core.rules.holidays import WorkCalendar

CALENDAR = WorkCalendar.shipped()


def head(on: date) -> tuple[str, str, str, str, bool]:
    [found] = heads(on, on, CALENDAR)
    return found.short_lunar, found.term, found.festival, found.off, found.is_makeup


@pytest.mark.parametrize(
    ("on", "wanted"),
    [
        (date(2026, 9, 16), ("初六", "", "", "", False)),
        (date(2026, 9, 11), ("八月", "", "", "", False)),  # the first of a lunar month names it
        (date(2026, 9, 23), ("十三", "秋分", "", "", False)),
        (date(2026, 9, 25), ("十五", "", "mid-autumn", "holiday", False)),
        (date(2026, 9, 20), ("初十", "", "", "", True)),
        (date(2026, 9, 19), ("初九", "", "", "weekend", False)),
    ],
)
def test_a_head_says_what_day_it_is(on: date, wanted: tuple[str, str, str, str, bool]) -> None:
    assert head(on) == wanted


def test_years_without_a_notice_are_a_forecast_and_far_ones_have_no_lunar_day() -> None:
    [far] = heads(date(2150, 1, 1), date(2150, 1, 1), CALENDAR)
    assert (far.lunar, far.short_lunar, far.festival, far.is_forecast) == ("", "", "new-year", True)
    assert not heads(date(2026, 1, 1), date(2026, 1, 1), CALENDAR)[0].is_forecast


@given(st.dates(date(1902, 1, 1), date(2198, 12, 31)))
def test_spans_are_whole_weeks_around_their_day(on: date) -> None:
    first, last = month_span(on)
    assert first.weekday() == 0
    assert last.weekday() == 6
    assert first <= on.replace(day=1)
    assert last >= on
    assert (last + timedelta(1)).month != on.month or last.month != on.month
    assert 28 <= (last - first).days + 1 <= 42
    assert week_span(on)[0] <= on <= week_span(on)[1]


@given(st.dates(date(1950, 1, 1), date(2150, 12, 31)), st.integers(-30, 30))
def test_months_on_keep_the_day_or_take_the_last(on: date, by: int) -> None:
    there = month_on(on, by)
    assert (there.year * 12 + there.month) - (on.year * 12 + on.month) == by
    assert there.day == on.day or (there + timedelta(1)).day == 1
    assert month_on(date(2026, 1, 31), 1) == date(2026, 2, 28)
