"""The program's own records: the change log, settings, drafts."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from kam_desktop.core import identity
from kam_desktop.core.store.base import Base, Synced


class Batch(Base, kw_only=True):
    """What one person did in one go: a save, an import, a merge, an undo.

    Its changes are those with its id between ``first_change`` and ``last_change``; between the parts of an import stand
    others' own. None: it is still being written, or stopped there.
    """

    __tablename__ = "batch"

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default_factory=identity.new_id)
    kind: Mapped[str] = mapped_column(String(16), default="edit")
    title: Mapped[str] = mapped_column(String(255), default="")
    author: Mapped[str] = mapped_column(String(64), default="")
    device_id: Mapped[str] = mapped_column(String(36), default="")
    at: Mapped[datetime] = mapped_column(default_factory=identity.now)
    undoes_id: Mapped[str | None] = mapped_column(String(36), default=None)
    undone_by_id: Mapped[str | None] = mapped_column(String(36), default=None)
    first_change: Mapped[int] = mapped_column(default=0)
    last_change: Mapped[int | None] = mapped_column(default=None)


class Change(Base, kw_only=True):
    """One row changed: the single log behind history, undo and sharing between laptops.

    ``stamp`` is unique across devices and is the operation's id. A creation keeps no values: they are the
    row's own, less what later changes say was there before.
    """

    __tablename__ = "change"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    batch_id: Mapped[str] = mapped_column(String(36))
    stamp: Mapped[str] = mapped_column(String(40))
    entity: Mapped[str] = mapped_column(String(16))
    row_id: Mapped[str] = mapped_column(String(36))
    scope_id: Mapped[str] = mapped_column(String(36))
    op: Mapped[str] = mapped_column(String(8))
    before: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    after: Mapped[dict[str, Any] | None] = mapped_column(default=None)

    __table_args__ = (Index("ix_change_row_id", "row_id"),)


class Setting(Synced, Base, kw_only=True):
    """One setting by name; its value is JSON."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(String(64), index=True)
    value: Mapped[str] = mapped_column(Text, default="null")


class Draft(Base, kw_only=True):
    """Text not yet saved by its person: kept every few seconds, local, lost by nothing."""

    __tablename__ = "draft"

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    body: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default_factory=identity.now)


class Meta(Base, kw_only=True):
    """Facts about this store on this device: its id, the author's name, the planning horizon."""

    __tablename__ = "meta"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
