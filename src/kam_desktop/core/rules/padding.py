"""Blanks between Chinese characters, by which a sheet makes short names as wide as long ones: 王　芳, 青岛 海川."""

import re
from typing import Final

HAN: Final = "[\u3400-\u9fff\U00020000-\U000323af]"
_PADDING: Final = re.compile(rf"(?<={HAN})\s+(?={HAN})")


def unpadded(text: str) -> str:
    """A name without such blanks; Latin words keep theirs."""
    return text if text.isalnum() or text.isascii() else _PADDING.sub("", text)


def kept_in_unpadded(text: str) -> list[bool]:
    """Of each character, whether it stays in ``unpadded``."""
    gone = {at for found in _PADDING.finditer(text) for at in range(*found.span())}
    return [at not in gone for at in range(len(text))]
