"""The table of the client list: columns that are moved and sized by the mouse, and copy and paste."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from kam_desktop.ui import appearance, fonts, painting
from kam_desktop.ui.widgets import column_widths
from kam_desktop.ui.widgets.paged_table import Column, PagedTableModel, RowTable

KEPT: Final = 1000  # as many selected rows stay selected in another order
LEAST: Final = 160  # of the column that takes the slack


class ClientTable(RowTable):
    """A ``RowTable`` whose columns a person arranges and whose cells are edited."""

    edit_asked = Signal(str)  # F2 gives nothing, a digit or sign what was typed
    copy_asked = Signal()
    paste_asked = Signal()
    moved = Signal(list)  # the keys of the columns in their new order
    resized = Signal(str, int)  # key, width at the size of text
    chosen_changed = Signal(int)  # how many are selected

    def __init__(self, model: PagedTableModel, parent: QWidget | None = None) -> None:
        self._is_fitting = True
        self.rows = model
        self._wait = QTimer(singleShot=True, interval=300)  # while a person sizes a column
        self._sized = ("", 0)
        super().__init__(model, parent, fits=True)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.sectionMoved.connect(lambda *_: QTimer.singleShot(0, self._take_order))
        header.sectionResized.connect(self._on_resized)
        self._is_fitting = False
        appearance.changed.connect(self._on_text_size)
        self._wait.timeout.connect(self._tell_width)

    def show_columns(self, columns: Sequence[Column], sorted_by: str, *, descending: bool) -> None:
        """Other columns; the current client stays current."""
        current, key = self.current_id(), self._current_key()
        self._texts = ()  # of the columns before
        self.rows.set_columns(columns)
        self._column = next((at for at, column in enumerate(columns) if column.key == key), 0)
        self.fit_columns()
        self.show_sorted(sorted_by, descending=descending)
        if current:
            self.select_id(current)

    def _current_key(self) -> str:
        return self.rows.columns[self._column].key if self._column < len(self.rows.columns) else ""

    def fit_columns(self) -> None:
        """The widths of the model, with the name as wide as it needs while the others have room to spare."""
        self._is_fitting = True
        super().fit_columns()
        self._is_fitting = False
        self._fit()

    def _fit(self) -> None:
        """One column fills the table, the name or else the last; where there is no room it keeps a width and scrolls."""
        if self._wait.isActive():
            return
        self._is_fitting = True
        header, columns, room = self.horizontalHeader(), self.rows.columns, self.viewport().width()
        widths = column_widths.beside_slack(columns, self._texts, room)
        filling = next((at for at, column in enumerate(columns) if column.key == "name"), len(columns) - 1)
        least = widths.pop(filling, fonts.px(LEAST))
        has_room = room - sum(widths.values()) >= least
        mode = QHeaderView.ResizeMode
        for place in range(len(columns)):
            if place == filling:
                header.setSectionResizeMode(place, mode.Stretch if has_room else mode.Interactive)
            if place != filling or not has_room:
                self.setColumnWidth(place, widths.get(place, least))
        self._is_fitting = False

    def _on_text_size(self) -> None:
        self._wait.stop()  # the columns only grew with their texts
        self._fit()

    def _paint_focus(self, painter: QPainter) -> None:
        """The current cell, which F2 edits, is marked."""
        painting.focus_ring(painter, self.visualRect(self.currentIndex()), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._texts:
            self._fit()

    def _take_order(self) -> None:
        """What was dragged becomes the order of the model, so that places and columns stay one thing."""
        header = self.horizontalHeader()
        keys = [self.rows.columns[header.logicalIndex(place)].key for place in range(header.count())]
        if keys == [column.key for column in self.rows.columns]:
            return
        header.blockSignals(True)
        for logical in range(header.count()):
            header.moveSection(header.visualIndex(logical), logical)
        header.blockSignals(False)
        self.moved.emit(keys)

    def _on_resized(self, place: int, _old: int, new: int) -> None:
        header = self.horizontalHeader()
        is_fixed = header.sectionResizeMode(place) == QHeaderView.ResizeMode.Interactive
        if not self._is_fitting and is_fixed and place < len(self.rows.columns):
            column, width = self.rows.columns[place], round(new * 100 / fonts.px(100))
            if abs(width - column.width) > 1:  # else it only followed the size of text
                self._sized = (column.key, width)
                self._wait.start()

    def _tell_width(self) -> None:
        key, width = self._sized
        self.rows.columns = tuple(
            replace(each, width=width, is_by_hand=True) if each.key == key else each for each in self.rows.columns
        )
        self.resized.emit(key, width)

    def show_ids(self, ids: Sequence[str]) -> None:
        """Other rows or order; what was selected stays so where it is still there, unless that was very much."""
        number = self.selected_count()
        chosen = set(self.selected_ids()) if 1 < number <= KEPT else set()
        super().show_ids(ids)
        if not chosen or self.selected_count() == number:
            return
        wanted = QItemSelection()
        for place in (place for place, row_id in enumerate(ids) if row_id in chosen):
            wanted.select(self.rows.index(place, 0), self.rows.index(place, 0))
        how = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().select(wanted, how)

    def selected_count(self) -> int:
        """How many clients are selected, without listing them."""
        selection = self.selectionModel().selection()
        parts = {(selection.at(at).top(), selection.at(at).bottom()) for at in range(selection.count())}
        return sum(bottom - top + 1 for top, bottom in parts)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.chosen_changed.emit(self.selected_count())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.edit_asked.emit("")
        elif self._starts_a_text(event):
            self.edit_asked.emit(event.text())
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _starts_a_text(event: QKeyEvent) -> bool:
        """Digits and signs begin to write at once, as in a spreadsheet; letters are keys of the page."""
        text, plain = (
            event.text(),
            not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier),
        )
        return plain and text.isprintable() and not text.isspace() and not text.isalpha() and bool(text)
