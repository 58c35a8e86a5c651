"""The frozen read model of one client as it is printed: dossier, brief for the car, handover book (D-2.10)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import (
    Activity,
    AgreementKind,
    AgreementState,
    Attitude,
    BuyingRole,
    Channel,
    GiftDirection,
    GiftOccasion,
    Tier,
    VisitState,
)
from kam_desktop.core.visit_report import ReportCommitment


@dataclass(frozen=True, slots=True)
class BookPerson:
    """Somebody at the client. ``ties`` are our people who know them, with 1 (has met) to 3 (trusts).

    ``taboos`` and what follows are empty where private facts are left out.
    """

    name: str
    title: str = ""
    role: BuyingRole | None = None
    attitude: Attitude | None = None
    is_primary: bool = False
    has_left: bool = False
    greeting_name: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    wechat: str = ""
    reports_to: str = ""
    preferred: str = ""
    birthday: PartialDate | None = None
    ties: tuple[tuple[str, int], ...] = ()
    taboos: str = ""
    hobbies: str = ""
    hometown: str = ""
    family: str = ""
    personality: str = ""


@dataclass(frozen=True, slots=True)
class BookCompany:
    """Another company of the group; ``depth`` counts from the top."""

    name: str
    tier: Tier | None
    depth: int
    is_here: bool


@dataclass(frozen=True, slots=True)
class Coming:
    """Something of the days to come: ``code`` with ``params`` is worded by ``documents.client_words``."""

    on: date
    code: str
    params: dict[str, Any]
    person: str = ""


@dataclass(frozen=True, slots=True)
class BookGift:
    """A gift, in minor units of its currency."""

    on: date
    item: str
    person: str
    minor: int
    currency: str
    occasion: GiftOccasion
    direction: GiftDirection
    origin: str = ""
    reception: str = ""


@dataclass(frozen=True, slots=True)
class BookVisit:
    """A visit in short."""

    on: date
    state: VisitState
    manager: str
    people: tuple[str, ...]
    objective: str
    discussed: str
    impression: int | None


@dataclass(frozen=True, slots=True)
class BookAgreement:
    """A contract or membership with its dates."""

    title: str
    kind: AgreementKind
    state: AgreementState
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class BookLine:
    """A dated fact of the timeline: ``fact`` as in ``timeline_facts.Fact``, its words follow from ``params``."""

    on: date
    fact: str
    title: str
    text: str
    by: str
    channel: Channel | None
    people: tuple[str, ...]
    params: dict[str, Any]


@dataclass(frozen=True, slots=True)
class BookPurchases:
    """What the client bought, in minor units of ``currency``. ``months`` are the last 12: (``2026-09``, amount)."""

    currency: str
    this_year: int
    last_year: int
    twelve_months: int
    margin_percent: float | None
    last_on: date | None
    rhythm_days: float | None
    months: tuple[tuple[str, int], ...]
    products: tuple[tuple[str | None, int, int], ...]
    other_lines: int = 0


@dataclass(frozen=True, slots=True)
class Talk:
    """What to say: a code with parameters, worded by ``words.phrases.point``."""

    code: str
    params: dict[str, Any]
    on: date | None = None


@dataclass(frozen=True, slots=True)
class ClientBook:
    """All that dossier, brief and handover book print of a client; ``facts`` are (field, value) in print order.

    ``policy``: (what, ideal, latest days). ``left_out`` names the private fields that were not even read. ``timeline`` may be a part of ``timeline_count``.
    """

    client: str
    short_name: str
    tier: Tier | None
    on: date
    owner: str
    facts: tuple[tuple[str, Any], ...] = ()
    custom: tuple[tuple[str, str], ...] = ()
    notes: str = ""
    address: str = ""
    since_on: date | None = None
    last_contact_on: date | None = None
    last_visit_on: date | None = None
    next_touch_on: date | None = None
    impression: int | None = None
    completeness: int = 0
    missing: tuple[str, ...] = ()
    shares: tuple[tuple[str, float, bool], ...] = ()
    group: tuple[BookCompany, ...] = ()
    has_more_companies: bool = False
    people: tuple[BookPerson, ...] = ()
    policy: tuple[tuple[Activity, int, int], ...] = ()
    promises: tuple[ReportCommitment, ...] = ()
    coming: tuple[Coming, ...] = ()
    purchases: BookPurchases | None = None
    gifts: tuple[BookGift, ...] = ()
    visits: tuple[BookVisit, ...] = ()
    agreements: tuple[BookAgreement, ...] = ()
    timeline: tuple[BookLine, ...] = ()
    timeline_count: int = 0
    talk: tuple[Talk, ...] = ()
    left_out: tuple[str, ...] = ()
    company: str = ""
    logo: bytes = b""
    printed_by: str = ""
    printed_at: datetime | None = None

    @property
    def present(self) -> tuple[BookPerson, ...]:
        """The people who are still there."""
        return tuple(each for each in self.people if not each.has_left)


@dataclass(frozen=True, slots=True)
class HandoverBook:
    """A client that changes hands (D-2.10, D-12.1). ``points`` were written by a person, ``clues`` follow from the facts.

    ``split``: (from day, percent of whoever takes over)."""

    book: ClientBook
    from_owner: str
    to_owner: str
    on: date
    points: tuple[str, ...] = ()
    clues: tuple[Talk, ...] = ()
    split: tuple[tuple[date, int], ...] = ()
    notes: str = ""
    lead: str = ""
    is_done: bool = False
