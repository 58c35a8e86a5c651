"""Visits: planned, reported, submitted, reviewed (D-6.1, D-6.2)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kam_desktop.core import clients, commitments, drafts, interactions, touches
from kam_desktop.core.errors import Invalid, NotFound, Refused
from kam_desktop.core.identity import now
from kam_desktop.core.rules import amounts, currencies, names
from kam_desktop.core.rules.kinds import Channel, Side, TouchState, VisitState
from kam_desktop.core.settings import get as setting
from kam_desktop.core.store.changes import actor_of
from kam_desktop.core.store.tables import Client, Interaction, Touch, Visit

OPEN_STATES = frozenset({VisitState.PLANNED, VisitState.REPORTED, VisitState.RETURNED})
_HANDED_IN = frozenset({VisitState.SUBMITTED, VisitState.ACCEPTED})
LONG_TEXTS = ("objective", "agenda", "discussed", "needs", "competitors", "next_step")


@dataclass(frozen=True, slots=True)
class CommitmentDraft:
    """A promise as the form has it; without an id it is new."""

    text: str
    due_on: date | None = None
    owner: str = ""
    side: Side = Side.OURS
    id: str | None = None


@dataclass(frozen=True, slots=True)
class ExpenseDraft:
    """An expense in minor units of its currency."""

    text: str
    minor: int
    currency: str = "CNY"


@dataclass(frozen=True, slots=True)
class VisitDraft:
    """All that the visit page holds, from plan to report."""

    client_id: str
    on: date
    started_at: time | None = None
    ended_at: time | None = None
    place: str = ""
    contact_ids: tuple[str, ...] = ()
    participant_names: tuple[str, ...] = ()
    colleagues: tuple[str, ...] = ()
    objective: str = ""
    agenda: str = ""
    to_bring: tuple[str, ...] = ()
    discussed: str = ""
    needs: str = ""
    competitors: str = ""
    impression: int | None = None
    next_step: str = ""
    next_visit_on: date | None = None
    expenses: tuple[ExpenseDraft, ...] = ()
    commitments: tuple[CommitmentDraft, ...] = field(default=())
    touch_id: str | None = None


class VisitRow(NamedTuple):
    """One line of the visit list. ``report_due_on`` is None once the report was submitted."""

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


def plan(session: Session, draft: VisitDraft, *, today: date) -> str:
    """Plan a visit; the touch it answers moves to that day and stays there."""
    _check(session, draft)
    clients.get(session, draft.client_id)
    row = _new(session, draft)
    session.add(row)
    session.flush()
    _fill(row, draft)
    if draft.touch_id:
        touch = touches.get_open(session, draft.touch_id)
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
    row.state = VisitState.REPORTED.value
    _keep_commitments(session, row, draft)
    _keep_interaction(session, row)
    _close_touch(session, row, is_first=is_first)
    if draft.next_visit_on is not None:
        _book_next(session, row, draft.next_visit_on, today)
    interactions.settle(session, row.client_id, today=today)
    drafts.drop(session, f"visit:{row.id}")
    return row.id


def submit(session: Session, visit_id: str) -> VisitState:
    """Hand the report in for review."""
    row = get(session, visit_id)
    if row.state in _HANDED_IN:
        raise Refused(f"visit.{row.state}_already")
    if row.state not in (VisitState.REPORTED, VisitState.RETURNED):
        raise Refused("visit.not_reported")
    if not row.discussed.strip():
        raise Invalid("discussed", "visit.nothing_discussed")
    row.state, row.submitted_at = VisitState.SUBMITTED.value, now()
    return VisitState.SUBMITTED


def review(session: Session, visit_id: str, *, accepted: bool, remark: str = "") -> VisitState:
    """Accept a submitted report, or return it with a remark."""
    row = get(session, visit_id)
    if row.state == VisitState.ACCEPTED:
        raise Refused("visit.accepted_already")
    if row.state != VisitState.SUBMITTED:
        raise Refused("visit.not_submitted")
    if not accepted and not remark.strip():
        raise Invalid("remark", "visit.return_needs_remark")
    state = VisitState.ACCEPTED if accepted else VisitState.RETURNED
    row.state, row.review_remark = state.value, names.clean(remark, 65_536)
    row.reviewer, row.reviewed_at = actor_of(session).author, now()
    return state


def cancel(session: Session, visit_id: str, *, reason: str, today: date) -> None:
    """Call off a planned visit, with the reason; its touch is due again."""
    row = _open(session, visit_id)
    if not reason.strip():
        raise Invalid("reason", "visit.cancel_needs_reason")
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
    spent = tuple(ExpenseDraft(**each) for each in row.expenses)
    plain = {name: getattr(row, name) for name in _PLAIN}
    return VisitDraft(client_id=row.client_id, expenses=spent, commitments=made, **plain)


def report_due_on(session: Session, row: Visit) -> date:
    """The day by which the report must be in (D-6.1)."""
    return row.on + timedelta(days=int(setting(session, "report_days")))


def ids(session: Session, *, states: Sequence[VisitState] = (), text: str = "", client_id: str = "") -> list[str]:
    """The ids of the visit list, the newest day first, within a day in the order of the clock."""
    statement = select(Visit.id).join(Client, Client.id == Visit.client_id)
    statement = statement.where(Visit.deleted_at.is_(None), Client.deleted_at.is_(None))
    if states:
        statement = statement.where(Visit.state.in_([state.value for state in states]))
    if client_id:
        statement = statement.where(Visit.client_id == client_id)
    if text:
        statement = statement.where(
            Client.name.icontains(text, autoescape=True) | Visit.objective.icontains(text, autoescape=True)
        )
    by_clock = (Visit.on.desc(), Visit.started_at.is_(None), Visit.started_at, Visit.id.desc())
    return list(session.scalars(statement.order_by(*by_clock)))


def counts(session: Session) -> dict[VisitState, int]:
    """How many visits are in each state; a state without any is 0."""
    found = session.execute(
        select(Visit.state, func.count())
        .join(Client, Client.id == Visit.client_id)
        .where(Visit.deleted_at.is_(None), Client.deleted_at.is_(None))
        .group_by(Visit.state)
    )
    return dict.fromkeys(VisitState, 0) | {VisitState(state): number for state, number in found}


def rows(session: Session, wanted: Sequence[str]) -> list[VisitRow]:
    """The lines for a slice of ids, in its order."""
    days = timedelta(days=int(setting(session, "report_days")))
    found = session.execute(
        select(
            Visit.id, Visit.on, Visit.started_at, Visit.client_id, Client.short_name, Client.tier, Visit.objective,
            Visit.state, Visit.owner,
        ).join(Client, Client.id == Visit.client_id).where(Visit.id.in_(wanted))
    )  # fmt: skip
    by_id = {}
    for row in found:
        state = VisitState(row.state)
        due = row.on + days if row.on and state in OPEN_STATES else None
        by_id[row.id] = VisitRow(*row[:7], state, due, row.owner)
    return [by_id[each] for each in wanted if each in by_id]


_PLAIN = (
    "on", "started_at", "ended_at", "place", "contact_ids", "participant_names", "colleagues", "objective", "agenda",
    "to_bring", "discussed", "needs", "competitors", "impression", "next_step", "next_visit_on", "touch_id",
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
    touches.check_day(draft.on)
    if draft.touch_id and touches.get(session, draft.touch_id).client_id != draft.client_id:
        raise NotFound("touch.not_found", id=draft.touch_id)
    for day in (draft.next_visit_on, *[each.due_on for each in draft.commitments]):
        if day is not None:
            touches.check_day(day)
    if draft.started_at and draft.ended_at and draft.ended_at < draft.started_at:
        raise Invalid("ended_at", "visit.ends_before_start")
    if draft.impression is not None and not 1 <= draft.impression <= 5:
        raise Invalid("impression", "visit.impression_range")
    if draft.next_visit_on is not None and draft.next_visit_on <= draft.on:
        raise Invalid("next_visit_on", "visit.next_not_later")
    for each in draft.expenses:
        if each.minor < 0:
            raise Invalid("expenses", "visit.expense_negative", text=each.text)
        if each.minor > amounts.LARGEST_MINOR:
            raise Invalid("expenses", "visit.expense_too_large", text=each.text)
        if each.currency not in currencies.KNOWN:
            raise Invalid("expenses", "currency.unknown", text=names.clean(each.currency, 16))


def _fill(row: Visit, draft: VisitDraft) -> None:
    for name in _PLAIN:
        value: Any = getattr(draft, name)
        if isinstance(value, str) and name in LONG_TEXTS:
            value = names.clean(value, 65_536)
        elif isinstance(value, str) and name != "touch_id":
            value = names.clean(value)
        elif isinstance(value, tuple):
            value = tuple(names.clean(each) for each in value)
        if name != "touch_id" or value is not None:
            setattr(row, name, value)
    row.expenses = [{"text": names.clean(e.text), "minor": e.minor, "currency": e.currency} for e in draft.expenses]


def _keep_commitments(session: Session, row: Visit, draft: VisitDraft) -> None:
    known = {each.id: each for each in commitments.of_visit(session, row.id)}
    for each in draft.commitments:
        text = names.clean(each.text, 65_536)
        if not text:
            continue
        if each.id in known:
            kept = known.pop(each.id)
            kept.text, kept.due_on, kept.owner, kept.side = text, each.due_on, each.owner, each.side.value
        else:
            commitments.add(
                session, row.client_id, text=text, owner=each.owner or row.owner, side=each.side, due_on=each.due_on,
                visit_id=row.id,
            )  # fmt: skip
    for gone in known.values():
        gone.deleted_at = now()
        commitments.put_reminder_away(session, gone.id)
    session.flush()


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


def _book_next(session: Session, row: Visit, on: date, today: date) -> None:
    """Book the next visit once: saving the report again moves the same touch."""
    known = session.scalar(
        select(Touch).where(Touch.visit_id == row.id, Touch.state == TouchState.PLANNED, Touch.deleted_at.is_(None))
    )
    if known is not None:
        known.due_on = known.earliest_on = known.latest_on = on
        return
    if on >= today:
        touch = touches.book(
            session,
            row.client_id,
            on=on,
            channel=Channel.VISIT,
            activity="visit",
            contact_id=next(iter(row.contact_ids), None),
        )
        touch.visit_id = row.id
