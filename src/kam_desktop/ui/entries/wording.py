"""Occasions and favours in the words of the window, the same on every page."""

from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from kam_desktop.core import favours
from kam_desktop.core.favours import FavourRow
from kam_desktop.core.rules import owing
from kam_desktop.core.rules.kinds import FavourDirection, FavourState
from kam_desktop.core.rules.owing import Pressing
from kam_desktop.ui import labels

SOON_DAYS: Final = owing.SOON_DAYS
ROLES: Final = {
    Pressing.LATE: "danger", Pressing.SOON: "warning", Pressing.LATER: "muted", Pressing.UNDATED: "muted"
}  # fmt: skip


def due(due_on: date | None, today: date) -> tuple[str, str]:
    """By when, and the colour it is said in: red when late, amber within three days."""
    role = ROLES[owing.pressing(due_on, today)]
    if due_on is None:
        return QCoreApplication.translate("Causes", "no day"), role
    if due_on < today:
        late = QCoreApplication.translate("Causes", "{days} late")
        return late.format(days=labels.days((today - due_on).days)), role
    if due_on == today:
        return QCoreApplication.translate("Causes", "today"), role
    return QCoreApplication.translate("Causes", "by {day}").format(day=labels.day(due_on)), role


def what_is_due(row: FavourRow) -> str:
    """Whose turn it is."""
    if row.direction is FavourDirection.WE_HELP:
        return QCoreApplication.translate("Causes", "we promised help")
    if row.state is FavourState.OPEN:
        return QCoreApplication.translate("Causes", "they promised help")
    return QCoreApplication.translate("Causes", "to be returned")


def is_open(row: FavourRow) -> bool:
    """Whether something is still to be done about it, by us or by them."""
    return row.state is FavourState.OPEN or owing.is_owed(row.direction, row.state)


def due_day(row: FavourRow) -> date | None:
    """The day by which it is looked for, ours or theirs."""
    return favours.owed_by(row) or row.due_on


def owed_by(row: FavourRow, today: date) -> tuple[str, str]:
    """When what we owe is due, with its colour; what they owe us is never red."""
    if not owing.is_owed(row.direction, row.state):
        return (labels.day(row.due_on) if row.due_on else ""), "muted"
    return due(favours.owed_by(row), today)
