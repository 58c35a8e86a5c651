"""Business care (D-8): agreements, services and promotion support, delivered value, what a tier may cost (D-3.8)."""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from kam_desktop.core.store.base import Base, Synced


class Agreement(Synced, Base, kw_only=True):
    """A contract, framework, membership or promise with dates (D-8.1).

    ``notice_days`` before its end it is spoken of; ``volume_milli`` is what was agreed, in thousandths of ``unit``.
    """

    __tablename__ = "agreement"

    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    title: Mapped[str] = mapped_column(String(255))
    number: Mapped[str] = mapped_column(String(64), default="")
    starts_on: Mapped[date | None] = mapped_column(default=None)
    ends_on: Mapped[date | None] = mapped_column(default=None)
    notice_days: Mapped[int] = mapped_column(default=60)
    renews: Mapped[bool] = mapped_column(default=False)
    owner: Mapped[str] = mapped_column(String(64), default="")
    state: Mapped[str] = mapped_column(String(16), default="active")
    volume_milli: Mapped[int | None] = mapped_column(BigInteger, default=None)
    unit: Mapped[str] = mapped_column(String(16), default="")
    amount_minor: Mapped[int | None] = mapped_column(BigInteger, default=None)
    currency: Mapped[str] = mapped_column(String(3), default="CNY")
    notes: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (
        Index("ix_agreement_ends_on", "ends_on", sqlite_where=text("state = 'active' AND deleted_at IS NULL")),
    )


class AgreementEntry(Synced, Base, kw_only=True):
    """A dated line of an agreement: something due, or volume, points and vouchers used or granted.

    ``quantity_milli`` in thousandths of the agreement's unit; below zero is used up.
    """

    __tablename__ = "agreement_entry"

    agreement_id: Mapped[str] = mapped_column(ForeignKey("agreement.id"), index=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text, default="")
    on: Mapped[date | None] = mapped_column(default=None)
    due_on: Mapped[date | None] = mapped_column(default=None)
    quantity_milli: Mapped[int | None] = mapped_column(BigInteger, default=None)
    owner: Mapped[str] = mapped_column(String(64), default="")
    done_on: Mapped[date | None] = mapped_column(default=None)


class Service(Synced, Base, kw_only=True):
    """A service or a piece of promotion support for a client (D-8.2): what, when, cost, and the effect, noted later."""

    __tablename__ = "service"

    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"), index=True)
    campaign_id: Mapped[str | None] = mapped_column(String(36), default=None, index=True)
    kind: Mapped[str] = mapped_column(String(16))
    title: Mapped[str] = mapped_column(String(255))
    on: Mapped[date] = mapped_column()
    until_on: Mapped[date | None] = mapped_column(default=None)
    cost_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    currency: Mapped[str] = mapped_column(String(3), default="CNY")
    owner: Mapped[str] = mapped_column(String(64), default="")
    state: Mapped[str] = mapped_column(String(16), default="planned")
    effect: Mapped[str] = mapped_column(Text, default="")
    effect_score: Mapped[int | None] = mapped_column(default=None)
    effect_on: Mapped[date | None] = mapped_column(default=None)
    notes: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (Index("ix_service_on", "on"),)


class Campaign(Synced, Base, kw_only=True):
    """A campaign or a client event that many clients take part in (D-8.2)."""

    __tablename__ = "campaign"

    title: Mapped[str] = mapped_column(String(255))
    kind: Mapped[str] = mapped_column(String(16))
    first_on: Mapped[date] = mapped_column()
    last_on: Mapped[date] = mapped_column()
    place: Mapped[str] = mapped_column(String(255), default="")
    budget_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    currency: Mapped[str] = mapped_column(String(3), default="CNY")
    owner: Mapped[str] = mapped_column(String(64), default="")
    notes: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (Index("ix_campaign_first_on", "first_on"),)


class CampaignGuest(Synced, Base, kw_only=True):
    """Who is invited, what they replied, whether they came. ``reply`` is empty, yes or no."""

    __tablename__ = "campaign_guest"

    campaign_id: Mapped[str] = mapped_column(ForeignKey("campaign.id"), index=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"), index=True)
    contact_id: Mapped[str | None] = mapped_column(String(36), default=None)
    reply: Mapped[str] = mapped_column(String(8), default="")
    has_come: Mapped[bool | None] = mapped_column(default=None)
    notes: Mapped[str] = mapped_column(Text, default="")


class ValueScore(Synced, Base, kw_only=True):
    """Delivered value as scored with the client on a day (D-8.3): four values and four costs from 1 to 5, or None."""

    __tablename__ = "value_score"

    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"))
    on: Mapped[date] = mapped_column()
    product: Mapped[int | None] = mapped_column(default=None)
    service: Mapped[int | None] = mapped_column(default=None)
    personnel: Mapped[int | None] = mapped_column(default=None)
    image: Mapped[int | None] = mapped_column(default=None)
    money: Mapped[int | None] = mapped_column(default=None)
    time: Mapped[int | None] = mapped_column(default=None)
    energy: Mapped[int | None] = mapped_column(default=None)
    psychic: Mapped[int | None] = mapped_column(default=None)
    notes: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (Index("ix_value_score_client_id", "client_id", "on"),)


class TierResource(Synced, Base, kw_only=True):
    """What a client of a tier is worth to us a year (D-3.8). Budgets in minor units of CNY a client and year."""

    __tablename__ = "tier_resource"

    tier: Mapped[str] = mapped_column(String(1))
    manager_grade: Mapped[str] = mapped_column(String(64), default="")
    team: Mapped[str] = mapped_column(String(128), default="")
    care_budget_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    gift_budget_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    discount_band: Mapped[str] = mapped_column(String(64), default="")
    support_level: Mapped[str] = mapped_column(String(64), default="")
