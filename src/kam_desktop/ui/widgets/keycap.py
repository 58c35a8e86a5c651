"""A key cap: the key that does the same as the button or row it stands on."""

import sys

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kam_desktop.ui import appearance, fonts, painting
from kam_desktop.ui.appearance import Theme

HEIGHT = 18
_SIGNS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}


def native(keys: str) -> str:
    """How this system writes the keys: ``Ctrl+K`` is ``⌘K`` on macOS; arrows are drawn."""
    if keys in _SIGNS:
        return _SIGNS[keys]
    if keys in ("Enter", "Esc"):
        return keys
    head, _, last = keys.rpartition("+")
    if last in ("Enter", "Esc", *_SIGNS) and sys.platform != "darwin":
        return (
            f"{head}+{_SIGNS.get(last, last)}"  # Qt would translate the key's name, which stands in English on the key
        )
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) or keys


def cap_size(keys: str) -> QSize:
    """The size of the cap in logical pixels."""
    height = fonts.px(HEIGHT)
    return QSize(max(height, fonts.width(fonts.label(), native(keys)) + 12), height)


def paint_cap(painter: QPainter, rect: QRect, keys: str, theme: Theme, colour: QColor | None = None) -> None:
    """Draw the cap into the rectangle; on a filled button ``colour`` is the button's text."""
    painting.box(painter, rect, 4, None, colour or theme.border)
    painting.text(painter, rect, native(keys), fonts.label(), colour or theme.muted, align=painting.CENTRE)


class KeyCap(QWidget):
    """The cap as a widget."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(native(keys))
        appearance.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return cap_size(self._keys)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_cap(QPainter(self), self.rect(), self._keys, appearance.current())
