"""Values of the users' own fields as they are shown, beside how they are kept: 12,500 for 12500."""

import re
from decimal import Decimal
from typing import Any, Final

from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import dates

_DATE: Final = re.compile(r"(?:lunar:)?(?:leap:)?[\d-][\d-]{2,9}").fullmatch


def number(value: float) -> str:
    """A number for people."""
    return f"{Decimal(str(value)):,f}"


def forms(value: Any) -> list[str]:
    """All that one may type to find a value: as it is kept, and as it is shown in either language."""
    kept = str(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return list(dict.fromkeys((kept, number(value))))
    if not _DATE(kept):
        return [kept]
    try:
        found = dates.from_text(kept)
    except Invalid:
        return [kept]
    return [kept, dates.write(found, "zh_CN").replace(" ", ""), dates.write(found, "en")]
