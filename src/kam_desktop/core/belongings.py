"""What belongs to a client, in whichever table: found from the tables' own columns, so that none is forgotten.

Every look-up goes by an index on ``client_id`` or ``contact_id``: the cost is that of the one client.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from kam_desktop.core.rules.kinds import TouchState
from kam_desktop.core.store.base import Base, Synced
from kam_desktop.core.store.tables import (
    CampaignGuest,
    Client,
    Contact,
    Policy,
    StaffChange,
    Tie,
    Touch,
    Visit,
    VisitRemark,
)

PERSON: Final = ("contact_id", "reports_to_id", "successor_id", "other_contact_id")
PEOPLE: Final = "contact_ids"
LINKS: Final = ("visit_id", "gift_id", "touch_id")
_ALSO: Final = {
    CampaignGuest: ("campaign_id", "reply", "has_come", "notes"), Policy: ("activity",), Tie: ("colleague", "strength", "notes"), Touch: ("plan_key",), Contact: ("name", "is_primary"),
    StaffChange: ("other_client_id",),
}  # fmt: skip
CHUNK: Final = 500
#: The client ``:client`` and all that were merged into it: the log of each merge names both. Of most clients nothing ever
#: changed: their log is not looked at. The signs keep SQLite from reading the whole log for an index of its own.
ONES: Final = (
    "WITH RECURSIVE one(id) AS (SELECT id FROM client WHERE id = :client AND field_stamps <> '{}'"
    " UNION SELECT d.id FROM one CROSS JOIN change k CROSS JOIN batch m CROSS JOIN change l CROSS JOIN client d"
    " WHERE k.row_id = one.id AND k.op = 'update' AND k.entity = 'client' AND m.id = k.batch_id AND m.kind = 'merge'"
    " AND l.id BETWEEN m.first_change AND m.last_change AND +l.batch_id = m.id AND +l.entity = 'client'"
    " AND d.id = l.row_id AND d.merged_into_id = one.id) SELECT id FROM one"
)


def of(
    session: Session, client_id: str, people: Sequence[str]
) -> Iterator[tuple[type[Synced], list[dict[str, Any]]]]:  # fmt: skip
    """All rows of a client by table, put-away ones too: ``people`` are the ids of its contacts.

    Touches that only the planner made are left out: they follow from the facts. Each row has its id, scope,
    ``deleted_at`` and what refers to clients and people.
    """
    for table in _tables():
        if rows := in_table(session, table, client_id, people):
            yield table, rows


def in_table(
    session: Session, table: type[Synced], client_id: str, people: Sequence[str] = ()
) -> list[dict[str, Any]]:  # fmt: skip
    """The rows of one table that belong to a client."""
    columns = table.__table__.c  # type: ignore[attr-defined]
    wanted = select(*[columns[name] for name in _wanted(table)]).order_by(columns.id)
    conditions = _conditions(table, client_id, people)
    return [row._asdict() for condition in conditions for row in session.execute(wanted.where(condition))]


def other_halves(
    session: Session, changes: Sequence[Mapping[str, Any]], client_id: str, people: Sequence[str]
) -> list[dict[str, Any]]:  # fmt: skip
    """The staff changes of other clients that name these people: a move is noted at both (``changes`` are its own)."""
    columns, gone = StaffChange.__table__.c, frozenset(people)
    there = sorted({each["other_contact_id"] for each in changes if each["contact_id"] in gone} - {None})
    wanted = select(*[columns[name] for name in _wanted(StaffChange)]).order_by(columns.id)
    found = []
    for start in range(0, len(there), CHUNK):
        at_others = and_(columns.contact_id.in_(there[start : start + CHUNK]), columns.client_id != client_id)
        found += [row._asdict() for row in session.execute(wanted.where(at_others)) if row.other_contact_id in gone]
    return found


def remapped(row: Mapping[str, Any], people: Mapping[str, str]) -> dict[str, Any]:
    """The references to people that change when ``people`` (old id: new id) become others."""
    after: dict[str, Any] = {name: people[row[name]] for name in PERSON if row.get(name) in people}
    if PEOPLE in row and any(each in people for each in row[PEOPLE]):
        after[PEOPLE] = tuple(dict.fromkeys(people.get(each, each) for each in row[PEOPLE]))
    if "plan_key" in row and (key := _other_key(row["plan_key"], people)) != row["plan_key"]:
        after["plan_key"] = key
    return after


def is_named(session: Session, table: type[Synced], row_id: str, touched: Collection[str] = ()) -> bool:
    """Whether a living row, not one of ``touched``, belongs to this client, or names this person."""
    client_id = row_id if table is Client else session.get_one(Contact, row_id).client_id
    people = () if table is Client else (row_id,)
    return any(
        row["deleted_at"] is None and row["id"] not in touched
        for _, rows in of(session, client_id, people)
        for row in rows
        if table is Client or remapped(row, {row_id: ""})
    )


def _other_key(key: str, people: Mapping[str, str]) -> str:
    """A birthday's touch is known by its person: ``birthday:<contact>:<day>``."""
    return ":".join(people.get(part, part) for part in key.split(":"))


@cache
def _tables() -> tuple[type[Synced], ...]:
    found = [mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Synced)]
    named = [table for table in found if {"client_id", "contact_id"} & _columns(table)]
    return tuple(sorted([*named, Client, VisitRemark], key=lambda table: table.__name__))


def _columns(table: type[Synced]) -> set[str]:
    return set(table.__table__.c.keys())  # type: ignore[attr-defined]


@cache
def _wanted(table: type[Synced]) -> tuple[str, ...]:
    have = _columns(table)
    names = (
        "id", "scope_id", "deleted_at", "client_id", "parent_id", *LINKS, *PERSON, PEOPLE,
        *_ALSO.get(table, ()),
    )  # fmt: skip
    return tuple(name for name in names if name in have)


def _conditions(table: type[Synced], client_id: str, people: Sequence[str]) -> Iterator[Any]:
    columns = table.__table__.c  # type: ignore[attr-defined]
    if table is Client:
        yield columns.parent_id == client_id
        return
    if table is VisitRemark:
        yield columns.visit_id.in_(select(Visit.id).where(Visit.client_id == client_id))
        return
    if "client_id" in columns:
        yield columns.client_id == client_id if table is not Touch else _held_touches(client_id)
        if not columns.client_id.nullable:
            return
    if "contact_id" in columns:
        for start in range(0, len(people), CHUNK):
            by_person = columns.contact_id.in_(people[start : start + CHUNK])
            yield and_(by_person, columns.client_id.is_(None)) if "client_id" in columns else by_person


def _held_touches(client_id: str) -> Any:
    """What a person did or put on its day; what the plan took back is no fact."""
    is_held = or_(Touch.state != TouchState.PLANNED, Touch.is_pinned, Touch.tries > 0)
    return and_(Touch.client_id == client_id, Touch.deleted_at.is_(None), is_held)
