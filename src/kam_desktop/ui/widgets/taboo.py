"""What must not be said or done, in the one red box of a page."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop.ui.widgets.icon_label import IconLabel
from kam_desktop.ui.widgets.texts import PlainLabel


class TabooBox(QFrame):
    """The word, then one line for each taboo. Hidden while there is none."""

    def __init__(self, lines: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setProperty("tone", "danger")
        title = self.tr("Taboos")
        self._text = PlainLabel("", self, role="danger", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(13, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(IconLabel("taboo", self, role="danger"), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(PlainLabel(title, self, bold=True, role="danger"))
        column.addWidget(self._text)
        row.addLayout(column, 1)
        self.set_lines(lines)

    def set_lines(self, lines: Sequence[str]) -> None:
        """Other taboos."""
        self._text.setText("\n".join(lines))
        self.setAccessibleName(self.tr("Taboos"))
        self.setAccessibleDescription("\n".join(lines))
        if not lines or self.parentWidget() is not None:  # shown alone it would be a window
            self.setVisible(bool(lines))
