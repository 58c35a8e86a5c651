"""Gifts as lists read them. What holds is what was handed over; what waits or was declined is asked for by its state."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import list_filters
from kam_desktop.core.gift_facts import HOLDS
from kam_desktop.core.gift_weighing import spent
from kam_desktop.core.rules.kinds import GiftCategory, GiftDirection, GiftOccasion, GiftState, Verdict
from kam_desktop.core.store.tables import Client, Contact, Gift

DONE: Final = (GiftState.DONE,)


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
    state: GiftState = GiftState.DONE
    reception: str = ""
    reception_score: int | None = None


class VisitGift(NamedTuple):
    """A gift of one visit. ``spent_minor``: what its receiver was given that year, it included; CNY."""

    row: GiftRow
    contact_id: str | None
    spent_minor: int
    override_reason: str
    approver: str


class Waiting(NamedTuple):
    """A gift that was asked for, or approved and not yet given. ``approver``: whoever is asked, or decided."""

    row: GiftRow
    giver: str
    approver: str
    override_reason: str
    approved_at: datetime | None
    approval_remark: str


def ids(
    session: Session, *, client_id: str = "", text: str = "", states: Collection[GiftState] = DONE
) -> list[str]:  # fmt: skip
    """The ids of the gift list, newest first."""
    statement = select(Gift.id).join(Client, Client.id == Gift.client_id)
    statement = statement.where(Gift.deleted_at.is_(None), Client.deleted_at.is_(None), Gift.state.in_(states))
    if client_id:
        statement = statement.where(Gift.client_id == client_id)
    if text:
        statement = statement.where(list_filters.among(Gift.id, list_filters.gift_ids(session, text)))
    return list(session.scalars(statement.order_by(Gift.on.desc(), Gift.id.desc())))


def latest(session: Session, client_id: str, contact_id: str | None, *, but: str = "", limit: int = 5) -> list[GiftRow]:
    """What a client, or this person of it, was given or gave last, the newest first."""
    wanted = select(Gift.id).where(HOLDS, Gift.client_id == client_id, Gift.id != but)
    if contact_id:
        wanted = wanted.where(Gift.contact_id == contact_id)
    return rows(session, list(session.scalars(wanted.order_by(Gift.on.desc(), Gift.id.desc()).limit(limit))))


def waiting(session: Session) -> list[Waiting]:
    """The gifts that wait for a decision, then those that wait to be given; each by their day."""
    found = session.execute(
        select(Gift.id, Gift.giver, Gift.approver, Gift.override_reason, Gift.approved_at, Gift.approval_remark)
        .join(Client, Client.id == Gift.client_id)
        .where(
            Gift.deleted_at.is_(None), Client.deleted_at.is_(None),
            Gift.state.in_((GiftState.PROPOSED, GiftState.APPROVED)),
        )
        .order_by(Gift.state.desc(), Gift.on, Gift.id)
    ).all()  # fmt: skip
    lines = {line.id: line for line in rows(session, [each.id for each in found])}
    return [Waiting(lines[each.id], *each[1:]) for each in found if each.id in lines]


def of_visit(session: Session, visit_id: str) -> list[VisitGift]:
    """The gifts handed over at a visit, in the order they were recorded."""
    found = session.execute(
        select(Gift.id, Gift.contact_id, Gift.on, Gift.override_reason, Gift.approver)
        .where(Gift.visit_id == visit_id, HOLDS)
        .order_by(Gift.id)
    ).all()
    lines = {line.id: line for line in rows(session, [each.id for each in found])}
    return [
        VisitGift(
            lines[each.id], each.contact_id,
            spent(session, each.contact_id, each.on.year) if each.contact_id else 0, each.override_reason,
            each.approver,
        )
        for each in found
        if each.id in lines
    ]  # fmt: skip


def rows(session: Session, wanted: Sequence[str]) -> list[GiftRow]:
    """The lines for a slice of ids, in its order."""
    found = session.execute(
        select(
            Gift.id, Gift.on, Gift.client_id, Client.short_name, Client.tier, Contact.name, Gift.item, Gift.category,
            Gift.occasion, Gift.value_minor, Gift.currency, Gift.origin, Gift.direction, Gift.verdict, Gift.state,
            Gift.reception, Gift.reception_score,
        ).join(Client, Client.id == Gift.client_id).outerjoin(Contact, Contact.id == Gift.contact_id)
        .where(Gift.id.in_(wanted))
    )  # fmt: skip
    by_id = {row.id: _line(row) for row in found}
    return [by_id[each] for each in wanted if each in by_id]


def _line(row: Any) -> GiftRow:
    return GiftRow(
        row.id, row.on, row.client_id, row.short_name, row.tier, row.name or "", row.item, GiftCategory(row.category),
        GiftOccasion(row.occasion), row.value_minor, row.currency, row.origin, GiftDirection(row.direction),
        Verdict(row.verdict), GiftState(row.state), row.reception, row.reception_score,
    )  # fmt: skip
