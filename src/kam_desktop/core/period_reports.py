"""Builds the read model of a period of visits, all of it in one read transaction (D-6.3, D-6.4)."""

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from kam_desktop.core import clients, period_facts, period_points, reports, whose
from kam_desktop.core.errors import Invalid
from kam_desktop.core.identity import now
from kam_desktop.core.rules import visit_charts
from kam_desktop.core.rules.kinds import VisitState
from kam_desktop.core.settings import get as setting
from kam_desktop.core.settings import note
from kam_desktop.core.store.tables import Client, Visit
from kam_desktop.core.visit_period import (
    CompetitorNews,
    PeriodExpense,
    PeriodKind,
    PeriodScope,
    VersionLine,
    VisitPeriod,
    Wanted,
)
from kam_desktop.core.visit_report import VisitReport
from kam_desktop.core.whose import TOOK_PLACE

_LONGEST_DAYS: Final = 3_660


def visit_period(session: Session, wanted: Wanted, *, today: date, printed_by: str = "") -> VisitPeriod:
    """The period as it is printed. Raises Invalid ``period.reversed`` or ``period.too_long``, NotFound for a manager."""
    _check(session, wanted)
    only_accepted = _is_strict(session, wanted)
    rows, chosen = _rows(session, wanted, only_accepted=only_accepted)
    printed_by = printed_by or note(session, "author")
    printed = reports.visit_reports(session, chosen, today=today, printed_by=printed_by, with_photos=wanted.with_photos)
    late = [_late_days(report, today) for report in printed]
    visited = [(report.on, report.tier) for report in printed]
    owned = period_facts.owned(session, wanted)
    met = period_facts.met(session, wanted, _visited(session, wanted, chosen, only_accepted=only_accepted))
    seen = VisitPeriod(
        kind=kind_of(wanted.first_on, wanted.last_on),
        scope=_scope(wanted),
        name=_name(session, wanted),
        first_on=wanted.first_on,
        last_on=wanted.last_on,
        counted_on=today,
        visits=tuple(printed),
        managers=_managers(printed, owned),
        lead=str(setting(session, "lead")),
        company=reports.company_line(session),
        logo=reports.company_logo(session),
        only_accepted=only_accepted,
        left_out=_left_out(rows, chosen),
        planned=len(rows),
        cancelled=sum(row.state == VisitState.CANCELLED for row in rows),
        on_time=sum(days == 0 for days in late),
        handed_in=sum(days is not None for days in late),
        days=visit_charts.by_day(wanted.first_on, wanted.last_on, visited),
        spans=visit_charts.spans(wanted.first_on, wanted.last_on, visited),
        clients_met=len({row.client_id for row in chosen}),
        coverage=period_facts.coverage(owned, met),
        coverage_target=int(setting(session, "coverage_target")),
        tiers=period_facts.tiers(owned, met, [tier for _, tier in visited]) if owned else (),
        promises=period_facts.promises(session, wanted, today),
        promises_kept=period_facts.promises_kept(session, wanted),
        competitors=tuple(
            CompetitorNews(each.on, each.short_name, each.manager, each.competitors.strip())
            for each in printed
            if each.competitors.strip()
        ),
        expenses=tuple(
            PeriodExpense(each.on, each.short_name, each.manager, spent.text, spent.minor, spent.currency)
            for each in printed
            for spent in each.expenses
        ),
        versions=tuple(
            VersionLine(
                each.on, each.short_name, each.manager, each.version, each.state, each.submitted_at, days,
                each.reviewer, each.reviewed_at,
            )
            for each, days in zip(printed, late, strict=True)
        ),
        texts=period_facts.notes(session, wanted),
        printed_by=printed_by,
        printed_at=now(),
    )  # fmt: skip
    too_late = [each.manager for each, days in zip(printed, late, strict=True) if days]
    return replace(seen, points=period_points.points(seen, period_facts.unmet_of_a(session, wanted, met), too_late))


def visit_ids(session: Session, wanted: Wanted) -> list[str]:
    """The visits that ``visit_period`` prints, in its order: for tables and for many files at once."""
    _check(session, wanted)
    _, chosen = _rows(session, wanted, only_accepted=_is_strict(session, wanted))
    return [row.id for row in chosen]


def _is_strict(session: Session, wanted: Wanted) -> bool:
    """Where nobody reviews, nothing would ever be accepted."""
    return bool(setting(session, "lead")) if wanted.only_accepted is None else wanted.only_accepted


def kind_of(first_on: date, last_on: date) -> PeriodKind:
    """What the days from first to last, both included, are called."""
    after = last_on + timedelta(days=1)
    days = (after - first_on).days
    if first_on.weekday() == 0 and 5 <= days <= 7:
        return PeriodKind.WEEK
    if first_on.day != 1 or after.day != 1:
        return PeriodKind.DAYS
    months = (after.year - first_on.year) * 12 + after.month - first_on.month
    if months == 1:
        return PeriodKind.MONTH
    if months == 3 and first_on.month % 3 == 1:
        return PeriodKind.QUARTER
    return PeriodKind.YEAR if months == 12 and first_on.month == 1 else PeriodKind.DAYS


def _check(session: Session, wanted: Wanted) -> None:
    if wanted.last_on < wanted.first_on:
        raise Invalid("to", "period.reversed", first=wanted.first_on.isoformat(), last=wanted.last_on.isoformat())
    if (wanted.last_on - wanted.first_on).days > _LONGEST_DAYS:
        raise Invalid("to", "period.too_long")
    if wanted.client_id:
        clients.get(session, wanted.client_id)
    whose.check(session, wanted.manager)


def _rows(session: Session, wanted: Wanted, *, only_accepted: bool) -> tuple[list[Visit], list[Visit]]:
    """All visits of the period, and those that are printed: the manager with most of them first, then by day.

    Of a report and its correction one is taken: the correction once it may be printed itself.
    """
    states = _printable(only_accepted)
    found = list(session.scalars(_of_period(session, wanted).where(Visit.deleted_at.is_(None))))
    corrected = {row.corrects_id for row in found if row.state in states}
    waiting = {row.corrects_id for row in found if row.corrects_id and row.state not in states}
    stand_in = set(session.scalars(select(Visit.id).where(Visit.id.in_(waiting))))
    rows = [
        row for row in found if row.id not in corrected and (row.state in states or row.corrects_id not in stand_in)
    ]
    rows += [
        row
        for row in session.scalars(_of_period(session, wanted).where(_is_replaced(states)))
        if row.id not in corrected
    ]
    chosen = [row for row in rows if row.state in states]
    me = whose.me(session)
    counts = Counter(row.owner or me for row in chosen)
    chosen.sort(key=lambda row: (-counts[row.owner or me], row.owner or me, row.on, row.started_at or time.max, row.id))
    return rows, chosen


def _printable(only_accepted: bool) -> frozenset[VisitState]:
    return frozenset({VisitState.ACCEPTED} if only_accepted else TOOK_PLACE)


def _visited(session: Session, wanted: Wanted, chosen: Sequence[Visit], *, only_accepted: bool) -> set[str]:
    """The clients that were seen, of one manager's by a colleague too."""
    if not wanted.manager:
        return {row.client_id for row in chosen}
    states = _printable(only_accepted)
    is_seen = (Visit.deleted_at.is_(None) & Visit.state.in_([each.value for each in states])) | _is_replaced(states)
    everybody = _of_period(session, replace(wanted, manager="")).where(is_seen)
    return set(session.scalars(everybody.with_only_columns(Visit.client_id).distinct()))


def _of_period(session: Session, wanted: Wanted) -> Any:
    statement = (
        select(Visit)
        .join(Client, Client.id == Visit.client_id)
        .where(Visit.on.between(wanted.first_on, wanted.last_on), Client.deleted_at.is_(None))
    )
    if wanted.manager:
        statement = statement.where(Visit.owner.in_(whose.written_as(session, wanted.manager)))
    return statement.where(Visit.client_id == wanted.client_id) if wanted.client_id else statement


def _is_replaced(states: Set[VisitState]) -> Any:
    """The accepted reports that were put away for a correction that may not be printed yet."""
    correction = aliased(Visit)
    not_yet = [each.value for each in TOOK_PLACE if each not in states]
    waits = select(correction.corrects_id).where(
        correction.state.in_(not_yet), correction.deleted_at.is_(None), correction.corrects_id.is_not(None)
    )
    return Visit.deleted_at.is_not(None) & Visit.id.in_(waits)


def _left_out(rows: Sequence[Visit], chosen: Sequence[Visit]) -> tuple[tuple[VisitState, int], ...]:
    inside = {row.id for row in chosen}
    counts = Counter(VisitState(row.state) for row in rows if row.id not in inside)
    return tuple((state, counts[state]) for state in VisitState if counts[state] and state is not VisitState.CANCELLED)


def _scope(wanted: Wanted) -> PeriodScope:
    if wanted.client_id:
        return PeriodScope.CLIENT
    return PeriodScope.MANAGER if wanted.manager else PeriodScope.TEAM


def _name(session: Session, wanted: Wanted) -> str:
    if wanted.client_id:
        return clients.get(session, wanted.client_id).name
    return wanted.manager or str(setting(session, "department") or setting(session, "company"))


def _managers(printed: Sequence[VisitReport], owned: period_facts.Owned) -> tuple[str, ...]:
    """Everybody with a visit, then everybody else with clients."""
    names = [report.manager for report in printed] + sorted(owner for owner, _ in owned)
    return tuple(dict.fromkeys(filter(None, names)))


def _late_days(report: VisitReport, today: date) -> int | None:
    """Days after the report was due, 0 for in time; None where it is not due yet, or nobody knows when it came in."""
    due = report.report_due_on or report.on
    if report.submitted_at is not None:
        return max(0, (report.submitted_at.astimezone().date() - due).days)
    return (today - due).days if report.state is VisitState.REPORTED and today > due else None
