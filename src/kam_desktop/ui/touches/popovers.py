"""The small panels over the page that ask one thing: which day, which reason, whom."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from kam_desktop import runtime
from kam_desktop.core import work_calendars
from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import lunar
from kam_desktop.core.rules.festivals import festivals
from kam_desktop.ui import labels
from kam_desktop.ui.widgets.buttons import PlainButton
from kam_desktop.ui.widgets.date_field import DateField
from kam_desktop.ui.widgets.popover import Popover

STEPS: Final = (1, 3, 7)


def day_note(day: date) -> str:
    """The festival, else the lunar day, for the month."""
    found = festivals(day, day)
    return labels.say(f"festival.{found[0].code}") if found else lunar.day_name(day)[-2:]


class _Choices(Popover):
    """A popover with ready answers above the input, which has the focus; each has a number."""

    def add_choices(self, choices: Sequence[tuple[str, str, object]]) -> None:
        """``(key, words, value)``."""
        self._choices = {key: value for key, _words, value in choices}
        for key, words, value in choices:
            button = PlainButton(words, self, keys=key)
            button.clicked.connect(lambda _=False, value=value: self.chosen.emit(value))
            self.column.addWidget(button)

    def _take_choice(self, text: str) -> bool:
        """Choose the answer of this number; False when the text is one's own."""
        if text.strip() in self._choices:
            self.chosen.emit(self._choices[text.strip()])
            return True
        return False

    def _take_key(self, event: QKeyEvent) -> bool:
        """On a button a digit chooses; any other sign begins one's own answer. Space and Enter stay the button's."""
        sign = event.text()
        if self.editor is None or self.editor.hasFocus() or not sign.isprintable() or not sign.strip():
            return False
        if not self._take_choice(sign):
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self.editor.setText(sign)
            self.editor.textEdited.emit(sign)
        return True


class MovePopover(_Choices):
    """1, 3 or 7 days on, shown as the working day that is, or a typed date, which may begin with such a number."""

    def __init__(self, page: QWidget, anchor: QWidget, start: date) -> None:
        super().__init__(page, anchor, self.tr("Move to which day?"))
        calendar = work_calendars.current()
        days = [(step, calendar.next_working(start + timedelta(days=step))) for step in STEPS]
        self.add_choices([(str(step), self._words(step, day), day) for step, day in days])
        self._field = DateField(runtime.today(), self, day_note=day_note, refuses_passed=True)
        self._field.setPlaceholderText(self.tr("1, 3, 7 or a day, e.g. 10-15"))
        self._field.setAccessibleName(self.tr("Another day"))
        self.add_line(self._field, self.tr("Move"))
        self.present(self._field)

    def _words(self, step: int, day: date) -> str:
        return self.tr("+{days} · {day}").format(days=labels.days(step), day=labels.day_and_weekday(day))

    def submit(self) -> None:
        day = self._field.value()
        if self._take_choice(self._field.text()):
            return
        if day is None:
            self.show_error(self._field.why_not() or labels.sentence(Invalid("on", "date.missing")))
        else:
            self.chosen.emit(day)


class SkipPopover(_Choices):
    """Why not: a ready reason, chosen by its number alone, or one's own words, which may begin with such a number."""

    def __init__(self, page: QWidget, anchor: QWidget) -> None:
        super().__init__(page, anchor, self.tr("Skip, for what reason?"))
        reasons = (
            self.tr("In touch just now"),
            self.tr("Not a good time for the client"),
            self.tr("Client asks for less contact"),
            self.tr("No longer needed"),
        )
        self.add_choices([(str(number), words, words) for number, words in enumerate(reasons, start=1)])
        self._line = QLineEdit(self)
        self._line.setPlaceholderText(self.tr("Another reason"))
        self._line.setAccessibleName(self.tr("Another reason"))
        self.add_line(self._line, self.tr("Skip"))
        self.present(self._line)

    def submit(self) -> None:
        if self._take_choice(self._line.text()):
            return
        if self._line.text().strip():
            self.chosen.emit(self._line.text().strip())
        else:
            self.show_error(self.tr("Write a reason, it can be looked up later."))


class HandOverPopover(Popover):
    """Whom: a name, completed over colleagues that own clients."""

    def __init__(self, page: QWidget, anchor: QWidget) -> None:
        super().__init__(page, anchor, self.tr("Hand over to whom?"))
        self._line = QLineEdit(self)
        self._line.setPlaceholderText(self.tr("A colleague's name"))
        self._line.setAccessibleName(self.tr("A colleague's name"))
        self.add_line(self._line, self.tr("Hand over"))
        self.present(self._line)

    def set_colleagues(self, names: Sequence[str]) -> None:
        """The names to complete."""
        completer = QCompleter(list(names), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._line.setCompleter(completer)

    def submit(self) -> None:
        if self._line.text().strip():
            self.chosen.emit(self._line.text().strip())
        else:
            self.show_error(self.tr("Write whom it goes to."))
