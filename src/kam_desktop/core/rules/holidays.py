"""Working days, and statutory holidays with make-up days (调休).

What the State Council announced is data (``resources/calendar/holidays_cn.json``, replaceable by a file of
the same shape). A year without a notice is a forecast: weekends and the 13 statutory days, no make-up days.
Nothing here raises for any date (D-5.8).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from kam_desktop.core import assets
from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import festivals

_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5


@dataclass(frozen=True)
class WorkCalendar:
    """Which days are worked: the notices' days off and make-up days, and a person's own leave."""

    years: frozenset[int]
    off: frozenset[date]
    work: frozenset[date]
    version: str = ""
    source: str = ""
    leave: frozenset[date] = frozenset()
    _worked: dict[date, bool] = field(default_factory=dict, repr=False, compare=False)  # days that were asked for

    @classmethod
    def shipped(cls) -> "WorkCalendar":
        """The calendar that came with the program."""
        return _shipped()

    @classmethod
    def from_json(cls, obj: object) -> "WorkCalendar":
        """A calendar of the shape of ``holidays_cn.json``; raises Invalid (field ``calendar``)."""
        years = obj.get("years") if isinstance(obj, dict) else None
        if not isinstance(obj, dict) or not isinstance(years, dict) or not years:
            raise Invalid("calendar", "calendar.unreadable")
        off, work = _days(years, "off"), _days(years, "work")
        if both := off & work:
            raise Invalid("calendar", "calendar.both", text=min(both).isoformat())
        if wrong := [d for d in work if d.weekday() < _SATURDAY]:
            raise Invalid("calendar", "calendar.makeup_on_weekday", text=min(wrong).isoformat())
        names = (str(obj.get("version", "")), str(obj.get("source", "")))
        return cls(frozenset(map(_year, years)), off, work, *names)

    def with_leave(self, leave: frozenset[date]) -> "WorkCalendar":
        """The same calendar with these days as personal leave instead of any before."""
        return replace(self, leave=leave, _worked={})

    def is_working(self, d: date) -> bool:
        """Whether one works on this day."""
        known = self._worked.get(d)
        if known is None:
            known = self._worked[d] = not self.is_off_reason(d)
        return known

    def is_off_reason(self, d: date) -> str:
        """``leave``, ``holiday``, ``weekend``, or "" on a working day; worded ``calendar.off.<reason>``."""
        if d in self.leave:
            return "leave"
        if d in self.work:
            return ""
        if d in self.off or (self.is_forecast(d.year) and d in _statutory(d.year)):
            return "holiday"
        return "weekend" if d.weekday() >= _SATURDAY else ""

    def is_makeup(self, d: date) -> bool:
        """A weekend day that is worked by notice (调休上班)."""
        return d in self.work

    def is_forecast(self, year: int) -> bool:
        """No notice is known for this year: show it as 预计."""
        return year not in self.years

    def next_working(self, d: date) -> date:
        """``d`` itself if it is worked, else the first working day after it."""
        while not self.is_working(d):
            d += _DAY
        return d

    def previous_working(self, d: date) -> date:
        """``d`` itself if it is worked, else the last working day before it."""
        while not self.is_working(d):
            d -= _DAY
        return d

    def add_working(self, d: date, n: int) -> date:
        """The ``n``-th working day after ``d`` (before it if negative); 0 gives ``next_working(d)``."""
        if n == 0:
            return self.next_working(d)
        step = _DAY if n > 0 else -_DAY
        for _ in range(abs(n)):
            d += step
            d = self.next_working(d) if n > 0 else self.previous_working(d)
        return d


@cache
def _shipped() -> WorkCalendar:
    return WorkCalendar.from_json(assets.read_json("calendar", "holidays_cn.json"))


@cache
def _statutory(year: int) -> frozenset[date]:
    """The 13 days that the law gives, wherever they fall."""
    days = {date(year, 1, 1), date(year, 5, 1), date(year, 5, 2)}
    days |= {date(year, 10, day) for day in (1, 2, 3)}
    on = {festival.code: festival.on for festival in festivals.of_year(year)}
    if spring := on.get("spring-festival"):
        days |= {spring + _DAY * offset for offset in (-1, 0, 1, 2)}
        days |= {on["qingming"], on["dragon-boat"], on["mid-autumn"]}
    return frozenset(days)


def _year(name: object) -> int:
    if not (isinstance(name, str) and len(name) == 4 and name.isascii() and name.isdigit()):
        raise Invalid("calendar", "calendar.unreadable")
    return int(name)


def _days(years: Mapping[Any, Any], kind: str) -> frozenset[date]:
    return frozenset(d for name, lists in years.items() for d in _listed(_year(name), lists, kind))


def _listed(year: int, lists: object, kind: str) -> Iterator[date]:
    """A year's days; a notice may reach back into the December before."""
    days = lists.get(kind, []) if isinstance(lists, dict) else None
    if not isinstance(days, list):
        raise Invalid("calendar", "calendar.unreadable")
    for text in days:
        try:
            d = date.fromisoformat(text)
        except (TypeError, ValueError) as error:
            raise Invalid("calendar", "calendar.bad_date", year=year, text=str(text)) from error
        if (d.year, d.month) != (year - 1, 12) and d.year != year:
            raise Invalid("calendar", "calendar.bad_date", year=year, text=text)
        yield d
