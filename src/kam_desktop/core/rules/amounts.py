"""Amounts of money as people type them, read exactly: never through a float."""

import re
import unicodedata
from decimal import Decimal
from typing import Final

_SHAPE: Final = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,2})?")
_AROUND: Final = re.compile(r"^(?:¥|￥|CNY|RMB|人民币)|(?:元整?|块)$", re.IGNORECASE)
_QUANTITY: Final = re.compile(r"-?(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,3})?")
LARGEST_MINOR: Final = 10**12
LARGEST_MILLI: Final = 10**13


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


def milli(text: str) -> int | None:
    """``1,200``, ``-5`` or ``0.125`` in thousandths; None when it is no such number."""
    plain = "".join(unicodedata.normalize("NFKC", text).replace("\u2212", "-").split())
    if not _QUANTITY.fullmatch(plain):
        return None
    found = int(Decimal(plain.replace(",", "")) * 1000)
    return found if abs(found) <= LARGEST_MILLI else None


def typed_milli(thousandths: int) -> str:
    """The text that reads back to this quantity: ``1200`` or ``0.125``."""
    return (
        f"{Decimal(thousandths) / 1000:f}".rstrip("0").rstrip(".") if thousandths % 1000 else str(thousandths // 1000)
    )


def told_milli(thousandths: int) -> str:
    """A quantity to be read: ``1,200`` or ``0.125``."""
    whole, _, part = typed_milli(thousandths).partition(".")
    return ".".join(filter(None, (f"{int(whole):,}", part))) if whole not in ("-0", "") else typed_milli(thousandths)
