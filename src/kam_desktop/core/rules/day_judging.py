"""What speaks against a day for a visit, and which day near it would do (D-5.8)."""

from collections.abc import Container
from datetime import date, timedelta
from typing import Final, NamedTuple

from kam_desktop.core.rules.festivals import festivals
from kam_desktop.core.rules.holidays import WorkCalendar

_DAY: Final = timedelta(days=1)
_FURTHEST: Final = 60  # days that are looked at on each side
_LONGEST_BREAK: Final = 12  # days of one statutory holiday with its weekends
_WITH_DAYS_OFF: Final = frozenset(
    {"new-year", "spring-festival", "qingming", "labour-day", "dragon-boat", "mid-autumn", "national-day"}
)


class Objection(NamedTuple):
    """``reason`` is ``leave``, ``holiday``, ``weekend`` or ``full``; ``festival`` the code of what is celebrated."""

    reason: str
    festival: str
    proposed: date | None


def object_to(day: date, calendar: WorkCalendar, full: Container[date], *, earliest: date) -> Objection | None:
    """None for a day that does. What is proposed is the nearest that does and not before ``earliest``."""
    reason = calendar.is_off_reason(day) or ("full" if day in full else "")
    if not reason:
        return None
    festival = _festival(day, calendar) if reason == "holiday" else ""
    return Objection(reason, festival, _nearest(day, calendar, full, earliest))


def _nearest(day: date, calendar: WorkCalendar, full: Container[date], earliest: date) -> date | None:
    for away in range(1, _FURTHEST):
        for other in (day - _DAY * away, day + _DAY * away):
            if other >= earliest and calendar.is_working(other) and other not in full:
                return other
    return None


def _festival(day: date, calendar: WorkCalendar) -> str:
    """The festival whose days off these are: the first within the days off around the day."""
    first = last = day
    while not calendar.is_working(first - _DAY) and (day - first).days < _LONGEST_BREAK:
        first -= _DAY
    while not calendar.is_working(last + _DAY) and (last - day).days < _LONGEST_BREAK:
        last += _DAY
    found = [each for each in festivals(first, last) if each.code in _WITH_DAYS_OFF]
    return min(found, key=lambda each: abs((each.on - day).days)).code if found else ""
