"""The editors of a client's facts, one for each kind of value, as small as the value they stand in for."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import partial
from typing import Any, Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from kam_desktop import runtime
from kam_desktop.core.clients import NEVER_EMPTY
from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import share_texts, shares
from kam_desktop.core.rules.kinds import (
    ClientKind,
    ClientStatus,
    LifecycleStage,
    Ownership,
    RelationshipLevel,
    Tier,
    ValueBand,
)
from kam_desktop.ui import labels
from kam_desktop.ui.clients import revenue, zone_field
from kam_desktop.ui.clients.client_form import tags_of
from kam_desktop.ui.clients.inputs import LongText, choose
from kam_desktop.ui.widgets.date_field import DateField
from kam_desktop.words import zones

CHOICES: Final[Mapping[str, type[StrEnum]]] = {
    "tier": Tier, "lifecycle_stage": LifecycleStage, "value_band": ValueBand, "relationship_level": RelationshipLevel,
    "kind": ClientKind, "ownership": Ownership, "status": ClientStatus,
}  # fmt: skip
LISTS: Final = frozenset({"team", "tags"})
LONG: Final = frozenset({"products", "notes"})
LIMITS: Final = {
    "owner": 64, "leader": 64, "industry": 128, "source": 128, "annual_volume": 128, "province": 64, "city": 64,
    "district": 64, "external_no": 64,
}  # fmt: skip
ORDER: Final = (
    "short_name", "tier", "status", "value_band", "lifecycle_stage", "relationship_level", "kind", "ownership", "owner", "team", "leader", "industry",
    "province", "city", "district", "address", "time_zone", "products", "annual_volume", "annual_revenue_minor", "supplier_shares",
    "source", "tags", "since_on", "external_no",
)  # fmt: skip


class Editor(NamedTuple):
    """A widget, what it says now (raises Invalid), and what it said at first."""

    widget: QWidget
    read: Callable[[], Any]
    first: Any


def shown(name: str, client: Mapping[str, Any]) -> str:
    """A fact in words; empty where it is not known."""
    value = client[name]
    if name in CHOICES:
        members = CHOICES[name]
        return labels.name_of(members(value)) if value in set(members) else value
    if name in LISTS:
        return labels.listed(value)
    if name == "annual_revenue_minor":
        return "" if value is None else labels.money(value, client["currency"])
    if name == "supplier_shares":
        return _shares_text(value, "%")
    if name == "time_zone":
        return zones.shown(labels.language(), value)
    if name == "since_on":
        return labels.day(value) if value else ""
    return str(value)


def make(name: str, client: Mapping[str, Any], parent: QWidget) -> Editor:
    """The editor of a fact, filled in."""
    value = client[name]
    if name in CHOICES:
        return _choice(name, value, parent)
    if name in LONG:
        box = LongText(4, parent)
        box.setPlainText(value)
        return Editor(box, box.toPlainText, value)
    if name in LISTS:
        line = _line(name, labels.listed(value), parent)
        return Editor(line, lambda: tags_of(line.text()), tuple(value))
    if name == "annual_revenue_minor":
        currency = client["currency"]
        first = revenue.with_unit(value, currency)
        line = _line(name, first, parent)
        line.setPlaceholderText(revenue.with_unit(0, currency))
        return Editor(line, lambda: value if line.text() == first else revenue.minor(line.text(), currency), value)
    if name == "supplier_shares":
        line = _line(name, _shares_text(value, ""), parent)
        return Editor(line, lambda: share_texts.parse(line.text()), shares.of_plain(value))
    if name == "time_zone":
        first = zones.shown(labels.language(), value)
        line = _line(name, first, parent)
        zone_field.complete(line)
        return Editor(line, lambda: value if line.text() == first else zones.zone_of(line.text()), value)
    if name == "since_on":
        return _day(value, parent)
    line = _line(name, value, parent)
    return Editor(line, partial(_name if name == "name" else _text, line), value)


def text_of(editor: QWidget) -> str:
    """What stands in an editor, to be put back into another one by ``put_text``."""
    if isinstance(editor, QComboBox):
        return str(editor.currentData() or "")
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    day = editor.value() if isinstance(editor, DateField) else None
    return day.isoformat() if day else str(editor.property("text"))


def put_text(editor: QWidget, text: str) -> None:
    """Put a text back that ``text_of`` gave, or the first letters of a new one."""
    if isinstance(editor, QComboBox):
        editor.setCurrentIndex(max(0, editor.findData(text)))
    elif isinstance(editor, QPlainTextEdit):
        editor.setPlainText(text)
    elif isinstance(editor, QLineEdit):
        editor.setText(text)
        editor.textEdited.emit(text)


def sentence(error: Invalid) -> str:
    """What is wrong, beside the editor."""
    return revenue.sentence(error) if error.field == revenue.FIELD else labels.sentence(error)


def plain(name: str, value: Any) -> Any:
    """A value that an editor read, as a client has it."""
    return shares.to_plain(value) if name == "supplier_shares" else value


def _text(line: QLineEdit) -> str:
    return line.text().strip()


def _name(line: QLineEdit) -> str:
    if not (text := _text(line)):
        raise Invalid("name", "client.name_missing")
    return text


def _choice(name: str, value: str, parent: QWidget) -> Editor:
    box = QComboBox(parent)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if name not in NEVER_EMPTY:
        box.addItem("—", "")
    for member in CHOICES[name]:
        box.addItem(labels.name_of(member), member.value)
    choose(box, value, box.count())
    return Editor(box, box.currentData, value)


def _day(value: Any, parent: QWidget) -> Editor:
    field = DateField(runtime.today(), parent, prefer="past")
    field.set_value(value)

    def read() -> Any:
        if not field.is_valid():
            raise Invalid("since_on", "date.unreadable", text=field.text())
        return field.value()

    return Editor(field, read, value)


def _line(name: str, text: str, parent: QWidget) -> QLineEdit:
    line = QLineEdit(parent)
    line.setMaxLength(max(LIMITS.get(name, 512), len(text)))
    line.setText(text)
    line.selectAll()
    return line


def _shares_text(value: Any, unit: str) -> str:
    kept = shares.of_plain(value)
    between = "，" if labels.language() == "zh_CN" else ", "
    ours = "我方" if labels.language() == "zh_CN" else "Us"
    return between.join(f"{ours if each.is_ours else each.name} {shares.shown(each.percent)}{unit}" for each in kept)
