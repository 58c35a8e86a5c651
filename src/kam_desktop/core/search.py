"""Search as one types: names before notes, key clients before others, the newest notes first (D-2.9).

Any fragment is found, literally (``%`` and ``_`` are themselves), in any width, case or writing of Chinese; names
by pinyin and initials too; phones with any spacing. The index proposes, the data itself decides.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy.orm import Session

from kam_desktop.core import wider_names
from kam_desktop.core.rules import names, search_words
from kam_desktop.core.rules.name_hits import Look
from kam_desktop.core.rules.search_words import Wanted
from kam_desktop.core.search_hits import Hit, Row, make, named_hits
from kam_desktop.core.store import index_numbers, index_renewal, search_index
from kam_desktop.core.store.index_numbers import TEXT_CODE
from kam_desktop.core.store.search_index import KINDS, TEXTS, spread

__all__ = ["Hit", "find", "find_names", "find_texts", "hits_of", "look_for", "named_hits", "said"]

LONGEST: Final = 512  # characters of a query: a paragraph that is pasted to find where it stands
MOST_LOOKED_AT: Final = 2_000  # hits of the index that are compared with the data at most
WIDER: Final = 100  # notes among which those of own clients are looked for, where others' clients fill the page


def look_for(text: str) -> Look:
    """What is typed, as a whole: a text that is too long finds nothing, and not what its beginning would find."""
    typed = names.clean(text, LONGEST + 1)
    return Look(typed if len(typed) <= LONGEST else "")


def find(session: Session, text: str, *, limit: int = 50) -> list[Hit]:
    """Clients and contacts, then all that was written; of each, what is of own clients comes before shared ones."""
    look = look_for(text)
    if not look.query.parts or limit < 1:
        return []
    raw = search_index.raw_of(session)
    hits = _named(raw, look, limit)
    if len(hits) < limit and not look.query.is_short_latin:
        hits += _written(raw, look, limit - len(hits))
    return hits


def find_names(session: Session, text: str, *, limit: int = 8) -> list[Hit]:
    """Contacts and clients only, at most ``limit`` of each, for the command bar and pickers."""
    look = look_for(text)
    if not look.query.parts:
        return []
    hits = _named(search_index.raw_of(session), look, 6 * limit)
    people = [hit for hit in hits if hit.kind == "contact"][:limit]
    return people + [hit for hit in hits if hit.kind == "client"][:limit]


def find_texts(session: Session, text: str, *, limit: int = 8) -> list[Hit]:
    """What was written only, the newest first."""
    look = look_for(text)
    if not look.query.parts or look.query.is_short_latin:
        return []
    return _written(search_index.raw_of(session), look, limit)


def _own_first(hits: list[Hit], own: tuple[str, str]) -> list[Hit]:
    return sorted(hits, key=lambda hit: hit.owner not in own)


def _own(raw: Any) -> tuple[str, str]:
    """Whose clients are own: nobody's, and those of the one who works with this store."""
    row = raw.execute("SELECT value FROM meta WHERE key = 'author'").fetchone()
    return ("", row[0] if row else "")


# --- names -----------------------------------------------------------------------------------------------------


def _named(raw: Any, look: Look, limit: int) -> list[Hit]:
    """Own ones first, of these and of others those that begin so."""
    own = _own(raw)
    hits: list[Hit] = []
    seen: set[int] = set()
    for numbers in _proposed(raw, look.query, hits, limit):
        if len(numbers) >= limit and not seen:
            numbers = [*_of_own(raw, look.query, numbers, own, limit), *numbers]  # noqa: PLW2901 - a page is full
        fresh = [number for number in dict.fromkeys(numbers) if number not in seen]
        seen.update(fresh)
        for some in (fresh[: limit - len(hits)], fresh[limit - len(hits) :]):  # the index is seldom wrong
            if some and len(hits) < limit:
                hits += named_hits(raw, some, look)
        if len(hits) >= limit:
            return _own_first(hits, own)[:limit]
    if not hits and (expression := search_words.match_half_read(look.query)):
        for rows in _batches(raw, NAMES, expression, hits, limit):
            hits += named_hits(raw, [row[0] for row in rows], look)
            if len(hits) >= limit:
                break
    return _own_first(hits or wider_names.hits(raw, look, limit), own)[:limit]


def _of_own(raw: Any, query: Wanted, numbers: Sequence[int], own: tuple[str, str], limit: int) -> list[int]:
    """Names of own clients from behind a page that is not of them alone; the numbers say whose they are."""
    marks = [index_numbers.owner_mark(each) for each in own]
    if all(index_numbers.mark_in(number) in marks for number in numbers):
        return []
    found: list[int] = []
    for match in (search_words.match_beginning, search_words.match_names):
        given = (index_renewal.understood(raw, match(query)), *marks, limit)
        found += [row[0] for row in raw.execute(_OF_OWN, given)]
    return found


def _proposed(raw: Any, query: Wanted, hits: list[Hit], limit: int) -> Iterator[list[int]]:
    """Numbers of names that begin as is wanted, then of all others; read together where the first are few."""
    waiting: list[int] = []
    for match in (search_words.match_beginning, search_words.match_names):
        for rows in _batches(raw, NAMES, match(query), hits, limit):
            waiting += [row[0] for row in rows]
            if len(waiting) >= limit:
                yield waiting
                waiting = []
    if waiting:
        yield waiting


# --- texts -----------------------------------------------------------------------------------------------------


def _written(raw: Any, look: Look, limit: int) -> list[Hit]:
    """Of own clients first, the newest day first; where others' clients fill the page, it is read on for own ones."""
    hits: list[Hit] = []
    own, looked_at = _own(raw), 0
    for rows in _batches(raw, _NOTED, search_words.match_text(look.query), hits, limit):
        is_full = len(hits) >= limit
        wanted = [row for row in rows if row[1] is None or row[6] in own] if is_full else rows
        hits += _written_hits(raw, wanted, look)
        looked_at += len(rows)
        if len(hits) >= limit and (looked_at >= WIDER or all(hit.owner in own for hit in hits)):
            break
    hits.sort(key=lambda hit: hit.on or "", reverse=True)  # an older version numbered them as they were entered
    return _own_first(hits, own)[:limit]


def _written_hits(raw: Any, rows: Sequence[Row], look: Look) -> list[Hit]:
    """Rows are numbers with the interaction that is known by them, mostly; all others are read here."""
    found = hits_of("interaction", (row for row in rows if row[3] is not None), look)
    others: dict[int, list[int]] = {}
    for row in rows:
        if row[1] is None:
            others.setdefault(row[0] & TEXT_CODE, []).append(row[0])
    for code, numbers in others.items():
        for entity in KINDS[code]:
            found |= hits_of(entity, raw.execute(ROWS_OF_TEXTS[entity], (str(numbers),)), look)
    return [found[row[0]] for row in rows if row[0] in found]


def hits_of(entity: str, rows: Iterable[Row], look: Look) -> dict[int, Hit]:
    found: dict[int, Hit] = {}
    columns, in_texts = TEXTS[entity].columns, look.in_texts
    for no, row_id, client_id, title, on, tier, owner, *values in rows:
        place = in_texts(spread(columns, values) if len(values) > 1 else values)
        if place is not None:
            found[no] = make((entity, row_id, client_id, title, tier, owner, on, (), place, look))
    return found


# What most hits are is joined to them at once. A client that was put away leaves the title empty.
_NOTED: Final = """SELECT f.rowid, t.id, t.client_id, c.short_name, t."on", c.tier, c.owner, t.outcome FROM find_texts f
    LEFT JOIN interaction t ON t.text_no = f.rowid AND t.deleted_at IS NULL
    LEFT JOIN client c ON c.id = t.client_id AND c.deleted_at IS NULL
    WHERE find_texts MATCH ? ORDER BY f.rowid DESC"""


def said(column: str, table: str) -> str:
    """What a column says to people: nothing of own fields that were taken off the forms."""
    if column != "custom":
        return f"{table}.{column}"
    return f"""CASE {table}.custom WHEN '{{}}' THEN '{{}}' ELSE (SELECT json_group_object(own.key, own.value)
        FROM json_each({table}.custom) own LEFT JOIN custom_field f ON f.id = own.key WHERE f.deleted_at IS NULL) END"""


def _statement(entity: str) -> str:
    """Number, id, client, title, day, tier, owner, then the texts of the rows with some numbers."""
    columns = ", ".join(said(each, "t") for each in TEXTS[entity].columns)
    where = "t.text_no IN (SELECT value FROM json_each(?)) AND t.deleted_at IS NULL"
    if entity == "client":
        return f"SELECT t.text_no, t.id, t.id, t.name, NULL, t.tier, t.owner, {columns} FROM client t WHERE {where}"
    title = "c.short_name || ' · ' || t.name" if entity == "contact" else "c.short_name"
    on = {"commitment": "t.due_on", "contact": "NULL", "attachment": "NULL"}.get(entity, 't."on"')
    return (
        f"SELECT t.text_no, t.id, t.client_id, {title}, {on}, c.tier, c.owner, {columns} FROM {entity} t"
        f" JOIN client c ON c.id = t.client_id WHERE {where} AND c.deleted_at IS NULL"
    )


ROWS_OF_TEXTS: Final = {entity: _statement(entity) for entity in TEXTS}


# --- both ------------------------------------------------------------------------------------------------------


def _batches(raw: Any, statement: str, expression: str, hits: list[Hit], limit: int) -> Iterator[list[Row]]:
    """What the index has for an expression, the highest number first; asked once, read as far as is needed.

    ``hits`` grows meanwhile: what is read next is as long as those before it say it must be to fill what lacks of
    ``limit``.
    """
    looked_at, before, size = 0, len(hits), limit
    cursor = raw.execute(statement, (index_renewal.understood(raw, expression),))
    try:
        while looked_at < MOST_LOOKED_AT and (rows := cursor.fetchmany(size)):
            yield rows
            looked_at += len(rows)
            needed = 2 * looked_at * (limit - len(hits)) // max(1, len(hits) - before)
            size = min(4 * size, needed + 1) if needed > 0 else max(1, WIDER - looked_at)
    finally:
        cursor.close()


NAMES: Final = wider_names.NAMES
_OF_OWN: Final = index_numbers.of_owners(f"{NAMES} LIMIT {10 * MOST_LOOKED_AT}") + " LIMIT ?"
