"""The table of gifts: G starts a new one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from kam_desktop.ui.widgets.paged_table import RowTable


class GiftTable(RowTable):
    """A letter works only while the table has the focus."""

    new_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_G and not event.modifiers():
            self.new_asked.emit()
        else:
            super().keyPressEvent(event)
