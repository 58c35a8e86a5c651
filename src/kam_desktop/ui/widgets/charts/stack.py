"""One lying bar of parts in percent, each with its label under it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kam_desktop.core.rules import chart_marks
from kam_desktop.ui import appearance, fonts, painting
from kam_desktop.ui.widgets.charts.chart import Chart, Said, fill

_BAR = 12
_GAP = 12


@dataclass(frozen=True, slots=True)
class Part:
    """One part. ``is_subject`` is in accent; ``is_rest`` is what nobody is named for, and is the faintest."""

    said: Said
    percent: float
    is_subject: bool = False
    is_rest: bool = False


class StackedBar(Chart):
    """The labels stand below in the order of the parts and break into lines; the subject's is bold."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._parts: Sequence[Part] = ()
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_parts(self, parts: Sequence[Part], nothing: str = "") -> None:
        """Show these, or an empty track with one sentence under it."""
        self._parts = tuple(parts)
        self.say([each.said for each in parts], nothing)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        boxes = self._boxes(width)
        return boxes[-1].bottom() + 1 if boxes else fonts.px(_BAR) + 4 + fonts.line_height("label")

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(320), self.heightForWidth(fonts.px(320)))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.px(160), fonts.px(_BAR) + 4 + fonts.line_height("label"))

    def mark_at(self, point: QPointF) -> int:
        """A part of the bar, or its label."""
        for place, box in enumerate(self._boxes(self.width())):
            if box.contains(point.toPoint()):
                return place
        if point.y() > fonts.px(_BAR):
            return -1
        return next((mark.place for mark in self._marks() if mark.x <= point.x() <= mark.x + mark.width), -1)

    def _marks(self) -> Sequence[chart_marks.Mark]:
        shares = [(each.said.key, each.percent) for each in self._parts]
        return chart_marks.stack(shares, self.width(), fonts.px(_BAR))

    def _words(self, part: Part) -> str:
        return f"{part.said.label} {part.said.value}"

    def _boxes(self, width: int) -> list[QRect]:
        """Where the labels stand."""
        boxes, left, line = [], 0, fonts.line_height("label")
        top = fonts.px(_BAR) + 4
        for each in self._parts:
            needed = min(width, fonts.width(fonts.label(bold=each.is_subject), self._words(each)) + 10)
            if left and left + needed > width:
                left, top = 0, top + line
            boxes.append(QRect(left, top, needed, line))
            left += needed + _GAP
        return boxes

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), appearance.current()
        if not self._parts:
            fill(painter, QRectF(0, 0, self.width(), fonts.px(_BAR)), theme.sunken)
            rect = QRect(0, fonts.px(_BAR) + 4, self.width(), fonts.line_height("label"))
            painting.text(painter, rect, self._nothing, fonts.label(), theme.muted)
            return
        for mark, each in zip(self._marks(), self._parts, strict=True):
            colour = theme.accent if each.is_subject else theme.border if each.is_rest else theme.chart_quiet
            fill(painter, QRectF(mark.x, mark.y, mark.width, mark.height), colour)
        for place, (box, each) in enumerate(zip(self._boxes(self.width()), self._parts, strict=True)):
            colour = theme.accent if each.is_subject else theme.muted
            painting.text(
                painter, box.adjusted(4, 0, -4, 0), self._words(each), fonts.label(bold=each.is_subject), colour
            )
            if self.pointed() == place and self.hasFocus():
                painting.focus_ring(painter, box, 4)
