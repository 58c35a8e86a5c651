"""Parts of a page side by side, with a hairline between them."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kam_desktop.ui import painting


class HairlineRow(QWidget):
    """``add`` from left to right; a part with a stretch takes the slack."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[QWidget] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(1)

    def add(self, part: QWidget, stretch: int = 0) -> None:
        """One more part."""
        self._parts.append(part)
        self._row.addWidget(part, stretch)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for part in self._parts[1:]:
            if part.isVisible():
                painting.upright(painter, part.x() - 1, 0, self.height())
