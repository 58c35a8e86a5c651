"""How the rows of a list are painted; a selected row keeps its own colours and gets an accent edge."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from kam_desktop.ui import appearance, fonts, icons, painting
from kam_desktop.ui.widgets.badge import SIDE, paint_badge
from kam_desktop.ui.widgets.list_rows import ROW_ROLE, GroupHead, Index, TimelineRow, TwoLineRow
from kam_desktop.ui.widgets.texts import plain_tip

MARGIN = 16
_HEIGHTS = {TwoLineRow: 52, TimelineRow: 56, GroupHead: 28}
_DATE_WIDTH = 64  # 11 月 22 日


class RowDelegate(QStyledItemDelegate):
    """Paints ``TwoLineRow``, ``TimelineRow`` and ``GroupHead``."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(ROW_ROLE)
        return QSize(fonts.px(200), fonts.px(_HEIGHTS.get(type(row), 36)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, rect = index.data(ROW_ROLE), option.rect
        painter.save()
        if isinstance(row, GroupHead):
            _paint_month(painter, rect, row) if row.is_month else _paint_head(painter, rect, row)
        else:
            _paint_ground(painter, option, has_line=isinstance(row, TwoLineRow))
            if isinstance(row, TwoLineRow):
                _paint_two_lines(painter, rect, row)
            elif isinstance(row, TimelineRow):
                _paint_step(painter, rect, row)
        painter.restore()

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """The whole of a row under the pointer whose words are cut."""
        if event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), plain_tip(cut_words(index.data(ROW_ROLE), option.rect.width())), view)
        return True


def cut_words(row: object, width: int) -> str:
    """All words of a row that has not room for them in so many px, else nothing."""
    if isinstance(row, TwoLineRow):
        used = fonts.width(fonts.label(), row.due_text) + 16 if row.due_text else 0
        room = width - 2 * MARGIN - fonts.px(SIDE) - 12
        first = fonts.width(fonts.body(bold=True), row.title)
        first += fonts.width(fonts.body(), row.subtitle) + 8 if row.subtitle else 0
        second = fonts.width(fonts.body(), row.line) + (icons.side() + 8 if row.icon else 0)
        is_cut = max(first, second) > room - used or used > width // 3
        words = [f"{row.title}  {row.subtitle}", row.line, row.due_text]
    elif isinstance(row, TimelineRow):
        room = width - 2 * MARGIN - fonts.px(_DATE_WIDTH) - icons.side() - 24
        used = fonts.width(fonts.label(), row.right) + 16
        is_cut = (
            fonts.width(fonts.body(bold=True), row.title) > room - used or fonts.width(fonts.body(), row.line) > room
        )
        words = [row.title, row.line, row.right]
    else:
        return ""
    return "\n".join(part.strip() for part in words if part.strip()) if is_cut else ""


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, *, has_line: bool) -> None:
    if option.state & QStyle.StateFlag.State_Selected:
        painting.selection(painter, option.rect)
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(option.rect, appearance.current().raised)
    if has_line:
        painting.under(painter, option.rect)
    focus = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
    if option.state & focus == focus:
        painting.focus_ring(painter, option.rect, 0)


def _paint_head(painter: QPainter, rect: QRect, head: GroupHead) -> None:
    theme = appearance.current()
    painter.fillRect(rect, theme.raised)
    painting.under(painter, rect)
    room = rect.adjusted(MARGIN, 0, -MARGIN, 0)
    used = painting.text(painter, room, head.text, fonts.label(bold=True), theme[head.role])
    if head.count is not None:
        painting.text(painter, room.adjusted(used + 8, 0, 0, 0), str(head.count), fonts.label(), theme.muted)


def _paint_month(painter: QPainter, rect: QRect, head: GroupHead) -> None:
    room = rect.adjusted(MARGIN, 0, -MARGIN, 0)
    used = painting.text(painter, room, head.text, fonts.label(bold=True), appearance.current().muted)
    left = room.left() + used + 12
    painting.hairline(painter, left, rect.center().y() + 1, room.right() + 1 - left)


def _paint_two_lines(painter: QPainter, rect: QRect, row: TwoLineRow) -> None:
    theme, side = appearance.current(), fonts.px(SIDE)
    line = fonts.line_height("body")
    top = rect.top() + (rect.height() - 2 * line) // 2
    badge = QRect(rect.left() + MARGIN, rect.top() + (rect.height() - side) // 2, side, side)
    paint_badge(painter, badge, row.tier, theme)
    due = QRect(rect.right() - rect.width() // 3 - MARGIN + 1, rect.top(), rect.width() // 3, rect.height())
    used = painting.text(painter, due, row.due_text, fonts.label(), theme[row.due_role], align=painting.RIGHT)
    left = badge.right() + 1 + 12
    width = rect.right() + 1 - MARGIN - used - (16 if used else 0) - left
    _paint_title(painter, QRect(left, top, width, line), row.title, row.subtitle)
    icon_top = top + line + (line - icons.side()) // 2
    if row.icon:
        icons.paint_at(painter, QPoint(left, icon_top), row.icon, "muted")
    indent = icons.side() + 8 if row.icon else 0
    painting.text(painter, QRect(left + indent, top + line, width - indent, line), row.line, fonts.body(), theme.muted)


def _paint_title(painter: QPainter, room: QRect, title: str, subtitle: str) -> None:
    theme = appearance.current()
    used = painting.text(painter, room, title, fonts.body(bold=True), theme.text)
    painting.text(painter, room.adjusted(used + 8, 0, 0, 0), subtitle, fonts.body(), theme.muted)


def _paint_step(painter: QPainter, rect: QRect, row: TimelineRow) -> None:
    theme, side, line = appearance.current(), icons.side(), fonts.line_height("body")
    top = rect.top() + fonts.px(6)
    dates = QRect(rect.left() + MARGIN, top, fonts.px(_DATE_WIDTH), line)
    painting.text(painter, dates, row.on_text, fonts.label(), theme.muted, align=painting.RIGHT)
    icon_left = dates.right() + 1 + 12
    icons.paint_at(painter, QPoint(icon_left, top + (line - side) // 2), row.icon, "muted")
    line_top = top + line + 2
    painting.upright(painter, icon_left + side // 2, line_top, rect.bottom() + 1 - line_top)
    right = QRect(rect.right() + 1 - MARGIN - rect.width() // 3, top, rect.width() // 3, line)
    used = painting.text(painter, right, row.right, fonts.label(), theme.muted, align=painting.RIGHT)
    left = icon_left + side + 12
    width = rect.right() + 1 - MARGIN - left
    title = QRect(left, top, width - used - 16, line)
    _write_marked(painter, title, row.title, row.marked, role=row.role, bold=True)
    _write_marked(painter, QRect(left, top + line, width, line), row.line, row.marked)


def _marks(text: str, marked: str) -> list[tuple[int, int]]:
    from kam_desktop.core.rules import hits  # with all that it folds by: Today marks nothing

    return list(hits.spans(text, marked))


def _write_marked(
    painter: QPainter, room: QRect, text: str, marked: str, *, role: str = "text", bold: bool = False
) -> None:
    """One line; what was looked for stands in accent and bold, as in the command bar."""
    theme, at, used = appearance.current(), 0, 0
    for start, end in _marks(text, marked) if marked else ():
        for piece, is_hit in ((text[at:start], False), (text[start:end], True)):
            rest, colour = room.adjusted(used, 0, 0, 0), theme.accent if is_hit else theme[role]
            used += painting.text(painter, rest, piece, fonts.body(bold=bold or is_hit), colour)
        at = end
    painting.text(painter, room.adjusted(used, 0, 0, 0), text[at:], fonts.body(bold=bold), theme[role])
