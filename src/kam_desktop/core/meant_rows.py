"""Which client each row of a file means, and the rows of one client together (D-14.2)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import is_
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from kam_desktop.core import meant_clients
from kam_desktop.core.records import ClientRecord, ContactRecord, Refusal, Together
from kam_desktop.core.rules import companies, names
from kam_desktop.core.store import changes

CHUNK: Final = 500
_NAMED: Final = 5  # pairs of names that are told as one client


@dataclass(slots=True)
class Group:
    """The client that some rows mean: its id if it is there. ``awaited`` rows are still to come, ``early`` ones came.

    There is one for each client of a file, so it is small: most clients have one row, and ``early`` is None.
    """

    client_id: str | None
    key: str
    place: str
    name: str = ""
    awaited: int = 0
    early: list[ClientRecord] | None = None


Rows = tuple[Group, list[ClientRecord]]


class Sorted(NamedTuple):
    """For each record its client, without rows yet, or None; the rows refused, and those that fall together."""

    meant: list[Group | None]
    refused: list[Refusal]
    together: Together


def sort(session: Session, records: Iterable[ClientRecord]) -> Sorted:
    """For each record its client; None and a refusal where that is a client that is not there."""
    by_number: dict[str, str] = {}
    by_key: dict[str, str] = {}
    living: set[str] = set()
    others: set[str] = set()
    listen: meant_clients.Heed = lambda changed: others.update(changed.get("client", ()))  # noqa: E731
    for row_id, number, key in meant_clients.each(session, "id, external_no, name_key", listen):
        living.add(row_id)
        if number:
            by_number.setdefault(number, row_id)
        else:
            by_key.setdefault(key, row_id)
        by_key.setdefault(f"any:{key}", row_id)
    for gone in (each for each in meant_clients.merged_away(session) if each.into_id in living):
        by_number.setdefault(gone.external_no or gone.id, gone.into_id)
        by_key.setdefault(f"any:{gone.name_key}", gone.into_id)
    groups: dict[str, Group] = {}
    meant: list[Group | None] = []
    refused: list[Refusal] = []
    rows, names = 0, dict[tuple[str, str], None]()
    for record in paced(session, records, listen):
        number = record.external_no
        if not record.name and number not in by_number and f"no:{number}" not in groups:
            refused.append(Refusal(record.row_no, "fact.unknown_client", number))
            meant.append(None)
            continue
        key = companies.company_key(record.name) if record.name else ""
        client_id = by_number.get(number) or by_key.get(key) if number else by_key.get(f"any:{key}")
        place = client_id or (f"no:{number}" if number else f"key:{key}")
        if (group := groups.get(place)) is None:
            group = groups[place] = Group(client_id, key, place, record.name)
        else:
            rows += 1
            if len(names) < _NAMED and "" != record.name != group.name != "":
                names[group.name, record.name] = None
        group.awaited += 1
        meant.append(group)
    meant_clients.heed(session, groups, {"client": others})
    return Sorted(meant, refused, Together(rows, tuple(names)))


def grouped(records: Iterable[ClientRecord], meant: Iterable[Group | None]) -> Iterator[Rows]:
    """Records of the same client together, as soon as the last of them is read."""
    for record, group in zip(records, meant, strict=True):
        if group is None:
            continue
        group.awaited -= 1
        rows = group.early or []
        rows.append(called(record))
        group.early = rows if group.awaited else None
        if not group.awaited:
            yield group, rows


def called(record: ClientRecord) -> ClientRecord:
    """The record with all names as they are kept: a sheet pads them with blanks."""
    name, short = names.unpadded(record.name), names.unpadded(record.short_name)
    people = tuple(map(_person_called, record.contacts))
    if name is record.name and short is record.short_name and all(map(is_, people, record.contacts)):
        return record  # nearly all
    return record._replace(name=name, short_name=short, contacts=people)


def _person_called(record: ContactRecord) -> ContactRecord:
    name, greeting = names.unpadded(record.name), names.unpadded(record.greeting_name)
    relatives = record.relatives
    if relatives and any(names.unpadded(each.name) != each.name for each in relatives):
        relatives = tuple(each._replace(name=names.unpadded(each.name)) for each in relatives)
    if name is record.name and greeting is record.greeting_name and relatives is record.relatives:
        return record
    return record._replace(name=name, greeting_name=greeting, relatives=relatives)


def paced(session: Session, records: Iterable[ClientRecord], heed: meant_clients.Heed) -> Iterator[ClientRecord]:
    """The records; while they are read, others may write."""
    for number, record in enumerate(records):
        if number % CHUNK == CHUNK - 1:
            heed(changes.pause(session))
        yield record


def fitting(part: Sequence[Rows], refused: list[Refusal]) -> list[Rows]:
    """The rows as they are meant now. Those without a name whose client went meanwhile are refused."""
    fit: dict[str, Rows] = {}
    for group, rows in part:
        if group.client_id is None and not any(each.name for each in rows):
            refused += [Refusal(each.row_no, "fact.unknown_client", each.external_no) for each in rows]
        elif other := fit.get(group.client_id or group.place):
            other[1].extend(rows)
        else:
            fit[group.client_id or group.place] = group, rows
    return list(fit.values())
