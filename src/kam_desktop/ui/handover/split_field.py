"""The agreed sharing of commission: from which day on whoever takes over has how many percent (D-12.1)."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core.handovers import Part
from kam_desktop.ui import appearance
from kam_desktop.ui.widgets.buttons import IconButton, QuietButton
from kam_desktop.ui.widgets.date_field import DateField
from kam_desktop.ui.widgets.texts import PlainLabel


class _Line(NamedTuple):
    box: QWidget
    day: DateField
    percent: QSpinBox


class SplitField(QWidget):
    """Lines of a day and a share, oldest first; lines without a day do not count."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[_Line] = []
        self.add = QuietButton(self.tr("Add a day"), self, icon="plus", size="small")
        self.add.clicked.connect(lambda: self._add(None, 50, is_typed=True))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch(1)
        self._column.addLayout(row)

    def parts(self) -> tuple[Part, ...]:
        """What is agreed, by day."""
        found = [Part(day, line.percent.value()) for line in self._lines if (day := line.day.value()) is not None]
        return tuple(sorted(found, key=lambda part: part.from_on))

    def set_parts(self, parts: Sequence[Part]) -> None:
        """Show these, without ``changed``."""
        while self._lines:
            self._drop(self._lines[-1])
        for part in parts:
            self._add(part.from_on, part.percent)

    def lines(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    def _add(self, day: date | None, percent: int, *, is_typed: bool = False) -> None:
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        field = DateField(runtime.today(), box)
        field.setAccessibleName(self.tr("From"))
        field.set_value(day)
        appearance.scaled(field.setFixedWidth, 168)
        share = QSpinBox(box)
        share.setRange(0, 100)
        share.setSuffix(" %")
        share.setValue(percent)
        share.setAccessibleName(self.tr("Share of whoever takes over"))
        appearance.scaled(share.setFixedWidth, 96)
        line = _Line(box, field, share)
        drop = IconButton("cross", self.tr("Remove this line"), box, size="small")
        drop.clicked.connect(lambda: self._remove(line))
        for widget in (field, share, PlainLabel(self.tr("to whoever takes over"), box, role="muted"), drop):
            row.addWidget(widget)
        row.addStretch(1)
        self._lines.append(line)
        self._column.insertWidget(self._column.count() - 1, box)
        field.changed.connect(lambda _day: self.changed.emit())
        share.valueChanged.connect(lambda _value: self.changed.emit())
        if is_typed:
            field.setFocus()

    def _remove(self, line: _Line) -> None:
        self._drop(line)
        self.changed.emit()

    def _drop(self, line: _Line) -> None:
        self._lines.remove(line)
        line.box.hide()
        line.box.deleteLater()
