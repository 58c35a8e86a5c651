"""Running text: paragraphs of people's words, broken into lines that know which of them stay together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kam_desktop.documents.fonts import Typeface
from kam_desktop.documents.grid import MM, TEXT_LEFT, TEXT_WIDTH, Scale, Style
from kam_desktop.documents.lines import SPACES, break_lines
from kam_desktop.documents.page import Draw, Strip
from kam_desktop.documents.pen import Pen

# "1. ", "2、", "（3）", "- ": the marker stays as typed, the lines below it hang.
_MARKER = re.compile(r"\s*(?:\d{1,3}(?:[.．](?!\d)|[、)）])|[（(]\d{1,3}[)）]|[-–•*]\s|[①-⑳])\s*")
_CHINESE_LEADING: Final = 6 * MM


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one style at a place on its line."""

    x: float
    text: str
    style: Style


Row = list[Piece]


def set_rows(type_: Typeface, spans: Sequence[tuple[str, Style]], width: float) -> list[Row]:
    """The lines of one paragraph of prepared spans."""
    text = "".join(part for part, _ in spans)
    advances: list[float] = []
    ends: list[tuple[int, Style]] = []
    for part, style in spans:
        advances += type_.advances(part, style)
        ends.append((len(advances), style))
    rows = []
    for start, end in break_lines(text, advances, width):
        rows.append(_row(text, advances, ends, start, end))
    return rows


def _row(text: str, advances: Sequence[float], ends: Sequence[tuple[int, Style]], start: int, end: int) -> Row:
    row: Row = []
    x, at = 0.0, start
    for stop, style in ends:
        if at < min(stop, end):
            row.append(Piece(x, text[at : min(stop, end)], style))
            x += sum(advances[at : min(stop, end)])
            at = min(stop, end)
    return row


def draw_row(row: Row, left: float) -> Draw:
    """Draws a line of text at ``left``."""

    def draw(pen: Pen, y: float) -> None:
        for piece in row:
            pen.text(left + piece.x, y, piece.text, piece.style)

    return draw


def strips_of(rows: Sequence[Row], leading: float, left: float = TEXT_LEFT) -> list[Strip]:
    """Lines as strips, two at least on each side of a page break."""
    strips = [Strip(leading, draw_row(row, left)) for row in rows]
    for at in (0, len(strips) - 2):
        if 0 <= at < len(strips) - 1:
            strips[at].keep = True
    return strips


def paragraph(
    type_: Typeface, spans: Sequence[tuple[str, Style]], *, left: float = TEXT_LEFT, width: float = TEXT_WIDTH
) -> list[Strip]:
    """One paragraph of prepared spans."""
    leading = _leading("".join(text for text, _ in spans), spans[-1][1])
    return strips_of(set_rows(type_, spans, width), leading, left)


def flowing(type_: Typeface, scale: Scale, text: str, lead: str = "") -> list[Strip]:
    """What people wrote: each line is a paragraph, numbering is kept, ``lead`` is bold before the first."""
    strips: list[Strip] = []
    was_item = False
    for line in filter(None, (part.strip() for part in type_.prepare(text).split("\n"))):
        match = _MARKER.match(line) if not lead else None
        marker = match.group() if match and match.end() < len(line) else ""
        spans = [(lead, scale.text.but(bold=True))] if lead else []
        new = _item(type_, scale, marker, [*spans, (line[len(marker) :], scale.text)])
        if strips and not (marker and was_item):
            new[0].gap = scale.paragraph_gap
        strips += new
        was_item, lead = bool(marker), ""
    return strips


def _item(type_: Typeface, scale: Scale, marker: str, spans: Sequence[tuple[str, Style]]) -> list[Strip]:
    hang = min(type_.width(marker, scale.text), TEXT_WIDTH / 3)
    leading = _leading("".join(text for text, _ in spans), scale.text)
    rows = set_rows(type_, spans, TEXT_WIDTH - hang)
    shifted = [[Piece(piece.x + hang, piece.text, piece.style) for piece in row] for row in rows]
    if marker:
        shifted[0].insert(0, Piece(0.0, marker, scale.text))
    return strips_of(shifted, leading)


def _leading(text: str, style: Style) -> float:
    """A mostly Chinese paragraph of an English document needs the room of Chinese."""
    if style.leading >= _CHINESE_LEADING or style.size != 10:
        return style.leading
    chinese = sum(char >= "\u2e80" for char in text)
    latin = sum(char not in SPACES for char in text) - chinese
    return _CHINESE_LEADING if chinese > latin else style.leading
