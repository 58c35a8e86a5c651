"""People at a client come, leave, move on and are followed by others; nobody's history is lost (D-5.7).

Each of these is one named batch, so that one undo takes all of it back. Facts refer to the contact and the
client they happened with and are never overwritten. A person who moves therefore gets a second contact, a
card at the new client, or the one that is there already: all personal fields, phones, relatives and our ties
are carried over, and two staff changes name both cards, ``moved`` at the old client and ``arrived`` at the new
one. ``cards`` follows them in both directions, and a person's page shows the facts of all their cards as one
history.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import clients, contacts, namesakes, touches
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.errors import Invalid, Refused
from kam_desktop.core.namesakes import Person
from kam_desktop.core.rules import names, text_diff
from kam_desktop.core.rules.kinds import StaffChangeKind
from kam_desktop.core.store import changes
from kam_desktop.core.store.tables import Client, Contact, Relative, StaffChange, Tie

_CARRIED: Final = (
    "name", "sort_key", "greeting_name", "attitude", "phones", "emails", "wechat", "birthday_calendar",
    "birthday_year", "birthday_month", "birthday_day", "birthday_is_leap", "family", "hometown", "hobbies",
    "personality", "taboos", "preferred_channel", "preferred_hours", "notes", "custom",
)  # fmt: skip
_OF_RELATIVE: Final = (
    "name", "relation", "birthday_calendar", "birthday_year", "birthday_month", "birthday_day", "birthday_is_leap",
    "notes",
)  # fmt: skip
_MOST_CARDS: Final = 50  # of one person; damaged rows must not be followed for ever


class Card(NamedTuple):
    """One of a person's cards: at which client, and since when and until when, as far as it is known."""

    contact_id: str
    client_id: str
    client: str
    title: str
    since_on: date | None
    left_on: date | None


class Change(NamedTuple):
    """A staff change in plain values; the names are empty where the other side is not known any more."""

    id: str
    kind: StaffChangeKind
    on: date
    contact_id: str
    name: str
    other_client_id: str | None
    other_client: str
    other_contact_id: str | None
    other_name: str
    notes: str


@dataclass(frozen=True, slots=True)
class Succession:
    """What a successor would take over; a person may take any of it out before it is saved."""

    title: str = ""
    buying_role: str = ""
    influence: int | None = None
    reports_to_id: str | None = None
    is_primary: bool = False
    report_ids: tuple[str, ...] = ()


def arrive(session: Session, client_id: str, draft: ContactDraft, *, on: date, today: date, notes: str = "") -> str:
    """Somebody new came to the client; returns the contact's id."""
    _check_day(on, today)
    changes.begin_batch(session, "arrive", draft.name)
    contact_id = contacts.create(session, client_id, draft, today=today)
    _note(session, contacts.get(session, contact_id), StaffChangeKind.ARRIVED, on, notes)
    return contact_id


def leave(session: Session, contact_id: str, *, on: date, today: date, notes: str = "") -> None:
    """Somebody left the client; what was planned with them is put away, the dossier stays."""
    _check_day(on, today)
    row = _present(session, contact_id)
    changes.begin_batch(session, "leave", row.name)
    _take_leave(session, row, on, notes)
    touches.replan(session, row.client_id, today=today)


def come_back(session: Session, contact_id: str, *, on: date, today: date, notes: str = "") -> None:
    """Somebody who left is here again."""
    _check_day(on, today)
    row = contacts.get(session, contact_id)
    if not row.has_left:
        raise Refused("contact.has_not_left", name=row.name)
    changes.begin_batch(session, "come_back", row.name)
    row.has_left = False
    contacts.note_presence(session, row, on=on, notes=names.clean(notes, 65_536))
    touches.replan(session, row.client_id, today=today)


def move(
    session: Session, contact_id: str, to_client_id: str, *, on: date, today: date, title: str = "", notes: str = ""
) -> str:
    """Somebody works for another of our clients now; returns the id of their card there.

    Who is known there already, by name and number, has that card: what it does not say, the old one adds. Title, part in buying,
    influence and superior belong to the old post and are not carried over.
    """
    _check_day(on, today)
    row, there = contacts.get(session, contact_id), clients.get(session, to_client_id)
    if there.id == row.client_id:
        raise Invalid("client", "contact.moved_to_same", client=there.name)
    changes.begin_batch(session, "move", row.name)
    is_here = not row.has_left
    card = _card_at(session, row, there.id)
    card.title = names.clean(title, 128) or card.title
    _carry(session, row, card)
    if is_here:
        row.has_left = True
        left = contacts.note_presence(session, row, on=on, notes=names.clean(notes, 65_536))
        left.kind = StaffChangeKind.MOVED.value
    else:
        left = _note(session, row, StaffChangeKind.MOVED, on, notes)
    left.other_client_id, left.other_contact_id = there.id, card.id
    came = _note(session, card, StaffChangeKind.ARRIVED, on, "")
    came.other_client_id, came.other_contact_id = row.client_id, row.id
    for client_id in (row.client_id, there.id):
        touches.replan(session, client_id, today=today)
    return card.id


def succession(session: Session, contact_id: str) -> Succession:
    """What the successor of this person would take over, as a proposal."""
    row = contacts.get(session, contact_id)
    reports = session.scalars(
        select(Contact.id)
        .where(
            Contact.client_id == row.client_id, Contact.reports_to_id == row.id, Contact.deleted_at.is_(None),
            ~Contact.has_left,
        )
        .order_by(Contact.sort_key, Contact.id)
    )  # fmt: skip
    return Succession(
        row.title, row.buying_role, row.influence, row.reports_to_id, row.is_primary or row.has_left, tuple(reports)
    )


def succeed(
    session: Session, contact_id: str, successor_id: str, taken: Succession, *, on: date, today: date, notes: str = ""
) -> None:
    """Another contact of the client follows this one, who leaves on that day if they are still there."""
    _check_day(on, today)
    row = contacts.get(session, contact_id)
    successor = contacts.of(session, row.client_id, successor_id)
    if successor.id == row.id:
        raise Invalid("successor", "contact.succeeds_self", name=row.name)
    changes.begin_batch(session, "succeed", row.name)
    if not row.has_left:
        _take_leave(session, row, on, "")
    row.successor_id = successor.id
    _note(session, row, StaffChangeKind.SUCCEEDED, on, notes).other_contact_id = successor.id
    _take_over(session, row, successor, taken)
    touches.replan(session, row.client_id, today=today)


def succeed_by_new(
    session: Session, contact_id: str, draft: ContactDraft, taken: Succession, *, on: date, today: date, notes: str = ""
) -> str:
    """Somebody new arrives and follows this person; returns the new contact's id."""
    row = contacts.get(session, contact_id)
    changes.begin_batch(session, "succeed", row.name)
    successor_id = arrive(session, row.client_id, draft, on=on, today=today)
    succeed(session, contact_id, successor_id, taken, on=on, today=today, notes=notes)
    return successor_id


def cards(session: Session, contact_id: str) -> list[Card]:
    """All cards of one person, the oldest first; each step is one look-up by contact."""
    ids = [contact_id]
    while (before := _linked(session, ids[0], StaffChangeKind.ARRIVED)) and _is_new(before, ids):
        ids.insert(0, before)
    while (after := _linked(session, ids[-1], StaffChangeKind.MOVED)) and _is_new(after, ids):
        ids.append(after)
    rows = session.execute(
        select(Contact.id, Contact.client_id, Client.name, Contact.title, Contact.left_on)
        .join(Client, Client.id == Contact.client_id)
        .where(Contact.id.in_(ids))
    )
    found = {row.id: row for row in rows}
    since = _arrivals(session, ids)
    return [
        Card(one, found[one].client_id, found[one].name, found[one].title, since.get(one), found[one].left_on)
        for one in ids
        if one in found
    ]


def of_people(session: Session, contact_ids: Sequence[str]) -> list[Change]:
    """The staff changes of these contacts, newest first."""
    return _changes(session, StaffChange.contact_id.in_(contact_ids))


def of_client(session: Session, client_id: str) -> list[Change]:
    """The staff changes at a client, newest first."""
    return _changes(session, StaffChange.client_id == client_id)


def _changes(session: Session, condition: object) -> list[Change]:
    rows = session.execute(
        select(
            StaffChange.id, StaffChange.kind, StaffChange.on, StaffChange.contact_id, StaffChange.other_client_id,
            StaffChange.other_contact_id, StaffChange.notes,
        )
        .where(condition, StaffChange.deleted_at.is_(None))  # type: ignore[arg-type]
        .order_by(StaffChange.on.desc(), StaffChange.id.desc())
    ).all()  # fmt: skip
    people = {each for row in rows for each in (row.contact_id, row.other_contact_id) if each}
    others = {row.other_client_id for row in rows if row.other_client_id}
    who = {row.id: row.name for row in session.execute(select(Contact.id, Contact.name).where(Contact.id.in_(people)))}
    where = {row.id: row.name for row in session.execute(select(Client.id, Client.name).where(Client.id.in_(others)))}
    return [
        Change(
            row.id, StaffChangeKind(row.kind), row.on, row.contact_id, who.get(row.contact_id, ""), row.other_client_id,
            where.get(row.other_client_id or "", ""), row.other_contact_id, who.get(row.other_contact_id or "", ""),
            row.notes,
        )
        for row in rows
    ]  # fmt: skip


def _present(session: Session, contact_id: str) -> Contact:
    row = contacts.get(session, contact_id)
    if row.has_left:
        raise Refused("contact.has_left_already", name=row.name)
    return row


def _take_leave(session: Session, row: Contact, on: date, notes: str) -> None:
    row.has_left = True
    contacts.note_presence(session, row, on=on, notes=names.clean(notes, 65_536))


def _note(session: Session, row: Contact, kind: StaffChangeKind, on: date, notes: str) -> StaffChange:
    change = StaffChange(
        scope_id=row.client_id, client_id=row.client_id, contact_id=row.id, kind=kind.value, on=on,
        notes=names.clean(notes, 65_536),
    )  # fmt: skip
    session.add(change)
    return change


def _card_at(session: Session, row: Contact, client_id: str) -> Contact:
    """The card of this person at another client: the one that is there, with what it did not say, or a new one."""
    known = contacts.of_client(session, client_id)
    here = (each for each in known if not each.has_left)
    card = next((each for each in here if namesakes.is_one(each, row) and namesakes.share_reach(each, row)), None)
    if card is None:
        values = {name: getattr(row, name) for name in _CARRIED}
        card = Contact(scope_id=client_id, client_id=client_id, is_primary=not known, **values)
        session.add(card)
    else:
        both = Person(row.id, row.name, card.id, card.name, namesakes.join(card, row, {}, {})).values
        for name in _CARRIED:
            setattr(card, name, both[name])
    session.flush()
    return card


def _carry(session: Session, row: Contact, card: Contact) -> None:
    """Relatives and ties go with the person; the old card keeps its own."""
    said = [[getattr(each, name) for name in _OF_RELATIVE] for each in contacts.relatives_of(session, [card.id])]
    for each in contacts.relatives_of(session, [row.id]):
        values = {name: getattr(each, name) for name in _OF_RELATIVE}
        if list(values.values()) not in said:
            session.add(Relative(scope_id=card.client_id, contact_id=card.id, **values))
    ties = session.scalars(select(Tie).where(Tie.contact_id.in_((row.id, card.id)), Tie.deleted_at.is_(None))).all()
    here = {tie.colleague: tie for tie in ties if tie.contact_id == card.id}
    for tie in (each for each in ties if each.contact_id == row.id):
        if (own := here.get(tie.colleague)) is None:
            own = Tie(scope_id=card.client_id, client_id=card.client_id, contact_id=card.id, colleague=tie.colleague)
            session.add(own)
        own.strength, own.notes = max(own.strength, tie.strength), text_diff.both(own.notes, tie.notes)


def _take_over(session: Session, row: Contact, successor: Contact, taken: Succession) -> None:
    for name in ("title", "buying_role", "influence"):
        if getattr(taken, name):
            setattr(successor, name, getattr(taken, name))
    for report_id in taken.report_ids:
        if report_id != successor.id:
            contacts.of(session, successor.client_id, report_id).reports_to_id = successor.id
    if taken.reports_to_id and taken.reports_to_id != successor.id:
        successor.reports_to_id = taken.reports_to_id
    elif successor.reports_to_id == row.id:
        successor.reports_to_id = None  # nobody reports to the one whose place they took
    session.flush()
    contacts.check_superior(session, successor)
    if taken.is_primary:
        for other in contacts.of_client(session, successor.client_id):
            other.is_primary = other.id == successor.id


def _linked(session: Session, contact_id: str, kind: StaffChangeKind) -> str | None:
    return session.scalar(
        select(StaffChange.other_contact_id)
        .join(Contact, Contact.id == StaffChange.other_contact_id)
        .where(
            StaffChange.contact_id == contact_id, StaffChange.kind == kind, StaffChange.deleted_at.is_(None),
            StaffChange.other_client_id.is_not(None), Contact.deleted_at.is_(None),
        )
        .order_by(StaffChange.on.desc(), StaffChange.id.desc())
        .limit(1)
    )  # fmt: skip


def _is_new(contact_id: str, ids: Sequence[str]) -> bool:
    return contact_id not in ids and len(ids) < _MOST_CARDS


def _arrivals(session: Session, contact_ids: Sequence[str]) -> dict[str, date]:
    rows = session.execute(
        select(StaffChange.contact_id, StaffChange.on)
        .where(
            StaffChange.contact_id.in_(contact_ids), StaffChange.kind == StaffChangeKind.ARRIVED,
            StaffChange.deleted_at.is_(None),
        )
        .order_by(StaffChange.on)
    )  # fmt: skip
    return {row.contact_id: row.on for row in rows}


def _check_day(on: date, today: date) -> None:
    touches.check_day(on)
    if on > today:
        raise Invalid("on", "staff_change.in_future", on=on.isoformat())
