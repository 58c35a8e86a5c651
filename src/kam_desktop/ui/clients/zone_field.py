"""A line for a time zone: the names that hold what is typed are offered."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from kam_desktop.ui import labels
from kam_desktop.words import zones


def complete(line: QLineEdit) -> None:
    """Offer the zones that hold what is typed, of country or city."""
    completer = QCompleter(zones.offered(labels.language()), line)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    popup = completer.popup()
    if popup is not None:
        popup.setProperty("kind", "menu")
    line.setCompleter(completer)
