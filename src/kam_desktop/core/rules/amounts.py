"""Amounts of money as people type them, read exactly: never through a float."""

import re
import unicodedata
from decimal import Decimal
from typing import Final

_SHAPE: Final = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,2})?")
_AROUND: Final = re.compile(r"^(?:¥|￥|CNY|RMB|人民币)|(?:元整?|块)$", re.IGNORECASE)
LARGEST_MINOR: Final = 10**12


def minor(text: str) -> int | None:
    """``268``, ``268.5``, ``¥1,268.00`` or ``２６８元`` in minor units; None when it is no such amount."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    while (bare := _AROUND.sub("", plain)) != plain:
        plain = bare
    if not _SHAPE.fullmatch(plain):
        return None
    found = int(Decimal(plain.replace(",", "")) * 100)
    return found if found <= LARGEST_MINOR else None


def typed(minor_units: int) -> str:
    """The text that reads back to this amount: ``268`` or ``268.50``."""
    whole, cents = divmod(minor_units, 100)
    return f"{whole}.{cents:02d}" if cents else str(whole)
