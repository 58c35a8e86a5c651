"""A list of records worked by keys: arrows or J/K, Enter opens, Space peeks."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from kam_desktop.ui import appearance
from kam_desktop.ui.widgets.list_painting import RowDelegate
from kam_desktop.ui.widgets.list_rows import GroupHead, Index, Row, RowsModel, TimelineRow, TwoLineRow
from kam_desktop.ui.widgets.row_keys import set_up_row_keys, translated

__all__ = ["GroupHead", "Row", "RowList", "RowsModel", "TimelineRow", "TwoLineRow"]


class RowList(QListView):
    """Rows with heads between them. The current record stays current over ``set_rows``, by its id."""

    opened = Signal(str)
    peeked = Signal(str)
    current_changed = Signal(str)  # "" when nothing is current

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make_viewport()
        self._rows = RowsModel(self)
        self._told = ""
        self._is_filling = False
        self.setModel(self._rows)
        self.setItemDelegate(RowDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setMouseTracking(True)
        set_up_row_keys(self)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._rows.rows[index.row()].id))
        appearance.changed.connect(self._on_appearance)

    def _make_viewport(self) -> None:
        """One of our own: asking Qt for the one it made makes PySide read every class of widget first, in 20 ms."""
        ground = QWidget()
        ground.setBackgroundRole(QPalette.ColorRole.Base)
        ground.setAutoFillBackground(True)
        self.setViewport(ground)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these. When the current record is gone, the one that took its place becomes current."""
        wanted, place = self.current_id(), self.currentIndex().row()
        top = self.verticalScrollBar().value()
        self._is_filling = True
        self._rows.set_rows(rows)
        self._is_filling = False
        found = self._rows.place_of(wanted)
        self._make_current(found if found is not None else self._nearest(place))
        self.verticalScrollBar().setValue(top)
        self._tell()

    def rows(self) -> Sequence[Row]:
        """What is shown."""
        return self._rows.rows

    def current_id(self) -> str:
        """The record the keys act on; empty when there is none."""
        index = self.currentIndex()
        return self._rows.rows[index.row()].id if index.isValid() else ""

    def selected_ids(self) -> list[str]:
        """All selected records, top to bottom."""
        places = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [self._rows.rows[place].id for place in places if self._rows.rows[place].id]

    def select_id(self, row_id: str) -> bool:
        """Make a record current; False when it is not shown."""
        place = self._rows.place_of(row_id)
        if place is not None:
            self._make_current(place)
        return place is not None

    def select_first(self) -> None:
        """Make the first record current."""
        self._make_current(self._nearest(0))

    def _nearest(self, place: int) -> int | None:
        """The first record at or after a place, else the last one before it."""
        if place < 0:
            return None
        records = [at for at, row in enumerate(self._rows.rows) if row.id]
        return next((at for at in records if at >= place), records[-1] if records else None)

    def _make_current(self, place: int | None) -> None:
        self.setCurrentIndex(self._rows.index(place, 0) if place is not None else QModelIndex())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not self._is_filling:
            self._tell()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    def _tell(self) -> None:
        now = self.current_id()
        if now != self._told:
            self._told = now
            self.current_changed.emit(now)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id():
            self.opened.emit(self.current_id())
        elif event.key() == Qt.Key.Key_Space and self.current_id():
            self.peeked.emit(self.current_id())
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            self._make_current(self._nearest(0 if event.key() == Qt.Key.Key_Home else len(self._rows.rows)))
        else:
            super().keyPressEvent(translated(event))

    def keyboardSearch(self, search: str) -> None:
        """No type-ahead: single letters are commands."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.select_first()

    def _on_appearance(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
