"""What an empty list says: one line of what would be here, and one action."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kam_desktop.ui.widgets.buttons import PlainButton
from kam_desktop.ui.widgets.texts import PlainLabel


class EmptyState(QWidget):
    """A sentence in the middle and a plain button under it."""

    asked = Signal()

    def __init__(self, text: str = "", action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = PlainLabel("", self, role="muted", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = PlainButton("", self)
        self.button.clicked.connect(self.asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(self._text)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.say(text, action)

    def say(self, text: str, action: str = "") -> None:
        """Another sentence and action; no action hides the button."""
        self._text.setText(text)
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self.setFocusProxy(self.button if action else self._text)
