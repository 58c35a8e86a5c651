"""The soft shadow under what lies over a page."""

from functools import cache
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QWidget

from kam_desktop.ui import appearance, painting

_BLUR: Final = 24
_DOWN: Final = 8
_CORNER: Final = 2 * _BLUR


class Shadow(QWidget):
    """Lies under ``panel`` and goes where it goes. It is painted when the panel moves, not with it: a graphics effect
    would blur the whole panel anew at each letter that is typed into it."""

    def __init__(self, panel: QWidget) -> None:
        super().__init__(panel.parentWidget())
        self._panel = panel
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        panel.installEventFilter(self)
        if panel.isVisible():
            self._follow()
            self._come()
        appearance.changed.connect(self.update)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.Move, QEvent.Type.Resize):
            self._follow()
        elif kind in (QEvent.Type.Show, QEvent.Type.ZOrderChange):
            self._come()
        elif kind == QEvent.Type.Hide:
            self.hide()
        return super().eventFilter(watched, event)

    def _come(self) -> None:
        self.stackUnder(self._panel)
        self.setVisible(not self._panel.isHidden())

    def _follow(self) -> None:
        at = self._panel.geometry()
        self.setGeometry(at.adjusted(-_BLUR, _DOWN - _BLUR, _BLUR, _DOWN + _BLUR))
        seen = QRegion(self.rect())
        inner = at.translated(-self.pos()).adjusted(0, painting.RADIUS, 0, -painting.RADIUS)  # but for its corners
        self.setMask(seen - QRegion(inner))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, made = QPainter(self), _frame(128 if appearance.current().is_dark else 36)
        sizes = self.width(), self.height()
        across, down = (_cuts(size, size) for size in sizes)
        columns, lines = (_cuts(made.width(), size) for size in sizes)
        for column in range(3):
            for line in range(3):
                part = _part(across, down, column, line)
                if (column, line) != (1, 1) and not part.isEmpty():  # the panel is in the middle
                    painter.drawImage(part, made, _part(columns, lines, column, line))


def _cuts(side: int, size: int) -> tuple[int, ...]:
    """Corners of a shadow of that ``size``, which do not lie over one another, cut out of a ``side``."""
    corner = min(_CORNER, size // 2)
    return 0, corner, side - corner, side


def _part(across: tuple[int, ...], down: tuple[int, ...], column: int, line: int) -> QRect:
    left, top = across[column], down[line]
    return QRect(left, top, across[column + 1] - left, down[line + 1] - top)


@cache
def _frame(deepest: int) -> QImage:
    """The shadow of a small panel, which is stretched to that of any: one line around another, ever fainter."""
    side = 2 * _CORNER + 1
    made = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(0)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour, whole = QColor(0, 0, 0), QRectF(_BLUR, _BLUR, side - 2 * _BLUR, side - 2 * _BLUR)
    for out in range(-_DOWN, _BLUR):
        colour.setAlpha(round(deepest * 2 * ((_BLUR - out) / (2 * _BLUR)) ** 2))
        painter.setPen(QPen(colour, 1))
        radius = max(0, painting.RADIUS + out)
        painter.drawRoundedRect(whole.adjusted(-out - 0.5, -out - 0.5, out + 0.5, out + 0.5), radius, radius)
    painter.end()
    return made
