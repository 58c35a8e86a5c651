"""Our promises by the manager who made them: what was kept, what was broken, what is overdue (D-11.4)."""

from datetime import date
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from kam_desktop.core import whose
from kam_desktop.core.rules.kinds import CommitmentState
from kam_desktop.core.store import plain_rows


class PromiseRow(NamedTuple):
    """A promise of ours. ``late_days`` after its day, when it was settled or until today; 0 for in time."""

    id: str
    client_id: str
    client: str
    tier: str
    manager: str
    text: str
    due_on: date | None
    settled_on: date | None
    state: CommitmentState
    late_days: int


def found(
    session: Session, first_on: date, last_on: date, *, today: date, manager: str | None = None
) -> list[PromiseRow]:  # fmt: skip
    """Those settled in the period and those overdue today: broken ones first, then the longest overdue.

    ``manager`` None is everybody's. Whose a promise is, ``whose`` says.
    """
    values = {
        "first": first_on.isoformat(), "last": last_on.isoformat(), "today": today.isoformat(), "manager": manager,
        "me": whose.me(session),
    }  # fmt: skip
    made = []
    for row in plain_rows.rows(session, _SQL, values):
        due, settled = plain_rows.day(row[6]), plain_rows.day(row[7])
        late = max(0, ((settled or today) - due).days) if due else 0
        made.append(PromiseRow._make((*row[:6], due, settled, CommitmentState(row[8]), late)))
    return made


_SQL: Final = f"""
SELECT m.id, c.id, CASE WHEN c.short_name = '' THEN c.name ELSE c.short_name END, c.tier, {whose.PROMISE},
    m.text, m.due_on, m.settled_on, m.state
FROM commitment m JOIN client c ON c.id = m.client_id LEFT JOIN visit v ON v.id = m.visit_id
WHERE m.side = 'ours' AND m.deleted_at IS NULL AND c.deleted_at IS NULL
    AND CASE m.state WHEN 'open' THEN m.due_on < :today ELSE m.settled_on BETWEEN :first AND :last END
    AND (:manager IS NULL OR {whose.PROMISE} = :manager)
ORDER BY m.state = 'kept', m.state = 'open', m.due_on, m.id
"""
