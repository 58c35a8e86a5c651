"""What to say and what not to say: taboos in red, talking points, the last gift."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kam_desktop.ui.widgets.taboo import TabooBox
from kam_desktop.ui.widgets.talk_lines import TalkLines
from kam_desktop.ui.widgets.texts import Hint

if TYPE_CHECKING:
    from kam_desktop.core.talking_points import Points


class TalkBody(QWidget):
    """The scrolling part of the panel, made anew for each touch."""

    def __init__(self, points: "Points", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if points.taboos:
            column.addWidget(TabooBox(points.taboos, self))
            column.addSpacing(12)
        if points.points:
            column.addWidget(TalkLines(self.tr("Talking points"), *points.points, parent=self))
        if points.last_gift:
            column.addSpacing(4)
            column.addWidget(TalkLines(self.tr("Last gift"), points.last_gift, parent=self))
        if not (points.taboos or points.points or points.last_gift):
            column.addWidget(Hint(self.tr("Nothing is noted about this client yet."), self))
        column.addStretch(1)
