"""Dates as people keep and write them: solar or lunar, with or without a year, possibly in part.

A birthday is never an instant: between 1986 and 1991 Shanghai had summer time, and an instant would move it.
"""

from dataclasses import dataclass

from kam_desktop.core.rules.kinds import Calendar


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date that may lack its year or its day. ``is_leap`` marks a lunar leap month (闰月)."""

    calendar: Calendar = Calendar.SOLAR
    year: int | None = None
    month: int | None = None
    day: int | None = None
    is_leap: bool = False
