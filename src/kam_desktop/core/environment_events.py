"""Events that strike regions: entered once, everybody there becomes a call within 24 hours (D-5.5)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from kam_desktop.core import places, plan_rows, touches
from kam_desktop.core.errors import Invalid, NotFound, Refused
from kam_desktop.core.rules import causes, names, regions
from kam_desktop.core.rules.kinds import Entity, EnvironmentKind
from kam_desktop.core.rules.placing import Placed
from kam_desktop.core.rules.planned import EnvironmentFacts
from kam_desktop.core.store import changes, plain_rows
from kam_desktop.core.store.tables import Client, EnvironmentEvent, Touch
from kam_desktop.core.store.touch_sql import LIVES, MISSED, OF_EVENT, REACHED, WITHDRAWN

_ROWS = f"""SELECT e.id, e.kind, e.title, e."on", e.regions, e.script, e.closed_on,
    count(t.id), total({REACHED}), total({MISSED}), total({WITHDRAWN})
    FROM environment_event e LEFT JOIN touch t ON t.source_id = e.id AND {OF_EVENT} AND {LIVES}
    WHERE e.deleted_at IS NULL {{more}} GROUP BY e.id
    ORDER BY e.closed_on IS NOT NULL, e."on" DESC, e.id DESC"""


@dataclass(frozen=True, slots=True)
class EventDraft:
    """What is entered once. ``regions`` are codes or names; ``script`` is what to say and to pass on."""

    kind: EnvironmentKind
    title: str
    regions: tuple[str, ...]
    on: date
    script: str = ""


class Struck(NamedTuple):
    """The event and how many touches came of it."""

    event_id: str
    touches: int


class EventRow(NamedTuple):
    """An event as it is shown: how many were to be called, were reached, tried in vain, and withdrawn untried."""

    id: str
    kind: EnvironmentKind
    title: str
    on: date
    regions: tuple[str, ...]
    script: str
    closed_on: date | None
    total: int
    reached: int
    missed: int
    withdrawn: int


def add(session: Session, draft: EventDraft, *, today: date) -> Struck:
    """Enter an event and put everybody in its regions on the list, whatever their number, at once."""
    title, codes = (
        names.clean(draft.title, 255),
        tuple(dict.fromkeys(regions.read(each).code for each in draft.regions)),
    )
    if not title:
        raise Invalid("title", "event.title_missing")
    if not codes:
        raise Invalid("region", "event.region_missing")
    if not today - timedelta(days=causes.EVENT_DAYS) <= draft.on <= today:
        raise Invalid("on", "event.not_now", on=draft.on.isoformat(), days=causes.EVENT_DAYS)
    row = EnvironmentEvent(
        scope_id="team", kind=draft.kind.value, title=title, on=draft.on, regions=codes,
        script=names.clean(draft.script, 65_536),
    )  # fmt: skip
    session.add(row)
    session.flush()
    facts = EnvironmentFacts(row.id, draft.kind, title, draft.on, codes)
    with plain_rows.roomy(session):
        return Struck(row.id, _call(session, facts, _struck(session, facts)))


def close(session: Session, event_id: str, *, today: date) -> None:
    """The danger is over: nobody is to be called about it any more."""
    row = get(session, event_id)
    if row.closed_on is not None:
        raise Refused("event.already_closed")
    row.closed_on = today
    touches.forget_sources(session)


def get(session: Session, event_id: str) -> EnvironmentEvent:
    """One event by id."""
    row = session.get(EnvironmentEvent, event_id)
    if row is None or row.deleted_at is not None:
        raise NotFound("event.not_found")
    return row


def rows(session: Session, *, only_open: bool = False) -> list[EventRow]:
    """The events, the open ones first."""
    more = "AND e.closed_on IS NULL" if only_open else ""
    return [
        EventRow(row[0], EnvironmentKind(row[1]), row[2], plain_rows.day(row[3]) or date.min, plain_rows.texts(row[4]),
                 row[5], plain_rows.day(row[6]), *map(int, row[7:]))
        for row in plain_rows.rows(session, _ROWS.format(more=more), {})
    ]  # fmt: skip


def count_struck(session: Session, codes: Sequence[str]) -> int:
    """How many clients lie in these regions: shown while an event is entered."""
    return (
        len(_struck(session, EnvironmentFacts("", EnvironmentKind.OTHER, "", date.min, tuple(codes)))) if codes else 0
    )


def _struck(session: Session, event: EnvironmentFacts) -> list[str]:
    """The active clients in its regions."""
    there = places.clients_at(session, lambda place: event.strikes(place.code)).where(Client.status == "active")
    return list(session.scalars(there.order_by(Client.id)))


def _call(session: Session, event: EnvironmentFacts, client_ids: Sequence[str]) -> int:
    """The touches that planning would make for this event alone, without planning everybody anew."""
    ids = {"ids": json.dumps(list(client_ids))}
    first: dict[str, Any] = {}
    sql = """SELECT client_id, id FROM contact WHERE client_id IN (SELECT value FROM json_each(:ids))
        AND deleted_at IS NULL AND NOT has_left ORDER BY is_primary DESC, id"""
    for client_id, contact_id in plain_rows.rows(session, sql, ids):
        first.setdefault(client_id, contact_id)
    touch = causes.environment_touch(event, None)
    _, *values = plan_rows.row(Placed(touch, touch.due_on))  # the same for everybody but for the contact
    made = [plan_rows.written(each, touch.plan_key, (first.get(each), *values)) for each in client_ids]
    changes.insert_derived(session, Touch, plan_rows.WRITTEN, made)
    sql = """UPDATE client SET next_touch_on = :on WHERE id IN (SELECT value FROM json_each(:ids))
        AND (next_touch_on IS NULL OR next_touch_on > :on)"""  # who is due already is not written anew
    plain_rows.reader(session)(sql, {**ids, "on": event.on.isoformat()})
    changes.touched(session, Entity.TOUCH)
    return len(made)
