"""A long document can be given up between two visits and between two pages, without every function knowing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Check = Callable[[], None]


def _go_on() -> None:
    """Nobody wants it stopped."""


_check: ContextVar[Check] = ContextVar("check", default=_go_on)


@contextmanager
def stoppable(check: Check) -> Iterator[None]:
    """What is written meanwhile, on this thread, calls ``check`` now and then; what it raises ends the writing."""
    token = _check.set(check)
    try:
        yield
    finally:
        _check.reset(token)


def step() -> None:
    """Between two pieces of work."""
    _check.get()()
