"""In what order one talks: what not to overlook, what the call is for, what is owed, what is near, then what warms (D-5.10).

Taboos stand apart: they are never one line among others.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final, Protocol, TypeVar

SOON_DAYS: Final = 30  # a coming day further off than this is not talked about yet

#: The groups in the order they are spoken of.
GROUPS: Final = (
    ("caution", "script", "reason"),
    ("commitment",),
    ("complaint",),
    ("birthday", "birthday_relative", "occasion"),
    ("last", "note"),
    ("gift",),
    ("interest",),
    ("hobby",),
    ("family",),
)
_RANKS: Final = {code: rank for rank, codes in enumerate(GROUPS) for code in codes}
_NEWEST_FIRST: Final = frozenset({"last", "note", "gift", "complaint"})


class Line(Protocol):
    """What is ordered: a code of ``GROUPS`` and the day it is about."""

    @property
    def code(self) -> str: ...
    @property
    def on(self) -> date | None: ...


L = TypeVar("L", bound=Line)


def in_order(lines: Iterable[L], *, today: date) -> tuple[L, ...]:
    """Lines as they are spoken of; what is alike keeps its order. Coming days beyond ``SOON_DAYS`` are left out.

    Promises: the longest overdue first, then the next due, then those without a day. Coming days: the nearest
    first. What was: the newest first. A code that is not known comes last.
    """
    kept = [line for line in lines if not _is_far(line, today)]
    return tuple(sorted(kept, key=_key))


def _is_far(line: Line, today: date) -> bool:
    is_coming = line.code in GROUPS[3]
    return is_coming and line.on is not None and not 0 <= (line.on - today).days <= SOON_DAYS


def _key(line: Line) -> tuple[int, bool, int]:
    rank = _RANKS.get(line.code, len(GROUPS))
    if rank == 0:
        return rank, False, GROUPS[0].index(line.code)
    if line.on is None:
        return rank, True, 0
    days = line.on.toordinal()
    return rank, False, -days if line.code in _NEWEST_FIRST else days
