"""A row of up to n equal cells with three lines each: the birthdays and festivals ahead."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from kam_desktop.ui import appearance, fonts, painting
from kam_desktop.ui.widgets.texts import plain_tip

HEIGHT = 72
_MIN_CELL = 132


class StripCell(NamedTuple):
    """When, what, and how far it is prepared; ``role`` colours the third line. One that ``stays`` is left out last."""

    id: str
    top: str
    middle: str
    bottom: str = ""
    role: str = "muted"
    stays: bool = False


class _CellButton(QAbstractButton):
    def __init__(self, cell: StripCell, parent: QWidget) -> None:
        super().__init__(parent)
        self.cell = cell
        self.set_first(is_first=False)
        self.setAccessibleName(f"{cell.top} {cell.middle} {cell.bottom}".strip())
        self.setToolTip(plain_tip(self.accessibleName()))

    def set_first(self, *, is_first: bool) -> None:
        """The first has no line before it, and is where the Tab key comes in."""
        self._is_first = is_first
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if is_first else Qt.FocusPolicy.NoFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and Enter are the strip's."""
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), appearance.current()
        if self.underMouse():
            painter.fillRect(self.rect(), theme.raised)
        if not self._is_first:
            painting.upright(painter, 0, 0, self.height())
        rows = (
            (self.cell.top, fonts.label(), "muted"),
            (self.cell.middle, fonts.body(bold=True), "text"),
            (self.cell.bottom, fonts.label(), self.cell.role),
        )
        line = fonts.px(19)
        top = (self.height() - 3 * line) // 2
        for place, (words, font, role) in enumerate(rows):
            room = QRect(16, top + place * line, self.width() - 24, line)
            painting.text(painter, room, words, font, theme[role])
        if self.hasFocus():
            painting.focus_ring(painter, self.rect(), 0)


class Strip(QWidget):
    """One stop of the Tab key; Left and Right move, Enter opens. Where cells do not fit, the last says how many there are."""

    activated = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, most: int = 5) -> None:
        super().__init__(parent)
        self._most = most
        self._buttons: list[_CellButton] = []
        self._rest: _CellButton | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.updateGeometry)

    def set_cells(self, cells: Sequence[StripCell], rest: StripCell | None = None) -> None:
        """Show ``most`` of these at most, ``rest`` instead of the last where some are left out; the focus stays in its
        place.
        """
        had_focus = next((at for at, button in enumerate(self._shown()) if button.hasFocus()), None)
        for button in self._all():
            button.hide()
            button.deleteLater()
        self._buttons = [_CellButton(cell, self) for cell in cells]
        self._rest = None if rest is None else _CellButton(rest, self)
        for button in self._all():
            button.clicked.connect(lambda _=False, name=button.cell.id: self.activated.emit(name))
        self._place()
        if had_focus is not None and (shown := self._shown()):
            shown[min(had_focus, len(shown) - 1)].setFocus()

    def cells(self) -> Sequence[StripCell]:
        """The cells that are seen."""
        return tuple(button.cell for button in self._shown())

    def _all(self) -> list[_CellButton]:
        return [*self._buttons, *([self._rest] if self._rest else [])]

    def _shown(self) -> list[_CellButton]:
        return [button for button in self._all() if not button.isHidden()]

    def sizeHint(self) -> QSize:
        return QSize(self._most * fonts.px(_MIN_CELL), fonts.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.px(_MIN_CELL), fonts.px(HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shown = self._shown()
        at = next((place for place, button in enumerate(shown) if button.hasFocus()), None)
        if at is None or event.key() not in (
            Qt.Key.Key_Left,
            Qt.Key.Key_Right,
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
        ):
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shown[at].click()
        else:
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            shown[(at + step) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)

    def _place(self) -> None:
        shown = self._fitting(max(1, min(self._most, self.width() // fonts.px(_MIN_CELL))))
        for button in self._all():
            button.setVisible(button in shown)
        for place, button in enumerate(shown):
            left = self.width() * place // len(shown)
            right = self.width() * (place + 1) // len(shown)
            button.setGeometry(left, 0, right - left, self.height() - 1)
            button.set_first(is_first=place == 0)

    def _fitting(self, room: int) -> list[_CellButton]:
        if len(self._buttons) <= room:
            return self._buttons
        rest = [self._rest] if self._rest and room > 1 else []
        first = sorted(self._buttons, key=lambda button: not button.cell.stays)[: room - len(rest)]
        return [*(button for button in self._buttons if button in first), *rest]

    def paintEvent(self, _event: QPaintEvent) -> None:
        painting.under(QPainter(self), self.rect())
