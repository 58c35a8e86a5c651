"""Planned touches: planning and planning again, and what a person does with one (D-5.8, D-5.9).

What can move a due date stands above this module and calls ``replan`` for the client it changed.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.orm import Session

from kam_desktop.core import identity, planning_facts, policies
from kam_desktop.core.errors import Invalid, NotFound, Refused
from kam_desktop.core.rules import names, planner
from kam_desktop.core.rules.cadence import satisfies
from kam_desktop.core.rules.holidays import WorkCalendar
from kam_desktop.core.rules.kinds import Activity, Channel, Entity, TouchKind, TouchState
from kam_desktop.core.settings import get as setting
from kam_desktop.core.settings import note, set_note
from kam_desktop.core.store import changes
from kam_desktop.core.store.tables import Client, Touch

CHUNK = 500


class Planned(NamedTuple):
    """What planning did: touches newly planned, kept as they were, taken back; and those without a place."""

    planned: int
    kept: int
    removed: int
    unplaced: int = 0


class NextTouch(NamedTuple):
    """What comes after a touch: the day, what it is for, and the way it takes."""

    on: date
    activity: Activity | None
    channel: Channel


def plan_all(session: Session, *, today: date, weeks: int | None = None) -> Planned:
    """Plan every client for the coming weeks. Running it again changes nothing."""
    ids = _living(session)
    total = Planned(0, 0, 0)
    for start in range(0, len(ids), CHUNK):
        done = plan_some(session, ids[start : start + CHUNK], today=today, weeks=weeks)
        total = Planned(*(a + b for a, b in zip(total, done, strict=True)))
    set_planned(session, today=today)
    return total


def plan_some(session: Session, client_ids: Sequence[str], *, today: date, weeks: int | None = None) -> Planned:
    """Plan some clients for the coming weeks."""
    until = today + timedelta(weeks=weeks or setting(session, "weeks_ahead"))
    return plan(session, client_ids, today=today, until=until)


def roll_forward(session: Session, *, today: date) -> Planned | None:
    """Plan once a day, at start or at midnight; None when today's plan is already there."""
    if note(session, "planned_on") == today.isoformat():
        return None
    return plan_all(session, today=today)


def still_to_plan(session: Session, *, today: date) -> list[str]:
    """The clients that today's plan is still to be made for: all or none.

    The window plans them in parts, so that a save in between never waits for the whole.
    """
    return [] if note(session, "planned_on") == today.isoformat() else _living(session)


def set_planned(session: Session, *, today: date) -> None:
    """Note that today's plan is made."""
    set_note(session, "planned_on", today.isoformat())


def _living(session: Session) -> list[str]:
    return list(session.scalars(select(Client.id).where(Client.deleted_at.is_(None)).order_by(Client.id)))


def replan(session: Session, client_id: str, *, today: date) -> Planned:
    """Plan one client after one of its facts changed."""
    return plan_some(session, [client_id], today=today)


def plan(session: Session, client_ids: Sequence[str], *, today: date, until: date) -> Planned:
    """Bring the planned touches of these clients in line with their facts; a person's changes stand."""
    session.flush()
    tiers, calendar = policies.by_tier(session), WorkCalendar.shipped()
    own = policies.overrides(session, client_ids)
    wanted: dict[str, dict[str, Any]] = {}
    for facts in planning_facts.gather(session, client_ids):
        lines = policies.in_force(tiers.get(facts.tier, ()), own.get(facts.id, ()))
        for touch in planner.plan(facts, lines, calendar, today=today, until=until):
            row = _row(facts.id, touch)
            wanted[row["id"]] = row
    result = _bring_in_line(session, client_ids, wanted)
    refresh_next(session, client_ids)
    return result


def refresh_next(session: Session, client_ids: Sequence[str]) -> None:
    """Keep ``client.next_touch_on`` true after touches changed."""
    session.flush()
    first = (
        select(Touch.due_on)
        .where(Touch.client_id == Client.id, Touch.state == TouchState.PLANNED, Touch.deleted_at.is_(None))
        .order_by(Touch.due_on)
        .limit(1)
        .scalar_subquery()
    )
    session.execute(
        update(Client).where(Client.id.in_(client_ids)).values(next_touch_on=first),
        execution_options={"synchronize_session": False},
    )
    changes.touched(session, Entity.TOUCH)


def next_if_done(session: Session, touch_id: str, *, on: date) -> NextTouch | None:
    """What the plan will hold next once this touch is done on that day (D-2.8); None when nothing follows.

    A touch that recurs is followed by the next of its own activity, any other by whatever comes first.
    """
    row = get(session, touch_id)
    facts = next(planning_facts.gather(session, [row.client_id]), None)
    if facts is None:
        return None
    own = policies.overrides(session, [row.client_id]).get(row.client_id, ())
    lines = policies.in_force(policies.by_tier(session).get(facts.tier, ()), own)
    weeks = timedelta(weeks=setting(session, "weeks_ahead"))
    until = on + max(weeks, timedelta(days=2 * max((line.ideal_days for line in lines), default=0)))
    planned = planner.plan(_as_if_done(facts, row, on), lines, WorkCalendar.shipped(), today=on, until=until)
    coming = [NextTouch(each.due_on, each.activity, each.channel) for each in planned]
    coming += _held(session, row)
    recurs = row.activity in planner.CADENCES
    wanted = [each for each in coming if each.on > on and (not recurs or each.activity == row.activity)]
    return min(wanted, key=lambda each: each.on, default=None)


def _as_if_done(facts: planner.ClientFacts, row: Touch, on: date) -> planner.ClientFacts:
    """The facts as they will be: the clock set, the touch closed, its promise kept."""
    answered = {each: on for each in Activity if satisfies(each, Channel(row.channel), row.activity)}
    this = (row.plan_key, row.activity, row.due_on)
    return replace(
        facts,
        last={**facts.last, **answered},
        standing=tuple(
            replace(each, state=TouchState.DONE) if (each.plan_key, each.activity, each.due_on) == this else each
            for each in facts.standing
        ),
        promises=tuple(each for each in facts.promises if f"commitment:{each.id}" != row.plan_key),
    )


def _held(session: Session, row: Touch) -> list[NextTouch]:
    """The client's other touches that a person put on their day."""
    found = session.execute(
        select(Touch.due_on, Touch.activity, Touch.channel).where(
            Touch.client_id == row.client_id, Touch.state == TouchState.PLANNED, Touch.is_pinned,
            Touch.id != row.id, Touch.deleted_at.is_(None),
        )
    )  # fmt: skip
    return [
        NextTouch(each.due_on, Activity(each.activity) if each.activity else None, Channel(each.channel))
        for each in found
    ]


def get(session: Session, touch_id: str) -> Touch:
    """One touch; ``NotFound`` when there is none of that id."""
    row = session.get(Touch, touch_id)
    if row is None or row.deleted_at is not None:
        raise NotFound("touch.not_found", id=touch_id)
    return row


def book(
    session: Session, client_id: str, *, on: date, channel: Channel, activity: Activity | str = "",
    contact_id: str | None = None, kind: TouchKind = TouchKind.PERIODIC,
) -> Touch:  # fmt: skip
    """A touch that a person wants on a day; the planner leaves it alone."""
    check_day(on)
    row = Touch(
        scope_id=client_id, client_id=client_id, contact_id=contact_id, kind=kind.value, channel=channel.value,
        activity=str(activity), earliest_on=on, due_on=on, latest_on=on, reason="booked",
        reason_params={"on": on.isoformat()}, is_pinned=True,
    )  # fmt: skip
    session.add(row)
    return row


def check_day(on: date) -> None:
    """Raise ``Invalid`` for a day outside 1900 to 2200, which calendars cannot count from."""
    if not 1900 <= on.year <= 2200:
        raise Invalid("date", "date.year_out_of_range", text=on.isoformat())


def close(session: Session, touch_id: str, *, on: date, outcome: str = "") -> Touch:
    """Mark a touch as done; the interaction that did it is recorded by ``interactions``."""
    row = get_open(session, touch_id)
    row.state, row.done_on, row.outcome = TouchState.DONE.value, on, outcome
    return row


def move(session: Session, touch_id: str, *, to: date, today: date) -> Touch:
    """Put a touch on another day, for good: planning again does not move it back."""
    row = get_open(session, touch_id)
    if to < today:
        raise Invalid("date", "touch.moved_to_past", on=to.isoformat())
    check_day(to)
    row.due_on, row.is_pinned = to, True
    row.earliest_on, row.latest_on = min(row.earliest_on, to), max(row.latest_on, to)
    replan(session, row.client_id, today=today)
    return row


def skip(session: Session, touch_id: str, *, reason: str, today: date) -> Touch:
    """Refuse a touch, with the reason; it does not come back."""
    row = get_open(session, touch_id)
    if not reason.strip():
        raise Invalid("reason", "touch.skip_needs_reason")
    row.state, row.skip_reason, row.is_pinned = TouchState.SKIPPED.value, names.clean(reason), True
    replan(session, row.client_id, today=today)
    return row


def hand_over(session: Session, touch_id: str, *, to: str, today: date) -> Touch:
    """Give a touch to a colleague; it stays on its day."""
    row = get_open(session, touch_id)
    if not to.strip():
        raise Invalid("owner", "touch.hand_over_needs_name")
    row.owner, row.is_pinned = names.clean(to, 64), True
    replan(session, row.client_id, today=today)
    return row


def get_open(session: Session, touch_id: str) -> Touch:
    """A touch that can still be worked on; refuses one that was done or skipped."""
    row = get(session, touch_id)
    if row.state != TouchState.PLANNED:
        raise Refused("touch.already_closed")
    return row


def _bring_in_line(session: Session, client_ids: Sequence[str], wanted: dict[str, dict[str, Any]]) -> Planned:
    table: Any = Touch.__table__
    columns = [table.c[name] for name in ("id", "revision", *_PLANNED)]
    rows = session.execute(
        select(*columns).where(
            Touch.client_id.in_(client_ids),
            Touch.state == TouchState.PLANNED,
            ~Touch.is_pinned,
            Touch.deleted_at.is_(None),
        )
    )
    have = {row.id: row._asdict() for row in rows}
    gone = [row for row_id, row in have.items() if row_id not in wanted]
    fresh = {row_id: row for row_id, row in wanted.items() if row_id not in have}
    put_away = _put_away(session, list(fresh))
    moved = [
        row for row_id, row in wanted.items() if row_id in have and any(have[row_id][n] != row[n] for n in _PLANNED)
    ]
    connection = session.connection()
    _take_back(connection, table, gone)
    new = [{**changes.empty_row(Touch), **row} for row_id, row in fresh.items() if row_id not in put_away]
    if new:
        connection.execute(insert(table), new)
    back = {"state": TouchState.PLANNED.value, "is_pinned": False, "deleted_at": None, "done_on": None}
    for row in [*moved, *[{**fresh[row_id], **back} for row_id in put_away]]:
        values = {name: row[name] for name in (*_PLANNED, *back) if name in row}
        connection.execute(update(table).where(table.c.id == row["id"]).values(values))
    if gone or moved or put_away:
        session.expire_all()
    return Planned(len(fresh), len(wanted) - len(fresh), len(gone))


def _put_away(session: Session, ids: Sequence[str]) -> list[str]:
    """Those of these touches that are there but deleted: they are brought back rather than made twice."""
    found: list[str] = []
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        found += session.scalars(select(Touch.id).where(Touch.id.in_(part), Touch.deleted_at.is_not(None)))
    return found


def _take_back(connection: Connection, table: Any, gone: Sequence[dict[str, Any]]) -> None:
    """Delete what only the planner ever touched; what a person's change is logged for is only put away."""
    ids = {
        False: [row["id"] for row in gone if row["revision"] == 1],
        True: [r["id"] for r in gone if r["revision"] > 1],
    }
    for start in range(0, len(ids[False]), CHUNK):
        connection.execute(delete(table).where(table.c.id.in_(ids[False][start : start + CHUNK])))
    for start in range(0, len(ids[True]), CHUNK):
        part = ids[True][start : start + CHUNK]
        connection.execute(update(table).where(table.c.id.in_(part)).values(deleted_at=identity.now()))


_PLANNED = (
    "contact_id", "kind", "channel", "activity", "earliest_on", "due_on", "latest_on", "occasion_on", "has_gift",
    "reason", "reason_params",
)  # fmt: skip


def _row(client_id: str, touch: planner.PlannedTouch) -> dict[str, Any]:
    return {
        "id": identity.derived_id(f"touch:{client_id}:{touch.plan_key}"),
        "scope_id": client_id, "client_id": client_id, "plan_key": touch.plan_key,
        "contact_id": touch.contact_id, "kind": touch.kind.value, "channel": touch.channel.value,
        "activity": touch.activity.value, "earliest_on": touch.earliest_on, "due_on": touch.due_on,
        "latest_on": touch.latest_on, "occasion_on": touch.occasion_on, "has_gift": touch.has_gift,
        "reason": touch.reason, "reason_params": dict(touch.reason_params),
    }  # fmt: skip
