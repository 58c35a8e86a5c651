"""Visits of one city brought to one day, as far as their windows, the days and their room allow (D-5.8)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from kam_desktop.core.rules.holidays import WorkCalendar
from kam_desktop.core.rules.kinds import Channel
from kam_desktop.core.rules.placing import Loads, Taken


class Movable(NamedTuple):
    """A visit that may stand on any working day from ``first_on`` to ``last_on``."""

    id: str
    owner: str
    city: str
    due_on: date
    first_on: date
    last_on: date


class Move(NamedTuple):
    """A visit and the day on which its city is visited anyway."""

    id: str
    to: date


def together(visits: Iterable[Movable], loads: Loads, calendar: WorkCalendar) -> list[Move]:
    """Moves to the days with most visits of a city; ``loads`` hold all that stands, what may not move as well.

    A visit leaves its day only for one that has at least as many of its city, so that no trip is torn apart.
    """
    by_trip: defaultdict[tuple[str, str], list[Movable]] = defaultdict(list)
    for visit in visits:
        by_trip[visit.owner, visit.city].append(visit)
    return [move for trip in sorted(by_trip) for move in _of_city(by_trip[trip], loads, calendar)]


def _of_city(visits: Sequence[Movable], loads: Loads, calendar: WorkCalendar) -> list[Move]:
    """Day after day, the one first that can have most of the city's visits; who stands there stays there."""
    left = sorted(visits, key=lambda each: (each.due_on, each.id))
    taken = Taken(Channel.VISIT, left[0].owner, left[0].city)
    found: list[Move] = []
    days = sorted({on for each in left for on in _window(each) if _there(loads, taken, on)})
    while days:
        day = max(days, key=lambda on: (_there(loads, taken, on) + len(_reaching(left, on)), -on.toordinal()))
        days.remove(day)
        if not calendar.is_working(day):
            continue
        for visit in sorted(_reaching(left, day), key=lambda each: abs((each.due_on - day).days)):
            if _there(loads, taken, visit.due_on) > _there(loads, taken, day):
                continue
            loads.take(visit.due_on, taken)
            has_room = loads.has_room(day, taken)
            loads.put(day if has_room else visit.due_on, taken)
            if has_room:
                found.append(Move(visit.id, day))
                left.remove(visit)
        left = [each for each in left if each.due_on != day]
        days = [on for on in days if _there(loads, taken, on)]
    return found


def _window(visit: Movable) -> Iterator[date]:
    """The days it may stand on."""
    return (visit.first_on + timedelta(days=each) for each in range((visit.last_on - visit.first_on).days + 1))


def _reaching(visits: Iterable[Movable], day: date) -> list[Movable]:
    """Those that stand on another day and may come to this one."""
    return [each for each in visits if each.due_on != day and each.first_on <= day <= each.last_on]


def _there(loads: Loads, taken: Taken, on: date) -> int:
    return loads.of(taken.owner, on).cities.get(taken.city, 0)
