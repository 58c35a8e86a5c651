"""The head of work that goes in steps: 1 plan, 2 report, 3 submit, 4 review."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kam_desktop.ui import appearance, fonts, painting

_DISC = 20
_LINE = 24
_GAP = 8
_TIGHT = 4  # between two discs where there is no room for a line


class StepHead(QWidget):
    """Discs with numbers: done outlined in accent, the present one filled, the coming ones grey.

    ``set_open`` names the steps that a click opens, or Left and Right while the focus is here.
    """

    chosen = Signal(int)

    def __init__(self, labels: Sequence[str], parent: QWidget | None = None, *, current: int = 0) -> None:
        super().__init__(parent)
        self._labels = tuple(labels)
        self._open: frozenset[int] = frozenset()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_current(current)
        appearance.changed.connect(self.updateGeometry)

    def set_current(self, index: int) -> None:
        """The step being worked on, from 0; beyond the last: all done."""
        self._current = index
        step = self._labels[min(index, len(self._labels) - 1)]
        words = self.tr("Step {number} of {total}: {name}")
        self.setAccessibleName(
            words.format(number=min(index + 1, len(self._labels)), total=len(self._labels), name=step)
        )
        self.update()

    def set_open(self, places: Collection[int]) -> None:
        """Which steps can be gone to."""
        self._open = frozenset(places)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self._open else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._open else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._choose(self._place_at(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._choose(self._current + step)

    def _choose(self, place: int) -> None:
        if place in self._open and place != self._current:
            self.chosen.emit(place)

    def _place_at(self, across: float) -> int:
        """The step under the pointer, with the line that leads on from it; its words may be hidden."""
        has_words, between = self.width() >= self.sizeHint().width(), self._between()
        right = 0
        for place, label in enumerate(self._labels):
            right += (self._step_width(label) if has_words else fonts.px(_DISC)) + between
            if across < right:
                return place
        return len(self._labels) - 1

    def sizeHint(self) -> QSize:
        width = sum(self._step_width(label) for label in self._labels)
        gaps = (len(self._labels) - 1) * (_LINE + 2 * _GAP)
        return QSize(width + gaps, fonts.px(28))

    def minimumSizeHint(self) -> QSize:
        """Discs side by side, when the window is narrow."""
        return self._discs(_TIGHT)

    def discs_hint(self) -> QSize:
        """Without words."""
        return self._discs(_LINE + 2 * _GAP)

    def _discs(self, between: int) -> QSize:
        count = len(self._labels)
        return QSize(count * fonts.px(_DISC) + (count - 1) * between, fonts.px(28))

    def _between(self) -> int:
        """From one step to the next."""
        return _LINE + 2 * _GAP if self.width() >= self.discs_hint().width() else _TIGHT

    def _step_width(self, label: str) -> int:
        return fonts.px(_DISC) + _GAP + fonts.width(fonts.body(bold=True), label)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        has_words = self.width() >= self.sizeHint().width()
        left, middle, between = 0, self.height() // 2, self._between()
        for place, label in enumerate(self._labels):
            self._paint_disc(
                painter, QRect(left, middle - fonts.px(_DISC) // 2, fonts.px(_DISC), fonts.px(_DISC)), place
            )
            left += fonts.px(_DISC)
            if has_words:
                left += _GAP + self._paint_label(painter, left + _GAP, label, place)
            if place + 1 < len(self._labels) and between > _TIGHT:
                colour = appearance.current()["accent" if place < self._current else "border_strong"]
                painting.hairline(painter, left + _GAP, middle, _LINE, colour)
            left += between

    def _paint_disc(self, painter: QPainter, rect: QRect, place: int) -> None:
        theme = appearance.current()
        is_current = place == self._current
        line = theme.accent if place <= self._current else theme.border_strong
        ink = theme.on_accent if is_current else theme.accent if place < self._current else theme.muted
        painting.box(painter, rect, rect.width() / 2, theme.accent if is_current else None, line)
        if is_current and self.hasFocus():
            inside = rect.adjusted(2, 2, -2, -2)
            painting.box(painter, inside, inside.width() / 2, None, theme.on_accent)
        painting.text(painter, rect, str(place + 1), fonts.label(bold=is_current), ink, align=painting.CENTRE)

    def _paint_label(self, painter: QPainter, left: int, label: str, place: int) -> int:
        theme = appearance.current()
        is_current = place == self._current
        font = fonts.body(bold=is_current)
        room = QRect(left, 0, fonts.width(fonts.body(bold=True), label), self.height())
        painting.text(painter, room, label, font, theme.accent if is_current else theme.muted)
        return room.width()
