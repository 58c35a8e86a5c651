"""The list of promises, ours and theirs, as it is printed and exported (D-6.2, D-11.4)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from kam_desktop.core import reports
from kam_desktop.core.identity import now
from kam_desktop.core.rules.kinds import CommitmentState, Side, Tier
from kam_desktop.core.settings import note
from kam_desktop.core.store.tables import Client, Commitment, Visit


class PromiseLine(NamedTuple):
    """An open promise; ``made_on`` is the day of its visit, ``manager`` who looks after it.

    ``days_left`` is negative when it is overdue, None without a day.
    """

    client: str
    tier: Tier | None
    manager: str
    text: str
    owner: str
    side: Side
    made_on: date | None
    due_on: date | None
    days_left: int | None

    @property
    def is_late(self) -> bool:
        """Whether its day is past."""
        return self.days_left is not None and self.days_left < 0


@dataclass(frozen=True, slots=True)
class PromiseList:
    """Open promises, the overdue first; of one manager where one is named."""

    on: date
    lines: tuple[PromiseLine, ...]
    manager: str = ""
    first_on: date | None = None
    last_on: date | None = None
    company: str = ""
    logo: bytes = b""
    printed_by: str = ""
    printed_at: datetime | None = None

    def of(self, side: Side) -> tuple[PromiseLine, ...]:
        """Those of one side."""
        return tuple(line for line in self.lines if line.side is side)

    @property
    def managers(self) -> tuple[str, ...]:
        """Everybody who looks after one, by name."""
        return tuple(sorted({line.manager for line in self.lines}))


def open_promises(
    session: Session, *, today: date, manager: str = "", first_on: date | None = None, last_on: date | None = None,
    printed_by: str = "",
) -> PromiseList:  # fmt: skip
    """All open promises, or those of a manager, or those that fall due within the days given."""
    mine = func.coalesce(func.nullif(Client.owner, ""), Visit.owner, Commitment.owner)
    statement = (
        select(Commitment, Client.short_name, Client.name, Client.tier, Visit.on, mine)
        .join(Client, Client.id == Commitment.client_id)
        .outerjoin(Visit, Visit.id == Commitment.visit_id)
        .where(
            Commitment.state == CommitmentState.OPEN, Commitment.deleted_at.is_(None), Client.deleted_at.is_(None)
        )
        .order_by(Commitment.due_on.is_(None), Commitment.due_on, Client.sort_key, Commitment.id)
    )  # fmt: skip
    if manager:
        statement = statement.where(or_(mine == manager, Commitment.owner == manager))
    if first_on:
        statement = statement.where(Commitment.due_on >= first_on)
    if last_on:
        statement = statement.where(Commitment.due_on <= last_on)
    lines = [
        PromiseLine(
            short_name or name, Tier(tier) if tier else None, owner or "", row.text, row.owner, Side(row.side), made_on,
            row.due_on, (row.due_on - today).days if row.due_on else None,
        )
        for row, short_name, name, tier, made_on, owner in session.execute(statement)
    ]  # fmt: skip
    return PromiseList(
        today, tuple(lines), manager, first_on, last_on, reports.company_line(session),
        reports.company_logo(session), printed_by or note(session, "author"), now(),
    )  # fmt: skip
