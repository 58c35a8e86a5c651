"""Talking points as lines: an icon, what to say, and under it when that was or will be."""

from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core.rules.kinds import GiftOccasion
from kam_desktop.ui import labels
from kam_desktop.ui.widgets.buttons import QuietButton
from kam_desktop.ui.widgets.icon_label import IconLabel
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, SectionLabel

if TYPE_CHECKING:
    from kam_desktop.core.talking_points import Point

ICONS: Final = {
    "caution": "taboo", "reason": "info", "script": "document", "birthday": "cake", "birthday_relative": "cake", "occasion": "event",
    "commitment": "document-check", "last": "message", "note": "note", "interest": "star", "hobby": "heart", "family": "users",
    "gift": "gift",
}  # fmt: skip
_COMING: Final = frozenset({"birthday", "birthday_relative", "occasion", "interest"})


class TalkLines(QWidget):
    """A section: its title and its points. Without points there is nothing to see."""

    def __init__(self, title: str, *points: "Point", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 4)
        self._column.setSpacing(8)
        self._column.addWidget(SectionLabel(title, self))
        for point in points:
            self._add_point(point)

    def _add_point(self, point: "Point") -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(IconLabel(ICONS.get(point.code, "info"), self), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        said = PlainLabel(labels.point(point.code, point.params), self, wrap=True)
        words.addWidget(said)
        if below := self._second_line(point):
            words.addWidget(Hint(below, self))
        self._offer_whole(point, said, words)
        row.addLayout(words, 1)
        self._column.addLayout(row)

    def _offer_whole(self, point: "Point", said: PlainLabel, words: QVBoxLayout) -> None:
        """A long text is told in part; one button tells all of it, and puts it away again."""
        cut, whole = said.text(), labels.point(point.code, point.params, is_whole=True)
        if whole == cut:
            return
        more = QuietButton(self.tr("The whole text"), self, size="small")

        def turn() -> None:
            is_cut = said.text() == cut
            said.setText(whole if is_cut else cut)
            more.setText(self.tr("Less") if is_cut else self.tr("The whole text"))

        more.clicked.connect(turn)
        words.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _second_line(self, point: "Point") -> str:
        if point.on is None:
            return ""
        today = runtime.today()
        if point.code == "gift":
            return _of_gift(point, point.on)
        if point.code in _COMING:
            return f"{labels.day_and_weekday(point.on)} · {labels.in_days(point.on, today)}"
        if point.code == "commitment":
            due = self.tr("was due {day}") if point.on < today else self.tr("due {day}")
            return due.format(day=labels.day(point.on))
        return f"{labels.day(point.on)} · {labels.days_ago((today - point.on).days)}"


def _of_gift(point: "Point", on: date) -> str:
    occasion, reception = str(point.params["occasion"]), str(point.params["reception"])
    known = occasion in set(GiftOccasion) and occasion != GiftOccasion.OTHER
    parts = [labels.day(on), labels.name_of(GiftOccasion(occasion)) if known else "", reception]
    return " · ".join(part for part in parts if part)
