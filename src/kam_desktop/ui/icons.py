"""Line icons that take the colour of their role and follow the theme.

The files of ``resources/icons`` are drawn in ``currentColor``; they are rendered at the device's ratio.
"""

from functools import cache
from typing import Final

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from kam_desktop.core import assets
from kam_desktop.ui import appearance, fonts

SIZE: Final = 16


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = assets.path("icons", f"{name}.svg").read_bytes().replace(b"currentColor", colour.encode())
    return QSvgRenderer(QByteArray(drawing))


def paint(painter: QPainter, rect: QRect | QRectF, name: str, role: str = "text") -> None:
    """Draw an icon into a rectangle, as sharp as the device allows."""
    _renderer(name, appearance.current()[role].name()).render(painter, QRectF(rect))


@cache
def _drawn(name: str, size: int, colour: str, ratio: float) -> QPixmap:
    image = QPixmap(round(size * ratio), round(size * ratio))
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    _renderer(name, colour).render(painter, QRectF(0, 0, image.width(), image.height()))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def pixmap(name: str, size: int = SIZE, role: str = "text", dpr: float = 1.0) -> QPixmap:
    """The icon as a picture of ``size`` logical pixels; kept by name, size, colour and ratio."""
    return _drawn(name, size, appearance.current()[role].name(), dpr)


class _Engine(QIconEngine):
    """Looks the colour up when it paints, so an icon handed out earlier follows the theme."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name, self._role = name, role

    def _colour_role(self, mode: QIcon.Mode) -> str:
        return "muted" if mode == QIcon.Mode.Disabled else self._role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        paint(painter, rect, self._name, self._colour_role(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State, scale: float) -> QPixmap:
        side = min(size.width(), size.height())
        return pixmap(self._name, side, self._colour_role(mode), scale)

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._role)


def icon(name: str, role: str = "text") -> QIcon:
    """An icon for buttons and actions; muted while disabled."""
    return QIcon(_Engine(name, role))


def side() -> int:
    """The side of an icon at the present size of text."""
    return fonts.px(SIZE)


def paint_at(painter: QPainter, left_top: QPoint, name: str, role: str) -> None:
    """Draw an icon of the usual size with its corner at ``left_top``."""
    paint(painter, QRect(left_top, QSize(side(), side())), name, role)
