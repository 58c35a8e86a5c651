"""The plan at a glance: how many touches of each kind in each month, and why, with one of each reason (D-5.8)."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy.orm import Session

from kam_desktop.core.rules.kinds import TouchKind
from kam_desktop.core.store import plain_rows
from kam_desktop.core.store.touch_sql import LIVES, PLANNED

_MONTHS: Final = f"""SELECT t.kind, substr(t.due_on, 1, 7), count(*) FROM touch t
    WHERE t.due_on BETWEEN :first AND :last AND {PLANNED} AND {LIVES} GROUP BY 1, 2"""
#: the other columns are those of the row that has the smallest id
_REASONS: Final = f"""SELECT t.kind, t.reason, count(*), min(t.due_on || t.id), c.short_name, c.tier, t.due_on, t.reason_params
    FROM touch t JOIN client c ON c.id = t.client_id AND c.deleted_at IS NULL
    WHERE t.due_on BETWEEN :first AND :last AND {PLANNED} GROUP BY 1, 2 ORDER BY 3 DESC, 2"""


class Reason(NamedTuple):
    """A reason, how many touches have it, and the first of them as an example."""

    kind: TouchKind
    code: str
    number: int
    client: str
    due_on: date
    params: Mapping[str, Any]


class Overview(NamedTuple):
    """``counts`` by kind and month (``2026-09``), all months of the span; ``reasons``, those of most touches first."""

    months: tuple[str, ...]
    counts: Mapping[TouchKind, tuple[int, ...]]
    reasons: tuple[Reason, ...]


def of(session: Session, first: date, last: date) -> Overview:
    """What is planned from ``first`` to ``last``, with or without a place."""
    span = {"first": first.isoformat(), "last": last.isoformat()}
    months = tuple(
        f"{number // 12}-{number % 12 + 1:02}"
        for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    )
    found = {(kind, month): number for kind, month, number in plain_rows.rows(session, _MONTHS, span)}
    counts = {
        kind: tuple(found.get((kind.value, month), 0) for month in months)
        for kind in TouchKind
        if any(name == kind for name, _ in found)
    }
    reasons = [
        Reason(TouchKind(kind), code, number, client, plain_rows.day(due) or first, {**_params(text), "tier": tier})
        for kind, code, number, _, client, tier, due, text in plain_rows.rows(session, _REASONS, span)
    ]
    return Overview(months, counts, tuple(reasons))


def _params(text: str) -> dict[str, Any]:
    known = plain_rows.document(text)
    return known if isinstance(known, dict) else {}
