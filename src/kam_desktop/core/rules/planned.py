"""What the planner is told of a client and of the world, and what it answers: plain, frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, NamedTuple

from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import (
    Activity,
    Channel,
    EnvironmentKind,
    FavourDirection,
    FavourState,
    OccasionKind,
    StaffChangeKind,
    TouchKind,
    TouchState,
)


@dataclass(frozen=True, slots=True)
class RelativeFacts:
    """Somebody outside work who matters to a contact."""

    id: str
    name: str
    relation: str
    birthday: PartialDate


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What planning needs to know of a contact."""

    id: str
    name: str
    birthday: PartialDate | None = None
    is_primary: bool = False
    hobbies: str = ""
    preferred_hours: str = ""
    relatives: tuple[RelativeFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """A touch that is already there. ``is_pinned``: a person moved or booked it.

    ``fit``: why it has no place; ``fills``: it counts against the day's capacity.
    """

    plan_key: str
    activity: str
    due_on: date
    state: TouchState
    is_pinned: bool
    ideal_on: date | None = None
    at: time | None = None
    fit: str = ""
    channel: Channel = Channel.CALL
    fills: bool = True


@dataclass(frozen=True, slots=True)
class PromiseFacts:
    """An open promise of ours."""

    id: str
    text: str
    due_on: date


@dataclass(frozen=True, slots=True)
class OccasionFacts:
    """A day of the client's business or of one of its people."""

    id: str
    kind: OccasionKind
    title: str
    on: date
    is_yearly: bool = False
    contact_id: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class FavourFacts:
    """Help that is not evened out yet."""

    id: str
    direction: FavourDirection
    state: FavourState
    what: str
    on: date
    due_on: date | None = None
    done_on: date | None = None
    contact_id: str | None = None
    has_result: bool = False


@dataclass(frozen=True, slots=True)
class StaffFacts:
    """Somebody came, left or moved not long ago."""

    id: str
    kind: StaffChangeKind
    on: date
    contact_id: str
    name: str
    successor_id: str | None = None
    successor: str = ""


@dataclass(frozen=True, slots=True)
class MatterFacts:
    """Something of an agreement, a service or a campaign, ``kind`` as ``rules.business.Matter``.

    ``lead_days`` before ``on`` it is spoken of; ``until_on`` is the last day of what lasts longer.
    """

    id: str
    kind: str
    title: str
    on: date
    contact_id: str | None = None
    lead_days: int = 0
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class EnvironmentFacts:
    """An open event of regions, by GB/T 2260 prefix."""

    id: str
    kind: EnvironmentKind
    title: str
    on: date
    regions: tuple[str, ...]

    def strikes(self, region_code: str) -> bool:
        """Whether a place lies in one of the regions; 330106 lies in 33, 3301 and 330106."""
        return bool(region_code) and region_code.startswith(self.regions)


@dataclass(frozen=True, slots=True)
class InterestFacts:
    """A coming event that people may like; ``words`` are folded."""

    id: str
    title: str
    words: tuple[str, ...]
    on: date
    place: str = ""


@dataclass(frozen=True, slots=True)
class World:
    """What is the same for all clients."""

    environment: tuple[EnvironmentFacts, ...] = ()
    interests: tuple[InterestFacts, ...] = ()


QUIET = World()


@dataclass(frozen=True, slots=True)
class ClientFacts:
    """What planning needs to know of a client. ``last`` is the last contact that answers each activity, ``ways`` its way.

    ``contact_on`` is the last contact of any kind; ``owner`` who looks after the client; ``city`` groups visits.
    """

    id: str
    tier: str
    since_on: date
    people: tuple[PersonFacts, ...] = ()
    last: Mapping[Activity, date] = field(default_factory=dict)
    standing: tuple[Standing, ...] = ()
    promises: tuple[PromiseFacts, ...] = ()
    occasions: tuple[OccasionFacts, ...] = ()
    favours: tuple[FavourFacts, ...] = ()
    staff: tuple[StaffFacts, ...] = ()
    matters: tuple[MatterFacts, ...] = ()
    owner: str = ""
    city: str = ""
    region_code: str = ""
    contact_on: date | None = None
    ways: Mapping[Activity, Channel] = field(default_factory=dict)


class PlannedTouch(NamedTuple):
    """A touch as planned. ``plan_key`` is its identity within the client; the reason is a code to be worded.

    ``is_behind``: its own day is past, whatever day it was given since. A tuple, for where there are 100,000 clients half a million of them are made.
    """

    plan_key: str
    kind: TouchKind
    channel: Channel
    activity: Activity
    earliest_on: date
    due_on: date
    latest_on: date
    reason: str
    reason_params: Mapping[str, Any]
    contact_id: str | None = None
    occasion_on: date | None = None
    has_gift: bool = False
    at: time | None = None
    source_id: str | None = None
    is_behind: bool = False
