"""Planned touches: planning and planning again, and what a person does with one (D-5.8, D-5.9).

What can move a due date stands above this module and calls ``replan`` for the client it changed.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import identity, plan_rows, planning_facts, policies, reminders
from kam_desktop.core.errors import Invalid, NotFound, Refused
from kam_desktop.core.room import Room
from kam_desktop.core.rules import names, periodic, placing, planner
from kam_desktop.core.rules.cadence import PolicyLine, satisfies
from kam_desktop.core.rules.kinds import Activity, Channel, Entity, TouchKind, TouchResult, TouchState
from kam_desktop.core.rules.placing import Placed, Taken
from kam_desktop.core.rules.planned import ClientFacts
from kam_desktop.core.settings import get as setting
from kam_desktop.core.settings import note, plan_again, set_note
from kam_desktop.core.store import changes, plain_rows
from kam_desktop.core.store.tables import Touch

CHUNK = 500
AT_ONCE = 200  # as many clients are planned while a save goes on


class Planned(NamedTuple):
    """What planning did: touches newly planned, kept as they were, taken back; and those without a place."""

    planned: int
    kept: int
    removed: int
    unplaced: int = 0

    def plus(self, other: "Planned") -> "Planned":
        """Both together."""
        return Planned(*(a + b for a, b in zip(self, other, strict=True)))


class NextTouch(NamedTuple):
    """What comes after a touch: the day, what it is for, and the way it takes."""

    on: date
    activity: Activity | None
    channel: Channel


def plan_all(session: Session, *, today: date, weeks: int | None = None) -> Planned:
    """Plan every client for the coming weeks, key clients first. Running it again changes nothing."""
    planning = _Planning(session, today=today, until=_until(session, today, weeks))
    ids = _living(session)
    total = Planned(0, 0, 0)
    with plain_rows.roomy(session):
        for start in range(0, len(ids), CHUNK):
            total = total.plus(planning.bring_in_line(ids[start : start + CHUNK]))
    set_planned(session, today=today)
    return total


def plan_soon(session: Session, client_ids: Sequence[str], *, today: date) -> bool:
    """Plan these clients in the same write; False: they are too many, and are planned in parts when nobody waits."""
    if len(client_ids) > AT_ONCE:
        plan_again(session)
        return False
    if client_ids:
        plan_some(session, client_ids, today=today)
    return True


def plan_some(session: Session, client_ids: Sequence[str], *, today: date, weeks: int | None = None) -> Planned:
    """Plan some clients for the coming weeks."""
    return plan(session, client_ids, today=today, until=_until(session, today, weeks))


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


def is_to_plan(session: Session, *, today: date) -> bool:
    """Whether ``still_to_plan`` names any, without reading them: 16 MB of 100,000 clients."""
    some = "SELECT 1 FROM client WHERE deleted_at IS NULL LIMIT 1"
    return note(session, "planned_on") != today.isoformat() and bool(plain_rows.rows(session, some, {}))


def wanted(session: Session) -> str:
    """Which plan is wanted: another one, when a change of many clients came meanwhile."""
    return note(session, "plan_wanted")


def set_planned(session: Session, *, today: date, since: str | None = None) -> None:
    """Note that today's plan is made; not when another is ``wanted`` than when it was begun."""
    if since is None or since == wanted(session):
        set_note(session, "planned_on", today.isoformat())


def _until(session: Session, today: date, weeks: int | None) -> date:
    return today + timedelta(weeks=weeks or setting(session, "weeks_ahead"))


def _living(session: Session) -> list[str]:
    sql = "SELECT id FROM client WHERE deleted_at IS NULL ORDER BY tier = '', tier, id"
    return [row[0] for row in plain_rows.reader(session)(sql, {})]


def replan(session: Session, client_id: str, *, today: date) -> Planned:
    """Plan one client after one of its facts changed."""
    return plan_some(session, [client_id], today=today)


def plan(session: Session, client_ids: Sequence[str], *, today: date, until: date) -> Planned:
    """Bring the planned touches of these clients in line with their facts; a person's changes stand."""
    return _Planning(session, today=today, until=until).bring_in_line(client_ids)


class _Planning:
    """One run: the policies, the world and the days as they fill."""

    def __init__(self, session: Session, *, today: date, until: date) -> None:
        session.flush()
        self._session, self._today, self._until = session, today, until
        self._tiers = policies.by_tier(session)
        self._world = planning_facts.world(session, today=today)
        self._room = Room(session)
        self._quiet = reminders.quiet_hours(session)

    def bring_in_line(self, client_ids: Sequence[str]) -> Planned:
        own = policies.overrides(self._session, client_ids)
        rows: dict[str, tuple[Any, ...]] = {}
        for facts in planning_facts.gather(self._session, client_ids, today=self._today):
            if self._room.is_foreign(facts.owner):
                continue
            for placed in self.placed(facts, self.lines(facts, own)):
                row = plan_rows.written(facts.id, placed.touch.plan_key, plan_rows.row(placed))
                rows[row[len(plan_rows.PLANNED)]] = row
        result = _bring_in_line(self._session, client_ids, rows)
        refresh_next(self._session, client_ids)
        return result

    def lines(self, facts: ClientFacts, own: Mapping[str, Sequence[PolicyLine]]) -> tuple[PolicyLine, ...]:
        return policies.in_force(self._tiers.get(facts.tier, ()), own.get(facts.id, ()))

    def placed(self, facts: ClientFacts, lines: Sequence[PolicyLine], *, until: date | None = None) -> list[Placed]:
        """The client's touches on their days; its own ones of before have left theirs."""
        today, owner = self._today, self._room.owner(facts.owner)
        calendar = self._room.calendar(owner)
        standing = {s.plan_key: s for s in facts.standing if s.state is TouchState.PLANNED and not s.is_pinned}
        for each in standing.values():
            if each.fills and each.due_on >= today:
                self._room.loads.take(each.due_on, Taken(each.channel, owner, facts.city))
        touches = planner.plan(facts, lines, calendar, today=today, until=until or self._until, world=self._world)
        found = list(
            placing.place(touches, standing, self._room.loads, calendar, owner=owner, city=facts.city, today=today)
        )
        timed = planner.with_hours(facts, [each.touch for each in found], self._quiet)
        return [each._replace(touch=touch) for each, touch in zip(found, timed, strict=True)]


def refresh_next(session: Session, client_ids: Sequence[str]) -> None:
    """Keep ``client.next_touch_on``, the first day that a touch has, true after touches changed."""
    plain_rows.reader(session)(
        """UPDATE client SET next_touch_on = (SELECT min(due_on) FROM touch WHERE client_id = client.id
        AND state = 'planned' AND fit = '' AND deleted_at IS NULL) WHERE id IN (SELECT value FROM json_each(:ids))""",
        {"ids": json.dumps(list(client_ids))},
    )
    changes.touched(session, Entity.TOUCH)


def next_if_done(session: Session, touch_id: str, *, on: date) -> NextTouch | None:
    """What the plan will hold next once this touch is done on that day (D-2.8); None when nothing follows.

    A touch that recurs is followed by the next of its own activity, any other by whatever comes first.
    """
    row = get(session, touch_id)
    facts = next(planning_facts.gather(session, [row.client_id], today=on), None)
    if facts is None:
        return None
    planning = _Planning(session, today=on, until=on)
    lines = planning.lines(facts, policies.overrides(session, [row.client_id]))
    weeks = timedelta(weeks=setting(session, "weeks_ahead"))
    until = on + max(weeks, timedelta(days=2 * max((line.ideal_days for line in lines), default=0)))
    planned = planning.placed(_as_if_done(facts, row, on), lines, until=until)
    coming = [NextTouch(each.touch.due_on, each.touch.activity, each.touch.channel) for each in planned]
    coming += _held(session, row)
    recurs = row.activity in periodic.CADENCES
    wanted = [each for each in coming if each.on > on and (not recurs or each.activity == row.activity)]
    return min(wanted, key=lambda each: each.on, default=None)


def _as_if_done(facts: ClientFacts, row: Touch, on: date) -> ClientFacts:
    """The facts as they will be: the clock set, the touch closed, its promise kept."""
    answered = {each: on for each in Activity if satisfies(each, Channel(row.channel), row.activity)}
    this = (row.plan_key, row.activity, row.due_on)
    return replace(
        facts,
        contact_on=max(facts.contact_on or on, on),
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
    if row.channel == Channel.CALL:
        row.result, row.tried_at = TouchResult.REACHED.value, identity.now()
    return row


def move(session: Session, touch_id: str, *, to: date, today: date) -> Touch:
    """Put a touch on another day, for good: planning again does not move it back."""
    row = _put(get_open(session, touch_id), to, today)
    replan(session, row.client_id, today=today)
    return row


def put_open(session: Session, touch_id: str, *, to: date, today: date) -> Touch | None:
    """``move`` for one of many, that are planned together afterwards; None for one that was settled meanwhile."""
    row = session.get(Touch, touch_id)
    is_open = row is not None and row.deleted_at is None and row.state == TouchState.PLANNED
    return _put(row, to, today) if row is not None and is_open else None


def _put(row: Touch, to: date, today: date) -> Touch:
    if to < today:
        raise Invalid("date", "touch.moved_to_past", on=to.isoformat())
    check_day(to)
    row.due_on, row.is_pinned, row.fit = to, True, ""
    row.earliest_on, row.latest_on = min(row.earliest_on, to), max(row.latest_on, to)
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
    row.owner, row.is_pinned, row.fit = names.clean(to, 64), True, ""
    replan(session, row.client_id, today=today)
    return row


def note_try(session: Session, touch_id: str, *, result: TouchResult) -> Touch:
    """A call that reached nobody or is to be made later; it stays on the list, the number of tries in view."""
    row = get_open(session, touch_id)
    row.result, row.tried_at = result.value, identity.now()
    row.tries += result is TouchResult.MISSED
    return row


def forget_sources(session: Session) -> None:
    """Take back what was planned for events that are closed or gone; what a person changed stays."""
    session.flush()
    sql = """SELECT t.id, t.client_id FROM touch t
        LEFT JOIN environment_event e ON e.id = t.source_id AND e.deleted_at IS NULL AND e.closed_on IS NULL
        LEFT JOIN interest_event i ON i.id = t.source_id AND i.deleted_at IS NULL
        WHERE t.source_id IS NOT NULL AND t.kind IN ('environment', 'interest') AND t.state = 'planned'
        AND NOT t.is_pinned AND t.deleted_at IS NULL AND e.id IS NULL AND i.id IS NULL"""
    gone = plain_rows.rows(session, sql, {})
    changes.update_derived(session, Touch, ("deleted_at",), [(changes.plain(identity.now()), row[0]) for row in gone])
    refresh_next(session, [row[1] for row in gone])
    session.expire_all()


def get_open(session: Session, touch_id: str) -> Touch:
    """A touch that can still be worked on; refuses one that was done or skipped."""
    row = get(session, touch_id)
    if row.state != TouchState.PLANNED:
        raise Refused("touch.already_closed")
    return row


def _bring_in_line(session: Session, client_ids: Sequence[str], wanted: dict[str, tuple[Any, ...]]) -> Planned:
    columns = ", ".join(f'"{name}"' for name in plan_rows.PLANNED)
    sql = f"""SELECT {columns}, id, revision FROM touch WHERE client_id IN (SELECT value FROM json_each(:ids))
        AND state = 'planned' AND NOT is_pinned AND deleted_at IS NULL"""
    have = {row[-2]: row for row in plain_rows.rows(session, sql, {"ids": json.dumps(list(client_ids))})}
    gone = [row for row_id, row in have.items() if row_id not in wanted]
    fresh = [row_id for row_id in wanted if row_id not in have]
    put_away = _put_away(session, fresh)
    width = len(plan_rows.PLANNED)
    moved = [row for row_id, row in wanted.items() if row_id in have and have[row_id][:width] != row[:width]]
    _take_back(session, gone)
    changes.insert_derived(
        session, Touch, plan_rows.WRITTEN, [wanted[row_id] for row_id in fresh if row_id not in put_away]
    )
    changes.update_derived(session, Touch, plan_rows.PLANNED, [(*row[:width], row[width]) for row in moved])
    changes.update_derived(
        session,
        Touch,
        (*plan_rows.PLANNED, *_BACK),
        [(*wanted[each][:width], *_BACK.values(), each) for each in put_away],
    )
    if gone or moved or put_away:
        for row in [each for each in session.identity_map.values() if isinstance(each, Touch)]:
            session.expire(row)
    fit = plan_rows.PLANNED.index("fit")
    unplaced = sum(1 for row in wanted.values() if row[fit])
    return Planned(len(fresh), len(wanted) - len(fresh), len(gone), unplaced)


_BACK = {"state": TouchState.PLANNED.value, "is_pinned": 0, "deleted_at": None, "done_on": None}


def _put_away(session: Session, ids: Sequence[str]) -> set[str]:
    """Those of these touches that are there but deleted: they are brought back rather than made twice."""
    sql = "SELECT id FROM touch WHERE id IN (SELECT value FROM json_each(:ids)) AND deleted_at IS NOT NULL"
    return {row[0] for row in plain_rows.rows(session, sql, {"ids": json.dumps(list(ids))})}


def _take_back(session: Session, gone: Sequence[plain_rows.Row]) -> None:
    """Delete what only the planner ever touched. What a person's change is logged for, and the call of an event, which
    goes on counting, are put away."""
    execute, kind = plain_rows.reader(session), plan_rows.PLANNED.index("kind")
    only_planned = [row[-2] for row in gone if row[-1] == 1 and row[kind] != TouchKind.ENVIRONMENT]
    logged = [row[-2] for row in gone if row[-1] > 1 or row[kind] == TouchKind.ENVIRONMENT]
    if only_planned:
        sql = "DELETE FROM touch WHERE id IN (SELECT value FROM json_each(:ids))"
        execute(sql, {"ids": json.dumps(list(only_planned))})
    changes.update_derived(session, Touch, ("deleted_at",), [(changes.plain(identity.now()), each) for each in logged])
