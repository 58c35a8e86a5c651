"""The festivals that touches are planned for, solar and lunar."""

from datetime import date
from functools import cache
from typing import Final, NamedTuple

from kam_desktop.core.rules import lunar

_SOLAR_FESTIVALS: Final = (("new-year", 1, 1), ("labour-day", 5, 1), ("national-day", 10, 1))
_LUNAR_FESTIVALS: Final = (
    ("spring-festival", 1, 1),
    ("lantern", 1, 15),
    ("dragon-boat", 5, 5),
    ("mid-autumn", 8, 15),
    ("double-ninth", 9, 9),
)


class Festival(NamedTuple):
    """A festival's day; ``code`` is a GiftOccasion word where gifts know it, worded ``festival.<code>``."""

    code: str
    on: date


def festivals(start: date, end: date) -> list[Festival]:
    """The festivals from ``start`` to ``end``, both included, by day; lunar ones from 1901 to 2099 only."""
    found = (festival for year in range(start.year, end.year + 1) for festival in of_year(year))
    return [festival for festival in found if start <= festival.on <= end]


@cache
def of_year(year: int) -> tuple[Festival, ...]:
    """The festivals of one year, by day."""
    found = [Festival(code, date(year, month, day)) for code, month, day in _SOLAR_FESTIVALS]
    if lunar.has_year(year):
        found.append(Festival("qingming", lunar.qingming(year)))
        found += (
            Festival(code, lunar.to_solar(lunar.Lunar(year, month, day))) for code, month, day in _LUNAR_FESTIVALS
        )
    return tuple(sorted(found, key=lambda festival: festival.on))
