"""The frame of the window: sidebar | top bar over the pages, with the message bar over their foot.

Pages are made when first shown. The window knows no page by class: it calls the methods a page has.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from kam_desktop.core import assets
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.ui import appearance, fonts, painting, tabbing
from kam_desktop.ui.navigation import History, Route, Sidebar
from kam_desktop.ui.page import Page
from kam_desktop.ui.search_field import SearchField
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import IconButton, PlainButton
from kam_desktop.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from kam_desktop.ui.command_bar import CommandBar, Deliver, Provider

NARROW_BELOW: Final = 1120
SMALLEST: Final = QSize(960, 540)
_GEOMETRY: Final = "window/geometry"


class PageSpec(NamedTuple):
    """A page the window can show.

    ``icon`` empty: not in the sidebar; ``under`` names the row that is marked then (a dossier: clients).
    ``is_pinned``: at the bottom. The first nine rows have Ctrl+1 to Ctrl+9.
    """

    name: str
    title: str
    factory: Callable[[], Page]
    icon: str = ""
    under: str = ""
    is_pinned: bool = False


class TopBar(QWidget):
    """48 px: the search field at the left, note, help and lock at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = SearchField(self)
        self.note_button = PlainButton(self.tr("Log a contact"), self, icon="plus", keys="Ctrl+N")
        self.help_button = IconButton("help", self.tr("Help and keys"), self, keys="F1", is_framed=True)
        self.lock_button = IconButton("lock", self.tr("Lock"), self, keys="Ctrl+L", is_framed=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(self.field, 1)
        row.addStretch(0)
        row.addWidget(self.note_button)
        row.addWidget(self.help_button)
        row.addWidget(self.lock_button)
        self._row = row
        self.field.entered.connect(lambda: self._widen(608))
        self.field.left.connect(lambda: self._widen(480))
        row.setStretch(1, 0)
        appearance.fit(self._fit)

    def _fit(self) -> None:
        self.setFixedHeight(fonts.px(48))
        self._widen(608 if self.field.hasFocus() else 480)

    def _widen(self, width: int) -> None:
        self.field.setMaximumWidth(fonts.px(width))
        self.field.setMinimumWidth(fonts.px(200))
        self._row.activate()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), appearance.current().window)
        painting.under(painter, self.rect())


class MainWindow(QMainWindow):
    """Made with the pages; the app connects the signals and gives the command bar its provider."""

    lock_asked = Signal()
    note_asked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()
    window_asked = Signal(object)  # Route, in a window of its own
    shown_route = Signal(object)  # Route
    closing = Signal()

    def __init__(self, pages: Sequence[PageSpec], *, settings: QSettings | None = None, brand: str = "") -> None:
        super().__init__()
        self._specs = {spec.name: spec for spec in pages}
        self._pages: dict[str, Page] = {}
        self._overlays: dict[str, Callable[..., None]] = {}
        self.escapes: list[Callable[[], bool]] = []  # what stands above the page hears Esc first
        self._command_bar: CommandBar | None = None
        self._provider: Provider = _no_hits
        self._settings = settings if settings is not None else QSettings()
        self._brand = brand or self.tr("KAM Desktop")
        self.history = History()
        self.setWindowTitle(self._brand)
        self.setWindowIcon(QIcon(str(assets.path("icons", "app-256.png"))))
        self._make_frame()
        self._make_keys()
        self._restore_geometry()
        appearance.fit(self._fit_sidebar)

    def _make_frame(self) -> None:
        self.sidebar = Sidebar(self._brand, self)
        self.top_bar = TopBar(self)
        inside = self._inside = QWidget(self)
        self._stack = QStackedWidget(inside)
        self.messages = MessageBar(inside, self._stack)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self._stack, 1)
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(column, 1)
        self.setCentralWidget(inside)
        self.top_bar.field.entered.connect(self._make_command_bar)
        self._fill_sidebar()
        self.sidebar.chosen.connect(lambda name: self.go(Route(name)))
        self.top_bar.note_button.clicked.connect(self.note_asked)
        self.top_bar.help_button.clicked.connect(self.show_keys)
        self.top_bar.lock_button.clicked.connect(self.lock_asked)

    def _fill_sidebar(self) -> None:
        for number, spec in enumerate(self._rows(), start=1):
            keys = f"Ctrl+{number}" if number <= 9 else ""
            self.sidebar.add(spec.name, spec.title, spec.icon, keys=keys, is_pinned=spec.is_pinned)
            if keys:
                self._key(keys, partial(self.go, Route(spec.name)))

    def _rows(self) -> list[PageSpec]:
        shown = [spec for spec in self._specs.values() if spec.icon]
        return sorted(shown, key=lambda spec: spec.is_pinned)

    def _make_keys(self) -> None:
        for keys, act in (
            ("Ctrl+K", lambda: self.command_bar.open()),
            ("Ctrl+N", self.note_asked.emit),
            ("Ctrl+L", self.lock_asked.emit),
            ("Ctrl+Z", self.undo),
            ("Ctrl+Y", self.redo),
            ("Ctrl+Shift+Z", self.redo),
            ("Ctrl+F", lambda: self._call("focus_filter")),
            ("Ctrl+P", lambda: self._call("print_page")),
            ("F5", lambda: self._call("reload")),
            ("F6", lambda: self._call("next_pane")),
            ("F1", self.show_keys),
            ("Alt+Left", self.go_back),
            ("Alt+Right", self.go_forward),
            ("Esc", self._escape),
        ):
            self._key(keys, act)

    def _key(self, keys: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(act)

    def common_keys(self) -> list[tuple[str, str]]:
        """The keys that work beside those of the page, for F1: only what the page that is seen can do."""
        of_page = {"Ctrl+F": "focus_filter", "F6": "next_pane", "Ctrl+P": "print_page"}
        told = dict(self.page.keys()) if self.page is not None else {}
        keys = [
            ("Ctrl+K", self.tr("Command bar")),
            ("Ctrl+N", self.tr("Log a contact")),
            ("Ctrl+1", self.tr("Pages, to Ctrl+{n}").format(n=min(len(self._rows()), 9))),
            ("Ctrl+F", self.tr("Filter this page")),
            ("Ctrl+Z", self.tr("Undo")),
            ("Ctrl+Y", self.tr("Redo, also Ctrl+Shift+Z")),
            ("Alt+Left", self.tr("Back")),
            ("Alt+Right", self.tr("Forward")),
            ("F6", self.tr("Next pane")),
            ("F5", self.tr("Reload")),
            ("Ctrl+P", self.tr("Print or PDF")),
            ("F1", self.tr("Help and keys")),
            ("Ctrl+L", self.tr("Lock")),
            ("Esc", self.tr("Close, clear, go back")),
        ]
        return [
            (key, words)
            for key, words in keys
            if key not in told and (key not in of_page or hasattr(self.page, of_page[key]))
        ]

    def attach(self, tasks: Tasks) -> None:
        """Let pages hear of changes, and the message bar of runs."""
        tasks.data_changed.connect(self.on_changed)
        tasks.run_started.connect(self.messages.show_run)
        tasks.run_progressed.connect(self.messages.show_run)
        tasks.run_ended.connect(self.messages.end_run)

    def add_overlay(self, name: str, show: Callable[..., None]) -> None:
        """What a route of this name opens instead of a page; its args are handed over."""
        self._overlays[name] = show

    @property
    def command_bar(self) -> "CommandBar":
        """What the field finds; made when it is first wanted."""
        return self._command_bar or self._make_command_bar()

    def _make_command_bar(self) -> "CommandBar":
        from kam_desktop.ui.command_bar import CommandBar

        if self._command_bar is None:
            self._command_bar = CommandBar(self.top_bar.field, lambda *asked: self._provider(*asked), self)
        return self._command_bar

    def set_provider(self, provider: "Provider") -> None:
        """Where the command bar's results come from."""
        self._provider = provider

    def on_changed(self, entities: frozenset[Entity]) -> None:
        """Tell every page that was made; each one knows what concerns it."""
        for page in self._pages.values():
            page.on_changed(entities)

    @property
    def page(self) -> Page | None:
        """The page that is seen."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def page_named(self, name: str) -> Page:
        """The page of that name, made now if it was not yet."""
        if name not in self._pages:
            made = self._specs[name].factory()
            made.navigate.connect(self.go)
            made.title_changed.connect(self._retitle)
            self._pages[name] = made
            self._stack.addWidget(made)
        return self._pages[name]

    def go(self, route: Route) -> None:
        """Show a route and note it in the history; an overlay opens over the page that is there."""
        if route.page in self._overlays:
            self._overlays[route.page](**route.args)
            return
        if route.args.get("window"):
            self.window_asked.emit(Route(route.page, route.id))
            return
        self._show(self.history.visit(route))

    def go_back(self) -> bool:
        """To where one was before; False at the start."""
        return self._step(self.history.back())

    def go_forward(self) -> bool:
        """Undo of ``go_back``."""
        return self._step(self.history.forward())

    def _step(self, route: Route | None) -> bool:
        if route is not None:
            self._show(route)
        return route is not None

    def _show(self, route: Route) -> None:
        page = self.page_named(route.page)
        page.show_route(route)
        self._leave(page)
        self._stack.setCurrentWidget(page)
        self.sidebar.mark(page.under() or self._specs[route.page].under or route.page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        self._retitle()
        self.shown_route.emit(route)

    def _leave(self, page: Page) -> None:
        """The page that goes gives up the focus: else Qt looks for another place through all that is hidden."""
        focused = self.focusWidget()
        if focused is not None and page is not self.page and self._stack.isAncestorOf(focused):
            focused.clearFocus()

    def _retitle(self) -> None:
        page = self.page
        name = page.title() if page is not None else ""
        self.setWindowTitle(f"{name} · {self._brand}" if name else self._brand)

    def _call(self, method: str) -> bool:
        """Call a method of the page if it has it."""
        act = getattr(self.page, method, None)
        if act is None:
            return False
        act()
        return True

    def undo(self) -> None:
        """What the message offers, else the newest save that can be taken back."""
        if not self.messages.trigger("Ctrl+Z"):
            self.undo_asked.emit()

    def redo(self) -> None:
        """What was undone last."""
        if not self.messages.trigger("Ctrl+Y"):
            self.redo_asked.emit()

    def _escape(self) -> None:
        """Close, then clear, then go back: what stands above the page comes first, then the page."""
        if any(close() for close in self.escapes):
            return
        act = getattr(self.page, "on_escape", None)
        if act is None or not act():
            self.go_back()

    def show_keys(self) -> None:
        """F1."""
        from kam_desktop.ui.day_guide import DayGuide
        from kam_desktop.ui.keys_overlay import KeysOverlay

        keys = self.page.keys() if self.page is not None else []
        shown = self.history.current
        KeysOverlay(self._inside, DayGuide().sentences(shown.page if shown else ""), keys, self.common_keys())

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 (Qt's name)
        return tabbing.move(self, is_forward=next)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.BackButton:
            self.go_back()
        elif event.button() == Qt.MouseButton.ForwardButton:
            self.go_forward()
        else:
            super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_sidebar()

    def _fit_sidebar(self) -> None:
        is_narrow = self.width() < fonts.px(NARROW_BELOW)
        if is_narrow != self.sidebar.is_narrow:
            self.sidebar.set_narrow(is_narrow)

    def _restore_geometry(self) -> None:
        self.setMinimumSize(SMALLEST)
        kept = self._settings.value(_GEOMETRY)
        if not isinstance(kept, QByteArray) or not self.restoreGeometry(kept):
            self.resize(1280, 800)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._settings.setValue(_GEOMETRY, self.saveGeometry())
        self.closing.emit()
        super().closeEvent(event)


def _no_hits(_text: str, deliver: "Deliver") -> None:
    deliver([])
