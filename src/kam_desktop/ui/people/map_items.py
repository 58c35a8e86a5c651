"""What the relationship map is drawn from: cards of their people, cards of ours, and the lines between.

Attitude is told by a mark and a word first and by colour last; influence by the size of the card.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsObject, QStyleOptionGraphicsItem, QWidget

from kam_desktop.core.relationships import Bond, MapPerson
from kam_desktop.core.rules import map_layout
from kam_desktop.core.rules.map_layout import Box
from kam_desktop.ui import appearance, fonts, icons, labels, painting
from kam_desktop.ui.people import wording
from kam_desktop.ui.widgets.texts import plain_tip

WEIGHTS: Final = {1: 1.0, 2: 2.0, 3: 3.5}
_BAR: Final = 4


def unit() -> float:
    """How many pixels of the scene one map unit is at the present size of text."""
    return fonts.px(1000) / 1000


class PersonItem(QGraphicsObject):
    """A card. It may be dragged; the scene tells where it was let go."""

    def __init__(self, person: MapPerson, box: Box, warnings: Sequence[str], successor: str) -> None:
        super().__init__()
        self.person = person
        self.is_current = False
        self.has_focus = False
        self._size = QRectF(0, 0, box.width * unit(), box.height * unit())
        self._warnings, self._successor = tuple(warnings), successor
        self.setPos(box.x * unit(), box.y * unit())
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsMovable)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemSendsGeometryChanges)
        self.setToolTip(plain_tip(self.spoken()))
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def spoken(self) -> str:
        """The card as a screen reader says it."""
        person = self.person
        level = wording.influence(person.influence)
        parts = [
            wording.with_title(person), self.left_text(), wording.role(person.buying_role), wording.attitude(person.attitude),
            f"{labels.field('influence')}{wording.colon()}{level}" if level else "",
            labels.field("is_primary") if person.is_primary else "", *self._warnings,
        ]  # fmt: skip
        return "\n".join(part for part in parts if part)

    def left_text(self) -> str:
        """Since when somebody is gone, and who followed."""
        if not self.person.has_left:
            return ""
        on = f" {labels.day(self.person.left_on)}" if self.person.left_on else ""
        after = f" → {self._successor}" if self._successor else ""
        return f"{labels.field('has_left')}{on}{after}"

    def box(self) -> Box:
        """Where the card is now, in map units."""
        at, k = self.pos(), unit()
        return Box(at.x() / k, at.y() / k, self._size.width() / k, self._size.height() / k)

    def rect(self) -> QRectF:
        """Where the card is now, in the scene."""
        return self._size.translated(self.pos())

    def boundingRect(self) -> QRectF:
        return self._size

    def itemChange(self, change: QGraphicsItem.GraphicsItemChange, value: Any) -> Any:
        scene = self.scene()
        if change == QGraphicsItem.GraphicsItemChange.ItemPositionHasChanged and scene is not None:
            scene.update()  # the lines follow
        return super().itemChange(change, value)

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        theme, person = appearance.current(), self.person
        fill = theme.accent_soft if self.is_current else theme.surface
        line = theme.accent if self.is_current else theme.border_strong
        painting.box(painter, self._size, 8, fill if not person.has_left else theme.raised, line)
        if not person.has_left:
            bar = QRectF(1, 8, _BAR, self._size.height() - 16)
            painting.box(painter, bar, _BAR / 2, theme[wording.attitude_role(person.attitude)])
        self._paint_words(painter)
        if self.is_current and self.has_focus:
            painting.focus_ring(painter, self._size, 8)

    def _paint_words(self, painter: QPainter) -> None:
        theme, person, line = appearance.current(), self.person, fonts.px(19)
        room = self._size.toRect().adjusted(12, 0, -8, 0)
        top = (room.height() - 2 * line) // 2
        first = QRect(room.left(), top, room.width(), line)
        right = self._paint_marks(painter, first)
        first.setRight(first.right() - right)
        ink = theme.muted if person.has_left else theme.text
        used = painting.text(painter, first, person.name, fonts.body(bold=True), ink)
        painting.text(painter, first.adjusted(used + 6, 0, 0, 0), person.title, fonts.label(), theme.muted)
        second = QRect(room.left(), top + line, room.width(), line)
        if person.has_left:
            painting.text(painter, second, self.left_text(), fonts.label(), theme.muted)
            return
        used = painting.text(painter, second, wording.role(person.buying_role), fonts.label(), theme.text)
        attitude = theme[wording.attitude_role(person.attitude)]
        beside = second.adjusted(used + 6 if used else 0, 0, 0, 0)
        painting.text(painter, beside, wording.attitude(person.attitude), fonts.label(), attitude)

    def _paint_marks(self, painter: QPainter, row: QRect) -> int:
        """Main contact and single thread at the right of the first line; returns the width taken."""
        taken, side = 0, icons.side()
        marks = (("warning", "warning", bool(self._warnings)), ("star", "muted", self.person.is_primary))
        for name, role, is_shown in marks:
            if is_shown:
                spot = QRect(row.right() - taken - side, row.top() + (row.height() - side) // 2, side, side)
                icons.paint(painter, spot, name, role)
                taken += side + 4
        return taken


class ColleagueItem(QGraphicsItem):
    """One of ours, in the row below."""

    def __init__(self, name: str, box: Box) -> None:
        super().__init__()
        self.name = name
        self._size = QRectF(0, 0, box.width * unit(), box.height * unit())
        self.setPos(box.x * unit(), box.y * unit())
        self.setToolTip(plain_tip(name))

    def rect(self) -> QRectF:
        """Where the card is, in the scene."""
        return self._size.translated(self.pos())

    def boundingRect(self) -> QRectF:
        return self._size

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        theme = appearance.current()
        painting.box(painter, self._size, self._size.height() / 2, theme.sunken, theme.border_strong)
        room = self._size.toRect().adjusted(8, 0, -8, 0)
        painting.text(painter, room, self.name, fonts.body(), theme.text, align=painting.CENTRE)


class LinesItem(QGraphicsItem):
    """All lines, below the cards: reporting as elbows, ties as curves whose weight is their strength."""

    def __init__(
        self, people: Mapping[str, PersonItem], colleagues: Mapping[str, ColleagueItem],
        reports: Sequence[tuple[str, str]], bonds: Sequence[Bond],
    ) -> None:  # fmt: skip
        super().__init__()
        self._people, self._colleagues = people, colleagues
        self._reports, self._bonds = reports, bonds
        self.current_id = ""
        self.setZValue(-1)

    def boundingRect(self) -> QRectF:
        return QRectF(-100_000, -100_000, 200_000, 200_000)

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        theme = appearance.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for bond in sorted(self._bonds, key=lambda bond: bond.contact_id == self.current_id):
            is_current = bond.contact_id == self.current_id
            self._draw_tie(painter, bond, theme.accent if is_current else theme.border_strong)
        painter.setPen(QPen(theme.muted, 1.4))
        k, boxes = unit(), {name: item.box() for name, item in self._people.items()}
        for route in map_layout.routes(boxes, self._reports):
            painter.drawPolyline([QPointF(x * k, y * k) for x, y in route])

    def _draw_tie(self, painter: QPainter, bond: Bond, colour: QColor) -> None:
        ours, theirs = self._colleagues.get(bond.colleague), self._people.get(bond.contact_id)
        if ours is None or theirs is None or theirs.person.has_left:
            return
        pen = QPen(colour, WEIGHTS.get(bond.strength, 1.0))
        pen.setStyle(Qt.PenStyle.DashLine if bond.strength == 1 else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.drawPath(_curve(theirs.rect(), ours.rect()))


def _curve(card: QRectF, ours: QRectF) -> QPainterPath:
    """From a card's lower edge, beside the line of reporting, to a colleague's upper edge."""
    start, end = QPointF(card.left() + card.width() * 0.75, card.bottom()), QPointF(ours.center().x(), ours.top())
    bend = max(40.0, abs(end.y() - start.y()) / 2)
    path = QPainterPath(start)
    path.cubicTo(start + QPointF(0, bend), end - QPointF(0, bend), end)
    return path
