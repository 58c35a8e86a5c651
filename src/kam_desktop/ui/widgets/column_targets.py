"""Which column of an outside table is what: a line for each, with the fields it can fill, in words."""

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QCompleter, QGridLayout, QWidget

from kam_desktop.core.records import OwnField
from kam_desktop.ui import labels
from kam_desktop.ui.widgets.texts import PlainLabel

if TYPE_CHECKING:
    from kam_desktop.exchange.columns import Mapping
    from kam_desktop.exchange.parsed import ParsedFile, Row

_LOOKED_AT = 20  # rows, for something that stands in a column
_SEEN = 16  # fields at once
_FOUND_BY = Qt.ItemDataRole.UserRole + 1  # the name of a field again; a head has none, and is not found
_LETTERS = 12  # of a field, that a box has room for; to measure all of them in each box takes seconds


class ColumnTargets(QWidget):
    """``changed`` gives the mapping with one column filled by another field, or left out."""

    changed = Signal(object)  # columns.Mapping

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._boxes: list[QComboBox] = []
        self._mapping: Mapping | None = None
        self._made_for: object = None  # what the boxes offer depends on this
        self._names: dict[str, str] = {}  # of the fields of this mapping
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        for column, share in enumerate((2, 3, 2)):
            self._grid.setColumnStretch(column, share)

    def show_mapping(self, parsed: "ParsedFile", mapping: "Mapping") -> None:
        """A line for each column: its heading, the first that stands in it, the field."""
        rows, self._mapping = parsed.rows[:_LOOKED_AT], mapping
        made_for = (rows, mapping.kind, mapping.headings, mapping.has_headings, mapping.own)
        places = [box.findData(target) for box, target in zip(self._boxes, mapping.targets, strict=False)]
        if made_for == self._made_for and -1 not in places:
            for box, place in zip(self._boxes, places, strict=True):
                box.setCurrentIndex(place)
        else:
            self._made_for = made_for
            self._make_lines(rows, mapping)

    def _make_lines(self, rows: "Sequence[Row]", mapping: "Mapping") -> None:
        current = next((at for at, box in enumerate(self._boxes) if box.hasFocus()), None)
        self._boxes, self._names = [], {}
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for column in range(len(mapping.targets)):
            heading = mapping.headings[column] if mapping.has_headings else ""
            values = [row.cells[column] for row in rows if column < len(row.cells) and row.cells[column].strip()]
            sample = values[0] if values else ""
            named = heading or self.tr("Column {n}").format(n=column + 1)
            self._grid.addWidget(PlainLabel(named, self, elide=True), column, 0)
            self._grid.addWidget(PlainLabel(sample[:40], self, role="muted", elide=True), column, 1)
            self._boxes.append(self._box(mapping, column, values))
            self._grid.addWidget(self._boxes[-1], column, 2)
        if current is not None and current < len(self._boxes):
            self._boxes[current].show()  # the layout would do it later, and the focus would be lost
            self._boxes[current].setFocus(Qt.FocusReason.OtherFocusReason)

    def put_back(self) -> bool:
        """Forget what is being typed into a box; False where nothing is."""
        typed = next((box for box in self._boxes if box.hasFocus() and box.currentText() != _chosen(box)), None)
        if typed is not None:
            _put_back(typed)
        return typed is not None

    def take_focus(self) -> None:
        """The first column."""
        if self._boxes:
            self._boxes[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _box(self, mapping: "Mapping", column: int, values: Sequence[str]) -> QComboBox:
        """The likely fields first, then those of the client and of each person; typing finds one."""
        heading, target = mapping.headings[column] if mapping.has_headings else "", mapping.targets[column]
        box = QComboBox(self)
        box.setProperty("extent", "small")
        box.setAccessibleName(heading or str(column + 1))
        box.setMaxVisibleItems(_SEEN)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_LETTERS)
        box.addItem(self.tr("Leave out"), "")
        known = targets(mapping, target)
        for each in (each for each in _likely(heading, values) if each in known):
            box.addItem(self._called(each, mapping), each)
        for head, group in groupby(sorted(known, key=_place), key=_owner):
            _add_head(box, head)
            for each in group:
                box.addItem(self._called(each, mapping), each)
        box.setCurrentIndex(max(box.findData(target), 0))
        _make_searchable(box)
        box.activated.connect(lambda _i: self._choose(column))
        return box

    def _choose(self, column: int) -> None:
        """A head chooses nothing: its exact words can be typed."""
        box, mapping = self._boxes[column], self._mapping
        if mapping is None:
            return
        if box.currentData() is None:
            box.setCurrentIndex(box.findData(mapping.targets[column]))
        else:
            self.changed.emit(mapping.with_target(column, box.currentData()))

    def _called(self, target: str, mapping: "Mapping") -> str:
        if target not in self._names:
            self._names[target] = target_name(target, mapping.own)
        return self._names[target]


def _likely(heading: str, values: Sequence[str]) -> list[str]:
    """What the heading says, and what stands in the column looks like."""
    from kam_desktop.exchange import guesses, headings

    match = headings.match(heading)
    said = [str(match.target)] if match else []
    return list(dict.fromkeys([*said, *filter(None, [guesses.field(values)])]))


def _place(target: str) -> int:
    """What the table is about, then clients, then people."""
    owner = _owner(target)
    if owner.startswith("contact"):
        return 2 + int(owner.removeprefix("contact") or 1)
    return 1 if owner == "client" else 0


def _owner(target: str) -> str:
    return target.partition(".")[0]


def _add_head(box: QComboBox, owner: str) -> None:
    """Whose fields follow; it cannot be chosen."""
    number = owner.removeprefix("contact") if owner.startswith("contact") else ""
    name = labels.say(f"target.group.{owner.removesuffix(number)}")
    box.addItem(f"{name} {number}".strip())
    model = box.model()
    if isinstance(model, QStandardItemModel):
        item = model.item(box.count() - 1)
        item.setEnabled(False)
        font = item.font()
        font.setBold(True)
        item.setFont(font)


def _make_searchable(box: QComboBox) -> None:
    """Typing narrows the fields down, Enter takes the first; what names none is forgotten on leaving."""
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    for place in range(box.count()):
        if box.itemData(place) is not None:
            box.setItemData(place, box.itemText(place), _FOUND_BY)
    completer, line = box.completer(), box.lineEdit()
    if completer is not None:
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setCompletionRole(_FOUND_BY)
    if line is not None:
        line.returnPressed.connect(lambda: _take_first(box))
        line.editingFinished.connect(lambda: _put_back(box))
        line.setCursorPosition(0)


def _take_first(box: QComboBox) -> None:
    """The field that is named so, else the first with these letters, where none of those shown is marked."""
    typed, completer = box.currentText().strip().casefold(), box.completer()
    shown = completer.popup() if completer is not None else None
    is_marked = shown is not None and shown.isVisible() and shown.selectionModel().hasSelection()
    if is_marked or not typed or box.currentText() == _chosen(box):
        return
    names = [str(box.itemData(place, _FOUND_BY) or "").casefold() for place in range(box.count())]
    found = [place for place, name in enumerate(names) if typed in name]
    if found:
        box.setCurrentIndex(min(found, key=lambda place: names[place] != typed))
        box.activated.emit(box.currentIndex())


def _chosen(box: QComboBox) -> str:
    return box.itemText(box.currentIndex())


def _put_back(box: QComboBox) -> None:
    box.setEditText(_chosen(box))
    if (line := box.lineEdit()) is not None:
        line.setCursorPosition(0)


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
