"""By when something that we owe is to be given, and how pressing it is (D-5.4)."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from kam_desktop.core.rules.kinds import FavourDirection, FavourState

SOON_DAYS: Final = 3
EVEN_DAYS: Final = 60  # until a favour of theirs is evened out
REPORT_DAYS: Final = 3  # after a visit its report is due, unless the settings say otherwise


class Pressing(StrEnum):
    """How pressing it is; in this order."""

    LATE = "late"
    SOON = "soon"
    LATER = "later"
    UNDATED = "undated"


def pressing(due_on: date | None, today: date) -> Pressing:
    """Red from the day after, amber within three days."""
    if due_on is None:
        return Pressing.UNDATED
    if due_on < today:
        return Pressing.LATE
    return Pressing.SOON if due_on <= today + timedelta(days=SOON_DAYS) else Pressing.LATER


def is_owed(direction: FavourDirection, state: FavourState) -> bool:
    """Help that we promised, and theirs that was not returned yet."""
    wanted = FavourState.OPEN if direction is FavourDirection.WE_HELP else FavourState.DONE
    return state is wanted


def due_on(
    direction: FavourDirection, state: FavourState, *, promised_on: date | None, done_on: date | None
) -> date | None:
    """When what is owed for a favour is due; None: nothing is owed, or no day was said."""
    if not is_owed(direction, state):
        return None
    if direction is FavourDirection.WE_HELP:
        return promised_on
    return None if done_on is None else even_by(done_on, promised_on)


def even_by(done_on: date, chosen_on: date | None) -> date:
    """When a favour of theirs is to be returned: the day that was chosen for it, else two months after."""
    return chosen_on if chosen_on is not None and chosen_on > done_on else done_on + timedelta(days=EVEN_DAYS)
