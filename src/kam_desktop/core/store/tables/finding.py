"""What is derived from other rows for finding them; ``core.store.search_index`` keeps it and can make it anew."""

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from kam_desktop.core.store.base import Base


class Reach(Base, kw_only=True):
    """A phone number or e-mail address in its normal form, and the contact that has it: for knowing duplicates."""

    __tablename__ = "reach"

    key: Mapped[str] = mapped_column(String(128), primary_key=True)
    contact_id: Mapped[str] = mapped_column(String(36), primary_key=True)

    __table_args__ = (Index("ix_reach_contact_id", "contact_id"),)


class Unindexed(Base, kw_only=True):
    """A row of a large write whose words are still to be put into the search index."""

    __tablename__ = "unindexed"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012  else each is kept twice

    entity: Mapped[str] = mapped_column(String(16), primary_key=True)
    row_id: Mapped[str] = mapped_column(String(36), primary_key=True)
