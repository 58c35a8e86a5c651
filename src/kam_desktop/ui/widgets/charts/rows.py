"""Lying bars, one a row: what it is, how large its share is, and how it went in a small line."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from kam_desktop.core.rules import chart_marks
from kam_desktop.core.rules.chart_marks import Datum
from kam_desktop.ui import appearance, fonts, painting
from kam_desktop.ui.widgets.charts.chart import Chart, Said, fill

ROW = 28
_BAR = 8
_GAP = 8
_NAME = 0.34  # of the width
_FIGURE, _LINE, _CHANGE = 44, 56, 60


@dataclass(frozen=True, slots=True)
class BarRow:
    """One row. ``figure`` stands behind the bar, ``change`` at the right behind the line of ``course``."""

    said: Said
    name: str
    value: int
    figure: str
    change: str = ""
    change_role: str = "muted"
    course: tuple[int, ...] = ()


class RowBars(Chart):
    """Up and Down go from row to row. The first row is the subject."""

    steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}  # noqa: RUF012

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._rows: Sequence[BarRow] = ()

    def show_rows(self, rows: Sequence[BarRow], nothing: str = "") -> None:
        """Show these, or one sentence."""
        self._rows = tuple(rows)
        self.say([each.said for each in rows], nothing)

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(320), max(1, len(self._rows)) * fonts.px(ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.px(200), self.sizeHint().height())

    def mark_at(self, point: QPointF) -> int:
        """The row at that height."""
        place = int(point.y() // fonts.px(ROW))
        return place if 0 <= place < len(self._rows) else -1

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, row = QPainter(self), appearance.current(), fonts.px(ROW)
        if not self._rows:
            painting.text(painter, self.rect(), self._nothing, fonts.label(), theme.muted)
            return
        name, figure, line, change = self._widths()
        room = max(8, self.width() - name - figure - line - change - 4 * _GAP)
        marks = chart_marks.bars([Datum(each.said.key, each.value) for each in self._rows], room, row, fonts.px(_BAR))
        for mark, each in zip(marks, self._rows, strict=True):
            is_first, top = mark.place == 0, mark.place * row
            if each.said.key == self._chosen:
                painting.box(painter, QRect(0, top, self.width(), row), 4, theme.accent_soft)
            words = QRect(4, top, name - 4, row)
            painting.text(painter, words, each.name, fonts.body(), theme.text)
            bar = QRectF(name + _GAP + mark.x, mark.y, mark.width, mark.height)
            fill(painter, bar, theme.accent if is_first else theme.chart_quiet)
            left = name + room + 2 * _GAP
            painting.text(
                painter, QRect(left, top, figure, row), each.figure, fonts.label(), theme.text, align=painting.RIGHT
            )
            self._paint_course(painter, QRectF(left + figure + _GAP, top + 7, line, row - 14), each.course)
            at_right = QRect(self.width() - change - 4, top, change, row)
            painting.text(painter, at_right, each.change, fonts.label(), theme[each.change_role], align=painting.RIGHT)
            if self.pointed() == mark.place and self.hasFocus():
                painting.focus_ring(painter, QRect(0, top, self.width(), row), 4)

    def _widths(self) -> tuple[int, int, int, int]:
        """Name, figure, line, change. A narrow chart goes without the line."""
        line = fonts.px(_LINE) if self.width() >= fonts.px(360) else 0
        longest = max((fonts.width(fonts.label(), each.change) for each in self._rows), default=0)
        return round(self.width() * _NAME), fonts.px(_FIGURE), line, min(longest + 4, fonts.px(_CHANGE) * 2)

    def _paint_course(self, painter: QPainter, room: QRectF, course: Sequence[int]) -> None:
        if room.width() <= 0 or len(course) < 2:
            return
        points = [
            QPointF(room.left() + x, room.top() + y) for x, y in chart_marks.line(course, room.width(), room.height())
        ]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(appearance.current().chart_quiet, 1.4))
        painter.drawPolyline(QPolygonF(points))
        painter.restore()
