"""Planned against done, and who was not met: per manager, tier and client, in one period (D-6.4).

A client counts as met when a visit of the period took place, whoever made it and whether its report is accepted yet
or not. Visits count for the manager who made them, as in the reports of a period; see ``whose``.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from kam_desktop.core import whose
from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import visit_charts
from kam_desktop.core.rules.kinds import Tier, VisitState
from kam_desktop.core.rules.visit_charts import Share, Span
from kam_desktop.core.settings import get as setting
from kam_desktop.core.store import plain_rows
from kam_desktop.core.whose import IS_DONE, TOOK_PLACE


class Line(NamedTuple):
    """Clients owned and met, visits planned (cancelled ones too) and done. ``manager`` or ``tier`` None: all."""

    manager: str | None
    tier: str | None
    owned: int
    met: int
    planned: int
    done: int
    cancelled: int

    @property
    def share(self) -> Share:
        """Met of owned, as the charts draw it."""
        return Share(self.manager or self.tier or "", self.met, self.owned)


class Coverage(NamedTuple):
    """A period at a glance. ``lines`` are per manager and tier; ``spans`` the visits that took place."""

    first_on: date
    last_on: date
    target: int
    lines: tuple[Line, ...]
    spans: tuple[Span, ...]

    def total(self) -> Line:
        """All together."""
        return _sum(self.lines, None, None)

    def managers(self) -> tuple[Line, ...]:
        """A line a manager, the best share first."""
        names = dict.fromkeys(line.manager for line in self.lines)
        made = [_sum([each for each in self.lines if each.manager == name], name, None) for name in names]
        return tuple(sorted(made, key=lambda line: (-line.met / (line.owned or 1), -line.owned, line.manager or "")))

    def tiers(self) -> tuple[Line, ...]:
        """A line a tier that has clients or visits, A first."""
        made = [_sum([each for each in self.lines if each.tier == tier], None, tier) for tier in ("A", "B", "C", "")]
        return tuple(line for line in made if line.owned or line.done)


class ClientLine(NamedTuple):
    """One client in the period, and the last visit of all that took place until its end."""

    id: str
    client: str
    tier: str
    manager: str
    planned: int
    done: int
    last_visit_on: date | None


def read(session: Session, first_on: date, last_on: date, *, manager: str = "") -> Coverage:
    """The coverage of a period, both days included, of all managers or one. Raises Invalid ``period.reversed``."""
    if last_on < first_on:
        raise Invalid("to", "period.reversed", first=first_on.isoformat(), last=last_on.isoformat())
    values = _values(session, first_on, last_on, manager)
    known = {row[0]: row[1:] for row in plain_rows.rows(session, _LIVING, values)}
    owners = {each: key[:2] for each, key in known.items() if key[2] and manager in ("", key[0])}
    counts: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * 5)
    for key in owners.values():
        counts[key][0] += 1
    met: set[str] = set()
    days = []
    for client_id, on, state, visitor in plain_rows.rows(session, _OF_PERIOD, values):  # once: rows lie far apart
        if client_id not in known:
            continue
        if state in TOOK_PLACE and client_id in owners and client_id not in met:
            met.add(client_id)
            counts[owners[client_id]][1] += 1
        if manager not in ("", visitor):
            continue
        tier = known[client_id][1]
        count = counts[visitor, tier]
        count[2] += 1
        count[4] += state == VisitState.CANCELLED
        if state in TOOK_PLACE:
            count[3] += 1
            days.append((date.fromisoformat(on), Tier(tier) if tier else None))
    target = int(setting(session, "coverage_target"))
    lines = tuple(Line(*key, *count) for key, count in sorted(counts.items()))
    return Coverage(first_on, last_on, target, lines, visit_charts.spans(first_on, last_on, days))


def client_ids(
    session: Session, first_on: date, last_on: date, *, manager: str = "", tier: str | None = None,
    is_met: bool | None = False,
) -> list[str]:  # fmt: skip
    """The clients of a mark: not met, met, or all (None). The highest tier first, then those seen longest ago."""
    values = _values(session, first_on, last_on, manager) | {
        "tier": tier,
        "met": None if is_met is None else int(is_met),
    }
    return [row[0] for row in plain_rows.rows(session, _IDS, values)]


def client_lines(session: Session, wanted: Sequence[str], first_on: date, last_on: date) -> list[ClientLine]:
    """The lines for a slice of ids, in its order."""
    marks = ", ".join(f":id{place}" for place in range(len(wanted)))
    values = _values(session, first_on, last_on, "") | {f"id{place}": each for place, each in enumerate(wanted)}
    found = {row[0]: row for row in plain_rows.rows(session, _CLIENTS.format(marks=marks), values)}
    return [ClientLine._make((*found[each][:6], plain_rows.day(found[each][6]))) for each in wanted if each in found]


def _values(session: Session, first_on: date, last_on: date, manager: str) -> dict[str, object]:
    days = {"first": first_on.isoformat(), "last": last_on.isoformat()}
    return {**days, "manager": manager, "me": whose.me(session)}


def _sum(lines: Sequence[Line], manager: str | None, tier: str | None) -> Line:
    counted = ("owned", "met", "planned", "done", "cancelled")
    return Line(manager, tier, **{name: sum(getattr(line, name) for line in lines) for name in counted})


_OWNED: Final = f"c.deleted_at IS NULL AND c.status = 'active' AND (:manager = '' OR {whose.CLIENT} = :manager)"
_IN_PERIOD: Final = 'v."on" BETWEEN :first AND :last AND v.deleted_at IS NULL'
_PAID: Final = f"""
WITH paid AS MATERIALIZED (
    SELECT v.client_id, sum({IS_DONE}) AS done
    FROM visit v WHERE {_IN_PERIOD} GROUP BY v.client_id
)"""
_LIVING: Final = f"SELECT c.id, {whose.CLIENT}, c.tier, c.status = 'active' FROM client c WHERE c.deleted_at IS NULL"
_OF_PERIOD: Final = f'SELECT v.client_id, v."on", v.state, {whose.VISIT} FROM visit v WHERE {_IN_PERIOD}'
_LAST: Final = (
    '(SELECT max(v."on") FROM visit v WHERE v.client_id = c.id AND v."on" <= :last AND v.deleted_at IS NULL'
    f" AND {IS_DONE})"
)
_IDS: Final = f"""{_PAID}
SELECT c.id, {_LAST} AS last_on FROM client c LEFT JOIN paid ON paid.client_id = c.id
WHERE {_OWNED} AND (:tier IS NULL OR c.tier = :tier) AND (:met IS NULL OR (coalesce(paid.done, 0) > 0) = :met)
ORDER BY CASE c.tier WHEN '' THEN 'Z' ELSE c.tier END, last_on, c.sort_key, c.id
"""
_CLIENTS: Final = f"""
SELECT c.id, CASE WHEN c.short_name = '' THEN c.name ELSE c.short_name END, c.tier, {whose.CLIENT},
    (SELECT count(*) FROM visit v WHERE v.client_id = c.id AND {_IN_PERIOD}),
    (SELECT count(*) FROM visit v WHERE v.client_id = c.id AND {_IN_PERIOD} AND {IS_DONE}), {_LAST}
FROM client c WHERE c.id IN ({{marks}})
"""
