"""The timeline of a client, a page at a time: filters, months, and under it the whole text of one line."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from kam_desktop.core import timeline
from kam_desktop.core.timeline import PAGE, Fact, Line
from kam_desktop.ui import fonts
from kam_desktop.ui.clients import timeline_rows
from kam_desktop.ui.clients.timeline_filters import Narrowed, TimelineFilters
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.empty import EmptyState
from kam_desktop.ui.widgets.list_view import RowList

_AHEAD: Final = 600  # px before the end that the next page is asked for


class _Read(NamedTuple):
    """A page that arrived; the counts come with the first one only."""

    page: timeline.Page
    counts: Mapping[Fact, int] | None


class TimelineView(QWidget):
    """``opened`` carries the line that Enter or a double click was on; Space shows all of its text."""

    opened = Signal(object)  # Line
    log_asked = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._client_id = ""
        self._lines: list[Line] = []
        self._people: Mapping[str, str] = {}
        self._page = timeline.Page([], None)
        self._shown = Narrowed()
        self._asked = 0
        self._is_asking = False
        self.filters = TimelineFilters(self)
        self.filters.changed.connect(self._on_narrowed)
        self.chips = self.filters.chips
        self._make_list()
        self._make_peek()
        self._lay_out()
        self.setFocusProxy(self.list)

    def _make_list(self) -> None:
        self.list = RowList(self)
        self.list.setAccessibleName(self.tr("Timeline"))
        self.list.setMinimumHeight(fonts.px(84))
        self.list.opened.connect(self._open)
        self.list.peeked.connect(self.peek_line)
        self.list.current_changed.connect(self._on_current)
        self.list.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.empty = EmptyState(parent=self)
        self.empty.asked.connect(self._on_empty_asked)

    def _make_peek(self) -> None:
        self.peek = QPlainTextEdit(self)
        self.peek.setReadOnly(True)
        self.peek.setAccessibleName(self.tr("The whole text of a line"))
        self.peek.setFixedHeight(fonts.px(96))
        self.peek.setTabChangesFocus(True)
        self.peek.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.peek.hide()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(self._stack, 1)
        column.addWidget(self.peek)

    # --- reading -----------------------------------------------------------------------------------------

    def show_client(self, client_id: str) -> None:
        """Another client: every kind of fact, from the top. ``reload`` reads them."""
        self._client_id = client_id
        self._asked += 1
        self._is_asking = False
        self._lines, self._page = [], timeline.Page([], None)
        self.filters.reset()
        self.peek.hide()
        self.list.set_rows([])
        self.list.scrollToTop()

    def set_people(self, people: Mapping[str, str]) -> None:
        """Who is behind the ids."""
        if people != self._people:
            self._people = people
            self.filters.set_people(people)
            self._fill()

    def reload(self) -> None:
        """Read again as much as is shown."""
        self._ask(limit=max(PAGE, len(self._lines)))

    def load_more(self) -> None:
        """The next page, where there is one."""
        if self._page.before is not None and not self._is_asking:
            self._ask(before=self._page.before)

    def lines(self) -> Sequence[Line]:
        """The facts that are loaded."""
        return tuple(self._lines)

    def _ask(self, **given: Any) -> None:
        self._asked += 1
        self._is_asking = True
        client_id, wanted, is_more = self._client_id, self.filters.narrowed(), "before" in given

        def read(session: Any) -> _Read:
            page = timeline.page(session, client_id, **wanted.as_filter(), **given)
            return _Read(page, None if is_more else timeline.counts(session, client_id))

        self._tasks.read(
            self, read, done=partial(self._show, self._asked, wanted, is_more), finished=partial(self._end, self._asked)
        )

    def _end(self, asked: int) -> None:
        if asked == self._asked:
            self._is_asking = False

    def _show(self, asked: int, wanted: Narrowed, is_more: bool, read: _Read) -> None:
        if asked != self._asked:
            return
        self._page, self._shown = read.page, wanted
        self._lines = [*self._lines, *read.page.lines] if is_more else read.page.lines
        if read.counts is not None:
            self.filters.set_counts(read.counts)
        self._fill()

    def _fill(self) -> None:
        top = self.list.verticalScrollBar().value()
        self.list.set_rows(timeline_rows.rows(self._lines, self._people, self._shown.text))
        self.list.executeDelayedItemsLayout()
        self.list.verticalScrollBar().setValue(top)
        if self.list.hasFocus() and not self.list.current_id():
            self.list.select_first()
        self._say_empty()
        self._stack.setCurrentWidget(self.list if self._lines else self.empty)
        self.setFocusProxy(self.list if self._lines else self.empty.button if self.empty.button.text() else self.chips)

    def _say_empty(self) -> None:
        if self._shown.text or self._shown.contact_id or self._shown.since:
            self.empty.say(self.tr("Nothing here fits the filter."), self.tr("Clear the filter"))
        elif self._shown.kinds == frozenset(Fact):
            self.empty.say(self.tr("No contact was logged yet."), self.tr("Log a contact"))
        else:
            self.empty.say(self.tr("Nothing of this kind yet"))

    # --- what one does -----------------------------------------------------------------------------------

    def close_peek(self) -> bool:
        """Close the whole text; False when it was not open."""
        was_open = self.peek.isVisible()
        self.peek.hide()
        if was_open:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        return was_open

    def close_filters(self) -> bool:
        """Clear the text, the person and the period; False when there was nothing to clear."""
        was_open = self.filters.close_line()
        if was_open:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
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

    def current(self) -> Line | None:
        """The line the keys act on."""
        return self._line(self.list.current_id())

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

    def _on_narrowed(self) -> None:
        self.list.verticalScrollBar().setValue(0)
        self._ask()

    def _on_empty_asked(self) -> None:
        if not self.close_filters():
            self.log_asked.emit()

    def _on_scrolled(self, value: int) -> None:
        most = self.list.verticalScrollBar().maximum()
        if most and value >= most - fonts.px(_AHEAD):
            self.load_more()
