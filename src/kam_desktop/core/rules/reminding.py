"""When to remind: pure functions over instants of the user's own clock (D-5.11)."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Final, NamedTuple

from kam_desktop.core.rules.quiet import QUIET_FROM, QUIET_UNTIL, is_quiet

AT_DAY: Final = time(9)  # when a touch without a time of day is told of
AWAY: Final = timedelta(minutes=25)  # a clock that stood this long was asleep or off


class Telling(NamedTuple):
    """How many to tell of now, and when to look again; None when nothing is to come."""

    due: int
    next_at: datetime | None


def tell(
    instants: Iterable[tuple[datetime, int]], *, last: datetime, now: datetime, quiet_from: time = QUIET_FROM,
    quiet_until: time = QUIET_UNTIL,
) -> Telling:  # fmt: skip
    """What fell due after ``last`` until ``now``. In quiet hours nothing is told, and all of it when they end.

    ``instants`` are when, and how many then.
    """
    known = sorted(instants)
    due = sum(count for at, count in known if last < at <= now)
    following = next((at for at, _ in known if at > now), None)
    if not is_quiet(now.time(), quiet_from, quiet_until):
        return Telling(due, following)
    ends = datetime.combine(now.date(), quiet_until)
    ends += timedelta(days=1) if ends <= now else timedelta()
    return Telling(0, ends if due or following is not None else None)


def was_away(seen: datetime | None, now: datetime) -> bool:
    """Whether the program slept or was closed since it last looked; a clock set back is not sleep."""
    return seen is not None and now - seen >= AWAY
