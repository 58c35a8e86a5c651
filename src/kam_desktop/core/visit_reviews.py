"""The lead's remarks in the margin of a report, what the manager answers, and who may review whom (D-6.1)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kam_desktop.core.errors import Invalid, NotFound, Refused
from kam_desktop.core.identity import now
from kam_desktop.core.rules import names
from kam_desktop.core.rules.kinds import VisitState
from kam_desktop.core.settings import get as setting
from kam_desktop.core.settings import note
from kam_desktop.core.store.changes import actor_of
from kam_desktop.core.store.tables import Batch, Visit, VisitRemark

#: what a remark can stand beside; worded ``visit.field.<name>``
FIELDS: Final = (
    "on", "time", "place", "participants", "colleagues", "objective", "agenda", "discussed", "needs", "competitors", "impression",
    "commitments", "gifts", "next_step", "next_visit_on", "expenses", "photos",
)  # fmt: skip
_LONGEST: Final = 65_536


@dataclass(frozen=True, slots=True)
class RemarkDraft:
    """A remark; ``field`` is one of ``FIELDS`` or empty for all of the report, ``quote`` the passage meant."""

    text: str
    field: str = ""
    quote: str = ""


class Remark(NamedTuple):
    """A remark with its answer. ``settled_at`` is None while the manager has not dealt with it."""

    id: str
    visit_id: str
    field: str
    quote: str
    text: str
    author: str
    at: datetime
    answer: str
    settled_at: datetime | None


def add(session: Session, visit_id: str, draft: RemarkDraft) -> str:
    """Remark on a report that waits for its review."""
    row = session.get(Visit, visit_id)
    if row is None or row.deleted_at is not None:
        raise NotFound("visit.not_found", id=visit_id)
    if row.state != VisitState.SUBMITTED:
        raise Refused("visit.not_submitted")
    check_reviewer(session, row)
    if draft.field and draft.field not in FIELDS:
        raise Invalid("field", "visit.no_such_field", field=draft.field, known=", ".join(FIELDS))
    text = names.clean(draft.text, _LONGEST)
    if not text:
        raise Invalid("remark", "visit.remark_empty")
    made = VisitRemark(
        scope_id=row.client_id, visit_id=visit_id, field=draft.field, quote=names.clean(draft.quote, _LONGEST),
        text=text, author=actor_of(session).author,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made.id


def drop(session: Session, remark_id: str) -> None:
    """Take a remark back while the report waits for its review; undo brings it back."""
    row = _get(session, remark_id)
    _check_state(session, row, VisitState.SUBMITTED)
    row.deleted_at = now()


def answer(session: Session, remark_id: str, text: str = "") -> None:
    """The manager dealt with a remark, and says how; without words it is ticked off."""
    row = _get(session, remark_id)
    _check_state(session, row, VisitState.RETURNED)
    row.answer, row.settled_at = names.clean(text, _LONGEST), now()


def reopen(session: Session, remark_id: str) -> None:
    """It is not dealt with after all; the answer stays to be written on."""
    row = _get(session, remark_id)
    _check_state(session, row, VisitState.RETURNED)
    row.settled_at = None


def of_visit(session: Session, visit_id: str) -> tuple[Remark, ...]:
    """All remarks on a report, those on all of it first, then in the order of the fields."""
    columns = [getattr(VisitRemark, name) for name in Remark._fields]
    found = session.execute(
        select(*columns)
        .where(VisitRemark.visit_id == visit_id, VisitRemark.deleted_at.is_(None))
        .order_by(VisitRemark.at, VisitRemark.id)
    )
    order = {name: place for place, name in enumerate(("", *FIELDS))}
    return tuple(sorted((Remark(*row) for row in found), key=lambda each: order.get(each.field, len(order))))


def open_count(session: Session, visit_id: str) -> int:
    """How many remarks are not dealt with."""
    return session.scalar(
        select(func.count())
        .select_from(VisitRemark)
        .where(VisitRemark.visit_id == visit_id, VisitRemark.deleted_at.is_(None), VisitRemark.settled_at.is_(None))
    ) or 0  # fmt: skip


class Reviewer(NamedTuple):
    """Who sits at the desk and who is named as lead; ``lead`` is empty where nobody is.

    ``names`` are all that were written under on this device: another name makes a report no other's.
    """

    author: str
    lead: str
    names: frozenset[str] = frozenset()

    def may_review(self, manager: str) -> bool:
        """Whether this person may review a report of that manager: not their own, unless they are the lead."""
        return bool(self.author.strip()) and (not self.lead or self.lead == self.author or not self.is_own(manager))

    def is_own(self, manager: str) -> bool:
        """Whether a report of that manager is this person's: it is done when it is handed in, not theirs to judge."""
        return manager in ("", self.author) or manager in self.names


def reviewer(session: Session) -> Reviewer:
    """The person whose store this is, and the lead of the settings."""
    used = select(Batch.author).where(Batch.device_id == note(session, "device_id")).distinct()
    lead = str(setting(session, "lead")).strip()
    return Reviewer(note(session, "author"), lead, frozenset(session.scalars(used)))


def check_reviewer(session: Session, row: Visit) -> None:
    """Nobody reviews a report of their own, but the lead who is named in the settings, or all where none is."""
    seen = reviewer(session)
    if not seen.author.strip():
        raise Refused("visit.reviewer_unnamed")
    if not seen.may_review(row.owner):
        raise Refused("visit.own_report", lead=seen.lead)


def _get(session: Session, remark_id: str) -> VisitRemark:
    row = session.get(VisitRemark, remark_id)
    if row is None or row.deleted_at is not None:
        raise NotFound("visit.remark_not_found", id=remark_id)
    return row


def _check_state(session: Session, row: VisitRemark, wanted: VisitState) -> None:
    if session.scalar(select(Visit.state).where(Visit.id == row.visit_id)) != wanted:
        raise Refused(f"visit.not_{wanted}")
