"""What is said of a file, each change written at once and with Undo."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from kam_desktop.core import attachments
from kam_desktop.core.errors import KamError
from kam_desktop.core.rules.kinds import AttachmentKind
from kam_desktop.ui.tasks import Tasks


class FileChanger(QObject):
    """Caption, name, kind, and away with it. ``refused``: what is shown must be read again."""

    refused = Signal()

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks

    def set_caption(self, row_id: str, text: str) -> None:
        """The words below a picture."""
        self._tasks.write(self, lambda s: attachments.set_caption(s, row_id, text), said=self.tr("Caption kept"))

    def rename(self, row_id: str, text: str) -> None:
        """Another name; the ending stays."""
        self._tasks.write(
            self, lambda s: attachments.rename(s, row_id, text), failed=self._on_refused, said=self.tr("Renamed")
        )

    def set_kind(self, ids: Sequence[str], kind: AttachmentKind) -> None:
        """What these files are."""
        self._tasks.write(self, lambda s: attachments.set_kind(s, ids, kind), said=self.tr("Kind changed"))

    def set_contact(self, ids: Sequence[str], contact_id: str) -> None:
        """Whose these files are."""
        self._tasks.write(
            self, lambda s: attachments.set_contact(s, ids, contact_id), failed=self._on_refused,
            said=self.tr("Noted whose it is"),
        )  # fmt: skip

    def remove(self, ids: Sequence[str]) -> None:
        """Undo brings them back."""

        def work(session: Any) -> None:
            for row_id in ids:
                attachments.remove(session, row_id)

        if ids:
            self._tasks.write(self, work, said=self.tr("File removed") if len(ids) == 1 else self.tr("Files removed"))

    def _on_refused(self, error: KamError) -> None:
        self._tasks.refused.emit(error)
        self.refused.emit()
