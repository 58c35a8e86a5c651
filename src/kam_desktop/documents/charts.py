"""Charts on paper: ink, two tones and hairlines; the value stands at each bar, names beside the last one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kam_desktop import words
from kam_desktop.core.rules import chart_marks, visit_charts
from kam_desktop.core.rules.chart_marks import Datum
from kam_desktop.core.rules.visit_charts import Block, Share, Span
from kam_desktop.documents.fonts import Typeface
from kam_desktop.documents.grid import (
    GREY,
    INK,
    LINE,
    MM,
    PALE,
    RIGHT,
    TEXT_LEFT,
    TEXT_WIDTH,
    TONE,
    WHITE,
    Scale,
    Style,
)
from kam_desktop.documents.page import Draw, Strip
from kam_desktop.documents.pen import Pen

FILLS: Final = (INK, TONE, PALE, WHITE)  # tiers A, B, C, and none
OUTLINE: Final = 0.4
_LABEL: Final = Style(8, 0, colour=GREY)
_VALUE: Final = Style(8, 0)
_TOTAL: Final = Style(9, 0, bold=True)
_NAME: Final = Style(9, 0)
_AXIS_ROOM: Final = 7 * MM
_NAMES_ROOM: Final = 30 * MM
_PLOT: Final = 47 * MM
_EMPTY_PLOT: Final = 12 * MM
_OVER: Final = 12 * MM  # hairline to the highest line of the plot
_UNDER: Final = 5 * MM
_GAP: Final = 0.35  # white between segments
_WIDEST: Final = 15 * MM
_ROW: Final = 7.4 * MM
_BAR: Final = 4.6 * MM
_TRIANGLE: Final = 6.0


@dataclass(frozen=True, slots=True)
class _Plot:
    """A room for upright bars on the page; y as in the marks, from its upper edge."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height


def by_tier(type_: Typeface, spans: Sequence[Span], ticks: Sequence[str]) -> list[Strip]:
    """Visits over time, stacked by tier, with the sum of each tier beside the last column."""
    has_any = any(span.total for span in spans)
    width, height = TEXT_WIDTH - _AXIS_ROOM - _NAMES_ROOM, _PLOT if has_any else _EMPTY_PLOT
    made = visit_charts.stacks([span.counts for span in spans], width, height, widest=_WIDEST)
    names = _tier_names(type_, spans)

    def draw(pen: Pen, y: float) -> None:
        plot = _Plot(TEXT_LEFT + _AXIS_ROOM, y - _UNDER - height, width, height)
        _lines(pen, plot, made.lines if has_any else made.lines[:1])
        for block in made.blocks:
            _block(pen, plot, block)
        for span, (x, top) in zip(spans, made.tops, strict=True):
            if span.total and width / len(spans) > pen.type.width(str(span.total), _TOTAL):
                _centred(pen, plot.left + x, plot.top + top - 1.4 * MM, str(span.total), _TOTAL)
        _ticks(pen, plot, ticks)
        if has_any:
            _draw_names(pen, plot, spans, names, made.blocks)
        else:
            _no_data(pen, plot)

    return [_chart(draw, height)]


def _chart(draw: Draw, plot: float = _PLOT) -> Strip:
    height = _OVER + plot + _UNDER
    return Strip(height, draw, top=height, lines=4)


def _lines(pen: Pen, plot: _Plot, lines: Sequence[tuple[int, float]]) -> None:
    for value, y in lines:
        pen.rule(plot.left, plot.right, plot.top + y, 0.8 if value == 0 else 0.25, INK if value == 0 else LINE)
        pen.text_right(plot.left - 2.5 * MM, plot.top + y + 1 * MM, f"{value:,}", _LABEL)


def _block(pen: Pen, plot: _Plot, block: Block) -> None:
    x, y = plot.left + block.x, plot.top + block.y
    has_outline = block.part >= 2
    pen.block(x, y + _GAP, block.width, block.height - _GAP, FILLS[block.part], OUTLINE if has_outline else 0.0)
    text = str(block.value)
    if block.height > 3.6 * MM and block.width > pen.type.width(text, _VALUE) + 2:
        style = _VALUE.but(colour=WHITE if block.part == 0 else INK)
        _centred(pen, x + block.width / 2, y + block.height / 2 + 1 * MM, text, style)


def _ticks(pen: Pen, plot: _Plot, ticks: Sequence[str]) -> None:
    """Names under the places, as many of them as have room."""
    if not ticks:
        return
    step = plot.width / len(ticks)
    style = Style(7.5, 0, colour=GREY)
    widest = max(pen.type.width(tick, style) for tick in ticks) + 2 * MM
    every = max(1, int(-(-widest // step)))
    for at in range(0, len(ticks), every):
        _centred(pen, plot.left + (at + 0.5) * step, plot.bottom + 4.8 * MM, ticks[at], style)


def _tier_names(type_: Typeface, spans: Sequence[Span]) -> list[tuple[int, str]]:
    """(part, name with its sum) of the tiers that were visited."""
    sums = [sum(span.counts[part] for span in spans) for part in range(len(visit_charts.TIERS))]
    named = []
    for part, tier in enumerate(visit_charts.TIERS):
        if sums[part]:
            name = words.say(type_.lang, f"paper.chart.tier.{tier.value if tier else 'none'}")
            named.append((part, type_.line(f"{name} {sums[part]}")))
    return named


def _draw_names(
    pen: Pen, plot: _Plot, spans: Sequence[Span], names: Sequence[tuple[int, str]], blocks: Sequence[Block]
) -> None:
    """Each tier beside its segment of the last column, moved apart where they would touch; else with its tone."""
    last = {block.part: block for block in blocks if block.place == len(spans) - 1}
    wanted, y = [], plot.height - 2 * MM
    for part, _ in names:
        if part in last:
            y = last[part].y + last[part].height / 2
        wanted.append(y)
    places = visit_charts.spread(wanted, 5 * MM, plot.height - 1 * MM)
    for (part, name), place in zip(names, places, strict=True):
        y = plot.top + place
        if part in last:
            pen.rule(plot.right + 1 * MM, plot.right + 5 * MM, y, 0.6)
        else:
            outline = OUTLINE if part >= 2 else 0.0
            pen.block(plot.right + 2.2 * MM, y - 1.3 * MM, 2.6 * MM, 2.6 * MM, FILLS[part], outline)
        pen.text(plot.right + 6.5 * MM, y + 1.1 * MM, name, _NAME.but(bold=part == 0))


def _no_data(pen: Pen, plot: _Plot) -> None:
    _centred(pen, (plot.left + plot.right) / 2, plot.bottom - 8 * MM, pen.type.line(no_data(pen.type)), _LABEL)


def no_data(type_: Typeface) -> str:
    """What stands where there is nothing to draw."""
    return words.say(type_.lang, "paper.chart.no_data")


def _centred(pen: Pen, x: float, y: float, text: str, style: Style) -> None:
    pen.text(x - pen.type.width(text, style) / 2, y, text, style)


def shares(
    type_: Typeface, sizes: Scale, rows: Sequence[Share], heads: tuple[str, str], target: int | None = None
) -> list[Strip]:
    """Lying bars of percents, one a row: what misses the target is ink, bold and has a ▲.

    ``heads`` are the names of the two columns of figures: part of whole, and percent.
    """
    table = _ShareRows(type_, sizes, rows, heads, target)
    strips = [table.row(at) for at in range(len(rows))]
    if len(strips) > 1:
        strips[0].keep = strips[-2].keep = True
    if not strips:
        strips = [table.empty()]
    return [table.head, *strips]


class _ShareRows:
    def __init__(
        self, type_: Typeface, sizes: Scale, rows: Sequence[Share], heads: tuple[str, str], target: int | None
    ) -> None:
        self._type, self._sizes, self._rows, self._target = type_, sizes, rows, target
        self._names = [type_.line(row.name) for row in rows]
        room = max((type_.width(name, _NAME.but(bold=True)) for name in self._names), default=0.0)
        self._axis = TEXT_LEFT + min(max(15 * MM, room), 36 * MM) + 3 * MM
        self._width = RIGHT - 36 * MM - self._axis
        self._made = visit_charts.shares(rows, self._width, target or 0)
        self.head = self._head([type_.prepare(head) for head in heads])

    def _head(self, heads: Sequence[str]) -> Strip:
        label = self._sizes.label

        def draw(pen: Pen, y: float) -> None:
            pen.text_right(RIGHT - 14 * MM, y - 1.5 * MM, heads[0], label)
            pen.text_right(RIGHT, y - 1.5 * MM, heads[1], label)
            if self._target is not None:
                text = pen.type.line(words.say(pen.type.lang, "paper.chart.target", percent=self._target))
                _centred(pen, self._axis + self._made.target, y - 1.5 * MM, text, label)

        return Strip(6.5 * MM, draw, top=6.5 * MM, keep=True)

    def row(self, at: int) -> Strip:
        """One bar with its name and figures."""
        row = self._rows[at]
        is_below = self._target is not None and row.is_below(self._target)
        style = _NAME.but(bold=is_below)
        name = self._type.shorten(self._names[at], style, self._axis - TEXT_LEFT - 3 * MM)
        figure = f"{row.part:,} / {row.whole:,}"
        percent = "—" if row.percent is None else f"{row.percent}%"

        def draw(pen: Pen, y: float) -> None:
            top, base = y - _ROW, y - _ROW / 2 + 1.1 * MM
            pen.text(TEXT_LEFT, base, name, style)
            edge = top + (_ROW - _BAR) / 2
            pen.block(self._axis, edge, self._made.lengths[at], _BAR, INK if is_below else TONE)
            self._draw_axis(pen, top, y, self._made.lengths[at])
            pen.text_right(RIGHT - 14 * MM, base, figure, style)
            pen.text_right(RIGHT, base, percent, style)
            if is_below:
                pen.triangle(RIGHT - pen.type.width(percent, style) - _TRIANGLE - 2.5, base, _TRIANGLE)

        return Strip(_ROW, draw, tail=1 * MM, head=self.head)

    def _draw_axis(self, pen: Pen, top: float, bottom: float, length: float) -> None:
        pen.line([(self._axis, top), (self._axis, bottom)], 0.8)
        if self._target is None:
            return
        x = self._axis + self._made.target
        if length > self._made.target:
            pen.line([(x, top), (x, bottom)], 1.6, WHITE)
        pen.line([(x, top), (x, bottom)], 0.6, INK, (2, 1.6))

    def empty(self) -> Strip:
        """The axis alone, and that there is nothing."""
        text = self._type.line(no_data(self._type))

        def draw(pen: Pen, y: float) -> None:
            self._draw_axis(pen, y - _ROW * 1.5, y, 0.0)
            pen.text(self._axis + 4 * MM, y - _ROW / 2, text, _LABEL)

        return Strip(_ROW * 1.5, draw, lines=2)


def columns(type_: Typeface, data: Sequence[tuple[str, int, str]]) -> list[Strip]:
    """Plain upright bars: (name under it, value, value as it is printed)."""
    made = chart_marks.columns([Datum(name, value) for name, value, _ in data], TEXT_WIDTH, _PLOT)
    names = [type_.line(name) for name, _, _ in data]

    def draw(pen: Pen, y: float) -> None:
        plot = _Plot(TEXT_LEFT, y - _UNDER - _PLOT, TEXT_WIDTH, _PLOT)
        for mark in made.marks:
            pen.block(plot.left + mark.x, plot.top + mark.y, mark.width, mark.height, TONE)
            said = pen.type.line(data[mark.place][2])
            if pen.type.width(said, _VALUE) < plot.width / len(data):
                _centred(pen, plot.left + mark.x + mark.width / 2, plot.top + mark.y - 1.4 * MM, said, _VALUE)
        pen.rule(plot.left, plot.right, plot.top + made.zero, 0.8)
        _ticks(pen, plot, names)
        if not any(value for _, value, _ in data):
            _no_data(pen, plot)

    return [_chart(draw)]


def line(type_: Typeface, data: Sequence[tuple[str, int, str]], *, top: int = 0, height: float = _PLOT) -> list[Strip]:
    """A line over time, the last value beside its end: (name under it, value, value as it is printed).

    ``top`` lies at the upper edge, unless a value is above it; ``height`` is that of the plot.
    """
    width = TEXT_WIDTH - _NAMES_ROOM
    points = chart_marks.line([value for _, value, _ in data], width, height, top)
    names = [type_.line(name) for name, _, _ in data]

    def draw(pen: Pen, y: float) -> None:
        plot = _Plot(TEXT_LEFT, y - _UNDER - height, width, height)
        pen.rule(plot.left, plot.right, plot.bottom, 0.8)
        placed = [(plot.left + x, plot.top + at) for x, at in points]
        if len(placed) > 1:
            pen.line(placed, 1.2)
        for x, at in placed[-1:]:
            pen.circle(x, at, 1.6, filled=True)
            pen.text(x + 2.5 * MM, at + 1.1 * MM, pen.type.line(data[-1][2]), _TOTAL)
        _ends(pen, plot, names)
        if not data:
            _no_data(pen, plot)

    return [_chart(draw, height)]


def _ends(pen: Pen, plot: _Plot, names: Sequence[str]) -> None:
    """The first and the last name under a line."""
    style, y = Style(7.5, 0, colour=GREY), plot.bottom + 4.8 * MM
    if names:
        pen.text(plot.left, y, names[0], style)
    if len(names) > 1:
        pen.text_right(plot.right, y, names[-1], style)
