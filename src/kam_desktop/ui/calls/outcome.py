"""How a call ended, in one key: reached with its outcome, not reached, later."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kam_desktop.ui import appearance, painting
from kam_desktop.ui.widgets.buttons import PlainButton, PrimaryButton


class OutcomeLine(QLineEdit):
    """Enter says it. A second 1 in the empty line says that there is nothing to add."""

    said = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_waiting = False  # 1 was pressed: the person was reached
        self.returnPressed.connect(self.said)
        self.textEdited.connect(lambda _text: self.wait(False))

    def wait(self, is_waiting: bool) -> None:
        """Whether the next 1 ends the call without words."""
        self.is_waiting = is_waiting

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_waiting and not self.text() and event.key() == Qt.Key.Key_1:
            self.said.emit()
        else:
            super().keyPressEvent(event)


class OutcomeForm(QWidget):
    """The line and the three ways a call ends, pinned below the person."""

    reached = Signal()  # with what stands in the line
    missed = Signal()
    later = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = OutcomeLine(self)
        self.line.setPlaceholderText(self.tr("What came of it, in a line; 1 or Enter again leaves it empty"))
        self.line.setAccessibleName(self.tr("Outcome"))
        self.line.setMaxLength(4_000)
        self.reached_button = PrimaryButton(self.tr("Reached"), self, icon="check", keys="1")
        self.missed_button = PlainButton(self.tr("Not reached"), self, keys="2")
        self.later_button = PlainButton(self.tr("Call later"), self, icon="clock", keys="3")
        self.line.said.connect(self.reached)
        self.reached_button.clicked.connect(self.press)
        self.missed_button.clicked.connect(self.missed)
        self.later_button.clicked.connect(self.later)
        self._lay_out()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button, share in ((self.reached_button, 2), (self.missed_button, 1), (self.later_button, 1)):
            buttons.addWidget(button, share)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 13, 24, 12)
        column.setSpacing(8)
        column.addWidget(self.line)
        column.addLayout(buttons)

    def start(self, text: str) -> None:
        """A fresh line for the next person, with what was typed for them before."""
        self.line.setText(text)
        self.line.wait(False)

    def press(self) -> None:
        """1: the person was reached; the second time it is said."""
        if self.line.is_waiting:
            self.reached.emit()
        else:
            self.line.wait(True)
            self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), appearance.current().raised)
        painting.hairline(painter, 0, 0, self.width())
