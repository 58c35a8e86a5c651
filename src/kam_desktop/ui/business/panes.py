"""Panes behind chips: one of them is seen, the others are read when they are."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kam_desktop.ui.business.pane import ListPane
from kam_desktop.ui.page import focus_next
from kam_desktop.ui.widgets.chip import ChipRow


class Panes(QWidget):
    """``changed`` names the pane that is seen now."""

    changed = Signal(str)

    def __init__(self, panes: Sequence[tuple[str, str, ListPane]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panes = {name: pane for name, _title, pane in panes}
        self.chips = ChipRow(self)
        self.chips.hug()
        self.chips.set_chips([(name, title) for name, title, _pane in panes])
        self.chips.changed.connect(lambda names: self.show_pane(next(iter(names))))
        self._stack = QStackedWidget(self)
        for pane in self._panes.values():
            self._stack.addWidget(pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack)
        self.shown = panes[0][0]
        self.setFocusProxy(self.pane)

    @property
    def pane(self) -> ListPane:
        """The pane that is seen."""
        return self._panes[self.shown]

    def show_pane(self, name: str) -> None:
        """Show another pane and read it."""
        if name not in self._panes:
            return
        self.shown = name
        self.chips.choose([name])
        self._stack.setCurrentWidget(self.pane)
        self.setFocusProxy(self.pane)
        self.reload()
        self.changed.emit(name)

    def reload(self) -> None:
        """Read the pane that is seen."""
        self.pane.reload()

    def next_pane(self) -> None:
        """F6: the chips, the list, what stands beside it."""
        focus_next([self.chips, self.pane.stack, *self.pane.sides])

    def on_escape(self) -> bool:
        """Close an entry that is open."""
        return self.pane.close_entries()

    def focus(self) -> None:
        """Into the list that is seen."""
        self.pane.focus_list()
