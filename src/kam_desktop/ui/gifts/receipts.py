"""The receipts of a gift: kept as files of the client, opened and added from the gift's page (D-7.1)."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from kam_desktop.core import attachments
from kam_desktop.core.rules.kinds import AttachmentKind
from kam_desktop.core.temporary_copies import Copy
from kam_desktop.ui import labels
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton, QuietButton
from kam_desktop.ui.widgets.file_adding import FileAdder, Outcome, Place
from kam_desktop.ui.widgets.texts import Hint, SectionLabel


class Receipts(QWidget):
    """``add`` keeps files; each is a button that opens a private copy."""

    def __init__(self, tasks: Tasks, client_id: str, gift_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._client_id, self._gift_id = tasks, client_id, gift_id
        self._adder = FileAdder(tasks, self)
        self._adder.ended.connect(self._on_added)
        self.files: list[QuietButton] = []
        self.error = Hint("", self, role="danger", wrap=True)
        self.error.hide()
        self.add_button = PlainButton(self.tr("Add a receipt"), self, icon="plus", size="small")
        self.add_button.clicked.connect(self._choose)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(SectionLabel(self.tr("Receipts"), self))
        self._column.addWidget(self.error)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._read()

    def add(self, paths: Sequence[Path]) -> None:
        """Keep these files."""
        self.error.hide()
        self._adder.add(list(paths), Place(self._client_id, gift_id=self._gift_id, kind=AttachmentKind.FILE))

    def _choose(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        names, _kind = QFileDialog.getOpenFileNames(self, self.tr("Add a receipt"), folder)
        self.add([Path(name) for name in names])

    def _on_added(self, outcome: Outcome) -> None:
        self.error.setText("\n".join(labels.sentence(each) for each in outcome.problems))
        self.error.setVisible(bool(outcome.problems))
        self._read()

    def _read(self) -> None:
        gift_id = self._gift_id
        self._tasks.read(
            self, lambda session: attachments.of_gift(session, gift_id), done=self._show, after_writes=True
        )

    def _show(self, found: list[tuple[str, str]]) -> None:
        for button in self.files:
            button.hide()
            button.deleteLater()
        self.files = [self._button(file_id, name) for file_id, name in found]
        for place, button in enumerate(self.files):
            self._column.insertWidget(1 + place, button, 0, Qt.AlignmentFlag.AlignLeft)

    def _button(self, file_id: str, name: str) -> QuietButton:
        button = QuietButton(name, self, icon="file", size="small")
        button.clicked.connect(partial(self._open, file_id))
        return button

    def _open(self, file_id: str, _checked: bool = False) -> None:
        self._tasks.read(self, partial(_copy, file_id), done=_show_copy, failed=self._tasks.refused.emit)


def _copy(file_id: str, session: Any) -> Copy:
    return attachments.open_copy(session, file_id)


def _show_copy(copy: Copy) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy.path)))
