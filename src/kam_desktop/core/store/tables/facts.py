"""Facts beside the contacts: notes and purchases; and what a person defines: segments and fields of their own."""

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from kam_desktop.core.store.base import Base, Synced


class Note(Synced, Base, kw_only=True):
    """A note on a client or one of its people. A personal one (``is_private``) stays its author's (D-12.3)."""

    __tablename__ = "note"

    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"))
    contact_id: Mapped[str | None] = mapped_column(String(36), default=None)
    on: Mapped[date] = mapped_column()
    text: Mapped[str] = mapped_column(Text, default="")
    author: Mapped[str] = mapped_column(String(64), default="")
    is_private: Mapped[bool] = mapped_column(default=False)
    text_no: Mapped[int | None] = mapped_column(BigInteger, default=None)

    __table_args__ = (Index("ix_note_client_id", "client_id", "on"), Index("ix_note_text_no", "text_no"))


class Purchase(Synced, Base, kw_only=True):
    """One line of what a client bought (D-2.4). Amounts in minor units, ``quantity_milli`` in thousandths.

    ``line_key`` follows from the line itself, so that the same file again changes nothing.
    """

    __tablename__ = "purchase"

    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"))
    on: Mapped[date] = mapped_column()
    product: Mapped[str] = mapped_column(String(255), default="")
    quantity_milli: Mapped[int | None] = mapped_column(BigInteger, default=None)
    amount_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    margin_minor: Mapped[int | None] = mapped_column(BigInteger, default=None)
    currency: Mapped[str] = mapped_column(String(3), default="CNY")
    order_no: Mapped[str] = mapped_column(String(64), default="")
    line_key: Mapped[str] = mapped_column(String(64), default="")

    __table_args__ = (
        Index("ix_purchase_client_id", "client_id", "on"),
        Index("ix_purchase_line_key", "line_key", sqlite_where=text("deleted_at IS NULL")),
    )


class Segment(Synced, Base, kw_only=True):
    """A saved filter of clients, live wherever a list of clients is (D-3.4). ``criteria`` as ``rules.criteria``."""

    __tablename__ = "segment"

    name: Mapped[str] = mapped_column(String(128))
    kind: Mapped[str] = mapped_column(String(16), default="")
    criteria: Mapped[list[Any]] = mapped_column(default_factory=list)
    position: Mapped[int] = mapped_column(default=0)


class CustomField(Synced, Base, kw_only=True):
    """A field that the users defined. Its values lie in ``custom`` of client or contact under this row's id."""

    __tablename__ = "custom_field"

    entity: Mapped[str] = mapped_column(String(16), default="client")
    label: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(8), default="text")
    choices: Mapped[tuple[str, ...]] = mapped_column(default=())
    position: Mapped[int] = mapped_column(default=0)
