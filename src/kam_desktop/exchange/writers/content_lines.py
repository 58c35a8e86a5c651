"""What vCard and iCalendar share: properties in lines of 75 octets at most, escaped text (RFC 6350, RFC 5545)."""

import re
from typing import Final

from kam_desktop.exchange.writers import safe_text

_OCTETS: Final = 75
_SPECIAL: Final = re.compile(r"([\\,;])")


def escaped(text: str) -> str:
    r"""A text value: backslash, comma and semicolon get a backslash, a line break becomes ``\n``."""
    return _SPECIAL.sub(r"\\\1", safe_text(text)).replace("\n", "\\n")


def line(name: str, value: str) -> bytes:
    """One property, folded; ``value`` is escaped already. No character of UTF-8 is ever cut."""
    raw = f"{name}:{value}".encode()
    pieces, start, room = [], 0, _OCTETS
    while len(raw) - start > room:
        end = start + room
        while raw[end] & 0xC0 == 0x80:  # inside a character
            end -= 1
        pieces.append(raw[start:end])
        start, room = end, _OCTETS - 1  # the blank that begins a continuation counts
    return b"\r\n ".join([*pieces, raw[start:]]) + b"\r\n"
