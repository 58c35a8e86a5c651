"""Taking records of an outside file into the store: one batch, matched to what is there (D-14.2).

A client is known again by its external number, else by its normalised name; a person by name or phone within
the client. What the file leaves empty stays as it is, so the same file twice changes nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import clients, contacts, identity, settings
from kam_desktop.core.records import ClientRecord, ContactRecord
from kam_desktop.core.rules import companies, names, phones, readings
from kam_desktop.core.rules.kinds import Activity, Channel, TouchState
from kam_desktop.core.store import changes
from kam_desktop.core.store.tables import Client, Contact, Touch

CHUNK = 500
STEP = 100
COPIED = (
    "short_name", "external_no", "tier", "kind", "industry", "province", "city", "district", "address", "source", "owner",
    "annual_revenue_minor",
)  # fmt: skip
COPIED_OF_PERSON = ("title", "wechat", "external_no")
KNOWN_FIELDS = ("id", "name", "notes", "tags", *COPIED)


class Taken(NamedTuple):
    """How many clients of the file were new, changed, or as they were; and people new or changed."""

    created: int
    updated: int
    unchanged: int
    contacts_created: int
    contacts_updated: int


@dataclass(slots=True)
class _Work:
    """What one intake is to write. ``groups`` are the records of one client each, with the client's id.

    ``known`` are the clients as they were found, by id.
    """

    today: date
    known: dict[str, dict[str, Any]] = field(default_factory=dict)
    groups: list[tuple[str, list[ClientRecord]]] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)
    clients: list[dict[str, Any]] = field(default_factory=list)
    people: list[dict[str, Any]] = field(default_factory=list)
    visits: list[dict[str, Any]] = field(default_factory=list)
    client_edits: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = field(default_factory=list)
    people_edits: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = field(default_factory=list)


def take_in(
    session: Session, records: Iterable[ClientRecord], *, title: str, today: date,
    step: Callable[[int, int], None] = lambda _done, _total: None,
) -> Taken:  # fmt: skip
    """Merge records into the store under the batch ``title``. The plan is made anew afterwards.

    ``step(done, total)`` is called now and then, in clients; what it raises stops the whole.
    """
    changes.begin_batch(session, "import", title)
    work = prepare(session, records, today=today, step=step)
    _write(session, work)
    settings.set_note(session, "planned_on", "")
    fresh, changed = len(work.clients), len(work.changed)
    return Taken(fresh, changed, len(work.groups) - fresh - changed, len(work.people), len(work.people_edits))


def prepare(
    session: Session, records: Iterable[ClientRecord], *, today: date,
    step: Callable[[int, int], None] = lambda _done, _total: None,
) -> _Work:  # fmt: skip
    """What taking these records in would write; nothing is written yet, so that it can be shown first."""
    groups = _grouped(session, records)
    work = _Work(today)
    known_people = _people_of(session, [client_id for client_id, _ in groups if client_id])
    work.known = _clients_of(session, [client_id for client_id, _ in groups if client_id])
    for number, (client_id, rows) in enumerate(groups):
        if number % STEP == 0:
            step(number, len(groups))
        row: dict[str, Any]
        if client_id is None:
            row = _new_client(rows, today)
            work.clients.append(row)
        else:
            row = work.known[client_id]
            if _edit_client(work, row, rows):
                work.changed.add(row["id"])
        if _take_people(work, row["id"], rows, known_people.get(row["id"], [])) and client_id:
            work.changed.add(row["id"])
        _take_visits(work, row["id"], rows)
        work.groups.append((row["id"], rows))
    return work


def _grouped(session: Session, records: Iterable[ClientRecord]) -> list[tuple[str | None, list[ClientRecord]]]:
    """Records of the same client together, with the id of the client they mean, if it is known."""
    by_number: dict[str, str] = {}
    by_key: dict[str, str] = {}
    living: set[str] = set()
    for row in session.execute(
        select(Client.id, Client.external_no, Client.name_key).where(Client.deleted_at.is_(None))
    ):
        living.add(row.id)
        if row.external_no:
            by_number.setdefault(row.external_no, row.id)
        else:
            by_key.setdefault(row.name_key, row.id)
        by_key.setdefault(f"any:{row.name_key}", row.id)
    for gone in (each for each in _merged_away(session) if each.into_id in living):
        by_number.setdefault(gone.external_no or gone.id, gone.into_id)
        by_key.setdefault(f"any:{gone.name_key}", gone.into_id)
    groups: dict[str, tuple[str | None, list[ClientRecord]]] = {}
    for record in records:
        key = companies.company_key(record.name)
        number = record.external_no
        client_id = by_number.get(number) or by_key.get(key) if number else by_key.get(f"any:{key}")
        place = client_id or (f"no:{number}" if number else f"key:{key}")
        groups.setdefault(place, (client_id, []))[1].append(record)
    return list(groups.values())


class _Merged(NamedTuple):
    """A client that was merged into another: its number and name mean that one now."""

    id: str
    external_no: str
    name_key: str
    into_id: str


def _merged_away(session: Session) -> list[_Merged]:
    columns = (Client.id, Client.external_no, Client.name_key, Client.merged_into_id)
    gone = session.execute(select(*columns).where(Client.merged_into_id.is_not(None), Client.deleted_at.is_not(None)))
    rows = {row.id: row for row in gone}
    found = []
    for row in rows.values():
        into, seen = row.merged_into_id, {row.id}
        while into in rows and into not in seen:
            seen.add(into)
            into = rows[into].merged_into_id
        found.append(_Merged(row.id, row.external_no, row.name_key, into))
    return found


def _new_client(rows: Sequence[ClientRecord], today: date) -> dict[str, Any]:
    row_id = identity.new_id()
    row: dict[str, Any] = {"id": row_id, "scope_id": row_id, "name": rows[0].name, "since_on": today}
    for name in COPIED:
        row[name] = next((value for each in rows if (value := getattr(each, name))), _BLANK.get(name, ""))
    row["tags"] = tuple(dict.fromkeys(tag for each in rows for tag in each.tags))
    row["notes"] = _notes("", rows)
    return row | clients.derived(row["name"], row["short_name"])


_BLANK: dict[str, Any] = {"annual_revenue_minor": None}


def _edit_client(work: _Work, row: dict[str, Any], rows: Sequence[ClientRecord]) -> bool:
    after = {}
    for name in COPIED:
        said = next((value for each in rows if (value := getattr(each, name))), None)
        if said and said != row[name]:
            after[name] = said
    notes = _notes(row["notes"], rows)
    tags = tuple(dict.fromkeys((*row["tags"], *(tag for each in rows for tag in each.tags))))
    after |= {n: v for n, v in (("notes", notes), ("tags", tags)) if v != row[n]}
    if after:
        if "short_name" in after:
            after |= clients.derived(row["name"], after["short_name"])
        before = {n: row.get(n) for n in after}
        work.client_edits.append((row["id"], row["id"], before, after))
    return bool(after)


def _notes(have: str, rows: Sequence[ClientRecord]) -> str:
    """Notes only grow: a text that is not there yet is put below."""
    for text in (text for each in rows for text in (each.notes, each.last_note)):
        if text and text not in have:
            have = f"{have}\n{text}" if have else text
    return have


def _take_people(work: _Work, client_id: str, rows: Sequence[ClientRecord], known: list[dict[str, Any]]) -> bool:
    has_change = False
    for record in (person for each in rows for person in each.contacts):
        numbers = tuple(dict.fromkeys(n for text in record.phones for n in phones.split(text)))
        match = _same_person(record, numbers, known)
        if match is None:
            row = _new_person(client_id, record, numbers, is_first=not known)
            work.people.append(row)
            known.append(row)
            has_change = True
        elif any(match is row for row in work.people):
            match.update(_merged(match, record, numbers))
        elif after := _merged(match, record, numbers):
            work.people_edits.append((match["id"], client_id, {n: match[n] for n in after}, after))
            match.update(after)
            has_change = True
    return has_change


def _same_person(
    record: ContactRecord, numbers: Sequence[str], known: Sequence[dict[str, Any]]
) -> dict[str, Any] | None:
    key = names.person_key(record.name)
    if key:
        return next((row for row in known if names.person_key(row["name"]) == key), None)
    keys = {phones.normalise(number) for number in numbers}
    return next((row for row in known if keys & {phones.normalise(number) for number in row["phones"]}), None)


def _new_person(client_id: str, record: ContactRecord, numbers: tuple[str, ...], *, is_first: bool) -> dict[str, Any]:
    return changes.new_row(
        client_id, client_id=client_id, name=record.name, sort_key=readings.sort_key(record.name, is_person=True),
        title=record.title, phones=numbers, emails=record.emails, wechat=record.wechat, notes=record.notes,
        external_no=record.external_no, is_primary=is_first, **contacts.columns_of(record.birthday),
    )  # fmt: skip


def _merged(row: dict[str, Any], record: ContactRecord, numbers: Sequence[str]) -> dict[str, Any]:
    """What a record adds to a person: empty values add nothing, lists only grow."""
    after: dict[str, Any] = {n: said for n in COPIED_OF_PERSON if (said := getattr(record, n)) and said != row[n]}
    have = {phones.normalise(number) for number in row["phones"]}
    fresh = [number for number in numbers if phones.normalise(number) not in have]
    mails = [mail for mail in record.emails if mail.casefold() not in {m.casefold() for m in row["emails"]}]
    if fresh:
        after["phones"] = (*row["phones"], *fresh)
    if mails:
        after["emails"] = (*row["emails"], *mails)
    if record.notes and record.notes not in row["notes"]:
        after["notes"] = f"{row['notes']}\n{record.notes}".strip()
    if record.birthday is not None:
        after |= {n: v for n, v in contacts.columns_of(record.birthday).items() if v != row[n]}
    return after


def _take_visits(work: _Work, client_id: str, rows: Sequence[ClientRecord]) -> None:
    for on in sorted({each.next_visit_on for each in rows if each.next_visit_on}):
        work.visits.append(
            {
                "id": identity.derived_id(f"touch:{client_id}:import:{on.isoformat()}"),
                "scope_id": client_id, "client_id": client_id, "plan_key": f"import:{on.isoformat()}",
                "kind": "periodic", "channel": Channel.VISIT.value, "activity": Activity.VISIT.value,
                "earliest_on": on, "due_on": on, "latest_on": on, "is_pinned": True,
                "state": TouchState.PLANNED.value, "reason": "booked", "reason_params": {"on": on.isoformat()},
            }
        )  # fmt: skip


def _write(session: Session, work: _Work) -> None:
    changes.insert_many(session, Client, work.clients)
    changes.insert_many(session, Contact, work.people)
    changes.update_many(session, Client, work.client_edits)
    changes.update_many(session, Contact, work.people_edits)
    known: dict[str, Any] = {}
    wanted = {row["id"]: row for row in work.visits}
    columns = [Touch.__table__.c[name] for name in ("id", "deleted_at")]
    for each in _select(session, columns, Touch.__table__.c.id, list(wanted)):
        known[each["id"]] = each["deleted_at"]
    changes.insert_many(session, Touch, [row for row_id, row in wanted.items() if row_id not in known])
    back = [(i, wanted[i]["scope_id"], {"deleted_at": at}, {"deleted_at": None}) for i, at in known.items() if at]
    changes.update_many(session, Touch, back)


def _clients_of(session: Session, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    columns = [Client.__table__.c[name] for name in (*KNOWN_FIELDS, "name_key", "sort_key")]
    return {row["id"]: row for row in _select(session, columns, Client.__table__.c.id, ids)}


def _people_of(session: Session, ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    table = Contact.__table__
    birthday = ("birthday_calendar", "birthday_year", "birthday_month", "birthday_day", "birthday_is_leap")
    wanted = ("id", "client_id", "name", "phones", "emails", "notes", *COPIED_OF_PERSON, *birthday)
    found: dict[str, list[dict[str, Any]]] = {}
    columns = [table.c[name] for name in wanted]
    for row in _select(session, columns, table.c.client_id, ids, table.c.deleted_at.is_(None)):
        found.setdefault(row["client_id"], []).append(row)
    return found


def _select(
    session: Session, columns: Sequence[Any], key: Any, ids: Sequence[str], *more: Any
) -> Iterable[dict[str, Any]]:
    for start in range(0, len(ids), CHUNK):
        for row in session.execute(select(*columns).where(key.in_(ids[start : start + CHUNK]), *more)):
            yield row._asdict()
