"""Events that strike regions: which are open, and who was reached (D-5.5)."""

from functools import partial
from typing import Any, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import environment_events
from kam_desktop.core.environment_events import EventRow
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.ui import fonts
from kam_desktop.ui.events import reading
from kam_desktop.ui.events.detail import EventDetail
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page, focus_next, holds_focus
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton
from kam_desktop.ui.widgets.empty import EmptyState
from kam_desktop.ui.widgets.hairline_row import HairlineRow
from kam_desktop.ui.widgets.list_view import RowList
from kam_desktop.ui.widgets.page_head import PageHead

_LIST: Final = (264, 380)


class EventsPage(Page):
    """``Route("events", id)``: the list with one event beside it; without an id the newest that is open."""

    concerns: ClassVar[frozenset[Entity]] = frozenset({Entity.ENVIRONMENT_EVENT, Entity.TOUCH, Entity.CLIENT})

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self._events: dict[str, EventRow] = {}
        self._wanted = ""
        self._asked = self._calls_asked = 0
        self.head = PageHead(self.tr("Events"), self)
        self.new_button = PlainButton(self.tr("New event"), self, icon="plus", keys="N", size="small")
        self.head.add_tool(self.new_button)
        self.list = RowList(self)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setAccessibleName(self.tr("Events"))
        self.detail = EventDetail(tasks, self)
        self.empty = EmptyState(
            self.tr("A typhoon, a flood, a price shock: enter it once, and everybody there is on the call list."),
            self.tr("New event"),
            self,
        )
        self._make_keys()
        self._lay_out()
        self._connect()

    def _make_keys(self) -> None:
        for keys, act in (("N", self._start_new), ("C", self._call)):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _=False, act=act: act())
            self.addAction(action)

    def _lay_out(self) -> None:
        self._both = HairlineRow(self)
        self._both.add(self.list)
        self._both.add(self.detail, 1)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._both)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        self.new_button.clicked.connect(self._start_new)
        self.empty.asked.connect(self._start_new)
        self.list.current_changed.connect(lambda _id: self._show_event())
        self.list.opened.connect(lambda _id: self._call())
        self.detail.call_asked.connect(self._call)
        self.detail.close_asked.connect(self._close_event)
        self.detail.chosen.connect(self._read_calls)
        self.detail.opened.connect(lambda client_id: self.navigate.emit(Route("client", client_id)))

    # --- what the window asks of a page

    def title(self) -> str:
        return self.tr("Events")

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("N", self.tr("New event")),
            ("C", self.tr("Call list of the event")),
            ("Enter", self.tr("The same; in the calls: open the client")),
        ]

    def show_route(self, route: Route) -> None:
        """The event of the route becomes the current one."""
        self._wanted = route.id
        self.mark_stale()

    def next_pane(self) -> None:
        """F6: the events, what is beside them."""
        focus_next([self.list, self.detail.table])

    # --- reading

    def reload(self) -> None:
        """Read the events again, and the calls of the one that is shown."""
        self._asked += 1
        number = self._asked
        self.head.loading.start()
        self.tasks.read(
            self, reading.read_events, done=partial(self._show, number), finished=self.head.loading.stop
        )  # fmt: skip

    def _show(self, number: int, events: list[EventRow]) -> None:
        if number != self._asked:
            return
        self._events = {each.id: each for each in events}
        self._show_view(self._both if events else self.empty)
        self.list.set_rows(reading.rows_of(events, runtime.today()))
        if self._wanted in self._events:
            self.list.select_id(self._wanted)
        elif not self.list.current_id():
            self.list.select_first()
        self._wanted = ""
        self._show_event()

    def _show_view(self, view: QWidget) -> None:
        had_focus = self.window().focusWidget() is self or holds_focus(self._stack)
        is_other = view is not self._stack.currentWidget()
        self._stack.setCurrentWidget(view)
        self.setFocusProxy(self.empty.button if view is self.empty else self.list)
        if had_focus and is_other and self.isVisible():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def current(self) -> EventRow | None:
        """The event that is shown."""
        return self._events.get(self.list.current_id())

    def _show_event(self) -> None:
        event = self.current()
        self.detail.setVisible(event is not None)
        if event is not None:
            self.detail.show_event(event)
            self._read_calls()

    def _read_calls(self) -> None:
        event, chosen, today = self.current(), self.detail.wanted(), runtime.today()
        if event is None:
            return
        self._calls_asked += 1
        number, event_id = self._calls_asked, event.id
        self.tasks.read(
            self,
            lambda session: reading.read_calls(session, event_id, chosen, today),
            done=lambda calls: self.detail.show_calls(calls) if number == self._calls_asked else None,
        )

    # --- acting

    def _start_new(self) -> None:
        self.navigate.emit(Route("event_form"))

    def _call(self) -> None:
        event = self.current()
        if event is not None and event.closed_on is None:
            self.navigate.emit(Route("calls", event.id))

    def _close_event(self) -> None:
        """The danger is over; Undo opens it again."""
        event, today = self.current(), runtime.today()
        if event is None:
            return

        def work(session: Any) -> None:
            environment_events.close(session, event.id, today=today)

        self.tasks.write(self, work, said=self.tr("{title} is closed").format(title=event.title))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        least, most = (fonts.px(width) for width in _LIST)
        self.list.setFixedWidth(min(most, max(least, self.width() * 27 // 100)))
