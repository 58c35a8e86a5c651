"""What a client of each tier may cost, and what was spent on it this year (D-3.8)."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from kam_desktop import runtime
from kam_desktop.core import tier_resources
from kam_desktop.core.tier_resources import TierCost
from kam_desktop.ui import labels
from kam_desktop.ui.business.pane import ListPane
from kam_desktop.ui.entries.resource_entry import ResourceEntry
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.paged_table import Cell, Column


class TiersPane(ListPane):
    """Enter edits a tier; the foot names who costs more than the budget."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(tasks, self.tr("Resources of the tiers"), parent)
        self.entry = ResourceEntry(tasks, self)
        self.add_entry(self.entry)
        self.table.opened.connect(lambda row_id: self.entry.open("", row_id))
        self.add_keys((("E", self.tr("Edit"), self.edit),))

    def columns(self) -> Sequence[Column]:
        return [
            Column("tier", "", 44, "badge", is_sortable=False),
            Column("clients", self.tr("Clients"), 64, "number", is_sortable=False),
            Column("grade", self.tr("Manager"), 108, is_sortable=False),
            Column("team", self.tr("Team"), 0, is_sortable=False),
            Column("support", self.tr("Support"), 92, is_sortable=False),
            Column("discount", self.tr("Discount"), 80, is_sortable=False),
            Column("care", self.tr("Spent / care budget"), 190, "number", is_sortable=False),
            Column("gifts", self.tr("Gifts / gift budget"), 176, "number", is_sortable=False),
        ]

    def cells(self, row: TierCost) -> tuple[Any, ...]:
        """The budget of a tier is that of one client times its clients."""
        each = row.resources
        return (
            row.id, str(row.clients), each.manager_grade, each.team, each.support_level, each.discount_band,
            _against(row.care_minor, each.care_budget_minor * row.clients),
            _against(row.gifts_minor, each.gift_budget_minor * row.clients),
        )  # fmt: skip

    def key_words(self) -> list[tuple[str, str]]:
        return [("Enter, E", self.tr("Edit"))]

    def reload(self) -> None:
        """Read the tiers and what was spent."""
        year = runtime.today().year
        self.tasks.read(self, lambda session: tier_resources.by_tier(session, year), done=self._show)

    def _show(self, found: list[TierCost]) -> None:
        self.show_rows(found)
        over = [row for line in found for row in line.over]
        names = self.tr(", ").join(f"{row.client} {labels.money(row.care_minor)}" for row in over)
        self.say_foot(self.tr("Above the budget of their tier: {names}").format(names=names) if over else "")

    def edit(self) -> None:
        """E."""
        if (row := self.current()) is not None:
            self.entry.open("", row.id)


def _against(spent: int, budget: int) -> Cell:
    if not budget:
        return Cell(labels.money(spent) if spent else "", "muted")
    role = "danger" if spent > budget else ""
    return Cell(f"{labels.money(spent)} / {labels.money(budget)}", role)
