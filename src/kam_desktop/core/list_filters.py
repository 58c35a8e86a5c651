"""What a list is narrowed to by a text: found as search finds it, without a limit and without an order (D-2.9).

Names by any writing, pinyin and phones, what was written by any fragment. Rows that wait for the index are read as they are.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from kam_desktop.core import search, wider_names
from kam_desktop.core.rules import own_texts, readings, search_words
from kam_desktop.core.rules.folding import fold
from kam_desktop.core.rules.name_hits import Look
from kam_desktop.core.search_hits import AMONG
from kam_desktop.core.store import index_renewal, search_index
from kam_desktop.core.store.index_numbers import TEXT_CODE
from kam_desktop.core.store.search_index import NAMED, TEXTS

_FOUND: Final = "list_filters"  # in what a session carries along
_LEAST_READ: Final = 4  # letters that a place is read by: two or three are initials of many


def client_ids(session: Session, text: str) -> list[str]:
    """The clients that the text finds by their own names, by their people or by where they are."""
    look = search.look_for(text)
    if not look.query.parts:
        return []
    raw = search_index.raw_of(session)
    found = _firsts(raw.execute(_BY_NUMBER, (text.strip(),)))
    numbers, hits = _named(raw, look)
    found += _firsts(raw.execute(_WHOSE, {"numbers": numbers})) if hits is None else [hit.client_id for hit in hits]
    return list(dict.fromkeys([*found, *_of_places(raw, look)]))


def named_ids(session: Session, text: str) -> list[str]:
    """The clients that the text finds by their own names alone."""
    look = search.look_for(text)
    if not look.query.parts:
        return []
    raw = search_index.raw_of(session)
    numbers = _of_clients(raw, search_words.match_names(look.query))
    is_sure = bool(numbers) and search_words.is_exact(look.query)
    if not numbers and (expression := search_words.match_half_read(look.query)):
        numbers = _of_clients(raw, expression)
    given = {"numbers": json.dumps(numbers)}
    found = _firsts(raw.execute(_SURE, given)) if is_sure else _called(raw.execute(_CALLED, given), look)
    return list(dict.fromkeys([*found, *_called(raw.execute(_WAITING_NAMES), look)]))


def written_ids(session: Session, text: str) -> list[str]:
    """The clients about whom or whose people it was written: in notes, the log, visits, gifts, promises, files."""
    look = search.look_for(text)
    if not look.query.parts or look.query.is_short_latin:
        return []
    raw, by_code = search_index.raw_of(session), dict[int, list[int]]()
    for number in _numbers(raw, _NOTED, search_words.match_text(look.query)):
        by_code.setdefault(number & TEXT_CODE, []).append(number)
    found = (
        _written(raw, look, entity, by_code.get(source.code, ()), "id" if entity == "client" else "client_id")
        for entity, source in TEXTS.items()
    )
    return list(dict.fromkeys(client_id for each in found for client_id in each))


def people_say(session: Session, text: str, *, column: str) -> list[str]:
    """The clients with somebody of whom one of ``TEXTS["contact"]`` says it."""
    look = search.look_for(text)
    return _say(session, look, "contact", (f"e.client_id, e.{column}", "NOT e.has_left"), (), _holds(look))


def clients_say(session: Session, text: str, *, own_id: str, is_whole: bool = False) -> list[str]:
    """The clients of which a field of the users' own says it; ``is_whole``: that and nothing else."""
    look, whole = search.look_for(text), fold(text)
    fits = (lambda said: fold(said) == whole) if is_whole else _holds(look)
    in_a_form = lambda said: any(map(fits, own_texts.forms(said)))  # noqa: E731 - as it is kept, and as it is shown
    return _say(session, look, "client", ("e.id, json_extract(e.custom, ?)", "1"), (f'$."{own_id}"',), in_a_form)


def is_called(text: str) -> Callable[[str], bool]:
    """Whether a place is called so, by any writing and as it is read."""
    look = search.look_for(text)
    return lambda name: _is_place(look, name)


def visit_ids(session: Session, text: str) -> list[str]:
    """The visits at clients of that name, with people of that name, or in whose report it is written."""
    return _ids(session, text, "visit", _WITH)


def gift_ids(session: Session, text: str) -> list[str]:
    """The gifts of clients and people of that name, or of which it is written."""
    return _ids(session, text, "gift", f"SELECT id FROM gift WHERE contact_id {AMONG}")


def among(column: Any, ids: Sequence[str]) -> ColumnElement[bool]:
    """These ids, as one parameter however many they are."""
    return column.in_(select(func.json_each(json.dumps(list(ids))).table_valued("value").c.value))  # type: ignore[no-any-return]


def _ids(session: Session, text: str, entity: str, of_people: str) -> list[str]:
    """A page asks three times, for the list and for what it counts: who only reads sees one state, and finds it once."""
    known: dict[tuple[str, str], list[str]] = {} if "actor" in session.info else session.info.setdefault(_FOUND, {})
    if (entity, text) not in known:
        known[entity, text] = _looked_for(session, text, entity, of_people)
    return known[entity, text]


def _looked_for(session: Session, text: str, entity: str, of_people: str) -> list[str]:
    look = search.look_for(text)
    if not look.query.parts:
        return []
    raw = search_index.raw_of(session)
    numbers, hits = _named(raw, look)
    clients, people = (
        json.dumps(
            _firsts(raw.execute(f"SELECT id FROM {kind} WHERE {_NUMBERED[kind]}", {"numbers": numbers}))
            if hits is None
            else [hit.id for hit in hits if hit.kind == kind]
        )
        for kind in NAMED
    )
    found = _firsts(raw.execute(f"SELECT id FROM {entity} WHERE client_id {AMONG}", (clients,)))
    found += _firsts(raw.execute(of_people, (people,))) if people != "[]" else []
    if not look.query.is_short_latin:
        written = _numbers(raw, _NOTES[entity], search_words.match_text(look.query))
        found += _written(raw, look, entity, written, "id")
    return list(dict.fromkeys(found))


def _named(raw: Any, look: Look) -> tuple[str, list[search.Hit] | None]:
    """The numbers of names where the index gives none but those that are meant, else the hits."""
    numbers = _numbers(raw, search.NAMES, search_words.match_names_or_number(look.query))
    if numbers and search_words.is_exact(look.query):
        return json.dumps(numbers), None
    if not numbers and (expression := search_words.match_half_read(look.query)):
        numbers = _numbers(raw, search.NAMES, expression)
    return "", search.named_hits(raw, numbers, look) or wider_names.hits(raw, look, search.MOST_LOOKED_AT)


def _written(raw: Any, look: Look, entity: str, numbers: Sequence[int], column: str) -> list[str]:
    """``column``, the id or the client's, of the rows with these numbers that say it, and of those that wait."""
    columns = ", ".join(search.said(name, "e") for name in TEXTS[entity].columns)
    given = (json.dumps(numbers),)
    if search_words.is_plain(look.query) and not raw.execute(_HAS_REMOVED, (entity,)).fetchone():  # it says just that
        found = _firsts(raw.execute(f"SELECT DISTINCT {column} FROM {entity} WHERE text_no {AMONG}", given))
    else:
        hits = search.hits_of(entity, raw.execute(search.ROWS_OF_TEXTS[entity], given), look).values()
        found = [hit.id if column == "id" else hit.client_id for hit in hits]
    waiting = raw.execute(
        f"SELECT e.{column}, {columns} FROM unindexed u JOIN {entity} e ON e.id = u.row_id WHERE u.entity = ? LIMIT ?",
        (entity, search.MOST_LOOKED_AT),
    )
    return found + [row[0] for row in waiting if look.in_texts(search_index.spread(TEXTS[entity].columns, row[1:]))]


def _of_clients(raw: Any, expression: str) -> list[int]:
    return [number for number in _numbers(raw, search.NAMES, expression) if NAMED[number & 1] == "client"]


def _called(rows: Iterable[Sequence[Any]], look: Look) -> list[str]:
    """Those of these clients whose name it is."""
    return [row_id for row_id, name, short, sort_key in rows if look.is_called(name, short, sort_key)]


def _say(
    session: Session, look: Look, entity: str, wanted: tuple[str, str], given: tuple[str, ...], fits: Callable[[Any], bool]
) -> list[str]:  # fmt: skip
    """What the rows say themselves decides, for the index knows all their texts together."""
    if not look.query.parts:
        return []
    raw, (columns, where) = search_index.raw_of(session), wanted
    numbers = _numbers(raw, _NOTES[entity], search_words.match_text(look.query))
    sql = f"SELECT {columns} FROM {{rows}} AND e.deleted_at IS NULL AND {where}"
    rows = raw.execute(sql.format(rows=f"{entity} e WHERE e.text_no {AMONG}"), (*given, json.dumps(numbers))).fetchall()
    waiting = f"unindexed u JOIN {entity} e ON e.id = u.row_id WHERE u.entity = '{entity}'"
    rows += raw.execute(sql.format(rows=waiting), given).fetchall()
    return list(dict.fromkeys(row[0] for row in rows if row[1] not in (None, "") and fits(row[1])))


def _holds(look: Look) -> Callable[[str], bool]:
    return lambda said: look.in_texts((said,)) is not None


def _of_places(raw: Any, look: Look) -> list[str]:
    """The clients in cities and districts of that name."""
    typed = look.query.joined
    if typed.isascii() and (len(typed) < _LEAST_READ or not typed.isalpha()):
        return []
    found: list[str] = []
    place: Any = ("", "", "")
    while (place := raw.execute(_NEXT_PLACE, place).fetchone()) is not None:
        if any(_is_place(look, name) for name in place[1:] if name):
            found += _firsts(raw.execute(_OF_PLACE, place))
    return found


def _is_place(look: Look, name: str) -> bool:
    return look.beside_name(name, "[]", _read(name) if look.is_spoken else "", name, ()) is not None


@lru_cache(maxsize=4096)
def _read(name: str) -> str:
    return readings.sort_key(name)


def _numbers(raw: Any, statement: str, expression: str) -> list[int]:
    return [row[0] for row in raw.execute(statement, (index_renewal.understood(raw, expression),))]


def _firsts(rows: Iterable[Sequence[Any]]) -> list[str]:
    return [row[0] for row in rows]


_BY_NUMBER: Final = "SELECT id FROM client WHERE external_no = ? AND external_no <> '' AND deleted_at IS NULL"
# Names are numbered by tier and owner: rows that are many are read as they lie, not as their numbers go.
_NUMBERED: Final = {
    kind: f"""rowid IN (SELECT rowid FROM {kind} WHERE name_no IN (SELECT value FROM json_each(:numbers)))
        AND deleted_at IS NULL"""
    for kind in NAMED
}
_SURE: Final = f"SELECT id FROM client WHERE {_NUMBERED['client']}"
_CALLED: Final = f"SELECT id, name, short_name, sort_key FROM client WHERE {_NUMBERED['client']}"
_WAITING_NAMES: Final = """SELECT e.id, e.name, e.short_name, e.sort_key FROM unindexed u JOIN client e ON e.id = u.row_id
    WHERE u.entity = 'client' AND e.deleted_at IS NULL"""
_WHOSE: Final = f"""SELECT id FROM client WHERE {_NUMBERED["client"]}
    UNION SELECT client_id FROM contact WHERE {_NUMBERED["contact"]}"""
_WITH: Final = """SELECT DISTINCT v.id FROM visit v, json_each(v.contact_ids) e
    WHERE e.value IN (SELECT value FROM json_each(?)) AND v.contact_ids <> '[]'"""
_HAS_REMOVED: Final = "SELECT 1 FROM custom_field WHERE entity = ? AND deleted_at IS NOT NULL LIMIT 1"
_NOTED: Final = "SELECT rowid FROM find_texts WHERE find_texts MATCH ?"
_NOTES: Final = {entity: f"{_NOTED} AND rowid & {TEXT_CODE} = {source.code}" for entity, source in TEXTS.items()}
# From place to place along their index, past all clients of each: no text, as a code is, comes after a blob.
_NEXT_PLACE: Final = """SELECT province, city, district FROM client WHERE deleted_at IS NULL
    AND (province, city, district, region_code) > (?, ?, ?, x'') ORDER BY province, city, district LIMIT 1"""
_OF_PLACE: Final = (
    "SELECT id FROM client WHERE deleted_at IS NULL AND province = ? AND city = ? AND district = ? ORDER BY id"
)
