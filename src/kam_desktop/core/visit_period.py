"""The frozen read model of a period of visits: of one manager, of a team, or of one client (D-6.3).

Cover, charts, index and sections all speak of ``visits``; whatever is counted is counted from them, so that the
figures agree. The window draws its charts from the same model.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kam_desktop.core.rules.kinds import Side, Tier, VisitState
from kam_desktop.core.rules.visit_charts import Share, Span
from kam_desktop.core.visit_report import VisitReport


class PeriodKind(StrEnum):
    """What a period is called on paper: a week from Monday, a month, a quarter, a year, or any other days."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DAYS = "days"


class PeriodScope(StrEnum):
    """Whose visits these are."""

    TEAM = "team"
    MANAGER = "manager"
    CLIENT = "client"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which visits a period report is about: of all managers unless one, or one client, is named.

    ``only_accepted`` None: only accepted ones where somebody reviews (there is a lead), else all that took place.
    """

    first_on: date
    last_on: date
    manager: str = ""
    client_id: str = ""
    only_accepted: bool | None = None
    with_photos: bool = True


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """A sentence that follows from the figures, by code and parameters; the words stand under ``paper.point``."""

    code: str
    params: dict[str, object]


@dataclass(frozen=True, slots=True)
class WeeklyText:
    """What the manager wrote for the week, beside what follows from the visits."""

    manager: str
    summary: str = ""
    next_week: str = ""
    problems: str = ""


@dataclass(frozen=True, slots=True)
class PeriodPromise:
    """An open promise. ``days_left`` counts from the printing day; negative is overdue, None has no day."""

    client: str
    text: str
    owner: str
    side: Side
    due_on: date | None
    days_left: int | None


@dataclass(frozen=True, slots=True)
class CompetitorNews:
    """What was heard of competitors at one visit."""

    on: date
    client: str
    manager: str
    text: str


@dataclass(frozen=True, slots=True)
class PeriodExpense:
    """One expense of a visit in minor units of its currency."""

    on: date
    client: str
    manager: str
    text: str
    minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class VersionLine:
    """How one report came in and what became of it. ``late_days`` is None where it has not been handed in."""

    on: date
    client: str
    manager: str
    version: int
    state: VisitState
    submitted_at: datetime | None
    late_days: int | None
    reviewer: str
    reviewed_at: datetime | None


@dataclass(frozen=True, slots=True)
class TierCoverage:
    """Clients of one tier: met and owned, and the visits that were paid to them."""

    tier: Tier | None
    met: int
    owned: int
    visits: int


@dataclass(frozen=True, slots=True)
class VisitPeriod:
    """All that a period report prints. ``visits`` are by manager, then by day.

    ``planned`` counts every visit that stood in the calendar of the period, cancelled ones too; ``left_out`` those
    that took place and are not in the report, by state. ``on_time`` of ``handed_in`` reports came in time.
    ``counted_on`` is the day on which promises are open or overdue, that of printing.
    """

    kind: PeriodKind
    scope: PeriodScope
    name: str
    first_on: date
    last_on: date
    counted_on: date
    visits: tuple[VisitReport, ...]
    managers: tuple[str, ...] = ()
    lead: str = ""
    company: str = ""
    logo: bytes = b""
    only_accepted: bool = False
    left_out: tuple[tuple[VisitState, int], ...] = ()
    planned: int = 0
    cancelled: int = 0
    on_time: int = 0
    handed_in: int = 0
    days: tuple[Span, ...] = ()
    spans: tuple[Span, ...] = ()
    clients_met: int = 0
    coverage: tuple[Share, ...] = ()
    coverage_target: int = 85
    tiers: tuple[TierCoverage, ...] = ()
    promises: tuple[PeriodPromise, ...] = ()
    promises_kept: tuple[Share, ...] = ()
    competitors: tuple[CompetitorNews, ...] = ()
    expenses: tuple[PeriodExpense, ...] = ()
    versions: tuple[VersionLine, ...] = ()
    points: tuple[KeyPoint, ...] = ()
    texts: tuple[WeeklyText, ...] = ()
    printed_by: str = ""
    printed_at: datetime | None = None

    @property
    def has_one_year(self) -> bool:
        """Whether month and day say enough."""
        return self.first_on.year == self.last_on.year

    @property
    def overdue(self) -> tuple[PeriodPromise, ...]:
        """The promises past their day, the longest overdue first."""
        late = [each for each in self.promises if each.days_left is not None and each.days_left < 0]
        return tuple(sorted(late, key=lambda each: each.days_left or 0))

    @property
    def owned(self) -> Share:
        """Clients met of all that are owned."""
        return Share(self.name, sum(share.part for share in self.coverage), sum(share.whole for share in self.coverage))
