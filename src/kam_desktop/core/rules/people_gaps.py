"""What is missing among the people we know at a client, by name (D-2.2, D-2.6)."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, Final, NamedTuple

from kam_desktop.core.rules.kinds import Attitude, BuyingRole

MET_WITHIN: Final = {"A": 90, "B": 180}  # days between meetings, by tier; a C client need not be met so often
_AT_LEAST_TWO: Final = frozenset({"A", "B"})


class Gap(StrEnum):
    """A gap; worded ``enum.Gap.<value>``."""

    NOBODY = "nobody"
    NO_DECIDER = "no_decider"
    ONE_ONLY = "one_only"
    NOBODY_MET = "nobody_met"
    NEVER_MET = "never_met"
    NO_SUPPORTER = "no_supporter"
    OPPONENT_DECIDES = "opponent_decides"


class Found(NamedTuple):
    """A gap with its number: the days since somebody was met."""

    gap: Gap
    days: int = 0


def of(tier: str, people: Sequence[Mapping[str, Any]], last_met_on: date | None, *, today: date) -> tuple[Found, ...]:
    """The gaps of a client, the gravest first. People who left do not count; ``last_met_on`` is the last visit."""
    here = [person for person in people if not person["has_left"]]
    if not here:
        return (Found(Gap.NOBODY),)
    found = []
    deciders = [person for person in here if person["buying_role"] == BuyingRole.DECIDES]
    if not deciders:
        found.append(Found(Gap.NO_DECIDER))
    elif all(person["attitude"] == Attitude.OPPONENT for person in deciders):
        found.append(Found(Gap.OPPONENT_DECIDES))
    if len(here) == 1 and tier in _AT_LEAST_TWO:
        found.append(Found(Gap.ONE_ONLY))
    found += _meeting(tier, last_met_on, today)
    known = [person["attitude"] for person in here if person["attitude"]]
    if known and not {Attitude.SUPPORTER, Attitude.FAVOURABLE} & set(known):
        found.append(Found(Gap.NO_SUPPORTER))
    return tuple(found)


def _meeting(tier: str, last_met_on: date | None, today: date) -> list[Found]:
    within = MET_WITHIN.get(tier)
    if within is None:
        return []
    if last_met_on is None:
        return [Found(Gap.NEVER_MET)]
    days = (today - last_met_on).days
    return [Found(Gap.NOBODY_MET, days)] if days > within else []
