"""The band of the page's head, and the line under it that says what there is to know."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kam_desktop.ui import appearance, painting
from kam_desktop.ui.widgets.buttons import QuietButton
from kam_desktop.ui.widgets.icon_label import IconLabel
from kam_desktop.ui.widgets.texts import PlainLabel


class Band(QWidget):
    """The head of the page, with a hairline."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painting.under(QPainter(self), self.rect())


class Note(QWidget):
    """A line under the head: what could not be printed, or where the file is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = IconLabel("info", self)
        self.text = PlainLabel("", self, elide=True)
        self.act = QuietButton("", self, size="small")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 5)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self.text, 1)
        row.addWidget(self.act)
        self.hide()

    def say(self, text: str, *, icon: str, role: str, action: str = "") -> None:
        """Another line; an empty one hides it."""
        self._icon.set_icon(icon, role)
        self.text.setText(text)
        self.act.setText(action)
        self.act.setVisible(bool(action))
        self.setAccessibleName(text)
        self.setVisible(bool(text))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), appearance.current().raised)
        painting.under(painter, self.rect())
