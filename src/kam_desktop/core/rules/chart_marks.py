"""Where the marks of a chart stand: the one drawing that window and paper share (screens: Charts).

Lengths are in the unit of the room that is given, y grows downwards. Bars always start from zero.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

_BEHIND_LEFT: Final = 0.08  # of the width of a place: the quiet bar begins here,
_BEHIND_WIDTH: Final = 0.5  # is so wide,
_FRONT_LEFT: Final = 0.32  # and the bar of the subject covers its right part
_FRONT_WIDTH: Final = 0.56
_LONE_LEFT: Final = 0.14
_LONE_WIDTH: Final = 0.72


class Datum(NamedTuple):
    """One place of a chart: what it is called, its value, and the value it is held against, if any."""

    key: str
    value: int
    behind: int | None = None


class Mark(NamedTuple):
    """One bar. ``place`` counts from 0; ``is_behind`` marks the quiet one that the subject is held against."""

    key: str
    place: int
    is_behind: bool
    x: float
    y: float
    width: float
    height: float


class Columns(NamedTuple):
    """Upright bars, back to front, and where the line of zero lies."""

    marks: tuple[Mark, ...]
    zero: float


def columns(data: Sequence[Datum], width: float, height: float, *, at_least: int = 0) -> Columns:
    """Upright bars in places of equal width. Bars below zero hang from the axis; ``at_least`` is in view too."""
    values = [at_least, *(value for each in data for value in (each.value, each.behind or 0))]
    top, bottom = max([0, *values]), min([0, *values])
    scale = height / (top - bottom) if top > bottom else 0.0
    zero = height if top == bottom else top * scale
    step = width / len(data) if data else width
    has_behind = any(each.behind is not None for each in data)
    marks = []
    for place, each in enumerate(data):
        left = place * step
        if each.behind is not None:
            length = each.behind * scale
            marks.append(
                _upright(each.key, place, True, left + _BEHIND_LEFT * step, _BEHIND_WIDTH * step, zero, length)
            )
        inset, share = (_FRONT_LEFT, _FRONT_WIDTH) if has_behind else (_LONE_LEFT, _LONE_WIDTH)
        marks.append(_upright(each.key, place, False, left + inset * step, share * step, zero, each.value * scale))
    return Columns(tuple(marks), zero)


def _upright(key: str, place: int, is_behind: bool, x: float, width: float, zero: float, length: float) -> Mark:
    return Mark(key, place, is_behind, x, zero - max(length, 0.0), width, abs(length))


def bars(data: Sequence[Datum], width: float, row: float, thickness: float) -> tuple[Mark, ...]:
    """Lying bars, one a row of the height ``row``, in its middle. A value below zero has no length."""
    top = max([0, *(each.value for each in data)])
    return tuple(
        Mark(
            each.key, place, False, 0.0, place * row + (row - thickness) / 2,
            width * max(each.value, 0) / top if top else 0.0, thickness,
        )
        for place, each in enumerate(data)
    )  # fmt: skip


def stack(shares: Sequence[tuple[str, float]], width: float, height: float, gap: float = 1.0) -> tuple[Mark, ...]:
    """One lying bar of parts in percent, with a gap between them; 100 fill the width."""
    marks, left = [], 0.0
    for place, (key, percent) in enumerate(shares):
        length = width * percent / 100
        marks.append(Mark(key, place, False, left, 0.0, max(0.0, length - gap), height))
        left += length
    return tuple(marks)


def line(values: Sequence[int], width: float, height: float, top: int = 0) -> tuple[tuple[float, float], ...]:
    """The points of a line from left to right; zero lies at the bottom, or higher when there are values below it.

    ``top`` lies at the upper edge, unless a value is above it.
    """
    top, bottom = max([top, *values]), min([0, *values])
    scale = height / (top - bottom) if top > bottom else 0.0
    step = width / (len(values) - 1) if len(values) > 1 else 0.0
    return tuple((place * step, height - (value - bottom) * scale) for place, value in enumerate(values))
