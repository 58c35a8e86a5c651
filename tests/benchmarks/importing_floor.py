"""The floor of an import (T5): the same list into plain tables and a plain index, nothing checked, nothing logged.

Tables and index are what a careful program without a change log, history, duplicates and undo would need at
least: client, two people, a note, and pairs of characters in a full-text table. The file is not encrypted.
"""

import csv
import re
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite

_SCHEMA = """
CREATE TABLE client(id INTEGER PRIMARY KEY, name TEXT, tier TEXT, city TEXT, district TEXT, industry TEXT, revenue TEXT, next TEXT);
CREATE TABLE person(id INTEGER PRIMARY KEY, client_id INT, name TEXT, title TEXT, phone TEXT, email TEXT, birthday TEXT);
CREATE TABLE note(id INTEGER PRIMARY KEY, client_id INT, text TEXT);
CREATE INDEX ix_person ON person(client_id);
CREATE INDEX ix_note ON note(client_id);
CREATE INDEX ix_next ON client(next, tier, id) WHERE next <> '';
CREATE VIRTUAL TABLE names USING fts5(t, content='', detail=none, prefix='1', tokenize="unicode61 tokenchars '@._-'");
CREATE VIRTUAL TABLE notes USING fts5(t, content='', detail=none, prefix='1', tokenize="unicode61 tokenchars '@._-'");
"""
_TABLES = {"client": 8, "person": 7, "note": 3}
_AT_ONCE = 2000


def pairs(text: str) -> str:
    """Overlapping pairs of a text's letters, and the last letter."""
    plain = re.sub(r"[\s\W]+", "", text.lower())
    return " ".join([plain[at : at + 2] for at in range(len(plain) - 1)] + [plain[-1:]])


def plain_import(file: Path, target: Path) -> int:
    """Read ``flat_zh.csv`` into a new file; returns the number of clients."""
    connection: Any = sqlite.connect(str(target), isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-32000"):
        connection.execute(f"PRAGMA {pragma}")
    connection.executescript(_SCHEMA)
    connection.execute("BEGIN")
    count = 0
    with file.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream)
        next(reader)
        waiting: list[list[str]] = []
        for row in reader:
            waiting.append(row)
            if len(waiting) == _AT_ONCE:
                count += _put(connection, waiting, count)
                waiting = []
        count += _put(connection, waiting, count)
    connection.execute("COMMIT")
    connection.close()
    return count


def _put(connection: Any, rows: list[list[str]], before: int) -> int:
    put: dict[str, list[Any]] = {name: [] for name in (*_TABLES, "names", "notes")}
    for number, row in enumerate(rows, before + 1):
        put["client"].append((number, *row[1:7], row[15]))
        put["person"].append((2 * number, number, row[7], row[8], row[9], row[10], row[11]))
        put["person"].append((2 * number + 1, number, row[12], "", row[13], row[14], ""))
        put["note"].append((number, number, row[16]))
        put["names"].append((number, pairs(" ".join((row[1], row[7], row[9], row[10], *row[12:15])))))
        put["notes"].append((number, pairs(row[16])))
    for table, width in _TABLES.items():
        connection.executemany(f"INSERT INTO {table} VALUES({','.join('?' * width)})", put[table])
    for table in ("names", "notes"):
        connection.executemany(f"INSERT INTO {table}(rowid, t) VALUES(?, ?)", put[table])
    return len(rows)
