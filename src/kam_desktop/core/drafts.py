"""Text that its person has not saved yet, kept in the store every few seconds (D-6.6)."""

import json
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from kam_desktop.core.identity import now
from kam_desktop.core.store.tables import Draft


def keep(session: Session, key: str, body: Any) -> None:
    """Keep the state of a form under its key; JSON."""
    session.merge(Draft(key=key, body=json.dumps(body, ensure_ascii=False), at=now()))


def find(session: Session, key: str) -> Any:
    """What was kept under a key, or None."""
    body = session.scalar(select(Draft.body).where(Draft.key == key))
    return None if body is None else json.loads(body)


def keys(session: Session, prefix: str) -> list[str]:
    """The keys that begin so, what was kept last first."""
    found = select(Draft.key).where(Draft.key.startswith(prefix, autoescape=True)).order_by(Draft.at.desc())
    return list(session.scalars(found))


def drop(session: Session, key: str) -> None:
    """Forget a draft that was saved for good."""
    session.execute(delete(Draft).where(Draft.key == key))
