"""One write in several transactions: an import that others can write in between of.

All parts are of one batch. Until the last stands, the batch is noted in ``meta``: what did not end is taken back,
at the latest when the store is opened again (``core.in_parts``).
"""

import time
from collections import defaultdict
from collections.abc import Callable
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from kam_desktop.core.store import changes, search_index
from kam_desktop.core.store.changes import Actor
from kam_desktop.core.store.database import UNFINISHED
from kam_desktop.core.store.tables import Change, Meta

LONGEST: Final = 0.2  # seconds of a part while nobody waits


class Parts:
    """The parts of one write. ``between`` lets those who wait write, and says whether somebody did.

    While nobody waits, as ``is_awaited`` says, a part goes on over many pauses: a commit writes each page it touched.
    """

    def __init__(
        self, session: Session, actor: Actor, between: Callable[[], bool], is_awaited: Callable[[], bool] | None
    ) -> None:
        self._session, self._actor, self._between = session, actor, between
        self._is_awaited: Callable[[], bool] = is_awaited or bool
        self._has_stood, self._began = False, time.monotonic()
        self._last: int | None = None  # the change up to which this write knows the store

    def pause(self) -> dict[str, set[str]]:
        """End a part and let others write: the ids of what they changed, by table."""
        session, actor = self._session, self._actor
        if session.in_transaction():
            if not self._is_awaited() and time.monotonic() - self._began < LONGEST:
                return {}
            session.flush()
            batch = None if self._has_stood else actor.batch
            if batch and batch.kind != "undo" and session.get(Meta, UNFINISHED) is None:  # else it is another's
                session.add(Meta(key=UNFINISHED, value=batch.id))
            self._has_stood = True
            search_index.put_off(session, actor.rows)
            actor.rows.clear()
            self._last = session.scalar(select(func.max(Change.id))) or 0
            session.commit()
        found: defaultdict[str, set[str]] = defaultdict(set)
        if self._between() and self._last is not None:
            others = select(Change.id, Change.entity, Change.row_id).where(Change.id > self._last).order_by(Change.id)
            for change_id, entity, row_id in session.execute(others):
                found[entity].add(row_id)
                self._last = change_id
        self._began = time.monotonic()
        return found

    def finish(self) -> str | None:
        """The last part stands, and with it the whole: the batch to undo it by."""
        session, actor = self._session, self._actor
        session.flush()
        (search_index.put_off if self._has_stood else search_index.follow)(session, actor.rows)
        changes.end_batch(session)
        own = [actor.batch.id, actor.batch.undoes_id or ""] if actor.batch else []
        if own:  # that of another, between whose parts this was written, stays
            session.execute(delete(Meta).where(Meta.key == UNFINISHED, Meta.value.in_(own)))
        session.commit()
        return actor.batch.id if actor.batch else None
