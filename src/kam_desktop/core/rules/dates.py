"""Dates as people keep and write them: solar or lunar, with or without a year, possibly in part.

A birthday is never an instant: between 1986 and 1991 Shanghai had summer time, and an instant would move it.
Lunar dates are kept as they were said, never as the solar day of one year (D-2.2).
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from kam_desktop.core import assets
from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import lunar
from kam_desktop.core.rules.kinds import Calendar

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2200
_A_LEAP_YEAR: Final = 2000
_STORED: Final = re.compile(
    r"(?P<lunar>lunar:)?(?P<leap>leap:)?"
    r"(?:(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?|--(?P<month2>\d\d)(?:-(?P<day2>\d\d))?)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date that may lack its year or its day. ``is_leap`` marks a lunar leap month (闰月)."""

    calendar: Calendar = Calendar.SOLAR
    year: int | None = None
    month: int | None = None
    day: int | None = None
    is_leap: bool = False


def parse(text: str) -> PartialDate:
    """Reads a date in any of the ways people write it, Chinese or English, solar or lunar.

    Raises Invalid on field ``date``: ``date.unreadable``, ``date.impossible``, ``date.year_out_of_range``,
    ``date.no_such_leap_month``, ``date.no_such_lunar_day``; each carries ``text``.
    """
    from kam_desktop.core.rules import date_texts  # with all the forms it knows: only typed dates are read

    parts = date_texts.read(text)
    if parts is None:
        raise Invalid("date", "date.unreadable", text=text)
    calendar = Calendar.LUNAR if parts.is_lunar else Calendar.SOLAR
    d = PartialDate(calendar, parts.year, parts.month, parts.day, parts.is_leap)
    if parts.is_eve and d.year is not None and lunar.has_year(d.year):
        d = replace(d, day=lunar.month_length(d.year, 12, False))
    return checked(d, text=text)


def checked(d: PartialDate, *, text: str | None = None) -> PartialDate:
    """``d`` itself if such a date exists; raises Invalid like ``parse`` does. 29 February needs no year."""
    shown = to_text(d) if text is None else text
    if (d.year is None and d.month is None) or (d.month is None and (d.day is not None or d.is_leap)):
        raise Invalid("date", "date.unreadable", text=shown)
    is_lunar = d.calendar is Calendar.LUNAR
    first, last = (lunar.FIRST_YEAR, lunar.LAST_YEAR) if is_lunar else (FIRST_YEAR, LAST_YEAR)
    if d.year is not None and not first <= d.year <= last:
        raise Invalid("date", "date.year_out_of_range", text=shown)
    if d.month is not None and not 1 <= d.month <= 12:
        raise Invalid("date", "date.impossible", text=shown)
    if is_lunar:
        _check_lunar(d, shown)
    elif d.is_leap or (d.day is not None and not _has_solar_day(d)):
        raise Invalid("date", "date.impossible", text=shown)
    return d


def to_text(d: PartialDate) -> str:
    """The compact form for store and JSON: 1984-10-21, --10-21, 1984-10, lunar:leap:--06-03."""
    mark = ("lunar:" if d.calendar is Calendar.LUNAR else "") + ("leap:" if d.is_leap else "")
    parts = ["-" if d.year is None else f"{d.year:04}"]
    parts += [f"{part:02}" for part in (d.month, d.day) if part is not None]
    return mark + "-".join(parts)


def from_text(stored: str) -> PartialDate:
    """The date kept by ``to_text``; raises Invalid if it is not of that form or does not exist."""
    found = _STORED.fullmatch(stored)
    if not found:
        raise Invalid("date", "date.unreadable", text=stored)
    numbers = [found["year"], found["month"] or found["month2"], found["day"] or found["day2"]]
    year, month, day = (int(number) if number else None for number in numbers)
    calendar = Calendar.LUNAR if found["lunar"] else Calendar.SOLAR
    return checked(PartialDate(calendar, year, month, day, bool(found["leap"])), text=stored)


def write(d: PartialDate, lang: str) -> str:
    """For people: 1984 年 10 月 21 日, 农历 八月十五; 21 Oct 1984, Lunar 8th month, day 15."""
    words = _words(lang)
    kind = "lunar" if d.calendar is Calendar.LUNAR else "solar"
    month: object = "" if d.month is None else words[f"date.{kind}_month.{d.month}"]
    if d.is_leap:
        month = words["date.leap_month"].format(month=month)
    day = words[f"date.lunar_day.{d.day}"] if d.calendar is Calendar.LUNAR and d.day else d.day
    shape = "".join(s for s, part in zip("ymd", (d.year, d.month, d.day), strict=True) if part is not None)
    return str(words[f"date.{kind}.{shape}"].format(year=d.year, month=month, day=day))


def next_occurrence(d: PartialDate, on_or_after: date) -> date | None:
    """The first day on or after the given one on which ``d`` comes round; never before the date itself.

    29 February is kept on the 28th in common years. A leap month's day is kept in the ordinary month of
    other years, day 30 on the 29th of a short month, and 腊月三十 is always the eve of 正月初一.
    None without month and day, and beyond the calendars (lunar: 2099).
    """
    if d.month is None or d.day is None:
        return None
    start = max(on_or_after, _in_year(d, d.year) or on_or_after) if d.year else on_or_after
    if d.calendar is Calendar.LUNAR:
        start = max(start, date(lunar.FIRST_YEAR, 1, 1))
        if start.year > lunar.LAST_YEAR:
            return None
        years = range(lunar.from_solar(start).year, lunar.LAST_YEAR + 1)[:2]
    else:
        years = range(start.year, date.max.year + 1)[:2]
    days = (_in_year(d, year) for year in years)
    return next((day for day in days if day is not None and day >= start), None)


def age_on(d: PartialDate, on: date) -> int | None:
    """Years reached when ``d`` comes round on ``on`` (周岁), counted in its own calendar; None if unknown."""
    if d.year is None:
        return None
    year = on.year
    if d.calendar is Calendar.LUNAR:
        if not lunar.has_year(on.year):
            return None
        year = lunar.from_solar(on).year
    return year - d.year if year >= d.year else None


def _in_year(d: PartialDate, year: int) -> date | None:
    """The day on which ``d`` is kept in a year of its own calendar."""
    if d.month is None or d.day is None:
        return None
    if d.calendar is Calendar.SOLAR:
        return date(year, d.month, min(d.day, monthrange(year, d.month)[1]))
    is_leap = d.is_leap and year == d.year
    day = min(d.day, lunar.month_length(year, d.month, is_leap))
    return lunar.to_solar(lunar.Lunar(year, d.month, day, is_leap))


def _has_solar_day(d: PartialDate) -> bool:
    year = _A_LEAP_YEAR if d.year is None else d.year
    return d.day is not None and d.month is not None and 1 <= d.day <= monthrange(year, d.month)[1]


def _check_lunar(d: PartialDate, shown: str) -> None:
    length = 30
    if d.month is not None and d.year is not None:
        if d.is_leap and lunar.leap_month(d.year) != d.month:
            raise Invalid("date", "date.no_such_leap_month", text=shown, year=d.year, month=d.month)
        length = lunar.month_length(d.year, d.month, d.is_leap)
    elif d.is_leap and d.month in {1, 12}:  # neither 闰正月 nor 闰腊月 occurs between 1900 and 2100
        raise Invalid("date", "date.impossible", text=shown)
    if d.day is not None and not 1 <= d.day <= length:
        raise Invalid("date", "date.no_such_lunar_day", text=shown)


def _words(lang: str) -> Mapping[str, Any]:
    """The rules' part of the word catalogue; rules stand below ``words`` and read it themselves."""
    words: Mapping[str, Any] = assets.read_json(
        "i18n", "words", f"rules.{'zh_CN' if lang.startswith('zh') else 'en'}.json"
    )
    return words
