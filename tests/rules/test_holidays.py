"""Working days, make-up days, forecasts, festivals."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kam_desktop import words
from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import festivals
from kam_desktop.core.rules.holidays import WorkCalendar
from kam_desktop.core.rules.kinds import GiftOccasion

SHIPPED = WorkCalendar.shipped()
DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2026-02-14", ""),  # a Saturday worked for the Spring Festival
        ("2026-02-16", "holiday"),
        ("2026-02-22", "holiday"),  # a Sunday within the festival
        ("2026-02-23", "holiday"),
        ("2026-02-24", ""),
        ("2026-09-20", ""),
        ("2026-09-25", "holiday"),
        ("2026-10-10", ""),
        ("2026-10-11", "weekend"),
        ("2025-09-28", ""),
        ("2025-10-08", "holiday"),
        ("2024-02-09", ""),  # the eve was not given in 2024
        ("2024-05-11", ""),
        ("2026-11-23", ""),
    ],
)
def test_days_of_the_notices(day: str, reason: str) -> None:
    d = date.fromisoformat(day)
    assert SHIPPED.is_off_reason(d) == reason
    assert SHIPPED.is_working(d) is (reason == "")
    assert SHIPPED.is_makeup(d) is (reason == "" and d.weekday() >= 5)


def test_shipped_years_have_the_working_days_of_the_law() -> None:
    """A year's notice gives 11 (until 2024) or 13 days and only moves others."""
    for year, given_days in ((2024, 11), (2025, 13), (2026, 13)):
        days = [date(year, 1, 1) + timedelta(n) for n in range(365 + (year % 4 == 0))]
        weekdays = sum(d.weekday() < 5 for d in days)
        worked = sum(map(SHIPPED.is_working, days))
        assert not SHIPPED.is_forecast(year)
        assert abs(weekdays - worked - given_days) <= 2  # a statutory day that fell on a weekend is made good


def test_a_year_without_notice_is_a_forecast_of_the_statutory_days() -> None:
    assert SHIPPED.is_forecast(2027)
    days = [date(2027, 1, 1) + timedelta(n) for n in range(365)]
    off = [d.isoformat() for d in days if SHIPPED.is_off_reason(d) == "holiday"]
    assert off == [
        "2027-01-01",
        *("2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08"),
        "2027-04-05",
        *("2027-05-01", "2027-05-02"),
        "2027-06-09",
        "2027-09-15",
        *("2027-10-01", "2027-10-02", "2027-10-03"),
    ]
    assert not any(map(SHIPPED.is_makeup, days))


def test_leave_is_off_and_named() -> None:
    leave = date(2026, 11, 23)
    mine = SHIPPED.with_leave(frozenset({leave}))
    assert mine.is_off_reason(leave) == "leave"
    assert SHIPPED.is_working(leave)
    assert mine.next_working(date(2026, 11, 21)) == date(2026, 11, 24)


def test_stepping_over_the_national_day() -> None:
    assert SHIPPED.next_working(date(2026, 10, 1)) == date(2026, 10, 8)
    assert SHIPPED.previous_working(date(2026, 10, 7)) == date(2026, 9, 30)
    assert SHIPPED.add_working(date(2026, 9, 30), 3) == date(2026, 10, 10)
    assert SHIPPED.add_working(date(2026, 10, 8), -1) == date(2026, 9, 30)
    assert SHIPPED.add_working(date(2026, 10, 3), 0) == date(2026, 10, 8)
    assert SHIPPED.add_working(date(2026, 10, 8), 0) == date(2026, 10, 8)


@settings(deadline=None)  # the first call imports a library
@given(DAYS, st.integers(-40, 40))
def test_stepping_counts_working_days(d: date, n: int) -> None:
    to = SHIPPED.add_working(d, n)
    assert SHIPPED.is_working(to)
    first, last = (d + timedelta(1), to) if n > 0 else (to, d - timedelta(1))
    between = [first + timedelta(k) for k in range((last - first).days + 1)]
    assert n == 0 or sum(map(SHIPPED.is_working, between)) == abs(n)
    assert SHIPPED.previous_working(d) <= d <= SHIPPED.next_working(d)


@pytest.mark.parametrize(
    ("obj", "code"),
    [
        ([], "calendar.unreadable"),
        ({}, "calendar.unreadable"),
        ({"years": {}}, "calendar.unreadable"),
        ({"years": {"27": {}}}, "calendar.unreadable"),
        ({"years": {"2027": []}}, "calendar.unreadable"),
        ({"years": {"2027": {"off": "2027-01-01"}}}, "calendar.unreadable"),
        ({"years": {"2027": {"off": ["2027-02-30"]}}}, "calendar.bad_date"),
        ({"years": {"2027": {"off": [20270101]}}}, "calendar.bad_date"),
        ({"years": {"2027": {"off": ["2026-01-01"]}}}, "calendar.bad_date"),
        ({"years": {"2027": {"off": ["2027-01-02"], "work": ["2027-01-02"]}}}, "calendar.both"),
        ({"years": {"2027": {"work": ["2027-01-04"]}}}, "calendar.makeup_on_weekday"),
    ],
)
def test_a_faulty_calendar_file_is_refused(obj: object, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        WorkCalendar.from_json(obj)
    assert (caught.value.field, caught.value.code) == ("calendar", code)
    assert all(words.sentence(lang, caught.value) for lang in words.LANGUAGES)


def test_a_new_notice_replaces_the_forecast() -> None:
    notice = {
        "version": "x",
        "source": "y",
        "years": {"2027": {"off": ["2026-12-31", "2027-01-01"], "work": ["2027-01-03"]}},
    }
    calendar = WorkCalendar.from_json(notice)
    assert (calendar.version, calendar.source, calendar.is_forecast(2027)) == ("x", "y", False)
    assert calendar.is_makeup(date(2027, 1, 3))
    assert calendar.is_off_reason(date(2026, 12, 31)) == "holiday"
    assert calendar.is_working(date(2027, 9, 15))  # the notice alone decides


def test_festivals_of_2026() -> None:
    found = festivals.festivals(date(2026, 1, 1), date(2026, 12, 31))
    assert [(f.code, f.on.isoformat()) for f in found] == [
        ("new-year", "2026-01-01"),
        ("spring-festival", "2026-02-17"),
        ("lantern", "2026-03-03"),
        ("qingming", "2026-04-05"),
        ("labour-day", "2026-05-01"),
        ("dragon-boat", "2026-06-19"),
        ("mid-autumn", "2026-09-25"),
        ("national-day", "2026-10-01"),
        ("double-ninth", "2026-10-18"),
    ]
    assert {str(f.code) for f in found} >= {o.value for o in list(GiftOccasion)[:5]}
    assert all(words.say(lang, f"festival.{f.code}") for f in found for lang in words.LANGUAGES)


def test_festivals_within_bounds_and_beyond_the_lunar_tables() -> None:
    assert [f.code for f in festivals.festivals(date(2026, 9, 25), date(2026, 10, 1))] == [
        "mid-autumn",
        "national-day",
    ]
    assert festivals.festivals(date(2026, 1, 2), date(2026, 1, 1)) == []
    assert [f.code for f in festivals.festivals(date(2150, 1, 1), date(2150, 12, 31))] == [
        "new-year",
        "labour-day",
        "national-day",
    ]


def test_gazetted_festivals_are_days_off() -> None:
    """The computed days against the notices: two sources, one calendar."""
    for festival in festivals.festivals(date(2024, 1, 1), date(2026, 12, 31)):
        if festival.code not in {"lantern", "double-ninth"}:
            assert SHIPPED.is_off_reason(festival.on) == "holiday", festival
