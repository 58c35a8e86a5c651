"""Parses outside files in a child process, with limits of size, memory and time (D-14.1).

An outside file may be hostile or merely broken: small archives that unpack to gigabytes hang every reader or
abort the process. So a child reads, and streams plain text back as lines of JSON (never pickle); whatever
becomes of the child, the program gets rows or a FileError.
"""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from kam_desktop.core.errors import Cancelled, FileError
from kam_desktop.core.files import of_read_error
from kam_desktop.exchange import child_memory
from kam_desktop.exchange.assembling import Assembly
from kam_desktop.exchange.parsed import ParsedFile

_MIB: Final = 1 << 20
_TICK_SECONDS: Final = 0.05
_KEPT_LINES: Final = 8  # batches waiting to be taken: the child pauses when the program is slower
CHILD_FLAG: Final = "--parse-child"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. ``memory_bytes`` is address space of the child, interpreter included."""

    file_bytes: int = 200 * _MIB
    memory_bytes: int = 1536 * _MIB
    cpu_seconds: int = 60
    wall_seconds: float = 120.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading is: rows (or cards) so far, the part of the file, and the seconds left to it."""

    rows: int
    share: float
    seconds_left: float


def parse(
    path: Path | str,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    has_headings: bool | None = None,
    limits: Limits | None = None,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ParsedFile:
    """Read a file in a child process. ``progress`` and ``cancelled`` are called on the calling thread.

    Raises FileError (file.not_found, file.empty, file.too_large, file.too_slow, file.too_much_memory,
    file.damaged, file.bomb, file.unclosed_quote, file.unknown_kind, file.locked_by_password …) and Cancelled.
    """
    bounds = limits or Limits()
    request = _request(path, bounds, sheet=sheet, encoding=encoding, delimiter=delimiter)
    assembly = Assembly(has_headings)
    with _Child(request, bounds) as child:
        while (line := child.line(cancelled)) is not None:
            if assembly.take(_message(line)) and progress:
                progress(Progress(assembly.count, assembly.share, child.seconds_left))
        if not assembly.is_complete:
            raise FileError(child.cause_of_death(), reason="")
    return assembly.parsed()


def messages(
    path: Path | str, *, limits: Limits | None = None, cancelled: Callable[[], bool] | None = None
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """What the reader of a file says, message by message (see ``readers``), for those who want other records of it.

    Raises as ``parse`` does.
    """
    bounds = limits or Limits()
    is_complete = False
    with _Child(_request(path, bounds), bounds) as child:
        while (line := child.line(cancelled)) is not None:
            message = _message(line)
            is_complete = message.get("end", False)
            yield message
        if not is_complete:
            raise FileError(child.cause_of_death(), reason="")


def _request(path: Path | str, limits: Limits, **given: str | None) -> dict[str, Any]:
    where = _checked(Path(path), limits)
    return {"path": str(where), **given, "memory_bytes": limits.memory_bytes, "cpu_seconds": limits.cpu_seconds}


def _checked(path: Path, limits: Limits) -> Path:
    """Refuse what need not be read at all."""
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        raise FileError("file.not_found", path=str(path)) from None
    except (OSError, ValueError) as error:
        raise FileError("file.unreadable", reason=getattr(error, "strerror", None) or str(error)) from None
    if not path.is_file():
        raise of_read_error(path)
    if size == 0:
        raise FileError("file.empty")
    if size > limits.file_bytes:
        raise FileError("file.too_large", mib=size // _MIB, limit=limits.file_bytes // _MIB)
    return path.resolve()


def _message(line: bytes) -> dict[str, Any]:
    try:
        message = json.loads(line)
    except ValueError:
        message = None
    if not isinstance(message, dict):
        raise FileError("file.damaged", reason="")
    if "error" in message:
        raise FileError(message["error"], **message["params"])
    return message


class _Child:
    """The process and its lines. A thread moves lines to a queue, so that waiting can end at any time."""

    def __init__(self, request: dict[str, Any], limits: Limits) -> None:
        self.limits = limits
        self.ends_at = time.monotonic() + limits.wall_seconds
        self.process = subprocess.Popen(
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self.lines: queue.Queue[bytes | None] = queue.Queue(_KEPT_LINES)
        self.is_closed = False
        self.mover = threading.Thread(target=self._move, args=(self.process.stdout,), daemon=True)
        self.mover.start()
        self._ask(request)

    def _ask(self, request: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(json.dumps(request).encode() + b"\n")
            self.process.stdin.close()
        except OSError:  # it died at once; the empty stream says so
            return

    def _move(self, stream: IO[bytes]) -> None:
        for line in stream:
            if self.is_closed:
                return
            self.lines.put(line)
        self.lines.put(None)

    def __enter__(self) -> "_Child":
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing of the child survives, whatever happened."""
        self.is_closed = True
        self.process.kill()
        while self.mover.is_alive():
            try:
                self.lines.get(timeout=_TICK_SECONDS)
            except queue.Empty:
                continue
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                stream.close()

    @property
    def seconds_left(self) -> float:
        """Until the child is stopped as too slow."""
        return max(0.0, self.ends_at - time.monotonic())

    def line(self, cancelled: Callable[[], bool] | None) -> bytes | None:
        """The next line, or None at the end. Raises Cancelled, or FileError when a limit is passed."""
        while True:
            if cancelled and cancelled():
                raise Cancelled("cancelled")
            if not self.seconds_left:
                raise FileError("file.too_slow")
            try:
                return self.lines.get(timeout=_TICK_SECONDS)
            except queue.Empty:
                if child_memory.resident_bytes(self.process) > self.limits.memory_bytes:
                    raise FileError("file.too_much_memory") from None

    def cause_of_death(self) -> str:
        """Why the child ended without a last word."""
        code = self.process.wait()
        if code == -getattr(signal, "SIGXCPU", 0) and code:
            return "file.too_slow"
        if code in (
            -signal.SIGABRT,
            -getattr(signal, "SIGKILL", 9),
            3,
            0xC0000409,
        ):  # out of memory: Rust aborts
            return "file.too_much_memory"
        return "file.damaged"


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_FLAG]
    return [sys.executable, "-m", "kam_desktop.exchange.child"]


def _environment() -> dict[str, str]:
    """Ours, with the place of this package, so that a checkout works as an installed copy does."""
    source = str(Path(__file__).resolve().parents[2])
    known = os.environ.get("PYTHONPATH", "")
    return {**os.environ, "PYTHONPATH": f"{source}{os.pathsep}{known}" if known else source}
