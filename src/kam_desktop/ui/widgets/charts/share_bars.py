"""Parts of a whole in percent, a bar a row, with a line where the target stands."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kam_desktop.core.rules import visit_charts
from kam_desktop.core.rules.visit_charts import Share
from kam_desktop.ui import appearance, fonts, painting
from kam_desktop.ui.widgets.charts.chart import Chart, Said, fill

ROW = 28
_BAR = 10
_GAP = 8
_NAME = 0.26  # of the width
_OVER = 18  # px above the first row, where the target is named


class ShareBars(Chart):
    """Up and Down go from row to row. A row below the target is marked by a triangle, not by colour alone."""

    steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}  # noqa: RUF012

    def __init__(self, title: str, parent: QWidget | None = None, *, unnamed: str = "—") -> None:
        super().__init__(title, parent)
        self._unnamed = unnamed
        self._rows: Sequence[Share] = ()
        self._target: int | None = None

    def show_shares(self, rows: Sequence[Share], nothing: str = "", *, target: int | None = None) -> None:
        """Show these; ``target`` in percent, None for none. Keys are the names."""
        self._rows, self._target = tuple(rows), target
        self.say([Said(each.name, self._named(each), self._figure(each)) for each in rows], nothing)

    def _named(self, each: Share) -> str:
        return each.name or self._unnamed

    def _figure(self, each: Share) -> str:
        percent = "—" if each.percent is None else f"{each.percent}%"
        return self.tr("{percent}  {part} of {whole}").format(percent=percent, part=each.part, whole=each.whole)

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(320), self._top() + max(1, len(self._rows)) * fonts.px(ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.px(220), self.sizeHint().height())

    def _top(self) -> int:
        return fonts.px(_OVER) if self._target is not None and self._rows else 0

    def mark_at(self, point: QPointF) -> int:
        """The row at that height."""
        place = int((point.y() - self._top()) // fonts.px(ROW))
        return place if 0 <= place < len(self._rows) and point.y() >= self._top() else -1

    def _bars(self) -> QRectF:
        """Where the bars lie: between the names and the figures."""
        name = round(self.width() * _NAME)
        figure = max((fonts.width(fonts.label(), self._figure(each)) for each in self._rows), default=0) + 24
        left = name + _GAP
        height = len(self._rows) * fonts.px(ROW)
        return QRectF(left, self._top(), max(20, self.width() - left - figure - _GAP), height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), appearance.current()
        if not self._rows:
            painting.text(painter, self.rect(), self._nothing, fonts.label(), theme.muted)
            return
        room, row = self._bars(), fonts.px(ROW)
        marks = visit_charts.shares(self._rows, room.width(), self._target or 0)
        for place, (each, length) in enumerate(zip(self._rows, marks.lengths, strict=True)):
            self._paint_row(painter, QRect(0, self._top() + place * row, self.width(), row), room, each, length)
        if self._target is not None:
            self._paint_target(painter, room, marks.target)

    def _paint_row(self, painter: QPainter, rect: QRect, room: QRectF, each: Share, length: float) -> None:
        theme = appearance.current()
        is_below = self._target is not None and each.is_below(self._target)
        if each.name == self._chosen and self._chosen:
            painting.box(painter, rect, 4, theme.accent_soft)
        name = QRect(4, rect.top(), round(room.left()) - _GAP - 4, rect.height())
        painting.text(painter, name, self._named(each), fonts.body(), theme.text)
        bar = fonts.px(_BAR)
        top = rect.top() + (rect.height() - bar) / 2
        fill(painter, QRectF(room.left(), top, room.width(), bar), theme.sunken)
        fill(painter, QRectF(room.left(), top, length, bar), theme.chart_quiet if is_below else theme.accent)
        left = round(room.right()) + _GAP
        figure = QRect(left, rect.top(), self.width() - left - 4, rect.height())
        painting.text(painter, figure, self._figure(each), fonts.label(), theme.text)
        if is_below:
            at_right = QRect(figure.right() - 14, rect.top(), 14, rect.height())
            painting.text(painter, at_right, "▼", fonts.label(), theme.danger, align=painting.RIGHT)
        if self.hasFocus() and self.current() is not None and self.current() == self._said[self._rows.index(each)]:
            painting.focus_ring(painter, rect, 4)

    def _paint_target(self, painter: QPainter, room: QRectF, x: float) -> None:
        theme = appearance.current()
        painting.upright(painter, room.left() + x, room.top() - 3, room.height() + 3, theme.text)
        words = self.tr("target {n}%").format(n=self._target)
        width = fonts.width(fonts.label(), words) + 2
        left = min(round(room.left() + x) - width // 2, self.width() - width)
        rect = QRect(left, 0, width, fonts.px(_OVER) - 3)
        painting.text(painter, rect, words, fonts.label(), theme.muted)
