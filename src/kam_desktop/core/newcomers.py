"""Clients of an outside file that are not there yet, with their people and booked visits, as columns of rows.

Column by column, for nearly all of a first import is new: a dict a row would cost more than SQLite does.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import repeat
from operator import attrgetter
from typing import Any, NamedTuple

from kam_desktop.core import contacts, identity, last_met, meant_people
from kam_desktop.core.card_photos import Photo
from kam_desktop.core.records import ClientRecord, ContactRecord, RelativeRecord
from kam_desktop.core.rules import companies, readings, shares, unions
from kam_desktop.core.rules.kinds import Activity, Channel, ClientStatus, TouchKind, TouchState

COPIED = (
    "short_name", "external_no", "tier", "kind", "ownership", "industry", "province", "city", "district", "address", "source", "owner",
    "annual_revenue_minor", "time_zone", "products", "annual_volume", "leader", "lifecycle_stage", "relationship_level",
    "value_band", "status",
)  # fmt: skip
_COPIED_OF = attrgetter(*COPIED)
_MET_BY = ((Channel.VISIT, Activity.VISIT), (Channel.CALL, Activity.CALL), (Channel.MESSAGE, Activity.MESSAGE))
ACTIVITIES = {channel.value: activity.value for channel, activity in _MET_BY}
_NOTHING: Mapping[str, Any] = {}
_NO_SHARES: Sequence[Mapping[str, Any]] = shares.to_plain(())
Columns = dict[str, Sequence[Any]]


class Person(NamedTuple):
    """Somebody new at a client. ``numbers`` are the telephone numbers of the record, one by one."""

    client_id: str
    record: ContactRecord
    numbers: tuple[str, ...]
    is_first: bool


class Newcomers(NamedTuple):
    """What is to be inserted: columns of clients and of touches, and people, whose columns ``people`` makes."""

    clients: Columns
    people: list[Person]
    visits: Columns


def of(groups: Sequence[tuple[str, Sequence[ClientRecord]]], *, today: date) -> Newcomers:
    """``groups`` are the records of one new client each, with the key of its name."""
    ids = identity.new_ids(len(groups))
    booked = [wanted(rows) for _, rows in groups]
    records = [rows[0] if len(rows) == 1 else _together(rows, today) for _, rows in groups]
    next_on = [min(each, default=None) for each in booked]
    return Newcomers(
        _clients(ids, [key for key, _ in groups], records, next_on, today),
        [
            Person(client_id, person, numbers, at == main)
            for client_id, record in zip(ids, records, strict=True)
            for told in (_told_apart(record.contacts),)
            for main in (meant_people.first([person for person, _ in told]),)
            for at, (person, numbers) in enumerate(told)
        ],
        visits(zip(ids, booked, strict=True)),
    )


def _clients(
    ids: Sequence[str], keys: Sequence[str], records: Sequence[ClientRecord], next_on: Sequence[date | None], today: date
) -> Columns:  # fmt: skip
    said: Columns = dict(zip(ClientRecord._fields, zip(*records, strict=True), strict=True)) if records else {}
    columns: Columns = {name: said.get(name, ()) for name in ("name", *COPIED)}
    pairs = zip(columns["name"], columns["short_name"], strict=True)
    short = [short or companies.short_company(name) for name, short in pairs]
    return {
        "id": ids, "scope_id": ids, **columns, "name_key": keys, "short_name": short,
        "sort_key": list(map(readings.sort_key, short)),
        "since_on": [each or today for each in said.get("since_on", ())],
        "status": [each or ClientStatus.ACTIVE.value for each in columns["status"]],
        "supplier_shares": [shares.to_plain(each) if each else _NO_SHARES for each in said.get("supplier_shares", ())],
        "tags": [tuple(dict.fromkeys(each)) for each in said.get("tags", ())],
        "custom": [dict(each) if each else _NOTHING for each in said.get("custom", ())],
        "notes": [notes("", (each,), today) for each in records],
        "next_touch_on": next_on,
    }  # fmt: skip


def _together(rows: Sequence[ClientRecord], today: date) -> ClientRecord:
    """Several records of one client as one."""
    return rows[0]._replace(
        name=next(each.name for each in rows if each.name), **said(rows), since_on=first(rows, "since_on"),
        supplier_shares=first(rows, "supplier_shares") or (),
        tags=tuple(tag for each in rows for tag in each.tags), custom=tuple(custom(rows).items()),
        notes=notes("", rows, today), last_note="", contacts=tuple(person for each in rows for person in each.contacts),
    )  # fmt: skip


def said(rows: Sequence[ClientRecord]) -> dict[str, Any]:
    """What the rows say of the client itself; what the first leaves out, the next may say."""
    if len(rows) == 1:
        return dict(zip(COPIED, _COPIED_OF(rows[0]), strict=True))
    return {name: first(rows, name) or getattr(rows[0], name) for name in COPIED}


def first(rows: Sequence[ClientRecord], name: str) -> Any:
    """What the first row that says something says."""
    return next((value for each in rows if (value := getattr(each, name))), None)


def custom(rows: Sequence[ClientRecord]) -> dict[str, Any]:
    """Fields of the users' own; the first row that says one counts."""
    return {key: value for each in reversed(rows) for key, value in each.custom}


def notes(have: str, rows: Sequence[ClientRecord], today: date) -> str:
    """Notes only grow: a text that is not there yet is put below. What came of a contact of a known day is none."""
    said = ((each.notes, "" if last_met.tells(each, today) else each.last_note) for each in rows)
    for text in (text for each in said for text in each):
        if not unions.holds(have, text):
            have = meant_people.grown(have, text)
    return have


def _told_apart(records: Sequence[ContactRecord]) -> Sequence[tuple[ContactRecord, tuple[str, ...]]]:
    """The people of one new client with their numbers, each once."""
    if meant_people.are_others(records):
        return [(each, meant_people.numbers_of(each)) for each in records]
    known: list[dict[str, Any]] = []
    for record in records:
        numbers = meant_people.numbers_of(record)
        if row := meant_people.meant(record, numbers, known):
            meant_people.add(row, record, numbers)
        else:
            known.append(meant_people.row_of(record, numbers))
    return list(map(meant_people.record_of, known))


def people(found: Sequence[Person]) -> Columns:
    """The columns of new people."""
    if not found:
        return {"id": ()}
    owners, records, numbers, are_first = zip(*found, strict=True)
    told: Columns = dict(zip(ContactRecord._fields, zip(*records, strict=True), strict=True))
    del told["private_notes"], told["photo"], told["relatives"]  # notes, files and rows of their own
    born = zip(*map(_born, told.pop("birthday")), strict=True)
    return {
        "id": identity.new_ids(len(found)), "scope_id": owners, "client_id": owners, **told, "phones": numbers,
        "sort_key": list(map(readings.sort_key, told["name"], repeat(True))), "has_left": list(map(bool, told["has_left"])),
        "is_primary": [is_first and not left for is_first, left in zip(are_first, told["has_left"], strict=True)],
        "custom": [dict(each) if each else _NOTHING for each in told["custom"]],
        "is_official": list(map(bool, told["is_official"])), **dict(zip(meant_people.BIRTHDAY, born, strict=True)),
    }  # fmt: skip


def photos(ids: Sequence[str], found: Sequence[Person]) -> list[Photo]:
    """The photos of new people, who have these ids now."""
    fresh = zip(ids, found, strict=True)
    return [
        Photo(who.client_id, row_id, who.record.name, who.record.photo) for row_id, who in fresh if who.record.photo
    ]


def relatives(ids: Sequence[str], found: Sequence[Person]) -> list[tuple[str, str, RelativeRecord]]:
    """The family of new people, who have these ids now: person, client, who."""
    fresh = zip(ids, found, strict=True)
    return [(row_id, who.client_id, each) for row_id, who in fresh for each in who.record.relatives]


def _born(birthday: Any) -> tuple[Any, ...]:
    return _NOT_SAID if birthday is None else tuple(contacts.columns_of(birthday).values())


_NOT_SAID = tuple(contacts.columns_of(None).values())


def wanted(rows: Sequence[ClientRecord]) -> Mapping[date, str]:
    """The days of the next visits that the rows of one client ask for, with their channels."""
    return {each.next_visit_on: each.next_channel for each in reversed(rows) if each.next_visit_on}


def visits(booked: Iterable[tuple[str, Mapping[date, str]]]) -> Columns:
    """Booked touches of clients. The same day asked for again is the same touch, by its id."""
    owners, days, channels = [], [], []
    for client_id, days_of_one in booked:
        for on, said in sorted(days_of_one.items()):
            owners.append(client_id)
            days.append(on)
            channels.append(said or Channel.VISIT.value)
    params = {on: {"on": on.isoformat()} for on in days}
    keys = [f"import:{params[on]['on']}" for on in days]
    return {
        "id": [identity.derived_id(f"touch:{owner}:{key}") for owner, key in zip(owners, keys, strict=True)],
        "scope_id": owners, "client_id": owners, "plan_key": keys, "kind": [TouchKind.PERIODIC.value] * len(days),
        "channel": channels, "activity": [ACTIVITIES.get(each, "") for each in channels],
        "earliest_on": days, "due_on": days, "latest_on": days, "is_pinned": [True] * len(days),
        "state": [TouchState.PLANNED.value] * len(days), "reason": ["booked"] * len(days),
        "reason_params": [params[on] for on in days],
    }  # fmt: skip
