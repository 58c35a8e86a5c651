"""Today: what is overdue, due today, due this week, in order of importance; and the days to come (D-5.9).

Today is a query, never a list of its own. It is the first that is painted, so it is plain SQL that the driver runs
without SQLAlchemy, in steps that an index serves whatever the number of clients: ids first, then their lines.
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kam_desktop.core.rules.festivals import festivals
from kam_desktop.core.rules.kinds import Activity, Channel, TouchKind
from kam_desktop.core.rules.owing import EVEN_DAYS, REPORT_DAYS
from kam_desktop.core.store import plain_rows
from kam_desktop.core.store.plain_rows import Execute, Snapshot, day, params
from kam_desktop.core.store.touch_sql import BY_TIER, LIVES, PLACED, PLANNED, UNPLACED

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    Reading = Session | Snapshot

STRIP_DAYS = 14


class When(StrEnum):
    """The groups of Today's list. ``URGENT`` are the calls of an environment event, within 24 hours (D-5.5)."""

    URGENT = "urgent"
    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"


class DueTouch(NamedTuple):
    """A line of Today. ``late_days`` counts from ``due_on``, 0 unless overdue; the reason is a code with its parameters."""

    id: str
    when: When
    client_id: str
    client: str
    tier: str
    contact_id: str | None
    contact: str
    contact_title: str
    kind: TouchKind
    channel: Channel
    activity: str
    earliest_on: date
    due_on: date
    latest_on: date
    late_days: int
    is_beyond_latest: bool
    has_gift: bool
    owner: str
    visit_id: str | None
    reason: str
    reason_params: dict[str, Any]


class Day(NamedTuple):
    """A cell of the strip: a birthday or a festival soon, and how many touches hang on it."""

    on: date
    lunar: str
    kind: str
    title: str
    client_id: str
    client: str
    waiting: int
    has_gift: bool


class Progress(NamedTuple):
    """Touches done today, and those of today and before still open."""

    done: int
    open: int


class Owed(NamedTuple):
    """How much we owe: open promises and favours, and how many of them are late (``debts`` lists them)."""

    total: int
    late: int


class Counts(NamedTuple):
    """How many touches are due, by group; a list may show fewer. ``unplaced`` found no day this week."""

    overdue: int
    today: int
    week: int
    unplaced: int = 0
    urgent: int = 0

    @property
    def total(self) -> int:
        """All that is due until the end of the week."""
        return self.urgent + self.overdue + self.today + self.week


def week_end(today: date) -> date:
    """The Sunday of this week."""
    return today + timedelta(days=6 - today.weekday())


def due(reading: "Reading", *, today: date, limit: int | None = None) -> list[DueTouch]:
    """Environment calls, then touches overdue, due today or due this week; in a group by tier, by day, by client."""
    execute = plain_rows.reader(reading)
    urgent = [row[0] for row in execute(_URGENT, _until_sunday(today))]
    places = urgent[:limit]
    for first, last in _groups(today):
        if limit is None or len(places) < limit:
            most = -1 if limit is None else limit - len(places)
            some = -1 if limit is None else most + len(urgent)  # clients who may have urgent ones alone
            values = {"first": first, "last": last, "most": most, "some": some}
            places += [row[0] for row in plain_rows.in_one(execute, "place", f"FROM ({_DUE})", values)]
    lines, is_urgent = _lines(execute, places, today), frozenset(urgent)
    return [line._replace(when=When.URGENT) if place in is_urgent else line for place, line in lines.items()]


def counts(reading: "Reading", *, today: date) -> Counts:
    """How many touches ``due`` would give without a limit."""
    execute = plain_rows.reader(reading)
    all_due = [_number(execute, _COUNT, {"first": first, "last": last}) for first, last in _groups(today)]
    urgent = execute(_URGENT_COUNTS, _until_sunday(today)).fetchone()
    overdue, now, week = (number - int(first or 0) for number, first in zip(all_due, urgent, strict=True))
    return Counts(
        overdue, now, week, _number(execute, _UNPLACED, _until_sunday(today)), sum(all_due) - overdue - now - week
    )


def progress(reading: "Reading", *, today: date) -> Progress:
    """How far the day has come, by count."""
    execute = plain_rows.reader(reading)
    done = _number(execute, "SELECT count(*) FROM touch WHERE done_on = :today AND deleted_at IS NULL", _on(today))
    return Progress(done, _number(execute, _COUNT, {"first": "", "last": today.isoformat()}))


def owed(reading: "Reading", *, today: date) -> Owed:
    """What we owe, by count."""
    return Owed._make(plain_rows.reader(reading)(_OWED, _on(today)).fetchone())


def gifts_to_decide(reading: "Reading") -> int:
    """How many gifts somebody asked for and nobody has decided on (D-7.2)."""
    return _number(
        plain_rows.reader(reading),
        "SELECT count(*) FROM gift g JOIN client c ON c.id = g.client_id"
        " WHERE g.deleted_at IS NULL AND g.state = 'proposed' AND c.deleted_at IS NULL",
        {},
    )


def strip(reading: "Reading", *, today: date, most: int = 12) -> list[Day]:
    """Birthdays and festivals of the next 14 days, the day itself included: every festival, the first of the birthdays."""
    from kam_desktop.core.rules import lunar

    execute, until = plain_rows.reader(reading), today + timedelta(days=STRIP_DAYS)
    days = [
        Day(each.on, lunar.day_name(each.on), "festival", each.code, "", "", _waiting(execute, each.on), has_gift=False)
        for each in festivals(today, until)
    ]
    born, on = 0, today
    while born < most and on <= until:  # day by day: where there are many clients, each day has hundreds
        for name, client_id, client, has_gift in execute(_BIRTHDAYS, {"on": on.isoformat(), "most": most - born}):
            days.append(Day(on, lunar.day_name(on), "birthday", name, client_id, client, 1, bool(has_gift)))
            born += 1
        on += timedelta(days=1)
    days = days[: max(most, len(days) - born)]
    return sorted(days, key=lambda day: (day.on, day.kind != "festival"))


def ahead(reading: "Reading", *, today: date) -> int:
    """How many birthdays and festivals ``strip`` is chosen from."""
    execute, days = plain_rows.reader(reading), [today + timedelta(days=each) for each in range(STRIP_DAYS + 1)]
    # day by day: between two days stand the greetings of a festival to every client
    return sum(_number(execute, _BORN, _on(day)) for day in days) + len(festivals(today, days[-1]))


def of_client(
    reading: "Reading", client_id: str, *, today: date, since: date | None = None, limit: int = 20
) -> list[DueTouch]:
    """A client's coming touches, the overdue first; none of them is before ``since``, where that is known."""
    values = {"client": client_id, "since": since.isoformat() if since else ""}
    with closing(plain_rows.reader(reading)(_OF_CLIENT, values)) as found:
        return [due_touch(row, today) for row in islice(found, limit)]


def of_festival(reading: "Reading", code: str, on: date, *, today: date, limit: int | None = None) -> list[DueTouch]:
    """Everybody still to be greeted for a festival, whenever that is due; by day, then by tier."""
    execute = plain_rows.reader(reading)
    found = execute(_OF_FESTIVAL, {**_on(on), "code": code, "most": -1 if limit is None else limit})
    return list(_lines(execute, [row[0] for row in found], today).values())


def one(reading: "Reading", touch_id: str, *, today: date) -> DueTouch | None:
    """One touch as Today shows it, whatever its state."""
    found = plain_rows.rows(reading, _ONE, {"id": touch_id})
    return due_touch(found[0], today) if found else None


def waiting(reading: "Reading", on: date) -> int:
    """How many are still to be greeted for the festival of that day."""
    return _waiting(plain_rows.reader(reading), on)


def has_clients(reading: "Reading") -> bool:
    """Whether there is anybody to look after."""
    found = plain_rows.reader(reading)("SELECT EXISTS(SELECT 1 FROM client WHERE deleted_at IS NULL)", {})
    return bool(found.fetchone()[0])


def client_count(reading: "Reading") -> int:
    """How many clients there are."""
    return _number(plain_rows.reader(reading), "SELECT count(*) FROM client WHERE deleted_at IS NULL", {})


def visits_to_report(reading: "Reading", *, today: date) -> int:
    """Visits that took place and still lack their report."""
    return _number(plain_rows.reader(reading), _TO_REPORT, _on(today))


def late_reports(reading: "Reading", *, today: date) -> int:
    """Visits whose report should be in by now (D-6.1)."""
    return _number(plain_rows.reader(reading), _LATE_REPORTS, _on(today))


def due_touch(row: Sequence[Any], today: date) -> DueTouch:
    """A touch as Today shows it, from a row of ``_COLUMNS``."""
    (
        touch_id, client_id, client, tier, contact_id, contact, contact_title, kind, channel, activity, earliest, due_text,
        latest, has_gift, owner, visit_id, reason, params_text,
    ) = row  # fmt: skip
    due_on = day(due_text) or today  # a damaged date must not break the list
    earliest_on = due_on if earliest == due_text else day(earliest) or due_on
    latest_on = due_on if latest == due_text else day(latest) or due_on
    late = (today - due_on).days if due_on < today else 0
    when = When.OVERDUE if late else When.TODAY if due_on == today else When.WEEK
    return DueTouch(
        touch_id, when, client_id, client, tier, contact_id, contact or "", contact_title or "", _KINDS[kind],
        _CHANNELS[channel], activity, earliest_on, due_on, latest_on, late, today > latest_on, bool(has_gift), owner,
        visit_id, reason, {**params(params_text), "tier": tier},
    )  # fmt: skip


def _groups(today: date) -> Sequence[tuple[str, str]]:
    """First and last day of what is overdue, due today, due this week."""
    day_before, day_after = today - timedelta(days=1), today + timedelta(days=1)
    bounds = ((None, day_before), (today, today), (day_after, week_end(today)))
    return [(first.isoformat() if first else "", last.isoformat()) for first, last in bounds]


def _until_sunday(today: date) -> dict[str, str]:
    """The bounds of what is still to come this week."""
    return {"first": today.isoformat(), "last": week_end(today).isoformat()}


def _lines(execute: Execute, places: Sequence[int], today: date) -> dict[int, DueTouch]:
    """The lines of the touches at these places of the table, in this order."""
    rows = plain_rows.in_one(execute, _NUMBERED, _LINES, {"places": json.dumps(places)})
    found = {row[0]: row for row in rows}
    return {place: due_touch(found[place][1:], today) for place in places if place in found}


def _waiting(execute: Execute, on: date) -> int:
    return _number(execute, _TO_GREET, _on(on))


def _number(execute: Execute, sql: str, values: Mapping[str, Any]) -> int:
    return int(execute(sql, values).fetchone()[0])


def _on(on: date) -> dict[str, str]:
    return {"on": on.isoformat(), "today": on.isoformat()}


_KINDS: Final = {each.value: each for each in TouchKind}  # a look-up is a quarter of what making a member costs
_CHANNELS: Final = {each.value: each for each in Channel}
_COLUMNS: Final = (
    "t.id, t.client_id, c.short_name, c.tier, t.contact_id, p.name, p.title, t.kind, t.channel, t.activity,"
    " t.earliest_on, t.due_on, t.latest_on, t.has_gift, t.owner, t.visit_id, t.reason, t.reason_params"
)
_JOINED: Final = "JOIN client c ON c.id = t.client_id LEFT JOIN contact p ON p.id = t.contact_id"
_NUMBERED: Final = f"t.rowid, {_COLUMNS}"
_ONE: Final = f"SELECT {_COLUMNS} FROM touch t {_JOINED} WHERE t.id = :id"
#: By the place in the table: looking for 200 ids, each at its own end of their index, read a quarter of all pages.
_LINES: Final = f"FROM touch t {_JOINED} WHERE t.rowid IN (SELECT value FROM json_each(:places))"

_OPEN_EVENTS: Final = "SELECT id FROM environment_event WHERE closed_on IS NULL AND deleted_at IS NULL"
_FIRST: Final = """SELECT * FROM (
    SELECT c.id, c.tier FROM client c INDEXED BY ix_client_tier
    WHERE c.tier {tier} AND c.next_touch_on BETWEEN :first AND :last AND c.deleted_at IS NULL
    ORDER BY c.tier, c.next_touch_on, c.id LIMIT :some
)"""
#: The first touches of a group are those of its first clients: each of these has one on its ``next_touch_on``, and an
#: index keeps the clients of a tier in that order. Tier after tier is read, until there are enough. Clients of the
#: groups before it may have some too; they are few, or it is not reached.
_DUE: Final = f"""
WITH some AS MATERIALIZED (
    SELECT * FROM ({" UNION ALL ".join(_FIRST.format(tier=tier) for tier in ("= 'A'", "= 'B'", "= 'C'", "> 'C'", "= ''"))}
        LIMIT :some)
    UNION ALL SELECT c.id, c.tier FROM client c WHERE c.next_touch_on < :first AND c.deleted_at IS NULL
)
SELECT t.rowid AS place FROM some c CROSS JOIN touch t
WHERE t.client_id = c.id AND t.due_on BETWEEN :first AND :last AND {PLACED}
AND (t.source_id IS NULL OR t.source_id NOT IN ({_OPEN_EVENTS}))
ORDER BY {BY_TIER}, t.due_on, t.client_id, t.id LIMIT :most
"""
_OF_EVENTS: Final = f"""
FROM environment_event e CROSS JOIN touch t INDEXED BY ix_touch_source_id JOIN client c ON c.id = t.client_id
WHERE t.source_id = e.id AND e.id IN ({_OPEN_EVENTS}) AND t.due_on <= :last AND {PLACED} AND c.deleted_at IS NULL
"""
_URGENT: Final = f"SELECT t.rowid {_OF_EVENTS} ORDER BY {BY_TIER}, t.due_on, t.client_id, t.id"
_URGENT_COUNTS: Final = f"SELECT sum(t.due_on < :first), sum(t.due_on = :first), sum(t.due_on > :first) {_OF_EVENTS}"
_COUNT: Final = f"SELECT count(*) FROM touch t WHERE t.due_on BETWEEN :first AND :last AND {PLACED} AND {LIVES}"
_UNPLACED: Final = f"""SELECT count(*) FROM touch t
WHERE t.due_on BETWEEN :first AND :last AND {UNPLACED} AND {LIVES}"""
_OF_CLIENT: Final = (
    f"SELECT {_COLUMNS} FROM touch t {_JOINED} WHERE t.client_id = :client AND t.due_on >= :since AND {PLANNED}"
    " ORDER BY t.due_on, t.id"
)
_BIRTHDAYS: Final = f"""
SELECT p.name, c.id, c.short_name, t.has_gift
FROM touch t JOIN client c ON c.id = t.client_id JOIN contact p ON p.id = t.contact_id
WHERE t.activity = '{Activity.BIRTHDAY}' AND t.occasion_on = :on AND {PLANNED} AND c.deleted_at IS NULL
ORDER BY {BY_TIER}, t.id LIMIT :most
"""
_BORN: Final = f"""
SELECT count(*) FROM touch t WHERE t.activity = '{Activity.BIRTHDAY}' AND t.occasion_on = :on AND {PLANNED}
"""
_FESTIVAL: Final = f"t.activity = '{Activity.FESTIVAL}' AND t.occasion_on = :on AND {PLANNED}"
_TO_GREET: Final = f"SELECT count(*) FROM touch t WHERE {_FESTIVAL} AND {LIVES}"
_OF_FESTIVAL: Final = f"""
SELECT t.rowid FROM touch t JOIN client c ON c.id = t.client_id
WHERE {_FESTIVAL} AND c.deleted_at IS NULL AND json_extract(t.reason_params, '$.festival') = :code
ORDER BY t.due_on, {BY_TIER}, t.client_id, t.id LIMIT :most
"""
_TO_REPORT: Final = f"""
SELECT count(*) FROM visit v JOIN client c ON c.id = v.client_id
WHERE v.state IN ('planned', 'reported', 'returned') AND v."on" <= :on AND v.deleted_at IS NULL AND c.deleted_at IS NULL
    AND v.owner NOT IN ({plain_rows.ELSEWHERE})
"""
_LATE_REPORTS: Final = f"""{_TO_REPORT} AND v."on" < date(:today, '-' || coalesce(
    (SELECT value FROM setting WHERE key = 'report_days' AND deleted_at IS NULL), {REPORT_DAYS}
) || ' days')
"""
_OWED: Final = f"""
SELECT count(*), count(CASE WHEN day < :today THEN 1 END) FROM (
    SELECT client_id, due_on AS day FROM commitment WHERE state = 'open' AND side = 'ours' AND deleted_at IS NULL
        AND client_id NOT IN (SELECT id FROM client WHERE owner IN ({plain_rows.ELSEWHERE}))
    UNION ALL
    SELECT client_id, CASE WHEN direction = 'we_help' OR due_on > done_on THEN due_on
        ELSE date(done_on, '+{EVEN_DAYS} days') END
    FROM favour WHERE deleted_at IS NULL AND state <> 'evened'
        AND (direction, state) IN (VALUES ('we_help', 'open'), ('they_help', 'done'))
) t WHERE {LIVES}
"""
