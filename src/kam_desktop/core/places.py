"""Where clients are: few places, many clients, so that places are judged and clients looked up by them (D-3.4, D-5.5).

A place that has no code of its own is known by its names, as far as they tell: a city without its province too.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from kam_desktop.core.rules import regions
from kam_desktop.core.store import plain_rows
from kam_desktop.core.store.tables import Client


class Place(NamedTuple):
    """A place that clients name, its code ("" when nobody knows it), and how many clients are there."""

    province: str
    city: str
    district: str
    region_code: str
    code: str
    number: int


def of_clients(session: Session) -> list[Place]:
    """Every place where clients are, from the index of places."""
    sql = """SELECT province, city, district, region_code, count(*) FROM client WHERE deleted_at IS NULL
        GROUP BY province, city, district, region_code"""
    return [
        Place(province, city, district, code, code or regions.code_of(province, city, district), number)
        for province, city, district, code, number in plain_rows.rows(session, sql, {})
    ]


def clients_at(session: Session, fits: Callable[[Place], bool], there: Any = Client) -> Select[tuple[str]]:
    """The ids of clients at the places that fit; ``there`` is another name for the table where it is in use already."""
    found = json.dumps([place[:4] for place in of_clients(session) if fits(place)])
    each = func.json_each(found).table_valued("value", name="place").c.value.op("->>")
    columns = (there.province, there.city, there.district, there.region_code)
    same = and_(*(column == each(at) for at, column in enumerate(columns)))
    return select(there.id).where(same, there.deleted_at.is_(None))


def districts(session: Session) -> list[str]:
    """The districts and counties that clients name, each once."""
    return list(dict.fromkeys(place.district for place in of_clients(session) if place.district))


def in_regions(texts: Sequence[str]) -> Callable[[Place], bool]:
    """Whether a place lies in one of these: codes, names of regions, or what a province, city or district begins with."""
    codes = tuple(code for text in texts for code in regions.meant(text) or ((text,) if text.isdigit() else ()))
    begins = tuple(text.casefold() for text in texts if not text.isdigit())
    return lambda place: place.code.startswith(codes) or any(name.casefold().startswith(begins) for name in place[:3])


def in_provinces(texts: Sequence[str]) -> Callable[[Place], bool]:
    """Whether a place lies in one of these provinces, named or told by its city; "" is where none is named."""
    named = frozenset(texts)
    codes = frozenset(code for text in named if text for code in regions.meant(text) if len(code) == 2)
    return lambda place: place.province in named or place.code[:2] in codes


def provinces(session: Session) -> list[tuple[str, int]]:
    """The provinces of clients with their number, the commonest first, each once, as it is written most."""
    numbers: Counter[str] = Counter()
    spelled: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for place in of_clients(session):
        known = regions.meant(place.code[:2]) if place.code else ()
        if name := place.province or (regions.get(known[0]).name if known else ""):
            numbers[place.code[:2] or name] += place.number
            spelled[place.code[:2] or name][name] += place.number if place.province else 0
    found = [(spelled[each].most_common(1)[0][0], number) for each, number in numbers.items()]
    return sorted(found, key=lambda each: (-each[1], each[0]))
