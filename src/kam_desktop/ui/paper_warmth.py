"""What the first paper needs (fonts, the libraries), read behind the page from which one can be asked for."""

from typing import Final

from PySide6.QtCore import QObject, QTimer

from kam_desktop.ui.tasks import Tasks

_AFTER_MS: Final = 400  # the page itself comes first


def warm(tasks: Tasks, owner: QObject) -> None:
    """Soon, on a reading thread; again it costs nothing."""
    QTimer.singleShot(_AFTER_MS, owner, lambda: tasks.read(owner, _load, done=lambda _none: None))


def _load(_session: object) -> None:
    from kam_desktop.documents import output, preview

    output.warm()
    preview.warm()
