"""What goes out of the store: rows of plain values, read in chunks so that a large store needs no more memory.

What a person told us about life outside work is not even read unless it is asked for (D-13.4).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, aliased

from kam_desktop.core import gift_facts, life_days
from kam_desktop.core.planning_facts import birthday_of
from kam_desktop.core.rules.kinds import TouchState
from kam_desktop.core.rules.privacy import PRIVATE
from kam_desktop.core.store.tables import (
    Client,
    Commitment,
    Contact,
    CustomField,
    Gift,
    Occasion,
    Relative,
    Touch,
    Visit,
)

CHUNK: Final = 500
_CLIENT: Final = (
    "id", "external_no", "name", "short_name", "tier", "kind", "ownership", "industry", "province", "city", "district", "address",
    "time_zone",
    "annual_revenue_minor", "currency", "products", "annual_volume", "supplier_shares", "source", "owner", "leader", "lifecycle_stage",
    "relationship_level", "status", "value_band", "tags", "notes", "custom", "since_on", "last_contact_on", "next_touch_on",
)  # fmt: skip
_CONTACT: Final = (
    "id", "client_id", "external_no", "name", "greeting_name", "title", "buying_role", "attitude", "is_primary",
    "is_official", "has_left", "phones", "emails", "wechat", "birthday_calendar", "birthday_year", "birthday_month", "birthday_day",
    "birthday_is_leap", "preferred_channel", "preferred_hours", "notes", "custom",
)  # fmt: skip
FACTS: Final[dict[str, Any]] = {"visits": Visit, "gifts": Gift, "touches": Touch}
_UNREAD: Final = frozenset(("stamp", "field_stamps", "device_id", "revision", "deleted_at", "text_no", "name_no"))
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which records go out: these ``ids`` in their order, or those of these ``client_ids``; else all.

    ``first_on`` and ``last_on`` bound visits, gifts and touches by their day, both included.
    """

    ids: tuple[str, ...] | None = None
    client_ids: tuple[str, ...] | None = None
    first_on: date | None = None
    last_on: date | None = None


class Custom(NamedTuple):
    """A field that the users defined; its values lie under ``id``."""

    id: str
    label: str
    kind: str


def custom_fields(session: Session, entity: str) -> list[Custom]:
    """The users' own fields of clients or contacts, in their order."""
    found = session.execute(
        select(CustomField.id, CustomField.label, CustomField.kind)
        .where(CustomField.entity == entity, CustomField.deleted_at.is_(None))
        .order_by(CustomField.position, CustomField.id)
    )
    return [Custom(*row) for row in found]


def client_ids(session: Session, scope: Scope = Scope()) -> list[str]:
    """The clients that go out, by name unless the scope gives an order."""
    wanted = scope.ids if scope.ids is not None else scope.client_ids
    if wanted is not None:
        alive: set[str] = set()
        for part in chunks(wanted):
            alive |= set(session.scalars(select(Client.id).where(Client.id.in_(part), Client.deleted_at.is_(None))))
        return [each for each in wanted if each in alive]
    return list(
        session.scalars(select(Client.id).where(Client.deleted_at.is_(None)).order_by(Client.sort_key, Client.id))
    )


def clients(session: Session, wanted: Sequence[str], *, with_private: bool = False) -> Iterator[Record]:
    """Each client with its ``people``: the main contact first, those who left last."""
    columns = [getattr(Client, name) for name in _CLIENT]
    for part in chunks(wanted):
        found = {row.id: row._asdict() for row in session.execute(select(*columns).where(Client.id.in_(part)))}
        people = _people(session, part, with_private=with_private)
        for each in part:
            if each in found:
                yield found[each] | {"people": people.get(each, [])}


def contact_ids(session: Session, scope: Scope = Scope()) -> list[str]:
    """The people who go out, client by client."""
    if scope.ids is not None:
        return [row for part in chunks(scope.ids) for row in _in_order(session, Contact, part)]
    found: list[str] = []
    for part in chunks(client_ids(session, scope)):
        people: dict[str, list[str]] = {}
        statement = select(Contact.id, Contact.client_id).where(
            Contact.client_id.in_(part), Contact.deleted_at.is_(None)
        )
        for row in session.execute(_by_rank(statement)):
            people.setdefault(row.client_id, []).append(row.id)
        found += [person for client_id in part for person in people.get(client_id, ())]
    return found


def contacts(session: Session, wanted: Sequence[str], *, with_private: bool = False) -> Iterator[Record]:
    """Each person with the ``client`` they are at (a record of its head)."""
    head = ("id", "external_no", "name", "short_name", "tier", "province", "city", "address", "owner", "tags")
    for part in chunks(wanted):
        people = {
            row.id: row._asdict()
            for row in session.execute(select(*_person_columns(with_private)).where(Contact.id.in_(part)))
        }
        _add_relatives(session, people, with_private=with_private)
        at = {row["client_id"] for row in people.values()}
        heads = session.execute(select(*(getattr(Client, name) for name in head)).where(Client.id.in_(at)))
        known = {row.id: row._asdict() for row in heads}
        for each in part:
            if each in people:
                yield people[each] | {
                    "birthday": birthday_of_record(people[each]),
                    "client": known[people[each]["client_id"]],
                }


def fact_ids(session: Session, kind: str, scope: Scope = Scope()) -> list[str]:
    """``visits``, ``gifts`` or ``touches`` that go out, the newest first (touches: the next due first)."""
    table = FACTS[kind]
    if scope.ids is not None:
        return [row for part in chunks(scope.ids) for row in _in_order(session, table, part)]
    day = table.due_on if table is Touch else table.on
    statement = (
        select(table.id, day)
        .join(Client, Client.id == table.client_id)
        .where(_holds(table), Client.deleted_at.is_(None))
    )
    if table is Visit:
        statement = statement.where(Visit.deleted_at.is_(None))  # a report that is being corrected counts once
    if scope.first_on:
        statement = statement.where(day >= scope.first_on)
    if scope.last_on:
        statement = statement.where(day <= scope.last_on)
    found: list[Any] = []
    for part in [None] if scope.client_ids is None else chunks(scope.client_ids):
        found += session.execute(statement if part is None else statement.where(table.client_id.in_(part))).all()
    is_newest_first = table is not Touch
    found.sort(key=lambda row: (row[1] or date.min, row[0]), reverse=is_newest_first)
    return [row[0] for row in found]


def facts(session: Session, kind: str, wanted: Sequence[str], *, with_private: bool = False) -> Iterator[Record]:
    """``visits`` (with their ``promises``), ``gifts`` or ``touches``, with ``client``, ``client_no`` and ``tier``.

    ``contacts`` are the names of the people who took part. A touch's reason that tells of a life outside work is empty
    unless it is asked for.
    """
    table = FACTS[kind]
    names = [column.key for column in table.__table__.columns if column.key not in _UNREAD]
    columns = [*(getattr(table, name) for name in names), *life_days.columns(table)]
    extra = (Client.name.label("client"), Client.external_no.label("client_no"), Client.tier.label("tier"))
    for part in chunks(wanted):
        rows = session.execute(
            select(*columns, *extra).join(Client, Client.id == table.client_id).where(table.id.in_(part))
        )
        found = {row.id: row._asdict() for row in rows}
        people = _names_of(session, found.values())
        made = _promises(session, part) if table is Visit else {}
        for each in part:
            if each in found:
                row = found[each] | {"promises": tuple(made.get(each, ()))}
                ids = row.get("contact_ids") or ([row["contact_id"]] if row.get("contact_id") else ())
                if table is Touch:
                    row = life_days.told(row, with_private=with_private)
                yield row | {"contacts": tuple(people[one] for one in ids if one in people)}


def planned_ids(session: Session, scope: Scope = Scope()) -> list[str]:
    """The touches still to be done, the next due first: what a calendar shows."""
    wanted = fact_ids(session, "touches", scope)
    open_ids: set[str] = set()
    for part in chunks(wanted):
        open_ids |= set(
            session.scalars(select(Touch.id).where(Touch.id.in_(part), Touch.state == TouchState.PLANNED.value))
        )
    return [each for each in wanted if each in open_ids]


def yearly_occasions(session: Session, scope: Scope = Scope(), *, with_private: bool = False) -> Iterator[Record]:
    """The days of clients that come each year; those of people's lives only where private facts are asked for."""
    statement = (
        select(Occasion.id, Occasion.kind, Occasion.title, Occasion.on, Client.short_name.label("client"))
        .join(Client, Client.id == Occasion.client_id)
        .where(Occasion.is_yearly, Occasion.deleted_at.is_(None), Client.deleted_at.is_(None))
        .order_by(Occasion.id)
    )
    if not with_private:
        statement = statement.where(life_days.OF_BUSINESS)
    for part in [None] if scope.client_ids is None else chunks(scope.client_ids):
        rows = session.execute(statement if part is None else statement.where(Occasion.client_id.in_(part)))
        yield from (row._asdict() for row in rows)


def birthday_of_record(person: Record) -> Any:
    """The birthday that a person's columns keep, or None."""
    return birthday_of(SimpleNamespace(**person))


def chunks(wanted: Sequence[str], size: int = CHUNK) -> Iterator[Sequence[str]]:
    """Slices of a long list of ids."""
    for start in range(0, len(wanted), size):
        yield wanted[start : start + size]


def _person_columns(with_private: bool) -> list[Any]:
    return [getattr(Contact, name) for name in (*_CONTACT, *(PRIVATE if with_private else ()))]


def _by_rank(statement: Any) -> Any:
    return statement.order_by(Contact.has_left, Contact.is_primary.desc(), Contact.sort_key, Contact.id)


def _people(session: Session, part: Sequence[str], *, with_private: bool) -> dict[str, list[Record]]:
    statement = select(*_person_columns(with_private)).where(Contact.client_id.in_(part), Contact.deleted_at.is_(None))
    rows = [row._asdict() for row in session.execute(_by_rank(statement))]
    _add_relatives(session, {row["id"]: row for row in rows}, with_private=with_private)
    found: dict[str, list[Record]] = {}
    for row in rows:
        row["birthday"] = birthday_of_record(row)
        found.setdefault(row["client_id"], []).append(row)
    return found


def _add_relatives(session: Session, people: dict[str, Record], *, with_private: bool) -> None:
    if not with_private:
        return
    for part in chunks(list(people)):
        rows = session.execute(
            select(
                Relative.contact_id, Relative.name, Relative.relation, Relative.notes, Relative.birthday_calendar,
                Relative.birthday_year, Relative.birthday_month, Relative.birthday_day, Relative.birthday_is_leap,
            ).where(Relative.contact_id.in_(part), Relative.deleted_at.is_(None)).order_by(Relative.id)
        )  # fmt: skip
        for row in rows:
            relative = {"name": row.name, "relation": row.relation, "notes": row.notes, "birthday": birthday_of(row)}
            people[row.contact_id].setdefault("relatives", []).append(relative)


def _names_of(session: Session, rows: Any) -> dict[str, str]:
    wanted = {each for row in rows for each in (*(row.get("contact_ids") or ()), row.get("contact_id")) if each}
    found: dict[str, str] = {}
    for part in chunks(sorted(wanted)):
        found |= {
            row.id: row.name for row in session.execute(select(Contact.id, Contact.name).where(Contact.id.in_(part)))
        }
    return found


def _promises(session: Session, visit_ids: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    rows = session.execute(
        select(Commitment.visit_id, Commitment.text)
        .where(Commitment.visit_id.in_(visit_ids), Commitment.deleted_at.is_(None))
        .order_by(Commitment.id)
    )
    for row in rows:
        found.setdefault(row.visit_id, []).append(row.text)
    return found


def _holds(table: type[Any]) -> ColumnElement[bool]:
    """A gift goes out when it was handed over, a report too while its correction waits for the review."""
    if table is not Visit:
        return gift_facts.HOLDS if table is Gift else table.deleted_at.is_(None)
    later = aliased(Visit)
    is_replaced = exists().where(
        later.client_id == Visit.client_id, later.corrects_id == Visit.id, later.deleted_at.is_(None)
    )
    return Visit.deleted_at.is_(None) | is_replaced


def _in_order(session: Session, table: type[Any], part: Sequence[str]) -> list[str]:
    alive = set(
        session.scalars(
            select(table.id)
            .join(Client, Client.id == table.client_id)
            .where(table.id.in_(part), _holds(table), Client.deleted_at.is_(None))
        )
    )
    return [each for each in part if each in alive]
