"""Editors that only the visit page has: from–to, expenses, a date that knows days off."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import work_calendars
from kam_desktop.core.rules import amounts
from kam_desktop.ui import fonts, labels
from kam_desktop.ui.visits.typed import clock, clock_text
from kam_desktop.ui.widgets.buttons import IconButton, QuietButton
from kam_desktop.ui.widgets.date_field import DateField
from kam_desktop.ui.widgets.texts import Hint, PlainLabel


class ClockLine(QLineEdit):
    """A time of the day; what was understood is shown as 10:05 when it is left."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFixedWidth(fonts.px(62))
        self.setMaxLength(16)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if (at := clock(self.text())) is not None and self.text() != clock_text(at):
            self.setText(clock_text(at))


class FromTo(QWidget):
    """Two times with "to" between them."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.start = ClockLine(self.tr("From"), self)
        self.end = ClockLine(self.tr("To"), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.start)
        row.addWidget(PlainLabel(self.tr("to"), self, role="muted"))
        row.addWidget(self.end)
        self.setFocusProxy(self.start)
        for line in (self.start, self.end):
            line.textChanged.connect(self.changed)


def iso_or_text(field: DateField) -> str:
    """What a draft keeps of a date field."""
    value = field.value()
    return value.isoformat() if value else field.text()


def show_day(field: DateField, kept: str) -> None:
    """The other way; a text that is no date stays to be mended."""
    try:
        field.set_value(date.fromisoformat(kept) if kept.strip() else None)
    except ValueError:
        field.set_value(None)
        field.setText(kept)
        field.setModified(True)
        return
    if not kept.strip():
        field.clear()


class WorkingDayField(QWidget):
    """A date beside which stands, for a day off, why it is one and which day would do."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = DateField(runtime.today(), self, day_note=None)
        self._why = Hint("", self, role="warning", wrap=False)
        self.other = QuietButton("", self, size="small")
        self._proposed: date | None = None
        under = QHBoxLayout()
        under.setSpacing(4)
        under.addWidget(self._why)
        under.addWidget(self.other)
        under.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addLayout(under)
        self.setFocusProxy(self.field)
        self.other.clicked.connect(self._take)
        self.field.textChanged.connect(self._on_text)
        self._judge()

    def setAccessibleName(self, name: str) -> None:
        """The line inside carries the name too."""
        super().setAccessibleName(name)
        self.field.setAccessibleName(name)

    def hint(self) -> str:
        """What stands beside the date; empty for a working day."""
        return f"{self._why.text()}{self.other.text()}" if self._proposed else ""

    def _on_text(self) -> None:
        self._judge()
        self.changed.emit()

    def _judge(self) -> None:
        day, calendar = self.field.value(), work_calendars.current()
        reason = calendar.is_off_reason(day) if day else ""
        self._proposed = calendar.next_working(day) if day and reason else None
        if self._proposed:
            self._why.setText(self.tr("{reason}, better").format(reason=labels.say(f"calendar.off.{reason}")))
            self.other.setText(labels.day(self._proposed))
        self.field.setAccessibleDescription(self.hint())
        for part in (self._why, self.other):
            part.setVisible(self._proposed is not None)

    def _take(self) -> None:
        self.field.set_value(self._proposed)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)


class _ExpenseLine(QWidget):
    """What for, and how much."""

    def __init__(self, text: str, amount: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.text = QLineEdit(text, self)
        self.text.setPlaceholderText(self.tr("e.g. toll"))
        self.text.setAccessibleName(self.tr("Expense"))
        self.amount = QLineEdit(amount, self)
        self.amount.setPlaceholderText("¥")
        self.amount.setAccessibleName(self.tr("Amount in yuan"))
        self.amount.setFixedWidth(fonts.px(80))
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.drop = IconButton("cross", self.tr("Remove this expense"), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for part, share in ((self.text, 1), (self.amount, 0), (self.drop, 0)):
            row.addWidget(part, share)


class Expenses(QWidget):
    """One line an expense; a line without a word or an amount does not count."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[_ExpenseLine] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.more = QuietButton(self.tr("Add an expense"), self, icon="plus", size="small")
        self.more.clicked.connect(self._add_empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._rows)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.more)

    def typed(self) -> tuple[tuple[str, str], ...]:
        """(what for, amount) of each line that says anything."""
        pairs = ((line.text.text().strip(), line.amount.text().strip()) for line in self._lines)
        return tuple(pair for pair in pairs if any(pair))

    def show_typed(self, expenses: Sequence[tuple[str, str]]) -> None:
        """Show these."""
        for line in list(self._lines):
            self._remove(line)
        for text, amount in expenses:
            self._add(text, amount)

    def set_locked(self, is_locked: bool) -> None:
        """Only to be read."""
        self.more.setVisible(not is_locked)
        for line in self._lines:
            line.text.setReadOnly(is_locked)
            line.amount.setReadOnly(is_locked)
            line.drop.setVisible(not is_locked)

    def _add_empty(self) -> None:
        self._add("", "").text.setFocus()

    def _add(self, text: str, amount: str) -> _ExpenseLine:
        line = _ExpenseLine(text, amount, self)
        line.text.textChanged.connect(self.changed)
        line.amount.textChanged.connect(lambda: self._on_amount(line))
        line.drop.clicked.connect(lambda: self._drop(line))
        self._lines.append(line)
        self._rows.addWidget(line)
        line.show()
        self.setTabOrder(line, self.more)
        return line

    def _on_amount(self, line: _ExpenseLine) -> None:
        total = amounts.minor(line.amount.text())
        line.amount.setToolTip("" if total is None else labels.money(total))
        self.changed.emit()

    def _drop(self, line: _ExpenseLine) -> None:
        self._remove(line)
        self.more.setFocus()
        self.changed.emit()

    def _remove(self, line: _ExpenseLine) -> None:
        self._lines.remove(line)
        self._rows.removeWidget(line)
        line.hide()
        line.deleteLater()
