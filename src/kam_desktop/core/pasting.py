"""What a pasted block of cells would do to the clients, before anything is done (D-14.2).

Taking it in is ``intake.take_in``: the same matching, the same one batch. This only tells of it first.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from kam_desktop.core import intake, newcomers
from kam_desktop.core.records import ClientRecord
from kam_desktop.core.rules import companies
from kam_desktop.core.rules.kinds import ClientStatus

UNTOLD = frozenset({"name_key", "sort_key"})


class FieldChange(NamedTuple):
    """One field, old and new as they are kept."""

    field: str
    before: Any
    after: Any


class Clash(NamedTuple):
    """What later rows say of a field that an earlier row of the same client says otherwise: it is not taken."""

    field: str
    left: tuple[Any, ...]


class Foreseen(NamedTuple):
    """What the rows of one client would do. ``known_by`` is ``number``, ``name``, ``key``, or empty: it is new.

    ``clashes`` and ``names_left`` are what the rows say and nobody takes: a client keeps the name it has.
    """

    client_id: str
    name: str
    row_nos: tuple[int, ...]
    known_by: str
    changes: tuple[FieldChange, ...]
    people_new: tuple[str, ...]
    people_changed: int
    clashes: tuple[Clash, ...] = ()
    names_left: tuple[str, ...] = ()

    @property
    def is_same(self) -> bool:
        """Known, and nothing to add."""
        return bool(self.known_by) and not (self.changes or self.people_new or self.people_changed)


def foresee(session: Session, records: Iterable[ClientRecord], *, today: date) -> list[Foreseen]:
    """One entry for each client, in the order of the block."""
    return seen_in(intake.prepare(session, records, today=today))


def seen_in(work: intake.Work) -> list[Foreseen]:
    """What a prepared piece of work would do, client by client."""
    rows = zip(*work.clients.values(), strict=True)
    fresh = {row["id"]: row for row in (dict(zip(work.clients, each, strict=True)) for each in rows)}
    edits = {row_id: (before, after) for row_id, _scope, before, after in work.client_edits}
    people: dict[str, list[str]] = {}
    for person in work.people:
        people.setdefault(person.client_id, []).append(person.record.name)
    changed: dict[str, int] = {}
    edited = {(row_id, client_id) for row_id, client_id, *_ in work.people_edits}
    edited |= {(row_id, client_id) for row_id, client_id, _ in (*work.private, *work.turned, *work.relatives)}
    edited |= {(person_id, client_id) for client_id, _, person_id, _, _ in work.family_edits}
    for _person_id, client_id in edited:
        changed[client_id] = changed.get(client_id, 0) + 1
    return [
        Foreseen(
            client_id, rows[0].name if client_id in fresh else work.known[client_id]["name"], tuple(each.row_no for each in rows),
            "" if client_id in fresh else _known_by(rows[0], work.known[client_id]),
            _of_new(fresh[client_id]) if client_id in fresh else _of_edit(*edits.get(client_id, ({}, {}))),
            tuple(people.get(client_id, ())), changed.get(client_id, 0), _clashes(rows),
            _said_otherwise(rows, "name", rows[0].name if client_id in fresh else work.known[client_id]["name"]),
        )
        for client_id, rows in work.groups
    ]  # fmt: skip


def _clashes(rows: Sequence[ClientRecord]) -> tuple[Clash, ...]:
    found = [(name, _said_otherwise(rows, name, newcomers.first(rows, name))) for name in newcomers.COPIED]
    return tuple(Clash(name, left) for name, left in found if left)


def _said_otherwise(rows: Sequence[ClientRecord], field: str, kept: Any) -> tuple[Any, ...]:
    said = dict.fromkeys(getattr(row, field) for row in rows)
    return tuple(value for value in said if value and value != kept)


def _known_by(record: ClientRecord, row: dict[str, Any]) -> str:
    if record.external_no and record.external_no == row["external_no"]:
        return "number"
    if record.name == row["name"]:
        return "name"
    return "key" if companies.company_key(record.name) == row["name_key"] else "number"


def _of_new(row: dict[str, Any]) -> tuple[FieldChange, ...]:
    said = [(name, row[name]) for name in (*newcomers.COPIED, "tags", "notes") if name in row and name != "short_name"]
    return tuple(FieldChange(name, "", value) for name, value in said if value and value != ClientStatus.ACTIVE)


def _of_edit(before: dict[str, Any], after: dict[str, Any]) -> tuple[FieldChange, ...]:
    return tuple(FieldChange(name, before[name], value) for name, value in after.items() if name not in UNTOLD)
