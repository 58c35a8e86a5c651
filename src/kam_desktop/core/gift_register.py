"""The gift register of a period as it is printed and exported for audit (D-7.4): given, not given, received.

What was corrected stands there as it is now, with what it was before. Numbers run through the calendar year, given and
received apart, whatever is filtered.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import clients, contacts, period_reports, reports
from kam_desktop.core.errors import Invalid
from kam_desktop.core.gift_overview import MANAGER, GiftFilter
from kam_desktop.core.identity import now
from kam_desktop.core.rules import gift_limits
from kam_desktop.core.rules.gift_limits import OFFICIAL_OWNERS, Finding
from kam_desktop.core.rules.kinds import ClientKind, GiftCategory, GiftOccasion, GiftVia, RegisterPart, Tier, Verdict
from kam_desktop.core.settings import note
from kam_desktop.core.store import plain_rows
from kam_desktop.core.store.tables import Batch, Change, Gift
from kam_desktop.core.visit_period import PeriodKind

_OFFICIAL_RULES: Final = frozenset(("official", "official_person"))
_COLUMNS: Final = (
    "g.id", 'g."on"', "g.item", "g.category", "g.quantity", "p.name", "g.via", "g.via_name", "c.short_name", "c.tier",
    "c.kind", "c.ownership", "p.is_official", "g.occasion", "g.manner", "g.origin", "g.chosen_by", "g.handed_by", "g.story",
    MANAGER, "g.approver", "g.approved_at", "g.approval_remark", "g.value_minor", "g.currency", "g.is_estimate",
    "g.is_handed_in", "g.receipt", "g.reception", "g.reception_score", "g.verdict", "g.rules", "g.override_reason",
    "g.corrects_id", "n.number",
)  # fmt: skip
_NUMBERS: Final = """WITH n AS (SELECT id, row_number() OVER
    (PARTITION BY direction, strftime('%Y', "on") ORDER BY "on", id) AS number FROM gift
    WHERE deleted_at IS NULL AND state IN ('done', 'declined') AND "on" BETWEEN :year_first AND :year_last)"""
_CHUNK: Final = 500


class Correction(NamedTuple):
    """What a line was before: when and by whom it was corrected, and what stood there. ``at`` is None if not logged."""

    at: datetime | None
    author: str
    item: str
    value_minor: int
    currency: str
    on: date


class RegisterLine(NamedTuple):
    """One gift. ``number`` within its year; ``value_minor`` of all pieces. ``manager`` gave it, or took it from them."""

    id: str
    number: int
    part: RegisterPart
    on: date
    item: str
    category: GiftCategory
    quantity: int
    contact: str
    via: GiftVia | None
    via_name: str
    client: str
    tier: Tier | None
    is_official: bool
    occasion: GiftOccasion
    manner: str
    origin: str
    chosen_by: str
    handed_by: str
    story: str
    manager: str
    approver: str
    approved_at: datetime | None
    approval_remark: str
    value_minor: int
    currency: str
    is_estimate: bool
    is_handed_in: bool
    receipt: str
    reception: str
    reception_score: int | None
    verdict: Verdict
    findings: tuple[Finding, ...]
    override_reason: str
    correction: Correction | None

    @property
    def code(self) -> str:
        """``031``, of received ones ``R08``."""
        return f"R{self.number:02}" if self.part is RegisterPart.RECEIVED else f"{self.number:03}"

    @property
    def overridden(self) -> tuple[Finding, ...]:
        """The rules that somebody passed by approving it."""
        return tuple(each for each in self.findings if each.verdict is Verdict.NEEDS_APPROVAL)

    @property
    def is_over(self) -> bool:
        """Whether a limit was passed, not only because of whom it went to."""
        return any(each.code not in _OFFICIAL_RULES for each in self.overridden)


@dataclass(frozen=True, slots=True)
class Register:
    """All lines of a period by day; ``client`` and ``contact`` name whom it was narrowed to."""

    first_on: date
    last_on: date
    kind: PeriodKind
    wanted: GiftFilter
    lines: tuple[RegisterLine, ...]
    client: str = ""
    contact: str = ""
    company: str = ""
    logo: bytes = b""
    printed_by: str = ""
    printed_at: datetime | None = None

    @property
    def has_one_year(self) -> bool:
        """Whether days are clear without their year."""
        return self.first_on.year == self.last_on.year

    def of(self, part: RegisterPart) -> tuple[RegisterLine, ...]:
        """The lines of one part."""
        return tuple(line for line in self.lines if line.part is part)

    def sums(self, part: RegisterPart) -> dict[str, int]:
        """One sum for each currency; a part that was not given comes to nothing."""
        found: Counter[str] = Counter()
        for line in self.of(part):
            found[line.currency] += line.value_minor
        return dict(found)

    def by_manager(self, part: RegisterPart) -> dict[tuple[str, str], int]:
        """The sums of each manager and currency, in the order of their first line."""
        found: Counter[tuple[str, str]] = Counter()
        for line in self.of(part):
            found[line.manager, line.currency] += line.value_minor
        return dict(found)


def read(session: Session, wanted: GiftFilter, *, today: date, printed_by: str = "") -> Register:
    """The register of some days; without days, of the year until today. Raises Invalid, or NotFound for whom it names."""
    first = wanted.first_on or (wanted.last_on or today).replace(month=1, day=1)
    last = wanted.last_on or max(today, first)
    if last < first:
        raise Invalid("to", "period.reversed", first=first.isoformat(), last=last.isoformat())
    lines = list(_lines(session, wanted, first, last))
    return Register(
        first, last, period_reports.kind_of(first, last), wanted, tuple(lines),
        clients.get(session, wanted.client_id).name if wanted.client_id else "",
        contacts.get(session, wanted.contact_id).name if wanted.contact_id else "",
        reports.company_line(session), reports.company_logo(session), printed_by or note(session, "author"), now(),
    )  # fmt: skip


def _lines(session: Session, wanted: GiftFilter, first: date, last: date) -> Iterable[RegisterLine]:
    for part in RegisterPart:
        where, values = wanted.where(session, part)
        values |= {
            "first": first.isoformat(), "last": last.isoformat(), "year_first": first.replace(month=1, day=1).isoformat(),
            "year_last": last.replace(month=12, day=31).isoformat(),
        }  # fmt: skip
        source = where.replace(" WHERE ", " JOIN n ON n.id = g.id WHERE ", 1)
        found = plain_rows.rows(
            session,
            f'{_NUMBERS} SELECT {", ".join(_COLUMNS)} {source} AND g."on" BETWEEN :first AND :last'
            ' ORDER BY g."on", g.id',
            values,
        )
        before = _corrections(session, {row[0]: row[33] for row in found if row[33]})
        for row in found:
            if (on := plain_rows.day(row[1])) is not None:
                yield _line(row, on, part, before.get(row[0]))


def _line(row: plain_rows.Row, on: date, part: RegisterPart, correction: Correction | None) -> RegisterLine:
    (gift_id, _, item, category, quantity, contact, via, via_name, client, tier, kind, ownership, is_official, occasion,
     manner, origin, chosen_by, handed_by, story, manager, approver, approved_at, remark, value, currency, is_estimate,
     is_handed_in, receipt, reception, score, verdict, rules, reason, _, number) = row  # fmt: skip
    return RegisterLine(
        gift_id, number, part, on, item, GiftCategory(category), quantity, contact or "", GiftVia(via) if via else None,
        via_name, client, Tier(tier) if tier else None,
        bool(is_official) or kind == ClientKind.AUTHORITY or ownership in OFFICIAL_OWNERS, GiftOccasion(occasion), manner,
        origin, chosen_by, handed_by, story, manager or "", approver, plain_rows.instant(approved_at), remark, value,
        currency, bool(is_estimate), bool(is_handed_in), receipt, reception, score, Verdict(verdict),
        gift_limits.revived(plain_rows.document(rules) or ()), reason, correction,
    )  # fmt: skip


def _corrections(session: Session, corrected: dict[str, str]) -> dict[str, Correction]:
    """By the id of the row that holds now: what it took the place of."""
    found: dict[str, Correction] = {}
    pairs = list(corrected.items())
    for start in range(0, len(pairs), _CHUNK):
        part = dict(pairs[start : start + _CHUNK])
        made: dict[str, Any] = {
            row.row_id: row
            for row in session.execute(
                select(Change.row_id, Batch.at, Batch.author)
                .join(Batch, Batch.id == Change.batch_id)
                .where(Change.row_id.in_(part), Change.op == "create")
            )
        }
        old = {
            row.id: row
            for row in session.execute(
                select(Gift.id, Gift.item, Gift.value_minor, Gift.currency, Gift.on).where(Gift.id.in_(part.values()))
            )
        }
        for gift_id, old_id in part.items():
            if before := old.get(old_id):
                step = made.get(gift_id)
                found[gift_id] = Correction(
                    step.at if step else None, step.author if step else "", before.item, before.value_minor,
                    before.currency, before.on,
                )  # fmt: skip
    return found
