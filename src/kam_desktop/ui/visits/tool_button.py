"""A quiet button of the size of a label, for the right end of a field's head."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from kam_desktop.ui import fonts
from kam_desktop.ui.widgets.buttons import QuietButton
from kam_desktop.ui.widgets.keycap import native
from kam_desktop.ui.widgets.texts import plain_tip


class ToolButton(QuietButton):
    """12 px, as low as the label; its key stands in the tooltip."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setProperty("extent", "tool")

    def set_keys(self, keys: str) -> None:
        """The key that does the same."""
        self.setToolTip(plain_tip(native(keys)))
        self.setAccessibleDescription(native(keys))

    def _word_font(self) -> QFont:
        return fonts.label()

    def sizeHint(self) -> QSize:
        return QSize(self._content_width() + 8, fonts.px(22))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
