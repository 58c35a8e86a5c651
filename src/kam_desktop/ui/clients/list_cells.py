"""Cells of the client list edited where they stand, as in a spreadsheet: F2, then Enter, Tab or Esc (D-3.4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from kam_desktop import runtime
from kam_desktop.core import client_columns, client_facts
from kam_desktop.core.client_columns import Facet
from kam_desktop.core.custom_fields import Field
from kam_desktop.core.errors import Conflict, Invalid, KamError
from kam_desktop.ui import fonts, labels
from kam_desktop.ui.clients import list_cell_editors, list_columns
from kam_desktop.ui.clients.client_fact_editors import Editor
from kam_desktop.ui.clients.in_place import InPlace
from kam_desktop.ui.clients.list_table import ClientTable
from kam_desktop.ui.tasks import Notice, Tasks
from kam_desktop.ui.widgets.paged_table import Cell
from kam_desktop.ui.widgets.texts import Hint, restyle

_NARROWEST: Final = 144


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell with what it said when its editor was opened, and what was typed since."""

    client_id: str
    key: str
    before: Any
    typed: str | None = None
    error: str = ""


class CellEditing(QObject):
    """One editor at a time. It closes when it is left; what could not be saved comes back with its text."""

    def __init__(self, page: QWidget, tasks: Tasks, table: ClientTable) -> None:
        super().__init__(page)
        self._tasks, self._table = tasks, table
        self.own: dict[str, Field] = {}
        self._entry: Entry | None = None
        self._editor: Editor | None = None
        self._refused: list[Entry] = []
        self.error = Hint("", table.viewport(), role="danger")
        self.error.setProperty("kind", "popup")
        self.error.setContentsMargins(8, 4, 8, 4)
        self.error.hide()
        table.edit_asked.connect(self.open)
        for moved in (
            table.verticalScrollBar().valueChanged, table.horizontalScrollBar().valueChanged,
            table.horizontalHeader().sectionResized, table.rows.dataChanged, table.rows.modelReset,
        ):  # fmt: skip
            moved.connect(self._place)

    @property
    def editor(self) -> QWidget | None:
        """The editor while one is open."""
        return self._editor.widget if self._editor else None

    def open(self, typed: str = "") -> bool:
        """Open the editor of the current cell, with ``typed`` in the place of what it says; False: it has none."""
        if self._editor is not None:
            self._editor.widget.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        client_id, key, cell = self._current()
        if not client_id:
            return False
        if not list_cell_editors.is_editable(key, self.own):
            if not typed:
                self._tasks.told.emit(Notice(self._why_not(key), None))
            return False
        value = cell.value if isinstance(cell, Cell) else cell
        self._show(Entry(client_id, key, value, typed or None))
        return True

    def close(self) -> None:
        """Leave the cell as it was."""
        self._put_away()
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._next_refused()

    def _current(self) -> tuple[str, str, Any]:
        index = self._table.currentIndex()
        row = self._table.rows.row(index.row()) if index.isValid() else None
        if row is None:
            return "", "", None
        return self._table.current_id(), self._table.rows.columns[index.column()].key, row[index.column()]

    def _why_not(self, key: str) -> str:
        if key in list_cell_editors.OF_PERSON:
            return self.tr("This belongs to the main contact. Open the client to change it there.")
        if key == "next":
            return self.tr("The next touch follows from the plan. Move it on Today or in the client's panel.")
        return self.tr("This follows from what was logged. Log a contact with L, and it changes by itself.")

    # --- the editor --------------------------------------------------------------------------------------

    def _show(self, entry: Entry) -> None:
        self._entry = entry
        self._editor = list_cell_editors.make(entry.key, entry.before, self.own, self._table.viewport())
        widget = self._editor.widget
        widget.setAccessibleName(self._title(entry.key))
        self._keys = InPlace(widget, has_steps=True)
        self._keys.taken.connect(self._take)
        self._keys.escaped.connect(self.close)
        self._keys.stepped.connect(self._step)
        self._keys.left.connect(self._on_left)
        if entry.key in list_cell_editors.OFFERED:
            self._tasks.read(self, lambda s: client_columns.facets(s, entry.key), done=partial(self._offer, widget))
        self._table.scrollTo(self._table.currentIndex())
        self._place()
        widget.show()
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        if entry.typed is not None and (entry.error or isinstance(widget, QLineEdit)):
            list_cell_editors.put_text(widget, entry.typed)
        self._say(entry.error)

    def _offer(self, widget: QWidget, found: Sequence[Facet]) -> None:
        if self._editor is None or widget is not self._editor.widget or not isinstance(widget, QLineEdit):
            return
        completer = QCompleter([each.value for each in found], widget)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        widget.setCompleter(completer)

    def _place(self, *_given: object) -> None:
        """Over the cell, wide enough to write in; the error stands below it, or above where the table ends."""
        if self._editor is None or self._entry is None:
            return
        rows, viewport = self._table.rows, self._table.viewport()
        place = rows.place_of(self._entry.client_id)
        at = next((at for at, column in enumerate(rows.columns) if column.key == self._entry.key), None)
        if place is not None and at is not None:
            cell = self._table.visualRect(rows.index(place, at))
            width = max(cell.width(), fonts.px(_NARROWEST))
            left = max(0, min(cell.left(), viewport.width() - width))
            self._editor.widget.setGeometry(QRect(left, cell.top() + 1, width, cell.height() - 2))
        self._place_error(self._editor.widget.geometry())

    def _place_error(self, over: QRect) -> None:
        viewport = self._table.viewport()
        width = min(viewport.width(), fonts.px(360))
        height = self.error.heightForWidth(width)
        below = over.bottom() + 2
        top = below if below + height <= viewport.height() else over.top() - height - 2
        self.error.setGeometry(max(0, min(over.left(), viewport.width() - width)), top, width, height)

    def _say(self, sentence: str) -> None:
        widget = self._editor.widget if self._editor else None
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        if widget is not None:
            widget.setAccessibleDescription(sentence)
            widget.setProperty("invalid", "true" if sentence else "false")
            restyle(widget)
            self._place()
            self.error.raise_()

    def _put_away(self) -> None:
        if self._editor is None:
            return
        widget, self._editor, self._entry = self._editor.widget, None, None
        self._keys.stop()
        self.error.hide()
        widget.hide()
        widget.deleteLater()

    # --- what was typed ----------------------------------------------------------------------------------

    def _take(self) -> None:
        if self._commit():
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
            self._next_refused()

    def _step(self, by: int) -> None:
        """Save, and open the next cell that can be edited; after the last one of a row comes the next row."""
        if not self._commit():
            return
        rows, index = self._table.rows, self._table.currentIndex()
        places = [at for at, column in enumerate(rows.columns) if list_cell_editors.is_editable(column.key, self.own)]
        beyond = [at for at in places if (at - index.column()) * by > 0]
        place = index.row() if beyond else index.row() + by
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        if 0 <= place < len(rows.ids):
            at = (beyond or places)[0 if by > 0 else -1]
            self._table.setCurrentIndex(rows.index(place, at))
            self.open()

    def _on_left(self) -> None:
        """The focus went elsewhere: what was typed is saved, for nothing may be lost."""
        if self.error.isHidden():
            self._commit()

    def _commit(self) -> bool:
        """Hand the value to the writer and close; False when it cannot be one, which stands beside it then."""
        if self._editor is None or self._entry is None:
            return False
        try:
            value = self._editor.read()
        except Invalid as error:
            self._say(labels.sentence(error))
            self._editor.widget.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        entry, first = self._entry, self._editor.first
        typed = list_cell_editors.text_of(self._editor.widget)
        self._put_away()
        if value != first:
            self._save(Entry(entry.client_id, entry.key, entry.before, typed), value)
        return True

    def _save(self, entry: Entry, value: Any) -> None:
        name, today = list_cell_editors.fact_of(entry.key), runtime.today()
        self._tasks.write(
            self,
            lambda s: client_facts.put(s, entry.client_id, name, value, before=entry.before, today=today),
            failed=partial(self._on_failed, entry),
            said=self.tr("{field} {before} → {after}").format(
                field=self._title(entry.key), before=_said(entry.key, entry.before), after=_said(entry.key, value)
            ),
        )

    # --- what was refused --------------------------------------------------------------------------------

    def _on_failed(self, entry: Entry, error: KamError) -> None:
        if not isinstance(error, Conflict):
            self._refuse(entry, entry.before, labels.sentence(error))
            return
        words = self.tr("Meanwhile it was changed to {value}. Enter puts yours there, Esc leaves it.")
        self._tasks.read(
            self,
            lambda s: client_facts.kept(s, entry.client_id, list_cell_editors.fact_of(entry.key)),
            done=lambda now: self._refuse(entry, now, words.format(value=_said(entry.key, now))),
        )

    def _refuse(self, entry: Entry, now: Any, sentence: str) -> None:
        """It comes back beside its cell, at once or after the cell that is edited now."""
        self._refused.append(Entry(entry.client_id, entry.key, now, entry.typed, sentence))
        if self._editor is None:
            self._next_refused()
        else:
            self._tell(self._refused[-1])

    def _next_refused(self) -> None:
        if not self._refused:
            return
        entry = self._refused.pop(0)
        at = next((at for at, column in enumerate(self._table.rows.columns) if column.key == entry.key), None)
        place = self._table.rows.place_of(entry.client_id)
        if place is None or at is None or not self._table.isVisible():
            self._tell(entry)
            return
        self._table.setCurrentIndex(self._table.rows.index(place, at))
        self._show(entry)

    def _tell(self, entry: Entry) -> None:
        words = self.tr("{field} “{text}” is not saved yet: {reason}")
        said = words.format(field=self._title(entry.key), text=entry.typed or "", reason=entry.error)
        self._tasks.told.emit(Notice(said, None))

    def _title(self, key: str) -> str:
        names: Mapping[str, str] = {each: field.label for each, field in self.own.items()}
        return labels.list_field(key, names)


def _said(key: str, value: Any) -> str:
    return list_columns.words(key, value) or "—"
