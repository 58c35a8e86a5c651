"""What lists and tables share in their keys: J and K are Down and Up, letters are never text."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

_AS = {Qt.Key.Key_J: Qt.Key.Key_Down, Qt.Key.Key_K: Qt.Key.Key_Up}


def set_up_row_keys(view: QAbstractItemView) -> None:
    """No editing, no input method (a Chinese one would swallow the letters), smooth scrolling, no frame."""
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setTabKeyNavigation(False)
    view.setFrameShape(QAbstractItemView.Shape.NoFrame)


def translated(event: QKeyEvent) -> QKeyEvent:
    """The event as arrows when it is J or K without Ctrl, Alt or Meta."""
    key = _AS.get(Qt.Key(event.key()))
    if key is None or event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
        return event
    return QKeyEvent(QEvent.Type.KeyPress, key, event.modifiers())
