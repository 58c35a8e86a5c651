"""The small stock of gifts: what is there, what moved, what runs low (D-7.5)."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from kam_desktop.core import gift_stock
from kam_desktop.core.gift_stock import MoveRow, StockRow
from kam_desktop.core.rules.kinds import Entity, StockMoveKind
from kam_desktop.ui import appearance, fonts, labels
from kam_desktop.ui.entries.stock_entry import MoveEntry, StockEntry
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page, focus_next
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton
from kam_desktop.ui.widgets.empty import EmptyState
from kam_desktop.ui.widgets.list_view import RowList, TimelineRow
from kam_desktop.ui.widgets.page_head import PageHead
from kam_desktop.ui.widgets.paged_table import Cell, Column, PagedTableModel, RowTable
from kam_desktop.ui.widgets.texts import SectionLabel

_SIDE, _WIDE = 300, 820
_ICONS = {
    StockMoveKind.BOUGHT: "cart", StockMoveKind.TO_CAR: "arrow-right", StockMoveKind.BACK: "arrow-left",
    StockMoveKind.GIVEN: "gift", StockMoveKind.LOST: "minus",
}  # fmt: skip


class StockPage(Page):
    """Route ``gift_stock``. Enter edits an item; the keys note moves of it; G gives a piece."""

    concerns: ClassVar[frozenset[Entity]] = frozenset({Entity.GIFT_STOCK, Entity.STOCK_MOVE, Entity.GIFT})

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.rows: dict[str, StockRow] = {}
        self._moves: dict[str, MoveRow] = {}
        self.head = PageHead(self.tr("Stock of gifts"), self)
        self.new_button = PlainButton(self.tr("New item"), self, icon="plus", keys="N", size="small")
        self.head.add_tool(self.new_button)
        self.entry, self.move_entry = StockEntry(tasks, self), MoveEntry(tasks, self)
        self.model = PagedTableModel((), self._deliver, self._columns(), self)
        self.table = RowTable(self.model, self, fits=True)
        self.table.setAccessibleName(self.tr("Stock of gifts"))
        self.empty = EmptyState("", "", self)
        self.empty.say(
            self.tr("Nothing in stock. Note what was bought to be given: what is left is counted for you."),
            self.tr("New item"),
        )
        self.side = QWidget(self)
        self.moves = RowList(self.side)
        self.moves.setAccessibleName(self.tr("Moves"))
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self._lay_out()
        self._connect()

    def _columns(self) -> list[Column]:
        return [
            Column("item", self.tr("Gift"), 0, "bold", is_sortable=False),
            Column("category", self.tr("Category"), 84, "muted", is_sortable=False),
            Column("value", self.tr("Value"), 76, "number", is_sortable=False),
            Column("store", self.tr("In store"), 64, "number", is_sortable=False),
            Column("car", self.tr("In the car"), 76, "number", is_sortable=False),
            Column("given", self.tr("Given"), 60, "number", is_sortable=False),
            Column("left", self.tr("Left"), 132, is_sortable=False),
        ]

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(0)
        for entry in (self.entry, self.move_entry):
            entry.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            left.addWidget(entry)
        left.addWidget(self._stack, 1)
        inside = QVBoxLayout(self.side)
        inside.setContentsMargins(0, 12, 0, 0)
        label = SectionLabel(self.tr("Moves"), self.side)
        label.setContentsMargins(16, 0, 16, 0)
        inside.addWidget(label)
        inside.addWidget(self.moves, 1)
        appearance.scaled(self.side.setFixedWidth, _SIDE)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(row, 1)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.new_button.clicked.connect(self.add)
        self.empty.asked.connect(self.add)
        self.table.opened.connect(lambda row_id: self.entry.open("", row_id))
        self.table.current_changed.connect(self._read_moves)
        self.moves.opened.connect(self._open_move)
        for entry in (self.entry, self.move_entry):
            entry.closed.connect(lambda: self.setFocus(Qt.FocusReason.OtherFocusReason))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        acts: tuple[tuple[str, str, Callable[[], None]], ...] = (
            ("B", self.tr("Bought more"), partial(self._move, StockMoveKind.BOUGHT)),
            ("C", self.tr("Into the car"), partial(self._move, StockMoveKind.TO_CAR)),
            ("R", self.tr("Back from the car"), partial(self._move, StockMoveKind.BACK)),
            ("L", self.tr("Lost or spoilt"), partial(self._move, StockMoveKind.LOST)),
            ("G", self.tr("Give one"), self.give), ("E", self.tr("Edit"), self.edit),
        )  # fmt: skip
        for letter, words, act in acts:
            self._add_action(self.table, letter, words, act, Qt.ShortcutContext.WidgetShortcut)
        self._add_action(self, "N", self.tr("New item"), self.add, Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _add_action(
        self, owner: QWidget, letter: str, words: str, act: Callable[[], None], context: Qt.ShortcutContext
    ) -> None:
        action = QAction(words, owner)
        action.setShortcut(QKeySequence(letter))
        action.setShortcutContext(context)
        action.triggered.connect(lambda _=False: act())
        owner.addAction(action)

    # --- what the window asks of a page

    def title(self) -> str:
        """For the window."""
        return self.tr("Stock of gifts")

    def keys(self) -> list[tuple[str, str]]:
        """For F1."""
        return [
            ("N", self.tr("New item")), ("Enter, E", self.tr("Edit")), ("B", self.tr("Bought more")),
            ("C", self.tr("Into the car")), ("R", self.tr("Back from the car")), ("L", self.tr("Lost or spoilt")),
            ("G", self.tr("Give one")), ("F6", self.tr("List, moves")),
        ]  # fmt: skip

    def next_pane(self) -> None:
        """F6."""
        focus_next([self.table if self.rows else self.empty, self.moves])

    def on_escape(self) -> bool:
        """Close an entry that is open."""
        closed = [entry.close_entry() for entry in (self.entry, self.move_entry)]
        return any(closed)

    def resizeEvent(self, event: Any) -> None:
        """The moves have room beside the list, or none."""
        super().resizeEvent(event)
        self.side.setVisible(self.width() >= fonts.px(_WIDE))

    # --- content

    def reload(self) -> None:
        """Read the stock."""
        self.head.loading.start()
        self.tasks.read(self, gift_stock.listed, done=self._show, finished=self.head.loading.stop)

    def _show(self, found: list[StockRow]) -> None:
        self.rows = {row.id: row for row in found}
        low = sum(row.is_low for row in found)
        self.head.set_subtitle(self.tr("running low: {n}").format(n=low) if low else "")
        self.table.show_ids(list(self.rows))
        self._stack.setCurrentWidget(self.table if found else self.empty)
        self.setFocusProxy(self.table if found else self.empty.button)
        if found and not self.table.current_id():
            self.table.selectRow(0)
        self._read_moves(self.table.current_id())

    def _deliver(self, wanted: Sequence[str], deliver: Any) -> None:
        deliver([self._cells(self.rows[each]) for each in wanted if each in self.rows])

    def _value(self, row: StockRow) -> str:
        """In one form down the column."""
        has_cents = any(each.value_minor % 100 for each in self.rows.values())
        return labels.money(row.value_minor, row.currency, has_cents=has_cents) if row.value_minor else ""

    def _cells(self, row: StockRow) -> tuple[Any, ...]:
        left = self.tr("{n} left, buy more") if row.is_low else self.tr("{n} left")
        return (
            row.item, labels.name_of(row.category), self._value(row), str(row.level.store), str(row.level.car), str(row.given or ""),
            Cell(left.format(n=row.level.total), "warning" if row.is_low else "muted"),
        )  # fmt: skip

    def _read_moves(self, stock_id: str) -> None:
        if stock_id in self.rows:
            self.tasks.read(
                self, lambda session: gift_stock.moves(session, stock_id), done=partial(self._show_moves, stock_id)
            )
        else:
            self._show_moves("", [])

    def _show_moves(self, stock_id: str, found: list[MoveRow]) -> None:
        if stock_id != self.table.current_id():
            return
        self._moves = {row.id: row for row in found}
        self.moves.set_rows(
            [
                TimelineRow(
                    row.id, labels.day(row.on), _ICONS[row.kind], f"{labels.name_of(row.kind)} {row.quantity}",
                    row.client or row.notes,
                )
                for row in found
            ]
        )  # fmt: skip

    # --- what can be done

    def add(self) -> None:
        """N."""
        self.move_entry.close_entry()
        self.entry.open("")

    def edit(self) -> None:
        """E."""
        if stock_id := self.table.current_id():
            self.move_entry.close_entry()
            self.entry.open("", stock_id)

    def give(self) -> None:
        """G: the form of a gift, filled in with what it is."""
        if stock_id := self.table.current_id():
            self.navigate.emit(Route("gift_form", "", {"stock_id": stock_id}))

    def _move(self, kind: StockMoveKind) -> None:
        if stock_id := self.table.current_id():
            self.entry.close_entry()
            self.move_entry.choose(kind)
            self.move_entry.open(stock_id)

    def _open_move(self, move_id: str) -> None:
        """Enter on a move of a gift goes to the gift."""
        if (row := self._moves.get(move_id)) and row.gift_id:
            self.navigate.emit(Route("gift", row.gift_id))
