"""The numbers by which the search index knows a row: what comes first in a search has the higher one.

``name_no``: the tier, so that key clients come first; a mark of the owner, so that own clients are known by it; a
counter; the table. ``text_no``: the day, a counter of that day, the table.
"""

import zlib
from datetime import date
from functools import lru_cache
from typing import Any, Final

_RANKS: Final = {"A": 3, "B": 2, "C": 1}
_RANK_SHIFT, _OWNER_SHIFT, _OWNERS = 40, 32, 255
_LOW: Final = (1 << _OWNER_SHIFT) - 1
TEXT_SHIFT, DAY_SHIFT = 3, 19  # bits for the table; for the table and the counter
TEXT_CODE: Final = (1 << TEXT_SHIFT) - 1  # the bits of the table
_NO_DAY: Final = date(1930, 1, 1).toordinal()  # what is older counts as without a day, and stands below all others


def of_name(counter: int, tier: str, owner: str) -> int:
    """The number of a name with this counter and table, as they stand alone or in the number it had."""
    return _RANKS.get(tier, 0) << _RANK_SHIFT | owner_mark(owner) << _OWNER_SHIFT | counter & _LOW


def owner_mark(owner: str) -> int:
    """What numbers of names have of the owner: 0 for nobody; two owners seldom have the same."""
    return zlib.crc32(owner.encode()) % _OWNERS + 1 if owner else 0


def mark_in(number: int) -> int:
    """The mark of the owner in the number of a name; 0 too where an older version gave it."""
    return number >> _OWNER_SHIFT & _OWNERS


def of_owners(statement: str) -> str:
    """Of a statement that gives numbers of names, those with one of two owners' marks."""
    return f"SELECT rowid FROM ({statement}) WHERE rowid >> {_OWNER_SHIFT} & {_OWNERS} IN (?, ?)"


class Free:
    """Free places for texts: those of a day side by side, so that the index stays small; without a day, or where a day
    is full, below all days in the order they are entered."""

    def __init__(self, raw: Any, most: int) -> None:
        self._raw, self._seq = raw, counted(raw, "text_seq", most)
        self._by_day: dict[int, int] = {}

    def next(self, day: int) -> int:
        """A place of this day."""
        first = day << DAY_SHIFT - TEXT_SHIFT
        if day not in self._by_day:
            last = self._raw.execute(_LAST, (day + 1 << DAY_SHIFT,)).fetchone()[0] or 0
            self._by_day[day] = max(first, (last >> TEXT_SHIFT) + 1)
        place = self._by_day[day]
        if not day or place >= day + 1 << DAY_SHIFT - TEXT_SHIFT:
            self._seq += 1
            return self._seq - 1
        self._by_day[day] = place + 1
        return place


_LAST: Final = "SELECT max(id) FROM find_texts_docsize WHERE id < ?"


@lru_cache(maxsize=4096)
def day(text: str | None) -> int:
    """The place of a day in the numbers; 0 for none, or a damaged one."""
    try:
        return _with_place(date.fromisoformat(text or "").toordinal())
    except ValueError:
        return 0


def day_in(number: int) -> int:
    """The place of the day in the number of a text; 0 without one, or where an older version counted."""
    return _with_place(number >> DAY_SHIFT)


def _with_place(day: int) -> int:
    return day if day > _NO_DAY else 0


def counted(raw: Any, key: str, count: int) -> int:
    """The first of ``count`` new numbers."""
    row = raw.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    first = int(row[0]) if row else 1
    if count:
        raw.execute(
            "INSERT INTO meta VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
            (key, str(first + count)),
        )
    return first
