"""What changed at a client since the visit before: what a lead wants to know beside a report (D-6.1)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy.orm import Session

from kam_desktop.core import visit_brief, visits
from kam_desktop.core.rules.kinds import CommitmentState, Side
from kam_desktop.core.store import plain_rows
from kam_desktop.core.visit_brief import Trend
from kam_desktop.core.whose import IS_DONE

_NAMES: Final = 8  # told at most, of people and of competitors


class Settled(NamedTuple):
    """A promise that was settled since, or should have been. ``late_days`` counts from its day, 0 for in time."""

    text: str
    side: Side
    state: CommitmentState
    due_on: date | None
    late_days: int


@dataclass(frozen=True, slots=True)
class News:
    """``before_on`` is None at the first visit; then there is nothing to hold against it."""

    before_on: date | None
    impression_before: int | None
    impression: int | None
    promises: tuple[Settled, ...]
    competitors: tuple[str, ...]
    people: tuple[str, ...]
    trend: Trend | None


def read(session: Session, visit_id: str, *, today: date) -> News:
    """The news of one report. ``competitors`` are known names that no earlier visit to this client told of."""
    row = visits.get(session, visit_id)
    values = {
        "client": row.client_id, "visit": visit_id, "on": row.on.isoformat(), "today": today.isoformat(),
        "text": row.competitors,
    }  # fmt: skip
    last = plain_rows.rows(session, _LAST, values)
    before_on = plain_rows.day(last[0][0]) if last else None
    scored = [each[1] for each in last if each[1] is not None]
    since = values | {"since": (before_on or date.min).isoformat()}
    return News(
        before_on, scored[0] if scored else None, row.impression,
        tuple(_settled(each, today) for each in plain_rows.rows(session, _PROMISES, since)) if before_on else (),
        tuple(each[0] for each in plain_rows.rows(session, _COMPETITORS, values)) if row.competitors.strip() else (),
        tuple(each[0] for each in plain_rows.rows(session, _PEOPLE, values)),
        visit_brief.trend(session, row.client_id, today=today),
    )  # fmt: skip


def _settled(row: tuple[Any, ...], today: date) -> Settled:
    text, side, state, due, settled = row
    due_on, done_on = plain_rows.day(due), plain_rows.day(settled) or today
    late = max(timedelta(), done_on - due_on).days if due_on else 0
    return Settled(text, Side(side), CommitmentState(state), due_on, late)


_EARLIER: Final = f"""FROM visit v WHERE v.client_id = :client AND v."on" <= :on AND v.id <> :visit
    AND v.deleted_at IS NULL AND {IS_DONE}"""
_LAST: Final = f'SELECT v."on", v.impression {_EARLIER} ORDER BY v."on" DESC, v.started_at DESC, v.id DESC'
_PROMISES: Final = """
SELECT text, side, state, due_on, settled_on FROM commitment
WHERE client_id = :client AND deleted_at IS NULL AND (visit_id IS NULL OR visit_id <> :visit)
    AND CASE state WHEN 'open' THEN due_on < :today ELSE settled_on >= :since END
ORDER BY state = 'kept', due_on, id
"""
_COMPETITORS: Final = f"""
SELECT DISTINCT name FROM (
    SELECT trim(json_extract(s.value, '$.name')) AS name FROM client c, json_each(c.supplier_shares) s
    WHERE c.supplier_shares <> '[]' AND NOT coalesce(json_extract(s.value, '$.is_ours'), 0)
) WHERE length(name) > 1 AND instr(lower(:text), lower(name))
    AND NOT EXISTS (SELECT 1 {_EARLIER} AND instr(lower(v.competitors), lower(name)))
ORDER BY instr(lower(:text), lower(name)) LIMIT {_NAMES}
"""
_PEOPLE: Final = f"""
SELECT p.name FROM visit r, json_each(r.contact_ids) j JOIN contact p ON p.id = j.value
WHERE r.id = :visit AND p.deleted_at IS NULL
    AND NOT EXISTS (SELECT 1 {_EARLIER} AND instr(v.contact_ids, j.value))
LIMIT {_NAMES}
"""
