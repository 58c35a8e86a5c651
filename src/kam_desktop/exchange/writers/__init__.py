"""Writers of files, from rows of plain values to bytes. They know nothing of clients or of the store.

A value is text, a number (``Decimal`` for money), a date, a time, a truth, several texts, or nothing.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

Step = Callable[[int, int], None]  # (rows done, rows in all); what it raises stops the work
STEP_ROWS: Final = 200
GLUE: Final = "；"
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and how wide its column should be, in characters."""

    heading: str
    width: int = 16


def safe_text(text: str) -> str:
    """Without what no file of text can hold; line breaks and tabs stay."""
    return text if text.isprintable() else _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def as_text(value: Any) -> str:
    """A value as people read it: dates as ISO, several texts as one."""
    if value is None:
        return ""
    if isinstance(value, str):
        return safe_text(value)
    if isinstance(value, (tuple, list)):
        return safe_text(GLUE.join(str(each) for each in value))
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def is_exact(value: Any) -> bool:
    """Whether a value is a number or a date, which a sheet may show in its own way."""
    return isinstance(value, (int, float, Decimal, date, time)) and not isinstance(value, bool)
