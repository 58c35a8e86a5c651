"""Dates as people type them: 10-15, 2026-10-15, 10月15日, 20261015, +7, today."""

import re
from datetime import date, timedelta
from typing import Literal

from kam_desktop.ui import labels
from kam_desktop.words import phrases

Prefer = Literal["future", "past"]
_FULL = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_SHORT = re.compile(r"^(\d{1,2})[-/.月](\d{1,2})[日号]?$")
_STEP = re.compile(r"^([+-])(\d{1,4})$")
_RECENT = timedelta(days=180)
_WIDE = str.maketrans("０１２３４５６７８９－＋／．", "0123456789-+/.")
_WORDS = {"今天": 0, "today": 0, "明天": 1, "tomorrow": 1, "后天": 2, "昨天": -1, "yesterday": -1}


def parse_date(text: str, today: date, prefer: Prefer = "future") -> date | None:
    """The date meant, or None. Without a year: the next such day, or with ``past`` the last one."""
    plain = _plain(text)
    if plain in _WORDS:
        return today + timedelta(days=_WORDS[plain])
    step = _STEP.match(plain)
    if step:
        return today + timedelta(days=int(step[1] + step[2]))
    full = _FULL.match(plain) or _COMPACT.match(plain)
    if full:
        return _date(int(full[1]), int(full[2]), int(full[3]))
    short = _SHORT.match(plain)
    return _nearest(int(short[1]), int(short[2]), today, prefer) if short else None


def passed(text: str, today: date) -> date | None:
    """The day before today that a text without a year most likely means: not ten months on, when it was lately."""
    short = _SHORT.match(_plain(text))
    if not short:
        return None
    month, day = int(short[1]), int(short[2])
    found = [each for year in (today.year, today.year - 1) if (each := _date(year, month, day))]
    return next((each for each in found if today - _RECENT <= each < today), None)


def is_impossible(text: str) -> bool:
    """Whether it is written as a day that no calendar has: 2-30."""
    plain = _plain(text)
    full, short = _FULL.match(plain) or _COMPACT.match(plain), _SHORT.match(plain)
    if full:
        return _date(int(full[1]), int(full[2]), int(full[3])) is None
    return short is not None and _date(2000, int(short[1]), int(short[2])) is None


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text.translate(_WIDE)).lower()


def _nearest(month: int, day: int, today: date, prefer: Prefer) -> date | None:
    """The first such day from today on, or the last one until today; 29 February may be years away."""
    years = range(today.year, today.year + 9) if prefer == "future" else range(today.year, today.year - 9, -1)
    for year in years:
        found = _date(year, month, day)
        if found and (found >= today if prefer == "future" else found <= today):
            return found
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def show_date(day: date, today: date) -> str:
    """A date in words with its weekday: 10 月 15 日 周四; with the year when it is another one."""
    return phrases.day_and_weekday(labels.language(), day, today)


def typed_date(day: date, today: date, prefer: Prefer = "future") -> str:
    """The shortest text that parses back to ``day``, for editing."""
    short = f"{day.month:02}-{day.day:02}"
    return short if parse_date(short, today, prefer) == day else day.isoformat()
