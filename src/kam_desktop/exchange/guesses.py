"""Which field a column fills that no heading names: by what stands in it, and by what is known already (D-14.1).

A place or a line of business is nobody's name. What cannot be told is left out rather than taken for a person.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kam_desktop.core.rules import names, regions, surnames
from kam_desktop.exchange import looks, nearly
from kam_desktop.exchange.fields import SLOTS, Target
from kam_desktop.exchange.looks import ENOUGH, share

_HAN_NAME: Final = re.compile(r"[\u3400-\u9fff]{2,4}(?:先生|女士|总|经理)?")
_LATIN_NAME: Final = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z.]*){1,2}")
_WORD: Final = re.compile(r"(?=.*[^\W\d_])[^\d:：;；,，。!！?？@\n]{2,16}")
_CITIES: Final = frozenset({"11", "12", "31", "50"})  # provinces that are cities
#: what looks like the first may as well be the second, where the order of the columns says so
_EITHER: Final = frozenset(
    {
        ("contact.name", "client.owner"), ("client.owner", "contact.name"), ("client.name", "client.short_name"),
        ("client.city", "client.province"), ("client.city", "client.district"), ("client.district", "client.city"),
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What the store knows, in lower case, and ``order``: the fields of the list that is pasted into, "" for others."""

    industries: frozenset[str] = frozenset()
    cities: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()


NOTHING: Final = Known()


def of_store(session: Any, order: Sequence[str] = ()) -> Known:
    """What the clients of a store say of themselves."""
    from kam_desktop.core import client_columns  # the child that reads files knows no store

    said = {
        column: frozenset(names.fold(each.value) for each in client_columns.facets(session, column))
        for column in ("industry", "city", "owner")
    }
    return Known(said["industry"], said["city"], said["owner"], tuple(order))


def field(values: Sequence[str], known: Known = NOTHING) -> str:
    """The field that the values of a column show, or nothing."""
    return next((key for key, is_one in _checks(known) if share(values, is_one) >= ENOUGH), "")


def targets(columns: Sequence[Sequence[str]], known: Known = NOTHING) -> list[Target | None]:
    """A target for each column that can be told; a column of names alone is enough for clients."""
    keys = [field(values, known) for values in columns]
    if _is_in_order(keys, columns, known.order):
        return [Target(key) if key else None for key in known.order]
    found: list[Target | None] = []
    taken: dict[str, int] = {}
    for key in keys:
        slot = taken.get(key, 0) + 1
        fits = key and (slot == 1 or (key.startswith("contact.") and slot <= SLOTS))
        found.append(Target(key, slot) if fits else None)
        taken[key] = slot
    words = [at for at, key in enumerate(keys) if not key and share(columns[at], _WORD.fullmatch) >= ENOUGH]
    if "client.name" not in taken and "contact.name" not in taken:
        if free := words[:1] or [at for at, key in enumerate(keys) if not key and any(map(str.strip, columns[at]))]:
            found[free[0]] = Target("client.name")
    elif "client.industry" in known.order and "client.industry" not in taken and "client.name" in taken and words:
        found[words[0]] = Target("client.industry")  # the one column of a list that no look betrays
    return found


def _checks(known: Known) -> Sequence[tuple[str, Callable[[str], object]]]:
    """Each field with how its values look, the surest first."""
    return (
        ("contact.phone", looks.MOBILE),
        ("contact.email", looks.EMAIL),
        ("contact.birthday", looks.date),
        ("client.tier", looks.TIER),
        ("client.city", lambda text: _is_city(text) or names.fold(text) in known.cities),
        ("client.province", lambda text: any(len(place.code) == 2 for place in regions.called(text))),
        ("client.district", regions.called),
        ("client.place", is_place),
        ("client.industry", lambda text: names.fold(text) in known.industries),
        ("client.name", looks.COMPANY),
        ("client.owner", lambda text: names.fold(text) in known.owners),
        ("contact.name", lambda text: _is_person(text, known)),
    )


def is_place(text: str) -> bool:
    """Whether nothing but places stands in it: 江苏苏州, 苏州工业园区."""
    found = nearly.parted(text)
    return found is not None and not found[1]


def _is_city(text: str) -> bool:
    """A city, one that is a province by itself, or a county that is called a city."""
    return any(
        len(place.code) == 4 or place.code in _CITIES or (len(place.code) == 6 and place.name.endswith("市"))
        for place in regions.called(text)
    )


def _is_person(text: str, known: Known) -> bool:
    if regions.called(text) or names.fold(text) in known.industries or names.fold(text) in known.cities:
        return False
    return bool(_LATIN_NAME.fullmatch(text)) or (bool(_HAN_NAME.fullmatch(text)) and surnames.begin(text))


def _is_in_order(keys: Sequence[str], columns: Sequence[Sequence[str]], order: Sequence[str]) -> bool:
    """Whether these are the columns of the list: as many, and nothing in them that speaks against it."""
    if len(keys) != len(order) or "client.name" not in order:
        return False
    pairs = list(zip(keys, order, columns, strict=True))
    has_names = any(
        wanted == "client.name" and (key == wanted or share(values, _WORD.fullmatch) >= ENOUGH)
        for key, wanted, values in pairs
    )
    return has_names and all(
        not key or not wanted or key == wanted or (key, wanted) in _EITHER for key, wanted, _ in pairs
    )
