"""Visits of one city on one day: what could be moved in the days that are shown, and moving it in one write (D-5.8)."""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from kam_desktop.core import touches
from kam_desktop.core.room import Room, capacity
from kam_desktop.core.rules import grouping
from kam_desktop.core.rules.grouping import Movable
from kam_desktop.core.rules.placing import YIELDING, Load, Loads
from kam_desktop.core.store import plain_rows
from kam_desktop.core.store.touch_sql import AWAY, FILLS, OWNER

_VISITS = f"""SELECT t.id, {OWNER}, c.city, t.due_on, t.earliest_on, t.latest_on, c.short_name, c.tier
    FROM touch t INDEXED BY ix_touch_placed JOIN client c ON c.id = t.client_id AND c.deleted_at IS NULL
    WHERE t.due_on BETWEEN :first AND :last AND t.channel = 'visit' AND {FILLS} AND NOT t.is_pinned
    AND t.visit_id IS NULL AND c.city <> '' AND t.activity IN (SELECT value FROM json_each(:yielding))
    ORDER BY t.due_on, t.id"""

_CITIES = f"""SELECT {OWNER}, c.city, count(*)
    FROM touch t INDEXED BY ix_touch_placed JOIN client c ON c.id = t.client_id AND c.deleted_at IS NULL
    WHERE t.due_on = :on AND t.channel IN {AWAY} AND {FILLS} GROUP BY 1, 2"""


class Guest(NamedTuple):
    """A visit that could be made on the day of its group instead."""

    touch_id: str
    client: str
    tier: str
    from_on: date


class Group(NamedTuple):
    """A day on which a city is visited anyway, and who could be visited then too."""

    city: str
    on: date
    guests: tuple[Guest, ...]


def propose(session: Session, first: date, last: date, *, today: date) -> list[Group]:
    """The user's own visits from ``first`` to ``last`` that could go together; pinned ones and kept visits stand."""
    room = Room(session)
    values = {
        "first": max(first, today).isoformat(), "last": last.isoformat(), "yielding": json.dumps(sorted(YIELDING)),
    }  # fmt: skip
    visits, guests = [], {}
    for touch_id, owner, city, due, earliest, latest, client, tier in plain_rows.rows(session, _VISITS, values):
        on = plain_rows.day(due)
        if on is None or room.owner(owner):
            continue
        window = (max(plain_rows.day(earliest) or on, today, first), min(plain_rows.day(latest) or on, last))
        visits.append(Movable(touch_id, "", city, on, *window))
        guests[touch_id] = (city, Guest(touch_id, client, tier, on))
    groups: dict[tuple[date, str], list[Guest]] = {}
    for move in grouping.together(visits, _loads(session, room), room.calendar("")):
        city, guest = guests[move.id]
        groups.setdefault((move.to, city), []).append(guest)
    return [Group(city, on, tuple(groups[on, city])) for on, city in sorted(groups)]


def _loads(session: Session, room: Room) -> Loads:
    """The user's own days, where they lead known of full ones as well: planning need not know that."""

    def read(on: date, owner: str) -> Load:
        known = room.loads.of(owner, on)
        counts: Counter[str] = Counter()
        for who, city, count in plain_rows.rows(session, _CITIES, {"on": on.isoformat()}):
            counts[city] += count if room.owner(who) == owner else 0
        return Load(known.minutes, known.visits, dict(counts))

    return Loads(capacity(session), read)


def apply(session: Session, groups: Iterable[Group], *, today: date) -> int:
    """Move them, for good, as if each had been moved by hand; what was settled meanwhile is left. Returns how many."""
    moved = [
        row.client_id
        for group in groups
        for guest in group.guests
        if (row := touches.put_open(session, guest.touch_id, to=group.on, today=today)) is not None
    ]
    session.flush()
    touches.plan_soon(session, list(dict.fromkeys(moved)), today=today)
    return len(moved)
