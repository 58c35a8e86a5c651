"""The heads of the columns of a long table, with the arrow of the order beside its text, never over it."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QStyleOptionHeader, QWidget

from kam_desktop.ui import fonts, icons

if TYPE_CHECKING:
    from kam_desktop.ui.widgets.paged_model import PagedTableModel

_SIDE: Final = 12  # px of the arrow
INSET: Final = 8
EDGE_INSET: Final = 16  # of the first column at the left, of the last at the right
_GAP: Final = 2


class RowHeader(QHeaderView):
    """Qt puts its arrow at the right end of a head, where the text of a number ends too."""

    def __init__(self, model: "PagedTableModel", parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._rows = model

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, logicalIndex: int) -> None:  # noqa: N803 (Qt's name)
        super().initStyleOptionForIndex(option, logicalIndex)
        option.sortIndicator = QStyleOptionHeader.SortIndicator.None_

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 (Qt's name)
        painter.save()
        super().paintSection(painter, rect, logicalIndex)
        painter.restore()
        if self.isSortIndicatorShown() and logicalIndex == self.sortIndicatorSection():
            is_up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            icons.paint(painter, self.arrow(rect, logicalIndex), f"chevron-{'up' if is_up else 'down'}", "muted")

    def arrow(self, rect: QRect, column: int) -> QRect:
        """Behind the text, before that of a number."""
        side, place = fonts.px(_SIDE), self.visualIndex(column)
        text = fonts.width(fonts.label(), self._rows.columns[column].title)
        left = rect.left() + (INSET if place else EDGE_INSET) + text + _GAP
        if self._rows.columns[column].kind == "number":
            is_last = place == self.count() - 1
            left = rect.right() + 1 - (EDGE_INSET if is_last else INSET) - text - _GAP - side
        left = max(rect.left(), min(left, rect.right() + 1 - side))
        return QRect(left, rect.center().y() - side // 2 + 1, side, side)
