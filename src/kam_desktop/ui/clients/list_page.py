"""The list of clients: filtered, sorted, of any length; the dossier is one Enter away (D-2.9, D-3.4)."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar, Final, NamedTuple

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import client_columns, clients, custom_fields, indexing
from kam_desktop.core.clients import Filter
from kam_desktop.core.rules import criteria
from kam_desktop.core.rules.criteria import Criterion
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.ui.clients.list_acts import ListActs
from kam_desktop.ui.clients.list_bar import CriteriaLine, SelectionBar
from kam_desktop.ui.clients.list_cells import CellEditing
from kam_desktop.ui.clients.list_chooser import ColumnsPopover
from kam_desktop.ui.clients.list_columns import Look
from kam_desktop.ui.clients.list_filter import FilterPopover
from kam_desktop.ui.clients.list_head import ClientsHead
from kam_desktop.ui.clients.list_looks import ListLooks
from kam_desktop.ui.clients.list_paste import Pasted
from kam_desktop.ui.clients.list_paste_panel import PastePanel
from kam_desktop.ui.clients.list_peek import PeekPanel
from kam_desktop.ui.clients.list_saved import SavedSegments
from kam_desktop.ui.clients.list_segments import SegmentsPanel
from kam_desktop.ui.clients.menus import Entry, make_menu
from kam_desktop.ui.navigation import IMPORT, Route
from kam_desktop.ui.page import Page, add_key, focus_next, holds_focus
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.empty import EmptyState
from kam_desktop.ui.widgets.progress import LoadingLine
from kam_desktop.ui.widgets.texts import Hint

_AGAIN_MS: Final = 3000  # while the index is being built


class _Found(NamedTuple):
    """What one reading of the list brings."""

    ids: Sequence[str]
    total: int
    is_behind: bool = False  # the text filter may miss clients that the index does not know yet


class ClientsPage(Page):
    """Filter line over the table. Route arguments set the filter: ``tier``, ``text``, ``segment`` (its name or
    id) and ``criteria`` (``Criterion``s or their JSON)."""

    concerns: ClassVar[frozenset[Entity]] = frozenset(
        {
            Entity.CLIENT, Entity.CONTACT, Entity.INTERACTION, Entity.TOUCH, Entity.SEGMENT, Entity.CUSTOM_FIELD,
            Entity.PURCHASE, Entity.COMMITMENT, Entity.NOTE, Entity.VISIT, Entity.GIFT, Entity.FAVOUR, Entity.OCCASION,
            Entity.ATTACHMENT,
        }
    )  # fmt: skip

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.criteria: tuple[Criterion, ...] = ()
        self._is_looked_up = self._has_come_back = False
        self._asked = 0
        self._place: int | None = None
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self._look_again)
        self._make_filters()
        self._make_table()
        self._make_sides()
        self._lay_out()
        self._make_keys()
        self.setFocusProxy(self.table)

    def title(self) -> str:
        return self.tr("Clients")

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("Enter", self.tr("Open the client")),
            ("Space", self.tr("Look without opening")),
            ("F2", self.tr("Write in the cell; Tab goes on to the next")),
            ("E", self.tr("Edit")),
            ("N", self.tr("New client")),
            ("V", self.tr("Plan a visit")),
            ("L", self.tr("Log a contact")),
            ("F", self.tr("Add a filter")),
            ("S", self.tr("Segments")),
            ("Ctrl+S", self.tr("Save as segment")),
            ("C", self.tr("Columns")),
            ("Ctrl+A", self.tr("Select all")),
            ("B", self.tr("Change the selected")),
            ("T", self.tr("Tags")),
            ("O", self.tr("Owner")),
            ("X", self.tr("Export")),
            ("Ctrl+C", self.tr("Copy the cell, or the selected rows with headings")),
            ("Ctrl+Shift+C", self.tr("Copy the row with headings")),
            ("Ctrl+V", self.tr("Paste rows from a spreadsheet")),
            ("Del", self.tr("Delete client")),
        ]

    # --- parts -------------------------------------------------------------------------------------------

    def _make_filters(self) -> None:
        self.head = ClientsHead(self)
        self.filter, self.chips, self.count_label = self.head.filter, self.head.chips, self.head.count_label
        self.head.changed.connect(self._read_list)
        self.head.entered.connect(self._to_table)
        self.head.filter_button.clicked.connect(lambda: self.add_filter())
        self.head.segments_button.clicked.connect(self.toggle_segments)
        self.head.columns_button.clicked.connect(lambda: self.choose_columns())
        self.head.duplicates_button.clicked.connect(lambda: self.navigate.emit(Route("duplicates")))
        self.head.import_button.clicked.connect(lambda: self.navigate.emit(IMPORT))
        self.head.new_button.clicked.connect(self._new)
        self.conditions = CriteriaLine(self)
        self.conditions.removed.connect(self._drop_criterion)
        self.conditions.save_asked.connect(self.save_segment)
        self.conditions.clear_asked.connect(self.clear_filter)

    def _make_table(self) -> None:
        self.looks = ListLooks(self, self.tasks)
        self.looks.resorted.connect(self._read_list)
        self.model, self.table = self.looks.model, self.looks.table
        self.table.setAccessibleName(self.tr("Clients"))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._open_menu)
        self.empty = EmptyState(parent=self)
        self.empty.asked.connect(self._on_empty_asked)
        self.bar = SelectionBar(self)
        self.acts = ListActs(self, self.tasks, self.table, self.bar)
        self.table.opened.connect(lambda _id: self.acts.open())
        self.acts.pasted.connect(self._look_at_pasted)
        self.acts.navigate.connect(self.navigate)
        self.acts.removing.connect(self._stay_at)
        self.cells = CellEditing(self, self.tasks, self.table)
        self.table.copy_asked.connect(self.acts.copy)
        self.table.paste_asked.connect(self.acts.paste)
        self.pasting = PastePanel(self)
        self.pasting.left.connect(self._leave_pasted)
        self.pasting.take_asked.connect(self._take_pasted)
        self.pasting.remapped.connect(self.acts.look_again)
        self._stack = QStackedWidget(self)
        for part in (self.table, self.empty, self.pasting):
            self._stack.addWidget(part)

    def _make_sides(self) -> None:
        self.segments = SegmentsPanel(self)
        self.saved = SavedSegments(self, self.tasks, self.segments, self.whole_filter)
        self.saved.applied.connect(self._take_criteria)
        self.segments.save_asked.connect(self.save_segment)
        self.segments.hide()
        self.peek = PeekPanel(self.tasks, self)
        self.peek.hide()
        self.peek.open_button.clicked.connect(self.acts.open)
        self.table.peeked.connect(lambda _id: self._show_peek(not self.peek.isVisible()))
        self.table.current_changed.connect(self._follow)
        self.table.chosen_changed.connect(self.bar.show_count)
        self.bar.change_asked.connect(self.acts.change)
        self.bar.export_asked.connect(self.acts.export)
        self.bar.remove_asked.connect(self.acts.remove)

    def _lay_out(self) -> None:
        self._loading = LoadingLine(self)
        self.behind = Hint(self.tr("The search index is still being built: older clients may be missing."), self)
        self.behind.setContentsMargins(16, 2, 16, 6)
        self.behind.hide()
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._stack, 1)
        middle.addWidget(self.bar)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.segments)
        body.addLayout(middle, 1)
        body.addWidget(self.peek)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.head, self.conditions, self.behind, self._loading):
            column.addWidget(widget)
        column.addLayout(body, 1)

    def _make_keys(self) -> None:
        for keys, act_on in (
            ("E", self.acts.edit), ("V", self.acts.visit), ("L", self.acts.log), ("N", self._new),
            ("F", self.add_filter), ("S", self.toggle_segments), ("C", self.choose_columns),
        ):  # fmt: skip
            add_key(self._stack, keys, act_on)
        for keys, field in (("B", "tier"), ("T", "tags"), ("O", "owner")):
            add_key(self.table, keys, partial(self.acts.change, field))
        for keys, act_on in (("X", self.acts.export), ("Del", self.acts.remove), ("Ctrl+Shift+C", self.acts.copy_rows)):
            add_key(self.table, keys, act_on)
        add_key(self.segments, "S", self.toggle_segments)
        add_key(self, "Ctrl+S", self.save_segment)
        add_key(self.filter, "Down", self._to_table)

    # --- content -----------------------------------------------------------------------------------------

    def show_route(self, route: Route) -> None:
        tier, text = str(route.args.get("tier", "")), str(route.args.get("text", ""))
        asked = route.args.get("criteria", ())
        if tier or text or asked:
            self.head.ask(tier, text)
            given = [one for one in asked if isinstance(one, Criterion)]
            self._set_criteria(tuple(given) if given else criteria.from_json(list(asked)))
            self.mark_stale()
        if route.args.get("segment"):
            self.saved.want(str(route.args["segment"]))

    def reload(self) -> None:
        if not self._is_looked_up:
            self._is_looked_up = True
            self.looks.load(self._take_look)
            return
        self._read_sides()
        self._read_list()

    def _take_look(self, look: Look) -> None:
        self.segments.setVisible(look.has_segments)
        self.reload()

    def _read_sides(self) -> None:
        """What does not follow the filter: counts of tiers, segments, the users' own fields."""
        self.tasks.read(self, lambda s: (clients.tier_counts(s), custom_fields.of(s, "client")), done=self._show_sides)

    def _show_sides(self, found: tuple[dict[str, int], list[custom_fields.Field]]) -> None:
        tiers, fields = found
        self.head.show_tiers(tiers)
        self.cells.own = {client_columns.CUSTOM + field.id: field for field in fields}
        own = {key: field.label for key, field in self.cells.own.items()}
        if own != self.looks.own:
            self.looks.name_own(own)
            self.conditions.show_criteria(self.criteria, own)
        self.saved.reload(own)

    def _read_list(self) -> None:
        self.head.settle()
        self._asked += 1
        self._loading.start()
        asked, chosen, today = self._asked, Filter(criteria=self.whole_filter()), runtime.today()
        order, descending = self.looks.sorting()

        def read(session: Any) -> _Found:
            found = clients.ids(session, chosen, order, descending=descending, today=today)
            return _Found(found, clients.count(session), chosen.is_searched() and indexing.is_behind(session))

        self.tasks.read_newest(self, read, done=partial(self._show, asked), finished=partial(self._loaded, asked))

    def _look_again(self) -> None:
        """The index went on meanwhile."""
        if self.isVisible() and self.behind.isVisible():
            self._read_list()

    def _loaded(self, asked: int) -> None:
        if asked == self._asked:
            self._loading.stop()

    def _show(self, asked: int, found: _Found) -> None:
        """Answers to older questions are dropped: the list always shows what the filter line says."""
        if asked != self._asked:
            return
        if not self._has_come_back:
            self._has_come_back = True
            self.cells.come_back()
        self.table.show_ids(found.ids)
        self.bar.show_count(self.table.selected_count())
        self.head.show_count(len(found.ids), found.total)
        self.behind.setVisible(found.is_behind)
        if found.is_behind:
            self._again.start()
        self._show_state(len(found.ids), found.total)
        if self._place is not None and found.ids and not self.table.current_id():
            self.table.selectRow(min(self._place, len(found.ids) - 1))
        self._place = None
        if self.peek.isVisible():
            self.peek.show_client(self.table.current_id(), self.looks.own)

    def _show_state(self, number: int, total: int) -> None:
        had_focus = holds_focus(self.empty)
        if self._stack.currentWidget() is self.pasting:
            return
        if number:
            self._stack.setCurrentWidget(self.table)
            if had_focus:
                self.table.setFocus()
            return
        if total and self.head.text():
            said = self.tr("No client and nobody there is called “{text}”").format(text=self.head.text())
            self.empty.say(said, self.tr("Search in what was written"))
        elif total:
            self.empty.say(self.tr("No client fits"), self.tr("Clear the filter"))
        else:
            self.empty.say(self.tr("No clients yet. Import a table, or make a new one."), self.tr("Import a table"))
        self._stack.setCurrentWidget(self.empty)

    # --- how it looks ------------------------------------------------------------------------------------

    def choose_columns(self) -> ColumnsPopover:
        """Which columns, in which order, how wide, sorted by which."""
        panel = self.looks.choose(self.head.columns_button)
        panel.closed.connect(self._to_table)
        return panel

    def toggle_segments(self) -> None:
        """Show the saved segments beside the list, or put them away."""
        has_segments = not self.segments.isVisible()
        self.segments.setVisible(has_segments)
        self.looks.keep(replace(self.looks.look, has_segments=has_segments))
        if has_segments:
            self.saved.reload(self.looks.own)
            self.segments.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._to_table()

    def _show_peek(self, is_shown: bool) -> None:
        self.peek.setVisible(is_shown)
        if is_shown:
            self.peek.show_client(self.table.current_id(), self.looks.own)

    def _follow(self, client_id: str) -> None:
        if self.peek.isVisible():
            self.peek.show_client(client_id, self.looks.own)

    # --- the filter --------------------------------------------------------------------------------------

    def add_filter(self, field: str = "silent") -> FilterPopover:
        """Ask for one more condition."""
        panel = FilterPopover(self, self.head.filter_button, self.tasks, self.cells.own, field)

        def take(one: Criterion) -> None:
            panel.dismiss()
            self.saved.forget()
            self._take_criteria(criteria.with_one(self.criteria, one))

        panel.chosen.connect(take)
        panel.closed.connect(self._to_table)
        return panel

    def _set_criteria(self, asked: tuple[Criterion, ...]) -> None:
        self.criteria = asked
        self.conditions.show_criteria(asked, self.looks.own)

    def _take_criteria(self, asked: tuple[Criterion, ...]) -> None:
        self._set_criteria(asked)
        self._read_list()

    def _drop_criterion(self, place: int) -> None:
        self.saved.forget()
        self._take_criteria(tuple(one for at, one in enumerate(self.criteria) if at != place))
        self._to_table()

    def save_segment(self) -> None:
        """Keep the filter under a name."""
        anchor = self.conditions.save if self.conditions.isVisible() else self.head.filter_button
        self.saved.save(anchor, self.whole_filter())

    def whole_filter(self) -> tuple[Criterion, ...]:
        """All that the list is filtered by: what a segment keeps."""
        return (*self.criteria, *(one for one in self.head.criteria() if one not in self.criteria))

    def focus_filter(self) -> None:
        """Ctrl+F."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def next_pane(self) -> None:
        """F6: filter line, segments, table, peek."""
        focus_next([self.filter, self.segments, self._stack, self.peek])

    def on_escape(self) -> bool:
        """Leave a pasted block, put segments and peek away, clear the text, then leave its line."""
        if self._stack.currentWidget() is self.pasting:
            if not self.pasting.columns.put_back():
                self._leave_pasted()
            return True
        if self.segments.isVisible():
            self.toggle_segments()
            return True
        if self.peek.isVisible():
            self._show_peek(False)
            return True
        if self.filter.text():
            self.filter.clear()
            return True
        if self.filter.hasFocus():
            self._to_table()
            return True
        return False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._has_come_back and not event.spontaneous():
            self.cells.come_back()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, or the window closes or is locked, with a cell's editor open."""
        if not event.spontaneous():
            self.cells.leave()
        super().hideEvent(event)

    def clear_filter(self) -> None:
        """Show every client again."""
        self.head.ask()
        self.saved.forget()
        self._take_criteria(())
        self._to_table()

    def _to_table(self) -> None:
        shown = self.table if self._stack.currentWidget() is self.table else self.empty.button
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_empty_asked(self) -> None:
        if not self.whole_filter():
            self.navigate.emit(IMPORT)
        elif text := self.head.text():
            self.filter.clear()
            self.saved.forget()
            self._take_criteria(criteria.with_one(self.criteria, Criterion("written", "has", text)))
        else:
            self.clear_filter()

    # --- what one can do ---------------------------------------------------------------------------------

    def _new(self) -> None:
        self.navigate.emit(Route("client_form"))

    def _stay_at(self, place: int) -> None:
        """Where the focus goes when the rows there are gone."""
        self._place = place

    def _look_at_pasted(self, pasted: Pasted) -> None:
        self._stack.setCurrentWidget(self.pasting)
        self.bar.hide()
        self.pasting.show_pasted(pasted)

    def _take_pasted(self) -> None:
        if self.pasting.pasted is not None:
            self.acts.take_over(self.pasting.pasted)
        self._leave_pasted()

    def _leave_pasted(self) -> None:
        self._stack.setCurrentWidget(self.table if self.model.ids else self.empty)
        self.bar.show_count(self.table.selected_count())
        self._to_table()

    def _open_menu(self, at: QPoint) -> None:
        if not self.table.current_id():
            return
        if not self.table.indexAt(at).isValid():
            at = self.table.visualRect(self.table.currentIndex()).bottomLeft()
        menu = self.make_menu()
        menu.popup(self.table.viewport().mapToGlobal(at))

    def make_menu(self) -> QMenu:
        """What one can do with the current client, for the right button and the Menu key."""
        cell: Entry = (self.tr("Write in the cell"), "F2", self.cells.open)
        first, *others = self.acts.entries_of_one()
        return make_menu(self, [first, cell, *others, *self.acts.entries()])
