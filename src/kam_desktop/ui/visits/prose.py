"""The text boxes of the visit page."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from kam_desktop.ui import appearance

_LINE = 20


class Prose(QPlainTextEdit):
    """Several lines of text; Tab goes on, the wheel turns the page where there is nothing to scroll."""

    def __init__(self, parent: QWidget | None = None, *, lines: int, takes_slack: bool = False) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        appearance.scaled(self.setMinimumHeight if takes_slack else self.setFixedHeight, lines * _LINE + 14)
        vertical = QSizePolicy.Policy.Expanding if takes_slack else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Expanding, vertical)

    def sizeHint(self) -> QSize:
        """No more than it needs: what takes the slack grows by itself, and the page scrolls later."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.verticalScrollBar().maximum() == 0:
            event.ignore()
        else:
            super().wheelEvent(event)
