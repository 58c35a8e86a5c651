"""Import: choose a file, see what will come of it, change the mapping, take it in, undo it in one click."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import intake, touches
from kam_desktop.core.errors import Cancelled, KamError
from kam_desktop.core.records import ClientRecord
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.exchange import columns, importing, rejects, rows
from kam_desktop.exchange.importing import Preview
from kam_desktop.exchange.parsed import RejectedRow
from kam_desktop.ui import labels
from kam_desktop.ui.exchange.choose_panel import ChoosePanel
from kam_desktop.ui.exchange.done_panel import DonePanel
from kam_desktop.ui.exchange.preview_panel import PreviewPanel
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page
from kam_desktop.ui.tasks import IsCancelled, Progress, Tasks

FILTER = "*.csv *.txt *.tsv *.xlsx *.xlsm *.xls *.ods *.vcf *.vcard"


@dataclass(frozen=True)
class Result:
    """What an import did, for the page that says so."""

    taken: intake.Taken
    rejected: int
    rejects_file: Path | None


class ImportPage(Page):
    """Three steps in one place: choose, look, done."""

    concerns: ClassVar[frozenset[Entity]] = frozenset()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self._path: Path | None = None
        self._preview: Preview | None = None
        self.choose = ChoosePanel(self)
        self.look = PreviewPanel(self)
        self.done = DonePanel(self)
        self._steps = QStackedWidget(self)
        for panel in (self.choose, self.look, self.done):
            self._steps.addWidget(panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._steps)
        self.setAcceptDrops(True)
        self.choose.browse_asked.connect(self.browse)
        self.look.back_asked.connect(self.start_over)
        self.look.options_changed.connect(self._read)
        self.look.mapping_changed.connect(self._remap)
        self.look.import_asked.connect(self._take_in)
        self.done.again_asked.connect(self.start_over)
        self.done.clients_asked.connect(lambda: self.navigate.emit(Route("clients")))
        self.done.rejects_asked.connect(_open_folder)

    def title(self) -> str:
        return self.tr("Import")

    def keys(self) -> list[tuple[str, str]]:
        return [("Ctrl+O", self.tr("Choose a file")), ("Ctrl+Enter", self.tr("Import")), ("Esc", self.tr("Back"))]

    def show_route(self, route: Route) -> None:
        if route.id:
            self.read_file(Path(route.id))

    def on_escape(self) -> bool:
        if self._steps.currentWidget() is self.choose:
            return False
        self.start_over()
        return True

    def browse(self) -> None:
        """Ask for a file."""
        kinds = self.tr("Lists and contacts") + f" ({FILTER})"
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a file"), "", kinds)
        if chosen:
            self.read_file(Path(chosen))

    def read_file(self, path: Path) -> None:
        """Read a file in a process of its own and show what would come of it."""
        self._path = path
        self.look.forget()
        self._read({})

    def start_over(self) -> None:
        """Back to the first step; nothing was saved."""
        self.choose.say_problem("")
        self._steps.setCurrentWidget(self.choose)
        self.choose.button.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.read_file(Path(event.mimeData().urls()[0].toLocalFile()))

    def _read(self, options: dict[str, Any]) -> None:
        path = self._path
        if path is None:
            return

        def work(progress: Progress, is_cancelled: IsCancelled) -> Preview:
            return importing.preview(
                path, **options, cancelled=is_cancelled, progress=lambda done: progress(done.rows, 0, "")
            )

        self.choose.say_problem("")
        self.tasks.run(
            self,
            work,
            done=self._show_preview,
            failed=self._fail,
            label=self.tr("Reading {name}").format(name=path.name),
        )

    def _show_preview(self, preview: Preview) -> None:
        self._preview = preview
        self.look.show_preview(preview, self._path.name if self._path else "")
        self._steps.setCurrentWidget(self.look)
        self.look.take_focus()

    def _remap(self, mapping: columns.Mapping) -> None:
        preview = self._preview
        if preview is None:
            return
        self.tasks.run(
            self, lambda _progress, cancelled: importing.of(preview.parsed, mapping, cancelled=cancelled),
            done=self._show_preview, failed=self._fail, label=self.tr("Reading again"),
        )  # fmt: skip

    def _fail(self, error: KamError) -> None:
        if not isinstance(error, Cancelled):
            self.choose.say_problem(labels.sentence(error))
        self._steps.setCurrentWidget(self.choose)

    def _take_in(self) -> None:
        preview, path = self._preview, self._path
        if preview is None or path is None:
            return
        lang = labels.language()

        def work(session: Any, progress: Progress, is_cancelled: IsCancelled) -> Result:
            records, rejected = _split(preview, is_cancelled)

            def step(done: int, total: int) -> None:
                if is_cancelled():
                    raise Cancelled("cancelled")
                progress(done, total, "")

            taken = intake.take_in(session, records, title=path.name, today=runtime.today(), step=step)
            touches.plan_all(session, today=runtime.today())
            return Result(taken, len(rejected), _write_rejects(path, preview, records, rejected, lang))

        self.look.set_busy(True)
        self.tasks.write_long(
            self, work, done=self._show_result, failed=self._fail, finished=lambda: self.look.set_busy(False),
            label=self.tr("Importing {name}").format(name=path.name), said=self.tr("Imported {name}").format(name=path.name),
        )  # fmt: skip

    def _show_result(self, result: Result) -> None:
        self.done.show_result(result.taken, result.rejected, result.rejects_file)
        self._steps.setCurrentWidget(self.done)
        self.done.take_focus()


def _split(preview: Preview, is_cancelled: IsCancelled) -> tuple[list[ClientRecord], list[RejectedRow]]:
    records: list[ClientRecord] = []
    rejected = list(preview.parsed.rejected)
    for number, each in enumerate(rows.to_records(preview.parsed, preview.mapping)):
        if number % 500 == 0 and is_cancelled():
            raise Cancelled("cancelled")
        if isinstance(each, RejectedRow):
            rejected.append(each)
        else:
            records.append(each)
    return records, rejected


def _write_rejects(
    path: Path, preview: Preview, records: list[ClientRecord], rejected: list[RejectedRow], lang: str
) -> Path | None:
    """The workbook of what was not taken, beside the file; elsewhere when that folder cannot be written."""
    found = sorted([*rejected, *rejects.with_problems(preview.parsed, records)], key=lambda row: row.row_no)
    if not found:
        return None
    for folder in (path.parent, Path.home()):
        target = rejects.beside(folder / path.name)
        try:
            rejects.write(target, preview.parsed.headings, found, lang)
            return target
        except KamError:
            continue
    return None


def _open_folder(file: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))
