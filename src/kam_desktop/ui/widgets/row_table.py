"""The view of a long table: rows of 36 px, a line under each, badges, and the keys of a list."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from kam_desktop.ui import appearance, fonts, icons, painting
from kam_desktop.ui.widgets.badge import SIDE, paint_badge
from kam_desktop.ui.widgets.list_rows import Index
from kam_desktop.ui.widgets.paged_model import Cell, Column, PagedTableModel
from kam_desktop.ui.widgets.row_keys import set_up_row_keys, translated

ROW = 36
_INSET = 8
_FIRST_INSET = 16
_SELECTED = QStyle.StateFlag.State_Selected.value


class CellDelegate(QStyledItemDelegate):
    """Paints a cell by the kind of its column, or a muted bar while it is not read."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(fonts.px(40), fonts.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, rect = index.model(), option.rect
        if not isinstance(model, PagedTableModel):
            return
        painter.save()
        is_first = index.column() == 0
        self._paint_ground(painter, option, is_first=is_first)
        row = model.row(index.row())
        room = rect.adjusted(_FIRST_INSET if is_first else _INSET, 0, -_INSET, 0)
        if row is None:
            _paint_unknown(painter, room, index.row())
        else:
            _paint_cell(painter, room, model.columns[index.column()], row[index.column()])
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, *, is_first: bool) -> None:
        rect = option.rect
        if option.state.value & _SELECTED:  # as numbers: for each cell of a table enums count
            painter.fillRect(rect, appearance.current().accent_soft)
            if is_first:
                painting.selection(painter, rect)
        painting.under(painter, rect)


def _paint_unknown(painter: QPainter, room: QRect, place: int) -> None:
    """A bar of varying length where a text will be; plain, for it is seen for a frame and painted at each scroll."""
    width = room.width() * (5 + place * 7 % 4) // 10
    painter.fillRect(QRect(room.left(), room.center().y() - 4, max(8, width), 8), appearance.current().sunken)


def _paint_cell(painter: QPainter, room: QRect, column: Column, value: object) -> None:
    theme = appearance.current()
    if column.kind == "badge":
        side = fonts.px(SIDE)
        paint_badge(painter, QRect(room.left(), room.center().y() - side // 2 + 1, side, side), str(value), theme)
        return
    cell = value if isinstance(value, Cell) else Cell(str(value))
    role = cell.role or ("muted" if column.kind == "muted" else "text")
    if cell.icon:
        icons.paint_at(painter, QPoint(room.left(), room.center().y() - icons.side() // 2 + 1), cell.icon, role)
        room = room.adjusted(icons.side() + 8, 0, 0, 0)
    align = painting.RIGHT if column.kind == "number" else painting.LEFT
    painting.text(painter, room, cell.text, fonts.body(bold=column.kind == "bold"), theme[role], align=align)


class RowTable(QTableView):
    """A table of ``PagedTableModel``. Arrows or J/K, Home/End, Shift selects, Enter opens, Space peeks."""

    opened = Signal(str)
    peeked = Signal(str)
    current_changed = Signal(str)
    sort_asked = Signal(str, bool)  # key of the column, descending

    def __init__(self, model: PagedTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self._told = ""
        self._column = 0  # of the current cell; stays when rows come and go
        self._sorted: tuple[int, bool] = (-1, False)
        # Before the model: with 100,000 rows Qt needs ten seconds for this one call.
        self.verticalHeader().setMinimumSectionSize(16)
        self.setModel(model)
        # A selection of its own, always empty: the header would ask of each column whether all 100,000 rows are
        # selected, at each painting (seconds).
        header = self.horizontalHeader()
        header.setSelectionModel(QItemSelectionModel(model, header))
        self.setItemDelegate(CellDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        set_up_row_keys(self)
        self._set_up_headers()
        self.doubleClicked.connect(lambda index: self.opened.emit(self._rows.ids[index.row()]))
        appearance.changed.connect(self._set_heights)

    def _set_up_headers(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(fonts.px(40))
        self.fit_columns()
        header.sectionClicked.connect(self._on_header)
        self._set_heights()

    def fit_columns(self) -> None:
        """Give the columns their widths; the one without a width takes the slack."""
        header = self.horizontalHeader()
        for place, column in enumerate(self._rows.columns):
            mode = QHeaderView.ResizeMode.Interactive if column.width else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(place, mode)
            if column.width:
                self.setColumnWidth(place, fonts.px(column.width))

    def _set_heights(self) -> None:
        self.verticalHeader().setDefaultSectionSize(fonts.px(ROW))
        self.horizontalHeader().setFont(fonts.label())
        self.horizontalHeader().setFixedHeight(fonts.px(28))
        self.viewport().update()

    def show_ids(self, ids: Sequence[str]) -> None:
        """Other rows or order; the current record stays current where it is still there."""
        wanted = self.current_id()
        self._rows.set_ids(ids)
        if wanted and self.current_id() != wanted and not self.select_id(wanted):
            self._tell("")

    def current_id(self) -> str:
        """The record the keys act on; empty when there is none."""
        index = self.currentIndex()
        return self._rows.ids[index.row()] if index.isValid() else ""

    def selected_ids(self) -> list[str]:
        """All selected records, top to bottom."""
        chosen: set[int] = set()
        selection = self.selectionModel().selection()
        for part in (selection.at(at) for at in range(selection.count())):
            chosen.update(range(part.top(), part.bottom() + 1))
        return [self._rows.ids[place] for place in sorted(chosen)]

    def select_id(self, row_id: str) -> bool:
        """Make a record current; False when it is not in the table."""
        place = self._rows.place_of(row_id)
        if place is not None:
            self._go(place)
        return place is not None

    def _go(self, place: int) -> None:
        column = min(self._column, len(self._rows.columns) - 1)
        self.selectRow(place)
        self.setCurrentIndex(self._rows.index(place, column))

    def show_sorted(self, key: str, *, descending: bool = False) -> None:
        """Show the arrow at a column; sorting itself is the caller's."""
        place = next((at for at, column in enumerate(self._rows.columns) if column.key == key), -1)
        self._sorted = (place, descending)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicatorShown(place >= 0)
        self.horizontalHeader().setSortIndicator(place, order)

    def _on_header(self, place: int) -> None:
        column = self._rows.columns[place]
        if column.is_sortable:
            descending = self._sorted == (place, False)
            self.show_sorted(column.key, descending=descending)
            self.sort_asked.emit(column.key, descending)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self._column = current.column()
        self._tell(self.current_id())

    def _tell(self, row_id: str) -> None:
        if row_id != self._told:
            self._told = row_id
            self.current_changed.emit(row_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, current = event.key(), self.current_id()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current:
            self.opened.emit(current)
        elif key == Qt.Key.Key_Space and current:
            self.peeked.emit(current)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers() and self._rows.ids:
            self._go(0 if key == Qt.Key.Key_Home else len(self._rows.ids) - 1)
        else:
            super().keyPressEvent(translated(event))

    def keyboardSearch(self, search: str) -> None:
        """No type-ahead: single letters are commands."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows.ids:
            self.selectRow(0)
