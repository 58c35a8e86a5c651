"""The place of a page where one of the small panels opens, and its way to the store."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import staff_changes
from kam_desktop.core.errors import KamError
from kam_desktop.core.staff_changes import Succession
from kam_desktop.ui.people.panels import LeavePanel, MovePanel, Panel, SuccessorPanel, Work
from kam_desktop.ui.people.tie_panels import SuperiorPanel, TiePanel
from kam_desktop.ui.tasks import Tasks


class StaffPlace(QWidget):
    """One panel at a time; hidden while there is none. ``closed`` gives the focus back to the page."""

    closed = Signal()
    written = Signal(object)  # what the core function returned

    def __init__(self, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.panel: Panel | None = None
        self.is_move = False  # whether what was written last took somebody to another client
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.hide()

    def leave(self, contact_id: str, name: str, peers: Sequence[Any]) -> None:
        """Ask when somebody left, and who follows if that is known."""
        self._open(LeavePanel(contact_id, name, [peer for peer in peers if peer.id != contact_id], self))

    def move_on(self, contact_id: str, name: str) -> None:
        """Ask where somebody moved to."""
        self._open(MovePanel(self._tasks, contact_id, name, self))

    def succeed(self, contact_id: str, name: str, peers: Sequence[Any]) -> None:
        """Ask who follows; what they would take over is read first."""
        self._tasks.read(
            self, lambda s: staff_changes.succession(s, contact_id),
            done=partial(self._ask_successor, contact_id, name, [peer for peer in peers if peer.id != contact_id]),
        )  # fmt: skip

    def _ask_successor(self, contact_id: str, name: str, peers: Sequence[Any], offered: Succession) -> None:
        self._open(SuccessorPanel(contact_id, name, peers, offered, self))

    def tie(self, contact_id: str, name: str, colleagues: Sequence[str]) -> None:
        """Ask who of us knows somebody."""
        self._open(TiePanel(contact_id, name, colleagues, self))

    def report(self, contact_id: str, name: str, peers: Sequence[Any], current: str) -> None:
        """Ask to whom somebody reports."""
        self._open(SuperiorPanel(contact_id, name, peers, current, self))

    def come_back(self, contact_id: str, name: str) -> None:
        """Somebody who left is here again: nothing to ask."""
        today = runtime.today()
        self._tasks.write(
            self, lambda s: staff_changes.come_back(s, contact_id, on=today, today=today),
            said=self.tr("{name} is here again").format(name=name),
        )  # fmt: skip

    def close_panel(self) -> bool:
        """Close what is open; False when nothing was."""
        if self.panel is None:
            return False
        self.panel.hide()
        self.panel.deleteLater()
        self.panel = None
        self.hide()
        self.closed.emit()
        return True

    def _open(self, panel: Panel) -> None:
        if self.panel is not None:
            self.panel.hide()
            self.panel.deleteLater()
        self.panel = panel
        self._column.addWidget(panel)
        panel.saved.connect(self._write)
        panel.closed.connect(self.close_panel, Qt.ConnectionType.QueuedConnection)
        self.show()
        panel.focus_first()

    def _write(self, work: Work) -> None:
        panel = self.panel
        if panel is not None and panel.save_button.isEnabled():
            panel.save_button.setEnabled(False)
            self._tasks.write(
                self, work, done=self._done, failed=partial(self._failed, panel), said=panel.said()
            )  # fmt: skip

    def _done(self, value: Any) -> None:
        self.is_move = isinstance(self.panel, MovePanel)
        self.close_panel()
        self.written.emit(value)

    def _failed(self, panel: Panel, error: KamError) -> None:
        if panel is not self.panel:
            return
        panel.save_button.setEnabled(True)
        if not panel.takes(error):
            self._tasks.refused.emit(error)
