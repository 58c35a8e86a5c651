"""Supplier shares as one line of text, for the editor that stands where they are read (D-2.1)."""

import re
from typing import Final

from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import names, shares
from kam_desktop.core.rules.shares import Share

OURS: Final = frozenset({"我方", "我们", "us", "we", "ours"})
_PART: Final = re.compile(r"^(?P<name>.+?)[\s:：=]*(?P<percent>(?<![\d.])\d{1,3}(?:\.\d)?)\s*[%％]?$")
_SEPARATORS: Final = re.compile(r"[,，、;；\n]+")


def parse(text: str) -> tuple[Share, ...]:
    """``我方 61，鼎泰 24``; raises Invalid ``supplier_shares`` where a part is unreadable or the sum is above 100."""
    parts = (part.strip() for part in _SEPARATORS.split(names.clean(text, 4_000)))
    return shares.checked(_share(part) for part in parts if part)


def _share(part: str) -> Share:
    found = _PART.match(part)
    if found is None:
        raise Invalid(shares.FIELD, "shares.unreadable", text=part)
    name = found["name"].strip()
    is_ours = names.fold(name) in OURS
    return Share("" if is_ours else name, float(found["percent"]), is_ours)
