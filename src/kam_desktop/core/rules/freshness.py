"""Which facts of a dossier have grown stale and ask to be confirmed (D-2.6). An A client's do so sooner."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Final, NamedTuple

CLIENT_FACTS: Final = ("owner", "address", "annual_revenue_minor", "supplier_shares")
PERSON_FACTS: Final = ("phones", "title")  # of the main contact
#: tier -> fact -> days after which it asks again; the setting ``freshness_days`` replaces single numbers
DEFAULTS: Final[Mapping[str, Mapping[str, int]]] = {
    "A": {
        "owner": 365, "address": 365, "annual_revenue_minor": 365, "supplier_shares": 180, "phones": 180, "title": 180,
    },
    "B": {
        "owner": 540, "address": 540, "annual_revenue_minor": 540, "supplier_shares": 365, "phones": 365, "title": 365,
    },
    "C": {
        "owner": 730, "address": 730, "annual_revenue_minor": 730, "supplier_shares": 730, "phones": 730, "title": 730,
    },
}  # fmt: skip


class Known(NamedTuple):
    """A fact that is filled in, and the day it was last written; None when that is not on record."""

    name: str
    since_on: date | None


class Stale(NamedTuple):
    """A fact that asks to be confirmed. ``days`` since it was written or confirmed, None when nobody knows."""

    name: str
    days: int | None


def days_for(tier: str, chosen: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """The days of a tier: the defaults, and over them what was chosen."""
    known = tier if tier in DEFAULTS else "C"
    return {**DEFAULTS[known], **chosen.get(known, {})}


def of(
    facts: Iterable[Known], limits: Mapping[str, int], *, confirmed_on: date | None, today: date
) -> tuple[Stale, ...]:
    """The stale ones of ``facts``, in their order. A missing fact is not stale: completeness names it."""
    stale = []
    for fact in facts:
        last = max((day for day in (fact.since_on, confirmed_on) if day is not None), default=None)
        days = None if last is None else (today - last).days
        if days is None or days > limits[fact.name]:
            stale.append(Stale(fact.name, days))
    return tuple(stale)


def day_of_stamp(stamp: str) -> date | None:
    """The local day of a stamp of the change log."""
    head = stamp.partition("-")[0]
    if len(head) != 13 or not head.isdecimal():
        return None
    return datetime.fromtimestamp(int(head) / 1000, UTC).astimezone().date()
