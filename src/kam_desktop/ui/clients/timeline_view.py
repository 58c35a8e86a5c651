"""The timeline of a client, a page at a time: filters, months, and under it the whole text of one line."""

from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kam_desktop.core import timeline
from kam_desktop.core.timeline import PAGE, Fact
from kam_desktop.ui.clients.timeline_filters import Narrowed, TimelineFilters
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.fact_list import FactList


class _Read(NamedTuple):
    """A page that arrived; the counts come with the first one only."""

    page: timeline.Page
    counts: Mapping[Fact, int] | None


class TimelineView(FactList):
    """The filters above, and the next page as the end is near."""

    log_asked = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._client_id = ""
        self._page = timeline.Page([], None)
        self._shown = Narrowed()
        self._asked = 0
        self._is_asking = False
        self.filters = TimelineFilters(self)
        self.filters.changed.connect(self._on_narrowed)
        self.chips = self.filters.chips
        self.column.insertWidget(0, self.filters)
        self.list.setAccessibleName(self.tr("Timeline"))
        self.near_end.connect(self.load_more)
        self.empty.asked.connect(self._on_empty_asked)

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

    def _ask(self, **given: Any) -> None:
        self._asked += 1
        self._is_asking = True
        client_id, wanted, is_more = self._client_id, self.filters.narrowed(), "before" in given

        def read(session: Any) -> _Read:
            page = timeline.page(session, client_id, **wanted.as_filter(), **given)
            return _Read(page, None if is_more else timeline.counts(session, client_id))

        self._tasks.read(
            self, read, done=partial(self._take, self._asked, wanted, is_more), finished=partial(self._end, self._asked)
        )

    def _end(self, asked: int) -> None:
        if asked == self._asked:
            self._is_asking = False

    def _take(self, asked: int, wanted: Narrowed, is_more: bool, read: _Read) -> None:
        if asked != self._asked:
            return
        self._page, self._shown = read.page, wanted
        self._lines = [*self._lines, *read.page.lines] if is_more else read.page.lines
        if read.counts is not None:
            self.filters.set_counts(read.counts)
        self._fill()

    def _fill(self) -> None:
        self._show(self._shown.text)
        self._say_empty()
        self.setFocusProxy(self.list if self._lines else self.empty.button if self.empty.button.text() else self.chips)

    def _say_empty(self) -> None:
        if self._shown.text or self._shown.contact_id or self._shown.since:
            self.empty.say(self.tr("Nothing here fits the filter."), self.tr("Clear the filter"))
        elif self._shown.kinds == frozenset(Fact):
            self.empty.say(self.tr("No contact was logged yet."), self.tr("Log a contact"))
        else:
            self.empty.say(self.tr("Nothing of this kind yet"))

    # --- what one does -----------------------------------------------------------------------------------

    def close_filters(self) -> bool:
        """Clear the text, the person and the period; False when there was nothing to clear."""
        was_open = self.filters.close_line()
        if was_open:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        return was_open

    def _on_narrowed(self) -> None:
        self.list.verticalScrollBar().setValue(0)
        self._ask()

    def _on_empty_asked(self) -> None:
        if not self.close_filters():
            self.log_asked.emit()
