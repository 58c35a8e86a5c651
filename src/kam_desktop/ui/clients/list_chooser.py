"""Which columns the list shows, in which order, how wide, sorted by which: all of it by keys too."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from kam_desktop.core import client_columns
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.clients.list_columns import USUAL, Look
from kam_desktop.ui.widgets.buttons import PlainButton, QuietButton
from kam_desktop.ui.widgets.popover import Popover
from kam_desktop.ui.widgets.texts import Hint

_KEY = Qt.ItemDataRole.UserRole
_STEP = 16


class _ColumnList(QListWidget):
    """Space shows or hides, Alt with arrows moves and sizes, S sorts."""

    moved = Signal(int)
    sized = Signal(int)
    sort_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        wider = {Qt.Key.Key_Left: -_STEP, Qt.Key.Key_Right: _STEP}.get(Qt.Key(event.key()))
        has_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if has_alt and by:
            self.moved.emit(by)
        elif has_alt and wider:
            self.sized.emit(wider)
        elif event.key() == Qt.Key.Key_S and not event.modifiers():
            self.sort_asked.emit()
        else:
            super().keyPressEvent(event)


class ColumnsPopover(Popover):
    """``chosen`` gives the new look at every change."""

    def __init__(self, page: QWidget, anchor: QWidget, look: Look, own: Mapping[str, str]) -> None:
        super().__init__(page, anchor, self.tr("Columns"), is_below=True)
        self._look, self._own = look, own
        self.list = _ColumnList(self)
        self.list.setProperty("kind", "choices")
        self.list.setAccessibleName(self.tr("Columns"))
        appearance.scaled(self.list.setMinimumHeight, 260)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(Hint(self.tr("Space shows or hides, Alt+arrows move and size, S sorts"), self))
        row = QHBoxLayout()
        row.setSpacing(8)
        self.sort = PlainButton(self.tr("Sort"), self, keys="S", size="small")
        self.reset = QuietButton(self.tr("As at first"), self, size="small")
        row.addWidget(self.sort)
        row.addStretch(1)
        row.addWidget(self.reset)
        self.column.addLayout(row)
        self._fill()
        self.list.setCurrentRow(0)
        self.list.itemChanged.connect(lambda _item: self._tell())
        self.list.moved.connect(self._move)
        self.list.sized.connect(self._size)
        self.list.sort_asked.connect(self._sort)
        self.sort.clicked.connect(self._sort)
        self.reset.clicked.connect(self._reset)
        self.present(self.list)

    def _fill(self) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        shown = [key for key in self._look.keys if key in client_columns.NAMES or key in self._own]
        for key in dict.fromkeys((*shown, *client_columns.NAMES, *self._own)):
            item = QListWidgetItem(labels.list_field(key, self._own), self.list)
            item.setData(_KEY, key)
            item.setCheckState(Qt.CheckState.Checked if key in shown else Qt.CheckState.Unchecked)
            if key == "name":
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)  # a row without a name says nothing
        self.list.blockSignals(False)

    def _shown(self) -> tuple[str, ...]:
        items = [self.list.item(place) for place in range(self.list.count())]
        return tuple(str(item.data(_KEY)) for item in items if item.checkState() == Qt.CheckState.Checked)

    def _current(self) -> str:
        item = self.list.currentItem()
        return str(item.data(_KEY)) if item else ""

    def _tell(self) -> None:
        self._look = replace(self._look, keys=self._shown())
        self.chosen.emit(self._look)

    def _move(self, by: int) -> None:
        place = self.list.currentRow()
        if 0 <= place < self.list.count() and 0 <= place + by < self.list.count():
            self.list.insertItem(place + by, self.list.takeItem(place))
            self.list.setCurrentRow(place + by)
            self._tell()

    def _size(self, by: int) -> None:
        key = self._current()
        if key:
            self._look = self._look.with_width(key, (self._look.width(key) or 240) + by)
            self.chosen.emit(self._look)

    def _sort(self) -> None:
        key = self._current()
        if key:
            is_same = key == self._look.order
            self._look = replace(self._look, order=key, is_descending=is_same and not self._look.is_descending)
            self.chosen.emit(self._look)

    def _reset(self) -> None:
        self._look = replace(self._look, keys=USUAL, widths=())
        self._fill()
        self.list.setCurrentRow(0)
        self.chosen.emit(self._look)
