"""What waits for the lead: submitted reports, the oldest first (D-6.1)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy.orm import Session

from kam_desktop.core import visit_lists
from kam_desktop.core.settings import get as setting
from kam_desktop.core.store import plain_rows


class QueueRow(NamedTuple):
    """One report that waits. ``late_days`` after it was due, 0 for in time; ``open_remarks`` are not answered."""

    id: str
    client_id: str
    client: str
    tier: str
    manager: str
    on: date
    due_on: date
    submitted_at: datetime | None
    late_days: int
    version: int
    has_come_again: bool
    open_remarks: int


def queue(session: Session, *, manager: str = "", most: int = -1) -> list[str]:
    """The ids of the reports that wait, the oldest visit first: it is the latest, too. ``most`` -1 is all."""
    return [row[0] for row in plain_rows.rows(session, _QUEUE, {"manager": manager, "most": most})]


def rows(session: Session, wanted: Sequence[str]) -> list[QueueRow]:
    """The lines for a slice of the queue, in its order; what was reviewed meanwhile is left out."""
    days = timedelta(days=int(setting(session, "report_days")))
    marks = ", ".join(f":id{place}" for place in range(len(wanted)))
    values = {f"id{place}": each for place, each in enumerate(wanted)}
    found = {row[0]: _row(row, days) for row in plain_rows.rows(session, _ROWS.format(marks=marks), values)}
    return [found[each] for each in wanted if each in found]


def managers(session: Session) -> dict[str, int]:
    """Whose reports wait, and how many of each."""
    return dict(plain_rows.rows(session, _MANAGERS, {}))


def _row(row: tuple[Any, ...], days: timedelta) -> QueueRow:
    on = plain_rows.day(row[5]) or date.min
    submitted = datetime.fromisoformat(row[6].replace("Z", "+00:00")) if row[6] else None
    late = visit_lists.late_days(on + days, submitted) or 0
    return QueueRow._make((*row[:5], on, on + days, submitted, late, row[7], row[8] is not None, row[9]))


_WAITS: Final = (
    "FROM visit v JOIN client c ON c.id = v.client_id"
    " WHERE v.state = 'submitted' AND v.deleted_at IS NULL AND c.deleted_at IS NULL"
)
_QUEUE: Final = f"SELECT v.id {_WAITS} AND (:manager = '' OR v.owner = :manager) ORDER BY v.\"on\", v.id LIMIT :most"
_MANAGERS: Final = f"SELECT v.owner, count(*) {_WAITS} GROUP BY v.owner ORDER BY count(*) DESC, v.owner"
_ROWS: Final = f"""
SELECT v.id, c.id, CASE WHEN c.short_name = '' THEN c.name ELSE c.short_name END, c.tier, v.owner, v."on",
    v.submitted_at, v.version, v.reviewed_at,
    (SELECT count(*) FROM visit_remark r WHERE r.visit_id = v.id AND r.deleted_at IS NULL AND r.settled_at IS NULL)
{_WAITS} AND v.id IN ({{marks}})
"""
