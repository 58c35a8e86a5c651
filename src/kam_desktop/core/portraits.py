"""One person as a whole: card, reach, people around them, coming dates, and their history page by page (D-2.2).

Facts of all cards of a person who moved between clients are one history.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from kam_desktop.core import agenda, clients, contacts, gift_facts, occasions, relationships, staff_changes
from kam_desktop.core.agenda import DueTouch
from kam_desktop.core.contacts import RelativeDraft
from kam_desktop.core.occasions import OccasionRow
from kam_desktop.core.planning_facts import birthday_of
from kam_desktop.core.relationships import Bond
from kam_desktop.core.rules import dates
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import Channel
from kam_desktop.core.staff_changes import Card, Change
from kam_desktop.core.store.tables import Client, Contact, Favour, Gift, Interaction, Occasion, Visit
from kam_desktop.core.timeline_facts import Fact, Line

PAGE: Final = 60
_SHOWN: Final = (
    "id", "client_id", "name", "greeting_name", "title", "buying_role", "attitude", "influence", "is_primary", "has_left",
    "left_on", "phones", "emails", "wechat", "family", "hometown", "hobbies", "personality", "taboos", "preferred_channel",
    "preferred_hours", "notes", "revision",
)  # fmt: skip


class Someone(NamedTuple):
    """Another contact of the same client, to point to."""

    id: str
    name: str
    title: str


class Coming(NamedTuple):
    """A birthday that comes round: the person's own (no relation) or a relative's. ``age`` if it is known."""

    on: date
    birthday: PartialDate
    name: str
    relation: str
    age: int | None


class FactKey(NamedTuple):
    """Where a fact of the history is found, and its place in time."""

    on: date
    id: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Portrait:
    """Everything a person's page shows but the history's texts. ``history`` are all keys, newest first."""

    person: dict[str, Any]
    birthday: PartialDate | None
    client: str
    tier: str
    superior: Someone | None
    reports: tuple[Someone, ...]
    successor: Someone | None
    peers: tuple[Someone, ...]
    relatives: tuple[RelativeDraft, ...]
    coming: tuple[Coming, ...]
    bonds: tuple[Bond, ...]
    colleagues: tuple[str, ...]
    cards: tuple[Card, ...]
    changes: tuple[Change, ...]
    touches: tuple[DueTouch, ...]
    occasions: tuple[OccasionRow, ...]
    history: tuple[FactKey, ...]


def show(session: Session, contact_id: str, *, today: date) -> Portrait:
    """The page of one person."""
    row = contacts.get(session, contact_id)
    client = clients.get(session, row.client_id)
    cards = staff_changes.cards(session, contact_id)
    others = _others(session, row)
    known = {each.id: Someone(each.id, each.name, each.title) for each in others}
    relatives = tuple(contacts.relative_draft(each) for each in contacts.relatives_of(session, [contact_id]))
    planned = agenda.of_client(session, row.client_id, today=today)
    return Portrait(
        person={name: getattr(row, name) for name in _SHOWN},
        birthday=birthday_of(row),
        client=client.name,
        tier=client.tier,
        superior=known.get(row.reports_to_id or ""),
        reports=tuple(known[each.id] for each in others if each.reports_to_id == row.id and not each.has_left),
        successor=known.get(row.successor_id or ""),
        peers=tuple(known[each.id] for each in others if not each.has_left),
        relatives=relatives,
        coming=_coming(row.name, birthday_of(row), relatives, today),
        bonds=tuple(relationships.bonds_of(session, [contact_id])),
        colleagues=tuple(relationships.colleagues(session, row.client_id)),
        cards=tuple(cards),
        changes=tuple(staff_changes.of_people(session, [each.contact_id for each in cards])),
        touches=tuple(each for each in planned if each.contact_id == contact_id),
        occasions=tuple(each for each in occasions.of_client(session, row.client_id) if each.contact_id == contact_id),
        history=tuple(history(session, cards)),
    )


def history(session: Session, cards: Sequence[Card]) -> list[FactKey]:
    """The keys of everything that happened with a person, newest first: a few narrow selects a card."""
    found: list[FactKey] = []
    for card in cards:
        found += [FactKey(row.on, row.id, Fact.CONTACT) for row in session.execute(_contacts_with(card))]
        found += [FactKey(row.on, row.id, Fact.VISIT) for row in session.execute(_visits_with(card))]
        for fact, table in _OF_ONE.items():
            found += [FactKey(row.on, row.id, fact) for row in session.execute(_about(table, card))]
    return sorted((key for key in found if key.on), reverse=True)


def lines(session: Session, keys: Sequence[FactKey]) -> list[Line]:
    """The texts of a page of the history, in its order; ``params["client"]`` says where it was."""
    wanted = {fact: [key.id for key in keys if key.fact is fact] for fact in _LINES}
    found = {line.id: line for fact, of in _LINES.items() if wanted[fact] for line in of(session, wanted[fact])}
    return [found[key.id] for key in keys if key.id in found]


def _others(session: Session, row: Contact) -> Sequence[Any]:
    return session.execute(
        select(Contact.id, Contact.name, Contact.title, Contact.reports_to_id, Contact.has_left)
        .where(Contact.client_id == row.client_id, Contact.deleted_at.is_(None), Contact.id != row.id)
        .order_by(Contact.has_left, Contact.is_primary.desc(), Contact.sort_key, Contact.id)
    ).all()


def _coming(
    name: str, birthday: PartialDate | None, relatives: Sequence[RelativeDraft], today: date
) -> tuple[Coming, ...]:
    found = []
    for who, relation, born in [
        (name, "", birthday),
        *((each.name, each.relation, each.birthday) for each in relatives),
    ]:
        on = dates.next_occurrence(born, today) if born else None
        if born and on:
            found.append(Coming(on, born, who, relation, dates.age_on(born, on)))
    return tuple(sorted(found, key=lambda each: (each.on, each.relation, each.name)))


def _contacts_with(card: Card) -> Select[str, date]:
    return select(Interaction.id, Interaction.on).where(
        Interaction.client_id == card.client_id, Interaction.deleted_at.is_(None), Interaction.visit_id.is_(None),
        Interaction.gift_id.is_(None), Interaction.contact_ids.contains(f'"{card.contact_id}"', autoescape=True),
    )  # fmt: skip


def _visits_with(card: Card) -> Select[str, date]:
    return select(Visit.id, Visit.on).where(
        Visit.client_id == card.client_id, Visit.deleted_at.is_(None), Visit.state != "cancelled",
        Visit.contact_ids.contains(f'"{card.contact_id}"', autoescape=True),
    )  # fmt: skip


def _about(table: Any, card: Card) -> Select[str, date]:
    holds = gift_facts.HOLDS if table is Gift else table.deleted_at.is_(None)
    return select(table.id, table.on).where(
        table.client_id == card.client_id, table.contact_id == card.contact_id, holds
    )


def _contact_lines(session: Session, ids: Sequence[str]) -> list[Line]:
    rows = session.execute(
        select(
            Interaction.id, Interaction.on, Interaction.channel, Interaction.outcome, Interaction.author,
            Interaction.activity, Interaction.contact_ids, Client.name,
        )
        .join(Client, Client.id == Interaction.client_id)
        .where(Interaction.id.in_(ids))
    )  # fmt: skip
    return [
        Line(
            row.id, Fact.CONTACT, row.on, "", row.outcome, row.author, Channel(row.channel), row.contact_ids,
            {"activity": row.activity, "client": row.name},
        )
        for row in rows
    ]  # fmt: skip


def _visit_lines(session: Session, ids: Sequence[str]) -> list[Line]:
    rows = session.execute(
        select(
            Visit.id,
            Visit.on,
            Visit.objective,
            Visit.discussed,
            Visit.owner,
            Visit.state,
            Visit.contact_ids,
            Client.name,
        )
        .join(Client, Client.id == Visit.client_id)
        .where(Visit.id.in_(ids))
    )
    return [
        Line(
            row.id, Fact.VISIT, row.on, row.objective, row.discussed, row.owner, Channel.VISIT, row.contact_ids,
            {"state": row.state, "client": row.name},
        )
        for row in rows
    ]  # fmt: skip


def _gift_lines(session: Session, ids: Sequence[str]) -> list[Line]:
    rows = session.execute(
        select(
            Gift.id, Gift.on, Gift.item, Gift.origin, Gift.giver, Gift.contact_id, Gift.value_minor, Gift.currency,
            Gift.direction, Client.name,
        )
        .join(Client, Client.id == Gift.client_id)
        .where(Gift.id.in_(ids))
    )  # fmt: skip
    return [
        Line(
            row.id, Fact.GIFT, row.on, row.item, row.origin, row.giver, Channel.GIFT, (row.contact_id,),
            {"value": row.value_minor, "currency": row.currency, "direction": row.direction, "client": row.name},
        )
        for row in rows
    ]  # fmt: skip


def _occasion_lines(session: Session, ids: Sequence[str]) -> list[Line]:
    rows = session.execute(
        select(Occasion, Client.name).join(Client, Client.id == Occasion.client_id).where(Occasion.id.in_(ids))
    )
    return [
        Line(
            row.id, Fact.OCCASION, row.on, row.title, row.notes, "", Channel.EVENT, (row.contact_id or "",),
            {"kind": row.kind, "is_yearly": row.is_yearly, "place": row.place, "client": client},
        )
        for row, client in rows
    ]  # fmt: skip


def _favour_lines(session: Session, ids: Sequence[str]) -> list[Line]:
    rows = session.execute(
        select(Favour, Client.name).join(Client, Client.id == Favour.client_id).where(Favour.id.in_(ids))
    )
    return [
        Line(
            row.id, Fact.FAVOUR, row.on, row.what, row.result, row.who, Channel.FAVOUR, (row.contact_id or "",),
            {"direction": row.direction, "state": row.state, "client": client},
        )
        for row, client in rows
    ]  # fmt: skip


_OF_ONE: Final = {Fact.GIFT: Gift, Fact.OCCASION: Occasion, Fact.FAVOUR: Favour}
_LINES: Final = {
    Fact.CONTACT: _contact_lines, Fact.VISIT: _visit_lines, Fact.GIFT: _gift_lines, Fact.OCCASION: _occasion_lines,
    Fact.FAVOUR: _favour_lines,
}  # fmt: skip
