"""Delivered value, scored with the client and compared over time (D-8.3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import clients
from kam_desktop.core.errors import Conflict, Invalid, NotFound
from kam_desktop.core.identity import now
from kam_desktop.core.rules import names
from kam_desktop.core.rules.delivered_value import BEST, COSTS, VALUES, Delivered, reckon
from kam_desktop.core.store.tables import ValueScore


@dataclass(frozen=True, slots=True)
class ScoreDraft:
    """One scoring: 1 to 5 by the names of ``VALUES`` and ``COSTS``; what was not spoken of is left out."""

    on: date
    scores: Mapping[str, int] = field(default_factory=dict)
    notes: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One scoring as it is shown."""

    id: str
    on: date
    scores: Mapping[str, int | None]
    delivered: Delivered
    notes: str
    author: str
    revision: int


def add(session: Session, client_id: str, draft: ScoreDraft, *, today: date) -> str:
    """Keep a scoring; returns its id."""
    clients.get(session, client_id)
    row = ValueScore(client_id=client_id, scope_id=client_id, on=draft.on)
    _fill(row, draft, today)
    session.add(row)
    return row.id


def edit(session: Session, score_id: str, draft: ScoreDraft, *, today: date) -> None:
    """Save an edited scoring; refuses when somebody saved it meanwhile."""
    row = get(session, score_id)
    if row.revision != draft.revision:
        raise Conflict("record.changed_meanwhile")
    _fill(row, draft, today)


def remove(session: Session, score_id: str) -> None:
    """Take a scoring away; undo brings it back."""
    get(session, score_id).deleted_at = now()


def get(session: Session, score_id: str) -> ValueScore:
    """One scoring by id."""
    row = session.get(ValueScore, score_id)
    if row is None or row.deleted_at is not None:
        raise NotFound("value_score.not_found")
    return row


def of_client(session: Session, client_id: str) -> list[ScoreRow]:
    """A client's scorings by day, the oldest first."""
    rows = session.scalars(
        select(ValueScore)
        .where(ValueScore.client_id == client_id, ValueScore.deleted_at.is_(None))
        .order_by(ValueScore.on, ValueScore.id)
    )
    found = []
    for row in rows:
        scores = {name: getattr(row, name) for name in (*VALUES, *COSTS)}
        found.append(ScoreRow(row.id, row.on, scores, reckon(scores), row.notes, row.created_by, row.revision))
    return found


def _fill(row: ValueScore, draft: ScoreDraft, today: date) -> None:
    if draft.on > today:
        raise Invalid("on", "value_score.in_future", on=draft.on.isoformat())
    if not draft.scores:
        raise Invalid("scores", "value_score.nothing")
    for name, score in draft.scores.items():
        if name not in (*VALUES, *COSTS) or not 1 <= score <= BEST:
            raise Invalid(name, "value_score.range", most=BEST)
    row.on, row.notes = draft.on, names.clean(draft.notes, 65_536)
    for name in (*VALUES, *COSTS):
        setattr(row, name, draft.scores.get(name))
