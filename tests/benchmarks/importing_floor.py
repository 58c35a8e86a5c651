"""The floor of an import (T5): the same list into plain tables and a plain index, nothing checked, nothing logged.

Tables and index are what a careful program without a change log, history, duplicates and undo would need at
least: client, two people, a note, and pairs of characters in a full-text table. The file is not encrypted, but for
``plain_import`` with a key: the floor of an encrypted store is the same SQL on an encrypted file.
"""

import csv
import re
from collections.abc import Iterator
from itertools import islice
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


def plain_import(file: Path, target: Path, key: str = "") -> int:
    """Read ``flat_zh.csv`` into a new file; returns the number of clients. ``key`` encrypts it: 96 hex digits."""
    with file.open(encoding="utf-8", newline="") as stream:
        return _filled(target, csv.reader(stream), key)


def plain_sheet(file: Path, target: Path) -> int:
    """Read ``flat_zh.xlsx`` into a new file, by the same library as the program; returns the number of clients."""
    import python_calamine

    rows = python_calamine.CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).iter_rows()
    return _filled(target, (list(map(str, row)) for row in rows))


def plain_cards(file: Path, target: Path) -> int:
    """Cut ``contacts.vcf`` into lines, and put each card as a person of its company; returns the number of people."""
    connection = _opened(target)
    firms: dict[str, int] = {}
    people: list[tuple[Any, ...]] = []
    said: dict[str, str] = {}
    with file.open(encoding="utf-8", newline="") as stream:
        for line in stream:
            name, _, value = line.rstrip("\r\n").partition(":")
            if name != "END":
                said[name.partition(";")[0]] = value
                continue
            firm = firms.setdefault(said.get("ORG", ""), len(firms) + 1)
            told = [said.get(each, "") for each in ("FN", "TITLE", "TEL", "EMAIL", "BDAY")]
            people.append((len(people) + 1, firm, *told))
            said = {}
    connection.executemany("INSERT INTO client(id, name) VALUES(?, ?)", [(no, name) for name, no in firms.items()])
    connection.executemany("INSERT INTO person VALUES(?, ?, ?, ?, ?, ?, ?)", people)
    words = [(row[0], pairs(" ".join((row[2], row[4], row[5])))) for row in people]
    connection.executemany("INSERT INTO names(rowid, t) VALUES(?, ?)", words)
    connection.execute("COMMIT")
    connection.close()
    return len(people)


def _opened(target: Path, key: str = "") -> Any:
    target.unlink(missing_ok=True)
    connection: Any = sqlite.connect(str(target), isolation_level=None)
    if key:
        connection.execute(f"PRAGMA key = \"x'{key}'\"")
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-32000"):
        connection.execute(f"PRAGMA {pragma}")
    connection.executescript(_SCHEMA)
    connection.execute("BEGIN")
    return connection


def _filled(target: Path, rows: Iterator[list[str]], key: str = "") -> int:
    """A new file from rows under a heading."""
    connection = _opened(target, key)
    count = 0
    next(rows)
    while waiting := list(islice(rows, _AT_ONCE)):
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
