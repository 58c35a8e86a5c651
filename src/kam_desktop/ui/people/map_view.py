"""The relationship map as something to work with: keys, drag, zoom.

Arrows choose the neighbour, Alt+arrows move the card, Enter opens the person. Alt with an arrow means the way
back elsewhere; while a card is chosen here it moves the card.
"""

from typing import Any, Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView, QWidget

from kam_desktop.core.relationships import Bond, RelationshipMap, layout_of
from kam_desktop.core.rules import map_layout
from kam_desktop.ui import appearance
from kam_desktop.ui.people import wording
from kam_desktop.ui.people.map_items import ColleagueItem, LinesItem, PersonItem, unit

_STEP: Final = 16.0
_SETTLE_MS: Final = 600  # after the last Alt+arrow
_LEAST, _MOST, _FACTOR = 0.3, 3.0, 1.2
_READABLE: Final = 0.6  # smaller than this only when a person asks for all of it
_ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip


class MapView(QGraphicsView):
    """Shows one map; what a person does with it is told by signals and written by the page."""

    opened = Signal(str)
    current_changed = Signal(str)
    moved = Signal(str, float, float)  # contact id, place in map units
    menu_asked = Signal(str, QPoint)
    zoomed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setScene(QGraphicsScene(self))
        self.setFrameShape(QGraphicsView.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setAccessibleName(self.tr("Relationship map"))
        self._items: dict[str, PersonItem] = {}
        self._lines: LinesItem | None = None
        self._current = ""
        self._fits = True
        self._pressed: tuple[str, QPointF] | None = None
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._tell_moved)
        appearance.fit(self._dress)

    def _dress(self) -> None:
        self.setBackgroundBrush(appearance.current().surface)
        self.viewport().update()

    def show_map(self, seen: RelationshipMap) -> None:
        """Draw this map; the chosen card stays chosen."""
        self._settle.stop()
        layout = layout_of(seen)
        scene = self.scene()
        scene.clear()
        names = {person.id: person.name for person in seen.people}
        warnings: dict[str, list[str]] = {}
        for thread in seen.threads:
            warnings.setdefault(thread.contact_id, []).append(wording.thread(thread))
        known: dict[str, list[Bond]] = {}
        for bond in seen.bonds:
            known.setdefault(bond.contact_id, []).append(bond)
        self._items = {
            each.id: PersonItem(
                each, layout.people[each.id], warnings.get(each.id, ()), names.get(each.successor_id or "", ""),
                known.get(each.id, ()),
            )
            for each in seen.people
        }  # fmt: skip
        ours = {name: ColleagueItem(name, box) for name, box in layout.colleagues.items()}
        self._lines = LinesItem(self._items, ours, layout.lines)
        for item in (self._lines, *ours.values(), *self._items.values()):
            scene.addItem(item)
        self._fit_scene()
        first = seen.people[0].id if seen.people else ""
        self.choose(self._current if self._current in self._items else first)
        if self._fits:
            self.fit(_READABLE)

    def items_by_id(self) -> dict[str, PersonItem]:
        """The cards."""
        return self._items

    @property
    def current_id(self) -> str:
        """Whose card the keys act on."""
        return self._current

    def choose(self, contact_id: str) -> None:
        """Make a card the current one and bring it into view."""
        changed = contact_id != self._current
        self._current = contact_id
        for name, item in self._items.items():
            item.is_current, item.has_focus = name == contact_id, self.hasFocus()
        if self._lines is not None:
            self._lines.current_id = contact_id
        if contact_id in self._items:
            self.setAccessibleDescription(self._items[contact_id].spoken())
            if changed:
                self.ensureVisible(self._items[contact_id].rect(), 24, 24)
        self.viewport().update()
        if changed:
            self.current_changed.emit(contact_id)

    # --- size -----------------------------------------------------------------------------------------------

    def zoom(self) -> float:
        """1 is the size of the drawn pages."""
        return self.transform().m11()

    def zoom_by(self, steps: int) -> None:
        """Larger or smaller."""
        self._fits = False
        self._set_zoom(self.zoom() * _FACTOR**steps)

    def fit(self, least: float = _LEAST) -> None:
        """All of it, but never larger than drawn; what is larger than the window at its ``least`` size is scrolled."""
        self._fits = True
        bounds = self._bounds()
        if bounds.isEmpty():
            return
        room = self.maximumViewportSize()
        wanted = min(1.0, room.width() / bounds.width(), room.height() / bounds.height())
        self._set_zoom(max(least, wanted))
        self.centerOn(bounds.center())
        if wanted < least and self._current in self._items:
            self.ensureVisible(self._items[self._current].rect(), 24, 24)

    def fit_readable(self) -> None:
        """All of it as far as names can still be read."""
        self.fit(_READABLE)

    def _set_zoom(self, wanted: float) -> None:
        wanted = min(_MOST, max(_LEAST, wanted))
        self.scale(wanted / self.zoom(), wanted / self.zoom())
        self.zoomed.emit(wanted)

    def _bounds(self) -> QRectF:
        cards = QRectF()
        for item in self.scene().items():
            if isinstance(item, PersonItem | ColleagueItem):
                cards = cards.united(item.rect())
        return cards.adjusted(-24, -24, 24, 24) if not cards.isEmpty() else cards

    def _fit_scene(self) -> None:
        self.setSceneRect(self._bounds())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits:
            self.fit(_READABLE)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    # --- keys -----------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Alt+arrows are ours while a card is chosen."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._moves(event):
            event.accept()
            return True
        return super().event(event)

    def _moves(self, event: QKeyEvent) -> bool:
        has_alt = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.AltModifier
        return has_alt and Qt.Key(event.key()) in _ARROWS and self._current in self._items

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self._moves(event):
            self._nudge(*_ARROWS[key])
        elif key in _ARROWS and self._items and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            boxes = {name: item.box() for name, item in self._items.items()}
            self.choose(map_layout.neighbour(boxes, self._current, *_ARROWS[key]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current:
            self.opened.emit(self._current)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(1)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(-1)
        elif key == Qt.Key.Key_Home and self._items:
            self.choose(next(iter(self._items)))
        else:
            super().keyPressEvent(event)

    def _nudge(self, dx: int, dy: int) -> None:
        item = self._items[self._current]
        item.moveBy(dx * _STEP * unit(), dy * _STEP * unit())
        self.ensureVisible(item.rect(), 24, 24)
        self._settle.start()

    def _tell_moved(self) -> None:
        self._tell_place(self._current)

    def _tell_place(self, contact_id: str) -> None:
        """The nearest free place to where the card is now."""
        self._settle.stop()
        if contact_id in self._items:
            others = [item.box() for name, item in self._items.items() if name != contact_id]
            box = map_layout.free_place(self._items[contact_id].box(), others)
            self._items[contact_id].setPos(box.x * unit(), box.y * unit())
            self._fits = False
            self.moved.emit(contact_id, round(box.x, 1), round(box.y, 1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.choose(self._current)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._settle.isActive():
            self._tell_moved()
        self.choose(self._current)

    # --- mouse ----------------------------------------------------------------------------------------------

    def _person_at(self, at: QPoint) -> PersonItem | None:
        return next((item for item in self.items(at) if isinstance(item, PersonItem)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        item = self._person_at(event.position().toPoint())
        if item is not None:
            if self._settle.isActive():
                self._tell_moved()
            self.choose(item.person.id)
            self._pressed = (item.person.id, item.pos())
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._pressed is not None:
            (contact_id, was), self._pressed = self._pressed, None
            item = self._items.get(contact_id)
            if item is not None and (item.pos() - was).manhattanLength() > 2:
                self._tell_place(contact_id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        item = self._person_at(event.position().toPoint())
        if item is not None:
            self._pressed = None
            self.opened.emit(item.person.id)
        else:
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        item: Any = self._person_at(event.pos()) if event.reason() == QContextMenuEvent.Reason.Mouse else None
        if item is None:
            item = self._items.get(self._current)
        if item is not None:
            self.choose(item.person.id)
            corner = self.mapFromScene(item.rect().bottomLeft())
            self.menu_asked.emit(item.person.id, self.viewport().mapToGlobal(corner))
