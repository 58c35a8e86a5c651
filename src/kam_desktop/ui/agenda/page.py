"""The calendar: is the week possible? Days with their load, what does not fit, and one day in full (D-5.8, D-5.12)."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import city_groups
from kam_desktop.core.calendar_view import CalendarTouch
from kam_desktop.core.city_groups import Group
from kam_desktop.core.errors import Invalid, KamError
from kam_desktop.core.rules.calendar_days import month_on
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.ui.agenda import reading
from kam_desktop.ui.agenda.grid import DayGrid, WeekdayStrip
from kam_desktop.ui.agenda.grouping import GroupingPopover
from kam_desktop.ui.agenda.head import AgendaHead
from kam_desktop.ui.agenda.panel import DayPanel, width_of
from kam_desktop.ui.agenda.reading import Content, DayContent, Mode, Span
from kam_desktop.ui.navigation import IMPORT, Route
from kam_desktop.ui.page import Page
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.touches.settling import Anchors, TouchQuestions
from kam_desktop.ui.widgets.empty import EmptyState

_DAY_MS: Final = 40  # an arrow held down passes many days: read the one it stops at
_RESIZE_MS: Final = 120
_MINUTE_MS: Final = 60_000


class AgendaPage(Page):
    """Route ``agenda``, the day as its id (``2026-09-23``), with ``mode`` week or month."""

    concerns: ClassVar[frozenset[Entity]] = frozenset(
        {Entity.TOUCH, Entity.CLIENT, Entity.CONTACT, Entity.SETTING, Entity.ABSENCE, Entity.POLICY}
    )

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.mode: Mode = "month"
        self.day = self._today = runtime.today()
        self._content: Content | None = None
        self._asked = self._day_asked = 0
        self._most = 0
        self._most_rows = reading.MORE
        self._make_parts()
        self._lay_out()
        self._connect()
        self._make_keys()
        self._show_span()

    def _make_parts(self) -> None:
        self.head = AgendaHead(self)
        self.weekdays = WeekdayStrip(self)
        self.grid = DayGrid(self)
        self.panel = DayPanel(self)
        self.empty = EmptyState("", "", self)
        acts = self.panel.acts
        anchors = Anchors(acts.move_button, acts.skip_button, acts.hand_over_button)
        self.acts = TouchQuestions(self, self.tasks, self.panel.list, anchors, self.panel.current_open)
        self._day_timer = QTimer(self, singleShot=True, interval=_DAY_MS)
        self._resize_timer = QTimer(self, singleShot=True, interval=_RESIZE_MS)
        self._clock = QTimer(self, interval=_MINUTE_MS)
        self._clock.start()

    def _lay_out(self) -> None:
        self._days = QWidget(self)
        left = QVBoxLayout(self._days)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self.weekdays)
        left.addWidget(self.grid, 1)
        self._body = QWidget(self)
        row = QHBoxLayout(self._body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._days, 1)
        row.addWidget(self.panel)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._body)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.grid)

    def _connect(self) -> None:
        self.head.moved.connect(self.step)
        self.head.today_asked.connect(self.go_today)
        self.head.mode_asked.connect(self.set_mode)
        self.head.grouping_asked.connect(self.ask_grouping)
        self.grid.day_asked.connect(self.show_day)
        self.grid.today_asked.connect(self.go_today)
        self.grid.opened.connect(self.enter_day)
        self.grid.touch_opened.connect(self._open)
        self.grid.dropped.connect(self.move_touch)
        self.grid.resized.connect(self._resize_timer.start)
        self._resize_timer.timeout.connect(self._on_resized)
        self._day_timer.timeout.connect(self._read_day)
        self._clock.timeout.connect(self._look_at_clock)
        self.panel.list.opened.connect(lambda _id: self.open_current())
        self.panel.more_asked.connect(self._on_more)
        self.empty.asked.connect(self._on_empty)
        acts = self.panel.acts
        acts.take_button.clicked.connect(self.take_proposal)
        acts.move_button.clicked.connect(self.acts.ask_move)
        acts.skip_button.clicked.connect(self.acts.ask_skip)
        acts.hand_over_button.clicked.connect(self.acts.ask_hand_over)
        acts.open_button.clicked.connect(self.open_current)
        self.acts.settled.connect(self.acts.in_hand.discard)

    def _make_keys(self) -> None:
        """Single letters, on grid and list alone; those of the list are its context menu."""
        listed = self.panel.list
        listed.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for keys, words, act, widgets in (
            ("R", self.tr("Move"), self.acts.ask_move, (listed,)),
            ("S", self.tr("Skip with a reason"), self.acts.ask_skip, (listed,)),
            ("T", self.tr("Hand over"), self.acts.ask_hand_over, (listed,)),
            ("A", self.tr("Take the proposal"), self.take_proposal, (listed, self.grid)),
            ("W", self.tr("Week"), lambda: self.set_mode("week"), (listed, self.grid)),
            ("M", self.tr("Month"), lambda: self.set_mode("month"), (listed, self.grid)),
            ("G", self.tr("Group visits by city"), self.ask_grouping, (listed, self.grid)),
        ):
            for widget in widgets:
                action = QAction(words, widget)
                action.setShortcut(QKeySequence(keys))
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
                action.triggered.connect(act)
                widget.addAction(action)

    # What the window asks of a page

    def title(self) -> str:
        return self.tr("Calendar")

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("Left", self.tr("A day back; the other arrows alike")),
            ("PgDown", self.tr("A month on, PgUp back")),
            ("Home", self.tr("Today")),
            ("W", self.tr("Week, M month")),
            ("Enter", self.tr("Into the day; there: open the client")),
            ("R", self.tr("Move: 1, 3, 7 days or a date")),
            ("S", self.tr("Skip with a reason")),
            ("T", self.tr("Hand over")),
            ("A", self.tr("Take the proposal")),
            ("G", self.tr("Group visits by city")),
        ]

    def show_route(self, route: Route) -> None:
        mode = route.args.get("mode", self.mode)
        if mode in ("week", "month"):
            self.mode = mode
        if route.id:
            self.day = date.fromisoformat(route.id)
        self._show_span()
        self.mark_stale()

    def reload(self) -> None:
        """Read the days that are shown, and the chosen one in full."""
        today = self._today = runtime.today()
        self._show_span()
        span, most = Span.around(self.day, self.mode), self._fitting()
        self._asked += 1
        number, self._most = self._asked, most
        self.head.loading.start()
        self.tasks.read(
            self,
            lambda s: reading.read_span(s, span, today, most),
            done=lambda found: self._take(number, found),
            failed=lambda error: self._on_failed(number, error),
            finished=lambda: self._on_read(number),
        )
        self._read_day()

    def next_pane(self) -> None:
        """F6: days, list."""
        if self.panel.list.hasFocus():
            self.grid.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.enter_day()

    def on_escape(self) -> bool:
        """Close the question, then come back to the days."""
        if self.acts.dismiss_question():
            return True
        focus = self.window().focusWidget()
        is_in_panel = focus is not None and self.panel.isAncestorOf(focus)
        if is_in_panel:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        return is_in_panel

    # Which days

    def show_day(self, day: date) -> None:
        """Choose a day; another month or week is read."""
        if day == self.day or not date.min.year < day.year < date.max.year:
            return
        before, self.day = Span.around(self.day, self.mode), day
        self._most_rows = reading.MORE
        if self.grid.days.place_of(day).isValid() and (self.mode == "week" or before.month == day.replace(day=1)):
            self.grid.show_day(day)
            self._day_timer.start()
        else:
            self.reload()

    def step(self, by: int) -> None:
        """A month or a week on or back."""
        week = date.fromordinal(self.day.toordinal() + 7 * by)
        self.show_day(week if self.mode == "week" else month_on(self.day, by))

    def go_today(self) -> None:
        """Home."""
        self.show_day(runtime.today())

    def set_mode(self, mode: Mode) -> None:
        """Week or month, around the chosen day."""
        if mode != self.mode:
            self.mode = mode
            self.reload()

    def _show_span(self) -> None:
        """The days at once, with what is known of them; the rest follows."""
        span = Span.around(self.day, self.mode)
        known = self._content.days if self._content is not None else {}
        self.head.show_span(span)
        self.grid.days.show_span(span, self._today, known)
        self.grid.show_day(self.day)

    def _fitting(self) -> int:
        span = Span.around(self.day, self.mode)
        return self.grid.fitting(len(span.days()) // 7, mode=self.mode)

    def _on_resized(self) -> None:
        """A taller window shows more of a day than was read."""
        if self._content is not None and self.isVisible() and self._fitting() > self._most:
            self.reload()

    def _look_at_clock(self) -> None:
        """Midnight may pass while the window is open."""
        if self._today != runtime.today():
            self.mark_stale()

    # Reading

    def _take(self, number: int, found: Content) -> None:
        if number != self._asked:
            return
        self._content = found
        if not found.has_clients:
            self.empty.say(self.tr("Nothing is planned yet: there are no clients."), self.tr("Import a list"))
        self._stack.setCurrentWidget(self._body if found.has_clients else self.empty)
        self._show_span()

    def _on_failed(self, number: int, error: KamError) -> None:
        """What was there stays; where nothing was, the page itself says so."""
        self.tasks.refused.emit(error)
        if number == self._asked and self._content is None:
            self.empty.say(self.tr("The calendar could not be read."), self.tr("Try again"))
            self._stack.setCurrentWidget(self.empty)

    def _on_read(self, number: int) -> None:
        if number == self._asked:
            self.head.loading.stop()

    def _on_empty(self) -> None:
        if self._content is None:
            self.reload()
        else:
            self.navigate.emit(IMPORT)

    def _read_day(self) -> None:
        self._day_timer.stop()
        self._day_asked += 1
        number, on, today, most = self._day_asked, self.day, runtime.today(), self._most_rows
        span = Span.around(on, self.mode)
        self.tasks.read(
            self,
            lambda s: reading.read_day(s, on, span, today, most),
            done=lambda found: self._take_day(number, found),
            failed=lambda _error: None,  # the days say what is wrong
        )

    def _take_day(self, number: int, found: DayContent) -> None:
        if number == self._day_asked:
            self.panel.show_content(found, self.mode)

    def _on_more(self) -> None:
        content = self.panel.content()
        if content is not None and len(content.touches) >= self._most_rows:
            self._most_rows += reading.MORE
            self._read_day()

    # What is done

    def enter_day(self) -> None:
        """Enter: into the list of the day, where there is one."""
        if self.panel.list.rows():
            self.panel.list.setFocus(Qt.FocusReason.TabFocusReason)

    def open_current(self) -> None:
        """Enter in the list: the client."""
        touch = self.panel.current()
        if touch is not None:
            self._open(touch.client_id)

    def _open(self, client_id: str) -> None:
        self.navigate.emit(Route("client", client_id))

    def take_proposal(self) -> None:
        """A: what found no day goes where there is room."""
        found = self.panel.day_proposal() if self.grid.hasFocus() else self.panel.proposal()
        if found is not None and found.to is not None:
            self.acts.move_to(found.touch, found.to)

    def move_touch(self, touch: CalendarTouch, day: date) -> None:
        """A chip was dragged to another day."""
        if day < runtime.today():
            self.tasks.refused.emit(Invalid("date", "touch.moved_to_past", on=day.isoformat()))
        else:
            self.acts.move_to(touch, day)

    def ask_grouping(self) -> None:
        """G: which visits of the days that are shown could go together."""
        span, today = Span.around(self.day, self.mode), runtime.today()
        self.tasks.read(
            self, lambda s: city_groups.propose(s, span.first, span.last, today=today), done=self._show_grouping,
            after_writes=True,
        )  # fmt: skip

    def _show_grouping(self, groups: Sequence[Group]) -> None:
        popover = GroupingPopover(self, self.head.group_button, groups)
        self.acts.ask(popover, lambda chosen: self._group(popover, chosen))
        popover.open()

    def _group(self, popover: GroupingPopover, groups: Sequence[Group]) -> None:
        today = runtime.today()
        popover.dismiss()
        self.tasks.write(
            self, lambda s: city_groups.apply(s, groups, today=today),
            said=lambda number: self.tr("%n visit(s) moved to where their city is visited anyway.", "", number),
        )  # fmt: skip

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panel.setFixedWidth(width_of(self.width()))
