"""Keys of a page that holds other pages: of two keys that are alike, the one nearer to the focus acts.

Qt calls them ambiguous and lets neither act.
"""

from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from kam_desktop.ui.page import add_key

_HERE: Final = {Qt.ShortcutContext.WidgetShortcut, Qt.ShortcutContext.WidgetWithChildrenShortcut}


class NearestKeys(QObject):
    """``add`` a key of the page; it gives way while the focus is in a part that has the same key."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._shortcuts: dict[str, QShortcut] = {}
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    def add(self, key: str, act: Callable[[], object]) -> None:
        """A key that acts wherever on the page the focus is."""
        shortcut = add_key(self._page, key, act)
        self._shortcuts[shortcut.key().toString()] = shortcut

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        near = set(_nearer(now, self._page)) if now is not None else set()
        for key, shortcut in self._shortcuts.items():
            shortcut.setEnabled(key not in near)


def _nearer(focused: QWidget, page: QWidget) -> Iterator[str]:
    """The keys that act at the focus, of the parts between it and the page."""
    if not page.isAncestorOf(focused):
        return
    at: QWidget | None = focused
    while at is not None and at is not page:
        for each in at.findChildren(QShortcut, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if each.isEnabled() and _acts(each.context(), at is focused):
                yield each.key().toString()
        for action in at.actions():
            if action.isEnabled() and _acts(action.shortcutContext(), at is focused):
                yield from _keys_of(action)
        at = at.parentWidget()


def _acts(context: Qt.ShortcutContext, has_focus: bool) -> bool:
    return context in _HERE and (has_focus or context == Qt.ShortcutContext.WidgetWithChildrenShortcut)


def _keys_of(action: QAction) -> list[str]:
    return [key.toString() for key in action.shortcuts()]
