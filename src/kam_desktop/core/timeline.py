"""All dated facts of a client in one line of time, newest first, a page at a time (D-2.3).

Each kind is read along its (client_id, date) index and no further than the page goes, so that a page costs the same
for a client of 20 facts and one of 2,000. A page ends with a whole day: its last day is where the next one begins.
"""

import heapq
from collections.abc import Collection, Iterator
from datetime import date
from functools import cache
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, Final, NamedTuple

from sqlalchemy.orm import Session

from kam_desktop.core.rules.name_hits import Look
from kam_desktop.core.store import plain_rows
from kam_desktop.core.store.plain_rows import Execute, Row, Snapshot, day
from kam_desktop.core.timeline_facts import COUNTED, COUNTS, KINDS, NOTED_VISITS, Fact, Line

PAGE: Final = 50  # facts in one page
_FACTS: Final = {each.value: each for each in Fact}
_Found = tuple[str, Fact, Row]  # the day, the kind, what was read


class Page(NamedTuple):
    """A piece of the timeline; ``before`` is the day that asks for the next one, None at the end."""

    lines: list[Line]
    before: date | None


def page(
    session: Session | Snapshot,
    client_id: str,
    *,
    before: date | None = None,
    kinds: Collection[Fact] = (),
    visits: bool | None = None,
    contact_id: str = "",
    since: date | None = None,
    until: date | None = None,
    text: str = "",
    limit: int | None = PAGE,
) -> Page:
    """The newest facts of a client, or those older than ``before``. Personal notes are never among them.

    ``kinds`` empty means all; ``visits`` keeps of the contacts those by visit, or the others; ``contact_id`` keeps the facts that name this person; the days ``since`` and ``until``
    belong to the span; ``text`` is looked for as search does, in all that was written. The last day is given whole, so
    that there may be more than ``limit`` lines; None gives everything.
    """
    span = {
        "client": client_id, "contact": contact_id, "person": f'"{contact_id}"',
        "since": since.isoformat() if since else "0001-01-01", "until": until.isoformat() if until else "9999-12-31",
        "before": before.isoformat() if before else "~", "text": text, "visits": "" if visits is None else int(visits),
    }  # fmt: skip
    wanted = Look(text) if text.strip() else None
    execute = plain_rows.reader(session)
    many, few = _asked(frozenset(kinds), bool(contact_id))
    cursors: list[Any] = []
    try:
        streams = [_stream(execute, fact, span, cursors) for fact in many]
        streams.append(_few(execute, few, span))
        return _cut(_merged([stream for stream in streams if stream is not None]), wanted, limit)
    finally:
        for cursor in cursors:
            cursor.close()


@cache
def _asked(kinds: frozenset[Fact], has_person: bool) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """The kinds that are read one by one, and those that are read together."""
    facts = [fact for fact in Fact if (not kinds or fact in kinds) and (not has_person or KINDS[fact].person)]
    return tuple(f for f in facts if not KINDS[f].columns), tuple(f for f in facts if KINDS[f].columns)


def counts(session: Session, client_id: str) -> dict[Fact, int]:
    """How many facts of each kind there are, for the filters; purchases count as they are shown."""
    found = plain_rows.reader(session)(COUNTED, {"client": client_id}).fetchone()
    return dict(zip(COUNTS, found, strict=True))


def noted_visits(session: Session, client_id: str) -> int:
    """How many of the contacts were visits."""
    return int(plain_rows.reader(session)(NOTED_VISITS, {"client": client_id}).fetchone()[0])


def _stream(execute: Execute, fact: Fact, span: dict[str, str | int], cursors: list[Any]) -> Iterator[_Found] | None:
    """The rows of one kind, newest first, read as they are asked for; None: there are none."""
    kind, cursor = KINDS[fact], execute(_ordered(fact, bool(span["contact"])), span)
    cursors.append(cursor)
    first = cursor.fetchone()
    if first is None:
        return None
    found: Iterator[Row] = chain((first,), cursor)
    if kind.split is not None:
        found = kind.split(found)
    return ((row[0], fact, row) for row in found)


def _few(execute: Execute, facts: tuple[Fact, ...], span: dict[str, str | int]) -> Iterator[_Found] | None:
    """The rows of the kinds of which there are few, in one statement, newest first; None: there are none."""
    rows: list[_Found] = []
    for tag, *padded in execute(_together(facts, bool(span["contact"])), span) if facts else ():
        fact = _FACTS[tag]
        kind = KINDS[fact]
        one = tuple(padded[: kind.columns])
        rows += [(each[0], fact, each) for each in (kind.split(iter((one,))) if kind.split else (one,))]
    return iter(sorted(rows, key=itemgetter(0), reverse=True)) if rows else None


def _merged(streams: list[Iterator[_Found]]) -> Iterator[_Found]:
    return streams[0] if len(streams) == 1 else heapq.merge(*streams, key=itemgetter(0), reverse=True)


@cache
def _ordered(fact: Fact, has_person: bool) -> str:
    return f"SELECT {KINDS[fact].sql}{_of_person(fact, has_person)} ORDER BY 1 DESC"


@cache
def _together(facts: tuple[Fact, ...], has_person: bool) -> str:
    """One statement, its columns padded to the same number; always the same text, so that it stays prepared."""
    width = max(KINDS[fact].columns for fact in facts)
    parts = []
    for fact in facts:
        columns, _, rest = KINDS[fact].sql.partition(" FROM ")
        padding = ", NULL" * (width - KINDS[fact].columns)
        parts.append(f"SELECT '{fact}', {columns}{padding} FROM {rest}{_of_person(fact, has_person)}")
    return " UNION ALL ".join(parts)


def _of_person(fact: Fact, has_person: bool) -> str:
    return f" AND {KINDS[fact].person}" if has_person else ""


def _cut(found: Iterator[_Found], wanted: Look | None, limit: int | None) -> Page:
    """Whole days until the page is full; within a day the newest made comes first."""
    lines: list[Line] = []
    for on, of_day in groupby(found, key=itemgetter(0)):
        if limit is not None and len(lines) >= limit:
            return Page(lines, lines[-1].on)
        rows = list(of_day)
        if day(on) is None:
            continue  # a damaged date must not break the page
        rows.sort(key=_made, reverse=True)
        for _, fact, row in rows:
            line = KINDS[fact].line(row)
            if wanted is None or wanted.in_texts(_searched(line)):
                lines.append(line)
    return Page(lines, None)


def _made(found: _Found) -> str:
    return str(found[2][1])


def _searched(line: Line) -> list[str]:
    more = (line.params.get(name) for name in ("reception", "other", "order_no", "place", "more"))
    return [line.title, line.text, line.by, *(str(each) for each in more if each)]
