"""Finishing the search index behind a large write, and keeping it quick: for idle time and the end of commands."""

from collections.abc import Callable
from typing import Final

from sqlalchemy.orm import Session

from kam_desktop.core.store import search_index
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.search_index import drain, rebuild, tidy

__all__ = ["catch_up", "drain", "is_behind", "rebuild", "step", "waiting"]

LARGE_STEP: Final = 5_000  # rows of one transaction when nobody waits for another
LARGE_MERGE: Final = 1_000  # pages, the same
IN_A_ROW: Final = 100  # steps of taking in, each a segment of the index: with 400 a save would have to merge them


def catch_up(store: Database, step: Callable[[int, int], None] = lambda _done, _total: None) -> int:
    """Take in all rows that wait, then merge; returns how many waited."""
    total = store.read(waiting)
    done = 0
    while total and (taken := store.write(lambda s: drain(s, at_most=LARGE_STEP)).value):
        done += taken
        step(done, max(total, done))
    while store.write(lambda s: tidy(s, pages=LARGE_MERGE)).value and done:  # after a small write one step is enough
        continue
    return done


def step(session: Session, taken: int = 0) -> int | None:
    """One step of idle time, so short that no save waits for it: rows are taken in, then what they left is merged.

    ``taken`` is what the step before gave. None: all is done.
    """
    if taken < IN_A_ROW and drain(session):
        return taken + 1
    if tidy(session):
        return taken
    return 0 if taken else None


def waiting(session: Session) -> int:
    """Rows that are in the store and not yet in the index."""
    return search_index.waiting(search_index.raw_of(session))


def is_behind(session: Session) -> bool:
    """Whether the index is still being filled, so that a search may miss older records."""
    return search_index.is_behind(search_index.raw_of(session))
