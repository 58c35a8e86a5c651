"""A client's relationship map: who reports to whom, who of us knows them, where it hangs on one thread (D-2.2, D-12.1)."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from kam_desktop.core import relationships
from kam_desktop.core.errors import KamError, NotFound
from kam_desktop.core.relationships import MapPerson, RelationshipMap
from kam_desktop.core.rules.kinds import Attitude, Entity
from kam_desktop.ui import appearance, fonts, labels, painting
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page, add_key
from kam_desktop.ui.people import wording
from kam_desktop.ui.people.map_view import MapView
from kam_desktop.ui.people.staff import StaffPlace
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.badge import TierBadge
from kam_desktop.ui.widgets.buttons import IconButton, PlainButton, QuietButton
from kam_desktop.ui.widgets.empty import EmptyState
from kam_desktop.ui.widgets.icon_label import IconLabel
from kam_desktop.ui.widgets.page_head import PageHead
from kam_desktop.ui.widgets.texts import PlainLabel, plain_tip

Act = Callable[[], object]
_SAID: Final = 3  # sentences over the map
_LOW: Final = 240  # px


class ThreadBar(QWidget):
    """Single threads in words; hidden while there is none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = PlainLabel("", self, role="warning", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 7)
        row.setSpacing(8)
        row.addWidget(IconLabel("warning", self, role="warning"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.hide()

    def say(self, sentences: list[str]) -> None:
        """Show the first of these, and how many more there are: the map has the room."""
        between = "" if labels.language() == "zh_CN" else " "
        more = len(sentences) - _SAID
        rest = [self.tr("{n} more are marked on the map.").format(n=more)] if more > 0 else []
        self._text.setText(between.join([*sentences[:_SAID], *rest]))
        self._text.setToolTip(plain_tip("\n".join(sentences)) if more > 0 else "")
        self.setAccessibleName(between.join(sentences))
        self.setVisible(bool(sentences))

    def text(self) -> str:
        """What is shown."""
        return self._text.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), appearance.current()
        painter.fillRect(self.rect(), theme.warning_soft)
        painting.under(painter, self.rect(), theme.warning_border)


class MapPage(Page):
    """``Route("map", client_id)``."""

    concerns: ClassVar[frozenset[Entity]] = frozenset(
        {Entity.CLIENT, Entity.CONTACT, Entity.TIE, Entity.STAFF_CHANGE}
    )  # fmt: skip

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.client_id = ""
        self.seen: RelationshipMap | None = None
        self.head = PageHead(self.tr("Relationship map"), self)
        self.badge = TierBadge(parent=self)
        self.threads = ThreadBar(self)
        self.view = MapView(self)
        self.staff = StaffPlace(tasks, self)
        self.empty = EmptyState(self.tr("Nobody is known at this client yet."), self.tr("Add a contact"), self)
        self.status = PlainLabel("", self, face="label", role="muted", elide=True)
        self._make_tools()
        self._lay_out()
        self._connect()
        self._make_keys()
        self.setFocusProxy(self.view)

    def title(self) -> str:
        return self.tr("Relationship map of {client}").format(client=self.seen.client) if self.seen else ""

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("Enter", self.tr("Open the person")),
            ("Alt+Up", self.tr("Move the card, also with the other arrows")),
            ("R", self.tr("Reports to")),
            ("T", self.tr("Who of us knows this person")),
            ("1", self.tr("Influence, 1 to 3; 0 for not known")),
            ("L", self.tr("Leaves")),
            ("S", self.tr("Succeeded by")),
            ("C", self.tr("Add a contact")),
            ("Ctrl++", self.tr("Larger")),
            ("Ctrl+-", self.tr("Smaller")),
            ("Ctrl+0", self.tr("Show all of it")),
            ("Ctrl+P", self.tr("Print or PDF")),
        ]

    # --- parts ----------------------------------------------------------------------------------------------

    def _make_tools(self) -> None:
        self.smaller = IconButton("minus", self.tr("Smaller"), self, keys="Ctrl+-", size="small")
        self.size_button = QuietButton("100%", self, size="small")
        self.size_button.setToolTip(self.tr("Show all of it"))
        self.larger = IconButton("plus", self.tr("Larger"), self, keys="Ctrl++", size="small")
        self.tidy = PlainButton(self.tr("Tidy up"), self, size="small")
        self.tidy.setToolTip(self.tr("Every card goes back to its place in the tree"))
        self.print_button = IconButton(
            "print", self.tr("Print or PDF"), self, keys="Ctrl+P", is_framed=True, size="small"
        )
        self.add_button = PlainButton(self.tr("Add a contact"), self, icon="plus", keys="C", size="small")
        self.head.add_before(self.badge)
        for tool in (self.smaller, self.size_button, self.larger, self.tidy, self.add_button, self.print_button):
            self.head.add_tool(tool)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        marks = "  ".join(wording.attitude(each.value) for each in Attitude)
        ties = self.tr("Larger card: more influence. Below: who of us knows them; bold, is trusted; grey, has met.")
        self.legend = PlainLabel(f"{marks}    {ties}", self, face="label", role="muted", elide=True)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 4, 16, 6)
        foot.setSpacing(0)
        foot.addWidget(self.status)
        foot.addWidget(self.legend)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.head, self.threads, self.staff):
            column.addWidget(part)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the map has the room of what its signs mean."""
        super().resizeEvent(event)
        self.legend.setVisible(self.height() >= fonts.px(_LOW))

    def _connect(self) -> None:
        view = self.view
        view.opened.connect(self._open_person)
        view.moved.connect(self._keep_place)
        view.current_changed.connect(lambda _: self._show_status())
        view.menu_asked.connect(lambda _, at: self.make_menu().popup(at))
        view.zoomed.connect(lambda zoom: self.size_button.setText(f"{round(zoom * 100)}%"))
        self.smaller.clicked.connect(partial(view.zoom_by, -1))
        self.larger.clicked.connect(partial(view.zoom_by, 1))
        self.size_button.clicked.connect(lambda: view.fit())
        self.tidy.clicked.connect(self.forget_places)
        self.print_button.clicked.connect(self.print_page)
        self.add_button.clicked.connect(self._add_person)
        self.empty.asked.connect(self._add_person)
        self.staff.closed.connect(self.view.setFocus)

    def _make_keys(self) -> None:
        keys: list[tuple[str, Act]] = [
            ("R", self.ask_superior), ("T", self.ask_tie), ("L", self.ask_leave), ("S", self.ask_successor),
            ("C", self._add_person), ("Ctrl++", partial(self.view.zoom_by, 1)), ("Ctrl+=", partial(self.view.zoom_by, 1)),
            ("Ctrl+-", partial(self.view.zoom_by, -1)), ("Ctrl+0", self.view.fit),
            *((str(level), partial(self.set_influence, level)) for level in (0, *wording.LEVELS)),
        ]  # fmt: skip
        for key, act in keys:
            add_key(self, key, act)

    # --- content --------------------------------------------------------------------------------------------

    def show_route(self, route: Route) -> None:
        if route.id != self.client_id:
            self.client_id = route.id
            self.staff.close_panel()
            self.view.fit_readable()
            self.mark_stale()
        if route.args.get("contact_id"):
            self.view.choose(str(route.args["contact_id"]))

    def reload(self) -> None:
        if not self.client_id:
            return
        self.head.loading.start()
        client_id = self.client_id
        self.tasks.read(
            self, lambda session: relationships.map_of(session, client_id), done=self._show,
            failed=partial(self._on_failed, client_id), finished=self.head.loading.stop,
        )  # fmt: skip

    def _show(self, seen: RelationshipMap) -> None:
        if seen.client_id != self.client_id:
            return
        self.seen = seen
        self.head.set_subtitle("" if self.head.is_low else seen.client)
        self.badge.set_tier(seen.tier)
        self.badge.setVisible(bool(seen.tier) and not self.head.is_low)
        self.threads.say([wording.thread(each) for each in seen.threads])
        self._stack.setCurrentWidget(self.view if seen.people else self.empty)
        self.setFocusProxy(self.view if seen.people else self.empty.button)
        self.view.show_map(seen)
        self._show_status()
        self.title_changed.emit(self.title())

    def _show_status(self) -> None:
        """The chosen card in words, for those who cannot see its colour or size."""
        item = self.view.items_by_id().get(self.view.current_id)
        self.status.setText(" · ".join(item.spoken().splitlines()) if item is not None else "")

    def _on_failed(self, client_id: str, error: KamError) -> None:
        if client_id == self.client_id and isinstance(error, NotFound):
            self.navigate.emit(Route("clients"))
        elif client_id == self.client_id:
            self.tasks.refused.emit(error)

    def current(self) -> MapPerson | None:
        """Whose card is chosen."""
        item = self.view.items_by_id().get(self.view.current_id)
        return item.person if item is not None else None

    # --- what one can do ------------------------------------------------------------------------------------

    def _peers(self) -> list[MapPerson]:
        return [each for each in (self.seen.people if self.seen else ()) if not each.has_left]

    def ask_superior(self) -> None:
        """R."""
        if (person := self.current()) is not None:
            self.staff.report(person.id, person.name, self._peers(), person.reports_to_id or "")

    def ask_tie(self) -> None:
        """T."""
        if (person := self.current()) is not None and self.seen is not None:
            self.staff.tie(person.id, person.name, self.seen.colleagues)

    def ask_leave(self) -> None:
        """L: leaves, or is here again."""
        if (person := self.current()) is None:
            return
        if person.has_left:
            self.staff.come_back(person.id, person.name)
        else:
            self.staff.leave(person.id, person.name, self._peers())

    def ask_move(self) -> None:
        """Works for another client now."""
        if (person := self.current()) is not None:
            self.staff.move_on(person.id, person.name)

    def ask_successor(self) -> None:
        """S."""
        if (person := self.current()) is not None:
            self.staff.succeed(person.id, person.name, self._peers())

    def set_influence(self, level: int) -> None:
        """1 to 3; 0 means not known."""
        if (person := self.current()) is not None:
            known = level or None
            self.tasks.write(
                self, lambda session: relationships.set_influence(session, person.id, known),
                said=self.tr("Influence of {name}: {level}").format(name=person.name, level=wording.influence(known) or "—"),
            )  # fmt: skip

    def forget_places(self) -> None:
        """Tidy up: every card back into the tree."""
        client_id = self.client_id
        self.view.fit()
        self.tasks.write(
            self, lambda session: relationships.forget_places(session, client_id),
            said=self.tr("The map is tidy again"),
        )  # fmt: skip

    def _keep_place(self, contact_id: str, x: float, y: float) -> None:
        client_id = self.client_id
        name = self.view.items_by_id()[contact_id].person.name
        self.tasks.write(
            self, lambda session: relationships.place(session, client_id, {contact_id: (x, y)}),
            said=self.tr("Card of {name} moved").format(name=name),
        )  # fmt: skip

    def remove_tie(self, tie_id: str) -> None:
        """Take a tie off; Undo brings it back."""
        self.tasks.write(self, lambda session: relationships.untie(session, tie_id), said=self.tr("Tie taken off"))

    def _open_person(self, contact_id: str) -> None:
        self.navigate.emit(Route("contact", contact_id))

    def _add_person(self) -> None:
        self.navigate.emit(Route("contact_form", "", {"client_id": self.client_id}))

    def print_page(self) -> None:
        """Ctrl+P: the map on one sheet."""
        if self.seen is not None and self.seen.people:
            self.navigate.emit(Route("preview", self.client_id, {"paper": "relationship_map"}))

    def on_escape(self) -> bool:
        return self.staff.close_panel()

    def next_pane(self) -> None:
        """F6: between the map and an open panel."""
        if self.staff.panel is not None and self.view.hasFocus():
            self.staff.panel.focus_first()
        else:
            self.view.setFocus(Qt.FocusReason.TabFocusReason)

    def make_menu(self) -> QMenu:
        """Everything one can do with the chosen person."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        person = self.current()
        if person is None:
            return menu
        gone = person.has_left
        entries: list[tuple[str, str, Act]] = [
            (self.tr("Open"), "Enter", partial(self._open_person, person.id)),
            (self.tr("Reports to…"), "R", self.ask_superior),
            (self.tr("Who of us knows this person…"), "T", self.ask_tie),
            (self.tr("Is here again") if gone else self.tr("Leaves…"), "L", self.ask_leave),
            (self.tr("Moves to another client…"), "", self.ask_move),
            (self.tr("Succeeded by…"), "S", self.ask_successor),
        ]
        for bond in self.seen.bonds if self.seen else ():
            if bond.contact_id == person.id:
                text = self.tr("Take off the tie with {colleague}").format(colleague=bond.colleague)
                entries.append((text, "", partial(self.remove_tie, bond.id)))
        for text, keys, act in entries:
            action = QAction(text.replace("&", "&&") + (f"\t{keys}" if keys else ""), menu)
            action.triggered.connect(lambda _=False, act=act: act())
            menu.addAction(action)
        return menu
