"""Who supplies a client, in one cell (D-2.1)."""

import re
from typing import Final

from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules.shares import Share, checked

_GAPS: Final = re.compile(r"[;；\n]+")
_COMMAS: Final = re.compile(r"[、，,]\s*")
_SHARE: Final = re.compile(r"(?P<name>.*?)[\s:：]*(?P<percent>\d{1,3}(?:\.\d+)?)\s*[%％]?", re.DOTALL)
_OURS: Final = re.compile(r"(?:我方|我司|本公司|ours)(?![A-Za-z])\s*|(?:我们|we|us)\Z", re.IGNORECASE)


def read(text: str) -> tuple[Share, ...]:
    """Who supplies how much: ``我方 61%；米其林 20%``. Raises Invalid shares.unreadable."""
    found = [_SHARE.fullmatch(part) for part in _parts(text)]
    if not found or not all(found):
        raise Invalid("supplier_shares", "shares.unreadable", text=text)
    given = []
    for each in filter(None, found):
        name, ours = each["name"].strip(" :："), _OURS.match(each["name"])
        given.append(Share(name[ours.end() :].strip() if ours else name, float(each["percent"]), bool(ours)))
    try:
        return checked(given)
    except Invalid:
        raise Invalid("supplier_shares", "shares.unreadable", text=text) from None


def _parts(text: str) -> list[str]:
    """Each supplier with the share; commas part them where a name and a number stand between any two of them."""
    found: list[str] = []
    for part in filter(None, map(str.strip, _GAPS.split(text))):
        pieces = [each.strip() for each in _COMMAS.split(part)]
        found += pieces if all(map(_is_whole, pieces)) else [part]
    return found


def _is_whole(text: str) -> bool:
    return text.rstrip(" %％")[-1:].isdecimal() and any(map(str.isalpha, text))
