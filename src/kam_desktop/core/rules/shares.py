"""Who supplies a client: our share and each competitor's, in percent of what the client needs (D-2.1)."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple

from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import names

FIELD: Final = "supplier_shares"
_PERCENT: Final = re.compile(r"(\d{1,3}(?:\.\d)?)%?")
_MOST: Final = 40  # suppliers of one client


class Share(NamedTuple):
    """One supplier's part. ``percent`` is 0 to 100 with one decimal at most; ours needs no name."""

    name: str
    percent: float
    is_ours: bool = False


def percent(text: str) -> float | None:
    """``61``, ``61.5`` or ``６１％`` as a number; None when it is no percentage."""
    found = _PERCENT.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    value = float(found[1]) if found else None
    return value if value is not None and value <= 100 else None


def checked(shares: Iterable[Share]) -> tuple[Share, ...]:
    """The shares as they are kept: ours first, then the largest. Raises Invalid ``supplier_shares``."""
    kept = [Share(names.clean(each.name, 128), round(each.percent, 1), each.is_ours) for each in shares]
    if len(kept) > _MOST:
        raise Invalid(FIELD, "shares.too_many", most=_MOST)
    seen: set[str] = set()
    for each in kept:
        key = "" if each.is_ours else each.name.casefold()
        if not each.is_ours and not each.name:
            raise Invalid(FIELD, "shares.name_missing")
        if key in seen:
            raise Invalid(FIELD, "shares.twice", name=each.name)
        if not 0 <= each.percent <= 100:
            raise Invalid(FIELD, "shares.percent_unreadable", text=shown(each.percent))
        seen.add(key)
    total = sum(Decimal(str(each.percent)) for each in kept)
    if total > 100:
        raise Invalid(FIELD, "shares.over_hundred", total=shown(float(total)))
    return tuple(sorted(kept, key=lambda each: (not each.is_ours, -each.percent, each.name)))


def rest(shares: Sequence[Share]) -> float:
    """The percent that nobody is named for."""
    return float(100 - sum(Decimal(str(each.percent)) for each in shares))


def shown(value: float) -> str:
    """``61`` or ``61.5``."""
    return f"{value:.1f}".removesuffix(".0")


def of_plain(stored: Iterable[Any]) -> tuple[Share, ...]:
    """The shares from the JSON that the store keeps; what is not of that form is left out."""
    found = []
    for each in stored or ():
        if isinstance(each, Mapping) and isinstance(each.get("percent"), int | float):
            found.append(Share(str(each.get("name") or ""), float(each["percent"]), bool(each.get("is_ours"))))
    return tuple(found)


def to_plain(shares: Iterable[Share]) -> list[dict[str, Any]]:
    """The shares as JSON."""
    return [each._asdict() for each in shares]
