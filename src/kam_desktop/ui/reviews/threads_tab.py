"""Key clients that hang on one manager or one contact (D-12.1)."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import single_threads
from kam_desktop.core.single_threads import ThreadRow
from kam_desktop.ui import labels
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.empty import EmptyState
from kam_desktop.ui.widgets.paged_table import Cell, Column, PagedTableModel, RowTable
from kam_desktop.ui.widgets.texts import Hint


class ThreadsTab(QWidget):
    """The gravest first; Enter opens the client."""

    navigate = Signal(object)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self._rows: dict[str, ThreadRow] = {}
        columns = (
            Column("tier", "", 40, "badge", is_sortable=False),
            Column("client", self.tr("Client"), 170, "bold", is_sortable=False),
            Column("manager", self.tr("Manager"), 90, is_sortable=False),
            Column("threads", self.tr("Hangs on"), 0, is_sortable=False),
            Column("contact", self.tr("Contact"), 110, is_sortable=False),
            Column("last", self.tr("Last contact"), 110, is_sortable=False),
        )
        self.model = PagedTableModel((), self._request, columns, self)
        self.table = RowTable(self.model, self, fits=True)
        self.table.setAccessibleName(self.tr("Clients on a single thread"))
        self.table.opened.connect(lambda client_id: self.navigate.emit(Route("client", client_id)))
        self.empty = EmptyState(self.tr("No key client hangs on a single thread."), "", self)
        self._about = Hint("", self, wrap=False)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self._about.setContentsMargins(16, 8, 16, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._about)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.table)

    def reload(self) -> None:
        """Find them anew."""
        self.tasks.read(self, partial(single_threads.found, today=runtime.today()), done=self._show)

    def _show(self, found: list[ThreadRow]) -> None:
        self._rows = {row.client_id: row for row in found}
        self.table.show_ids([row.client_id for row in found])
        words = self.tr("%n key client(s) would be lost with one person: ours, or theirs.", "", len(found))
        self._about.setText(words if found else "")
        self._stack.setCurrentWidget(self.table if found else self.empty)

    def _request(self, ids: Sequence[str], deliver: Any) -> None:
        deliver([_cells(self._rows[each]) for each in ids])

    def on_escape(self) -> bool:
        """Nothing to close."""
        return False


def _cells(row: ThreadRow) -> tuple[Any, ...]:
    words = labels.say("visit.comma").join(labels.name_of(each) for each in row.threads)
    last = labels.day(row.last_contact_on) if row.last_contact_on else "—"
    role = "danger" if len(row.threads) > 1 else "text"
    return row.tier, row.client, row.owner, Cell(words, role), row.contact or "—", Cell(last, "muted")
