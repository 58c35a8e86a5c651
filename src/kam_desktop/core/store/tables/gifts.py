"""Gifts, the rules they are judged by, the small stock they come from (D-7)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from kam_desktop.core.store.base import Base, Synced


class Gift(Synced, Base, kw_only=True):
    """A gift given or received, with its origin (D-7.1). ``value_minor`` of all pieces in minor units of ``currency``.

    ``state`` goes from proposed over approved to done, or ends declined. The origin has four parts: where it comes
    from (``origin``), who chose it, who hands it over, the story to tell. ``via`` says that it went to the family or
    by an intermediary of the contact. ``rules`` are the findings of rule set ``rules_version``.
    """

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
    quantity: Mapped[int] = mapped_column(default=1)
    is_estimate: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(16), default="done")
    via: Mapped[str] = mapped_column(String(16), default="")
    via_name: Mapped[str] = mapped_column(String(128), default="")
    manner: Mapped[str] = mapped_column(String(128), default="")
    origin: Mapped[str] = mapped_column(Text, default="")
    chosen_by: Mapped[str] = mapped_column(String(64), default="")
    handed_by: Mapped[str] = mapped_column(String(64), default="")
    story: Mapped[str] = mapped_column(Text, default="")
    reception: Mapped[str] = mapped_column(Text, default="")
    reception_score: Mapped[int | None] = mapped_column(default=None)
    is_handed_in: Mapped[bool] = mapped_column(default=False)
    receipt: Mapped[str] = mapped_column(String(128), default="")
    giver: Mapped[str] = mapped_column(String(64), default="")
    visit_id: Mapped[str | None] = mapped_column(String(36), default=None)
    touch_id: Mapped[str | None] = mapped_column(String(36), default=None)
    verdict: Mapped[str] = mapped_column(String(16), default="allowed")
    rules: Mapped[list[Any]] = mapped_column(default_factory=list)
    rules_version: Mapped[int] = mapped_column(default=0)
    override_reason: Mapped[str] = mapped_column(Text, default="")
    approver: Mapped[str] = mapped_column(String(64), default="")
    approved_at: Mapped[datetime | None] = mapped_column(default=None)
    approval_remark: Mapped[str] = mapped_column(Text, default="")
    stock_id: Mapped[str | None] = mapped_column(String(36), default=None)
    corrects_id: Mapped[str | None] = mapped_column(String(36), default=None)
    text_no: Mapped[int | None] = mapped_column(BigInteger, default=None)

    __table_args__ = (
        Index("ix_gift_client_id", "client_id", "on"),
        Index("ix_gift_text_no", "text_no"),
        Index("ix_gift_on", "on", sqlite_where=text("deleted_at IS NULL")),
    )


class GiftRules(Synced, Base, kw_only=True):
    """One version of the gift rules (D-7.2): never edited, a change is a new version with its reason.

    ``data`` is as ``rules.gift_limits`` reads it.
    """

    __tablename__ = "gift_rules"

    version: Mapped[int] = mapped_column()
    valid_from: Mapped[date] = mapped_column()
    data: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    reason: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (Index("ix_gift_rules_version", "version"),)


class Blackout(Synced, Base, kw_only=True):
    """Days on which a client is given nothing, both included: a tender of theirs, an inspection."""

    __tablename__ = "blackout"

    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"), index=True)
    title: Mapped[str] = mapped_column(String(255), default="")
    first_on: Mapped[date] = mapped_column()
    last_on: Mapped[date] = mapped_column()


class GiftStock(Synced, Base, kw_only=True):
    """Something bought to be given (D-7.5). ``value_minor`` of one piece; what is there follows from its moves."""

    __tablename__ = "gift_stock"

    item: Mapped[str] = mapped_column(String(255))
    category: Mapped[str] = mapped_column(String(16), default="other")
    value_minor: Mapped[int] = mapped_column(default=0)
    currency: Mapped[str] = mapped_column(String(3), default="CNY")
    origin: Mapped[str] = mapped_column(Text, default="")
    supplier: Mapped[str] = mapped_column(String(255), default="")
    low_at: Mapped[int] = mapped_column(default=0)
    notes: Mapped[str] = mapped_column(Text, default="")


class StockMove(Synced, Base, kw_only=True):
    """Pieces that were bought, put in the car, taken back, given or lost. ``quantity`` is above zero."""

    __tablename__ = "stock_move"

    stock_id: Mapped[str] = mapped_column(ForeignKey("gift_stock.id"), index=True)
    kind: Mapped[str] = mapped_column(String(8))
    on: Mapped[date] = mapped_column()
    quantity: Mapped[int] = mapped_column(default=1)
    gift_id: Mapped[str | None] = mapped_column(String(36), default=None, index=True)
    notes: Mapped[str] = mapped_column(Text, default="")
