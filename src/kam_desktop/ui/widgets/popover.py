"""A small panel over the page that asks one thing.

A child of the page, not a window: no trouble with focus, input methods or Wayland. Escape and a click
elsewhere close it.
"""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kam_desktop.ui import fonts
from kam_desktop.ui.widgets.buttons import PlainButton
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, restyle


class Popover(QFrame):
    """One question over the page. ``chosen`` may come again after ``show_error``; ``dismiss`` ends it."""

    chosen = Signal(object)
    closed = Signal()

    def __init__(
        self, page: QWidget, anchor: QWidget, heading: str, *, width: int = 296, is_below: bool = False
    ) -> None:  # fmt: skip
        super().__init__(page)
        self._width, self._is_below = width, is_below
        self.setProperty("kind", "popup")
        self._heading = PlainLabel(heading, self, bold=True)
        self.setAccessibleName(heading)
        self._page, self._anchor, self._is_over = page, anchor, False
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 12, 12, 12)
        self.column.setSpacing(8)
        self.column.addWidget(self._heading)
        self._error = Hint("", self, role="danger")
        self._error.hide()
        self.editor: QLineEdit | None = None
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    def say_heading(self, text: str) -> None:
        """Another heading."""
        self._heading.setText(text)
        self.setAccessibleName(text)

    def present(self, first: QWidget) -> None:
        """Show it beside its anchor with the focus on ``first``."""
        self.column.addWidget(self._error)
        self._place()
        self.show()
        self.raise_()
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_error(self, sentence: str) -> None:
        """What is wrong, below the input, which gets the focus back."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        if self.editor is not None:
            self.editor.setAccessibleDescription(sentence)
            self.editor.setProperty("invalid", "true" if sentence else "false")
            restyle(self.editor)
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._place()

    def error(self) -> str:
        """The error shown now."""
        return self._error.text()

    def dismiss(self) -> None:
        """Close for good."""
        if not self._is_over:
            self._is_over = True
            self.closed.emit()  # first: hiding would pass the focus on to the search field
            self.hide()
            self.deleteLater()

    def add_line(self, editor: QLineEdit, action: str) -> None:
        """The input with its button; Enter in it does the same."""
        row = QHBoxLayout()
        row.setSpacing(8)
        button = PlainButton(action, self)
        row.addWidget(editor, 1)
        row.addWidget(button)
        self.column.addLayout(row)
        self.editor = editor
        editor.returnPressed.connect(self.submit)
        button.clicked.connect(self.submit)

    def submit(self) -> None:
        """Take what is typed."""

    def fit(self) -> None:
        """After the content grew or shrank."""
        self._place()

    def _place(self) -> None:
        """Above the anchor (or below it), right edges together, inside the page."""
        page = self._page
        self.setFixedWidth(min(fonts.px(self._width), page.width() - 16))
        self.column.activate()
        has_wrapped = self.column.hasHeightForWidth()
        height = self.column.totalHeightForWidth(self.width()) if has_wrapped else self.sizeHint().height()
        self.resize(self.width(), min(height, page.height() - 16))
        corner = self._anchor.mapTo(page, QPoint(self._anchor.width(), 0))
        left = min(max(8, corner.x() - self.width()), page.width() - self.width() - 8)
        top = corner.y() + self._anchor.height() + 4 if self._is_below else corner.y() - self.height() - 8
        top = max(8, min(top, page.height() - self.height() - 8))
        self.move(left, top)

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._is_over or not self.isVisible() or now is None:
            return
        inside: QWidget | None = now
        while inside is not None and inside is not self:
            inside = inside.parentWidget()
        if inside is None:
            self.dismiss()

    def event(self, event: QEvent) -> bool:
        """Escape is ours before the window's shortcut hears it."""
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: True, Qt.Key.Key_Up: False}.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif step is not None:
            self.focusNextPrevChild(step)
        elif not self._take_key(event):
            super().keyPressEvent(event)

    def _take_key(self, _event: QKeyEvent) -> bool:
        """A key that chooses at once, pressed while no input has the focus."""
        return False
