"""The search index: inside the encrypted store, kept by the transaction that changes the data (D-2.9).

Two full-text tables without content hold words only (``rules.search_words``): ``find_names`` for names, numbers
and addresses, ``find_texts`` for all that was written. A row is known there by a number (``index_numbers``) that makes
key clients and the newest texts come first without sorting. A large write (an import) leaves its rows in ``unindexed``;
``drain`` takes them in a little at a time.

Everything here is derived and can be made anew (``rebuild``). Plain SQL, for it runs in every save.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, Final, NamedTuple

from sqlalchemy.orm import Session

from kam_desktop.core.rules import names, own_texts, search_words
from kam_desktop.core.rules.reach_keys import keys_of
from kam_desktop.core.store import index_forms, index_numbers
from kam_desktop.core.store.index_numbers import TEXT_SHIFT, Free, counted
from kam_desktop.core.store.index_renewal import KNOW_ALL, has_readings, has_rows, is_read_otherwise, renew

AT_ONCE: Final = 2_000  # rows of one transaction that are indexed in it
STEP: Final = 100  # rows of one step of ``drain`` while somebody works: a save may come that waits for it
MERGE_PAGES: Final = 50  # of one step of ``tidy``, the same
_CHUNK: Final = 2000


class Source(NamedTuple):
    """The texts of one table: its place in ``text_no``, its columns, and which rows count."""

    code: int
    columns: tuple[str, ...]
    condition: str = "1"


TEXTS: Final = {
    "client": Source(0, ("notes", "products", "address", "tags", "custom")),
    "contact": Source(
        1, ("title", "notes", "hobbies", "personality", "taboos", "family", "hometown", "preferred_hours", "custom")
    ),
    "interaction": Source(2, ("outcome",), "visit_id IS NULL AND gift_id IS NULL"),
    "visit": Source(3, ("objective", "discussed", "needs", "competitors", "next_step", "place")),
    "gift": Source(4, ("item", "origin", "reception", "story", "chosen_by", "handed_by"), "state = 'done'"),
    "note": Source(5, ("text",)),
    "commitment": Source(6, ("text",)),
    "attachment": Source(7, ("name", "caption")),
    "favour": Source(6, ("what", "result")),
    "occasion": Source(7, ("title", "place", "notes")),
}
#: By code: the numbers are counted over all tables, so that two small ones may share a place.
KINDS: Final = {code: [name for name, each in TEXTS.items() if each.code == code] for code in range(8)}
JSON_COLUMNS: Final = frozenset({"tags", "custom"})
NAMED: Final = ("client", "contact")
_COLUMNS: Final = {entity: source.columns for entity, source in TEXTS.items()}
Rows = Mapping[str, Sequence[str]]


def raw_of(session: Session) -> Any:
    """The driver's own connection of a session: SQL without SQLAlchemy's cost."""
    return session.connection().connection.driver_connection


def follow(session: Session, touched: Mapping[str, set[str]]) -> None:
    """Bring the index in line with the rows that a transaction touched: at once, or later when they are many."""
    rows = {entity: sorted(ids) for entity, ids in touched.items() if entity in TEXTS}
    if sum(map(len, rows.values())) <= AT_ONCE:
        index(raw_of(session), rows)
    else:
        put_off(session, rows)


def put_off(session: Session, touched: Mapping[str, Iterable[str]]) -> None:
    """Leave these rows for ``drain``."""
    raw = raw_of(session)
    for entity, ids in touched.items():
        if entity in TEXTS:
            raw.execute(
                "INSERT OR IGNORE INTO unindexed SELECT ?, value FROM json_each(?)", (entity, json.dumps(sorted(ids)))
            )


def index(raw: Any, rows: Rows) -> None:
    """Put these rows into the index, new or anew; a row that was put away leaves it."""
    if not raw.execute("SELECT EXISTS(SELECT 1 FROM meta WHERE key IN ('name_seq', 'text_seq'))").fetchone()[0]:
        raw.execute(KNOW_ALL)  # the first ones
    moved: list[str] = []
    for part in _parts(rows.get("client", ())):
        moved += _index_names(raw, "client", part)
    people = {row[0] for part in _parts(moved) for row in raw.execute(_PEOPLE, (json.dumps(part),))}
    for part in _parts(list(dict.fromkeys([*rows.get("contact", ()), *sorted(people)]))):
        _index_names(raw, "contact", part)
    for entity, ids in rows.items():
        for part in _parts(ids):
            _index_texts(raw, entity, part)


def _parts(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))


_PEOPLE: Final = "SELECT id FROM contact WHERE name_no IS NOT NULL AND client_id IN (SELECT value FROM json_each(?))"


def waiting(raw: Any) -> int:
    """Rows that are in the store and not yet in the index."""
    return int(raw.execute("SELECT count(*) FROM unindexed").fetchone()[0])


def is_behind(raw: Any) -> bool:
    """Whether rows wait, so that a search may miss what is in the store."""
    return bool(raw.execute("SELECT EXISTS(SELECT 1 FROM unindexed)").fetchone()[0])


def drain(session: Session, *, at_most: int = STEP) -> int:
    """Take in some of the rows that wait; returns how many there were, or were looked at. 0: the index is complete."""
    raw = raw_of(session)
    looked_at = renew(raw) or index_forms.renew(raw, _COLUMNS)
    found = raw.execute("SELECT entity, row_id FROM unindexed LIMIT ?", (at_most,)).fetchall()
    rows: dict[str, list[str]] = {}
    for entity, row_id in found:
        rows.setdefault(entity, []).append(row_id)
    index(raw, rows)
    raw.executemany("DELETE FROM unindexed WHERE entity = ? AND row_id = ?", found)
    return len(found) or looked_at


def tidy(session: Session, *, pages: int = MERGE_PAGES) -> bool:
    """One step of merging what many small writes left; True while there is more. For idle time."""
    raw = raw_of(session)
    for table in ("find_names", "find_texts"):
        before = raw.total_changes
        raw.execute(f"INSERT INTO {table}({table}, rank) VALUES('merge', ?)", (pages,))
        if raw.total_changes - before > 1:  # the command itself is one
            return True
    return False


def rebuild(session: Session, step: Callable[[int, int], None] = lambda _done, _total: None) -> int:
    """Make the index anew from the data, oldest first; returns the number of rows in it."""
    raw = raw_of(session)
    while renew(raw):  # all names are read as they are now
        continue
    for table in ("find_names", "find_texts"):
        raw.execute(f"INSERT INTO {table}({table}) VALUES('delete-all')")
    raw.execute("DELETE FROM unindexed")
    raw.execute("DELETE FROM reach")
    raw.execute(KNOW_ALL)
    for entity in TEXTS:
        named = ", name_no = NULL" if entity in NAMED else ""
        raw.execute(
            f"UPDATE {entity} SET text_no = NULL{named} WHERE text_no IS NOT NULL{' OR name_no IS NOT NULL' if named else ''}"
        )
    rows = [
        (entity, row[0]) for entity in TEXTS for row in raw.execute(f"SELECT id FROM {entity} WHERE deleted_at IS NULL")
    ]
    for start in range(0, len(rows), _CHUNK):
        step(start, len(rows))
        part: dict[str, list[str]] = {}
        for entity, row_id in rows[start : start + _CHUNK]:
            part.setdefault(entity, []).append(row_id)
        index(raw, part)
    return len(rows)


def flaws(raw: Any) -> list[tuple[str, int]]:
    """Where index and data differ: (table, rows); empty when whole. Rows that wait are no flaw."""
    found = []
    for table, column, sources in (("find_names", "name_no", NAMED), ("find_texts", "text_no", tuple(TEXTS))):
        have = raw.execute(f"SELECT count(*) FROM {table}_docsize").fetchone()[0]
        numbered = sum(raw.execute(f"SELECT count({column}) FROM {entity}").fetchone()[0] for entity in sources)
        missing = sum(raw.execute(_missing(entity, column)).fetchone()[0] for entity in sources)
        strange = sum(_strange(raw, table, entity) for entity in sources)
        number = abs(have - numbered) + missing + strange
        found += [(table, number)] if number else []
    return found


def _missing(entity: str, column: str) -> str:
    """Rows that should have a number and neither have one nor wait for it."""
    source = TEXTS[entity]
    texts = " OR ".join(f"{each} NOT IN ('[]', '{{}}') AND trim({each}) <> ''" for each in source.columns)
    wanted = f"({source.condition}) AND ({texts})" if column == "text_no" else "1"
    return (
        f"SELECT count(*) FROM {entity} WHERE deleted_at IS NULL AND {column} IS NULL AND {wanted}"
        f" AND NOT EXISTS (SELECT 1 FROM unindexed u WHERE u.entity = '{entity}' AND u.row_id = {entity}.id)"
    )


def _strange(raw: Any, table: str, entity: str) -> int:
    """Of some rows, those that the index would not find by their own words."""
    wrong, is_old = 0, not has_rows(raw)
    for number, words in _sample(raw, table, entity):
        expression = " AND ".join(f'"{word}"' for word in words[:: max(1, len(words) // 8)])
        expression = search_words.without_rows(expression) if is_old else expression
        found = raw.execute(
            f"SELECT 1 FROM {table} WHERE {table} MATCH ? AND rowid = ?", (expression, number)
        ).fetchone()
        wrong += found is None
    return wrong


def _sample(raw: Any, table: str, entity: str) -> Iterable[tuple[int, list[str]]]:
    """Numbers and words of a few rows, evenly over the table, that do not wait to be taken in again."""
    column = "name_no" if table == "find_names" else "text_no"
    knows_forms = index_forms.are_known(raw)
    spaced = raw.execute(
        f"SELECT id FROM {entity} WHERE {column} IS NOT NULL AND rowid % max(1, (SELECT max(rowid) FROM {entity}) / ?) = 0"
        f" AND NOT EXISTS (SELECT 1 FROM unindexed u WHERE u.entity = '{entity}' AND u.row_id = {entity}.id)",
        (_SAMPLED,),
    )
    ids = json.dumps([row[0] for row in spaced])
    if table == "find_names":
        is_new = has_readings(raw)
        for row in raw.execute(_NAMES[entity], (ids,)):
            if not knows_forms and index_forms.have_forms(entity, index_forms.NAMES[entity], row[6:9]):
                continue
            if is_new or not is_read_otherwise(entity, row[6], row[7], row[5]):
                yield row[1], _words_of(entity, row[5], row[6:])
    else:
        columns = TEXTS[entity].columns
        for row in raw.execute(f"SELECT text_no, {', '.join(columns)} FROM {entity} WHERE {_IN_IDS}", (ids,)):
            if knows_forms or not index_forms.have_forms(entity, columns, row[1:]):
                yield row[0], search_words.runs(*spread(columns, row[1:]))


_SAMPLED: Final = 200
_IN_IDS: Final = "id IN (SELECT value FROM json_each(?))"


def _index_names(raw: Any, entity: str, ids: Sequence[str]) -> list[str]:
    """Returns those whose tier or owner changed, for they are in the numbers of their people too."""
    rows = raw.execute(_NAMES[entity], (json.dumps(ids),)).fetchall()
    seq = counted(raw, "name_seq", len(rows))
    words, reach, moved = [], [], []
    numbers: list[tuple[int | None, str]] = []
    for row_id, old, deleted_at, tier, owner, sort_key, *texts in rows:
        if deleted_at is not None:
            numbers += [(None, row_id)] if old is not None else []
            continue
        low, seq = (seq << 1 | NAMED.index(entity), seq + 1) if old is None else (old, seq)
        number = index_numbers.of_name(low, tier, owner)
        if number != old:
            numbers.append((number, row_id))
            moved += [row_id] if old is not None else []
        words.append((number, " ".join(_words_of(entity, sort_key, texts))))
        if entity == "contact":
            reach += [(key, row_id) for key in keys_of(json.loads(texts[3]), json.loads(texts[4]))]
    raw.executemany("DELETE FROM find_names WHERE rowid = ?", [(row[1],) for row in rows if row[1] is not None])
    raw.executemany(f"UPDATE {entity} SET name_no = ? WHERE id = ?", numbers)
    raw.executemany("INSERT INTO find_names(rowid, words) VALUES(?, ?)", sorted(words))
    if entity == "contact":
        raw.execute("DELETE FROM reach WHERE contact_id IN (SELECT value FROM json_each(?))", (json.dumps(ids),))
        raw.executemany("INSERT OR IGNORE INTO reach VALUES(?, ?)", reach)
    return moved


_NAMES: Final = {
    "client": """SELECT id, name_no, deleted_at, tier, owner, sort_key, name, short_name, external_no FROM client
                 WHERE id IN (SELECT value FROM json_each(?))""",
    "contact": """SELECT p.id, p.name_no, p.deleted_at, c.tier, c.owner, p.sort_key, p.name,
                         p.greeting_name, p.wechat, p.phones, p.emails
                  FROM contact p JOIN client c ON c.id = p.client_id WHERE p.id IN (SELECT value FROM json_each(?))""",
}


def _words_of(entity: str, sort_key: str, texts: Sequence[str]) -> list[str]:
    return list(
        dict.fromkeys(_client_words(sort_key, *texts) if entity == "client" else _person_words(sort_key, *texts))
    )


def _client_words(sort_key: str, name: str, short: str, number: str) -> list[str]:
    whole, said = names.unpadded(name), names.unpadded(short)
    return [
        *search_words.begins_with(name, short), *search_words.numbered(number), *search_words.readings(sort_key),
        *chain.from_iterable(search_words.readings(key) for _, key in search_words.read_besides(name, short)),
        *search_words.runs(whole, said), *search_words.digits_in(name, short),
    ]  # fmt: skip


def _person_words(sort_key: str, name: str, greeting: str, wechat: str, phones: str, emails: str) -> list[str]:
    return [
        *search_words.begins_with(name), *search_words.readings(sort_key),
        *search_words.runs(names.unpadded(name), names.unpadded(greeting), wechat, *json.loads(emails)), *search_words.dialled(json.loads(phones)),
        *search_words.digits_in(name, greeting, wechat, *json.loads(emails)),
    ]  # fmt: skip


def _index_texts(raw: Any, entity: str, ids: Sequence[str]) -> None:
    source, day = TEXTS[entity], _DAYS.get(entity, "NULL")
    rows = raw.execute(
        f"SELECT id, text_no, {day}, deleted_at IS NULL AND ({source.condition}), {', '.join(source.columns)}"
        f" FROM {entity} WHERE {_IN_IDS} ORDER BY {day}, id",
        (json.dumps(ids),),
    ).fetchall()
    words, gone = [], []
    numbers: list[tuple[int | None, str]] = []
    free = Free(raw, len(rows))
    for row_id, old, on, counts, *texts in rows:
        found = search_words.runs(*spread(source.columns, texts)) if counts else []
        gone += [(old,)] if old is not None else []
        if found and (old is None or index_numbers.day_in(old) != index_numbers.day(on)):
            old = free.next(index_numbers.day(on)) << TEXT_SHIFT | source.code  # noqa: PLW2901 - its number from now on
            numbers.append((old, row_id))
        elif not found and old is not None:
            numbers.append((None, row_id))
        if found:
            words.append((old, " ".join(found)))
    raw.executemany("DELETE FROM find_texts WHERE rowid = ?", gone)
    raw.executemany(f"UPDATE {entity} SET text_no = ? WHERE id = ?", numbers)
    raw.executemany("INSERT INTO find_texts(rowid, words) VALUES(?, ?)", sorted(words))


_DAYS: Final = {
    **dict.fromkeys(("interaction", "visit", "gift", "note", "favour", "occasion"), '"on"'), "commitment": "due_on"
}  # fmt: skip


def spread(columns: Sequence[str], values: Sequence[Any]) -> list[str]:
    """The texts of a row's searched columns; lists one by one, and fields of one's own, in each of their forms."""
    texts: list[str] = []
    for column, value in zip(columns, values, strict=True):
        if column not in JSON_COLUMNS:
            texts.append(value or "")
        elif value and value not in ("{}", "[]"):
            read = json.loads(value)
            texts += (
                chain.from_iterable(map(own_texts.forms, read.values())) if isinstance(read, dict) else map(str, read)
            )
    return texts
