"""Promises: who, what, by when; ours become touches before they fall due (D-6.2)."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import touches
from kam_desktop.core.errors import NotFound, Refused
from kam_desktop.core.identity import now
from kam_desktop.core.rules.kinds import Activity, CommitmentState, Side, TouchState
from kam_desktop.core.store import plain_rows
from kam_desktop.core.store.tables import Commitment, Touch

_OURS_OPEN = f"""SELECT m.id, m.client_id, c.short_name, c.tier, m.text, m.owner, v."on", m.due_on FROM commitment m
    JOIN client c ON c.id = m.client_id LEFT JOIN visit v ON v.id = m.visit_id
    WHERE m.state = 'open' AND m.side = 'ours' AND m.deleted_at IS NULL AND c.deleted_at IS NULL
    AND c.owner NOT IN ({plain_rows.ELSEWHERE})
    ORDER BY m.due_on IS NULL, m.due_on, m.id"""


class OpenPromise(NamedTuple):
    """A promise of ours; ``since`` is the day of the visit at which it was made."""

    id: str
    client_id: str
    client: str
    tier: str
    text: str
    owner: str
    since: date | None
    due_on: date | None


def add(
    session: Session, client_id: str, *, text: str, owner: str = "", side: Side = Side.OURS, due_on: date | None = None,
    visit_id: str | None = None,
) -> Commitment:  # fmt: skip
    """Note a promise; the caller plans the client again."""
    row = Commitment(
        scope_id=client_id,
        client_id=client_id,
        visit_id=visit_id,
        text=text,
        owner=owner,
        side=side.value,
        due_on=due_on,
    )
    session.add(row)
    return row


def settle(session: Session, commitment_id: str, *, today: date, is_kept: bool = True) -> None:
    """Say whether a promise was kept."""
    row = session.get(Commitment, commitment_id)
    if row is None:
        raise NotFound("commitment.not_found")
    row.state = (CommitmentState.KEPT if is_kept else CommitmentState.BROKEN).value
    row.settled_on = today
    put_reminder_away(session, commitment_id)
    touches.replan(session, row.client_id, today=today)


def move(session: Session, commitment_id: str, *, to: date, today: date) -> None:
    """Promise it for another day; its reminder follows."""
    touches.check_day(to)
    row = session.get(Commitment, commitment_id)
    if row is None or row.deleted_at is not None:
        raise NotFound("commitment.not_found")
    if row.state != CommitmentState.OPEN:
        raise Refused("commitment.already_settled")
    row.due_on = to
    put_reminder_away(session, commitment_id)
    touches.replan(session, row.client_id, today=today)


def put_reminder_away(session: Session, commitment_id: str) -> None:
    """A promise that is settled or gone no longer reminds, wherever a person had put its touch."""
    held = session.scalars(
        select(Touch).where(
            Touch.plan_key == f"commitment:{commitment_id}", Touch.state == TouchState.PLANNED, Touch.is_pinned,
            Touch.deleted_at.is_(None),
        )
    )  # fmt: skip
    for touch in held:
        touch.deleted_at = now()


def of_touch(touch: Touch) -> str | None:
    """The promise that a touch reminds of."""
    if touch.activity != Activity.COMMITMENT or touch.state != TouchState.PLANNED:
        return None
    return touch.plan_key.partition(":")[2] or None


def open_of_client(session: Session, client_id: str) -> Sequence[Commitment]:
    """A client's open promises, the next due first."""
    return session.scalars(
        select(Commitment)
        .where(
            Commitment.client_id == client_id,
            Commitment.state == CommitmentState.OPEN,
            Commitment.deleted_at.is_(None),
        )
        .order_by(Commitment.due_on.is_(None), Commitment.due_on, Commitment.id)
    ).all()


def ours_open(session: Session) -> list[OpenPromise]:
    """All our open promises, the next due first."""
    found = plain_rows.rows(session, _OURS_OPEN, {})
    return [OpenPromise._make((*row[:6], plain_rows.day(row[6]), plain_rows.day(row[7]))) for row in found]


def of_visit(session: Session, visit_id: str) -> Sequence[Commitment]:
    """The promises made at a visit, in the order they were noted."""
    return session.scalars(
        select(Commitment)
        .where(Commitment.visit_id == visit_id, Commitment.deleted_at.is_(None))
        .order_by(Commitment.id)
    ).all()
