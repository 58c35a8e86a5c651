"""asyncio, read when somebody uses it: SQLAlchemy imports it, with ssl, for drivers that nobody here has.

That takes 28 ms of processor and 3 MB. What SQLAlchemy looks at while it is imported is here; anything else that is
asked for, by it or by others, brings the real module, which then stands in its own place.
"""

import sys
from importlib import import_module
from threading import Lock
from types import ModuleType
from typing import Any, Final

_NAME: Final = "asyncio"
_lock = Lock()


class _Later(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name == "iscoroutine":
            import inspect  # as long to read as what is put off of PySide

            return inspect.iscoroutine
        with _lock:  # who comes second must not take away what the first has put there
            if sys.modules.get(_NAME) is self:
                del sys.modules[_NAME]
        return getattr(import_module(_NAME), name)


def put_off() -> None:
    """To be called before SQLAlchemy is imported; where asyncio is there already, nothing happens."""
    sys.modules.setdefault(_NAME, _Later(_NAME))
