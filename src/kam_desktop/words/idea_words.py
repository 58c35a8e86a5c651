"""Why a gift idea suits, and the origin it suggests, in words (D-7.3)."""

from collections.abc import Sequence

from kam_desktop.core.rules.gift_ideas import Reason
from kam_desktop.core.rules.kinds import GiftOccasion
from kam_desktop.words import name_of, say


def reasons(lang: str, found: Sequence[Reason]) -> str:
    """``喜欢钓鱼；春天正合适；没送过这一类``."""
    return say(lang, "idea.glue").join(_reason(lang, each) for each in found)


def origin(lang: str, source: str, found: Sequence[Reason]) -> str:
    """Where it could come from and why it was chosen, to be written on by hand."""
    why = [each for each in found if each.code != "fresh"]
    return say(lang, "idea.origin", source=source, reasons=reasons(lang, why)) if why else source


def _reason(lang: str, reason: Reason) -> str:
    if reason.code in ("season", "family"):
        return say(lang, f"idea.{reason.code}.{reason.value}")
    value = name_of(lang, GiftOccasion(reason.value)) if reason.code == "occasion" else reason.value
    return say(lang, f"idea.{reason.code}", value=value)
