"""Reports that travel as files: who they are exchanged with, and what came and went (D-12.2)."""

from datetime import date, datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from kam_desktop.core import identity
from kam_desktop.core.store.base import Base, Synced


class Partner(Synced, Base, kw_only=True):
    """A lead or manager that packets are exchanged with. Keys are public ones in base64.

    ``trusted_on`` is the day a person compared the fingerprints; nothing is taken from anybody before.
    """

    __tablename__ = "partner"

    name: Mapped[str] = mapped_column(String(64))
    role: Mapped[str] = mapped_column(String(16))
    sign_key: Mapped[str] = mapped_column(String(64))
    seal_key: Mapped[str] = mapped_column(String(64))
    trusted_on: Mapped[date | None] = mapped_column(default=None)


class Packet(Synced, Base, kw_only=True):
    """A file that went out or came in: the reports of some visits, or the reviews of them. ``digest`` is SHA-256.

    ``notes`` of one that came in are the rows taken with their stamps, as JSON: what was taken is not taken again.
    """

    __tablename__ = "packet"

    partner_id: Mapped[str] = mapped_column(String(36), index=True)
    direction: Mapped[str] = mapped_column(String(8))
    kind: Mapped[str] = mapped_column(String(16))
    visit_ids: Mapped[tuple[str, ...]] = mapped_column(default=())
    at: Mapped[datetime] = mapped_column(default_factory=identity.now)
    digest: Mapped[str] = mapped_column(String(64), default="")
    notes: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (Index("ix_packet_digest", "digest"),)
