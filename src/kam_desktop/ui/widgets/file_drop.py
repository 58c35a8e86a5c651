"""Files that come by drag and drop or by the clipboard: from the file manager, or a picture from a browser."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QMimeData, QObject, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QImage,
    QImageWriter,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from kam_desktop.core.rules.file_kinds import is_packet
from kam_desktop.ui import appearance, fonts, painting

Source = Path | QImage


def sources(mime: QMimeData) -> list[Source]:
    """The files that are meant; without any, the picture itself."""
    paths: list[Source] = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if paths or not mime.hasImage():
        return paths
    image = QImage(mime.imageData())
    return [] if image.isNull() else [image]


def has_sources(mime: QMimeData) -> bool:
    """The same question without unpacking a picture: asked while something is dragged about.

    Packets and cards are the window's, wherever they are dropped.
    """
    files = [url.path() for url in mime.urls() if url.isLocalFile()]
    return mime.hasImage() or any(not is_packet(path) for path in files)


def as_png(image: QImage) -> bytes:
    """A pasted picture as a file; takes time, so on a worker's thread."""
    data = QByteArray()
    sink = QBuffer(data)
    sink.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(sink, QByteArray(b"png")).write(image)
    return bytes(data.data())


class _Veil(QWidget):
    """Says over the widget that what is dragged would be taken."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), appearance.current()
        room = self.rect().adjusted(4, 4, -4, -4)
        ground = QColor(theme.accent_soft)
        ground.setAlphaF(0.88)  # what lies below stays in sight
        painting.box(painter, room, 8, ground, theme.accent, width=2.0)
        width = min(room.width() - 16, fonts.width(fonts.body(bold=True), self._words))
        words = QRect(0, 0, width, fonts.line_height("body"))
        words.moveCenter(room.center())
        painting.box(painter, words.adjusted(-16, -8, 16, 8), painting.RADIUS, theme.surface, theme.accent)
        painting.text(painter, words, self._words, fonts.body(bold=True), theme.accent)


class FileDrop(QObject):
    """Makes a widget take files that are dropped on it; ``taken`` hands over a list of ``Source``."""

    taken = Signal(object)

    def __init__(self, target: QWidget, words: str) -> None:
        super().__init__(target)
        self.is_on = True
        self._target = target
        self._veil = _Veil(words, target)
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def take(self, mime: QMimeData) -> bool:
        """What a drop of this does; also for pasting. False when there is no file in it."""
        found = sources(mime) if self.is_on else []
        if found:
            self.taken.emit(found)
        return bool(found)

    @property
    def is_over(self) -> bool:
        """Whether something that would be taken is over the widget now."""
        return self._veil.isVisible()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, (QDragEnterEvent, QDragMoveEvent)) and event.type() != QEvent.Type.Drop:
            self._weigh(event)
            return True
        if event.type() == QEvent.Type.DragLeave:
            self._veil.hide()
        elif isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            self._veil.hide()
            if self.take(event.mimeData()):
                event.setDropAction(Qt.DropAction.CopyAction)
                event.accept()
            return True
        return False

    def _weigh(self, event: QDragMoveEvent) -> None:
        if not self.is_on or not has_sources(event.mimeData()):
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._veil.setGeometry(self._target.rect())
        self._veil.raise_()
        self._veil.show()
