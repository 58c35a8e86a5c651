"""A box for several lines of plain text, which takes the slack of a form."""

from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from kam_desktop.ui import appearance, fonts


class TextBox(QPlainTextEdit):
    """At least ``lines`` lines high. Tab leaves it, as in every other field."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, lines: int = 4, grows: bool = True) -> None:
        super().__init__(text, parent)
        self._lines = lines
        self.setTabChangesFocus(True)
        vertical = QSizePolicy.Policy.Expanding if grows else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Expanding, vertical)
        self._grows = grows
        self._fit()
        appearance.changed.connect(self._fit)

    def _fit(self) -> None:
        height = self._lines * fonts.line_height("body") + 18
        if self._grows:
            self.setMinimumHeight(height)
        else:
            self.setFixedHeight(height)
