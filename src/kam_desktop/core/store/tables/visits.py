"""Visits with their reports, promises and photos (D-6)."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from kam_desktop.core.store.base import Base, Synced


class Visit(Synced, Base, kw_only=True):
    """A visit from plan to accepted report. After acceptance a correction is a new row that names the old."""

    __tablename__ = "visit"

    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"))
    state: Mapped[str] = mapped_column(String(16), default="planned")
    on: Mapped[date] = mapped_column()
    started_at: Mapped[time | None] = mapped_column(default=None)
    ended_at: Mapped[time | None] = mapped_column(default=None)
    place: Mapped[str] = mapped_column(String(512), default="")
    contact_ids: Mapped[tuple[str, ...]] = mapped_column(default=())
    participant_names: Mapped[tuple[str, ...]] = mapped_column(default=())
    colleagues: Mapped[tuple[str, ...]] = mapped_column(default=())
    objective: Mapped[str] = mapped_column(Text, default="")
    agenda: Mapped[str] = mapped_column(Text, default="")
    to_bring: Mapped[tuple[str, ...]] = mapped_column(default=())
    discussed: Mapped[str] = mapped_column(Text, default="")
    needs: Mapped[str] = mapped_column(Text, default="")
    competitors: Mapped[str] = mapped_column(Text, default="")
    impression: Mapped[int | None] = mapped_column(default=None)
    next_step: Mapped[str] = mapped_column(Text, default="")
    next_visit_on: Mapped[date | None] = mapped_column(default=None)
    expenses: Mapped[list[Any]] = mapped_column(default_factory=list)
    owner: Mapped[str] = mapped_column(String(64), default="")
    touch_id: Mapped[str | None] = mapped_column(String(36), default=None)
    submitted_at: Mapped[datetime | None] = mapped_column(default=None)
    reviewed_at: Mapped[datetime | None] = mapped_column(default=None)
    reviewer: Mapped[str] = mapped_column(String(64), default="")
    review_remark: Mapped[str] = mapped_column(Text, default="")
    cancel_reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    corrects_id: Mapped[str | None] = mapped_column(String(36), default=None)
    text_no: Mapped[int | None] = mapped_column(BigInteger, default=None)

    __table_args__ = (
        Index("ix_visit_client_id", "client_id", "on"),
        Index("ix_visit_on", "on", "id"),
        Index("ix_visit_text_no", "text_no"),
    )


class Commitment(Synced, Base, kw_only=True):
    """A promise: who, what, by when (D-6.2)."""

    __tablename__ = "commitment"

    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"))
    visit_id: Mapped[str | None] = mapped_column(ForeignKey("visit.id"), default=None, index=True)
    text: Mapped[str] = mapped_column(Text)
    owner: Mapped[str] = mapped_column(String(64), default="")
    side: Mapped[str] = mapped_column(String(8), default="ours")
    due_on: Mapped[date | None] = mapped_column(default=None)
    state: Mapped[str] = mapped_column(String(8), default="open")
    settled_on: Mapped[date | None] = mapped_column(default=None)
    text_no: Mapped[int | None] = mapped_column(BigInteger, default=None)

    __table_args__ = (
        Index("ix_commitment_client_id", "client_id", "due_on"),
        Index("ix_commitment_text_no", "text_no"),
    )


class Attachment(Synced, Base, kw_only=True):
    """A file kept inside the store, never as a loose path (D-2.7). ``size`` in bytes.

    ``thumbnail`` is a small JPEG of a picture, empty for other files; ``sha256`` tells the same file added twice.
    """

    __tablename__ = "attachment"

    client_id: Mapped[str | None] = mapped_column(ForeignKey("client.id"), default=None, index=True)
    visit_id: Mapped[str | None] = mapped_column(ForeignKey("visit.id"), default=None, index=True)
    contact_id: Mapped[str | None] = mapped_column(String(36), default=None, index=True)
    gift_id: Mapped[str | None] = mapped_column(String(36), default=None, index=True)
    kind: Mapped[str] = mapped_column(String(16), default="")
    name: Mapped[str] = mapped_column(String(255))
    mime: Mapped[str] = mapped_column(String(64), default="")
    caption: Mapped[str] = mapped_column(String(255), default="")
    size: Mapped[int] = mapped_column(default=0)
    sha256: Mapped[str] = mapped_column(String(64), default="")
    thumbnail: Mapped[bytes] = mapped_column(LargeBinary, default=b"", deferred=True)
    text_no: Mapped[int | None] = mapped_column(BigInteger, default=None)
    content: Mapped[bytes] = mapped_column(LargeBinary, default=b"", deferred=True)

    __table_args__ = (Index("ix_attachment_text_no", "text_no"),)


class Gift(Synced, Base, kw_only=True):
    """A gift given or received, with its origin (D-7.1). ``value_minor`` in minor units of ``currency``."""

    __tablename__ = "gift"

    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"))
    contact_id: Mapped[str | None] = mapped_column(ForeignKey("contact.id"), default=None)
    direction: Mapped[str] = mapped_column(String(8), default="given")
    item: Mapped[str] = mapped_column(String(255))
    category: Mapped[str] = mapped_column(String(16), default="other")
    value_minor: Mapped[int] = mapped_column(default=0)
    currency: Mapped[str] = mapped_column(String(3), default="CNY")
    occasion: Mapped[str] = mapped_column(String(24), default="other")
    on: Mapped[date] = mapped_column()
    manner: Mapped[str] = mapped_column(String(128), default="")
    origin: Mapped[str] = mapped_column(Text, default="")
    reception: Mapped[str] = mapped_column(Text, default="")
    receipt: Mapped[str] = mapped_column(String(128), default="")
    giver: Mapped[str] = mapped_column(String(64), default="")
    visit_id: Mapped[str | None] = mapped_column(String(36), default=None)
    touch_id: Mapped[str | None] = mapped_column(String(36), default=None)
    verdict: Mapped[str] = mapped_column(String(16), default="allowed")
    rules: Mapped[list[Any]] = mapped_column(default_factory=list)
    override_reason: Mapped[str] = mapped_column(Text, default="")
    corrects_id: Mapped[str | None] = mapped_column(String(36), default=None)
    text_no: Mapped[int | None] = mapped_column(BigInteger, default=None)

    __table_args__ = (
        Index("ix_gift_client_id", "client_id", "on"),
        Index("ix_gift_text_no", "text_no"),
        Index("ix_gift_on", "on", sqlite_where=text("deleted_at IS NULL")),
    )
