"""Reading by SQL as text and rows as tuples, with none of the ORM's cost: Today, and a page about one client.

SQLAlchemy takes 10 to 20 times the time of the statement itself for a page of 50 rows. Only reading comes this
way; every change goes through rows or ``changes``, so that it is logged. Values come as SQLite keeps them, and
``day``, ``texts`` and ``document`` bring them back: a damaged one must not break the page.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
Row = tuple[Any, ...]
Execute = Callable[[str, Mapping[str, Any]], Any]
#: the managers whose reports come in packets: they plan for their clients on laptops of their own (D-12.2)
ELSEWHERE: Final = """SELECT name FROM partner WHERE role = 'manager' AND trusted_on IS NOT NULL
    AND name <> coalesce((SELECT value FROM meta WHERE key = 'author'), '')"""


class Snapshot:
    """One state of the store, read by the driver alone: it takes the place of a session where nothing is written."""

    def __init__(self, connection: Any) -> None:
        self.execute: Execute = connection.execute


def reader(session: "Session | Snapshot") -> Execute:
    """Runs a SELECT with named parameters (``:client``) and gives the driver's cursor; for one session's use.

    It sees what the session has changed until now. A cursor that is not read to its end is to be closed.
    """
    return snapshot(session).execute


def snapshot(session: "Session | Snapshot") -> Snapshot:
    """What several questions in a row are asked of, so that the session is looked through once."""
    if isinstance(session, Snapshot):
        return session
    session.flush()
    return Snapshot(session.connection().connection.driver_connection)


@contextmanager
def roomy(session: "Session", kib: int = 40_000) -> Iterator[None]:
    """More pages in memory for a work that writes all over the store, given back at its end."""
    execute = reader(session)
    [(before,)] = execute("PRAGMA cache_size", {}).fetchall()
    execute(f"PRAGMA cache_size=-{kib}", {})
    try:
        yield
    finally:
        execute(f"PRAGMA cache_size={int(before)}", {})
        execute("PRAGMA shrink_memory", {})


def rows(session: "Session | Snapshot", sql: str, values: Mapping[str, Any]) -> list[Row]:
    """All rows of one SELECT."""
    found: list[Row] = reader(session)(sql, values).fetchall()
    return found


def in_one(execute: Execute, columns: str, source: str, values: Mapping[str, Any]) -> list[list[Any]]:
    """All rows of ``SELECT columns source`` in one step, of values that JSON has, in the order of ``source``.

    At each row the driver lets other threads go first. Beside a PDF or an import a page of them is a hundred waits.
    """
    [(text,)] = execute(f"SELECT json_group_array(json_array({columns})) {source}", values).fetchall()
    found: list[list[Any]] = json.loads(text)
    return found


def readable(make: Callable[[Row], T], found: Iterable[Row]) -> list[T]:
    """The rows as they are shown; a damaged one is left out and takes none of the others along."""
    made = []
    for row in found:
        try:
            made.append(make(row))
        except (TypeError, ValueError):
            continue
    return made


def known(kind: type[E], value: str | None) -> E | None:
    """A word of a vocabulary; None where there is none, or one that nobody knows."""
    try:
        return kind(value) if value else None
    except ValueError:
        return None


def day(text: str | None) -> date | None:
    """A date column."""
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        return None


def clock(text: str | None) -> time | None:
    """A time of day."""
    try:
        return None if text is None else time.fromisoformat(text)
    except ValueError:
        return None


def instant(text: str | None) -> datetime | None:
    """An instant in UTC."""
    try:
        return None if text is None else datetime.fromisoformat(text)
    except ValueError:
        return None


def texts(text: str | None) -> tuple[str, ...]:
    """A column that keeps a short list of texts."""
    if not text or text == "[]":
        return ()
    if text.startswith('["') and text.endswith('"]') and "\\" not in text:  # as ``Texts`` writes nearly all
        plain = text[2:-2].split('", "')
        if text.count('"') == 2 * len(plain):
            return tuple(plain)
    found = document(text)
    return tuple(str(each) for each in found) if isinstance(found, list) else ()


def document(text: str | None) -> Any:
    """A JSON column; None when it is damaged."""
    if text == "{}":
        return {}
    if text == "[]":
        return []
    try:
        return json.loads(text) if text else None
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def params(text: str | None) -> Mapping[str, Any]:
    """A JSON column of fields, of which a few texts stand in most rows; not to be changed. Empty when it is damaged."""
    found = document(text)
    return found if isinstance(found, dict) else {}
