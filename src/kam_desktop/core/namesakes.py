"""People with two cards: who is one with whom, and how one card is made of both (D-2.5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from kam_desktop.core.rules import likeness, names, reach_keys, readings, relations, unions
from kam_desktop.core.rules.unions import CONTACT, Joined, Shape, Take
from kam_desktop.core.store.tables import Client, Contact

ALONE: Final = ""
_ABOVE: Final = "reports_to_id"
_NOT_CHOSEN: Final = frozenset({"is_primary", "map"})  # of a client's people: they follow from who is there


@dataclass(frozen=True, slots=True)
class Person:
    """A contact of the dropped client: who of the kept one it becomes (``into_id`` empty: it is carried over)."""

    id: str
    name: str
    into_id: str = ALONE
    into_name: str = ""
    fields: tuple[Joined, ...] = ()

    @property
    def differing(self) -> tuple[Joined, ...]:
        """What both cards do not say alike: there is something to choose."""
        return tuple(each for each in self.fields if each.differs and each.name not in _NOT_CHOSEN)

    @property
    def values(self) -> dict[str, Any]:
        """The columns of the kept card afterwards."""
        after = unions.columns_of(CONTACT, self.fields)
        after["is_primary"] = after["is_primary"] and not after["has_left"]
        return after | {"sort_key": readings.sort_key(after["name"], is_person=True)}


def match(
    own: Sequence[Contact], theirs: Sequence[Contact], chosen: Mapping[str, str],
    sides: Mapping[str, Mapping[str, Take]],
) -> tuple[Person, ...]:  # fmt: skip
    """Each of the dropped client's people with who they become; nobody is taken twice.

    ``chosen`` and ``sides``, the fields of a person, are those that a user chose, by the dropped contact.
    """
    free = {row.id: row for row in own}
    found = []
    for row in theirs:
        if row.id in chosen:
            one = free.get(chosen[row.id])
        else:
            one = next((each for each in free.values() if is_one(each, row)), None)
        if one is None:
            found.append(Person(row.id, row.name))
            continue
        del free[one.id]
        found.append(Person(row.id, row.name, one.id, one.name))
    into = {each.id: each.into_id for each in found if each.into_id}
    by_id = {row.id: row for row in (*own, *theirs)}
    stays = {"is_primary": Take.KEPT} if any(row.is_primary for row in own) else {}
    return tuple(
        replace(each, fields=join(by_id[each.into_id], by_id[each.id], into, {**sides.get(each.id, {}), **stays}))
        if each.into_id
        else each
        for each in found
    )


def is_one(one: Contact, other: Contact) -> bool:
    """Whether two cards are surely one person's."""
    births = [(row.birthday_calendar, row.birthday_month, row.birthday_day) for row in (one, other)]
    if all(all(birth) for birth in births) and births[0] != births[1]:
        return False
    return likeness.is_same_person(one.name, other.name, shares_reach=share_reach(one, other))


def share_reach(one: Contact, other: Contact) -> bool:
    """Whether both cards have a number or an address in common: names alone are many people's beyond one client."""
    keys = [set(reach_keys.keys_of(row.phones, row.emails)) for row in (one, other)]
    return not keys[0].isdisjoint(keys[1])


def join(
    kept: Contact, dropped: Contact, into: Mapping[str, str], chosen: Mapping[str, Take]
) -> tuple[Joined, ...]:  # fmt: skip
    """Both cards joined; the fuller name stands, who is there by either is there, and nobody reports to, or follows,
    themselves.
    """
    one, other = values(kept, CONTACT), values(dropped, CONTACT)
    for row in (one, other):
        for name in (_ABOVE, "successor_id"):
            row[name] = into.get(row[name], row[name])
            row[name] = None if row[name] == kept.id else row[name]
    usual = {"name": Take.DROPPED} if _is_fuller(dropped.name, kept.name) else {}
    if kept.has_left and not dropped.has_left:
        usual["has_left"] = Take.DROPPED
    return unions.join(CONTACT, one, other, {**usual, **chosen})


def untangle(
    people: Sequence[Person], everybody: Sequence[Contact]
) -> tuple[tuple[Person, ...], tuple[tuple[str, str], ...]]:  # fmt: skip
    """The people without what would make somebody report to themselves, and who is left below whom no more.

    A circle goes through somebody who is matched, and so it is there that it is cut; what the kept card says
    stands before what the dropped one says.
    """
    into = {each.id: each.into_id for each in people if each.into_id}
    named = {row.id: row.name for row in everybody}
    others = [row for row in everybody if row.id not in into and row.id not in set(into.values())]
    above = {row.id: into.get(row.reports_to_id or "", row.reports_to_id) for row in others}
    found: dict[str, Person] = {}
    cut: list[tuple[str, str]] = []
    for each in sorted((one for one in people if one.into_id), key=lambda one: _above(one).take is Take.DROPPED):
        tie = _above(each)
        wanted = dict.fromkeys((tie.value[0], tie.kept[0]))
        free = [one for one in wanted if one and not relations.closes_circle(each.into_id, one, above)]
        above[each.into_id] = free[0] if free else None
        if tie.value[0] and tie.value[0] not in free:
            cut.append((each.into_name, named.get(tie.value[0], "")))
            tie = replace(tie, value=(above[each.into_id],), take=Take.KEPT)
        fields = tuple(tie if one.name == _ABOVE else one for one in each.fields)
        found[each.id] = replace(each, fields=fields)
    return tuple(found.get(each.id, each) for each in people), tuple(cut)


def values(row: Client | Contact, shape: Shape) -> dict[str, Any]:
    """The columns of a record that a merge looks at."""
    columns = [name for group in shape.fields.values() for name in group]
    return {name: getattr(row, name) for name in (*columns, "custom")}


def _above(person: Person) -> Joined:
    return next(each for each in person.fields if each.name == _ABOVE)


def _is_fuller(one: str, other: str) -> bool:
    """王伟 says more than 王总."""
    a, b = names.person_key(one), names.person_key(other)
    return a != b and likeness.is_titled(b) and not likeness.is_titled(a)
