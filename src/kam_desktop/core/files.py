"""Writing files so that a crash or a full disk leaves the old one or the new one, never half of one."""

import contextlib
import errno
import os
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

from kam_desktop.core.errors import FileError

_FULL: Final = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}  # Windows has no quota error


def write_atomic(path: Path, fill: Callable[[BinaryIO], object]) -> None:
    """Let ``fill`` write to a temporary file beside ``path``, make it durable, then put it in place.

    A link is followed, a pipe or a device is written to and never replaced. Raises ``FileError``.
    """
    target = path.resolve()
    try:
        if _is_device(target):
            with target.open("wb") as stream:
                fill(stream)
            return
        _replace(target, fill)
    except OSError as error:
        raise of_os_error(error, path) from error


def of_os_error(error: OSError, path: Path) -> FileError:
    """The clear form of an operating system's complaint about ``path``."""
    return FileError("file.disk_full" if error.errno in _FULL else "file.not_writable", path=str(path))


def of_read_error(path: Path, error: OSError | None = None) -> FileError:
    """Why what stands at ``path`` cannot be read as a file; without an error, it is none."""
    if os.path.isdir(path):  # noqa: PTH112  Path.is_dir raises for a name that is too long
        return FileError("file.is_folder", path=str(path))
    is_gone = error is None or isinstance(error, (FileNotFoundError, NotADirectoryError))
    return FileError("file.not_found" if is_gone else "file.not_readable", path=str(path))


def _replace(target: Path, fill: Callable[[BinaryIO], object]) -> None:
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
    temp = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            fill(stream)
            stream.flush()
            os.fsync(stream.fileno())
        temp.replace(target)
        _sync_folder(target.parent)
    finally:
        with contextlib.suppress(OSError):
            temp.unlink(missing_ok=True)


def _is_device(target: Path) -> bool:
    try:
        mode = target.stat().st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


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
