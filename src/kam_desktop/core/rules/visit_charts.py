"""Charts of visits: what they show, and where their marks stand; window and paper draw the same (screens: Charts).

Lengths are in the unit of the room that is given, y grows downwards. Bars always start from zero.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from kam_desktop.core.rules.kinds import Tier

TIERS: Final = (*Tier, None)  # the parts of a stack from below; None: clients without a tier
_MOST_DAYS: Final = 14  # shown day by day,
_MOST_SQUARES: Final = 62
_MOST_WEEKS: Final = 27  # week by week; longer periods month by month
_BAR: Final = 0.64  # of the width of a place
_MOST_STEPS: Final = 4
_FILLED: Final = 0.9  # of the width of some days by squares side by side
_SHRINK: Final = 0.96
_SIDE: Final = 0.8  # of the distance of two squares


class Span(NamedTuple):
    """Days that are counted together, both included, and their visits by tier in the order of ``TIERS``."""

    first_on: date
    last_on: date
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All visits of these days."""
        return sum(self.counts)


class Share(NamedTuple):
    """A part of a whole: clients met of those owned, promises kept of those settled."""

    name: str
    part: int
    whole: int

    @property
    def percent(self) -> int | None:
        """Rounded down, so that 100 says all; None where there is no whole."""
        return self.part * 100 // self.whole if self.whole else None

    def is_below(self, target: int) -> bool:
        """Whether it misses a target in percent."""
        return bool(self.whole) and self.part * 100 < target * self.whole


class Block(NamedTuple):
    """One segment of a column; ``place`` and ``part`` count from 0, the parts from below."""

    place: int
    part: int
    value: int
    x: float
    y: float
    width: float
    height: float


class Stacks(NamedTuple):
    """Stacked columns: their segments, the middle and top of each column, and (value, y) of the lines behind."""

    blocks: tuple[Block, ...]
    tops: tuple[tuple[float, float], ...]
    lines: tuple[tuple[int, float], ...]


class Shares(NamedTuple):
    """Lying bars of percents: the length of each, and where the target stands."""

    lengths: tuple[float, ...]
    target: float


def by_day(first_on: date, last_on: date, visits: Sequence[tuple[date, Tier | None]]) -> tuple[Span, ...]:
    """For the strip of a cover: each day of up to two months, else as ``spans``."""
    days = (last_on - first_on).days + 1
    return _counted(first_on, last_on, visits, 1 if days <= _MOST_SQUARES else days)


def spans(first_on: date, last_on: date, visits: Sequence[tuple[date, Tier | None]]) -> tuple[Span, ...]:
    """The period in days, weeks from Monday or months, each with its visits; cut at both ends of the period."""
    return _counted(first_on, last_on, visits, (last_on - first_on).days + 1)


def _counted(first_on: date, last_on: date, visits: Sequence[tuple[date, Tier | None]], days: int) -> tuple[Span, ...]:
    begins = []
    on = first_on
    while on <= last_on:
        begins.append(on)
        on = _next(on, days)
    ends = [*(begin - timedelta(days=1) for begin in begins[1:]), last_on]
    counts = [[0] * len(TIERS) for _ in begins]
    at = 0
    for day, tier in sorted(visits, key=lambda visit: visit[0]):
        while day > ends[at]:
            at += 1
        counts[at][TIERS.index(tier)] += 1
    return tuple(Span(begin, end, tuple(each)) for begin, end, each in zip(begins, ends, counts, strict=True))


def _next(on: date, days: int) -> date:
    if days <= _MOST_DAYS:
        return on + timedelta(days=1)
    if days <= _MOST_WEEKS * 7:
        return on + timedelta(days=7 - on.weekday())
    return (on.replace(day=1) + timedelta(days=32)).replace(day=1)


def steps(top: int) -> tuple[int, ...]:
    """Zero and at most four whole, round values up to the first that is not below ``top``."""
    step = factor = 1
    while step * _MOST_STEPS < top:
        for part in (1, 2, 5):
            step = part * factor
            if step * _MOST_STEPS >= top:
                break
        factor *= 10
    return tuple(range(0, max(top, 1) + step, step)) if top % step else tuple(range(0, max(top, 1) + 1, step))


def stacks(columns: Sequence[Sequence[int]], width: float, height: float, *, widest: float = 1e9) -> Stacks:
    """Columns of parts upon each other in places of equal width; none is wider than ``widest``."""
    values = steps(max([1, *(sum(column) for column in columns)]))
    scale = height / values[-1]
    place_width = width / max(1, len(columns))
    bar = min(place_width * _BAR, widest)
    blocks, tops = [], []
    for place, column in enumerate(columns):
        left, y = place * place_width + (place_width - bar) / 2, height
        for part, value in enumerate(column):
            if value:
                y -= value * scale
                blocks.append(Block(place, part, value, left, y, bar, value * scale))
        tops.append((left + bar / 2, y))
    return Stacks(tuple(blocks), tuple(tops), tuple((value, height - value * scale) for value in values))


def shares(rows: Sequence[Share], width: float, target: int) -> Shares:
    """Bars in which 100 % fill the width."""
    return Shares(tuple(width * min(100, row.percent or 0) / 100 for row in rows), width * target / 100)


def squares(days: Sequence[Span], width: float, height: float, *, largest: float) -> tuple[Block, ...]:
    """One square a visit above its days, the highest tier lowest, side by side where the days have room for that.

    ``largest`` is the distance of two squares; they shrink until the fullest days fit into ``height``.
    """
    fullest = max([1, *(span.total for span in days)])
    step = width / max(1, len(days))
    pitch = min(step, largest)
    while -(-fullest // max(1, int(step * _FILLED / pitch))) * pitch > height:
        pitch *= _SHRINK
    abreast = max(1, int(step * _FILLED / pitch))
    side = pitch * _SIDE
    blocks = []
    for place, span in enumerate(days):
        parts = [part for part, count in enumerate(span.counts) for _ in range(count)]
        left = place * step + (step - min(abreast, max(1, len(parts))) * pitch + pitch - side) / 2
        for at, part in enumerate(parts):
            row, column = divmod(at, abreast)
            blocks.append(Block(place, part, 1, left + column * pitch, height - row * pitch - side, side, side))
    return tuple(blocks)


def spread(heights: Sequence[float], least: float, bottom: float) -> list[float]:
    """Heights of labels from below, moved up as little as keeps ``least`` between them and ``bottom`` under them."""
    placed: list[float] = []
    for wanted in heights:
        placed.append(min(wanted, (placed[-1] - least) if placed else bottom))
    return placed
