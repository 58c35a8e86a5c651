"""The columns a list of clients can have: what is read for a page of them, and how each sorts (D-2.9).

Sorting reads ids alone; a page reads only the columns that are shown, for its 256 clients.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import chain
from typing import Any, Final, NamedTuple

from sqlalchemy import Integer, Select, String, and_, case, cast, func, select, type_coerce
from sqlalchemy.orm import Session

from kam_desktop.core import places
from kam_desktop.core.list_filters import among
from kam_desktop.core.rules import regions
from kam_desktop.core.rules.kinds import (
    ClientKind,
    ClientStatus,
    CustomKind,
    LifecycleStage,
    RelationshipLevel,
    ValueBand,
)
from kam_desktop.core.rules.readings import sort_key
from kam_desktop.core.store import plain_rows
from kam_desktop.core.store.plain_rows import Execute, Row
from kam_desktop.core.store.tables import Client, Contact, CustomField
from kam_desktop.core.store.tables.clients import ORDERS as SORTED_BY
from kam_desktop.core.store.tables.clients import WALK_NAMES, WALK_ROWS

CUSTOM: Final = "custom:"
#: column -> what is read for it
_READ: Final[Mapping[str, Any]] = {
    "tier": Client.tier, "name": Client.name, "short_name": Client.short_name, "lifecycle_stage": Client.lifecycle_stage,
    "value_band": Client.value_band, "relationship_level": Client.relationship_level, "kind": Client.kind,
    "province": Client.province, "city": Client.city, "district": Client.district, "industry": Client.industry,
    "owner": Client.owner, "leader": Client.leader, "team": Client.team, "tags": Client.tags, "source": Client.source,
    "external_no": Client.external_no, "last": Client.last_contact_on, "silent": Client.last_contact_on,
    "next": Client.next_touch_on, "since": Client.since_on, "revenue": Client.annual_revenue_minor,
    "currency": Client.currency, "status": Client.status,
}  # fmt: skip
#: how what SQLite keeps of a column comes back, where it is not a text or number
_BACK: Final[Mapping[str, Callable[[Any], Any]]] = {
    "last": plain_rows.day, "silent": plain_rows.day, "next": plain_rows.day, "since": plain_rows.day,
    "tags": plain_rows.texts, "team": plain_rows.texts,
}  # fmt: skip
OF_PERSON: Final = ("person", "phone")
_NOBODY: Final = ("", "")
_THESE: Final = "SELECT value FROM json_each(:ids)"
CURRENCY: Final = "currency"  # of the revenue: read beside it, no column of its own
NAMES: Final = (*(name for name in _READ if name != CURRENCY), *OF_PERSON)


# --- order -----------------------------------------------------------------------------------------------


_FEW: Final = 10_000  # clients that are read one by one sooner than in a walk over all

ORDERS: Final[dict[str, Any]] = {
    "name": Client.sort_key, "short_name": Client.sort_key, "tier": Client.tier, "city": Client.city,
    "province": Client.province, "district": Client.district, "industry": Client.industry, "owner": Client.owner,
    "leader": Client.leader, "source": Client.source, "external_no": Client.external_no,
    "silent": Client.last_contact_on, "next": Client.next_touch_on, "since": Client.since_on,
    "revenue": Client.annual_revenue_minor, "team": Client.team, "tags": Client.tags,
    "lifecycle_stage": Client.lifecycle_stage, "value_band": Client.value_band,
    "relationship_level": Client.relationship_level, "kind": Client.kind, "status": Client.status,
    "person": Contact.sort_key, "phone": Contact.phones,
}  # fmt: skip
#: closed vocabularies have their own order, not that of the alphabet
_VOCABULARIES: Final[dict[str, Iterable[str]]] = {
    "lifecycle_stage": LifecycleStage, "value_band": ValueBand, "relationship_level": RelationshipLevel,
    "kind": ClientKind, "status": ClientStatus,
}  # fmt: skip
#: as names sort; of these clients say few different things, so that each is read once
_BY_SOUND: Final = frozenset({"city", "province", "district", "industry", "source"})
_PEOPLE: Final = frozenset({"owner", "leader", "team"})  # 单 and 仇 as surnames
_LISTS: Final = frozenset({"tags", "team"})
_BY_NAME: Final = frozenset({"name", "short_name"})
_BETWEEN: Final = "\x1f"


def in_order(session: Session, clients: Select[tuple[str]], order: str, *, descending: bool = False) -> list[str]:
    """The ids that ``clients`` selects, ordered. Clients that say nothing come last either way, then the name decides.

    They are put on one pile for each thing they say, in the order of the index of names, which holds nearly all that
    a list is sorted by: ten times as quick as to have SQLite sort 100,000 of them.
    """
    if order in _BY_NAME:
        return _by_name(session, clients, descending=descending)
    column, rank = _own_order(session, order) if order.startswith(CUSTOM) else (ORDERS[order], _rank(order))
    said = func.replace(func.coalesce(type_coerce(column, String), ""), _BETWEEN, " ").label("said")
    if getattr(column, "key", "") in SORTED_BY:
        ids, texts = _both(session, clients.add_columns(said).order_by(Client.sort_key, Client.id))
    else:  # by name they would be read from all over the file
        ids = _by_name(session, clients)
        say = (
            _first_people(said, ids)
            if order in OF_PERSON
            else _these(select(Client.id, said), Client.id, WALK_ROWS, ids)
        )
        says = dict(zip(*_both(session, say), strict=True))
        texts = [says.get(each, "") for each in ids]
    return _piled(ids, texts, rank, descending)


def _first_people(said: Any, ids: Sequence[str]) -> Select[Any]:
    """Each client with what its main contact says, else its first one: the bare column of the least row is its own."""
    least = func.min((1 - Contact.is_primary.cast(Integer)).concat(Contact.sort_key).concat("\1").concat(Contact.id))
    people = select(Contact.client_id.label("id"), said).group_by(Contact.client_id).having(least.is_not(None))
    is_here = and_(Contact.deleted_at.is_(None), Contact.has_left.is_(False))
    return _these(people.where(is_here), Contact.client_id, is_here, ids)


def _these(wanted: Select[Any], key: Any, walk: Any, ids: Sequence[str]) -> Select[Any]:
    """What is wanted of these clients: of each, or where they are many of all."""
    return wanted.where(among(key, ids) if len(ids) <= _FEW else walk)


def that_fit(session: Session, ids: Sequence[str], conditions: Sequence[Any]) -> list[str]:
    """Those of these clients, in their order, of whom the rows themselves say it."""
    found = _these(select(Client.id.label("id")).where(*conditions), Client.id, WALK_ROWS, ids).subquery()
    fit = set(_split(session.scalar(select(func.group_concat(found.c.id, ","))), ","))
    return [each for each in ids if each in fit]


def _by_name(session: Session, clients: Select[tuple[str]], *, descending: bool = False) -> list[str]:
    keys = (Client.sort_key, Client.id)
    ranked = clients.order_by(*(key.desc() if descending else key for key in keys)).subquery()
    return _split(session.scalar(select(func.group_concat(ranked.c.id, ","))), ",")


def _both(session: Session, clients: Select[Any]) -> tuple[list[str], list[str]]:
    """Ids and what they say. One text for all is quicker than as many rows: SQLite keeps the order of a subquery for
    group_concat, and a split is cheap."""
    found = clients.subquery()
    joined = select(func.group_concat(found.c.id, ","), func.group_concat(found.c.said, _BETWEEN))
    ids, texts = session.execute(joined).one()
    return _split(ids, ","), _split(texts, _BETWEEN)


def _split(joined: str | None, between: str) -> list[str]:
    return [] if joined is None else joined.split(between)


def _piled(ids: Sequence[str], said: Sequence[str], rank: Callable[[str], Any], descending: bool) -> list[str]:
    ranks = {text: rank(text) for text in set(said)}
    if len(ranks) > len(ids) // 4:  # each says something of its own
        keys = [ranks[text] for text in said]
        told = [place for place, key in enumerate(keys) if key is not None]
        told.sort(key=keys.__getitem__, reverse=descending)
        return [ids[place] for place in told] + [each for each, key in zip(ids, keys, strict=True) if key is None]
    piles: dict[Any, list[str]] = {each: [] for each in ranks.values()}
    of_text = {text: piles[each].append for text, each in ranks.items()}
    for client_id, text in zip(ids, said, strict=True):
        of_text[text](client_id)
    silent = piles.pop(None, [])
    return [*chain.from_iterable(piles[each] for each in sorted(piles, reverse=descending)), *silent]


def _rank(order: str) -> Callable[[str], Any]:
    """What a text is sorted by; None: it says nothing."""
    if order in _VOCABULARIES:
        places = {word: place for place, word in enumerate(_VOCABULARIES[order])}
        return places.get
    if order == "revenue":
        return _whole
    if order == "phone":
        return lambda kept: tuple(plain_rows.texts(kept)) or None
    if order in _LISTS:
        return partial(_all_sounds, is_person=order in _PEOPLE)
    if order in _BY_SOUND or order in _PEOPLE:
        return partial(_sound, is_person=order in _PEOPLE)
    return lambda text: text or None


def _sound(text: str, is_person: bool = False) -> str | None:
    return sort_key(text, is_person) if text else None


def _all_sounds(kept: str, is_person: bool = False) -> tuple[str, ...] | None:
    """Each of a list, so that (a) stands before (a, c)."""
    return tuple(sort_key(text, is_person) for text in plain_rows.texts(kept)) or None


def _whole(text: str) -> int | None:
    """An amount; a damaged one says nothing, and the list is still shown."""
    try:
        return int(text) if text else None
    except ValueError:
        return None


def _own_order(session: Session, order: str) -> tuple[Any, Callable[[str], Any]]:
    own_id = order.removeprefix(CUSTOM)
    field = session.execute(select(CustomField.kind, CustomField.choices).where(CustomField.id == own_id)).first()
    said = cast(func.json_extract(Client.custom, f'$."{own_id}"'), String)
    if field is not None and field.kind == CustomKind.NUMBER:
        return said, _number
    if field is not None and field.kind == CustomKind.CHOICE:
        return said, partial(_choice, {text: place for place, text in enumerate(field.choices)})
    return said, _sound


def _choice(places: Mapping[str, int], text: str) -> tuple[int, str] | None:
    """In the order in which they were defined; one that is no choice any more comes after them."""
    return (places.get(text, len(places)), text) if text else None


def _number(text: str) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return 0.0


# --- pages -----------------------------------------------------------------------------------------------


def cells(session: Session, wanted: Sequence[str], columns: Sequence[str]) -> list[tuple[Any, ...] | None]:
    """The plain values of these clients, one for each column, in the order of ``wanted``; None: gone meanwhile.

    ``last`` and ``silent`` both give the day of the last contact, ``phone`` the first number of the main contact.
    """
    own = [name for name in columns if name.startswith(CUSTOM)]
    read = list(dict.fromkeys(name for name in columns if name in _READ))
    selected = ["id", *(_READ[name].key for name in read), *(["custom"] if own else [])]
    execute, ids = plain_rows.reader(session), {"ids": json.dumps(list(wanted))}
    people = _people(execute, ids) if set(OF_PERSON) & set(columns) else {}
    pick = [_picker(name, read, len(selected) - 1) for name in columns]
    sql = f"SELECT {', '.join(selected)} FROM client WHERE id IN ({_THESE}) AND deleted_at IS NULL"
    found = {row[0]: tuple(take(row, people.get(row[0], _NOBODY)) for take in pick) for row in execute(sql, ids)}
    return [found.get(each) for each in wanted]


def _picker(name: str, read: Sequence[str], own_place: int) -> Callable[[Row, tuple[str, str]], Any]:
    if name in OF_PERSON:
        place = OF_PERSON.index(name)
        return lambda _row, person: person[place]
    if name.startswith(CUSTOM):
        own_id = name.removeprefix(CUSTOM)
        return lambda row, _person: plain_rows.params(row[own_place]).get(own_id, "")
    at, back = read.index(name) + 1, _BACK.get(name)
    if back is None:
        return lambda row, _person: row[at]
    return lambda row, _person: back(row[at])


def _people(execute: Execute, ids: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """The main contact of each client, with the first phone number."""
    found: dict[str, tuple[str, str]] = {}
    sql = f"""SELECT client_id, name, phones FROM contact WHERE client_id IN ({_THESE}) AND deleted_at IS NULL
        AND NOT has_left ORDER BY is_primary DESC, sort_key, id"""
    for client_id, name, phones in execute(sql, ids):
        if client_id not in found:
            found[client_id] = (name, next(iter(plain_rows.texts(phones)), ""))
    return found


class Facet(NamedTuple):
    """One value that clients have in a column, and how many have it."""

    value: str
    number: int


def facets(session: Session, column: str, *, limit: int = 200) -> list[Facet]:
    """What clients say in a column, the commonest first: what a filter offers to choose from."""
    if column == "province":  # which a city tells too
        return [Facet(*each) for each in places.provinces(session)[:limit]]
    walk = WALK_NAMES if column in SORTED_BY else WALK_ROWS
    if column in ("tags", "team"):
        raw = type_coerce(_READ[column], String)
        each = func.json_each(case((func.json_valid(raw) == 1, raw), else_="[]")).table_valued("value", name="each")
        value: Any = each.c.value
        source = select(value, func.count()).select_from(Client).join(each, Client.id == Client.id)
    else:
        value = _READ[column]
        source = select(value, func.count()).where(value != "")
    found = session.execute(source.where(walk).group_by(value).order_by(func.count().desc(), value).limit(limit))
    said = [Facet(str(row[0]), row[1]) for row in found]
    return _each_place_once(said) if column == "city" else said


def _each_place_once(said: Iterable[Facet]) -> list[Facet]:
    """As it is written most: what is chosen finds all its writings."""
    found: dict[str, Facet] = {}
    for each in said:
        place = regions.written("city", each.value)
        have = found.get(place)
        found[place] = Facet(have.value, have.number + each.number) if have else each
    return sorted(found.values(), key=lambda each: -each.number)


def known(columns: Iterable[str]) -> list[str]:
    """Those columns that there are, each once: what was kept may be of another version."""
    return list(dict.fromkeys(name for name in columns if name in NAMES or name.startswith(CUSTOM)))


def silent_days(last_on: date | None, today: date) -> int | None:
    """Days since the last contact of any kind; None when there was none."""
    return (today - last_on).days if last_on else None
