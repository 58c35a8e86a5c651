"""Visits with their reports, promises and photos (D-6)."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from kam_desktop.core import identity
from kam_desktop.core.store.base import Base, Synced


class Visit(Synced, Base, kw_only=True):
    """A visit from plan to accepted report. After acceptance a correction is a new row that names the old.

    ``started_at`` and ``ended_at`` are what is reported, ``arrived_at`` and ``left_at`` the stamps taken there.
    """

    __tablename__ = "visit"

    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"))
    state: Mapped[str] = mapped_column(String(16), default="planned")
    on: Mapped[date] = mapped_column()
    started_at: Mapped[time | None] = mapped_column(default=None)
    ended_at: Mapped[time | None] = mapped_column(default=None)
    arrived_at: Mapped[datetime | None] = mapped_column(default=None)
    left_at: Mapped[datetime | None] = mapped_column(default=None)
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
        Index("ix_visit_state", "state", "on", "id", sqlite_where=text("deleted_at IS NULL")),
        Index("ix_visit_text_no", "text_no"),
    )


class VisitRemark(Synced, Base, kw_only=True):
    """A remark of the lead in the margin of a report (D-6.1): on one ``field`` of the visit, or on all of it.

    ``quote`` is the passage meant; ``settled_at`` when the manager had answered it.
    """

    __tablename__ = "visit_remark"

    visit_id: Mapped[str] = mapped_column(ForeignKey("visit.id"), index=True)
    field: Mapped[str] = mapped_column(String(24), default="")
    quote: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(String(64), default="")
    at: Mapped[datetime] = mapped_column(default_factory=identity.now)
    answer: Mapped[str] = mapped_column(Text, default="")
    settled_at: Mapped[datetime | None] = mapped_column(default=None)


class VisitTemplate(Synced, Base, kw_only=True):
    """What a plan and a report begin with, by tier and kind of client; empty means any (D-6.5)."""

    __tablename__ = "visit_template"

    name: Mapped[str] = mapped_column(String(128))
    tier: Mapped[str] = mapped_column(String(1), default="")
    client_kind: Mapped[str] = mapped_column(String(16), default="")
    objective: Mapped[str] = mapped_column(Text, default="")
    agenda: Mapped[str] = mapped_column(Text, default="")
    to_bring: Mapped[tuple[str, ...]] = mapped_column(default=())
    discussed: Mapped[str] = mapped_column(Text, default="")
    needs: Mapped[str] = mapped_column(Text, default="")
    competitors: Mapped[str] = mapped_column(Text, default="")
    position: Mapped[int] = mapped_column(default=0)


class PeriodNote(Synced, Base, kw_only=True):
    """What a person wrote for a report of a period: the summary, what is planned next, what stands in the way.

    ``manager`` is whose period it is; empty is the team's.
    """

    __tablename__ = "period_note"

    manager: Mapped[str] = mapped_column(String(64), default="")
    first_on: Mapped[date] = mapped_column()
    last_on: Mapped[date] = mapped_column()
    summary: Mapped[str] = mapped_column(Text, default="")
    plans: Mapped[str] = mapped_column(Text, default="")
    problems: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (Index("ix_period_note_first_on", "first_on", "manager"),)


class Handover(Synced, Base, kw_only=True):
    """A client changes hands (D-2.10, D-12.1). ``points`` are the things to read first.

    ``split`` is the agreed sharing of commission: entries of ``{"from_on", "percent"}``, ``percent`` being the
    share of whoever takes over from that day on.
    """

    __tablename__ = "handover"

    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"), index=True)
    from_owner: Mapped[str] = mapped_column(String(64), default="")
    to_owner: Mapped[str] = mapped_column(String(64), default="")
    on: Mapped[date] = mapped_column()
    points: Mapped[tuple[str, ...]] = mapped_column(default=())
    split: Mapped[list[Any]] = mapped_column(default_factory=list)
    notes: Mapped[str] = mapped_column(Text, default="")
    done_at: Mapped[datetime | None] = mapped_column(default=None)


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
