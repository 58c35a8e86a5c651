"""What makes touches beside the clock: occasions, favours, events of a region, things people like, our absences."""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from kam_desktop.core.store.base import Base, Synced


class Occasion(Synced, Base, kw_only=True):
    """A day of a client's business or of one of its people (D-5.2, D-5.3). A yearly one comes round again."""

    __tablename__ = "occasion"

    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"))
    contact_id: Mapped[str | None] = mapped_column(String(36), default=None)
    kind: Mapped[str] = mapped_column(String(16))
    title: Mapped[str] = mapped_column(String(255), default="")
    on: Mapped[date] = mapped_column()
    is_yearly: Mapped[bool] = mapped_column(default=False)
    place: Mapped[str] = mapped_column(String(255), default="")
    notes: Mapped[str] = mapped_column(Text, default="")
    text_no: Mapped[int | None] = mapped_column(BigInteger, default=None)

    __table_args__ = (Index("ix_occasion_client_id", "client_id", "on"), Index("ix_occasion_text_no", "text_no"))


class Favour(Synced, Base, kw_only=True):
    """Help outside business, who does it and what came of it (D-5.4). ``due_on`` is when it was promised for."""

    __tablename__ = "favour"

    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"))
    contact_id: Mapped[str | None] = mapped_column(String(36), default=None)
    direction: Mapped[str] = mapped_column(String(16))
    what: Mapped[str] = mapped_column(Text)
    on: Mapped[date] = mapped_column()
    due_on: Mapped[date | None] = mapped_column(default=None)
    who: Mapped[str] = mapped_column(String(64), default="")
    state: Mapped[str] = mapped_column(String(16), default="open")
    done_on: Mapped[date | None] = mapped_column(default=None)
    result: Mapped[str] = mapped_column(Text, default="")
    text_no: Mapped[int | None] = mapped_column(BigInteger, default=None)

    __table_args__ = (
        Index("ix_favour_client_id", "client_id", "on"),
        Index("ix_favour_state", "state", "due_on", sqlite_where=text("state <> 'evened' AND deleted_at IS NULL")),
        Index("ix_favour_text_no", "text_no"),
    )


class EnvironmentEvent(Synced, Base, kw_only=True):
    """Something that strikes regions (D-5.5). ``regions`` are GB/T 2260 codes by prefix, ``script`` what to say."""

    __tablename__ = "environment_event"

    kind: Mapped[str] = mapped_column(String(16))
    title: Mapped[str] = mapped_column(String(255))
    on: Mapped[date] = mapped_column()
    regions: Mapped[tuple[str, ...]] = mapped_column(default=())
    script: Mapped[str] = mapped_column(Text, default="")
    closed_on: Mapped[date | None] = mapped_column(default=None)


class InterestEvent(Synced, Base, kw_only=True):
    """A coming event that people may like (D-5.6): ``words`` are matched with their hobbies. ``uid`` of its file."""

    __tablename__ = "interest_event"

    title: Mapped[str] = mapped_column(String(255))
    words: Mapped[tuple[str, ...]] = mapped_column(default=())
    on: Mapped[date] = mapped_column()
    until_on: Mapped[date | None] = mapped_column(default=None)
    place: Mapped[str] = mapped_column(String(255), default="")
    uid: Mapped[str] = mapped_column(String(255), default="")

    __table_args__ = (Index("ix_interest_event_on", "on"),)


class Absence(Synced, Base, kw_only=True):
    """Days on which one of us does not work, both included. ``who`` is a name; empty is whoever uses this store."""

    __tablename__ = "absence"

    who: Mapped[str] = mapped_column(String(64), default="")
    kind: Mapped[str] = mapped_column(String(16), default="leave")
    first_on: Mapped[date] = mapped_column()
    last_on: Mapped[date] = mapped_column()
    notes: Mapped[str] = mapped_column(Text, default="")
