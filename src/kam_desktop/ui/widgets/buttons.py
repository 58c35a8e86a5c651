"""Buttons: one primary a page, plain ones, quiet ones that look like links, and icons with a tooltip.

No button has a fixed width: English needs 1.7 times the room. A key cap may stand at the right of the text.
"""

from typing import Literal

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from kam_desktop.ui import appearance, fonts, icons, painting
from kam_desktop.ui.widgets.keycap import cap_size, native, paint_cap
from kam_desktop.ui.widgets.texts import plain_tip

Size = Literal["small", "normal", "large"]
_HEIGHTS: dict[str, int] = {"small": 28, "normal": 32, "large": 40}
_PADDING = {"primary": 16, "plain": 13, "quiet": 4}
_GAP = 8


def clicks(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Enter on a focused button presses it, as Space does; True when it did."""
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.modifiers():
        return False
    button.click()
    return True


class Button(QPushButton):
    """A button with a word, optionally an icon before it and a key cap behind it.

    ``keys`` is only drawn: the page owns the ``QAction``.
    """

    kind = "plain"

    def __init__(
        self,
        text: str,
        parent: QWidget | None = None,
        *,
        icon: str = "",
        keys: str = "",
        size: Size = "normal",
    ) -> None:
        super().__init__(text, parent)
        self._icon_name, self._keys, self._size = icon, keys, size
        self.setProperty("kind", self.kind)
        self.setProperty("extent", size)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        if self.kind == "quiet":
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(text)
        if keys:
            self.setAccessibleDescription(native(keys))
        appearance.changed.connect(self.updateGeometry)

    def setText(self, text: str) -> None:
        """Change the word; the accessible name follows."""
        super().setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def set_icon_name(self, name: str) -> None:
        """Change the icon; empty removes it."""
        self._icon_name = name
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not clicks(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(self._content_width() + 2 * self._padding(), fonts.px(_HEIGHTS[self._size]))

    def minimumSizeHint(self) -> QSize:
        """In a narrow place the key cap gives way, the word stays."""
        return QSize(self._content_width() - self._cap_width() + 8, fonts.px(_HEIGHTS[self._size]))

    def _padding(self) -> int:
        return min(9, _PADDING[self.kind]) if self._size == "small" else _PADDING[self.kind]

    def _word_font(self) -> QFont:
        return fonts.body(bold=self.kind == "primary")

    def _content_width(self) -> int:
        width = fonts.width(self._word_font(), self.text())
        width += icons.side() + _GAP if self._icon_name else 0
        return width + self._cap_width()

    def _cap_width(self) -> int:
        return cap_size(self._keys).width() + _GAP if self._keys else 0

    def _ink(self) -> str:
        if not self.isEnabled():
            return "muted"
        return {"primary": "on_accent", "quiet": "accent"}.get(self.kind, "text")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        self._paint_content(painter, appearance.current()[self._ink()])

    def _paint_content(self, painter: QPainter, colour: QColor) -> None:
        cap_width = self._cap_width() if self._content_width() + 8 <= self.width() else 0
        left = max(4, (self.width() - self._content_width() + self._cap_width() - cap_width) // 2)
        middle = self.height() // 2
        if self._icon_name:
            icons.paint_at(painter, QPoint(left, middle - icons.side() // 2), self._icon_name, self._ink())
            left += icons.side() + _GAP
        room = QRect(left, 0, self.width() - left - 3 - cap_width, self.height())
        left += painting.text(painter, room, self.text(), self._word_font(), colour) + _GAP
        if cap_width:
            cap = cap_size(self._keys)
            is_primary = self.kind == "primary" and self.isEnabled()
            rect = QRect(QPoint(left, middle - cap.height() // 2), cap)
            paint_cap(painter, rect, self._keys, appearance.current(), colour if is_primary else None)


class PlainButton(Button):
    """An ordinary action."""


class PrimaryButton(Button):
    """The one action the page is for."""

    kind = "primary"


class QuietButton(Button):
    """Looks like a link."""

    kind = "quiet"


class IconButton(QToolButton):
    """An icon alone, which therefore has a tooltip and an accessible name. Never takes focus by the mouse."""

    def __init__(
        self,
        icon: str,
        tip: str,
        parent: QWidget | None = None,
        *,
        keys: str = "",
        is_framed: bool = False,
        size: Size = "normal",
    ) -> None:
        super().__init__(parent)
        self._size: Size = size
        self.setIcon(icons.icon(icon))
        self.setAccessibleName(tip)
        self.setToolTip(plain_tip(f"{tip}  {native(keys)}" if keys else tip))
        self.setProperty("framed", "true" if is_framed else "false")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._fit()
        appearance.changed.connect(self._fit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not clicks(self, event):
            super().keyPressEvent(event)

    def _fit(self) -> None:
        self.setIconSize(QSize(icons.side(), icons.side()))
        height = fonts.px(_HEIGHTS[self._size])
        self.setFixedSize(height, height)
        self.update()
