"""What a period report counts beside its visits: clients owned and met, promises, what managers wrote."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import whose
from kam_desktop.core.rules import visit_charts
from kam_desktop.core.rules.kinds import Side, Tier
from kam_desktop.core.rules.visit_charts import Share
from kam_desktop.core.store import plain_rows
from kam_desktop.core.store.tables import PeriodNote
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
    days = {"first": wanted.first_on.isoformat(), "last": wanted.last_on.isoformat()}
    return {**days, "manager": wanted.manager, "client": wanted.client_id, "me": whose.me(session)}


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
    made = []
    for client, text, owner, side, due in plain_rows.rows(session, _PROMISES, _values(session, wanted)):
        due_on = plain_rows.day(due)
        left = (due_on - today).days if due_on else None
        made.append(PeriodPromise(client, text, owner, Side(side), due_on, left))
    return tuple(made)


def promises_kept(session: Session, wanted: Wanted) -> tuple[Share, ...]:
    """Our promises that were settled in the period, by the manager who made them (D-11.4)."""
    found = plain_rows.rows(session, _SETTLED, _values(session, wanted))
    return tuple(sorted((Share(*row) for row in found), key=_by_share))


def _by_share(share: Share) -> tuple[float, int, str]:
    return (-share.part / share.whole, -share.whole, share.name)


_PROMISED: Final = """FROM commitment m JOIN client c ON c.id = m.client_id LEFT JOIN visit v ON v.id = m.visit_id
    WHERE m.deleted_at IS NULL AND c.deleted_at IS NULL AND (:client = '' OR m.client_id = :client)"""
_PROMISES: Final = f"""SELECT CASE c.short_name WHEN '' THEN c.name ELSE c.short_name END, m.text, m.owner, m.side,
    m.due_on {_PROMISED} AND m.state = 'open' AND {whose.CONCERNS} AND (v.id IS NULL OR v."on" <= :last)
    ORDER BY m.due_on IS NULL, m.due_on, m.id"""
_SETTLED: Final = f"""SELECT {whose.PROMISE}, sum(m.state = 'kept'), count(*) {_PROMISED} AND m.side = 'ours'
    AND m.state <> 'open' AND m.settled_on BETWEEN :first AND :last
    AND (:manager = '' OR {whose.PROMISE} = :manager) GROUP BY 1"""


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
