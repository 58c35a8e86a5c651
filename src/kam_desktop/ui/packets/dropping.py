"""A packet or a card that is dropped anywhere on the window leads to the exchange."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class PacketDrop(QObject):
    """Watches a window; ``dropped`` hands over the path. Other files are left to the pages."""

    dropped = Signal(object)  # Path

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent):
            return False
        path = packet_of(event.mimeData())
        if path is None:
            event.ignore()
            return True
        event.acceptProposedAction()
        if not isinstance(event, QDragMoveEvent):
            self.dropped.emit(path)
        return True


def packet_of(mime: QMimeData) -> Path | None:
    """The packet or card among what is dragged, if there is one."""
    from kam_desktop.core.rules.file_kinds import is_packet

    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return next((path for path in paths if is_packet(path.name)), None)
