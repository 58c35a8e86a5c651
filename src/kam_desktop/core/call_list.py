"""The people to call, one at a time: who comes next, what to say to them, who was reached (D-5.5, D-5.13).

The queue is ids alone, in order; lines are read as they are seen and a card when its person comes up.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final, NamedTuple

from sqlalchemy.orm import Session

from kam_desktop.core import agenda, contacts, reminders, talking_points, touches
from kam_desktop.core.agenda import DueTouch
from kam_desktop.core.errors import NotFound
from kam_desktop.core.rules import hours, phones
from kam_desktop.core.rules.kinds import TouchResult, TouchState
from kam_desktop.core.rules.quiet import is_quiet
from kam_desktop.core.store import plain_rows
from kam_desktop.core.store.tables import Client, Contact, EnvironmentEvent
from kam_desktop.core.store.touch_sql import BY_TIER, LIVES, MISSED, OF_EVENT, PLACED, PLANNED, REACHED, WITHDRAWN
from kam_desktop.core.talking_points import Points


class Progress(NamedTuple):
    """How far a list has come. Those tried in vain, or put off, are still to be called, unless the event is over."""

    total: int
    reached: int
    missed: int
    later: int
    withdrawn: int = 0

    @property
    def handled(self) -> int:
        """How many were called at least once, put off, or need not be called any more."""
        return self.reached + self.missed + self.later + self.withdrawn


class CallLine(NamedTuple):
    """A call in a list: ``at`` is when it was last tried or was done, ``outcome`` what came of it."""

    id: str
    client_id: str
    client: str
    tier: str
    city: str
    contact: str
    result: TouchResult | None
    is_open: bool
    tries: int
    at: datetime | None
    outcome: str
    due_on: date | None


class Number(NamedTuple):
    """A telephone number as people group it, and as a link the system's telephone takes."""

    shown: str
    link: str


class Callee(NamedTuple):
    """Somebody to speak with."""

    id: str
    name: str
    title: str
    greeting_name: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """All that one needs to see while it rings. ``quiet_at`` is their time of day when nobody is to be disturbed."""

    touch: DueTouch
    client: str
    city: str
    person: Callee | None
    others: tuple[Callee, ...]
    points: Points
    script: str
    event_id: str
    result: TouchResult | None
    tries: int
    tried_at: datetime | None
    quiet_at: time | None


def queue(session: Session, *, today: date, event_id: str = "") -> list[str]:
    """The calls to make: all that is due, or those of one event. The tried come behind the untried.

    Events and sorrow first, then by tier, then the longest overdue; of the tried, the longest ago first.
    """
    return [row[0] for row in plain_rows.rows(session, _QUEUE.format(**_where(event_id)), _values(today, event_id))]


def progress(session: Session, *, today: date, event_id: str = "") -> Progress:
    """By count: of an event from its beginning, else of what was due today."""
    sql = _EVENT_PROGRESS if event_id else _DAY_PROGRESS
    [row] = plain_rows.rows(session, sql, _values(today, event_id))
    return Progress(*(int(each or 0) for each in row))


def of_event(session: Session, event_id: str, *, result: TouchResult | None = None, only: str = "") -> list[str]:
    """Every call of an event, those reached first, by when; or those of one result, or ``only`` open or withdrawn."""
    wanted = _RESULTS[result] if result else _ONLY[only]
    return [row[0] for row in plain_rows.rows(session, _OF_EVENT.format(wanted=wanted), {"event": event_id})]


def lines(session: Session, ids: Sequence[str]) -> list[CallLine]:
    """The lines of these calls, in this order."""
    found = {row[0]: row for row in plain_rows.rows(session, _LINES, {"ids": json.dumps(list(ids))})}
    return [_line(found[each]) for each in ids if each in found]


def card(session: Session, touch_id: str, *, today: date, now: datetime) -> Card:
    """The person to call, with what to say and what not."""
    due = agenda.one(session, touch_id, today=today)
    row = touches.get(session, touch_id)
    client = session.get(Client, row.client_id)
    if due is None or client is None:
        raise NotFound("touch.not_found", id=touch_id)
    known = contacts.of_client(session, client.id)
    person = next((each for each in known if each.id == row.contact_id), None)
    person = person or next((each for each in known if not each.has_left), None)
    event = session.get(EnvironmentEvent, row.source_id) if row.source_id else None
    there = hours.clock_there(now, client.time_zone).time()
    return Card(
        due, client.name, client.city, _callee(person) if person else None,
        tuple(_callee(each) for each in known if each is not person and not each.has_left and each.phones),
        talking_points.draw(session, client.id, person.id if person else None, today=today, touch_id=touch_id),
        event.script if event else "", event.id if event else "", _result(row.result), row.tries, row.tried_at,
        there if is_quiet(there, *reminders.quiet_hours(session)) else None,
    )  # fmt: skip


def _callee(row: Contact) -> Callee:
    numbers = tuple(Number(phones.display(each), phones.link(each)) for each in row.phones)
    return Callee(row.id, row.name, row.title, row.greeting_name, numbers)


def _line(row: plain_rows.Row) -> CallLine:
    touch_id, client_id, client, tier, city, contact, result, state, is_away, tries, tried_at, outcome, due_on = row
    known = TouchResult.REACHED if state == TouchState.DONE else _result(result)
    return CallLine(
        touch_id, client_id, client, tier, city, contact, known, state == TouchState.PLANNED and not is_away, tries,
        _instant(tried_at), outcome, plain_rows.day(due_on),
    )  # fmt: skip


def _result(text: str) -> TouchResult | None:
    return TouchResult(text) if text in set(TouchResult) else None


def _instant(text: str | None) -> datetime | None:
    try:
        return None if text is None else datetime.fromisoformat(text)
    except ValueError:
        return None


def _where(event_id: str) -> dict[str, str]:
    if event_id:
        return {"index": "ix_touch_source_id", "where": "t.source_id = :event"}
    return {"index": "ix_touch_due_on", "where": "t.due_on <= :today AND t.channel = 'call' AND t.fit = ''"}


def _values(today: date, event_id: str) -> dict[str, Any]:
    return {"event": event_id} if event_id else {"today": today.isoformat()}


_JOIN: Final = "JOIN client c ON c.id = t.client_id"
_QUEUE: Final = f"""SELECT t.id FROM touch t INDEXED BY {{index}} {_JOIN}
    WHERE {{where}} AND {PLANNED} AND c.deleted_at IS NULL
    ORDER BY CASE t.result WHEN 'later' THEN 2 WHEN 'missed' THEN 1 ELSE 0 END, t.tried_at,
    t.kind <> 'environment' AND t.reason NOT IN ('occasion_sorrow', 'occasion_after'),
    {BY_TIER}, t.due_on, t.client_id, t.id"""
_LATER: Final = f"{PLANNED} AND t.result = 'later'"
_RESULTS: Final = {TouchResult.REACHED: REACHED, TouchResult.MISSED: MISSED, TouchResult.LATER: _LATER}
_ONLY: Final = {"": "true", "open": f"{PLANNED} AND t.result = ''", "withdrawn": WITHDRAWN}
_COUNTS: Final = """SELECT count(*), sum(state = 'done'), sum(state = 'planned' AND result = 'missed'),
    sum(state = 'planned' AND result = 'later') FROM"""
_EVENT_PROGRESS: Final = f"""SELECT count(*), total({REACHED}), total({MISSED}), total({_LATER}), total({WITHDRAWN})
    FROM touch t INDEXED BY ix_touch_source_id WHERE t.source_id = :event AND {OF_EVENT} AND {LIVES}"""
_DAY_PROGRESS: Final = f"""{_COUNTS} (
    SELECT t.state, t.result FROM touch t INDEXED BY ix_touch_due_on
    WHERE t.due_on <= :today AND t.channel = 'call' AND {PLACED} AND {LIVES}
    UNION ALL SELECT t.state, t.result FROM touch t INDEXED BY ix_touch_done_on
    WHERE t.done_on = :today AND t.channel = 'call' AND t.state = 'done' AND t.deleted_at IS NULL AND {LIVES})"""
_OF_EVENT: Final = f"""SELECT t.id FROM touch t INDEXED BY ix_touch_source_id {_JOIN}
    WHERE t.source_id = :event AND {OF_EVENT} AND c.deleted_at IS NULL AND {{wanted}}
    ORDER BY t.tried_at IS NULL, t.tried_at DESC, {BY_TIER}, t.client_id, t.id"""
_LINES: Final = f"""SELECT t.id, t.client_id, c.short_name, c.tier, c.city, coalesce(p.name, ''), t.result, t.state,
    t.deleted_at IS NOT NULL, t.tries, t.tried_at, t.outcome, t.due_on FROM touch t {_JOIN} LEFT JOIN contact p ON p.id = t.contact_id
    WHERE t.id IN (SELECT value FROM json_each(:ids))"""
