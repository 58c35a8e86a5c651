"""Files leave the store: to a place the user names, whole or not at all."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from kam_desktop.core import attachments
from kam_desktop.core.attachments import FileRow
from kam_desktop.documents.file_names import unused
from kam_desktop.ui.tasks import Notice, Tasks


class FileSaver(QWidget):
    """Asks where to, and writes in the background. Never seen itself: it is the dialogs' parent."""

    def __init__(self, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.hide()

    def ask(self, rows: Sequence[FileRow]) -> None:
        """One file under a name, several into a folder."""
        start = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        if len(rows) == 1:
            name, _kind = QFileDialog.getSaveFileName(
                self.window(), self.tr("Save elsewhere"), str(start / rows[0].name)
            )
            if name:
                self.save({rows[0].id: Path(name)})
        elif rows:
            folder = QFileDialog.getExistingDirectory(self.window(), self.tr("Save elsewhere"), str(start))
            if folder:
                self.save({row.id: Path(folder) / row.name for row in rows}, is_fresh=True)

    def save(self, targets: Mapping[str, Path], *, is_fresh: bool = False) -> None:
        """Write the files by their ids; ``is_fresh`` never writes over one that is there."""

        def work(session: Any) -> Path:
            for row_id, path in targets.items():
                attachments.save_as(session, row_id, unused(path) if is_fresh else path)
            return path

        self._tasks.read(self, work, done=self._on_saved)

    def _on_saved(self, path: Path) -> None:
        text = self.tr("Saved to {folder}. It is no longer encrypted there.").format(folder=path.parent)
        self._tasks.told.emit(Notice(text, None))
