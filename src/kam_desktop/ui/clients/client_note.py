"""Writing a note on the page itself: kept while it is typed, saved with Ctrl+Enter, lost by nothing (D-6.6)."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import drafts, notes
from kam_desktop.core.errors import KamError
from kam_desktop.core.notes import NoteDraft
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.draft_keeper import DraftKeeper
from kam_desktop.ui.page import holds_focus
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton, QuietButton
from kam_desktop.ui.widgets.text_box import TextBox
from kam_desktop.ui.widgets.texts import Hint


class NoteEntry(QWidget):
    """``open`` for a new note or one that is edited; what was typed and not saved is there again next time."""

    closed = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._client_id = self._note_id = ""
        self._revision = 0
        self._is_filling = self._is_saving = False
        self._keeper = DraftKeeper(tasks, self)
        self._keeper.due.connect(self.keep)
        self.text = TextBox("", self, lines=3, grows=False)
        self.text.setPlaceholderText(self.tr("What should be remembered?"))
        self.text.setAccessibleName(self.tr("Note"))
        self.person = QComboBox(self)
        self.person.setAccessibleName(self.tr("About whom"))
        appearance.scaled(self.person.setMaximumWidth, 200)
        self.private = QCheckBox(self.tr("Only for me"), self)
        self.private.setToolTip(self.tr("Stays on this computer: in no export, no report and no exchange"))
        self.error = Hint("", self, role="danger")
        self.error.hide()
        self.save_button = PlainButton(self.tr("Save"), self, keys="Ctrl+Enter", size="small")
        self.remove_button = QuietButton(self.tr("Remove"), self, icon="trash", size="small")
        self._connect()
        self._lay_out()
        self.hide()

    def _connect(self) -> None:
        self.text.textChanged.connect(self._on_typed)
        self.person.activated.connect(lambda _: self._on_typed())
        self.private.toggled.connect(lambda _: self._on_typed())
        self.save_button.clicked.connect(self.save)
        self.remove_button.clicked.connect(self.remove)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.person)
        row.addWidget(self.private)
        row.addStretch(1)
        row.addWidget(self.remove_button)
        row.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 8)
        column.setSpacing(6)
        column.addWidget(self.text)
        column.addWidget(self.error)
        column.addLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def holds_focus(self) -> bool:
        """Whether one is writing here now."""
        return self.isVisible() and holds_focus(self)

    def set_people(self, people: Mapping[str, str]) -> None:
        """Whom a note can be about; the choice stays where it can."""
        chosen = self.person.currentData()
        self.person.clear()
        self.person.addItem(self.tr("About the client"), "")
        for contact_id, name in people.items():
            self.person.addItem(name, contact_id)
        self.person.setCurrentIndex(max(0, self.person.findData(chosen)))

    def open(self, client_id: str, note_id: str = "", contact_id: str = "") -> None:
        """Show the entry: what was typed before and not saved, else the note as it is kept."""
        self.keep_now()
        self._client_id, self._note_id, self._revision = client_id, note_id, 0
        self._fill({"text": "", "contact_id": contact_id, "is_private": False})
        self.remove_button.setVisible(bool(note_id))
        self.show()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        key = self._key()
        if (pending := self._keeper.pending(key)) is not None:
            self._fill(pending)
            return
        self._tasks.read(self, partial(_read, key, note_id), done=partial(self._on_read, key), after_writes=True)

    def close_entry(self) -> bool:
        """Hide it and keep what was typed; False when it was not open."""
        if self.isHidden():
            return False
        self.keep_now()
        self.hide()
        self.closed.emit()
        return True

    def keep_now(self) -> None:
        """Keep what was typed since the last time."""
        if self._keeper.is_due():
            self.keep()

    def keep(self) -> None:
        """Keep what is typed now."""
        self._keeper.stop()
        self._keeper.keep(self._key(), self._values())

    def save(self) -> None:
        """Save the note for good; an error stands under it and the text stays."""
        if self._is_saving:
            return
        self._is_saving = True
        self._keeper.stop()
        self._tasks.write(
            self,
            partial(_save, self._key(), self._client_id, self._note_id, self._draft()),
            done=lambda _: self._on_saved(),
            failed=self._on_failed,
            finished=self._end_saving,
            said=self.tr("Note saved"),
        )

    def remove(self) -> None:
        """Put the note away; Undo brings it back."""
        note_id, key = self._note_id, self._key()

        def work(session: Any) -> None:
            notes.remove(session, note_id)
            drafts.drop(session, key)

        self._tasks.write(self, work, done=lambda _: self._on_saved(), said=self.tr("Note removed"))

    def _key(self) -> str:
        return f"note:{self._note_id or self._client_id}"

    def _values(self) -> dict[str, Any]:
        return {
            "text": self.text.toPlainText(), "contact_id": self.person.currentData() or "",
            "is_private": self.private.isChecked(), "revision": self._revision,
        }  # fmt: skip

    def _draft(self) -> NoteDraft:
        return NoteDraft(**self._values())

    def _fill(self, values: Mapping[str, Any]) -> None:
        self._is_filling = True
        self._revision = int(values.get("revision", self._revision))
        self.text.setPlainText(values["text"])
        self.person.setCurrentIndex(max(0, self.person.findData(values["contact_id"])))
        self.private.setChecked(bool(values["is_private"]))
        self.error.hide()
        self._is_filling = False

    def _on_read(self, key: str, values: Mapping[str, Any] | None) -> None:
        """What was typed meanwhile goes before what was kept."""
        if key == self._key() and values is not None and not self.text.toPlainText():
            self._fill(values)
            self.text.moveCursor(self.text.textCursor().MoveOperation.End)

    def _on_typed(self) -> None:
        if not self._is_filling:
            self.error.hide()
            self._keeper.start()

    def _on_saved(self) -> None:
        self._keeper.forget(self._key())
        self._fill({"text": "", "contact_id": "", "is_private": False, "revision": 0})
        self.hide()
        self.closed.emit()

    def _on_failed(self, error: KamError) -> None:
        self.error.setText(labels.sentence(error))
        self.error.show()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end_saving(self) -> None:
        self._is_saving = False


def _read(key: str, note_id: str, session: Any) -> Mapping[str, Any] | None:
    """The draft, else the note as it is kept; the revision is the one that is kept now."""
    kept: Mapping[str, Any] | None = drafts.find(session, key)
    if not note_id:
        return kept
    draft = notes.draft_of(notes.get(session, note_id))
    stored = {"text": draft.text, "contact_id": draft.contact_id, "is_private": draft.is_private}
    return {**stored, **(kept or {}), "revision": draft.revision}


def _save(key: str, client_id: str, note_id: str, draft: NoteDraft, session: Any) -> None:
    if note_id:
        notes.edit(session, note_id, draft)
    else:
        notes.create(session, client_id, draft, today=runtime.today())
    drafts.drop(session, key)
