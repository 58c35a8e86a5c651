"""The money rules of gifts once more, written from the text of D-7.2 and sharing nothing with the program's way."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple


class Given(NamedTuple):
    """A gift in yuan cents; ``person`` empty: the client as a whole."""

    person: str
    minor: int
    currency: str
    on: date
    here: bool = True


Caps = dict[str, int | None]


def codes(gift: Given, past: Sequence[Given], caps: Caps, days: int) -> set[str]:
    """Which of the rules on amounts and numbers speak."""
    said = set()
    everything = [*past, gift]
    year = [g for g in everything if g.on.year == gift.on.year]
    mine = [g for g in year if g.person == gift.person]
    ours = [g for g in year if g.here]
    if gift.currency != "CNY":
        if gift.minor:
            said.add("foreign")
    elif gift.minor:
        if exceeds(gift.minor, caps["single"]):
            said.add("over_single")
        else:
            if caps["warn"] is not None and gift.minor > caps["warn"]:
                said.add("near_single")
            if exceeds(dearest(gift, [g for g in past if g.person == gift.person], days), caps["single"]):
                said.add("split")
            elif exceeds(dearest(gift, [g for g in past if g.here], days), caps["single"]):
                said.add("split_client")
        if gift.person and exceeds(yuan(mine), caps["person_year"]):
            said.add("over_year")
        if exceeds(yuan(ours), caps["client_year"]):
            said.add("over_client_year")
        elif exceeds(yuan(ours), caps["budget"]):
            said.add("over_budget")
    if gift.person and exceeds(len(mine), caps["person_count"]):
        said.add("too_many")
    if exceeds(len(ours), caps["client_count"]):
        said.add("too_many_client")
    return said


def exceeds(value: int, cap: int | None) -> bool:
    return cap is not None and value > cap


def yuan(gifts: Sequence[Given]) -> int:
    return sum(g.minor for g in gifts if g.currency == "CNY")


def dearest(gift: Given, others: Sequence[Given], days: int) -> int:
    """Every span of that many days that holds the gift's day, one by one."""
    best = 0
    for back in range(days + 1):
        first = gift.on - timedelta(days=back)
        inside = [g for g in others if first <= g.on <= first + timedelta(days=days)]
        best = max(best, yuan([*inside, gift]))
    return best
