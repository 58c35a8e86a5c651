"""Which rows of a table are its headings: titles above them, groups over them, a second row of them (D-14.1)."""

from collections.abc import Sequence
from typing import Final

from kam_desktop.exchange import headings, looks

_SAMPLE: Final = 200
_LOOKED_AT: Final = 10  # rows
_LONGEST: Final = 40  # characters of a heading
_TITLE: Final = 2  # cells
_OF_BIRTH: Final = {"年": "出生年", "月": "出生月", "日": "出生日"}
_SURE: Final = 3  # headings that nobody writes by chance


def heading_row(rows: Sequence[Sequence[str]]) -> int | None:
    """Which of the first rows holds the headings, or None if the table begins with data.

    Titles of one or two cells above the headings are passed over, and so are groups over several of them. Unknown
    headings are known by what they lack: numbers, dates, phones and addresses that stand below them.
    """
    scores = [_score(row) for row in rows[:_LOOKED_AT]]
    best = max(range(len(scores)), key=lambda index: (scores[index], -index), default=0)
    if scores and scores[best] and all(_may_stand_above(row, rows[best]) for row in rows[:best]):
        return best
    return 0 if rows and _stands_above_data(rows) else None


def headings_of(rows: Sequence[Sequence[str]], at: int) -> tuple[list[str], int]:
    """The headings of a table whose ``heading_row`` is this one, and the last row of them.

    What is merged downwards stands in the row above, what is merged sideways or said in another language in the row
    below.
    """
    names = list(rows[at])
    if at and _sure(rows[at - 1]) >= _TITLE:
        names = _joined(names, rows[at - 1], is_below=False)
    below = rows[at + 1] if at + 1 < len(rows) else ()
    if _are_of_birth(names, below):
        return _joined(names, [_OF_BIRTH.get(cell.strip(), "") for cell in below], is_below=True), at + 1
    if _wants_more(names, below) and _are_headings(below):
        return _joined(names, below, is_below=True), at + 1
    return names, at


def _are_of_birth(names: Sequence[str], below: Sequence[str]) -> bool:
    """生日 over 年 月 日."""
    said = [cell.strip() for cell in below]
    if {*said} - {""} != {*_OF_BIRTH} or said.index("年") >= len(names):
        return False
    found = headings.match(names[said.index("年")])
    return found is not None and found.target.key == "contact.birthday"


def _joined(names: Sequence[str], others: Sequence[str], *, is_below: bool) -> list[str]:
    """For each column its heading; where both rows have one the lower, unless it only says the same once more."""
    width = max(len(names), len(others))
    pairs = zip([*names, *[""] * (width - len(names))], [*others, *[""] * (width - len(others))], strict=True)
    return [other if not name.strip() or (is_below and other.strip() and _differ(name, other)) else name
            for name, other in pairs]  # fmt: skip


def _differ(one: str, other: str) -> bool:
    found, meant = headings.match(one), headings.match(other)
    return found is None or meant is None or found.target.key != meant.target.key


def _filled(row: Sequence[str]) -> list[str]:
    return [cell.strip() for cell in row if cell.strip()]


def _wants_more(names: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a cell of the headings is blank or stands there twice, or the row below is in the other script.

    What stands below others is data, even where a client is called 客户.
    """
    is_whole = all(map(str.strip, names)) and len({*names}) == len(names) >= len(below)
    return not is_whole or "".join(names).isascii() != "".join(below).isascii()


def _are_headings(row: Sequence[str]) -> bool:
    """Whether a row below the headings has nothing but headings."""
    filled = _filled(row)
    is_short = all(len(cell) <= _LONGEST for cell in filled)
    return is_short and _sure(row) >= _TITLE and all(headings.match(cell) for cell in filled)


def _sure(row: Sequence[str]) -> int:
    """How many of the cells are headings to the letter."""
    return sum(match is not None and match.strength == headings.EXACT for match in _matches(row))


def _matches(row: Sequence[str]) -> list[headings.Match | None]:
    return [headings.match(cell) for cell in _filled(row) if len(cell) <= _LONGEST]


def _may_stand_above(row: Sequence[str], best: Sequence[str]) -> bool:
    """A title; or above headings that are sure groups of them, or who filled the form in and when (部门 华东 日期 6-1)."""
    filled = _filled(row)
    if len(filled) <= _TITLE:
        return True
    are_groups = 2 * len(filled) <= len(_filled(best)) and not any(map(looks.is_typed, filled))
    said = sum(cell.endswith((":", "：")) for cell in filled) + _sure(row)
    return _sure(best) >= _SURE and (are_groups or 3 * said >= len(filled))


def _score(row: Sequence[str]) -> int:
    """How many of the cells are headings; a cell that looks like data is forgiven only among several exact ones."""
    typed = sum(looks.is_typed(cell) for cell in row)
    sure = _sure(row)
    if typed and not (sure >= 3 and sure > typed):
        return 0
    likely = sum(match is not None for match in _matches(row))
    return likely if sure or likely >= 3 else 0


def _stands_above_data(rows: Sequence[Sequence[str]]) -> bool:
    """No data in the first row, and a column below it that is data nearly throughout."""
    first = rows[0]
    if any(looks.is_typed(cell) for cell in first):
        return False
    below = [[row[column] for row in rows[1:_SAMPLE] if column < len(row)] for column in range(len(first))]
    return any(
        cell.strip() and looks.share(values, looks.is_typed) >= 0.6 for cell, values in zip(first, below, strict=True)
    )
