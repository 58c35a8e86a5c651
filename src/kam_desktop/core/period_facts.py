"""What a period report counts beside its visits: clients owned and met, promises, what managers wrote."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from kam_desktop.core import whose
from kam_desktop.core.rules import visit_charts
from kam_desktop.core.rules.kinds import CommitmentState, Side, Tier
from kam_desktop.core.rules.visit_charts import Share
from kam_desktop.core.store import plain_rows
from kam_desktop.core.store.tables import Client, Commitment, PeriodNote, Visit
from kam_desktop.core.visit_period import PeriodPromise, TierCoverage, Wanted, WeeklyText

Owned = dict[tuple[str, str], int]  # (owner, tier) -> clients
Met = dict[str, tuple[str, str]]  # id of a visited client -> (owner, tier)


def owned(session: Session, wanted: Wanted) -> Owned:
    """(owner, tier) -> clients."""
    if wanted.client_id:
        return {}
    counts = Counter((row[1], row[2]) for row in plain_rows.rows(session, _OWNED, _values(session, wanted)))
    return dict(counts)


def met(session: Session, wanted: Wanted, visited: Collection[str]) -> Met:
    """Owned clients that are among the visited: id -> (owner, tier)."""
    if not visited:
        return {}
    found = plain_rows.rows(session, _OWNED, _values(session, wanted))
    return {client_id: (owner, tier) for client_id, owner, tier in found if client_id in visited}


def _values(session: Session, wanted: Wanted) -> dict[str, object]:
    return {"manager": wanted.manager, "me": whose.me(session)}


_LIVING: Final = f"""c.deleted_at IS NULL AND c.status = 'active' AND (:manager = '' OR {whose.CLIENT} = :manager)"""
_OWNED: Final = f"SELECT c.id, {whose.CLIENT}, c.tier FROM client c WHERE {_LIVING}"
_OF_A: Final = f"""SELECT c.id, CASE c.short_name WHEN '' THEN c.name ELSE c.short_name END FROM client c
    WHERE {_LIVING} AND c.tier = 'A' ORDER BY c.sort_key, c.id"""


def coverage(owned: Owned, met: Met) -> tuple[Share, ...]:
    """Of each owner, the best first."""
    wholes: Counter[str] = Counter()
    for (owner, _), count in owned.items():
        wholes[owner] += count
    parts = Counter(owner for owner, _ in met.values())
    return tuple(sorted((Share(owner, parts[owner], whole) for owner, whole in wholes.items()), key=_by_share))


def tiers(owned: Owned, met: Met, visited: Sequence[Tier | None]) -> tuple[TierCoverage, ...]:
    wholes: Counter[str] = Counter()
    for (_, tier), count in owned.items():
        wholes[tier] += count
    parts = Counter(tier for _, tier in met.values())
    visits = Counter(visited)
    found = [
        TierCoverage(tier, parts[tier or ""], wholes[tier or ""], visits[tier]) for tier in visit_charts.TIERS
    ]  # fmt: skip
    return tuple(each for each in found if each.owned or each.visits)


def unmet_of_a(session: Session, wanted: Wanted, met: Met) -> list[str]:
    if wanted.client_id:
        return []
    found = plain_rows.rows(session, _OF_A, _values(session, wanted))
    return [name for client_id, name in found if client_id not in met]


def promises(session: Session, wanted: Wanted, today: date) -> tuple[PeriodPromise, ...]:
    """Open promises that were made up to the end of the period, the next due first."""
    statement = (
        _promised(wanted, select(Commitment, Client.short_name, Client.name))
        .where(Commitment.state == CommitmentState.OPEN, or_(Visit.id.is_(None), Visit.on <= wanted.last_on))
        .order_by(Commitment.due_on.is_(None), Commitment.due_on, Commitment.id)
    )
    made = []
    for row, short_name, name in session.execute(statement):
        left = (row.due_on - today).days if row.due_on else None
        made.append(PeriodPromise(short_name or name, row.text, row.owner, Side(row.side), row.due_on, left))
    return tuple(made)


def promises_kept(session: Session, wanted: Wanted) -> tuple[Share, ...]:
    """Our promises that were settled in the period, by the manager who made them (D-11.4)."""
    owner = func.coalesce(Visit.owner, Client.owner)
    statement = (
        _promised(wanted, select(owner, Commitment.state, func.count()))
        .where(
            Commitment.side == Side.OURS,
            Commitment.state != CommitmentState.OPEN,
            Commitment.settled_on.between(wanted.first_on, wanted.last_on),
        )
        .group_by(owner, Commitment.state)
    )
    kept: Counter[str] = Counter()
    settled: Counter[str] = Counter()
    for name, state, count in session.execute(statement):
        settled[name] += count
        kept[name] += count if state == CommitmentState.KEPT else 0
    return tuple(sorted((Share(name, kept[name], whole) for name, whole in settled.items()), key=_by_share))


def _by_share(share: Share) -> tuple[float, int, str]:
    return (-share.part / share.whole, -share.whole, share.name)


def _promised(wanted: Wanted, statement: Any) -> Any:
    statement = (
        statement.select_from(Commitment)
        .join(Client, Client.id == Commitment.client_id)
        .outerjoin(Visit, Visit.id == Commitment.visit_id)
        .where(Commitment.deleted_at.is_(None), Client.deleted_at.is_(None))
    )
    if wanted.manager:
        statement = statement.where(func.coalesce(Visit.owner, Client.owner) == wanted.manager)
    return statement.where(Commitment.client_id == wanted.client_id) if wanted.client_id else statement


def notes(session: Session, wanted: Wanted) -> tuple[WeeklyText, ...]:
    """What was written for exactly this period: of the manager; of a team its own first, then each manager's."""
    if wanted.client_id:
        return ()
    statement = (
        select(PeriodNote)
        .where(
            PeriodNote.first_on == wanted.first_on,
            PeriodNote.last_on == wanted.last_on,
            PeriodNote.deleted_at.is_(None),
        )
        .order_by(PeriodNote.manager, PeriodNote.id)
    )
    if wanted.manager:
        statement = statement.where(PeriodNote.manager == wanted.manager)
    texts = [WeeklyText(row.manager, row.summary, row.plans, row.problems) for row in session.scalars(statement)]
    return tuple(each for each in texts if each.summary.strip() or each.next_week.strip() or each.problems.strip())
