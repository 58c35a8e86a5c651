"""When a merge is undone, or done again, people go to another client: what was written of them since goes with them.

A visit or a contact with somebody who stays is the stayers' too, and stays; so does what names nobody.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from kam_desktop.core import belongings
from kam_desktop.core.errors import Refused
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.core.store import changes
from kam_desktop.core.store.base import Synced
from kam_desktop.core.store.tables import Change, Client, Contact, Gift, StaffChange, Visit

_Row = Mapping[str, Any]


def follow(session: Session, entries: Sequence[Change], scopes: set[str]) -> None:
    """``entries`` are the changes of people that were taken back, newest first; adds the ``scopes`` that it reached."""
    went: dict[str, tuple[str, str]] = {}
    for each in entries:
        if "client_id" in (each.after or {}):
            old, new = (each.after or {})["client_id"], (each.before or {})["client_id"]
            went[each.row_id] = (went.get(each.row_id, (old, ""))[0], new)
    rows = session.execute(select(Contact.id, Contact.client_id).where(Contact.id.in_(went)))
    now_at = {row.id: row.client_id for row in rows}
    ways: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for contact_id, way in went.items():
        if now_at.get(contact_id) == way[1]:
            ways[way].add(contact_id)
    for (left_id, to_id), people in ways.items():
        _take_along(session, left_id, to_id, people)
        _leave_superiors(session, (left_id, to_id), people)
        scopes |= {left_id, to_id}


def refuse_left(session: Session, by_entity: Mapping[str, Sequence[Change]]) -> None:
    """Who is put away again must leave nothing behind: what was written of them since would never be seen again."""
    session.expire_all()
    tables: tuple[tuple[str, Any], ...] = ((Entity.CLIENT, Client), (Entity.CONTACT, Contact))
    for entity, table in tables:
        for each in by_entity.get(entity, ()):
            if (each.before or {}).get("deleted_at") is None:
                continue
            row = session.get_one(table, each.row_id)
            if row.deleted_at is not None and belongings.is_named(session, table, row.id):
                raise Refused("batch.written_since", name=row.name)


def _take_along(session: Session, left_id: str, to_id: str, people: Collection[str]) -> None:
    found = [
        (table, row)
        for table, rows in belongings.of(session, left_id, sorted(people))
        if table not in (Client, Contact)
        for row in rows
    ]
    going = _going(found, people)
    edits: defaultdict[type[Synced], list[Any]] = defaultdict(list)
    for table, row in found:
        after = {name: to_id for name in ("client_id", "scope_id") if row.get(name) == left_id}
        if row["id"] in going and after:
            edits[table].append((row["id"], row["scope_id"], dict.fromkeys(after, left_id), after))
    changed = [row for table, row in found if table is StaffChange and row["id"] in going]
    for row in belongings.other_halves(session, changed, left_id, sorted(people)):
        if row["other_client_id"] == left_id:
            names = {"other_client_id": left_id}
            edits[StaffChange].append((row["id"], row["scope_id"], names, {"other_client_id": to_id}))
    for table, some in edits.items():
        changes.update_many(session, table, some)


def _going(found: Sequence[tuple[type[Synced], _Row]], people: Collection[str]) -> set[str]:
    """The rows of these people alone, what belongs to a visit or gift with it, and the touch that was answered."""
    going = {row["id"] for _, row in found if _is_of(row, people)}
    for name, kind in (("visit_id", Visit), ("gift_id", Gift)):
        heads = {row["id"] for table, row in found if table is kind}
        for _, row in found:
            if row.get(name) in going:
                going.add(row["id"])
            elif row.get(name) in heads:
                going.discard(row["id"])
    return going | {row["touch_id"] for _, row in found if row["id"] in going and row.get("touch_id")}


def _is_of(row: _Row, people: Collection[str]) -> bool:
    several = row.get(belongings.PEOPLE) or ()
    return row.get("contact_id") in people or (bool(several) and set(several) <= set(people))


def _leave_superiors(session: Session, places: Collection[str], people: Collection[str]) -> None:
    """Nobody reports to, or follows, somebody of another client; who did is at one of these two."""
    for column in (Contact.reports_to_id, Contact.successor_id):
        other = aliased(Contact)
        apart = (
            select(Contact.id, Contact.scope_id, column)
            .join(other, other.id == column)
            .where(Contact.client_id.in_(places), or_(Contact.id.in_(people), column.in_(people)))
            .where(other.client_id != Contact.client_id)
        )
        edits = [
            (row_id, scope_id, {column.key: there}, {column.key: None})
            for row_id, scope_id, there in session.execute(apart)
        ]
        if edits:
            changes.update_many(session, Contact, edits)
