"""The start page: who, and why now; what to say; and the form that closes a touch (D-5.9, D-5.10)."""

from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import agenda
from kam_desktop.core.agenda import DueTouch
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.ui import appearance, fonts, painting
from kam_desktop.ui.after_paint import after_paint
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page, holds_focus
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.today import content
from kam_desktop.ui.today.content import Content, Festival, Talk
from kam_desktop.ui.today.due_side import DueSide
from kam_desktop.ui.today.rolling import Rolling

if TYPE_CHECKING:
    from kam_desktop.ui.today.actions import TouchActions
    from kam_desktop.ui.today.panel import TouchPanel

_PANEL: Final = (328, 480)
_LIST: Final = 1120
_TALK_MS: Final = 30  # a key held down passes many rows: read for the one it stops at
_OWED: Final = frozenset({Entity.COMMITMENT, Entity.FAVOUR, Entity.CLIENT, Entity.VISIT, Entity.SETTING, Entity.GIFT})
_MINUTE_MS: Final = 60_000


class _PanelPlace(QWidget):
    """Where the panel will stand: its ground is in the first picture, the panel itself is made behind it."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), appearance.current().raised)
        painting.upright(painter, 0, 0, self.height())


class TodayPage(Page):
    """Overdue, today, this week; each can be done, moved, skipped or handed over without leaving."""

    concerns: ClassVar[frozenset[Entity]] = frozenset(
        {
            Entity.TOUCH, Entity.CLIENT, Entity.CONTACT, Entity.INTERACTION, Entity.COMMITMENT, Entity.GIFT,
            Entity.POLICY, Entity.VISIT, Entity.FAVOUR,
        }
    )  # fmt: skip
    painted = Signal()  # for the first time, with what is due

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self._content: Content | None = None
        self._festival: Festival | None = None
        self._asked = self._talk_asked = 0
        self._most = content.MORE
        self.is_painted = False  # the first picture stands: what could wait may begin
        self._shown_id = ""
        self._is_owed_stale = True  # counted by itself, and only when it may have changed: it looks at all promises
        self._make_parts()
        self._make_keys()
        self._connect()
        self._lay_out()
        appearance.changed.connect(self._fit)

    def _make_parts(self) -> None:
        self.side = DueSide(self)
        self.list = self.side.list
        self.rolling = Rolling(self.tasks, self.side.loading, self)
        self._place = _PanelPlace(self)
        self._made: tuple[TouchPanel, TouchActions] | None = None
        self._talk_timer = QTimer(self)
        self._talk_timer.setSingleShot(True)
        self._talk_timer.setInterval(_TALK_MS)
        self._day_timer = QTimer(self)
        self._day_timer.setInterval(_MINUTE_MS)
        self._day_timer.start()

    def _make_keys(self) -> None:
        """Single letters, on the list alone; the same actions are its context menu."""
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for keys, words, act in (
            ("D", self.tr("Done"), lambda: self.acts.do()),
            ("R", self.tr("Move"), lambda: self.acts.ask_move()),
            ("S", self.tr("Skip with a reason"), lambda: self.acts.ask_skip()),
            ("T", self.tr("Hand over"), lambda: self.acts.ask_hand_over()),
            ("C", self.tr("Call list"), lambda: self.navigate.emit(Route("calls"))),
            ("V", self.tr("Plan a visit"), lambda: self.acts.plan_visit()),
            ("L", self.tr("Log a contact"), lambda: self.acts.log()),
            ("O", self.tr("What we owe"), lambda: self.navigate.emit(Route("owed"))),
        ):
            action = QAction(words, self.list)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(act)
            self.list.addAction(action)

    def _connect(self) -> None:
        self.list.current_changed.connect(self._on_current)
        self.list.opened.connect(lambda _id: self.acts.open_current())
        self.list.peeked.connect(lambda _id: self.next_pane())
        self.list.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.side.routed.connect(self.navigate)
        self.side.head.spread_asked.connect(self.rolling.spread)
        self.side.head.ill_asked.connect(self._note_ill)
        self.side.head.away_asked.connect(lambda: self.navigate.emit(Route("settings", "absences")))
        self.side.festival_asked.connect(self._show_festival)
        self._talk_timer.timeout.connect(self._read_talk)
        self._day_timer.timeout.connect(self._look_at_clock)

    def _lay_out(self) -> None:
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.side, 1)
        self._row.addWidget(self._place)
        self._place.hide()
        self.setFocusProxy(self.side)

    @property
    def panel(self) -> "TouchPanel":
        """The panel at the right; made when it is first wanted, which is behind the first picture."""
        return self._parts()[0]

    @property
    def acts(self) -> "TouchActions":
        """What the keys and the panel's buttons do."""
        return self._parts()[1]

    def _parts(self) -> "tuple[TouchPanel, TouchActions]":
        if self._made is None:
            self._made = self._make_panel()
        return self._made

    def _make_panel(self) -> "tuple[TouchPanel, TouchActions]":
        from kam_desktop.ui.today.actions import TouchActions
        from kam_desktop.ui.today.panel import TouchPanel

        panel = TouchPanel(self._place)
        form, acts = panel.form, TouchActions(self, self.tasks, self.list, panel.form, self.current)
        panel.open_asked.connect(acts.open_dossier)
        form.done_asked.connect(acts.do)
        form.visit_asked.connect(acts.plan_visit)
        form.move_asked.connect(acts.ask_move)
        form.skip_asked.connect(acts.ask_skip)
        form.hand_over_asked.connect(acts.ask_hand_over)
        form.outcome.textEdited.connect(self._keep_typed)
        row = QHBoxLayout(self._place)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(panel)
        self.setTabOrder(self.list, form.outcome)
        return panel, acts

    # What the window asks of a page

    def title(self) -> str:
        return self.tr("Today")

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("D", self.tr("Done")),
            ("R", self.tr("Move: 1, 3, 7 days or a date")),
            ("S", self.tr("Skip with a reason")),
            ("T", self.tr("Hand over")),
            ("C", self.tr("Call list: one after the other")),
            ("V", self.tr("Plan a visit")),
            ("L", self.tr("Log a contact")),
            ("O", self.tr("What we owe")),
            ("Enter", self.tr("Open the client; the visit where one is due")),
            ("J", self.tr("Next, K previous")),
            ("Home", self.tr("First, End last")),
        ]

    def show_route(self, _route: Route) -> None:
        """Coming here shows all that is due, whatever filter was on."""
        if self._festival is not None:
            self._festival = None
            self.mark_stale()

    def reload(self) -> None:
        """Read again: at first the lines that are seen, and when they are painted all else.

        The first time on a day the plan is rolled forward beside it.
        """
        today = runtime.today()
        self._asked += 1
        number, festival, most = self._asked, self._festival, self._most
        is_painted = self.is_painted
        self.side.loading.start()
        self.tasks.read(
            self,
            lambda s: content.read(s, today, festival, most) if is_painted else content.read_first(s, today),
            done=lambda found: self._take(number, found),
            finished=lambda: self._on_read(number),
            is_plain=True,
        )
        if self.is_painted:
            self._read_owed()
            self.rolling.roll()

    def on_changed(self, entities: frozenset[Entity]) -> None:
        self._is_owed_stale |= bool(entities & _OWED)
        super().on_changed(entities)

    def _read_owed(self) -> None:
        if self._is_owed_stale:
            self._is_owed_stale = False
            today = runtime.today()
            self.tasks.read(
                self,
                lambda s: (agenda.owed(s, today=today), agenda.late_reports(s, today=today)),
                done=lambda found: self.side.head.show_owed(*found),
                is_plain=True,
            )
            self.tasks.read(self, agenda.gifts_to_decide, done=self.side.head.show_gifts, is_plain=True)

    def _on_painted(self) -> None:
        if not self.is_painted:
            self.is_painted = True
            self.painted.emit()
            self._show_current(anew=True)
            self.reload()

    def _on_scrolled(self, value: int) -> None:
        """Where the list ends it goes on, as long as there is more."""
        found, last = self._content, self.list.verticalScrollBar().maximum()
        if found is not None and found.has_more and last and value >= last and len(found.touches) >= self._most:
            self._most += content.MORE
            self.reload()

    def next_pane(self) -> None:
        """F6: list, closing form, strip."""
        form = self.panel.form
        if self.list.hasFocus() and self.panel.isEnabled():
            form.outcome.setFocus(Qt.FocusReason.TabFocusReason)
        elif holds_focus(self.panel) and self.side.strip.cells():
            self.side.strip.findChildren(QAbstractButton)[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def on_escape(self) -> bool:
        """Close the question, then come back to the list, then drop the filter. No text is lost."""
        if self.acts.dismiss_question():
            return True
        if holds_focus(self.panel):
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._festival is not None:
            self._show_festival(None)
        else:
            return False
        return True

    # Reading

    def _take(self, number: int, found: Content) -> None:
        if number != self._asked:
            return
        self._content = found
        if self._made is not None:
            self.acts.in_hand &= found.touches.keys()
        self.side.show_content(found)
        self._place.setVisible(bool(found.touches))
        self._show_current(anew=True)
        if not self.is_painted:
            after_paint(self.list.viewport() if found.touches else self, self._on_painted)

    def _on_read(self, number: int) -> None:
        if number == self._asked:
            self.side.loading.stop()

    def _show_festival(self, festival: Festival | None) -> None:
        self._festival = festival
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reload()

    def _look_at_clock(self) -> None:
        """Midnight may pass while the window is open."""
        if self._content is not None and self._content.today != runtime.today():
            self._is_owed_stale = True
            self.mark_stale()

    def _note_ill(self) -> None:
        from kam_desktop.ui import away

        away.ill_today(self.tasks, self)

    # The panel

    def current(self) -> DueTouch | None:
        """The touch the keys act on."""
        return self._content.touches.get(self.list.current_id()) if self._content else None

    def _on_current(self, _row_id: str) -> None:
        self._show_current(anew=False)

    def _show_current(self, *, anew: bool) -> None:
        """Head and form at once; the points follow. What is typed into the form outlives a reload."""
        touch = self.current()
        if not self.is_painted:
            return
        if touch is None:
            self._shown_id = ""
            self.panel.show_nothing()
        elif touch.id != self._shown_id:
            self._shown_id = touch.id
            self.panel.show_touch(touch, self.acts.typed.get(touch.id, ""))
            self._talk_timer.start()
        elif anew:
            self.panel.show_names(touch)
            self._talk_timer.start()

    def _read_talk(self) -> None:
        touch, today = self.current(), runtime.today()
        if touch is None:
            return
        self._talk_asked += 1
        number = self._talk_asked
        self.tasks.read(
            self,
            lambda s: content.read_talk(s, touch, today),
            done=lambda talk: self._take_talk(number, touch, talk),
            failed=lambda _error: None,  # gone meanwhile: the list is read again and says so
        )

    def _take_talk(self, number: int, touch: DueTouch, talk: Talk) -> None:
        if number == self._talk_asked and touch.id == self._shown_id:
            self.panel.show_talk(touch, talk)

    def _keep_typed(self, text: str) -> None:
        if self._shown_id:
            self.acts.typed[self._shown_id] = text

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        least, most = (fonts.px(width) for width in _PANEL)
        least = min(least, self.width() // 2)
        self._place.setFixedWidth(min(most, max(least, self.width() * 27 // 100)))
        self._row.setContentsMargins(0, 0, max(0, self.width() - fonts.px(_LIST) - most), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The panel's right edge, where the screen goes on beyond it."""
        super().paintEvent(event)
        if self._place.isVisible():
            painting.upright(QPainter(self), self._place.geometry().right() + 1, 0, self.height())
