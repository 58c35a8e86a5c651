"""Upright bars along an axis, each with the quiet one behind it that it is held against."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kam_desktop.core.rules import chart_marks
from kam_desktop.core.rules.chart_marks import Datum, Mark
from kam_desktop.ui import appearance, fonts, painting
from kam_desktop.ui.widgets.charts.chart import Chart, Said, fill

_APART = 6  # px between two years
_FEW = 6  # bars, all of which tell their value


@dataclass(frozen=True, slots=True)
class Column:
    """One place: ``tick`` and ``under`` stand below the axis, ``short`` above the bar.

    ``behind`` is the value of the quiet bar, whose records have a key of their own. ``limit`` is drawn as a dash
    across the place: what there is room for.
    """

    said: Said
    value: int
    tick: str
    short: str
    under: str = ""
    behind: int | None = None
    said_behind: Said | None = None
    short_behind: str = ""
    is_subject: bool = True
    limit: int | None = None


class ColumnChart(Chart):
    """Left and Right go by place, Up and Down between a bar and the one behind it."""

    def __init__(self, title: str, parent: QWidget | None = None, *, height: int = 160) -> None:
        super().__init__(title, parent)
        self._columns: Sequence[Column] = ()
        self._height = height
        self._series = 1

    def show_columns(self, columns: Sequence[Column], nothing: str = "") -> None:
        """Show these, or the axis alone with one sentence."""
        self._columns = tuple(columns)
        self._series = 2 if any(each.said_behind is not None for each in columns) else 1
        self.steps = {
            Qt.Key.Key_Left: -self._series, Qt.Key.Key_Right: self._series, Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1,
        }  # fmt: skip
        said = []
        for each in columns:
            said += [each.said_behind or each.said] if self._series == 2 else []
            said.append(each.said)
        self.say(said, nothing)

    def first_place(self) -> int:
        """The newest one."""
        return len(self._said) - 1

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(280), fonts.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.px(200), fonts.px(self._height))

    def _go(self, place: int) -> None:
        if not 0 <= place < len(self._said):  # a step beyond the end stays in its series
            return
        super()._go(place)

    def mark_at(self, point: QPointF) -> int:
        """A bar takes the whole height of its place; the quiet one where it shows."""
        if not self._columns or not 0 <= point.x() < self.width():
            return -1
        place = int(point.x() * len(self._columns) / self.width())
        if self._series == 1:
            return place
        room = self._room()
        over = [mark for mark in self._marks().marks if mark.place == place and _holds(mark, room, point)]
        is_behind = bool(over) and over[-1].is_behind
        return place * 2 + (0 if is_behind else 1)

    def _has_under(self) -> bool:
        return any(each.under for each in self._columns)

    def _room(self) -> QRectF:
        line = fonts.line_height("label")
        below = line * (2 if self._has_under() else 1) + 4
        return QRectF(0, line + 2, self.width(), max(8, self.height() - line - 2 - below))

    def _marks(self) -> chart_marks.Columns:
        room = self._room()
        data = [Datum(each.said.key, each.value, each.behind) for each in self._columns]
        return chart_marks.columns(data, room.width(), room.height(), at_least=self._highest_limit())

    def _highest_limit(self) -> int:
        """A limit far above every bar stays out of view: the bars are what the chart is about."""
        most = max((max(each.value, each.behind or 0) for each in self._columns), default=0)
        limits = [each.limit for each in self._columns if each.limit is not None and each.limit <= 3 * most]
        return max(limits, default=0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), appearance.current()
        room, drawn = self._room(), self._marks()
        for mark in drawn.marks:
            column = self._columns[mark.place]
            is_accent = not mark.is_behind and column.is_subject
            fill(painter, _placed(mark, room), theme.accent if is_accent else theme.chart_quiet)
        painting.hairline(painter, 0, room.top() + drawn.zero, self.width(), theme.border_strong)
        if not self._columns or not any(each.value or each.behind for each in self._columns):
            painting.text(painter, room.toRect(), self._nothing, fonts.label(), theme.muted, align=painting.CENTRE)
        self._paint_limits(painter, room, drawn.zero)
        self._paint_ticks(painter, room)
        if self.hasFocus() and self._at >= 0:
            self._paint_focus(painter, room)
        self._paint_values(painter, room, drawn.marks)

    def _paint_limits(self, painter: QPainter, room: QRectF, zero: float) -> None:
        highest = max(
            [self._highest_limit(), *(max(each.value, each.behind or 0) for each in self._columns)], default=0
        )
        for place, column in enumerate(self._columns):
            if column.limit is not None and 0 <= column.limit <= highest and highest:
                slot = self._slot(place)
                top = round(room.top() + zero * (1 - column.limit / highest))
                painter.fillRect(slot.left() + 1, top, slot.width() - 2, 1, appearance.current().text)

    def _slot(self, place: int) -> QRect:
        step = self.width() / max(1, len(self._columns))
        return QRect(round(place * step), 0, round((place + 1) * step) - round(place * step), self.height())

    def _paint_ticks(self, painter: QPainter, room: QRectF) -> None:
        theme, line = appearance.current(), fonts.line_height("label")
        unders = self._unders()
        for place, column in enumerate(self._columns):
            slot = self._slot(place)
            is_chosen = self._chosen in {
                each.key for each in (column.said, column.said_behind) if each and self._chosen
            }
            rect = QRect(slot.left(), round(room.bottom()) + 2, slot.width(), line)
            colour = theme.accent if is_chosen else theme.muted
            painting.text(painter, rect, column.tick, fonts.label(bold=is_chosen), colour, align=painting.CENTRE)
            if place in unders:
                under = QRect(unders[place].left(), rect.top() + line, unders[place].width(), line)
                painting.text(painter, under, column.under, fonts.label(), theme.muted)

    def _unders(self) -> dict[int, QRect]:
        """Where the second line stands: in the middle of its place, or beside the one before it."""
        rects: dict[int, QRect] = {}
        free = 0
        for place, column in enumerate(self._columns):
            if column.under:
                width = fonts.width(fonts.label(), column.under) + 1
                left = max(free, min(self.width() - width, self._slot(place).center().x() - width // 2))
                rects[place] = QRect(left, 0, width, 1)
                free = left + width + fonts.px(_APART)
        return rects

    def _paint_values(self, painter: QPainter, room: QRectF, marks: Sequence[Mark]) -> None:
        """The pointed bar's value; else those of the highest and the last, or of all where there are few."""
        taken: list[QRect] = []
        for place in self._told():
            column = self._columns[place // self._series]
            is_behind = self._series == 2 and place % 2 == 0
            mark = next(each for each in marks if each.place == place // self._series and each.is_behind == is_behind)
            text = column.short_behind if is_behind else column.short
            rect = self._above(mark, marks, room, fonts.width(fonts.label(), text) + 1)
            if not any(rect.adjusted(-6, 0, 6, 0).intersects(other) for other in taken):
                colour = appearance.current().muted if is_behind else appearance.current().text
                painter.fillRect(rect, appearance.current().surface)  # over the edge of the ring, never over a bar
                painting.text(painter, rect, text, fonts.label(), colour)
                taken.append(rect)

    def _above(self, mark: Mark, marks: Sequence[Mark], room: QRectF, width: int) -> QRect:
        """Room for a text over a bar, and over all others that stand in its way."""
        line = fonts.line_height("label")
        left = round(max(3, min(self.width() - width - 3, mark.x + mark.width / 2 - width / 2)))
        top = min(each.y for each in marks if each.x < left + width and each.x + each.width > left)
        return QRect(left, round(room.top() + top) - line - 1, width, line)

    def _told(self) -> list[int]:
        if self.pointed() >= 0:
            return [self.pointed()]
        last = self._series - 1
        places = [place for place, each in enumerate(self._columns) if each.value]
        if not places:
            return []
        highest = max(places, key=lambda place: self._columns[place].value)
        wanted = [highest, places[-1], *(places if len(places) <= _FEW else ())]
        return [place * self._series + last for place in dict.fromkeys(wanted)]

    def _paint_focus(self, painter: QPainter, room: QRectF) -> None:
        slot = self._slot(self._at // self._series)
        ring = QRectF(slot.left() + 1, 1, slot.width() - 2, room.bottom() + fonts.line_height("label") + 1)
        painting.focus_ring(painter, ring, 4)


def _placed(mark: Mark, room: QRectF) -> QRectF:
    return QRectF(room.left() + mark.x, room.top() + mark.y, mark.width, mark.height)


def _holds(mark: Mark, room: QRectF, point: QPointF) -> bool:
    rect = _placed(mark, room)
    return rect.left() <= point.x() <= rect.right() and rect.top() <= point.y() <= rect.bottom()
