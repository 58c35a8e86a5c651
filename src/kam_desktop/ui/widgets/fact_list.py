"""Dated facts as a list, with the whole text of one of them below it, and what to say when there are none."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from kam_desktop.core.timeline_facts import Line
from kam_desktop.ui import appearance, fonts, timeline_rows
from kam_desktop.ui.widgets.empty import EmptyState
from kam_desktop.ui.widgets.list_view import RowList


class FactList(QWidget):
    """``opened`` carries the line that Enter or a double click was on; Space shows all of its text.

    ``near_end`` comes when the scroll bar or the current line nears the last one.
    """

    opened = Signal(object)  # Line
    near_end = Signal()
    _AHEAD = 600  # px before the end that the next page is asked for

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._people: Mapping[str, str] = {}
        self.list = RowList(self)
        appearance.scaled(self.list.setMinimumHeight, 84)
        self.list.opened.connect(self._open)
        self.list.peeked.connect(self.peek_line)
        self.list.current_changed.connect(self._on_current)
        self.list.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.empty = EmptyState(parent=self)
        self._make_peek()
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self._stack, 1)
        self.column.addWidget(self.peek)
        self.setFocusProxy(self.list)

    def _make_peek(self) -> None:
        self.peek = QPlainTextEdit(self)
        self.peek.setReadOnly(True)
        self.peek.setAccessibleName(self.tr("The whole text of a line"))
        appearance.scaled(self.peek.setFixedHeight, 96)
        self.peek.setTabChangesFocus(True)
        self.peek.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.peek.hide()

    def lines(self) -> Sequence[Line]:
        """The facts that are loaded."""
        return tuple(self._lines)

    def current(self) -> Line | None:
        """The line the keys act on."""
        return self._line(self.list.current_id())

    def close_peek(self) -> bool:
        """Close the whole text; False when it was not open."""
        was_open = self.peek.isVisible()
        self.peek.hide()
        if was_open:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        return was_open

    def peek_line(self, line_id: str) -> None:
        """Show all of a line's text; the same key closes it again."""
        line = self._line(line_id)
        text = timeline_rows.whole(line, self._people) if line is not None else ""
        if self.peek.isVisible() and self.peek.toPlainText() == text:
            self.peek.hide()
            return
        self.peek.setPlainText(text)
        self.peek.setVisible(bool(text))

    def _show(self, marked: str = "") -> None:
        """Fill the list; it stays where it was scrolled to."""
        top = self.list.verticalScrollBar().value()
        self.list.set_rows(timeline_rows.rows(self._lines, self._people, marked))
        self.list.executeDelayedItemsLayout()
        self.list.verticalScrollBar().setValue(top)
        if self.list.hasFocus() and not self.list.current_id():
            self.list.select_first()
        self._stack.setCurrentWidget(self.list if self._lines else self.empty)

    def _line(self, line_id: str) -> Line | None:
        return next((line for line in self._lines if line.id == line_id), None)

    def _open(self, line_id: str) -> None:
        line = self._line(line_id)
        if line is not None:
            self.opened.emit(line)

    def _on_current(self, line_id: str) -> None:
        if self.peek.isVisible():
            self.peek.hide()
            self.peek_line(line_id)
        if self._lines and line_id == self._lines[-1].id:
            self.near_end.emit()

    def _on_scrolled(self, value: int) -> None:
        most = self.list.verticalScrollBar().maximum()
        if most and value >= most - fonts.px(self._AHEAD):
            self.near_end.emit()
