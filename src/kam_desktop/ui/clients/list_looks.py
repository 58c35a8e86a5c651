"""How the list of clients looks to one person: its columns, their order and width, the sorting; kept on this device."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kam_desktop import runtime
from kam_desktop.ui.clients import list_columns
from kam_desktop.ui.clients.list_chooser import ColumnsPopover
from kam_desktop.ui.clients.list_columns import Look
from kam_desktop.ui.clients.list_table import ClientTable
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.paged_table import PagedTableModel


class ListLooks(QObject):
    """Makes the table and dresses it; ``resorted`` when the rows are to be read in another order."""

    resorted = Signal()

    def __init__(self, page: QWidget, tasks: Tasks) -> None:
        super().__init__(page)
        self._page, self._tasks = page, tasks
        self.look = Look()
        self.own: Mapping[str, str] = {}
        self.model = PagedTableModel((), self._request, list_columns.columns(self.look, self.own), self)
        self.table = ClientTable(self.model, page)
        self.table.show_sorted(self.look.order)
        self.table.sort_asked.connect(self._sort)
        self.table.moved.connect(lambda keys: self.arrange(replace(self.look, keys=tuple(keys))))
        self.table.resized.connect(lambda key, width: self.keep(self.look.with_width(key, width)))

    def sorting(self) -> tuple[str, bool]:
        """The order that the rows are read in, and whether it is turned."""
        return list_columns.sorting(self.look.order, is_descending=self.look.is_descending)

    def load(self, done: Callable[[Look], None]) -> None:
        """Look as last time."""

        def take(look: Look) -> None:
            self.look = look
            self._dress()
            done(look)

        self._tasks.read(self, list_columns.load, done=take)

    def name_own(self, own: Mapping[str, str]) -> None:
        """The users' own fields came, went or were renamed."""
        self.own = own
        self._dress()

    def choose(self, anchor: QWidget) -> ColumnsPopover:
        """Which columns, in which order, how wide, sorted by which."""
        panel = ColumnsPopover(self._page, anchor, self.look, self.own)
        panel.chosen.connect(self.arrange)
        return panel

    def arrange(self, look: Look) -> None:
        """Look like this from now on."""
        is_resorted = (look.order, look.is_descending) != (self.look.order, self.look.is_descending)
        self.keep(look)
        self._dress()
        if is_resorted:
            self.resorted.emit()

    def keep(self, look: Look) -> None:
        """Remember how the list looks; no change that anybody would undo."""
        self.look = look
        self._tasks.write(self, lambda s: list_columns.keep(s, look))

    def _dress(self) -> None:
        columns = list_columns.columns(self.look, self.own)
        self.table.show_columns(columns, self.look.order, descending=self.look.is_descending)

    def _sort(self, column: str, descending: bool) -> None:
        self.keep(replace(self.look, order=column, is_descending=descending))
        self.resorted.emit()

    def _request(self, ids: Sequence[str], deliver: Callable[[Sequence[tuple[Any, ...]]], None]) -> None:
        keys, today = [column.key for column in self.model.columns], runtime.today()
        self._tasks.read(self, lambda s: list_columns.fetch(s, ids, keys, today=today), done=deliver)
