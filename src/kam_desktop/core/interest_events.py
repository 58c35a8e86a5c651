"""Coming events that people may like: a list the user keeps, or a calendar file read in (D-5.6)."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from kam_desktop.core import touches
from kam_desktop.core.errors import Conflict, Invalid, NotFound
from kam_desktop.core.identity import derived_id, now
from kam_desktop.core.rules import names
from kam_desktop.core.store import plain_rows
from kam_desktop.core.store.tables import InterestEvent

_LONGEST: Final = 20  # words of one event
_BETWEEN: Final = re.compile(r"[，,、;；。/|\s]+")
_HOBBIES = """SELECT p.hobbies, count(*) FROM contact p JOIN client c ON c.id = p.client_id
    WHERE p.hobbies <> '' AND NOT p.has_left AND p.deleted_at IS NULL AND c.deleted_at IS NULL GROUP BY p.hobbies"""
_WHO = """SELECT p.id, p.name, p.title, p.client_id, c.short_name, c.tier, p.hobbies FROM contact p
    JOIN client c ON c.id = p.client_id
    WHERE p.hobbies <> '' AND NOT p.has_left AND p.deleted_at IS NULL AND c.deleted_at IS NULL
    ORDER BY c.tier = '', c.tier, p.sort_key, p.id"""


@dataclass(frozen=True, slots=True)
class InterestDraft:
    """What is to take place; ``words`` are looked for in people's hobbies. ``uid`` is its id in a calendar file.

    ``revision`` is the one that was read.
    """

    title: str
    on: date
    words: tuple[str, ...] = ()
    until_on: date | None = None
    place: str = ""
    uid: str = ""
    revision: int = 0


class InterestRow(NamedTuple):
    """An event as it is shown, and how many people like it."""

    id: str
    title: str
    on: date
    until_on: date | None
    words: tuple[str, ...]
    place: str
    people: int
    revision: int


class Fan(NamedTuple):
    """Somebody who likes an event; ``liked`` is the word by which it was found."""

    id: str
    name: str
    title: str
    client_id: str
    client: str
    tier: str
    hobbies: str
    liked: str


class Taken(NamedTuple):
    """What a calendar file brought, or would bring: ``past`` ones and those a person removed are left alone."""

    new: int = 0
    changed: int = 0
    same: int = 0
    past: int = 0
    removed: int = 0


def add(session: Session, draft: InterestDraft, *, today: date) -> str:
    """Keep an event and plan for those who like it; returns its id. The same ``uid`` again edits it."""
    row = _known(session, draft) or _new(draft)
    row.deleted_at = None
    _fill(row, draft)
    session.add(row)
    session.flush()
    _plan(session, row.words, today)
    return row.id


def edit(session: Session, event_id: str, draft: InterestDraft, *, today: date) -> None:
    """Save an edited event; those who liked it before are planned anew too."""
    row = get(session, event_id)
    if row.revision != draft.revision:
        raise Conflict("record.changed_meanwhile")
    before = row.words
    _fill(row, draft)
    session.flush()
    _plan(session, (*before, *row.words), today)


def take(session: Session, drafts: Iterable[InterestDraft], *, today: date) -> Taken:
    """Events of a calendar file that are still to come. Reading it again changes nothing: what a person wrote since
    then into the words stays, and what a person removed stays away."""
    return _take(session, drafts, today, is_real=True)


def weigh(session: Session, drafts: Iterable[InterestDraft], *, today: date) -> Taken:
    """What ``take`` would do."""
    return _take(session, drafts, today, is_real=False)


def _take(session: Session, drafts: Iterable[InterestDraft], today: date, *, is_real: bool) -> Taken:
    hobbies = _hobby_words(session)
    words: dict[str, None] = {}
    found: Counter[str] = Counter()
    for draft in dict.fromkeys(drafts):
        row = _known(session, draft)
        what = _news(row, draft, today)
        found[what] += 1
        if is_real and what in ("new", "changed"):
            row = row or _new(draft)
            _fill(row, replace(draft, words=row.words or draft.words or _words_in(draft.title, hobbies)))
            session.add(row)
            words |= dict.fromkeys(row.words)
    if words:
        session.flush()
        _plan(session, tuple(words), today)
    return Taken(**found)


def _news(row: InterestEvent | None, draft: InterestDraft, today: date) -> str:
    if (draft.until_on or draft.on) < today:
        return "past"
    if row is None:
        return "new"
    if row.deleted_at is not None:
        return "removed"
    kept = (row.title, row.until_on, row.place)
    said = (names.clean(draft.title, 255), draft.until_on, names.clean(draft.place, 255))
    return "same" if kept == said else "changed"


def _hobby_words(session: Session) -> list[str]:
    """What people's hobbies are made of, the longest first."""
    found = {word for hobbies, _ in plain_rows.rows(session, _HOBBIES, {}) for word in _BETWEEN.split(hobbies)}
    return sorted((word for word in found if 2 <= len(word) <= 16), key=lambda word: (-len(word), word))


def _words_in(title: str, hobbies: Sequence[str]) -> tuple[str, ...]:
    """The hobbies that a title names: a file seldom says in a category what it is about."""
    folded = title.casefold()
    return tuple(word for word in hobbies if word.casefold() in folded)[:_LONGEST]


def remove(session: Session, event_id: str) -> None:
    """Take an event away with what was planned for it; undo brings it back."""
    get(session, event_id).deleted_at = now()
    touches.forget_sources(session)


def get(session: Session, event_id: str) -> InterestEvent:
    """One event by id."""
    row = session.get(InterestEvent, event_id)
    if row is None or row.deleted_at is not None:
        raise NotFound("event.not_found")
    return row


def rows(session: Session, *, today: date) -> list[InterestRow]:
    """The events to come or going on, the next first."""
    sql = """SELECT id, title, "on", until_on, words, place, revision FROM interest_event
        WHERE deleted_at IS NULL AND ("on" >= :today OR until_on >= :today) ORDER BY "on", id"""
    hobbies = [(text.casefold(), count) for text, count in plain_rows.rows(session, _HOBBIES, {})]
    day, found = plain_rows.day, []
    for row in plain_rows.rows(session, sql, {"today": today.isoformat()}):
        words = plain_rows.texts(row[4])
        folded = [word.casefold() for word in words if word]
        people = sum(count for text, count in hobbies if any(word in text for word in folded))
        found.append(InterestRow(row[0], row[1], day(row[2]) or date.min, day(row[3]), words, row[5], people, row[6]))
    return found


def who(session: Session, event_id: str) -> list[Fan]:
    """Those who like an event, key clients first."""
    words = [word for word in get(session, event_id).words if word]
    found = []
    for row in plain_rows.rows(session, _WHO, {}):
        folded = row[6].casefold()
        liked = next((word for word in words if word.casefold() in folded), None)
        if liked is not None:
            found.append(Fan._make((*row, liked)))
    return found


def _known(session: Session, draft: InterestDraft) -> InterestEvent | None:
    """The event of that file and day, one that was removed too."""
    return session.get(InterestEvent, _id_of(draft)) if draft.uid else None


def _new(draft: InterestDraft) -> InterestEvent:
    made = InterestEvent(scope_id="team", title="", on=draft.on, uid=draft.uid[:255])
    if draft.uid:
        made.id = _id_of(draft)
    return made


def _id_of(draft: InterestDraft) -> str:
    return derived_id(f"interest:{draft.uid}:{draft.on.isoformat()}")


def _fill(row: InterestEvent, draft: InterestDraft) -> None:
    title = names.clean(draft.title, 255)
    if not title:
        raise Invalid("title", "event.title_missing")
    touches.check_day(draft.on)
    if draft.until_on is not None and draft.until_on < draft.on:
        raise Invalid("until_on", "event.ends_before", on=draft.on.isoformat())
    cleaned = (names.clean(word, 64) for word in draft.words)
    words = tuple(dict.fromkeys(word for word in cleaned if word))[:_LONGEST]
    row.title, row.on, row.until_on, row.place = title, draft.on, draft.until_on, names.clean(draft.place, 255)
    row.words = words or (title,)


def _plan(session: Session, words: Sequence[str], today: date) -> None:
    """Those whose hobbies name one of the words are planned anew."""
    wanted = [word.casefold() for word in words]
    found: dict[str, None] = {}
    sql = "SELECT client_id, hobbies FROM contact WHERE hobbies <> '' AND deleted_at IS NULL AND NOT has_left"
    for client_id, hobbies in plain_rows.rows(session, sql, {}):
        folded = hobbies.casefold()
        if any(word in folded for word in wanted):
            found[client_id] = None
    touches.plan_soon(session, list(found), today=today)
