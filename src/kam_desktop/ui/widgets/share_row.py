"""A layout of parts side by side by their shares, which breaks into lines where they would be cut."""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QLineEdit, QWidget

from kam_desktop.ui import fonts

_LEAST: Final = 84  # px of a line one writes in: a date is read in it
_FRAME: Final = 24  # px around the words of a line


class ShareRow(QLayout):
    """As a row with stretches while there is room; else as many in a line as can be read, each line by its shares.

    It is the layout of a widget: within another layout PySide takes its items for gone while they are there.
    """

    def __init__(self, parent: QWidget, *, spacing: int = 16) -> None:
        self._items: list[QLayoutItem] = []
        self._parts: list[tuple[int, QLineEdit | None]] = []
        self._leasts: dict[int, int] = {}
        self._heights: dict[int, int] = {}
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def add_part(self, widget: QWidget, share: int, editor: QWidget) -> None:
        """One more at the right; what ``editor`` shows while it is empty is not cut."""
        self.addWidget(widget)
        self._items[-1].setAlignment(Qt.AlignmentFlag.AlignTop)
        self._parts[-1] = share, editor if isinstance(editor, QLineEdit) else None

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self._parts.append((1, None))

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        self._parts.pop(index)
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def invalidate(self) -> None:
        self._leasts.clear()
        self._heights.clear()
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), is_trial=True)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, is_trial=False)

    def sizeHint(self) -> QSize:
        hints = [self._items[at].sizeHint() for at in self._seen()]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        size = QSize()
        for at in self._seen():
            size = size.expandedTo(self._items[at].minimumSize())
        return size

    def _seen(self) -> list[int]:
        return [at for at, item in enumerate(self._items) if not item.isEmpty()]

    def _least(self, at: int) -> int:
        """The width in which a part can be read."""
        if at not in self._leasts:
            self._leasts[at] = self._measured(at)
        return self._leasts[at]

    def _measured(self, at: int) -> int:
        least, editor = self._items[at].minimumSize().width(), self._parts[at][1]
        if editor is None:
            return least
        margins = editor.textMargins()
        words = editor.fontMetrics().horizontalAdvance(editor.placeholderText())
        written = max(fonts.px(_LEAST), words + fonts.px(_FRAME) if words else 0)
        return max(least, written + margins.left() + margins.right())

    def _lines(self, width: int) -> list[list[int]]:
        """As few lines of equal number as have room for their parts."""
        seen = self._seen()
        leasts = {at: self._least(at) for at in seen}
        for count in range(1, len(seen)):
            number = -(-len(seen) // count)
            lines = [seen[first : first + number] for first in range(0, len(seen), number)]
            if all(sum(leasts[at] for at in line) + self.spacing() * (len(line) - 1) <= width for line in lines):
                return lines
        return [[at] for at in seen]

    def _widths(self, line: Sequence[int], width: int) -> dict[int, int]:
        """By the shares, none under its least."""
        room, left, widths = width - self.spacing() * (len(line) - 1), list(line), dict[int, int]()
        while left:
            edges = [0, *accumulate(self._parts[at][0] for at in left)]
            places = [(room * edge + edges[-1] // 2) // edges[-1] for edge in edges]
            by_share = {at: after - before for at, (before, after) in zip(left, pairwise(places), strict=True)}
            short = [at for at in left if by_share[at] < self._least(at)] if len(line) > 1 else []
            if not short:
                return widths | by_share
            widths |= {at: self._least(at) for at in short}
            room -= sum(widths[at] for at in short)
            left = [at for at in left if at not in short]
        return widths

    def _arrange(self, rect: QRect, *, is_trial: bool) -> int:
        """Put the parts; returns the height that is needed."""
        top = rect.top()
        for line in self._lines(rect.width()):
            widths = self._widths(line, rect.width())
            height = max(_height(self._items[at], width) for at, width in widths.items())
            left = rect.left()
            for at in line if not is_trial else ():
                self._items[at].setGeometry(QRect(left, top, widths[at], height))
                left += widths[at] + self.spacing()
            top += height + self.spacing() * 3 // 4
        return max(0, top - rect.top() - self.spacing() * 3 // 4)


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
