"""Many rows written by the driver itself, column by column: SQLAlchemy's handling of parameters costs more than SQLite.

A hundred thousand rows are made of few kinds of values. Nothing here is logged: that is for ``changes``, which calls it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, fields
from functools import cache
from math import isfinite
from operator import itemgetter
from types import MappingProxyType
from typing import Any

from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from kam_desktop.core.store.base import Synced

_EMPTY = "{}"  # what an object of nothing is kept as


@cache
def empty_row(table: type[Synced]) -> dict[str, Any]:
    """The values of an empty row, so that every row of an executemany has the same columns."""
    values: dict[str, Any] = {}
    for each in fields(table):
        if each.default_factory is not MISSING:
            values[each.name] = each.default_factory()
        elif each.default is not MISSING:
            default = table.__table__.c[each.name].default  # type: ignore[attr-defined]
            values[each.name] = None if default is None else default.arg
    return values


def insert(
    session: Session, table: Any, columns: Mapping[str, Sequence[Any]], same: Mapping[str, Any] = MappingProxyType({})
) -> None:
    """``columns`` are lists of one value a row, as the driver takes them; ``same`` are values that all rows share. A
    column that is not named gets its default.
    """
    count, convert = len(next(iter(columns.values()))), converters(table)
    shared = {
        name: taken(value) if (taken := convert[name]) else value
        for name, value in {**_defaults(table), **same}.items()
        if name not in columns
    }
    bound: dict[str, Sequence[Any]] = {
        name: [value] * count for name, value in shared.items() if not _can_be_literal(value)
    }
    for name, values in columns.items():
        if count > 1 and are_same(values):
            shared[name] = values[0]
        else:
            bound[name] = values
    if not bound:  # each row is known by what is bound for it
        bound[name] = columns[name]
    places = {name: "?" if name in bound else literal(shared[name]) for name in (*shared, *bound)}
    names = ", ".join(f'"{name}"' for name in places)
    statement = f'INSERT INTO "{table.__tablename__}" ({names}) VALUES ({", ".join(places.values())})'
    run(session, statement, zip(*(bound[name] for name in places if name in bound), strict=True))


def _can_be_literal(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) <= 64 and "\0" not in value
    if isinstance(value, float):
        return isfinite(value)
    return not isinstance(value, bytes) and (value is None or -(2**63) <= value < 2**63)  # else SQL takes it for a real


def are_same(values: Sequence[Any]) -> bool:
    """Whether all values can be written as one literal: 1, True and 1.0 are equal, but not the same."""
    is_one = _can_be_literal(values[0]) and values.count(values[0]) == len(values)
    return is_one and len(set(map(type, values))) == 1


def literal(value: str | float | None) -> str:
    """A value written in SQL. What all rows share costs nothing there; bound to each row it is half of the time."""
    if value is None:
        return "NULL"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return repr(int(value) if isinstance(value, bool) else value)


def columns_of(table: Any, names: Sequence[str], rows: Sequence[dict[str, Any]]) -> dict[str, Sequence[Any]]:
    """The values of these columns, a list for each; what a row does not say is default."""
    defaults = _defaults(table)
    found: dict[str, Sequence[Any]] = {}
    for name in names:
        try:
            found[name] = list(map(itemgetter(name), rows))
        except KeyError:
            found[name] = [row.get(name, defaults.get(name)) for row in rows]
    return found


def kept(table: Any, columns: Mapping[str, Sequence[Any]]) -> dict[str, Sequence[Any]]:
    """Columns with their values as the driver takes them."""
    convert = converters(table)
    return {name: _converted(convert[name], values) for name, values in columns.items()}


def _converted(taken: Callable[[Any], Any] | None, values: Sequence[Any]) -> Sequence[Any]:
    if taken is None:
        return values
    known = {id(each): each for each in values}
    if len(known) == 1:
        return [_taken(taken, values[0])] * len(values)
    if len(known) * 2 > len(values):
        return [_taken(taken, each) for each in values]
    done = {key: _taken(taken, each) for key, each in known.items()}  # the same day stands in many rows
    return [done[id(each)] for each in values]


def _taken(taken: Callable[[Any], Any], value: Any) -> Any:
    return _EMPTY if value == {} else taken(value)


def run(session: Session, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    session.flush()
    session.connection().connection.driver_connection.executemany(statement, rows)  # type: ignore[union-attr]


@cache
def converters(table: Any) -> dict[str, Callable[[Any], Any] | None]:
    """For each column of a table, from the value that Python holds to the one that SQLite does; None: the same."""
    dialect = sqlite.dialect()
    return {
        column.name: column.type.dialect_impl(dialect).bind_processor(dialect) for column in table.__table__.columns
    }


@cache
def _defaults(table: Any) -> dict[str, Any]:
    return empty_row(table) if issubclass(table, Synced) else {}
