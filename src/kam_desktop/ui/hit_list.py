"""The results of the command bar: sections, matched characters in accent and bold, key caps."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractListModel, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kam_desktop.ui import appearance, fonts, icons, painting
from kam_desktop.ui.widgets.badge import SIDE, paint_badge
from kam_desktop.ui.widgets.keycap import cap_size, paint_cap
from kam_desktop.ui.widgets.list_rows import ROOT, Index

HEAD = 28
ROW = 36
_SELECTED = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Hit:
    """One line of results.

    ``section`` is the head it stands under, in words. ``marks`` are ``(start, length)`` of the matched
    characters of ``title``, ``detail_marks`` those of ``detail``. A record has a ``tier`` (or an ``icon``); an action has an ``icon`` and a
    ``keycap`` (Alt+1). ``run`` opens it, ``run_in_new_window`` is for Ctrl+Enter. ``acts`` makes what can be done with
    it; such a line ``is_act`` itself.
    """

    section: str
    id: str
    title: str
    detail: str = ""
    tier: str = ""
    marks: Sequence[tuple[int, int]] = ()
    keycap: str = ""
    run: Callable[[], None] = field(default=lambda: None, compare=False)
    icon: str = ""
    detail_marks: Sequence[tuple[int, int]] = ()
    run_in_new_window: Callable[[], None] | None = field(default=None, compare=False)
    acts: "Callable[[], list[Hit]] | None" = field(default=None, compare=False)
    is_act: bool = False


class _HitModel(QAbstractListModel):
    """Heads (``str``) and hits, in one list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[str | Hit] = []

    def set_hits(self, hits: Sequence[Hit]) -> None:
        self.beginResetModel()
        self.lines = []
        section = ""
        for hit in hits:
            if hit.section != section:
                section = hit.section
                self.lines.append(section)
            self.lines.append(hit)
        self.endResetModel()

    def set_acts(self, acts: Sequence[Hit]) -> None:
        """Put these, with their head, in the place of those that are shown; they are as many."""
        places = [at for at, line in enumerate(self.lines) if isinstance(line, Hit) and line.is_act]
        if places and len(places) == len(acts):
            first, last = places[0] - 1, places[-1]
            self.lines[first : last + 1] = [acts[0].section, *acts]
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == _SELECTED:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line if isinstance(line, str) else f"{line.title} {line.detail}".strip()
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.lines[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _HitDelegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        is_head = isinstance(index.data(_SELECTED), str)
        return QSize(fonts.px(240), fonts.px(HEAD if is_head else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, rect = index.data(_SELECTED), option.rect
        painter.save()
        if isinstance(line, Hit):
            self._paint_hit(painter, rect, line, bool(option.state & QStyle.StateFlag.State_Selected))
        else:
            theme = appearance.current()
            room = rect.adjusted(12, 4, -12, 0)
            painting.text(painter, room, str(line), fonts.label(bold=True), theme.muted)
        painter.restore()

    def _paint_hit(self, painter: QPainter, rect: QRect, hit: Hit, is_selected: bool) -> None:
        theme, side = appearance.current(), fonts.px(SIDE)
        if is_selected:
            painting.box(painter, rect, painting.RADIUS, theme.accent_soft)
        left, middle = rect.left() + 12, rect.top() + rect.height() // 2
        if hit.tier:
            paint_badge(painter, QRect(left, middle - side // 2, side, side), hit.tier, theme)
        elif hit.icon:
            inset = (side - icons.side()) // 2
            icons.paint_at(painter, QPoint(left + inset, middle - icons.side() // 2), hit.icon, "muted")
        right = rect.right() + 1 - 12
        keys = hit.keycap or ("Enter" if is_selected else "")
        if keys:
            size = cap_size(keys)
            right -= size.width()
            paint_cap(painter, QRect(QPoint(right, middle - size.height() // 2), size), keys, theme)
            right -= 12
        room = QRect(left + side + 12, rect.top(), right - left - side - 12, rect.height())
        used = _paint_marked(painter, room, hit.title, hit.marks, "text")
        _paint_marked(painter, room.adjusted(used + 12, 0, 0, 0), hit.detail, hit.detail_marks, "muted")


def _paint_marked(painter: QPainter, room: QRect, text: str, marks: Sequence[tuple[int, int]], role: str) -> int:
    """Write a text in pieces, matched ones in accent and bold; returns the width used."""
    theme, used = appearance.current(), 0
    for piece, is_marked in pieces(text, marks):
        colour = theme.accent if is_marked else theme[role]
        used += painting.text(painter, room.adjusted(used, 0, 0, 0), piece, fonts.body(bold=is_marked), colour)
    return used


def pieces(text: str, marks: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    """The text cut at its marks; marks that overlap or lie outside do no harm."""
    cut: list[tuple[str, bool]] = []
    at = 0
    for start, length in sorted(marks):
        begin, end = max(at, start), min(len(text), start + length)
        if end <= begin:
            continue
        if begin > at:
            cut.append((text[at:begin], False))
        cut.append((text[begin:end], True))
        at = end
    return cut if at >= len(text) else [*cut, (text[at:], False)]


class HitList(QListView):
    """Never takes the focus: the keys are the search field's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hits = _HitModel(self)
        self.setModel(self._hits)
        self.setItemDelegate(_HitDelegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # or the page below is painted at each key

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), appearance.current().surface)
        painter.end()
        super().paintEvent(event)

    def set_hits(self, hits: Sequence[Hit]) -> None:
        """Show these; the first one is chosen."""
        self._hits.set_hits(hits)
        self.move_by(1)

    def hits(self) -> list[Hit]:
        """The results without the heads."""
        return [line for line in self._hits.lines if isinstance(line, Hit)]

    def current(self) -> Hit | None:
        """The chosen result."""
        index = self.currentIndex()
        line = self._hits.lines[index.row()] if index.isValid() else None
        return line if isinstance(line, Hit) else None

    def move_by(self, step: int) -> None:
        """Choose the next or the previous result, around the ends; what can be done is done with it."""
        places = [at for at, line in enumerate(self._hits.lines) if isinstance(line, Hit)]
        if not places:
            return
        row = self.currentIndex().row()
        at = places.index(row) if row in places else (-1 if step > 0 else 0)
        self.setCurrentIndex(self._hits.index(places[(at + step) % len(places)], 0))
        hit = self.current()
        if hit is not None and hit.acts is not None:
            self._hits.set_acts(hit.acts())

    def full_height(self) -> int:
        """The height that shows all lines."""
        heads = sum(isinstance(line, str) for line in self._hits.lines)
        return heads * fonts.px(HEAD) + (len(self._hits.lines) - heads) * fonts.px(ROW)
