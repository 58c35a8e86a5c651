"""The timeline of a client with its filter chips, and under it the whole text of one line."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from kam_desktop.core.timeline import Fact, Line
from kam_desktop.ui import fonts
from kam_desktop.ui.clients import timeline_rows
from kam_desktop.ui.clients.timeline_rows import Show
from kam_desktop.ui.widgets.chip import ChipRow
from kam_desktop.ui.widgets.empty import EmptyState
from kam_desktop.ui.widgets.list_view import RowList


class TimelineView(QWidget):
    """Enter opens a visit; on other lines it shows all of the text, as Space does."""

    visit_opened = Signal(str)
    log_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[Line] = ()
        self._people: Mapping[str, str] = {}
        self.chips = ChipRow(self)
        self.chips.set_chips(timeline_rows.chips([]))
        self.chips.changed.connect(lambda _: self._fill())
        self.list = RowList(self)
        self.list.setAccessibleName(self.tr("Timeline"))
        self.list.setMinimumHeight(fonts.px(84))
        self.list.opened.connect(self._open)
        self.list.peeked.connect(self._peek)
        self.list.current_changed.connect(self._on_current)
        self.empty = EmptyState(parent=self)
        self.empty.asked.connect(self.log_asked)
        self._make_peek()
        self._lay_out()
        self.setFocusProxy(self.list)

    def _make_peek(self) -> None:
        self.peek = QPlainTextEdit(self)
        self.peek.setReadOnly(True)
        self.peek.setAccessibleName(self.tr("The whole text of a line"))
        self.peek.setFixedHeight(fonts.px(96))
        self.peek.setTabChangesFocus(True)
        self.peek.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.peek.hide()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(16, 12, 16, 4)
        line.addWidget(self.chips)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(self._stack, 1)
        column.addWidget(self.peek)

    def reset(self) -> None:
        """Another client comes: every kind of fact, from the top."""
        self.chips.choose([Show.ALL.value])
        self.peek.hide()

    def show_lines(self, lines: Sequence[Line], people: Mapping[str, str]) -> None:
        """Show these facts; ``people`` names contacts by id."""
        self._lines, self._people = lines, people
        self.chips.set_chips(timeline_rows.chips(lines))
        self._fill()

    def close_peek(self) -> bool:
        """Close the whole text; False when it was not open."""
        was_open = self.peek.isVisible()
        self.peek.hide()
        if was_open:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        return was_open

    def _fill(self) -> None:
        found = timeline_rows.chosen(self._lines, Show(next(iter(self.chips.chosen()), Show.ALL.value)))
        self.list.set_rows(timeline_rows.rows(found, self._people))
        if self._lines:
            self.empty.say(self.tr("Nothing of this kind yet"))
        else:
            self.empty.say(self.tr("No contact was logged yet."), self.tr("Log a contact"))
        self._stack.setCurrentWidget(self.list if found else self.empty)
        self.setFocusProxy(self.list if found else self.empty.button if not self._lines else self.chips)

    def _line(self, line_id: str) -> Line | None:
        return next((line for line in self._lines if line.id == line_id), None)

    def _open(self, line_id: str) -> None:
        line = self._line(line_id)
        if line is not None and line.fact is Fact.VISIT:
            self.visit_opened.emit(line.id)
        else:
            self._peek(line_id)

    def _peek(self, line_id: str) -> None:
        """The same key closes it again."""
        line = self._line(line_id)
        text = line.text or line.title if line is not None else ""
        if self.peek.isVisible() and self.peek.toPlainText() == text:
            self.peek.hide()
            return
        self.peek.setPlainText(text)
        self.peek.setVisible(bool(text))

    def _on_current(self, line_id: str) -> None:
        if self.peek.isVisible():
            self.peek.hide()
            self._peek(line_id)
