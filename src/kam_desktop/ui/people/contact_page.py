"""One person at a client: how to reach them, what to mind, what comes, what happened (D-2.2, D-5.10)."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from kam_desktop import runtime
from kam_desktop.core import contacts, relationships
from kam_desktop.core.agenda import DueTouch
from kam_desktop.core.errors import KamError, NotFound
from kam_desktop.core.portraits import PAGE, Portrait
from kam_desktop.core.relationships import Bond
from kam_desktop.core.rules.kinds import Channel, Entity
from kam_desktop.core.timeline_facts import Fact, Line
from kam_desktop.ui.entries.occasion_entry import OccasionEntry
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page, add_key, holds_focus
from kam_desktop.ui.people import reading
from kam_desktop.ui.people.contact_head import ContactHead, Reach
from kam_desktop.ui.people.contact_panel import ContactPanel
from kam_desktop.ui.people.history_view import HistoryView
from kam_desktop.ui.people.reading import Seen
from kam_desktop.ui.people.staff import StaffPlace
from kam_desktop.ui.tasks import Notice, Tasks
from kam_desktop.ui.widgets.dossier_frame import DossierFrame, PanelWidth
from kam_desktop.ui.widgets.empty import EmptyState

Act = Callable[[], object]


class ContactPage(Page):
    """``Route("contact", contact_id)``."""

    concerns: ClassVar[frozenset[Entity]] = frozenset(
        {
            Entity.CONTACT, Entity.RELATIVE, Entity.TIE, Entity.STAFF_CHANGE, Entity.INTERACTION, Entity.VISIT,
            Entity.GIFT, Entity.TOUCH, Entity.CLIENT, Entity.OCCASION, Entity.FAVOUR,
        }
    )  # fmt: skip

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.contact_id = ""
        self.seen: Seen | None = None
        self.head = ContactHead(self)
        self.reach = Reach(self)
        self.staff = StaffPlace(tasks, self)
        self.occasion = OccasionEntry(tasks, self)
        self.history = HistoryView(self)
        self.panel = ContactPanel(self)
        self._lay_out()
        self._connect()
        self._make_keys()
        self.setFocusProxy(self.history)

    def title(self) -> str:
        return str(self.seen.portrait.person["name"]) if self.seen else ""

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("L", self.tr("Log a contact")),
            ("V", self.tr("Plan a visit")),
            ("G", self.tr("Record a gift")),
            ("E", self.tr("Edit")),
            ("M", self.tr("Relationship map")),
            ("U", self.tr("To the client")),
            ("O", self.tr("Note an occasion")),
            ("T", self.tr("Who of us knows this person")),
            ("R", self.tr("Reports to")),
            ("X", self.tr("Leaves this client")),
            ("W", self.tr("Moves to another client")),
            ("S", self.tr("Succeeded by")),
            ("Space", self.tr("The whole text of a line")),
        ]

    # --- parts ----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        gone = EmptyState(self.tr("This person is no longer on any dossier."), self.tr("To the clients"), self)
        gone.asked.connect(lambda: self.navigate.emit(Route("clients")))
        self.frame = DossierFrame(
            self.head, self.history, self.panel, gone, PanelWidth(320, 34, 440), self, above=(self.staff, self.occasion, self.reach)
        )  # fmt: skip
        self.frame.fitted.connect(self._name_button)
        self.frame.fit()

    def _connect(self) -> None:
        head, panel, history = self.head, self.panel, self.history
        head.log_button.clicked.connect(partial(self._go, "log"))
        head.visit_button.clicked.connect(partial(self._go, "visit"))
        head.edit_button.clicked.connect(self._edit)
        head.map_button.clicked.connect(self._open_map)
        head.client_button.clicked.connect(self._open_client)
        head.panel_button.clicked.connect(self.next_pane)
        head.more_button.clicked.connect(self._open_more)
        self.reach.copied.connect(self._tell_copied)
        history.opened.connect(self._open_fact)
        history.log_asked.connect(partial(self._go, "log"))
        history.more_asked.connect(self._read_more)
        panel.touch_opened.connect(self._do_touch)
        panel.person_opened.connect(lambda contact_id: self.navigate.emit(Route("contact", contact_id)))
        panel.tie_asked.connect(self.ask_tie)
        panel.tie_removed.connect(self.remove_tie)
        panel.edit_asked.connect(self._edit)
        panel.taboo_found.connect(self._add_taboo)
        self.staff.closed.connect(self._focus_history)
        self.occasion.closed.connect(self._focus_history)
        self.staff.written.connect(self._on_written)

    def _make_keys(self) -> None:
        keys: list[tuple[str, Act]] = [
            ("L", partial(self._go, "log")), ("V", partial(self._go, "visit")), ("G", partial(self._go, "gift_form")),
            ("E", self._edit), ("M", self._open_map), ("U", self._open_client), ("T", self.ask_tie),
            ("R", self.ask_superior), ("X", self.ask_leave), ("W", self.ask_move), ("S", self.ask_successor), ("O", self.add_occasion),
        ]  # fmt: skip
        for key, act in keys:
            add_key(self, key, act)

    # --- content --------------------------------------------------------------------------------------------

    def show_route(self, route: Route) -> None:
        if route.id != self.contact_id:
            self.contact_id = route.id
            self.staff.close_panel()
            self.occasion.close_entry()
            self.history.close_peek()
            self.mark_stale()

    def reload(self) -> None:
        if not self.contact_id:
            return
        self.frame.loading.start()
        contact_id = self.contact_id
        is_same = self.seen is not None and self.seen.portrait.person["id"] == contact_id
        wanted = self.history.shown() if is_same else 0
        self.tasks.read(
            self, lambda session: reading.read(session, contact_id, wanted), done=partial(self._show, contact_id),
            failed=partial(self._on_failed, contact_id), finished=self.frame.loading.stop,
        )  # fmt: skip

    def _show(self, contact_id: str, seen: Seen) -> None:
        if contact_id != self.contact_id:
            return
        is_other = self.seen is None or self.seen.portrait.person["id"] != contact_id
        self.seen = seen
        portrait = seen.portrait
        self.frame.show_whole(True)
        self.head.show_portrait(portrait)
        self.reach.show_ways(seen)
        self.panel.show_portrait(portrait)
        self.history.show_lines(seen.lines, len(portrait.history), has_moved=len(portrait.cards) > 1)
        if is_other:
            self.history.list.scrollToTop()
        self.title_changed.emit(self.title())

    def _read_more(self) -> None:
        if self.seen is None:
            return
        contact_id, shown = self.contact_id, self.history.shown()
        keys = self.seen.portrait.history[shown : shown + PAGE]
        self.tasks.read(
            self, lambda session: reading.read_more(session, keys), done=partial(self._add, contact_id, shown)
        )  # fmt: skip

    def _add(self, contact_id: str, shown: int, lines: list[Line]) -> None:
        if contact_id == self.contact_id and shown == self.history.shown():
            self.history.add_lines(lines)

    def _on_failed(self, contact_id: str, error: KamError) -> None:
        if contact_id != self.contact_id:
            return
        if isinstance(error, NotFound):
            self.seen = None
            self.frame.show_whole(False)
            self.title_changed.emit("")
        else:
            self.tasks.refused.emit(error)

    # --- layout ---------------------------------------------------------------------------------------------

    def _name_button(self) -> None:
        self.head.panel_button.setVisible(self.frame.is_narrow)
        self.head.panel_button.setText(self.tr("History") if self.frame.is_panel else self.tr("Details"))

    def next_pane(self) -> None:
        """F6: history and panel; in a narrow window one takes the other's place."""
        if self.frame.is_narrow:
            self.frame.swap()
            self.panel.focus_first() if self.frame.is_panel else self._focus_history()
        elif holds_focus(self.panel):
            self._focus_history()
        else:
            self.panel.focus_first()

    def _focus_history(self) -> None:
        self.history.setFocus(Qt.FocusReason.TabFocusReason)

    def on_escape(self) -> bool:
        """Close what is open, then go back."""
        if self.staff.close_panel() or self.occasion.close_entry() or self.history.close_peek():
            return True
        if self.frame.is_narrow and self.frame.is_panel:
            self.next_pane()
            return True
        return False

    # --- what one can do ------------------------------------------------------------------------------------

    def _portrait(self) -> Portrait | None:
        return self.seen.portrait if self.seen else None

    def _go(self, page: str, **args: Any) -> None:
        if (portrait := self._portrait()) is not None:
            given = {"client_id": portrait.person["client_id"], "contact_id": self.contact_id, **args}
            self.navigate.emit(Route(page, "", given))

    def _edit(self) -> None:
        if (portrait := self._portrait()) is not None:
            args = {"client_id": portrait.person["client_id"], "back": "contact"}
            self.navigate.emit(Route("contact_form", self.contact_id, args))

    def _add_taboo(self, line: str) -> None:
        contact_id = self.contact_id

        def work(session: Any) -> None:
            draft = contacts.draft_of(contacts.get(session, contact_id))
            if line in draft.taboos:  # clicked twice
                return
            taboos = "\n".join(filter(None, (draft.taboos.strip(), line)))
            contacts.update(session, contact_id, replace(draft, taboos=taboos), today=runtime.today())

        self.tasks.write(self, work, said=self.tr("Among the taboos now: {text}").format(text=line))

    def _open_client(self) -> None:
        if (portrait := self._portrait()) is not None:
            self.navigate.emit(Route("client", portrait.person["client_id"], {"contact_id": self.contact_id}))

    def _open_map(self) -> None:
        if (portrait := self._portrait()) is not None:
            self.navigate.emit(Route("map", portrait.person["client_id"], {"contact_id": self.contact_id}))

    def _do_touch(self, touch: DueTouch) -> None:
        if touch.visit_id:
            self.navigate.emit(Route("visit", touch.visit_id))
        else:
            page = {Channel.VISIT: "visit", Channel.GIFT: "gift_form"}.get(touch.channel, "log")
            self._go(page, touch_id=touch.id)

    def _tell_copied(self, text: str) -> None:
        self.tasks.told.emit(Notice(self.tr("Copied: {text}").format(text=text), None))

    def add_occasion(self, row_id: str = "") -> None:
        """O: a day of this person's, new or one of the history."""
        if (portrait := self._portrait()) is not None:
            self.staff.close_panel()
            names = {self.contact_id: portrait.person["name"]} | {peer.id: peer.name for peer in portrait.peers}
            self.occasion.set_people(names)
            self.occasion.open(portrait.person["client_id"], row_id, "" if row_id else self.contact_id)

    def _open_fact(self, line: Line) -> None:
        if line.fact is Fact.OCCASION:
            self.add_occasion(line.id)
        elif line.fact is Fact.CONTACT:
            self.navigate.emit(Route("log", "", {"interaction_id": line.id}))
        else:
            self.navigate.emit(Route(line.fact.value, line.id))

    def ask_tie(self) -> None:
        """T."""
        if (portrait := self._portrait()) is not None:
            self.staff.tie(self.contact_id, self.title(), portrait.colleagues)

    def remove_tie(self, bond: Bond) -> None:
        """Take a tie off; Undo brings it back."""
        self.tasks.write(
            self, lambda session: relationships.untie(session, bond.id),
            said=self.tr("Tie with {colleague} taken off").format(colleague=bond.colleague),
        )  # fmt: skip

    def ask_superior(self) -> None:
        """R."""
        if (portrait := self._portrait()) is not None:
            current = portrait.superior.id if portrait.superior else ""
            self.staff.report(self.contact_id, self.title(), portrait.peers, current)

    def ask_leave(self) -> None:
        """X: leaves, or is here again."""
        if (portrait := self._portrait()) is None:
            return
        if portrait.person["has_left"]:
            self.staff.come_back(self.contact_id, self.title())
        else:
            self.staff.leave(self.contact_id, self.title(), portrait.peers)

    def ask_move(self) -> None:
        """W."""
        if self._portrait() is not None:
            self.staff.move_on(self.contact_id, self.title())

    def ask_successor(self) -> None:
        """S."""
        if (portrait := self._portrait()) is not None:
            self.staff.succeed(self.contact_id, self.title(), portrait.peers)

    def _on_written(self, value: Any) -> None:
        """Who moved is shown at the new client."""
        if self.staff.is_move and isinstance(value, str):
            self.navigate.emit(Route("contact", value))

    # --- menu -----------------------------------------------------------------------------------------------

    def _open_more(self) -> None:
        button = self.head.more_button
        self.make_menu().popup(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def make_menu(self) -> QMenu:
        """Everything one can do with this person."""
        portrait = self._portrait()
        gone = portrait is not None and portrait.person["has_left"]
        entries: list[tuple[str, str, Act]] = [
            (self.tr("Record a gift"), "G", partial(self._go, "gift_form")),
            (self.tr("Note an occasion…"), "O", self.add_occasion),
            (self.tr("Who of us knows this person…"), "T", self.ask_tie),
            (self.tr("Reports to…"), "R", self.ask_superior),
            (self.tr("Is here again") if gone else self.tr("Leaves this client…"), "X", self.ask_leave),
            (self.tr("Moves to another client…"), "W", self.ask_move),
            (self.tr("Succeeded by…"), "S", self.ask_successor),
        ]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, keys, act in entries:
            action = QAction(text + f"\t{keys}", menu)
            action.triggered.connect(lambda _=False, act=act: act())
            menu.addAction(action)
        return menu
