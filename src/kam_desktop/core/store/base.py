"""What every table shares: its columns for history and sharing, and the types that values are kept in."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from json.encoder import encode_basestring
from typing import Any

from sqlalchemy import JSON, MetaData, String, Text, TypeDecorator
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column, registry

from kam_desktop.core import identity

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}


class Day(TypeDecorator[date]):
    """A date as ``YYYY-MM-DD``. A damaged value reads as None: one bad row must not break a list."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        try:
            return None if value is None else date.fromisoformat(value)
        except ValueError:
            return None


class ClockTime(TypeDecorator[time]):
    """A time of day as ``HH:MM``, local to where it happened."""

    impl = String(5)
    cache_ok = True

    def process_bind_param(self, value: time | None, dialect: Dialect) -> str | None:
        return None if value is None else value.strftime("%H:%M")

    def process_result_value(self, value: str | None, dialect: Dialect) -> time | None:
        try:
            return None if value is None else time.fromisoformat(value)
        except ValueError:
            return None


class Instant(TypeDecorator[datetime]):
    """An instant in UTC as ISO 8601 text with milliseconds; SQLite's own type would drop the zone."""

    impl = String(24)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        try:
            return None if value is None else datetime.fromisoformat(value.replace("Z", "+00:00"))
        except ValueError:
            return None


class Texts(TypeDecorator[tuple[str, ...]]):
    """A short list of texts (phones, tags, people's ids) as JSON."""

    impl = Text
    cache_ok = True

    def coerce_compared_value(self, op: Any, value: Any) -> Any:
        """A fragment that is looked for is text, not a list."""
        return String() if isinstance(value, str) else self

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> str:
        # as json.dumps(list(value), ensure_ascii=False) writes it, in a fifth of the time
        return f"[{', '.join(map(encode_basestring, value))}]" if value else "[]"

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:
        try:
            return tuple(json.loads(value)) if value else ()
        except (ValueError, TypeError):
            return ()


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    """Base of all tables."""

    metadata = MetaData(naming_convention=NAMING)
    registry = registry(
        type_annotation_map={
            date: Day(),
            time: ClockTime(),
            datetime: Instant(),
            tuple[str, ...]: Texts(),
            dict[str, Any]: JSON(),
            list[Any]: JSON(),
        }
    )


class Synced(MappedAsDataclass, kw_only=True):
    """Columns of everything that can be shared between laptops.

    ``scope_id`` is the unit of visibility (one per client, else ``team``, ``company`` or ``private``),
    ``stamp`` the hybrid logical clock of the last change, ``field_stamps`` that of each edited field,
    ``deleted_at`` the tombstone, ``revision`` what refuses a stale save.
    """

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default_factory=identity.new_id)
    scope_id: Mapped[str] = mapped_column(String(36), default="private")
    created_by: Mapped[str] = mapped_column(String(64), default="")
    device_id: Mapped[str] = mapped_column(String(36), default="")
    stamp: Mapped[str] = mapped_column(String(40), default="")
    field_stamps: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    deleted_at: Mapped[datetime | None] = mapped_column(default=None)
    revision: Mapped[int] = mapped_column(default=1)


BOOKKEEPING = frozenset({"stamp", "field_stamps", "revision", "created_by", "device_id"})
