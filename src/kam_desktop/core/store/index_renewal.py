"""What the search index of a store has words for, and how one that an older version made catches up in idle time.

A note in ``meta`` says for each kind of words that every row has them, and that every client has the key by which its
company is known now. What asks for others is put so that the index
as it is understands it.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from kam_desktop.core.rules import companies, readings, search_words

_ROWS: Final = "find_rows"  # rows of one character
_STORIES: Final = "find_stories"  # how a gift came about
_READINGS: Final = "find_readings"  # names as they are read now, those beside the short one too, and whose they are
_SURNAMES: Final = "client+"  # what is left to do where names were known but not as surnames
_DONE: Final = "2"
_KEYS: Final = "client_keys"  # the keys of companies; the last client whose key was made anew meanwhile
_KEYS_DONE: Final = "2"
_KEYS_PADDED: Final = "1"  # done when blanks between Chinese characters still told companies apart
FORMS: Final = "find_forms"  # the forms of ``index_forms``; the table and the row that was looked at last meanwhile
FORMS_DONE: Final = "1"
_STEP: Final = 1_000  # names that are read anew at once: as long as taking in a few rows
KNOW_ALL: Final = (
    f"INSERT INTO meta VALUES('{_ROWS}', '1'), ('{_STORIES}', '1'), ('{_READINGS}', '{_DONE}'), ('{_KEYS}', '{_KEYS_DONE}'),"
    f" ('{FORMS}', '{FORMS_DONE}')"
    " ON CONFLICT(key) DO UPDATE SET value = excluded.value"
)


def has_rows(raw: Any) -> bool:
    """Whether a row of one character can be looked for; an index that an older version began has to be made anew."""
    return note(raw, _ROWS) is not None


def has_readings(raw: Any) -> bool:
    """Whether every name can be found as it is read now."""
    return note(raw, _READINGS) == _DONE


def understood(raw: Any, expression: str) -> str:
    """An expression of ``search_words`` as the index of this store understands it."""
    if search_words.asks_for_row(expression) and not has_rows(raw):
        return search_words.without_rows(expression)
    return expression


def renew(raw: Any) -> int:
    """One step for a store of an older version: rows that lack words wait to be taken in. How many were looked at."""
    if note(raw, _STORIES) is None:
        raw.execute(
            """INSERT OR IGNORE INTO unindexed SELECT 'gift', id FROM gift
                WHERE text_no IS NOT NULL AND (story <> '' OR chosen_by <> '' OR handed_by <> '')"""
        )
        raw.execute("INSERT INTO meta VALUES(?, '1')", (_STORIES,))
    if not has_readings(raw):
        return _read_anew(raw)
    return 0 if note(raw, _KEYS) == _KEYS_DONE else _make_keys_anew(raw)


def is_read_otherwise(entity: str, name: str, short: str, sort_key: str) -> bool:
    """Whether an older version knew fewer words for a name, or had another sort key for it."""
    if sort_key != _sort_key(entity, name, short) or search_words.is_mixed(sort_key):
        return True
    return entity == "client" and bool(search_words.read_besides(name, short))


def _sort_key(entity: str, name: str, short: str) -> str:
    return readings.sort_key(short) if entity == "client" else readings.sort_key(name, is_person=True)


def _read_anew(raw: Any) -> int:
    """The names behind the last one that was read; the note has its table and id meanwhile. Names of clients with an
    owner get it into their numbers."""
    said = note(raw, _READINGS) or "client:"
    stage, _, last = (_SURNAMES if said == "1" else said).partition(":")
    entity = stage.rstrip("+")
    rows = raw.execute(_AFTER[entity], (last, _STEP)).fetchall()
    changed = [row for row in rows if _lacks_words(stage, row)]
    raw.executemany(
        f"UPDATE {entity} SET sort_key = ? WHERE id = ?",
        [(key, row[0]) for row in changed if (key := _sort_key(entity, row[1], row[2])) != row[3]],
    )
    raw.execute(
        "INSERT OR IGNORE INTO unindexed SELECT ?, value FROM json_each(?)",
        (entity, json.dumps([row[0] for row in changed])),
    )
    at = f"{stage}:{rows[-1][0]}" if len(rows) == _STEP else {"client": "contact:"}.get(stage, _DONE)
    put(raw, _READINGS, at)
    return max(1, len(rows))  # something is to follow: the people, or the keys


def _lacks_words(stage: str, row: Sequence[Any]) -> bool:
    _, name, short, sort_key, owner = row
    if stage == _SURNAMES:
        return bool(search_words.read_as_surnames(short, companies.short_company(name)))
    return bool(owner) or is_read_otherwise(stage, name, short, sort_key)


def _make_keys_anew(raw: Any) -> int:
    """The keys of the clients behind the last one that was looked at."""
    wanted = "SELECT id, name, name_key FROM client WHERE id > ? ORDER BY id LIMIT ?"
    said = note(raw, _KEYS) or ""
    rows = raw.execute(wanted, ("" if said == _KEYS_PADDED else said, _STEP)).fetchall()
    raw.executemany(
        "UPDATE client SET name_key = ? WHERE id = ?",
        [(key, row_id) for row_id, name, old in rows if (key := companies.company_key(name)) != old],
    )
    put(raw, _KEYS, rows[-1][0] if len(rows) == _STEP else _KEYS_DONE)
    return len(rows)


_AFTER: Final[Mapping[str, str]] = {
    "client": "SELECT id, name, short_name, sort_key, owner FROM client WHERE id > ? ORDER BY id LIMIT ?",
    "contact": """SELECT p.id, p.name, '', p.sort_key, c.owner FROM contact p CROSS JOIN client c ON c.id = p.client_id
        WHERE p.id > ? ORDER BY p.id LIMIT ?""",
}


def put(raw: Any, key: str, value: str) -> None:
    """Note in ``meta`` how far something is."""
    statement = "INSERT INTO meta VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value"
    raw.execute(statement, (key, value))


def note(raw: Any, key: str) -> str | None:
    """How far something is; None: it was never begun."""
    row = raw.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None
