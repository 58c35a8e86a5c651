"""Making and opening a store, with all that belongs to it: the same for window and command line."""

from pathlib import Path
from typing import NamedTuple

from kam_desktop.core import policies
from kam_desktop.core.errors import StoreError
from kam_desktop.core.store import backup, place, vault
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.vault import Kdf


class Opened(NamedTuple):
    """A new store and its recovery key, which is told this once."""

    store: Database
    recovery_key: str


def create(folder: Path, passphrase: str, *, author: str = "", kdf: Kdf | None = None) -> Opened:
    """Make an encrypted store with the default service policies; refuses a folder that has one."""
    place.check(folder)
    if vault.exists(folder):
        raise StoreError("vault.exists", path=str(folder))
    data_key, recovery_key = vault.create(folder, passphrase, kdf)
    try:
        store = Database.create(folder, data_key, author=author)
        store.write(policies.seed)
    except BaseException:
        for name in vault.NAMES:
            (folder / name).unlink(missing_ok=True)
        raise
    return Opened(store, recovery_key)


def unlock(folder: Path, *, passphrase: str = "", recovery_key: str = "") -> Database:
    """Open the store of a folder; an interrupted restore is finished first."""
    backup.finish_restore(folder)
    return Database.open_at(folder, vault.unlock(folder, passphrase=passphrase, recovery_key=recovery_key))
