"""What every chart shares: its marks are reached by arrows or the pointer, say what they are, and open."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from kam_desktop.ui import appearance, painting
from kam_desktop.ui.widgets.texts import plain_tip


@dataclass(frozen=True, slots=True)
class Said:
    """What a mark stands for: the key that ``opened`` carries, and its label and value in words."""

    key: str
    label: str
    value: str


class Chart(QWidget):
    """Arrows move from mark to mark, Home and End to the ends, Enter or a click opens.

    The accessible name tells the mark that is current: a screen reader hears it at each step.
    """

    opened = Signal(str)
    steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}  # noqa: RUF012

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._said: Sequence[Said] = ()
        self._at = self._under = -1
        self._chosen = ""
        self._nothing = ""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()
        appearance.changed.connect(self.updateGeometry)

    def say(self, said: Sequence[Said], nothing: str = "") -> None:
        """The marks of new data, in the order of the keys; ``nothing`` is told where there are none."""
        wanted = self._said[self._at].key if 0 <= self._at < len(self._said) else ""
        self._said, self._nothing = tuple(said), nothing
        self._at = next((place for place, each in enumerate(self._said) if each.key == wanted), -1)
        self._under = -1
        self._name()
        self.updateGeometry()
        self.update()

    def choose(self, key: str) -> None:
        """The mark whose records are shown elsewhere; empty for none."""
        self._chosen = key
        self.update()

    def said(self) -> Sequence[Said]:
        """All marks in the order of the keys."""
        return self._said

    def current(self) -> Said | None:
        """The mark that the keys act on."""
        return self._said[self._at] if 0 <= self._at < len(self._said) else None

    def pointed(self) -> int:
        """The place of the mark under the pointer, else of the current one while the chart has the focus."""
        return self._under if self._under >= 0 else self._at if self.hasFocus() else -1

    def mark_at(self, _point: QPointF) -> int:
        """The place of the mark at a point, or -1; each chart knows its own."""
        return -1

    def first_place(self) -> int:
        """Where the keys begin."""
        return 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self._said:
            super().keyPressEvent(event)
        elif key in self.steps:
            self._go(self._at + self.steps[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if key == Qt.Key.Key_Home else len(self._said) - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self._at)
        else:
            super().keyPressEvent(event)

    def _go(self, place: int) -> None:
        self._at = max(0, min(len(self._said) - 1, place))
        self._under = -1
        self._name()
        self.update()

    def _open(self, place: int) -> None:
        if 0 <= place < len(self._said):
            self.opened.emit(self._said[place].key)

    def _name(self) -> None:
        now = self.current()
        told = f"{self._title}: {now.label} {now.value}" if now else f"{self._title} {self._nothing}".strip()
        self.setAccessibleName(told)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._said and self._at < 0:
            self._go(self.first_place())
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self.mark_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if place >= 0 else Qt.CursorShape.ArrowCursor)
        if place != self._under:
            self._under = place
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self.mark_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and place >= 0:
            self._go(place)
            self._open(place)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._under = -1
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and self._under >= 0:
            each = self._said[self._under]
            QToolTip.showText(self.mapToGlobal(self.rect().topLeft()), plain_tip(f"{each.label} {each.value}"), self)
            return True
        return super().event(event)


def fill(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """Fill a mark whose edges lie on whole device pixels, so that it is sharp at any ratio."""
    ratio = painter.device().devicePixelRatioF()
    left, top = round(rect.left() * ratio) / ratio, round(rect.top() * ratio) / ratio
    right, bottom = round(rect.right() * ratio) / ratio, round(rect.bottom() * ratio) / ratio
    if rect.height() > 0 and bottom - top < painting.thin(painter):
        top = bottom - painting.thin(painter)  # a small amount is not nothing
    painter.fillRect(QRectF(left, top, right - left, bottom - top), colour)
