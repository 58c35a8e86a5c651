"""What to say and what not to say, drawn from the dossier in order of what matters now (D-5.10)."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import commitments, contacts
from kam_desktop.core.planning_facts import birthday_of
from kam_desktop.core.rules import dates
from kam_desktop.core.rules.kinds import Channel
from kam_desktop.core.store.tables import Contact, Gift, Interaction

SOON_DAYS = 30


@dataclass(frozen=True, slots=True)
class Point:
    """One line: worded as ``point.<code>`` with its parameters; ``on`` is the day it is about."""

    code: str
    params: dict[str, Any]
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Points:
    """Everything for one conversation. ``taboos`` are shown in red, one line each."""

    taboos: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    last_gift: Point | None = None
    phones: tuple[str, ...] = ()
    greeting_name: str = ""
    preferred_hours: str = ""
    people: tuple[str, ...] = field(default=())


def draw(session: Session, client_id: str, contact_id: str | None, *, today: date) -> Points:
    """The points for talking with one person (or whoever answers) at a client."""
    people = list(contacts.of_client(session, client_id))
    person = next((each for each in people if each.id == contact_id), people[0] if people else None)
    points = [*_birthdays(people, today), *_promises(session, client_id), *_last(session, client_id)]
    if person and person.hobbies:
        points.append(Point("hobby", {"name": person.name, "text": person.hobbies}))
    if person and person.family:
        points.append(Point("family", {"name": person.name, "text": person.family}))
    return Points(
        _taboos(people, person), tuple(points), _last_gift(session, client_id, person),
        person.phones if person else (), person.greeting_name if person else "",
        person.preferred_hours if person else "", tuple(each.name for each in people),
    )  # fmt: skip


def _taboos(people: list[Contact], person: Contact | None) -> tuple[str, ...]:
    """The person's own taboos first; those of others at the client with their name."""
    own = person.taboos.splitlines() if person else []
    others = [
        f"{each.name}：{line}"
        for each in people
        if each is not person
        for line in each.taboos.splitlines()
        if line.strip()
    ]
    return tuple(line.strip() for line in [*own, *others] if line.strip())


def _birthdays(people: list[Contact], today: date) -> list[Point]:
    found = []
    for person in people:
        birthday = birthday_of(person)
        on = dates.next_occurrence(birthday, today) if birthday else None
        if birthday and on and on <= today + timedelta(days=SOON_DAYS):
            params = {
                "name": person.name,
                "birthday": dates.to_text(birthday),
                "age": dates.age_on(birthday, on),
            }
            found.append(Point("birthday", params, on))
    return sorted(found, key=lambda point: point.on or today)


def _promises(session: Session, client_id: str) -> list[Point]:
    return [
        Point("commitment", {"text": each.text, "owner": each.owner, "side": each.side}, each.due_on)
        for each in commitments.open_of_client(session, client_id)[:4]
    ]


def _last(session: Session, client_id: str) -> list[Point]:
    rows = session.scalars(
        select(Interaction)
        .where(
            Interaction.client_id == client_id, Interaction.deleted_at.is_(None), Interaction.outcome != "",
            Interaction.gift_id.is_(None),
        )
        .order_by(Interaction.on.desc(), Interaction.id.desc())
        .limit(2)
    )  # fmt: skip
    return [Point("last", {"channel": Channel(row.channel), "text": row.outcome}, row.on) for row in rows]


def _last_gift(session: Session, client_id: str, person: Contact | None) -> Point | None:
    statement = select(Gift).where(Gift.client_id == client_id, Gift.deleted_at.is_(None), Gift.direction == "given")
    if person:
        statement = statement.where(Gift.contact_id == person.id)
    row = session.scalar(statement.order_by(Gift.on.desc(), Gift.id.desc()).limit(1))
    if row is None:
        return None
    params = {"item": row.item, "value": row.value_minor, "currency": row.currency, "occasion": row.occasion}
    return Point("gift", {**params, "reception": row.reception}, row.on)
