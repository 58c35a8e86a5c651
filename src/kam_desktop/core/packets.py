"""Taking a packet in: what came of whom, said before anything changes, then one batch that can be undone (D-12.2).

At the lead's: reports of a manager. Unknown clients become the manager's; known ones are found by id, number, then
name, and are not touched. At the manager's: reviews of his own reports, in the version that he handed in.
"""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core.packet_merge import Clash
from kam_desktop.core.packet_previews import Left, Line, News, Preview, Received
from kam_desktop.core.packet_taking import Taking
from kam_desktop.core.rules.kinds import PacketDirection, PacketKind
from kam_desktop.core.store.tables import Packet, Partner

__all__ = ["Clash", "Left", "Line", "News", "PacketRow", "Preview", "Received", "listed", "preview", "take"]


class PacketRow(NamedTuple):
    """A packet that came or went."""

    id: str
    at: datetime
    direction: PacketDirection
    kind: PacketKind
    partner: str
    visits: int


def preview(session: Session, received: Received) -> Preview:
    """What would come of it; nothing is written."""
    return Taking(session, received).preview


def take(session: Session, received: Received, *, today: date) -> Preview:
    """Take it in, as one batch; what would change nothing leaves no batch behind."""
    taking = Taking(session, received)
    made = taking.preview
    if not made.was_taken and made.brings_news:
        taking.write(today)
    return made


def listed(session: Session, *, limit: int = 200) -> list[PacketRow]:
    """The packets that came and went, the newest first."""
    found = session.execute(
        select(Packet.id, Packet.at, Packet.direction, Packet.kind, Partner.name, Packet.visit_ids)
        .join(Partner, Partner.id == Packet.partner_id)
        .where(Packet.deleted_at.is_(None))
        .order_by(Packet.at.desc(), Packet.id.desc())
        .limit(limit)
    )
    return [
        PacketRow(row.id, row.at, PacketDirection(row.direction), PacketKind(row.kind), row.name, len(row.visit_ids))
        for row in found
    ]
