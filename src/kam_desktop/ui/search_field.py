"""The field in the top bar; what it finds is shown by the command bar, which is made when it is first entered."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kam_desktop.ui import appearance, fonts, icons
from kam_desktop.ui.widgets.keycap import cap_size, paint_cap

_INSET = 32


class SearchField(QLineEdit):
    """The field in the top bar. ``typed`` includes letters the input method has not committed yet."""

    typed = Signal(str)
    entered = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preedit = ""
        self.setProperty("kind", "search")
        self.setPlaceholderText(self.tr("Find clients, contacts or actions; pinyin initials will do"))
        self.setAccessibleName(self.tr("Command bar"))
        self.textChanged.connect(self._tell)
        appearance.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        caps = max(cap_size("Ctrl+K").width(), cap_size("Esc").width())
        self.setTextMargins(fonts.px(_INSET) - 8, 0, caps + 4, 0)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._preedit = event.preeditString().replace("'", "").replace(" ", "")
        super().inputMethodEvent(event)
        self._tell()

    def _tell(self) -> None:
        self.typed.emit(self.text() + self._preedit)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, middle = QPainter(self), self.height() // 2
        role = "text" if self.hasFocus() else "muted"
        icons.paint_at(painter, QPoint(9, middle - icons.side() // 2), "search", role)
        keys = "Esc" if self.hasFocus() else "Ctrl+K"
        size = cap_size(keys)
        corner = QPoint(self.width() - size.width() - 9, middle - size.height() // 2)
        paint_cap(painter, QRect(corner, size), keys, appearance.current())
