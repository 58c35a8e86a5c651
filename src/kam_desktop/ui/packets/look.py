"""Receiving: what a packet brings, before anything is taken."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop.core.packets import Line, News, Preview
from kam_desktop.core.rules.lines import in_one_line
from kam_desktop.exchange.exporting_archive import description
from kam_desktop.ui import labels
from kam_desktop.ui.widgets.buttons import PlainButton, PrimaryButton
from kam_desktop.ui.widgets.card import Card
from kam_desktop.ui.widgets.list_view import RowList, TimelineRow
from kam_desktop.ui.widgets.texts import Hint, PlainLabel
from kam_desktop.words import packets as worded

_ROLES = {News.NEW: "accent", News.CHANGED: "warning", News.SAME: "muted"}
_MOST = 20  # clashes and visits left out that are told one by one


class Look(QWidget):
    """Who, how many reports of which clients, what is new; both texts where both sides changed."""

    take_asked = Signal()
    back_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = PlainLabel("", self, face="head", bold=True, wrap=True)
        self._lines = Hint("", self)
        self.clashes = Card(self, tone="warning")
        self._clash_words = PlainLabel("", self.clashes, face="label", wrap=True)
        self.clashes.add(PlainLabel(self.tr("Changed on both sides"), self.clashes, bold=True))
        self.clashes.add(self._clash_words)
        self.left = Card(self, tone="warning")
        self._left_words = PlainLabel("", self.left, face="label", wrap=True)
        self.left.add(PlainLabel(self.tr("Not taken"), self.left, bold=True))
        self.left.add(self._left_words)
        self.list = RowList(self)
        self.list.setAccessibleName(self.tr("Visits in the packet"))
        self.button = PrimaryButton(self.tr("Take it in"), self, keys="Ctrl+Enter")
        self.back = PlainButton(self.tr("Not now"), self, keys="Esc")
        self.button.clicked.connect(self.take_asked)
        self.back.clicked.connect(self.back_asked)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.button)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        for widget in (self._head, self._lines, self.clashes, self.left):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)

    def show_preview(self, preview: Preview) -> None:
        """Say what it would bring; where that is nothing there is only the way back."""
        lang = labels.language()
        head, *lines = worded.lines(lang, preview)
        self._head.setText(head)
        self._lines.setText("\n".join(lines))
        told = [
            worded.clash(lang, found, client, description(lang, found.table, found.field))
            for found, client in preview.clashes[:_MOST]
        ]
        self._clash_words.setText("\n".join(told))
        self.clashes.setVisible(bool(told))
        left = [worded.left(lang, found) for found in preview.left[:_MOST]]
        self._left_words.setText("\n".join(left))
        self.left.setVisible(bool(left))
        self.list.set_rows([_row(line) for line in preview.lines])
        self.button.setVisible(preview.brings_news and not preview.was_taken)
        self.back.setText(self.tr("Not now") if self.button.isVisibleTo(self) else self.tr("Back"))

    def told(self) -> str:
        """All that it says in words."""
        return "\n".join((self._head.text(), self._lines.text(), self._clash_words.text(), self._left_words.text()))

    def take_focus(self) -> None:
        """What comes next."""
        target = self.button if self.button.isVisibleTo(self) else self.back
        target.setFocus(Qt.FocusReason.OtherFocusReason)


def _row(line: Line) -> TimelineRow:
    objective = in_one_line(line.objective)
    right = f"{labels.name_of(line.state)} · {labels.say(f'packet.news.{line.news.value}')}"
    on = labels.day(line.on)
    return TimelineRow(line.visit_id, on, "visit", line.client, objective, right, _ROLES[line.news])
