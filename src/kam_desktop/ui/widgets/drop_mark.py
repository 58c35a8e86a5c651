"""A line between two things in a row: what is dragged will stand there."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kam_desktop.ui import appearance

_WIDE, _AWAY = 2, 5  # px: the line, and how far from the thing


class DropMark(QWidget):
    """Upright, in the accent, over its parent; hidden until ``stand``."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def stand(self, thing: QRect, is_behind: bool) -> None:
        """Before a thing, or behind it."""
        left = thing.right() + _AWAY - _WIDE if is_behind else thing.left() - _AWAY
        self.setGeometry(max(0, left), thing.top(), _WIDE, thing.height())
        self.raise_()
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), appearance.current().accent)
