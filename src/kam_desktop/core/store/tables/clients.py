"""Clients and their people (D-2.1, D-2.2)."""

from datetime import date
from typing import Any, Final

from sqlalchemy import BigInteger, Float, ForeignKey, Index, String, Text, and_, literal_column, text
from sqlalchemy.orm import Mapped, mapped_column

from kam_desktop.core.store.base import Base, Synced

#: what a list can be sorted by without reading the clients themselves: the index of names has it too
ORDERS: Final = (
    "tier", "city", "industry", "owner", "last_contact_on", "next_touch_on", "kind", "province", "district", "leader",
    "source", "external_no", "lifecycle_stage", "relationship_level", "value_band", "since_on", "annual_revenue_minor",
)  # fmt: skip


class Client(Synced, Base, kw_only=True):
    """A business client. ``last_contact_on`` and ``next_touch_on`` are derived for fast lists.

    ``team`` are the colleagues of the account team beside the owner. ``merged_into_id`` names the client that a
    duplicate was merged into; ``confirmed_on`` the day a person last said that the facts still hold (D-2.6).
    ``name_no`` and ``text_no`` are the numbers of the row in the search index, local to this store.
    """

    __tablename__ = "client"

    name: Mapped[str] = mapped_column(String(512))
    short_name: Mapped[str] = mapped_column(String(512), default="")
    name_key: Mapped[str] = mapped_column(String(512), default="")
    sort_key: Mapped[str] = mapped_column(String(1024), default="")
    kind: Mapped[str] = mapped_column(String(16), default="")
    ownership: Mapped[str] = mapped_column(String(16), default="")
    parent_id: Mapped[str | None] = mapped_column(String(36), default=None)
    external_no: Mapped[str] = mapped_column(String(64), default="")
    industry: Mapped[str] = mapped_column(String(128), default="")
    region_code: Mapped[str] = mapped_column(String(6), default="")
    province: Mapped[str] = mapped_column(String(64), default="")
    city: Mapped[str] = mapped_column(String(64), default="")
    district: Mapped[str] = mapped_column(String(64), default="")
    address: Mapped[str] = mapped_column(String(512), default="")
    time_zone: Mapped[str] = mapped_column(String(64), default="")
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
    team: Mapped[tuple[str, ...]] = mapped_column(default=())
    tags: Mapped[tuple[str, ...]] = mapped_column(default=())
    notes: Mapped[str] = mapped_column(Text, default="")
    custom: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    since_on: Mapped[date | None] = mapped_column(default=None)
    confirmed_on: Mapped[date | None] = mapped_column(default=None)
    merged_into_id: Mapped[str | None] = mapped_column(String(36), default=None)
    last_contact_on: Mapped[date | None] = mapped_column(default=None)
    next_touch_on: Mapped[date | None] = mapped_column(default=None)
    name_no: Mapped[int | None] = mapped_column(BigInteger, default=None)
    text_no: Mapped[int | None] = mapped_column(BigInteger, default=None)

    __table_args__ = (
        Index("ix_client_sort_key", "sort_key", "id", *ORDERS, sqlite_where=text("deleted_at IS NULL")),
        Index("ix_client_name_key", "name_key"),
        Index("ix_client_parent_id", "parent_id", sqlite_where=text("parent_id IS NOT NULL")),
        Index("ix_client_owner", "owner", sqlite_where=text("deleted_at IS NULL")),
        Index("ix_client_tier", "tier", "next_touch_on", "id", sqlite_where=text("deleted_at IS NULL")),
        Index("ix_client_deleted_at", "deleted_at", sqlite_where=text("deleted_at IS NOT NULL")),
        Index(
            "ix_client_place",
            "province",
            "city",
            "district",
            "region_code",
            "status",
            "id",
            sqlite_where=text("deleted_at IS NULL"),
        ),
        Index("ix_client_name_no", "name_no"),
        Index("ix_client_text_no", "text_no"),
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
    """A person at a client. The birthday is calendar, month and day, never an instant.

    ``influence`` is 1 (small) to 3 (large) on what the client decides. ``map_x`` and ``map_y`` are the place on
    the relationship map that a person chose, in map units; None where the layout decides. ``successor_id`` is
    the contact who followed one that left. ``name_no`` and ``text_no`` are as in ``Client``.
    """

    __tablename__ = "contact"

    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"), index=True)
    name: Mapped[str] = mapped_column(String(512))
    sort_key: Mapped[str] = mapped_column(String(1024), default="")
    greeting_name: Mapped[str] = mapped_column(String(64), default="")
    title: Mapped[str] = mapped_column(String(128), default="")
    buying_role: Mapped[str] = mapped_column(String(16), default="")
    attitude: Mapped[str] = mapped_column(String(16), default="")
    influence: Mapped[int | None] = mapped_column(default=None)
    reports_to_id: Mapped[str | None] = mapped_column(String(36), default=None)
    is_official: Mapped[bool] = mapped_column(default=False)
    is_primary: Mapped[bool] = mapped_column(default=False)
    has_left: Mapped[bool] = mapped_column(default=False)
    left_on: Mapped[date | None] = mapped_column(default=None)
    successor_id: Mapped[str | None] = mapped_column(String(36), default=None)
    map_x: Mapped[float | None] = mapped_column(Float, default=None)
    map_y: Mapped[float | None] = mapped_column(Float, default=None)
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
    custom: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    name_no: Mapped[int | None] = mapped_column(BigInteger, default=None)
    text_no: Mapped[int | None] = mapped_column(BigInteger, default=None)

    __table_args__ = (Index("ix_contact_name_no", "name_no"), Index("ix_contact_text_no", "text_no"))


class Relative(Synced, Base, kw_only=True):
    """Somebody outside work who matters to a contact, with a birthday of their own (D-2.2)."""

    __tablename__ = "relative"

    contact_id: Mapped[str] = mapped_column(ForeignKey("contact.id"), index=True)
    name: Mapped[str] = mapped_column(String(512), default="")
    relation: Mapped[str] = mapped_column(String(16), default="")
    birthday_calendar: Mapped[str] = mapped_column(String(8), default="")
    birthday_year: Mapped[int | None] = mapped_column(default=None)
    birthday_month: Mapped[int | None] = mapped_column(default=None)
    birthday_day: Mapped[int | None] = mapped_column(default=None)
    birthday_is_leap: Mapped[bool] = mapped_column(default=False)
    notes: Mapped[str] = mapped_column(Text, default="")


class Tie(Synced, Base, kw_only=True):
    """How well one of our people knows one of theirs. ``strength`` is 1 (has met) to 3 (trusts)."""

    __tablename__ = "tie"

    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"), index=True)
    contact_id: Mapped[str] = mapped_column(ForeignKey("contact.id"), index=True)
    colleague: Mapped[str] = mapped_column(String(64))
    strength: Mapped[int] = mapped_column(default=1)
    notes: Mapped[str] = mapped_column(Text, default="")


class StaffChange(Synced, Base, kw_only=True):
    """A contact came, left, moved or was succeeded: a dated fact (D-2.3, D-5.7).

    ``other_client_id`` is where a person moved to or came from, ``other_contact_id`` the successor or predecessor.
    """

    __tablename__ = "staff_change"

    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"))
    contact_id: Mapped[str] = mapped_column(ForeignKey("contact.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    on: Mapped[date] = mapped_column()
    other_client_id: Mapped[str | None] = mapped_column(String(36), default=None)
    other_contact_id: Mapped[str | None] = mapped_column(String(36), default=None)
    notes: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (Index("ix_staff_change_client_id", "client_id", "on"),)


#: The conditions of a walk over all clients. Left to itself SQLite walks a small index of those that are not put away
#: and reads each client from another page, which takes twice to nine times as long.
WALK_NAMES: Final = and_(Client.deleted_at.is_(None), Client.sort_key >= "")  # the index of names alone, for ``ORDERS``
WALK_ROWS: Final = literal_column("+client.deleted_at").is_(None)  # the rows as they lie: the sign hides the indexes
