"""The one day that is meant by what a person types."""

from datetime import date

import pytest

from kam_desktop.core.rules import day_texts

TODAY = date(2026, 6, 15)


@pytest.mark.parametrize(
    ("text", "future", "past"),
    [
        ("2026-10-08", date(2026, 10, 8), date(2026, 10, 8)),
        ("10月8日", date(2026, 10, 8), date(2025, 10, 8)),
        ("10-08", date(2026, 10, 8), date(2025, 10, 8)),
        ("06-01", date(2027, 6, 1), date(2026, 6, 1)),
        ("8 Oct", date(2026, 10, 8), date(2025, 10, 8)),
        ("8 Oct 2024", date(2024, 10, 8), date(2024, 10, 8)),
        ("十月八日", date(2026, 10, 8), date(2025, 10, 8)),
        ("明天", date(2026, 6, 16), date(2026, 6, 16)),
        ("Tomorrow", date(2026, 6, 16), date(2026, 6, 16)),
        ("+7", date(2026, 6, 22), date(2026, 6, 22)),
        ("农历八月十五", date(2026, 9, 25), date(2025, 10, 6)),
        ("农历2027年八月十五", date(2027, 9, 15), date(2027, 9, 15)),
        ("周五", date(2026, 6, 19), date(2026, 6, 12)),
        ("星期天", date(2026, 6, 21), date(2026, 6, 14)),
        ("周一", TODAY, TODAY),
        ("下周三", date(2026, 6, 24), date(2026, 6, 24)),
        ("next wed", date(2026, 6, 24), date(2026, 6, 24)),
        ("This Friday", date(2026, 6, 19), date(2026, 6, 19)),
        ("上周五", date(2026, 6, 12), date(2026, 6, 12)),
        ("本周五", date(2026, 6, 19), date(2026, 6, 19)),
        ("Friday", date(2026, 6, 19), date(2026, 6, 12)),
        ("thu", date(2026, 6, 18), date(2026, 6, 11)),
        ("yesterday", date(2026, 6, 14), date(2026, 6, 14)),
        ("02-29", date(2028, 2, 29), date(2024, 2, 29)),
        ("昨日", date(2026, 6, 14), date(2026, 6, 14)),
        ("6-16", date(2026, 6, 16), date(2026, 6, 16)),
        ("7月15日", date(2026, 7, 15), date(2026, 7, 15)),
        ("7月16日", date(2026, 7, 16), date(2025, 7, 16)),
        ("农历五月初五", date(2026, 6, 19), date(2026, 6, 19)),
    ],
)
def test_the_day_that_is_meant(text: str, future: date, past: date) -> None:
    assert day_texts.read(text, TODAY) == future
    assert day_texts.read(text, TODAY, "past") == past


@pytest.mark.parametrize(
    "text", ["", "someday", "day", "周八", "周", "2026-02-30", "2026-10", "13-01", "农历", "1" * 200, "农历八月卅一"]
)
def test_what_is_no_day(text: str) -> None:
    assert day_texts.read(text, TODAY) is None
