"""A paper as it will be printed: looked at, searched, printed, saved (D-6.3)."""

from dataclasses import replace
from datetime import date
from functools import partial
from io import BytesIO
from typing import Any, ClassVar

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import collector, stops
from kam_desktop.core.errors import Cancelled, KamError, NotFound
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.documents import preview
from kam_desktop.papers import Kind, Wanted, read
from kam_desktop.ui import appearance, fonts, labels, printing
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page, add_key, focus_next
from kam_desktop.ui.preview import papers
from kam_desktop.ui.preview.giving import Finished, Giving
from kam_desktop.ui.preview.note import Band, Note
from kam_desktop.ui.preview.pages_view import PagesView
from kam_desktop.ui.preview.searching import Search
from kam_desktop.ui.preview.thumbnails import Thumbnails
from kam_desktop.ui.tasks import IsCancelled, Run, Tasks
from kam_desktop.ui.widgets.buttons import IconButton, PlainButton, PrimaryButton, QuietButton
from kam_desktop.ui.widgets.chip import ChipRow
from kam_desktop.ui.widgets.progress import LoadingLine
from kam_desktop.ui.widgets.texts import PlainLabel

_WIDE = 1040  # from here on title and thumbnails have room


class PreviewPage(Page):
    """Route ``preview`` with a visit's id, or with ``paper`` another (``papers.Kind``) and what it needs.

    The PDF lives in memory only, until it is saved.
    """

    concerns: ClassVar[frozenset[Entity]] = frozenset(
        {
            Entity.VISIT,
            Entity.GIFT,
            Entity.COMMITMENT,
            Entity.ATTACHMENT,
            Entity.CONTACT,
            Entity.TIE,
            Entity.HANDOVER,
            Entity.PERIOD_NOTE,
            Entity.SETTING,
        }
    )

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self._wanted: Wanted | None = None
        self._generation = 0
        self._paper: Finished | None = None
        self._run: Run | None = None
        self._make_parts()
        self._lay_out()
        self._connect()
        self._make_keys()
        self._show_state()
        appearance.changed.connect(self._fit)

    def _make_parts(self) -> None:
        self._title = PlainLabel("", self, face="title", bold=True)
        self._place = PlainLabel("", self, role="muted")
        self.languages = ChipRow(self)
        self.languages.set_chips([("zh_CN", "中文"), ("en", "English")])
        self.languages.choose({labels.language()})
        self.languages.hug()
        self.search = Search(self.tasks, self)
        self.smaller = IconButton("minus", self.tr("Smaller"), self, keys="Ctrl+-", size="small")
        self.fit = QuietButton("100%", self, size="small")
        self.fit.setToolTip(self.tr("Fit the width"))
        self.larger = IconButton("plus", self.tr("Larger"), self, keys="Ctrl++", size="small")
        self.mail_button = IconButton("mail", self.tr("Send by mail"), self, size="small", is_framed=True)
        self.private = QCheckBox(self.tr("With private facts"), self)
        self.private.setToolTip(self.tr("Family, home town, hobbies, personality, taboos"))
        self.save_button = PlainButton(self.tr("Save as"), self, keys="Ctrl+S", size="small")
        self.print_button = PrimaryButton(self.tr("Print"), self, keys="Ctrl+P", size="small")
        self.loading = LoadingLine(self)
        self.note = Note(self)
        self.pages = PagesView(self)
        self.thumbnails = Thumbnails(self)
        self.giving = Giving(self.tasks, self.note, self)

    def _lay_out(self) -> None:
        self._head, self._tools = Band(self), QWidget(self)
        tools, self._top, self._lines = QHBoxLayout(self._tools), QHBoxLayout(), QVBoxLayout(self._head)
        self._tools.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        tools.setContentsMargins(0, 0, 0, 0)
        self._lines.setContentsMargins(16, 0, 16, 1)
        self._lines.setSpacing(0)
        self._lines.addLayout(self._top)
        for row in (tools, self._top):
            row.setSpacing(8)
        for part in (self.search, self.smaller, self.fit, self.larger, self.languages, self.private):
            tools.addWidget(part, int(part is self.search))
        self._top.addWidget(self._title)
        self._top.addWidget(self._place)
        self._top.addWidget(self._tools, 1)
        self._top.addSpacing(8)
        for button in (self.mail_button, self.save_button, self.print_button):
            self._top.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.loading)
        column.addWidget(self.note)
        both = QHBoxLayout()
        both.setSpacing(0)
        both.addWidget(self.thumbnails)
        both.addWidget(self.pages, 1)
        column.addLayout(both, 1)
        self.setFocusProxy(self.pages)

    def _connect(self) -> None:
        self.search.marked.connect(self.pages.set_marks)
        self.search.reached.connect(self.pages.show_mark)
        self.pages.wanted.connect(self._draw)
        self.pages.zoomed.connect(lambda zoom: self.fit.setText(f"{round(zoom * 100)}%"))
        self.pages.page_changed.connect(self._on_page)
        self.thumbnails.wanted.connect(self._draw_small)
        self.thumbnails.chosen.connect(self.pages.show_page)
        self.private.toggled.connect(self._on_private)
        self.mail_button.clicked.connect(self.giving.send)
        self.languages.changed.connect(lambda _chosen: self.reload())
        self.smaller.clicked.connect(lambda: self.pages.zoom_by(-1))
        self.larger.clicked.connect(lambda: self.pages.zoom_by(1))
        self.fit.clicked.connect(self.pages.fit_width)
        self.save_button.clicked.connect(self.giving.save)
        self.print_button.clicked.connect(self.print_page)
        self.note.act.clicked.connect(self.giving.show_folder)

    def _make_keys(self) -> None:
        for keys, act in (
            ("Ctrl++", partial(self.pages.zoom_by, 1)),
            ("Ctrl+=", partial(self.pages.zoom_by, 1)),
            ("Ctrl+-", partial(self.pages.zoom_by, -1)),
            ("Ctrl+0", self.pages.fit_width),
            ("Ctrl+S", self.giving.save),
            ("F3", partial(self.search.step, 1)),
            ("Shift+F3", partial(self.search.step, -1)),
        ):
            add_key(self, keys, act)

    # --- what the window asks of a page

    def title(self) -> str:
        """For the window."""
        return papers.title(self._wanted.kind if self._wanted else Kind.VISIT)

    def under(self) -> str:
        """The client's papers are the client's."""
        return papers.under(self._wanted.kind) if self._wanted else ""

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
        wanted = papers.wanted(route)
        if wanted != self._wanted:
            self._wanted = wanted
            self._paper = None
            self._title.setText(self.title())
            self.giving.take(wanted, None)
            self.pages.show_pages(())
            self.thumbnails.show_pages(())
            self.search.take(b"")
            with QSignalBlocker(self.private):
                self.private.setChecked(wanted.with_private)
            self._show_state()
        self.mark_stale()

    def focus_filter(self) -> None:
        """Ctrl+F."""
        self.search.line.setFocus()
        self.search.line.selectAll()

    def next_pane(self) -> None:
        """F6."""
        focus_next([self.pages, self.thumbnails, self.search])

    def on_escape(self) -> bool:
        """Clears the search first."""
        was_searching = self.search.clear()
        if was_searching:
            self.pages.setFocus()
        return was_searching

    def reload(self) -> None:
        """Read the report and set it, both in the background; the old pages stay until then."""
        wanted = self._wanted
        if wanted is None or not (wanted.id or wanted.kind in papers.OF_DAYS):
            return
        self._generation += 1
        self.loading.start()
        if self._run is not None:
            self._run.cancel()
        lang, today = self._lang(), runtime.today()

        def work(session: Any, _progress: Any, is_cancelled: IsCancelled) -> Finished:
            """Read and set in one go on a reading thread: the first page is there a moment after the click."""

            def check() -> None:
                if is_cancelled():
                    raise Cancelled("cancelled")

            with collector.held(), stops.stoppable(check):
                return _finished(session, wanted, today, lang)

        self._run = self.tasks.read_long(
            self, work, done=partial(self._show, self._generation), failed=self._not_read, finished=self.loading.stop,
            label=self.tr("Setting the pages"),
        )  # fmt: skip

    # --- making the paper

    def _lang(self) -> str:
        return next(iter(self.languages.chosen()), "zh_CN")

    def _not_read(self, error: KamError) -> None:
        self.loading.stop()
        if isinstance(error, NotFound) and self._wanted is not None:
            home = {Kind.VISIT: "visits", Kind.STORY: "gifts"}.get(self._wanted.kind, "clients")
            self.navigate.emit(Route(home))
        elif not isinstance(error, Cancelled):
            self.tasks.refused.emit(error)

    def _show(self, generation: int, paper: Finished) -> None:
        if generation != self._generation:
            return
        self._paper = paper
        self.giving.take(self._wanted, paper)
        self.pages.show_pages(paper.sizes)
        self.thumbnails.show_pages(paper.sizes)
        self.thumbnails.follow(self.pages.page)
        self._show_state()
        self.search.take(paper.pdf)

    def _show_state(self) -> None:
        paper = self._paper
        for button in (self.save_button, self.print_button, self.mail_button):
            button.setEnabled(paper is not None)
        self.private.setVisible(self._wanted is not None and self._wanted.kind in papers.PRIVATE)
        self._fit()
        self.giving.forget()
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

    def _on_page(self, page: int) -> None:
        self.thumbnails.follow(page)
        self._show_place()

    def _on_private(self, is_on: bool) -> None:
        if self._wanted is not None:
            self._wanted = replace(self._wanted, with_private=is_on)
            self.reload()

    def _draw_small(self, page: int, scale: float) -> None:
        paper, generation = self._paper, self._generation

        def show(image: QImage) -> None:
            if generation == self._generation:
                self.thumbnails.take(page, image)

        if paper is not None:
            self.tasks.read(self, lambda _session: printing.page_image(paper.pdf, page, scale), done=show)

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

    def print_page(self) -> None:
        """Ctrl+P."""
        self.giving.print_out()

    # --- room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a narrow window thumbnails and title give way, in the narrowest the tools stand in a line of their own."""
        self.thumbnails.setVisible(self.width() >= fonts.px(_WIDE) and self.pages.count > 1)
        always = (self._place, self._tools, self.mail_button, self.save_button, self.print_button)
        room = self.width() - 64 - sum(part.sizeHint().width() + 8 for part in always)
        is_low = room < 0
        self._title.setVisible(is_low or room >= self._title.sizeHint().width())
        self._head.setFixedHeight(fonts.px(88 if is_low else 48))
        if is_low == (self._top.indexOf(self._tools) < 0):
            return
        if is_low:
            self._lines.addWidget(self._tools)
        else:
            self._top.insertWidget(2, self._tools, 1)


def _finished(session: Any, wanted: Wanted, today: date, lang: str) -> Finished:
    """A paper read and set. What it was made of is gone on return: a thousand pages are millions of objects."""
    sink = BytesIO()
    paper = read(session, wanted, today=today)
    missing = paper.pdf(sink, lang).missing
    pdf = sink.getvalue()
    return Finished(pdf, tuple(preview.page_sizes(pdf)), missing, paper.name(lang, ".pdf"), lang)
