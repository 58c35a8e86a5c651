"""The small panels over the page that ask one thing: which day, which reason, whom.

Children of the page, not windows: no trouble with focus, input methods or Wayland. Escape and a click
elsewhere close them.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCompleter, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core.rules.holidays import WorkCalendar
from kam_desktop.ui import fonts, labels
from kam_desktop.ui.today.closing import day_note
from kam_desktop.ui.widgets.buttons import PlainButton
from kam_desktop.ui.widgets.date_field import DateField
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, restyle

STEPS: Final = (1, 3, 7)


class Popover(QFrame):
    """One question over the page. ``chosen`` may come again after ``show_error``; ``dismiss`` ends it."""

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, page: QWidget, anchor: QWidget, heading: str) -> None:
        super().__init__(page)
        self.setProperty("kind", "popup")
        self.setAccessibleName(heading)
        self._page, self._anchor, self._is_over = page, anchor, False
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 12, 12, 12)
        self.column.setSpacing(8)
        self.column.addWidget(PlainLabel(heading, self, bold=True))
        self._error = Hint("", self, role="danger")
        self._error.hide()
        self.editor: QLineEdit | None = None
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    def present(self, first: QWidget) -> None:
        """Show it beside its anchor with the focus on ``first``."""
        self.column.addWidget(self._error)
        self._place()
        self.show()
        self.raise_()
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_error(self, sentence: str) -> None:
        """What is wrong, below the input, which gets the focus back."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        if self.editor is not None:
            self.editor.setAccessibleDescription(sentence)
            self.editor.setProperty("invalid", "true" if sentence else "false")
            restyle(self.editor)
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._place()

    def error(self) -> str:
        """The error shown now."""
        return self._error.text()

    def dismiss(self) -> None:
        """Close for good."""
        if not self._is_over:
            self._is_over = True
            self.closed.emit()  # first: hiding would pass the focus on to the search field
            self.hide()
            self.deleteLater()

    def add_line(self, editor: QLineEdit, action: str) -> None:
        """The input with its button; Enter in it does the same."""
        row = QHBoxLayout()
        row.setSpacing(8)
        button = PlainButton(action, self)
        row.addWidget(editor, 1)
        row.addWidget(button)
        self.column.addLayout(row)
        self.editor = editor
        editor.returnPressed.connect(self.submit)
        button.clicked.connect(self.submit)

    def submit(self) -> None:
        """Take what is typed."""

    def _place(self) -> None:
        """Above the anchor, right edges together, inside the page."""
        page = self._page
        self.setFixedWidth(min(fonts.px(296), page.width() - 16))
        self.column.activate()
        has_wrapped = self.column.hasHeightForWidth()
        height = self.column.totalHeightForWidth(self.width()) if has_wrapped else self.sizeHint().height()
        self.resize(self.width(), height)
        corner = self._anchor.mapTo(page, QPoint(self._anchor.width(), 0))
        left = min(max(8, corner.x() - self.width()), page.width() - self.width() - 8)
        top = max(8, corner.y() - self.height() - 8)
        self.move(left, top)

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._is_over or not self.isVisible() or now is None:
            return
        inside: QWidget | None = now
        while inside is not None and inside is not self:
            inside = inside.parentWidget()
        if inside is None:
            self.dismiss()

    def event(self, event: QEvent) -> bool:
        """Escape is ours before the window's shortcut hears it."""
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: True, Qt.Key.Key_Up: False}.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif step is not None:
            self.focusNextPrevChild(step)
        elif not self._take_key(event):
            super().keyPressEvent(event)

    def _take_key(self, _event: QKeyEvent) -> bool:
        """A key that chooses at once, pressed while no input has the focus."""
        return False


class _Choices(Popover):
    """A popover with ready answers, each on a digit, above the input."""

    def add_choices(self, choices: Sequence[tuple[str, str, object]]) -> list[PlainButton]:
        """``(key, words, value)``."""
        self._choices = {key: value for key, _words, value in choices}
        made = []
        for key, words, value in choices:
            button = PlainButton(words, self, keys=key)
            button.clicked.connect(lambda _=False, value=value: self.chosen.emit(value))
            self.column.addWidget(button)
            made.append(button)
        return made

    def _take_key(self, event: QKeyEvent) -> bool:
        """A digit chooses; any other sign begins one's own answer. Space and Enter stay the button's."""
        sign = event.text()
        if self.editor is None or self.editor.hasFocus() or not sign.isprintable() or not sign.strip():
            return False
        if sign in self._choices:
            self.chosen.emit(self._choices[sign])
        else:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self.editor.setText(sign)
            self.editor.textEdited.emit(sign)
        return True


class MovePopover(_Choices):
    """1, 3 or 7 days on, shown as the working day that is, or a typed date."""

    def __init__(self, page: QWidget, anchor: QWidget, start: date) -> None:
        super().__init__(page, anchor, self.tr("Move to which day?"))
        calendar = WorkCalendar.shipped()
        days = [(step, calendar.next_working(start + timedelta(days=step))) for step in STEPS]
        first, *_rest = self.add_choices([(str(step), self._words(step, day), day) for step, day in days])
        self._field = DateField(runtime.today(), self, day_note=day_note)
        self._field.setAccessibleName(self.tr("Another day"))
        self.add_line(self._field, self.tr("Move"))
        self.present(first)

    def _words(self, step: int, day: date) -> str:
        return self.tr("+{days} · {day}").format(days=labels.days(step), day=labels.day_and_weekday(day))

    def submit(self) -> None:
        day = self._field.value()
        if day is None:
            self.show_error(self.tr("Not a date. For instance 10-15 or +7."))
        else:
            self.chosen.emit(day)


class SkipPopover(_Choices):
    """Why not: a ready reason or one's own words."""

    def __init__(self, page: QWidget, anchor: QWidget) -> None:
        super().__init__(page, anchor, self.tr("Skip, for what reason?"))
        reasons = (
            self.tr("In touch just now"),
            self.tr("Not a good time for the client"),
            self.tr("Client asks for less contact"),
            self.tr("No longer needed"),
        )
        first, *_rest = self.add_choices([(str(number), words, words) for number, words in enumerate(reasons, start=1)])
        self._line = QLineEdit(self)
        self._line.setPlaceholderText(self.tr("Another reason"))
        self._line.setAccessibleName(self.tr("Another reason"))
        self.add_line(self._line, self.tr("Skip"))
        self.present(first)

    def submit(self) -> None:
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
