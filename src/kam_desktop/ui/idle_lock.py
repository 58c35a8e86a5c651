"""Locks the store when nobody has worked with it for a while (D-13.1): a laptop is left open on many desks."""

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSettings, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from kam_desktop.ui.tasks import Tasks

MINUTES: Final = (5, 15, 30, 60, 0)  # to choose from; 0: never
_USUAL: Final = 15
_KEY: Final = "window/lock_minutes"
_LOOK_MS: Final = 10_000
_USE: Final = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel, QEvent.Type.TouchBegin}
)  # fmt: skip


def minutes(settings: QSettings) -> int:
    """After how long, as chosen on this computer; 0: never."""
    chosen = int(str(settings.value(_KEY, _USUAL)))
    return chosen if chosen in MINUTES else _USUAL


def choose(settings: QSettings, after: int) -> None:
    """Keep the choice; it holds from the next look on."""
    settings.setValue(_KEY, after)


class IdleLock(QObject):
    """Hears keys and mouse where they come in from the system: at the windows, not at each widget. An input method keeps
    the keys for itself; what it writes moves the cursor.

    ``now`` gives seconds that go on while the computer sleeps: it locks when it wakes. Long work is waited for, a dialog
    is closed first.
    """

    due = Signal()

    def __init__(
        self, tasks: Tasks, settings: QSettings, parent: QObject, *, now: Callable[[], float] = time.time
    ) -> None:
        super().__init__(parent)
        self._tasks, self._settings, self._now = tasks, settings, now
        self._used_at = now()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """From now on."""
        QGuiApplication.inputMethod().cursorRectangleChanged.connect(self._note_use)
        self.look()
        self._timer.start(_LOOK_MS)

    def stop(self) -> None:
        """The store is being closed."""
        if self._timer.isActive():
            QGuiApplication.inputMethod().cursorRectangleChanged.disconnect(self._note_use)
        self._timer.stop()

    def look(self) -> None:
        """Whether it is time; windows that were opened since are heard too."""
        for window in QGuiApplication.topLevelWindows():
            window.installEventFilter(self)
        after = minutes(self._settings)
        if self._tasks.is_running:
            self._note_use()
        elif after and self._now() - self._used_at >= after * 60:
            if (dialog := QApplication.activeModalWidget()) is not None:
                dialog.close()  # whoever asked goes on first
                return
            self.stop()
            self.due.emit()

    def _note_use(self) -> None:
        self._used_at = self._now()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _USE:
            self._note_use()
        return super().eventFilter(watched, event)
