"""Contacts: the people at a client (D-2.2)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import clients, custom_fields, missing, touches
from kam_desktop.core.errors import Conflict, Invalid, NotFound
from kam_desktop.core.identity import now
from kam_desktop.core.planning_facts import birthday_of
from kam_desktop.core.records import RelativeRecord
from kam_desktop.core.rules import names, phones, readings, relations
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import (
    Activity,
    Attitude,
    BuyingRole,
    Channel,
    Relation,
    StaffChangeKind,
    TouchState,
)
from kam_desktop.core.store import changes
from kam_desktop.core.store.tables import Contact, Relative, StaffChange, Touch

VOCABULARY = {"buying_role": BuyingRole, "attitude": Attitude, "preferred_channel": Channel}
NAMED = frozenset({"name", "greeting_name"})
LONG = frozenset({"notes", "family", "hobbies", "personality", "taboos"})


@dataclass(frozen=True, slots=True)
class RelativeDraft:
    """Somebody outside work who matters to a contact; ``id`` is empty for a new one."""

    name: str = ""
    relation: str = ""
    birthday: PartialDate | None = None
    notes: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """What a form gives for one person. ``revision`` is the one that was read, 0 for a new contact.

    ``influence`` is 1 to 3 or not known. ``relatives`` are all of them, or None to leave them as they are.
    """

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
    influence: int | None = None
    is_official: bool = False
    reports_to_id: str | None = None
    relatives: tuple[RelativeDraft, ...] | None = None
    revision: int = 0


def create(session: Session, client_id: str, draft: ContactDraft, *, today: date) -> str:
    """Add a person to a client; returns the id. The first one is the main contact."""
    clients.get(session, client_id)
    row = Contact(scope_id=client_id, client_id=client_id, name="")
    _fill(row, draft)
    _fill_custom(session, row, draft)
    if not of_client(session, client_id):
        row.is_primary = True
    check_superior(session, row)
    session.add(row)
    if row.has_left:
        row.left_on = today
    _keep_one_primary(session, row)
    _keep_relatives(session, row, draft)
    touches.replan(session, client_id, today=today)
    return row.id


def update(session: Session, contact_id: str, draft: ContactDraft, *, today: date) -> None:
    """Save an edited person; refuses when somebody saved them meanwhile."""
    row = get(session, contact_id)
    if row.revision != draft.revision:
        raise Conflict("record.changed_meanwhile")
    had_left, superior = row.has_left, row.reports_to_id
    _fill(row, draft)
    _fill_custom(session, row, draft)
    if row.reports_to_id != superior:
        check_superior(session, row)
    if row.has_left != had_left:
        note_presence(session, row, on=today)
    _keep_one_primary(session, row)
    _keep_relatives(session, row, draft)
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


def note_presence(session: Session, row: Contact, *, on: date, notes: str = "") -> StaffChange:
    """Keep the day and the fact after ``has_left`` was turned: left, or here again (D-5.7).

    Who left is not the main contact any more, and what was booked with them is put away. ``replan`` must follow.
    """
    row.left_on = on if row.has_left else None
    if row.has_left:
        row.is_primary = False
        _put_away_touches(session, row)
    kind = StaffChangeKind.LEFT if row.has_left else StaffChangeKind.ARRIVED
    change = StaffChange(
        scope_id=row.client_id, client_id=row.client_id, contact_id=row.id, kind=kind.value, on=on, notes=notes
    )
    session.add(change)
    return change


def turn(session: Session, has_left: Mapping[str, bool], *, on: date) -> None:
    """These people left, or are here again, as a list says that is taken in. ``replan`` must follow."""
    for contact_id, is_gone in has_left.items():
        row = session.get(Contact, contact_id, populate_existing=True)
        if row is not None and row.has_left != is_gone:
            row.has_left = is_gone
            note_presence(session, row, on=on)
    session.flush()


def add_relatives(session: Session, found: Iterable[tuple[str, str, RelativeRecord]]) -> None:
    """New ones of families, as a list tells of them: contact, client, who."""
    rows = [
        changes.new_row(
            client_id, contact_id=contact_id, relation=each.relation, name=each.name, notes=each.notes,
            **columns_of(each.birthday),
        )
        for contact_id, client_id, each in found
    ]  # fmt: skip
    changes.insert_many(session, Relative, rows)


def check_superior(session: Session, row: Contact) -> None:
    """Refuse a superior of another client, and one who stands below this person."""
    if not row.reports_to_id:
        row.reports_to_id = None
        return
    superior = of(session, row.client_id, row.reports_to_id)
    rows = session.execute(
        select(Contact.id, Contact.reports_to_id).where(
            Contact.client_id == row.client_id, Contact.deleted_at.is_(None), Contact.id != row.id
        )
    )
    if relations.closes_circle(row.id, superior.id, {each.id: each.reports_to_id for each in rows}):
        raise Invalid("reports_to_id", "contact.reports_in_circle", name=row.name, superior=superior.name)


def relatives_of(session: Session, contact_ids: Sequence[str]) -> list[Relative]:
    """The people outside work who matter to these contacts: spouse, children, parents, others."""
    order = {relation.value: place for place, relation in enumerate(Relation)}
    found = session.scalars(select(Relative).where(Relative.contact_id.in_(contact_ids), Relative.deleted_at.is_(None)))
    return sorted(found, key=lambda row: (order.get(row.relation, len(order)), row.birthday_year or 0, row.id))


def relative_draft(row: Relative) -> RelativeDraft:
    """The editable part of a relative as it is now."""
    return RelativeDraft(row.name, row.relation, birthday_of(row), row.notes, row.id)


def get(session: Session, contact_id: str) -> Contact:
    """One contact by id."""
    row = session.get(Contact, contact_id)
    if row is None or row.deleted_at is not None:
        raise missing.contact(session, contact_id)
    return row


def of(session: Session, client_id: str, contact_id: str) -> Contact:
    """One contact of this client; ``NotFound`` for somebody else's."""
    row = get(session, contact_id)
    if row.client_id != client_id:
        raise missing.contact(session, contact_id)
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
    made = ("birthday", "custom", "relatives")
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
        if each.name in ("revision", "birthday", "custom", "relatives"):
            continue
        if isinstance(value, str):
            value = names.clean(value, 65_536) if each.name in LONG else names.in_one_line(names.clean(value))
            value = names.unpadded(value) if each.name in NAMED else value
        if value and each.name in VOCABULARY and value not in set(VOCABULARY[each.name]):
            raise Invalid(each.name, "value.unknown", text=value)
        setattr(row, each.name, value)
    if not row.name:
        raise Invalid("name", "contact.name_missing")
    if row.influence is not None and not relations.LEAST <= row.influence <= relations.MOST:
        raise Invalid("influence", "value.unknown", text=row.influence)
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


def _put_away_touches(session: Session, row: Contact) -> None:
    """What a person booked with somebody who left; a visit that stands keeps its own touch."""
    held = select(Touch).where(
        Touch.client_id == row.client_id, Touch.contact_id == row.id, Touch.state == TouchState.PLANNED,
        Touch.is_pinned, Touch.visit_id.is_(None), Touch.deleted_at.is_(None),
    )  # fmt: skip
    for touch in session.scalars(held):
        touch.deleted_at = now()


def _keep_relatives(session: Session, row: Contact, draft: ContactDraft) -> None:
    """Bring the stored relatives in line with the draft's; those it does not name are put away."""
    if draft.relatives is None:
        return
    stored = {each.id: each for each in relatives_of(session, [row.id])}
    for given in draft.relatives:
        known = stored.pop(given.id, None)
        if known is None:
            known = Relative(scope_id=row.client_id, contact_id=row.id)
            session.add(known)
        _fill_relative(known, given)
    for gone in stored.values():
        gone.deleted_at = now()


def _fill_relative(row: Relative, draft: RelativeDraft) -> None:
    row.name, row.notes = names.called(names.clean(draft.name, 512)), names.clean(draft.notes, 65_536)
    if draft.relation and draft.relation not in set(Relation):
        raise Invalid("relatives", "value.unknown", text=draft.relation)
    if not row.name and not draft.relation:
        raise Invalid("relatives", "contact.relative_unnamed")
    row.relation = draft.relation
    for name, value in columns_of(draft.birthday).items():
        setattr(row, name, value)
