"""Dates as people type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_desktop.ui.widgets.date_text import is_impossible, parse_date, passed, typed_date

TODAY = date(2026, 9, 16)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("10-15", date(2026, 10, 15)),
        ("10/15", date(2026, 10, 15)),
        ("10.5", date(2026, 10, 5)),
        ("10月15日", date(2026, 10, 15)),
        ("10 月 15 日", date(2026, 10, 15)),
        ("１０－１５", date(2026, 10, 15)),
        ("2026-10-15", date(2026, 10, 15)),
        ("2026年1月5日", date(2026, 1, 5)),
        ("20261015", date(2026, 10, 15)),
        ("01-05", date(2027, 1, 5)),
        ("9-16", TODAY),
        ("2-29", date(2028, 2, 29)),
        ("+7", date(2026, 9, 23)),
        ("-1", date(2026, 9, 15)),
        ("今天", TODAY),
        ("Tomorrow", date(2026, 9, 17)),
    ],
)
def test_usual_ways(text: str, day: date) -> None:
    assert parse_date(text, TODAY) == day


@pytest.mark.parametrize("text", ["", "abc", "13-01", "2-30", "2026-02-29", "10-", "+", "99999999", "+99999"])
def test_what_is_no_date(text: str) -> None:
    assert parse_date(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [("8-1", date(2026, 8, 1)), ("9月15日", date(2026, 9, 15)), ("9-16", None), ("10-1", None), ("2-1", None)],
)
def test_a_day_that_was_lately_has_passed(text: str, day: date | None) -> None:
    assert passed(text, TODAY) == day


def test_over_the_new_year_a_day_has_passed_too() -> None:
    assert passed("12-20", date(2027, 1, 5)) == date(2026, 12, 20)
    assert passed("2026-08-01", TODAY) is None  # a year that was typed is meant


@pytest.mark.parametrize(("text", "is_none"), [("2-30", True), ("2026-02-29", True), ("2-29", False), ("ab", False)])
def test_a_day_that_no_calendar_has(text: str, is_none: bool) -> None:
    assert is_impossible(text) == is_none


def test_a_past_date_without_a_year_is_the_last_one() -> None:
    assert parse_date("10-20", TODAY, "past") == date(2025, 10, 20)
    assert parse_date("9-16", TODAY, "past") == TODAY


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.sampled_from(["future", "past"]))
def test_what_is_shown_for_editing_reads_back(day: date, prefer: str) -> None:
    assert parse_date(typed_date(day, TODAY, prefer), TODAY, prefer) == day  # type: ignore[arg-type]


@given(st.integers(-999, 999))
def test_steps(days: int) -> None:
    assert parse_date(f"{days:+}", TODAY) == TODAY + timedelta(days=days)


@given(st.text(max_size=12))
def test_any_text_is_safe(text: str) -> None:
    assert parse_date(text, TODAY) is None or isinstance(parse_date(text, TODAY), date)
