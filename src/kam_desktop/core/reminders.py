"""Reminders: what falls due next, and what fell due while nobody looked (D-5.11).

What was seen is a fact of this device alone: it is kept in notes, not in the log. Times are the user's own clock.
"""

import json
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kam_desktop.core.rules.quiet import QUIET_FROM, QUIET_UNTIL
from kam_desktop.core.rules.reminding import AT_DAY, was_away
from kam_desktop.core.store import plain_rows
from kam_desktop.core.store.touch_sql import BY_TIER, LIVES, PLACED

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from kam_desktop.core.store.plain_rows import Snapshot

    Reading = Session | Snapshot

FILE: Final = "due.json"  # beside the store: instants alone, for while it is locked
DAYS_AHEAD: Final = 14
MOST: Final = 200  # lines of the inbox
MOST_A_DAY: Final = 999  # counted of one day; nobody needs to know more exactly
INSTANTS: Final = 20  # that are looked ahead
_SEEN, _INBOX = "reminders_seen_at", "reminders_inbox"

_AT: Final = f"t.due_on || 'T' || coalesce(t.at, '{AT_DAY:%H:%M}')"
_COMING: Final = f"""SELECT at, count(*) FROM (SELECT coalesce(t.at, '{AT_DAY:%H:%M}') AS at FROM touch t
    WHERE t.due_on = :on AND {PLACED} AND {LIVES}
    LIMIT {MOST_A_DAY}) GROUP BY at"""
_MISSED: Final = f"""FROM touch t JOIN client c ON c.id = t.client_id LEFT JOIN contact p ON p.id = t.contact_id
    WHERE t.due_on BETWEEN :first AND :last AND {PLACED} AND c.deleted_at IS NULL AND {_AT} > :after AND {_AT} <= :until"""


class MissedTouch(NamedTuple):
    """A touch that fell due while nobody looked and is still open."""

    id: str
    at: datetime
    client_id: str
    client: str
    tier: str
    contact: str
    kind: str
    channel: str
    reason: str
    reason_params: dict[str, Any]


class Inbox(NamedTuple):
    """What was missed between two instants: how many are still open, and the first of them by day and tier."""

    since: datetime
    until: datetime
    total: int
    touches: tuple[MissedTouch, ...]


def coming(reading: "Reading", *, after: datetime) -> list[tuple[datetime, int]]:
    """When the next touches fall due within two weeks, and how many at each instant; day by day, until it is enough."""
    found: list[tuple[datetime, int]] = []
    for days in range(DAYS_AHEAD + 1):
        on = after.date() + timedelta(days=days)
        for text, count in plain_rows.rows(reading, _COMING, {"on": on.isoformat()}):
            at = _instant(f"{on.isoformat()}T{text}")
            if at is not None and at > after:
                found.append((at, count))
        if len(found) >= INSTANTS:
            break
    return sorted(found)


def quiet_hours(session: "Session") -> tuple[time, time]:
    """When nothing is told and nobody is called, as the settings say."""
    from kam_desktop.core import settings

    said = [plain_rows.clock(settings.get(session, name)) for name in ("quiet_from", "quiet_until")]
    return said[0] or QUIET_FROM, said[1] or QUIET_UNTIL


def look(session: "Session", *, now: datetime) -> datetime:
    """The program is awake: what fell due since it last looked goes into the inbox; returns when that was."""
    from kam_desktop.core.settings import note, set_note

    seen = _instant(note(session, _SEEN))
    if was_away(seen, now) and seen is not None:
        since, _ = _span(note(session, _INBOX)) or (seen, now)
        set_note(session, _INBOX, f"{_text(since)} {_text(now)}")
    set_note(session, _SEEN, _text(now))
    return seen or now


def clear(session: "Session") -> None:
    """Everything in the inbox was seen."""
    from kam_desktop.core.settings import set_note

    set_note(session, _INBOX, "")


def inbox(reading: "Reading", *, limit: int = MOST) -> Inbox | None:
    """What was missed and is still open; None when nothing was, or all of it was seen."""
    found = plain_rows.rows(reading, "SELECT value FROM meta WHERE key = :key", {"key": _INBOX})
    span = _span(found[0][0]) if found else None
    if span is None:
        return None
    since, until = span
    values = {
        "first": since.date().isoformat(), "last": until.date().isoformat(), "after": _text(since), "until": _text(until),
    }  # fmt: skip
    [(total,)] = plain_rows.rows(reading, f"SELECT count(*) {_MISSED}", values)
    columns = (
        f"t.id, {_AT}, c.id, c.short_name, c.tier, coalesce(p.name, ''), t.kind, t.channel, t.reason, t.reason_params"
    )
    sql = f"SELECT {columns} {_MISSED} ORDER BY t.due_on, {BY_TIER}, 2, t.id LIMIT {int(limit)}"
    rows = plain_rows.rows(reading, sql, values)
    touches = tuple(
        MissedTouch._make((row[0], _instant(row[1]) or until, *row[2:9], plain_rows.document(row[9]) or {}))
        for row in rows
    )
    return Inbox(since, until, total, touches) if total else None


def keep_file(folder: Path, instants: Sequence[datetime]) -> None:
    """The next instants, and nothing else, where they can be read while the store is locked."""
    text = json.dumps([_text(each) for each in instants])
    part = folder / f"{FILE}.part"
    part.write_text(text, encoding="utf-8")
    part.replace(folder / FILE)


def read_file(folder: Path) -> list[datetime]:
    """The instants that ``keep_file`` kept; none when the file is missing or damaged."""
    try:
        said = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    found = [_instant(each) for each in said if isinstance(each, str)] if isinstance(said, list) else []
    return [each for each in found if each is not None]


def _span(text: str) -> tuple[datetime, datetime] | None:
    first, _, last = text.partition(" ")
    since, until = _instant(first), _instant(last)
    return (since, until) if since and until else None


def _text(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M")


def _instant(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
