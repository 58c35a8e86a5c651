"""What to say and what not to say, drawn from the dossier in order of what matters now (D-5.10)."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import commitments, contacts, gift_facts, notes, occasions, planning_facts
from kam_desktop.core.planning_facts import birthday_of
from kam_desktop.core.rules import cautions, dates, talk_order
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import Calendar, Channel, Relation, TouchKind
from kam_desktop.core.rules.talk_order import SOON_DAYS
from kam_desktop.core.store.tables import Client, Contact, EnvironmentEvent, Gift, Interaction, Touch

_NOTED = 3  # notes since the last contact
_LOOKED_AT = 12
_WITH_PURPOSE = frozenset(TouchKind) - {TouchKind.PERIODIC, TouchKind.BUSINESS}


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


def draw(
    session: Session, client_id: str, contact_id: str | None, *, today: date, touch_id: str | None = None
) -> Points:
    """The points for talking with one person (or whoever answers) at a client.

    With a touch, what it is for comes first: the script of an event, the occasion, the favour.
    """
    known = contacts.of_client(session, client_id)
    person = next((each for each in known if each.id == contact_id), known[0] if known else None)
    people = [each for each in known if not each.has_left or each is person]
    touch = session.get(Touch, touch_id) if touch_id else None
    points = [
        *_cautions(session, client_id, people), *_purpose(session, touch), *_promises(session, client_id), *_birthdays(session, people, today),
        *_occasions(session, client_id, touch, today), *_last(session, client_id), *_noted(session, client_id, people, person),
        *_interests(session, person, touch, today), *_likes(person),
    ]  # fmt: skip
    return Points(
        _taboos(people, person), talk_order.in_order(points, today=today), _last_gift(session, client_id, person),
        person.phones if person else (), person.greeting_name if person else "",
        person.preferred_hours if person else "", tuple(each.name for each in people),
    )  # fmt: skip


def _purpose(session: Session, touch: Touch | None) -> list[Point]:
    """Why one calls, where that is more than the clock."""
    if touch is None or touch.kind not in _WITH_PURPOSE:
        return []
    points = [Point("reason", {"reason": touch.reason, **touch.reason_params})]
    event = session.get(EnvironmentEvent, touch.source_id) if touch.source_id else None
    if event is not None and event.script:
        points.append(Point("script", {"text": event.script}))
    return points


def _likes(person: Contact | None) -> list[Point]:
    points = []
    if person and person.hobbies:
        points.append(Point("hobby", {"name": person.name, "text": person.hobbies}))
    if person and person.family:
        points.append(Point("family", {"name": person.name, "text": person.family}))
    return points


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


def _cautions(session: Session, client_id: str, people: list[Contact]) -> list[Point]:
    """What only the notes say of taboos, once each; personal notes are marked: paper has no private facts unasked for."""
    client = session.get(Client, client_id)
    who = {each.id: each.name for each in people}
    said = [("", client.notes if client else "", False), *((each.name, each.notes, False) for each in people)]
    said += [
        (who.get(each.contact_id, ""), each.text, each.is_private)
        for each in notes.of_client(session, client_id, with_private=True)
        if not each.contact_id or each.contact_id in who
    ]
    known = "\n".join(each.taboos for each in people)
    found: dict[str, Point] = {}
    for name, text, is_private in said:
        for line in cautions.lines(text):
            if line not in known:
                words = f"{name}：{line}" if name else line
                found.setdefault(words, Point("caution", {"text": words, "is_private": is_private}))
    return list(found.values())


def _birthdays(session: Session, people: list[Contact], today: date) -> list[Point]:
    """Theirs, and those of the people who matter to them."""
    names = {each.id: each.name for each in people}
    born: list[tuple[str, dict[str, Any], PartialDate | None]] = [
        ("birthday", {"name": each.name}, birthday_of(each)) for each in people
    ]
    for each in contacts.relatives_of(session, list(names)):
        params = {"name": names[each.contact_id], "relative": each.name, "relation": each.relation or Relation.OTHER}
        born.append(("birthday_relative", params, birthday_of(each)))
    return [point for code, params, birthday in born if (point := _birthday(code, params, birthday, today))]


def _birthday(code: str, params: dict[str, Any], birthday: PartialDate | None, today: date) -> Point | None:
    on = dates.next_occurrence(birthday, today) if birthday else None
    if birthday is None or on is None or on > today + timedelta(days=SOON_DAYS):
        return None
    return Point(code, {**params, "birthday": dates.to_text(birthday), "age": dates.age_on(birthday, on)}, on)


def _occasions(session: Session, client_id: str, touch: Touch | None, today: date) -> list[Point]:
    """Coming days of the client and its people, but for the one that the touch is about."""
    found = []
    for each in occasions.of_client(session, client_id):
        every = PartialDate(Calendar.SOLAR, None, each.on.month, each.on.day)
        on = dates.next_occurrence(every, max(today, each.on)) if each.is_yearly else each.on
        if on is not None and not (touch and touch.source_id == each.id):
            found.append(Point("occasion", {"occasion": each.kind, "title": each.title, "name": each.person}, on))
    return found


def _interests(session: Session, person: Contact | None, touch: Touch | None, today: date) -> list[Point]:
    """What is about to take place and the person likes."""
    hobbies = person.hobbies.casefold() if person else ""
    found = []
    for each in planning_facts.world(session, today=today).interests if hobbies else ():
        liked = next((word for word in each.words if word and word in hobbies), None)
        is_near = each.on <= today + timedelta(days=SOON_DAYS)
        if person and liked and is_near and not (touch and touch.source_id == each.id):
            found.append(Point("interest", {"name": person.name, "title": each.title, "liked": liked}, each.on))
    return found


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


def _noted(session: Session, client_id: str, people: list[Contact], person: Contact | None) -> list[Point]:
    """What was noted since the last contact, such as calls that reached nobody. A caution stands with the cautions."""
    last = session.execute(
        select(Interaction.on, Interaction.id)
        .where(Interaction.client_id == client_id, Interaction.deleted_at.is_(None))
        .order_by(Interaction.on.desc(), Interaction.id.desc())
        .limit(1)
    ).first()
    since = (last.on or date.min, last.id) if last else (date.min, "")
    who = {each.id: each.name for each in people if each is not person}
    known = {"", *(each.id for each in people)}
    found = [
        (each.on, f"{who[each.contact_id]} · {each.text}" if each.contact_id in who else each.text)
        for each in notes.of_client(session, client_id, limit=_LOOKED_AT)
        if each.on is not None
        and (each.on, each.id) > since
        and each.contact_id in known
        and not cautions.lines(each.text)
    ]
    return [Point("note", {"text": text}, on) for on, text in found[:_NOTED]]


def _last_gift(session: Session, client_id: str, person: Contact | None) -> Point | None:
    statement = select(Gift).where(Gift.client_id == client_id, gift_facts.GIVEN)
    if person:
        statement = statement.where(Gift.contact_id == person.id)
    row = session.scalar(statement.order_by(Gift.on.desc(), Gift.id.desc()).limit(1))
    if row is None:
        return None
    params = {"item": row.item, "value": row.value_minor, "currency": row.currency, "occasion": row.occasion}
    return Point("gift", {**params, "reception": row.reception}, row.on)
