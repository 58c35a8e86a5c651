"""All that we owe in one list: our open promises, help that we promised, favours of theirs not returned (D-5.4)."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy.orm import Session

from kam_desktop.core import commitments, favours
from kam_desktop.core.rules import owing
from kam_desktop.core.rules.kinds import FavourDirection
from kam_desktop.core.rules.owing import Pressing


class DebtKind(StrEnum):
    """What is owed."""

    PROMISE = "promise"
    HELP = "help"
    RETURN = "return"


class Debt(NamedTuple):
    """One line. ``since`` is the day it began, where it is known; ``person`` whom it is owed to, ``who`` does it."""

    id: str
    kind: DebtKind
    client_id: str
    client: str
    tier: str
    text: str
    person: str
    who: str
    since: date | None
    due_on: date | None
    pressing: Pressing


def owed(session: Session, *, today: date) -> list[Debt]:
    """What is late first, the oldest before the others; what has no day stands last, the longest owed first."""
    found = [_favour(row, today) for row in favours.owed(session)]
    found += [_promise(row, today) for row in commitments.ours_open(session)]
    return sorted(found, key=lambda each: (each.due_on or date.max, each.since or date.max, each.id))


def _favour(row: favours.FavourRow, today: date) -> Debt:
    kind = DebtKind.HELP if row.direction is FavourDirection.WE_HELP else DebtKind.RETURN
    due = favours.owed_by(row)
    return Debt(
        row.id, kind, row.client_id, row.client, row.tier, row.what, row.person, row.who, row.done_on or row.on, due,
        owing.pressing(due, today),
    )  # fmt: skip


def _promise(row: commitments.OpenPromise, today: date) -> Debt:
    return Debt(
        row.id, DebtKind.PROMISE, row.client_id, row.client, row.tier, row.text, "", row.owner, row.since, row.due_on,
        owing.pressing(row.due_on, today),
    )  # fmt: skip
