"""The saved segments beside the list, with live counts; and the panel that names one (D-3.4)."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from kam_desktop.core.rules import criteria
from kam_desktop.core.rules.criteria import Criterion
from kam_desktop.core.rules.kinds import SegmentKind
from kam_desktop.core.segments import SavedSegment
from kam_desktop.ui import appearance, fonts, labels, painting
from kam_desktop.ui.widgets.buttons import PlainButton
from kam_desktop.ui.widgets.list_rows import Index
from kam_desktop.ui.widgets.popover import Popover
from kam_desktop.ui.widgets.row_keys import set_up_row_keys, translated
from kam_desktop.ui.widgets.texts import Hint, SectionLabel, plain_tip

WIDTH: Final = 216
_ID = Qt.ItemDataRole.UserRole
_COUNT = Qt.ItemDataRole.UserRole + 1
_IN_USE = Qt.ItemDataRole.UserRole + 2


class _SegmentDelegate(QStyledItemDelegate):
    """Name at the left, count at the right; heads of kinds in bold and muted."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(fonts.px(120), fonts.px(36 if index.data(_ID) else 28))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = appearance.current(), option.rect
        painter.save()
        room = rect.adjusted(16, 0, -12, 0)
        if not index.data(_ID):
            painting.text(painter, room, index.data(), fonts.label(bold=True), theme.muted)
        else:
            if option.state & QStyle.StateFlag.State_Selected:
                painting.selection(painter, rect)
            count = "…" if index.data(_COUNT) is None else f"{index.data(_COUNT):,}"
            used = painting.text(painter, room, count, fonts.label(), theme.muted, align=painting.RIGHT)
            name = QRect(room.left(), room.top(), room.width() - used - 8, room.height())
            is_used = bool(index.data(_IN_USE))
            colour = theme.accent if is_used else theme.text
            painting.text(painter, name, index.data(), fonts.body(bold=is_used), colour)
        painter.restore()


class SegmentList(QListWidget):
    """Enter applies, F2 renames, Del takes away, Menu key says more."""

    applied = Signal(str)
    rename_asked = Signal(str)
    remove_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_SegmentDelegate(self))
        self.setAccessibleName(self.tr("Segments"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_up_row_keys(self)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.itemClicked.connect(lambda item: self._apply(item))

    def current_id(self) -> str:
        """The segment the keys act on."""
        item = self.currentItem()
        return str(item.data(_ID) or "") if item else ""

    def _apply(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_ID):
            self.applied.emit(str(item.data(_ID)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.current_id()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._apply(self.currentItem())
        elif event.key() == Qt.Key.Key_F2 and current:
            self.rename_asked.emit(current)
        elif event.key() == Qt.Key.Key_Delete and current:
            self.remove_asked.emit(current)
        else:
            super().keyPressEvent(translated(event))

    def keyboardSearch(self, search: str) -> None:
        """No type-ahead: single letters are commands."""


class SegmentsPanel(QWidget):
    """Beside the table; the counts come when they are counted."""

    save_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        appearance.scaled(self.setFixedWidth, WIDTH)
        self.list = SegmentList(self)
        self._empty = Hint(self.tr("No segments yet. Set a filter and save it under a name."), self)
        self.save = PlainButton(self.tr("Save the filter"), self, icon="plus", size="small")
        self.save.clicked.connect(self.save_asked)
        head = SectionLabel(self.tr("Segments"), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 1, 8)
        column.setSpacing(8)
        for part in (head, self._empty, self.save):
            part.setContentsMargins(16, 0, 12, 0)
        column.addWidget(head)
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        column.addStretch(0)  # where there are none yet, head and hint stay at the top
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 0, 12, 0)
        foot.addWidget(self.save)
        column.addLayout(foot)

    def show_segments(self, found: Sequence[SavedSegment], in_use: str, own: Mapping[str, str]) -> None:
        """List them by kind; counts that were shown stay until new ones come."""
        kept = {self.list.item(at).data(_ID): self.list.item(at).data(_COUNT) for at in range(self.list.count())}
        current = self.list.current_id()
        self.list.clear()
        for kind in SegmentKind:
            of_kind = [each for each in found if each.kind is kind]
            if of_kind:
                head = QListWidgetItem(labels.name_of(kind), self.list)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
            for each in of_kind:
                item = QListWidgetItem(each.name, self.list)
                item.setData(_ID, each.id)
                item.setData(_COUNT, kept.get(each.id))
                item.setData(_IN_USE, each.id == in_use)
                item.setToolTip(plain_tip("\n".join(labels.criterion(one, own) for one in each.criteria or ())))
                if each.id == current:
                    self.list.setCurrentItem(item)
        self._empty.setVisible(not found)
        self.list.setVisible(bool(found))

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """How many clients each holds now."""
        for at in range(self.list.count()):
            item = self.list.item(at)
            if item.data(_ID) in counts:
                item.setData(_COUNT, counts[item.data(_ID)])
        self.list.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), appearance.current().raised)
        painting.upright(painter, self.width() - 1, 0, self.height())


class NamePopover(Popover):
    """A name and a kind for a segment; ``chosen`` gives ``(name, SegmentKind)``."""

    def __init__(
        self, page: QWidget, anchor: QWidget, heading: str, *, name: str = "", kind: SegmentKind | None = None,
        asked: Sequence[Criterion] = (), own: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(page, anchor, heading, is_below=True)
        if asked:
            said = "；" if labels.language() == "zh_CN" else "; "
            self.column.addWidget(Hint(said.join(labels.criterion(one, own) for one in asked), self))
        self.kind = QComboBox(self)
        self.kind.setAccessibleName(self.tr("Kind of segment"))
        for each in SegmentKind:
            self.kind.addItem(labels.name_of(each), each)
        self.kind.setCurrentIndex(self.kind.findData(kind or criteria.proposed_kind(asked)))
        self.name = QLineEdit(name, self)
        self.name.setMaxLength(criteria.LONGEST)
        self.name.setPlaceholderText(self.tr("Name of the segment"))
        self.name.setAccessibleName(self.tr("Name of the segment"))
        self.column.addWidget(self.kind)
        self.column.addWidget(
            Hint(self.tr("It stands under this heading in the list; proposed from the conditions."), self)
        )
        self.add_line(self.name, self.tr("Save"))
        self.name.selectAll()
        self.present(self.name)

    def submit(self) -> None:
        if self.name.text().strip():
            self.chosen.emit((self.name.text().strip(), SegmentKind(self.kind.currentData())))
        else:
            self.show_error(self.tr("Give the segment a name."))
