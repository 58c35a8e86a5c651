"""Dates as people type them: 10-15, 2026-10-15, 10月15日, 20261015, +7, today."""

from datetime import date

from kam_desktop.core.rules.day_texts import Prefer, is_impossible, passed
from kam_desktop.core.rules.day_texts import read as parse_date
from kam_desktop.ui import labels
from kam_desktop.words import phrases

__all__ = ["Prefer", "is_impossible", "parse_date", "passed", "show_date", "typed_date"]


def show_date(day: date, today: date) -> str:
    """A date in words with its weekday: 10 月 15 日 周四; with the year when it is another one."""
    return phrases.day_and_weekday(labels.language(), day, today)


def typed_date(day: date, today: date, prefer: Prefer = "future") -> str:
    """The shortest text that parses back to ``day``, for editing."""
    short = f"{day.month:02}-{day.day:02}"
    return short if parse_date(short, today, prefer) == day else day.isoformat()
