"""The keys of an editor that stands where its value was: letters and Esc are its own, not the page's."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TABS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class InPlace(QObject):
    """Listens to one editor. ``taken`` is Enter (with Ctrl in a long text), ``left`` says that the focus went away."""

    taken = Signal()
    escaped = Signal()
    left = Signal()
    stepped = Signal(int)  # Tab: 1, Shift+Tab: -1

    def __init__(self, editor: QWidget, *, has_steps: bool = False) -> None:
        super().__init__(editor)
        self._editor, self._has_steps = editor, has_steps
        editor.installEventFilter(self)

    def stop(self) -> None:
        """The editor goes: what it still has to say is for nobody."""
        self._editor.removeEventFilter(self)
        self.blockSignals(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            return self._keeps(event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _STAYS:
            QTimer.singleShot(0, self, self._on_left)
        return super().eventFilter(watched, event)

    def _keeps(self, event: QKeyEvent) -> bool:
        is_letter = event.text() and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F2, *ENTER) or is_letter:
            event.accept()
            return True
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key in ENTER and self._takes_enter(event):
            self.taken.emit()
        elif self._has_steps and key in _TABS:
            self.stepped.emit(_TABS[key])
        else:
            return key == Qt.Key.Key_F2
        return True

    def _takes_enter(self, event: QKeyEvent) -> bool:
        if isinstance(self._editor, QPlainTextEdit):
            return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        return isinstance(self._editor, (QLineEdit, QComboBox))

    def _on_left(self) -> None:
        if not self._editor.hasFocus():
            self.left.emit()
