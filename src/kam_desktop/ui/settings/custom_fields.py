"""The fields that a company adds to its clients and contacts (D-2.1): add, rename, order, remove."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kam_desktop.core import custom_fields
from kam_desktop.core.custom_fields import Field
from kam_desktop.core.errors import Invalid, KamError
from kam_desktop.core.rules.kinds import CustomKind, Entity
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.page import holds_focus
from kam_desktop.ui.settings.section import Section
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import IconButton, PlainButton
from kam_desktop.ui.widgets.forms import FormColumn
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, SectionLabel, restyle


class _Typing(NamedTuple):
    """Where one is in a line, and the text that is not saved yet; None where there is none."""

    field_id: str
    is_choices: bool
    text: str | None
    place: int


class FieldLine(QWidget):
    """One field: its name, its kind, its choices, and its place. Alt+Up and Alt+Down move it."""

    renamed = Signal(str, str)  # id, label
    rechosen = Signal(str, str)  # id, the choices as typed
    moved = Signal(str, int)
    removed = Signal(str)

    def __init__(self, field: Field, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self.label = QLineEdit(field.label, self)
        self.label.setMaxLength(64)
        self.label.setAccessibleName(self.tr("Name of the field"))
        self.label.editingFinished.connect(self._rename)
        self.choices = QLineEdit("、".join(field.choices), self)
        self.choices.setAccessibleName(self.tr("Choices of {field}").format(field=field.label))
        self.choices.setToolTip(self.tr("Choices, with commas between them"))
        self.choices.setVisible(field.kind is CustomKind.CHOICE)
        self.choices.editingFinished.connect(self._choose)
        say = self.tr("Move {field} up"), self.tr("Move {field} down"), self.tr("Remove {field}")
        tips = [text.format(field=field.label) for text in say]
        self.up = IconButton("arrow-up", tips[0], self, keys="Alt+Up")
        self.down = IconButton("arrow-down", tips[1], self, keys="Alt+Down")
        self.cross = IconButton("trash", tips[2], self)
        self.up.clicked.connect(lambda: self.moved.emit(field.id, -1))
        self.down.clicked.connect(lambda: self.moved.emit(field.id, 1))
        self.cross.clicked.connect(lambda: self.removed.emit(field.id))
        self.error = Hint("", self, role="danger")
        self.error.hide()
        self._lay_out()
        for widget in (self.label, self.choices, self.up, self.down, self.cross):
            widget.installEventFilter(self)

    def _lay_out(self) -> None:
        kind = PlainLabel(labels.name_of(self.field.kind), self, role="muted")
        appearance.scaled(kind.setFixedWidth, 64)
        policy = self.choices.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.choices.setSizePolicy(policy)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.label, 3)
        row.addWidget(kind)
        row.addWidget(self.choices, 4)
        for button in (self.up, self.down, self.cross):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.error)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.moved.emit(self.field.id, step)
                return True
        return super().eventFilter(watched, event)

    def typing(self) -> _Typing | None:
        """What one is at here; None where the focus is elsewhere."""
        if not holds_focus(self):
            return None
        is_choices = holds_focus(self.choices)
        editor = self.choices if is_choices else self.label
        is_new = self._is_rechosen() if is_choices else self._is_renamed()
        return _Typing(self.field.id, is_choices, editor.text() if is_new else None, editor.cursorPosition())

    def go_on(self, typing: _Typing) -> None:
        """This line stands for another now, in which one was typing."""
        editor = self.choices if typing.is_choices else self.label
        if typing.text is not None:
            editor.setText(typing.text)
            editor.setCursorPosition(typing.place)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def fail(self, error: KamError | None) -> None:
        """What is wrong with the name or the choices, or nothing."""
        self.error.setText(labels.sentence(error) if error else "")
        self.error.setVisible(error is not None)
        for name, editor in (("label", self.label), ("choices", self.choices)):
            is_it = isinstance(error, Invalid) and error.field == name
            editor.setProperty("invalid", "true" if is_it else "false")
            restyle(editor)

    def _is_renamed(self) -> bool:
        return self.label.text().strip() != self.field.label

    def _is_rechosen(self) -> bool:
        return custom_fields.choices_of(self.choices.text()) != self.field.choices

    def _rename(self) -> None:
        if self._is_renamed():
            self.renamed.emit(self.field.id, self.label.text())

    def _choose(self) -> None:
        if self._is_rechosen():
            self.rechosen.emit(self.field.id, self.choices.text())


class FieldList(QWidget):
    """The fields of one entity, top to bottom."""

    def __init__(self, entity: str, title: str, section: "CustomFieldsSection") -> None:
        super().__init__(section)
        self.entity, self._section = entity, section
        self.lines: list[FieldLine] = []
        self._none = Hint(self.tr("No field yet."), self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(SectionLabel(title, self))
        self._column.addWidget(self._none)

    def show_fields(self, fields: list[Field]) -> None:
        """Show these; the line that has the focus keeps it, with what is being typed there."""
        typing = next(filter(None, (line.typing() for line in self.lines)), None)
        for line in self.lines:
            self._column.removeWidget(line)
            line.blockSignals(True)
            line.hide()
            line.deleteLater()
        self.lines = [self._line(field) for field in fields]
        self._none.setVisible(not fields)
        for place, line in enumerate(self.lines):
            self._column.addWidget(line)
            line.up.setEnabled(place > 0)
            line.down.setEnabled(place < len(self.lines) - 1)
            if typing is not None and line.field.id == typing.field_id:
                line.go_on(typing)

    def order_with(self, field_id: str, step: int) -> list[str]:
        """The ids with one of them moved."""
        ids = [line.field.id for line in self.lines]
        place = ids.index(field_id)
        ids.insert(max(0, place + step), ids.pop(place))
        return ids

    def _line(self, field: Field) -> FieldLine:
        line = FieldLine(field, self)
        line.renamed.connect(self._section.rename)
        line.rechosen.connect(self._section.rechoose)
        line.moved.connect(partial(self._section.shift, self))
        line.removed.connect(self._section.remove)
        return line


class CustomFieldsSection(Section):
    """Each change is saved at once and can be undone; removing a field keeps its values."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__("", " ")
        self.setParent(parent)
        self.tasks = tasks
        self._say(0, self.tr("Custom fields"))
        self._say(1, self.tr("Fields of your own in the forms of clients and contacts. Removing one keeps its values."))
        self.lists = {
            "client": FieldList("client", self.tr("Of clients"), self),
            "contact": FieldList("contact", self.tr("Of contacts"), self),
        }
        for each in self.lists.values():
            self.column.addWidget(each)
        self._make_entry()
        tasks.data_changed.connect(self._on_changed)

    def _say(self, place: int, text: str) -> None:
        item = self.column.itemAt(place)
        label = item.widget() if item is not None else None
        if isinstance(label, PlainLabel):
            label.setText(text)

    def _make_entry(self) -> None:
        self.label = QLineEdit(self)
        self.label.setMaxLength(64)
        self.entity, self.kind, self.choices = QComboBox(self), QComboBox(self), QLineEdit(self)
        for name, text in (("client", labels.name_of(Entity.CLIENT)), ("contact", labels.name_of(Entity.CONTACT))):
            self.entity.addItem(text, name)
        for kind in CustomKind:
            self.kind.addItem(labels.name_of(kind), kind)
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.entry = FormColumn(self)
        self.entry.add_section(self.tr("New field"))
        self.entry.add_row(
            ("label", self.tr("Name"), self.label, 3), ("entity", self.tr("Of"), self.entity, 2),
            ("kind", self.tr("Kind"), self.kind, 2),
        )  # fmt: skip
        self.entry.add("choices", self.tr("Choices, with commas between them"), self.choices)
        self.add = PlainButton(self.tr("Add the field"), self, icon="plus")
        self.add.clicked.connect(self._add)
        for editor in (self.label, self.choices):
            editor.returnPressed.connect(self._add)
        self.column.addWidget(self.entry)
        self.add_buttons(self.add)
        self._on_kind()

    def reload(self) -> None:
        """Read the fields again."""
        self.tasks.read(
            self, lambda session: {name: custom_fields.of(session, name) for name in custom_fields.ENTITIES},
            done=self._show,
        )  # fmt: skip

    def rename(self, field_id: str, label: str) -> None:
        """A field is called otherwise."""
        self._write(partial(_rename, field_id, label), self.tr("Field renamed"), partial(self._fail, field_id))

    def rechoose(self, field_id: str, text: str) -> None:
        """A field has other choices."""
        self._write(partial(_rechoose, field_id, text), self.tr("Choices saved"), partial(self._fail, field_id))

    def shift(self, fields: FieldList, field_id: str, step: int) -> None:
        """A field goes up or down."""
        order = fields.order_with(field_id, step)
        self._write(partial(_reorder, fields.entity, order), self.tr("Fields put in order"), self.tasks.refused.emit)

    def remove(self, field_id: str) -> None:
        """A field is taken off the forms."""
        self._write(partial(_remove, field_id), self.tr("Field removed; its values are kept"), self.tasks.refused.emit)

    def _add(self) -> None:
        label, entity, kind = self.label.text(), str(self.entity.currentData()), CustomKind(self.kind.currentData())
        choices = custom_fields.choices_of(self.choices.text())
        self.entry.set_errors({})
        self._write(
            lambda session: custom_fields.define(session, entity, label, kind, choices),
            self.tr("Field added"), self._refuse_new, done=self._added,
        )  # fmt: skip

    def _added(self, _field_id: Any) -> None:
        self.label.clear()
        self.choices.clear()
        self.label.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse_new(self, error: KamError) -> None:
        if not isinstance(error, Invalid) or not self.entry.takes(error, labels.sentence(error)):
            self.tasks.refused.emit(error)

    def _fail(self, field_id: str, error: KamError) -> None:
        for each in self.lists.values():
            for line in each.lines:
                if line.field.id == field_id:
                    line.fail(error)

    def _write(
        self, work: Callable[[Any], Any], said: str, failed: Callable[[KamError], None],
        done: Callable[[Any], None] | None = None,
    ) -> None:  # fmt: skip
        self.tasks.write(self, work, done=done, failed=failed, said=said)

    def _show(self, fields: dict[str, list[Field]]) -> None:
        for name, each in self.lists.items():
            each.show_fields(fields[name])

    def _on_changed(self, entities: frozenset[Entity]) -> None:
        if Entity.CUSTOM_FIELD in entities:
            self.reload()

    def _on_kind(self) -> None:
        self.entry.fields["choices"].setVisible(self.kind.currentData() == CustomKind.CHOICE)


def _rename(field_id: str, label: str, session: Any) -> None:
    custom_fields.rename(session, field_id, label)


def _rechoose(field_id: str, text: str, session: Any) -> None:
    custom_fields.set_choices(session, field_id, custom_fields.choices_of(text))


def _reorder(entity: str, order: list[str], session: Any) -> None:
    custom_fields.reorder(session, entity, order)


def _remove(field_id: str, session: Any) -> None:
    custom_fields.remove(session, field_id)
