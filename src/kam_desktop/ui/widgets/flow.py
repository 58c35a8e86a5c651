"""A layout from left to right that breaks into lines, for tokens and tags."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Items at the size they ask for; one that may grow takes the rest of its line."""

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 4) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def insert_widget(self, at: int, widget: QWidget) -> None:
        """Add a widget and move it to a place."""
        self.addWidget(widget)
        self._items.insert(at, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), is_trial=True)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, is_trial=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _arrange(self, rect: QRect, *, is_trial: bool) -> int:
        """Put the items; returns the height that is needed."""
        room = rect.marginsRemoved(self.contentsMargins())
        left, top, line = room.left(), room.top(), 0
        for item in self._items:
            hint = item.sizeHint()
            grows = bool(item.expandingDirections() & Qt.Orientation.Horizontal)
            least = item.minimumSize().width() if grows else hint.width()
            if left > room.left() and left + least > room.right() + 1:
                left, top, line = room.left(), top + line + self.spacing(), 0
            if not is_trial:
                width = room.right() + 1 - left if grows else min(hint.width(), room.width())
                item.setGeometry(QRect(QPoint(left, top), QSize(width, hint.height())))
            left += hint.width() + self.spacing()
            line = max(line, hint.height())
        return top + line - rect.top() + self.contentsMargins().bottom()
