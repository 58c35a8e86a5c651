"""Days of a client's business and of its people: openings, weddings, illness (D-5.2, D-5.3)."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from kam_desktop.core import clients, contacts, touches
from kam_desktop.core.errors import Conflict, Invalid, NotFound
from kam_desktop.core.identity import now
from kam_desktop.core.rules import dates, names
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import Calendar, OccasionKind
from kam_desktop.core.store import plain_rows
from kam_desktop.core.store.tables import Occasion

_SQL = """SELECT o.id, o.kind, o.title, o."on", o.is_yearly, o.place, o.notes, o.contact_id, coalesce(p.name, ''),
    o.revision FROM occasion o LEFT JOIN contact p ON p.id = o.contact_id
    WHERE o.client_id = :client AND o.deleted_at IS NULL ORDER BY o."on" DESC, o.id DESC"""


@dataclass(frozen=True, slots=True)
class OccasionDraft:
    """What a person writes; ``contact_id`` empty: of the client itself. ``revision`` is the one that was read."""

    kind: OccasionKind
    on: date
    title: str = ""
    contact_id: str = ""
    is_yearly: bool = False
    place: str = ""
    notes: str = ""
    revision: int = 0


class OccasionRow(NamedTuple):
    """An occasion as it is shown; ``person`` is empty where it is of the client."""

    id: str
    kind: OccasionKind
    title: str
    on: date
    is_yearly: bool
    place: str
    notes: str
    contact_id: str
    person: str
    revision: int

    def comes_on(self, today: date) -> date | None:
        """The next day it is, today included; None when it is past."""
        if not self.is_yearly:
            return self.on if self.on >= today else None
        every = PartialDate(Calendar.SOLAR, None, self.on.month, self.on.day)
        return dates.next_occurrence(every, max(self.on, today))


def add(session: Session, client_id: str, draft: OccasionDraft, *, today: date) -> str:
    """Note an occasion and plan what it asks for; returns its id."""
    clients.get(session, client_id)
    row = Occasion(client_id=client_id, scope_id=client_id, kind=draft.kind.value, on=draft.on)
    _fill(session, row, draft)
    session.add(row)
    touches.replan(session, client_id, today=today)
    return row.id


def edit(session: Session, occasion_id: str, draft: OccasionDraft, *, today: date) -> None:
    """Save an edited occasion; refuses when somebody saved it meanwhile."""
    row = get(session, occasion_id)
    if row.revision != draft.revision:
        raise Conflict("record.changed_meanwhile")
    _fill(session, row, draft)
    touches.replan(session, row.client_id, today=today)


def remove(session: Session, occasion_id: str, *, today: date) -> None:
    """Take an occasion away with what was planned for it; undo brings it back."""
    row = get(session, occasion_id)
    row.deleted_at = now()
    touches.replan(session, row.client_id, today=today)


def get(session: Session, occasion_id: str) -> Occasion:
    """One occasion by id."""
    row = session.get(Occasion, occasion_id)
    if row is None or row.deleted_at is not None:
        raise NotFound("occasion.not_found")
    return row


def of_client(session: Session, client_id: str) -> list[OccasionRow]:
    """The occasions of a client, the newest first."""
    found = []
    for row in plain_rows.rows(session, _SQL, {"client": client_id}):
        on = plain_rows.day(row[3]) or date.min
        found.append(
            OccasionRow._make(
                (row[0], OccasionKind(row[1]), row[2], on, bool(row[4]), *row[5:7], row[7] or "", *row[8:])
            )
        )
    return found


def _fill(session: Session, row: Occasion, draft: OccasionDraft) -> None:
    touches.check_day(draft.on)
    title = names.clean(draft.title, 255)
    if not title:
        raise Invalid("title", "occasion.title_missing")
    if draft.contact_id:
        contacts.of(session, row.client_id, draft.contact_id)
    row.kind, row.on, row.title, row.is_yearly = draft.kind.value, draft.on, title, draft.is_yearly
    row.contact_id = draft.contact_id or None
    row.place, row.notes = names.clean(draft.place, 255), names.clean(draft.notes, 65_536)
