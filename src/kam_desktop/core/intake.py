"""Taking records of an outside file into the store: one batch, matched to what is there (D-14.2).

A client is known again by its external number, else by its normalised name; a person by number, name or phone
within the client. What the file leaves empty stays as it is, so the same file twice changes nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import islice
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import contacts, identity, meant_clients, settings, touches
from kam_desktop.core.records import ClientRecord, ContactRecord, Refusal
from kam_desktop.core.rules import companies, names, phones, readings
from kam_desktop.core.rules.kinds import Activity, Channel, TouchState
from kam_desktop.core.store import changes
from kam_desktop.core.store.tables import Client, Contact, Touch

CHUNK = 500
STEP = 100
AT_ONCE = 200  # clients matched and written together: a part that a save can wait for
COPIED = (
    "short_name", "external_no", "tier", "kind", "ownership", "industry", "province", "city", "district", "address", "source", "owner",
    "annual_revenue_minor", "time_zone",
)  # fmt: skip
_COPIED = attrgetter(*COPIED)
COPIED_OF_PERSON = ("title", "wechat", "external_no")
KNOWN_FIELDS = ("id", "name", "notes", "tags", "custom", "currency", *COPIED)
_MET_BY = ((Channel.VISIT, Activity.VISIT), (Channel.CALL, Activity.CALL), (Channel.MESSAGE, Activity.MESSAGE))
ACTIVITIES = {channel.value: activity.value for channel, activity in _MET_BY}


class Taken(NamedTuple):
    """How many clients of the file were new, changed, or as they were; and people new or changed.

    ``refused`` are rows about a client that is not there.
    """

    created: int
    updated: int
    unchanged: int
    contacts_created: int
    contacts_updated: int
    refused: tuple[Refusal, ...] = ()


@dataclass(slots=True)
class _Group:
    """The rows of one client, and the client they mean if it is there. ``awaited`` rows are still to come."""

    client_id: str | None
    key: str
    place: str
    rows: list[ClientRecord] = field(default_factory=list)
    awaited: int = 0


@dataclass(slots=True)
class _Work:
    """What one part of an intake is to write.

    ``groups`` are the records of one client each, with the client's id; ``known`` the clients as they were found,
    ``refused`` the rows that mean a client that is not there.
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
    refused: list[Refusal] = field(default_factory=list)


def take_in(
    session: Session, records: Iterable[ClientRecord], *, title: str, today: date,
    step: Callable[[int, int], None] = lambda _done, _total: None,
) -> Taken:  # fmt: skip
    """Merge records into the store under the batch ``title``. The plan is made anew afterwards.

    ``records`` are gone through twice, and only those of clients whose last row is still to come are held.

    ``step(done, total)`` is called now and then, in clients; what it raises stops the whole.
    """
    changes.begin_batch(session, "import", title)
    meant, refused = _sorted(session, records)
    places = {group.place: group for group in meant if group}
    heed = partial(meant_clients.heed, session, places)
    groups = _grouped(_paced(session, records, heed), meant)
    done = taken = created = updated = people = people_updated = 0
    while part := list(islice(groups, AT_ONCE)):
        if done:
            heed(changes.pause(session))
        work = _Work(today)
        fit = _fitting(part, places, refused)
        _match(session, work, fit, partial(_stepped, step, done, len(places)))
        _write(session, work)
        done, taken = done + len(part), taken + len(fit)
        created, updated = created + len(work.clients), updated + len(work.changed)
        people, people_updated = people + len(work.people), people_updated + len(work.people_edits)
    settings.plan_again(session)
    return Taken(created, updated, taken - created - updated, people, people_updated, tuple(refused))


def prepare(session: Session, records: Iterable[ClientRecord], *, today: date) -> _Work:
    """What taking these records in would write; nothing is written yet, so that it can be shown first."""
    work = _Work(today)
    meant, work.refused = _sorted(session, records)
    _match(session, work, list(_grouped(records, meant)), lambda _done: None)
    return work


def _stepped(step: Callable[[int, int], None], start: int, total: int, done: int) -> None:
    step(start + done, total)


def _match(session: Session, work: _Work, groups: Sequence[_Group], step: Callable[[int], None]) -> None:
    """Prepare what some clients need: new ones whole, known ones by what the file adds."""
    there = [group.client_id for group in groups if group.client_id]
    known_people, work.known = _people_of(session, there), _clients_of(session, there)
    for number, group in enumerate(groups):
        if number % STEP == 0:
            step(number)
        row: dict[str, Any]
        if group.client_id is None:
            row = _new_client(group, work.today)
            work.clients.append(row)
        else:
            row = work.known[group.client_id]
            if _edit_client(work, row, group.rows):
                work.changed.add(row["id"])
        if _take_people(work, row["id"], group.rows, known_people.get(row["id"], [])) and group.client_id:
            work.changed.add(row["id"])
        _take_visits(work, row["id"], group.rows)
        work.groups.append((row["id"], group.rows))


def _grouped(records: Iterable[ClientRecord], meant: Iterable[_Group | None]) -> Iterator[_Group]:
    """Records of the same client together, as soon as the last of them is read."""
    for record, group in zip(records, meant, strict=True):
        if group is None:
            continue
        group.rows.append(record)
        group.awaited -= 1
        if not group.awaited:
            yield _Group(group.client_id, group.key, group.place, group.rows)
            group.rows = []


def _paced(
    session: Session, records: Iterable[ClientRecord], heed: Callable[[Mapping[str, set[str]]], None]
) -> Iterator[ClientRecord]:
    """The records; while they are read, others may write."""
    for number, record in enumerate(records):
        if number % CHUNK == CHUNK - 1:
            heed(changes.pause(session))
        yield record


def _fitting(part: Sequence[_Group], places: Mapping[str, _Group], refused: list[Refusal]) -> list[_Group]:
    """The groups as they are meant now. Rows without a name whose client went meanwhile are refused."""
    fit: dict[str, _Group] = {}
    for group in part:
        group.client_id = places[group.place].client_id
        if group.client_id is None and not any(each.name for each in group.rows):
            refused += [Refusal(each.row_no, "fact.unknown_client", each.external_no) for each in group.rows]
        elif other := fit.get(group.client_id or group.place):
            other.rows += group.rows
        else:
            fit[group.client_id or group.place] = group
    return list(fit.values())


def _sorted(session: Session, records: Iterable[ClientRecord]) -> tuple[list[_Group | None], list[Refusal]]:
    """For each record its client, without rows yet; None and a refusal where that is a client that is not there."""
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
    for gone in (each for each in meant_clients.merged_away(session) if each.into_id in living):
        by_number.setdefault(gone.external_no or gone.id, gone.into_id)
        by_key.setdefault(f"any:{gone.name_key}", gone.into_id)
    groups: dict[str, _Group] = {}
    meant: list[_Group | None] = []
    refused: list[Refusal] = []
    others: set[str] = set()
    for record in _paced(session, records, lambda changed: others.update(changed.get("client", ()))):
        number = record.external_no
        if not record.name and number not in by_number and f"no:{number}" not in groups:
            refused.append(Refusal(record.row_no, "fact.unknown_client", number))
            meant.append(None)
            continue
        key = companies.company_key(record.name) if record.name else ""
        client_id = by_number.get(number) or by_key.get(key) if number else by_key.get(f"any:{key}")
        place = client_id or (f"no:{number}" if number else f"key:{key}")
        if (group := groups.get(place)) is None:
            group = groups[place] = _Group(client_id, key, place)
        group.awaited += 1
        meant.append(group)
    meant_clients.heed(session, groups, {"client": others})
    return meant, refused


def _new_client(group: _Group, today: date) -> dict[str, Any]:
    rows, row_id = group.rows, identity.new_id()
    row: dict[str, Any] = {
        "id": row_id,
        "scope_id": row_id,
        "name": next(each.name for each in rows if each.name),
        "name_key": group.key,
    }
    row |= _said(rows)
    row["short_name"] = row["short_name"] or companies.short_company(row["name"])
    row["sort_key"] = readings.sort_key(row["short_name"])
    row["since_on"] = _first(rows, "since_on") or today
    row["tags"] = tuple(dict.fromkeys(tag for each in rows for tag in each.tags))
    row["custom"], row["notes"] = _custom(rows), _notes("", rows)
    return row


def _said(rows: Sequence[ClientRecord]) -> dict[str, Any]:
    """What the rows say of the client itself; what the first leaves out, the next may say."""
    said = dict(zip(COPIED, _COPIED(rows[0]), strict=True))
    for each in rows[1:]:
        said |= {name: value for name, value in zip(COPIED, _COPIED(each), strict=True) if value and not said[name]}
    return said


def _first(rows: Sequence[ClientRecord], name: str) -> Any:
    """What the first row that says something says."""
    return next((value for each in rows if (value := getattr(each, name))), None)


def _custom(rows: Sequence[ClientRecord]) -> dict[str, Any]:
    return {key: value for each in reversed(rows) for key, value in each.custom}


def _edit_client(work: _Work, row: dict[str, Any], rows: Sequence[ClientRecord]) -> bool:
    said = _said(rows)
    after = {name: value for name, value in said.items() if value and value != row[name]}
    if said["annual_revenue_minor"] and row["currency"] != "CNY":  # a file says it in yuan
        after["currency"] = "CNY"
    notes = _notes(row["notes"], rows)
    tags = tuple(dict.fromkeys((*row["tags"], *(tag for each in rows for tag in each.tags))))
    custom = {**row["custom"], **_custom(rows)}
    after |= {n: v for n, v in (("notes", notes), ("tags", tags), ("custom", custom)) if v != row[n]}
    if after:
        if "short_name" in after:
            after["sort_key"] = readings.sort_key(after["short_name"])
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
    has_change, fresh = False, set[str]()
    for record in (person for each in rows for person in each.contacts):
        numbers = _numbers(record)
        match = _same_person(record, numbers, known) if known else None
        if match is None:
            row = _new_person(client_id, record, numbers, is_first=not known)
            work.people.append(row)
            known.append(row)
            fresh.add(row["id"])
            has_change = True
        elif match["id"] in fresh:
            match.update(_merged(match, record, numbers))
        elif after := _merged(match, record, numbers):
            work.people_edits.append((match["id"], client_id, {n: match.get(n) for n in after}, after))
            match.update(after)
            has_change = True
    return has_change


def _numbers(record: ContactRecord) -> tuple[str, ...]:
    if len(record.phones) == 1:
        return phones.split(record.phones[0])
    return tuple(dict.fromkeys(n for text in record.phones for n in phones.split(text)))


def _same_person(
    record: ContactRecord, numbers: Sequence[str], known: Sequence[dict[str, Any]]
) -> dict[str, Any] | None:
    """By number, then by name, for a record without one by phone. Another number is another person."""
    if number := record.external_no:
        found = next((row for row in known if row.get("external_no") == number), None)
        if found is not None:
            return found
    key = names.person_key(record.name)
    if not key:
        keys = {phones.normalise(number) for number in numbers}
        return next((row for row in known if keys & {phones.normalise(each) for each in row["phones"]}), None)
    return next(
        (
            row
            for row in known
            if not (record.external_no and row.get("external_no")) and names.person_key(row["name"]) == key
        ),
        None,
    )


def _new_person(client_id: str, record: ContactRecord, numbers: tuple[str, ...], *, is_first: bool) -> dict[str, Any]:
    birthday = contacts.columns_of(record.birthday) if record.birthday else {}
    return changes.new_row(
        client_id, client_id=client_id, name=record.name, sort_key=readings.sort_key(record.name, is_person=True),
        title=record.title, phones=numbers, emails=record.emails, wechat=record.wechat, notes=record.notes,
        external_no=record.external_no, is_primary=is_first, custom=dict(record.custom), **birthday,
    )  # fmt: skip


def _merged(row: dict[str, Any], record: ContactRecord, numbers: Sequence[str]) -> dict[str, Any]:
    """What a record adds to a person: empty values add nothing, lists only grow."""
    after: dict[str, Any] = {n: said for n in COPIED_OF_PERSON if (said := getattr(record, n)) and said != row[n]}
    if numbers and tuple(numbers) != row["phones"]:
        have = {phones.normalise(number) for number in row["phones"]}
        if fresh := [number for number in numbers if phones.normalise(number) not in have]:
            after["phones"] = (*row["phones"], *fresh)
    if record.emails and record.emails != row["emails"]:
        have = {mail.casefold() for mail in row["emails"]}
        if mails := [mail for mail in record.emails if mail.casefold() not in have]:
            after["emails"] = (*row["emails"], *mails)
    if record.notes and record.notes not in row["notes"]:
        after["notes"] = f"{row['notes']}\n{record.notes}".strip()
    if record.birthday is not None:
        after |= {n: v for n, v in contacts.columns_of(record.birthday).items() if v != row.get(n)}
    if record.custom and (custom := {**row["custom"], **dict(record.custom)}) != row["custom"]:
        after["custom"] = custom
    return after


def _take_visits(work: _Work, client_id: str, rows: Sequence[ClientRecord]) -> None:
    wanted = {each.next_visit_on: each.next_channel for each in reversed(rows) if each.next_visit_on}
    for on, said in sorted(wanted.items()):
        channel, day = said or Channel.VISIT.value, on.isoformat()
        work.visits.append(
            {
                "id": identity.derived_id(f"touch:{client_id}:import:{day}"),
                "scope_id": client_id, "client_id": client_id, "plan_key": f"import:{day}",
                "kind": "periodic", "channel": channel, "activity": ACTIVITIES.get(channel, ""),
                "earliest_on": on, "due_on": on, "latest_on": on, "is_pinned": True,
                "state": TouchState.PLANNED.value, "reason": "booked", "reason_params": {"on": day},
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
    touches.refresh_next(session, list({row["client_id"] for row in work.visits}))


def _clients_of(session: Session, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    columns = [Client.__table__.c[name] for name in (*KNOWN_FIELDS, "name_key", "sort_key")]
    return {row["id"]: row for row in _select(session, columns, Client.__table__.c.id, ids)}


def _people_of(session: Session, ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    table = Contact.__table__
    birthday = ("birthday_calendar", "birthday_year", "birthday_month", "birthday_day", "birthday_is_leap")
    wanted = ("id", "client_id", "name", "phones", "emails", "notes", "custom", *COPIED_OF_PERSON, *birthday)
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
