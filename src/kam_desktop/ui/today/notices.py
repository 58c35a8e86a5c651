"""What stands in the list's place, or above it: first start, a day that is done, a festival's filter."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop.ui import appearance, fonts, painting
from kam_desktop.ui.widgets.buttons import PlainButton, QuietButton
from kam_desktop.ui.widgets.texts import PlainLabel


class FirstStart(QWidget):
    """No client yet: two ways to begin."""

    import_asked = Signal()
    new_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = self.tr("There are no clients yet. Import a sheet, or make one.")
        text = PlainLabel(words, self, role="muted", wrap=True)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.import_button = PlainButton(self.tr("Import a sheet"), self, icon="import")
        self.new_button = PlainButton(self.tr("New client"), self, icon="plus")
        self.import_button.clicked.connect(self.import_asked)
        self.new_button.clicked.connect(self.new_asked)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.import_button)
        buttons.addWidget(self.new_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(text)
        column.addLayout(buttons)
        column.addStretch(3)


class Banner(QWidget):
    """One line above the list with one action."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = PlainLabel("", self, elide=True)
        self.button = QuietButton("", self, size="small")
        self.button.clicked.connect(self.asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 1)
        row.setSpacing(8)
        row.addWidget(self._text)
        row.addWidget(self.button)
        row.addStretch(1)
        appearance.fit(self._fit_text)

    def _fit_text(self) -> None:
        self.setFixedHeight(fonts.px(40))

    def say(self, text: str, action: str) -> None:
        """Show the line."""
        self._text.setText(text)
        self.button.setText(action)
        self.show()

    def text(self) -> str:
        """The line that is shown."""
        return self._text.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), appearance.current().surface)
        painting.under(painter, self.rect())
