"""Delivered value of a client: each scoring with its balance, and how it went over time (D-8.3)."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kam_desktop.core import delivered_value
from kam_desktop.core.delivered_value import ScoreRow
from kam_desktop.core.rules.delivered_value import COSTS, VALUES
from kam_desktop.ui import labels
from kam_desktop.ui.business.pane import ListPane
from kam_desktop.ui.business.value_chart import ValueChart
from kam_desktop.ui.entries.value_entry import ValueEntry
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.paged_table import Cell, Column


class ValuesPane(ListPane):
    """The newest scoring stands first; the chart goes from the oldest to the newest."""

    print_asked = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(tasks, self.tr("Delivered value"), parent)
        self.client_id = ""
        self.entry = ValueEntry(tasks, self)
        self.add_entry(self.entry)
        self.entry.closed.connect(self._fit_chart)
        self.chart = ValueChart(self.tr("Value and cost over time"), self)
        self._left.addWidget(self.chart)
        self.chart.opened.connect(lambda row_id: self.table.select_id(row_id))
        self.empty.say(
            self.tr("Not scored yet. What does the client get from us, and what does it cost them: 1 to 5 each."),
            self.tr("Score the value"),
        )
        self.table.opened.connect(self._open)
        self.add_keys(
            (
                ("E", self.tr("Edit"), self.edit),
                ("Del", self.tr("Remove"), self.remove),
                ("P", self.tr("Print or PDF"), self.print_asked.emit),
            ),
            new=(self.tr("Score the value"), self.add),
        )

    def columns(self) -> Sequence[Column]:
        """The day, the eight scores, their means and the balance."""
        short = [
            Column(name, labels.say(f"value_score.short.{name}"), 64, "number", is_sortable=False)
            for name in (*VALUES, *COSTS)
        ]
        return [
            Column("on", self.tr("Day"), 136, "bold", is_sortable=False), *short,
            Column("balance", self.tr("Value less cost"), 108, "number", is_sortable=False),
            Column("notes", self.tr("Notes"), 0, "muted", is_sortable=False),
        ]  # fmt: skip

    def cells(self, row: ScoreRow) -> tuple[Any, ...]:
        """Red where it costs them more than it gives."""
        balance = row.delivered.balance
        told = "—" if balance is None else f"{balance:+.1f}"
        scores = (str(row.scores[name] or "") for name in (*VALUES, *COSTS))
        return (
            labels.day(row.on),
            *scores,
            Cell(told, "danger" if balance is not None and balance < 0 else ""),
            row.notes,
        )

    def key_words(self) -> list[tuple[str, str]]:
        return [
            ("N", self.tr("Score the value")),
            ("Enter, E", self.tr("Edit")),
            ("Del", self.tr("Remove")),
            ("P", self.tr("Print or PDF")),
        ]

    def reload(self) -> None:
        """Read the scorings again."""
        client_id = self.client_id
        if client_id:
            self.tasks.read(self, lambda session: delivered_value.of_client(session, client_id), done=self._show)

    def _show(self, found: list[ScoreRow]) -> None:
        self.show_rows(found[::-1])
        self.chart.show_scores(found)
        self._fit_chart()

    def _fit_chart(self) -> None:
        """One scoring is no course; while one scores, the numbers need the room."""
        self.chart.setVisible(len(self.chart.said()) > 1 and self.entry.isHidden())

    def _open(self, row_id: str) -> None:
        self.entry.open(self.client_id, row_id)
        self._fit_chart()

    def add(self) -> None:
        """N."""
        self._open("")

    def edit(self) -> None:
        """E."""
        if (row := self.current()) is not None:
            self._open(row.id)

    def remove(self) -> None:
        """Delete; Undo brings it back."""
        if (row := self.current()) is not None:
            said = self.tr("The scores are removed")
            self.tasks.write(self, lambda session: delivered_value.remove(session, row.id), said=said)
