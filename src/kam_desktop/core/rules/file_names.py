"""Names of files that every system takes."""

import re
import unicodedata
from pathlib import PurePath
from typing import Final

LIMIT_BYTES: Final = 120
_FORBIDDEN: Final = frozenset('<>:"/\\|?*')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE)
_STUCK: Final = frozenset({"Mn", "Me", "Cf"})  # clings to the character before it
_LONGEST_ENDING: Final = 16  # bytes with its dot; what is longer is part of the name


def safe(name: str, limit: int = LIMIT_BYTES) -> str:
    """A name without what Windows, macOS or Linux forbid, ``limit`` UTF-8 bytes at most, never empty."""
    clean = "".join("-" if _is_forbidden(char) else char for char in unicodedata.normalize("NFC", name))
    clean = _cut(clean, limit)
    kept = clean.rstrip(". ")
    clean = kept + "-" * (len(clean) - len(kept))
    if _DEVICES.match(clean):
        clean = _cut("_" + clean, limit)
    return clean or "-"


def safe_with_ending(name: str, limit: int = LIMIT_BYTES) -> str:
    """``safe``, and a name that is too long is cut before its ending, so that it still opens."""
    name = name.rstrip(". ")
    ending = PurePath(name).suffix
    if not ending or byte_length(ending) > _LONGEST_ENDING:
        return safe(name, limit)
    ending = safe(ending, _LONGEST_ENDING)
    stem = name.removesuffix(PurePath(name).suffix).rstrip(". ")
    return safe(stem, limit - byte_length(ending)) + ending


def byte_length(text: str) -> int:
    """Length in UTF-8."""
    return len(text.encode("utf-8"))


def _is_forbidden(char: str) -> bool:
    return char in _FORBIDDEN or unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _cut(text: str, limit: int) -> str:
    """Shortens between characters as people see them: an accent stays with its letter."""
    if byte_length(text) <= limit:
        return text
    size, end = 0, 0
    for at, char in enumerate(text):
        if unicodedata.category(char) not in _STUCK:
            end = at
        size += byte_length(char)
        if size > limit:
            break
    return text[:end]
