"""Value and cost over time as two lines: value in accent, cost dashed and quiet, each named at its end."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kam_desktop.core.delivered_value import ScoreRow
from kam_desktop.core.rules.delivered_value import BEST
from kam_desktop.ui import appearance, fonts, labels, painting
from kam_desktop.ui.widgets.charts.chart import Chart, Said

_SIDE, _MARGIN, _DOT = 84, 16, 3


class ValueChart(Chart):
    """Left and Right go from scoring to scoring; a mark is read whole by the screen reader."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._rows: Sequence[ScoreRow] = ()

    def show_scores(self, rows: Sequence[ScoreRow]) -> None:
        """The scorings from the oldest to the newest; those with one side only break the lines."""
        self._rows = tuple(row for row in rows if row.delivered.balance is not None)
        told = self.tr("value {value}, cost {cost}")
        self.say(
            [
                Said(row.id, labels.day(row.on), told.format(value=row.delivered.value, cost=row.delivered.cost))
                for row in self._rows
            ]
        )

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(320), fonts.px(140))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.px(240), fonts.px(140))

    def first_place(self) -> int:
        return len(self._rows) - 1

    def mark_at(self, point: QPointF) -> int:
        """The scoring whose day is nearest."""
        if not self._rows:
            return -1
        places = [abs(self._x(place) - point.x()) for place in range(len(self._rows))]
        return places.index(min(places))

    def _room(self) -> QRectF:
        line = fonts.line_height("label")
        side = fonts.px(_SIDE)
        return QRectF(_MARGIN + side / 3, line, self.width() - 2 * _MARGIN - side * 4 / 3, self.height() - 3 * line)

    def _x(self, place: int) -> float:
        room = self._room()
        return room.left() + (room.width() * place / (len(self._rows) - 1) if len(self._rows) > 1 else 0)

    def _y(self, score: float) -> float:
        room = self._room()
        return room.bottom() - room.height() * (score - 1) / (BEST - 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), appearance.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room, line = self._room(), fonts.line_height("label")
        for score in (1, 3, 5):
            painting.hairline(painter, room.left(), round(self._y(score)), round(room.width()), theme.border)
            tick = QRect(_MARGIN, round(self._y(score)) - line // 2, round(room.left()) - _MARGIN - 8, line)
            painting.text(painter, tick, str(score), fonts.label(), theme.muted, align=painting.RIGHT)
        for name, scores, colour, dashes in (
            (self.tr("Cost"), [row.delivered.cost or 0 for row in self._rows], theme.muted, True),
            (self.tr("Value"), [row.delivered.value or 0 for row in self._rows], theme.accent, False),
        ):
            pen = QPen(colour, 2, Qt.PenStyle.DashLine if dashes else Qt.PenStyle.SolidLine)
            painter.setPen(pen)
            points = [QPointF(self._x(place), self._y(score)) for place, score in enumerate(scores)]
            painter.drawPolyline(points)
            painter.setPen(QPen(colour, 2))
            painter.setBrush(theme.surface)
            for point in points:
                painter.drawEllipse(point, _DOT, _DOT)
            if points:
                at = QRect(round(points[-1].x()) + 10, round(points[-1].y()) - line // 2, fonts.px(_SIDE), line)
                painting.text(painter, at, f"{name} {scores[-1]:.1f}", fonts.label(bold=not dashes), colour)
        self._paint_days(painter, line)

    def _paint_days(self, painter: QPainter, line: int) -> None:
        """The first, the last and the pointed day; the pointed one goes before those it would touch."""
        theme, taken = appearance.current(), list[QRect]()
        wanted = [place for place in (self.pointed(), len(self._rows) - 1, 0) if 0 <= place < len(self._rows)]
        for place in dict.fromkeys(wanted):
            text = labels.day(self._rows[place].on)
            width = fonts.width(fonts.label(), text) + 2
            left = max(_MARGIN, min(self.width() - _MARGIN - width, round(self._x(place) - width / 2)))
            rect = QRect(left, round(self._room().bottom()) + 4, width, line)
            if not any(rect.adjusted(-6, 0, 6, 0).intersects(other) for other in taken):
                is_pointed = place == self.pointed()
                painting.text(
                    painter, rect, text, fonts.label(bold=is_pointed), theme.text if is_pointed else theme.muted
                )
                taken.append(rect)
        if self.hasFocus():
            painting.focus_ring(painter, self.rect())
