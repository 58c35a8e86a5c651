"""Work that waits until a widget was painted: nothing that can wait stands before the first picture."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

_BREATH_MS: Final = 20  # what is painted is shown first
_AT_LATEST_MS: Final = 2_000  # a window that is hidden or behind others is not painted


class _Watch(QObject):
    """Lives as long as the widget: deleted later by itself, it crashed where the widget went before it."""

    def __init__(self, widget: QWidget, act: Callable[[], object]) -> None:
        super().__init__(widget)
        self._act = act
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go)
        self._timer.start(_AT_LATEST_MS)
        widget.installEventFilter(self)

    def eventFilter(self, widget: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            widget.removeEventFilter(self)
            QTimer.singleShot(0, self, self._breathe)  # the rest of the window is painted before this
        return False

    def _breathe(self) -> None:
        self._timer.start(_BREATH_MS)

    def _go(self) -> None:
        widget = self.parent()
        if widget is not None:
            widget.removeEventFilter(self)
        self._act()


def after_paint(widget: QWidget, act: Callable[[], object]) -> None:
    """Call ``act`` once, soon after the next time that ``widget`` is painted; not at all when it is gone by then."""
    _Watch(widget, act)
