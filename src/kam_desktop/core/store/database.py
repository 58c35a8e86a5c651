"""The one door to the store: opens the encrypted file, gives sessions, commits.

Nothing but SQLite ever opens the live file. There is one process per store (a lock file) and one writer.
Opening it, and reading by ``read_plain``, needs the driver alone: SQLAlchemy is imported (``sessions``) when the
first session is wanted, which is after the first page is painted.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

import sqlcipher3.dbapi2 as cipher

from kam_desktop.core import identity
from kam_desktop.core.errors import StoreError
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.core.stops import Stop
from kam_desktop.core.store import store_lock
from kam_desktop.core.store.faults import quiet_stderr, translated
from kam_desktop.core.store.plain_rows import Snapshot
from kam_desktop.core.store.stamps import HybridClock
from kam_desktop.core.store.store_lock import StoreLock

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from kam_desktop.core.store.sessions import Sessions

T = TypeVar("T")

APPLICATION_ID: Final = 0x4B414D44  # "KAMD"
SCHEMA_VERSION: Final = 6
LEAST_SQLITE: Final = (3, 51, 3)  # older ones can corrupt a file when its write-ahead log is reset
UNFINISHED: Final = "unfinished_import"  # in meta: the batch of which some parts stand
FILE: Final = "store.db"
LOG_ENOUGH: Final = 500  # pages of the log that are worth the disk's time when nobody waits (2 MB)
LOG_MUCH: Final = 4_000  # the same, while much is written in small steps
LOG_MOST: Final = (
    16_000  # pages after which a save itself folds them in (64 MB): the next start reads them after a crash
)
PRAGMAS: Final = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # NORMAL loses acknowledged work when the power goes
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA busy_timeout=5000",
    # for each connection: the 600 pages that Today's first 200 lines lie on stay, with 2 MB each reading decrypted all
    # of them again; more only fills memory, for what is read again then is an index's top
    "PRAGMA cache_size=-3000",
    f"PRAGMA wal_autocheckpoint={LOG_MOST}",
    f"PRAGMA journal_size_limit={LOG_MOST * 4096}",  # one that a long reader made longer gives its room back
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

    def __init__(self, folder: Path, data_key: bytes, lock: StoreLock) -> None:
        if cipher.sqlite_version_info < LEAST_SQLITE:
            raise StoreError("store.library_too_old", version=cipher.sqlite_version)
        self.folder = folder
        self.data_key = data_key
        self._lock = lock
        self._taking, self._making = threading.Lock(), threading.Lock()  # two: an import holds up no plain read
        self._idle: list[Any] = []  # connections of our own that nobody reads by just now
        self._made: Sessions | None = None
        self._clock: HybridClock | None = None
        self._author = ""
        self.has_unfinished = False  # an import that did not end, as the store was opened
        self.taken_back = ""  # the title of an import that did not end, taken back when the store was opened

    @classmethod
    def create(cls, folder: Path, data_key: bytes, lock: StoreLock, *, author: str = "") -> "Database":
        """Make the encrypted file in an empty folder that is ours, and bring it to today's schema.

        Where that fails the lock stays with whoever took it: there is something to sweep.
        """
        database = cls(folder, data_key, lock)
        try:
            database._build(author)
        except BaseException:
            database.disconnect()
            raise
        return database

    @classmethod
    def open_at(cls, folder: Path, data_key: bytes) -> "Database":
        """Open an existing store; brings an older schema up to date, refuses a newer one."""
        if not (folder / FILE).exists():
            raise StoreError("store.file_missing", path=str(folder))
        database = cls(folder, data_key, store_lock.take(folder))
        try:
            database._admit()
        except BaseException:
            database.close()
            raise
        return database

    def read(self, work: "Callable[[Session], T]", *, stop: Stop | None = None) -> T:
        """Run ``work`` on a session of its own that sees one state of the store and changes nothing.

        ``stop`` ends it from another thread in the middle of a statement; ``Cancelled`` is raised then.
        """
        with translated(self.folder):
            return self._sessions.read(work, stop)

    def read_plain(self, work: Callable[[Snapshot], T]) -> T:
        """``read`` for what is painted first: by the driver alone, with SQL of one's own."""
        with translated(self.folder), self._connection() as raw:
            raw.execute("BEGIN")
            try:
                return work(Snapshot(raw))
            finally:
                if raw.in_transaction:
                    raw.execute("ROLLBACK")

    def write(self, work: "Callable[[Session], T]") -> Written:
        """Run ``work`` in one durable transaction; all of it is kept or none of it."""
        if self._clock is None:
            raise StoreError("store.damaged", path=str(self.folder))
        with translated(self.folder):
            return Written(*self._sessions.write(work, self._author, self._clock))

    def write_in_parts(
        self, work: "Callable[[Session], T]", between: Callable[[], bool], is_awaited: Callable[[], bool] | None
    ) -> Written:
        """``write`` with a durable transaction for each part of ``work`` (``changes.pause``).

        ``between`` is called after each, when others can write, and says whether somebody did; ``is_awaited`` whether
        anybody waits, None that nobody can. What failed half way stands half: call it through ``core.in_parts``, which takes that back.
        """
        if self._clock is None:
            raise StoreError("store.damaged", path=str(self.folder))
        with translated(self.folder):
            return Written(*self._sessions.write_in_parts(work, self._author, self._clock, between, is_awaited))

    def fold(self, *, is_writing: bool = False) -> bool:
        """Copy what the log holds into the file, beside those who read and write: for idle time, so that no save does it.

        What a reader still sees of older states stays in the log until the next time. False: there was too little, of
        which more is wanted while writing goes on.
        """
        with translated(self.folder), self._connection() as raw:
            _, pages, done = raw.execute("PRAGMA wal_checkpoint(NOOP)").fetchone()
            is_worth_it = bool(pages - done >= (LOG_MUCH if is_writing else LOG_ENOUGH))
            if is_worth_it:
                raw.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
            return is_worth_it

    def set_author(self, name: str) -> None:
        """Whose name later changes carry."""
        with translated(self.folder), self._connection() as raw:
            raw.execute(
                "INSERT INTO meta VALUES('author', ?) ON CONFLICT(key) DO UPDATE SET value=excluded.value",
                (name,),
            )
        self._author = name

    @property
    def author(self) -> str:
        """Whose name changes carry."""
        return self._author

    @property
    def engine(self) -> "Engine":
        """SQLAlchemy's side of the store."""
        return self._sessions.engine

    def close(self) -> None:
        """Fold the log into the file and let go of the lock."""
        self.disconnect()
        self._lock.release()

    def disconnect(self) -> None:
        """Close every connection that is not in use; the lock stays."""
        with self._taking:
            while self._idle:
                self._idle.pop().close()
        if self._made is not None:
            self._made.close()

    @property
    def _sessions(self) -> "Sessions":
        """Made by whoever comes first; others wait for the import."""
        with self._making:
            if self._made is None:
                from kam_desktop.core.store.sessions import Sessions

                self._made = Sessions(self._connect)
            return self._made

    @contextmanager
    def _connection(self) -> Iterator[Any]:
        """A connection of our own; one that failed is not used again."""
        with self._taking:
            raw = self._idle.pop() if self._idle else None
        raw = raw or self._connect()
        try:
            yield raw
        except BaseException:
            raw.close()
            raise
        with self._taking:
            self._idle.append(raw)

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
            with self._connection() as raw:
                raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
                raw.execute("INSERT INTO meta VALUES('device_id', ?), ('author', ?)", (identity.new_id(), author))
        self._learn()

    def _admit(self) -> None:
        with translated(self.folder), quiet_stderr(), self._connection() as raw:
            application = raw.execute("PRAGMA application_id").fetchone()[0]
            version = int(raw.execute("PRAGMA user_version").fetchone()[0])
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
        """The device, whose name changes carry, and the last stamp."""
        with translated(self.folder), self._connection() as raw:
            meta: dict[str, str] = dict(raw.execute("SELECT key, value FROM meta"))
            last = raw.execute("SELECT stamp FROM change ORDER BY id DESC LIMIT 1").fetchone()
        self._author, self.has_unfinished = meta.get("author", ""), UNFINISHED in meta
        self._clock = HybridClock(meta["device_id"])
        self._clock.pass_by(last[0] if last else None)
