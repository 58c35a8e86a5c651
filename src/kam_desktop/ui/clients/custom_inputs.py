"""The inputs of the fields that the users defined, as one group of a form (D-2.1)."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QDynamicPropertyChangeEvent, QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from kam_desktop.core import custom_fields
from kam_desktop.core.custom_fields import Field as Defined
from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules.kinds import CustomKind
from kam_desktop.ui import labels
from kam_desktop.ui.clients.inputs import Inputs
from kam_desktop.ui.widgets.field import Field
from kam_desktop.ui.widgets.forms import FormColumn
from kam_desktop.ui.widgets.texts import restyle

NAME = custom_fields.VALUES


class CustomInputs(QWidget):
    """One line or choice for each field. Its value is a text for each field id, those of unknown fields too."""

    changed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: tuple[Defined, ...] = ()
        self._editors: dict[str, QLineEdit | QComboBox] = {}
        self._texts: dict[str, str] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        for place in (0, 1):
            self._grid.setColumnStretch(place, 1)

    def show_fields(self, fields: Sequence[Defined]) -> None:
        """Other fields, or other names of them; what stands in them stays."""
        texts = self.texts()
        if tuple(fields) != self.fields:
            self.fields = tuple(fields)
            while (item := self._grid.takeAt(0)) is not None:
                if (old := item.widget()) is not None:
                    old.hide()
                    old.deleteLater()
            self._editors = {field.id: self._editor(field) for field in fields}
            for place, field in enumerate(fields):
                self._grid.addWidget(Field(field.label, self._editors[field.id], self), place // 2, place % 2)
            self.setFocusProxy(next(iter(self._editors.values()), None))  # type: ignore[arg-type]
        self.set_texts(texts)

    def texts(self) -> dict[str, str]:
        """What stands in each field, by its id."""
        shown = {field_id: _text(editor) for field_id, editor in self._editors.items()}
        return {name: text for name, text in {**self._texts, **shown}.items() if text}

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """Show these, without ``changed``."""
        self._texts = dict(texts)
        for field_id, editor in self._editors.items():
            editor.blockSignals(True)
            _set_text(editor, self._texts.get(field_id, ""))
            editor.blockSignals(False)

    def wrong(self) -> str:
        """What is wrong with the first field that is, as a sentence, or nothing."""
        for field in self.fields:
            try:
                self._read(field)
            except Invalid as error:
                return labels.sentence(error)
        return ""

    def editor(self, field_id: str) -> QLineEdit | QComboBox:
        """The editor of a field."""
        return self._editors[field_id]

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QDynamicPropertyChangeEvent) and event.propertyName() == b"invalid":
            self._mark()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QComboBox) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _editor(self, field: Defined) -> QLineEdit | QComboBox:
        editor: QLineEdit | QComboBox
        if field.kind is CustomKind.CHOICE:
            editor = QComboBox(self)
            editor.addItem("—", "")
            for choice in field.choices:
                editor.addItem(choice, choice)
            editor.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            editor.currentIndexChanged.connect(partial(self._tell))
        else:
            editor = QLineEdit(self)
            editor.setMaxLength(custom_fields.LIMIT)
            hint = {CustomKind.NUMBER: self.tr("a number"), CustomKind.DATE: self.tr("a date")}
            editor.setPlaceholderText(hint.get(field.kind, ""))
            editor.textChanged.connect(partial(self._tell))
        editor.setAccessibleName(field.label)
        editor.installEventFilter(self)
        return editor

    def _tell(self, *_given: object) -> None:
        self.changed.emit()

    def _read(self, field: Defined) -> Any:
        """The value of a field; one that was kept and left alone is never refused."""
        text = _text(self._editors[field.id])
        return text if text == self._texts.get(field.id, "") else custom_fields.read(field, text)

    def _mark(self) -> None:
        """The red edge stands at the field that is wrong, and only there."""
        is_invalid = self.property("invalid") == "true"
        for field in self.fields:
            editor, mark = self._editors[field.id], "false"
            try:
                self._read(field)
            except Invalid:
                mark = "true" if is_invalid else "false"
            editor.setProperty("invalid", mark)
            restyle(editor)


def put(column: FormColumn, inputs: Inputs) -> CustomInputs:
    """Put the group into a form; it is seen once there are fields."""
    made = CustomInputs(column)
    column.add(NAME, labels.field(NAME), made)
    inputs.add(NAME, made, made.texts, made.set_texts)
    made.changed.connect(partial(inputs.tell, NAME))
    made.left.connect(partial(inputs.leave, NAME))
    return made


def show(column: FormColumn, made: CustomInputs, fields: Sequence[Defined]) -> None:
    """The fields as they are defined now."""
    made.show_fields(fields)
    column.fields[NAME].setVisible(bool(fields))


def texts_of(fields: Sequence[Defined], kept: Sequence[tuple[str, Any]]) -> dict[str, str]:
    """Kept values as the form shows them."""
    values = dict(kept)
    written = {
        field.id: custom_fields.written(field, values[field.id], labels.language())
        for field in fields
        if field.id in values
    }
    return {name: text for name, text in written.items() if text}


def values_from(
    texts: Mapping[str, str], before: Mapping[str, str], kept: Sequence[tuple[str, Any]]
) -> tuple[tuple[str, Any], ...]:
    """The kept values with what was changed in the form; core reads the texts."""
    changed = {name: texts.get(name, "") for name in {*texts, *before} if texts.get(name, "") != before.get(name, "")}
    return tuple({**dict(kept), **changed}.items())


def _text(editor: QLineEdit | QComboBox) -> str:
    return editor.text().strip() if isinstance(editor, QLineEdit) else str(editor.currentData() or "")


def _set_text(editor: QLineEdit | QComboBox, text: str) -> None:
    if isinstance(editor, QLineEdit):
        editor.setText(text)
        editor.setCursorPosition(0)
        return
    if text and editor.findData(text) < 0:
        editor.addItem(text, text)  # a choice that is none any more stays until it is changed
    editor.setCurrentIndex(max(0, editor.findData(text)))
