"""Imports in parts: others write in between, and what does not end is taken back whole."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kam_desktop.core import history, settings, touches
from kam_desktop.core.errors import KamError
from kam_desktop.core.store import changes
from kam_desktop.core.store.database import UNFINISHED, Database, Written
from kam_desktop.core.store.tables import Change

PLANNED_AT_ONCE: Final = 50  # clients


def _nobody() -> bool:
    return False


def write(
    store: Database, work: Callable[[Session], Any], between: Callable[[], bool] = _nobody,
    is_awaited: Callable[[], bool] = _nobody,
) -> Written:  # fmt: skip
    """``store.write`` of one batch in parts. Whatever stops it, all parts are taken back before it is raised.

    ``between`` lets those who wait write, and says whether somebody did; ``is_awaited`` whether anybody waits.
    """
    take_back(store, between, is_awaited)  # of one that could not be taken back when it stopped
    try:
        return store.write_in_parts(work, between, is_awaited)
    except BaseException:
        with suppress(KamError):  # a full disk: the next opening does it
            take_back(store, between, is_awaited)
        raise


def take_back(store: Database, between: Callable[[], bool] = _nobody, is_awaited: Callable[[], bool] = _nobody) -> str:
    """Undo an import that did not end; its title, or empty when there is none."""
    batch_id = store.read(lambda s: settings.note(s, UNFINISHED))
    if not batch_id:
        return ""
    return str(store.write_in_parts(lambda s: history.take_back(s, batch_id), between, is_awaited).value)


def plan_few(session: Session, *, today: date) -> None:
    """Plan the clients of this import at once, if they are few; else it is done when nobody waits."""
    batch = changes.begin_batch(session, "import")
    session.flush()
    about = select(Change.scope_id).where(Change.batch_id == batch.id, func.length(Change.scope_id) == 36).distinct()
    ids = list(session.scalars(about.limit(touches.AT_ONCE + 1)))
    for start in range(0, len(ids) if len(ids) <= touches.AT_ONCE else 0, PLANNED_AT_ONCE):
        if start:
            changes.pause(session)
        touches.plan_some(session, ids[start : start + PLANNED_AT_ONCE], today=today)
