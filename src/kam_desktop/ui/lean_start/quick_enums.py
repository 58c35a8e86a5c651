"""Qt's enums, made as the standard library makes its own: a quarter of the start went into the ordinary way.

PySide makes all the enums of a class when the class is first touched: some 320 with 5,000 members before the first
picture. ``enum`` has a quicker way to the same classes, which ``ast``, ``re`` and others take. Only calls of the very
shape that PySide's have take it here.
"""

import enum
import sys
from collections.abc import Callable
from typing import Any, Final

_SAID: Final = {"module": None, "qualname": None, "type": None, "start": 1, "boundary": enum.KEEP}


def quicken() -> None:
    """To be called before anything of PySide is imported; in a Python that has other ways all stays as it is."""
    quick: Callable[..., Callable[[type], type]] | None = getattr(enum, "_simple_enum", None)
    ordinary: Any = getattr(enum.EnumType, "_create_", None)
    if quick is None or ordinary.__code__.co_varnames[:3] != ("cls", "class_name", "names"):
        return

    def create(cls: Any, class_name: str, names: Any, **named: Any) -> Any:
        members = dict(names) if named == _SAID and _are_pairs(names) else {}
        if not members or len(members) < len(names):
            if not named.get("module"):  # it would be looked up one caller too near
                named["module"] = sys._getframe(2).f_globals.get("__name__")
            return ordinary(cls, class_name, names, **named)
        made = quick(cls, boundary=enum.KEEP)(type(class_name, (), members))
        made.__doc__ = None
        return made

    enum.EnumType._create_ = create  # type: ignore[attr-defined]


def _are_pairs(names: Any) -> bool:
    return type(names) is list and all(type(each) is tuple and len(each) == 2 for each in names)
