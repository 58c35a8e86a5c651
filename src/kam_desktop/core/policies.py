"""Service policies: which touches are due how often, per tier or for one client (D-4.1 to D-4.3)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from kam_desktop.core import identity
from kam_desktop.core.rules.cadence import DEFAULTS, PolicyLine
from kam_desktop.core.rules.kinds import Activity, Channel, Tier
from kam_desktop.core.store import changes
from kam_desktop.core.store.tables import Policy


def seed(session: Session) -> None:
    """Put the default policies into a new store; their ids are the same on every laptop."""
    changes.begin_batch(session, "seed", "policies")
    for tier, lines in DEFAULTS.items():
        for line in lines:
            key = identity.derived_id(f"policy:{tier}:{line.activity}")
            session.add(Policy(id=key, tier=tier.value, scope_id="company", **_columns(line)))


def by_tier(session: Session) -> dict[str, tuple[PolicyLine, ...]]:
    """The lines in force for each tier."""
    found: dict[str, list[PolicyLine]] = {tier.value: [] for tier in Tier}
    for row in session.scalars(_active().where(Policy.client_id.is_(None))):
        found.setdefault(row.tier, []).append(_line(row))
    return {tier: tuple(lines) for tier, lines in found.items()}


def overrides(session: Session, client_ids: Sequence[str]) -> Mapping[str, tuple[PolicyLine, ...]]:
    """The lines of clients that have some of their own; an activity named there replaces the tier's."""
    found: dict[str, list[PolicyLine]] = {}
    for row in session.scalars(_active().where(Policy.client_id.in_(client_ids))):
        found.setdefault(row.client_id or "", []).append(_line(row))
    return {client_id: tuple(lines) for client_id, lines in found.items()}


def in_force(tier_lines: Sequence[PolicyLine], own: Sequence[PolicyLine]) -> tuple[PolicyLine, ...]:
    """A tier's lines with a client's own in their place."""
    named = {line.activity for line in own}
    return (*[line for line in tier_lines if line.activity not in named], *own)


def _active() -> Select[Policy]:
    return select(Policy).where(Policy.is_active, Policy.deleted_at.is_(None)).order_by(Policy.activity)


def _line(row: Policy) -> PolicyLine:
    return PolicyLine(
        Activity(row.activity), Channel(row.channel), row.ideal_days, row.latest_days, row.jitter_days,
        row.lead_days, row.has_gift, row.by, row.festivals,
    )  # fmt: skip


def _columns(line: PolicyLine) -> dict[str, Any]:
    return {**asdict(line), "activity": line.activity.value, "channel": line.channel.value}


class PolicyRow(NamedTuple):
    """A tier's line as the settings show it."""

    id: str
    tier: str
    activity: str
    channel: str
    ideal_days: int
    latest_days: int


def rows(session: Session) -> list[PolicyRow]:
    """The tiers' lines, in order."""
    found = session.execute(
        select(Policy.id, Policy.tier, Policy.activity, Policy.channel, Policy.ideal_days, Policy.latest_days)
        .where(Policy.is_active, Policy.deleted_at.is_(None), Policy.client_id.is_(None))
        .order_by(Policy.tier, Policy.ideal_days == 0, Policy.ideal_days, Policy.activity)
    )
    return [PolicyRow(*row) for row in found]


def set_days(session: Session, days: Mapping[str, tuple[int, int]]) -> None:
    """Change ideal and latest days of lines; the caller plans anew."""
    for policy_id, (ideal, latest) in days.items():
        row = session.get(Policy, policy_id)
        if row is not None:
            row.ideal_days, row.latest_days = ideal, latest
