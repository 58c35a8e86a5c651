"""Further views of one client beside its timeline: a map of its people, its purchases, its files …

Each is a ``Page`` of its own that is made when first shown and gets ``Route(spec.name, client_id)``.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from kam_desktop.core.rules.kinds import Entity
from kam_desktop.ui import appearance, fonts, painting
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page, holds_focus
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.keycap import native
from kam_desktop.ui.widgets.page_head import PageHead
from kam_desktop.ui.widgets.texts import plain_tip

TIMELINE: Final = "timeline"
_HEIGHT: Final = 36


@dataclass(frozen=True)
class ViewSpec:
    """A view of a client: its name in routes, its title on the tab, and how its page is made."""

    name: str
    title: str
    make: Callable[[Tasks], Page]


class _Tab(QAbstractButton):
    """A word with a line under it when it is the one that is shown."""

    def __init__(self, text: str, keys: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(text)
        self.setToolTip(plain_tip(f"{text}  {native(keys)}"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(fonts.width(fonts.body(bold=True), self.text()) + 16, fonts.px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()  # the row knows what is next
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, is_on = QPainter(self), appearance.current(), self.isChecked()
        colour = theme.accent if is_on else theme.text if self.underMouse() else theme.muted
        painting.text(painter, self.rect(), self.text(), fonts.body(bold=is_on), colour, align=painting.CENTRE)
        if is_on:
            painter.fillRect(QRect(8, self.height() - 2, self.width() - 16, 2), theme.accent)
        if self.hasFocus():
            painting.focus_ring(painter, self.rect().adjusted(0, 2, 0, -2))


class ViewTabs(QWidget):
    """The row of views; arrows move, a click or Space chooses."""

    chosen = Signal(str)

    def __init__(self, names: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 16, 0)
        row.setSpacing(4)
        self.tabs: dict[str, _Tab] = {}
        for number, (name, title) in enumerate(names, start=1):
            tab = _Tab(title, f"Ctrl+Alt+{number}", self)
            tab.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
            self.tabs[name] = tab
            row.addWidget(tab)
        row.addStretch(1)
        self.setAccessibleName(self.tr("Views of this client"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def mark(self, name: str) -> None:
        """Show which view is seen."""
        self.tabs[name].setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        tabs = list(self.tabs.values())
        at = next((place for place, tab in enumerate(tabs) if tab.hasFocus()), None)
        if not step or at is None:
            super().keyPressEvent(event)
        else:
            tabs[(at + step) % len(tabs)].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painting.under(QPainter(self), self.rect())


class ClientViews(QWidget):
    """The timeline and the other views, one of them seen. ``changed`` says which."""

    changed = Signal(str)
    navigate = Signal(object)  # Route

    def __init__(
        self, tasks: Tasks, first: QWidget, title: str, specs: Sequence[ViewSpec], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._specs = {spec.name: spec for spec in specs}
        self._made: dict[str, Page] = {}
        self._first = first
        self._client_id = ""
        self.shown = TIMELINE
        self.tabs = ViewTabs([(TIMELINE, title), *((spec.name, spec.title) for spec in specs)], self)
        self.tabs.chosen.connect(self._on_tab)
        self.tabs.mark(TIMELINE)
        self.tabs.setVisible(bool(specs))
        self._stack = QStackedWidget(self)
        self._stack.addWidget(first)
        self.setFocusProxy(first)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)

    @property
    def names(self) -> tuple[str, ...]:
        """All views, the timeline first."""
        return (TIMELINE, *self._specs)

    @property
    def page(self) -> Page | None:
        """The view that is seen; None while it is the timeline."""
        return self._made.get(self.shown)

    def show_client(self, client_id: str) -> None:
        """Another client; the view that is seen follows, the others when they are next seen."""
        self._client_id = client_id
        if self.page is not None:
            self.page.show_route(Route(self.shown, client_id))

    def show_view(self, name: str, args: Mapping[str, Any] | None = None) -> None:
        """Show a view, made now if it was not yet; one that does not exist leaves all as it is."""
        if name not in self.names:
            return
        self.shown = name
        if name != TIMELINE:
            self._page_named(name).show_route(Route(name, self._client_id, dict(args or {})))
        seen = self._made.get(name, self._first)
        self._stack.setCurrentWidget(seen)
        self.setFocusProxy(seen)
        self.tabs.mark(name)
        self.changed.emit(name)

    def _on_tab(self, name: str) -> None:
        """A click leads into the view, whose keys one wants; by keys one may go on along the tabs."""
        self.show_view(name)
        if not holds_focus(self.tabs):
            (self.page or self._first).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_number(self, number: int) -> None:
        """The view of that place, from 0."""
        if number < len(self.names):
            self.show_view(self.names[number])
            (self.page or self._first).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def on_changed(self, entities: frozenset[Entity]) -> None:
        """A write touched these; each view knows what concerns it."""
        for page in self._made.values():
            page.on_changed(entities)

    def call(self, method: str) -> bool:
        """Call a method of the view that is seen, if it has it; what it answers, or True."""
        act = getattr(self.page, method, None)
        if act is None:
            return False
        return act() is not False

    def _page_named(self, name: str) -> Page:
        if name not in self._made:
            made = self._specs[name].make(self._tasks)
            made.navigate.connect(self.navigate)
            head = getattr(made, "head", None)
            if isinstance(head, PageHead):
                head.show_tools_only()  # the client's own head stands above
            self._made[name] = made
            self._stack.addWidget(made)
        return self._made[name]
