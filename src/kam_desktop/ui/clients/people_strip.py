"""The people of a client as cards in a row: initial, name, title, role, attitude.

One stop of the Tab key; the arrows move, a click chooses, Enter or a double click opens, Delete takes off, the Menu key tells
what else. Under the cards stands what is missing among them. People who do not fit stand behind one last card, which shows them all.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from kam_desktop.ui import appearance, fonts, painting
from kam_desktop.ui.widgets.buttons import IconButton
from kam_desktop.ui.widgets.texts import PlainLabel, plain_tip

_CARD = 56
_LEAST = 148
_MOST = 178
_WIDEST = 240  # where the words need it and there is room
_GAP = 8
_MARGIN = 16


@dataclass(frozen=True, slots=True)
class Person:
    """A card. ``attitude_role`` colours the attitude; ``detail`` is what the tooltip adds."""

    id: str
    name: str
    title: str = ""
    role: str = ""
    attitude: str = ""
    attitude_role: str = "muted"
    detail: str = ""
    is_primary: bool = False
    has_left: bool = False


class _Card(QAbstractButton):
    opened = Signal()

    def __init__(self, person: Person, parent: QWidget) -> None:
        super().__init__(parent)
        self.person = person
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        spoken = (person.name, person.title, person.role, person.attitude, person.detail)
        self.setAccessibleName(" ".join(part for part in spoken if part))
        hint = self.tr("Enter or a double click opens")
        self.setToolTip(plain_tip("\n".join(part for part in (person.name, person.detail, hint) if part)))

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.opened.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, person = QPainter(self), appearance.current(), self.person
        fill = theme.raised if self.underMouse() else theme.surface
        painting.box(painter, self.rect(), 8, theme.accent_soft if self.hasFocus() else fill, theme.border)
        side = fonts.px(32)
        disc = QRect(12, (self.height() - side) // 2, side, side)
        painting.box(painter, disc, side / 2, theme.sunken)
        initial = person.name.strip()[:1].upper()
        painting.text(painter, disc, initial, fonts.body(bold=True), theme.muted, align=painting.CENTRE)
        self._paint_words(painter, disc.right() + 1 + 8)
        if self.hasFocus():
            painting.focus_ring(painter, self.rect(), 8)

    def wanted_width(self) -> int:
        """What its words need."""
        person, small = self.person, fonts.label()
        first = fonts.width(fonts.body(bold=True), person.name) + 4 + fonts.width(small, person.title)
        second = fonts.width(small, person.role) + 4 + fonts.width(small, person.attitude)
        return fonts.px(32) + 8 + 8 + 12 + max(first, second) + 8

    def _paint_words(self, painter: QPainter, left: int) -> None:
        theme, person, line = appearance.current(), self.person, fonts.px(19)
        top, width = (self.height() - 2 * line) // 2, self.width() - left - 8
        ink = theme.muted if person.has_left else theme.text
        used = painting.text(painter, QRect(left, top, width, line), person.name, fonts.body(bold=True), ink)
        beside = QRect(left + used + 4, top, width - used - 4, line)
        painting.text(painter, beside, person.title, fonts.label(), theme.muted)
        below = QRect(left, top + line, width, line)
        used = painting.text(painter, below, person.role, fonts.label(), ink)
        gap = 4 if used else 0
        below.setLeft(left + used + gap)
        painting.text(painter, below, person.attitude, fonts.label(), theme[person.attitude_role])


class _MoreCard(QAbstractButton):
    """Stands for those who do not fit."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), appearance.current()
        painting.box(painter, self.rect(), 8, theme.raised if self.underMouse() else None, theme.border)
        painting.text(painter, self.rect(), self.text(), fonts.label(), theme.accent, align=painting.CENTRE)
        if self.hasFocus():
            painting.focus_ring(painter, self.rect(), 8)


class PeopleStrip(QWidget):
    """``menu_asked`` carries the person and where on the screen the menu should open."""

    open_asked = Signal(str)
    remove_asked = Signal(str)
    add_asked = Signal()
    menu_asked = Signal(str, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: list[_Card] = []
        self._is_open = False
        self.gaps = PlainLabel("", self, face="label", role="warning", elide=True)
        self.gaps.hide()
        self.add_button = IconButton("plus", self.tr("Add a contact"), self, is_framed=True)
        self.add_button.clicked.connect(self.add_asked)
        self._more = _MoreCard(self)
        self._more.clicked.connect(self._toggle)
        self.setAccessibleName(self.tr("People"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self._place)

    def set_people(self, people: Sequence[Person]) -> None:
        """Show these; the focus stays on its person."""
        focused = self.current_id()
        for card in self._cards:
            card.hide()
            card.deleteLater()
        self._cards = [self._card(person) for person in people]
        self._place()
        for card in self._cards:
            if focused and card.person.id == focused:
                card.setFocus()

    def set_gaps(self, words: str) -> None:
        """What is missing among the people; empty where nothing is."""
        self.gaps.setText(self.tr("Gaps: {gaps}").format(gaps=words) if words else "")
        self.gaps.setVisible(bool(words))
        self._place()

    def _card(self, person: Person) -> _Card:
        card = _Card(person, self)
        card.opened.connect(lambda: self.open_asked.emit(person.id))
        return card

    def people(self) -> list[Person]:
        """Everybody, seen or not."""
        return [card.person for card in self._cards]

    def current_id(self) -> str:
        """Whose card has the focus."""
        return next((card.person.id for card in self._cards if card.hasFocus()), "")

    def focus_first(self) -> None:
        """Give the first card the focus, or the button where there is nobody."""
        shown = self._stops()
        shown[0].setFocus(Qt.FocusReason.TabFocusReason)

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(400), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.px(200), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        stops = self._stops()
        at = next((place for place, stop in enumerate(stops) if stop.hasFocus()), None)
        current = self.current_id()
        if step and at is not None:
            stops[(at + step) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current:
            self.open_asked.emit(current)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at is not None:
            stops[at].click()
        elif event.key() == Qt.Key.Key_Delete and current:
            self.remove_asked.emit(current)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        card = self.childAt(event.pos()) if event.reason() == QContextMenuEvent.Reason.Mouse else None
        if not isinstance(card, _Card):
            card = next((one for one in self._cards if one.hasFocus()), None)
        if card is not None:
            card.setFocus()
            self.menu_asked.emit(card.person.id, card.mapToGlobal(QPoint(8, card.height())))

    def _stops(self) -> list[QAbstractButton]:
        shown: list[QAbstractButton] = [card for card in self._cards if not card.isHidden()]
        return [*shown, *([] if self._more.isHidden() else [self._more]), self.add_button]

    def _toggle(self) -> None:
        self._is_open = not self._is_open
        self._place()

    def _columns(self) -> int:
        room = self.width() - 2 * _MARGIN - self.add_button.width()
        return max(1, room // (fonts.px(_LEAST) + _GAP))

    def _height(self) -> int:
        rows = -(-(len(self._cards) + 1) // self._columns()) if self._has_more() and self._is_open else 1
        below = 0 if self.gaps.isHidden() else self.gaps.minimumHeight()
        return 24 + rows * fonts.px(_CARD) + (rows - 1) * _GAP + below

    def _has_more(self) -> bool:
        return len(self._cards) > self._columns()

    def _place(self) -> None:
        """As many as fit; the rest behind the last card, or all in rows once that was opened."""
        columns, has_more = self._columns(), self._has_more()
        seen = len(self._cards) if not has_more or self._is_open else columns - 1
        self._more.setText(
            self.tr("Fewer") if self._is_open else self.tr("{count} more").format(count=len(self._cards) - seen)
        )
        self._more.setAccessibleName(self._more.text())
        room = self.width() - 2 * _MARGIN - self.add_button.width() - columns * _GAP
        wanted = max([fonts.px(_MOST), *(card.wanted_width() for card in self._cards[:seen])])
        width = max(1, min(wanted, fonts.px(_WIDEST), room // (columns if has_more else max(1, len(self._cards)))))
        for place, card in enumerate(self._cards):
            card.setGeometry(self._cell(place, columns, width))
            card.setVisible(place < seen)
        self._more.setVisible(has_more)
        self._more.setGeometry(self._cell(seen, columns, width))
        last = min(columns, len(self._cards))
        left = _MARGIN + last * (width + _GAP)
        self.add_button.move(left, 12 + (fonts.px(_CARD) - self.add_button.height()) // 2)
        if self.minimumHeight() != self._height():
            self.setFixedHeight(self._height())
        line = self.gaps.minimumHeight()
        self.gaps.setGeometry(_MARGIN, self._height() - line - 6, max(1, self.width() - 2 * _MARGIN), line)

    def _cell(self, place: int, columns: int, width: int) -> QRect:
        row, column = divmod(place, columns)
        height = fonts.px(_CARD)
        return QRect(_MARGIN + column * (width + _GAP), 12 + row * (height + _GAP), width, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), appearance.current().raised)
        painting.under(painter, self.rect())
        if not self._cards:
            beside = self.add_button.geometry()
            room = QRect(
                beside.right() + 12, beside.top(), self.width() - beside.right() - 12 - _MARGIN, beside.height()
            )
            words = self.tr("Nobody is known here yet")
            painting.text(painter, room, words, fonts.body(), appearance.current().muted)
