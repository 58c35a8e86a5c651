"""Ending work from another thread: typing never waits for what nobody wants any more, nor a person for a long paper."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from typing import Final

from kam_desktop.core.errors import Cancelled

Check = Callable[[], None]


def _go_on() -> None:
    """Nobody wants it stopped."""


_check: ContextVar[Check] = ContextVar("check", default=_go_on)


@contextlib.contextmanager
def stoppable(check: Check) -> Iterator[None]:
    """What is read and written meanwhile, on this thread, calls ``check`` now and then; what it raises ends the work.

    For work of many functions, such as a document of many visits, that would all have to know of it.
    """
    token = _check.set(check)
    try:
        yield
    finally:
        _check.reset(token)


@contextlib.contextmanager
def quick() -> Iterator[None]:
    """What is done meanwhile is short, and somebody waits for it: long work on other threads lets it go first."""
    me = threading.get_ident()
    _waited_for.append(me)
    try:
        yield
    finally:
        _waited_for.remove(me)


_waited_for: list[int] = []  # threads
_LONGEST: Final = 0.05  # seconds that long work stands back at once


def step() -> None:
    """Between two pieces of long work, where it stands back for what somebody waits for: both would take turns a
    thousand times, and the short one would wait for each."""
    if threading.get_ident() not in _waited_for:
        until = time.monotonic() + _LONGEST
        while _waited_for and time.monotonic() < until:
            time.sleep(0.0005)
    _check.get()()


class Stop:
    """A way to end one read from another thread, whether it has begun or not."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._interrupt: Callable[[], None] | None = None
        self._is_asked = False

    def ask(self) -> None:
        """End it now."""
        with self._lock:
            self._is_asked = True
            if self._interrupt is not None:
                self._interrupt()

    @contextlib.contextmanager
    def watching(self, interrupt: Callable[[], None]) -> Iterator[None]:
        """While the read runs; afterwards its connection belongs to others and is left alone."""
        self._take(interrupt)
        try:
            yield
        except Exception as error:
            if self._is_asked:  # whatever the driver says of it: the full-text tables have words of their own
                raise Cancelled("cancelled") from error
            raise
        finally:
            self._take(None)

    def _take(self, interrupt: Callable[[], None] | None) -> None:
        with self._lock:
            if self._is_asked and interrupt is not None:
                raise Cancelled("cancelled")
            self._interrupt = interrupt
