"""The lock that makes a process the only one on a store: the system holds it, and lets go when the process ends.

Written here because the library for it takes as long to read as all the rest of opening a store.
"""

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

from kam_desktop.core.errors import StoreError
from kam_desktop.core.store import place

FILE: Final = "store.lock"
_TAKEN: Final = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)


class StoreLock:
    """A lock that was taken; ``release`` may be called again."""

    def __init__(self, file: IO[bytes], path: Path) -> None:
        self._file, self._path = file, path

    def release(self) -> None:
        """Let go. The file stays: were it removed, two that wait for it could both have one of that name."""
        if not self._file.closed:
            _unlock(self._file.fileno())
            self._file.close()

    def remove(self) -> None:
        """Let go of a folder that is to hold no store after all; who has opened the file meanwhile gets no lock by it."""
        if sys.platform == "win32":  # an open file cannot be removed there, nor by us what another has opened
            self.release()
        with suppress(OSError):
            self._path.unlink()
        self.release()


def take(folder: Path) -> StoreLock:
    """Be the only process on the store in ``folder``; ``StoreError`` when another is, or nothing can be written."""
    place.refuse(folder)
    try:
        file = (folder / FILE).open("ab", buffering=0)
    except OSError as error:
        raise StoreError("place.read_only", path=str(folder)) from error
    try:
        _lock(file.fileno())
    except OSError as error:
        file.close()
        code = "store.in_use" if error.errno in _TAKEN else "place.read_only"
        raise StoreError(code, path=str(folder)) from error
    if not _is_there(file, folder / FILE):
        file.close()
        raise StoreError("store.in_use", path=str(folder))
    return StoreLock(file, folder / FILE)


def _is_there(file: IO[bytes], path: Path) -> bool:
    """Not if it was removed between opening and locking."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except OSError:
        return False


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _unlock(descriptor: int) -> None:
    """Windows lets go of a closed file's lock when it finds the time; the next who opens the store will not wait."""
    if sys.platform == "win32":
        import msvcrt

        with suppress(OSError):
            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
