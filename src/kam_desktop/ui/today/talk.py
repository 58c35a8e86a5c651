"""What to say and what not to say: taboos in red, talking points, the last gift."""

from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core.rules.kinds import GiftOccasion
from kam_desktop.ui import labels
from kam_desktop.ui.today.rows import in_days
from kam_desktop.ui.widgets.icon_label import IconLabel
from kam_desktop.ui.widgets.taboo import TabooBox
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, SectionLabel

if TYPE_CHECKING:
    from kam_desktop.core.talking_points import Point, Points

_ICONS: Final = {
    "birthday": "cake",
    "commitment": "document-check",
    "last": "message",
    "hobby": "heart",
    "family": "users",
    "gift": "gift",
}


class TalkBody(QWidget):
    """The scrolling part of the panel, made anew for each touch."""

    def __init__(self, points: "Points", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        if points.taboos:
            self._column.addWidget(TabooBox(points.taboos, self))
            self._column.addSpacing(12)
        if points.points:
            self._add_section(self.tr("Talking points"), *points.points)
        if points.last_gift:
            self._add_section(self.tr("Last gift"), points.last_gift)
        if not (points.taboos or points.points or points.last_gift):
            self._column.addWidget(Hint(self.tr("Nothing is noted about this client yet."), self))
        self._column.addStretch(1)

    def _add_section(self, title: str, *points: "Point") -> None:
        self._column.addWidget(SectionLabel(title, self))
        self._column.addSpacing(8)
        for point in points:
            self._add_point(point)
        self._column.addSpacing(4)

    def _add_point(self, point: "Point") -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(IconLabel(_ICONS[point.code], self), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(PlainLabel(labels.point(point.code, point.params), self, wrap=True))
        if below := self._second_line(point):
            words.addWidget(Hint(below, self))
        row.addLayout(words, 1)
        self._column.addLayout(row)
        self._column.addSpacing(8)

    def _second_line(self, point: "Point") -> str:
        if point.on is None:
            return ""
        today = runtime.today()
        if point.code == "gift":
            return self._of_gift(point, point.on)
        if point.code == "birthday":
            return f"{labels.day_and_weekday(point.on)} · {in_days(point.on, today)}"
        if point.code == "commitment":
            due = self.tr("was due {day}") if point.on < today else self.tr("due {day}")
            return due.format(day=labels.day(point.on))
        return f"{labels.day(point.on)} · {labels.days_ago((today - point.on).days)}"

    def _of_gift(self, point: "Point", on: date) -> str:
        occasion, reception = str(point.params["occasion"]), str(point.params["reception"])
        known = occasion in set(GiftOccasion) and occasion != GiftOccasion.OTHER
        parts = [labels.day(on), labels.name_of(GiftOccasion(occasion)) if known else "", reception]
        return " · ".join(part for part in parts if part)
