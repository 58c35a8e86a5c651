"""Below the facts of a client: what has grown old, who supplies it, and the fields that the users defined."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from kam_desktop.core.rules import shares
from kam_desktop.ui.clients.client_reading import Seen
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.charts.supplier_bar import SupplierBar
from kam_desktop.ui.widgets.freshness_line import FreshnessLine
from kam_desktop.ui.widgets.texts import Hint, PlainLabel


class ClientExtras(QWidget):
    """Each part is seen only when it has something to say."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.freshness = FreshnessLine(tasks, self)
        self.suppliers = SupplierBar(self.tr("Suppliers"), self)
        self._own = QWidget(self)
        self._lines = QFormLayout(self._own)
        self._lines.setContentsMargins(4, 0, 0, 0)
        self._lines.setHorizontalSpacing(12)
        self._lines.setVerticalSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self._own, self.suppliers, self.freshness):
            column.addWidget(part)

    def show_seen(self, seen: Seen) -> None:
        """Fill in everything."""
        client = seen.dossier.client
        self.freshness.show_client(client["id"])
        kept = shares.of_plain(client["supplier_shares"])
        self.suppliers.show_shares(kept)
        self.suppliers.setVisible(bool(kept))
        self._show_own(seen.own_fields)

    def own_lines(self) -> list[str]:
        """Label and value of each field of one's own, as they are seen."""
        return [label.text() for label in self._own.findChildren(PlainLabel)]

    def _show_own(self, fields: Sequence[tuple[str, str]]) -> None:
        while self._lines.rowCount():
            self._lines.removeRow(0)
        for label, text in fields:
            self._lines.addRow(
                Hint(label, self._own, wrap=False), PlainLabel(text, self._own, wrap=True, selectable=True)
            )
        self._own.setVisible(bool(fields))
