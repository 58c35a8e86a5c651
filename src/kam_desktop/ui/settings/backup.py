"""Backups: the verified copies, a new one now, and where to put one."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from kam_desktop.core import opening
from kam_desktop.core.errors import KamError
from kam_desktop.core.opening import Database
from kam_desktop.ui import labels
from kam_desktop.ui.settings.section import Section
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton, PrimaryButton
from kam_desktop.ui.widgets.card import Card
from kam_desktop.ui.widgets.texts import SectionLabel

SHOWN = 12


class BackupSection(Section):
    """Each copy was opened and checked before it is listed."""

    def __init__(self, tasks: Tasks, store: Database) -> None:
        super().__init__("", " ")
        self.tasks, self._store = tasks, store
        self.column.itemAt(0).widget().setText(self.tr("Backup"))  # type: ignore[union-attr]
        self.column.itemAt(1).widget().setText(  # type: ignore[union-attr]
            self.tr("Once a day a copy is made by itself and checked. To restore one: lock, then “Restore a backup”.")
        )
        self.now = PrimaryButton(self.tr("Back up now"), self)
        self.now.clicked.connect(lambda: self._make(None))
        self.elsewhere = PlainButton(self.tr("Back up to a folder …"), self, icon="folder")
        self.elsewhere.clicked.connect(self._choose)
        self.add_buttons(self.now, self.elsewhere)
        self.column.addWidget(SectionLabel(self.tr("Verified copies"), self))
        self._card = Card(self)
        self.column.addWidget(self._card)

    def reload(self) -> None:
        """List the copies again."""
        folder = self._store.folder
        self.tasks.run(self, lambda _p, _c: opening.backups(folder), done=self._fill, label="")

    def _fill(self, backups: list[Any]) -> None:
        card = Card(self)
        for each in backups[:SHOWN]:
            at = each.at.astimezone()
            size = f"{each.file.stat().st_size / 1_048_576:.1f} MB"
            card.add_line(f"{labels.day(at.date())} {at:%H:%M}", size, role="text", icon="check")
        if not backups:
            card.add_line(labels.say("error.backup.none"))
        self.column.replaceWidget(self._card, card)
        self._card.deleteLater()
        self._card = card

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
