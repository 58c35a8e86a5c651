"""Rows get back the values that they had before some changes, as far as nobody wrote others since."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import clients
from kam_desktop.core.identity import now
from kam_desktop.core.rules import readings
from kam_desktop.core.store import changes
from kam_desktop.core.store.tables import Change, Client, Contact, Touch

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
        for row in session.execute(select(*columns).where(table.id.in_(part))):
            found += 1
            before, after = wanted[row.id]
            now_values = row._asdict()
            back = {n: before[n] for n in after if changes.plain(now_values[n]) == after[n]}
            left += len(back) < len(after)
            scopes.add(row.scope_id)
            if back:
                values = {n: changes.revive(table, n, value) for n, value in back.items()}
                scopes.add(values.get("scope_id", row.scope_id))  # a merged row goes back to its client
                if table is Touch:
                    values.setdefault("deleted_at", None)  # the planner may have put it away meanwhile
                    now_values.setdefault("deleted_at", None)
                edits.append((row.id, row.scope_id, {n: now_values[n] for n in values}, values))
                renamed += [row.id] if {"name", "short_name"} & set(back) else []
        left += len(part) - found
        done += changes.update_many(session, table, edits)
    _rederive(session, table, renamed)
    return done, left


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
