"""What is done with the clients of the list: one opened, logged, visited; many changed, taken off, exported, pasted."""

from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from kam_desktop import runtime
from kam_desktop.core import bulk_edits, intake
from kam_desktop.core.bulk_edits import Edit
from kam_desktop.core.errors import Cancelled
from kam_desktop.ui.clients import list_columns, list_paste
from kam_desktop.ui.clients.list_bulk import BulkPopover
from kam_desktop.ui.clients.list_paste import Pasted
from kam_desktop.ui.clients.list_table import ClientTable
from kam_desktop.ui.clients.menus import Entry
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.tasks import IsCancelled, Notice, Progress, Tasks

LONG: Final = 2000  # more clients than this are changed with a count and a way to stop


class ListActs(QObject):
    """Works for the list page; what it does is undone by one Undo."""

    pasted = Signal(object)  # Pasted, to be looked at first
    navigate = Signal(object)  # Route
    removing = Signal(int)  # the place of the first row that goes

    def __init__(self, page: QWidget, tasks: Tasks, table: ClientTable, anchor: QWidget) -> None:
        super().__init__(page)
        self._page, self._tasks, self._table, self._anchor = page, tasks, table, anchor

    def entries(self) -> list[Entry]:
        """What stands in the menu of the selected rows."""
        number = self._table.selected_count()
        off = self.tr("Delete client") if number < 2 else self.tr("Delete {count} clients")
        return [
            (self.tr("Change…"), "B", self.change),
            (self.tr("Tags…"), "T", partial(self.change, "tags")),
            (self.tr("Owner…"), "O", partial(self.change, "owner")),
            (self.tr("Export"), "X", self.export),
            (self.tr("Dossiers on paper"), "", partial(self.print_out, "dossier")),
            (self.tr("Briefs for the car"), "", partial(self.print_out, "brief")),
            (self.tr("Copy") if number > 1 else self.tr("Copy the cell"), "Ctrl+C", self.copy),
            *([] if number > 1 else [(self.tr("Copy the row"), "Ctrl+Shift+C", self.copy_rows)]),
            (off.format(count=f"{number:,}"), "Del", self.remove),
        ]

    # --- one client --------------------------------------------------------------------------------------

    def entries_of_one(self) -> list[Entry]:
        """What stands in the menu of the current client."""
        return [
            (self.tr("Open"), "Enter", self.open),
            (self.tr("Edit"), "E", self.edit),
            (self.tr("Plan a visit"), "V", self.visit),
            (self.tr("Log a contact"), "L", self.log),
        ]

    def open(self) -> None:
        """The dossier; [ and ] lead on to the neighbours here."""
        self._go("client", self._table.current_id(), {"among": self._table.rows.ids})

    def edit(self) -> None:
        """The form with everything."""
        self._go("client_form", self._table.current_id())

    def visit(self) -> None:
        """Plan a visit there."""
        self._go("visit", "", {"client_id": self._table.current_id()})

    def log(self) -> None:
        """Log a contact with them."""
        self._go("log", "", {"client_id": self._table.current_id()})

    def _go(self, page: str, record_id: str, args: Mapping[str, Any] = MappingProxyType({})) -> None:
        if self._table.current_id():
            self.navigate.emit(Route(page, record_id, args))

    # --- changes -----------------------------------------------------------------------------------------

    def change(self, field: str = "tier") -> BulkPopover | None:
        """Ask what to change for the selected clients."""
        ids = self._table.selected_ids()
        if not ids:
            return None
        anchor = self._anchor if self._anchor.isVisible() else self._table
        panel = BulkPopover(self._page, anchor, self._tasks, ids, field)
        panel.chosen.connect(lambda answer: self._change(panel, ids, *answer))
        panel.closed.connect(self._table.setFocus)
        return panel

    def _change(self, panel: BulkPopover, ids: Sequence[str], edit: Edit, words: str) -> None:
        panel.dismiss()
        said = self.tr("{words} for {count} client(s)", "", len(ids)).format(words=words, count=f"{len(ids):,}")

        def work(session: Any, progress: Progress, is_cancelled: IsCancelled) -> bulk_edits.Done:
            def step(done: int, total: int) -> None:
                if is_cancelled():
                    raise Cancelled("cancelled")
                progress(done, total, "")

            return bulk_edits.apply(session, ids, edit, title=said, today=runtime.today(), step=step)

        if len(ids) > LONG:
            label = self.tr("Changing {count} client(s)", "", len(ids)).format(count=f"{len(ids):,}")
            self._tasks.write_long(self, work, done=lambda _done: None, label=label, said=said)
        else:
            self._tasks.write(self, lambda s: work(s, _silent, _never), said=said)

    def remove(self) -> None:
        """Take the selected clients off the list; Undo brings them back with all that belongs to them."""
        ids = self._table.selected_ids()
        if not ids:
            return
        said = self.tr("{count} client(s) deleted", "", len(ids)).format(count=f"{len(ids):,}")
        place = self._table.rows.place_of(ids[0])
        row = self._table.rows.row(place) if place is not None else None
        if len(ids) == 1 and row is not None:
            at = next((at for at, column in enumerate(self._table.rows.columns) if column.key == "name"), 0)
            said = self.tr("{name} deleted").format(name=row[at])
        self.removing.emit(place or 0)
        self._tasks.write(self, lambda s: bulk_edits.remove(s, ids, title=said), said=said)

    def export(self) -> None:
        """Hand the selected clients to the export."""
        chosen = self._table.selected_ids()
        if chosen:
            self.navigate.emit(Route("export", "", {"what": "clients", "ids": chosen}))

    def print_out(self, paper: str) -> None:
        """Papers of the selected clients, all in one go."""
        chosen = self._table.selected_ids()
        if chosen:
            self.navigate.emit(Route("papers", "", {"paper": paper, "ids": chosen}))

    # --- the clipboard -----------------------------------------------------------------------------------

    def copy(self) -> None:
        """The selected rows, or where only one is selected its current cell."""
        if self._table.selected_count() > 1:
            self.copy_rows()
            return
        client_id, place, today = self._table.current_id(), self._table.currentIndex().column(), runtime.today()

        def work(session: Any) -> str:
            from kam_desktop.exchange import clipboard

            found = list_columns.copied(session, [client_id], [self._table.rows.columns[place].key], today=today)
            return clipboard.cell(found[0][0]) if found else ""

        if client_id:
            self._tasks.read(self, work, done=self._copied_cell)

    def _copied_cell(self, text: str) -> None:
        if text:
            QApplication.clipboard().setText(text)
            self._tasks.told.emit(Notice(self.tr("“{text}” copied").format(text=text), None))
        else:
            self._tasks.told.emit(Notice(self.tr("Nothing stands in this cell."), None, is_done=False))

    def copy_rows(self) -> None:
        """The selected rows with their headings, as a spreadsheet takes them."""
        columns = self._table.rows.columns
        keys, headings = [column.key for column in columns], [column.title for column in columns]
        ids, today = self._table.selected_ids(), runtime.today()

        def work(session: Any) -> str:
            from kam_desktop.exchange import clipboard

            return clipboard.write(headings, list_columns.copied(session, ids, keys, today=today))

        if ids:
            self._tasks.read(self, work, done=partial(self._copied, len(ids)))

    def _copied(self, count: int, text: str) -> None:
        QApplication.clipboard().setText(text)
        self._tasks.told.emit(Notice(self.tr("{count} row(s) copied", "", count).format(count=f"{count:,}"), None))

    def paste(self) -> None:
        """Look at what the clipboard would do; nothing is changed yet."""
        text, today = QApplication.clipboard().text(), runtime.today()
        shown = [column.key for column in self._table.rows.columns]
        self._tasks.read(self, lambda s: list_paste.read(s, text, shown, today=today), done=self.pasted.emit)

    def look_again(self, pasted: Pasted, mapping: Any) -> None:
        """The same block by other columns."""
        today = runtime.today()
        self._tasks.read(self, lambda s: list_paste.look(s, pasted.parsed, mapping, today=today), done=self.pasted.emit)

    def take_over(self, pasted: Pasted) -> None:
        """Take a looked-at block in as one batch."""
        said = self.tr("%n client(s) taken over from the clipboard", "", pasted.to_change)

        def work(session: Any, progress: Progress, is_cancelled: IsCancelled) -> intake.Taken:
            def step(done: int, total: int) -> None:
                if is_cancelled():
                    raise Cancelled("cancelled")
                progress(done, total, "")

            return intake.take_in(session, pasted.records, title=said, today=runtime.today(), step=step)

        label = self.tr("Taking over %n client(s)", "", pasted.to_change)
        self._tasks.write_long(self, work, done=lambda _taken: None, label=label, said=said)


def _silent(_done: int, _total: int, _text: str) -> None:
    """A short change needs no count."""


def _never() -> bool:
    return False
