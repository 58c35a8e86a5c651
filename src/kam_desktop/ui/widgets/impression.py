"""How a visit felt, 1 to 5: five buttons of which one is on, or none."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from kam_desktop.ui import appearance, fonts, painting


class _Segment(QAbstractButton):
    """One number of the row."""

    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.number = number
        self.setText(str(number))
        self.setCheckable(True)
        appearance.scaled(self.setMinimumWidth, 28)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), appearance.current()
        if self.isChecked():
            painter.fillRect(self.rect(), theme.accent_soft if self.isEnabled() else theme.sunken)
        elif self.underMouse() and self.isEnabled():
            painter.fillRect(self.rect(), theme.raised)
        if self.number > 1:
            painting.upright(painter, 0, 0, self.height())
        ink = theme.muted if not self.isEnabled() else theme.accent if self.isChecked() else theme.text
        painting.text(painter, self.rect(), self.text(), fonts.body(bold=self.isChecked()), ink, align=painting.CENTRE)


class Impression(QWidget):
    """Exclusive; a click on the number that is on takes it back. Keys 1 to 5, arrows, Delete."""

    changed = Signal(object)  # int | None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        for number in range(1, 6):
            segment = _Segment(number, self)
            segment.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            segment.setAccessibleName(self.tr("Impression {number} of 5").format(number=number))
            segment.clicked.connect(lambda on, number=number: self._on_clicked(number if on else None))
            segment.installEventFilter(self)
            self._group.addButton(segment, number)
            row.addWidget(segment)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        appearance.fit(self._fit)

    def _fit(self) -> None:
        self.setFixedHeight(fonts.px(32))

    def value(self) -> int | None:
        """1 to 5, or None while nothing is chosen."""
        return next((button.number for button in self._segments() if button.isChecked()), None)

    def set_value(self, value: int | None) -> None:
        """Choose without ``changed``."""
        for button in self._segments():
            button.setChecked(button.number == value)
        self.setAccessibleDescription("" if value is None else str(value))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave) and isinstance(watched, QWidget):
            watched.update()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        value = self.value()
        if event.text() in {"1", "2", "3", "4", "5"}:
            self._on_clicked(int(event.text()))
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            self._on_clicked(3 if value is None else min(5, max(1, value + step)))
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._on_clicked(None)
        else:
            super().keyPressEvent(event)

    def _segments(self) -> list[_Segment]:
        return [button for button in self._group.buttons() if isinstance(button, _Segment)]

    def _on_clicked(self, value: int | None) -> None:
        self.set_value(value)
        self.changed.emit(value)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), appearance.current()
        is_invalid = self.property("invalid") == "true"
        line = theme.danger if is_invalid else theme.border_strong if self.isEnabled() else theme.border
        painting.box(painter, self.rect(), painting.RADIUS, theme.surface if self.isEnabled() else theme.raised, line)
        if self.hasFocus():
            painting.focus_ring(painter, self.rect())
