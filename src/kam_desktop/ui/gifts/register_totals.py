"""What gifts come to by one of their sides, given against received, and what is left of each tier's budget (D-3.8)."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop.core.gift_overview import TierSpent, Total
from kam_desktop.core.rules.kinds import GiftCategory, GiftOccasion, Tier, TotalBy
from kam_desktop.ui import labels
from kam_desktop.ui.widgets.chip import ChipRow
from kam_desktop.ui.widgets.paged_table import Cell, Column, PagedTableModel, RowTable
from kam_desktop.ui.widgets.texts import Hint
from kam_desktop.words import amounts


class RegisterTotals(QWidget):
    """``changed``: another side is wanted. Enter on a client or a person asks for their gifts: ``opened``."""

    changed = Signal()
    opened = Signal(object)  # Total

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, Total] = {}
        self._has_cents = False
        self.chips = ChipRow(self)
        self.chips.set_chips([(each.value, labels.name_of(each)) for each in TotalBy])
        self.chips.choose([TotalBy.MONTH.value])
        self.chips.changed.connect(lambda _chosen: self.changed.emit())
        self.model = PagedTableModel((), self._deliver, self._columns(), self)
        self.table = RowTable(self.model, self)
        self.table.setAccessibleName(self.tr("Totals"))
        self.table.opened.connect(lambda key: self.opened.emit(self._rows[key]))
        self.foot = Hint("", self, wrap=True)
        self.foot.setContentsMargins(16, 8, 16, 8)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 8)
        head.addWidget(self.chips, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.foot)
        self.setFocusProxy(self.table)

    def _columns(self) -> list[Column]:
        return [
            Column("name", self.tr("By"), 0, "bold", is_sortable=False),
            Column("given", self.tr("Given"), 72, "number", is_sortable=False),
            Column("given_minor", self.tr("Value given"), 116, "number", is_sortable=False),
            Column("received", self.tr("Received"), 72, "number", is_sortable=False),
            Column("received_minor", self.tr("Value received"), 116, "number", is_sortable=False),
            Column("balance", self.tr("Given less received"), 140, "number", is_sortable=False),
        ]

    @property
    def by(self) -> TotalBy:
        """The side that is chosen."""
        return TotalBy(next(iter(self.chips.chosen()), TotalBy.MONTH.value))

    def show_totals(self, found: Sequence[Total], budgets: Sequence[TierSpent], year: int) -> None:
        """Show sums, and under them what was spent of the budgets of a year."""
        self._rows = {f"{each.key}/{each.currency}": each for each in found}
        self._has_cents = any(each.received_minor % 100 or each.given_minor % 100 for each in found)
        self.table.show_ids(list(self._rows))
        told = [_budget(each) for each in budgets if each.budget_minor]
        said = self.tr("Gifts of {year} against the budget: {told}")
        self.foot.setText(said.format(year=year, told=self.tr("; ").join(told)) if told else "")
        self.foot.setVisible(bool(told))

    def _deliver(self, wanted: Sequence[str], deliver: Any) -> None:
        deliver([self._cells(self._rows[each]) for each in wanted if each in self._rows])

    def _cells(self, row: Total) -> tuple[Any, ...]:
        say = partial(labels.money, currency=row.currency, has_cents=self._has_cents)
        received = say(row.received_minor) if row.received else ""
        given = say(row.given_minor) if row.given else ""
        balance = Cell(say(row.balance_minor), "warning" if row.balance_minor < 0 else "")
        return (self._name(row), str(row.given or ""), given, str(row.received or ""), received, balance)

    def _name(self, row: Total) -> str:
        by = self.by
        if by is TotalBy.MONTH:
            return amounts.period(labels.language(), row.key)
        kinds = {TotalBy.OCCASION: GiftOccasion, TotalBy.CATEGORY: GiftCategory, TotalBy.TIER: Tier}
        if by in kinds and row.key in set(kinds[by]):
            return labels.name_of(kinds[by](row.key))
        if by is TotalBy.PERSON and not row.key:
            return self.tr("The client as a whole")
        return row.name or row.key or "—"


def _budget(spent: TierSpent) -> str:
    """``A 级 ¥1,200 / ¥20,000 (6%)``."""
    told = f"{labels.name_of(spent.tier)} {labels.money(spent.spent_minor)} / {labels.money(spent.budget_minor)}"
    return f"{told} ({spent.percent}%)"
