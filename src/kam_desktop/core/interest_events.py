"""Coming events that people may like: a list the user keeps, or a calendar file read in (D-5.6)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import touches
from kam_desktop.core.errors import Invalid, NotFound
from kam_desktop.core.identity import derived_id, now
from kam_desktop.core.rules import names
from kam_desktop.core.store import plain_rows
from kam_desktop.core.store.tables import InterestEvent

_LONGEST = 20  # words of one event


@dataclass(frozen=True, slots=True)
class InterestDraft:
    """What is to take place; ``words`` are looked for in people's hobbies. ``uid`` is its id in a calendar file."""

    title: str
    on: date
    words: tuple[str, ...] = ()
    until_on: date | None = None
    place: str = ""
    uid: str = ""


class InterestRow(NamedTuple):
    """An event as it is shown, and how many people are to hear of it."""

    id: str
    title: str
    on: date
    until_on: date | None
    words: tuple[str, ...]
    place: str
    people: int


def add(session: Session, draft: InterestDraft, *, today: date) -> str:
    """Keep an event and plan for those who like it; returns its id. The same ``uid`` again edits it."""
    row = _row_of(session, draft)
    _fill(row, draft)
    session.add(row)
    session.flush()
    _plan(session, row.words, today)
    return row.id


def take(session: Session, drafts: Iterable[InterestDraft], *, today: date) -> int:
    """Events of a calendar file that are still to come; returns how many. Reading it again changes nothing."""
    words: dict[str, None] = {}
    taken = 0
    for draft in drafts:
        if draft.on < today:
            continue
        row = _row_of(session, draft)
        _fill(row, draft)
        session.add(row)
        words |= dict.fromkeys(row.words)
        taken += 1
    session.flush()
    _plan(session, tuple(words), today)
    return taken


def remove(session: Session, event_id: str) -> None:
    """Take an event away with what was planned for it."""
    row = session.get(InterestEvent, event_id)
    if row is None or row.deleted_at is not None:
        raise NotFound("event.not_found")
    row.deleted_at = now()
    touches.forget_sources(session)


def rows(session: Session, *, today: date) -> list[InterestRow]:
    """The events to come, the next first."""
    sql = """SELECT e.id, e.title, e."on", e.until_on, e.words, e.place, (SELECT count(*) FROM touch t
        WHERE t.source_id = e.id AND t.deleted_at IS NULL) FROM interest_event e
        WHERE e.deleted_at IS NULL AND e."on" >= :today ORDER BY e."on", e.id"""
    day = plain_rows.day
    return [
        InterestRow(row[0], row[1], day(row[2]) or date.min, day(row[3]), plain_rows.texts(row[4]), row[5], row[6])
        for row in plain_rows.rows(session, sql, {"today": today.isoformat()})
    ]


def _row_of(session: Session, draft: InterestDraft) -> InterestEvent:
    if draft.uid:
        known = session.scalar(
            select(InterestEvent).where(InterestEvent.id == derived_id(f"interest:{draft.uid}:{draft.on.isoformat()}"))
        )
        if known is not None:
            known.deleted_at = None
            return known
        key = derived_id(f"interest:{draft.uid}:{draft.on.isoformat()}")
        return InterestEvent(id=key, scope_id="team", title="", on=draft.on, uid=draft.uid[:255])
    return InterestEvent(scope_id="team", title="", on=draft.on)


def _fill(row: InterestEvent, draft: InterestDraft) -> None:
    title = names.clean(draft.title, 255)
    if not title:
        raise Invalid("title", "event.title_missing")
    touches.check_day(draft.on)
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
    if found:
        touches.plan_some(session, list(found), today=today)
