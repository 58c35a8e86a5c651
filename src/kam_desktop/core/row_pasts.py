"""Rows as they once were: the change log read backwards from what is there now (D-13.3)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from kam_desktop.core.store import changes
from kam_desktop.core.store.tables import Batch, Change

CHUNK = 500


def before(session: Session, table: Any, ids: Sequence[str], change_id: int) -> dict[str, dict[str, Any]]:
    """By id, the columns of each row as they were just before that change; rows made by it or later are left out."""
    session.flush()
    found: dict[str, dict[str, Any]] = {}
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        for row in session.execute(select(*table.__table__.columns).where(table.id.in_(part))):
            found[row.id] = row._asdict()
        later = select(Change.row_id, Change.op, Change.before).where(Change.row_id.in_(part), Change.id >= change_id)
        for row_id, op, values in session.execute(later.order_by(Change.id.desc())):
            if op == "create":
                found.pop(row_id, None)
            elif row_id in found:
                old = {name: changes.revive(table, name, value) for name, value in (values or {}).items()}
                found[row_id] |= old
    return found


def made_by(session: Session, row_id: str) -> Change | None:
    """The change that made a row; None where the log begins later."""
    return session.scalar(select(Change).where(Change.row_id == row_id, Change.op == "create").limit(1))


def heads(session: Session, rows: Sequence[Any]) -> dict[str, str]:
    """By id what stands for a row now, of rows with ``id``, ``deleted_at`` and ``corrects_id``: its last correction, or itself.

    One that a person removed stands for itself; what was made by something that was undone is left out, unless what
    corrected it was not.
    """
    undone = unmade(session, [row.id for row in rows if row.deleted_at is not None])
    before = {row.id: row.corrects_id for row in rows}
    valid = [row for row in rows if row.id not in undone]
    corrected = {row.corrects_id for row in valid}
    found: dict[str, str] = {}
    for row in valid:
        old = row.id if row.id not in corrected else None
        while old is not None and old not in found:
            found[old] = row.id
            old = before.get(old)
    return found


def unmade(session: Session, ids: Sequence[str]) -> set[str]:
    """Of these rows those that were made by something that is undone."""
    return made_in(session, ids, Batch.undone_by_id.is_not(None))


def by_hand(session: Session, ids: Sequence[str]) -> set[str]:
    """Of these rows those that no file brought."""
    return made_in(session, ids, Batch.kind != "import")


def made_in(session: Session, ids: Sequence[str], which: ColumnElement[bool]) -> set[str]:
    """Of these rows those that were made in such a batch."""
    found: set[str] = set()
    for start in range(0, len(ids), CHUNK):
        made = select(Change.row_id).join(Batch, Batch.id == Change.batch_id)
        of_part = (Change.row_id.in_(ids[start : start + CHUNK]), Change.op == "create", which)
        found.update(session.scalars(made.where(*of_part)))
    return found


def last_set(session: Session, row_id: str, name: str, value: str) -> Change | None:
    """The newest change that gave a column this text."""
    return session.scalar(
        select(Change)
        .where(Change.row_id == row_id, Change.op == "update", Change.after[name].as_string() == value)
        .order_by(Change.id.desc())
        .limit(1)
    )
