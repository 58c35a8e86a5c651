"""Dates and money on paper."""

from datetime import UTC, date, datetime, time

import pytest

from kam_desktop.documents import figures


@pytest.mark.parametrize(
    ("minor", "currency", "expected"),
    [
        (194650, "CNY", "1,946.50"),
        (5, "CNY", "0.05"),
        (0, "CNY", "0.00"),
        (-123, "EUR", "−1.23"),
        (1234567, "JPY", "1,234,567"),
        (1234, "KWD", "1.234"),
    ],
)
def test_money_has_the_decimals_of_its_currency(minor: int, currency: str, expected: str) -> None:
    assert figures.money(minor, currency) == expected


def test_days() -> None:
    on = date(2026, 11, 18)
    assert figures.day_in_head("zh_CN", on) == "2026-11-18（周三）"
    assert figures.day_in_head("en", on) == "Wed 18 Nov 2026"


def test_times() -> None:
    assert figures.span(time(14), time(16, 30)) == "14:00–16:30"
    assert figures.span(time(14), None) == "14:00"
    assert figures.span(None, None) == ""


def test_an_instant_is_shown_in_local_time() -> None:
    at = datetime(2026, 11, 20, 1, 12, tzinfo=UTC)
    assert figures.instant(at) == f"{at.astimezone():%Y-%m-%d %H:%M}"
    assert figures.local_date(at) == at.astimezone().date()


def test_ordinals() -> None:
    assert [figures.ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 112)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th",
    ]  # fmt: skip
