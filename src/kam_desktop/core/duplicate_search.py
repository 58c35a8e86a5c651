"""The search for duplicates through the whole store, on demand (D-2.5).

Pairs come from equal name keys, equal outside numbers, shared telephone numbers and addresses, from names that
stand beside each other when sorted by their brand, and from names of one place that sound the same. Only candidates
are compared in full.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import Any, Final, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kam_desktop.core import duplicates
from kam_desktop.core.duplicates import CHUNK, MOST_AT_ONE_NUMBER
from kam_desktop.core.identity import now
from kam_desktop.core.rules import likeness, regions
from kam_desktop.core.rules.likeness import DEGREES, Likeness
from kam_desktop.core.settings import note, set_note
from kam_desktop.core.store.tables import Client, Contact, Reach

MOST: Final = 2000  # pairs in one answer; merging those makes room for more
_NEIGHBOURS: Final = 40  # of one brand in one place that a name is compared with
_GROUP: Final = 12  # records under one key that are paired with the first
_BRAND: Final = 3

Step = Callable[[int, int], None]
Couple = tuple[str, str]


class Pair(NamedTuple):
    """Two records that may be one. For people ``under`` is the client's short name, for clients the city."""

    kind: str
    one_id: str
    other_id: str
    one: str
    other: str
    one_under: str
    other_under: str
    one_client_id: str
    other_client_id: str
    likeness: Likeness

    @property
    def id(self) -> str:
        """Both ids, for a list."""
        return f"{self.one_id} {self.other_id}"

    @property
    def is_of_one_client(self) -> bool:
        """Two people of one client; at two clients one of them may have moved."""
        return self.one_client_id == self.other_client_id

    @property
    def can_merge(self) -> bool:
        """Clients, and people of one client; a person at two clients is looked at there."""
        return self.kind == "client" or self.is_of_one_client


@dataclass(frozen=True, slots=True)
class Found:
    """All pairs, surest first; ``is_cut`` when there were more than ``MOST``. ``searched`` counts clients."""

    pairs: tuple[Pair, ...]
    searched: int
    is_cut: bool = False


def find(session: Session, step: Step = lambda _done, _total: None) -> Found:
    """Look through the whole store. ``step(done, total)`` is called now and then; what it raises stops it.

    The people of two clients that may be one are not shown: merging those settles them.
    """
    total = session.scalar(select(func.count()).select_from(Client).where(Client.deleted_at.is_(None))) or 0
    apart, seen, pairs = duplicates.apart(session), set[Couple](), list[Pair]()
    sources = ((_client_couples(session, step, total), _client_pairs), (_people_couples(session), _people_pairs))
    for couples, judged in sources:
        for part in _parts(couples, seen, apart):
            pairs += judged(session, part)
            if len(pairs) > 2 * MOST:
                break
    step(total, total)
    clients = {frozenset((each.one_id, each.other_id)) for each in pairs if each.kind == "client"}
    pairs = [
        each
        for each in pairs
        if frozenset((each.one_client_id, each.other_client_id)) not in clients or each.kind == "client"
    ]
    pairs.sort(key=lambda each: (-DEGREES.index(each.likeness.certainty), each.kind, each.one, each.id))
    return Found(tuple(pairs[:MOST]), total, len(pairs) > MOST)


def searched_at(session: Session) -> str:
    """When the store was last searched on this device, as an instant in ISO 8601; empty when never."""
    return note(session, "duplicates_searched_at")


def note_search(session: Session) -> None:
    """Keep when the store was searched; local, not logged."""
    set_note(session, "duplicates_searched_at", now().isoformat())


def _parts(couples: Iterable[Couple], seen: set[Couple], apart: frozenset[Couple]) -> Iterator[list[Couple]]:
    part: list[Couple] = []
    for one, other in couples:
        couple = (one, other) if one < other else (other, one)
        if couple in seen or couple in apart or one == other:
            continue
        seen.add(couple)
        part.append(couple)
        if len(part) == CHUNK:
            yield part
            part = []
    if part:
        yield part


def _client_couples(session: Session, step: Step, total: int) -> Iterator[Couple]:
    yield from _grouped(session, Client.name_key, Client.name_key.not_like("%|"))
    yield from _grouped(session, Client.external_no, Client.external_no != "")
    for members in _reach_groups(session):
        yield from ((a[1], b[1]) for a, b in combinations(members, 2) if a[1] != b[1])
    yield from _neighbours(session, step, total)


def _people_couples(session: Session) -> Iterator[Couple]:
    named = (
        select(Contact.client_id, Contact.name)
        .where(Contact.deleted_at.is_(None), Contact.name != "")
        .group_by(Contact.client_id, Contact.name)
        .having(func.count() > 1)
    )
    for client_id, name in session.execute(named).all():
        same = select(Contact.id).where(Contact.client_id == client_id, Contact.deleted_at.is_(None))
        ids = session.scalars(same.where(Contact.name == name).order_by(Contact.id)).all()
        yield from ((ids[0], other) for other in ids[1:_GROUP])
    for members in _reach_groups(session):
        yield from ((a[0], b[0]) for a, b in combinations(members, 2))


def _grouped(session: Session, column: Any, *conditions: Any) -> Iterator[Couple]:
    """The first record of each key with the others of that key."""
    living = (Client.deleted_at.is_(None), *conditions)
    keys = session.scalars(select(column).where(*living).group_by(column).having(func.count() > 1)).all()
    for start in range(0, len(keys), CHUNK):
        part = keys[start : start + CHUNK]
        rows = session.execute(select(column, Client.id).where(column.in_(part), *living).order_by(column, Client.id))
        for _key, group in groupby(rows, key=lambda row: row[0]):
            ids = [row[1] for row in group]
            yield from ((ids[0], other) for other in ids[1:_GROUP])


def _reach_groups(session: Session) -> Iterator[Sequence[Couple]]:
    """People, as (contact, client), who share a number or an address; switchboards are left out."""
    shared = select(Reach.key).group_by(Reach.key).having(func.count().between(2, MOST_AT_ONE_NUMBER))
    keys = session.scalars(shared).all()
    for start in range(0, len(keys), CHUNK):
        part = keys[start : start + CHUNK]
        rows = session.execute(
            select(Reach.key, Contact.id, Contact.client_id)
            .join(Contact, Contact.id == Reach.contact_id)
            .where(Reach.key.in_(part), Contact.deleted_at.is_(None))
            .order_by(Reach.key, Contact.id)
        )
        for _key, group in groupby(rows, key=lambda row: row[0]):
            yield [(row[1], row[2]) for row in group]


def _neighbours(session: Session, step: Step, total: int) -> Iterator[Couple]:
    """Names alike within a brand and a place. A name of a wider place, or none, is compared with all of its brand there."""
    rows: list[tuple[str, str, str]] = []
    wanted = select(Client.id, Client.name, Client.city).where(Client.deleted_at.is_(None))
    for number, row in enumerate(session.execute(wanted.execution_options(yield_per=CHUNK))):
        if number % CHUNK == 0:
            step(number // 2, total)
        if core := likeness.named(row.name).core:
            rows.append((core, likeness.place_of(row.name, row.city), row.id))
    rows.sort()
    for number, (_brand, group) in enumerate(groupby(rows, key=lambda row: row[0][:_BRAND])):
        if number % CHUNK == 0:
            step(total // 2 + min(number, total) // 2, total)
        yield from _alike_in(list(group))
    yield from _alike_by_sound(rows)


def _alike_by_sound(rows: Iterable[tuple[str, str, str]]) -> Iterator[Couple]:
    """Names of one place that are written otherwise and sound the same: each with the first of its sound."""
    heard = sorted(
        (sound, place, core, row_id) for core, place, row_id in rows if place and (sound := likeness.sound_of(core))
    )
    for _said, group in groupby(heard, key=lambda row: row[:2]):
        first, *others = group
        different = [row for row in others if row[2] != first[2]]
        yield from ((first[3], row[3]) for row in different[:_GROUP])


def _alike_in(group: Sequence[tuple[str, str, str]]) -> Iterator[Couple]:
    if len(group) < 2:
        return
    by_place: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for row in group:
        by_place[row[1]].append(row)
    for place, rows in by_place.items():
        around = [row for wider in _wider(place) for row in by_place.get(wider, ())[:_NEIGHBOURS]]
        for at, one in enumerate(rows):
            near = (*rows[at + 1 : at + 1 + _NEIGHBOURS], *around)
            yield from ((one[2], other[2]) for other in near if likeness.is_alike(one[0], other[0]))


def _wider(place: str) -> tuple[str, ...]:
    """Where a name may be kept that is less exact: the city, the province, nowhere."""
    above = regions.bare_names_above(regions.code_of("", place, "")) if place else ()
    return (*(each for each in above if each != place), "") if place else ()


def _client_pairs(session: Session, couples: Sequence[Couple]) -> list[Pair]:
    known = duplicates.traits(session, dict.fromkeys(each for couple in couples for each in couple))
    pairs = []
    for one, other in couples:
        if one not in known or other not in known:
            continue
        a, b = known[one], known[other]
        if found := likeness.of_clients(a, b):
            pairs.append(Pair("client", one, other, a.name, b.name, a.city, b.city, one, other, found))
    return pairs


def _people_pairs(session: Session, couples: Sequence[Couple]) -> list[Pair]:
    ids = list(dict.fromkeys(each for couple in couples for each in couple))
    known, reach = duplicates.people(session, ids), _reach_of(session, ids)
    pairs = []
    for one, other in couples:
        if one not in known or other not in known:
            continue
        a, b, shared = known[one], known[other], reach[one] & reach[other]
        found = likeness.of_people(
            a.name, b.name, shares_phone=any(key.startswith("tel:") for key in shared),
            shares_email=any(key.startswith("mail:") for key in shared),
            births_differ=bool(a.birth and b.birth and a.birth != b.birth),
        )  # fmt: skip
        if found:
            pairs.append(
                Pair("contact", one, other, a.name, b.name, a.client, b.client, a.client_id, b.client_id, found)
            )
    return pairs


def _reach_of(session: Session, ids: Sequence[str]) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        for row in session.execute(select(Reach.contact_id, Reach.key).where(Reach.contact_id.in_(part))):
            found[row.contact_id].add(row.key)
    return found
