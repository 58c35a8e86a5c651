"""Time zones as people name them, by country and city, in both languages."""

import re
from functools import cache
from typing import Final

from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import time_zones
from kam_desktop.core.rules.folding import fold
from kam_desktop.words import LANGUAGES, catalogue, has, say

_KEY: Final = "zone."
_PARTS: Final = re.compile(r"[·（）()]")


def offered(lang: str) -> list[str]:
    """The names to choose from: ``日本 · 东京``."""
    return [str(text) for key, text in catalogue(lang).items() if key.startswith(_KEY)]


def shown(lang: str, zone: str) -> str:
    """A zone in words; its id where it has no name here."""
    return say(lang, _KEY + zone) if has(lang, _KEY + zone) else zone


def zone_of(text: str) -> str:
    """The id of what a person typed: a name, its city, a country of one zone, or an id; nothing stays nothing.

    Raises Invalid ``time_zone.unknown``, of a country with several zones too.
    """
    plain = text.strip()
    found = _by_name().get(fold(plain), "")
    if found or not plain:
        return found
    if "/" in plain and time_zones.is_known(plain):
        return plain
    raise Invalid("time_zone", "time_zone.unknown", text=text)


@cache
def _by_name() -> dict[str, str]:
    said: dict[str, set[str]] = {}
    for lang in LANGUAGES:
        for key, text in catalogue(lang).items():
            if key.startswith(_KEY):
                zone = key.removeprefix(_KEY)
                parts = (part.strip() for part in _PARTS.split(text))
                for name in (text, zone, *filter(None, parts)):
                    said.setdefault(fold(name), set()).add(zone)
    said[fold("中国")] = said["china"] = {"Asia/Shanghai"}  # one official time
    return {name: next(iter(zones)) for name, zones in said.items() if len(zones) == 1}
