"""Backups: the verified copies, a new one now, and where to put one."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from kam_desktop.core import history, opening
from kam_desktop.core.errors import KamError
from kam_desktop.core.opening import Database
from kam_desktop.ui import labels
from kam_desktop.ui.settings.section import Section
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton, PrimaryButton, QuietButton
from kam_desktop.ui.widgets.card import Card
from kam_desktop.ui.widgets.icon_label import IconLabel
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, SectionLabel

SHOWN = 12


def _when(backup: Any) -> str:
    at = backup.at.astimezone()
    return f"{labels.day(at.date())} {at:%H:%M}"


class _Question(Card):
    """Whether a copy is to take the store's place, and what that costs; the second of two clicks."""

    confirmed = Signal(object)  # Backup

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, tone="warning")
        self._backup: Any = None
        self._title, self._about = PlainLabel("", self, bold=True, wrap=True), PlainLabel("", self, wrap=True)
        self.button = PrimaryButton(self.tr("Restore this copy"), self)
        self.cancel = PlainButton(self.tr("Leave all as it is"), self)
        self.button.clicked.connect(lambda: self.confirmed.emit(self._backup))
        self.cancel.clicked.connect(self.hide)
        self.column.setSpacing(8)
        self.add(self._title)
        self.add(self._about)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.button)
        row.addWidget(self.cancel)
        row.addStretch(1)
        self.column.addLayout(row)
        self.hide()

    def ask(self, backup: Any, when: str, newer: int) -> None:
        """``newer`` saves are not in the copy."""
        self._backup = backup
        self._title.setText(self.tr("Go back to the state of {when}?").format(when=when))
        lost = self.tr("%n later save(s) will no longer be there.", "", newer) if newer else ""
        kept = self.tr("The present state is backed up first, so that there is a way back. The passphrase stays.")
        self._about.setText("\n".join(filter(None, (lost, kept))))
        self.button.setEnabled(True)
        self.show()
        self.cancel.setFocus()


class BackupSection(Section):
    """Each copy was opened and checked before it is listed. Two clicks put one in the store's place (D-13.5)."""

    restored = Signal(str)  # a copy is ready to take the store's place: of when it is

    def __init__(self, tasks: Tasks, store: Database) -> None:
        super().__init__("", " ")
        self.tasks, self._store = tasks, store
        self.column.itemAt(0).widget().setText(self.tr("Backup"))  # type: ignore[union-attr]
        self.column.itemAt(1).widget().setText(  # type: ignore[union-attr]
            self.tr("Once a day a copy is made by itself and checked.")
        )
        self.now = PrimaryButton(self.tr("Back up now"), self)
        self.now.clicked.connect(lambda: self._make(None))
        self.elsewhere = PlainButton(self.tr("Back up to a folder …"), self, icon="folder")
        self.elsewhere.clicked.connect(self._choose)
        self.add_buttons(self.now, self.elsewhere)
        self.column.addWidget(SectionLabel(self.tr("Verified copies"), self))
        self.question = _Question(self)
        self.question.confirmed.connect(self._restore)
        self.column.addWidget(self.question)
        self._card = Card(self)
        self.column.addWidget(self._card)

    def reload(self) -> None:
        """List the copies again."""
        folder = self._store.folder
        self.tasks.run(self, lambda _p, _c: opening.backups(folder), done=self._fill, label="")

    def _fill(self, backups: list[Any]) -> None:
        card = Card(self)
        for each in backups[:SHOWN]:
            card.add(self._line(each, card))
        if not backups:
            card.add_line(labels.say("error.backup.none"))
        self.column.replaceWidget(self._card, card)
        self._card.deleteLater()
        self._card = card

    def _line(self, each: Any, card: Card) -> QWidget:
        """A copy: of when, how many clients, how large, and the way back to it."""
        line = QWidget(card)
        size = f"{each.file.stat().st_size / 1_048_576:.1f} MB"
        about = " · ".join((self.tr("%n client(s)", "", each.clients), size))
        button = QuietButton(self.tr("Restore …"), line, size="small")
        button.setAccessibleName(self.tr("Restore the copy of {when}").format(when=_when(each)))
        button.clicked.connect(lambda: self._ask(each))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (
            IconLabel("check", line, role="ok"),
            PlainLabel(_when(each), line),
            Hint(about, line, wrap=False),
        ):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(button)
        return line

    def _ask(self, backup: Any) -> None:
        """What is newer than the copy is lost with the present state: said before, by number."""
        self.tasks.read(
            self, lambda s: history.since(s, backup.at), done=lambda newer: self.question.ask(backup, _when(backup), newer)
        )  # fmt: skip

    def _restore(self, backup: Any) -> None:
        store = self._store
        self.question.button.setEnabled(False)
        self.tasks.run(
            self, lambda _p, _c: opening.prepare_restore(store, backup.file),
            done=lambda _ready: self.restored.emit(_when(backup)), failed=self._fail,
            finished=self.question.hide, label=self.tr("Restoring"),
        )  # fmt: skip

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Back up to a folder …"))
        if chosen:
            self._make(Path(chosen))

    def _make(self, to: Path | None) -> None:
        store = self._store
        self.now.setEnabled(False)
        self.tasks.run(
            self, lambda _p, _c: opening.back_up(store, to), done=self._made, failed=self._fail,
            finished=lambda: self.now.setEnabled(True), label=self.tr("Backing up"),
        )  # fmt: skip

    def _made(self, made: Any) -> None:
        self.tell(self.tr("Backed up and checked: {name}").format(name=made.file))
        self.reload()

    def _fail(self, error: KamError) -> None:
        self.tell(labels.sentence(error), "danger")
