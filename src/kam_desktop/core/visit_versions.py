"""Corrections of accepted reports: a new row that names the old, and what differs between two (D-6.5).

The old row is put away, so that no list counts a visit twice, and stays readable here. What belongs to the visit
itself (promises, gifts, photos, its entry on the client's clock) goes along to the newest version.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from difflib import SequenceMatcher
from typing import Any, Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import commitments, drafts, interactions, row_pasts, visit_rows, visits
from kam_desktop.core.errors import Invalid, NotFound, Refused
from kam_desktop.core.identity import now
from kam_desktop.core.rules import text_diff
from kam_desktop.core.rules.kinds import CommitmentState, Side, TouchState, VisitState
from kam_desktop.core.rules.text_diff import Op, Piece
from kam_desktop.core.store.tables import Batch, Commitment, Contact, Interaction, Touch, Visit
from kam_desktop.core.visit_drafts import CommitmentDraft, VisitDraft

TEXTS: Final = ("place", "objective", "agenda", "discussed", "needs", "competitors", "next_step")
VALUES: Final = ("on", "started_at", "ended_at", "arrived_at", "left_at", "impression", "next_visit_on")
NAMES: Final = ("contacts", "participant_names", "colleagues", "to_bring")
_COPIED: Final = (
    "client_id", "on", "started_at", "ended_at", "arrived_at", "left_at", "place", "contact_ids", "participant_names",
    "colleagues", "objective", "agenda", "to_bring", "discussed", "needs", "competitors", "impression", "next_step",
    "next_visit_on", "owner", "touch_id", "submitted_at",
)  # fmt: skip
_OF_REPORT: Final[dict[Any, tuple[str, ...]]] = {
    Commitment: ("text", "due_on", "owner", "side", "deleted_at"),
    Interaction: ("on", "outcome", "contact_ids"),
}
_OF_TOUCH: Final = ("due_on", "earliest_on", "latest_on", "is_pinned", "deleted_at")
_MOST: Final = 1_000  # rows of one chain


class Version(NamedTuple):
    """One version of a report, the newest first in a list. ``made_at`` is when it was begun."""

    id: str
    version: int
    state: VisitState
    made_at: datetime | None
    author: str
    submitted_at: datetime | None
    reviewer: str
    reviewed_at: datetime | None
    is_current: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that differs. ``pieces`` of a text, ``rows`` of a list (what went, what came), else both values."""

    field: str
    before: Any = None
    after: Any = None
    pieces: tuple[Piece, ...] = ()
    rows: tuple[tuple[Op, Any], ...] = ()


class Content(NamedTuple):
    """What a version says, with the names of the client's people who took part."""

    draft: VisitDraft
    contacts: tuple[str, ...]


def correct(session: Session, visit_id: str) -> str:
    """Begin a correction of an accepted report: the new version is written on, and the lead reviews it again."""
    row = visits.get(session, visit_id)
    if row.state != VisitState.ACCEPTED:
        raise Refused("visit.not_accepted")
    made = Visit(
        scope_id=row.scope_id, state=VisitState.REPORTED.value, version=row.version + 1, corrects_id=row.id,
        expenses=list(row.expenses), **{name: getattr(row, name) for name in _COPIED},
    )  # fmt: skip
    session.add(made)
    session.flush()
    visit_rows.hand_over(session, row.id, made.id)
    row.deleted_at = now()
    return made.id


def revise(session: Session, visit_id: str, draft: VisitDraft, *, today: date) -> str:
    """A whole correction in one go: begun and written. Raises Invalid where it is another client's."""
    row = visits.get(session, visit_id)
    if draft.client_id != row.client_id:
        raise Invalid("client", "visit.other_client")
    made = correct(session, visit_id)
    kept = {each.text: each for each in commitments.of_visit(session, made)}
    named = tuple(
        replace(each, id=kept[each.text].id, owner=each.owner or kept[each.text].owner) if each.text in kept else each
        for each in draft.commitments
    )
    visits.record(session, replace(draft, commitments=named), today=today, visit_id=made)
    return made


def drop(session: Session, visit_id: str, *, today: date) -> str:
    """Give a correction up that was not accepted: the version before holds again. Returns its id."""
    row = visits.get(session, visit_id)
    if row.corrects_id is None or row.state not in visits.OPEN_STATES:
        raise Refused("visit.no_correction")
    old = session.get(Visit, row.corrects_id)
    made = row_pasts.made_by(session, row.id)
    if old is None or made is None:
        raise NotFound("visit.not_found", id=row.corrects_id)
    for table, names in _OF_REPORT.items():
        _restore(session, table, names, row.id, made.id)
    _restore_touches(session, row, made.id)
    visit_rows.hand_over(session, row.id, old.id)
    row.deleted_at, old.deleted_at = now(), None
    drafts.drop(session, f"visit:{row.id}")
    session.flush()
    interactions.settle(session, old.client_id, today=today)
    return old.id


def read(session: Session, visit_id: str) -> Visit:
    """A visit by id, one that a correction replaced too. Raises NotFound."""
    row = session.get(Visit, visit_id)
    if row is None or (row.deleted_at is not None and newest_id(session, visit_id) == visit_id):
        raise NotFound("visit.not_found", id=visit_id)
    return row


def newest_id(session: Session, visit_id: str) -> str:
    """The id of the version that holds: itself where nothing replaced it."""
    row = session.get(Visit, visit_id)
    if row is None or row.deleted_at is None:
        return visit_id
    later = {each.corrects_id: each.id for each in _corrections(session, row.client_id)}
    at = visit_id
    for _ in range(_MOST):
        if at not in later:
            break
        at = later[at]
    return at


def versions(session: Session, visit_id: str) -> tuple[Version, ...]:
    """All versions of a report from the one that holds back to the first; one for most."""
    found: list[Version] = []
    at: str | None = newest_id(session, visit_id)
    while at and len(found) < _MOST:
        row = session.get(Visit, at)
        if row is None:
            break
        made = row_pasts.made_by(session, row.id)
        batch = session.get(Batch, made.batch_id) if made else None
        found.append(
            Version(
                row.id, row.version, VisitState(row.state), batch.at if batch else None,
                batch.author if batch else row.created_by, row.submitted_at, row.reviewer, row.reviewed_at,
                row.deleted_at is None,
            )
        )  # fmt: skip
        at = row.corrects_id
    return tuple(found)


def content(session: Session, visit_id: str) -> Content:
    """What a version says; one that was replaced as it stood then."""
    row = read(session, visit_id)
    draft = visits.draft_of(session, row)
    if row.deleted_at is not None:
        after = next(each for each in _corrections(session, row.client_id) if each.corrects_id == row.id)
        made = row_pasts.made_by(session, after.id)
        chain = [each.id for each in versions(session, visit_id)]
        draft = replace(draft, commitments=_promises(session, chain, row.id, made.id) if made else ())
    return Content(draft, _names(session, draft.contact_ids))


def differences(session: Session, before_id: str, after_id: str) -> tuple[Difference, ...]:
    """What differs between two versions, field by field in the order of the report."""
    return compare(content(session, before_id), content(session, after_id))


def since_return(session: Session, visit_id: str) -> tuple[Difference, ...]:
    """What the manager changed since the lead returned the report; empty where it never was."""
    row = visits.get(session, visit_id)
    change = row_pasts.last_set(session, visit_id, "state", VisitState.RETURNED.value)
    if change is None:
        return ()
    past = row_pasts.before(session, Visit, [visit_id], change.id)[visit_id]
    spent = visits.expenses_of(past["expenses"])
    plain = {name: past[name] for name in (*TEXTS, *VALUES, *NAMES[1:], "contact_ids")}
    made = _promises(session, [visit_id], visit_id, change.id)
    draft = VisitDraft(row.client_id, expenses=spent, commitments=made, **plain)
    return compare(Content(draft, _names(session, draft.contact_ids)), content(session, visit_id))


def compare(before: Content, after: Content) -> tuple[Difference, ...]:
    """The fields that differ between two contents."""
    found: list[Difference] = []
    for name in _ORDER:
        was, now_is = _said(before, name), _said(after, name)
        if was == now_is:
            continue
        if name in TEXTS:
            found.append(Difference(name, pieces=text_diff.pieces(was, now_is)))
        elif name in VALUES:
            found.append(Difference(name, was, now_is))
        else:
            found.append(Difference(name, rows=_rows(was, now_is)))
    return tuple(found)


def _said(content: Content, name: str) -> Any:
    if name == "contacts":
        return content.contacts
    if name == "commitments":
        return tuple(replace(each, id=None) for each in content.draft.commitments)
    return getattr(content.draft, name)


_ORDER: Final = (
    "on", "started_at", "ended_at", "arrived_at", "left_at", "place", "contacts", "participant_names", "colleagues", "objective", "agenda", "to_bring",
    "discussed", "needs", "competitors", "impression", "commitments", "next_step", "next_visit_on", "expenses",
)  # fmt: skip


def _rows(before: Sequence[Any], after: Sequence[Any]) -> tuple[tuple[Op, Any], ...]:
    found: list[tuple[Op, Any]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [(Op.SAME, each) for each in before[i1:i2]]
        else:
            found += [(Op.GONE, each) for each in before[i1:i2]] + [(Op.NEW, each) for each in after[j1:j2]]
    return tuple(found)


def _corrections(session: Session, client_id: str) -> Sequence[Any]:
    """(id, corrects_id) of a client's corrections, one a corrected row: the newest, for others were given up."""
    found = session.execute(
        select(Visit.id, Visit.corrects_id)
        .where(Visit.client_id == client_id, Visit.corrects_id.is_not(None))
        .order_by(Visit.deleted_at.is_(None), Visit.id)
    ).all()
    return list({row.corrects_id: row for row in found}.values())


def _restore(session: Session, table: Any, names: Sequence[str], visit_id: str, change_id: int) -> None:
    """Bring back what the correction changed in rows that it took over; what it made is put away."""
    rows: dict[str, Any] = {row.id: row for row in session.scalars(select(table).where(table.visit_id == visit_id))}
    past = row_pasts.before(session, table, list(rows), change_id)
    for row_id, row in rows.items():
        if row_id not in past:
            row.deleted_at = row.deleted_at or now()
            continue
        for name in names:
            setattr(row, name, past[row_id][name])
    session.flush()


def _restore_touches(session: Session, visit: Visit, change_id: int) -> None:
    """The next visit that was booked, and reminders that a person had put on their day: those of promises that the
    correction took back come back there. What was done meanwhile is done."""
    promised = select(Commitment.id).where(Commitment.visit_id == visit.id, Commitment.state == CommitmentState.OPEN)
    keys = [f"commitment:{each}" for each in session.scalars(promised)]
    is_meant = (Touch.visit_id == visit.id) | (Touch.plan_key.in_(keys) & Touch.deleted_at.is_not(None))
    rows = session.scalars(
        select(Touch).where(Touch.client_id == visit.client_id, Touch.state == TouchState.PLANNED, is_meant)
    ).all()
    past = row_pasts.before(session, Touch, [row.id for row in rows], change_id)
    for row in rows:
        before = past.get(row.id)
        if before is None:
            row.deleted_at = row.deleted_at or now()
        elif row.visit_id == visit.id or (before["is_pinned"] and before["deleted_at"] is None):
            for name in _OF_TOUCH:
                setattr(row, name, before[name])
    session.flush()


def _promises(session: Session, chain: Sequence[str], visit_id: str, change_id: int) -> tuple[CommitmentDraft, ...]:
    """The promises of a visit as they stood before a change, wherever they have gone since."""
    ids = list(session.scalars(select(Commitment.id).where(Commitment.visit_id.in_(chain)).order_by(Commitment.id)))
    past = row_pasts.before(session, Commitment, ids, change_id)
    rows = [past[each] for each in ids if each in past]
    return tuple(
        CommitmentDraft(row["text"], row["due_on"], row["owner"], Side(row["side"]), row["id"])
        for row in rows
        if row["visit_id"] == visit_id and row["deleted_at"] is None
    )


def _names(session: Session, contact_ids: Sequence[str]) -> tuple[str, ...]:
    found = session.execute(select(Contact.id, Contact.name).where(Contact.id.in_(contact_ids)))
    known = {row.id: row.name for row in found}
    return tuple(known[each] for each in contact_ids if each in known)
