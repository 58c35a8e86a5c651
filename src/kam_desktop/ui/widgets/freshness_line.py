"""Which facts of a client have grown old, and the button that says that they still hold (D-2.6)."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from kam_desktop import runtime
from kam_desktop.core import clients, upkeep
from kam_desktop.core.rules.freshness import Stale
from kam_desktop.ui import labels
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import QuietButton
from kam_desktop.ui.widgets.texts import Hint


class FreshnessLine(QWidget):
    """Seen only when something is stale. Call ``show_client`` at each reading of the page."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._client_id = ""
        self.text = Hint("", self, role="warning")
        self.confirm = QuietButton(self.tr("Still true"), self, icon="check", size="small")
        self.confirm.clicked.connect(self._confirm)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self.confirm, 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def show_client(self, client_id: str) -> None:
        """Read which facts of this client are stale."""
        self._client_id = client_id
        self._tasks.read(
            self, lambda session: upkeep.stale(session, client_id, today=runtime.today()),
            done=partial(self._show, client_id), failed=lambda _error: self.hide(),
        )  # fmt: skip

    def _show(self, client_id: str, stale: tuple[Stale, ...]) -> None:
        if client_id != self._client_id:
            return
        names = labels.listed(labels.field(each.name) for each in stale)
        self.text.setText(self.tr("Not confirmed for long: {fields}").format(fields=names))
        self.confirm.setAccessibleDescription(names)
        self.setVisible(bool(stale))

    def _confirm(self) -> None:
        client_id = self._client_id

        def work(session: Any) -> None:
            clients.confirm(session, client_id, today=runtime.today())

        self._tasks.write(
            self, work, done=lambda _none: self.show_client(client_id), said=self.tr("Facts confirmed as of today")
        )
