"""The editors of a form by name: their values as plain data, and which of them a person touched or left."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kam_desktop.ui import appearance, fonts, labels
from kam_desktop.ui.widgets.forms import FormColumn

Values = dict[str, Any]
_WIDE = 720


class LongText(QPlainTextEdit):
    """Notes of a few lines; Tab leaves it."""

    def __init__(self, lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lines = lines
        appearance.fit(self._fit)

    def _fit(self) -> None:
        self.setFixedHeight(self._lines * fonts.line_height("body") + 18)


class Inputs(QObject):
    """``changed(name)`` at each keystroke, ``left(name)`` when the focus leaves an editor."""

    changed = Signal(str)
    left = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._read: dict[str, Callable[[], Any]] = {}
        self._write: dict[str, Callable[[Any], None]] = {}
        self._name_of: dict[QObject, str] = {}
        self._is_filling = False

    def line(self, name: str, *, limit: int = 512, hint: str = "") -> QLineEdit:
        """A line of text. Longer than ``limit`` cannot be typed; what is kept is never cut."""
        editor = QLineEdit()
        editor.setMaxLength(limit)
        editor.setPlaceholderText(hint)
        self.add(name, editor, editor.text, lambda text: _fill_line(editor, text))
        editor.textChanged.connect(lambda _: self._tell(name))
        return editor

    def long(self, name: str, *, lines: int = 3, hint: str = "") -> LongText:
        """A text of several lines."""
        editor = LongText(lines)
        editor.setPlaceholderText(hint)
        self.add(name, editor, editor.toPlainText, editor.setPlainText)
        editor.textChanged.connect(lambda: self._tell(name))
        return editor

    def choice(self, name: str, members: type[StrEnum], *, has_nothing: bool = True) -> QComboBox:
        """One of a closed vocabulary, or nothing."""
        editor = QComboBox()
        if has_nothing:
            editor.addItem("—", "")
        for member in members:
            editor.addItem(labels.name_of(member), member.value)
        editor.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        known = editor.count()
        self.add(name, editor, editor.currentData, lambda value: choose(editor, value, known))
        editor.currentIndexChanged.connect(lambda _: self._tell(name))
        return editor

    def check(self, name: str, text: str) -> QCheckBox:
        """Yes or no."""
        editor = QCheckBox(text)
        self.add(name, editor, editor.isChecked, lambda value: editor.setChecked(bool(value)))
        editor.toggled.connect(lambda _: self._tell(name))
        return editor

    def add(self, name: str, editor: QWidget, read: Callable[[], Any], write: Callable[[Any], None]) -> None:
        """An editor of another kind; connect its signals to ``tell`` and ``leave``."""
        self._read[name], self._write[name] = read, write
        self._name_of[editor] = name
        editor.installEventFilter(self)

    def tell(self, name: str) -> None:
        """A person changed this one."""
        self._tell(name)

    def leave(self, name: str) -> None:
        """The focus left this one."""
        if not self._is_filling:
            self.left.emit(name)

    def values(self) -> Values:
        """What the form says now; plain data that JSON can keep."""
        return {name: read() for name, read in self._read.items()}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show these, without ``changed``; names the form does not have are left out."""
        self._is_filling = True
        for name, write in self._write.items():
            if name in values:
                write(values[name])
        self._is_filling = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and watched in self._name_of:
            self.leave(self._name_of[watched])
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QComboBox) and not watched.hasFocus():
            event.ignore()  # scrolling a form must not change what it says
            return True
        return super().eventFilter(watched, event)

    def _tell(self, name: str) -> None:
        if not self._is_filling:
            self.changed.emit(name)


def choose(editor: QComboBox, value: str, known: int) -> None:
    """Show this one; a word that is not among the ``known`` first is offered too, so that it stays where nobody changes it.

    A word offered so before goes. Nothing, where nothing is not offered, is the first.
    """
    while editor.count() > known:
        editor.removeItem(known)
    if value and editor.findData(value) < 0:
        editor.addItem(value, value)
    editor.setCurrentIndex(max(0, editor.findData(value)))


def _fill_line(editor: QLineEdit, text: str) -> None:
    """A text kept from elsewhere may be longer than what can be typed."""
    editor.setMaxLength(max(editor.maxLength(), len(text)))
    editor.setText(text)
    editor.setCursorPosition(0)


class TwoColumns(QWidget):
    """Two columns of fields where there is room, else one under the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left, self.right = FormColumn(self), FormColumn(self)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(fonts.px(24))
        self._row.addWidget(self.left, 1, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.right, 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._row)
        column.addStretch(1)
        appearance.scaled(self.setMaximumWidth, 1000)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.width() >= fonts.px(_WIDE)
        direction = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        if direction != self._row.direction():
            self._row.setDirection(direction)
            self._row.setSpacing(fonts.px(24) if is_wide else 12)

    def set_errors(self, errors: Mapping[str, str]) -> None:
        """Show these, clear the others; the first one takes the focus."""
        for column in (self.right, self.left):
            column.set_errors(errors)

    def set_error(self, name: str, text: str) -> None:
        """Show or clear one error; the focus stays."""
        for column in (self.left, self.right):
            if name in column.fields:
                column.fields[name].set_error(text or None)
