"""Verified copies of a store, and the way back from them.

A backup is one file: a ZIP (stored, not compressed) of the encrypted database as SQLite's backup API copies
it, the header that opens it, and a manifest with counts. It counts as a backup only after it was opened and
found whole.
"""

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as cipher

from kam_desktop.core import identity
from kam_desktop.core.errors import FileError, StoreError
from kam_desktop.core.files import of_os_error, write_atomic
from kam_desktop.core.store import database, migrate, store_lock, vault
from kam_desktop.core.store.faults import code_of, quiet_stderr

ENDING: Final = ".kambackup"
MANIFEST: Final = "manifest.json"
MEMBERS: Final = (database.FILE, *vault.NAMES)
READY: Final = "restore-ready"
_PAGES: Final = 1_000  # copied at once (4 MB)


@dataclass(frozen=True, slots=True)
class Backup:
    """One verified copy: where, when, why, the rows of each table, and how many clients there were.

    ``counts`` have what is deleted too; ``clients`` has not, but in copies of older versions.
    """

    file: Path
    at: datetime
    why: str
    counts: dict[str, int]
    schema: int = database.SCHEMA_VERSION
    clients: int = 0


def folder_of(store_folder: Path) -> Path:
    """Where backups go unless told otherwise."""
    return store_folder / "backups"


def make(folder: Path, data_key: bytes, *, to: Path | None = None, why: str = "asked") -> Backup:
    """Copy the live store by the backup API, verify the copy, pack it. Leaves no half file behind.

    What it raises speaks of ``to`` or of the store, not of the copy between them.
    """
    target = to or folder_of(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target, prefix=".backup-") as work:
            copy = Path(work) / database.FILE
            _copy(folder / database.FILE, copy, data_key)
            counts, clients = verify(copy, data_key), _living(copy, data_key)
            at = identity.now()
            manifest = {
                "at": at.isoformat(), "why": why, "counts": counts, "clients": clients, "sha256": _digest(copy),
                "schema": database.SCHEMA_VERSION,
            }  # fmt: skip
            file = target / f"kam-{at:%Y%m%d-%H%M%S}-{at.microsecond // 1000:03d}{ENDING}"
            write_atomic(file, lambda stream: _pack(stream, copy, folder, manifest))
    except OSError as error:
        raise _said_of(of_os_error(error, target), folder, target) from error
    except (FileError, StoreError) as error:
        raise _said_of(error, folder, target) from error
    return Backup(file, at, why, counts, clients=clients)


def _said_of(error: FileError | StoreError, folder: Path, target: Path) -> FileError | StoreError:
    if error.code in {"file.disk_full", "place.disk_full"}:
        return FileError("backup.disk_full", path=str(target))
    if error.code == "place.read_only":
        return StoreError(error.code, path=str(target))
    return StoreError("store.damaged", path=str(folder)) if error.code == "backup.damaged" else error


def verify(file: Path, data_key: bytes) -> dict[str, int]:
    """Open a closed database file and check every page's seal and every index; returns the row counts."""
    with quiet_stderr():
        connection = database.connect(file, data_key)
        try:
            flaws = [row[0] for row in connection.execute("PRAGMA cipher_integrity_check")]
            flaws += [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            if flaws or application != database.APPLICATION_ID:
                raise StoreError("backup.damaged", path=str(file))
            return migrate.counts(connection)
        except cipher.DatabaseError as error:
            raise StoreError("backup.damaged", path=str(file)) from error
        finally:
            connection.close()


def _living(file: Path, data_key: bytes) -> int:
    connection = database.connect(file, data_key)
    try:
        return int(connection.execute("SELECT count(*) FROM client WHERE deleted_at IS NULL").fetchone()[0])
    finally:
        connection.close()


def listed(folder: Path) -> list[Backup]:
    """The backups in the usual place, newest first; a file that is not one is passed over."""
    found = []
    for file in folder_of(folder).glob(f"*{ENDING}"):
        try:
            found.append(read_manifest(file))
        except FileError:
            continue
    return sorted(found, key=lambda backup: backup.at, reverse=True)


def read_manifest(file: Path) -> Backup:
    """What a backup file says of itself."""
    try:
        with zipfile.ZipFile(file) as packed:
            said = json.loads(packed.read(MANIFEST))
        at = datetime.fromisoformat(said["at"])
        counts = said["counts"]
        clients = int(said.get("clients", counts.get("client", 0)))
        return Backup(file, at, said["why"], counts, int(said.get("schema", 0)), clients)
    except FileNotFoundError as error:
        raise FileError("file.not_found", path=str(file)) from error
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
        raise FileError("backup.not_one", path=str(file)) from error


def restore(folder: Path, file: Path, *, passphrase: str = "", recovery_key: str = "") -> Backup:
    """Put a backup in the store's place; the store that was there is moved aside, never deleted.

    The passphrase is the one the backup was made under. Nothing is moved before the copy was opened and
    found whole.
    """
    said = read_manifest(file)  # before the store is asked for
    with _held(folder):
        finish_restore(folder)
        _make_ready(folder, file, lambda part: vault.unlock(part, passphrase=passphrase, recovery_key=recovery_key))
        finish_restore(folder)
    return said


def prepare(folder: Path, file: Path, data_key: bytes) -> Backup:
    """Make a backup of this very store ready while it is open; it takes its place when the store is next opened.

    Who can open the store stays as it is now. Raises ``StoreError`` backup.damaged, of another store's backup too.
    """

    def keep_who(part: Path) -> bytes:
        for name in vault.NAMES:
            (part / name).unlink(missing_ok=True)
        return data_key

    return _make_ready(folder, file, keep_who)


def _make_ready(folder: Path, file: Path, key_of: Callable[[Path], bytes]) -> Backup:
    """Unpack beside the store, open, check; ``finish_restore`` swaps it in."""
    said = read_manifest(file)
    try:
        part = Path(tempfile.mkdtemp(dir=folder, prefix="restore-part-"))
    except OSError as error:
        raise of_os_error(error, folder) from error
    try:
        _unpack(file, part)
        if verify(part / database.FILE, key_of(part)) != said.counts:
            raise StoreError("backup.damaged", path=str(file))
        if said.schema > database.SCHEMA_VERSION:
            raise StoreError("store.newer", path=str(file))
        part.rename(folder / READY)
    except OSError as error:
        raise of_os_error(error, folder) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return said


def tidy(folder: Path) -> None:
    """Finish an interrupted restore and sweep what killed work has left; only where no other process is at it."""
    leftovers = [*folder_of(folder).glob(".backup-*"), *folder.glob("restore-part-*")]
    if not leftovers and not (folder / READY).is_dir():
        return
    with _held(folder):
        finish_restore(folder)
        for place in leftovers:
            shutil.rmtree(place, ignore_errors=True)


def finish_restore(folder: Path) -> None:
    """Swap in what a restore has made ready; goes on where an interrupted one stopped."""
    ready = folder / READY
    if not ready.is_dir():
        return
    waiting = [name for name in MEMBERS if (ready / name).exists()]
    aside = folder / f"replaced-{identity.now():%Y%m%d-%H%M%S-%f}"
    present = [name for name in waiting if (folder / name).exists()]
    if database.FILE in waiting:
        present += [name for name in (f"{database.FILE}-wal", f"{database.FILE}-shm") if (folder / name).exists()]
    if present:
        aside.mkdir()
    for name in present:
        (folder / name).rename(aside / name)
    for name in waiting:
        (ready / name).rename(folder / name)
    shutil.rmtree(ready)


def thin(folder: Path, now: datetime) -> list[Path]:
    """Delete old backups: all of two days stay, then one a day (12), a week (10), a month (9)."""
    kept: set[Path] = set()
    slots: dict[tuple[str, str], Path] = {}
    backups = listed(folder)
    for backup in backups:
        age = now - backup.at
        if age <= timedelta(days=2):
            kept.add(backup.file)
        for unit, form, most in (("day", "%Y-%m-%d", 12), ("week", "%G-%V", 10), ("month", "%Y-%m", 9)):
            slot = (unit, backup.at.strftime(form))
            if slot not in slots and sum(1 for known in slots if known[0] == unit) < most:
                slots[slot] = backup.file
    kept |= set(slots.values())
    gone = [backup.file for backup in backups if backup.file not in kept]
    for file in gone:
        file.unlink(missing_ok=True)
    return gone


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    lock = store_lock.take(folder)
    try:
        yield
    finally:
        lock.release()


def _copy(source: Path, target: Path, data_key: bytes) -> None:
    """One state of the store: what is saved meanwhile is not in it, and does not make it begin anew."""
    live, copy = database.connect(source, data_key), database.connect(target, data_key)
    try:
        with quiet_stderr(), target.open("rb") as written:
            live.execute("BEGIN")
            live.execute("SELECT count(*) FROM meta").fetchone()
            live.backup(copy, pages=_PAGES, progress=lambda *_left: _settle(written))
            live.execute("ROLLBACK")
            copy.execute("PRAGMA journal_mode=DELETE")
    except cipher.DatabaseError as error:
        raise StoreError(code_of(error, target.parent) or "store.damaged", path=str(source.parent)) from error
    finally:
        copy.close()
        live.close()


def _settle(stream: Any) -> None:
    """A little at a time on the disk: with all of it at the end, a save would wait for its turn there."""
    if hasattr(os, "fdatasync"):  # not on Windows
        os.fdatasync(stream.fileno())


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _pack(stream: Any, copy: Path, folder: Path, manifest: dict[str, Any]) -> None:
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as packed:
        with copy.open("rb") as source, packed.open(database.FILE, "w", force_zip64=True) as sink:
            while part := source.read(_PAGES * 4096):
                sink.write(part)
                stream.flush()
                _settle(stream)
        for name in vault.NAMES:
            if (folder / name).exists():
                packed.write(folder / name, name)
        packed.writestr(MANIFEST, json.dumps(manifest, indent=1))


def _unpack(file: Path, target: Path) -> None:
    """Only the names we know, under our own names: a ZIP may say anything."""
    try:
        with zipfile.ZipFile(file) as packed:
            said = json.loads(packed.read(MANIFEST))
            for name in MEMBERS:
                if name in packed.namelist():
                    with packed.open(name) as source, (target / name).open("wb") as sink:
                        shutil.copyfileobj(source, sink, 1 << 20)
                        sink.flush()
                        os.fsync(sink.fileno())
        if _digest(target / database.FILE) != said["sha256"]:
            raise StoreError("backup.damaged", path=str(file))
    except (zipfile.BadZipFile, KeyError, FileNotFoundError) as error:
        raise StoreError("backup.damaged", path=str(file)) from error
