"""Visits as lists read them: which there are, what is late, and a line of each (D-6.1)."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kam_desktop.core.list_filters import among, visit_ids
from kam_desktop.core.rules import names
from kam_desktop.core.rules.kinds import VisitState
from kam_desktop.core.settings import get as setting
from kam_desktop.core.store.tables import Client, Visit
from kam_desktop.core.visit_drafts import OPEN_STATES


class VisitRow(NamedTuple):
    """One line of the visit list. ``report_due_on`` is None once the report was handed in or the visit called off.

    ``late_days`` of a report that was handed in: how many days after it was due, 0 for in time.
    """

    id: str
    on: date
    started_at: time | None
    client_id: str
    client: str
    tier: str
    objective: str
    state: VisitState
    report_due_on: date | None
    owner: str
    late_days: int | None = None
    version: int = 1


def ids(
    session: Session, *, states: Sequence[VisitState] = (), text: str = "", client_id: str = "", owner: str = "",
    first_on: date | None = None, last_on: date | None = None, late_on: date | None = None,
) -> list[str]:  # fmt: skip
    """The ids of the visit list, the newest day first, within a day in the order of the clock.

    ``late_on``: those only whose report is late on that day.
    """
    statement = _among(session, select(Visit.id), text, owner, first_on, last_on)
    if states:
        statement = statement.where(Visit.state.in_([state.value for state in states]))
    if client_id:
        statement = statement.where(Visit.client_id == client_id)
    if late_on is not None:
        statement = statement.where(_is_late(session, late_on))
    by_clock = (Visit.on.desc(), Visit.started_at.is_(None), Visit.started_at, Visit.id.desc())
    return list(session.scalars(statement.order_by(*by_clock)))


def counts(
    session: Session, *, text: str = "", owner: str = "", first_on: date | None = None, last_on: date | None = None
) -> dict[VisitState, int]:
    """How many visits are in each state; a state without any is 0."""
    found = session.execute(
        _among(session, select(Visit.state, func.count()), text, owner, first_on, last_on).group_by(Visit.state)
    )
    return dict.fromkeys(VisitState, 0) | {VisitState(state): number for state, number in found}


def late_count(
    session: Session, *, today: date, text: str = "", owner: str = "", first_on: date | None = None,
    last_on: date | None = None,
) -> int:  # fmt: skip
    """How many reports are late (D-6.1)."""
    statement = _among(session, select(func.count()).select_from(Visit), text, owner, first_on, last_on)
    return int(session.scalar(statement.where(_is_late(session, today))) or 0)


def owners(session: Session) -> list[str]:
    """Whose visits there are."""
    known = select(Visit.owner).where(Visit.deleted_at.is_(None), Visit.owner != "").distinct()
    return sorted(session.scalars(known), key=names.sort_key)


def rows(session: Session, wanted: Sequence[str]) -> list[VisitRow]:
    """The lines for a slice of ids, in its order."""
    days = timedelta(days=int(setting(session, "report_days")))
    found = session.execute(
        select(
            Visit.id, Visit.on, Visit.started_at, Visit.client_id, Client.short_name, Client.tier, Visit.objective,
            Visit.state, Visit.owner, Visit.submitted_at, Visit.version,
        ).join(Client, Client.id == Visit.client_id).where(Visit.id.in_(wanted))
    )  # fmt: skip
    by_id = {}
    for row in found:
        state = VisitState(row.state)
        due = row.on + days if row.on and state is not VisitState.CANCELLED else None
        late = late_days(due, row.submitted_at)
        by_id[row.id] = VisitRow(*row[:7], state, due if late is None else None, row.owner, late, row.version)
    return [by_id[each] for each in wanted if each in by_id]


def report_due_on(session: Session, row: Visit) -> date:
    """The day by which the report must be in (D-6.1)."""
    return row.on + timedelta(days=int(setting(session, "report_days")))


def late_days(due_on: date | None, submitted_at: datetime | None) -> int | None:
    """How many days after it was due a report was handed in, 0 for in time; None while it is not in."""
    if due_on is None or submitted_at is None:
        return None
    return max(0, (submitted_at.astimezone().date() - due_on).days)


def _among(session: Session, statement: Any, text: str, owner: str, first_on: date | None, last_on: date | None) -> Any:
    statement = statement.join(Client, Client.id == Visit.client_id)
    statement = statement.where(Visit.deleted_at.is_(None), Client.deleted_at.is_(None))
    if text:
        statement = statement.where(among(Visit.id, visit_ids(session, text)))
    if owner:
        statement = statement.where(Visit.owner == owner)
    if first_on is not None:
        statement = statement.where(Visit.on >= first_on)
    return statement if last_on is None else statement.where(Visit.on <= last_on)


def _is_late(session: Session, today: date) -> Any:
    days = timedelta(days=int(setting(session, "report_days")))
    is_open = Visit.state.in_([state.value for state in OPEN_STATES])
    return is_open & Visit.submitted_at.is_(None) & (Visit.on < today - days)
