"""Tables without a frame: rules under the heads, grey hairlines between rows, a stronger one over totals."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from kam_desktop.core import stops
from kam_desktop.core.rules.kinds import Tier
from kam_desktop.documents.badges import badge
from kam_desktop.documents.fonts import Typeface
from kam_desktop.documents.grid import (
    GREY,
    INK,
    LINE,
    MM,
    PORTRAIT,
    SECTION_DROP,
    TOP,
    Scale,
    Sheet,
    Style,
)
from kam_desktop.documents.page import Strip
from kam_desktop.documents.paragraphs import Row, set_rows
from kam_desktop.documents.pen import Pen

_COLUMN_GAP: Final = 3 * MM
_HEAD_RULE: Final = 0.8
_ROW_RULE: Final = 0.25
_TRIANGLE: Final = 6.0
TIGHT: Final = (4.1 * MM, 1.45 * MM)  # above the baseline of a row and below it, where a page is to hold more
EMPTY: Final = "—"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``width`` includes the gap to the next, 0 takes what the others leave."""

    title: str
    width: float = 0.0
    is_right: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: text, and a smaller second line.

    ``has_mark`` sets ▲ before the second line, or before the text where there is none; ``note`` stands grey at the
    left of a figure; ``tier`` is drawn as a badge in the text's place; ``link`` makes the row lead to that key, and
    ``page`` prints the number of the page that a key is on.
    """

    text: str = ""
    second: str = ""
    is_bold: bool = False
    has_mark: bool = False
    note: str = ""
    tier: Tier | None = None
    link: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a cell; ``drop`` is the distance from the line above it in the row."""

    row: Row
    width: float
    drop: float
    has_mark: bool = False
    cell: Cell | None = None


class Table:
    """Measures and draws one table, in the text column or from the left margin where it ``is_wide``.

    ``again`` stands above its head where it goes on on another page.
    """

    def __init__(
        self,
        type_: Typeface,
        scale: Scale,
        columns: Sequence[Column],
        *,
        airy: bool,
        sheet: Sheet = PORTRAIT,
        is_wide: bool = False,
        is_tight: bool = False,
        again: str = "",
    ) -> None:
        self._type, self._scale = type_, scale
        self._above, self._below = (5.3 * MM, 2.5 * MM) if airy else TIGHT if is_tight else (4.7 * MM, 1.9 * MM)
        self._left, self._right = sheet.column(1 if is_wide else 4), sheet.right
        self._tallest = sheet.bottom - TOP - 30 * MM
        rest = self._right - self._left - sum(column.width for column in columns)
        self._columns: list[tuple[Column, float, float]] = []
        left = self._left
        for column in columns:
            width = column.width or rest
            is_last = len(self._columns) == len(columns) - 1
            self._columns.append((column, left, width - (0 if is_last else _COLUMN_GAP)))
            left += width
        self.head = self._make_head("")
        self._again = self._make_head(again) if again else self.head

    def strips(self, rows: Sequence[Sequence[Cell]], totals: Sequence[Sequence[Cell]] = ()) -> list[Strip]:
        """Head, rows and totals: two rows at least under the head, a total never alone."""
        body = self.body(rows)
        sums = [strip for at in range(len(totals)) for strip in self._total(totals, at)]
        if sums and body:
            body[-1].keep = True
        for strip in sums[:-1]:
            strip.keep = True
        return [self.head, *body, *sums]

    def _total(self, totals: Sequence[Sequence[Cell]], at: int) -> list[Strip]:
        """A strong rule over the first sum, and where sums of parts end and those of all begin."""
        is_like_above = at > 0 and totals[at][0].is_bold == totals[at - 1][0].is_bold
        return self._row(totals[at], _ROW_RULE if is_like_above else _HEAD_RULE, empty="")

    def body(self, rows: Sequence[Sequence[Cell]]) -> list[Strip]:
        """The rows alone; the first goes with the second."""
        body = [strip for at, row in enumerate(rows) for strip in self._row(row, _ROW_RULE if at else 0.0)]
        if len(body) > 1:
            body[0].keep = True
        return body

    def bare_head(self) -> Strip:
        """The head without its rule: it stands on the line that opens the first of several sections."""
        return self._make_head("", is_ruled=False)

    def _make_head(self, again: str, *, is_ruled: bool = True) -> Strip:
        style = self._scale.label
        again = self._type.prepare(again)
        titles = [(self._type.prepare(column.title), column, left, width) for column, left, width in self._columns]

        def draw(pen: Pen, y: float) -> None:
            if again:
                pen.text(self._left, y - 7.5 * MM, again, self._scale.name)
            base = y - 2.1 * MM if is_ruled else y + 1 * MM
            for title, column, left, width in titles:
                if column.is_right:
                    pen.text_right(left + width, base, title, style)
                else:
                    pen.text(left, base, title, style)
            if is_ruled:
                pen.rule(self._left, self._right, y, _HEAD_RULE)

        height = SECTION_DROP + 2.1 * MM
        return Strip(height, draw, top=height, keep=True)

    def _row(self, cells: Sequence[Cell], rule: float, empty: str = EMPTY) -> list[Strip]:
        """A row as one strip, or line by line where it is taller than a page."""
        stops.step()
        columns = [
            self._cell_lines(cell, width, empty) for cell, (_, _, width) in zip(cells, self._columns, strict=True)
        ]
        count = max(map(len, columns))
        drops = [max(lines[at].drop for lines in columns if at < len(lines)) for at in range(count)]
        height = sum(drops) + self._below
        if height < self._tallest:
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
        link = next((lines[0].cell.link for lines in columns if lines[0].cell and lines[0].cell.link), "")

        def draw(pen: Pen, y: float) -> None:
            top = y - sum(drops[at] for at in span) - base
            if rule:
                pen.rule(self._left, self._right, top, rule, LINE if rule == _ROW_RULE else INK)
            if link in pen.pages:
                pen.link(link, self._left, top, self._right, y)
            for at in span:
                top += drops[at]
                for lines, (left, right, is_right) in zip(columns, lefts, strict=True):
                    if at < len(lines):
                        self._draw_line(pen, lines[at], right - lines[at].width if is_right else left, top)

        return Strip(height, draw, tail=self._below, lines=len(span), head=self._again)

    def _cell_lines(self, cell: Cell, width: float, empty: str) -> list[_Line]:
        style = self._scale.table.but(bold=cell.is_bold)
        text = self._lines(cell.text, style, width) or self._lines(empty, style, width) or [_Line([], 0.0, 0.0)]
        colour = INK if cell.has_mark else GREY
        second = self._lines(cell.second, self._scale.second.but(colour=colour), width)
        lines = [*text, *second]
        lines[0] = _Line(lines[0].row, lines[0].width, self._above, cell=cell)
        if cell.has_mark:
            at = len(text) if second else 0
            lines[at] = replace(lines[at], has_mark=True)
        return lines

    def _lines(self, text: str, style: Style, width: float) -> list[_Line]:
        lines = []
        for part in filter(None, (part.strip() for part in self._type.prepare(text).split("\n"))):
            for row in set_rows(self._type, [(part, style)], width):
                end = sum(self._type.width(piece.text, piece.style) for piece in row)
                lines.append(_Line(row, end, style.leading))
        return lines

    def _draw_line(self, pen: Pen, line: _Line, left: float, y: float) -> None:
        cell, style = line.cell, self._scale.table
        if cell and cell.page:
            number = str(pen.pages.get(cell.page, EMPTY))
            pen.text_right(left + line.width, y, number, style.but(bold=cell.is_bold))
            return
        if cell and cell.tier:
            badge(pen, left, y + 0.8 * MM, cell.tier, style.size * 1.25)
            return
        for piece in line.row:
            pen.text(left + piece.x, y, piece.text, piece.style)
        if cell and cell.note:
            pen.text_right(left - 2 * MM, y, self._type.line(cell.note), self._scale.second)
        if line.has_mark:
            pen.triangle(left - _TRIANGLE - 3, y, _TRIANGLE)
