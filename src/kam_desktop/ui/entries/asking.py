"""The small panels that ask what came of something, or for which day it is now."""

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from kam_desktop import runtime
from kam_desktop.core.errors import Invalid
from kam_desktop.ui import labels
from kam_desktop.ui.widgets.date_field import DateField
from kam_desktop.ui.widgets.popover import Popover


class ResultPopover(Popover):
    """What came of it, in a line that may stay empty; ``chosen`` gives the text."""

    def __init__(self, page: QWidget, anchor: QWidget, heading: str, action: str) -> None:
        super().__init__(page, anchor, heading, width=360, is_below=True)
        self.line = QLineEdit(self)
        self.line.setMaxLength(8_000)
        self.line.setPlaceholderText(self.tr("What came of it, may stay empty"))
        self.line.setAccessibleName(self.tr("What came of it"))
        self.add_line(self.line, action)
        self.present(self.line)

    def submit(self) -> None:
        self.chosen.emit(self.line.text().strip())


class DayPopover(Popover):
    """Another day; ``chosen`` gives it."""

    def __init__(self, page: QWidget, anchor: QWidget, heading: str, action: str, start: date | None) -> None:
        super().__init__(page, anchor, heading, is_below=True)
        self.day = DateField(runtime.today(), self)
        self.day.setAccessibleName(self.tr("Another day"))
        self.day.set_value(start)
        self.add_line(self.day, action)
        self.present(self.day)
        self.day.selectAll()

    def submit(self) -> None:
        day = self.day.value()
        if day is None:
            self.show_error(self.day.why_not() or labels.sentence(Invalid("on", "date.missing")))
        else:
            self.chosen.emit(day)
