"""The number to dial, large: Enter or a click calls it, Ctrl+C copies it."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QFont, QGuiApplication
from PySide6.QtWidgets import QWidget

from kam_desktop.core.call_list import Number
from kam_desktop.ui import fonts
from kam_desktop.ui.widgets.buttons import QuietButton


class NumberButton(QuietButton):
    """A telephone number as a link. Without a number there is nothing to press."""

    def __init__(self, parent: QWidget | None = None, *, is_big: bool = False) -> None:
        super().__init__("", parent, icon="phone", keys="Enter" if is_big else "", size="large" if is_big else "small")
        self._is_big = is_big
        self._number: Number | None = None
        self.clicked.connect(self._call)

    def show_number(self, number: Number | None) -> None:
        """Another number; None while it is not known yet, so that nobody else is called by mistake."""
        self._number = number
        self.setText(number.shown if number else "…")
        said = self.tr("Call {number}").format(number=number.shown) if number else ""
        self.setAccessibleName(said)
        self.setToolTip(self.tr("{call}; Ctrl+C copies it").format(call=said) if said else "")

    def number(self) -> Number | None:
        """What is shown."""
        return self._number

    def copy(self) -> bool:
        """Put the number on the clipboard as it is shown; False when there is none."""
        if self._number is not None:
            QGuiApplication.clipboard().setText(self._number.shown)
        return self._number is not None

    def _call(self) -> None:
        if self._number is not None:
            QDesktopServices.openUrl(QUrl(self._number.link))

    def _word_font(self) -> QFont:
        return fonts.title() if self._is_big else fonts.body()
