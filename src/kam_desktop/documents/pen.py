"""A pen on the reportlab canvas that counts downwards from the top of the page and draws plain text only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from kam_desktop.documents.fonts import Typeface
from kam_desktop.documents.grid import HAIRLINE, INK, PORTRAIT, Sheet, Style
from kam_desktop.documents.ink import Ink

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline; links with its ``key`` lead here."""

    title: str
    key: str
    level: int = 0
    is_closed: bool = False


class Pen:
    """Draws on one page after the other. ``y`` is the distance from the top edge, of text its baseline."""

    def __init__(
        self, canvas: Any, type_: Typeface, sheet: Sheet = PORTRAIT, pages: Mapping[str, int] | None = None
    ) -> None:
        self.type = type_
        self.sheet = sheet
        self.pages = pages or {}  # key of a link -> number of its page
        self._canvas = canvas
        self._ink = Ink(canvas, type_)
        self._height = sheet.height

    def text(self, x: float, y: float, text: str, style: Style) -> None:
        """Draws a prepared text; nothing in it is markup."""
        self._ink.text(x, self._height - y, text, style)

    def text_right(self, x: float, y: float, text: str, style: Style) -> None:
        """Draws a prepared text that ends at ``x``."""
        self.text(x - self.type.width(text, style), y, text, style)

    def rule(self, left: float, right: float, y: float, weight: float = HAIRLINE, colour: str = INK) -> None:
        """A horizontal line."""
        self._ink.stroke(weight, colour, ())
        self._ink.line(left, self._height - y, right, self._height - y)

    def box(self, x: float, y: float, width: float, height: float, *, filled: bool) -> None:
        """A rectangle in ink whose lower edge is ``y``."""
        self._ink.fill(INK)
        self._ink.stroke(1, INK, ())
        self._ink.box(x, self._height - y, width, height, "f" if filled else "S")

    def block(self, x: float, y: float, width: float, height: float, colour: str, outline: float = 0.0) -> None:
        """A filled rectangle whose upper edge is ``y``, with an outline in ink inside it where that has a weight."""
        self._ink.fill(colour)
        bottom = self._height - y - height
        if not outline:
            self._ink.box(x, bottom, width, height, "f")
            return
        self._ink.stroke(outline, INK, ())
        half = outline / 2
        self._ink.box(x + half, bottom + half, max(0.0, width - outline), max(0.0, height - outline), "B")

    def card(
        self, x: float, y: float, width: float, height: float, radius: float, weight: float, *, dashed: bool
    ) -> None:
        """A white rectangle with round corners whose upper edge is ``y``; it hides the lines below it."""
        self._ink.fill("#FFFFFF")
        self._ink.stroke(weight, INK, (3, 2) if dashed else ())
        self._canvas.roundRect(x, self._height - y - height, width, height, radius, stroke=1, fill=1)

    def line(self, points: Sequence[Point], weight: float, colour: str = INK, dashes: tuple[float, ...] = ()) -> None:
        """A line through these points."""
        self._ink.stroke(weight, colour, dashes)
        if len(points) == 2:
            (x1, y1), (x2, y2) = points
            self._ink.line(x1, self._height - y1, x2, self._height - y2)
            return
        path = self._canvas.beginPath()
        path.moveTo(points[0][0], self._height - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, self._height - y)
        self._canvas.drawPath(path, stroke=1, fill=0)

    def curve(self, points: Sequence[Point], weight: float, colour: str, *, dashed: bool) -> None:
        """A curve from the first to the last of four points, drawn towards the two between."""
        self._ink.stroke(weight, colour, (3, 2) if dashed else ())
        (x1, y1), (x2, y2), (x3, y3), (x4, y4) = [(x, self._height - y) for x, y in points]
        self._canvas.bezier(x1, y1, x2, y2, x3, y3, x4, y4)

    def circle(self, x: float, y: float, radius: float, *, filled: bool) -> None:
        """A circle in ink about (x, y)."""
        self._ink.fill(INK)
        self._ink.stroke(0.9, INK, ())
        self._canvas.circle(x, self._height - y, radius, stroke=1, fill=filled)

    def triangle(self, x: float, y: float, side: float) -> None:
        """The mark of what is overdue: a triangle standing on the baseline ``y``."""
        self._ink.fill(INK)
        path = self._canvas.beginPath()
        path.moveTo(x, self._height - y)
        path.lineTo(x + side, self._height - y)
        path.lineTo(x + side / 2, self._height - y + side * 0.87)
        path.close()
        self._canvas.drawPath(path, stroke=0, fill=1)

    def picture(self, x: float, y: float, width: float, height: float, data: bytes) -> None:
        """A picture (JPEG or PNG bytes that can be read) whose lower edge is ``y``."""
        from reportlab.lib.utils import ImageReader

        self._canvas.drawImage(ImageReader(BytesIO(data)), x, self._height - y, width, height)

    def bookmark(self, mark: Bookmark, y: float) -> None:
        """An entry of the outline that leads here."""
        self.anchor(mark.key, y)
        self._canvas.addOutlineEntry(self.type.plain(mark.title), mark.key, mark.level, mark.is_closed)

    def anchor(self, key: str, y: float) -> None:
        """A place that links lead to."""
        self._canvas.bookmarkHorizontal(key, 0, self._height - max(0.0, y - 12))

    def link(self, key: str, left: float, top: float, right: float, bottom: float) -> None:
        """Makes a piece of the page lead to the place of that key, wherever it is in the document."""
        area = (left, self._height - bottom, right, self._height - top)
        self._canvas.linkRect("", key, area, relative=0, thickness=0)

    def start_page(self, sheet: Sheet) -> None:
        """Sets the paper of the page that begins."""
        self.sheet, self._height = sheet, sheet.height
        self._canvas.setPageSize((sheet.width, sheet.height))

    def next_page(self) -> None:
        """Ends the page."""
        self._canvas.showPage()
        self._ink.renew()
