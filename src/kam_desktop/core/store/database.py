"""The one door to the store: opens the encrypted file, gives sessions, commits.

Nothing but SQLite ever opens the live file. There is one process per store (a lock file) and one writer.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

import sqlcipher3.dbapi2 as cipher
from filelock import FileLock, Timeout
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import QueuePool

from kam_desktop.core import identity
from kam_desktop.core.errors import Conflict, StoreError
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.core.stops import Stop
from kam_desktop.core.store import changes, place, search_index
from kam_desktop.core.store.faults import quiet_stderr, translated

T = TypeVar("T")

APPLICATION_ID: Final = 0x4B414D44  # "KAMD"
SCHEMA_VERSION: Final = 3
LEAST_SQLITE: Final = (3, 51, 3)  # older ones can corrupt a file when its write-ahead log is reset
FILE: Final = "store.db"
LOCK: Final = "store.lock"
PRAGMAS: Final = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # NORMAL loses acknowledged work when the power goes
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA busy_timeout=5000",
    "PRAGMA cache_size=-32000",
)


class Written(NamedTuple):
    """What a write gives back: its value, the kinds of entity that changed, the batch to undo it by."""

    value: Any
    entities: frozenset[Entity]
    batch_id: str | None


def connect(path: Path, data_key: bytes) -> Any:
    """A keyed connection to a store file or a backup, with every safety on. The key must come first."""
    connection = cipher.connect(str(path), check_same_thread=False, isolation_level=None, timeout=5)
    connection.execute(f"PRAGMA key = \"x'{data_key.hex()}'\"")
    return connection


class Database:
    """An open store. Make one with ``create`` or ``open_at``; ``close`` it at the end."""

    def __init__(self, folder: Path, data_key: bytes, lock: FileLock) -> None:
        self.folder = folder
        self.data_key = data_key
        self._lock = lock
        self.engine = self._make_engine()
        self._clock: changes.HybridClock | None = None
        self._author = ""

    @classmethod
    def create(cls, folder: Path, data_key: bytes, lock: FileLock, *, author: str = "") -> "Database":
        """Make the encrypted file in an empty folder that is ours, and bring it to today's schema."""
        database = cls(folder, data_key, lock)
        try:
            database._build(author)
        except BaseException:
            database.close()
            raise
        return database

    @classmethod
    def open_at(cls, folder: Path, data_key: bytes) -> "Database":
        """Open an existing store; brings an older schema up to date, refuses a newer one."""
        if not (folder / FILE).exists():
            raise StoreError("store.file_missing", path=str(folder))
        database = cls(folder, data_key, take_lock(folder))
        try:
            database._admit()
        except BaseException:
            database.close()
            raise
        return database

    def read(self, work: Callable[[Session], T], *, stop: Stop | None = None) -> T:
        """Run ``work`` on a session of its own that sees one state of the store and changes nothing.

        ``stop`` ends it from another thread in the middle of a statement; ``Cancelled`` is raised then.
        """
        with translated(self.folder), Session(self.engine) as session, session.begin():
            if stop is None:
                value = work(session)
            else:
                with stop.watching(search_index.raw_of(session).interrupt):
                    value = work(session)
            session.rollback()
            return value

    def write(self, work: Callable[[Session], T]) -> Written:
        """Run ``work`` in one durable transaction; all of it is kept or none of it."""
        actor = changes.Actor(self._author, self._clock_of_store())
        engine = self.engine.execution_options(kam_begin="BEGIN IMMEDIATE")
        with translated(self.folder), Session(engine, expire_on_commit=False) as session:
            changes.attach(session, actor)
            try:
                with session.begin():
                    value = work(session)
                    session.flush()
                    search_index.follow(session, actor.rows)
                    batch_id = actor.batch.id if actor.batch else None
            except StaleDataError as stale:
                raise Conflict("record.changed_meanwhile") from stale
        return Written(value, frozenset(actor.entities), batch_id)

    def set_author(self, name: str) -> None:
        """Whose name later changes carry."""
        with self.engine.execution_options(kam_begin="BEGIN IMMEDIATE").begin() as connection:
            connection.exec_driver_sql(
                "INSERT INTO meta VALUES('author', ?) ON CONFLICT(key) DO UPDATE SET value=excluded.value",
                (name,),
            )
        self._author = name

    @property
    def author(self) -> str:
        """Whose name changes carry."""
        return self._author

    def close(self) -> None:
        """Fold the log into the file and let go of the lock."""
        self.engine.dispose()
        self._lock.release()

    def _make_engine(self) -> Engine:
        if cipher.sqlite_version_info < LEAST_SQLITE:
            raise StoreError("store.library_too_old", version=cipher.sqlite_version)
        engine = create_engine(
            "sqlite://",
            module=cipher,
            creator=self._connect,
            poolclass=QueuePool,
            pool_size=5,
            max_overflow=2,
            hide_parameters=True,  # a client's words have no place in an error
        )
        event.listen(engine, "begin", _begin)
        return engine

    def _connect(self) -> Any:
        connection = connect(self.folder / FILE, self.data_key)
        try:
            for pragma in PRAGMAS:
                connection.execute(pragma)
        except BaseException:
            connection.close()
            raise
        return connection

    def _build(self, author: str) -> None:
        from kam_desktop.core.store import migrate

        with translated(self.folder):
            migrate.upgrade(self.engine)
            device = identity.new_id()
            with self.engine.begin() as connection:
                connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
                connection.exec_driver_sql("INSERT INTO meta VALUES('device_id', ?), ('author', ?)", (device, author))
        self._learn()

    def _admit(self) -> None:
        with translated(self.folder), quiet_stderr(), self.engine.connect() as connection:
            application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
            version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        if application != APPLICATION_ID:
            raise StoreError("store.damaged", path=str(self.folder))
        if version > SCHEMA_VERSION:
            raise StoreError("store.newer", path=str(self.folder))
        if version < SCHEMA_VERSION:
            from kam_desktop.core.store import backup, migrate

            backup.make(self.folder, self.data_key, why="migration")
            with translated(self.folder):
                migrate.upgrade(self.engine)
        self._learn()

    def _learn(self) -> None:
        with translated(self.folder), self.engine.connect() as connection:
            meta: dict[str, str] = {row[0]: row[1] for row in connection.exec_driver_sql("SELECT key, value FROM meta")}
            last = connection.exec_driver_sql("SELECT stamp FROM change ORDER BY id DESC LIMIT 1").scalar()
        self._author = meta.get("author", "")
        self._clock = changes.HybridClock(meta["device_id"])
        self._clock.pass_by(last)

    def _clock_of_store(self) -> changes.HybridClock:
        if self._clock is None:
            raise StoreError("store.damaged", path=str(self.folder))
        return self._clock


def _begin(connection: Any) -> None:
    """Our own BEGIN: the driver's would leave half a migration behind, and a late lock would deadlock."""
    connection.exec_driver_sql(connection.get_execution_options().get("kam_begin", "BEGIN"))


def take_lock(folder: Path) -> FileLock:
    """The lock that makes this process the only one on the store; ``StoreError`` when another has it."""
    place.refuse(folder)
    lock = FileLock(folder / LOCK, timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout as taken:
        raise StoreError("store.in_use", path=str(folder)) from taken
    except OSError as error:
        raise StoreError("place.read_only", path=str(folder)) from error
    return lock
