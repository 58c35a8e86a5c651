"""Gifts: judged before they are given, recorded with their origin (D-7.1, D-7.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import clients, contacts, interactions
from kam_desktop.core.errors import Conflict, Invalid, NotFound, Refused
from kam_desktop.core.identity import now
from kam_desktop.core.rules import currencies, names
from kam_desktop.core.rules.gift_limits import Earlier, Finding, Limits, Proposed, judge
from kam_desktop.core.rules.kinds import Channel, GiftCategory, GiftDirection, GiftOccasion, Verdict
from kam_desktop.core.settings import get as setting
from kam_desktop.core.store.changes import actor_of
from kam_desktop.core.store.tables import Attachment, Client, Contact, Gift, Interaction

_PLAIN: Final = (
    "client_id", "contact_id", "item", "on", "value_minor", "currency", "origin", "manner", "reception", "receipt",
    "visit_id", "touch_id", "override_reason",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class GiftDraft:
    """What a form gives for one gift. ``value_minor`` in minor units of ``currency``."""

    client_id: str
    contact_id: str | None
    item: str
    on: date
    category: GiftCategory = GiftCategory.OTHER
    value_minor: int = 0
    currency: str = "CNY"
    occasion: GiftOccasion = GiftOccasion.OTHER
    origin: str = ""
    manner: str = ""
    reception: str = ""
    receipt: str = ""
    direction: GiftDirection = GiftDirection.GIVEN
    visit_id: str | None = None
    touch_id: str | None = None
    override_reason: str = ""


class Judged(NamedTuple):
    """What the rules say, and each rule that spoke."""

    verdict: Verdict
    findings: tuple[Finding, ...]


class GiftRow(NamedTuple):
    """One line of the gift list."""

    id: str
    on: date
    client_id: str
    client: str
    tier: str
    contact: str
    item: str
    category: GiftCategory
    occasion: GiftOccasion
    value_minor: int
    currency: str
    origin: str
    direction: GiftDirection
    verdict: Verdict


class VisitGift(NamedTuple):
    """A gift of one visit. ``spent_minor``: what its receiver was given that year, it included; CNY."""

    row: GiftRow
    contact_id: str | None
    spent_minor: int
    override_reason: str


def weigh(session: Session, draft: GiftDraft, *, but: str = "") -> Judged:
    """Judge a gift without recording it, as if the gift ``but`` had not been."""
    client = clients.get(session, draft.client_id)
    contact = contacts.of(session, draft.client_id, draft.contact_id) if draft.contact_id else None
    proposed = Proposed(
        draft.item, draft.category, draft.value_minor, draft.currency, draft.on, draft.origin, client.kind,
        contact.taboos if contact else "",
    )  # fmt: skip
    return Judged(*judge(proposed, _earlier(session, draft, but), limits(session)))


def record(session: Session, draft: GiftDraft, *, today: date) -> tuple[str, Judged]:
    """Record a gift that was given or received; a forbidden one is refused, an unusual one needs a reason."""
    return _record(session, draft, None, today)


def correct(session: Session, gift_id: str, draft: GiftDraft, *, today: date) -> tuple[str, Judged]:
    """Put a new row in the place of one that was wrong; returns its id. The old one is put away and never changed.

    The rules judge the gift anew, as if the old one had not been. Its giver, its files and the contact that it was
    go over to the new row. Raises Conflict when somebody corrected it meanwhile.
    """
    old = get(session, gift_id)
    if draft == draft_of(old):
        return old.id, Judged(Verdict(old.verdict), ())
    old.deleted_at = put_away = now()
    for contact in session.scalars(select(Interaction).where(Interaction.gift_id == old.id, ~_is_away(Interaction))):
        contact.deleted_at = put_away
    session.flush()
    new_id, judged = _record(session, draft, old, today)
    for file in session.scalars(select(Attachment).where(Attachment.gift_id == old.id, ~_is_away(Attachment))):
        file.gift_id = new_id
    if draft.client_id != old.client_id:
        interactions.settle(session, old.client_id, today=today)
    return new_id, judged


def get(session: Session, gift_id: str) -> Gift:
    """One gift as it is now. Raises NotFound, or Conflict when it was corrected or taken back."""
    row = session.get(Gift, gift_id)
    if row is None:
        raise NotFound("gift.not_found", id=gift_id)
    if row.deleted_at is not None:
        raise Conflict("gift.corrected_meanwhile")
    return row


def draft_of(row: Gift) -> GiftDraft:
    """A gift as a form takes it."""
    plain = {name: getattr(row, name) for name in _PLAIN}
    return GiftDraft(
        **plain, category=GiftCategory(row.category), occasion=GiftOccasion(row.occasion),
        direction=GiftDirection(row.direction),
    )  # fmt: skip


def _record(session: Session, draft: GiftDraft, old: Gift | None, today: date) -> tuple[str, Judged]:
    check(draft, today=today)
    judged = Judged(Verdict.ALLOWED, ())
    if draft.direction is GiftDirection.GIVEN:
        judged = weigh(session, draft)
        if judged.verdict is Verdict.FORBIDDEN:
            raise Refused("gift.forbidden", item=draft.item)
        if judged.verdict is Verdict.NEEDS_APPROVAL and not draft.override_reason.strip():
            raise Invalid("override_reason", "gift.needs_reason")
    row = _row(session, draft, judged)
    if old is not None:
        row.corrects_id, row.giver = old.id, old.giver
    session.add(row)
    session.flush()
    interactions.record(
        session, draft.client_id, channel=Channel.GIFT, on=draft.on, outcome=row.item,
        contact_ids=[draft.contact_id] if draft.contact_id else [], gift_id=row.id,
    )  # fmt: skip
    interactions.settle(session, draft.client_id, today=today)
    return row.id, judged


def limits(session: Session) -> Limits:
    """The limits in force."""
    return Limits(
        setting(session, "gift_limit_warn"), setting(session, "gift_limit_single"),
        setting(session, "gift_limit_person_year"), setting(session, "gift_limit_count_year"),
        setting(session, "gift_repeat_days"),
    )  # fmt: skip


def spent(session: Session, contact_id: str, year: int, *, but: str = "") -> int:
    """What a person was given in a year, in minor units of CNY, without the gift ``but``."""
    rows = session.execute(
        select(Gift.on, Gift.value_minor).where(
            Gift.contact_id == contact_id, Gift.id != but, Gift.deleted_at.is_(None), Gift.direction == GiftDirection.GIVEN,
            Gift.currency == "CNY",
        )
    )  # fmt: skip
    return sum(row.value_minor for row in rows if row.on and row.on.year == year)


def ids(session: Session, *, client_id: str = "", text: str = "") -> list[str]:
    """The ids of the gift list, newest first."""
    statement = select(Gift.id).join(Client, Client.id == Gift.client_id)
    statement = statement.where(Gift.deleted_at.is_(None), Client.deleted_at.is_(None))
    if client_id:
        statement = statement.where(Gift.client_id == client_id)
    if text:
        statement = statement.where(
            Gift.item.icontains(text, autoescape=True) | Client.name.icontains(text, autoescape=True)
        )
    return list(session.scalars(statement.order_by(Gift.on.desc(), Gift.id.desc())))


def of_visit(session: Session, visit_id: str) -> list[VisitGift]:
    """The gifts handed over at a visit, in the order they were recorded."""
    found = session.execute(
        select(Gift.id, Gift.contact_id, Gift.on, Gift.override_reason)
        .where(Gift.visit_id == visit_id, Gift.deleted_at.is_(None))
        .order_by(Gift.id)
    ).all()
    lines = {line.id: line for line in rows(session, [each.id for each in found])}
    return [
        VisitGift(
            lines[each.id], each.contact_id,
            spent(session, each.contact_id, each.on.year) if each.contact_id else 0, each.override_reason,
        )
        for each in found
        if each.id in lines
    ]  # fmt: skip


def rows(session: Session, wanted: Sequence[str]) -> list[GiftRow]:
    """The lines for a slice of ids, in its order."""
    found = session.execute(
        select(
            Gift.id, Gift.on, Gift.client_id, Client.short_name, Client.tier, Contact.name, Gift.item, Gift.category,
            Gift.occasion, Gift.value_minor, Gift.currency, Gift.origin, Gift.direction, Gift.verdict,
        ).join(Client, Client.id == Gift.client_id).outerjoin(Contact, Contact.id == Gift.contact_id)
        .where(Gift.id.in_(wanted))
    )  # fmt: skip
    by_id = {row.id: _line(row) for row in found}
    return [by_id[each] for each in wanted if each in by_id]


def _line(row: Any) -> GiftRow:
    return GiftRow(
        row.id, row.on, row.client_id, row.short_name, row.tier, row.name or "", row.item, GiftCategory(row.category),
        GiftOccasion(row.occasion), row.value_minor, row.currency, row.origin, GiftDirection(row.direction),
        Verdict(row.verdict),
    )  # fmt: skip


def _is_away(table: Any) -> Any:
    return table.deleted_at.is_not(None)


def _earlier(session: Session, draft: GiftDraft, but: str) -> list[Earlier]:
    if draft.contact_id is None:
        return []
    found = session.execute(
        select(Gift.item, Gift.category, Gift.value_minor, Gift.currency, Gift.on).where(
            Gift.contact_id == draft.contact_id,
            Gift.id != but,
            Gift.deleted_at.is_(None),
            Gift.direction == GiftDirection.GIVEN,
        )
    )
    return [Earlier(*row) for row in found]


def check(draft: GiftDraft, *, today: date) -> None:
    """What no gift can be without, before any rule judges it. Raises Invalid."""
    if not names.clean(draft.item):
        raise Invalid("item", "gift.item_missing")
    if draft.value_minor < 0 or draft.value_minor > 10**12:
        raise Invalid("value", "gift.value_unreadable", text=str(draft.value_minor))
    if draft.currency not in currencies.KNOWN:
        raise Invalid("currency", "currency.unknown", text=names.clean(draft.currency, 16))
    if draft.on > today:
        raise Invalid("on", "gift.in_future", on=draft.on.isoformat())
    if draft.direction is GiftDirection.GIVEN and not draft.origin.strip():
        raise Invalid("origin", "gift.origin_missing")


def _row(session: Session, draft: GiftDraft, judged: Judged) -> Gift:
    return Gift(
        scope_id=draft.client_id, client_id=draft.client_id, contact_id=draft.contact_id,
        direction=draft.direction.value, item=names.clean(draft.item, 255), category=draft.category.value,
        value_minor=draft.value_minor, currency=draft.currency, occasion=draft.occasion.value, on=draft.on,
        manner=names.clean(draft.manner, 128), origin=names.clean(draft.origin, 65_536),
        reception=names.clean(draft.reception, 65_536), receipt=names.clean(draft.receipt, 128),
        giver=actor_of(session).author, visit_id=draft.visit_id, touch_id=draft.touch_id,
        verdict=judged.verdict.value, rules=[finding.code for finding in judged.findings],
        override_reason=names.clean(draft.override_reason, 65_536),
    )  # fmt: skip
