"""What we are worth to a client and what we cost them, over time, as it is printed on one page (D-8.3)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from kam_desktop.core import clients, delivered_value, reports
from kam_desktop.core.delivered_value import ScoreRow
from kam_desktop.core.identity import now
from kam_desktop.core.rules.kinds import Tier
from kam_desktop.core.settings import note


@dataclass(frozen=True, slots=True)
class ValueSheet:
    """The scorings of a client, the oldest first."""

    client: str
    short_name: str
    tier: Tier | None
    owner: str
    on: date
    scores: tuple[ScoreRow, ...]
    company: str = ""
    logo: bytes = b""
    printed_by: str = ""
    printed_at: datetime | None = None


def read(session: Session, client_id: str, *, today: date, printed_by: str = "") -> ValueSheet:
    """The sheet of a client. Raises NotFound."""
    row = clients.get(session, client_id)
    return ValueSheet(
        row.name, row.short_name or row.name, Tier(row.tier) if row.tier else None, row.owner, today,
        tuple(delivered_value.of_client(session, client_id)), reports.company_line(session), reports.company_logo(session),
        printed_by or note(session, "author"), now(),
    )  # fmt: skip
