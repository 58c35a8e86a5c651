"""The store's sessions: all of the one door that needs SQLAlchemy, imported when the first session is wanted."""

from collections.abc import Callable
from typing import Any, TypeVar

import sqlcipher3.dbapi2 as cipher
from sqlalchemy import create_engine, event
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import QueuePool

from kam_desktop.core.errors import Conflict
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.core.stops import Stop
from kam_desktop.core.store import changes, search_index
from kam_desktop.core.store.base import Base
from kam_desktop.core.store.parts import Parts
from kam_desktop.core.store.stamps import HybridClock

T = TypeVar("T")


class Sessions:
    """``connect`` makes the keyed connections; ``engine`` keeps a few of them."""

    def __init__(self, connect: Callable[[], Any]) -> None:
        self.engine = create_engine(
            "sqlite://",
            module=cipher,
            creator=connect,
            poolclass=QueuePool,
            pool_size=5,
            max_overflow=2,
            pool_use_lifo=True,
            hide_parameters=True,  # a client's words have no place in an error
        )
        event.listen(self.engine, "begin", _begin)

    def close(self) -> None:
        """Let go of the connections, and of the statements compiled for them: the tables keep those of every engine."""
        self.engine.dispose()
        for mapper in Base.registry.mappers:
            mapper._compiled_cache.clear()

    def read(self, work: Callable[[Session], T], stop: Stop | None) -> T:
        """``Database.read``."""
        with Session(self.engine) as session, session.begin():
            if stop is None:
                value = work(session)
            else:
                with stop.watching(search_index.raw_of(session).interrupt):
                    value = work(session)
            session.rollback()
            return value

    def write(
        self, work: Callable[[Session], T], author: str, clock: HybridClock
    ) -> tuple[T, frozenset[Entity], str | None]:
        """``Database.write``: the value, the kinds of entity that changed, the batch to undo it by."""
        actor = changes.Actor(author, clock)
        engine = self.engine.execution_options(kam_begin="BEGIN IMMEDIATE")
        with Session(engine, expire_on_commit=False) as session:
            changes.attach(session, actor)
            try:
                with session.begin():
                    value = work(session)
                    session.flush()
                    search_index.follow(session, actor.rows)
                    changes.end_batch(session)
                    batch_id = actor.batch.id if actor.batch else None
            except StaleDataError as stale:
                raise Conflict("record.changed_meanwhile") from stale
        return value, frozenset(actor.entities), batch_id

    def write_in_parts(
        self, work: Callable[[Session], T], author: str, clock: HybridClock, between: Callable[[], bool],
        is_awaited: Callable[[], bool] | None,
    ) -> tuple[T, frozenset[Entity], str | None]:  # fmt: skip
        """``Database.write_in_parts``. One connection all the while, which holds no lock between the parts."""
        actor = changes.Actor(author, clock)
        engine = self.engine.execution_options(kam_begin="BEGIN IMMEDIATE")
        with engine.connect() as connection, Session(connection, expire_on_commit=False) as session:
            changes.attach(session, actor)
            parts = Parts(session, actor, between, is_awaited)
            session.info.update(pause=parts.pause, is_awaited=is_awaited)
            try:
                value = work(session)
                batch_id = parts.finish()
            except StaleDataError as stale:
                raise Conflict("record.changed_meanwhile") from stale
        return value, frozenset(actor.entities), batch_id


def _begin(connection: Any) -> None:
    """Our own BEGIN: the driver's would leave half a migration behind, and a late lock would deadlock."""
    connection.exec_driver_sql(connection.get_execution_options().get("kam_begin", "BEGIN"))
