"""What the database's own complaints mean to a person."""

import contextlib
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import sqlcipher3.dbapi2 as cipher

from kam_desktop.core.errors import StoreError


@contextlib.contextmanager
def translated(folder: Path) -> Iterator[None]:
    """Turn a full disk, a read-only folder, damage or a busy file into the error that says so."""
    try:
        yield
    except Exception as error:
        cause = getattr(error, "orig", error)  # SQLAlchemy wraps what the driver says
        code = code_of(cause, folder) if isinstance(cause, cipher.Error) else None
        if code is None:
            raise
        raise StoreError(code, path=str(folder)) from error


def code_of(error: BaseException | None, folder: Path) -> str | None:
    """The code for a driver's error about the store in ``folder``, or None when it is a bug of ours."""
    text = str(error).lower()
    if "full" in text or ("disk i/o error" in text and _is_full(folder)):
        return "place.disk_full"
    if "readonly" in text or "unable to open" in text:
        return "place.read_only"
    if "not a database" in text or "malformed" in text or "disk i/o error" in text or "corrupt" in text:
        return "store.damaged"
    if "locked" in text or "busy" in text:
        return "store.in_use"
    return None


def _is_full(folder: Path) -> bool:
    """Whether the files that stand beside an open store cannot even be made: that too is told as an error of the disk."""
    try:
        return shutil.disk_usage(folder).free < _LEAST_FREE
    except OSError:
        return False


_LEAST_FREE: Final = 1 << 20  # bytes


@contextlib.contextmanager
def quiet_stderr() -> Iterator[None]:
    """SQLCipher writes its own lines to file descriptor 2 when a page does not decrypt; keep them off it."""
    if sys.stderr is None:  # a windowed build has none
        yield
        return
    with _LOCK, _redirected():
        yield


_LOCK = threading.RLock()  # two at once would leave the descriptor on nothing


@contextlib.contextmanager
def _redirected() -> Iterator[None]:
    try:
        kept = os.dup(2)
    except OSError:
        yield
        return
    sys.stderr.flush()
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123  a descriptor is needed
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
