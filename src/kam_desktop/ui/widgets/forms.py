"""A form in one column, whose rows may hold several fields side by side."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kam_desktop.core.errors import Invalid
from kam_desktop.ui.widgets.field import Field
from kam_desktop.ui.widgets.share_row import ShareRow
from kam_desktop.ui.widgets.texts import SectionLabel


class FormColumn(QWidget):
    """Fields by name, 12 px apart. Errors are given by name and the first one takes the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, Field] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)

    def add(self, name: str, label: str, editor: QWidget, *, hint: str = "", stretch: int = 0) -> Field:
        """One field over the whole width. ``stretch`` lets it take the slack in height."""
        field = self._make(name, label, editor, hint)
        self._column.addWidget(field, stretch)
        return field

    def add_row(self, *parts: tuple[str, str, QWidget, int]) -> list[Field]:
        """Fields side by side: ``(name, label, editor, share of the width)``; in more lines where they would be cut."""
        line = QWidget(self)
        row = ShareRow(line)
        made = []
        for name, label, editor, share in parts:
            made.append(self._make(name, label, editor, ""))
            row.add_part(made[-1], share, editor)
        self._column.addWidget(line)
        return made

    def add_section(self, text: str) -> None:
        """The head of a group."""
        if self._column.count():
            self._column.addSpacing(4)
        self._column.addWidget(SectionLabel(text, self))

    def add_widget(self, widget: QWidget) -> None:
        """Anything else: a check box, a hint."""
        self._column.addWidget(widget)

    def add_stretch(self) -> None:
        """The slack of the height goes here."""
        self._column.addStretch(1)

    def set_errors(self, errors: Mapping[str, str]) -> None:
        """Show these and clear the others. Names that have no field are the caller's to show."""
        for name, field in self.fields.items():
            field.set_error(errors.get(name))
        first = next((field for name, field in self.fields.items() if name in errors), None)
        if first is not None:
            first.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def takes(self, error: Invalid, sentence: str) -> bool:
        """Show an ``Invalid`` beside its field; False when the form has no such field."""
        if error.field not in self.fields:
            return False
        self.set_errors({error.field: sentence})
        return True

    def _make(self, name: str, label: str, editor: QWidget, hint: str) -> Field:
        field = Field(label, editor, self, hint=hint)
        self.fields[name] = field
        return field
