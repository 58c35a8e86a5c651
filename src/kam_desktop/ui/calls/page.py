"""The call list: one person at a time, the outcome in one key, and the next one is there (D-5.5, D-5.13)."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QHideEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import drafts, identity, interactions, touches
from kam_desktop.core.call_list import CallLine, Card
from kam_desktop.core.errors import KamError
from kam_desktop.core.rules.kinds import Entity, TouchResult
from kam_desktop.ui import fonts
from kam_desktop.ui.calls import reading
from kam_desktop.ui.calls.card import CallCard
from kam_desktop.ui.calls.outcome import OutcomeForm
from kam_desktop.ui.calls.reading import Person, Queue
from kam_desktop.ui.calls.turns import Turns
from kam_desktop.ui.calls.typed import TypedOutcomes
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page, focus_next, holds_focus
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton
from kam_desktop.ui.widgets.empty import EmptyState
from kam_desktop.ui.widgets.hairline_row import HairlineRow
from kam_desktop.ui.widgets.page_head import PageHead
from kam_desktop.ui.widgets.paged_table import Column, PagedTableModel, RowTable, request_through
from kam_desktop.ui.widgets.progress import Progress

_QUEUE: Final = (288, 360)


class CallsPage(Page):
    """``Route("calls")``: all calls that are due; with the id of an event, everybody it struck."""

    concerns: ClassVar[frozenset[Entity]] = frozenset(
        {Entity.TOUCH, Entity.CLIENT, Entity.CONTACT, Entity.ENVIRONMENT_EVENT, Entity.COMMITMENT}
    )

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.clock: Callable[[], datetime] = identity.now
        self._event_id = self._shown = ""
        self._asked = self._card_asked = 0
        self._card: Card | None = None
        self._turns = Turns()
        self._typed = TypedOutcomes(tasks, self)
        self._make_parts()
        self._make_keys()
        self._lay_out()
        self._connect()

    def _make_parts(self) -> None:
        self.head = PageHead(self.tr("Call list"), self)
        self.progress = Progress(self)
        self.events = PlainButton(self.tr("Events"), self, icon="event", keys="E", size="small")
        self.head.add_tool(self.progress)
        self.head.add_tool(self.events)
        self.card = CallCard(self)
        self.form = OutcomeForm(self)
        columns = (
            Column("tier", "", 44, "badge", is_sortable=False),
            Column("client", self.tr("Client"), 0, "bold", is_sortable=False),
            Column("state", "", 112, is_sortable=False),
        )
        self.model = PagedTableModel((), request_through(self.tasks, self, reading.read_cells), columns, self)
        self.table = RowTable(self.model, self, fits=True)
        self.table.setAccessibleName(self.tr("Who is to be called"))
        self.empty = EmptyState("", "", self)

    def _make_keys(self) -> None:
        """Wherever the focus is, but in the outcome, which takes what is typed."""
        for keys, act in (
            ("1", self.form.press), ("2", partial(self._try, TouchResult.MISSED)),
            ("3", partial(self._try, TouchResult.LATER)), ("O", self._open_client), ("E", self._open_events),
            ("J", partial(self._step, 1)), ("K", partial(self._step, -1)), ("Ctrl+C", self._copy),
        ):  # fmt: skip
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _=False, act=act: act())
            self.addAction(action)

    def _lay_out(self) -> None:
        left = QWidget(self)
        rows = QVBoxLayout(left)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.card, 1)
        rows.addWidget(self.form)
        self._lists = HairlineRow(self)
        self._lists.add(left, 1)
        self._lists.add(self.table)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._lists)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)
        self.setTabOrder(self.card.head.number, self.form.line)
        self.setTabOrder(self.form.line, self.form.reached_button)
        self.setFocusProxy(self.card.head.number)

    def _connect(self) -> None:
        self.table.current_changed.connect(self._on_current)
        self.table.opened.connect(lambda _id: self._focus_card())
        self.form.reached.connect(self._reach)
        self.form.missed.connect(partial(self._try, TouchResult.MISSED))
        self.form.later.connect(partial(self._try, TouchResult.LATER))
        self.form.line.textEdited.connect(lambda text: self._typed.type(self._shown, text))
        self.card.head.open_asked.connect(self._open_client)
        self.card.head.number_asked.connect(self._add_number)
        self.events.clicked.connect(self._open_events)
        self.empty.asked.connect(self._leave)

    # --- what the window asks of a page

    def title(self) -> str:
        return self.tr("Call list")

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("1", self.tr("Reached; the outcome follows, Enter goes to the next")),
            ("2", self.tr("Not reached")),
            ("3", self.tr("Call later")),
            ("Enter", self.tr("Call the number")),
            ("Ctrl+C", self.tr("Copy the number")),
            ("J", self.tr("Next, K previous")),
            ("O", self.tr("Open the client")),
            ("E", self.tr("Events")),
        ]

    def show_route(self, route: Route) -> None:
        """Another list begins at its beginning; the same one stays where it is."""
        if route.id != self._event_id:
            self._typed.keep()
            self._event_id = route.id
            self._turns.begin()
            self.table.show_ids([])
            self._show_person("")
        self.mark_stale()

    def next_pane(self) -> None:
        """F6: the person, the outcome, the queue."""
        focus_next([self.card, self.form, self.table])

    def on_escape(self) -> bool:
        """Out of the outcome; what was typed stays."""
        was_inside = self.form.line.hasFocus()
        if was_inside:
            self.form.line.wait(False)
            self._focus_card()
        return was_inside

    def hideEvent(self, event: QHideEvent) -> None:
        self._typed.keep()
        super().hideEvent(event)

    # --- the queue

    def reload(self) -> None:
        """Read the queue again; who is shown stays, else the next in the old order comes up."""
        self._asked += 1
        number, event_id, today = self._asked, self._event_id, runtime.today()
        self.head.loading.start()
        self.tasks.read(
            self,
            lambda session: reading.read_queue(session, event_id, today),
            done=lambda found: self._take(number, found),
            failed=self._on_gone,
            finished=self.head.loading.stop,
        )

    def _take(self, number: int, found: Queue) -> None:
        if number != self._asked:
            return
        wanted = self._turns.take(found.ids, self._shown)
        self._say(found)
        self.table.show_ids(found.ids)
        self._show_view(self._lists if found.ids else self.empty)
        if wanted == self._shown and wanted:
            self.table.select_id(wanted)
            self._read_card(wanted)
        else:
            self._go(wanted)

    def _show_view(self, view: QWidget) -> None:
        """The keyboard goes along with what is seen."""
        had_focus = holds_focus(self._stack)
        is_other = view is not self._stack.currentWidget()
        self._stack.setCurrentWidget(view)
        self.setFocusProxy(self.empty.button if view is self.empty else self.card.head.number)
        if had_focus and is_other and self.isVisible():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, found: Queue) -> None:
        done = found.progress
        self.head.set_subtitle(found.title or self.tr("All calls that are due"))
        words = self.tr("{handled} / {total}, reached {reached}")
        words = words.format(handled=done.handled, total=done.total, reached=done.reached)
        self.progress.show_parts(words, done.handled, done.total)
        self.progress.setVisible(done.total > 0)
        if self._event_id:
            words = self.tr("Nobody is left to call. Reached {reached} of {total}.")
            self.empty.say(words.format(reached=done.reached, total=done.total), self.tr("Events"))
        else:
            self.empty.say(self.tr("No call is due."), self.tr("See today"))

    def _on_gone(self, error: KamError) -> None:
        """The event was taken back."""
        self.tasks.refused.emit(error)
        self._event_id = ""
        self.reload()

    # --- the person

    def _go(self, touch_id: str) -> None:
        if not touch_id or not self.table.select_id(touch_id) or self._shown != touch_id:
            self._show_person(touch_id)

    def _on_current(self, touch_id: str) -> None:
        if touch_id and touch_id != self._shown:
            self._show_person(touch_id)

    def _show_person(self, touch_id: str) -> None:
        self._typed.keep()
        self._shown, self._card = touch_id, None
        self.card.show_line(self._line(touch_id))
        self.form.start(self._typed.of(touch_id))
        self.form.setEnabled(bool(touch_id))
        if touch_id:
            self._read_card(touch_id)

    def _line(self, touch_id: str) -> CallLine | None:
        """What the queue knows of somebody, where it has read it."""
        place = self.model.place_of(touch_id) if touch_id else None
        row = self.model.row(place) if place is not None else None
        return row[-1] if row is not None else None

    def _read_card(self, touch_id: str) -> None:
        self._card_asked += 1
        number, today, now = self._card_asked, runtime.today(), self.clock()
        self.tasks.read(
            self,
            lambda session: reading.read_person(session, touch_id, today, now),
            done=lambda person: self._take_card(number, touch_id, person),
            failed=lambda _error: None,  # gone meanwhile: the queue is read again and says so
        )

    def _take_card(self, number: int, touch_id: str, person: Person) -> None:
        if number != self._card_asked or touch_id != self._shown:
            return
        self._card = person.card
        had_focus = self.card.head.number.hasFocus()
        self.card.show_card(person.card)
        if had_focus and self.card.head.number.isHidden():
            self.card.head.add_number.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._typed.found(touch_id, person.typed):
            self.form.start(person.typed)

    def _focus_card(self) -> None:
        head = self.card.head
        (head.add_number if head.number.isHidden() else head.number).setFocus(Qt.FocusReason.OtherFocusReason)

    # --- how the call ended

    def _reach(self) -> None:
        """It is said; the next person is there at once."""
        touch_id, outcome, today = self._shown, self.form.line.text().strip(), runtime.today()
        key = reading.key_of(touch_id)

        def work(session: Any) -> None:
            interactions.close_touch(session, touch_id, outcome=outcome, today=today)
            drafts.drop(session, key)

        self._typed.stop(touch_id)
        self._write(touch_id, work, self.tr("Reached: {who}"), lambda: self._typed.drop(touch_id))

    def _try(self, result: TouchResult) -> None:
        """Nobody answered, or it is to be later; what was typed stays for the next try."""
        touch_id = self._shown
        said = self.tr("Not reached: {who}") if result is TouchResult.MISSED else self.tr("To be called later: {who}")
        self._write(touch_id, lambda session: (touches.note_try(session, touch_id, result=result), None)[1], said)

    def _write(
        self, touch_id: str, work: Callable[[Any], None], said: str, done: Callable[[], object] = lambda: None
    ) -> None:
        if not self._turns.hold(touch_id):
            return
        self.tasks.write(
            self, work, done=lambda _value: self._on_written(touch_id, done),
            failed=lambda error: self._on_failed(touch_id, error), said=said.format(who=self._who(touch_id)),
        )  # fmt: skip
        following = self._turns.following(touch_id)
        if following:
            self._go(following)
        self._focus_card()

    def _on_written(self, touch_id: str, done: Callable[[], object]) -> None:
        done()
        self._turns.wrote(touch_id)

    def _on_failed(self, touch_id: str, error: KamError) -> None:
        """Back to the person whose outcome could not be saved."""
        self._turns.give_back(touch_id)
        self._go(touch_id)
        self.tasks.refused.emit(error)
        self.mark_stale()

    def _who(self, touch_id: str) -> str:
        line = self._line(touch_id)
        names = (line.client, line.contact) if line else (self._card.touch.client if self._card else "", "")
        return " ".join(part for part in names if part)

    # --- the other keys

    def _step(self, by: int) -> None:
        place = self.model.place_of(self._shown)
        if place is not None and 0 <= place + by < len(self.model.ids):
            self.table.select_id(self.model.ids[place + by])

    def _copy(self) -> None:
        """What is marked, else the number."""
        focused = self.window().focusWidget()
        if isinstance(focused, QLabel) and focused.hasSelectedText():
            QGuiApplication.clipboard().setText(focused.selectedText())
        else:
            self.card.head.number.copy()

    def _open_client(self) -> None:
        if self._card is not None:
            self.navigate.emit(Route("client", self._card.touch.client_id))

    def _add_number(self) -> None:
        if self._card is not None and self._card.person is not None:
            self.navigate.emit(Route("contact_form", self._card.person.id, {"focus": "phones"}))
        elif self._card is not None:
            self.navigate.emit(Route("contact_form", "", {"client_id": self._card.touch.client_id}))

    def _open_events(self) -> None:
        self.navigate.emit(Route("events", self._event_id))

    def _leave(self) -> None:
        self.navigate.emit(Route("events", self._event_id) if self._event_id else Route("today"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        least, most = (fonts.px(width) for width in _QUEUE)
        self.table.setFixedWidth(min(most, max(least, self.width() * 26 // 100)))
