"""A look at the current client without leaving the list: Space shows it, Space or Esc puts it away."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import client_columns
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.clients import list_columns
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.badge import TierBadge
from kam_desktop.ui.widgets.buttons import QuietButton
from kam_desktop.ui.widgets.panel import SidePanel
from kam_desktop.ui.widgets.texts import Hint, PlainLabel

WIDTH: Final = 264
#: silence before any address, then people, then facts
_KEYS: Final = (
    "silent", "last", "next", "person", "phone", "owner", "team", "status", "lifecycle_stage", "value_band", "relationship_level",
    "industry", "kind", "province", "city", "district", "revenue", "source", "external_no", "since", "tags",
)  # fmt: skip


class PeekPanel(SidePanel):
    """Follows the current row; says only what is known."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=WIDTH)
        appearance.scaled(self.setFixedWidth, WIDTH)
        self._tasks = tasks
        self._id = ""
        self._own: Mapping[str, str] = {}
        self._lines: list[QWidget] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self._badge = TierBadge("", self)
        self._name = PlainLabel("", self, face="head", bold=True, elide=True)
        self._row.addWidget(self._badge)
        self._row.addWidget(self._name, 1)
        self.head.addLayout(self._row)
        self.open_button = QuietButton(self.tr("Open the client"), self, keys="Enter", size="small")
        self.foot.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(self.tr("A look at the client"))

    def show_client(self, client_id: str, own: Mapping[str, str]) -> None:
        """Read and show one client."""
        self._id, self._own = client_id, own
        if not client_id:
            return
        keys = ("tier", "name", client_columns.CURRENCY, *_KEYS, *own)
        self._tasks.read(
            self, lambda s: client_columns.cells(s, [client_id], keys)[0], done=partial(self._show, client_id, keys)
        )

    def _show(self, client_id: str, keys: tuple[str, ...], row: tuple[Any, ...] | None) -> None:
        if client_id != self._id or row is None:
            return
        said = dict(zip(keys, row, strict=True))
        self._badge.set_tier(said["tier"])
        self._name.setText(said["name"])
        for line in self._lines:
            line.hide()
            line.deleteLater()
        while self.body.count():
            self.body.takeAt(0)
        self._lines = []
        for key in (*_KEYS, *self._own):
            text = _words(key, said[key], runtime.today(), said[client_columns.CURRENCY])
            if text:
                self._add(labels.list_field(key, self._own), text)
        self.body.addStretch(1)

    def _add(self, name: str, text: str) -> None:
        head, value = Hint(name, self, wrap=False), PlainLabel(text, self, wrap=True, selectable=True)
        for part in (head, value):
            self.body.addWidget(part)
            self._lines.append(part)
        self.body.addSpacing(8)

    def texts(self) -> list[str]:
        """What it says, for tests and screen readers."""
        return [line.text() for line in self._lines if isinstance(line, PlainLabel)]


def _words(key: str, value: Any, today: date, currency: str) -> str:
    if key == "silent":
        days = client_columns.silent_days(value, today)
        return "" if days is None else labels.days(days)
    if isinstance(value, date):
        return labels.day(value)
    return list_columns.words(key, value, currency)
