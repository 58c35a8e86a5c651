"""The form that closes a touch: the outcome in a line, the next date filled in, and what else one can do."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.ui import labels
from kam_desktop.ui.touches.popovers import day_note
from kam_desktop.ui.widgets.buttons import PlainButton, PrimaryButton
from kam_desktop.ui.widgets.date_field import DateField
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, restyle

if TYPE_CHECKING:
    from kam_desktop.core.touches import NextTouch


class Closing(NamedTuple):
    """What the form says. ``next_on`` is the date shown, ``booked_on`` only one that the person chose."""

    outcome: str
    next_on: date | None
    booked_on: date | None


class ClosingForm(QWidget):
    """Outcome, next date, done; move, skip, hand over. Enter in the outcome is done too."""

    done_asked = Signal()
    visit_asked = Signal()
    move_asked = Signal()
    skip_asked = Signal()
    hand_over_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._proposed: date | None = None
        self._make_inputs()
        self._make_buttons()
        self._lay_out()

    def _make_inputs(self) -> None:
        self.outcome = QLineEdit(self)
        self.outcome.setPlaceholderText(self.tr("Outcome in a line, may be left out"))
        self.outcome.setAccessibleName(self.tr("Outcome"))
        self.outcome.setMaxLength(4_000)
        self.outcome.returnPressed.connect(self.done_asked)
        self.next_label = PlainLabel("", self, role="muted")
        self.next_field = DateField(runtime.today(), self, day_note=day_note)
        self.next_field.returnPressed.connect(self._on_date_entered)
        self.next_field.textEdited.connect(lambda: self._show_error(""))
        self._error = Hint("", self, role="danger")
        self._error.hide()

    def _on_date_entered(self) -> None:
        self.done_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _make_buttons(self) -> None:
        self.done_button = PrimaryButton(self.tr("Done"), self, icon="check", keys="D")
        self.visit_button = PlainButton(self.tr("Visit"), self, icon="visit", keys="V")
        self.move_button = PlainButton(self.tr("Move"), self, keys="R")
        self.skip_button = PlainButton(self.tr("Skip"), self, keys="S")
        self.hand_over_button = PlainButton(self.tr("Hand over"), self, keys="T")
        for button, asked in (
            (self.done_button, self.done_asked),
            (self.visit_button, self.visit_asked),
            (self.move_button, self.move_asked),
            (self.skip_button, self.skip_asked),
            (self.hand_over_button, self.hand_over_asked),
        ):
            button.clicked.connect(asked)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.outcome)
        column.addLayout(_row(self.next_label, self.next_field, stretches=(0, 1)))
        column.addWidget(self._error)
        column.addLayout(_row(self.done_button, self.visit_button, stretches=(1, 0)))
        others = (self.move_button, self.skip_button, self.hand_over_button)
        column.addLayout(_row(*others, stretches=tuple(each.sizeHint().width() for each in others)))

    def start(self, outcome: str, *, is_visit: bool) -> None:
        """A fresh form for a touch, with what was typed for it before. The date follows with ``propose``."""
        self.outcome.setText(outcome)
        self.next_label.setText(self.tr("Next touch"))
        self.next_field.set_today(runtime.today())
        self._proposed = None
        self.next_field.set_value(None)
        self.next_field.clear()
        self._show_error("")
        self.visit_button.setVisible(is_visit)

    def propose(self, coming: "NextTouch | None") -> None:
        """Fill in when the plan puts the next touch; a date the person has begun to change stands."""
        is_untouched = self.next_field.value() == self._proposed and self.next_field.is_valid()
        if coming is None or not is_untouched or self.next_field.hasFocus():
            return
        self._proposed = coming.on
        if coming.activity:
            name = labels.name_of(coming.activity)
            self.next_label.setText(self.tr("Next: {activity}").format(activity=name))
        self.next_field.setAccessibleName(self.next_label.text())
        self.next_field.set_value(coming.on)

    def closing(self) -> Closing | None:
        """What is filled in; None, with the reason beside the date, when that cannot be meant."""
        on, today = self.next_field.value(), runtime.today()
        if not self.next_field.is_valid():
            first = labels.day(today + timedelta(days=1))
            self._show_error(self.tr("Not a date. For instance 10-15, +7, or {day}.").format(day=first))
        elif on is not None and on <= today:
            self._show_error(self.tr("The next date is after today."))
        else:
            return Closing(self.outcome.text().strip(), on, None if on == self._proposed else on)
        self.next_field.setFocus(Qt.FocusReason.OtherFocusReason)
        return None

    def show_error(self, sentence: str) -> None:
        """What is wrong with the date."""
        self._show_error(sentence)

    def error(self) -> str:
        """The error shown now."""
        return self._error.text()

    def _show_error(self, sentence: str) -> None:
        if sentence == self._error.text():
            return
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self.next_field.setAccessibleDescription(sentence)
        self.next_field.setProperty("invalid", "true" if sentence else "false")
        restyle(self.next_field)


def _row(*widgets: QWidget, stretches: tuple[int, ...]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget, stretch in zip(widgets, stretches, strict=True):
        row.addWidget(widget, stretch)
    return row
