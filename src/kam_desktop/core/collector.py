"""Holds Python's collector of reference cycles while many rows are made: they hold none, and it would go through
all of them again and again, for 40 % of the time of an import."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_holders: list[None] = []


@contextmanager
def held() -> Iterator[None]:
    """Pause the collector; the last of several that hold it lets it go on."""
    with _lock:
        _holders.append(None)
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            _holders.pop()
            if not _holders:
                gc.enable()
