"""The editor of one cell of the client list, by its column: a line, a choice or a date, filled in."""

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from kam_desktop.core import custom_fields
from kam_desktop.core.client_columns import CUSTOM
from kam_desktop.core.custom_fields import Field
from kam_desktop.core.rules.kinds import CustomKind
from kam_desktop.ui import labels
from kam_desktop.ui.clients import client_fact_editors
from kam_desktop.ui.clients.client_fact_editors import Editor

#: columns whose fact has another name
FACTS: Final[Mapping[str, str]] = {"revenue": "annual_revenue_minor", "since": "since_on"}
DERIVED: Final = ("last", "silent", "next")
OF_PERSON: Final = ("person", "phone")
#: columns that offer what other clients say
OFFERED: Final = frozenset({"owner", "leader", "province", "city", "district", "industry", "source"})


def fact_of(key: str) -> str:
    """The name of the fact that a column shows."""
    return FACTS.get(key, key)


def is_editable(key: str, own: Mapping[str, Field]) -> bool:
    """Whether a cell of this column is a fact of its own."""
    return key in own if key.startswith(CUSTOM) else key not in (*DERIVED, *OF_PERSON)


def make(key: str, value: Any, own: Mapping[str, Field], parent: QWidget, currency: str = "CNY") -> Editor:
    """The editor of a cell that says ``value``; its ``read`` raises Invalid."""
    if key not in own:
        name = fact_of(key)
        return client_fact_editors.make(name, {name: value, "currency": currency}, parent)
    field = own[key]
    text = custom_fields.written(field, value, labels.language())
    editor = _choice(field, text, parent) if field.kind is CustomKind.CHOICE else _line(text, parent)
    first = client_fact_editors.text_of(editor)

    def read() -> Any:
        """What was left alone is never refused, nor read as something else."""
        said = client_fact_editors.text_of(editor)
        return value if said == first else custom_fields.read(field, said)

    return Editor(editor, read, value)


def _line(text: str, parent: QWidget) -> QLineEdit:
    line = QLineEdit(parent)
    line.setMaxLength(max(custom_fields.LIMIT, len(text)))
    line.setText(text)
    line.selectAll()
    return line


def _choice(field: Field, text: str, parent: QWidget) -> QComboBox:
    box = QComboBox(parent)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.addItem("—", "")
    for choice in dict.fromkeys((*field.choices, *((text,) if text else ()))):
        box.addItem(choice, choice)
    box.setCurrentIndex(max(0, box.findData(text)))
    return box
