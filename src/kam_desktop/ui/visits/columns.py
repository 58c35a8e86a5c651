"""Three columns side by side; in a narrow window one at a time."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from kam_desktop.ui import appearance, fonts

NARROW_BELOW: Final = 1040  # width of the window
_MIDDLE: Final = 1
_ANY_WIDTH: Final = 16_777_215


class Columns(QWidget):
    """Left and right keep their widths, the middle takes the rest."""

    arranged = Signal()

    def __init__(self, panes: tuple[QWidget, QWidget, QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panes = panes
        self._at = _MIDDLE
        self._hides_right = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for pane in panes:
            row.addWidget(pane, 1 if pane is panes[_MIDDLE] else 0)
        appearance.changed.connect(self._follow)

    def _follow(self) -> None:
        self.arrange()

    @property
    def is_narrow(self) -> bool:
        """Whether there is room for one column only."""
        return self.window().width() < fonts.px(NARROW_BELOW)

    @property
    def at(self) -> int:
        """The column that a narrow window shows."""
        return self._at

    def arrange(self, *, hides_right: bool | None = None) -> None:
        """Show what there is room for. ``hides_right``: a wide window has nothing to show there."""
        if hides_right is not None:
            self._hides_right = hides_right
        is_narrow = self.is_narrow
        for at, pane in enumerate(self.panes):
            pane.setVisible(at == self._at if is_narrow else not (at == 2 and self._hides_right))
            if at != _MIDDLE:
                pane.setMaximumWidth(_ANY_WIDTH if is_narrow else pane.minimumWidth())
        self.arranged.emit()

    def bring(self, at: int) -> None:
        """Make sure that a column is seen."""
        if self.is_narrow and self._at != at:
            self._at = at
            self.arrange()

    def show_middle(self) -> None:
        """Where each visit begins."""
        self._at = _MIDDLE

    def following(self) -> int:
        """The column after the one in use."""
        if self.is_narrow:
            return (self._at + 1) % 3
        focus = QApplication.focusWidget()
        inside = [at for at, pane in enumerate(self.panes) if focus is not None and pane.isAncestorOf(focus)]
        return ((inside[0] if inside else 0) + 1) % 3

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()
