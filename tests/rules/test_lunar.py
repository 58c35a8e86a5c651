"""The lunar layer, held against an independent package."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lunar_python import Solar

from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import lunar
from kam_desktop.core.rules.lunar import Lunar

# New moons within minutes of midnight: borax is a day off in the months that begin on these days, or
# (2057) both packages are against the almanac. These weeks are left out of the comparison.
DOUBTFUL = [date(2057, 9, 28), date(2089, 9, 4), date(2097, 8, 7)]


def is_doubtful(d: date) -> bool:
    return any(timedelta(-31) < d - start < timedelta(31) for start in DOUBTFUL)


def test_agrees_with_an_independent_package_over_two_hundred_years() -> None:
    """Each 131st day: every month and every year is met; a conversion there takes 2 ms."""
    d, compared = date(1901, 1, 1), 0
    while d <= date(2099, 12, 31):
        if not is_doubtful(d):
            other = Solar.fromYmd(d.year, d.month, d.day).getLunar()
            expected = (other.getYear(), abs(other.getMonth()), other.getDay(), other.getMonth() < 0)
            assert lunar.from_solar(d) == expected, d
            compared += 1
        d += timedelta(days=131)
    assert compared > 500


def test_spring_festivals_of_record() -> None:
    for day in (
        "2020-01-25",
        "2023-01-22",
        "2024-02-10",
        "2025-01-29",
        "2026-02-17",
        "2027-02-06",
        "2033-01-31",
    ):
        assert lunar.from_solar(date.fromisoformat(day))[1:] == (1, 1, False)


@settings(deadline=None)  # the first call imports a library
@given(st.dates(date(1901, 1, 1), date(2099, 12, 31)))
def test_there_and_back(d: date) -> None:
    assert lunar.to_solar(lunar.from_solar(d)) == d


@pytest.mark.parametrize(
    ("day", "name", "term"),
    [
        ("2026-09-16", "八月初六", ""),
        ("2025-07-27", "闰六月初三", ""),
        ("2026-02-16", "腊月廿九", ""),
        ("2026-02-17", "正月初一", ""),
        ("2026-04-05", "二月十八", "清明"),
        ("2026-12-22", "冬月十四", "冬至"),
    ],
)
def test_day_names_and_terms(day: str, name: str, term: str) -> None:
    d = date.fromisoformat(day)
    assert (lunar.day_name(d), lunar.solar_term(d)) == (name, term)


def test_leap_months() -> None:
    assert [lunar.leap_month(year) for year in (2023, 2024, 2025, 2033)] == [2, 0, 6, 11]
    assert lunar.month_length(2025, 6, False) == 30
    assert lunar.month_length(2025, 6, True) == 29


def test_qingming_of_every_year_is_in_early_april() -> None:
    assert {lunar.qingming(year).day for year in range(1901, 2100)} <= {4, 5, 6}


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: lunar.from_solar(date(1900, 12, 31)), "date.year_out_of_range"),
        (lambda: lunar.from_solar(date(2100, 1, 1)), "date.year_out_of_range"),
        (lambda: lunar.solar_term(date(2100, 1, 1)), "date.year_out_of_range"),
        (lambda: lunar.to_solar(Lunar(2100, 1, 1)), "date.year_out_of_range"),
        (lambda: lunar.leap_month(3000), "date.year_out_of_range"),
        (lambda: lunar.to_solar(Lunar(2024, 6, 3, True)), "date.no_such_leap_month"),
        (lambda: lunar.to_solar(Lunar(2025, 12, 30)), "date.no_such_lunar_day"),
        (lambda: lunar.to_solar(Lunar(2025, 12, 0)), "date.no_such_lunar_day"),
        (lambda: lunar.month_length(2025, 13, False), "date.impossible"),
    ],
)
def test_what_does_not_exist_is_said(call, code) -> None:
    with pytest.raises(Invalid) as caught:
        call()
    assert caught.value.code == code
