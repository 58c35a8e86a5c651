"""Who has room when: capacity, what stands on each day, and who is away (D-5.8)."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Final

from sqlalchemy.orm import Session

from kam_desktop.core import settings, work_calendars
from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import hours
from kam_desktop.core.rules.holidays import WorkCalendar
from kam_desktop.core.rules.kinds import Channel
from kam_desktop.core.rules.placing import MINUTES, Capacity, Load, Loads
from kam_desktop.core.store.plain_rows import ELSEWHERE, day, rows
from kam_desktop.core.store.touch_sql import AWAY, FILLS, LIVES, OWNER

_LONGEST = 400  # days of one absence that are looked at
_ON = "t INDEXED BY ix_touch_placed {join} WHERE t.due_on = :on AND " + FILLS
_JOINED = f"""SELECT t.channel, {OWNER}, c.city, 1
    FROM touch {_ON.format(join="JOIN client c ON c.id = t.client_id")} AND c.deleted_at IS NULL"""
_VISITS = f"{_JOINED} AND t.channel IN {AWAY}"
_SOME = f"""SELECT channel, owner, '', count(*) FROM (SELECT t.channel, t.owner FROM touch {_ON.format(join="")}
    AND t.channel {{which}} {AWAY} AND {LIVES} LIMIT :{{most}}) GROUP BY 1, 2"""
_COUNTED_AWAY, _COUNTED_DESK = _SOME.format(which="IN", most="visits"), _SOME.format(which="NOT IN", most="desk")
#: ``who`` is the owner's name; ``also`` is "" where that is the user, whose clients may name nobody
_OF_OWNER = f"""SELECT t.due_on, t.channel, c.city FROM client c JOIN touch t ON t.client_id = c.id
    WHERE c.owner IN (:who, :also) AND t.owner IN ('', :who) AND {FILLS} AND c.deleted_at IS NULL
    UNION ALL SELECT t.due_on, t.channel, c.city
    FROM touch t INDEXED BY ix_touch_owner JOIN client c ON c.id = t.client_id
    WHERE t.owner = :who AND t.owner <> '' AND c.owner NOT IN (:who, :also) AND {FILLS} AND c.deleted_at IS NULL"""
_MARGIN = 50  # touches of the client that is planned may leave a day that was read only until it was full


class Room:
    """What planning asks about days. An owner that is empty or the user's own name is one and the same: ""."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.me = settings.note(session, "author")
        self._capacity = capacity(session)
        self._days: dict[date, defaultdict[str, Load]] = {}
        self._owners: dict[str, dict[date, Load]] = {}
        self.loads = Loads(self._capacity, self._read)

    def owner(self, name: str) -> str:
        """The name under which an owner's days are kept."""
        return "" if name == self.me else name

    @property
    def has_others(self) -> bool:
        """Whether some clients are not the user's own."""
        return self._only is None or bool(self.owner(self._only))

    def is_foreign(self, owner: str) -> bool:
        """Whether a colleague plans for the clients of this owner on a laptop of their own (D-12.2)."""
        return owner in self._elsewhere

    def calendar(self, owner: str) -> WorkCalendar:
        """The working days of an owner, without those on which they are away."""
        return self._calendars.get(owner) or self._base

    @cached_property
    def _elsewhere(self) -> frozenset[str]:
        return frozenset(row[0] for row in rows(self._session, ELSEWHERE, {}))

    @cached_property
    def _base(self) -> WorkCalendar:
        return work_calendars.of(self._session)

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
        return {who: self._base.with_leave(frozenset(each)) for who, each in days.items()}

    def _read(self, on: date, owner: str) -> Load:
        """What an owner has on a day. Where all clients are theirs, no longer than it takes to know that it is full."""
        if self._only is None:
            return self._of_many(owner).get(on, Load())
        if on not in self._days:
            found = self._days[on] = defaultdict(Load)
            at = {"on": on.isoformat()}
            away = rows(self._session, _COUNTED_AWAY, {**at, "visits": self._most["visits"]})
            is_full = sum(row[3] for row in away) == self._most["visits"]  # with visits alone
            desk = [] if is_full else rows(self._session, _COUNTED_DESK, {**at, "desk": self._most["desk"]})
            for channel, who, city, count in (*away, *desk):
                found[self.owner(who or self._only)].add(Channel(channel), city, count)
            for load in found.values():
                if 0 < load.visits < self._capacity.day_visits:  # there is room: whose city is visited anyway?
                    load.cities = dict(Counter(row[2] for row in rows(self._session, _VISITS, at)))
        return self._days[on][owner]

    def _of_many(self, owner: str) -> dict[date, Load]:
        """All that stands with one of several owners: their clients are few, everybody's touches are many."""
        if owner not in self._owners:
            found: defaultdict[date, Load] = defaultdict(Load)
            for due_on, channel, city in rows(self._session, _OF_OWNER, {"who": owner or self.me, "also": owner}):
                if (on := day(due_on)) is not None:
                    found[on].add(Channel(channel), city, 1)
            self._owners[owner] = found
        return self._owners[owner]

    @cached_property
    def _most(self) -> dict[str, int]:
        most = self._capacity
        return {
            "visits": max(most.day_visits, most.week_visits) + _MARGIN,
            "desk": most.day_minutes // min(MINUTES.values()) + _MARGIN,
        }

    @cached_property
    def _only(self) -> str | None:
        """Whose all clients are; None when they are several people's."""
        sql = "SELECT {} FROM client WHERE deleted_at IS NULL AND owner > :after"
        after = {"after": ""}
        [(first,)] = rows(self._session, sql.format("min(owner)"), after)
        [(last,)] = rows(self._session, sql.format("max(owner)"), after)
        nobody = "SELECT 1 FROM client WHERE deleted_at IS NULL AND owner = '' LIMIT 1"
        if first != last or (first and self.owner(first) and rows(self._session, nobody, {})):
            return None
        return first or ""


_RANGES: Final = {"day_minutes": (15, 1440), "day_visits": (0, 24), "week_visits": (0, 168)}


def set_hours(session: Session, values: Mapping[str, str]) -> None:
    """Take the work hours as typed: minutes and visits a day, visits a week, ``quiet_from`` and ``quiet_until``.

    Raises ``Invalid`` on the field that is wrong. All is planned anew: room and hours of calls follow.
    """
    read: dict[str, Any] = {name: _whole(name, values[name]) for name in _RANGES}
    read |= {name: _clock(name, values[name]) for name in ("quiet_from", "quiet_until")}
    changed = [name for name, value in read.items() if settings.get(session, name) != value]
    for name in changed:
        settings.put(session, name, read[name])
    if changed:
        settings.plan_again(session)


def _whole(name: str, text: str) -> int:
    least, most = _RANGES[name]
    if not (text.strip().isascii() and text.strip().isdigit()) or not least <= int(text) <= most:
        raise Invalid(name, "settings.number", least=least, most=most)
    return int(text)


def _clock(name: str, text: str) -> str:
    at = hours.clock(text)
    if at is None:
        raise Invalid(name, "settings.clock", text=text)
    return at.strftime("%H:%M")


def capacity(session: Session) -> Capacity:
    """What the settings say one of us can do."""
    return Capacity(*(int(settings.get(session, name)) for name in ("day_minutes", "day_visits", "week_visits")))
