"""A paper as it will be printed: looked at, searched, printed, saved (D-6.3)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core.errors import KamError, NotFound, Refused
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.documents import preview
from kam_desktop.documents.preview import Rect
from kam_desktop.ui import fonts, labels, printing
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page
from kam_desktop.ui.preview import papers
from kam_desktop.ui.preview.note import Band, Note
from kam_desktop.ui.preview.pages_view import PagesView
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import IconButton, PlainButton, PrimaryButton, QuietButton
from kam_desktop.ui.widgets.chip import ChipRow
from kam_desktop.ui.widgets.progress import LoadingLine
from kam_desktop.ui.widgets.texts import PlainLabel

_WAIT_MS = 200
_Hits = Sequence[tuple[int, Sequence[Rect]]]


@dataclass(frozen=True)
class _Paper:
    """A finished report. ``missing``: characters that no font has."""

    pdf: bytes
    sizes: tuple[tuple[float, float], ...]
    missing: tuple[str, ...]
    name: str


class PreviewPage(Page):
    """Route ``preview`` with the visit's id. The PDF lives in memory only, until it is saved."""

    concerns: ClassVar[frozenset[Entity]] = frozenset(
        {Entity.VISIT, Entity.GIFT, Entity.COMMITMENT, Entity.ATTACHMENT, Entity.CONTACT, Entity.TIE}
    )

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self._wanted = ("", "")  # the kind of paper, the id of its record
        self._generation = 0
        self._paper: _Paper | None = None
        self._hits: _Hits = ()
        self._hit = -1
        self._saved_at: Path | None = None
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self._search)
        self._make_parts()
        self._lay_out()
        self._connect()
        self._make_keys()
        self._show_state()

    def _make_parts(self) -> None:
        self._title = PlainLabel(self.tr("Report preview"), self, face="title", bold=True)
        self._place = PlainLabel("", self, role="muted")
        self.languages = ChipRow(self)
        self.languages.set_chips([("zh_CN", "中文"), ("en", "English")])
        self.languages.choose({labels.language()})
        self.languages.setMinimumWidth(self.languages.sizeHint().width())
        self.search_line = QLineEdit(self)
        self.search_line.setProperty("extent", "small")
        self.search_line.setPlaceholderText(self.tr("Search in the report"))
        self.search_line.setAccessibleName(self.tr("Search in the report"))
        self.search_line.setClearButtonEnabled(True)
        self.search_line.setFixedWidth(fonts.px(180))
        self.found = PlainLabel("", self, role="muted")
        self.smaller = IconButton("minus", self.tr("Smaller"), self, keys="Ctrl+-", size="small")
        self.fit = QuietButton("100%", self, size="small")
        self.fit.setToolTip(self.tr("Fit the width"))
        self.larger = IconButton("plus", self.tr("Larger"), self, keys="Ctrl++", size="small")
        self.save_button = PlainButton(self.tr("Save as"), self, keys="Ctrl+S", size="small")
        self.print_button = PrimaryButton(self.tr("Print"), self, keys="Ctrl+P", size="small")
        self.loading = LoadingLine(self)
        self.note = Note(self)
        self.pages = PagesView(self)

    def _lay_out(self) -> None:
        head = Band(self)
        head.setFixedHeight(fonts.px(48))
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 16, 1)
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addWidget(self._place)
        row.addStretch(1)
        for part in (self.search_line, self.found, self.smaller, self.fit, self.larger, self.languages):
            row.addWidget(part)
        row.addSpacing(8)
        row.addWidget(self.save_button)
        row.addWidget(self.print_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.loading)
        column.addWidget(self.note)
        column.addWidget(self.pages, 1)
        self.setFocusProxy(self.pages)

    def _connect(self) -> None:
        self.pages.wanted.connect(self._draw)
        self.pages.zoomed.connect(lambda zoom: self.fit.setText(f"{round(zoom * 100)}%"))
        self.pages.page_changed.connect(lambda _page: self._show_place())
        self.languages.changed.connect(lambda _chosen: self.reload())
        self.search_line.textChanged.connect(lambda _text: self._wait.start())
        self.search_line.returnPressed.connect(lambda: self.step(1))
        self.smaller.clicked.connect(lambda: self.pages.zoom_by(-1))
        self.larger.clicked.connect(lambda: self.pages.zoom_by(1))
        self.fit.clicked.connect(self.pages.fit_width)
        self.save_button.clicked.connect(self.save)
        self.print_button.clicked.connect(self.print_page)
        self.note.act.clicked.connect(self._show_folder)

    def _make_keys(self) -> None:
        for keys, act in (
            ("Ctrl++", partial(self.pages.zoom_by, 1)),
            ("Ctrl+=", partial(self.pages.zoom_by, 1)),
            ("Ctrl+-", partial(self.pages.zoom_by, -1)),
            ("Ctrl+0", self.pages.fit_width),
            ("Ctrl+S", self.save),
            ("F3", partial(self.step, 1)),
            ("Shift+F3", partial(self.step, -1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # --- what the window asks of a page

    def title(self) -> str:
        """For the window."""
        return self.tr("Report preview")

    def keys(self) -> list[tuple[str, str]]:
        """For F1."""
        return [
            ("Ctrl+P", self.tr("Print")),
            ("Ctrl+S", self.tr("Save as")),
            ("Ctrl++", self.tr("Larger")),
            ("Ctrl+-", self.tr("Smaller")),
            ("Ctrl+0", self.tr("Fit the width")),
            ("Ctrl+F", self.tr("Search in the report")),
            ("F3", self.tr("Next find")),
            ("PgDown", self.tr("Next page")),
        ]

    def show_route(self, route: Route) -> None:
        """Another paper: a visit's report, or what ``paper`` names."""
        wanted = (str(route.args.get("paper", "")), route.id)
        if wanted != self._wanted:
            self._wanted = wanted
            self._paper = None
            self.pages.show_pages(())
            self._show_state()
        self.mark_stale()

    def focus_filter(self) -> None:
        """Ctrl+F."""
        self.search_line.setFocus()
        self.search_line.selectAll()

    def next_pane(self) -> None:
        """F6."""
        (self.search_line if self.pages.hasFocus() else self.pages).setFocus()

    def on_escape(self) -> bool:
        """Clears the search first."""
        if self.search_line.text():
            self.search_line.clear()
            self.pages.setFocus()
            return True
        return False

    def reload(self) -> None:
        """Read the report and set it, both in the background; the old pages stay until then."""
        if not self._wanted[1]:
            return
        self._generation += 1
        self.loading.start()
        (kind, row_id), today = self._wanted, runtime.today()
        self.tasks.read(
            self,
            lambda session: papers.read(session, kind, row_id, today=today),
            done=partial(self._set_pages, self._generation),
            failed=self._not_read,
        )

    # --- making the paper

    def _lang(self) -> str:
        return next(iter(self.languages.chosen()), "zh_CN")

    def _set_pages(self, generation: int, source: papers.Source) -> None:
        if generation != self._generation:
            return
        lang = self._lang()
        name = source.name(lang)

        def work(_progress: Any, _is_cancelled: Any) -> _Paper:
            sink = BytesIO()
            missing = source.write(sink, lang)
            pdf = sink.getvalue()
            return _Paper(pdf, tuple(preview.page_sizes(pdf)), missing, name)

        self.tasks.run(
            self, work, done=partial(self._show, generation), finished=self.loading.stop,
            label=self.tr("Setting the pages"),
        )  # fmt: skip

    def _not_read(self, error: KamError) -> None:
        self.loading.stop()
        if isinstance(error, NotFound):
            self.navigate.emit(Route("clients" if self._wanted[0] == papers.MAP else "visits"))
        else:
            self.tasks.refused.emit(error)

    def _show(self, generation: int, paper: _Paper) -> None:
        if generation != self._generation:
            return
        self._paper = paper
        self.pages.show_pages(paper.sizes)
        self._show_state()
        self._search()

    def _show_state(self) -> None:
        paper = self._paper
        for button in (self.save_button, self.print_button):
            button.setEnabled(paper is not None)
        self._saved_at = None
        self.note.say("", icon="info", role="muted")
        if paper is not None and paper.missing:
            shown = " ".join(paper.missing[:12])
            text = self.tr("No font has these characters; they are printed as 〓: {characters}").format(
                characters=shown
            )
            self.note.say(text, icon="warning", role="warning")
        self._show_place()

    def _show_place(self) -> None:
        words = self.tr("Page {page} of {pages}").format(page=self.pages.page + 1, pages=self.pages.count)
        self._place.setText(words if self.pages.count else "")

    def _draw(self, page: int, scale: float) -> None:
        """A page's picture, on a reading thread: it comes and goes too quickly for a run with a label."""
        paper, generation = self._paper, self._generation
        if paper is not None:
            self.tasks.read(
                self,
                lambda _session: printing.page_image(paper.pdf, page, scale),
                done=partial(self._take, generation, page, scale),
            )

    def _take(self, generation: int, page: int, scale: float, image: QImage) -> None:
        if generation == self._generation:
            self.pages.take(page, scale, image)

    # --- searching

    def _search(self) -> None:
        self._wait.stop()
        paper, text, generation = self._paper, self.search_line.text().strip(), self._generation
        self._hits, self._hit = (), -1
        if paper is None or not text:
            self.found.setText("")
            self.pages.set_marks({})
            return
        self.tasks.read(
            self,
            lambda _session: preview.search(paper.pdf, text),
            done=partial(self._show_hits, generation, text),
        )

    def _show_hits(self, generation: int, text: str, hits: _Hits) -> None:
        if generation != self._generation or text != self.search_line.text().strip():
            return
        self._hits = hits
        marks: defaultdict[int, list[Rect]] = defaultdict(list)
        for page, rects in hits:
            marks[page] += rects
        self.pages.set_marks(marks)
        if hits:
            self.step(1)
        else:
            self.found.setText(self.tr("not found"))

    def step(self, by: int) -> None:
        """To the next find, or the one before; round at the ends."""
        if not self._hits:
            return
        self._hit = (self._hit + by) % len(self._hits)
        self.found.setText(f"{self._hit + 1} / {len(self._hits)}")
        self.pages.show_mark(*self._hits[self._hit])

    # --- giving it away

    def print_page(self) -> None:
        """Ctrl+P."""
        if self._paper is None:
            return
        if printing.has_printer():
            printing.print_pdf(self, self._paper.pdf)
        else:
            self.tasks.refused.emit(Refused("printer.none"))

    def save(self) -> None:
        """Ctrl+S."""
        if self._paper is None:
            return
        try:
            path = printing.save_pdf(self, self._paper.pdf, self._paper.name)
        except KamError as error:
            self.tasks.refused.emit(error)
            return
        if path is not None:
            self._saved_at = path
            text = self.tr("Saved as {name}").format(name=path.name)
            self.note.say(text, icon="check", role="ok", action=self.tr("Show the file"))

    def _show_folder(self) -> None:
        if self._saved_at is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved_at.parent)))
