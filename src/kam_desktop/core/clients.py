"""Clients: the dossier's head, and the list of them (D-2.1, D-2.9)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from kam_desktop.core import client_columns, conditions, custom_fields, list_filters, missing, segments, touches
from kam_desktop.core.errors import Conflict, Invalid, NotFound
from kam_desktop.core.identity import now
from kam_desktop.core.rules import companies, names, readings, shares, time_zones
from kam_desktop.core.rules.criteria import Criterion
from kam_desktop.core.rules.kinds import (
    ClientKind,
    ClientStatus,
    LifecycleStage,
    Ownership,
    RelationshipLevel,
    Tier,
    ValueBand,
)
from kam_desktop.core.rules.shares import Share
from kam_desktop.core.store import plain_rows
from kam_desktop.core.store.plain_rows import day
from kam_desktop.core.store.tables import Client
from kam_desktop.core.store.tables.clients import WALK_ROWS

VOCABULARY = {
    "tier": Tier, "kind": ClientKind, "ownership": Ownership, "lifecycle_stage": LifecycleStage, "relationship_level": RelationshipLevel,
    "value_band": ValueBand, "status": ClientStatus,
}  # fmt: skip
NEVER_EMPTY: Final = frozenset({"status"})
NAMED = frozenset({"name", "short_name"})
LONG = frozenset({"notes", "products"})
SHAPED = frozenset({"supplier_shares", "custom"})  # kept as JSON, in a form of their own


@dataclass(frozen=True, slots=True)
class ClientDraft:
    """What a form gives for one client. ``revision`` is the one that was read, 0 for a new client."""

    name: str
    short_name: str = ""
    tier: str = ""
    kind: str = ""
    industry: str = ""
    province: str = ""
    city: str = ""
    district: str = ""
    address: str = ""
    time_zone: str = ""
    products: str = ""
    annual_volume: str = ""
    annual_revenue_minor: int | None = None
    source: str = ""
    lifecycle_stage: str = ""
    relationship_level: str = ""
    value_band: str = ""
    owner: str = ""
    leader: str = ""
    tags: tuple[str, ...] = ()
    notes: str = ""
    external_no: str = ""
    supplier_shares: tuple[Share, ...] = ()
    custom: tuple[tuple[str, Any], ...] = ()
    ownership: str = ""
    status: str = ClientStatus.ACTIVE
    revision: int = 0


class ClientRow(NamedTuple):
    """One line of a client list. ``silent_days`` counts from the last contact of any kind."""

    id: str
    name: str
    tier: str
    city: str
    industry: str
    owner: str
    last_contact_on: date | None
    silent_days: int | None
    next_touch_on: date | None
    status: str


@dataclass(frozen=True, slots=True)
class Filter:
    """Which clients a list shows; empty means all. ``text`` is a fragment of a name, or how a number or one of its parts begins.

    All that is given must hold; ``segment_id`` takes in the criteria of a saved segment (D-3.4).
    """

    tier: str = ""
    owner: str = ""
    city: str = ""
    text: str = ""
    criteria: tuple[Criterion, ...] = ()
    segment_id: str = ""

    def is_searched(self) -> bool:
        """Whether the search index is asked, which may not know every client yet."""
        return bool(self.text) or any(one.field in ("text", "written") for one in self.criteria)


#: Whose policy, on whose days, in which region: a change of these is a change of the plan.
MOVES_THE_PLAN = frozenset({"tier", "owner", "status", "province", "city", "district"})


def create(session: Session, draft: ClientDraft, *, today: date) -> str:
    """Make a client; returns the id. Its touches are planned at once."""
    row = Client(name="", since_on=today)
    row.scope_id = row.id
    _fill(session, row, draft)
    session.add(row)
    touches.replan(session, row.id, today=today)
    return row.id


def update(session: Session, client_id: str, draft: ClientDraft, *, today: date) -> None:
    """Save an edited client; refuses when somebody saved it meanwhile."""
    row = get(session, client_id)
    if row.revision != draft.revision:
        raise Conflict("record.changed_meanwhile")
    was = [getattr(row, name) for name in sorted(MOVES_THE_PLAN)]
    _fill(session, row, draft)
    if was != [getattr(row, name) for name in sorted(MOVES_THE_PLAN)]:
        touches.replan(session, client_id, today=today)


def confirm(session: Session, client_id: str, *, today: date) -> None:
    """A person says that the facts of the dossier still hold (D-2.6)."""
    get(session, client_id).confirmed_on = today


def set_shares(session: Session, client_id: str, given: Sequence[Share]) -> None:
    """Write down who supplies a client. Raises Invalid ``supplier_shares``, above 100 percent for one."""
    get(session, client_id).supplier_shares = shares.to_plain(shares.checked(given))


def remove(session: Session, client_id: str) -> None:
    """Take a client off every list; undo brings it back with all that belongs to it."""
    get(session, client_id).deleted_at = now()


def get(session: Session, client_id: str) -> Client:
    """One client by id."""
    row = session.get(Client, client_id)
    if row is None or row.deleted_at is not None:
        raise missing.client(session, client_id)
    return row


def find(session: Session, name: str) -> Client:
    """A client by id, exact name or short name; when several have it the sentence asks for the id."""
    name = names.clean(name)
    row = session.get(Client, name)
    if row is not None and row.deleted_at is None:
        return row
    found = session.scalars(select(Client).where(WALK_ROWS, or_(Client.name == name, Client.short_name == name))).all()
    if not found:
        key = companies.company_key(name)
        found = session.scalars(select(Client).where(Client.deleted_at.is_(None), Client.name_key == key)).all()
    if not found:
        raise NotFound("client.unknown", name=name)
    if len(found) > 1:
        raise Invalid("client", "client.ambiguous", name=name, n=len(found))
    return found[0]


def draft_of(row: Client) -> ClientDraft:
    """The editable part of a client as it is now."""
    plain = {each.name: getattr(row, each.name) for each in fields(ClientDraft) if each.name not in SHAPED}
    return ClientDraft(
        **plain, supplier_shares=shares.of_plain(row.supplier_shares), custom=tuple(custom_fields.values_of(row).items())
    )  # fmt: skip


def count(session: Session) -> int:
    """How many clients there are."""
    return session.scalar(select(func.count()).select_from(Client).where(Client.deleted_at.is_(None))) or 0


def owners(session: Session) -> list[str]:
    """Everybody who owns a client, by name: for handing over."""
    found = session.scalars(
        select(Client.owner).where(Client.deleted_at.is_(None), Client.owner != "").distinct().order_by(Client.owner)
    )
    return list(found)


def ids(
    session: Session, chosen: Filter = Filter(), order: str = "name", *, descending: bool = False,
    today: date | None = None,
) -> list[str]:  # fmt: skip
    """The ordered ids of a list: one narrow select, whatever its length.

    ``order`` is one of ``ORDERS`` or ``custom:<id>``; clients that say nothing there come last. ``today`` is
    needed for criteria and segments, which count days.
    """
    criteria = chosen.criteria
    if chosen.segment_id:
        criteria = (*criteria, *segments.criteria_of(session, chosen.segment_id))
    if criteria and today is None:
        raise ValueError("criteria count days: ids() needs today")
    # What the rows are read for is asked last: in the order of names they would be read from all over the file.
    of_rows, others = conditions.parted(session, criteria, today=today or date.min)
    found = _chosen(session, chosen).where(*others)
    ordered = client_columns.in_order(session, found, order, descending=descending)
    return client_columns.that_fit(session, ordered, of_rows) if of_rows else ordered


ORDERS = client_columns.ORDERS


def rows(session: Session, wanted: Sequence[str], *, today: date) -> list[ClientRow]:
    """The lines for a slice of ids, in its order; ids that are gone meanwhile are left out."""
    source, ids = "FROM client WHERE id IN (SELECT value FROM json_each(:ids))", {"ids": json.dumps(list(wanted))}
    by_id = {row[0]: row for row in plain_rows.in_one(plain_rows.reader(session), _LISTED, source, ids)}
    return [_row(by_id[each], today) for each in wanted if each in by_id]


_LISTED: Final = "id, name, tier, city, industry, owner, last_contact_on, next_touch_on, status"


def tier_counts(session: Session) -> dict[str, int]:
    """How many clients each tier has, for the filter chips."""
    found = session.execute(select(Client.tier, func.count()).where(Client.deleted_at.is_(None)).group_by(Client.tier))
    return {row[0]: row[1] for row in found}


def _row(row: Sequence[Any], today: date) -> ClientRow:
    row_id, name, tier, city, industry, owner, last_text, next_text, status = row
    last_on = day(last_text)
    silent = (today - last_on).days if last_on else None
    return ClientRow(row_id, name, tier, city, industry, owner, last_on, silent, day(next_text), status)


def _chosen(session: Session, chosen: Filter) -> Select[Any]:
    statement = select(Client.id.label("id")).where(Client.deleted_at.is_(None))
    if chosen.tier:
        statement = statement.where(Client.tier == chosen.tier)
    if chosen.owner:
        statement = statement.where(Client.owner == chosen.owner)
    if chosen.city:
        statement = statement.where(Client.city == chosen.city)
    if chosen.text:
        statement = statement.where(list_filters.among(Client.id, list_filters.client_ids(session, chosen.text)))
    return statement


def allows(name: str, value: Any) -> bool:
    """Whether the vocabulary of a field has this value; a field without one takes any."""
    return name not in VOCABULARY or value in set(VOCABULARY[name]) or (not value and name not in NEVER_EMPTY)


def derived(name: str, short_name: str = "") -> dict[str, str]:
    """What follows from a client's name: the key for duplicates, the key for sorting, the short form."""
    short = short_name or companies.short_company(name)
    return {
        "name_key": companies.company_key(name),
        "sort_key": readings.sort_key(short),
        "short_name": short,
    }


def _fill(session: Session, row: Client, draft: ClientDraft) -> None:
    if draft.time_zone not in ("", row.time_zone) and not time_zones.is_known(draft.time_zone):
        raise Invalid("time_zone", "time_zone.unknown", text=draft.time_zone)
    for each in fields(draft):
        value = getattr(draft, each.name)
        if each.name == "revision" or each.name in SHAPED:
            continue
        if isinstance(value, str):
            value = names.clean(value, 65_536) if each.name in LONG else names.in_one_line(names.clean(value))
            value = names.unpadded(value) if each.name in NAMED else value
        if value == getattr(row, each.name):
            continue  # also a word that a vocabulary does not have
        if not allows(each.name, value):
            raise Invalid(each.name, "value.unknown", text=value)
        setattr(row, each.name, value)
    if not row.name:
        raise Invalid("name", "client.name_missing")
    if draft.supplier_shares != shares.of_plain(row.supplier_shares):
        row.supplier_shares = shares.to_plain(shares.checked(draft.supplier_shares))
    if draft.custom != tuple(row.custom.items()):
        custom_fields.set_values(session, row, dict(draft.custom))
    for name, value in derived(row.name, row.short_name).items():
        setattr(row, name, value)
