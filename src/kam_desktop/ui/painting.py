"""The few strokes that delegates and painted widgets share: texts, hairlines, rounded boxes, focus."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from kam_desktop.core.rules.lines import in_one_line
from kam_desktop.ui import appearance

LEFT: Final = Qt.AlignmentFlag.AlignLeft
RIGHT: Final = Qt.AlignmentFlag.AlignRight
CENTRE: Final = Qt.AlignmentFlag.AlignHCenter
RADIUS: Final = 6


class Pen:
    """Writes lines of one font; its measures are asked once, however many lines there are."""

    def __init__(self, painter: QPainter, font: QFont) -> None:
        self._painter, self._font = painter, font
        self._metrics = QFontMetrics(font)
        self._height, self._ascent = self._metrics.height(), self._metrics.ascent()

    def write(self, rect: QRect, words: str, colour: QColor, align: Qt.AlignmentFlag = LEFT) -> int:
        """Write one line in the middle of the height, elided at the right; returns its width."""
        room = rect.width()
        if room <= 0 or not words:
            return 0
        shown = in_one_line(words) if "\n" in words else words
        used = self._metrics.horizontalAdvance(shown)
        if used > room:  # most texts have room: looking for where to cut takes three times as long
            shown = self._metrics.elidedText(shown, Qt.TextElideMode.ElideRight, room)
            used = min(room, self._metrics.horizontalAdvance(shown))
        left = rect.left()
        if align is not LEFT:
            if align & Qt.AlignmentFlag.AlignRight:
                left += room - used
            elif align & Qt.AlignmentFlag.AlignHCenter:
                left += (room - used) // 2
        self._painter.setFont(self._font)
        self._painter.setPen(colour)
        self._painter.drawText(left, rect.top() + (rect.height() - self._height) // 2 + self._ascent, shown)
        return used


def text(
    painter: QPainter,
    rect: QRect,
    words: str,
    font: QFont,
    colour: QColor,
    *,
    align: Qt.AlignmentFlag = LEFT,
) -> int:
    """``Pen.write`` for a single line."""
    return Pen(painter, font).write(rect, words, colour, align) if words else 0


def thin(painter: QPainter) -> float:
    """The thickness of a hairline: whole device pixels, nearest to one logical pixel."""
    ratio = painter.device().devicePixelRatioF()
    return max(1, round(ratio)) / ratio


def hairline(painter: QPainter, left: float, top: float, length: float, colour: QColor | None = None) -> None:
    """A horizontal line whose upper edge is at ``top``."""
    painter.fillRect(QRectF(left, top, length, thin(painter)), colour or appearance.current().border)


def upright(painter: QPainter, left: float, top: float, length: float, colour: QColor | None = None) -> None:
    """A vertical line whose left edge is at ``left``."""
    painter.fillRect(QRectF(left, top, thin(painter), length), colour or appearance.current().border)


def under(painter: QPainter, rect: QRect, colour: QColor | None = None) -> None:
    """The hairline along the lower edge of a row."""
    thickness = thin(painter)
    line = QRectF(rect.left(), rect.bottom() + 1 - thickness, rect.width(), thickness)
    painter.fillRect(line, colour or appearance.current().border)


def box(
    painter: QPainter,
    rect: QRect | QRectF,
    radius: float,
    fill: QColor | None = None,
    line: QColor | None = None,
    *,
    width: float = 1.0,
) -> None:
    """A rounded box; its line lies inside the rectangle."""
    inner = QRectF(rect)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if line is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        half = width / 2
        inner.adjust(half, half, -half, -half)
        radius = max(0.0, radius - half)
        painter.setPen(QPen(line, width))
    painter.drawRoundedRect(inner, radius, radius)
    painter.restore()


def focus_ring(painter: QPainter, rect: QRect | QRectF, radius: float = RADIUS) -> None:
    """Two pixels of accent, inside, so that nothing moves."""
    box(painter, rect, radius, None, appearance.current().accent, width=2.0)


def selection(painter: QPainter, rect: QRect) -> None:
    """A selected row: soft ground and the edge that tells it without colour."""
    theme = appearance.current()
    painter.fillRect(rect, theme.accent_soft)
    painter.fillRect(QRect(rect.left(), rect.top(), 2, rect.height()), theme.accent)
