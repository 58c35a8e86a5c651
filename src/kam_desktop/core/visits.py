"""Visits: planned, reported, submitted, reviewed (D-6.1, D-6.2)."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import clients, commitments, drafts, interactions, touches, visit_drafts, visit_reviews
from kam_desktop.core.errors import Invalid, NotFound, Refused
from kam_desktop.core.identity import now
from kam_desktop.core.rules import expenses, names
from kam_desktop.core.rules.kinds import Channel, Side, TouchState, VisitState
from kam_desktop.core.store.changes import actor_of
from kam_desktop.core.store.tables import Interaction, Touch, Visit
from kam_desktop.core.visit_drafts import LONG_TEXTS, LONGEST, OPEN_STATES, CommitmentDraft, ExpenseDraft, VisitDraft
from kam_desktop.core.visit_reviews import RemarkDraft

_HANDED_IN = frozenset({VisitState.SUBMITTED, VisitState.ACCEPTED})
__all__ = [
    "LONG_TEXTS", "OPEN_STATES", "CommitmentDraft", "ExpenseDraft", "VisitDraft", "cancel", "draft_of", "expenses_of",
    "get", "plan", "record", "review", "revise", "submit", "withdraw",
]  # fmt: skip


def plan(session: Session, draft: VisitDraft, *, today: date) -> str:
    """Plan a visit; the touch it answers, named or the one that waits, moves to that day and stays there."""
    _check(session, draft)
    clients.get(session, draft.client_id)
    row = _new(session, draft)
    session.add(row)
    session.flush()
    _fill(row, draft)
    touch = touches.get_open(session, draft.touch_id) if draft.touch_id else _waiting(session, row)
    if touch is not None:
        row.touch_id = touch.id
        touch.visit_id, touch.is_pinned, touch.due_on = row.id, True, draft.on
        touch.earliest_on, touch.latest_on = min(touch.earliest_on, draft.on), max(touch.latest_on, draft.on)
    touches.replan(session, draft.client_id, today=today)
    return row.id


def revise(session: Session, visit_id: str, draft: VisitDraft, *, today: date) -> None:
    """Save a planned visit again: it stays a plan, and the touch it answers moves along."""
    _check(session, draft)
    row = _open(session, visit_id)
    if row.state != VisitState.PLANNED:
        raise Refused("visit.locked")
    _fill(row, draft)
    touch = touches.get(session, row.touch_id) if row.touch_id else None
    if touch is not None and touch.state == TouchState.PLANNED:
        touch.due_on = draft.on
    touches.replan(session, row.client_id, today=today)


def record(session: Session, draft: VisitDraft, *, today: date, visit_id: str | None = None) -> str:
    """Write the report of a visit that took place: promises become tasks, the clock is reset."""
    _check(session, draft)
    if draft.on > today:
        raise Invalid("on", "visit.in_future", on=draft.on.isoformat())
    clients.get(session, draft.client_id)
    row = _open(session, visit_id) if visit_id else _new(session, draft)
    is_first = row.state == VisitState.PLANNED
    session.add(row)
    session.flush()
    _fill(row, draft)
    if row.state != VisitState.RETURNED:  # that it was returned is seen until it is handed in again
        row.state = VisitState.REPORTED.value
    _keep_commitments(session, row, draft)
    _keep_interaction(session, row)
    _close_touch(session, row, is_first=is_first)
    _book_next(session, row, draft.next_visit_on, today)
    interactions.settle(session, row.client_id, today=today)
    drafts.drop(session, f"visit:{row.id}")
    return row.id


def submit(session: Session, visit_id: str) -> VisitState:
    """Hand the report in for review. One that comes again is as late as it was the first time."""
    row = get(session, visit_id)
    if row.state in _HANDED_IN:
        raise Refused(f"visit.{row.state}_already")
    if row.state not in (VisitState.REPORTED, VisitState.RETURNED):
        raise Refused("visit.not_reported")
    if not row.discussed.strip():
        raise Invalid("discussed", "visit.nothing_discussed")
    row.state, row.submitted_at = VisitState.SUBMITTED.value, row.submitted_at or now()
    return VisitState.SUBMITTED


def withdraw(session: Session, visit_id: str) -> VisitState:
    """Take a report back before it is reviewed, to write on; one that was returned before is so again."""
    row = get(session, visit_id)
    if row.state != VisitState.SUBMITTED:
        raise Refused("visit.accepted_already" if row.state == VisitState.ACCEPTED else "visit.not_submitted")
    state = VisitState.RETURNED if row.reviewed_at else VisitState.REPORTED
    row.state = state.value
    if state is VisitState.REPORTED and row.corrects_id is None:
        row.submitted_at = None
    return state


def review(session: Session, visit_id: str, *, accepted: bool, remark: str = "", field: str = "") -> VisitState:
    """Accept a submitted report, or return it with a remark: on one field, on all of it, or those in its margin.

    What is said of one field stands there alone.
    """
    row = get(session, visit_id)
    if row.state == VisitState.ACCEPTED:
        raise Refused("visit.accepted_already")
    if row.state != VisitState.SUBMITTED:
        raise Refused("visit.not_submitted")
    visit_reviews.check_reviewer(session, row)
    if not accepted and not remark.strip() and not visit_reviews.open_count(session, visit_id):
        raise Invalid("remark", "visit.return_needs_remark")
    if remark.strip() and (field or not accepted):
        visit_reviews.add(session, visit_id, RemarkDraft(remark, field))
    state = VisitState.ACCEPTED if accepted else VisitState.RETURNED
    row.state, row.review_remark = state.value, "" if field else names.clean(remark, 65_536)
    row.reviewer, row.reviewed_at = actor_of(session).author, now()
    return state


def cancel(session: Session, visit_id: str, *, reason: str, today: date) -> None:
    """Call off a planned visit, with the reason; its touch is due again."""
    row = _open(session, visit_id)
    if row.state != VisitState.PLANNED:
        raise Refused("visit.not_planned")
    if not reason.strip():
        raise Invalid("reason", "visit.cancel_needs_reason")
    touch = touches.get(session, row.touch_id) if row.touch_id else None
    if touch is not None and touch.visit_id == row.id:
        touch.visit_id = None
    row.state, row.cancel_reason = VisitState.CANCELLED.value, names.clean(reason, 65_536)
    touches.replan(session, row.client_id, today=today)


def get(session: Session, visit_id: str) -> Visit:
    """One visit by id."""
    row = session.get(Visit, visit_id)
    if row is None or row.deleted_at is not None:
        raise NotFound("visit.not_found", id=visit_id)
    return row


def draft_of(session: Session, row: Visit) -> VisitDraft:
    """All that the visit page shows of a stored visit."""
    made = tuple(
        CommitmentDraft(each.text, each.due_on, each.owner, Side(each.side), each.id)
        for each in commitments.of_visit(session, row.id)
    )
    spent = expenses_of(row.expenses)
    plain = {name: getattr(row, name) for name in _PLAIN}
    return VisitDraft(client_id=row.client_id, expenses=spent, commitments=made, **plain)


def expenses_of(kept: Any) -> tuple[ExpenseDraft, ...]:
    """The expenses as the store keeps them; a damaged one is left out."""
    return tuple(ExpenseDraft(**each) for each in expenses.readable(kept))


_PLAIN = (
    "on", "started_at", "ended_at", "place", "contact_ids", "participant_names", "colleagues", "objective", "agenda",
    "to_bring", "discussed", "needs", "competitors", "impression", "next_step", "next_visit_on", "touch_id",
    "arrived_at", "left_at",
)  # fmt: skip


def _new(session: Session, draft: VisitDraft) -> Visit:
    return Visit(
        scope_id=draft.client_id, client_id=draft.client_id, on=draft.on, owner=actor_of(session).author,
        touch_id=draft.touch_id,
    )  # fmt: skip


def _open(session: Session, visit_id: str) -> Visit:
    row = get(session, visit_id)
    if row.state not in OPEN_STATES:
        raise Refused("visit.locked")
    return row


def _check(session: Session, draft: VisitDraft) -> None:
    visit_drafts.check(draft)
    if draft.touch_id and touches.get(session, draft.touch_id).client_id != draft.client_id:
        raise NotFound("touch.not_found", id=draft.touch_id)


def _fill(row: Visit, draft: VisitDraft) -> None:
    for name in _PLAIN:
        value: Any = getattr(draft, name)
        if isinstance(value, str) and name in LONG_TEXTS:
            value = names.clean(value, LONGEST)
        elif isinstance(value, str) and name != "touch_id":
            value = names.clean(value)
        elif isinstance(value, tuple):
            value = tuple(names.clean(each, LONGEST) for each in value)
        if name != "touch_id" or value is not None:
            setattr(row, name, value)
    row.expenses = [_expense(each) for each in draft.expenses]


def _expense(draft: ExpenseDraft) -> dict[str, Any]:
    kept = {"text": names.clean(draft.text), "minor": draft.minor, "currency": draft.currency}
    return {**kept, "receipts": list(draft.receipts)} if draft.receipts else kept


def _keep_commitments(session: Session, row: Visit, draft: VisitDraft) -> None:
    known = {each.id: each for each in commitments.of_visit(session, row.id)}
    made = []
    for each in draft.commitments:
        text = names.clean(each.text, 65_536)
        if not text:
            continue
        if each.id in known:
            kept = known.pop(each.id)
            kept.text, kept.due_on, kept.owner, kept.side = text, each.due_on, each.owner, each.side.value
        else:
            new = commitments.add(
                session, row.client_id, text=text, owner=_owner(row, each), side=each.side, due_on=each.due_on,
                visit_id=row.id,
            )  # fmt: skip
            made.append(new)
    for new, new_id in zip(made, sorted(each.id for each in made), strict=True):
        new.id = new_id  # ids of one millisecond come in any order; promises stand as they were typed
    for gone in known.values():
        gone.deleted_at = now()
        commitments.put_reminder_away(session, gone.id)
    session.flush()


def _owner(row: Visit, promise: CommitmentDraft) -> str:
    """A promise of ours that names nobody is the visitor's; one of the client's stays without a name."""
    return names.clean(promise.owner, 64) or (row.owner if promise.side is Side.OURS else "")


def _keep_interaction(session: Session, row: Visit) -> None:
    """The visit as a contact on the client's clock; an edited report moves the same entry."""
    known = session.scalar(select(Interaction).where(Interaction.visit_id == row.id, Interaction.deleted_at.is_(None)))
    if known is None:
        interactions.record(
            session, row.client_id, channel=Channel.VISIT, on=row.on, outcome=row.discussed,
            contact_ids=row.contact_ids, activity=_activity(session, row), touch_id=row.touch_id, visit_id=row.id,
        )  # fmt: skip
    else:
        known.on, known.outcome, known.contact_ids = row.on, row.discussed, row.contact_ids


def _activity(session: Session, row: Visit) -> str:
    return touches.get(session, row.touch_id).activity if row.touch_id else ""


def _close_touch(session: Session, row: Visit, *, is_first: bool) -> None:
    """Close the touch this visit answers: the one it was planned from, else the visit that is due."""
    touch = touches.get(session, row.touch_id) if row.touch_id else _due_visit(session, row) if is_first else None
    if touch is not None and touch.state == TouchState.PLANNED:
        row.touch_id = touch.id
        touches.close(session, touch.id, on=row.on, outcome=row.discussed[:200])


def _due_visit(session: Session, row: Visit) -> Touch | None:
    return session.scalar(
        select(Touch)
        .where(
            Touch.client_id == row.client_id, Touch.state == TouchState.PLANNED, Touch.activity == "visit",
            Touch.deleted_at.is_(None), Touch.due_on <= row.on + timedelta(days=interactions.CLOSES_DAYS),
        )
        .order_by(Touch.due_on)
        .limit(1)
    )  # fmt: skip


def _waiting(session: Session, row: Visit) -> Touch | None:
    """The first touch without a visit of its own that this one answers: it need not be made twice."""
    return session.scalar(
        select(Touch)
        .where(
            Touch.client_id == row.client_id, Touch.state == TouchState.PLANNED, Touch.deleted_at.is_(None),
            Touch.activity.in_(("visit", "recovery")), Touch.is_pinned.is_(False), Touch.visit_id.is_(None),
            Touch.due_on <= row.on + timedelta(days=interactions.CLOSES_DAYS),
        )
        .order_by(Touch.due_on, Touch.id)
        .limit(1)
    )  # fmt: skip


def _book_next(session: Session, row: Visit, on: date | None, today: date) -> None:
    """Book the next visit once: saving the report again moves the same touch, or takes it back."""
    known = session.scalar(
        select(Touch).where(Touch.visit_id == row.id, Touch.state == TouchState.PLANNED, Touch.deleted_at.is_(None))
    )
    if known is not None and on is None:
        known.deleted_at = now()
    elif known is not None and on is not None:
        known.due_on = known.earliest_on = known.latest_on = on
    elif on is not None and on >= today:
        person = next(iter(row.contact_ids), None)
        touch = touches.book(session, row.client_id, on=on, channel=Channel.VISIT, activity="visit", contact_id=person)
        touch.visit_id = row.id
