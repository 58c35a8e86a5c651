"""Where a key client hangs on a single thread: one of ours, or one of theirs (D-12.1)."""

from enum import StrEnum
from typing import Final, NamedTuple

from kam_desktop.core.rules.kinds import Tier

KEY_TIERS: Final = frozenset({Tier.A})
WITHIN_DAYS: Final = 365  # whom somebody met longer ago is no thread any more


class Thread(StrEnum):
    """What a client hangs on; worded ``enum.Thread.<value>``. The gravest first."""

    NO_CONTACT = "no_contact"
    ONE_CONTACT = "one_contact"
    ONE_MET = "one_met"
    ONE_MANAGER = "one_manager"


class Facts(NamedTuple):
    """``helpers``: of ours beside the owner (leader, team, ties, who was there lately); ``met``: of theirs lately."""

    helpers: int
    contacts: int
    met: int


def of(facts: Facts) -> tuple[Thread, ...]:
    """The threads that would have to hold alone; empty where more than one does on both sides."""
    theirs = {0: Thread.NO_CONTACT, 1: Thread.ONE_CONTACT}.get(facts.contacts)
    if theirs is None and facts.met == 1:
        theirs = Thread.ONE_MET
    ours = None if facts.helpers else Thread.ONE_MANAGER
    return tuple(each for each in (theirs, ours) if each is not None)
