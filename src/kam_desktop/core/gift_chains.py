"""One gift with all that is known of it, and what it was before it was corrected (D-7.1, D-2.3)."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import gifts
from kam_desktop.core.errors import NotFound
from kam_desktop.core.gifts import GiftDraft
from kam_desktop.core.rules import gift_limits
from kam_desktop.core.rules.gift_limits import Finding
from kam_desktop.core.rules.kinds import GiftCategory, GiftDirection, GiftOccasion, GiftState, GiftVia, Verdict
from kam_desktop.core.store.tables import Batch, Change, Client, Contact, Gift

_COMPARED: Final = tuple(
    each.name for each in fields(GiftDraft) if each.name not in ("visit_id", "touch_id", "stock_id", "approver")
)
_MOST: Final = 100  # corrections of one gift; a ring in damaged data ends here


class Step(NamedTuple):
    """One row of the chain. ``changed`` gives (field, before, after) against the row it corrects; the first has none.

    ``made_at`` and ``author`` are None and empty where the change log does not go back so far.
    """

    id: str
    made_at: datetime | None
    author: str
    changed: tuple[tuple[str, Any, Any], ...]


class Received(NamedTuple):
    """How it was received, as it became known: what stood there afterwards."""

    at: datetime
    author: str
    text: str
    score: int | None


@dataclass(frozen=True, slots=True)
class GiftFacts:
    """A gift. ``steps`` come newest first; ``current_id`` is the row that holds now, empty when none does."""

    id: str
    client_id: str
    client: str
    tier: str
    contact_id: str
    contact: str
    item: str
    on: date
    category: GiftCategory
    occasion: GiftOccasion
    direction: GiftDirection
    value_minor: int
    currency: str
    quantity: int
    is_estimate: bool
    state: GiftState
    via: GiftVia | None
    via_name: str
    manner: str
    origin: str
    chosen_by: str
    handed_by: str
    story: str
    reception: str
    reception_score: int | None
    is_handed_in: bool
    receipt: str
    giver: str
    visit_id: str
    verdict: Verdict
    findings: tuple[Finding, ...]
    rules_version: int
    override_reason: str
    approver: str
    approved_at: datetime | None
    approval_remark: str
    current_id: str
    steps: tuple[Step, ...]
    receptions: tuple[Received, ...]

    @property
    def rules(self) -> tuple[str, ...]:
        """The codes of the rules that spoke."""
        return tuple(each.code for each in self.findings)

    @property
    def is_current(self) -> bool:
        """Whether this row holds, and may be corrected."""
        return self.id == self.current_id


def read(session: Session, gift_id: str) -> GiftFacts:
    """A gift by the id of any row of its chain, those that were corrected too. Raises NotFound."""
    row = session.get(Gift, gift_id)
    if row is None:
        raise NotFound("gift.not_found", id=gift_id)
    rows = _chain(session, row)
    client = session.execute(select(Client.name, Client.tier).where(Client.id == row.client_id)).one()
    made: dict[str, Any] = {
        "client": client.name, "tier": client.tier, "contact_id": row.contact_id or "",
        "contact": _name(session, row.contact_id), "category": GiftCategory(row.category),
        "occasion": GiftOccasion(row.occasion), "direction": GiftDirection(row.direction),
        "state": GiftState(row.state), "via": GiftVia(row.via) if row.via else None, "visit_id": row.visit_id or "",
        "verdict": Verdict(row.verdict), "findings": gift_limits.revived(row.rules), "steps": _steps(session, rows),
        "current_id": next((each.id for each in rows if each.deleted_at is None), ""), "receptions": _received(session, rows),
    }  # fmt: skip
    plain = {each.name: getattr(row, each.name) for each in fields(GiftFacts) if each.name not in made}
    return GiftFacts(**plain, **made)


def _received(session: Session, rows: list[Gift]) -> tuple[Received, ...]:
    """What was added later, newest first; the change log keeps each."""
    found = session.execute(
        select(Change.after, Batch.at, Batch.author)
        .join(Batch, Batch.id == Change.batch_id)
        .where(Change.row_id.in_([row.id for row in rows]), Change.op == "update", Batch.kind != "undo")
        .order_by(Change.id.desc())
    )
    return tuple(
        Received(row.at, row.author, str(row.after.get("reception") or ""), row.after.get("reception_score"))
        for row in found
        if row.after and not {"reception", "reception_score"}.isdisjoint(row.after)
    )


def _chain(session: Session, row: Gift) -> list[Gift]:
    """The rows from the one that holds, or else this one, back to the first."""
    first = _back(session, row)[-1]
    found, wanted = [first], [first.id]
    while wanted and len(found) < _MOST:
        later = session.scalars(select(Gift).where(Gift.corrects_id.in_(wanted))).all()
        wanted = [each.id for each in later]
        found += later
    current = next((each for each in found if each.deleted_at is None), row)
    return _back(session, current)


def _back(session: Session, row: Gift) -> list[Gift]:
    found = [row]
    while found[-1].corrects_id and len(found) < _MOST:
        older = session.get(Gift, found[-1].corrects_id)
        if older is None:
            break
        found.append(older)
    return found


def _steps(session: Session, rows: list[Gift]) -> tuple[Step, ...]:
    made = session.execute(
        select(Change.row_id, Batch.at, Batch.author)
        .join(Batch, Batch.id == Change.batch_id)
        .where(Change.row_id.in_([row.id for row in rows]), Change.op == "create")
    )
    logged = {each.row_id: (each.at, each.author) for each in made}
    return tuple(
        Step(row.id, *logged.get(row.id, (None, "")), _changed(session, older, row) if older else ())
        for row, older in zip(rows, [*rows[1:], None], strict=True)
    )


def _changed(session: Session, older: Gift, row: Gift) -> tuple[tuple[str, Any, Any], ...]:
    before, after = gifts.draft_of(older), gifts.draft_of(row)
    found = [(name, getattr(before, name), getattr(after, name)) for name in _COMPARED]
    return tuple(
        (name, *(_shown(session, name, value) for value in (was, now))) for name, was, now in found if was != now
    )


def _shown(session: Session, name: str, value: Any) -> Any:
    """People and clients by their names."""
    if name == "contact_id":
        return _name(session, value)
    return session.scalar(select(Client.name).where(Client.id == value)) if name == "client_id" else value


def _name(session: Session, contact_id: str | None) -> str:
    return session.scalar(select(Contact.name).where(Contact.id == contact_id)) or "" if contact_id else ""
