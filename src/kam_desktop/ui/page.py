"""What every page of the window is, and when it reads its content again."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from kam_desktop.core.rules.kinds import Entity
from kam_desktop.ui.navigation import Route


class Page(QWidget):
    """One page of the stack. It asks for other pages by ``navigate`` and never imports them.

    A page that is not seen is only marked stale by a change, and reads again when it is next shown.
    Optional methods the window calls when they exist: ``focus_filter()``, ``next_pane()``,
    ``print_page()``, ``on_escape()`` (close or clear something; True when there was something).
    """

    concerns: ClassVar[frozenset[Entity]] = frozenset()
    navigate = Signal(object)  # Route
    title_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_stale = True
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def title(self) -> str:
        """The page's name in the window's title bar."""
        return ""

    def under(self) -> str:
        """The row of the sidebar that is marked for what the page shows; empty for the page's own."""
        return ""

    def keys(self) -> list[tuple[str, str]]:
        """Key and meaning of each key of this page, for F1."""
        return []

    def reload(self) -> None:
        """Read the content again, in the background."""

    def show_route(self, route: Route) -> None:
        """Show what the route names. Called before the page is seen; the same route may come again."""

    def on_changed(self, entities: frozenset[Entity]) -> None:
        """A write touched these kinds of records."""
        if entities & self.concerns:
            self.mark_stale()

    def mark_stale(self) -> None:
        """Reload now if seen, else when next shown."""
        if self.isVisible():
            self._is_stale = False
            self.reload()
        else:
            self._is_stale = True

    @property
    def is_stale(self) -> bool:
        """Whether the content is to be read when the page is next shown."""
        return self._is_stale

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            self.reload()


def add_key(where: QWidget, keys: str | QKeySequence.StandardKey, act: Callable[[], object]) -> QShortcut:
    """Keys that act wherever in a page, or a part of it, the focus is."""
    shortcut = QShortcut(QKeySequence(keys), where)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(act)
    return shortcut


def focus_next(panes: Sequence[QWidget]) -> None:
    """F6: give the focus to the pane after the one that has it. Panes that are not seen are passed over."""
    seen = [pane for pane in panes if pane.isVisible()]
    at = next((place for place, pane in enumerate(seen) if holds_focus(pane)), -1)
    if seen:
        _enter(seen[(at + 1) % len(seen)])


def holds_focus(pane: QWidget) -> bool:
    """Whether the focus of the window is here. ``focusWidget()`` tells what had it here last, wherever it is now."""
    focused = pane.window().focusWidget()
    return focused is not None and pane.isAncestorOf(focused)


def _enter(pane: QWidget) -> None:
    """The pane itself when it takes the focus, else the first thing in it that does."""
    takers = [pane, *pane.findChildren(QWidget)]
    for widget in takers:
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            return
