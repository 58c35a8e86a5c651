"""What the head of a day says: the lunar day, the solar term, the festival, and whether it is worked (D-5.12)."""

from datetime import date, timedelta
from typing import NamedTuple

from kam_desktop.core.rules import lunar
from kam_desktop.core.rules.festivals import festivals
from kam_desktop.core.rules.holidays import WorkCalendar


class DayHead(NamedTuple):
    """``lunar`` is the full name, empty where lunar dates are unknown; ``off`` as ``WorkCalendar.is_off_reason``.

    ``term`` and ``festival`` (a code) are empty on most days; ``is_forecast``: no notice is known for the year.
    """

    on: date
    lunar: str
    term: str
    festival: str
    off: str
    is_makeup: bool
    is_forecast: bool

    @property
    def short_lunar(self) -> str:
        """The day alone, 初六; on the first day of a lunar month that month, 八月."""
        day = self.lunar[-2:]
        return self.lunar[:-2] if day == lunar.DAY_NAMES[0] else day


def heads(first: date, last: date, calendar: WorkCalendar) -> list[DayHead]:
    """One head for each day from ``first`` to ``last``; ``calendar`` knows one's own leave."""
    named = {each.on: each.code for each in festivals(first, last)}
    days = (first + timedelta(days=each) for each in range((last - first).days + 1))
    return [_head(on, named.get(on, ""), calendar) for on in days]


def _head(on: date, festival: str, calendar: WorkCalendar) -> DayHead:
    has_lunar = lunar.has_year(on.year)
    return DayHead(
        on, lunar.day_name(on) if has_lunar else "", lunar.solar_term(on) if has_lunar else "", festival,
        calendar.is_off_reason(on), calendar.is_makeup(on), calendar.is_forecast(on.year),
    )  # fmt: skip


def month_span(on: date) -> tuple[date, date]:
    """Monday before the first and Sunday after the last day of a month: four to six weeks."""
    first = on.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return week_span(first)[0], week_span(last)[1]


def week_span(on: date) -> tuple[date, date]:
    """Monday and Sunday of a day's week."""
    monday = on - timedelta(days=on.weekday())
    return monday, monday + timedelta(days=6)


def month_on(on: date, by: int) -> date:
    """The same day some months on, or the last of that month."""
    months = on.year * 12 + on.month - 1 + by
    year, month = divmod(months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(on.day, (following - timedelta(days=1)).day))
