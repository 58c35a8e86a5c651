"""Saves what is typed into a page soon after the last key, one save at a time, and says when (D-6.6)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from kam_desktop.core.errors import KamError
from kam_desktop.ui import labels
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.texts import PlainLabel

_WAIT_MS: Final = 600
Save = Callable[[Any], int]  # in a session; gives the revision


class Autosave(QObject):
    """``work()`` gives what is to be saved now, or None; ``saved(revision)`` follows, or ``failed(error)``."""

    saved = Signal(int)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, page: QWidget, work: Callable[[], Save | None]) -> None:
        super().__init__(page)
        self._tasks, self._work = tasks, work
        self._is_saving = self._is_wanted = False
        self.label = PlainLabel("", page, face="label", role="muted")
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._timer.timeout.connect(self.flush)

    def start(self) -> None:
        """Something was typed."""
        self._timer.start()

    def stop(self) -> None:
        """Nothing more is due."""
        self._timer.stop()
        self._is_wanted = False

    def is_due(self) -> bool:
        """Whether something was typed that is not on the disk yet."""
        return self._timer.isActive() or self._is_saving or self._is_wanted

    def flush(self) -> None:
        """Save now; where a save is under way, right after it."""
        self._timer.stop()
        if self._is_saving:
            self._is_wanted = True
            return
        work = self._work()
        if work is None:
            return
        self._is_saving = True
        self._tasks.write(self, work, done=self._on_saved, failed=self._on_failed)

    def flush_if_due(self) -> None:
        """Before the page turns to something else."""
        if self._timer.isActive():
            self.flush()

    def _on_saved(self, revision: int) -> None:
        self._is_saving = False
        self.label.set_role("muted")
        self.label.setText(self.tr("Saved at {time}").format(time=f"{datetime.now().astimezone():%H:%M}"))
        self.saved.emit(revision)
        self._again()

    def _on_failed(self, error: KamError) -> None:
        self._is_saving = False
        self.label.set_role("danger")
        self.label.setText(labels.sentence(error))
        self.failed.emit(error)
        self._again()

    def _again(self) -> None:
        if self._is_wanted:
            self._is_wanted = False
            self.flush()
