"""What the page of a gift is made of: whom it may go to, bands, boxes of choices, short prose."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from kam_desktop.core import clients, contacts
from kam_desktop.ui import appearance, labels, painting


@dataclass(frozen=True)
class Whom:
    """A client and their people, as the pickers need them."""

    client_id: str
    name: str
    people: tuple[tuple[str, str], ...]  # (id, name and title)


class Band(QWidget):
    """Head or foot of the page, with a hairline."""

    def __init__(self, parent: QWidget, *, is_head: bool) -> None:
        super().__init__(parent)
        self._is_head = is_head

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._is_head:
            painting.under(painter, self.rect())
        else:
            painting.hairline(painter, 0, 0, self.width())


def read_whom(session: Any, client_id: str) -> Whom:
    """Those who left are not offered."""
    client = clients.get(session, client_id)
    people = tuple(
        (each.id, f"{each.name} {each.title}".strip())
        for each in contacts.of_client(session, client_id)
        if not each.has_left
    )
    return Whom(client.id, client.short_name or client.name, people)


def choices(kinds: type[StrEnum], parent: QWidget) -> QComboBox:
    """A box of all members by their names."""
    box = QComboBox(parent)
    for member in kinds:
        box.addItem(labels.name_of(member), member.value)
    return box


def prose(parent: QWidget) -> QPlainTextEdit:
    """Two lines of text; Tab goes on."""
    text = QPlainTextEdit(parent)
    text.setTabChangesFocus(True)
    appearance.scaled(text.setFixedHeight, 56)
    return text
