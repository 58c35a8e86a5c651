"""Who likes the event that is current: the names of people with what they like."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from kam_desktop.core.interest_events import Fan
from kam_desktop.core.rules.lines import in_one_line
from kam_desktop.ui import appearance, painting
from kam_desktop.ui.widgets.list_rows import TwoLineRow
from kam_desktop.ui.widgets.list_view import RowList
from kam_desktop.ui.widgets.texts import Hint, PlainLabel


class FansPanel(QWidget):
    """Enter opens a person."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = PlainLabel("", self, face="head", bold=True, elide=True)
        self.hint = Hint("", self)
        self.list = RowList(self)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setAccessibleName(self.tr("Who likes it"))
        self.list.opened.connect(self.opened)
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 8)
        head.setSpacing(2)
        head.addWidget(self.heading)
        head.addWidget(self.hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        appearance.scaled(self.setFixedWidth, 328)

    def show_event(self, title: str) -> None:
        """Another event: never another one's people under its name."""
        self.heading.setText(title)
        self.hint.setText("")
        self.list.set_rows([])

    def show_fans(self, fans: Sequence[Fan], words: Sequence[str]) -> None:
        """Those who were found."""
        between = self.tr(", ")
        if fans:
            self.hint.setText(self.tr("{n} like it").format(n=len(fans)))
        else:
            self.hint.setText(self.tr("Nobody's hobbies name {words} yet").format(words=between.join(words)))
        self.list.set_rows([TwoLineRow(fan.id, fan.tier, fan.name, fan.client, "heart", _liked(fan)) for fan in fans])

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), appearance.current().raised)
        painting.upright(painter, 0, 0, self.height())


def _liked(fan: Fan) -> str:
    return in_one_line(fan.hobbies)
