"""Cells of the client list edited where they stand, as in a spreadsheet: F2, then Enter, Tab or Esc (D-3.4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from kam_desktop import runtime
from kam_desktop.core import client_columns, client_facts, drafts
from kam_desktop.core.client_columns import Facet
from kam_desktop.core.custom_fields import Field
from kam_desktop.core.errors import Conflict, Invalid, KamError
from kam_desktop.ui import fonts, labels
from kam_desktop.ui.clients import client_fact_editors, list_cell_drafts, list_cell_editors, list_columns
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
    currency: str = "CNY"


class CellEditing(QObject):
    """One editor at a time. It closes when it is left; what could not be saved comes back with its text."""

    def __init__(self, page: QWidget, tasks: Tasks, table: ClientTable) -> None:
        super().__init__(page)
        self._tasks, self._table = tasks, table
        self.own: dict[str, Field] = {}
        self._entry: Entry | None = None
        self._editor: Editor | None = None
        self._refused: list[Entry] = []
        self._sent: dict[tuple[str, str], tuple[Any, Any]] = {}  # what a cell said, and what is on its way to it
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
        table.rows.dataChanged.connect(self._on_read)

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
                self._tasks.told.emit(Notice(self._why_not(key), None, is_done=False))
            return False
        value = _value_of(cell)
        said, sent = self._sent.get((client_id, key), (None, None))
        before = sent if said == value else value  # the list may not have read yet what was just saved
        currency = cell.unit if isinstance(cell, Cell) and cell.unit else "CNY"
        self._show(Entry(client_id, key, before, typed or None, currency=currency))
        return True

    def close(self) -> None:
        """Leave the cell as it was."""
        self._put_away()
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._next_refused()

    def leave(self) -> None:
        """The page goes: what can be saved is saved, and what cannot is kept for when the page comes back."""
        left, self._refused = self._refused, []
        if self._editor is not None and self._entry is not None:
            entry = replace(self._entry, typed=client_fact_editors.text_of(self._editor.widget))
            try:
                is_changed = self._editor.read() != self._editor.first
            except Invalid as error:
                left, is_changed = [*left, replace(entry, error=client_fact_editors.sentence(error))], False
            if is_changed:
                self._keep(entry)  # the core may refuse it when nobody is there to be told
                self._commit()
            self._put_away()
        for entry in left:
            self._keep(entry)

    def come_back(self) -> None:
        """The page is seen: what was not saved stands beside its cell again."""
        self._tasks.read(self, lambda s: drafts.find(s, list_cell_drafts.KEY), done=self._fetch, after_writes=True)

    def _fetch(self, kept: Any) -> None:
        if kept and self._table.isVisible():
            self._tasks.write(self, list_cell_drafts.take, done=self._take_kept)

    def _take_kept(self, found: Sequence[tuple[str, str, Any, str, str, str]]) -> None:
        words = self.tr("This was not saved when the list was left.")
        for client_id, key, now, typed, error, currency in found:
            self._refuse(Entry(client_id, key, now, typed, currency=currency), now, error or words)

    def _keep(self, entry: Entry) -> None:
        client_id, key, typed, error = entry.client_id, entry.key, entry.typed or "", entry.error
        self._tasks.write(self, lambda s: list_cell_drafts.keep(s, client_id, key, typed, error))

    def _current(self) -> tuple[str, str, Any]:
        if not self._table.currentIndex().isValid() and self._table.rows.ids:
            self._table.setCurrentIndex(self._table.rows.index(0, 0))
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
        self._editor = list_cell_editors.make(entry.key, entry.before, self.own, self._table.viewport(), entry.currency)
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
            client_fact_editors.put_text(widget, entry.typed)
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
            self._say(client_fact_editors.sentence(error))
            self._editor.widget.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        entry, first = self._entry, self._editor.first
        typed = client_fact_editors.text_of(self._editor.widget)
        self._put_away()
        if value != first:
            self._save(replace(entry, typed=typed, error=""), value)
        return True

    def _save(self, entry: Entry, value: Any) -> None:
        name, today = list_cell_editors.fact_of(entry.key), runtime.today()
        cell, shown = (entry.client_id, entry.key), self._shown(entry)
        self._sent[cell] = (shown, value)

        def work(session: Any) -> Any:
            client_facts.put(session, entry.client_id, name, value, before=entry.before, today=today)
            list_cell_drafts.drop(session, *cell)
            return client_facts.kept(session, entry.client_id, name)

        self._tasks.write(
            self,
            work,
            done=lambda now: self._on_saved(cell, value, now),
            failed=partial(self._on_failed, entry),
            said=self.tr("{field} {before} → {after}").format(
                field=self._title(entry.key), before=_said(entry, entry.before), after=_said(entry, value)
            ),
        )

    def _shown(self, entry: Entry) -> Any:
        """What the list says of a cell, which may be older than what the store does."""
        said, sent = self._sent.get((entry.client_id, entry.key), (None, None))
        return said if sent == entry.before else entry.before

    def _on_saved(self, cell: tuple[str, str], value: Any, now: Any) -> None:
        """The core may have tidied the value; a newer one on its way stays."""
        said, sent = self._sent.get(cell, (None, None))
        if sent == value:
            self._sent[cell] = (said, now)

    def _on_read(self, *_given: object) -> None:
        """Where the list has read again it says itself what a cell is."""
        keys = [column.key for column in self._table.rows.columns]
        for (client_id, key), (said, _value) in list(self._sent.items()):
            place = self._table.rows.place_of(client_id)
            row = None if place is None or key not in keys else self._table.rows.row(place)
            if row is not None and _value_of(row[keys.index(key)]) != said:
                del self._sent[client_id, key]

    # --- what was refused --------------------------------------------------------------------------------

    def _on_failed(self, entry: Entry, error: KamError) -> None:
        self._sent.pop((entry.client_id, entry.key), None)
        if not isinstance(error, Conflict):
            self._refuse(entry, entry.before, labels.sentence(error))
            return
        words = self.tr("Meanwhile it was changed to {value}. Enter puts yours there, Esc leaves it.")
        self._tasks.read(
            self,
            lambda s: client_facts.kept(s, entry.client_id, list_cell_editors.fact_of(entry.key)),
            done=lambda now: self._refuse(entry, now, words.format(value=_said(entry, now))),
        )

    def _refuse(self, entry: Entry, now: Any, sentence: str) -> None:
        """It comes back beside its cell, at once or after the cell that is edited now."""
        again = replace(entry, before=now, error=sentence)
        if not self._table.isVisible():
            self._keep(again)
            self._tell(again)
            return
        self._refused.append(again)
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
            self._keep(entry)  # its row is filtered away: it comes again with the page
            self._tell(entry)
            self._next_refused()
            return
        self._table.setCurrentIndex(self._table.rows.index(place, at))
        self._show(entry)

    def _tell(self, entry: Entry) -> None:
        words = self.tr("{field} “{text}” is not saved yet: {reason}")
        said = words.format(field=self._title(entry.key), text=entry.typed or "", reason=entry.error)
        self._tasks.told.emit(Notice(said, None, is_done=False))

    def _title(self, key: str) -> str:
        names: Mapping[str, str] = {each: field.label for each, field in self.own.items()}
        return labels.list_field(key, names)


def _value_of(cell: Any) -> Any:
    return cell.value if isinstance(cell, Cell) else cell


def _said(entry: Entry, value: Any) -> str:
    return list_columns.words(entry.key, value, entry.currency) or "—"
