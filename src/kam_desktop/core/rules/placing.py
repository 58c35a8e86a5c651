"""Finding each touch a day that has room for it, visits of one city together (D-5.8).

What has a day of its own (a birthday, a typhoon, a promise) takes it; what has a window gives way.
Key clients are placed first. What was placed before keeps its day as long as its window is the same.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, NamedTuple

from kam_desktop.core.rules.holidays import WorkCalendar
from kam_desktop.core.rules.kinds import Activity, Channel, Fit
from kam_desktop.core.rules.periodic import CADENCES
from kam_desktop.core.rules.planned import PlannedTouch, Standing

MINUTES: Final = {
    Channel.VISIT: 75, Channel.EVENT: 90, Channel.FAVOUR: 30, Channel.GIFT: 20, Channel.CALL: 15, Channel.CARD: 5,
    Channel.EMAIL: 5, Channel.MESSAGE: 3,
}  # fmt: skip
YIELDING: Final = CADENCES | {
    Activity.RECOVERY, Activity.FAVOUR, Activity.SUCCESSOR, Activity.FAREWELL, Activity.MAP_REVIEW, Activity.INTEREST,
    Activity.AGREEMENT,
}  # fmt: skip
VISITS: Final = frozenset({Channel.VISIT, Channel.EVENT})
PROPOSED_DAYS: Final = 92  # how far ahead a day is looked for
TOGETHER_DAYS: Final = 5  # a visit moves this far to a day on which its city is visited anyway


class Capacity(NamedTuple):
    """What one of us can do: minutes of touches a day, visits a day and a week."""

    day_minutes: int = 480
    day_visits: int = 4
    week_visits: int = 16


class Taken(NamedTuple):
    """A touch that stands on a day: how, whose, in which city."""

    channel: Channel
    owner: str
    city: str


@dataclass(slots=True)
class Load:
    """What one of us has on one day."""

    minutes: int = 0
    visits: int = 0
    cities: dict[str, int] = field(default_factory=dict)

    def add(self, channel: Channel, city: str, count: int) -> None:
        """So many touches come, or go when ``count`` is negative. Without a city it is known by number alone."""
        self.minutes += count * MINUTES[channel]
        if channel in VISITS:
            self.visits += count
            self.cities[city] = self.cities.get(city, 0) + count


Read = Callable[[date, str], Load]


class Loads:
    """Days as they fill. A day of an owner is read when it is first asked for, by ``read``."""

    def __init__(self, capacity: Capacity, read: Read = lambda _on, _owner: Load()) -> None:
        self._capacity = capacity
        self._read = read
        self._days: dict[tuple[date, str], Load] = {}

    def of(self, owner: str, on: date) -> Load:
        """What this owner has on that day."""
        known = self._days.get((on, owner))
        if known is None:
            known = self._days[on, owner] = self._read(on, owner)
        return known

    def put(self, on: date, taken: Taken) -> None:
        """A touch comes to this day."""
        self._count(on, taken, 1)

    def take(self, on: date, taken: Taken) -> None:
        """A touch goes from this day."""
        self._count(on, taken, -1)

    def has_room(self, on: date, taken: Taken) -> bool:
        """Whether the day takes one more."""
        load, most = self.of(taken.owner, on), self._capacity
        if load.minutes + MINUTES[taken.channel] > most.day_minutes:
            return False
        if taken.channel not in VISITS:
            return True
        return load.visits < most.day_visits and self._week_visits(taken.owner, on) < most.week_visits

    def _week_visits(self, owner: str, on: date) -> int:
        monday = on - timedelta(days=on.weekday())
        return sum(self.of(owner, monday + timedelta(days=each)).visits for each in range(7))

    def _count(self, on: date, taken: Taken, by: int) -> None:
        self.of(taken.owner, on).add(taken.channel, taken.city, by)


class Placed(NamedTuple):
    """A touch on its day. ``ideal_on`` is the day the rules gave; ``fit`` says why it has no place."""

    touch: PlannedTouch
    ideal_on: date
    fit: Fit | None = None


def place(
    touches: Iterable[PlannedTouch], standing: Mapping[str, Standing], loads: Loads, calendar: WorkCalendar, *,
    owner: str, city: str, today: date,
) -> Iterator[Placed]:  # fmt: skip
    """Each touch of one client on a day; ``calendar`` knows the owner's leave."""
    for touch in touches:
        taken = Taken(touch.channel, owner, city)
        if touch.due_on < today or touch.activity not in YIELDING:
            placed = Placed(touch, touch.due_on)  # it keeps its day, and is seen there
        else:
            placed = _yielding(touch, taken, standing.get(touch.plan_key), loads, calendar, today)
        if placed.fit is None and placed.touch.due_on >= today and fills(touch):
            loads.put(placed.touch.due_on, taken)
        yield placed


def fills(touch: PlannedTouch) -> bool:
    """Whether it counts: a greeting on its day goes out beside the work, a festival visit does not."""
    return touch.occasion_on is None or touch.channel is Channel.VISIT


def _yielding(
    touch: PlannedTouch, taken: Taken, before: Standing | None, loads: Loads, calendar: WorkCalendar, today: date
) -> Placed:
    """The nearest day with room; a visit goes a little farther to where its city is visited anyway."""
    first = max(touch.earliest_on, today)
    if before is not None and not before.fit and before.ideal_on == touch.due_on and before.due_on >= first:
        is_in = before.due_on <= touch.latest_on and calendar.is_working(before.due_on)
        if is_in and loads.has_room(before.due_on, taken):
            return Placed(touch._replace(due_on=before.due_on), touch.due_on)
    together = TOGETHER_DAYS if taken.channel in VISITS and taken.city else 0
    chosen, most = None, None
    for away, day in _outward(touch.due_on, first, max(touch.latest_on, touch.due_on)):
        if most is not None and away >= most:
            break
        if not calendar.is_working(day) or not loads.has_room(day, taken):
            continue
        if together and loads.of(taken.owner, day).cities.get(taken.city, 0) > 0:
            return Placed(touch._replace(due_on=day), touch.due_on)
        if chosen is None:
            chosen, most = day, away + together
    if chosen is None:
        return Placed(touch, touch.due_on, _why_not(touch, first, calendar))
    return Placed(touch._replace(due_on=chosen), touch.due_on)


def _outward(middle: date, first: date, last: date) -> Iterator[tuple[int, date]]:
    """(days away, day) for each day from ``first`` to ``last``, the nearest to ``middle`` first."""
    back, ahead = (middle - first).days, (last - middle).days
    yield 0, middle
    for away in range(1, max(back, ahead) + 1):
        if away <= back:
            yield away, middle - timedelta(days=away)
        if away <= ahead:
            yield away, middle + timedelta(days=away)


def _why_not(touch: PlannedTouch, first: date, calendar: WorkCalendar) -> Fit:
    days = (first + timedelta(days=each) for each in range((touch.latest_on - first).days + 1))
    is_away = bool(calendar.leave) and not any(calendar.is_working(day) for day in days)
    return Fit.AWAY if is_away else Fit.NO_ROOM


def proposal(due_on: date, taken: Taken, loads: Loads, calendar: WorkCalendar, *, today: date) -> date | None:
    """The first working day from now on with room for what found none, within three months.

    A visit waits a few days longer for one on which its city is visited anyway.
    """
    together = TOGETHER_DAYS if taken.channel in VISITS and taken.city else 0
    day, chosen = max(due_on, today), None
    for _ in range(PROPOSED_DAYS):
        if chosen is not None and (day - chosen).days > together:
            break
        if calendar.is_working(day) and loads.has_room(day, taken):
            if not together or loads.of(taken.owner, day).cities.get(taken.city, 0) > 0:
                return day
            chosen = chosen or day
        day += timedelta(days=1)
    return chosen
