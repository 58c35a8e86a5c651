"""Private copies of kept files, so that other programs can show them; wiped as soon as they are not needed.

They lie in the store's own folder, never in the shared temporary one: readable by this user alone, read-only,
overwritten and removed when the store is closed, or at the next start when a crash left them.
"""

import hashlib
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from kam_desktop.core.files import of_os_error

FOLDER: Final = "opened"
_BLOCK: Final = 64 * 1024


class Copy(NamedTuple):
    """One private copy; ``digest`` (SHA-256) tells whether somebody changed it."""

    path: Path
    digest: str
    size: int
    changed_ns: int


def make(store_folder: Path, name: str, content: bytes) -> Copy:
    """Write ``content`` under a readable name in a folder that nobody can guess. Raises ``FileError``."""
    from kam_desktop.core.rules.file_names import safe_with_ending  # not before the first picture

    place = store_folder / FOLDER / os.urandom(8).hex()
    path = place / safe_with_ending(name)
    try:
        _own_folder(store_folder / FOLDER)
        place.mkdir(mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        path.chmod(0o400)
        found = path.stat()
    except OSError as error:
        with suppress(OSError):
            _wipe_file(path)
            place.rmdir()
        raise of_os_error(error, path) from error
    return Copy(path, hashlib.sha256(content).hexdigest(), found.st_size, found.st_mtime_ns)


def is_changed(copy: Copy) -> bool:
    """Whether another program wrote to the copy: that is not kept, and its person must hear of it."""
    try:
        found = copy.path.stat()
        if (found.st_size, found.st_mtime_ns) == (copy.size, copy.changed_ns):
            return False
        return hashlib.sha256(copy.path.read_bytes()).hexdigest() != copy.digest
    except OSError:
        return False


def is_there(copy: Copy) -> bool:
    """Whether the copy can still be opened."""
    return copy.path.is_file()


def wipe(store_folder: Path) -> int:
    """Overwrite and remove every copy; returns how many would not go (a program holds them open)."""
    folder = store_folder / FOLDER
    if folder.is_symlink():
        folder.unlink()
        return 0
    left = 0
    for root, folders, files in os.walk(folder, topdown=False, followlinks=False):
        for name in files:
            left += not _wipe_file(Path(root, name))
        for name in folders:
            inner = Path(root, name)
            with suppress(OSError):
                inner.unlink() if inner.is_symlink() else inner.rmdir()
    with suppress(OSError):
        folder.rmdir()
    return left


def _own_folder(folder: Path) -> None:
    if folder.is_symlink():
        folder.unlink()
    folder.mkdir(mode=0o700, exist_ok=True)
    folder.chmod(0o700)


def _wipe_file(path: Path) -> bool:
    """Zeros over the content once, then away; a link is only taken away, for what it names is not ours."""
    with suppress(OSError):
        found = path.lstat()
        if stat.S_ISREG(found.st_mode) and found.st_nlink == 1:
            path.chmod(0o600)
            with path.open("r+b") as stream:
                for start in range(0, found.st_size, _BLOCK):
                    stream.write(bytes(min(_BLOCK, found.st_size - start)))
                stream.flush()
                os.fsync(stream.fileno())
    with suppress(OSError):
        path.unlink()
        return True
    return False
