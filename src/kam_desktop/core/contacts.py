"""Contacts: the people at a client (D-2.2)."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import clients, custom_fields, touches
from kam_desktop.core.errors import Conflict, Invalid, NotFound
from kam_desktop.core.identity import now
from kam_desktop.core.planning_facts import birthday_of
from kam_desktop.core.rules import names, phones, readings
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import Activity, Attitude, BuyingRole, Channel, TouchState
from kam_desktop.core.store.tables import Contact, Touch

VOCABULARY = {"buying_role": BuyingRole, "attitude": Attitude, "preferred_channel": Channel}
LONG = frozenset({"notes", "family", "hobbies", "personality", "taboos"})


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """What a form gives for one person. ``revision`` is the one that was read, 0 for a new contact."""

    name: str
    greeting_name: str = ""
    title: str = ""
    buying_role: str = ""
    attitude: str = ""
    is_primary: bool = False
    has_left: bool = False
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    wechat: str = ""
    birthday: PartialDate | None = None
    family: str = ""
    hometown: str = ""
    hobbies: str = ""
    personality: str = ""
    taboos: str = ""
    preferred_channel: str = ""
    preferred_hours: str = ""
    notes: str = ""
    external_no: str = ""
    custom: tuple[tuple[str, Any], ...] = ()
    revision: int = 0


def create(session: Session, client_id: str, draft: ContactDraft, *, today: date) -> str:
    """Add a person to a client; returns the id. The first one is the main contact."""
    clients.get(session, client_id)
    row = Contact(scope_id=client_id, client_id=client_id, name="")
    _fill(row, draft)
    _fill_custom(session, row, draft)
    if not of_client(session, client_id):
        row.is_primary = True
    session.add(row)
    _keep_one_primary(session, row)
    touches.replan(session, client_id, today=today)
    return row.id


def update(session: Session, contact_id: str, draft: ContactDraft, *, today: date) -> None:
    """Save an edited person; refuses when somebody saved them meanwhile."""
    row = get(session, contact_id)
    if row.revision != draft.revision:
        raise Conflict("record.changed_meanwhile")
    _fill(row, draft)
    _fill_custom(session, row, draft)
    _keep_one_primary(session, row)
    touches.replan(session, row.client_id, today=today)


def remove(session: Session, contact_id: str, *, today: date) -> None:
    """Take a person off the dossier; undo brings them back."""
    row = get(session, contact_id)
    row.deleted_at = now()
    held = select(Touch).where(
        Touch.contact_id == contact_id, Touch.activity == Activity.BIRTHDAY, Touch.state == TouchState.PLANNED
    )
    for touch in session.scalars(held.where(Touch.is_pinned, Touch.deleted_at.is_(None))):
        touch.deleted_at = now()
    touches.replan(session, row.client_id, today=today)


def get(session: Session, contact_id: str) -> Contact:
    """One contact by id."""
    row = session.get(Contact, contact_id)
    if row is None or row.deleted_at is not None:
        raise NotFound("contact.not_found", name=contact_id)
    return row


def of(session: Session, client_id: str, contact_id: str) -> Contact:
    """One contact of this client; ``NotFound`` for somebody else's."""
    row = get(session, contact_id)
    if row.client_id != client_id:
        raise NotFound("contact.not_found", name=row.name)
    return row


def of_client(session: Session, client_id: str) -> Sequence[Contact]:
    """A client's people: the main contact first, those who left last."""
    return session.scalars(
        select(Contact)
        .where(Contact.client_id == client_id, Contact.deleted_at.is_(None))
        .order_by(Contact.has_left, Contact.is_primary.desc(), Contact.sort_key, Contact.id)
    ).all()


def find(session: Session, client_id: str, name: str) -> Contact:
    """A client's contact by id or exact name."""
    known = of_client(session, client_id)
    for contact in known:
        if name in (contact.id, contact.name):
            return contact
    raise NotFound("contact.not_here", name=name, known=", ".join(contact.name for contact in known) or "—")


def draft_of(row: Contact) -> ContactDraft:
    """The editable part of a contact as it is now."""
    made = ("birthday", "custom")
    plain = {each.name: getattr(row, each.name) for each in fields(ContactDraft) if each.name not in made}
    return ContactDraft(**plain, birthday=birthday_of(row), custom=tuple(custom_fields.values_of(row).items()))


def columns_of(birthday: PartialDate | None) -> dict[str, Any]:
    """A birthday as the columns that keep it."""
    if birthday is None:
        birthday, calendar = PartialDate(), ""
    else:
        calendar = birthday.calendar.value
    return {
        "birthday_calendar": calendar, "birthday_year": birthday.year, "birthday_month": birthday.month,
        "birthday_day": birthday.day, "birthday_is_leap": birthday.is_leap,
    }  # fmt: skip


def _fill(row: Contact, draft: ContactDraft) -> None:
    for each in fields(draft):
        value = getattr(draft, each.name)
        if each.name in ("revision", "birthday", "custom"):
            continue
        if isinstance(value, str):
            value = names.clean(value, 65_536 if each.name in LONG else 512)
        if value and each.name in VOCABULARY and value not in set(VOCABULARY[each.name]):
            raise Invalid(each.name, "value.unknown", text=value)
        setattr(row, each.name, value)
    if not row.name:
        raise Invalid("name", "contact.name_missing")
    for email in row.emails:
        if "@" not in email.strip("@") or " " in email:
            raise Invalid("emails", "contact.email_unreadable", text=email)
    row.phones = tuple(number for text in draft.phones for number in phones.split(text))
    row.sort_key = readings.sort_key(row.name, is_person=True)
    for name, value in columns_of(draft.birthday).items():
        setattr(row, name, value)


def _fill_custom(session: Session, row: Contact, draft: ContactDraft) -> None:
    if draft.custom != tuple(row.custom.items()):
        custom_fields.set_values(session, row, dict(draft.custom))


def _keep_one_primary(session: Session, row: Contact) -> None:
    if row.is_primary:
        for other in of_client(session, row.client_id):
            if other.id != row.id and other.is_primary:
                other.is_primary = False
