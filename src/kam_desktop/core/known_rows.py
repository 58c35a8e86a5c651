"""Clients and people that are there, as an import holds them against its records."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from kam_desktop.core import meant_people
from kam_desktop.core.newcomers import COPIED
from kam_desktop.core.store import plain_rows

_KNOWN = ("id", "name", "notes", "tags", "custom", "currency", "supplier_shares", *COPIED)


def clients_of(session: Session, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """By id what an import may change of each."""
    names = ", ".join((*_KNOWN, "name_key", "sort_key"))
    return {row["id"]: row for row in rows(session, "client", names, "id", ids)}


def people_of(session: Session, ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """By client the people that are there."""
    names = ", ".join(
        (
            "id, client_id, name, phones, emails, notes, family, hobbies, personality, taboos, custom, external_no",
            *meant_people.COPIED,
            *meant_people.SWITCHES,
            *meant_people.BIRTHDAY,
        )
    )
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows(session, "contact", names, "client_id", ids, " AND deleted_at IS NULL"):
        row["private_notes"], row["relatives"] = "", []
        found.setdefault(row["client_id"], []).append(row)
    return found


def add_relatives(session: Session, people: Mapping[str, dict[str, Any]]) -> None:
    """Give each of these people, by id, the family that is there."""
    names = ", ".join(("id, contact_id, relation, name, notes", *meant_people.BIRTHDAY))
    for row in rows(session, "relative", names, "contact_id", list(people), " AND deleted_at IS NULL"):
        people[row["contact_id"]]["relatives"].append(row)


def rows(
    session: Session, table: str, names: str, key: str, ids: Sequence[str], more: str = ""
) -> Iterator[dict[str, Any]]:
    """Rows by driver alone; of 10,000 known clients SQLAlchemy would make half of the time."""
    columns = names.split(", ")
    sql = f"SELECT {names} FROM {table} WHERE {key} IN (SELECT value FROM json_each(:ids)){more} ORDER BY {key}, rowid"
    read = {name: taken for name, taken in _READ.items() if name in columns}
    for values in plain_rows.rows(session, sql, {"ids": json.dumps(ids)}) if ids else ():
        row = dict(zip(columns, values, strict=True))
        for name, taken in read.items():
            row[name] = taken(row[name])
        yield row


_READ: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("phones", "emails", "tags"), plain_rows.texts),
    "custom": lambda text: plain_rows.document(text) or {},
    "supplier_shares": lambda text: plain_rows.document(text) or [],
    **dict.fromkeys(("birthday_is_leap", *meant_people.SWITCHES), bool),
}
