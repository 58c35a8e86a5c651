"""Search as one types: names before notes, key clients before others, the newest notes first (D-2.9).

Any fragment is found, literally (``%`` and ``_`` are themselves), in any width, case or writing of Chinese; names
by pinyin and initials too; phones with any spacing. The index proposes, the data itself decides.
"""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy.orm import Session

from kam_desktop.core.rules import folding, names, search_words
from kam_desktop.core.rules.search_words import Wanted
from kam_desktop.core.store import search_index
from kam_desktop.core.store.search_index import KINDS, TEXT_SHIFT, TEXTS, spread

SNIPPET: Final = 60
LONGEST: Final = 128  # characters of a query
MOST_LOOKED_AT: Final = 2_000  # hits of the index that are compared with the data at most
Marks = tuple[tuple[int, int], ...]


class Hit(NamedTuple):
    """One find. ``kind`` is an entity's name; marks are (start, length) of the match in ``title`` and ``snippet``."""

    kind: str
    id: str
    client_id: str
    title: str
    snippet: str
    tier: str = ""
    marks: Marks = ()
    snippet_marks: Marks = ()
    owner: str = ""


def find(session: Session, text: str, *, limit: int = 50, me: str = "") -> list[Hit]:
    """Clients and contacts, then all that was written. ``me`` is whose clients come before shared ones."""
    query = search_words.wanted(names.clean(text, LONGEST))
    if not query.parts or limit < 1:
        return []
    raw = search_index.raw_of(session)
    hits = _own_first(_named(raw, query, limit), me)
    if len(hits) < limit and not query.is_short_latin:
        hits += _own_first(_written(raw, query, limit - len(hits)), me)
    return hits


def find_names(session: Session, text: str, *, limit: int = 8, me: str = "") -> list[Hit]:
    """Contacts and clients only, at most ``limit`` of each, for the command bar and pickers."""
    query = search_words.wanted(names.clean(text, LONGEST))
    if not query.parts:
        return []
    hits = _own_first(_named(search_index.raw_of(session), query, 6 * limit), me)
    people = [hit for hit in hits if hit.kind == "contact"][:limit]
    return people + [hit for hit in hits if hit.kind == "client"][:limit]


def find_texts(session: Session, text: str, *, limit: int = 8, me: str = "") -> list[Hit]:
    """What was written only, the newest first."""
    query = search_words.wanted(names.clean(text, LONGEST))
    if not query.parts or query.is_short_latin:
        return []
    return _own_first(_written(search_index.raw_of(session), query, limit), me)


def client_ids(session: Session, text: str) -> list[str]:
    """Every client that the text finds by its own names or by its people, for filtering a list; no limit."""
    query = search_words.wanted(names.clean(text, LONGEST))
    if not query.parts:
        return []
    raw = search_index.raw_of(session)
    numbers = _numbers(raw, "find_names", search_words.match_names(query))
    if search_words.is_exact(query):
        given = json.dumps(numbers)
        ids = [row[0] for row in raw.execute(_WHOSE, (given, given))]
    else:
        ids = [row.client_id for row in _named_rows(raw, numbers) if _agrees(row, query) is not None]
    by_number = raw.execute("SELECT id FROM client WHERE external_no = ? AND deleted_at IS NULL", (text.strip(),))
    return list(dict.fromkeys([*(row[0] for row in by_number), *ids]))


_WHOSE: Final = """SELECT id FROM client WHERE name_no IN (SELECT value FROM json_each(?))
    UNION SELECT client_id FROM contact WHERE name_no IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL"""


def _own_first(hits: list[Hit], me: str) -> list[Hit]:
    return sorted(hits, key=lambda hit: hit.owner not in ("", me)) if me else hits


# --- names -----------------------------------------------------------------------------------------------------


class _Named(NamedTuple):
    """A client or contact as the index proposes it; lists are JSON as they are kept."""

    number: int
    kind: str
    id: str
    client_id: str
    name: str
    tier: str
    owner: str
    sort_key: str
    spoken: str
    second_name: str
    code: str
    emails: str
    phones: str
    place: str
    work: str

    @property
    def about(self) -> str:
        """Where or with whom, what, and the first number."""
        line = self.phones.split('"', 2)[1] if '"' in self.phones else ""
        return " · ".join(part for part in (self.place, self.work, line) if part)


def _named(raw: Any, query: Wanted, limit: int) -> list[Hit]:
    """Those that begin so first."""
    hits: list[Hit] = []
    seen: set[int] = set()
    for match in (search_words.match_beginning, search_words.match_names, search_words.match_half_read):
        if (hits and match is search_words.match_half_read) or not (expression := match(query)):
            break
        for numbers in _batches(raw, "find_names", expression, limit):
            fresh = [number for number in numbers if number not in seen]
            seen.update(fresh)
            hits += [hit for row in _named_rows(raw, fresh) if (hit := _hit(row, query))]
            if len(hits) >= limit:
                return hits[:limit]
    return hits


def _hit(row: _Named, query: Wanted) -> Hit | None:
    marks = _agrees(row, query)
    if marks is None:
        return None
    about = row.about
    beside = () if marks else _marks(about, query)
    return Hit(row.kind, row.id, row.client_id, row.name, about, row.tier, marks, beside, row.owner)


def _named_rows(raw: Any, numbers: Sequence[int]) -> Iterator[_Named]:
    """The rows behind these numbers, in their order."""
    if not numbers:
        return iter(())
    given = (json.dumps(numbers),)
    found: dict[int, _Named] = {}
    if any(number & 1 == 0 for number in numbers):
        found |= {row[0]: _Named._make(row) for row in raw.execute(_CLIENTS, given)}
    if any(number & 1 for number in numbers):
        found |= {row[0]: _Named._make(row) for row in raw.execute(_CONTACTS, given)}
    return (found[number] for number in numbers if number in found)


_CLIENTS: Final = """SELECT name_no, 'client', id, id, name, tier, owner, sort_key, short_name, short_name, external_no,
    '[]', '[]', city, industry FROM client
    WHERE name_no IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL"""
_CONTACTS: Final = """SELECT p.name_no, 'contact', p.id, p.client_id, p.name, c.tier, c.owner, p.sort_key, p.name,
    p.greeting_name, p.wechat, p.emails, p.phones, c.short_name, p.title
    FROM contact p JOIN client c ON c.id = p.client_id
    WHERE p.name_no IN (SELECT value FROM json_each(?)) AND p.deleted_at IS NULL AND c.deleted_at IS NULL"""


def _agrees(row: _Named, query: Wanted) -> Marks | None:
    """The marks in the name when the row holds or reads as what is wanted; None when it does not."""
    marks = _marks(row.name, query)
    if len(marks) == len(query.parts):
        return marks
    texts = (row.name, row.second_name, row.code, row.emails, row.phones)
    if all(any(folding.find(text, part) for text in texts) for part in query.parts):
        return marks
    if (heard := _heard(row, query.joined)) is not None:
        return heard
    return () if query.digits and _is_dialled(row.phones, query.digits) else None


def _is_dialled(lines: str, digits: str) -> bool:
    """Whether one of the numbers has these digits, as written or with its country's code."""
    if digits in _NO_DIGIT.sub("", lines):
        return any(digits in _NO_DIGIT.sub("", line) for line in json.loads(lines))
    return digits[0] in "68" and any(digits in search_words.full_number(line) for line in json.loads(lines))


_NO_DIGIT: Final = re.compile("[^0-9]+")


def _heard(row: _Named, plain: str) -> Marks | None:
    """The marks where the name reads as ``plain`` (syllables, initials, characters, or all of them mixed)."""
    if not any("a" <= each <= "z" for each in plain):
        return None
    words = search_words.spoken(row.sort_key)
    at = row.name.find(row.spoken)
    is_aligned = at >= 0 and len(words) == len(row.spoken)
    characters = folding.fold(row.spoken) if is_aligned else ""
    for start in range(len(words)):
        if count := _read_on(words, characters, start, plain):
            return ((at + start, count),) if is_aligned else ()
    return None


def _read_on(words: Sequence[str], characters: str, at: int, rest: str) -> int:
    """How many syllables from ``at`` on read as ``rest``: each whole, by its initial or as written, the last in part."""
    if at == len(words):
        return 0
    word = words[at]
    if word.startswith(rest) or characters[at : at + 1] == rest:
        return 1
    for taken in (word, word[:1], characters[at : at + 1]):
        if taken and rest.startswith(taken) and (more := _read_on(words, characters, at + 1, rest[len(taken) :])):
            return 1 + more
    return 0


# --- texts -----------------------------------------------------------------------------------------------------


def _written(raw: Any, query: Wanted, limit: int) -> list[Hit]:
    hits: list[Hit] = []
    for numbers in _batches(raw, "find_texts", search_words.match_text(query), limit):
        hits += _written_hits(raw, query, numbers)
        if len(hits) >= limit:
            break
    return hits[:limit]


def _written_hits(raw: Any, query: Wanted, numbers: Sequence[int]) -> list[Hit]:
    found: dict[int, Hit] = {}
    for code in {number & ((1 << TEXT_SHIFT) - 1) for number in numbers}:
        entity = KINDS[code]
        columns = TEXTS[entity].columns
        mine = json.dumps([number for number in numbers if number & ((1 << TEXT_SHIFT) - 1) == code])
        for no, row_id, client_id, title, on, tier, owner, *values in raw.execute(_TEXTS[entity], (mine,)):
            if (place := _place(spread(columns, values), query)) is not None:
                shown = f"{title} · {_day(on)}" if on else title
                snippet = _around(*place)
                found[no] = Hit(entity, row_id, client_id, shown, snippet, tier, (), _marks(snippet, query), owner)
    return [found[number] for number in numbers if number in found]


def _place(texts: Sequence[str], query: Wanted) -> tuple[str, int] | None:
    """The text that holds the first part, and where; None when some part is nowhere."""
    first: tuple[str, int] | None = None
    for part in query.parts:
        found = next(((text, at[0]) for text in texts if (at := folding.find(text, part))), None)
        if found is None:
            return None
        first = first or found
    return first


def _statement(entity: str) -> str:
    """Number, id, client, title, day, tier, owner, then the texts of the rows with some numbers."""
    columns = ", ".join(f"t.{each}" for each in TEXTS[entity].columns)
    where = "t.text_no IN (SELECT value FROM json_each(?)) AND t.deleted_at IS NULL"
    if entity == "client":
        return f"SELECT t.text_no, t.id, t.id, t.name, NULL, t.tier, t.owner, {columns} FROM client t WHERE {where}"
    title = "c.short_name || ' · ' || t.name" if entity == "contact" else "c.short_name"
    on = {"commitment": "t.due_on", "contact": "NULL", "attachment": "NULL"}.get(entity, 't."on"')
    return (
        f"SELECT t.text_no, t.id, t.client_id, {title}, {on}, c.tier, c.owner, {columns} FROM {entity} t"
        f" JOIN client c ON c.id = t.client_id WHERE {where} AND c.deleted_at IS NULL"
    )


_TEXTS: Final = {entity: _statement(entity) for entity in TEXTS}


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


# --- both ------------------------------------------------------------------------------------------------------


def _batches(raw: Any, table: str, expression: str, size: int) -> Iterator[list[int]]:
    """The numbers that the index has for an expression, the highest first, a page at a time."""
    below, looked_at = 1 << 62, 0
    while looked_at < MOST_LOOKED_AT:
        numbers = _numbers(raw, table, expression, below, size)
        if numbers:
            yield numbers
        if len(numbers) < size:
            return
        below, looked_at, size = numbers[-1], looked_at + len(numbers), 4 * size


def _numbers(raw: Any, table: str, expression: str, below: int = 1 << 62, limit: int = -1) -> list[int]:
    found = raw.execute(
        f"SELECT rowid FROM {table} WHERE {table} MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?",
        (expression, below, limit),
    )
    return [row[0] for row in found]


def _marks(text: str, query: Wanted) -> Marks:
    """Where the parts stand in a text, each once."""
    if len(query.parts) == 1:
        at = folding.find(text, query.parts[0])
        return (at,) if at else ()
    return tuple(sorted(at for part in query.parts if (at := folding.find(text, part))))


def _around(text: str, at: int) -> str:
    start = max(0, at - SNIPPET // 3)
    part = " ".join(text[start : start + SNIPPET].split())
    return f"{'…' if start else ''}{part}{'…' if start + SNIPPET < len(text) else ''}"
