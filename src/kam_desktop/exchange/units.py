"""The unit that a heading says of bare numbers below it: 年用量（吨）."""

import re
import unicodedata
from typing import Final

_UNIT: Final = re.compile(
    r"\((?:单位:?)?((?:[百千万亿]?(?:吨|公斤|千克|克|升|立方米|立方|方|平方米|平米|米|件|台|套|个|只|条|箱|桶|张|片|支|瓶|包|袋|卷|根|块|辆|双|对|组"
    r"|元)|kg|t|tons?|tonnes?|l|m|m2|m3|pcs|pieces|sets|units)(?:/年|/a|/y|/year| a year| per year)?)\)$",
    re.IGNORECASE,
)
_LARGE: Final = "百千万亿"
_NUMBER: Final = r"\d[\d,]*(?:\.\d+)?"
_BARE: Final = re.compile(
    rf"(?:约|大约|近)?\s*{_NUMBER}(?:\s*[-~–—至到]\s*{_NUMBER})?\s*(?:[十百千万亿]|\+|多|左右|以上)*", re.IGNORECASE
)


def of_heading(heading: str) -> str:
    """The unit in the brackets at its end; "" where it says none that is known."""
    found = _UNIT.search(unicodedata.normalize("NFKC", heading).strip())
    return found[1] if found else ""


def joined(text: str, unit: str = "") -> str:
    """An amount in words: a number alone, or two of them, with the unit of the heading."""
    if not unit or not _BARE.fullmatch(unicodedata.normalize("NFKC", text)):
        return text
    if unit[0] in _LARGE and any(each in text for each in _LARGE):
        return text
    return f"{text} {unit}" if unit.isascii() else f"{text}{unit}"
