"""What becomes of a finished paper: printed, saved in any of its forms, sent by mail."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from kam_desktop import runtime
from kam_desktop.core.errors import Refused
from kam_desktop.documents.output import deliver
from kam_desktop.papers import ENDINGS, Wanted, write
from kam_desktop.ui import printing
from kam_desktop.ui.preview import mailing
from kam_desktop.ui.preview.note import Note
from kam_desktop.ui.tasks import Tasks


@dataclass(frozen=True)
class Finished:
    """A finished paper. ``missing``: characters that no font has; ``name`` calls its file."""

    pdf: bytes
    sizes: tuple[tuple[float, float], ...]
    missing: tuple[str, ...]
    name: str
    lang: str


class Giving(QObject):
    """Says on ``note`` what came of it, and where the file is."""

    def __init__(self, tasks: Tasks, note: Note, page: QWidget) -> None:
        super().__init__(page)
        self._tasks, self._note, self._page = tasks, note, page
        self._wanted: Wanted | None = None
        self._paper: Finished | None = None
        self._saved_at: Path | None = None

    def take(self, wanted: Wanted | None, paper: Finished | None) -> None:
        """The paper that is shown now."""
        self._wanted, self._paper = wanted, paper

    def forget(self) -> None:
        """A file that was saved is of another paper."""
        self._saved_at = None

    def print_out(self) -> None:
        """To a printer of the person's choice."""
        if self._paper is None:
            return
        if printing.has_printer():
            printing.print_pdf(self._page, self._paper.pdf)
        else:
            self._tasks.refused.emit(Refused("printer.none"))

    def save(self) -> None:
        """As PDF, or in another form that the paper has."""
        self._save_as(lambda _path: None)

    def send(self) -> None:
        """A mail cannot carry a file from here: it is saved first, and the mail says which one to attach."""
        if self._saved_at is not None and self._saved_at.exists():
            self._open_mail(self._saved_at)
        else:
            self._save_as(self._open_mail)

    def show_folder(self) -> None:
        """Where the file lies."""
        if self._saved_at is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved_at.parent)))

    def _open_mail(self, path: Path) -> None:
        said = self.tr("Attach this file to the mail: {path}").format(path=path)
        self._note.say(said, icon="mail", role="ok", action=self.tr("Show the file"))
        body = self.tr("Please find attached: {name}").format(name=path.name)
        QDesktopServices.openUrl(mailing.url(path.stem, body))

    def _save_as(self, then: Callable[[Path], None]) -> None:
        paper, wanted = self._paper, self._wanted
        if paper is None or wanted is None:
            return
        path = printing.ask_file(self._page, paper.name, ENDINGS[wanted.kind])
        if path is None:
            return
        today, lang = runtime.today(), paper.lang

        def work(session: Any) -> None:
            if path.suffix.lower() == ".pdf":
                deliver(paper.pdf, path)
            else:
                write(session, wanted, path, lang=lang, today=today)

        def done(_value: None) -> None:
            self._saved_at = path
            text = self.tr("Saved as {name}").format(name=path.name)
            self._note.say(text, icon="check", role="ok", action=self.tr("Show the file"))
            then(path)

        self._tasks.read(self, work, done=done)
