"""What was chosen in a line, as a token that can be taken out again."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from kam_desktop.ui import appearance, fonts, icons, painting
from kam_desktop.ui.widgets.texts import plain_tip


class Token(QAbstractButton):
    """A word that was chosen; click its cross, or Delete while it has the focus, takes it out."""

    dropped = Signal()

    def __init__(self, text: str, parent: QWidget, *, tip: str = "") -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(self.tr("{name}, Delete removes").format(name=text))
        self.setToolTip(plain_tip(tip))

    def sizeHint(self) -> QSize:
        beside = 18 + fonts.px(12) if self.isEnabled() else 16  # a cross
        return QSize(fonts.width(fonts.label(bold=True), self.text()) + beside, fonts.px(22))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.updateGeometry()

    def _cross_left(self) -> int:
        return self.width() - fonts.px(12) - 5

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, side = QPainter(self), appearance.current(), fonts.px(12)
        if not self.isEnabled():  # to be read, not to be taken out
            painting.box(painter, self.rect(), 4, theme.sunken, theme.border)
            painting.text(painter, self.rect().adjusted(8, 0, -8, 0), self.text(), fonts.label(bold=True), theme.muted)
            return
        painting.box(painter, self.rect(), 4, theme.accent_soft, theme.accent)
        room = self.rect().adjusted(8, 0, -side - 6, 0)
        painting.text(painter, room, self.text(), fonts.label(bold=True), theme.accent)
        cross = self.rect().adjusted(self._cross_left(), (self.height() - side) // 2, -5, 0)
        cross.setSize(QSize(side, side))
        icons.paint(painter, cross, "cross", "accent")
        if self.hasFocus():
            painting.focus_ring(painter, self.rect(), 4)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.rect().contains(event.position().toPoint()) and event.position().x() >= self._cross_left() - 3:
            self.dropped.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()
