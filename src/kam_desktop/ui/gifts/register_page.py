"""The gift register in the window: narrowed by any side, as a list or added up; printed and exported (D-7.4)."""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import gift_overview, gifts
from kam_desktop.core.gift_overview import GiftFilter, TierSpent, Total
from kam_desktop.core.gifts import GiftRow
from kam_desktop.core.rules.kinds import Entity, GiftDirection, GiftState, RegisterPart, TotalBy, Verdict
from kam_desktop.core.rules.lines import in_one_line
from kam_desktop.ui import labels
from kam_desktop.ui.gifts.register_filters import RegisterFilters
from kam_desktop.ui.gifts.register_totals import RegisterTotals
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page, add_key, focus_next
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton
from kam_desktop.ui.widgets.chip import ChipRow
from kam_desktop.ui.widgets.empty import EmptyState
from kam_desktop.ui.widgets.page_head import PageHead
from kam_desktop.ui.widgets.paged_table import Cell, Column, PagedTableModel, RowTable, request_through

_ALL, _TOTALS = "all", "totals"


class Seen(NamedTuple):
    """One reading: the ids, what they come to, the managers to choose from."""

    ids: list[str]
    totals: list[Total]
    by_currency: list[Total]
    budgets: list[TierSpent]
    managers: list[str]


def read(session: Any, wanted: GiftFilter, part: RegisterPart | None, by: TotalBy, year: int) -> Seen:
    """All that the page shows."""
    return Seen(
        gift_overview.ids(session, wanted, part), gift_overview.totals(session, wanted, by),
        gift_overview.totals(session, wanted, TotalBy.TIER), gift_overview.budgets(session, year),
        gift_overview.managers(session, wanted),
    )  # fmt: skip


class RegisterPage(Page):
    """Route ``gift_register``. The chips choose given, not given, received, or what it all comes to."""

    concerns: ClassVar[frozenset[Entity]] = frozenset(
        {Entity.GIFT, Entity.CLIENT, Entity.CONTACT, Entity.TIER_RESOURCE}
    )

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self._generation = 0
        self.head = PageHead(self.tr("Gift register"), self)
        self.chips = ChipRow(self)
        self.chips.hug()
        self.chips.set_chips(
            [(_ALL, self.tr("All")), *((each.value, labels.name_of(each)) for each in RegisterPart), (_TOTALS, self.tr("Totals"))]
        )  # fmt: skip
        self.chips.choose([_ALL])
        self.print_button = PlainButton(self.tr("Print or export"), self, icon="print", keys="Ctrl+P", size="small")
        self.filters = RegisterFilters(tasks, self)
        self.model = PagedTableModel((), request_through(tasks, self, _page), self._columns(), self)
        self.table = RowTable(self.model, self, fits=True)
        self.table.setAccessibleName(self.tr("Gift register"))
        self.totals = RegisterTotals(self)
        self.empty = EmptyState("", "", self)
        self._stack = QStackedWidget(self)
        for each in (self.table, self.totals, self.empty):
            self._stack.addWidget(each)
        self._shown: QWidget = self.table
        self._lay_out()
        self._connect()

    def _columns(self) -> list[Column]:
        return [
            Column("on", self.tr("Date"), 112, is_sortable=False), Column("tier", "", 36, "badge", is_sortable=False),
            Column("client", self.tr("Client"), 128, "bold", is_sortable=False),
            Column("contact", self.tr("Person"), 78, is_sortable=False),
            Column("item", self.tr("Gift"), 140, is_sortable=False),
            Column("category", self.tr("Category"), 86, "muted", is_sortable=False),
            Column("occasion", self.tr("Occasion"), 92, "muted", is_sortable=False),
            Column("value", self.tr("Value"), 84, "number", is_sortable=False),
            Column("part", self.tr("Part"), 76, "muted", is_sortable=False),
            Column("origin", self.tr("Origin"), 0, is_sortable=False),
        ]  # fmt: skip

    def _lay_out(self) -> None:
        self.head.add_tool(self.chips)
        self.head.add_tool(self.print_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.filters)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.chips.changed.connect(lambda _chosen: self.reload())
        self.filters.changed.connect(self.reload)
        self.totals.changed.connect(self.reload)
        self.totals.opened.connect(self._open_total)
        self.table.opened.connect(lambda gift_id: self.navigate.emit(Route("gift", gift_id)))
        self.print_button.clicked.connect(self.print_page)
        self.empty.asked.connect(self.filters.clear)
        for keys, act in (("F", self.focus_filter), ("T", self._turn)):
            add_key(self, keys, act)

    # --- what the window asks of a page

    def title(self) -> str:
        """For the window."""
        return self.tr("Gift register")

    def keys(self) -> list[tuple[str, str]]:
        """For F1."""
        return [
            ("Enter", self.tr("Open the gift")), ("F, Ctrl+F", self.tr("Filter")), ("T", self.tr("List or totals")),
            ("Ctrl+P", self.tr("Print or export")), ("F6", self.tr("Filters, list")),
        ]  # fmt: skip

    def focus_filter(self) -> None:
        """F, Ctrl+F."""
        self.filters.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.text.selectAll()

    def next_pane(self) -> None:
        """F6."""
        focus_next([self.filters.text, self.chips, self._shown])

    def on_escape(self) -> bool:
        """Clears the filters first."""
        if self.filters.is_narrowed():
            self.filters.clear()
            return True
        return False

    def print_page(self) -> None:
        """Ctrl+P: what is narrowed, on paper; from there it is saved as PDF, XLSX or CSV."""
        self.navigate.emit(Route("preview", "", {"paper": "gifts", "gifts": self.filters.wanted()}))

    # --- content

    def reload(self) -> None:
        """Read what is meant; rows are read as they are seen."""
        self._generation += 1
        self.head.loading.start()
        chosen = next(iter(self.chips.chosen()), _ALL)
        part = RegisterPart(chosen) if chosen in set(RegisterPart) else None
        wanted = self.filters.wanted()
        work = partial(read, wanted=wanted, part=part, by=self.totals.by, year=(wanted.last_on or runtime.today()).year)
        self.tasks.read(
            self, work, done=partial(self._show, self._generation, chosen), finished=self.head.loading.stop
        )  # fmt: skip

    def _show(self, generation: int, chosen: str, seen: Seen) -> None:
        if generation != self._generation:
            return
        self.filters.show_managers(seen.managers)
        self.head.set_subtitle(self._told(seen.by_currency))
        year = (self.filters.wanted().last_on or runtime.today()).year
        self.totals.show_totals(seen.totals, seen.budgets, year)
        self.table.show_ids(seen.ids)
        is_empty = not (seen.totals if chosen == _TOTALS else seen.ids)
        self.empty.say(
            self.tr("No gift in this period."), self.tr("Clear the filter") if self.filters.is_narrowed() else ""
        )
        shown = self.empty if is_empty else self.totals if chosen == _TOTALS else self.table
        self._shown = shown
        self._stack.setCurrentWidget(shown)
        self.setFocusProxy(shown if not is_empty else self.filters.text)
        if seen.ids and self.table.hasFocus() and not self.table.current_id():
            self.table.selectRow(0)

    def _told(self, found: Sequence[Total]) -> str:
        """``送出 34 件 ¥4,113；收到 3 件``; other currencies stand apart."""
        parts = []
        for currency in dict.fromkeys(each.currency for each in found):
            own = [each for each in found if each.currency == currency]
            given, received = sum(each.given for each in own), sum(each.received for each in own)
            if given:
                value = labels.money(sum(each.given_minor for each in own), currency)
                parts.append(self.tr("given {n}, {value}").format(n=given, value=value))
            if received:
                value = labels.money(sum(each.received_minor for each in own), currency)
                parts.append(self.tr("received {n}, {value}").format(n=received, value=value))
        return self.tr("; ").join(parts)

    def _turn(self) -> None:
        """T: the list, or the sums."""
        self.chips.choose([_ALL if _TOTALS in self.chips.chosen() else _TOTALS])
        self.reload()

    def _open_total(self, total: Total) -> None:
        """The gifts behind a sum, of a client; a person's on their page."""
        by = self.totals.by
        if by is TotalBy.CLIENT:
            self.navigate.emit(Route("client", total.key))
        elif by is TotalBy.PERSON and total.key:
            self.navigate.emit(Route("contact", total.key))


def _page(session: Any, wanted: Sequence[str]) -> list[tuple[Any, ...]]:
    rows = gifts.rows(session, wanted)
    has_cents = any(row.value_minor % 100 for row in rows)
    return [cells(row, has_cents=has_cents) for row in rows]


def cells(row: GiftRow, *, has_cents: bool = False) -> tuple[Any, ...]:
    """One line of the table. A gift that needed approval is marked."""
    is_unusual = row.verdict is not Verdict.ALLOWED
    value = Cell(labels.money(row.value_minor, row.currency, has_cents=has_cents), "warning" if is_unusual else "")
    part = RegisterPart.DECLINED if row.state is GiftState.DECLINED else RegisterPart.GIVEN
    if row.direction is GiftDirection.RECEIVED and part is RegisterPart.GIVEN:
        part = RegisterPart.RECEIVED
    return (
        row.on.isoformat(), row.tier, row.client, row.contact, row.item, labels.name_of(row.category),
        labels.name_of(row.occasion), value, labels.name_of(part), in_one_line(row.origin),
    )  # fmt: skip
