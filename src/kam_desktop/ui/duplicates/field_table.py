"""The two records side by side, one row a field: Left and Right choose a side, B both, and so does a click."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from kam_desktop.core.mergers import Preview
from kam_desktop.core.namesakes import Person
from kam_desktop.core.rules.unions import Joined, Take
from kam_desktop.ui import labels
from kam_desktop.ui.duplicates import wording
from kam_desktop.ui.widgets.paged_table import Cell, Column, PagedTableModel, RowTable

PERSON: Final = "person."
_KEYS: Final = {Qt.Key.Key_Left: Take.KEPT, Qt.Key.Key_Right: Take.DROPPED, Qt.Key.Key_B: Take.BOTH}
_COLUMNS: Final = {1: Take.KEPT, 2: Take.DROPPED, 3: Take.BOTH}


class FieldTable(RowTable):
    """``chosen(name, take)`` for a field, or for a person under ``person.<id>``: left one, right two people.

    ``person.<id>.<field>`` is a field in which both cards of that person differ.
    """

    chosen = Signal(str, str)

    def __init__(self, heads: Sequence[str], parent: QWidget | None = None) -> None:
        """``heads`` of the four columns: the field, the one that stays, the one that is merged, the result."""
        self._lines: dict[str, tuple[Any, ...]] = {}
        columns = [
            Column("field", heads[0], 190, "muted", is_sortable=False),
            Column("kept", heads[1], 250, is_sortable=False),
            Column("dropped", heads[2], 250, is_sortable=False),
            Column("value", heads[3], 0, "bold", is_sortable=False),
        ]
        self._fields = PagedTableModel((), self._deliver, columns)
        super().__init__(self._fields, parent)
        self._fields.setParent(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName(self.tr("Fields of both records"))
        self.horizontalHeader().setSectionsClickable(False)
        self.clicked.connect(self._on_clicked)

    def show_preview(self, preview: Preview) -> None:
        """The differing fields first, then the people, then what is equal on both sides."""
        filled = [each for each in preview.fields if not each.is_empty]
        differing = [each for each in filled if each.differs]
        lines = {each.name: _field_line(each, preview) for each in differing}
        for person in preview.people:
            lines[f"{PERSON}{person.id}"] = self._person_line(person)
            for each in person.differing:
                lines[f"{PERSON}{person.id}.{each.name}"] = _field_line(each, preview, f"{person.into_name} · ")
        lines |= {each.name: _field_line(each, preview) for each in filled if not each.differs}
        self._lines = lines
        self.show_ids(list(lines))

    def set_widths(self) -> None:
        """Both sides get a third of what the labels leave."""
        room = self.viewport().width() - self.columnWidth(0)
        for column in (1, 2):
            self.setColumnWidth(column, max(room // 3, 80))

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self.set_widths()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        take = _KEYS.get(Qt.Key(event.key()))
        if take is not None and not event.modifiers() and self.current_id():
            self.chosen.emit(self.current_id(), take.value)
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        take = _COLUMNS.get(index.column())
        if take is not None:
            self.chosen.emit(self._fields.ids[index.row()], take.value)

    def _deliver(self, ids: Sequence[str], deliver: Callable[[Sequence[tuple[Any, ...]]], None]) -> None:
        deliver([self._lines[each] for each in ids if each in self._lines])

    def _person_line(self, person: Person) -> tuple[Any, ...]:
        label = labels.say("duplicates.field.person")
        if person.into_id:
            return (label, _side(person.into_name, is_taken=True), _side(person.name, is_taken=True),
                    Cell(self.tr("{name}, one person").format(name=person.into_name)))  # fmt: skip
        taken = _side(person.name, is_taken=True)
        return (
            label,
            Cell(wording.NOTHING, "muted"),
            taken,
            Cell(self.tr("{name} comes along").format(name=person.name)),
        )


def joined_at(preview: Preview, row_id: str) -> tuple[str, Joined] | None:
    """Whose field stands in a row, empty for the record's own, and the field; None for a person or no row."""
    if not row_id.startswith(PERSON):
        return next((("", each) for each in preview.fields if each.name == row_id), None)
    person_id, _, name = row_id.removeprefix(PERSON).partition(".")
    people = (person for person in preview.people if person.id == person_id)
    return next(((one.into_name, each) for one in people for each in one.differing if each.name == name), None)


def _field_line(joined: Joined, preview: Preview, whose: str = "") -> tuple[Any, ...]:
    kept, dropped, value = (
        wording.text_of(joined, values, preview.labels) for values in (joined.kept, joined.dropped, joined.value)
    )
    label = whose + wording.label_of(joined.name, preview)
    if not joined.differs:
        return (label, Cell(kept, "muted"), Cell(dropped, "muted"), Cell(value, "muted"))
    return (
        label, _side(kept, is_taken=joined.take is not Take.DROPPED),
        _side(dropped, is_taken=joined.take is not Take.KEPT), Cell(value),
    )  # fmt: skip


def _side(text: str, *, is_taken: bool) -> Cell:
    """The side that is taken has a mark before it, so that colour alone says nothing."""
    is_marked = is_taken and text != wording.NOTHING
    return Cell(" ".join(text.split()), "accent" if is_marked else "muted", "check" if is_marked else "")
