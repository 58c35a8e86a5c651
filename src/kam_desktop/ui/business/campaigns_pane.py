"""Campaigns and client events: when, where, who comes, what was spent of the budget (D-8.2)."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kam_desktop import runtime
from kam_desktop.core import campaigns
from kam_desktop.core.campaigns import CampaignRow
from kam_desktop.ui import labels
from kam_desktop.ui.business.pane import ListPane
from kam_desktop.ui.entries.campaign_entry import CampaignEntry
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.paged_table import Cell, Column


class CampaignsPane(ListPane):
    """Enter goes to the guests of a campaign."""

    guests_asked = Signal(str)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(tasks, self.tr("Campaigns"), parent)
        self.entry = CampaignEntry(tasks, self)
        self.add_entry(self.entry)
        self.empty.say(
            self.tr("No campaign yet. Whoever is invited is called in time, and thanked when they came."),
            self.tr("New campaign"),
        )
        self.table.opened.connect(self.guests_asked)
        self.add_keys(
            (("E", self.tr("Edit"), self.edit), ("Del", self.tr("Remove"), self.remove)),
            new=(self.tr("New campaign"), self.add),
        )

    def columns(self) -> Sequence[Column]:
        return [
            Column("on", self.tr("Day"), 176, is_sortable=False),
            Column("title", self.tr("Campaign"), 0, "bold", is_sortable=False),
            Column("kind", self.tr("Kind"), 108, "muted", is_sortable=False),
            Column("place", self.tr("Place"), 84, "muted", is_sortable=False),
            Column("guests", self.tr("Invited · coming · came"), 160, is_sortable=False),
            Column("spent", self.tr("Spent / budget"), 156, "number", is_sortable=False),
            Column("planned", self.tr("Planned"), 84, "number", is_sortable=False),
        ]

    def cells(self, row: CampaignRow) -> tuple[Any, ...]:
        """Red where more was spent than was meant to be."""
        days = labels.day(row.first_on)
        if row.last_on != row.first_on:
            days = f"{days} – {labels.day(row.last_on)}"
        spent = _sum(row.currency, [(each.currency, each.spent_minor) for each in row.costs], row.budget_minor)
        planned = _sum(row.currency, [(each.currency, each.planned_minor) for each in row.costs])
        is_over = bool(row.budget_minor) and row.spent_minor > row.budget_minor
        guests = f"{row.invited} · {row.coming} · {row.came}" if row.invited else ""
        past = "muted" if row.last_on < runtime.today() else ""
        return (
            Cell(days, past),
            row.title,
            labels.name_of(row.kind),
            row.place,
            guests,
            Cell(spent, "danger" if is_over else ""),
            Cell(planned, "muted"),
        )

    def key_words(self) -> list[tuple[str, str]]:
        return [
            ("N", self.tr("New campaign")), ("Enter", self.tr("Guests")), ("E", self.tr("Edit")), ("Del", self.tr("Remove")),
        ]  # fmt: skip

    def reload(self) -> None:
        """Read the list again."""
        self.tasks.read(self, campaigns.listed, done=self.show_rows)

    def add(self) -> None:
        """N."""
        self.entry.open("")

    def edit(self) -> None:
        """E."""
        if (row := self.current()) is not None:
            self.entry.open("", row.id)

    def remove(self) -> None:
        """Delete; Undo brings it back."""
        row, today = self.current(), runtime.today()
        if row is not None:
            said = self.tr("Campaign removed: {what}").format(what=row.title)
            self.tasks.write(self, lambda session: campaigns.remove(session, row.id, today=today), said=said)


def _sum(currency: str, amounts: Sequence[tuple[str, int]], budget_minor: int = 0) -> str:
    """Amounts of several currencies; that of the budget is held against it."""
    told = {each: labels.money(minor, each) for each, minor in amounts if minor}
    if budget_minor:
        told = {currency: f"{told.pop(currency, 0)} / {labels.money(budget_minor, currency)}", **told}
    return " + ".join(told.values())
