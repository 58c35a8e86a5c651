"""One picture as large as the page, read from the store and shown here: no copy of it is written anywhere."""

from PySide6.QtCore import QBuffer, QByteArray, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kam_desktop.core.attachments import FileRow
from kam_desktop.ui import appearance, fonts, painting

_LONGEST = 3200  # pixels: what is larger is read smaller, for a screen shows no more


def read_picture(content: bytes) -> QImage:
    """Upright, and no larger than a screen; a null image when it cannot be read. Takes time: on a worker's thread."""
    sink = QBuffer()
    sink.setData(QByteArray(content))
    reader = QImageReader(sink)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if max(size.width(), size.height()) > _LONGEST:
        reader.setScaledSize(size.scaled(_LONGEST, _LONGEST, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


class PictureView(QWidget):
    """Left and Right go on, Enter opens in another program, Space and Esc close."""

    closed = Signal()
    opened = Signal(str)
    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._row: FileRow | None = None
        self._image = QImage()
        appearance.changed.connect(self.update)

    @property
    def row(self) -> FileRow | None:
        """What is shown."""
        return self._row

    @property
    def image(self) -> QImage:
        """The picture, null until it is read."""
        return self._image

    def show_row(self, row: FileRow) -> None:
        """The words at once; the picture follows. The old one stays until then when it is the same file."""
        if self._row is None or self._row.id != row.id:
            self._image = QImage()
        self._row = row
        self.setAccessibleName(row.caption or row.name)
        self.update()

    def show_image(self, row_id: str, image: QImage) -> None:
        """The picture is here."""
        if self._row is not None and self._row.id == row_id:
            self._image = image
            self.update()

    def clear(self) -> None:
        """Let go of the picture."""
        self._row, self._image = None, QImage()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in steps:
            self.stepped.emit(steps[key])
        elif key == Qt.Key.Key_Space:
            self.closed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._row is not None:
            self.opened.emit(self._row.id)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.closed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), appearance.current()
        painter.fillRect(self.rect(), theme.sunken)
        if self._row is None:
            return
        line = fonts.line_height("body")
        room = self.rect().adjusted(16, 16, -16, -(line + 24))
        if not self._image.isNull() and room.isValid():
            self._paint_image(painter, room)
        foot = QRect(16, self.height() - line - 12, self.width() - 32, line)
        painting.text(
            painter, foot, self._row.caption or self._row.name, fonts.body(), theme.text, align=painting.CENTRE
        )

    def _paint_image(self, painter: QPainter, room: QRect) -> None:
        ratio = painter.device().devicePixelRatioF()
        largest = QSize(min(room.width(), self._image.width()), min(room.height(), self._image.height()))
        size = self._image.size().scaled(largest, Qt.AspectRatioMode.KeepAspectRatio)
        drawn = self._image.scaled(
            size * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        target = QRect(0, 0, size.width(), size.height())
        target.moveCenter(room.center())
        painter.drawImage(target, drawn)
