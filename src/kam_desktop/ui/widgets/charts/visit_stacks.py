"""Visits over time in columns of tiers: A filled, B tinted, C outlined, as the badges are."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kam_desktop.core.rules import visit_charts
from kam_desktop.core.rules.visit_charts import TIERS, Block, Span
from kam_desktop.ui import appearance, fonts, labels, painting
from kam_desktop.ui.widgets.charts.chart import Chart, Said, fill

_AXIS = 32
_WIDEST = 40.0
_LEGEND = 20


class VisitStacks(Chart):
    """Left and Right go by column, Up and Down within it. Keys are ``<first day>/<last day>/<tier>``."""

    def __init__(self, title: str, parent: QWidget | None = None, *, height: int = 176) -> None:
        super().__init__(title, parent)
        self._spans: Sequence[Span] = ()
        self._blocks: Sequence[Block] = ()
        self._height = height

    def show_spans(self, spans: Sequence[Span], nothing: str = "") -> None:
        """Show these, or the axis with one sentence."""
        self._spans = tuple(spans)
        self._blocks = self._made(100, 100).blocks
        has_any = bool(self._blocks)
        self.say([self._said_of(each) for each in self._blocks], "" if has_any else nothing)

    def _made(self, width: float, height: float) -> visit_charts.Stacks:
        return visit_charts.stacks([span.counts for span in self._spans], width, height, widest=fonts.px(_WIDEST))

    def _said_of(self, block: Block) -> Said:
        span, tier = self._spans[block.place], TIERS[block.part]
        key = f"{span.first_on.isoformat()}/{span.last_on.isoformat()}/{tier or ''}"
        return Said(key, f"{self._days(span)} {self._tier(block.part)}", str(block.value))

    def _days(self, span: Span) -> str:
        if span.first_on == span.last_on:
            return labels.day(span.first_on)
        return f"{labels.day(span.first_on)} – {labels.day(span.last_on)}"

    def _tier(self, part: int) -> str:
        tier = TIERS[part]
        return labels.name_of(tier) if tier else self.tr("no tier")

    def first_place(self) -> int:
        """The newest column, from below."""
        last = max((each.place for each in self._blocks), default=0)
        return next((at for at, each in enumerate(self._blocks) if each.place == last), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.steps = self._steps()
        super().keyPressEvent(event)

    def _steps(self) -> dict[Qt.Key, int]:
        """Blocks lie in the order of columns, from below; a step to the side keeps the tier where it can."""
        up, down = 1, -1
        if not 0 <= self._at < len(self._blocks):
            return {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        here = self._blocks[self._at]
        is_top = self._at + 1 >= len(self._blocks) or self._blocks[self._at + 1].place != here.place
        is_bottom = self._at == 0 or self._blocks[self._at - 1].place != here.place
        return {
            Qt.Key.Key_Left: self._beside(here, -1) - self._at, Qt.Key.Key_Right: self._beside(here, 1) - self._at,
            Qt.Key.Key_Up: 0 if is_top else up, Qt.Key.Key_Down: 0 if is_bottom else down,
        }  # fmt: skip

    def _beside(self, here: Block, by: int) -> int:
        places = sorted({each.place for each in self._blocks if (each.place - here.place) * by > 0}, reverse=by < 0)
        if not places:
            return self._at
        column = [at for at, each in enumerate(self._blocks) if each.place == places[0]]
        return min(column, key=lambda at: abs(self._blocks[at].part - here.part))

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(320), fonts.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.px(220), fonts.px(self._height))

    def _room(self) -> QRectF:
        line = fonts.line_height("label")
        top = fonts.px(_LEGEND) + line
        return QRectF(fonts.px(_AXIS), top, self.width() - fonts.px(_AXIS), max(8, self.height() - top - line - 4))

    def mark_at(self, point: QPointF) -> int:
        """The block at a point."""
        room = self._room()
        for at, each in enumerate(self._made(room.width(), room.height()).blocks):
            if QRectF(room.left() + each.x, room.top() + each.y, each.width, each.height).contains(point):
                return at
        return -1

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, room = QPainter(self), appearance.current(), self._room()
        made = self._made(room.width(), room.height())
        for value, y in made.lines if self._blocks else made.lines[:1]:
            painting.hairline(
                painter, room.left(), room.top() + y, room.width(), theme.border_strong if not value else None
            )
            rect = QRect(0, round(room.top() + y) - 9, fonts.px(_AXIS) - 6, 18)
            painting.text(painter, rect, str(value), fonts.label(), theme.muted, align=painting.RIGHT)
        if not self._blocks:
            painting.text(painter, room.toRect(), self._nothing, fonts.label(), theme.muted, align=painting.CENTRE)
        for at, each in enumerate(made.blocks):
            self._paint_block(painter, room, each, is_pointed=at == self.pointed())
        self._paint_totals(painter, room, made)
        self._paint_ticks(painter, room)
        self._paint_legend(painter)

    def _paint_block(self, painter: QPainter, room: QRectF, each: Block, *, is_pointed: bool) -> None:
        rect = QRectF(room.left() + each.x, room.top() + each.y + 0.5, each.width, max(1.0, each.height - 0.5))
        _paint_part(painter, rect, each.part)
        if is_pointed:
            painting.box(painter, rect.adjusted(-2, -2, 2, 2), 2, None, appearance.current().accent, width=2.0)
        line = fonts.line_height("label")
        words = str(each.value)
        if each.height >= line and each.width > fonts.width(fonts.label(), words) + 2:
            theme = appearance.current()
            ink = theme.on_tier_a if each.part == 0 else theme.text
            painting.text(painter, rect.toRect(), words, fonts.label(), ink, align=painting.CENTRE)

    def _paint_totals(self, painter: QPainter, room: QRectF, made: visit_charts.Stacks) -> None:
        line, step = fonts.line_height("label"), room.width() / max(1, len(self._spans))
        for span, (x, y) in zip(self._spans, made.tops, strict=True):
            words = str(span.total)
            if span.total and step > fonts.width(fonts.label(bold=True), words):
                rect = QRect(round(room.left() + x - step / 2), round(room.top() + y) - line, round(step), line)
                painting.text(
                    painter, rect, words, fonts.label(bold=True), appearance.current().text, align=painting.CENTRE
                )

    def _paint_ticks(self, painter: QPainter, room: QRectF) -> None:
        ticks = [self._tick(span) for span in self._spans]
        step = room.width() / max(1, len(ticks))
        widest = max((fonts.width(fonts.label(), tick) for tick in ticks), default=0) + 8
        every = max(1, -(-widest // max(1, int(step))))
        for at in range(0, len(ticks), every):
            width = max(widest, round(step))
            left = round(room.left() + (at + 0.5) * step - width / 2)
            left = max(0, min(self.width() - width, left))
            rect = QRect(left, round(room.bottom()) + 2, width, fonts.line_height("label"))
            painting.text(painter, rect, ticks[at], fonts.label(), appearance.current().muted, align=painting.CENTRE)

    def _tick(self, span: Span) -> str:
        if span.first_on.day == 1 and (span.last_on - span.first_on).days > 20:
            return labels.month(f"{span.first_on.year}-{span.first_on.month:02}")
        return labels.day(span.first_on)

    def _paint_legend(self, painter: QPainter) -> None:
        left, side = fonts.px(_AXIS), fonts.px(10)
        for part in range(len(TIERS)):
            if not any(span.counts[part] for span in self._spans):
                continue
            words = self._tier(part)
            _paint_part(painter, QRectF(left, (fonts.px(_LEGEND) - side) / 2, side, side), part)
            width = fonts.width(fonts.label(), words) + 2
            rect = QRect(left + side + 4, 0, width, fonts.px(_LEGEND))
            painting.text(painter, rect, words, fonts.label(), appearance.current().muted)
            left += side + 4 + width + 16


def _paint_part(painter: QPainter, rect: QRectF, part: int) -> None:
    """A filled, B tinted and outlined, C outlined, none quiet."""
    theme = appearance.current()
    ground, line = (
        (theme.tier_a, None), (theme.tier_b_soft, theme.tier_b), (theme.surface, theme.border_strong), (theme.sunken, None),
    )[part]  # fmt: skip
    fill(painter, rect, ground)
    if line is not None:
        painting.box(painter, rect, 0, None, line)
