"""What a form or a document says of a visit, and what no visit can be."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Final

from kam_desktop.core import touches
from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import amounts, currencies
from kam_desktop.core.rules.kinds import Side, VisitState

LONGEST: Final = 65_536  # characters of one text
OPEN_STATES: Final = frozenset({VisitState.PLANNED, VisitState.REPORTED, VisitState.RETURNED})  # it can be written
LONG_TEXTS: Final = ("objective", "agenda", "discussed", "needs", "competitors", "next_step")


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
    """An expense in minor units of its currency; ``receipts`` are ids of attachments."""

    text: str
    minor: int
    currency: str = "CNY"
    receipts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VisitDraft:
    """All that the visit page holds, from plan to report. ``arrived_at`` and ``left_at`` are stamps taken there."""

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
    arrived_at: datetime | None = None
    left_at: datetime | None = None


def check(draft: VisitDraft) -> None:
    """What no visit can be, before the store is asked. Raises Invalid with the field that is wrong."""
    touches.check_day(draft.on)
    for day in (draft.next_visit_on, *[each.due_on for each in draft.commitments]):
        if day is not None:
            touches.check_day(day)
    if draft.started_at and draft.ended_at and draft.ended_at < draft.started_at:
        raise Invalid("ended_at", "visit.ends_before_start")
    if draft.arrived_at and draft.left_at and draft.left_at < draft.arrived_at:
        raise Invalid("left_at", "visit.left_before_arrival")
    long_texts = [(name, getattr(draft, name)) for name in LONG_TEXTS]
    for name, text in (*long_texts, *[("commitments", each.text) for each in draft.commitments]):
        if len(text) > LONGEST:
            raise Invalid(name, "visit.text_too_long", most=LONGEST)
    if draft.impression is not None and not 1 <= draft.impression <= 5:
        raise Invalid("impression", "visit.impression_range")
    if draft.next_visit_on is not None and draft.next_visit_on <= draft.on:
        raise Invalid("next_visit_on", "visit.next_not_later")
    _check_expenses(draft)


def _check_expenses(draft: VisitDraft) -> None:
    for each in draft.expenses:
        if each.minor < 0:
            raise Invalid("expenses", "visit.expense_negative", text=each.text)
        if each.minor > amounts.LARGEST_MINOR:
            raise Invalid("expenses", "visit.expense_too_large", text=each.text)
        currencies.check(each.currency, "expenses")
