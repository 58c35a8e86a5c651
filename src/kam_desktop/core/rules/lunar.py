"""The Chinese lunar calendar (农历) and the 24 solar terms, a thin layer over borax.

borax is imported at the first use. Known to differ from the almanac in the months that begin on
2057-09-28, 2089-09-04 and 2097-08-07 (new moons within minutes of midnight), by one day.
"""

from datetime import date
from functools import lru_cache
from typing import Any, Final, NamedTuple

from kam_desktop.core.errors import Invalid

FIRST_YEAR: Final = 1901
LAST_YEAR: Final = 2099
MONTH_NAMES: Final = (
    "正月",
    "二月",
    "三月",
    "四月",
    "五月",
    "六月",
    "七月",
    "八月",
    "九月",
    "十月",
    "冬月",
    "腊月",
)
_UNITS: Final = "一二三四五六七八九"
DAY_NAMES: Final = (
    *(f"初{unit}" for unit in (*_UNITS, "十")),
    *(f"十{unit}" for unit in _UNITS),
    "二十",
    *(f"廿{unit}" for unit in _UNITS),
    "三十",
)


class Lunar(NamedTuple):
    """A full lunar date. ``year`` is the solar year in which the lunar year began."""

    year: int
    month: int
    day: int
    is_leap: bool = False


def has_year(year: int) -> bool:
    """Whether lunar dates of this year can be converted."""
    return FIRST_YEAR <= year <= LAST_YEAR


@lru_cache(maxsize=4096)
def from_solar(d: date) -> Lunar:
    """The lunar date of a day of 1901 to 2099; early 1901 belongs to lunar 1900.

    Raises Invalid ``date.year_out_of_range`` outside.
    """
    _check_year(d.year, FIRST_YEAR)
    day = _borax().LunarDate.from_solar(d)
    return Lunar(day.year, day.month, day.day, bool(day.leap))


@lru_cache(maxsize=4096)
def to_solar(lunar: Lunar) -> date:
    """The solar day of a lunar date.

    Raises Invalid: ``date.year_out_of_range``, ``date.no_such_leap_month``, ``date.no_such_lunar_day``.
    """
    if not 1 <= lunar.day <= month_length(lunar.year, lunar.month, lunar.is_leap):
        raise Invalid("date", "date.no_such_lunar_day", text="-".join(map(str, lunar[:3])))
    day = _borax().LunarDate(lunar.year, lunar.month, lunar.day, int(lunar.is_leap)).to_solar_date()
    return date(day.year, day.month, day.day)


def day_name(d: date) -> str:
    """How the calendar writes a day: 八月初六, 闰六月初三."""
    lunar = from_solar(d)
    return f"{'闰' if lunar.is_leap else ''}{MONTH_NAMES[lunar.month - 1]}{DAY_NAMES[lunar.day - 1]}"


def leap_month(year: int) -> int:
    """Which month of a lunar year is doubled; 0 if none."""
    _check_year(year)
    return int(_borax().LCalendars.leap_month(year))


@lru_cache(maxsize=4096)
def month_length(year: int, month: int, is_leap: bool) -> int:
    """29 or 30 days. Raises Invalid ``date.no_such_leap_month`` or ``date.impossible`` (month 13)."""
    _check_year(year)
    if not 1 <= month <= 12:
        raise Invalid("date", "date.impossible", text=f"{year}-{month}")
    if is_leap and leap_month(year) != month:
        raise Invalid("date", "date.no_such_leap_month", text=f"{year}-{month}", year=year, month=month)
    return int(_borax().LCalendars.ndays(year, month, int(is_leap)))


@lru_cache(maxsize=4096)
def solar_term(d: date) -> str:
    """清明, 冬至 … or "" on a day without a term."""
    _check_year(d.year, FIRST_YEAR)
    return str(_borax().LunarDate.from_solar(d).term or "")


def qingming(year: int) -> date:
    """The day of the term 清明, between 4 and 6 April."""
    return next(d for d in (date(year, 4, day) for day in (4, 5, 6)) if solar_term(d) == "清明")


def _check_year(year: int, first: int = FIRST_YEAR - 1) -> None:
    """Lunar 1900 is let in because the first weeks of 1901 belong to it."""
    if not first <= year <= LAST_YEAR:
        raise Invalid("date", "date.year_out_of_range", text=str(year))


def _borax() -> Any:
    from borax.calendars import lunardate

    return lunardate
