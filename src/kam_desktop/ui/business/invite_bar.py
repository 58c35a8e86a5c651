"""Whom to invite: one client by name, or all of a tier or a saved segment."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import clients, segments
from kam_desktop.core.clients import Filter
from kam_desktop.core.rules.kinds import Tier
from kam_desktop.core.segments import SavedSegment
from kam_desktop.ui import appearance, fonts, painting
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton
from kam_desktop.ui.widgets.client_field import ClientField
from kam_desktop.ui.widgets.texts import PlainLabel


class InviteBar(QWidget):
    """``chosen`` carries ids of clients; those who are invited already are passed over."""

    chosen = Signal(object)  # list[str]

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._segments: frozenset[str] = frozenset()
        self.client, self.many = ClientField(tasks, self), QComboBox(self)
        self.many.setAccessibleName(self.tr("All of a tier or segment"))
        self.button = PlainButton(self.tr("Invite all"), self, icon="plus", size="small")
        self.client.chosen.connect(self._take_one)
        self.button.clicked.connect(self._take_many)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 9)
        row.setSpacing(8)
        row.addWidget(PlainLabel(self.tr("Invite"), self, role="muted"))
        row.addWidget(self.client, 3)
        row.addSpacing(16)
        row.addWidget(PlainLabel(self.tr("or"), self, role="muted"))
        row.addWidget(self.many, 2)
        row.addWidget(self.button)
        self.setFocusProxy(self.client)
        appearance.fit(self._fit)

    def _fit(self) -> None:
        self.many.setMinimumWidth(fonts.px(160))

    def reload(self) -> None:
        """Read the saved segments again."""
        self._tasks.read(self, segments.listed, done=self._show)

    def _show(self, found: list[SavedSegment]) -> None:
        self._segments = frozenset(each.id for each in found)
        at = self.many.currentData()
        self.many.clear()
        for tier in Tier:
            self.many.addItem(self.tr("Tier {tier}").format(tier=tier.value), tier.value)
        for each in found:
            self.many.addItem(each.name, each.id)
        self.many.setCurrentIndex(max(0, self.many.findData(at)))

    def _take_one(self, client_id: str, _contact_id: str) -> None:
        self.client.set_client("", "")
        self.chosen.emit([client_id])

    def _take_many(self) -> None:
        key, today = self.many.currentData(), runtime.today()
        chosen = Filter(segment_id=key) if key in self._segments else Filter(tier=key)

        def work(session: Any) -> list[str]:
            return clients.ids(session, chosen, today=today)

        self._tasks.read(self, work, done=lambda found: self.chosen.emit(found) if found else None)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painting.under(QPainter(self), self.rect())
