"""The cover of a period report: the period in large figures, a square for each visit, four figures, the scope."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kam_desktop.core.rules import visit_charts
from kam_desktop.core.rules.visit_charts import Span
from kam_desktop.documents import mastheads
from kam_desktop.documents.charts import FILLS, OUTLINE
from kam_desktop.documents.fonts import Typeface
from kam_desktop.documents.grid import COLUMN, GREY, LEFT, MM, RIGHT, TEXT_LEFT, TEXT_WIDTH, WIDTH, Scale, Style
from kam_desktop.documents.page import Strip
from kam_desktop.documents.paragraphs import Row, draw_row, set_rows
from kam_desktop.documents.pen import Pen

_PERIOD: Final = Style(44, 0, bold=True)
_TEAM: Final = Style(22, 29)
_FIGURE: Final = Style(30, 0, bold=True)
_STRIP_BASE: Final = 164 * MM  # the axis of the squares
_STRIP_HEIGHT: Final = 34 * MM
_SQUARE: Final = 4.6 * MM
_LABEL: Final = Style(8, 0, colour=GREY)
_FIGURES: Final = 189.5 * MM
_SCOPE: Final = 229 * MM
_LAST: Final = 272 * MM
_STEP: Final = 5.9 * MM


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the four figures; ``is_warning`` sets ▲ before its second line and makes it bold."""

    label: str
    value: str
    note: str = ""
    is_warning: bool = False


@dataclass(frozen=True, slots=True)
class Cover:
    """All words of a cover. ``legend`` names the fills of the squares; ``ticks`` are (place, name) under the axis."""

    kind: str
    company: str
    logo: bytes
    period: str
    name: str
    squares: Sequence[Span]
    squares_label: str
    legend: Sequence[tuple[int, str]]
    ticks: Sequence[tuple[int, str]]
    figures: Sequence[Figure]
    scope: Sequence[tuple[str, str]]


def strips(type_: Typeface, sizes: Scale, cover: Cover) -> list[Strip]:
    """The whole page."""
    draws = [
        _Titles(type_, cover).draw,
        _Squares(type_, cover).draw,
        _Figures(type_, sizes, cover).draw,
        _Scope(type_, sizes, cover).draw,
    ]

    def draw(pen: Pen, _y: float) -> None:
        for each in draws:
            each(pen)

    return [*mastheads.kind_line(type_, sizes, cover.kind, cover.company, cover.logo), Strip(0, draw, lines=4)]


class _Titles:
    def __init__(self, type_: Typeface, cover: Cover) -> None:
        self._period = type_.prepare(cover.period)
        room = WIDTH / type_.width(self._period, _PERIOD) * _PERIOD.size
        self._style = Style(min(_PERIOD.size, room), 0, bold=True)
        self._rows = set_rows(type_, [(type_.line(cover.name) or "—", _TEAM)], WIDTH)
        if len(self._rows) > 2:
            small = Style(14, 19)
            self._rows = set_rows(type_, [(type_.line(cover.name), small)], WIDTH)[:5]

    def draw(self, pen: Pen) -> None:
        pen.text(LEFT - 0.5 * MM, 77 * MM, self._period, self._style)
        y = 91.7 * MM
        for row in self._rows:
            draw_row(row, LEFT)(pen, y)
            y += row[0].style.leading


class _Squares:
    def __init__(self, type_: Typeface, cover: Cover) -> None:
        self._label = type_.prepare(cover.squares_label)
        self._legend = [(part, type_.prepare(name)) for part, name in cover.legend]
        self._ticks = [(place, type_.prepare(name)) for place, name in cover.ticks]
        self._count = max(1, len(cover.squares))
        self._blocks = visit_charts.squares(cover.squares, WIDTH, _STRIP_HEIGHT, largest=_SQUARE)

    def draw(self, pen: Pen) -> None:
        top = min([_STRIP_BASE - 10 * MM, *(_STRIP_BASE - _STRIP_HEIGHT + block.y for block in self._blocks)])
        y = top - 7 * MM
        pen.text(LEFT, y, self._label, _LABEL)
        right = RIGHT
        for part, name in reversed(self._legend):
            right -= pen.type.width(name, _LABEL)
            pen.text(right, y, name, _LABEL)
            right -= 4 * MM
            pen.block(right, y - 2.5 * MM, 2.6 * MM, 2.6 * MM, FILLS[part], OUTLINE if part >= 2 else 0.0)
            right -= 5 * MM
        for block in self._blocks:
            place = _STRIP_BASE - 1 * MM - _STRIP_HEIGHT + block.y
            outline = OUTLINE if block.part >= 2 else 0.0
            pen.block(LEFT + block.x, place, block.width, block.height, FILLS[block.part], outline)
        pen.rule(LEFT, RIGHT, _STRIP_BASE, 0.8)
        step = WIDTH / self._count
        for place, name in self._ticks:
            x = LEFT + place * step
            pen.line([(x, _STRIP_BASE), (x, _STRIP_BASE + 1.4 * MM)], 0.6)
            pen.text(x, _STRIP_BASE + 4.7 * MM, name, _LABEL)


class _Figures:
    def __init__(self, type_: Typeface, sizes: Scale, cover: Cover) -> None:
        self._sizes = sizes
        self._figures = [
            (type_.prepare(each.label), type_.prepare(each.value), type_.prepare(each.note), each.is_warning)
            for each in cover.figures
        ]

    def draw(self, pen: Pen) -> None:
        pen.rule(LEFT, RIGHT, _FIGURES, 0.8)
        for at, (label, value, note, is_warning) in enumerate(self._figures):
            x = LEFT + at * 3 * COLUMN
            pen.text(x, _FIGURES + 6.7 * MM, label, self._sizes.note)
            pen.text(x - 0.4 * MM, _FIGURES + 21.7 * MM, value, _FIGURE)
            y, shift = _FIGURES + 27.5 * MM, 0.0
            if is_warning:
                pen.triangle(x, y, 6.0)
                shift = 9.0
            style = Style(8, 0, bold=True) if is_warning else self._sizes.note
            pen.text(x + shift, y, note, style)


class _Scope:
    """What the report is about, line by line; long lists end with an ellipsis rather than leave the page."""

    def __init__(self, type_: Typeface, sizes: Scale, cover: Cover) -> None:
        self._sizes = sizes
        left = int((_LAST - _SCOPE) / _STEP)
        self._rows: list[tuple[str, list[Row]]] = []
        for at, (label, text) in enumerate(cover.scope):
            most = max(1, left - (len(cover.scope) - at - 1))
            rows = set_rows(type_, [(type_.line(text), sizes.fact)], TEXT_WIDTH)
            if len(rows) > most:
                rest = " ".join(row[0].text for row in rows[most - 1 :])
                ending = type_.shorten(rest, sizes.fact, TEXT_WIDTH)
                rows = [*rows[: most - 1], *set_rows(type_, [(ending, sizes.fact)], TEXT_WIDTH)[:1]]
            self._rows.append((type_.prepare(label), rows))
            left -= len(rows)

    def draw(self, pen: Pen) -> None:
        pen.rule(LEFT, RIGHT, _SCOPE, 0.8)
        y = _SCOPE + 0.4 * MM
        for label, rows in self._rows:
            for at, row in enumerate(rows):
                y += _STEP
                if at == 0:
                    pen.text(LEFT, y, label, self._sizes.table.but(colour=GREY))
                draw_row(row, TEXT_LEFT)(pen, y)
