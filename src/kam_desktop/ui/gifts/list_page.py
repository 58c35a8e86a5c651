"""All gifts given and received, with their origin (D-7.1)."""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from kam_desktop.core import gifts
from kam_desktop.core.gifts import GiftRow
from kam_desktop.core.rules.kinds import Entity, Verdict
from kam_desktop.core.rules.lines import in_one_line
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.gifts.table import GiftTable
from kam_desktop.ui.gifts.waiting import WaitingList
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page, add_key, holds_focus
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton
from kam_desktop.ui.widgets.empty import EmptyState
from kam_desktop.ui.widgets.page_head import PageHead
from kam_desktop.ui.widgets.paged_table import Cell, Column, PagedTableModel, request_through

_WAIT_MS = 150


class GiftsPage(Page):
    """Route ``gifts``, with ``text`` as filter. Enter opens the gift."""

    concerns: ClassVar[frozenset[Entity]] = frozenset({Entity.GIFT, Entity.CLIENT, Entity.CONTACT})

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self._generation = 0
        self._is_for_waiting = False
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self.reload)
        self._make_parts()
        self._lay_out()
        self._connect()

    def _make_parts(self) -> None:
        self.head = PageHead(self.tr("Gifts"), self)
        self.new = PlainButton(self.tr("New gift"), self, icon="plus", keys="G", size="small")
        self.register_button = PlainButton(self.tr("Register"), self, icon="document", keys="R", size="small")
        self.stock_button = PlainButton(self.tr("Stock"), self, icon="folder", keys="S", size="small")
        self.filter = QLineEdit(self)
        self.filter.setProperty("extent", "small")
        self.filter.setPlaceholderText(self.tr("Item or client"))
        self.filter.setAccessibleName(self.tr("Filter gifts"))
        self.filter.setClearButtonEnabled(True)
        appearance.scaled(self.filter.setFixedWidth, 220)
        self.model = PagedTableModel((), request_through(self.tasks, self, _page), self._columns(), self)
        self.table = GiftTable(self.model, self, fits=True)
        self.table.setAccessibleName(self.tr("Gifts"))
        self.empty = EmptyState("", "", self)
        self.waiting = WaitingList(self.tasks, self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)

    def _columns(self) -> list[Column]:
        return [
            Column("on", self.tr("Date"), 96, is_sortable=False),
            Column("tier", "", 40, "badge", is_sortable=False),
            Column("client", self.tr("Client"), 128, "bold", is_sortable=False),
            Column("contact", self.tr("Person"), 78, is_sortable=False),
            Column("item", self.tr("Gift"), 128, is_sortable=False),
            Column("category", self.tr("Category"), 84, "muted", is_sortable=False),
            Column("occasion", self.tr("Occasion"), 84, "muted", is_sortable=False),
            Column("value", self.tr("Value"), 78, "number", is_sortable=False),
            Column("origin", self.tr("Origin"), 0, is_sortable=False),
            Column("direction", self.tr("Direction"), 84, "muted", is_sortable=False),
        ]

    def _lay_out(self) -> None:
        for tool in (self.filter, self.register_button, self.stock_button, self.new):
            self.head.add_tool(tool)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.waiting)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.table)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.waiting.fit()

    def _connect(self) -> None:
        self.new.clicked.connect(self._start_new)
        self.table.new_asked.connect(self._start_new)
        self.waiting.shown.connect(self._on_waiting)
        self.waiting.opened.connect(lambda gift_id: self.navigate.emit(Route("gift", gift_id)))
        self.register_button.clicked.connect(lambda: self.navigate.emit(Route("gift_register")))
        self.stock_button.clicked.connect(lambda: self.navigate.emit(Route("gift_stock")))
        for keys, button in (("R", self.register_button), ("S", self.stock_button)):
            add_key(self, keys, button.click)
        self.filter.textChanged.connect(lambda _text: self._wait.start())
        self.filter.returnPressed.connect(self.table.setFocus)
        self.table.opened.connect(lambda gift_id: self.navigate.emit(Route("gift", gift_id)))
        self.empty.asked.connect(self._on_empty_asked)

    def title(self) -> str:
        """For the window."""
        return self.tr("Gifts")

    def keys(self) -> list[tuple[str, str]]:
        """For F1."""
        return [
            ("G", self.tr("New gift")),
            ("Enter", self.tr("Open the gift")),
            ("R", self.tr("Register")),
            ("S", self.tr("Stock")),
            ("F6", self.tr("What waits, and the list")),
            ("A", self.tr("Approve what waits")),
            ("X", self.tr("Decline what waits")),
            ("H", self.tr("Handed over")),
            ("Ctrl+F", self.tr("Filter")),
        ]

    def show_route(self, route: Route) -> None:
        """``text`` fills the filter; ``waiting`` goes to what waits for a decision."""
        self._is_for_waiting = bool(route.args.get("waiting"))
        if "text" in route.args:
            self.filter.setText(str(route.args["text"]))

    def next_pane(self) -> None:
        """F6."""
        if self.waiting.isVisible() and not holds_focus(self.waiting):
            self.waiting.focus_first()
        else:
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def focus_filter(self) -> None:
        """Ctrl+F."""
        self.filter.setFocus()
        self.filter.selectAll()

    def on_escape(self) -> bool:
        """Clears the filter first."""
        if self.filter.text():
            self.filter.clear()
            return True
        return False

    def reload(self) -> None:
        """Read the ids; rows are read as they are seen."""
        self._generation += 1
        self.head.loading.start()
        self.waiting.reload()
        text = self.filter.text().strip()
        self.tasks.read(
            self,
            lambda session: gifts.ids(session, text=text),
            done=partial(self._show, self._generation, bool(text)),
            finished=self.head.loading.stop,
        )

    def _show(self, generation: int, is_filtered: bool, ids: list[str]) -> None:
        if generation != self._generation:
            return
        self.head.set_subtitle(str(len(ids)) if ids else "")
        self.table.show_ids(ids)
        if is_filtered:
            self.empty.say(self.tr("No gift matches."), self.tr("Clear the filter"))
        else:
            self.empty.say(self.tr("No gifts yet, neither given nor received."), self.tr("New gift"))
        self._stack.setCurrentWidget(self.table if ids else self.empty)
        if ids and self.table.hasFocus() and not self.table.current_id():
            self.table.selectRow(0)  # the keys of the list need a row to act on

    def _on_waiting(self) -> None:
        if self._is_for_waiting:
            self._is_for_waiting = False
            self.waiting.focus_first()

    def _start_new(self) -> None:
        self.navigate.emit(Route("gift_form"))

    def _on_empty_asked(self) -> None:
        if self.filter.text():
            self.filter.clear()
        else:
            self._start_new()


def _page(session: Any, wanted: Sequence[str]) -> list[tuple[Any, ...]]:
    rows = gifts.rows(session, wanted)
    has_cents = any(row.value_minor % 100 for row in rows)
    return [cells(row, has_cents=has_cents) for row in rows]


def cells(row: GiftRow, *, has_cents: bool = False) -> tuple[Any, ...]:
    """One line of the table. A gift that needed approval is marked."""
    is_unusual = row.verdict is not Verdict.ALLOWED
    value = Cell(labels.money(row.value_minor, row.currency, has_cents=has_cents), "warning" if is_unusual else "")
    return (
        labels.day(row.on), row.tier, row.client, row.contact, row.item, labels.name_of(row.category),
        labels.name_of(row.occasion), value, in_one_line(row.origin), labels.name_of(row.direction),
    )  # fmt: skip
