"""Asks for a remark on a report: on a passage, on a field, on all of it, or to return it with."""

from PySide6.QtWidgets import QLineEdit, QWidget

from kam_desktop.ui.widgets.popover import Popover
from kam_desktop.ui.widgets.texts import Hint


class RemarkPopover(Popover):
    """``chosen`` gives the text; an empty one is the caller's to refuse."""

    def __init__(self, page: QWidget, anchor: QWidget, heading: str, action: str, *, about: str = "") -> None:
        super().__init__(page, anchor, heading, width=420)
        if about:
            self.column.addWidget(Hint(about, self))
        self.line = QLineEdit(self)
        self.line.setMaxLength(8_000)
        self.line.setAccessibleName(heading)
        self.add_line(self.line, action)
        self.present(self.line)

    def submit(self) -> None:
        self.chosen.emit(self.line.text().strip())
