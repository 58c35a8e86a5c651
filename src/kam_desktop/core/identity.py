"""Identities and instants made on this machine, without asking anybody."""

import os
import time
import uuid
from datetime import UTC, datetime

_NAMESPACE = uuid.UUID("6b616d2d-6465-5b6b-8f70-2d746f756368")


def new_id() -> str:
    """A UUIDv7 as text (RFC 9562): 48 bits of milliseconds, then random; sorts by time of making."""
    millis = time.time_ns() // 1_000_000
    tail = int.from_bytes(os.urandom(10), "big")
    value = millis << 80 | 0x7 << 76 | (tail >> 68 & 0xFFF) << 64 | 0b10 << 62 | tail & (1 << 62) - 1
    text = f"{value:032x}"  # a sixth of the time of uuid.UUID, which an import takes a hundred thousand times
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def derived_id(key: str) -> str:
    """The same key gives the same id on every laptop: for what the program itself derives (UUIDv5)."""
    return str(uuid.uuid5(_NAMESPACE, key))


def now() -> datetime:
    """This instant in UTC, to the millisecond, as it is stored."""
    stamp = datetime.now(UTC)
    return stamp.replace(microsecond=stamp.microsecond // 1000 * 1000)
