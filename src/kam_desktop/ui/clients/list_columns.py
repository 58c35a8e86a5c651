"""The columns of the client list, and one client as the cells of a row."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from kam_desktop.core import clients
from kam_desktop.core.clients import ClientRow
from kam_desktop.ui import labels
from kam_desktop.ui.widgets.paged_table import Cell, Column

#: column -> (order of ``clients.ids``, whether that order runs the other way)
SORTS: Final = {
    "tier": ("tier", False),
    "name": ("name", False),
    "city": ("city", False),
    "industry": ("industry", False),
    "last": ("silent", False),
    "silent": ("silent", True),
    "next": ("next", False),
    "owner": ("owner", False),
}


def columns() -> list[Column]:
    """Headings in the window's language; the name takes the slack."""
    return [
        Column("tier", QCoreApplication.translate("ClientsPage", "Tier"), 64, "badge"),
        Column("name", QCoreApplication.translate("ClientsPage", "Name"), 0, "bold"),
        Column("city", QCoreApplication.translate("ClientsPage", "City"), 88),
        Column("industry", QCoreApplication.translate("ClientsPage", "Industry"), 128, "muted"),
        Column("last", QCoreApplication.translate("ClientsPage", "Last contact"), 104, "muted"),
        Column("silent", QCoreApplication.translate("ClientsPage", "Silent days"), 88, "number"),
        Column("next", QCoreApplication.translate("ClientsPage", "Next touch"), 104),
        Column("owner", QCoreApplication.translate("ClientsPage", "Owner"), 88, "muted"),
    ]


def fetch(session: Any, ids: Sequence[str], *, today: date) -> list[tuple[Any, ...]]:
    """The cells of a page of ids."""
    return [_cells(row, today) for row in clients.rows(session, ids, today=today)]


def _cells(row: ClientRow, today: date) -> tuple[Any, ...]:
    last = labels.day(row.last_contact_on) if row.last_contact_on else "—"
    silent = Cell("—", "muted") if row.silent_days is None else Cell(str(row.silent_days))
    upcoming = _next(row.next_touch_on, today)
    return (row.tier, row.name, row.city, row.industry, last, silent, upcoming, row.owner)


def _next(on: date | None, today: date) -> Cell:
    if on is None:
        return Cell("—", "muted")
    return Cell(labels.day(on), "danger" if on < today else "warning" if on == today else "")
