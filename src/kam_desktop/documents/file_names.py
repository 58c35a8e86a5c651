"""Names of written files that every system takes: kind, client, date, version."""

import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import Final

from kam_desktop import words

LIMIT_BYTES: Final = 120
_FORBIDDEN: Final = frozenset('<>:"/\\|?*')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE)
_STUCK: Final = frozenset({"Mn", "Me", "Cf"})  # clings to the character before it
_SUFFIX: Final = ".pdf"


def visit_report_name(client_short: str, on: date, version: int, lang: str) -> str:
    """``拜访报告_宁波恒屹_2026-11-18_v2.pdf``; only the client's name is ever cut."""
    kind = words.say(lang, "paper.visit_report_file")
    tail = f"_{on.isoformat()}" + (f"_v{version}" if version > 1 else "") + _SUFFIX
    client = re.sub(r"\s+", "-" if lang == "en" else " ", client_short.strip())
    return f"{kind}_{safe(client, LIMIT_BYTES - _bytes(kind) - 1 - _bytes(tail))}{tail}"


def recovery_sheet_name(store_name: str, lang: str) -> str:
    """``恢复密钥_我的客户.pdf``."""
    kind = words.say(lang, "paper.recovery_file")
    return f"{kind}_{safe(store_name.strip(), LIMIT_BYTES - _bytes(kind) - 1 - len(_SUFFIX))}{_SUFFIX}"


def safe(name: str, limit: int = LIMIT_BYTES) -> str:
    """A name without what Windows, macOS or Linux forbid, ``limit`` UTF-8 bytes at most, never empty."""
    clean = "".join("-" if _is_forbidden(char) else char for char in unicodedata.normalize("NFC", name))
    clean = _cut(clean, limit)
    kept = clean.rstrip(". ")
    clean = kept + "-" * (len(clean) - len(kept))
    if _DEVICES.match(clean):
        clean = _cut("_" + clean, limit)
    return clean or "-"


def unused(path: Path) -> Path:
    """The path, or the first of its kind with " (2)", " (3)" … that nothing has yet."""
    candidate, number = path, 1
    while candidate.exists() or candidate.is_symlink():
        number += 1
        candidate = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return candidate


def _is_forbidden(char: str) -> bool:
    return char in _FORBIDDEN or unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _bytes(text: str) -> int:
    return len(text.encode("utf-8"))


def _cut(text: str, limit: int) -> str:
    """Shortens between characters as people see them: an accent stays with its letter."""
    if _bytes(text) <= limit:
        return text
    size, end = 0, 0
    for at, char in enumerate(text):
        if unicodedata.category(char) not in _STUCK:
            end = at
        size += _bytes(char)
        if size > limit:
            break
    return text[:end]
