"""Which column of an outside table is what: a line for each, with the fields it can fill, in words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from kam_desktop.core.records import OwnField
from kam_desktop.ui import labels
from kam_desktop.ui.widgets.texts import PlainLabel

if TYPE_CHECKING:
    from kam_desktop.exchange.columns import Mapping
    from kam_desktop.exchange.parsed import ParsedFile

_LOOKED_AT = 20  # rows, for something that stands in a column
_LETTERS = 12  # of a field, that a box has room for; to measure all of them in each box takes seconds


class ColumnTargets(QWidget):
    """``changed`` gives the mapping with one column filled by another field, or left out."""

    changed = Signal(object)  # columns.Mapping

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._boxes: list[QComboBox] = []
        self._choices = QStandardItemModel(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        for column, share in enumerate((2, 3, 2)):
            self._grid.setColumnStretch(column, share)

    def show_mapping(self, parsed: "ParsedFile", mapping: "Mapping") -> None:
        """A line for each column: its heading, the first that stands in it, the field."""
        current = next((at for at, box in enumerate(self._boxes) if box.hasFocus()), None)
        self._boxes = []
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        rows, old = parsed.rows[:_LOOKED_AT], self._choices
        choices = self._choices = self._made(mapping)
        old.deleteLater()
        for column, target in enumerate(mapping.targets):
            heading = mapping.headings[column] if mapping.has_headings else ""
            sample = next(
                (row.cells[column] for row in rows if column < len(row.cells) and row.cells[column].strip()), ""
            )
            named = heading or self.tr("Column {n}").format(n=column + 1)
            self._grid.addWidget(PlainLabel(named, self, elide=True), column, 0)
            self._grid.addWidget(PlainLabel(sample[:40], self, role="muted", elide=True), column, 1)
            self._boxes.append(self._box(mapping, column, target, heading, choices))
            self._grid.addWidget(self._boxes[-1], column, 2)
        if current is not None and current < len(self._boxes):
            self._boxes[current].show()  # the layout would do it later, and the focus would be lost
            self._boxes[current].setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """The first column."""
        if self._boxes:
            self._boxes[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _made(self, mapping: "Mapping") -> QStandardItemModel:
        """What a column can be: the same for all, which share it, and each special form that one of them has."""
        found = QStandardItemModel(self)
        known = targets(mapping)
        special = [each for each in dict.fromkeys(mapping.targets) if each and each not in known]
        for each in ("", *special, *known):
            item = QStandardItem(target_name(each, mapping.own) if each else self.tr("Leave out"))
            item.setData(each, Qt.ItemDataRole.UserRole)
            found.appendRow(item)
        return found

    def _box(
        self, mapping: "Mapping", column: int, target: str, heading: str, choices: QStandardItemModel
    ) -> QComboBox:  # fmt: skip
        box = QComboBox(self)
        box.setProperty("extent", "small")
        box.setAccessibleName(heading or str(column + 1))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_LETTERS)
        box.setModel(choices)
        box.setCurrentIndex(max(box.findData(target), 0))
        box.activated.connect(lambda _i: self.changed.emit(mapping.with_target(column, str(box.currentData()))))
        return box


def targets(mapping: "Mapping", present: str = "") -> list[str]:
    """Every target one can choose for the kind of a table, with the one in use when it is a special form."""
    from kam_desktop.exchange import fields  # many a day passes without

    if mapping.kind in fields.FACTS:
        known = [each.key for each in fields.FACTS[mapping.kind]]
    else:
        known = [each.key for each in fields.FIELDS if not each.key.startswith("purchase.")]
        known += [f"{each.entity}.custom:{each.id}" for each in mapping.own]
        for slot in range(2, fields.SLOTS + 1):
            known += [key.replace("contact.", f"contact{slot}.") for key in known if key.startswith("contact.")]
    return known if present in known or not present else [present, *known]


def target_name(target: str, own: Sequence[OwnField] = ()) -> str:
    """``联系人 2 · 手机`` for ``contact2.phone``; a field of the users' own by its label."""
    plain, _, form = target.partition(":")
    owner, _, name = plain.partition(".")
    field = next((each.label for each in own if name == "custom" and each.id == form), "")
    field = field or _field(owner.rstrip("23"), name)
    if owner.startswith("contact"):
        slot = owner.removeprefix("contact")
        head = labels.field("contact") + (f" {slot}" if slot else "")
        field = f"{head} · {field}"
    if not form or name == "custom":
        return field
    as_found = QCoreApplication.translate("Targets", "as found")
    return f"{field} ({as_found})"


def _field(owner: str, name: str) -> str:
    if name == "name" and owner in ("client", "contact"):
        return labels.say(f"target.{owner}.name")
    if owner in ("interaction", "purchase", "gift"):
        return labels.say(f"target.{owner}.{name}")
    return labels.field(name) if labels.field(name) != name else labels.say(f"target.{name}")
