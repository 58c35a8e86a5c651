"""The list of clients: filtered, sorted, of any length; the dossier is one Enter away (D-2.9)."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar, NamedTuple

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QStackedWidget, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import clients
from kam_desktop.core.clients import Filter
from kam_desktop.core.rules.kinds import Entity, Tier
from kam_desktop.ui import fonts, icons, labels
from kam_desktop.ui.clients import list_columns
from kam_desktop.ui.clients.menus import Entry, make_menu
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton, PrimaryButton
from kam_desktop.ui.widgets.chip import ChipRow
from kam_desktop.ui.widgets.empty import EmptyState
from kam_desktop.ui.widgets.paged_table import PagedTableModel, RowTable, request_through
from kam_desktop.ui.widgets.progress import LoadingLine
from kam_desktop.ui.widgets.texts import PlainLabel

_TYPING_MS = 150
_ALL = "all"


class _Found(NamedTuple):
    """What one reading of the list brings."""

    ids: Sequence[str]
    total: int
    tiers: dict[str, int]


class ClientsPage(Page):
    """Filter line over the table. Route arguments ``tier`` and ``text`` set the filter."""

    concerns: ClassVar[frozenset[Entity]] = frozenset({Entity.CLIENT, Entity.CONTACT, Entity.INTERACTION, Entity.TOUCH})

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self._order, self._is_descending = "name", False
        self._asked = 0
        self._place: int | None = None
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self.reload)
        self._make_filters()
        self._make_table()
        self._lay_out()
        self._make_keys()
        self.setFocusProxy(self.table)

    def title(self) -> str:
        return self.tr("Clients")

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("Enter", self.tr("Open the client")),
            ("E", self.tr("Edit")),
            ("N", self.tr("New client")),
            ("V", self.tr("Plan a visit")),
            ("L", self.tr("Log a contact")),
            ("Del", self.tr("Take off the list")),
            ("Ctrl+A", self.tr("Select all")),
        ]

    # --- parts -------------------------------------------------------------------------------------------

    def _make_filters(self) -> None:
        self.filter = QLineEdit(self)
        self.filter.setProperty("extent", "small")
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaxLength(128)
        self.filter.setPlaceholderText(self.tr("Name, contact, phone, city"))
        self.filter.setAccessibleName(self.tr("Filter clients"))
        self.filter.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.filter.setMinimumWidth(fonts.px(180))
        self.filter.setMaximumWidth(fonts.px(280))
        self.filter.textChanged.connect(lambda _: self._typing.start())
        self.filter.returnPressed.connect(self._to_table)
        self.chips = ChipRow(self)
        self._show_chips({}, 0)
        self.chips.changed.connect(lambda _: self.reload())
        self.count_label = PlainLabel("", self, face="label", role="muted")

    def _make_table(self) -> None:
        request = request_through(self.tasks, self, _fetch)
        self.model = PagedTableModel((), request, list_columns.columns(), self)
        self.table = RowTable(self.model, self)
        self.table.setAccessibleName(self.tr("Clients"))
        self.table.show_sorted("name")
        self.table.opened.connect(self._open)
        self.table.sort_asked.connect(self._sort)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._open_menu)
        self.empty = EmptyState(parent=self)
        self.empty.asked.connect(self._on_empty_asked)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)

    def _lay_out(self) -> None:
        self._import_button = PlainButton(self.tr("Import"), self, icon="import", size="small")
        self._import_button.clicked.connect(lambda: self.navigate.emit(Route("import")))
        self._new_button = PrimaryButton(self.tr("New client"), self, icon="plus", keys="N", size="small")
        self._new_button.clicked.connect(self._new)
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(self.filter, 2)
        row.addWidget(self.chips, 3)
        for part in (self.count_label, self._import_button, self._new_button):
            row.addWidget(part)
        head = QWidget(self)
        head.setLayout(row)
        head.setFixedHeight(fonts.px(48))
        self._loading = LoadingLine(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (head, self._loading):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)

    def _make_keys(self) -> None:
        one: list[tuple[str, Callable[[str], None]]] = [
            ("E", self._edit), ("V", self._visit), ("L", self._log),
        ]  # fmt: skip
        for keys, act in one:
            self._key(keys, partial(self._with_current, act), self._stack)
        self._key("N", self._new, self._stack)
        self._key("Del", self.remove_selected, self.table)
        self._key("Down", self._to_table, self.filter)

    def _key(self, keys: str, act: Callable[[], None], where: QWidget) -> None:
        shortcut = QShortcut(QKeySequence(keys), where)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    # --- content -----------------------------------------------------------------------------------------

    def chosen_filter(self) -> Filter:
        """What the filter line says."""
        tier = next(iter(self.chips.chosen()), _ALL)
        return Filter(tier="" if tier == _ALL else tier, text=self.filter.text().strip())

    def show_route(self, route: Route) -> None:
        wanted = str(route.args.get("tier", "")), str(route.args.get("text", ""))
        if any(wanted):
            self.chips.choose([wanted[0] or _ALL])
            self.filter.setText(wanted[1])
            self.mark_stale()

    def reload(self) -> None:
        self._typing.stop()
        self._asked += 1
        self._loading.start()
        asked, chosen = self._asked, self.chosen_filter()
        order, is_reversed = list_columns.SORTS[self._order]
        descending = self._is_descending != is_reversed

        def read(session: Any) -> _Found:
            return _read(session, chosen, order, descending=descending)

        self.tasks.read(self, read, done=partial(self._show, asked), finished=partial(self._loaded, asked))

    def _loaded(self, asked: int) -> None:
        if asked == self._asked:
            self._loading.stop()

    def _show(self, asked: int, found: _Found) -> None:
        """Answers to older questions are dropped: the list always shows what the filter line says."""
        if asked != self._asked:
            return
        self.table.show_ids(found.ids)
        self._show_chips(found.tiers, found.total)
        self._show_count(len(found.ids), found.total)
        self._show_state(len(found.ids), found.total)
        if self._place is not None and found.ids and not self.table.current_id():
            self.table.selectRow(min(self._place, len(found.ids) - 1))
        self._place = None

    def _show_chips(self, tiers: dict[str, int], total: int) -> None:
        every = self.tr("All {count}").format(count=total) if total else self.tr("All")
        named = [(tier.value, f"{labels.name_of(tier)} {tiers.get(tier.value, 0)}") for tier in Tier]
        self.chips.set_chips([(_ALL, every), *named])

    def _show_count(self, number: int, total: int) -> None:
        words = self.tr("{count} of {total}") if number != total else self.tr("Clients: {count}")
        self.count_label.setText(words.format(count=number, total=total))

    def _show_state(self, number: int, total: int) -> None:
        had_focus = self.empty.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        if number:
            self._stack.setCurrentWidget(self.table)
            if had_focus:
                self.table.setFocus()
            return
        if total:
            self.empty.say(self.tr("No client fits"), self.tr("Clear the filter"))
        else:
            self.empty.say(self.tr("No clients yet. Import a table, or make a new one."), self.tr("Import a table"))
        self._stack.setCurrentWidget(self.empty)

    def _sort(self, column: str, descending: bool) -> None:
        self._order, self._is_descending = column, descending
        self.reload()

    # --- what one can do ---------------------------------------------------------------------------------

    def focus_filter(self) -> None:
        """Ctrl+F."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def next_pane(self) -> None:
        """F6: from the filter line to the table and back."""
        if self.filter.hasFocus():
            self._to_table()
        else:
            self.focus_filter()

    def on_escape(self) -> bool:
        """Clear the filter, then leave its line."""
        if self.filter.text():
            self.filter.clear()
            return True
        if self.filter.hasFocus():
            self._to_table()
            return True
        return False

    def clear_filter(self) -> None:
        """Show every client again."""
        self.chips.choose([_ALL])
        self.filter.clear()
        self.reload()
        self._to_table()

    def _to_table(self) -> None:
        shown = self.table if self._stack.currentWidget() is self.table else self.empty.button
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_empty_asked(self) -> None:
        if self.chosen_filter() == Filter():
            self.navigate.emit(Route("import"))
        else:
            self.clear_filter()

    def _with_current(self, act: Callable[[str], None]) -> None:
        current = self.table.current_id()
        if current:
            act(current)

    def _new(self) -> None:
        self.navigate.emit(Route("client_form"))

    def _open(self, client_id: str) -> None:
        self.navigate.emit(Route("client", client_id, {"among": self.model.ids}))

    def _edit(self, client_id: str) -> None:
        self.navigate.emit(Route("client_form", client_id))

    def _visit(self, client_id: str) -> None:
        self.navigate.emit(Route("visit", "", {"client_id": client_id}))

    def _log(self, client_id: str) -> None:
        self.navigate.emit(Route("log", "", {"client_id": client_id}))

    def remove_selected(self) -> None:
        """Take the selected clients off the list; Undo brings them back with all that belongs to them."""
        chosen = self.table.selected_ids()
        if not chosen:
            return
        self._place = self.model.place_of(chosen[0])
        said = self.tr("{count} clients taken off the list").format(count=len(chosen))
        row = self.model.row(self._place) if self._place is not None else None
        if len(chosen) == 1 and row is not None:
            said = self.tr("{name} taken off the list").format(name=row[1])
        self.tasks.write(self, lambda session: _remove(session, chosen), said=said)

    def _open_menu(self, at: QPoint) -> None:
        current = self.table.current_id()
        if not current:
            return
        if not self.table.indexAt(at).isValid():
            at = self.table.visualRect(self.table.currentIndex()).bottomLeft()
        menu = self.make_menu(current)
        menu.popup(self.table.viewport().mapToGlobal(at))

    def make_menu(self, client_id: str) -> QMenu:
        """What one can do with the current client, for the right button and the Menu key."""
        number = len(self.table.selected_ids())
        off = self.tr("Take off the list") if number < 2 else self.tr("Take {count} off the list")
        entries: list[Entry] = [
            (self.tr("Open"), "Enter", partial(self._open, client_id)),
            (self.tr("Edit"), "E", partial(self._edit, client_id)),
            (self.tr("Plan a visit"), "V", partial(self._visit, client_id)),
            (self.tr("Log a contact"), "L", partial(self._log, client_id)),
            (off.format(count=number), "Del", self.remove_selected),
        ]
        return make_menu(self, entries)


def _fetch(session: Any, ids: Sequence[str]) -> Sequence[tuple[Any, ...]]:
    return list_columns.fetch(session, ids, today=runtime.today())


def _read(session: Any, chosen: Filter, order: str, *, descending: bool) -> _Found:
    found = clients.ids(session, chosen, order, descending=descending)
    return _Found(found, clients.count(session), clients.tier_counts(session))


def _remove(session: Any, chosen: Sequence[str]) -> None:
    for client_id in chosen:
        clients.remove(session, client_id)
