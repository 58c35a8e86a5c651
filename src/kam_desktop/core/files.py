"""Writing files so that a crash or a full disk leaves the old one or the new one, never half of one."""

import contextlib
import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from kam_desktop.core.errors import FileError


def write_atomic(path: Path, fill: Callable[[BinaryIO], None]) -> None:
    """Let ``fill`` write to a temporary file beside ``path``, make it durable, then put it in place."""
    temp = None
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        temp = Path(name)
        with os.fdopen(descriptor, "wb") as stream:
            fill(stream)
            stream.flush()
            os.fsync(stream.fileno())
        temp.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise of_os_error(error, path) from error
    finally:
        if temp is not None:
            temp.unlink(missing_ok=True)


def of_os_error(error: OSError, path: Path) -> FileError:
    """The clear form of an operating system's complaint about ``path``."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    return FileError("file.disk_full" if full else "file.not_writable", path=str(path))


def _sync_folder(folder: Path) -> None:
    """Make a rename durable where folders can be synced (not on Windows)."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
