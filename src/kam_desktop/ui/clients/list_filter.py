"""One condition of the filter: which field, how, and which value (D-3.4)."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QWidget

from kam_desktop.core import client_columns
from kam_desktop.core.client_columns import Facet
from kam_desktop.core.clients import NEVER_EMPTY
from kam_desktop.core.custom_fields import Field
from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import criteria
from kam_desktop.core.rules.criteria import FIELDS, Criterion, Shape
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.clients.list_filter_ends import SHAPES, Ends
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PrimaryButton
from kam_desktop.ui.widgets.popover import Popover
from kam_desktop.ui.widgets.texts import Hint

_VALUE = Qt.ItemDataRole.UserRole
#: the order in which fields are offered: what account managers ask most comes first
OFFERED: Final = (
    "silent", "next", "tier", "owner", "tags", "city", "region", "status", "lifecycle_stage", "value_band", "industry", "promises", "written",
    "contacts", "last_purchase", "purchases", "purchases_year", "revenue", "hobbies", "personality", "kind", "source",
    "province", "district", "team", "leader", "relationship_level", "since", "name",
)  # fmt: skip
_START: Final = {"silent": 30, "next": 7, "last_purchase": 90, "since": 90, "contacts": 2}
_FROM_CLIENTS: Final = frozenset({"owner", "city", "province", "industry", "source", "leader", "tags", "team"})
_BY_LIST: Final = frozenset({"region"})


class FilterPopover(Popover):
    """``chosen`` gives a ``Criterion``."""

    def __init__(
        self, page: QWidget, anchor: QWidget, tasks: Tasks, own: Mapping[str, Field], field: str = "silent"
    ) -> None:
        super().__init__(page, anchor, self.tr("Filter by"), is_below=True)
        self._tasks, self._own = tasks, own
        self._make_choices()
        self._make_values()
        row = QHBoxLayout()
        row.addStretch(1)
        self.button = PrimaryButton(self.tr("Filter"), self, keys="Enter", size="small")
        self.button.clicked.connect(self.submit)
        row.addWidget(self.button)
        self.column.addLayout(row)
        self.field.setCurrentIndex(max(self.field.findData(field), 0))
        self._on_field()
        self.field.currentIndexChanged.connect(lambda _: self._on_field())
        self.op.currentIndexChanged.connect(lambda _: self._on_op())
        self.present(self.field)

    def _make_choices(self) -> None:
        self.field, self.op = QComboBox(self), QComboBox(self)
        self.field.setAccessibleName(self.tr("Field"))
        self.op.setAccessibleName(self.tr("Condition"))
        self.field.setMaxVisibleItems(16)
        for name in OFFERED:
            self.field.addItem(labels.list_field(name), name)
        for name, field in self._own.items():
            self.field.addItem(field.label, name)
        self.column.addWidget(self.field)
        self.column.addWidget(self.op)

    def _make_values(self) -> None:
        self.values = QListWidget(self)
        self.values.setProperty("kind", "choices")
        self.values.setAccessibleName(self.tr("Values"))
        appearance.scaled(self.values.setFixedHeight, 208)
        self.line = QLineEdit(self)
        self.line.setMaxLength(criteria.LONGEST)
        self.line.setAccessibleName(self.tr("Value"))
        self.days = QLineEdit(self)
        self.days.setValidator(QIntValidator(0, criteria.FARTHEST, self))
        self.days.setAccessibleName(self.tr("In how many days"))
        self.ends = Ends(self)
        self.hint = Hint("", self)
        for part in (self.values, self.line, self.days, self.ends, self.hint):
            self.column.addWidget(part)

    # --- what fits the field -----------------------------------------------------------------------------

    def _name(self) -> str:
        return str(self.field.currentData())

    def _shape(self) -> Shape:
        return criteria.field_of(self._name()).ops[str(self.op.currentData())]

    def _on_field(self) -> None:
        self.op.blockSignals(True)
        self.op.clear()
        own = self._own.get(self._name())
        for op in criteria.OWN[own.kind] if own else FIELDS[self._name()].ops:
            self.op.addItem(labels.criterion_op(self._name(), op), op)
        self.op.blockSignals(False)
        self.line.clear()
        self._fill_values()
        self._on_op()

    def _on_op(self) -> None:
        shape = self._shape()
        is_list = shape is Shape.TEXTS and self._name() not in _BY_LIST
        has_line = not is_list and shape is not Shape.NOTHING and shape not in SHAPES
        self.op.setVisible(self.op.count() > 1 or shape is not Shape.TEXTS)
        self.values.setVisible(is_list)
        self.line.setVisible(has_line)
        self.days.setVisible(shape is Shape.SPENT)
        self.ends.show_shape(shape)
        if has_line and not self.line.text() and self._name() in _START:
            self.line.setText(str(_START[self._name()]))
        self.line.setPlaceholderText(self._example(shape))
        self.days.setPlaceholderText(self.tr("Days back, for instance 365"))
        self.hint.setText(self.tr("A code or a name: 33, 3302, 宁波") if self._name() in _BY_LIST else "")
        self.hint.setVisible(bool(self.hint.text()))
        self.show_error_text("")
        self.fit()

    def _example(self, shape: Shape) -> str:
        if shape in (Shape.MONEY, Shape.SPENT):
            return self.tr("Amount in yuan")
        return self.tr("A word or a part of one") if shape is Shape.TEXT else ""

    def _fill_values(self) -> None:
        name = self._name()
        self.values.clear()
        if name in self._own:
            self._show_values([Facet(choice, -1) for choice in self._own[name].choices])
        elif known := FIELDS[name].words:
            self._show_values([Facet(word.value, -1) for word in known])
        elif name in _FROM_CLIENTS:
            self._tasks.read(self, lambda s: client_columns.facets(s, name), done=partial(self._take_facets, name))

    def _take_facets(self, name: str, found: Sequence[Facet]) -> None:
        if name == self._name():
            self._show_values(found)

    def _show_values(self, found: Sequence[Facet]) -> None:
        self.values.clear()
        for each in (*found, *(() if self._name() in NEVER_EMPTY else (Facet("", -1),))):
            said = labels.criterion_value(self._name(), each.value)
            item = QListWidgetItem(f"{said}  {each.number:,}" if each.number >= 0 else said, self.values)
            item.setData(_VALUE, each.value)
            item.setCheckState(Qt.CheckState.Unchecked)
        self.values.setCurrentRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        else:
            super().keyPressEvent(event)

    # --- the answer --------------------------------------------------------------------------------------

    def submit(self) -> None:
        """Take what is chosen; what is wrong with it is said below."""
        try:
            self.chosen.emit(criteria.checked(Criterion(self._name(), str(self.op.currentData()), self._value())))
        except Invalid as error:
            self.editor = self.line if self.line.isVisible() else None
            self.show_error(labels.sentence(error))

    def _value(self) -> Any:
        shape, text = self._shape(), self.line.text().strip()
        if shape is Shape.NOTHING:
            return None
        if shape is Shape.TEXTS:
            if self._name() in _BY_LIST:
                return tuple(part for part in text.replace("，", ",").replace("、", ",").split(",") if part.strip())
            items = [self.values.item(place) for place in range(self.values.count())]
            return tuple(str(item.data(_VALUE)) for item in items if item.checkState() == Qt.CheckState.Checked)
        if shape is Shape.TEXT:
            return text
        if shape in SHAPES:
            return self.ends.value()
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 14 else None
        if shape is Shape.MONEY:
            return None if number is None else number * 100
        if shape is Shape.SPENT:
            days = self.days.text().strip()
            return (None if number is None else number * 100, int(days) if days.isdigit() else None)
        return number

    def show_error_text(self, text: str) -> None:
        """Clear or set the error without moving the focus."""
        if text != self.error():
            self.editor = None
            self.show_error(text)
