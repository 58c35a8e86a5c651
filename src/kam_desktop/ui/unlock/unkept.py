"""A recovery key that nobody said to have kept: told once, when the store is open."""

from typing import Any

from PySide6.QtCore import QCoreApplication

from kam_desktop.core import opening
from kam_desktop.ui.main_window import MainWindow
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.tasks import Tasks


def look(tasks: Tasks, window: MainWindow) -> None:
    """The program may have ended while the key was shown; nothing else would tell that only the passphrase opens it."""
    tasks.read(window, opening.is_key_awaited, done=lambda is_awaited: _tell(tasks, window) if is_awaited else None)


def _tell(tasks: Tasks, window: MainWindow) -> None:
    said = QCoreApplication.translate(
        "UnkeptKey", "Nobody confirmed that the recovery key is kept. Settings, Passphrase and keys, makes a new one."
    )

    def open_settings() -> Any:
        return window.go(Route("settings", "safety"))

    window.messages.error(said, action=QCoreApplication.translate("UnkeptKey", "Open"), act=open_settings)
    tasks.write(window, opening.key_is_kept)
