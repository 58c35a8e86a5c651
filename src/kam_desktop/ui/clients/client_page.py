"""One client: is this client all right, who is there, what happened, what comes (D-2.3, D-2.6)."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from kam_desktop.core.errors import KamError, NotFound
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.ui import fonts
from kam_desktop.ui.clients import client_reading
from kam_desktop.ui.clients.cause_actions import CauseActions
from kam_desktop.ui.clients.client_actions import ClientActions
from kam_desktop.ui.clients.client_fact_saving import FactSaving
from kam_desktop.ui.clients.client_head import ClientHead
from kam_desktop.ui.clients.client_note import NoteEntry
from kam_desktop.ui.clients.client_panel import ClientPanel
from kam_desktop.ui.clients.client_reading import Seen
from kam_desktop.ui.clients.menus import make_menu
from kam_desktop.ui.clients.people_actions import PeopleActions
from kam_desktop.ui.clients.people_strip import PeopleStrip
from kam_desktop.ui.clients.timeline_acts import TimelineActs
from kam_desktop.ui.clients.timeline_view import TimelineView
from kam_desktop.ui.clients.views import TIMELINE, ClientViews, ViewSpec
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.nearest_keys import NearestKeys
from kam_desktop.ui.page import Page, holds_focus
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.timeline_rows import Show
from kam_desktop.ui.widgets.dossier_frame import DossierFrame, PanelWidth
from kam_desktop.ui.widgets.empty import EmptyState

_LOW: Final = 560  # px of the page, under which an entry takes the place of people and filters
_LOWEST: Final = 360  # px of the page, under which the timeline does


class ClientPage(Page):
    """``Route("client", id, {"among": ids, "view": name})``: [ and ] step through ``among`` where it is given.

    ``views`` are further pages about the same client, beside the timeline; ``view`` opens on one of them.
    """

    concerns: ClassVar[frozenset[Entity]] = frozenset(
        {
            Entity.CLIENT, Entity.CONTACT, Entity.INTERACTION, Entity.TOUCH, Entity.VISIT, Entity.COMMITMENT,
            Entity.GIFT, Entity.NOTE, Entity.PURCHASE, Entity.STAFF_CHANGE, Entity.ATTACHMENT, Entity.OCCASION,
            Entity.FAVOUR,
        }
    )  # fmt: skip

    def __init__(self, tasks: Tasks, views: Sequence[ViewSpec] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.client_id = ""
        self._among: Sequence[str] = ()
        self._steps = 0
        self.seen: Seen | None = None
        self.head = ClientHead(self)
        self.people = PeopleStrip(self)
        self.panel = ClientPanel(tasks, self)
        self.facts = TimelineView(tasks, self)
        self.note = NoteEntry(tasks, self)
        self.causes = CauseActions(tasks, self, self.panel.causes)
        self.views = ClientViews(tasks, self._first_view(), self.tr("Timeline"), views, self)
        self.acts = ClientActions(tasks, self)
        self.saving = FactSaving(tasks, self.panel, self)
        self.acts_of_lines = TimelineActs(self.facts, self.note, self.causes, self.acts, self.views)
        self.actions_of_people = PeopleActions(tasks, self)
        self._lay_out()
        self._connect()
        self._make_keys()
        self.setFocusProxy(self.views)

    def title(self) -> str:
        return str(self.seen.dossier.client["name"]) if self.seen else ""

    def keys(self) -> list[tuple[str, str]]:
        if self.views.page is not None and not holds_focus(self.panel) and not holds_focus(self.people):
            return self.views.page.keys()
        return [
            ("V", self.tr("Plan a visit")),
            ("L", self.tr("Log a contact")),
            ("P", self.tr("Note a promise")),
            ("G", self.tr("Record a gift")),
            ("N", self.tr("Write a note")),
            ("O", self.tr("Note an occasion")),
            ("F", self.tr("Note a favour")),
            ("B", self.tr("Brief for the car")),
            ("E", self.tr("Edit")),
            ("C", self.tr("Add a contact")),
            *([("1", self.tr("Timeline filters, to 9"))] if self.views.page is None else []),
            ("Ctrl+F", self.tr("Find in this timeline")),
            ("F2", self.tr("Edit a fact where it stands")),
            ("Ctrl+Alt+1", self.tr("Views of this client")),
            ("Ctrl+Enter", self.tr("Open in a window of its own")),
            ("[", self.tr("Previous client of the list")),
            ("]", self.tr("Next client of the list")),
            ("Enter", self.tr("Open or correct a line")),
            ("Del", self.tr("Remove what was noted")),
            ("Space", self.tr("The whole text of a line")),
        ]

    # --- parts -------------------------------------------------------------------------------------------

    def _first_view(self) -> QWidget:
        first = QWidget(self)
        column = QVBoxLayout(first)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for entry in (self.note, *self.causes.entries):
            column.addWidget(entry)
        column.addWidget(self.facts, 1)
        first.setFocusProxy(self.facts)
        return first

    def _lay_out(self) -> None:
        main = QWidget(self)
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.people)
        column.addWidget(self.views, 1)
        gone = EmptyState(self.tr("This client is no longer on the list."), self.tr("To the clients"), parent=self)
        gone.asked.connect(lambda: self.navigate.emit(Route("clients")))
        self.frame = DossierFrame(self.head, main, self.panel, gone, PanelWidth(296, 27, 400), self)
        self.frame.fitted.connect(self._name_button)
        self.frame.fit()

    def _connect(self) -> None:
        head, people, panel = self.head, self.people, self.panel
        head.visit_button.clicked.connect(lambda: self.acts.go("visit"))
        head.log_button.clicked.connect(lambda: self.acts.go("log"))
        head.edit_button.clicked.connect(self._edit)
        head.panel_button.clicked.connect(self.next_pane)
        head.more_button.clicked.connect(self._open_more)
        head.group.clicked.connect(self._open_parent)
        people.open_asked.connect(self._open_person)
        people.remove_asked.connect(self._remove_person)
        self.actions_of_people.asked.connect(self.navigate)
        self.acts.asked.connect(self.navigate)
        people.add_asked.connect(self._add_person)
        people.menu_asked.connect(self._open_person_menu)
        self.facts.log_asked.connect(lambda: self.acts.go("log"))
        for entry in (self.note, *self.causes.entries):
            entry.closed.connect(self._on_entry_closed)
        self.causes.opening.connect(self._make_room)
        self.views.navigate.connect(self.navigate)
        self.views.changed.connect(lambda _: self._on_view())
        panel.touch_opened.connect(self.acts.do_touch)
        panel.promise_kept.connect(self.acts.keep_promise)
        panel.promise_entered.connect(self.acts.note_promise)
        panel.notes_asked.connect(self._write_note)
        panel.note_opened.connect(self._open_note)
        panel.adopt(head.name_line)
        self.saving.waiting.connect(self.mark_stale)
        panel.group.opened.connect(lambda client_id: self.navigate.emit(Route("client", client_id)))

    def _make_keys(self) -> None:
        keys: list[tuple[str, Callable[[], object]]] = [
            ("V", partial(self.acts.go, "visit")), ("L", partial(self.acts.go, "log")),
            ("G", partial(self.acts.go, "gift_form")), ("B", partial(self.acts.print_out, "brief")),
            ("E", self._edit), ("N", self._write_note), ("P", self._open_entry), ("C", self._add_person),
            ("O", self.causes.add_occasion), ("F", self.causes.add_favour),
            ("[", partial(self._step, -1)), ("]", partial(self._step, 1)),
            ("Ctrl+Return", self._on_ctrl_enter), ("Ctrl+Enter", self._on_ctrl_enter),
            *((f"Ctrl+Alt+{place + 1}", partial(self.views.show_number, place)) for place in range(8)),
            *((str((place + 1) % 10), partial(self._press_chip, place)) for place in range(len(Show))),
        ]  # fmt: skip
        nearest = NearestKeys(self)
        for key, act in keys:
            nearest.add(key, act)

    # --- content -----------------------------------------------------------------------------------------

    def show_route(self, route: Route) -> None:
        if "among" in route.args:
            self._among = route.args["among"]
        elif route.id != self.client_id:
            self._among, self._steps = (), 0
        self._steps = int(route.args.get("steps", 0))
        if route.id != self.client_id:
            self.note.close_entry()
            self.causes.close_entries()
            self.client_id = self.acts.client_id = self.causes.client_id = route.id
            self.facts.show_client(route.id)
            self.panel.reset()
            self.views.show_client(route.id)
            self.mark_stale()
        if "view" in route.args:
            self.views.show_view(str(route.args["view"]), route.args)
        if "focus" in route.args and self.views.shown == TIMELINE:
            is_note, line_id = route.args.get("kind") == "note", str(route.args["focus"])
            self.facts.focus_line(line_id, partial(self._open_note, line_id) if is_note else None)

    def reload(self) -> None:
        if not self.client_id:
            return
        self.frame.loading.start()
        self.facts.reload()
        client_id = self.client_id
        self.tasks.read(
            self,
            lambda session: client_reading.read(session, client_id),
            done=partial(self._show, client_id),
            failed=partial(self._on_failed, client_id),
            finished=self.frame.loading.stop,
        )

    def _show(self, client_id: str, seen: Seen) -> None:
        if client_id != self.client_id:
            return
        self.seen = seen
        self.frame.show_whole(True)
        self.head.show_dossier(seen.dossier)
        self.head.show_group(seen.group)
        self.people.set_people([client_reading.card(person, seen.numbers) for person in seen.dossier.contacts])
        self.people.set_gaps(client_reading.gap_words(seen.gaps))
        self.panel.show_seen(seen)
        self.saving.bring_back(seen)
        self.facts.set_people(seen.names)
        for entry in (self.note, *self.causes.entries):
            entry.set_people(seen.names)
        self.title_changed.emit(self.title())

    def _on_failed(self, client_id: str, error: KamError) -> None:
        if client_id != self.client_id:
            return
        if isinstance(error, NotFound):
            self.acts.follow(client_id, self._show_gone)
        else:
            self.tasks.refused.emit(error)

    def _show_gone(self) -> None:
        self.seen = None
        self.frame.show_whole(False)
        self.title_changed.emit("")

    # --- layout ------------------------------------------------------------------------------------------

    def _name_button(self) -> None:
        self.head.panel_button.setVisible(self.frame.is_narrow)
        self.head.panel_button.setText(self.tr("Timeline") if self.frame.is_panel else self.tr("Details"))

    def next_pane(self) -> None:
        """F6: the view, panel, people; a view with panes of its own goes first. Narrow: the panel takes its place."""
        if self.frame.is_narrow:
            self.frame.swap()
            self.panel.focus_first() if self.frame.is_panel else self.facts.setFocus()
        elif holds_focus(self.panel):
            self.people.focus_first()
        elif holds_focus(self.people):
            self._focus_view(Qt.FocusReason.TabFocusReason)
        else:
            self.panel.focus_first()

    def _focus_view(self, reason: Qt.FocusReason) -> None:
        (self.views.page or self.facts).setFocus(reason)

    def focus_filter(self) -> None:
        """Ctrl+F: find in the timeline, or what the view that is seen filters."""
        if self.views.page is None:
            self.facts.filters.open()
        else:
            self.views.call("focus_filter")

    def print_page(self) -> None:
        """Ctrl+P: what the view that is seen prints, else the dossier."""
        if not self.views.call("print_page"):
            self.acts.print_out("dossier")

    def on_changed(self, entities: frozenset[Entity]) -> None:
        super().on_changed(entities)
        self.views.on_changed(entities)

    def on_escape(self) -> bool:
        """Close what is open, then go back; after [ and ] back means to the list."""
        if self.panel.entry.isVisible():
            self.panel.entry.hide()
            self.facts.setFocus()
        elif (
            self.panel.close_editor()
            or self.note.close_entry()
            or self.causes.close_entries()
            or (self.views.page is not None and self.views.call("on_escape"))
            or (self.views.page is None and (self.facts.close_peek() or self.facts.close_filters()))
        ):
            pass
        elif self.frame.is_narrow and self.frame.is_panel:
            self.next_pane()
        elif self._steps:
            self.navigate.emit(Route("clients"))
        else:
            return False
        return True

    # --- what one can do ---------------------------------------------------------------------------------

    def _edit(self) -> None:
        self.navigate.emit(Route("client_form", self.client_id))

    def _write_note(self) -> None:
        """A note on this client, written on the page itself."""
        self._show_timeline()
        self.causes.close_entries()
        self.note.open(self.client_id)

    def _open_note(self, note_id: str) -> None:
        self._show_timeline()
        self.note.open(self.client_id, note_id)

    def _make_room(self) -> None:
        """One entry at a time; the note that was being written is kept. In a low window what stands around gives way."""
        self._show_timeline()
        self.note.close_entry()
        for part in (self.people, self.facts.filters):
            part.setVisible(self.height() >= fonts.px(_LOW))

    def _on_view(self) -> None:
        self.frame.fit()
        self._fit_people()

    def _fit_people(self) -> None:
        """In a low window a view beside the timeline has their room, in the lowest the timeline too.

        There the figures of the head give way to such a view as well.
        """
        least = _LOWEST if self.views.shown == TIMELINE and not self._is_entering() else _LOW
        self.people.setVisible(self.height() >= fonts.px(least))
        self.head.show_figures(self.views.shown == TIMELINE or self.height() >= fonts.px(_LOWEST))

    def _is_entering(self) -> bool:
        return any(not entry.isHidden() for entry in self.causes.entries)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, or the window closes or is locked, with a fact's editor open."""
        if not event.spontaneous():
            self.panel.leave()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_people()

    def _on_entry_closed(self) -> None:
        if not self._is_entering():
            self._fit_people()
            self.facts.filters.show()
            self.facts.setFocus()

    def _show_timeline(self) -> None:
        if self.frame.is_narrow and self.frame.is_panel:
            self.next_pane()
        if self.views.shown != TIMELINE:
            self.views.show_view(TIMELINE)

    def _press_chip(self, place: int) -> None:
        if self.views.shown == TIMELINE:
            self.facts.chips.press(place)

    def _on_ctrl_enter(self) -> None:
        """Saves the note that is being written; else this client in a window of its own."""
        if self.note.holds_focus:
            self.note.save()
        elif not self.causes.save() and not self.panel.save_editor():
            self._open_window()

    def _open_window(self) -> None:
        self.navigate.emit(Route("client", self.client_id, {"window": True}))

    def _open_parent(self) -> None:
        parent = self.seen.group.parent if self.seen else None
        if parent is not None:
            self.navigate.emit(Route("client", parent.id))

    def _open_person(self, contact_id: str) -> None:
        self.navigate.emit(Route("contact", contact_id, {"client_id": self.client_id}))

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

    def _open_entry(self) -> None:
        if self.frame.is_narrow and not self.frame.is_panel:
            self.next_pane()
        self.panel.entry.open()

    # --- menus -------------------------------------------------------------------------------------------

    def _open_more(self) -> None:
        button = self.head.more_button
        self.make_menu().popup(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def make_menu(self) -> QMenu:
        """Everything one can do with this client."""
        return make_menu(
            self,
            [
                (self.tr("Record a gift"), "G", partial(self.acts.go, "gift_form")),
                (self.tr("Note a promise"), "P", self._open_entry),
                (self.tr("Write a note"), "N", self._write_note),
                (self.tr("Note an occasion"), "O", self.causes.add_occasion),
                (self.tr("Note a favour"), "F", self.causes.add_favour),
                (self.tr("Add a contact"), "C", self._add_person),
                (self.tr("Policy of this client"), "", partial(self.acts.go, "policies")),
                (self.tr("Brief for the car"), "B", partial(self.acts.print_out, "brief")),
                (self.tr("Dossier on paper"), "Ctrl+P", partial(self.acts.print_out, "dossier")),
                (self.tr("Hand over to a colleague"), "", self.acts.hand_over),
                (self.tr("Open in a window of its own"), "Ctrl+Enter", self._open_window),
                (self.tr("Delete client"), "", lambda: self.acts.remove_client(self.title())),
            ],
        )

    def _open_person_menu(self, contact_id: str, at: QPoint) -> None:
        person = client_reading.person_of(self.seen, contact_id)
        if person is not None and self.seen is not None:
            self.actions_of_people.make_menu(person, self.seen.numbers.get(contact_id, [])).popup(at)
