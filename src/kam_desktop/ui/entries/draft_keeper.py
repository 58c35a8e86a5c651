"""Keeps what is typed into a form in the store, soon after each keystroke (D-6.6)."""

from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from kam_desktop.core import drafts
from kam_desktop.ui.tasks import Tasks

_KEEP_MS: Final = 500


class DraftKeeper(QObject):
    """``due`` asks the form to ``keep`` what it says; what is on its way to the disk is in ``pending``."""

    due = Signal()
    kept = Signal(str)  # the key

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._pending: dict[str, Any] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_KEEP_MS)
        self._timer.timeout.connect(self.due)

    def start(self) -> None:
        """Something was typed. Typing on does not put it off."""
        if not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """Nothing more is due."""
        self._timer.stop()

    def is_due(self) -> bool:
        """Whether something was typed that is not on its way yet."""
        return self._timer.isActive()

    def pending(self, key: str) -> Any:
        """What was kept a moment ago and may not be on the disk yet; a reading might miss it."""
        return self._pending.get(key)

    def keep(self, key: str, body: Any) -> None:
        """Keep it now."""
        self._pending[key] = body

        def done(_: None) -> None:
            if self._pending.get(key) is body:
                del self._pending[key]
            self.kept.emit(key)

        self._tasks.write(self, lambda session: drafts.keep(session, key, body), done=done)

    def forget(self, key: str) -> None:
        """It was saved for good, or is not wanted."""
        self._timer.stop()
        self._pending.pop(key, None)
