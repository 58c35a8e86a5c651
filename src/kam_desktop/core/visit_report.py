"""The frozen read model of one visit report: all that paper needs, nothing it could change."""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from kam_desktop.core.rules.kinds import Channel, CommitmentState, Side, Tier, ValueBand, VisitState


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who took part, with what they are there."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class ReportCommitment:
    """Who promised what by when. ``days_left`` counts from the printing day; negative is overdue."""

    text: str
    owner: str
    side: Side
    due_on: date | None
    state: CommitmentState
    days_left: int | None = None


@dataclass(frozen=True, slots=True)
class ReportExpense:
    """One expense in minor units of its currency."""

    text: str
    minor: int
    currency: str = "CNY"
    receipts: int = 0


@dataclass(frozen=True, slots=True)
class ReportGift:
    """A gift handed over at this visit."""

    item: str
    receiver: str
    minor: int
    currency: str = "CNY"
    origin: str = ""


@dataclass(frozen=True, slots=True)
class ReportPhoto:
    """A photo as JPEG or PNG bytes (longest side 1,600 px at most) and its caption."""

    data: bytes
    caption: str = ""


@dataclass(frozen=True, slots=True)
class ReportRemark:
    """What the lead wrote in the margin. ``field`` is the part of the report that is meant, empty for all of it."""

    field: str
    quote: str
    text: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class VisitReport:
    """One visit as it is printed (D-6.2, D-6.3). ``changed`` are the fields that differ from the version before.

    ``open_promises`` are the client's, read for a visit that is still planned.
    """

    client: str
    on: date
    state: VisitState
    tier: Tier | None = None
    value_band: ValueBand | None = None
    subject: str = ""
    started_at: time | None = None
    ended_at: time | None = None
    place: str = ""
    channel: Channel = Channel.VISIT
    manager: str = ""
    company: str = ""
    logo: bytes = b""
    short_name: str = ""
    visits_this_quarter: int = 0
    participants: tuple[Person, ...] = ()
    colleagues: tuple[Person, ...] = ()
    objective: str = ""
    agenda: str = ""
    to_bring: tuple[str, ...] = ()
    open_promises: tuple[ReportCommitment, ...] = ()
    result: str = ""
    discussed: str = ""
    needs: str = ""
    competitors: str = ""
    impression: int | None = None
    previous_impression: int | None = None
    previous_impression_on: date | None = None
    commitments: tuple[ReportCommitment, ...] = ()
    next_step: str = ""
    next_visit_on: date | None = None
    expenses: tuple[ReportExpense, ...] = ()
    gifts: tuple[ReportGift, ...] = ()
    photos: tuple[ReportPhoto, ...] = ()
    review_remark: str = ""
    remarks: tuple[ReportRemark, ...] = ()
    reviewer: str = ""
    reviewed_at: datetime | None = None
    submitted_at: datetime | None = None
    report_due_on: date | None = None
    version: int = 1
    changed: tuple[str, ...] = ()
    printed_by: str = ""
    printed_at: datetime | None = None
    missing: tuple[str, ...] = field(default=())

    @property
    def is_plan(self) -> bool:
        """Whether it says what is meant to happen, not what did."""
        return self.state is VisitState.PLANNED
