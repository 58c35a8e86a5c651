"""Clients and their people (D-2.1, D-2.2)."""

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from kam_desktop.core.store.base import Base, Synced


class Client(Synced, Base, kw_only=True):
    """A business client. ``last_contact_on`` and ``next_touch_on`` are derived for fast lists."""

    __tablename__ = "client"

    name: Mapped[str] = mapped_column(String(512))
    short_name: Mapped[str] = mapped_column(String(512), default="")
    name_key: Mapped[str] = mapped_column(String(512), default="")
    sort_key: Mapped[str] = mapped_column(String(1024), default="")
    kind: Mapped[str] = mapped_column(String(16), default="")
    parent_id: Mapped[str | None] = mapped_column(String(36), default=None)
    external_no: Mapped[str] = mapped_column(String(64), default="")
    industry: Mapped[str] = mapped_column(String(128), default="")
    region_code: Mapped[str] = mapped_column(String(6), default="")
    province: Mapped[str] = mapped_column(String(64), default="")
    city: Mapped[str] = mapped_column(String(64), default="")
    district: Mapped[str] = mapped_column(String(64), default="")
    address: Mapped[str] = mapped_column(String(512), default="")
    products: Mapped[str] = mapped_column(Text, default="")
    annual_volume: Mapped[str] = mapped_column(String(128), default="")
    annual_revenue_minor: Mapped[int | None] = mapped_column(BigInteger, default=None)
    currency: Mapped[str] = mapped_column(String(3), default="CNY")
    supplier_shares: Mapped[list[Any]] = mapped_column(default_factory=list)
    source: Mapped[str] = mapped_column(String(128), default="")
    status: Mapped[str] = mapped_column(String(32), default="active")
    tier: Mapped[str] = mapped_column(String(1), default="")
    lifecycle_stage: Mapped[str] = mapped_column(String(16), default="")
    relationship_level: Mapped[str] = mapped_column(String(16), default="")
    value_band: Mapped[str] = mapped_column(String(16), default="")
    owner: Mapped[str] = mapped_column(String(64), default="")
    leader: Mapped[str] = mapped_column(String(64), default="")
    tags: Mapped[tuple[str, ...]] = mapped_column(default=())
    notes: Mapped[str] = mapped_column(Text, default="")
    custom: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    since_on: Mapped[date | None] = mapped_column(default=None)
    last_contact_on: Mapped[date | None] = mapped_column(default=None)
    next_touch_on: Mapped[date | None] = mapped_column(default=None)

    __table_args__ = (
        Index("ix_client_sort_key", "sort_key", "id", sqlite_where=text("deleted_at IS NULL")),
        Index("ix_client_name_key", "name_key"),
        Index("ix_client_external_no", "external_no", sqlite_where=text("external_no <> ''")),
        Index(
            "ix_client_next_touch_on",
            "next_touch_on",
            "tier",
            "id",
            sqlite_where=text("next_touch_on IS NOT NULL AND deleted_at IS NULL"),
        ),
    )


class Contact(Synced, Base, kw_only=True):
    """A person at a client. The birthday is calendar, month and day, never an instant."""

    __tablename__ = "contact"

    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"), index=True)
    name: Mapped[str] = mapped_column(String(512))
    sort_key: Mapped[str] = mapped_column(String(1024), default="")
    greeting_name: Mapped[str] = mapped_column(String(64), default="")
    title: Mapped[str] = mapped_column(String(128), default="")
    buying_role: Mapped[str] = mapped_column(String(16), default="")
    attitude: Mapped[str] = mapped_column(String(16), default="")
    reports_to_id: Mapped[str | None] = mapped_column(String(36), default=None)
    is_primary: Mapped[bool] = mapped_column(default=False)
    has_left: Mapped[bool] = mapped_column(default=False)
    phones: Mapped[tuple[str, ...]] = mapped_column(default=())
    emails: Mapped[tuple[str, ...]] = mapped_column(default=())
    wechat: Mapped[str] = mapped_column(String(64), default="")
    birthday_calendar: Mapped[str] = mapped_column(String(8), default="")
    birthday_year: Mapped[int | None] = mapped_column(default=None)
    birthday_month: Mapped[int | None] = mapped_column(default=None)
    birthday_day: Mapped[int | None] = mapped_column(default=None)
    birthday_is_leap: Mapped[bool] = mapped_column(default=False)
    family: Mapped[str] = mapped_column(Text, default="")
    hometown: Mapped[str] = mapped_column(String(128), default="")
    hobbies: Mapped[str] = mapped_column(Text, default="")
    personality: Mapped[str] = mapped_column(Text, default="")
    taboos: Mapped[str] = mapped_column(Text, default="")
    preferred_channel: Mapped[str] = mapped_column(String(16), default="")
    preferred_hours: Mapped[str] = mapped_column(String(64), default="")
    external_no: Mapped[str] = mapped_column(String(64), default="")
    notes: Mapped[str] = mapped_column(Text, default="")
