"""A number or a day of a filter, or two of them with everything between."""

from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from kam_desktop import runtime
from kam_desktop.core import custom_fields
from kam_desktop.core.custom_fields import Field
from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules.criteria import Shape
from kam_desktop.core.rules.kinds import CustomKind
from kam_desktop.ui.widgets.date_field import DateField
from kam_desktop.ui.widgets.texts import PlainLabel

DAYS: Final = (Shape.DAY, Shape.PERIOD)
SHAPES: Final = (*DAYS, Shape.NUMBER, Shape.NUMBERS)
_PAIRS: Final = (Shape.NUMBERS, Shape.PERIOD)
_NUMBER: Final = Field("", "client", "", CustomKind.NUMBER)


class Ends(QWidget):
    """``entered`` is Enter in one of its lines."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shape = Shape.NOTHING
        self.numbers = (QLineEdit(self), QLineEdit(self))
        self.days = tuple(DateField(runtime.today(), self, prefer="past") for _ in range(2))
        self._dash = PlainLabel("–", self, role="muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for pair, names in (
            (self.numbers, (self.tr("Number"), self.tr("Number at the end"))),
            (self.days, (self.tr("Day"), self.tr("Last day"))),
        ):
            for editor, name in zip(pair, names, strict=True):
                editor.setAccessibleName(name)
                editor.returnPressed.connect(self.entered)
        for widget in (self.numbers[0], self.days[0], self._dash, self.numbers[1], self.days[1]):
            row.addWidget(widget, 0 if widget is self._dash else 1)

    def show_shape(self, shape: Shape) -> None:
        """The lines that this shape needs; what stands in them stays."""
        self._shape = shape
        for editors, is_wanted in ((self.numbers, shape not in DAYS), (self.days, shape in DAYS)):
            editors[0].setVisible(is_wanted)
            editors[1].setVisible(is_wanted and shape in _PAIRS)
        self._dash.setVisible(shape in _PAIRS)
        self.setVisible(shape in SHAPES)
        self.setFocusProxy((self.days if shape in DAYS else self.numbers)[0])

    def value(self) -> Any:
        """The value as a criterion takes it; None where something is missing or cannot be read."""
        read = [_day(each) for each in self.days] if self._shape in DAYS else [_number(each) for each in self.numbers]
        return tuple(read) if self._shape in _PAIRS else read[0]


def _day(field: DateField) -> str | None:
    day = field.value()
    return day.isoformat() if day else None


def _number(line: QLineEdit) -> Any:
    try:
        return custom_fields.read(_NUMBER, line.text())
    except Invalid:
        return None
