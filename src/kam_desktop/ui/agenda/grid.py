"""The days as a grid of one painted view: a month of four to six weeks, or one week; chips can be dragged."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QEvent, QMimeData, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QToolTip, QWidget

from kam_desktop.core.calendar_view import CalendarTouch, DayView
from kam_desktop.core.rules.calendar_days import heads, month_on
from kam_desktop.core.rules.holidays import WorkCalendar
from kam_desktop.core.rules.kinds import TouchState
from kam_desktop.ui import appearance, fonts, labels, painting
from kam_desktop.ui.agenda import cells, wording
from kam_desktop.ui.agenda.cells import Cell, DayDelegate
from kam_desktop.ui.agenda.reading import Span
from kam_desktop.ui.widgets.list_rows import ROOT, ROW_ROLE, Index
from kam_desktop.ui.widgets.row_keys import set_up_row_keys
from kam_desktop.ui.widgets.texts import plain_tip

_MIME: Final = "application/x-kam-touch"
_DAY: Final = timedelta(days=1)
_STEPS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_STEPS_LETTERS: Final = {Qt.Key.Key_K: -7, Qt.Key.Key_J: 7}


class DaysModel(QAbstractTableModel):
    """Seven columns; a row for each week of the span."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cells: list[Cell] = []

    def show_span(self, span: Span, today: date, known: Mapping[date, DayView]) -> None:
        """These days, with what is known of them."""
        found = [
            Cell(
                head, known.get(head.on), span.mode, head.on == today, head.on < today,
                span.mode == "month" and (head.on.year, head.on.month) != (span.month.year, span.month.month),
            )
            for head in heads(span.first, span.last, WorkCalendar.shipped())
        ]  # fmt: skip
        found = [replace(each, head=each.view.head) if each.view else each for each in found]
        if len(found) == len(self._cells):
            self._cells = found
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 6))
        else:
            self.beginResetModel()
            self._cells = found
            self.endResetModel()

    def aim_at(self, day: date | None) -> None:
        """Mark the day that something is dragged over."""
        self._cells = [replace(each, is_target=each.head.on == day) for each in self._cells]
        if self._cells:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 6))

    def cell(self, index: Index) -> Cell | None:
        """The day at an index."""
        return self._cells[index.row() * 7 + index.column()] if index.isValid() else None

    def place_of(self, day: date) -> Index:
        """Where a day stands; invalid when it is not shown."""
        number = (day - self._cells[0].head.on).days if self._cells else -1
        return self.index(number // 7, number % 7) if 0 <= number < len(self._cells) else self.index(-1, -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._cells) // 7

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else 7

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell(index)
        if cell is None:
            return None
        if role == ROW_ROLE:
            return cell
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return wording.spoken(cell.view) if cell.view else labels.day_and_weekday(cell.head.on)
        return None


class DayGrid(QTableView):
    """Arrows go by day, PgUp and PgDn by month, Home to today. The page decides what is shown."""

    day_asked = Signal(object)  # date
    today_asked = Signal()
    opened = Signal()
    touch_opened = Signal(str)  # id of a client
    dropped = Signal(object, object)  # CalendarTouch, date
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.days = DaysModel(self)
        self.setModel(self.days)
        self.setItemDelegate(DayDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        set_up_row_keys(self)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setMinimumSectionSize(24)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAcceptDrops(True)
        self.setAccessibleName(self.tr("Days"))
        self._held: tuple[CalendarTouch, QPoint] | None = None
        self._dragged: CalendarTouch | None = None
        appearance.changed.connect(self.viewport().update)

    def show_day(self, day: date) -> None:
        """Make a day that is shown the chosen one."""
        place = self.days.place_of(day)
        if place.isValid() and place != self.currentIndex():
            self.setCurrentIndex(place)

    def day(self) -> date | None:
        """The chosen day."""
        cell = self.days.cell(self.currentIndex())
        return cell.head.on if cell else None

    def day_at(self, where: QPoint) -> date | None:
        """The day under the pointer."""
        cell = self.days.cell(self.indexAt(where))
        return cell.head.on if cell else None

    def touch_at(self, where: QPoint) -> CalendarTouch | None:
        """The touch whose chip is under the pointer."""
        index = self.indexAt(where)
        cell = self.days.cell(index)
        if cell is None or cell.view is None:
            return None
        chips = cells.place(cells.evened(self.visualRect(index), self), cell.view, cell.mode).chips
        return next((touch for rect, touch in chips if rect.contains(where)), None)

    def chip_rect(self, touch_id: str) -> QRect | None:
        """Where the chip of a touch stands, if it is shown."""
        for number in range(self.days.rowCount() * 7):
            index = self.days.index(number // 7, number % 7)
            cell = self.days.cell(index)
            if cell is not None and cell.view is not None:
                for rect, touch in cells.place(cells.evened(self.visualRect(index), self), cell.view, cell.mode).chips:
                    if touch.id == touch_id:
                        return rect
        return None

    def tip_at(self, where: QPoint) -> str:
        """What a chip or a day says in full."""
        touch = self.touch_at(where)
        return wording.tip(touch) if touch else str(self.indexAt(where).data() or "")

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), plain_tip(self.tip_at(event.pos())), self)
            return True
        return super().viewportEvent(event)

    def fitting(self, rows: int, *, mode: Any) -> int:
        """How many touches a cell can show when there are so many weeks."""
        return max(1, cells.slots(self.viewport().height() // max(1, rows), mode))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, day = Qt.Key(event.key()), self.day()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or day is None:
            super().keyPressEvent(event)
            return
        by = _STEPS.get(key) or _STEPS_LETTERS.get(key)
        if by is not None:
            self.day_asked.emit(day + by * _DAY)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.day_asked.emit(month_on(day, 1 if key == Qt.Key.Key_PageDown else -1))
        elif key == Qt.Key.Key_Home:
            self.today_asked.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            event.ignore()

    def keyboardSearch(self, search: str) -> None:
        """No type-ahead: single letters are commands."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        where = event.position().toPoint()
        day, touch = self.day_at(where), self.touch_at(where)
        self._held = (touch, where) if touch is not None and touch.state is TouchState.PLANNED else None
        if day is not None:
            self.day_asked.emit(day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        touch, start = self._held
        if (event.position().toPoint() - start).manhattanLength() >= QApplication.startDragDistance():
            self._held = None
            self._drag(touch)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._held = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        touch = self.touch_at(event.position().toPoint())
        if touch is not None:
            self.touch_opened.emit(touch.client_id)
        else:
            self.opened.emit()

    def _drag(self, touch: CalendarTouch) -> None:
        drag, data = QDrag(self), QMimeData()
        data.setData(_MIME, touch.id.encode())
        drag.setMimeData(data)
        rect = self.chip_rect(touch.id)
        if rect is not None:
            drag.setPixmap(self.viewport().grab(rect))
            drag.setHotSpot(QPoint(rect.width() // 2, rect.height() // 2))
        self._dragged = touch
        drag.exec(Qt.DropAction.MoveAction)
        self._dragged = None
        self.days.aim_at(None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.source() is self and event.mimeData().hasFormat(_MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """A day that is past takes a chip too, to say why it cannot stay."""
        cell = self.days.cell(self.indexAt(event.position().toPoint()))
        self.days.aim_at(cell.head.on if cell and not cell.is_past else None)
        event.setAccepted(cell is not None)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.days.aim_at(None)

    def dropEvent(self, event: QDropEvent) -> None:
        touch = self._dragged
        if touch is not None:
            event.acceptProposedAction()
            self.drop(touch, event.position().toPoint())

    def drop(self, touch: CalendarTouch, where: QPoint) -> None:
        """A chip was let go here; on its own day nothing comes of it."""
        day = self.day_at(where)
        self.days.aim_at(None)
        if day is not None and day != touch.on:
            self.dropped.emit(touch, day)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class WeekdayStrip(QWidget):
    """The names of the weekdays over the columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        appearance.fit(self._fit)

    def _fit(self) -> None:
        self.setFixedHeight(fonts.px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), appearance.current()
        painter.fillRect(self.rect(), theme.raised)
        monday = date(2026, 6, 15)
        for number in range(7):
            left, right = self.width() * number // 7, self.width() * (number + 1) // 7
            room = QRect(left + 8, 0, right - left - 12, self.height())
            painting.text(painter, room, labels.weekday(monday + number * _DAY), fonts.label(), theme.muted)
        painting.under(painter, self.rect())
