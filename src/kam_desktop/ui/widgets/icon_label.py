"""An icon as a widget, to stand beside words."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kam_desktop.ui import appearance, fonts, icons


class IconLabel(QWidget):
    """An icon beside words; decoration for screen readers."""

    def __init__(self, name: str, parent: QWidget | None = None, *, role: str = "muted") -> None:
        super().__init__(parent)
        self._name, self._role = name, role
        appearance.fit(self._fit)

    def _fit(self) -> None:
        self.setFixedSize(icons.side(), fonts.line_height("body"))

    def set_icon(self, name: str, role: str) -> None:
        """Another icon."""
        self._name, self._role = name, role
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        icons.paint_at(QPainter(self), QPoint(0, (self.height() - icons.side()) // 2), self._name, self._role)
