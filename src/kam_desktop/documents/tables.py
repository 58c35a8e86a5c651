"""Tables without a frame: rules under the heads, grey hairlines between rows, a stronger one over totals."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kam_desktop.documents.fonts import Typeface
from kam_desktop.documents.grid import (
    BOTTOM,
    GREY,
    INK,
    LINE,
    MM,
    RIGHT,
    SECTION_DROP,
    TEXT_LEFT,
    TOP,
    Scale,
    Style,
)
from kam_desktop.documents.page import Strip
from kam_desktop.documents.paragraphs import Row, set_rows
from kam_desktop.documents.pen import Pen

_COLUMN_GAP: Final = 3 * MM
_HEAD_RULE: Final = 0.8
_ROW_RULE: Final = 0.25
_TRIANGLE: Final = 6.0
EMPTY: Final = "—"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``width`` includes the gap to the next, 0 takes what the others leave."""

    title: str
    width: float = 0.0
    is_right: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: text, and a smaller second line. ``has_mark`` sets ▲ before that line."""

    text: str
    second: str = ""
    is_bold: bool = False
    has_mark: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a cell; ``drop`` is the distance from the line above it in the row."""

    row: Row
    width: float
    drop: float
    has_mark: bool = False


class Table:
    """Measures and draws one table in the text column."""

    def __init__(self, type_: Typeface, scale: Scale, columns: Sequence[Column], *, airy: bool) -> None:
        self._type, self._scale = type_, scale
        self._above, self._below = (5.3 * MM, 2.5 * MM) if airy else (4.7 * MM, 1.9 * MM)
        rest = RIGHT - TEXT_LEFT - sum(column.width for column in columns)
        self._columns: list[tuple[Column, float, float]] = []
        left = TEXT_LEFT
        for column in columns:
            width = column.width or rest
            is_last = len(self._columns) == len(columns) - 1
            self._columns.append((column, left, width - (0 if is_last else _COLUMN_GAP)))
            left += width
        self._head = self._make_head()

    def strips(self, rows: Sequence[Sequence[Cell]], totals: Sequence[Sequence[Cell]] = ()) -> list[Strip]:
        """Head, rows and totals: two rows at least under the head, a total never alone."""
        body = [strip for at, row in enumerate(rows) for strip in self._row(row, _ROW_RULE if at else 0.0)]
        if len(body) > 1:
            body[0].keep = True
        sums = [strip for row in totals for strip in self._row(row, _HEAD_RULE)]
        if sums:
            body[-1].keep = True
        for strip in sums[:-1]:
            strip.keep = True
        return [self._head, *body, *sums]

    def _make_head(self) -> Strip:
        style = self._scale.label
        titles = [(self._type.prepare(column.title), column, left, width) for column, left, width in self._columns]

        def draw(pen: Pen, y: float) -> None:
            for title, column, left, width in titles:
                if column.is_right:
                    pen.text_right(left + width, y - 2.1 * MM, title, style)
                else:
                    pen.text(left, y - 2.1 * MM, title, style)
            pen.rule(TEXT_LEFT, RIGHT, y, _HEAD_RULE)

        height = SECTION_DROP + 2.1 * MM
        return Strip(height, draw, top=height, keep=True)

    def _row(self, cells: Sequence[Cell], rule: float) -> list[Strip]:
        """A row as one strip, or line by line where it is taller than a page."""
        columns = [self._cell_lines(cell, width) for cell, (_, _, width) in zip(cells, self._columns, strict=True)]
        count = max(map(len, columns))
        drops = [max(lines[at].drop for lines in columns if at < len(lines)) for at in range(count)]
        height = sum(drops) + self._below
        if height < BOTTOM - TOP - 30 * MM:
            return [self._strip(columns, drops, range(count), rule)]
        strips = [self._strip(columns, drops, range(at, at + 1), rule if at == 0 else 0.0) for at in range(count)]
        for strip in strips[:-1]:
            strip.height -= self._below
            strip.tail = 0.0
        return strips

    def _strip(self, columns: Sequence[Sequence[_Line]], drops: Sequence[float], span: range, rule: float) -> Strip:
        height = sum(drops[at] for at in span) + self._below
        is_split = len(span) < len(drops)
        base = 0.0 if is_split and span.stop < len(drops) else self._below
        lefts = [(left, left + width, column.is_right) for column, left, width in self._columns]

        def draw(pen: Pen, y: float) -> None:
            top = y - sum(drops[at] for at in span) - base
            if rule:
                pen.rule(TEXT_LEFT, RIGHT, top, rule, LINE if rule == _ROW_RULE else INK)
            for at in span:
                top += drops[at]
                for lines, (left, right, is_right) in zip(columns, lefts, strict=True):
                    if at < len(lines):
                        _draw_line(pen, lines[at], right - lines[at].width if is_right else left, top)

        return Strip(height, draw, tail=self._below, lines=len(span), head=self._head)

    def _cell_lines(self, cell: Cell, width: float) -> list[_Line]:
        style = self._scale.table.but(bold=cell.is_bold)
        text = self._lines(cell.text, style, width) or self._lines(EMPTY, style, width)
        colour = INK if cell.has_mark else GREY
        second = self._lines(cell.second, self._scale.second.but(colour=colour), width)
        lines = [*text, *second]
        lines[0] = _Line(lines[0].row, lines[0].width, self._above)
        if cell.has_mark and second:
            marked = lines[len(text)]
            lines[len(text)] = _Line(marked.row, marked.width, marked.drop, has_mark=True)
        return lines

    def _lines(self, text: str, style: Style, width: float) -> list[_Line]:
        lines = []
        for part in filter(None, (part.strip() for part in self._type.prepare(text).split("\n"))):
            for row in set_rows(self._type, [(part, style)], width):
                end = sum(self._type.width(piece.text, piece.style) for piece in row)
                lines.append(_Line(row, end, style.leading))
        return lines


def _draw_line(pen: Pen, line: _Line, left: float, y: float) -> None:
    for piece in line.row:
        pen.text(left + piece.x, y, piece.text, piece.style)
    if line.has_mark:
        pen.triangle(left - _TRIANGLE - 3, y, _TRIANGLE)
