"""The change log's writer: in the same transaction as the data, it notes who changed what from what to what.

ORM saves are logged by a session hook; ``insert_many`` and ``update_many`` do the same for bulk work.
Rows that the planner itself makes and takes back are not logged: they follow from the facts that are.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from datetime import time as clock_time
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, and_, event, inspect, true
from sqlalchemy.orm import Session

from kam_desktop.core import identity
from kam_desktop.core.errors import Cancelled
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.core.store import many_rows, search_index
from kam_desktop.core.store.base import BOOKKEEPING, ClockTime, Day, Instant, Synced, Texts
from kam_desktop.core.store.stamps import HybridClock
from kam_desktop.core.store.tables import Batch, Change

FEWER = 5  # times as few rows at once, while somebody waits
MORE = 5  # times as many, where nobody can
DERIVED = frozenset({"last_contact_on", "next_touch_on", "sort_key", "name_key", "name_no", "text_no"})


@dataclass(slots=True)
class Actor:
    """Who writes, on which device, and what this transaction has touched so far."""

    author: str
    clock: HybridClock
    batch: Batch | None = None
    entities: set[Entity] = field(default_factory=set)
    rows: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # by table, for the index
    is_large: bool = False  # more rows than the index takes in at once


def attach(session: Session, actor: Actor) -> None:
    """Make ``session`` log its changes in the name of ``actor``."""
    session.info["actor"] = actor
    event.listen(session, "before_flush", _log_flush)


def actor_of(session: Session) -> Actor:
    """Who writes in this session."""
    actor: Actor = session.info["actor"]
    return actor


def begin_batch(session: Session, kind: str, title: str = "", undoes_id: str | None = None) -> Batch:
    """The batch that this transaction's changes belong to; the first call names it."""
    actor = actor_of(session)
    if actor.batch is None:
        [(last,)] = search_index.raw_of(session).execute("SELECT coalesce(max(id), 0) FROM change")
        actor.batch = Batch(
            kind=kind, title=title, author=actor.author, device_id=actor.clock.device_id, undoes_id=undoes_id,
            first_change=last + 1,
        )  # fmt: skip
        session.add(actor.batch)
    return actor.batch


def end_batch(session: Session) -> None:
    """Note where the changes of this transaction's batch end."""
    if batch := actor_of(session).batch:
        ended = "UPDATE batch SET last_change = (SELECT max(id) FROM change) WHERE id = ?"
        search_index.raw_of(session).execute(ended, (batch.id,))


def of_batch(batch: Batch) -> ColumnElement[bool]:
    """The changes of a batch. They are found by where they stand: an index by batch is a tenth of an import."""
    until = true() if batch.last_change is None else Change.id <= batch.last_change
    return and_(Change.id >= batch.first_change, until, Change.batch_id == batch.id)


def pause(session: Session) -> Mapping[str, set[str]]:
    """A place where what was written so far can stand alone: a write in parts ends a part, and others may write.

    Gives the ids of the rows that others changed meanwhile, by table. In any other write nothing happens.
    """
    found: Mapping[str, set[str]] = session.info.get("pause", dict)()
    return found


def end_when(session: Session, cancelled: Callable[[], bool]) -> None:
    """In a read: wherever the same work would pause as a write in parts, ``Cancelled`` ends it if nobody wants it."""

    def ask() -> Mapping[str, set[str]]:
        if cancelled():
            raise Cancelled("cancelled")
        return {}

    session.info["pause"] = ask


def at_once(session: Session, most: int) -> int:
    """How many rows to write between two pauses: ``most``, fewer while somebody waits for a write in parts, more where
    nobody can.
    """
    is_awaited: Callable[[], bool] | None = session.info.get("is_awaited")
    if is_awaited is None:
        return most * MORE
    return max(1, most // FEWER) if is_awaited() else most


def touched(session: Session, *entities: Entity) -> None:
    """Say that rows of these kinds changed by a way that is not logged."""
    actor_of(session).entities.update(entities)


def insert_many(session: Session, table: type[Synced], rows: Sequence[dict[str, Any]]) -> None:
    """Insert and log many new rows of one table. Each row has at least its ``id`` and ``scope_id``."""
    if rows:
        insert_columns(
            session, table, many_rows.columns_of(table, tuple(dict.fromkeys(chain.from_iterable(rows))), rows)
        )


def insert_columns(session: Session, table: type[Synced], columns: Mapping[str, Sequence[Any]]) -> None:
    """``insert_many`` of rows given column by column: for each name as many values, of ``id`` and ``scope_id`` too."""
    ids = columns["id"]
    if not ids:
        return
    actor, batch = actor_of(session), begin_batch(session, "edit")
    entity, stamps = _entity(table), actor.clock.ticks(len(ids))
    said = {"created_by": actor.author, "device_id": actor.clock.device_id}
    session.flush()
    raw = search_index.raw_of(session)
    [(last,)] = raw.execute(f'SELECT coalesce(max(rowid), 0) FROM "{entity}"')
    many_rows.insert(session, table, {**many_rows.kept(table, columns), "stamp": stamps}, said)
    # SQLite copies what it has just been given: in half the time of being given it again
    raw.execute(
        f"""INSERT INTO change (batch_id, stamp, entity, row_id, scope_id, op)
            SELECT ?, stamp, '{entity}', id, scope_id, 'create' FROM "{entity}" WHERE rowid > ? ORDER BY rowid""",
        (batch.id, last),
    )
    touched(session, entity)
    actor.rows[entity.value].update(ids)
    actor.is_large = actor.is_large or len(actor.rows[entity.value]) > search_index.AT_ONCE
    if actor.is_large:  # the index comes later: let go of the ids
        search_index.put_off(session, actor.rows)
        actor.rows.clear()


def update_many(
    session: Session,
    table: type[Synced],
    edits: Iterable[tuple[str, str, Mapping[str, Any], Mapping[str, Any]]],
) -> int:
    """Apply and log many edits: (id, scope, fields before, fields after). Returns how many.

    Each field that is not derived gets the stamp of its edit, as one saved through a form does.
    """
    actor, batch = actor_of(session), begin_batch(session, "edit")
    session.flush()
    entity = _entity(table)
    alike: defaultdict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    log = []
    for row_id, scope_id, before, after in edits:
        stamp = actor.clock.tick()
        alike[tuple(sorted(after))].append({"id": row_id, "stamp": stamp, **after})
        actor.rows[entity.value].add(row_id)
        logged = [name for name in after if name not in DERIVED]
        entry = _entry(batch.id, entity, row_id, scope_id, stamp, "update")
        values = {
            "before": {n: plain(before[n]) for n in logged},
            "after": {n: plain(after[n]) for n in logged},
        }
        log.append({**entry, **values})
    for names, rows in alike.items():
        columns = many_rows.kept(table, many_rows.columns_of(table, (*names, "stamp", "id"), rows))
        many_rows.run(session, _update(table, names), zip(*columns.values(), strict=True))
    if log:
        many_rows.insert(session, Change, many_rows.kept(Change, many_rows.columns_of(Change, tuple(log[0]), log)))
    touched(session, entity)
    return len(log)


def _update(table: type[Synced], names: Sequence[str]) -> str:
    """Takes the values of ``names``, the stamp, the id. The stamp goes into the row once more for each field, by SQLite
    itself: nothing is read for it, and a row whose stamps are damaged starts anew.
    """
    stamp = f"?{len(names) + 1}"
    places = [f'"{name}" = ?{at}' for at, name in enumerate((*names, "stamp"), start=1)]
    stamped = ", ".join(f"'$.{name}', {stamp}" for name in names if name not in DERIVED)
    if stamped:
        places.append(f"field_stamps = json_set(iif(json_valid(field_stamps), field_stamps, '{{}}'), {stamped})")
    table_name = table.__tablename__  # type: ignore[attr-defined]
    return f'UPDATE "{table_name}" SET {", ".join(places)}, revision = revision + 1 WHERE id = ?{len(names) + 2}'


def insert_derived(
    session: Session, table: type[Synced], names: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> None:
    """Insert rows that follow from others and are not logged; values as SQLite keeps them."""
    convert = many_rows.converters(table)
    rest = {name: value for name, value in many_rows.empty_row(table).items() if name not in names}
    said = ["'{}'" if v == {} else many_rows.literal(taken(v) if (taken := convert[n]) else v) for n, v in rest.items()]
    columns = ", ".join(f'"{name}"' for name in (*names, *rest))
    places = ", ".join(["?"] * len(names) + said)
    many_rows.run(session, f'INSERT INTO "{table.__tablename__}" ({columns}) VALUES ({places})', rows)  # type: ignore[attr-defined]


def update_derived(
    session: Session, table: type[Synced], names: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> None:
    """Change rows that follow from others, not logged; each row is its values in the order of names, then its id."""
    places = ", ".join(f'"{name}" = ?' for name in names)
    many_rows.run(session, f'UPDATE "{table.__tablename__}" SET {places} WHERE id = ?', rows)  # type: ignore[attr-defined]


def plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, clock_time):
        return value.strftime("%H:%M")
    if isinstance(value, bytes):
        return {"bytes": len(value)}
    return list(value) if isinstance(value, tuple) else value


def revive(table: type[Synced], name: str, value: Any) -> Any:
    """The value that ``plain`` made, back as the column takes it."""
    kind = table.__table__.c[name].type  # type: ignore[attr-defined]
    if value is None:
        return None
    if isinstance(kind, Day):
        return date.fromisoformat(value)
    if isinstance(kind, Instant):
        return datetime.fromisoformat(value.replace("Z", "+00:00"))
    if isinstance(kind, ClockTime):
        return clock_time.fromisoformat(value)
    return tuple(value) if isinstance(kind, Texts) else value


def _log_flush(session: Session, _context: object, _instances: object) -> None:
    actor = actor_of(session)
    for row in [row for row in session.new if isinstance(row, Synced)]:
        row.stamp, row.created_by, row.device_id = actor.clock.tick(), actor.author, actor.clock.device_id
        actor.entities.add(_entity(type(row)))
        actor.rows[type(row).__tablename__].add(row.id)  # type: ignore[attr-defined]
        batch = begin_batch(session, "edit")
        session.add(Change(**_entry(batch.id, _entity(type(row)), row.id, row.scope_id, row.stamp, "create")))
    for row in [row for row in session.dirty if isinstance(row, Synced)]:
        _log_edit(session, actor, row)


def _log_edit(session: Session, actor: Actor, row: Synced) -> None:
    before, after = {}, {}
    for attribute in inspect(row).attrs:
        history = attribute.history
        if attribute.key in BOOKKEEPING or not history.has_changes():
            continue
        old = history.deleted[0] if history.deleted else None
        if old != attribute.value:
            before[attribute.key], after[attribute.key] = plain(old), plain(attribute.value)
    if not after:
        return
    actor.entities.add(_entity(type(row)))
    logged = {name: value for name, value in after.items() if name not in DERIVED}
    if not logged:
        return
    actor.rows[type(row).__tablename__].add(row.id)  # type: ignore[attr-defined]
    row.stamp, row.revision = actor.clock.tick(), row.revision + 1
    row.field_stamps = {**row.field_stamps, **dict.fromkeys(logged, row.stamp)}
    batch_id = begin_batch(session, "edit").id
    entry = _entry(batch_id, _entity(type(row)), row.id, row.scope_id, row.stamp, "update")
    session.add(Change(**entry, before={name: before[name] for name in logged}, after=logged))


def _entry(batch_id: str, entity: Entity, row_id: str, scope_id: str, stamp: str, op: str) -> dict[str, Any]:
    return {
        "batch_id": batch_id, "stamp": stamp, "entity": entity.value, "row_id": row_id, "scope_id": scope_id, "op": op,
    }  # fmt: skip


def _entity(table: type[Any]) -> Entity:
    return Entity(table.__tablename__)


def new_row(scope_id: str, **values: Any) -> dict[str, Any]:
    """A row for ``insert_many`` with an id of its own."""
    return {"id": identity.new_id(), "scope_id": scope_id, **values}
