"""Service policies: which touches are due how often, per tier or for one client (D-4.1 to D-4.3).

A client's own line takes the place of its tier's line of the same activity, and stays as it is when the tier's
changes. After ``set_tier`` the clients of the tier are planned in parts when nobody waits; after ``set_own`` the
caller plans the client anew.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from kam_desktop.core import identity, settings
from kam_desktop.core.errors import Conflict, Invalid
from kam_desktop.core.identity import now
from kam_desktop.core.rules.cadence import DEFAULTS, PolicyLine, checked
from kam_desktop.core.rules.kinds import Activity, Channel, Tier
from kam_desktop.core.store import changes, plain_rows
from kam_desktop.core.store.tables import Policy


class PolicyEntry(NamedTuple):
    """A line as it is edited. ``revision`` is the one that was read; ``is_own``: of the client, not of its tier."""

    line: PolicyLine
    revision: int = 0
    is_own: bool = False


class ClientPolicy(NamedTuple):
    """What holds for one client, and what its tier says of the same activities."""

    name: str
    tier: str
    entries: tuple[PolicyEntry, ...]
    of_tier: tuple[PolicyEntry, ...]


def seed(session: Session) -> None:
    """Put the default policies into a new store; their ids are the same on every laptop."""
    changes.begin_batch(session, "seed", "policies")
    for tier, lines in DEFAULTS.items():
        for line in lines:
            session.add(Policy(id=_id(tier, line.activity), tier=tier.value, scope_id="company", **_columns(line)))


def by_tier(session: Session) -> dict[str, tuple[PolicyLine, ...]]:
    """The lines in force for each tier."""
    found: dict[str, list[PolicyLine]] = {tier.value: [] for tier in Tier}
    for tier, _, *line in plain_rows.rows(session, f"{_LINES} AND is_active AND client_id IS NULL {_ORDER}", {}):
        found.setdefault(tier, []).append(_made(line))
    return {tier: tuple(lines) for tier, lines in found.items()}


def overrides(session: Session, client_ids: Sequence[str]) -> Mapping[str, tuple[PolicyLine, ...]]:
    """The lines of clients that have some of their own; an activity named there replaces the tier's."""
    found: dict[str, list[PolicyLine]] = {}
    sql = f"{_LINES} AND client_id IN (SELECT value FROM json_each(:ids)) {_ORDER}"
    for _, client_id, *line in plain_rows.rows(session, sql, {"ids": json.dumps(list(client_ids))}):
        found.setdefault(client_id, []).append(_made(line))
    return {client_id: tuple(lines) for client_id, lines in found.items()}


def in_force(tier_lines: Sequence[PolicyLine], own: Sequence[PolicyLine]) -> tuple[PolicyLine, ...]:
    """A tier's lines with a client's own in their place; those that are switched off are left out."""
    named = {line.activity for line in own}
    lines = (*[line for line in tier_lines if line.activity not in named], *own)
    return tuple(line for line in lines if line.is_active)


def of_tier(session: Session, tier: str) -> tuple[PolicyEntry, ...]:
    """A tier's lines to edit, those that are switched off too; clocks first, the shortest before."""
    rows = session.scalars(_kept().where(Policy.client_id.is_(None), Policy.tier == tier))
    return _in_order(PolicyEntry(_line(row), row.revision) for row in rows)


def of_client(session: Session, client_id: str) -> ClientPolicy:
    """What holds for one client, line by line, its own marked."""
    sql = "SELECT name, tier FROM client WHERE id = :id"
    [(name, tier)] = plain_rows.rows(session, sql, {"id": client_id}) or [("", "")]
    rows = session.scalars(_kept().where(Policy.client_id == client_id))
    own = {row.activity: PolicyEntry(_line(row), row.revision, is_own=True) for row in rows}
    tiers = of_tier(session, tier)
    rest = [each for each in tiers if each.line.activity not in own]
    return ClientPolicy(name, tier, _in_order((*rest, *own.values())), tiers)


def set_tier(session: Session, tier: str, entries: Sequence[PolicyEntry]) -> bool:
    """Make these the lines of a tier; returns whether anything changed, in which case its clients are planned anew.

    Raises ``Invalid`` (``policy.…``, with the activity) and ``Conflict`` when somebody saved a line meanwhile.
    """
    rows = {row.activity: row for row in session.scalars(_all().where(Policy.client_id.is_(None), Policy.tier == tier))}
    has_changed = _put(session, rows, entries, tier=tier, client_id=None)
    if has_changed:
        settings.plan_again(session)
    return has_changed


def set_own(session: Session, client_id: str, tier: str, entries: Sequence[PolicyEntry]) -> bool:
    """Keep those of the entries that are the client's own; for all others it follows its tier. The caller replans."""
    rows = {row.activity: row for row in session.scalars(_all().where(Policy.client_id == client_id))}
    own = [each for each in entries if each.is_own]
    return _put(session, rows, own, tier=tier, client_id=client_id)


def _put(
    session: Session, rows: Mapping[str, Policy], entries: Sequence[PolicyEntry], *, tier: str, client_id: str | None
) -> bool:
    named = [checked(each.line).activity for each in entries]
    if twice := [each for each in named if named.count(each) > 1]:
        raise Invalid("activity", "policy.twice", activity=twice[0])
    has_changed = False
    for each in entries:
        row = rows.get(each.line.activity)
        if row is None:
            has_changed = True
            key = _id(client_id or tier, each.line.activity)
            scope = client_id or "company"
            session.add(Policy(id=key, tier=tier, client_id=client_id, scope_id=scope, **_columns(each.line)))
            continue
        if row.deleted_at is None and each.revision != row.revision:
            raise Conflict("record.changed_meanwhile")
        row.deleted_at = None
        for name, value in _columns(each.line).items():
            setattr(row, name, value)
    for row in rows.values():
        if row.activity not in named and row.deleted_at is None:
            row.deleted_at = now()
    has_changed |= any(session.is_modified(row) for row in rows.values())
    session.flush()
    return has_changed


def _id(whose: str, activity: Activity) -> str:
    return identity.derived_id(f"policy:{whose}:{activity}")


def _in_order(entries: Iterable[PolicyEntry]) -> tuple[PolicyEntry, ...]:
    return tuple(sorted(entries, key=lambda each: (not each.line.ideal_days, each.line.ideal_days, each.line.activity)))


def _all() -> Select[Policy]:
    return select(Policy).order_by(Policy.activity, Policy.deleted_at.is_(None))  # of two, the one in force counts


def _kept() -> Select[Policy]:
    return _all().where(Policy.deleted_at.is_(None))


#: As often as a client is planned; in the order of ``_kept``, read without the ORM.
_LINES: Final = """SELECT tier, client_id, activity, channel, ideal_days, latest_days, jitter_days, lead_days, has_gift, "by",
    festivals, is_active FROM policy WHERE deleted_at IS NULL"""
_ORDER: Final = "ORDER BY activity, id"


def _made(row: Sequence[Any]) -> PolicyLine:
    activity, channel, ideal, latest, jitter, lead, has_gift, by, festivals, is_active = row
    return PolicyLine(
        Activity(activity), Channel(channel), ideal, latest, jitter, lead, bool(has_gift), by,
        plain_rows.texts(festivals), bool(is_active),
    )  # fmt: skip


def _line(row: Policy) -> PolicyLine:
    return PolicyLine(
        Activity(row.activity), Channel(row.channel), row.ideal_days, row.latest_days, row.jitter_days,
        row.lead_days, row.has_gift, row.by, row.festivals, row.is_active,
    )  # fmt: skip


def _columns(line: PolicyLine) -> dict[str, Any]:
    return {**asdict(line), "activity": line.activity.value, "channel": line.channel.value}
