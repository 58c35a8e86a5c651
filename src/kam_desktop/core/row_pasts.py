"""Rows as they once were: the change log read backwards from what is there now (D-13.3)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core.store import changes
from kam_desktop.core.store.tables import Change

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


def last_set(session: Session, row_id: str, name: str, value: str) -> Change | None:
    """The newest change that gave a column this text."""
    return session.scalar(
        select(Change)
        .where(Change.row_id == row_id, Change.op == "update", Change.after[name].as_string() == value)
        .order_by(Change.id.desc())
        .limit(1)
    )
