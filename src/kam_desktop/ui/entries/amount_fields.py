"""Amounts and quantities of an entry: typed as people write them, told where they cannot be read."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit

from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import amounts


def amount_of(editor: QLineEdit, name: str) -> int | None:
    """The amount in minor units, None where nothing is typed; raises Invalid."""
    return _read(amounts.minor, editor, name, "amount.unreadable")


def quantity_of(editor: QLineEdit, name: str) -> int | None:
    """The quantity in thousandths, None where nothing is typed; raises Invalid."""
    return _read(amounts.milli, editor, name, "quantity.unreadable")


def amount_text(minor: int | None) -> str:
    """An amount as it is typed; empty where there is none."""
    return amounts.typed(minor) if minor is not None else ""


def quantity_text(milli: int | None) -> str:
    """A quantity as it is typed; empty where there is none."""
    return amounts.typed_milli(milli) if milli is not None else ""


def _read(read: Callable[[str], int | None], editor: QLineEdit, name: str, code: str) -> int | None:
    text = editor.text().strip()
    if not text:
        return None
    found = read(text)
    if found is None:
        raise Invalid(name, code, text=text[:40])
    return found
