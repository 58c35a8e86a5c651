"""Menus of plain entries: a text, the key that does the same, and what happens."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

Entry = tuple[str, str, Callable[[], object]]


def make_menu(parent: QWidget, entries: Sequence[Entry]) -> QMenu:
    """A menu that goes away when it is closed; ``&`` in a name stays a letter."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for text, keys, act in entries:
        action = QAction(text.replace("&", "&&") + (f"\t{keys}" if keys else ""), menu)
        action.triggered.connect(lambda _=False, act=act: act())
        menu.addAction(action)
    return menu
