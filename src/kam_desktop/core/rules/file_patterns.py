"""The names of written documents by a pattern: placeholders for kind, client, date, version, manager, tier."""

import re
from collections.abc import Mapping
from typing import Final

from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules.file_names import LIMIT_BYTES, byte_length, safe

PLACEHOLDERS: Final = ("kind", "client", "date", "version", "manager", "tier")
DEFAULT: Final = "{kind}_{client}_{date}_{version}"
_PART: Final = re.compile(r"\{([^{}]*)\}")
_SEPARATORS: Final = "_-– ·."


def checked(pattern: str) -> str:
    """The pattern as it is kept, the usual one for an empty one. Raises Invalid ``pattern``."""
    pattern = pattern.strip()
    if not pattern:
        return DEFAULT
    for name in _PART.findall(pattern):
        if name not in PLACEHOLDERS:
            raise Invalid("pattern", "file_name.unknown_placeholder", text=name)
    if "{" in _PART.sub("", pattern) or "}" in _PART.sub("", pattern):
        raise Invalid("pattern", "file_name.open_bracket")
    if not _PART.search(pattern):
        raise Invalid("pattern", "file_name.no_placeholder")
    if byte_length(_PART.sub("", pattern)) > LIMIT_BYTES // 2:
        raise Invalid("pattern", "file_name.too_long")
    return pattern


def fill(pattern: str, values: Mapping[str, str], ending: str) -> str:
    """A name that every system takes, 120 bytes at most with its ending; only the client's part is ever cut.

    A placeholder without a value goes with the separators before it.
    """
    room = LIMIT_BYTES - byte_length(ending)
    name = _filled(pattern, values)
    over = byte_length(name) - room
    client = values.get("client", "")
    if over > 0 and client:
        most = max(0, byte_length(client) - over)
        name = _filled(pattern, {**values, "client": safe(client, most) if most > 3 else ""})
    return safe(name, room) + ending


def _filled(pattern: str, values: Mapping[str, str]) -> str:
    made, is_after_empty = "", False
    for at, part in enumerate(_PART.split(pattern)):
        if at % 2 == 0:
            made += part.lstrip(_SEPARATORS) if is_after_empty and not made else part
            continue
        value = values.get(part, "").strip()
        is_after_empty = not value
        made = made + value if value else made.rstrip(_SEPARATORS)
    return made.strip()
