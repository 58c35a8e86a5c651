"""Imports in parts: others write in between, and what does not end is taken back whole."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import date
from itertools import islice
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kam_desktop.core import history, settings, touches
from kam_desktop.core.errors import KamError
from kam_desktop.core.store import changes
from kam_desktop.core.store.database import UNFINISHED, Database, Written
from kam_desktop.core.store.tables import Change

PLANNED_AT_ONCE: Final = 50  # clients; about 25 ms


def _nobody() -> bool:
    return False


def write(
    store: Database, work: Callable[[Session], Any], between: Callable[[], bool] = _nobody,
    is_awaited: Callable[[], bool] | None = None,
) -> Written:  # fmt: skip
    """``store.write`` of one batch in parts. Whatever stops it, all parts are taken back before it is raised.

    ``between`` lets those who wait write, and says whether somebody did; ``is_awaited`` whether anybody waits, None that
    nobody can.
    """
    with _beside(store, between) as between_two:
        take_back(store, between_two, is_awaited)  # of one that could not be taken back when it stopped
        try:
            return store.write_in_parts(work, between_two, is_awaited)
        except BaseException:
            with suppress(KamError):  # a full disk: the next opening does it
                take_back(store, between_two, is_awaited)
            raise


@contextmanager
def _beside(store: Database, between: Callable[[], bool]) -> Iterator[Callable[[], bool]]:
    """``between`` that also sees to the log, on a thread of its own: neither a part nor a save waits for that."""
    folded: Future[bool] | None = None

    def between_two() -> bool:
        nonlocal folded
        if folded is None or folded.done():
            folded = thread.submit(store.fold, is_writing=True)
        return between()

    with ThreadPoolExecutor(1, "folding") as thread:
        yield between_two


def take_back(
    store: Database, between: Callable[[], bool] = _nobody, is_awaited: Callable[[], bool] | None = None
) -> str:
    """Undo an import that did not end; its title, or empty when there is none."""
    batch_id = store.read(lambda s: settings.note(s, UNFINISHED))
    if not batch_id:
        return ""
    return str(store.write_in_parts(lambda s: history.take_back(s, batch_id), between, is_awaited).value)


def plan_few(session: Session, *, today: date) -> None:
    """Plan the clients of this import at once, if they are few; else it is done when nobody waits."""
    batch = changes.begin_batch(session, "import")
    session.flush()
    about = select(Change.scope_id).where(changes.of_batch(batch), func.length(Change.scope_id) == 36).distinct()
    ids = list(session.scalars(about.limit(touches.AT_ONCE + 1)))
    plan(session, ids if len(ids) <= touches.AT_ONCE else (), today=today)


def plan(session: Session, client_ids: Sequence[str], *, today: date) -> None:
    """Plan these clients; others write in between, where this is done in parts."""
    waiting = iter(client_ids)
    while part := list(islice(waiting, changes.at_once(session, PLANNED_AT_ONCE))):
        touches.plan_some(session, part, today=today)
        changes.pause(session)
