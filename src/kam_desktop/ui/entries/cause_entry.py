"""What the entries of occasions and favours have in common: fields on the page itself, kept while one types (D-6.6).

Enter saves, Esc closes and keeps what was typed. What cannot be taken is said beside its field; where somebody saved
the same record meanwhile, both are told and the next save goes through.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from kam_desktop.core import drafts
from kam_desktop.core.errors import Conflict, Invalid, KamError
from kam_desktop.ui import appearance, labels, painting
from kam_desktop.ui.draft_keeper import DraftKeeper
from kam_desktop.ui.page import holds_focus
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton, QuietButton
from kam_desktop.ui.widgets.date_field import DateField
from kam_desktop.ui.widgets.field import Field
from kam_desktop.ui.widgets.texts import Hint, PlainLabel

Values = dict[str, Any]
Work = Callable[[Any], Any]


class CauseEntry(QWidget):
    """``open`` for a new record or one that is edited; hidden while there is none."""

    closed = Signal()
    kind = ""  # of the draft that is kept

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.client_id = self.row_id = ""
        self.revision = 0
        self._is_filling = self._is_saving = self._is_typed = False
        self._person_id = ""
        self.fields: dict[str, Field] = {}
        self._keeper = DraftKeeper(tasks, self)
        self._keeper.due.connect(self.keep)
        self.heading = PlainLabel("", self, bold=True, elide=True)
        self.error = Hint("", self, role="danger")
        self.error.hide()
        self.save_button = PlainButton(self.tr("Save"), self, keys="Enter", size="small")
        self.close_button = QuietButton(self.tr("Close"), self, keys="Esc", size="small")
        self.remove_button = QuietButton(self.tr("Remove"), self, icon="trash", size="small")
        self.person = QComboBox(self)
        self._lay_out_head()
        self.make_fields()
        self._column.addWidget(self.error)
        self.hide()

    def _lay_out_head(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.heading, 1)
        for button in (self.remove_button, self.close_button, self.save_button):
            head.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 8, 16, 12)
        self._column.setSpacing(8)
        self._column.addLayout(head)
        self.save_button.clicked.connect(self.save)
        self.close_button.clicked.connect(self.close_entry)
        self.remove_button.clicked.connect(self.remove)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    # --- what an entry says of itself ---------------------------------------------------------------------------

    def make_fields(self) -> None:
        """Lay the fields out, by ``add_row``."""

    def title(self) -> str:
        """What is entered now."""
        return ""

    def empty(self) -> Values:
        """The values of a new record."""
        return {}

    def values(self) -> Values:
        """What the fields say now; a draft is kept of it."""
        return {}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show values."""

    def writing(self) -> Work:
        """What saves; raises Invalid."""
        raise NotImplementedError

    def removing(self) -> Work:
        """What takes the record away."""
        raise NotImplementedError

    def stored(self, session: Any) -> Values:
        """The record as it is kept, with its revision."""
        raise NotImplementedError

    def said(self, *, is_removed: bool = False) -> str:
        """What the message bar says afterwards."""
        raise NotImplementedError

    # --- fields -------------------------------------------------------------------------------------------------

    def add_row(self, *parts: tuple[str, str, QWidget, int]) -> None:
        """Fields side by side: ``(name, label, editor, share of the width)``."""
        row = QHBoxLayout()
        row.setSpacing(12)
        for name, label, editor, share in parts:
            if label:
                self.fields[name] = Field(label, editor, self)
                row.addWidget(self.fields[name], share, Qt.AlignmentFlag.AlignTop)
            else:
                row.addWidget(editor, share, Qt.AlignmentFlag.AlignBottom)
            self._listen(editor)
        self._column.addLayout(row)

    def _listen(self, editor: QWidget) -> None:
        for name in ("textEdited", "activated", "clicked", "changed"):
            signal = getattr(editor, name, None)
            if signal is not None:
                signal.connect(self._on_typed)

    def set_people(self, people: Mapping[str, str]) -> None:
        """Whom it can be about; the choice stays where it can."""
        self.person.clear()
        self.person.addItem(self.tr("The client itself"), "")
        for contact_id, name in people.items():
            self.person.addItem(name, contact_id)
        self.person.setCurrentIndex(max(0, self.person.findData(self._person_id)))

    # --- opening and closing ------------------------------------------------------------------------------------

    def open(self, client_id: str, row_id: str = "", contact_id: str = "") -> None:
        """Show the entry: what was typed before and not saved, else the record as it is kept."""
        self.keep_now()
        self.client_id, self.row_id, self.revision, self._is_typed = client_id, row_id, 0, False
        first = {**self.empty(), "contact_id": contact_id}
        self._fill(first)
        self.heading.setText(self.title())
        self.remove_button.setVisible(bool(row_id))
        self.show()
        self.focus_first()
        key = self._key()
        pending = self._keeper.pending(key)
        self._tasks.read(
            self, partial(self._read, row_id, key, pending), done=partial(self._on_read, key, contact_id),
            failed=self._on_failed, after_writes=True,
        )  # fmt: skip

    def focus_first(self) -> None:
        """Where one begins to type."""
        next(iter(self.fields.values())).editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _read(self, row_id: str, key: str, pending: Any, session: Any) -> Values | None:
        """The draft over the record as it is kept; the revision is the one that is kept now."""
        kept: Values | None = pending if pending is not None else drafts.find(session, key)
        if not row_id:
            return kept
        stored = self.stored(session)
        return {**stored, **(kept or {}), "revision": stored["revision"]}

    def _on_read(self, key: str, contact_id: str, values: Values | None) -> None:
        """What was typed meanwhile goes before what was kept."""
        if key != self._key() or values is None or self._is_typed:
            return
        if contact_id:
            values = {**values, "contact_id": contact_id}
        self._fill(values)

    def close_entry(self) -> bool:
        """Hide it and keep what was typed; False when it was not open."""
        if self.isHidden():
            return False
        self.keep_now()
        self._hide()
        return True

    def _hide(self) -> None:
        self.hide()
        self.closed.emit()

    @property
    def holds_focus(self) -> bool:
        """Whether one is writing here now."""
        return self.isVisible() and holds_focus(self)

    # --- keeping and saving -------------------------------------------------------------------------------------

    def _key(self) -> str:
        return f"{self.kind}:{self.row_id or self.client_id}"

    def _fill(self, values: Mapping[str, Any]) -> None:
        self._is_filling = True
        self.revision = int(values.get("revision", self.revision))
        self._person_id = values.get("contact_id") or ""
        self.person.setCurrentIndex(max(0, self.person.findData(self._person_id)))
        self.fill({**self.empty(), **values})
        self._clear_errors()
        self._is_filling = False

    def _on_typed(self, *_said: object) -> None:
        if not self._is_filling:
            self._is_typed = True
            self._person_id = self.person.currentData() or ""
            self._clear_errors()
            self._keeper.start()

    def _clear_errors(self) -> None:
        self.error.hide()
        for field in self.fields.values():
            field.set_error(None)

    def keep_now(self) -> None:
        """Keep what was typed since the last time."""
        if self._keeper.is_due():
            self.keep()

    def keep(self) -> None:
        """Keep what is typed now; where that is nothing, what was kept before goes."""
        self._keeper.stop()
        if not self.row_id and self.values() == self.empty():
            key = self._key()
            self._keeper.forget(key)
            self._tasks.write(self, lambda session: drafts.drop(session, key))
            return
        self._keeper.keep(self._key(), {**self.values(), "contact_id": self.person.currentData() or ""})

    def save(self) -> None:
        """Save for good; an error stands beside its field and the text stays."""
        if self._is_saving:
            return
        self._clear_errors()
        try:
            work = self.writing()
        except Invalid as error:
            self._on_failed(error)
            return
        self._write(work, self.said())

    def remove(self) -> None:
        """Take the record away; Undo brings it back."""
        if self.row_id and not self._is_saving:
            self._write(self.removing(), self.said(is_removed=True))

    def _write(self, work: Work, said: str) -> None:
        key = self._key()
        self._is_saving = True
        self._keeper.stop()

        def both(session: Any) -> None:
            work(session)
            drafts.drop(session, key)

        self._tasks.write(
            self, both, done=lambda _: self._on_saved(key), failed=self._on_failed, finished=self._end_saving, said=said
        )

    def _on_saved(self, key: str) -> None:
        self._keeper.forget(key)
        if key == self._key():
            self._fill(self.empty())
            self._hide()

    def _end_saving(self) -> None:
        self._is_saving = False

    def _on_failed(self, error: KamError) -> None:
        """At the field it is about; what is typed is kept in any case."""
        self.keep()
        name = {"date": "on"}.get(error.field, error.field) if isinstance(error, Invalid) else ""
        if name in self.fields:
            self.fields[name].editor.setFocus(Qt.FocusReason.OtherFocusReason)  # first: what is left may yet be told
            self.fields[name].set_error(labels.sentence(error))
            return
        if isinstance(error, Conflict):
            self._tasks.read(self, self.stored, done=self._tell_both, failed=self._show_error)
        else:
            self._show_error(error)

    def _show_error(self, error: KamError) -> None:
        self.error.setText(labels.sentence(error))
        self.error.show()

    def _tell_both(self, stored: Values) -> None:
        """Saved elsewhere meanwhile: what stands there now, and that saving again puts this in its place."""
        self.revision = int(stored["revision"])
        theirs = stored.get("title") or stored.get("what") or ""
        words = self.tr("Saved elsewhere meanwhile; there it says “{theirs}”. Save again to put yours in its place.")
        self.error.setText(words.format(theirs=theirs))
        self.error.show()

    # --- keys ---------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """A letter typed here is no key of the page, not even in a box of choices."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            is_letter = event.text().strip() and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            if is_letter and event.key() != Qt.Key.Key_Escape:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        elif (
            event.key() == Qt.Key.Key_Escape
            or not event.text().strip()
            or event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        ):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), appearance.current().raised)
        painting.under(painter, self.rect())


def line(parent: QWidget, limit: int) -> QLineEdit:
    """One line of text."""
    made = QLineEdit(parent)
    made.setMaxLength(limit)
    return made


def day_of(field: DateField, name: str) -> date | None:
    """The day of a field, None where it is empty; raises Invalid where it is no date."""
    if not field.is_valid():
        raise Invalid(name, "date.no_day", text=field.text())
    return field.value()


def needed_day(field: DateField, name: str) -> date:
    """The day of a field; raises Invalid where there is none."""
    if (day := day_of(field, name)) is None:
        raise Invalid(name, "date.missing")
    return day
