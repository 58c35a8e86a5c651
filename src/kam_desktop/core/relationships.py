"""Who knows whom, who reports to whom, and what the relationship map shows (D-2.2, D-12.1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import clients, contacts, missing
from kam_desktop.core.errors import Invalid, NotFound
from kam_desktop.core.identity import now
from kam_desktop.core.rules import map_layout, names, relations
from kam_desktop.core.rules.kinds import BuyingRole
from kam_desktop.core.rules.relations import Acquaintance, Thread
from kam_desktop.core.store import changes
from kam_desktop.core.store.tables import Client, Contact, Tie


class Bond(NamedTuple):
    """How well a colleague knows a contact: strength 1 (has met) to 3 (trusts)."""

    id: str
    contact_id: str
    colleague: str
    strength: int
    notes: str


class MapPerson(NamedTuple):
    """A card of the map. ``place`` is where a person put it by hand, in map units, else None."""

    id: str
    name: str
    title: str
    buying_role: str
    attitude: str
    influence: int | None
    reports_to_id: str | None
    is_primary: bool
    has_left: bool
    left_on: date | None
    successor_id: str | None
    place: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class RelationshipMap:
    """Everything the map shows, in plain values. ``colleagues`` are those whose ties are drawn or offered."""

    client_id: str
    client: str
    tier: str
    people: tuple[MapPerson, ...]
    bonds: tuple[Bond, ...]
    colleagues: tuple[str, ...]
    threads: tuple[Thread, ...]


def tie(session: Session, contact_id: str, colleague: str, strength: int, *, notes: str = "") -> str:
    """Note how well one of ours knows this person; a colleague has one tie to each. Returns its id."""
    row = contacts.get(session, contact_id)
    who = names.clean(colleague, 64)
    if not who:
        raise Invalid("colleague", "tie.colleague_missing")
    if not relations.LEAST <= strength <= relations.MOST:
        raise Invalid("strength", "value.unknown", text=strength)
    found = session.scalar(
        select(Tie).where(Tie.contact_id == contact_id, Tie.colleague == who, Tie.deleted_at.is_(None)).limit(1)
    )
    if found is None:
        found = Tie(scope_id=row.client_id, client_id=row.client_id, contact_id=row.id, colleague=who)
        session.add(found)
    found.strength, found.notes = strength, names.clean(notes, 65_536) or found.notes
    return found.id


def untie(session: Session, tie_id: str) -> None:
    """Take a tie off."""
    row = session.get(Tie, tie_id)
    if row is None or row.deleted_at is not None:
        raise NotFound("tie.not_found", id=tie_id)
    row.deleted_at = now()


def report_to(session: Session, contact_id: str, superior_id: str | None) -> None:
    """Set to whom a person reports, or to nobody; nobody stands above themselves."""
    row = contacts.get(session, contact_id)
    row.reports_to_id = superior_id
    contacts.check_superior(session, row)


def set_influence(session: Session, contact_id: str, influence: int | None) -> None:
    """How much a person moves at their client: 1 to 3, None for not known."""
    if influence is not None and not relations.LEAST <= influence <= relations.MOST:
        raise Invalid("influence", "value.unknown", text=influence)
    contacts.get(session, contact_id).influence = influence


def place(session: Session, client_id: str, places: Mapping[str, tuple[float, float]]) -> None:
    """Keep where cards were put by hand, in map units."""
    for contact_id, (x, y) in places.items():
        row = contacts.of(session, client_id, contact_id)
        row.map_x, row.map_y = float(x), float(y)


def forget_places(session: Session, client_id: str) -> None:
    """Let the layout decide again where every card stands."""
    changes.begin_batch(session, "map", clients.get(session, client_id).name)
    for row in contacts.of_client(session, client_id):
        row.map_x = row.map_y = None


def bonds(session: Session, client_id: str) -> list[Bond]:
    """All ties to a client's people, the strongest first."""
    return _bonds(session, Tie.client_id == client_id)


def bonds_of(session: Session, contact_ids: Sequence[str]) -> list[Bond]:
    """The ties to these contacts, the strongest first."""
    return _bonds(session, Tie.contact_id.in_(contact_ids))


def colleagues(session: Session, client_id: str) -> list[str]:
    """Whom to offer for a tie: owner, leader, account team, then whoever has a tie already."""
    row = session.execute(select(Client.owner, Client.leader, Client.team).where(Client.id == client_id)).first()
    own = [] if row is None else [row.owner, row.leader, *row.team]
    tied = [bond.colleague for bond in bonds(session, client_id)]
    return [name for name in dict.fromkeys([*own, *tied]) if name]


def threads(session: Session, client_id: str) -> list[Thread]:
    """Where the client hangs on a single thread (D-12.1)."""
    return _threads(_people(session, client_id), bonds(session, client_id))


def map_of(session: Session, client_id: str) -> RelationshipMap:
    """The relationship map of a client, from three narrow selects."""
    head = session.execute(
        select(Client.name, Client.tier).where(Client.id == client_id, Client.deleted_at.is_(None))
    ).first()
    if head is None:
        raise missing.client(session, client_id)
    people, known = _people(session, client_id), bonds(session, client_id)
    ids = {person.id for person in people}
    shown = tuple(bond for bond in known if bond.contact_id in ids)
    return RelationshipMap(
        client_id, head.name, head.tier, tuple(people), shown, tuple(colleagues(session, client_id)),
        tuple(_threads(people, shown)),
    )  # fmt: skip


def layout_of(seen: RelationshipMap, *, with_ours: bool = True) -> map_layout.Layout:
    """The places of a map, the same for the window and for paper; of ours those who have a tie are shown if any."""
    nodes = [
        map_layout.Node(each.id, each.reports_to_id, each.influence, each.has_left, each.place) for each in seen.people
    ]
    tied = {bond.colleague for bond in seen.bonds if with_ours}
    return map_layout.lay_out(nodes, [name for name in seen.colleagues if name in tied])


def _people(session: Session, client_id: str) -> list[MapPerson]:
    rows = session.execute(
        select(
            Contact.id, Contact.name, Contact.title, Contact.buying_role, Contact.attitude, Contact.influence,
            Contact.reports_to_id, Contact.is_primary, Contact.has_left, Contact.left_on, Contact.successor_id,
            Contact.map_x, Contact.map_y,
        )
        .where(Contact.client_id == client_id, Contact.deleted_at.is_(None))
        .order_by(Contact.has_left, Contact.is_primary.desc(), Contact.sort_key, Contact.id)
    )  # fmt: skip
    return [
        MapPerson(
            row.id, row.name, row.title, row.buying_role, row.attitude, row.influence, row.reports_to_id, row.is_primary,
            row.has_left, row.left_on, row.successor_id, _place(row),
        )
        for row in rows
    ]  # fmt: skip


def _place(row: Any) -> tuple[float, float] | None:
    return None if row.map_x is None or row.map_y is None else (row.map_x, row.map_y)


def _bonds(session: Session, condition: Any) -> list[Bond]:
    rows = session.execute(
        select(Tie.id, Tie.contact_id, Tie.colleague, Tie.strength, Tie.notes)
        .where(condition, Tie.deleted_at.is_(None))
        .order_by(Tie.strength.desc(), Tie.colleague, Tie.id)
    )
    return [Bond(*row) for row in rows]


def _threads(people: Sequence[MapPerson], known: Sequence[Bond]) -> list[Thread]:
    here = [
        Acquaintance(each.id, each.name, each.buying_role == BuyingRole.DECIDES) for each in people if not each.has_left
    ]
    return relations.single_threads(here, [(bond.contact_id, bond.colleague) for bond in known])
