"""One client: is this client all right, who is there, what happened, what comes (D-2.3, D-2.6)."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import clients, commitments, touches
from kam_desktop.core.agenda import DueTouch
from kam_desktop.core.dossiers import Promise
from kam_desktop.core.errors import KamError, NotFound
from kam_desktop.core.rules.kinds import Channel, Entity
from kam_desktop.ui import fonts
from kam_desktop.ui.clients import client_reading
from kam_desktop.ui.clients.client_head import ClientHead
from kam_desktop.ui.clients.client_panel import ClientPanel
from kam_desktop.ui.clients.client_reading import Seen
from kam_desktop.ui.clients.menus import make_menu
from kam_desktop.ui.clients.people_actions import PeopleActions
from kam_desktop.ui.clients.people_strip import PeopleStrip
from kam_desktop.ui.clients.timeline_rows import Show
from kam_desktop.ui.clients.timeline_view import TimelineView
from kam_desktop.ui.navigation import NARROW, Route
from kam_desktop.ui.page import Page
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.empty import EmptyState
from kam_desktop.ui.widgets.progress import LoadingLine
from kam_desktop.ui.widgets.texts import Rule

_NARROW_BELOW: Final = 1040 - NARROW  # of the window, whose sidebar is narrow then


class ClientPage(Page):
    """``Route("client", id, {"among": ids})``: [ and ] step through ``among`` where it is given."""

    concerns: ClassVar[frozenset[Entity]] = frozenset(
        {
            Entity.CLIENT, Entity.CONTACT, Entity.INTERACTION, Entity.TOUCH, Entity.VISIT, Entity.COMMITMENT,
            Entity.GIFT,
        }
    )  # fmt: skip

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.client_id = ""
        self._among: Sequence[str] = ()
        self._steps = 0
        self.seen: Seen | None = None
        self.head = ClientHead(self)
        self.people = PeopleStrip(self)
        self.panel = ClientPanel(self)
        self.facts = TimelineView(self)
        self.actions_of_people = PeopleActions(tasks, self)
        self._lay_out()
        self._connect()
        self._make_keys()
        self.setFocusProxy(self.facts)

    def title(self) -> str:
        return str(self.seen.dossier.client["name"]) if self.seen else ""

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("V", self.tr("Plan a visit")),
            ("L", self.tr("Log a contact")),
            ("P", self.tr("Note a promise")),
            ("G", self.tr("Record a gift")),
            ("N", self.tr("Notes")),
            ("E", self.tr("Edit")),
            ("C", self.tr("Add a contact")),
            ("1", self.tr("Timeline filters, to 6")),
            ("[", self.tr("Previous client of the list")),
            ("]", self.tr("Next client of the list")),
            ("Space", self.tr("The whole text of a line")),
        ]

    # --- parts -------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        main = QWidget(self)
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.people)
        column.addWidget(self.facts, 1)
        self._main = main
        self._loading = LoadingLine(self)
        self._body = QHBoxLayout()
        self._body.setSpacing(0)
        self._body.addWidget(main, 1)
        self._body.addWidget(self.panel)
        self._whole = QWidget(self)
        rows = QVBoxLayout(self._whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for widget in (self.head, Rule(self), self._loading):
            rows.addWidget(widget)
        rows.addLayout(self._body, 1)
        self.gone = EmptyState(self.tr("This client is no longer on the list."), self.tr("To the clients"), parent=self)
        self.gone.asked.connect(lambda: self.navigate.emit(Route("clients")))
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._whole)
        self._stack.addWidget(self.gone)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self._is_narrow = False
        self._fit()

    def _connect(self) -> None:
        head, people, panel = self.head, self.people, self.panel
        head.visit_button.clicked.connect(lambda: self._go("visit"))
        head.log_button.clicked.connect(lambda: self._go("log"))
        head.edit_button.clicked.connect(self._edit)
        head.panel_button.clicked.connect(self.next_pane)
        head.more_button.clicked.connect(self._open_more)
        people.edit_asked.connect(self._edit_person)
        people.remove_asked.connect(self._remove_person)
        self.actions_of_people.asked.connect(self.navigate)
        people.add_asked.connect(self._add_person)
        people.menu_asked.connect(self._open_person_menu)
        self.facts.log_asked.connect(lambda: self._go("log"))
        self.facts.visit_opened.connect(lambda visit_id: self.navigate.emit(Route("visit", visit_id)))
        panel.touch_opened.connect(self._do_touch)
        panel.promise_kept.connect(self.keep_promise)
        panel.promise_entered.connect(self.note_promise)
        panel.notes_asked.connect(self._edit_notes)

    def _make_keys(self) -> None:
        keys: list[tuple[str, Callable[[], object]]] = [
            ("V", partial(self._go, "visit")), ("L", partial(self._go, "log")),
            ("G", partial(self._go, "gift")),
            ("E", self._edit), ("N", self._edit_notes), ("P", self._open_entry), ("C", self._add_person),
            ("[", partial(self._step, -1)), ("]", partial(self._step, 1)),
            *((str(place + 1), partial(self.facts.chips.press, place)) for place in range(len(Show))),
        ]  # fmt: skip
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # --- content -----------------------------------------------------------------------------------------

    def show_route(self, route: Route) -> None:
        if "among" in route.args:
            self._among = route.args["among"]
        elif route.id != self.client_id:
            self._among, self._steps = (), 0
        self._steps = int(route.args.get("steps", 0))
        if route.id != self.client_id:
            self.client_id = route.id
            self.facts.reset()
            self.panel.reset()
            self.mark_stale()

    def reload(self) -> None:
        if not self.client_id:
            return
        self._loading.start()
        client_id = self.client_id
        self.tasks.read(
            self,
            lambda session: client_reading.read(session, client_id),
            done=partial(self._show, client_id),
            failed=partial(self._on_failed, client_id),
            finished=self._loading.stop,
        )

    def _show(self, client_id: str, seen: Seen) -> None:
        if client_id != self.client_id:
            return
        is_other = self.seen is None or self.seen.dossier.client["id"] != client_id
        self.seen = seen
        self._stack.setCurrentWidget(self._whole)
        self.head.show_dossier(seen.dossier)
        self.people.set_people([client_reading.card(person, seen.numbers) for person in seen.dossier.contacts])
        self.panel.show_dossier(seen.dossier, client_reading.main_number(seen))
        names = {person["id"]: person["name"] for person in seen.dossier.contacts}
        self.facts.show_lines(seen.dossier.timeline, names)
        if is_other:
            self.facts.list.scrollToTop()
        self.title_changed.emit(self.title())

    def _on_failed(self, client_id: str, error: KamError) -> None:
        if client_id != self.client_id:
            return
        if isinstance(error, NotFound):
            self.seen = None
            self._stack.setCurrentWidget(self.gone)
            self.title_changed.emit("")
        else:
            self.tasks.refused.emit(error)

    # --- layout ------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Under 1040 px of window the panel is a page of its own."""
        is_narrow = self.width() < fonts.px(_NARROW_BELOW)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._main.show()
        self.head.panel_button.setVisible(is_narrow)
        self.panel.setVisible(not is_narrow or self._main.isHidden())
        if not is_narrow:
            self._main.show()
            self.panel.setFixedWidth(min(fonts.px(400), max(fonts.px(296), self.width() * 27 // 100)))
        else:
            self.panel.setMinimumWidth(0)
            self.panel.setMaximumWidth(16_777_215)
        is_panel = self._main.isHidden()
        self.head.panel_button.setText(self.tr("Timeline") if is_panel else self.tr("Details"))

    def next_pane(self) -> None:
        """F6: timeline, panel, people; in a narrow window the panel takes the page's place."""
        if self._is_narrow:
            is_panel = self._main.isHidden()
            self._main.setVisible(is_panel)
            self.panel.setVisible(not is_panel)
            self._fit()
            self.facts.setFocus() if is_panel else self.panel.focus_first()
        elif self.panel.isAncestorOf(self.focusWidget() or self):
            self.people.focus_first()
        elif self.people.isAncestorOf(self.focusWidget() or self):
            self.facts.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.panel.focus_first()

    def on_escape(self) -> bool:
        """Close what is open, then go back; after [ and ] back means to the list."""
        if self.panel.entry.isVisible():
            self.panel.entry.hide()
            self.facts.setFocus()
        elif self.facts.close_peek():
            pass
        elif self._is_narrow and self._main.isHidden():
            self.next_pane()
        elif self._steps:
            self.navigate.emit(Route("clients"))
        else:
            return False
        return True

    # --- what one can do ---------------------------------------------------------------------------------

    def _go(self, page: str, **args: Any) -> None:
        self.navigate.emit(Route(page, "", {"client_id": self.client_id, **args}))

    def _edit(self) -> None:
        self.navigate.emit(Route("client_form", self.client_id))

    def _edit_notes(self) -> None:
        self.navigate.emit(Route("client_form", self.client_id, {"focus": "notes"}))

    def _edit_person(self, contact_id: str) -> None:
        self.navigate.emit(Route("contact_form", contact_id, {"client_id": self.client_id}))

    def _remove_person(self, contact_id: str) -> None:
        person = client_reading.person_of(self.seen, contact_id)
        if person is not None:
            self.actions_of_people.remove(person)

    def _add_person(self) -> None:
        self.navigate.emit(Route("contact_form", "", {"client_id": self.client_id}))

    def _step(self, by: int) -> None:
        """To the neighbour in the list this page was opened from; at its ends nothing."""
        try:
            place = self._among.index(self.client_id) + by
        except ValueError:
            return
        if 0 <= place < len(self._among):
            args = {"among": self._among, "steps": self._steps + 1}
            self.navigate.emit(Route("client", self._among[place], args))

    def _do_touch(self, touch: DueTouch) -> None:
        if touch.visit_id:
            self.navigate.emit(Route("visit", touch.visit_id))
        else:
            page = {Channel.VISIT: "visit", Channel.GIFT: "gift"}.get(touch.channel, "log")
            self._go(page, touch_id=touch.id, contact_id=touch.contact_id or "")

    def _open_entry(self) -> None:
        if self._is_narrow and not self._main.isHidden():
            self.next_pane()
        self.panel.entry.open()

    def note_promise(self, text: str, due: Any) -> None:
        """A promise made outside a visit; its reminder is planned at once."""
        client_id = self.client_id

        def work(session: Any) -> None:
            commitments.add(session, client_id, text=text, due_on=due)
            touches.replan(session, client_id, today=runtime.today())

        self.tasks.write(self, work, said=self.tr("Promise noted"))

    def keep_promise(self, promise: Promise) -> None:
        """A promise was kept."""
        self.tasks.write(
            self,
            lambda session: commitments.settle(session, promise.id, today=runtime.today()),
            said=self.tr("Promise kept: {text}").format(text=promise.text),
        )

    def remove_client(self) -> None:
        """Take the client off the list; Undo brings it back with all that belongs to it."""
        client_id = self.client_id
        self.tasks.write(
            self,
            lambda session: clients.remove(session, client_id),
            done=lambda _: self.navigate.emit(Route("clients")),
            said=self.tr("{name} taken off the list").format(name=self.title()),
        )

    # --- menus -------------------------------------------------------------------------------------------

    def _open_more(self) -> None:
        button = self.head.more_button
        self.make_menu().popup(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def make_menu(self) -> QMenu:
        """Everything one can do with this client."""
        return make_menu(
            self,
            [
                (self.tr("Record a gift"), "G", partial(self._go, "gift")),
                (self.tr("Note a promise"), "P", self._open_entry),
                (self.tr("Edit the notes"), "N", self._edit_notes),
                (self.tr("Add a contact"), "C", self._add_person),
                (self.tr("Take off the list"), "", self.remove_client),
            ],
        )

    def _open_person_menu(self, contact_id: str, at: QPoint) -> None:
        person = client_reading.person_of(self.seen, contact_id)
        if person is not None and self.seen is not None:
            self.actions_of_people.make_menu(person, self.seen.numbers.get(contact_id, [])).popup(at)
