"""Rows get back the values that they had before some changes, as far as nobody wrote others since.

What was made by an import that is undone stays away with it, whatever else is undone, and comes back with it.
"""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from kam_desktop.core import clients, row_pasts
from kam_desktop.core.identity import now
from kam_desktop.core.rules import readings
from kam_desktop.core.store import changes
from kam_desktop.core.store.tables import Batch, Change, Client, Contact, Touch

COMINGS: Final = ("arrive", "move", "succeed")  # batches in which somebody gets a card
IN_PART: Final = ("edit", *COMINGS)  # of which is left alone what was made and changed since; others go whole
_CHUNK = 500


def revert(session: Session, table: Any, entries: Sequence[Change], scopes: set[str]) -> tuple[int, int]:
    """Put back what ``entries`` of one table changed; they come newest first.

    Gives how many rows were written, and how many kept a value of their own or are gone; adds their ``scopes``.
    """
    wanted = merged(entries)
    done = left = 0
    renamed: list[str] = []
    ids = list(wanted)
    for start in range(0, len(ids), _CHUNK):
        part = ids[start : start + _CHUNK]
        names = sorted({name for row_id in part for name in wanted[row_id][1]})
        columns = [table.__table__.c[name] for name in dict.fromkeys(("id", "scope_id", *names))]
        edits = []
        found = 0
        away = _stay_away(session, [row_id for row_id in part if wanted[row_id][0].get("deleted_at", "") is None])
        for row in session.execute(select(*columns).where(table.id.in_(part))):
            found += 1
            before, after = wanted[row.id]
            now_values = row._asdict()
            back = {n: before[n] for n in after if changes.plain(now_values[n]) == after[n]}
            if row.id in away:
                back.pop("deleted_at", None)
            left += len(back) < len(after)
            scopes.add(row.scope_id)
            if back:
                values = {n: changes.revive(table, n, value) for n, value in back.items()}
                scopes.add(values.get("scope_id", row.scope_id))  # a merged row goes back to its client
                if table is Touch and row.id not in away:
                    values.setdefault("deleted_at", None)  # the planner may have put it away meanwhile
                    now_values.setdefault("deleted_at", None)
                edits.append((row.id, row.scope_id, {n: now_values[n] for n in values}, values))
                renamed += [row.id] if {"name", "short_name"} & set(back) else []
        left += len(part) - found
        done += changes.update_many(session, table, edits)
    _rederive(session, table, renamed)
    return done, left


def _stay_away(session: Session, ids: Sequence[str]) -> set[str]:
    """Of these rows those that were made by what is undone whole."""
    return row_pasts.made_in(session, ids, and_(Batch.undone_by_id.is_not(None), Batch.kind.not_in(IN_PART)))


def bring_back(session: Session, table: Any, batch: Batch, scopes: set[str]) -> list[str]:
    """What this batch made that stayed away with it while what had put it away was undone; the ids of it."""
    made = (
        select(table.id, table.scope_id, table.deleted_at)
        .join(Change, Change.row_id == table.id)
        .where(changes.of_batch(batch), Change.op == "create", table.deleted_at.is_not(None))
    )
    away = {row.id: row for row in session.execute(made)}
    found: list[str] = []
    ids = list(away)
    for start in range(0, len(ids), _CHUNK):
        put_away = (
            select(Change.row_id, Change.after)
            .join(Batch, Batch.id == Change.batch_id)
            .where(
                Change.row_id.in_(ids[start : start + _CHUNK]), Change.op == "update", Batch.kind != "undo",
                Batch.undone_by_id.is_not(None),
            )
        )  # fmt: skip
        found += [
            row_id
            for row_id, after in session.execute(put_away)
            if (after or {}).get("deleted_at") == changes.plain(away[row_id].deleted_at)
        ]
    edits = [
        (row_id, away[row_id].scope_id, {"deleted_at": away[row_id].deleted_at}, {"deleted_at": None})
        for row_id in found
    ]
    if edits:
        changes.update_many(session, table, edits)
    scopes.update(away[row_id].scope_id for row_id in found)
    return found


def merged(entries: Sequence[Change]) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    """Per row: the values to put back and the values that must still be there. Entries come newest first."""
    found: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {}
    put_away = changes.plain(now())
    for change in entries:
        before, after = found.setdefault(change.row_id, ({}, {}))
        if change.op == "create":
            before.clear()
            after.clear()
            before["deleted_at"], after["deleted_at"] = put_away, None
            continue
        for name, value in (change.after or {}).items():
            after.setdefault(name, value)
            before[name] = (change.before or {}).get(name)
    return found


def _rederive(session: Session, table: Any, ids: Sequence[str]) -> None:
    """What follows from a name follows it back: the keys for duplicates and for sorting."""
    session.expire_all()
    for row_id in ids:
        row = session.get(table, row_id)
        if isinstance(row, Client):
            for name, value in clients.derived(row.name, row.short_name).items():
                setattr(row, name, value)
        elif isinstance(row, Contact):
            row.sort_key = readings.sort_key(row.name, is_person=True)
    session.flush()
