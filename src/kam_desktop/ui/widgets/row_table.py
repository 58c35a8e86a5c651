"""The view of a long table: rows of 36 px, a line under each, badges, and the keys of a list."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QToolTip, QWidget

from kam_desktop.ui import appearance, fonts, icons, painting
from kam_desktop.ui.widgets import column_widths
from kam_desktop.ui.widgets.badge import SIDE, paint_badge
from kam_desktop.ui.widgets.list_rows import ROOT, Index
from kam_desktop.ui.widgets.paged_model import PAGE, Cell, Column, PagedTableModel
from kam_desktop.ui.widgets.row_header import EDGE_INSET, INSET, RowHeader
from kam_desktop.ui.widgets.row_keys import set_up_row_keys, translated
from kam_desktop.ui.widgets.texts import plain_tip

ROW = 36
_LEAST = {"bold": 112, "text": 80}  # px that the column without a width keeps before the table scrolls


class Brush:
    """Paints rows with one painter: what is the same for all cells is asked once, for there are 150 of them."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter
        self._theme = appearance.current()
        self._pens = {is_bold: painting.Pen(painter, fonts.body(bold=is_bold)) for is_bold in (False, True)}

    def cell(self, room: QRect, column: Column, value: object) -> None:
        """What stands in a cell."""
        if column.kind == "badge":
            side = fonts.px(SIDE)
            place = QRect(room.left(), room.center().y() - side // 2 + 1, side, side)
            paint_badge(self._painter, place, str(value), self._theme)
            return
        words, role, icon = (value.text, value.role, value.icon) if isinstance(value, Cell) else (str(value), "", "")
        role = role or ("muted" if column.kind == "muted" else "text")
        if icon:
            at = QPoint(room.left(), room.center().y() - icons.side() // 2 + 1)
            icons.paint_at(self._painter, at, icon, role)
            room = room.adjusted(icons.side() + 8, 0, 0, 0)
        align = painting.RIGHT if column.kind == "number" else painting.LEFT
        self._pens[column.kind == "bold"].write(room, words, self._theme[role], align)

    def unknown(self, cells: Sequence[tuple[int, QRect]]) -> None:
        """Bars of varying length where the texts of these rows will be: seen for a frame, at each scroll."""
        bars = [
            QRect(room.left(), room.center().y() - 4, max(8, room.width() * (5 + place * 7 % 4) // 10), 8)
            for place, room in cells
        ]
        self._fill(bars, self._theme.sunken)

    def lines(self, rows: Sequence[QRect]) -> None:
        """The hairline along the lower edge of each row."""
        thin = painting.thin(self._painter)
        edges = [QRectF(row.left(), row.bottom() + 1 - thin, row.width(), thin) for row in rows]
        self._fill(edges, self._theme.border)

    def _fill(self, rects: "Sequence[QRect] | Sequence[QRectF]", colour: QColor) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(colour)
        self._painter.drawRects(rects)


class RowTable(QTableView):
    """A table of ``PagedTableModel``. Arrows or J/K, Home/End, Shift selects, Enter opens, Space peeks.

    Columns have the widths of the model, or what the first rows need where ``fits`` or ``fit_to`` say so; those that
    a person sized stay.
    """

    opened = Signal(str)
    peeked = Signal(str)
    current_changed = Signal(str)
    sort_asked = Signal(str, bool)  # key of the column, descending

    def __init__(self, model: PagedTableModel, parent: QWidget | None = None, *, fits: bool = False) -> None:
        super().__init__(parent)
        self._rows = model
        self._texts: Sequence[Sequence[object]] = ()  # of the rows that the widths are taken from
        self._by_hand: set[int] = set()  # columns that a person sized
        self._is_arranging = False
        self._told = ""
        self._column = 0  # of the current cell; stays when rows come and go
        self._sorted: tuple[int, bool] = (-1, False)
        # Before the model: with 100,000 rows Qt needs ten seconds for this one call.
        self.verticalHeader().setMinimumSectionSize(16)
        self.setHorizontalHeader(RowHeader(model, self))
        self.setModel(model)
        # A selection of its own, always empty: the header would ask of each column whether all 100,000 rows are
        # selected, at each painting (seconds).
        header = self.horizontalHeader()
        header.setSelectionModel(QItemSelectionModel(model, header))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        set_up_row_keys(self)
        self._set_up_headers()
        self.doubleClicked.connect(lambda index: self.opened.emit(self._rows.ids[index.row()]))
        if fits:
            model.dataChanged.connect(lambda first, *_: self._fit_first() if first.row() == 0 else None)
        appearance.changed.connect(self._set_heights)

    def _set_up_headers(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(fonts.px(40))
        column_widths.ColumnScale(header)
        self.fit_columns()
        header.sectionResized.connect(self._on_sized)
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

    def fit_to(self, rows: Sequence[Sequence[object]]) -> None:
        """Columns as wide as what stands in these rows, one value for each column."""
        self._texts = rows
        self._fit()

    def _fit_first(self) -> None:
        page = [self._rows.row(place) for place in range(min(PAGE, len(self._rows.ids)))]
        if known := [row for row in page if row is not None]:
            self.fit_to(known)

    def _fit(self) -> None:
        self._is_arranging = True
        columns = self._rows.columns
        hidden = {place for place in range(len(columns)) if self.isColumnHidden(place)}
        fitting = column_widths.widths(columns, self._texts, self.viewport().width(), hidden=hidden)
        for place, width in fitting.items():
            if place not in self._by_hand:
                self.setColumnWidth(place, width)
        self._keep_slack()
        self._is_arranging = False

    def _keep_slack(self) -> None:
        """Where the others leave too little to the column without a width, the table scrolls instead."""
        header, columns, mode = self.horizontalHeader(), self._rows.columns, QHeaderView.ResizeMode
        taken = sum(header.sectionSize(place) for place, column in enumerate(columns) if column.width)
        for place, column in enumerate(columns):
            if not column.width and place not in self._by_hand:
                least = fonts.px(_LEAST.get(column.kind, _LEAST["text"]))
                has_room = self.viewport().width() - taken >= least
                header.setSectionResizeMode(place, mode.Stretch if has_room else mode.Interactive)
                if not has_room:
                    self.setColumnWidth(place, least)

    def _on_sized(self, place: int, _old: int, _new: int) -> None:
        """The header tells what a person drags, while the button is down, as it tells everything else."""
        if not self._is_arranging and QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._by_hand.add(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._texts:
            self._fit()

    def _set_heights(self) -> None:
        self.verticalHeader().setDefaultSectionSize(fonts.px(ROW))
        self.horizontalHeader().setFont(fonts.label())
        self.horizontalHeader().setFixedHeight(fonts.px(28))
        if self._texts:
            self._fit()
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

    def paintEvent(self, event: QPaintEvent) -> None:
        """All rows at once: to ask a delegate for each cell takes as long again as to paint it."""
        painter = QPainter(self.viewport())
        first, last = self.rowAt(event.rect().top()), self.rowAt(event.rect().bottom())
        columns = [(at, self.columnViewportPosition(at), self.columnWidth(at)) for at in range(len(self._rows.columns))]
        if first >= 0 and columns:
            self._paint_rows(painter, range(first, (last if last >= 0 else len(self._rows.ids) - 1) + 1), columns)
        if self.hasFocus() and self.currentIndex().isValid():
            self._paint_focus(painter)

    def _paint_focus(self, painter: QPainter) -> None:
        """Where the keys act, for one who came by the keys."""
        if self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            row = self.visualRect(self.currentIndex())
            painting.focus_ring(painter, QRect(0, row.top(), self.viewport().width(), row.height()), 0)

    def _paint_rows(self, painter: QPainter, places: range, columns: "Sequence[tuple[int, int, int]]") -> None:
        left = min(at for _, at, _ in columns)
        width = sum(width for *_, width in columns)
        rows = [QRect(left, self.rowViewportPosition(at), width, self.rowHeight(at)) for at in places]
        self._rows.want(places.start, places.stop - 1)
        brush, chosen = Brush(painter), self.selectionModel()
        last = max(columns, key=lambda column: column[1] if column[2] else -1)[0]
        brush.lines(rows)
        unknown = []
        for place, row in zip(places, rows, strict=True):
            if chosen.isRowSelected(place, ROOT):
                painting.selection(painter, row)
                brush.lines([row])
            values = self._rows.row(place)
            for at, start, wide in columns:
                before, after = INSET if at else EDGE_INSET, EDGE_INSET if at == last else INSET
                room = QRect(start + before, row.top(), wide - before - after, row.height())
                if values is None:
                    unknown.append((place, room))
                else:
                    brush.cell(room, self._rows.columns[at], values[at])
        brush.unknown(unknown)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), plain_tip(self.cut_words(self.indexAt(event.pos()))), self)
            return True
        return super().viewportEvent(event)

    def cut_words(self, index: Index) -> str:
        """What stands in a cell that has not room for it, else nothing."""
        values = self._rows.row(index.row()) if index.isValid() else None
        if values is None or self._rows.columns[index.column()].kind == "badge":
            return ""
        column, value = self._rows.columns[index.column()], values[index.column()]
        needed = fonts.width(fonts.body(bold=column.kind == "bold"), str(value))
        needed += icons.side() + 8 if isinstance(value, Cell) and value.icon else 0
        return str(value) if needed > self.columnWidth(index.column()) - 2 * INSET else ""

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
