"""One client as a whole: head, people, promises, coming touches, facts, and what is missing (D-2.3, D-2.6).

Read by plain SELECTs along the (client_id, date) indexes: the cost does not grow with the number of clients, nor
with the age of one.
"""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice
from typing import Any, Final

from sqlalchemy.orm import Session

from kam_desktop.core import agenda, gifts, timeline, timeline_facts
from kam_desktop.core.agenda import DueTouch
from kam_desktop.core.errors import NotFound
from kam_desktop.core.rules import completeness, dates
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import Calendar, GiftCategory, GiftDirection, GiftOccasion, Verdict
from kam_desktop.core.store import plain_rows
from kam_desktop.core.store.plain_rows import Execute, Row, day, document, texts

SHOWN: Final = (
    "id", "name", "short_name", "tier", "kind", "ownership", "industry", "province", "city", "district", "address", "time_zone", "products",
    "annual_volume", "annual_revenue_minor", "currency", "source", "status", "lifecycle_stage", "relationship_level",
    "value_band", "owner", "leader", "tags", "notes", "external_no", "last_contact_on", "next_touch_on", "revision",
    "team", "parent_id", "supplier_shares", "custom", "since_on", "confirmed_on",
)  # fmt: skip
SHOWN_OF_PERSON: Final = (
    "id", "name", "greeting_name", "title", "buying_role", "attitude", "is_primary", "is_official", "has_left", "phones", "emails",
    "wechat", "family", "hometown", "hobbies", "personality", "taboos", "preferred_channel", "preferred_hours", "notes",
    "revision", "custom",
)  # fmt: skip
_BIRTHDAY: Final = "birthday_calendar, birthday_year, birthday_month, birthday_day, birthday_is_leap"
_KEPT_AS: Final[dict[str, Callable[[Any], Any]]] = {
    "tags": texts, "team": texts, "phones": texts, "emails": texts,
    "last_contact_on": day, "next_touch_on": day, "since_on": day, "confirmed_on": day,
    "is_primary": bool, "is_official": bool, "has_left": bool,
}  # fmt: skip
_TOUCHES: Final = 20  # coming touches that a dossier shows

_LOOKED_AT: Final = 100  # newest contacts among which a visit is looked for that has no report
#: A visit as it was reported, or one that was only noted or came with a list.
_LAST_VISIT: Final = f"""(SELECT max(day) FROM (
    SELECT max(v."on") AS day FROM visit v WHERE v.client_id = :client AND v.deleted_at IS NULL
    AND v.state NOT IN ('planned', 'cancelled') AND v."on" <= :today
    UNION ALL SELECT * FROM (SELECT day FROM (
        SELECT i."on" AS day, i.channel FROM interaction i WHERE i.client_id = :client AND i.deleted_at IS NULL
        AND i."on" <= :today ORDER BY i."on" DESC LIMIT {_LOOKED_AT}
    ) WHERE channel = 'visit' ORDER BY day DESC LIMIT 1)
))"""
_CLIENT_SQL: Final = f"SELECT {', '.join(SHOWN)}, {_LAST_VISIT} FROM client WHERE id = :client AND deleted_at IS NULL"
_PEOPLE_SQL: Final = (
    f"SELECT {', '.join(SHOWN_OF_PERSON)}, {_BIRTHDAY} FROM contact WHERE client_id = :client AND deleted_at IS NULL"
    " ORDER BY has_left, is_primary DESC, sort_key, id"
)
_PROMISES_SQL: Final = (
    "SELECT id, text, owner, side, due_on FROM commitment"
    " WHERE client_id = :client AND state = 'open' AND deleted_at IS NULL ORDER BY due_on IS NULL, due_on, id"
)
_GIFTS_SQL: Final = (
    "SELECT g.id, g.\"on\", coalesce(p.name, ''), g.item, g.category, g.occasion, g.value_minor, g.currency, g.origin,"
    " g.direction, g.verdict FROM gift g LEFT JOIN contact p ON p.id = g.contact_id"
    " WHERE g.client_id = :client AND g.deleted_at IS NULL AND g.state = 'done' ORDER BY g.\"on\" DESC, g.rowid DESC"
)


@dataclass(frozen=True, slots=True)
class Promise:
    """An open promise. ``days_left`` is negative when it is overdue."""

    id: str
    text: str
    owner: str
    side: str
    due_on: date | None
    days_left: int | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything the client page shows, in plain values."""

    client: dict[str, Any]
    contacts: list[dict[str, Any]]
    timeline: list[timeline_facts.Line]
    touches: list[DueTouch]
    gifts: list[gifts.GiftRow]
    commitments: list[Promise]
    completeness: completeness.Completeness
    silent_days: int | None
    last_visit_on: date | None


def show(session: Session, client_id: str, *, today: date, limit: int | None = timeline.PAGE) -> Dossier:
    """The dossier of a client; ``limit`` facts and gifts at most, the newest, None for all of them."""
    reading, of_client = plain_rows.snapshot(session), {"client": client_id}
    execute = reading.execute
    head, last_visit_on = _client(execute, client_id, today)
    people = [_person(row) for row in execute(_PEOPLE_SQL, of_client)]
    silent_since = head["last_contact_on"]
    return Dossier(
        head,
        people,
        timeline.page(reading, client_id, limit=limit).lines if limit != 0 else [],
        # from the next one on: the index then passes over the years of touches that are done
        agenda.of_client(reading, client_id, today=today, since=head["next_touch_on"], limit=_TOUCHES),
        _gifts(execute, head, limit),
        [_promise(row, today) for row in execute(_PROMISES_SQL, of_client)],
        completeness.of(head, people),
        (today - silent_since).days if silent_since else None,
        last_visit_on,
    )


def _client(execute: Execute, client_id: str, today: date) -> tuple[dict[str, Any], date | None]:
    """The client's own fields, and the day of the last visit."""
    row = execute(_CLIENT_SQL, {"client": client_id, "today": today.isoformat()}).fetchone()
    if row is None:
        raise NotFound("client.not_found")
    head = _named(SHOWN, row)
    head["supplier_shares"] = document(head["supplier_shares"]) or []
    head["custom"] = document(head["custom"]) or {}
    return head, day(row[-1])


def _person(row: Row) -> dict[str, Any]:
    calendar, year, month, on_day, is_leap = row[len(SHOWN_OF_PERSON) :]
    person = _named(SHOWN_OF_PERSON, row)
    born = PartialDate(Calendar(calendar), year, month, on_day, bool(is_leap)) if calendar else None
    person["custom"] = document(person["custom"]) or {}
    person["birthday"] = dates.to_text(born) if born else ""
    return person


def _named(columns: tuple[str, ...], row: Row) -> dict[str, Any]:
    named = dict(zip(columns, row, strict=False))
    for name, back in _turned(columns):
        named[name] = back(named[name])
    return named


@cache
def _turned(columns: tuple[str, ...]) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """The columns that are kept as something else, and how they come back."""
    return tuple((name, _KEPT_AS[name]) for name in columns if name in _KEPT_AS)


def _gifts(execute: Execute, head: dict[str, Any], limit: int | None) -> list[gifts.GiftRow]:
    with closing(execute(_GIFTS_SQL, {"client": head["id"]})) as rows:
        found = list(islice(rows, limit))  # a LIMIT that is bound has the statement prepared anew each time
    return [
        gifts.GiftRow(
            row[0], day(row[1]) or date.min, head["id"], head["short_name"], head["tier"], row[2], row[3],
            GiftCategory(row[4]), GiftOccasion(row[5]), row[6], row[7], row[8], GiftDirection(row[9]), Verdict(row[10]),
        )
        for row in found
    ]  # fmt: skip


def _promise(row: Row, today: date) -> Promise:
    due_on = day(row[4])
    return Promise(row[0], row[1], row[2], row[3], due_on, (due_on - today).days if due_on else None)
