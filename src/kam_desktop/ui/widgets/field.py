"""A field of a form: its label above, its error below, both bound to the editor for screen readers."""

from PySide6.QtCore import QEvent, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from kam_desktop.ui.widgets.texts import Hint, PlainLabel, restyle

_GAP = 4


class Field(QWidget):
    """``editor`` with its label; ``set_error`` shows what would be right, in the colour of danger."""

    def __init__(self, label: str, editor: QWidget, parent: QWidget | None = None, *, hint: str = "") -> None:
        super().__init__(parent)
        self.editor = editor
        self._error: str | None = None
        self._judged = ""
        self._tool: QWidget | None = None
        self._hint_text = hint
        self._label = PlainLabel(label, self, face="label", role="muted")
        self._label.setBuddy(editor)
        self._below = Hint(hint, self)
        self._below.setVisible(bool(hint))
        if not editor.accessibleName():
            editor.setAccessibleName(label)
        judged = getattr(editor, "judged", None)  # by name: the first page has fields, and no dates yet
        if isinstance(judged, SignalInstance):
            judged.connect(self._on_judged)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(self._label)
        column.addWidget(self.editor, 1)
        column.addWidget(self._below)
        takes_height = self.editor.sizePolicy().verticalPolicy() == QSizePolicy.Policy.Expanding
        policy = QSizePolicy.Policy.Expanding if takes_height else QSizePolicy.Policy.Maximum
        self.setSizePolicy(QSizePolicy.Policy.Preferred, policy)

    def add_tool(self, tool: QWidget) -> None:
        """A small button over the right end of the label; it reaches down to the editor and moves nothing."""
        self._tool = tool
        tool.setParent(self)
        self._place_tool()

    def _place_tool(self) -> None:
        if self._tool is not None:
            width = min(self._tool.sizeHint().width(), self.width())
            self._tool.setGeometry(self.width() - width, 0, width, self._label.height() + _GAP)
            self._tool.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_tool()

    def event(self, event: QEvent) -> bool:
        """The tool has another text, or came and went."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._place_tool()
        return done

    def set_error(self, text: str | None) -> None:
        """Show or clear the error; the hint comes back when it is cleared."""
        self._error = text or None
        self._below.setText(text or self._hint_text)
        self._below.set_role("danger" if text else "muted")
        self._below.setVisible(bool(text or self._hint_text))
        self.editor.setAccessibleDescription(text or self._hint_text)
        self.editor.setProperty("invalid", "true" if text else "false")
        restyle(self.editor)

    def _on_judged(self, sentence: str) -> None:
        """What the editor itself finds wrong, as long as nothing else is said."""
        if self._error is None or self._error == self._judged:
            self.set_error(sentence)
        self._judged = sentence

    @property
    def error(self) -> str | None:
        """The error shown now."""
        return self._error

    @property
    def hint(self) -> str:
        """What is said below while nothing is wrong."""
        return self._hint_text

    def set_hint(self, text: str) -> None:
        """Another hint; an error that is shown stays."""
        self._hint_text = text
        if self._error is None:
            self._below.setText(text)
            self._below.setVisible(bool(text))
            self.editor.setAccessibleDescription(text)

    def set_label(self, text: str) -> None:
        """Another label."""
        self._label.setText(text)
        self.editor.setAccessibleName(text)
