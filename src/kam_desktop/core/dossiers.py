"""One client as a whole: head, people, promises, coming touches, facts, and what is missing (D-2.3, D-2.6)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from kam_desktop.core import agenda, clients, commitments, contacts, gifts, timeline
from kam_desktop.core.agenda import DueTouch
from kam_desktop.core.planning_facts import birthday_of
from kam_desktop.core.rules import completeness, dates
from kam_desktop.core.store.tables import Client, Contact

SHOWN = (
    "id", "name", "short_name", "tier", "kind", "industry", "province", "city", "district", "address", "products",
    "annual_volume", "annual_revenue_minor", "currency", "supplier_shares", "custom", "source", "status", "lifecycle_stage", "relationship_level",
    "value_band", "owner", "leader", "tags", "notes", "external_no", "last_contact_on", "next_touch_on", "revision",
)  # fmt: skip
SHOWN_OF_PERSON = (
    "id", "name", "greeting_name", "title", "buying_role", "attitude", "is_primary", "has_left", "phones", "emails",
    "wechat", "family", "hometown", "hobbies", "personality", "taboos", "preferred_channel", "preferred_hours", "notes",
    "revision",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Promise:
    """An open promise. ``days_left`` is negative when it is overdue."""

    id: str
    text: str
    owner: str
    side: str
    due_on: date | None
    days_left: int | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything the client page shows, in plain values."""

    client: dict[str, Any]
    contacts: list[dict[str, Any]]
    timeline: list[timeline.Line]
    touches: list[DueTouch]
    gifts: list[gifts.GiftRow]
    commitments: list[Promise]
    completeness: completeness.Completeness
    silent_days: int | None
    last_visit_on: date | None


def show(session: Session, client_id: str, *, today: date) -> Dossier:
    """The dossier of a client."""
    client = clients.get(session, client_id)
    people = [_person(each) for each in contacts.of_client(session, client_id)]
    head = _client(client)
    facts = timeline.of_client(session, client_id)
    return Dossier(
        head,
        people,
        facts,
        agenda.of_client(session, client_id, today=today),
        gifts.rows(session, gifts.ids(session, client_id=client_id)),
        [_promise(each, today) for each in commitments.open_of_client(session, client_id)],
        completeness.of(head, people),
        (today - client.last_contact_on).days if client.last_contact_on else None,
        next((line.on for line in facts if line.fact is timeline.Fact.VISIT and line.on <= today), None),
    )


def _client(row: Client) -> dict[str, Any]:
    return {name: getattr(row, name) for name in SHOWN}


def _person(row: Contact) -> dict[str, Any]:
    birthday = birthday_of(row)
    return {name: getattr(row, name) for name in SHOWN_OF_PERSON} | {
        "birthday": dates.to_text(birthday) if birthday else ""
    }


def _promise(row: Any, today: date) -> Promise:
    left = (row.due_on - today).days if row.due_on else None
    return Promise(row.id, row.text, row.owner, row.side, row.due_on, left)
