"""Editors that only the visit page has: from–to, and a date that knows days off and full days."""

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import work_calendars
from kam_desktop.core.rules.day_judging import Objection, object_to
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.visits.typed import clock, clock_text
from kam_desktop.ui.widgets.buttons import QuietButton
from kam_desktop.ui.widgets.date_field import DateField
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, restyle


class ClockLine(QLineEdit):
    """A time of the day; what was understood is shown as 10:05 when it is left."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        appearance.scaled(self.setMinimumWidth, 62)
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
        row.addWidget(self.start, 1)
        row.addWidget(PlainLabel(self.tr("to"), self, role="muted"))
        row.addWidget(self.end, 1)
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
    """A date beside which stands, for a day that hardly does, why that is so and which day near it would.

    It is advice: the day can be kept.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = DateField(runtime.today(), self, day_note=None)
        self._why = Hint("", self, role="warning", wrap=False)
        self.other = QuietButton("", self, size="small")
        self._full: Mapping[date, int] = {}
        self._after = runtime.today()
        self._objection: Objection | None = None
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

    def set_ground(self, full: Mapping[date, int], after: date) -> None:
        """The days without room, and the day of this visit, after which the next one lies."""
        self._full, self._after = full, after
        self._judge()

    def hint(self) -> str:
        """What stands beside the date; empty for a day that does."""
        return f"{self._why.text()}{self.other.text()}" if self._objection else ""

    def changeEvent(self, event: QEvent) -> None:
        """What can only be read needs no advice."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._judge()

    def _on_text(self) -> None:
        self._judge()
        self.changed.emit()

    def _judge(self) -> None:
        day = self.field.value()
        earliest = max(runtime.today(), self._after + timedelta(days=1))
        is_asked = day is not None and self.isEnabled()
        said = object_to(day, work_calendars.current(), self._full, earliest=earliest) if day and is_asked else None
        self._objection = said
        if day is not None and said is not None:
            why = self._reason(day, said)
            self._why.setText(self.tr("{reason}, better").format(reason=why) if said.proposed else why)
            self.other.setText(labels.day(said.proposed) if said.proposed else "")
        self.field.setAccessibleDescription(self.hint())
        self.field.setProperty("warned", "true" if said else "false")
        restyle(self.field)
        self._why.setVisible(said is not None)
        self.other.setVisible(said is not None and said.proposed is not None)

    def _reason(self, day: date, said: Objection) -> str:
        if said.reason == "full":
            return self.tr("%n visit(s) on that day", "", self._full[day])
        if said.festival:
            return self.tr("{festival}, day off").format(festival=labels.say(f"festival.{said.festival}"))
        return labels.say(f"calendar.off.{said.reason}")

    def _take(self) -> None:
        if self._objection is not None and self._objection.proposed is not None:
            self.field.set_value(self._objection.proposed)
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
