"""How a day is drawn: where its head and its chips stand, and how they are painted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from kam_desktop.core.calendar_view import CalendarTouch, DayView
from kam_desktop.core.rules.calendar_days import DayHead
from kam_desktop.core.rules.kinds import TouchState
from kam_desktop.ui import appearance, fonts, icons, painting
from kam_desktop.ui.agenda import wording
from kam_desktop.ui.agenda.reading import Mode
from kam_desktop.ui.agenda.wording import Word
from kam_desktop.ui.widgets.list_rows import ROW_ROLE, Index

_HEAD: Final = 28
_CHIP: Final = {"month": 20, "week": 38}
_GAP: Final = 2
_SIDE: Final = 4
_TIER_ROLES: Final = {"A": "tier_a", "B": "tier_b"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the grid. ``view`` is None until it is read; ``touches`` are those known of it."""

    head: DayHead
    view: DayView | None
    mode: Mode
    is_today: bool
    is_past: bool
    is_other_month: bool
    is_target: bool = False  # something is dragged over it


@dataclass(frozen=True, slots=True)
class Placed:
    """Which chips fit, where, and how many touches do not."""

    chips: Sequence[tuple[QRect, CalendarTouch]]
    rest: int
    rest_rect: QRect


def slots(height: int, mode: Mode) -> int:
    """How many chips fit into a cell; below the last one there is but the line of the cell."""
    return max(0, (height - fonts.px(_HEAD) - 1 + _GAP) // (fonts.px(_CHIP[mode]) + _GAP))


def evened(rect: QRect, grid: QTableView) -> QRect:
    """The cell as high as the lowest: where they share a height that is no multiple some have a pixel more, and would
    show a chip more.
    """
    rows = grid.model().rowCount()
    return QRect(rect.left(), rect.top(), rect.width(), min(rect.height(), grid.viewport().height() // max(1, rows)))


def place(rect: QRect, view: DayView, mode: Mode) -> Placed:
    """Chips from the top; when they do not all fit the last place says how many there are more."""
    fitting, height = slots(rect.height(), mode), fonts.px(_CHIP[mode])
    shown = len(view.touches) if view.total <= fitting else min(len(view.touches), max(0, fitting - 1))
    left, top = rect.left() + _SIDE, rect.top() + fonts.px(_HEAD)
    rects = [QRect(left, top + place * (height + _GAP), rect.width() - 2 * _SIDE, height) for place in range(shown + 1)]
    chips = list(zip(rects[:shown], view.touches[:shown], strict=True))
    last = rects[-1]
    last.setHeight(min(fonts.px(20), rect.bottom() - last.top()))
    return Placed(chips, view.total - shown, last)


class DayDelegate(QStyledItemDelegate):
    """Paints the ``Cell`` of an index."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(fonts.px(64), fonts.px(48))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell, rect = index.data(ROW_ROLE), option.rect
        if not isinstance(cell, Cell):
            return
        painter.save()
        _paint_ground(painter, rect, cell)
        _paint_head(painter, QRect(rect.left(), rect.top(), rect.width(), fonts.px(_HEAD)), cell)
        if cell.view is None:
            _paint_unknown(painter, rect, cell)
        else:
            grid = option.widget
            _paint_chips(painter, evened(rect, grid) if isinstance(grid, QTableView) else rect, cell, cell.view)
        if option.state & QStyle.StateFlag.State_Selected:
            painting.focus_ring(painter, rect.adjusted(0, 0, -1, -1), 0)
        painter.restore()


def _paint_ground(painter: QPainter, rect: QRect, cell: Cell) -> None:
    theme = appearance.current()
    ground = theme.accent_soft if cell.is_target else theme.raised if cell.head.off else theme.surface
    painter.fillRect(rect, ground)
    painting.under(painter, rect)
    painting.upright(painter, rect.right() + 1 - painting.thin(painter), rect.top(), rect.height())


def _paint_head(painter: QPainter, rect: QRect, cell: Cell) -> None:
    theme = appearance.current()
    number, side = str(cell.head.on.day), fonts.px(20)
    box = QRect(rect.left() + _SIDE, rect.top() + _SIDE, fonts.px(24), side)
    ink = theme.on_accent if cell.is_today else theme.muted if cell.is_other_month else theme.text
    if cell.is_today:
        painting.box(painter, box, painting.RADIUS, theme.accent)
    painting.text(painter, box, number, fonts.body(bold=not cell.is_other_month), ink, align=painting.CENTRE)
    room = QRect(box.right() + 5, box.top(), rect.right() - _SIDE - box.right() - 5, side)
    named = wording.day_word(cell.head)
    least = min(_width(named), fonts.px(32)) if cell.head.festival or cell.head.term else _width(named)
    for word in _right_words(cell, room.width(), least):
        used = _write(painter, room, word, align=painting.RIGHT)
        room.setRight(room.right() - used - 4)
    if room.width() >= least:  # a name can be cut, a lunar day says nothing then
        _write(painter, room, named)


def _right_words(cell: Cell, room: int, named: int) -> list[Word]:
    """The load, without its unit where there is little room, and the sign of a day off or worked.

    They take the place of the day's name only where both cannot stand side by side. A number is never cut: it says
    less, or nothing.
    """
    sign = wording.sign(cell.head)
    signs = [sign] if sign.text else []
    if cell.view is None or cell.is_past or not cell.view.load.minutes:
        return signs
    loads = wording.load_words(cell.view.load)
    beside, instead = [(load, room - named) for load in loads[:2]], [(load, room) for load in loads]
    for load, width in (*beside, *instead):
        if sum(_width(word) + 4 for word in (load, *signs)) <= width:
            return [load, *signs]
    if not cell.view.load.is_over and signs:
        return signs
    return next(([load] for load in loads if _width(load) <= room), signs)


def _width(word: Word) -> int:
    return fonts.width(fonts.label(bold=word.is_bold), word.text)


def _write(painter: QPainter, room: QRect, word: Word, *, align: Qt.AlignmentFlag = painting.LEFT) -> int:
    font, colour = fonts.label(bold=word.is_bold), appearance.current()[word.role]
    return painting.text(painter, room, word.text, font, colour, align=align)


def _paint_unknown(painter: QPainter, rect: QRect, cell: Cell) -> None:
    """Bars where chips will be, while the store is read."""
    for place in range(min(2, slots(rect.height(), "month"))):
        top = rect.top() + fonts.px(_HEAD) + place * (fonts.px(20) + _GAP) + 6
        width = (rect.width() - 4 * _SIDE) * (6 + (cell.head.on.day + place) * 7 % 4) // 10
        painting.box(painter, QRect(rect.left() + 2 * _SIDE, top, width, 8), 4, appearance.current().sunken)


def _paint_chips(painter: QPainter, rect: QRect, cell: Cell, view: DayView) -> None:
    placed = place(rect, view, cell.mode)
    for where, touch in placed.chips:
        _paint_chip(painter, where, touch, cell)
    if placed.rest > 0 and placed.rest_rect.height() > 8:
        room = placed.rest_rect.adjusted(_SIDE, 0, 0, 0)
        painting.text(painter, room, more(placed.rest, room.width()), fonts.label(), appearance.current().muted)


def more(number: int, room: int) -> str:
    """How many are not shown; where that has no room, the number alone."""
    said = wording.more(number)
    return said if fonts.width(fonts.label(), said) <= room else f"+{number}"


def _paint_chip(painter: QPainter, rect: QRect, touch: CalendarTouch, cell: Cell) -> None:
    theme, is_done = appearance.current(), touch.state is TouchState.DONE
    if not is_done:
        painting.box(painter, rect, 4, theme.sunken)
    role = "muted" if is_done else "danger" if cell.is_past else "text"
    side, height = icons.side() - 2, fonts.px(20)
    line = QRect(rect.left() + _SIDE, rect.top(), rect.width() - 2 * _SIDE, height)
    tier = QRect(line.left(), line.top(), fonts.px(12), height)
    painting.text(painter, tier, touch.tier, fonts.label(bold=True), theme[_TIER_ROLES.get(touch.tier, "tier_c")])
    room = QRect(tier.right() + 3, line.top(), line.right() - tier.right() - 2, height)
    if touch.is_pinned and not is_done:
        size = fonts.px(12)
        corner = QRect(room.right() - size + 1, room.top() + (height - size) // 2, size, size)
        icons.paint(painter, corner, "pin", "muted")
        room.setRight(corner.left() - 2)
    if cell.mode == "month":
        icon = QRect(room.left(), room.top() + (height - side) // 2, side, side)
        icons.paint(painter, icon, wording.icon_of(touch), "muted")
        room.setLeft(room.left() + side + 4)
    painting.text(painter, room, wording.chip_text(touch), fonts.label(), theme[role])
    if cell.mode == "week":
        _paint_second(painter, QRect(tier.right() + 3, rect.top() + height - 3, room.width(), height - 3), touch)


def _paint_second(painter: QPainter, room: QRect, touch: CalendarTouch) -> None:
    """In a week there is room for the time and the purpose."""
    side = icons.side() - 2
    icon = QRect(room.left(), room.top() + (room.height() - side) // 2, side, side)
    icons.paint(painter, icon, wording.icon_of(touch), "muted")
    at = touch.at.strftime("%H:%M") if touch.at else ""
    words = " ".join(each for each in (at, wording.purpose(touch)) if each)
    painting.text(painter, room.adjusted(side + 4, 0, 0, 0), words, fonts.label(), appearance.current().muted)
