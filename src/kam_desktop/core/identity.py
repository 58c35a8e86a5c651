"""Identities and instants made on this machine, without asking anybody."""

import hashlib
import os
import time
from datetime import UTC, date, datetime

_NAMESPACE = bytes.fromhex("6b616d2d64655b6b8f702d746f756368")
_VARIANT = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}


def new_id() -> str:
    """A UUIDv7 as text (RFC 9562): 48 bits of milliseconds, then random; sorts by time of making."""
    millis, tail = f"{time.time_ns() // 1_000_000:012x}", os.urandom(10).hex()
    # a tenth of the time of uuid.UUID, which an import takes a hundred thousand times
    return f"{millis[:8]}-{millis[8:]}-7{tail[:3]}-{_VARIANT[tail[3]]}{tail[4:7]}-{tail[7:19]}"


def new_ids(count: int) -> list[str]:
    """So many of ``new_id``, in a third of the time; they sort in the order of the list, up to 4,096 of them."""
    millis, tails = f"{time.time_ns() // 1_000_000:012x}", os.urandom(8 * count).hex()
    head, places = f"{millis[:8]}-{millis[8:]}-7", range(0, 16 * count, 16)
    return [
        f"{head}{at >> 4 & 0xFFF:03x}-{_VARIANT[tails[at]]}{tails[at + 1 : at + 4]}-{tails[at + 4 : at + 16]}"
        for at in places
    ]


def derived_id(key: str) -> str:
    """The same key gives the same id on every laptop: for what the program itself derives (UUIDv5)."""
    text = hashlib.sha1(_NAMESPACE + key.encode(), usedforsecurity=False).hexdigest()
    return f"{text[:8]}-{text[8:12]}-5{text[13:16]}-{_VARIANT[text[16]]}{text[17:20]}-{text[20:32]}"


def made_on(row_id: str) -> date | None:
    """The local day on which an id was made, where it is of version 7."""
    if row_id[14:15] != "7":
        return None
    try:
        millis = int(row_id[:8] + row_id[9:13], 16)
    except ValueError:
        return None
    return datetime.fromtimestamp(millis / 1000, UTC).astimezone().date()


def now() -> datetime:
    """This instant in UTC, to the millisecond, as it is stored."""
    stamp = datetime.now(UTC)
    return stamp.replace(microsecond=stamp.microsecond // 1000 * 1000)
