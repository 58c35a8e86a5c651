"""Who has room when: capacity, what stands on each day, and who is away (D-5.8)."""

from collections import defaultdict
from datetime import date, timedelta
from functools import cached_property

from sqlalchemy.orm import Session

from kam_desktop.core import settings
from kam_desktop.core.rules.holidays import WorkCalendar
from kam_desktop.core.rules.kinds import Channel
from kam_desktop.core.rules.placing import Capacity, Loads, Taken
from kam_desktop.core.store.plain_rows import day, rows

_LONGEST = 400  # days of one absence that are looked at


class Room:
    """What planning asks about days. An owner that is empty or the user's own name is one and the same: ""."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.me = settings.note(session, "author")
        self.loads = Loads(capacity(session), self._read)

    def owner(self, name: str) -> str:
        """The name under which an owner's days are kept."""
        return "" if name == self.me else name

    def calendar(self, owner: str) -> WorkCalendar:
        """The working days of an owner, without those on which they are away."""
        return self._calendars.get(owner) or WorkCalendar.shipped()

    @cached_property
    def _calendars(self) -> dict[str, WorkCalendar]:
        days: defaultdict[str, set[date]] = defaultdict(set)
        for who, first, last in rows(
            self._session, "SELECT who, first_on, last_on FROM absence WHERE deleted_at IS NULL", {}
        ):
            on, until = day(first), day(last)
            if on and until:
                length = min((until - on).days, _LONGEST)
                days[self.owner(who)] |= {on + timedelta(days=each) for each in range(length + 1)}
        return {who: WorkCalendar.shipped().with_leave(frozenset(each)) for who, each in days.items()}

    def _read(self, on: date) -> list[Taken]:
        found = rows(
            self._session,
            """SELECT t.channel, CASE t.owner WHEN '' THEN c.owner ELSE t.owner END, c.city
            FROM touch t INDEXED BY ix_touch_placed JOIN client c ON c.id = t.client_id
            WHERE t.due_on = :on AND t.state = 'planned' AND t.fit = '' AND t.deleted_at IS NULL
            AND (t.occasion_on IS NULL OR t.channel = 'visit') AND c.deleted_at IS NULL""",
            {"on": on.isoformat()},
        )
        return [Taken(Channel(channel), self.owner(owner), city) for channel, owner, city in found]


def capacity(session: Session) -> Capacity:
    """What the settings say one of us can do."""
    return Capacity(*(int(settings.get(session, name)) for name in ("day_minutes", "day_visits", "week_visits")))
