"""Finding the same company or the same person twice: while typing, on import and on demand (D-2.5).

While typing and on import only indexed look-ups are made. On demand the whole store is read once, in order of
the names' brands, so that only neighbours are compared and memory stays flat. A pair that a person said is not
the same is kept as one setting ``apart:<hash>`` of its own: it can be undone, and two laptops never clash.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple, TypeVar

from sqlalchemy import literal_column, select
from sqlalchemy.orm import Session

from kam_desktop.core import identity
from kam_desktop.core.records import ClientRecord
from kam_desktop.core.rules import companies, likeness, names, reach_keys, regions
from kam_desktop.core.rules.likeness import DEGREES, Likeness, Sign, Traits
from kam_desktop.core.store import changes
from kam_desktop.core.store.tables import Client, Contact, Reach, Setting

CHUNK: Final = 500
MOST_LOOKED_UP: Final = 50  # names; for more the index is read once
MOST_AT_ONE_NUMBER: Final = 8  # people; more share a switchboard, which says nothing
T = TypeVar("T")
_APART: Final = "apart:"
_EMPTY: Final[Any] = literal_column("''")  # written out, so that the partial index is used


class Alike(NamedTuple):
    """A client that may be the one being typed."""

    id: str
    name: str
    city: str
    likeness: Likeness


class AlikePerson(NamedTuple):
    """A person who has the number or address being typed. ``likeness`` is None for another name."""

    id: str
    name: str
    client_id: str
    client: str
    likeness: Likeness | None


def like(
    session: Session, *, name: str = "", city: str = "", external_no: str = "", phones: Iterable[str] = (),
    emails: Iterable[str] = (), but: str = "", limit: int = 3,
) -> list[Alike]:  # fmt: skip
    """Clients that may be the company being typed, surest first; ``but`` is the one being edited."""
    typed = Traits(names.clean(name), names.clean(city), external_no.strip(), _reach(phones, emails))
    found = _candidates(session, [typed])
    return _scored(typed, [(row_id, each) for row_id, each in found.items() if row_id != but])[:limit]


def doubtful(
    session: Session, records: Sequence[ClientRecord], *, cancelled: Callable[[], bool] = lambda: False
) -> dict[int, Alike]:
    """Of ``like_many`` the rows that would become new clients though somebody like them is there, with the likeliest.

    Raises Cancelled.
    """
    changes.end_when(session, cancelled)
    return {
        row_no: found[0]
        for row_no, found in like_many(session, records).items()
        if not any({Sign.SAME_NAME, Sign.SAME_NUMBER} & set(each.likeness.reasons) for each in found)
    }


def like_many(session: Session, records: Sequence[ClientRecord]) -> dict[int, list[Alike]]:
    """For records of an outside file: by ``row_no`` the clients of the store that each may be (few queries).

    The intake itself takes a record with a known number or name into that client; the others become new.
    """
    typed = {each.row_no: Traits(each.name, each.city, each.external_no, _reach_of_record(each)) for each in records}
    by_key: defaultdict[str, list[tuple[str, Traits]]] = defaultdict(list)
    for row_id, traits in _candidates(session, list(typed.values())).items():
        for key in _places_in_index(traits):
            by_key[key].append((row_id, traits))
    result: dict[int, list[Alike]] = {}
    for row_no, traits in _paced(session, typed.items()):
        near = {row_id: other for key in _places_in_index(traits) for row_id, other in by_key.get(key, ())}
        if found := _scored(traits, list(near.items())):
            result[row_no] = found
    return result


def people_like(
    session: Session, *, name: str, phones: Iterable[str] = (), emails: Iterable[str] = (), but: str = "",
    limit: int = 3,
) -> list[AlikePerson]:  # fmt: skip
    """Who has one of these numbers or addresses already, wherever they work; ``but`` is the one being edited."""
    keys = _reach(phones, emails)
    shared: defaultdict[str, set[str]] = defaultdict(set)
    for part in _chunks(sorted(keys)):
        for row in session.execute(select(Reach.contact_id, Reach.key).where(Reach.key.in_(part))):
            shared[row.contact_id].add(row.key)
    found = [
        AlikePerson(row.id, row.name, row.client_id, row.client, _same_person(name, row.name, shared[row.id]))
        for row in people(session, [row_id for row_id in shared if row_id != but]).values()
    ]
    return sorted(found, key=lambda each: (each.likeness is None, each.name, each.id))[:limit]


class Person(NamedTuple):
    """A contact as the search compares them; ``birth`` is empty while the day is not known."""

    id: str
    name: str
    client_id: str
    client: str
    birth: tuple[Any, ...]


def people(session: Session, ids: Iterable[str]) -> dict[str, Person]:
    """The living ones of these contacts at living clients."""
    found: dict[str, Person] = {}
    for part in _chunks(list(ids)):
        rows = session.execute(
            select(
                Contact.id, Contact.name, Contact.client_id, Client.short_name, Contact.birthday_calendar,
                Contact.birthday_month, Contact.birthday_day,
            ).join(Client, Client.id == Contact.client_id)
            .where(Contact.id.in_(part), Contact.deleted_at.is_(None), Client.deleted_at.is_(None))
        )  # fmt: skip
        for row in rows:
            birth = (row.birthday_calendar, row.birthday_month, row.birthday_day)
            found[row.id] = Person(row.id, row.name, row.client_id, row.short_name, birth if all(birth) else ())
    return found


def traits(session: Session, ids: Iterable[str]) -> dict[str, Traits]:
    """What living clients are known by."""
    found: dict[str, Traits] = {}
    for part in _paced(session, _chunks(list(ids)), 1):
        reach: defaultdict[str, set[str]] = defaultdict(set)
        for row in session.execute(
            select(Contact.client_id, Reach.key)
            .join(Reach, Reach.contact_id == Contact.id)
            .where(Contact.client_id.in_(part), Contact.deleted_at.is_(None))
        ):
            reach[row.client_id].add(row.key)
        wanted = select(Client.id, Client.name, Client.city, Client.external_no)
        for each in session.execute(wanted.where(Client.id.in_(part), Client.deleted_at.is_(None))):
            found[each.id] = Traits(each.name, each.city, each.external_no, frozenset(reach[each.id]))
    return found


def set_apart(session: Session, one_id: str, other_id: str) -> None:
    """Two records are not the same: the pair is never shown again. Undo takes it back."""
    pair = sorted((one_id, other_id))
    key = _APART + hashlib.sha256(" ".join(pair).encode()).hexdigest()[:40]
    row_id = identity.derived_id(f"setting:{key}")
    row = session.get(Setting, row_id)
    if row is None:
        session.add(Setting(id=row_id, key=key, value=json.dumps(pair), scope_id="team"))
    else:
        row.deleted_at = None


def apart(session: Session) -> frozenset[tuple[str, str]]:
    """All pairs that a person declared not to be the same, each sorted."""
    values = session.scalars(
        select(Setting.value).where(Setting.key >= _APART, Setting.key < "apart;", Setting.deleted_at.is_(None))
    )
    return frozenset((str(pair[0]), str(pair[1])) for pair in map(json.loads, values))


def _candidates(session: Session, typed: Sequence[Traits]) -> dict[str, Traits]:
    """Clients that share an index entry with what was typed: a name's key, a number, a way to reach."""
    keys = _keys_kept(session, typed) if len(typed) > MOST_LOOKED_UP else _keys_possible(typed)
    numbers = sorted({each.external_no for each in typed if each.external_no})
    ways = sorted({key for each in typed for key in each.reach})
    ids: dict[str, None] = {}
    for part in _paced(session, _chunks(sorted(keys)), 1):
        ids |= dict.fromkeys(session.scalars(select(Client.id).where(Client.name_key.in_(part))))
    for part in _chunks(numbers):
        known = select(Client.id).where(Client.external_no.in_(part), Client.external_no != _EMPTY)
        ids |= dict.fromkeys(session.scalars(known))
    for part in _paced(session, _chunks(ways), 1):
        reached = select(Contact.client_id).join(Reach, Reach.contact_id == Contact.id).where(Reach.key.in_(part))
        ids |= dict.fromkeys(session.scalars(reached))
    return traits(session, ids)


def _keys_possible(typed: Sequence[Traits]) -> set[str]:
    """All keys that somebody may have kept these names under: few enough to look each up while one is typed."""
    keys: set[str] = set()
    for each in typed:
        core, region = companies.split_company(each.name)
        bare, district = companies.split_district(core, region)
        place = region or each.city or next(reversed(regions.bare_names_above(district)), "")
        for one in {core, bare} - {""}:
            keys |= companies.keys_of_core(one, place if one == bare else "")
    return keys


def _keys_kept(session: Session, typed: Sequence[Traits]) -> set[str]:
    """The keys of the store that are of one of these names: one walk over the index, where many names are looked for."""
    wanted = {_core(each) for each in typed} - {""}
    kept = _paced(session, session.scalars(select(Client.name_key).distinct()), 10 * CHUNK)
    return {key for key in kept if companies.split_district(*reversed(key.split("|", 1)))[0] in wanted}


def _core(each: Traits) -> str:
    return companies.split_district(*companies.split_company(each.name))[0]


def _places_in_index(each: Traits) -> set[str]:
    number = {f"no:{each.external_no}"} if each.external_no else set()
    core = _core(each)
    return number | set(each.reach) | ({f"core:{core}"} if core else set())


def _scored(typed: Traits, found: Sequence[tuple[str, Traits]]) -> list[Alike]:
    scored = [(row_id, other, likeness.of_clients(typed, other)) for row_id, other in found]
    alike = [Alike(row_id, other.name, other.city, sure) for row_id, other, sure in scored if sure is not None]
    return sorted(alike, key=lambda each: (-DEGREES.index(each.likeness.certainty), each.name, each.id))


def _same_person(one: str, other: str, shared: set[str]) -> Likeness | None:
    return likeness.of_people(
        one, other, shares_phone=any(key.startswith("tel:") for key in shared),
        shares_email=any(key.startswith("mail:") for key in shared), births_differ=False,
    )  # fmt: skip


def _reach(phones: Iterable[str], emails: Iterable[str]) -> frozenset[str]:
    return frozenset(reach_keys.keys_of(phones, emails))


def _reach_of_record(record: ClientRecord) -> frozenset[str]:
    from kam_desktop.core.rules import phones

    numbers = [number for person in record.contacts for text in person.phones for number in phones.split(text)]
    return _reach(numbers, [mail for person in record.contacts for mail in person.emails])


def _chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]


def _paced(session: Session, values: Iterable[T], most: int = CHUNK) -> Iterator[T]:
    """The values; after so many of them the search may be ended."""
    for number, value in enumerate(values):
        if number % most == 0:
            changes.pause(session)
        yield value
