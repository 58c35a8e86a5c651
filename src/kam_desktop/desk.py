"""The open store with its window: pages, command bar, messages, what runs behind them."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QSettings, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from kam_desktop import runtime
from kam_desktop.core import agenda, opening
from kam_desktop.core.errors import KamError
from kam_desktop.core.store.database import Database
from kam_desktop.ui import labels, paper_warmth
from kam_desktop.ui.chores import Chores, write_feed
from kam_desktop.ui.idle_lock import IdleLock
from kam_desktop.ui.main_window import MainWindow, PageSpec
from kam_desktop.ui.navigation import IMPORT, Route
from kam_desktop.ui.packets.dropping import PacketDrop
from kam_desktop.ui.page import Page
from kam_desktop.ui.tasks import Notice, Tasks
from kam_desktop.ui.today.page import TodayPage
from kam_desktop.ui.undoing import Undoing

if TYPE_CHECKING:
    from kam_desktop.ui.finding import Finder
    from kam_desktop.ui.hit_list import Hit
    from kam_desktop.ui.reminders.reminder import Reminder
    from kam_desktop.ui.touches.quick_log import QuickLog

_ASK_FOR_PAPER: Final = frozenset({"visits", "weekly", "handover", "exports", "preview"})
AT_LATEST_MS: Final = 5_000  # when chores begin where Today is not painted


def _later(tasks: Tasks, module: str, name: str) -> Callable[[], Page]:
    """A page whose module is read when the page is first wanted: Today is painted before all others."""

    def make() -> Page:
        page: Page = getattr(import_module(f"kam_desktop.ui.{module}"), name)(tasks)
        if module.partition(".")[0] in _ASK_FOR_PAPER:
            paper_warmth.warm(tasks, page)
        return page

    return make


def _open(quick_log: "Callable[[], QuickLog]", **args: str) -> None:
    quick_log().open(**args)


def _fill(session: Any) -> None:
    from kam_desktop.core import samples

    samples.fill(session, today=runtime.today())


def _read_calendar(session: Any) -> object:
    """The fields that judge a date while it is typed ask for it afterwards."""
    from kam_desktop.core import work_calendars

    return work_calendars.of(session)


class Desk(QObject):
    """Made when the store was opened; closed when it is locked or the window is closed."""

    locked = Signal()
    language_asked = Signal(str)
    look_asked = Signal(str, float)
    reminded = Signal(str)  # what fell due, without a name
    stay_asked = Signal(bool)
    restored = Signal(str)  # a backup is ready: open the store anew

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
        self._undoing = Undoing(self.tasks, lambda: self._front().messages, self)
        self._chores = Chores(self.tasks, self._plan_page, self._back_up, self)
        self._reminder: Reminder | None = None
        self._idle_lock = IdleLock(self.tasks, settings, self)
        self._idle_lock.due.connect(self.locked)
        self._waiting = 0
        self.stays = False  # where there is a tray, closing the window hides it
        self.window = self._make_window()

    def show(self, first: str = "") -> None:
        """Show Today, or what the first run asked for."""
        self.window.show()
        if first == "sample":
            self.tasks.write(self, _fill, done=lambda _made: self._go_today())
        self._go_today()
        if first == "import":
            self.window.go(IMPORT)
        QTimer.singleShot(AT_LATEST_MS, self, self._begin_late)

    def _begin_late(self) -> None:
        if not self._chores.has_begun:
            self._on_painted()

    def _on_painted(self) -> None:
        """Today stands: now for all that could wait."""
        from kam_desktop.ui.unlock import unkept

        self._count()
        unkept.look(self.tasks, self.window)
        self.tasks.read(self, _read_calendar, done=lambda _calendar: None)
        self._chores.begin()
        self._begin_reminding()
        self._idle_lock.begin()

    def _begin_reminding(self) -> None:
        from kam_desktop.ui.reminders.reminder import Reminder

        if self._reminder is None:
            self._reminder = Reminder(self.tasks, self.store.folder, self)
            self._reminder.fell_due.connect(self._remind)
            self._reminder.inbox_changed.connect(self._offer_inbox)
        self._reminder.begin()

    def rebuild(self) -> None:
        """The language changed: the same windows made anew, each where it was; what is typed there is kept first."""
        self._is_closing = True
        self.window = self._made_anew(self.window)
        self._extra = [self._made_anew(window) for window in self._extra]
        self._is_closing = False
        self._count()

    def _made_anew(self, old: MainWindow) -> MainWindow:
        from kam_desktop.ui.draft_keeper import DraftKeeper

        for keeper in old.findChildren(DraftKeeper):
            if keeper.is_due():
                keeper.due.emit()
        window = self._make_window()
        window.restoreGeometry(old.saveGeometry())
        window.setVisible(old.isVisible())
        if old.isActiveWindow():
            window.activateWindow()
        old.close()
        window.go(old.history.current or Route("today"))
        old.deleteLater()
        return window

    def close(self) -> None:
        """Wait for what is being written, close the windows, let go of the store."""
        if self._is_closed:
            return
        self._is_closing = self._is_closed = True
        self._chores.stop()
        self._idle_lock.stop()
        if self._reminder is not None:
            self._reminder.stop()
        for window in (self.window, *self._extra):
            window.close()
            window.deleteLater()
        for said in (self.tasks.told, self.tasks.refused, self.tasks.unexpected):
            said.disconnect()  # the last answers come when the windows that would show them are gone
        self.tasks.close()
        if self._chores.wants_feed_at_closing():
            self._feed_at_closing()
        opening.close(self.store)
        self.deleteLater()  # what pages have read goes with it, and the key: Qt would hold them to the end

    def _feed_at_closing(self) -> None:
        """The calendar file for the phone tells of the last change; a folder out of reach holds nothing up."""
        with suppress(KamError):
            self.store.read(write_feed)

    def _make_window(self) -> MainWindow:
        window = MainWindow(self._pages(), settings=self._settings)
        window.attach(self.tasks)
        quick_log = self._quick_log_of(window)
        window.add_overlay("log", partial(_open, quick_log))
        window.note_asked.connect(partial(self._note, window, quick_log))
        window.lock_asked.connect(self.locked)
        window.undo_asked.connect(self._undoing.undo_last)
        window.redo_asked.connect(self._undoing.redo_last)
        window.window_asked.connect(self._open_window)
        window.closing.connect(partial(self._on_closing, window))
        PacketDrop(window).dropped.connect(lambda path: window.go(Route("packets", str(path))))
        window.set_provider(self._finder_of(window, quick_log))
        return window

    def _pages(self) -> list[PageSpec]:
        later = partial(_later, self.tasks)
        return [
            PageSpec("today", self.tr("Today"), self._today_page, "today"),
            PageSpec("clients", self.tr("Clients"), later("clients.list_page", "ClientsPage"), "clients"),
            PageSpec("agenda", self.tr("Calendar"), later("agenda.page", "AgendaPage"), "calendar"),
            PageSpec("visits", self.tr("Visits"), later("visits.list_page", "VisitsPage"), "visit"),
            PageSpec("gifts", self.tr("Gifts"), later("gifts.list_page", "GiftsPage"), "gift"),
            PageSpec("care", self.tr("Business care"), later("business.page", "CarePage"), "document-check"),
            PageSpec("campaign", "", later("business.campaign_page", "CampaignPage"), under="care"),
            PageSpec("calls", self.tr("Call list"), later("calls.page", "CallsPage"), "phone"),
            PageSpec("events", "", later("events.page", "EventsPage"), under="calls"),
            PageSpec("event_form", "", later("events.form", "EventForm"), under="calls"),
            PageSpec("caller", "", later("calls.caller", "CallerPage"), under="calls"),
            PageSpec(
                "import", self.tr("Import"), self._undoing.of(later("exchange.import_page", "ImportPage")), "import"
            ),
            PageSpec("inbox", "", later("reminders.inbox_page", "InboxPage"), under="today"),
            PageSpec("owed", "", later("causes.owed_page", "OwedPage"), under="today"),
            PageSpec("interests", "", later("causes.interests_page", "InterestsPage"), under="clients"),
            PageSpec("client", "", self._client_page, under="clients"),
            PageSpec("contact", "", later("people.contact_page", "ContactPage"), under="clients"),
            PageSpec("map", "", later("people.map_page", "MapPage"), under="clients"),
            PageSpec("purchases", "", later("purchases.purchases_page", "PurchasesPage"), under="clients"),
            PageSpec("business", "", later("business.client_page", "ClientBusinessPage"), under="clients"),
            PageSpec("files", "", later("files.files_page", "FilesPage"), under="clients"),
            PageSpec("duplicates", "", later("duplicates.duplicates_page", "DuplicatesPage"), under="clients"),
            PageSpec("merge", "", later("duplicates.duplicates_page", "DuplicatesPage"), under="clients"),
            PageSpec("export", "", later("exports.page", "ExportPage"), under="clients"),
            PageSpec("papers", "", later("exports.papers_page", "PapersPage"), under="visits"),
            PageSpec("handover", "", later("handover.page", "HandoverPage"), under="clients"),
            PageSpec("weekly", "", later("weekly.page", "WeeklyPage"), under="visits"),
            PageSpec("client_form", "", later("clients.client_form", "ClientForm"), under="clients"),
            PageSpec("contact_form", "", later("clients.contact_form", "ContactForm"), under="clients"),
            PageSpec("visit", "", later("visits.visit_page", "VisitPage"), under="visits"),
            PageSpec("reviews", "", later("reviews.page", "ReviewsPage"), under="visits"),
            PageSpec("versions", "", later("visits.versions_page", "VersionsPage"), under="visits"),
            PageSpec("packets", "", later("packets.page", "PacketsPage"), under="visits"),
            PageSpec("preview", "", later("preview.page", "PreviewPage"), under="visits"),
            PageSpec("gift", "", later("gifts.gift_page", "GiftPage"), under="gifts"),
            PageSpec("gift_register", "", later("gifts.register_page", "RegisterPage"), under="gifts"),
            PageSpec("gift_stock", "", later("gifts.stock_page", "StockPage"), under="gifts"),
            PageSpec("gift_form", "", later("gifts.gift_form", "GiftForm"), under="gifts"),
            PageSpec("policies", "", later("policies.page", "PoliciesPage"), under="settings"),
            PageSpec("settings", self.tr("Settings"), self._settings_page, "settings", is_pinned=True),
        ]

    def _quick_log_of(self, window: MainWindow) -> "Callable[[], QuickLog]":
        """A window's form for a note, made when it is first wanted."""
        made: list[QuickLog] = []

        def give() -> "QuickLog":
            from kam_desktop.ui.touches.quick_log import QuickLog

            if not made:
                made.append(QuickLog(self.tasks, window))
                window.escapes.append(made[0].on_escape)
                window.shown_route.connect(lambda _route: made[0].step_aside())
            return made[0]

        return give

    def _finder_of(
        self, window: MainWindow, quick_log: "Callable[[], QuickLog]"
    ) -> "Callable[[str, Callable[[list[Hit]], None]], None]":
        """What a window's command bar finds; made when something is first looked for."""
        made: list[Finder] = []

        def find(text: str, deliver: "Callable[[list[Hit]], None]") -> None:
            from kam_desktop.ui.finding import Finder

            if not made:
                made.append(Finder(self.tasks, window, quick_log, self._open_window))
            made[0].find(text, deliver)

        return find

    def _today_page(self) -> Page:
        page = TodayPage(self.tasks)
        page.painted.connect(self._on_painted)
        return page

    def _client_page(self) -> Page:
        from kam_desktop.ui.clients.client_page import ClientPage
        from kam_desktop.ui.clients.views import ViewSpec

        def view(name: str, title: str, module: str, kind: str) -> ViewSpec:
            return ViewSpec(name, title, lambda tasks: _later(tasks, module, kind)())

        page = ClientPage(
            self.tasks,
            (
                view("map", self.tr("Map"), "people.map_page", "MapPage"),
                view("purchases", self.tr("Purchases"), "purchases.purchases_page", "PurchasesPage"),
                view("business", self.tr("Business"), "business.client_page", "ClientBusinessPage"),
                view("files", self.tr("Files"), "files.files_page", "FilesPage"),
            ),
        )
        paper_warmth.warm(self.tasks, page)
        return page

    def _settings_page(self) -> Page:
        from kam_desktop.ui.settings.page import SettingsPage

        page = SettingsPage(self.tasks, self.store, self._settings)
        page.language_asked.connect(self.language_asked)
        page.look_asked.connect(self.look_asked)
        page.lock_asked.connect(self.locked)
        page.stay_asked.connect(self.stay_asked)
        page.restored.connect(self.restored)
        return page

    def _remind(self, count: int) -> None:
        text = self.tr("%n thing(s) are due now", "", count)
        self.reminded.emit(text)
        if self.window.isVisible():
            self._front().messages.info(text)

    def _offer_inbox(self, waiting: int) -> None:
        """Once for each return: what was missed is never pushed aside by what is due today."""
        if waiting > self._waiting:
            text = self.tr("%n thing(s) fell due while you were away", "", waiting)
            show = partial(self.window.go, Route("inbox"))
            self._front().messages.info(text, action=self.tr("Show"), act=show)
        self._waiting = waiting

    def _go_today(self) -> None:
        self.window.go(Route("today"))

    def _plan_page(self) -> TodayPage | None:
        page = self.window.page_named("today")
        return page if isinstance(page, TodayPage) else None

    def _back_up(self) -> None:
        store = self.store
        self.tasks.run(
            self, lambda _progress, _cancelled: opening.back_up_daily(store), done=lambda _made: None,
            label=self.tr("Backing up"),
        )  # fmt: skip

    def _count(self) -> None:
        def work(snapshot: Any) -> tuple[int, int, int]:
            day = runtime.today()
            return (
                agenda.progress(snapshot, today=day).open, agenda.client_count(snapshot),
                agenda.visits_to_report(snapshot, today=day),
            )  # fmt: skip

        self.tasks.read(self, work, done=self._show_counts, is_plain=True)

    def _show_counts(self, counts: tuple[int, int, int]) -> None:
        for window in (self.window, *self._extra):
            for page, number in zip(("today", "clients", "visits"), counts, strict=True):
                window.sidebar.set_count(page, number)

    def _tell(self, notice: Notice) -> None:
        window = self._front()
        if not notice.is_done:
            window.messages.info(notice.text)
        elif notice.batch_id is None:
            window.messages.done(notice.text)
        else:
            self._undoing.tell(notice)

    def _refuse(self, error: KamError) -> None:
        self._front().messages.error(labels.sentence(error))

    def _confess(self, error: Exception) -> None:
        log = self.store.folder / "logs" / "kam-desktop.log"
        details = f"{type(error).__name__} · {log}"
        self._front().messages.error(
            labels.say("error.program.unexpected", log=log.name), action=self.tr("Copy details"),
            act=lambda: QGuiApplication.clipboard().setText(details),
        )  # fmt: skip

    def _note(self, window: MainWindow, quick_log: "Callable[[], QuickLog]") -> None:
        from kam_desktop.ui import about_whom

        route = window.history.current or Route("today")

        def show(about: about_whom.About) -> None:
            quick_log().open(client_id=about.client_id, contact_id=about.contact_id)

        told = about_whom.of_route(route)
        if told is not None:
            show(told)
        else:
            self.tasks.read(
                self,
                lambda session: about_whom.read(session, route),
                done=show,
                failed=lambda _: show(about_whom.About()),
            )

    def _front(self) -> MainWindow:
        return next((window for window in self._extra if window.isActiveWindow()), self.window)

    def _on_closing(self, window: MainWindow) -> None:
        if self._is_closing:
            return
        if window in self._extra:
            self._extra.remove(window)
            window.deleteLater()  # else it stays, unseen, and reads anew after every change
        elif not self.stays:
            QTimer.singleShot(0, self, self.close)

    def _open_window(self, route: Route) -> None:
        window = self._make_window()
        self._extra.append(window)
        window.show()
        window.go(route)
        self._count()
