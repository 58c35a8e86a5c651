"""What a free note says that must not be overlooked at a table or with a gift: taboos, allergies, faith, drink (D-5.10)."""

import re
from typing import Final

_PARTS: Final = re.compile(r"[。；;！!\n]+|\.\s+")
_SIGNS: Final = re.compile(
    r"忌|[过過]敏|不(?:能|可以|可|太|怎么)?[喝饮飲沾]|滴酒|戒酒|不(?:能|可以|可)?吃|不要送|[别勿]送|清真|回族|穆斯林|[吃茹]素|素食"
    r"|\ballerg|\bhalal\b|\bkosher\b|\bmuslim\b|\bvegetarian|\bvegan\b|\bteetotal|\bintoleran|\btaboo"
    r"|\b(?:does\s?n[o'’]t|does not|do not|don['’]t|never|can\s?not|can['’]t|must not)\s+(?:drink|eat|smoke)|\bno (?:alcohol|pork|beef)\b",
    re.IGNORECASE,
)


def lines(text: str) -> tuple[str, ...]:
    """The sentences of a note that speak of such things, each once."""
    parts = (part.strip() for part in _PARTS.split(text))
    return tuple(dict.fromkeys(part for part in parts if _SIGNS.search(part)))
