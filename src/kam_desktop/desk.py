"""The open store with its window: pages, command bar, messages, what runs behind them."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QSettings, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from kam_desktop import runtime
from kam_desktop.core import agenda, clients, history, opening, samples, search
from kam_desktop.core.errors import KamError
from kam_desktop.core.identity import now
from kam_desktop.core.store.database import Database
from kam_desktop.ui import labels
from kam_desktop.ui.clients.client_form import ClientForm
from kam_desktop.ui.clients.client_page import ClientPage
from kam_desktop.ui.clients.contact_form import ContactForm
from kam_desktop.ui.clients.list_page import ClientsPage
from kam_desktop.ui.command_bar import Hit
from kam_desktop.ui.exchange.import_page import ImportPage
from kam_desktop.ui.gifts.gift_form import GiftPage
from kam_desktop.ui.gifts.list_page import GiftsPage
from kam_desktop.ui.main_window import MainWindow, PageSpec
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.preview.page import PreviewPage
from kam_desktop.ui.settings.page import SettingsPage
from kam_desktop.ui.tasks import Notice, Tasks
from kam_desktop.ui.today.page import TodayPage
from kam_desktop.ui.touches.quick_log import QuickLog
from kam_desktop.ui.visits.list_page import VisitsPage
from kam_desktop.ui.visits.visit_page import VisitPage

ROLL_MINUTES = 10


class Desk(QObject):
    """Made when the store was opened; closed when it is locked or the window is closed."""

    locked = Signal()
    language_asked = Signal(str)
    look_asked = Signal(str, float)

    def __init__(self, store: Database, settings: QSettings) -> None:
        super().__init__()
        self.store, self._settings = store, settings
        self.tasks = Tasks(store, self)
        self.tasks.told.connect(self._tell)
        self.tasks.refused.connect(self._refuse)
        self.tasks.unexpected.connect(self._confess)
        self.tasks.data_changed.connect(lambda _entities: self._count())
        self._extra: list[MainWindow] = []
        self._is_closing = self._is_closed = False
        self._since = now()
        self.window = self._make_window()
        self._clock = QTimer(self)
        self._clock.setInterval(ROLL_MINUTES * 60_000)
        self._clock.timeout.connect(self._roll)

    def show(self, first: str = "") -> None:
        """Show Today, or what the first run asked for."""
        self.window.show()
        if first == "sample":
            self.tasks.write(
                self, lambda s: samples.fill(s, today=runtime.today()), done=lambda _made: self._go_today()
            )
        self._go_today()
        if first == "import":
            self.window.go(Route("import"))
        self._clock.start()
        self._count()
        QTimer.singleShot(3000, self, self._back_up)

    def rebuild(self) -> None:
        """The language changed: the same window made anew, where it was."""
        route, old = self.window.history.current, self.window
        self._is_closing = True
        self.window = self._make_window()
        self.window.show()
        self.window.go(route or Route("today"))
        old.close()
        old.deleteLater()
        self._is_closing = False
        self._count()

    def close(self) -> None:
        """Wait for what is being written, close the windows, let go of the store."""
        if self._is_closed:
            return
        self._is_closing = self._is_closed = True
        self._clock.stop()
        for window in (self.window, *self._extra):
            window.close()
            window.deleteLater()
        self.tasks.close()
        opening.close(self.store)

    def _make_window(self) -> MainWindow:
        window = MainWindow(self._pages(), settings=self._settings)
        window.attach(self.tasks)
        quick_log = QuickLog(self.tasks, window)
        window.add_overlay("log", quick_log.open)
        window.note_asked.connect(partial(self._note, window, quick_log))
        window.lock_asked.connect(self.locked)
        window.undo_asked.connect(self._undo_last)
        window.closing.connect(partial(self._on_closing, window))
        window.command_bar.set_provider(partial(self._find, window, quick_log))
        return window

    def _pages(self) -> list[PageSpec]:
        tasks = self.tasks
        return [
            PageSpec("today", self.tr("Today"), lambda: TodayPage(tasks), "today"),
            PageSpec("clients", self.tr("Clients"), lambda: ClientsPage(tasks), "clients"),
            PageSpec("visits", self.tr("Visits"), lambda: VisitsPage(tasks), "visit"),
            PageSpec("gifts", self.tr("Gifts"), lambda: GiftsPage(tasks), "gift"),
            PageSpec("import", self.tr("Import"), lambda: ImportPage(tasks), "import"),
            PageSpec("client", "", lambda: ClientPage(tasks), under="clients"),
            PageSpec("client_form", "", lambda: ClientForm(tasks), under="clients"),
            PageSpec("contact_form", "", lambda: ContactForm(tasks), under="clients"),
            PageSpec("visit", "", lambda: VisitPage(tasks), under="visits"),
            PageSpec("preview", "", lambda: PreviewPage(tasks), under="visits"),
            PageSpec("gift", "", lambda: GiftPage(tasks), under="gifts"),
            PageSpec("settings", self.tr("Settings"), self._settings_page, "settings", is_pinned=True),
        ]

    def _settings_page(self) -> SettingsPage:
        page = SettingsPage(self.tasks, self.store, self._settings)
        page.language_asked.connect(self.language_asked)
        page.look_asked.connect(self.look_asked)
        page.lock_asked.connect(self.locked)
        return page

    def _go_today(self) -> None:
        self.window.go(Route("today"))

    def _roll(self) -> None:
        """After sleep and at midnight: a new day wants its plan."""
        page = self.window.page_named("today")
        if isinstance(page, TodayPage):
            page.roll()

    def _back_up(self) -> None:
        store = self.store
        self.tasks.run(
            self,
            lambda _progress, _cancelled: opening.back_up_daily(store),
            done=lambda _made: None,
            label=self.tr("Backing up"),
        )

    def _count(self) -> None:
        def work(session: Any) -> tuple[int, int, int]:
            day = runtime.today()
            return (
                agenda.progress(session, today=day).open, clients.count(session), agenda.visits_to_report(session, today=day),
            )  # fmt: skip

        self.tasks.read(self, work, done=self._show_counts)

    def _show_counts(self, counts: tuple[int, int, int]) -> None:
        for window in (self.window, *self._extra):
            for page, number in zip(("today", "clients", "visits"), counts, strict=True):
                window.sidebar.set_count(page, number)

    def _tell(self, notice: Notice) -> None:
        window = self._front()
        if notice.batch_id is None:
            window.messages.done(notice.text)
        else:
            window.messages.done(
                notice.text, action=self.tr("Undo"), keys="Ctrl+Z", act=partial(self._undo, notice.batch_id)
            )

    def _refuse(self, error: KamError) -> None:
        self._front().messages.error(labels.sentence(error))

    def _confess(self, error: Exception) -> None:
        log = self.store.folder / "logs" / "kam-desktop.log"
        details = f"{type(error).__name__} · {log}"
        self._front().messages.error(
            labels.say("error.program.unexpected", log=log.name), action=self.tr("Copy details"),
            act=lambda: QGuiApplication.clipboard().setText(details),
        )  # fmt: skip

    def _undo(self, batch_id: str, *, is_redo: bool = False) -> None:
        self.tasks.write(
            self,
            lambda s: history.undo(s, batch_id, today=runtime.today()).batch_id,
            done=partial(self._tell_undone, is_redo=is_redo),
        )

    def _tell_undone(self, batch_id: str | None, *, is_redo: bool = False) -> None:
        """What was taken back can be brought back, by its button: Ctrl+Z goes further back instead."""
        messages = self._front().messages
        if batch_id is None:
            messages.info(self.tr("Nothing to undo"))
        elif is_redo:
            messages.info(self.tr("Brought back"))
        else:
            again = partial(self._undo, batch_id, is_redo=True)
            messages.done(self.tr("Undone"), action=self.tr("Bring back"), act=again)

    def _undo_last(self) -> None:
        """Ctrl+Z when no message offers it: the newest save that can be taken back, of this sitting."""

        def work(session: Any) -> str | None:
            batch = history.last_batch(session, since=self._since)
            return None if batch is None else history.undo(session, batch.id, today=runtime.today()).batch_id

        self.tasks.write(self, work, done=self._tell_undone)

    def _note(self, window: MainWindow, quick_log: QuickLog) -> None:
        route = window.history.current
        client_id = route.id if route is not None and route.page == "client" else ""
        quick_log.open(client_id=client_id)

    def _front(self) -> MainWindow:
        return next((window for window in self._extra if window.isActiveWindow()), self.window)

    def _on_closing(self, window: MainWindow) -> None:
        if self._is_closing:
            return
        if window in self._extra:
            self._extra.remove(window)
        else:
            QTimer.singleShot(0, self, self.close)

    def _open_window(self, route: Route) -> None:
        window = self._make_window()
        self._extra.append(window)
        window.show()
        window.go(route)
        self._count()

    def _find(self, window: MainWindow, quick_log: QuickLog, text: str, deliver: Callable[[list[Hit]], None]) -> None:
        """People and clients, actions on the first of them, then the program's own actions."""
        self.tasks.read(
            window, lambda s: search.find_names(s, text, limit=6),
            done=lambda found: deliver([*self._hits(window, quick_log, found), *self._actions(window, text)]),
        )  # fmt: skip

    def _hits(self, window: MainWindow, quick_log: QuickLog, found: list[search.Hit]) -> list[Hit]:
        heads = {"contact": self.tr("Contacts"), "client": self.tr("Clients")}
        hits = []
        for each in found:
            route = Route("client", each.client_id, {"contact_id": each.id} if each.kind == "contact" else {})
            hits.append(
                Hit(
                    heads[each.kind], each.id, each.title, each.snippet, each.tier or "-", each.marks,
                    run=partial(window.go, route), run_in_new_window=partial(self._open_window, route),
                )
            )  # fmt: skip
        return hits + (self._on_first(window, quick_log, found[0]) if found else [])

    def _on_first(self, window: MainWindow, quick_log: QuickLog, first: search.Hit) -> list[Hit]:
        contact_id = first.id if first.kind == "contact" else ""
        args = {"client_id": first.client_id, "contact_id": contact_id}
        head = self.tr("With {name}").format(name=first.title)
        note = partial(quick_log.open, client_id=first.client_id, contact_id=contact_id)
        return [
            Hit(head, "log", self.tr("Note a contact"), icon="phone", keycap="Alt+1", run=note),
            Hit(head, "visit", self.tr("Plan a visit"), icon="visit", keycap="Alt+2",
                run=partial(window.go, Route("visit", "", args))),
            Hit(head, "gift", self.tr("Record a gift"), icon="gift", keycap="Alt+3",
                run=partial(window.go, Route("gift", "", args))),
        ]  # fmt: skip

    def _actions(self, window: MainWindow, text: str) -> list[Hit]:
        head = self.tr("Actions")
        offered = (
            (self.tr("New client"), "plus", Route("client_form")),
            (self.tr("New visit"), "visit", Route("visit")),
            (self.tr("Record a gift"), "gift", Route("gift")),
            (self.tr("Import clients"), "import", Route("import")),
            (self.tr("Today"), "today", Route("today")),
            (self.tr("Clients"), "clients", Route("clients")),
            (self.tr("Visits"), "visit", Route("visits")),
            (self.tr("Gifts"), "gift", Route("gifts")),
            (self.tr("Settings"), "settings", Route("settings")),
            (self.tr("Back up now"), "download", Route("settings", "backup")),
            (self.tr("About"), "info", Route("settings", "about")),
        )
        wanted = text.casefold()
        return [
            Hit(head, title, title, icon=icon, run=partial(window.go, route))
            for title, icon, route in offered
            if wanted in title.casefold()
        ]
