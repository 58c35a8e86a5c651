"""People outside work who matter to a contact: relation, name and birthday, one block each (D-2.2)."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kam_desktop.core.contacts import RelativeDraft
from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules.kinds import Relation
from kam_desktop.ui import labels
from kam_desktop.ui.clients import birthday_field
from kam_desktop.ui.clients.birthday_field import BirthdayField
from kam_desktop.ui.widgets.buttons import IconButton, QuietButton

Told = dict[str, str]  # plain data that JSON can keep: id, relation, name, birthday, notes


def told(draft: RelativeDraft) -> Told:
    """A relative as the form shows them."""
    born = birthday_field.written(draft.birthday) if draft.birthday else ""
    return {
        "id": draft.id, "relation": draft.relation, "name": draft.name, "birthday": born, "notes": draft.notes,
    }  # fmt: skip


def draft_of(line: Told, stored: Sequence[RelativeDraft]) -> RelativeDraft:
    """What a line means; a birthday that was left alone stays as it was kept. Raises Invalid ``relatives``."""
    known = next((each for each in stored if each.id and each.id == line["id"]), None)
    if known is not None and told(known)["birthday"] == line["birthday"]:
        born = known.birthday
    else:
        try:
            born = birthday_field.read(line["birthday"])
        except Invalid as error:
            raise Invalid("relatives", error.code, **error.params) from error
    return RelativeDraft(line["name"], line["relation"], born, line["notes"], line["id"])


class _Block(QWidget):
    """One relative."""

    changed = Signal()
    left = Signal()
    removed = Signal(QWidget)

    def __init__(self, given: Told, parent: QWidget) -> None:
        super().__init__(parent)
        self._given = given
        self.relation = QComboBox(self)
        self.relation.addItem("—", "")
        for each in Relation:
            self.relation.addItem(labels.name_of(each), each.value)
        self.relation.setCurrentIndex(max(0, self.relation.findData(given["relation"])))
        self.relation.setAccessibleName(self.tr("Relation"))
        self.relation.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.name = QLineEdit(given["name"], self)
        self.name.setMaxLength(128)
        self.name.setPlaceholderText(self.tr("Name"))
        self.name.setAccessibleName(self.tr("Name of the relative"))
        self.birthday = BirthdayField(self)
        self.birthday.setAccessibleName(self.tr("Birthday of the relative"))
        self.birthday.set_text(given["birthday"])
        self.cross = IconButton("cross", self.tr("Remove this relative"), self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.relation)
        row.addWidget(self.name, 1)
        row.addWidget(self.cross)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.birthday)

    def _connect(self) -> None:
        self.relation.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.name.textChanged.connect(lambda _: self.changed.emit())
        self.birthday.changed.connect(self.changed)
        self.birthday.left.connect(self.left)
        self.cross.clicked.connect(lambda: self.removed.emit(self))
        self.relation.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scrolling the form must not change what it says."""
        if event.type() == QEvent.Type.Wheel and watched is self.relation and not self.relation.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def value(self) -> Told:
        """What the block says now."""
        return self._given | {
            "relation": str(self.relation.currentData()), "name": self.name.text().strip(),
            "birthday": self.birthday.text(),
        }  # fmt: skip


class RelativesField(QWidget):
    """``values()`` are the lines in their order; blocks left empty are not among them."""

    changed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._blocks: list[_Block] = []
        self.add_button = QuietButton(self.tr("Add a relative"), self, icon="plus", size="small")
        self.add_button.clicked.connect(self._add_by_hand)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.add_button)

    def blocks(self) -> Sequence[_Block]:
        """The relatives on the form."""
        return tuple(self._blocks)

    def values(self) -> list[Told]:
        """What the form says now."""
        lines = [block.value() for block in self._blocks]
        return [line for line in lines if any(line[name] for name in ("id", "relation", "name", "birthday"))]

    def set_values(self, lines: Sequence[Any]) -> None:
        """Show these, without ``changed``."""
        for block in self._blocks:
            self._drop(block)
        self._blocks = []
        for line in lines:
            self._add(line)

    def impossible(self) -> str:
        """Why a birthday that is written out cannot be, as a sentence."""
        return next((text for block in self._blocks if (text := block.birthday.impossible())), "")

    def _add(self, line: Told) -> _Block:
        block = _Block(line, self)
        block.changed.connect(self.changed)
        block.left.connect(self.left)
        block.removed.connect(self._remove)
        self._blocks.append(block)
        self._column.insertWidget(self._column.count() - 1, block)
        return block

    def _add_by_hand(self) -> None:
        block = self._add(told(RelativeDraft()))
        block.relation.setFocus(Qt.FocusReason.TabFocusReason)

    def _remove(self, block: _Block) -> None:
        self._blocks.remove(block)
        self._drop(block)
        self.add_button.setFocus(Qt.FocusReason.TabFocusReason)
        self.changed.emit()

    def _drop(self, block: _Block) -> None:
        self._column.removeWidget(block)
        block.hide()
        block.deleteLater()
