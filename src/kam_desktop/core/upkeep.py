"""Keeping dossiers whole and true: which clients lack most, which facts ask to be confirmed (D-2.6)."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import String, and_, case, cast, func, literal, or_, select, type_coerce
from sqlalchemy.orm import Session, aliased

from kam_desktop.core import settings
from kam_desktop.core.errors import NotFound
from kam_desktop.core.identity import made_on
from kam_desktop.core.rules import completeness, freshness
from kam_desktop.core.rules.freshness import Known, Stale
from kam_desktop.core.store.tables import Client, Contact

_EMPTY = ("", "[]", "null")


class Wanting(NamedTuple):
    """A client whose dossier wants work: how complete it is, and how many of its facts are stale."""

    id: str
    name: str
    tier: str
    percent: int
    stale: int


def stale(session: Session, client_id: str, *, today: date) -> tuple[Stale, ...]:
    """The facts of one client that ask to be confirmed. Raises NotFound."""
    client = session.execute(
        select(
            Client.tier, Client.since_on, Client.confirmed_on, Client.field_stamps, Client.deleted_at,
            *(getattr(Client, name) for name in freshness.CLIENT_FACTS),
        ).where(Client.id == client_id)
    ).one_or_none()  # fmt: skip
    if client is None or client.deleted_at is not None:
        raise NotFound("client.not_found", name=client_id)
    facts = _known(freshness.CLIENT_FACTS, client, client.since_on)
    main = session.execute(
        select(Contact.id, Contact.field_stamps, *(getattr(Contact, name) for name in freshness.PERSON_FACTS))
        .where(Contact.client_id == client_id, Contact.deleted_at.is_(None), Contact.has_left.is_(False))
        .order_by(Contact.is_primary.desc(), Contact.sort_key, Contact.id)
        .limit(1)
    ).one_or_none()
    if main is not None:
        facts += _known(freshness.PERSON_FACTS, main, made_on(main.id) or client.since_on)
    limits = freshness.days_for(client.tier, settings.get(session, "freshness_days"))
    return freshness.of(facts, limits, confirmed_on=client.confirmed_on, today=today)


def worst(session: Session, *, today: date, tier: str = "", limit: int = 50) -> list[Wanting]:
    """The clients (of a tier) that lack most, then those with most stale facts: counted in the database.

    One walk over the clients with one look-up of the main contact each; for a list that is asked for, not for
    something painted at every key.
    """
    main = aliased(Contact)
    missing, stale_ones = _missing(main), _stale(session, main, today)
    percent = 100 * missing / case(*((_of_tier(each), completeness.asked(each)) for each in "AB"), else_=completeness.asked("C"))  # fmt: skip
    statement = (
        select(Client.id, Client.name, Client.tier, missing.label("missing"), stale_ones.label("stale"))
        .outerjoin(main, main.id == _main_id())
        .where(Client.deleted_at.is_(None), or_(missing > 0, stale_ones > 0))
        .order_by(percent.desc(), stale_ones.desc(), Client.sort_key, Client.id)
        .limit(limit)
    )
    if tier:
        statement = statement.where(Client.tier == tier)
    return [
        Wanting(row.id, row.name, row.tier, completeness.percent(row.tier, row.missing), row.stale)
        for row in session.execute(statement)
    ]


def _known(names: tuple[str, ...], row: Any, since_on: date | None) -> list[Known]:
    """The facts that are filled in, with the day each was last written."""
    stamps: Mapping[str, str] = row.field_stamps or {}
    filled = [name for name in names if getattr(row, name) not in (None, "", (), [])]
    return [Known(name, freshness.day_of_stamp(stamps.get(name, "")) or since_on) for name in filled]


def _of_tier(tier: str) -> Any:
    return Client.tier == tier


def _main_id() -> Any:
    """The main contact of a client: the same that ``contacts.of_client`` puts first, unless they left."""
    return (
        select(Contact.id)
        .where(Contact.client_id == Client.id, Contact.deleted_at.is_(None), Contact.has_left.is_(False))
        .order_by(Contact.is_primary.desc(), Contact.sort_key, Contact.id)
        .limit(1)
        .correlate(Client)
        .scalar_subquery()
    )


def _is_missing(owner: Any, name: str) -> Any:
    if name == "birthday":
        return and_(owner.birthday_month.is_(None), owner.birthday_year.is_(None))
    return func.coalesce(cast(type_coerce(getattr(owner, name), String), String), "").in_(_EMPTY)


def _count(conditions: list[Any]) -> Any:
    total: Any = literal(0)
    for each in conditions:
        total = total + case((each, 1), else_=0)
    return total


def _missing(main: Any) -> Any:
    """How many facts a client lacks for its tier, as ``rules.completeness`` counts them."""

    def of(tier: str) -> Any:
        person = completeness.PERSON_NEEDS[tier]
        lacks = _count([_is_missing(main, name) for name in person])
        of_main = case((main.id.is_(None), 1 + len(person)), else_=lacks)
        return _count([_is_missing(Client, name) for name in completeness.CLIENT_NEEDS[tier]]) + of_main

    return case((_of_tier("A"), of("A")), (_of_tier("B"), of("B")), else_=of("C"))


def _stale(session: Session, main: Any, today: date) -> Any:
    """How many facts are stale, as ``rules.freshness`` judges them."""
    chosen = settings.get(session, "freshness_days")

    def of(tier: str) -> Any:
        limits = freshness.days_for(tier, chosen)
        owned = [(Client, name) for name in freshness.CLIENT_FACTS] + [(main, name) for name in freshness.PERSON_FACTS]
        return _count([_is_stale(owner, name, limits[name], today) for owner, name in owned])

    return case((_of_tier("A"), of("A")), (_of_tier("B"), of("B")), else_=of("C"))


def _is_stale(owner: Any, name: str, days: int, today: date) -> Any:
    first = freshness.last_fresh_day(days, today)
    stamp = func.json_extract(owner.field_stamps, f"$.{name}")
    unwritten: Any = func.coalesce(Client.since_on < first, True)
    if owner is not Client:
        unwritten = case((func.substr(owner.id, 15, 1) == "7", owner.id < freshness.id_of(first)), else_=unwritten)
    return and_(
        ~_is_missing(owner, name),
        func.coalesce(Client.confirmed_on < first, True),
        case((stamp.is_(None), unwritten), else_=stamp < freshness.stamp_of(first)),
    )
