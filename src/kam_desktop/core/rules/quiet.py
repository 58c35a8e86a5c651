"""Quiet hours, in which nobody is disturbed (D-5.6): apart from what reads hours out of words, for all starts ask it."""

from datetime import time
from typing import Final

QUIET_FROM: Final = time(21)
QUIET_UNTIL: Final = time(8)


def is_quiet(at: time, quiet_from: time = QUIET_FROM, quiet_until: time = QUIET_UNTIL) -> bool:
    """Whether nobody is to be disturbed at this time of the client's day; the span may pass midnight."""
    if quiet_from <= quiet_until:
        return quiet_from <= at < quiet_until
    return at >= quiet_from or at < quiet_until
