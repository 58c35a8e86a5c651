"""What the visit page holds, just as it was typed: what a draft keeps, and what a saved visit is read into.

A text that is no date, time or amount stays what it is, so that autosave and a crash lose nothing (D-6.6).
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, time
from typing import Any, Final, Literal, NamedTuple

from kam_desktop.core.gifts import GiftDraft
from kam_desktop.core.rules import amounts
from kam_desktop.core.rules.kinds import GiftCategory, Side
from kam_desktop.core.visits import CommitmentDraft, ExpenseDraft, VisitDraft

Mode = Literal["plan", "report"]
_CLOCK: Final = re.compile(r"([01]?\d|2[0-3])[:.点时]?(?:([0-5]\d)分?)?")
_COMPACT: Final = re.compile(r"([01]\d|2[0-3]|\d)([0-5]\d)")
_WIDE: Final = str.maketrans("０１２３４５６７８９：．", "0123456789:.")


@dataclass(frozen=True)
class TypedPromise:
    """A promise as it stands in its card; ``id`` is empty for one that was never saved."""

    id: str = ""
    text: str = ""
    due: str = ""
    owner: str = ""
    side: str = Side.OURS.value


@dataclass(frozen=True)
class TypedExpense:
    """What for, an amount in yuan, and the ids of its receipts."""

    text: str = ""
    amount: str = ""
    receipts: tuple[str, ...] = ()


@dataclass(frozen=True)
class TypedGift:
    """A gift of this visit that is not recorded yet; ``contact`` is the receiver's id, ``reason`` why it may be given."""

    item: str = ""
    value: str = ""
    contact: str = ""
    category: str = GiftCategory.OTHER.value
    origin: str = ""
    reason: str = ""
    approver: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said of it yet."""
        return not (self.item.strip() or self.value.strip() or self.origin.strip())


@dataclass(frozen=True)
class Typed:
    """All editors of the page. Dates are ISO where they were understood, else the text itself."""

    mode: Mode = "plan"
    on: str = ""
    start: str = ""
    end: str = ""
    place: str = ""
    people: tuple[tuple[str, str], ...] = ()  # (contact id or "", name)
    colleagues: tuple[str, ...] = ()
    objective: str = ""
    agenda: str = ""
    to_bring: str = ""
    discussed: str = ""
    needs: str = ""
    competitors: str = ""
    impression: int | None = None
    next_step: str = ""
    next_on: str = ""
    expenses: tuple[TypedExpense, ...] = ()
    promises: tuple[TypedPromise, ...] = ()
    gifts: tuple[TypedGift, ...] = ()
    brought: tuple[str, ...] = ()  # ticked lines of what to bring
    arrived: str = ""  # stamps, ISO with the zone
    left: str = ""


class Reading(NamedTuple):
    """The draft, or the names of the editors whose text says nothing."""

    draft: VisitDraft | None
    wrong: tuple[str, ...]


def to_json(typed: Typed) -> dict[str, Any]:
    """As a draft keeps it."""
    return asdict(typed)


def from_json(body: Any) -> Typed | None:
    """A kept draft; None when it is not one. What an older program did not know is empty."""
    if not isinstance(body, Mapping):
        return None
    known = {each.name for each in fields(Typed)}
    given = {name: value for name, value in body.items() if name in known}
    try:
        given["people"] = tuple((str(one), str(name)) for one, name in given.get("people", ()))
        given["expenses"] = tuple(_expense(each) for each in given.get("expenses", ()))
        given["promises"] = tuple(TypedPromise(**each) for each in given.get("promises", ()))
        given["gifts"] = tuple(TypedGift(**each) for each in given.get("gifts", ()))
        for name in ("colleagues", "brought"):
            given[name] = tuple(str(each) for each in given.get(name, ()))
        return Typed(**given)
    except (TypeError, ValueError):
        return None


def _expense(kept: Any) -> TypedExpense:
    """Before there were receipts, a draft kept a pair."""
    if isinstance(kept, Mapping):
        return TypedExpense(**{**kept, "receipts": tuple(str(each) for each in kept.get("receipts", ()))})
    text, amount = kept
    return TypedExpense(str(text), str(amount))


def of_draft(draft: VisitDraft, names: Mapping[str, str], mode: Mode) -> Typed:
    """A stored visit in its editors; ``names`` of the client's people by id."""
    known = tuple((one, names[one]) for one in draft.contact_ids if one in names)
    return Typed(
        mode=mode,
        on=draft.on.isoformat(),
        start=clock_text(draft.started_at),
        end=clock_text(draft.ended_at),
        place=draft.place,
        people=known + tuple(("", name) for name in draft.participant_names),
        colleagues=draft.colleagues,
        objective=draft.objective,
        agenda=draft.agenda,
        to_bring="\n".join(draft.to_bring),
        discussed=draft.discussed,
        needs=draft.needs,
        competitors=draft.competitors,
        impression=draft.impression,
        next_step=draft.next_step,
        next_on=_iso(draft.next_visit_on),
        expenses=tuple(TypedExpense(each.text, amounts.typed(each.minor), each.receipts) for each in draft.expenses),
        promises=tuple(
            TypedPromise(each.id or "", each.text, _iso(each.due_on), each.owner, each.side.value)
            for each in draft.commitments
        ),
        arrived=_moment(draft.arrived_at),
        left=_moment(draft.left_at),
    )


def read(typed: Typed, client_id: str, touch_id: str | None) -> Reading:
    """The draft that the editors describe. ``wrong`` holds ``on``, ``start``, ``promise:0``, ``gift:0`` and the like."""
    wrong = [name for name in ("on", "next_on") if not _is_day(getattr(typed, name), name == "next_on")]
    wrong += [name for name in ("start", "end") if not _is_clock(getattr(typed, name))]
    if any(amounts.minor(each.amount) is None for each in typed.expenses):
        wrong.append("expenses")
    wrong += [f"gift:{at}" for at, each in enumerate(typed.gifts) if amounts.minor(each.value) is None]
    wrong += [f"promise:{at}" for at, each in enumerate(typed.promises) if not _is_day(each.due, True)]
    if wrong:
        return Reading(None, tuple(wrong))
    return Reading(_draft(typed, client_id, touch_id), ())


def _draft(typed: Typed, client_id: str, touch_id: str | None) -> VisitDraft:
    return VisitDraft(
        client_id=client_id,
        on=date.fromisoformat(typed.on),
        started_at=clock(typed.start),
        ended_at=clock(typed.end),
        place=typed.place,
        contact_ids=tuple(one for one, _name in typed.people if one),
        participant_names=tuple(name for one, name in typed.people if not one),
        colleagues=typed.colleagues,
        objective=typed.objective,
        agenda=typed.agenda,
        to_bring=tuple(line.strip() for line in typed.to_bring.splitlines() if line.strip()),
        discussed=typed.discussed,
        needs=typed.needs,
        competitors=typed.competitors,
        impression=typed.impression,
        next_step=typed.next_step,
        next_visit_on=_day(typed.next_on),
        expenses=tuple(
            ExpenseDraft(each.text, amounts.minor(each.amount) or 0, receipts=each.receipts) for each in typed.expenses
        ),
        commitments=tuple(
            CommitmentDraft(each.text, _day(each.due), each.owner, Side(each.side), each.id or None)
            for each in typed.promises
            if each.text.strip()
        ),
        touch_id=touch_id,
        arrived_at=moment(typed.arrived),
        left_at=moment(typed.left),
    )


def gift_draft(typed: TypedGift, client_id: str, on: date, visit_id: str | None) -> GiftDraft:
    """A gift as the rules and the store take it."""
    return GiftDraft(
        client_id, typed.contact or None, typed.item.strip(), on, GiftCategory(typed.category),
        amounts.minor(typed.value) or 0, origin=typed.origin, visit_id=visit_id, override_reason=typed.reason,
        approver=typed.approver,
    )  # fmt: skip


def moment(text: str) -> datetime | None:
    """A stamp; None where there is none, or none that can be read."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _moment(at: datetime | None) -> str:
    return at.isoformat() if at else ""


def clock(text: str) -> time | None:
    """``10:05``, ``1005``, ``10点05`` or ``10``; None when it is no time of the day."""
    plain = "".join(text.translate(_WIDE).split())
    match = _CLOCK.fullmatch(plain) or _COMPACT.fullmatch(plain)
    return time(int(match[1]), int(match[2] or 0)) if match else None


def clock_text(at: time | None) -> str:
    """``10:05``."""
    return at.strftime("%H:%M") if at else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text.strip() else None


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _is_day(text: str, may_be_empty: bool) -> bool:
    if not text.strip():
        return may_be_empty
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_clock(text: str) -> bool:
    return not text.strip() or clock(text) is not None
