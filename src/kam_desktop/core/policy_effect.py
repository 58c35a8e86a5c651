"""What a change of policy does to the coming twelve weeks, reckoned without writing anything (D-4.1, D-5.8).

Exact for up to ``SAMPLE`` clients; beyond that from as many drawn by a seed, scaled up and marked ``is_about``.
"""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from kam_desktop.core import planning_facts, policies
from kam_desktop.core.room import Room, capacity
from kam_desktop.core.rules import planner
from kam_desktop.core.rules.cadence import PolicyLine
from kam_desktop.core.rules.holidays import WorkCalendar
from kam_desktop.core.rules.kinds import Channel, TouchState
from kam_desktop.core.rules.placing import MINUTES, VISITS, fills
from kam_desktop.core.rules.planned import ClientFacts
from kam_desktop.core.store import plain_rows

WEEKS: Final = 12
SAMPLE: Final = 300

Count = Counter[tuple[int, Channel]]  # (week, channel) -> touches


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two plans. Per week from this one on: touches by channel, and the minutes they take."""

    touches: Mapping[Channel, tuple[int, ...]]
    minutes: tuple[int, ...]
    unplaced: int

    def visits(self) -> tuple[int, ...]:
        """Visits of each week."""
        return _visits(self.touches)


@dataclass(frozen=True, slots=True)
class Effect:
    """``before`` and ``after`` hold everybody's touches; ``ours_before`` and ``ours_after`` those of the changed policy.

    ``minutes_room`` and ``visits_room`` are what each week takes. ``clients`` is how many the policy is for.
    """

    mondays: tuple[date, ...]
    minutes_room: tuple[int, ...]
    visits_room: tuple[int, ...]
    ours_before: Mapping[Channel, tuple[int, ...]]
    ours_after: Mapping[Channel, tuple[int, ...]]
    before: Side
    after: Side
    clients: int
    is_about: bool = False


def of_tier(session: Session, tier: str, lines: Sequence[PolicyLine], *, today: date) -> Effect:
    """What these lines instead of the tier's own would do."""
    sql = "SELECT id FROM client WHERE tier = :tier AND deleted_at IS NULL AND status = 'active' ORDER BY id"
    ids = [row[0] for row in plain_rows.rows(session, sql, {"tier": tier})]
    chosen = ids
    if len(ids) > SAMPLE:
        chosen = random.Random(tier).sample(ids, SAMPLE)
    kept, own = policies.by_tier(session).get(tier, ()), policies.overrides(session, chosen)
    plans = {
        each: (policies.in_force(kept, own.get(each, ())), policies.in_force(lines, own.get(each, ())))
        for each in chosen
    }
    return _effect(session, plans, today, clients=len(ids))


def of_client(session: Session, client_id: str, lines: Sequence[PolicyLine], *, today: date) -> Effect:
    """What these lines would do as the client's own and its tier's together."""
    seen = policies.of_client(session, client_id)
    before = tuple(each.line for each in seen.entries if each.line.is_active)
    return _effect(session, {client_id: (before, policies.in_force(lines, ()))}, today, clients=1)


def _effect(
    session: Session, plans: Mapping[str, tuple[Sequence[PolicyLine], Sequence[PolicyLine]]], today: date, *, clients: int
) -> Effect:  # fmt: skip
    monday = today - timedelta(days=today.weekday())
    until = monday + timedelta(weeks=WEEKS, days=-1)
    scale = clients / len(plans) if plans else 1.0
    room, world = Room(session), planning_facts.world(session, today=today)
    standing, old, new = Count(), Count(), Count()
    filling_old, filling_new = Count(), Count()
    for facts in planning_facts.gather(session, list(plans), today=today):
        calendar = room.calendar(room.owner(facts.owner))
        standing.update(_standing(facts, monday, until))
        for lines, counted, filling in zip(plans[facts.id], (old, new), (filling_old, filling_new), strict=True):
            for touch in planner.plan(facts, lines, calendar, today=today, until=until, world=world):
                place = (_week(touch.due_on, monday), touch.channel)
                counted[place] += 1
                filling[place] += fills(touch)
    others = _others(session, monday, until)
    others.subtract({place: round(number * scale) for place, number in standing.items()})
    minutes_room, visits_room = _rooms(session, room.calendar(""), today, monday)
    before, after = (_side(_sum(others, each, scale), minutes_room, visits_room) for each in (filling_old, filling_new))
    return Effect(
        tuple(monday + timedelta(weeks=each) for each in range(WEEKS)), minutes_room, visits_room,
        _by_channel(_scaled(old, scale)), _by_channel(_scaled(new, scale)), before, after, clients, scale > 1,
    )  # fmt: skip


def _standing(facts: ClientFacts, monday: date, until: date) -> Iterator[tuple[int, Channel]]:
    """What of the client's stands in the store for planning to replace."""
    for each in facts.standing:
        if each.state is TouchState.PLANNED and not each.is_pinned and each.fills and each.due_on <= until:
            yield _week(each.due_on, monday), each.channel


def _others(session: Session, monday: date, until: date) -> Count:
    """All touches that stand on the days of these weeks, by week and channel, from the index alone."""
    sql = """SELECT due_on, channel, count(*) FROM touch INDEXED BY ix_touch_placed
        WHERE due_on <= :last AND state = 'planned' AND fit = '' AND deleted_at IS NULL
        AND (occasion_on IS NULL OR channel = 'visit') GROUP BY due_on, channel"""
    found = Count()
    for text, channel, number in plain_rows.rows(session, sql, {"last": until.isoformat()}):
        if (on := plain_rows.day(text)) is not None:
            found[_week(on, monday), Channel(channel)] += number
    return found


def _rooms(
    session: Session, calendar: WorkCalendar, today: date, monday: date
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Minutes and visits that each week takes, of all who own clients; of this week only the days that are left."""
    most = capacity(session)
    [(owners,)] = plain_rows.rows(session, "SELECT count(DISTINCT owner) FROM client WHERE deleted_at IS NULL", {})
    people = max(1, owners)
    days = [
        sum(calendar.is_working(day) for day in _days(monday + timedelta(weeks=week)) if day >= today)
        for week in range(WEEKS)
    ]
    return (
        tuple(people * most.day_minutes * each for each in days),
        tuple(people * min(most.week_visits, most.day_visits * each) for each in days),
    )


def _days(monday: date) -> Iterator[date]:
    return (monday + timedelta(days=each) for each in range(7))


def _week(on: date, monday: date) -> int:
    """The place of a day's week; what is overdue waits in this one."""
    return max(0, (on - monday).days // 7)


def _scaled(count: Count, scale: float) -> Count:
    return Count({place: round(number * scale) for place, number in count.items()})


def _sum(others: Count, filling: Count, scale: float) -> Count:
    found = Count(others)
    found.update(_scaled(filling, scale))
    return found


def _by_channel(count: Count) -> dict[Channel, tuple[int, ...]]:
    """Rows of twelve; more than there are is never taken from a channel."""
    channels = dict.fromkeys(channel for channel in Channel if any(place[1] is channel for place in count))
    return {each: tuple(max(0, count[week, each]) for week in range(WEEKS)) for each in channels}


def _visits(touches: Mapping[Channel, Sequence[int]]) -> tuple[int, ...]:
    rows = [row for channel, row in touches.items() if channel in VISITS]
    return tuple(map(sum, zip(*rows, strict=True))) if rows else (0,) * WEEKS


def _side(count: Count, minutes_room: Sequence[int], visits_room: Sequence[int]) -> Side:
    touches = _by_channel(count)
    minutes = tuple(sum(row[week] * MINUTES[channel] for channel, row in touches.items()) for week in range(WEEKS))
    number = sum(map(sum, touches.values()))
    mean = sum(minutes) / number if number else 1.0
    too_many = max(_left_over(_visits(touches), visits_room), round(_left_over(minutes, minutes_room) / mean))
    return Side(touches, minutes, too_many)


def _left_over(wanted: Iterable[int], room: Iterable[int]) -> int:
    """What finds no place when what a week does not take may wait for the next one only."""
    waiting = lost = 0
    for want, most in zip(wanted, room, strict=True):
        lost += max(0, waiting - most)
        waiting = max(0, want - max(0, most - waiting))
    return lost


def weekly(row: Sequence[Any]) -> int:
    """The mean of a week, in whole touches."""
    return round(sum(row) / len(row)) if row else 0
