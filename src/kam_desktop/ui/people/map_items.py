"""What the relationship map is drawn from: cards of their people, cards of ours, and the lines between.

Attitude is told by a mark and a word first and by colour last; influence by the size of the card. Who of us knows
a person stands on the card; lines to ours are drawn for the chosen one only, or they would hide the map.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsObject, QStyleOptionGraphicsItem, QWidget

from kam_desktop.core.relationships import Bond, MapPerson
from kam_desktop.core.rules import map_lines
from kam_desktop.core.rules.map_layout import Box, Point
from kam_desktop.core.rules.relations import MOST
from kam_desktop.ui import appearance, fonts, icons, labels, painting
from kam_desktop.ui.people import wording
from kam_desktop.ui.widgets.texts import plain_tip

_MET: Final = 1  # the least strength of a tie
WEIGHTS: Final = {_MET: 1.0, 2: 2.0, MOST: 3.5}
_BAR: Final = 4


def unit() -> float:
    """How many pixels of the scene one map unit is at the present size of text."""
    return fonts.px(1000) / 1000


class PersonItem(QGraphicsObject):
    """A card. It may be dragged; the scene tells where it was let go."""

    def __init__(
        self, person: MapPerson, box: Box, warnings: Sequence[str], successor: str, bonds: Sequence[Bond] = ()
    ) -> None:
        super().__init__()
        self.person = person
        self.is_current = False
        self.has_focus = False
        self._size = QRectF(0, 0, box.width * unit(), box.height * unit())
        self._warnings, self._successor, self.bonds = tuple(warnings), successor, tuple(bonds)
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
            labels.field("is_primary") if person.is_primary else "", wording.known_by(self.bonds), *self._warnings,
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
        """Name and title; part in buying and attitude, or since when gone; who of us knows them."""
        theme, person, line = appearance.current(), self.person, fonts.px(18)
        has_stand = person.has_left or bool(wording.role(person.buying_role) or wording.attitude(person.attitude))
        is_known = bool(self.bonds) and not person.has_left
        room = self._size.toRect().adjusted(12, 0, -8, 0)
        top = (room.height() - (1 + has_stand + is_known) * line) // 2
        row = QRect(room.left(), top, room.width(), line)
        first = row.adjusted(0, 0, -self._paint_marks(painter, row), 0)
        ink = theme.muted if person.has_left else theme.text
        used = painting.text(painter, first, person.name, fonts.body(bold=True), ink)
        painting.text(painter, first.adjusted(used + 6, 0, 0, 0), person.title, fonts.label(), theme.muted)
        if has_stand:
            row.translate(0, line)
            self._paint_stand(painter, row)
        if is_known:
            row.translate(0, line)
            self._paint_bonds(painter, row)

    def _paint_stand(self, painter: QPainter, row: QRect) -> None:
        theme, person = appearance.current(), self.person
        if person.has_left:
            painting.text(painter, row, self.left_text(), fonts.label(), theme.muted)
            return
        used = painting.text(painter, row, wording.role(person.buying_role), fonts.label(), theme.text)
        attitude = theme[wording.attitude_role(person.attitude)]
        beside = row.adjusted(used + 6 if used else 0, 0, 0, 0)
        painting.text(painter, beside, wording.attitude(person.attitude), fonts.label(), attitude)

    def _paint_bonds(self, painter: QPainter, row: QRect) -> None:
        """The names of ours: bold who is trusted, muted who has only met; what has no room is counted."""
        theme, gap = appearance.current(), fonts.px(6)
        left = list(self.bonds)
        while left and row.width() > 0:
            bond = left[0]
            font = fonts.label(bold=bond.strength == MOST)
            rest = fonts.width(fonts.label(), f"+{len(left) - 1}") + gap if len(left) > 1 else 0
            if fonts.width(font, bond.colleague) > row.width() - rest and len(left) < len(self.bonds):
                break
            ink = theme.muted if bond.strength == _MET else theme.text
            used = painting.text(painter, row.adjusted(0, 0, -rest, 0), bond.colleague, font, ink)
            row = row.adjusted(used + gap, 0, 0, 0)
            left.pop(0)
        if left:
            painting.text(painter, row, f"+{len(left)}", fonts.label(), theme.muted)

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
        self._box = box
        self._size = QRectF(0, 0, box.width * unit(), box.height * unit())
        self.setPos(box.x * unit(), box.y * unit())
        self.setToolTip(plain_tip(name))

    def box(self) -> Box:
        """Where the card is, in map units."""
        return self._box

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
    """All lines, below the cards: reporting as elbows, the chosen one's ties by weights that are their strength."""

    def __init__(
        self, people: Mapping[str, PersonItem], colleagues: Mapping[str, ColleagueItem],
        reports: Sequence[tuple[str, str]],
    ) -> None:  # fmt: skip
        super().__init__()
        self._people, self._colleagues, self._reports = people, colleagues, reports
        self.current_id = ""
        self.setZValue(-1)

    def boundingRect(self) -> QRectF:
        return QRectF(-100_000, -100_000, 200_000, 200_000)

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        theme = appearance.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.muted, 1.4))
        boxes = {name: item.box() for name, item in self._people.items()}
        for route in map_lines.routes(boxes, self._reports):
            painter.drawPolyline(_points(route))
        self._draw_ties(painter, boxes)

    def _draw_ties(self, painter: QPainter, boxes: Mapping[str, Box]) -> None:
        """From the chosen card to those of us who know them."""
        chosen = self._people.get(self.current_id)
        bonds = [bond for bond in chosen.bonds if bond.colleague in self._colleagues] if chosen else []
        if chosen is None or not bonds or chosen.person.has_left:
            return
        accent = appearance.current().accent
        ours = [self._colleagues[bond.colleague].box() for bond in bonds]
        trunk, branches = map_lines.tie(
            boxes[self.current_id], ours, (box for name, box in boxes.items() if name != self.current_id)
        )
        painter.setPen(QPen(accent, WEIGHTS[2]))
        painter.drawPolyline(_points(trunk))
        for bond, branch in sorted(zip(bonds, branches, strict=True), key=lambda each: each[0].strength):
            pen = QPen(accent, WEIGHTS.get(bond.strength, 1.0))
            pen.setStyle(Qt.PenStyle.DashLine if bond.strength == _MET else Qt.PenStyle.SolidLine)
            painter.setPen(pen)
            painter.drawPolyline(_points(branch))


def _points(route: Sequence[Point]) -> list[QPointF]:
    return [QPointF(x * unit(), y * unit()) for x, y in route]
