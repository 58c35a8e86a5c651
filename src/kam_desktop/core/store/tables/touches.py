"""Service policies, planned touches and what really took place (D-4, D-5)."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from kam_desktop.core.store.base import Base, Synced


class Policy(Synced, Base, kw_only=True):
    """One line of a service policy: an activity for a tier, or for one client instead (D-4.1, D-4.2)."""

    __tablename__ = "policy"

    tier: Mapped[str] = mapped_column(String(1))
    client_id: Mapped[str | None] = mapped_column(ForeignKey("client.id"), default=None, index=True)
    activity: Mapped[str] = mapped_column(String(32))
    channel: Mapped[str] = mapped_column(String(16))
    ideal_days: Mapped[int] = mapped_column(default=0)
    latest_days: Mapped[int] = mapped_column(default=0)
    jitter_days: Mapped[int] = mapped_column(default=0)
    lead_days: Mapped[int] = mapped_column(default=0)
    has_gift: Mapped[bool] = mapped_column(default=False)
    by: Mapped[str] = mapped_column(String(16), default="owner")
    festivals: Mapped[tuple[str, ...]] = mapped_column(default=())
    is_active: Mapped[bool] = mapped_column(default=True)


class Touch(Synced, Base, kw_only=True):
    """A planned touch. ``plan_key`` says which rule made it; ``is_pinned`` that a person changed it.

    ``ideal_on`` is the day the rules asked for before days were filled; ``fit`` why no day was found.
    ``source_id`` is the occasion, favour or event behind it; ``result`` how the last of ``tries`` ended.
    """

    __tablename__ = "touch"

    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"))
    contact_id: Mapped[str | None] = mapped_column(ForeignKey("contact.id"), default=None)
    kind: Mapped[str] = mapped_column(String(16))
    channel: Mapped[str] = mapped_column(String(16))
    activity: Mapped[str] = mapped_column(String(32), default="")
    plan_key: Mapped[str] = mapped_column(String(160), default="")
    earliest_on: Mapped[date] = mapped_column()
    due_on: Mapped[date] = mapped_column()
    latest_on: Mapped[date] = mapped_column()
    occasion_on: Mapped[date | None] = mapped_column(default=None)
    at: Mapped[time | None] = mapped_column(default=None)
    has_gift: Mapped[bool] = mapped_column(default=False)
    owner: Mapped[str] = mapped_column(String(64), default="")
    reason: Mapped[str] = mapped_column(String(32), default="")
    reason_params: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    state: Mapped[str] = mapped_column(String(16), default="planned")
    is_pinned: Mapped[bool] = mapped_column(default=False)
    visit_id: Mapped[str | None] = mapped_column(String(36), default=None)
    done_on: Mapped[date | None] = mapped_column(default=None)
    outcome: Mapped[str] = mapped_column(Text, default="")
    skip_reason: Mapped[str] = mapped_column(Text, default="")
    ideal_on: Mapped[date | None] = mapped_column(default=None)
    fit: Mapped[str] = mapped_column(String(8), default="")
    source_id: Mapped[str | None] = mapped_column(String(36), default=None)
    result: Mapped[str] = mapped_column(String(8), default="")
    tries: Mapped[int] = mapped_column(default=0)
    tried_at: Mapped[datetime | None] = mapped_column(default=None)

    __table_args__ = (
        Index("ix_touch_client_id", "client_id", "due_on"),
        Index(
            "ix_touch_placed",
            "due_on",
            "channel",
            "client_id",
            "owner",
            "occasion_on",
            "state",
            "fit",
            "deleted_at",  # what its own condition asks for too: else each touch of a day is read for it
            sqlite_where=text(
                "state = 'planned' AND fit = '' AND deleted_at IS NULL AND (occasion_on IS NULL OR channel = 'visit')"
            ),
        ),
        Index("ix_touch_owner", "owner", sqlite_where=text("owner <> '' AND state = 'planned'")),
        Index("ix_touch_source_id", "source_id", sqlite_where=text("source_id IS NOT NULL")),
        Index(
            "ix_touch_due_on",
            "due_on",
            "client_id",
            sqlite_where=text("state = 'planned' AND fit = '' AND deleted_at IS NULL"),
        ),
        Index(
            "ix_touch_unplaced",
            "due_on",
            "client_id",
            sqlite_where=text("state = 'planned' AND fit <> '' AND deleted_at IS NULL"),
        ),
        Index("ix_touch_done_on", "done_on", sqlite_where=text("done_on IS NOT NULL")),
        Index(
            "ix_touch_occasion_on",
            "occasion_on",
            "activity",
            "client_id",
            sqlite_where=text("state = 'planned' AND occasion_on IS NOT NULL AND deleted_at IS NULL"),
        ),
    )


class Interaction(Synced, Base, kw_only=True):
    """A contact that took place, by whatever way; it resets the client's clock (D-2.8)."""

    __tablename__ = "interaction"

    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"))
    channel: Mapped[str] = mapped_column(String(16))
    on: Mapped[date] = mapped_column()
    at: Mapped[time | None] = mapped_column(default=None)
    outcome: Mapped[str] = mapped_column(Text, default="")
    contact_ids: Mapped[tuple[str, ...]] = mapped_column(default=())
    activity: Mapped[str] = mapped_column(String(32), default="")
    author: Mapped[str] = mapped_column(String(64), default="")
    touch_id: Mapped[str | None] = mapped_column(String(36), default=None)
    visit_id: Mapped[str | None] = mapped_column(String(36), default=None)
    gift_id: Mapped[str | None] = mapped_column(String(36), default=None)
    corrects_id: Mapped[str | None] = mapped_column(String(36), default=None)
    external_no: Mapped[str] = mapped_column(String(64), default="")
    text_no: Mapped[int | None] = mapped_column(BigInteger, default=None)

    __table_args__ = (
        Index("ix_interaction_client_id", "client_id", "on"),
        Index("ix_interaction_text_no", "text_no"),
        Index("ix_interaction_external_no", "external_no", sqlite_where=text("external_no <> ''")),
    )
