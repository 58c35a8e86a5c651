"""The timeline of a client, a page at a time: filters, months, and under it the whole text of one line."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kam_desktop.core import timeline
from kam_desktop.core.timeline import PAGE
from kam_desktop.core.timeline_facts import Fact
from kam_desktop.ui.clients.timeline_filters import Narrowed, TimelineFilters
from kam_desktop.ui.page import holds_focus
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.fact_list import FactList

_STRIDE: Final = 500  # lines read at once on the way to an old one


class _Read(NamedTuple):
    """A page that arrived; the counts come with the first one only, and are empty where they would not hold."""

    page: timeline.Page
    counts: Mapping[Fact, int] | None
    noted_visits: int = 0


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
        self._is_lent = False  # the focus of the list, to a chip
        self._wanted = ""
        self._missed: Callable[[], object] = _nothing
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
        self._is_asking, self._wanted = False, ""
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

    def focus_line(self, line_id: str, missed: Callable[[], object] | None = None) -> None:
        """Make a line current, however old it is, whatever was filtered; ``missed`` where the timeline has it not."""
        self._wanted, self._missed = line_id, missed or _nothing
        self.filters.reset()
        self._ask()

    def load_more(self) -> None:
        """The next page, where there is one."""
        if self._page.before is not None and not self._is_asking:
            self._ask(before=self._page.before)

    def _ask(self, **given: Any) -> None:
        self._asked += 1
        self._is_asking = True
        client_id, wanted, is_more = self._client_id, self.filters.narrowed(), "before" in given
        line_id = "" if is_more else self._wanted

        def read(session: Any) -> _Read:
            page = _down_to(session, client_id, line_id) if line_id else None
            page = page or timeline.page(session, client_id, **wanted.as_filter(), **given)
            if is_more or wanted.is_within_kinds:
                return _Read(page, None if is_more else {})
            return _Read(page, timeline.counts(session, client_id), timeline.noted_visits(session, client_id))

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
            self.filters.set_counts(read.counts, read.noted_visits)
        self._fill()
        if self._wanted and not is_more:
            self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if self.list.select_id(wanted):
            self.list.scrollTo(self.list.currentIndex(), self.list.ScrollHint.PositionAtCenter)
        else:
            self._missed()

    def _fill(self) -> None:
        """The focus of what goes away goes to what stands there now, not to whatever comes next in the window."""
        had_focus = holds_focus(self._stack) or (self._is_lent and holds_focus(self.chips))
        self._show(self._shown.text)
        self._say_empty()
        chip = self.chips.chip_on()
        self.setFocusProxy(self.list if self._lines else self.empty.button if self.empty.button.text() else chip)
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._is_lent = had_focus and self.focusProxy() is chip

    def _say_empty(self) -> None:
        if self._shown.is_within_kinds:
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


def _down_to(session: Any, client_id: str, line_id: str) -> timeline.Page | None:
    """The timeline from its newest line to the day of one; None where it has no such line."""
    found, before = timeline.Page([], None), None
    while line_id not in (line.id for line in found.lines):
        page = timeline.page(session, client_id, before=before, limit=_STRIDE)
        found, before = timeline.Page([*found.lines, *page.lines], page.before), page.before
        if before is None and line_id not in (line.id for line in page.lines):
            return None
    return found


def _nothing() -> None:
    """Nothing to do."""
