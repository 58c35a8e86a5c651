"""The calendar: days with their touches, how full they are, and what found no day (D-5.8, D-5.12).

Where there are 100,000 clients a day may hold tens of thousands of touches. So a span of days is counted from
indexes, and of each day only as many touches are read as can be shown: tier by tier, until there are enough.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy.orm import Session

from kam_desktop.core.room import Room, capacity
from kam_desktop.core.rules import placing
from kam_desktop.core.rules.calendar_days import DayHead, heads
from kam_desktop.core.rules.kinds import Channel, Fit, Tier, TouchKind, TouchState
from kam_desktop.core.rules.placing import MINUTES, VISITS, Capacity, Taken
from kam_desktop.core.store import plain_rows
from kam_desktop.core.store.plain_rows import Execute, Row, clock, day, params
from kam_desktop.core.store.touch_sql import AWAY, FILLS, LIVES, OWNER, PLACED, UNPLACED

PAGE = 200  # touches of one day that are read at a time
MOST_UNPLACED = 50


class CalendarTouch(NamedTuple):
    """A touch on its day; ``on`` is the day it was done, else the day it is due. ``fit``: why it has no day."""

    id: str
    on: date
    client_id: str
    client: str
    tier: str
    city: str
    contact: str
    kind: TouchKind
    channel: Channel
    activity: str
    at: time | None
    state: TouchState
    is_pinned: bool
    has_gift: bool
    fit: Fit | None
    due_on: date
    latest_on: date
    owner: str
    reason: str
    reason_params: dict[str, Any]


class DayLoad(NamedTuple):
    """What the user of this store has on a day, against what one of us can do."""

    minutes: int
    visits: int
    most_minutes: int
    most_visits: int

    @property
    def is_over(self) -> bool:
        """Whether it is more than a day holds."""
        return self.minutes > self.most_minutes or self.visits > self.most_visits


class DayView(NamedTuple):
    """A cell: its first touches, and how many there are: those still to do, those done on that day."""

    head: DayHead
    touches: tuple[CalendarTouch, ...]
    open: int
    done: int
    load: DayLoad

    @property
    def total(self) -> int:
        """All that stands on the day."""
        return self.open + self.done


class Proposed(NamedTuple):
    """What found no day, and the one it could have; ``is_together``: its city is visited then anyway."""

    touch: CalendarTouch
    to: date | None
    is_together: bool


class Unplaced(NamedTuple):
    """How many found no day, and the first of them by tier."""

    number: int
    first: tuple[Proposed, ...]


class City(NamedTuple):
    """How many visits of a day lie in one city."""

    name: str
    visits: int


def days(session: Session, first: date, last: date, *, most: int = 8) -> list[DayView]:
    """Every day from ``first`` to ``last`` with at most ``most`` of its touches: environment calls, then by tier."""
    execute, room = plain_rows.reader(session), Room(session)
    span = _span(first, last)
    open_on, done_on = dict(execute(_OPEN_BY_DAY, span)), dict(execute(_DONE_BY_DAY, span))
    urgent = _urgent_days(execute)
    urgent_on = {on: number for on, number in open_on.items() if on in urgent}
    shown: defaultdict[str, list[str]] = defaultdict(list)
    for parts, counts in ((_URGENT, urgent_on), (_REST if urgent_on else _OPEN, open_on), (_DONE, done_on)):
        left = {on: most - len(shown[on]) for on in counts}
        for on, ids in _first_ones(execute, parts, counts, left).items():
            shown[on] += ids
    lines = _lines(execute, [each for ids in shown.values() for each in ids])
    loads = _my_loads(execute, room, capacity(session), first, last)
    return [
        DayView(
            head, tuple(lines[each] for each in shown.get(on, ()) if each in lines), open_on.get(on, 0),
            done_on.get(on, 0), loads[head.on],
        )
        for head in heads(first, last, room.calendar(""))
        if (on := head.on.isoformat())
    ]  # fmt: skip


def touches_on(
    session: Session, on: date, *, after: CalendarTouch | None = None, limit: int = PAGE
) -> list[CalendarTouch]:
    """A day in full, part by part: environment calls, what is to do by tier, what was done. ``after`` is the last known."""
    execute = plain_rows.reader(session)
    to_do = [_URGENT, _REST] if on.isoformat() in _urgent_days(execute) else [_OPEN]
    steps = [(parts, tier) for parts in (*to_do, _DONE) for tier in _TIERS]
    if after is not None:
        part = to_do[-1] if after.kind is not TouchKind.ENVIRONMENT else to_do[0]
        steps = steps[steps.index((_DONE if after.state is TouchState.DONE else part, after.tier)) :]
    ids: list[str] = []
    for number, (parts, tier) in enumerate(steps):
        if len(ids) == limit:
            break
        known = (after.client_id, after.id) if after is not None and number == 0 else ("", "")
        values = {"on": on.isoformat(), "tier": tier, "client": known[0], "id": known[1]}
        ids += [row[0] for row in execute(_PART.format(**parts, most=limit - len(ids)), values)]
    lines = _lines(execute, ids)
    return [lines[each] for each in ids if each in lines]


def cities(session: Session, on: date) -> list[City]:
    """Where the visits of a day lead, the city with most of them first."""
    found = plain_rows.rows(session, _CITIES, {"on": on.isoformat()})
    return [City(name, number) for name, number in found]


def unplaced(session: Session, first: date, last: date, *, today: date, limit: int = MOST_UNPLACED) -> Unplaced:
    """What was due from ``first`` to ``last`` and found no day, each with the first day that has room for it."""
    execute, room = plain_rows.reader(session), Room(session)
    span = _span(first, last)
    count = int(execute(_UNPLACED_COUNT, span).fetchone()[0])
    ids: list[str] = []
    for tier in _TIERS if count else ():
        if len(ids) < limit:
            ids += [row[0] for row in execute(_UNPLACED.format(most=limit - len(ids)), {**span, "tier": tier})]
    lines = _lines(execute, ids)
    found = [lines[each] for each in ids if each in lines]
    return Unplaced(count, tuple(_proposals(room, found, today)))


def _proposals(room: Room, found: Sequence[CalendarTouch], today: date) -> Iterator[Proposed]:
    """One day each; what is proposed first counts for those after it. Days are read as they are looked at."""
    loads = room.loads
    for touch in found:
        owner = room.owner(touch.owner)
        taken = Taken(touch.channel, owner, touch.city)
        to = placing.proposal(touch.due_on, taken, loads, room.calendar(owner), today=today)
        is_together = to is not None and touch.channel in VISITS and touch.city in loads.of(owner, to).cities
        if to is not None:
            loads.put(to, taken)
        yield Proposed(touch, to, bool(touch.city) and is_together)


def _my_loads(execute: Execute, room: Room, most: Capacity, first: date, last: date) -> dict[date, DayLoad]:
    """What the user of this store has to do; whose a client is, is looked up only where others have some."""
    sql = _MINE_AMONG_OTHERS if room.has_others else _MINE
    span = {**_span(first, last), "me": room.me}
    minutes: defaultdict[str, int] = defaultdict(int)
    visits: defaultdict[str, int] = defaultdict(int)
    for on, channel, number in execute(sql, span):
        minutes[on] += number * MINUTES[_CHANNELS[channel]]
        visits[on] += number if channel in VISITS else 0
    every = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return {
        on: DayLoad(minutes[text], visits[text], most.day_minutes, most.day_visits)
        for on in every
        if (text := on.isoformat())
    }


def _first_ones(
    execute: Execute, parts: Mapping[str, str], counts: Mapping[str, int], most: Mapping[str, int]
) -> dict[str, list[str]]:
    """The first touches of each of these days, tier by tier, until a day has enough or no more."""
    found: dict[str, list[str]] = {on: [] for on in counts}
    for tier in _TIERS:
        missing = [on for on, number in counts.items() if len(found[on]) < min(number, most[on])]
        if not missing:
            break
        some = _SOME.format(**parts, most=max(most[on] for on in missing))
        for on, touch_id in execute(some, {"days": json.dumps(missing), "tier": tier}):
            if len(found[on]) < most[on]:
                found[on].append(touch_id)
    return found


def _urgent_days(execute: Execute) -> set[str]:
    """The days on which calls of an open environment event stand."""
    return {row[0] for row in execute(_URGENT_DAYS, {})}


def _span(first: date, last: date) -> dict[str, str]:
    return {"first": first.isoformat(), "last": last.isoformat()}


def _lines(execute: Execute, ids: Sequence[str]) -> dict[str, CalendarTouch]:
    return {row[0]: _touch(row) for row in execute(_LINES, {"ids": json.dumps(ids)})} if ids else {}


def _touch(row: Row) -> CalendarTouch:
    (
        touch_id, client_id, client, tier, city, contact, kind, channel, activity, at, state, is_pinned, has_gift, fit,
        due_text, latest, done, owner, reason, params_text,
    ) = row  # fmt: skip
    due_on = day(due_text) or date.max  # a damaged date must not break the page
    return CalendarTouch(
        touch_id, day(done) or due_on, client_id, client, tier, city, contact or "", _KINDS[kind], _CHANNELS[channel],
        activity, clock(at), _STATES[state], bool(is_pinned), bool(has_gift), Fit(fit) if fit else None, due_on,
        day(latest) or due_on, owner, reason, {**params(params_text), "tier": tier},
    )  # fmt: skip


_TIERS: Final = (*(each.value for each in Tier), "")
_KINDS: Final = {each.value: each for each in TouchKind}
_CHANNELS: Final = {each.value: each for each in Channel}
_STATES: Final = {each.value: each for each in TouchState}
_DONE_STATE: Final = "t.state = 'done' AND t.done_on IS NOT NULL AND t.deleted_at IS NULL"
_OPEN: Final = {"on": "t.due_on", "state": PLACED}
_URGENT: Final = {"on": "t.due_on", "state": f"{PLACED} AND t.kind = '{TouchKind.ENVIRONMENT}'"}
_REST: Final = {"on": "t.due_on", "state": f"{PLACED} AND t.kind <> '{TouchKind.ENVIRONMENT}'"}
_DONE: Final = {"on": "t.done_on", "state": _DONE_STATE}
_URGENT_DAYS: Final = f"""
SELECT DISTINCT t.due_on FROM environment_event e CROSS JOIN touch t INDEXED BY ix_touch_source_id
WHERE t.source_id = e.id AND e.closed_on IS NULL AND e.deleted_at IS NULL AND {PLACED}
"""
_OPEN_BY_DAY: Final = f"""
SELECT t.due_on, count(*) FROM touch t
WHERE t.due_on BETWEEN :first AND :last AND {PLACED} AND {LIVES} GROUP BY t.due_on
"""
_DONE_BY_DAY: Final = f"""
SELECT t.done_on, count(*) FROM touch t
WHERE t.done_on BETWEEN :first AND :last AND {_DONE_STATE} AND {LIVES} GROUP BY t.done_on
"""
_OF_TIER: Final = "+t.client_id IN (SELECT id FROM client WHERE tier = :tier AND deleted_at IS NULL)"
#: For each day some of its touches of one tier. The day's entries are walked and looked up among the tier's clients
#: (``+``), not the other way round: there are more of these.
_SOME: Final = f"""
SELECT d.value, x.id FROM json_each(:days) d CROSS JOIN touch x
WHERE x.rowid IN (
    SELECT t.rowid FROM touch t WHERE {{on}} = d.value AND {{state}} AND {_OF_TIER}
    ORDER BY {{on}}, t.client_id, t.rowid LIMIT {{most}}
) ORDER BY d.key, x.client_id, x.id
"""
_PART: Final = f"""
SELECT t.id FROM touch t WHERE {{on}} = :on AND {{state}} AND {_OF_TIER}
AND t.client_id >= :client AND (t.client_id > :client OR t.id > :id) ORDER BY t.client_id, t.id LIMIT {{most}}
"""
_UNPLACED_COUNT: Final = f"""
SELECT count(*) FROM touch t WHERE t.due_on BETWEEN :first AND :last AND {UNPLACED} AND {LIVES}
"""
_UNPLACED: Final = f"""
SELECT t.id FROM touch t WHERE t.due_on BETWEEN :first AND :last AND {UNPLACED} AND {_OF_TIER}
ORDER BY t.due_on, t.client_id, t.id LIMIT {{most}}
"""
_LINES: Final = f"""
SELECT t.id, t.client_id, c.short_name, c.tier, c.city, p.name, t.kind, t.channel, t.activity, t.at, t.state,
t.is_pinned, t.has_gift, t.fit, t.due_on, t.latest_on, t.done_on,
{OWNER}, t.reason, t.reason_params
FROM touch t JOIN client c ON c.id = t.client_id LEFT JOIN contact p ON p.id = t.contact_id
WHERE t.id IN (SELECT value FROM json_each(:ids))
"""
_BY_DAY: Final = "FROM touch t INDEXED BY ix_touch_placed"
_OF_CLIENT: Final = "JOIN client c ON c.id = t.client_id AND c.deleted_at IS NULL"
_MINE: Final = f"""
SELECT t.due_on, t.channel, sum(t.owner IN ('', :me)) {_BY_DAY}
WHERE t.due_on BETWEEN :first AND :last AND {FILLS} AND {LIVES} GROUP BY t.due_on, t.channel
"""
_MINE_AMONG_OTHERS: Final = f"""
SELECT t.due_on, t.channel, sum({OWNER} IN ('', :me)) {_BY_DAY} {_OF_CLIENT}
WHERE t.due_on BETWEEN :first AND :last AND {FILLS} GROUP BY t.due_on, t.channel
"""
_CITIES: Final = f"""
SELECT c.city, count(*) {_BY_DAY} {_OF_CLIENT}
WHERE t.due_on = :on AND t.channel IN {AWAY} AND {FILLS} AND c.city <> ''
GROUP BY c.city ORDER BY count(*) DESC, c.city
"""
