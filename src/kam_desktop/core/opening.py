"""Making and opening a store, with all that belongs to it: the same for window and command line."""

import os
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from kam_desktop.core import temporary_copies
from kam_desktop.core.errors import StoreError
from kam_desktop.core.identity import now
from kam_desktop.core.store import database, place, store_lock, vault
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.vault import Kdf

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from kam_desktop.core.store.backup import Backup

__all__ = [
    "Database", "Opened", "await_key", "back_up", "back_up_daily", "backups", "change_passphrase", "close", "create",
    "is_key_awaited", "key_is_kept", "prepare_restore", "recover", "renew_recovery_key", "reopen", "restore", "unlock", "wipe_left",
]  # fmt: skip


_SHOWN: Final = "key_shown"  # the recovery key of a new store, which nobody has said to have kept


class Opened(NamedTuple):
    """A new store and its recovery key, which is told this once."""

    store: Database
    recovery_key: str


def create(folder: Path, passphrase: str, *, author: str = "", kdf: Kdf | None = None) -> Opened:
    """Make an encrypted store with the default service policies; refuses a folder that has one.

    Where that fails nothing stays of what it made, folders neither.
    """
    vault.check_passphrase(passphrase)
    _refuse_existing(folder)
    missing = [each for each in (folder, *folder.parents) if not os.path.exists(each)]  # noqa: PTH110  never raises
    try:
        place.check(folder)
        return _made_in(folder, passphrase, author, kdf)
    except BaseException:
        with suppress(OSError):  # one that holds something stays
            for each in missing:
                each.rmdir()
        raise


def _made_in(folder: Path, passphrase: str, author: str, kdf: Kdf | None) -> Opened:
    had_lock = (folder / store_lock.FILE).exists()
    lock = store_lock.take(folder)
    store = None
    try:
        _refuse_existing(folder)  # again: now nobody else can make one
        data_key, recovery_key = vault.create(folder, passphrase, kdf)
        store = Database.create(folder, data_key, lock, author=author)
        from kam_desktop.core import policies

        store.write(policies.seed)
    except BaseException as error:
        if not (isinstance(error, StoreError) and error.code == "vault.exists"):
            _sweep_half_made(folder, store)
            if not had_lock:
                lock.remove()
        lock.release()
        raise
    return Opened(store, recovery_key)


def _refuse_existing(folder: Path) -> None:
    if vault.exists(folder):
        raise StoreError("vault.exists", path=str(folder))


def _sweep_half_made(folder: Path, store: Database | None) -> None:
    """What this call made and could not finish goes, so that the next try begins afresh."""
    if store is not None:
        store.disconnect()
    for name in (*vault.NAMES, database.FILE, f"{database.FILE}-wal", f"{database.FILE}-shm"):
        (folder / name).unlink(missing_ok=True)


def unlock(folder: Path, *, passphrase: str = "", recovery_key: str = "") -> Database:
    """Open the store of a folder; what an interrupted restore or backup left is put in order first."""
    wipe_left(folder)
    if any(folder.glob("restore-*")) or any((folder / "backups").glob(".*")):
        from kam_desktop.core.store import backup  # which is not read for nothing: Today waits for it

        backup.tidy(folder)
    return _in_order(Database.open_at(folder, vault.unlock(folder, passphrase=passphrase, recovery_key=recovery_key)))


def wipe_left(folder: Path) -> None:
    """What a crash left readable of the store's files goes, whoever starts the program; a process that has it open keeps its own."""
    if (folder / temporary_copies.FOLDER).exists():
        with suppress(StoreError):
            lock = store_lock.take(folder)
            try:
                temporary_copies.wipe(folder)
            finally:
                lock.release()


def _in_order(store: Database) -> Database:
    """Ours alone now: an import that did not end is taken back."""
    try:
        if store.has_unfinished:
            from kam_desktop.core import in_parts

            store.taken_back = in_parts.take_back(store)
    except BaseException:
        store.close()
        raise
    return store


def close(store: Database) -> None:
    """Let go of the store; the private copies of its files are wiped first."""
    temporary_copies.wipe(store.folder)
    store.close()


def recover(folder: Path, recovery_key: str, passphrase: str, kdf: Kdf | None = None) -> Database:
    """Open with the printed key and set a new passphrase."""
    vault.check_passphrase(passphrase)
    store = unlock(folder, recovery_key=recovery_key)
    vault.set_passphrase(folder, store.data_key, passphrase, kdf)
    store.write(key_is_kept)
    return store


def await_key(session: "Session") -> None:
    """The recovery key is shown now: until ``key_is_kept`` nobody may have it."""
    _note_key(session, "1")


def key_is_kept(session: "Session") -> None:
    """Somebody has the recovery key, or was told that nobody may have it."""
    _note_key(session, "")


def is_key_awaited(session: "Session") -> bool:
    """Whether the recovery key was shown and nobody said to have kept it: the program ended on that page."""
    from kam_desktop.core import settings

    return bool(settings.note(session, _SHOWN))


def _note_key(session: "Session", value: str) -> None:
    from kam_desktop.core import settings

    if settings.note(session, _SHOWN) != value:
        settings.set_note(session, _SHOWN, value)


def restore(folder: Path, file: Path, passphrase: str) -> Database:
    """Put a backup in the store's place and open it."""
    from kam_desktop.core.store import backup

    place.check(folder)
    backup.restore(folder, file, passphrase=passphrase)
    return unlock(folder, passphrase=passphrase)


def prepare_restore(store: Database, file: Path) -> "Backup":
    """Check a backup of this open store and make it ready; ``reopen`` swaps it in. The present state is backed up first."""
    from kam_desktop.core.store import backup

    backup.make(store.folder, store.data_key, why="restore")
    return backup.prepare(store.folder, file, store.data_key)


def reopen(folder: Path, data_key: bytes) -> Database:
    """Open a store that was just closed; a backup that was made ready has taken its place."""
    from kam_desktop.core.store import backup

    wipe_left(folder)
    backup.tidy(folder)
    return _in_order(Database.open_at(folder, data_key))


def backups(folder: Path) -> "list[Backup]":
    """The verified copies, newest first."""
    from kam_desktop.core.store import backup

    return backup.listed(folder)


def back_up(store: Database, to: Path | None = None, *, why: str = "asked") -> "Backup":
    """Make a verified copy of an open store; old ones are thinned out."""
    from kam_desktop.core.store import backup

    made = backup.make(store.folder, store.data_key, to=to, why=why)
    if to is None:
        backup.thin(store.folder, now())
    return made


def back_up_daily(store: Database) -> "Backup | None":
    """A verified copy when the newest is older than a day, or holds less than half of the clients there are (D-13.5)."""
    from kam_desktop.core import clients

    newest = next(iter(backups(store.folder)), None)
    is_recent = newest is not None and abs(now() - newest.at) < timedelta(days=1)
    if newest is not None and is_recent and store.read(clients.count) <= 2 * newest.clients:
        return None
    return back_up(store, why="daily")


def change_passphrase(store: Database, old: str, new: str, kdf: Kdf | None = None) -> None:
    """Set a new passphrase for those who know the old one."""
    vault.check_passphrase(new)
    vault.unlock(store.folder, passphrase=old)
    vault.set_passphrase(store.folder, store.data_key, new, kdf)


def renew_recovery_key(store: Database, passphrase: str, kdf: Kdf | None = None) -> str:
    """A new recovery key for those who know the passphrase; the old sheet opens nothing from then on."""
    vault.unlock(store.folder, passphrase=passphrase)
    return vault.renew_recovery_key(store.folder, store.data_key, kdf)
