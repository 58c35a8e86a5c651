"""Import: choose a file, see what will come of it, change the mapping, take it in, undo it in one click."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import in_parts, kept_mappings, outlook
from kam_desktop.core.errors import Cancelled, KamError
from kam_desktop.core.outlook import Outlook
from kam_desktop.core.records import OwnField
from kam_desktop.core.rules.file_kinds import is_packet
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.exchange import columns, guesses, importing, taking
from kam_desktop.exchange.importing import Preview
from kam_desktop.exchange.parsed import RejectedRow
from kam_desktop.ui import labels
from kam_desktop.ui.exchange import alike_rows
from kam_desktop.ui.exchange.choose_panel import ChoosePanel
from kam_desktop.ui.exchange.done_panel import DonePanel
from kam_desktop.ui.exchange.preview_panel import PreviewPanel
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page
from kam_desktop.ui.tasks import IsCancelled, Progress, Run, Tasks

FILTER = "*.csv *.txt *.tsv *.xlsx *.xlsm *.xlsb *.xls *.et *.ods *.vcf *.vcard *.ics *.json *.ldif *.kamp *.kamcard"


@dataclass(frozen=True)
class Result:
    """What an import did, for the page that says so."""

    outcome: taking.Outcome
    rejects_file: Path | None


class ImportPage(Page):
    """Three steps in one place: choose, look, done."""

    concerns: ClassVar[frozenset[Entity]] = frozenset()
    undo_asked = Signal(str)  # the batch

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self._path: Path | None = None
        self._waiting: list[Path] = []  # files dropped with it
        self._sheets_taken: set[str] = set()
        self._preview: Preview | None = None
        self._outlook: Outlook | None = None
        self._asking: list[Run] = []  # the store about the preview that is shown
        self._own: list[OwnField] = []
        self._is_by_hand = False
        self._ignores_kept = False
        self.choose = ChoosePanel(self)
        self.look = PreviewPanel(self)
        self.done = DonePanel(self)
        self._steps = QStackedWidget(self)
        for panel in (self.choose, self.look, self.done):
            self._steps.addWidget(panel)
        self._steps.currentChanged.connect(lambda _: self._take_focus_proxy())
        self._take_focus_proxy()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._steps)
        self.setAcceptDrops(True)
        self.choose.browse_asked.connect(self.browse)
        self.look.back_asked.connect(self._go_on)
        self.look.options_changed.connect(self._read)
        self.look.mapping_changed.connect(self._remap)
        self.look.import_asked.connect(self._take_in)
        self.look.forget_asked.connect(self._forget)
        for asks in (self.choose.sheet_asked, self.done.sheet_asked):
            asks.connect(lambda name: self._begin(sheet=name))
        self.done.again_asked.connect(self._go_on)
        self.done.undo_asked.connect(self.undo_asked)
        for panel in (self.look, self.done):  # the first has it on its button
            QShortcut(QKeySequence("Ctrl+O"), panel, self.browse)
        self.done.clients_asked.connect(lambda: self.navigate.emit(Route("clients")))
        self.done.rejects_asked.connect(_open_folder)

    def _take_focus_proxy(self) -> None:
        """The page's focus is at the one way on."""
        ways = (self.choose.button, self.look.button, self.done.clients_button)
        self.setFocusProxy(ways[self._steps.currentIndex()])

    def title(self) -> str:
        return self.tr("Import")

    def keys(self) -> list[tuple[str, str]]:
        return [("Ctrl+O", self.tr("Choose a file")), ("Ctrl+Enter", self.tr("Import")), ("Esc", self.tr("Back"))]

    def show_route(self, route: Route) -> None:
        if route.id:
            self.read_file(Path(route.id))
        elif self._steps.currentWidget() is self.done:
            self.start_over()  # what came of the last file is no answer to a new one
        if route.args.get("asks") and self._steps.currentWidget() is self.choose:
            QTimer.singleShot(0, self, self.browse)  # over the page, which is shown first

    def on_escape(self) -> bool:
        if self._steps.currentWidget() is self.choose:
            return False
        if not self.look.columns.put_back():
            self.start_over()
        return True

    def browse(self) -> None:
        """Ask for a file."""
        kinds = self.tr("Lists and contacts") + f" ({FILTER})"
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a file"), "", kinds)
        if chosen:
            self.read_file(Path(chosen))

    def read_file(self, path: Path) -> None:
        """Read a file in a process of its own and show what would come of it; a packet is the exchange's."""
        if is_packet(path.name):
            self.navigate.emit(Route("packets", str(path)))
            return
        self._path, self._waiting, self._sheets_taken = path, [], set()
        self._begin()

    def _begin(self, **options: Any) -> None:
        """The file, or one sheet of it, of which nobody has said anything yet."""
        self._is_by_hand = self._ignores_kept = False
        self.look.forget(**options)
        self._read(options)

    def _go_on(self) -> None:
        """The next of several files, else back to the first step."""
        if self._waiting:
            path, *rest = self._waiting
            self.read_file(path)
            self._waiting = rest
        else:
            self.start_over()

    def show_undone(self, batch_id: str, is_undone: bool) -> None:
        """A batch was taken back, or brought back."""
        self.done.show_undone(batch_id, is_undone)

    def start_over(self) -> None:
        """Back to the first step; nothing was saved."""
        self._ask_no_more()
        self._waiting = []
        self.choose.say_problem("")
        self._steps.setCurrentWidget(self.choose)
        self.choose.button.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Several files are taken one after the other."""
        first, *rest = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        self.read_file(first)
        self._waiting = rest

    def _read(self, options: dict[str, Any]) -> None:
        """The users' own fields first, then the file, then the mapping that was kept for its headings."""
        self._ask_no_more()
        self.choose.say_problem("")
        self.tasks.read(
            self, kept_mappings.own_fields, done=lambda own: self._read_with(own, options), failed=self._fail
        )

    def _read_with(self, own: list[OwnField], options: dict[str, Any]) -> None:
        path, self._own = self._path, own
        if path is None:
            return

        def work(progress: Progress, is_cancelled: IsCancelled) -> Preview:
            return importing.preview(
                path, **options, own=own, today=runtime.today(), cancelled=is_cancelled,
                progress=lambda done: progress(done.rows, 0, ""),
            )  # fmt: skip

        self.tasks.run(
            self, work, done=lambda preview: self._ask_kept(preview, options), failed=self._fail,
            label=self.tr("Reading {name}").format(name=path.name),
        )  # fmt: skip

    def _ask_kept(self, preview: Preview, options: dict[str, Any]) -> None:
        if not (preview.parsed.headings or preview.parsed.is_made_of_records):
            self.tasks.read(self, guesses.of_store, done=lambda known: self._guess(preview, options, known))
            return
        if self._ignores_kept or not preview.parsed.headings:
            self._show_preview(preview)
            return
        headings, kind, own = preview.parsed.headings, options.get("kind", ""), self._own

        def lay_over(kept: dict[str, Any] | None) -> None:
            if kept is None:
                self._show_preview(preview)
                return
            self.tasks.run(
                self, lambda _progress, _cancelled: importing.with_kept(preview, kept, kind=kind, own=own),
                done=lambda found: self._show_preview(found or preview, is_kept=found is not None), failed=self._fail,
                label=self.tr("Reading again"),
            )  # fmt: skip

        self.tasks.read(self, lambda s: kept_mappings.of(s, headings), done=lay_over, failed=self._fail)

    def _guess(self, preview: Preview, options: dict[str, Any], known: guesses.Known) -> None:
        """Columns that no heading names, by what the store knows too."""
        parsed, kind, own = preview.parsed, options.get("kind", ""), self._own
        self.tasks.run(
            self, lambda _progress, cancelled: importing.of(
                parsed, importing.recognised(parsed, kind=kind, own=own, known=known), cancelled=cancelled
            ),
            done=self._show_preview, failed=self._fail, label=self.tr("Reading again"),
        )  # fmt: skip

    def _forget(self) -> None:
        """Recognise such files afresh, this one too."""
        preview = self._preview
        if preview is None:
            return
        headings = preview.parsed.headings
        self._ignores_kept, self._is_by_hand = True, False
        self.tasks.write(self, lambda s: kept_mappings.forget(s, headings), done=lambda _was: self._read({}))

    def _look_for_alike(self, preview: Preview) -> None:
        lang = labels.language()

        def work(session: Any, _progress: Progress, cancelled: IsCancelled) -> list[tuple[str, str, str]]:
            return alike_rows.of(session, preview, lang, cancelled)

        def show(found: list[tuple[str, str, str]]) -> None:
            if self._preview is preview:
                self.look.show_alike(found)

        label = self.tr("Looking for likely duplicates")
        self._asking.append(self.tasks.read_long(self, work, done=show, label=label))

    def _ask_store(self, preview: Preview) -> None:
        """Which rows the store would not take: a fact of an unknown client, a day to come; told before, not after.

        And what would become of the clients that are there. A large file takes a while, and another mapping ends it.
        """
        today, shown = runtime.today(), {each.row_no for each in (*preview.troubled, *preview.first)}

        def work(session: Any, _progress: Progress, cancelled: IsCancelled) -> tuple[list[RejectedRow], Outlook | None]:
            refused = taking.refused(session, preview, today=today, cancelled=cancelled)
            if not preview.clients:
                return refused, None
            found = taking.Clients(preview)
            return refused, outlook.of(session, found, today=today, rows=shown, cancelled=cancelled)

        def show(found: tuple[list[RejectedRow], Outlook | None]) -> None:
            if self._preview is not preview or not self._asking:  # too late: what is shown is being taken
                return
            refused, self._outlook = found
            if refused:
                self.look.show_taken(importing.without(preview, refused))
            self.look.show_outlook(self._outlook)

        label = self.tr("Comparing with the store")
        self._asking.append(self.tasks.read_long(self, work, done=show, label=label))

    def _ask_no_more(self) -> None:
        """What is shown will not be taken as it is, or is being taken."""
        while self._asking:
            self._asking.pop().cancel()

    def _show_preview(self, preview: Preview, *, is_kept: bool = False) -> None:
        self._preview, self._outlook = preview, None
        self.look.show_preview(preview, self._named())
        self.look.show_kept(is_kept)
        self._ask_no_more()
        self._look_for_alike(preview)
        self._ask_store(preview)
        self._steps.setCurrentWidget(self.look)
        self.look.take_focus()

    def _named(self) -> str:
        name = self._path.name if self._path else ""
        return (
            self.tr("{name}, {count} more after it").format(name=name, count=len(self._waiting))
            if self._waiting
            else name
        )

    def _remap(self, mapping: columns.Mapping) -> None:
        preview = self._preview
        if preview is None:
            return
        self._is_by_hand = True
        self._ask_no_more()
        self.tasks.run(
            self, lambda _progress, cancelled: importing.of(preview.parsed, mapping, cancelled=cancelled),
            done=self._show_preview, failed=self._fail, label=self.tr("Reading again"),
        )  # fmt: skip

    def _fail(self, error: KamError) -> None:
        if not isinstance(error, Cancelled):
            left = self.tr("Not read: {names}").format(names=labels.listed(each.name for each in self._waiting))
            self.choose.say_problem(
                "\n".join([labels.sentence(error), *([left] if self._waiting else [])]), error.params.get("sheets", ())
            )
        self._waiting = []
        self._steps.setCurrentWidget(self.choose)

    def _take_in(self) -> None:
        preview, path = self._preview, self._path
        if preview is None or path is None:
            return
        lang, is_by_hand = labels.language(), self._is_by_hand

        def work(session: Any, progress: Progress, is_cancelled: IsCancelled) -> Result:
            def step(done: int, total: int) -> None:
                if is_cancelled():
                    raise Cancelled("cancelled")
                progress(done, total, "")

            if is_by_hand:
                kept_mappings.keep(session, preview.parsed.headings, preview.mapping.to_json())
            today = runtime.today()
            outcome = taking.take_in(session, preview, title=path.name, today=today, step=step, cancelled=is_cancelled)
            in_parts.plan_few(session, today=today)
            return Result(outcome, taking.write_rejects(outcome, preview, path, (path.parent, Path.home()), lang))

        self._ask_no_more()
        self.look.set_busy(True)
        self.tasks.write_long(
            self, work, done=self._show_result, failed=self._fail, finished=lambda: self.look.set_busy(False),
            label=self.tr("Importing {name}").format(name=path.name), said=self.tr("Imported {name}").format(name=path.name),
            in_parts=True,
        )  # fmt: skip

    def _show_result(self, result: Result) -> None:
        if (preview := self._preview) is not None:
            self._sheets_taken.add(preview.parsed.sheet)
            self.done.show_left(preview, self._sheets_taken)
        self._preview = None  # with its photos a file takes many times the room of a list
        self.look.forget()
        self.done.show_next(self._waiting[0].name if self._waiting else "")
        self.done.show_result(result.outcome, result.rejects_file, self._outlook)
        self._outlook = None
        self._steps.setCurrentWidget(self.done)
        self.done.take_focus()


def _open_folder(file: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))
