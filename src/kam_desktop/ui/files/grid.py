"""The files as cells: small picture or icon, name, what it is. Small pictures are read for cells that are seen."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QItemSelection, QModelIndex, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kam_desktop.core.attachments import FileRow
from kam_desktop.ui import appearance, fonts, icons, painting
from kam_desktop.ui.files import wording
from kam_desktop.ui.widgets.list_rows import Index
from kam_desktop.ui.widgets.row_keys import set_up_row_keys, translated

ROW_ROLE: Final = Qt.ItemDataRole.UserRole
PICTURE_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_KEPT_PICTURES: Final = 400
_CELL: Final = QSize(176, 208)
_PICTURE: Final = 120
_ROOT = QModelIndex()

Request = Callable[[list[str], Callable[[dict[str, QImage]], None]], None]


class FilesModel(QAbstractListModel):
    """The rows, and the small pictures that were asked for by painting; the least used are dropped."""

    def __init__(self, request: Request, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[FileRow] = ()
        self._places: dict[str, int] = {}
        self._request = request
        self._pictures: OrderedDict[str, QImage] = OrderedDict()
        self._wanted: list[str] = []
        self._asked: set[str] = set()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask)

    def set_rows(self, rows: Sequence[FileRow]) -> None:
        """Show these; pictures already read stay."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self._places = {row.id: place for place, row in enumerate(rows)}
        self.endResetModel()

    def place_of(self, row_id: str) -> int | None:
        """Where a file stands."""
        return self._places.get(row_id)

    def picture(self, row: FileRow) -> QImage | None:
        """The small picture; asked for and None until it is here."""
        if not row.is_picture:
            return None
        if row.id in self._pictures:
            self._pictures.move_to_end(row.id)
        elif row.id not in self._asked:
            self._asked.add(row.id)
            self._wanted.append(row.id)
            self._soon.start()
        return self._pictures.get(row.id)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == PICTURE_ROLE:
            return self.picture(row)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(filter(None, (row.name, row.caption, wording.facts(row), wording.day(row))))
        return None

    def _ask(self) -> None:
        wanted, self._wanted = self._wanted, []
        self._request(wanted, self._on_pictures)

    def _on_pictures(self, found: dict[str, QImage]) -> None:
        self._asked -= found.keys()
        self._pictures.update(found)
        while len(self._pictures) > _KEPT_PICTURES:
            self._pictures.popitem(last=False)
        for row_id in found:
            place = self.place_of(row_id)
            if place is not None:
                self.dataChanged.emit(self.index(place), self.index(place), [PICTURE_ROLE])


class _CellDelegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return cell_size()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: FileRow = index.data(ROW_ROLE)
        painter.save()
        cell = option.rect.adjusted(4, 4, -4, -4)
        self._paint_ground(painter, option, cell)
        room = QRect(cell.left() + 8, cell.top() + 8, cell.width() - 16, fonts.px(_PICTURE))
        self._paint_picture(painter, room, index)
        self._paint_words(painter, QRect(room.left(), room.bottom() + 9, room.width(), fonts.line_height("body")), row)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, cell: QRect) -> None:
        theme = appearance.current()
        if option.state & QStyle.StateFlag.State_Selected:
            painting.box(painter, cell, painting.RADIUS, theme.accent_soft, theme.accent)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painting.box(painter, cell, painting.RADIUS, theme.raised)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painting.focus_ring(painter, cell)

    def _paint_picture(self, painter: QPainter, room: QRect, index: Index) -> None:
        theme, row, image = appearance.current(), index.data(ROW_ROLE), index.data(PICTURE_ROLE)
        painting.box(painter, room, 4, theme.sunken)
        if image is None or image.isNull():
            side = fonts.px(32)
            icon = QRect(0, 0, side, side)
            icon.moveCenter(room.center())
            icons.paint(painter, icon, wording.icon(row), "muted")
            line = QRect(room.left() + 8, icon.bottom() + 5, room.width() - 16, fonts.line_height("label"))
            painting.text(painter, line, wording.ending(row), fonts.label(), theme.muted, align=painting.CENTRE)
            return
        ratio = painter.device().devicePixelRatioF()
        size = image.size().scaled(room.size().boundedTo(image.size()), Qt.AspectRatioMode.KeepAspectRatio)
        small = image.scaled(
            size * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        target = QRect(0, 0, size.width(), size.height())
        target.moveCenter(room.center())
        painter.drawImage(target, small)

    def _paint_words(self, painter: QPainter, line: QRect, row: FileRow) -> None:
        theme = appearance.current()
        painting.text(painter, line, row.caption or row.name, fonts.body(bold=True), theme.text)
        line.translate(0, line.height())
        line.setHeight(fonts.line_height("label"))
        painting.text(painter, line, wording.facts(row), fonts.label(), theme.muted)
        line.translate(0, line.height())
        painting.text(painter, line, wording.day(row), fonts.label(), theme.muted)


def cell_size() -> QSize:
    """A cell with the room around it."""
    return QSize(fonts.px(_CELL.width()), fonts.px(_CELL.height()))


class FileGrid(QListView):
    """Arrows move, Enter opens, Space shows large. The chosen files stay chosen over ``show_rows``."""

    opened = Signal(str)
    peeked = Signal(str)
    chosen = Signal()

    def __init__(self, request: Request, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.files = FilesModel(request, self)
        self._is_filling = False
        self.setModel(self.files)
        self.setItemDelegate(_CellDelegate(self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        set_up_row_keys(self)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.files.rows[index.row()].id))
        appearance.fit(self._fit)

    def _fit(self) -> None:
        self.setGridSize(cell_size())
        self.setViewportMargins(4, 0, 0, 0)  # the pictures stand under the words of the page's head
        self.viewport().update()

    def show_rows(self, rows: Sequence[FileRow], *, prefer: Sequence[str] = ()) -> None:
        """Show these; ``prefer`` are chosen (what was just added), else what was chosen before."""
        wanted = prefer or self.chosen_ids()
        current, place = self.current_id(), self.currentIndex().row()
        top = self.verticalScrollBar().value()
        self._is_filling = True
        self.files.set_rows(rows)
        places = [self.files.place_of(row_id) for row_id in wanted]
        self._choose([found for found in places if found is not None], current if not prefer else "", place)
        self._is_filling = False
        self.verticalScrollBar().setValue(top)
        if prefer and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
        self.chosen.emit()

    def _choose(self, places: Sequence[int], current: str, place: int) -> None:
        """When the current file is gone, the one that took its place becomes current."""
        at = self.files.place_of(current)
        if at is None:
            at = min(places) if places else min(place, len(self.files.rows) - 1)
        if at >= 0:
            self.setCurrentIndex(self.files.index(at))
        selection = QItemSelection()
        for found in places:
            selection.select(self.files.index(found), self.files.index(found))
        if places:
            self.selectionModel().select(selection, self.selectionModel().SelectionFlag.ClearAndSelect)

    def current_id(self) -> str:
        """The file the keys act on."""
        index = self.currentIndex()
        return self.files.rows[index.row()].id if index.isValid() else ""

    def chosen_ids(self) -> list[str]:
        """All selected files in their order."""
        places = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [self.files.rows[place].id for place in places]

    def chosen_rows(self) -> list[FileRow]:
        """The same as rows."""
        return [
            self.files.rows[place] for row_id in self.chosen_ids() if (place := self.files.place_of(row_id)) is not None
        ]

    def make_current(self, row_id: str) -> None:
        """Choose one file and see it."""
        place = self.files.place_of(row_id)
        if place is not None:
            self.setCurrentIndex(self.files.index(place))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if not self._is_filling:
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id():
            self.opened.emit(self.current_id())
        elif plain and event.key() == Qt.Key.Key_Space and self.current_id():
            self.peeked.emit(self.current_id())
        else:
            super().keyPressEvent(translated(event))

    def keyboardSearch(self, search: str) -> None:
        """No type-ahead, as in every list."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.files.rows:
            self.setCurrentIndex(self.files.index(0))
