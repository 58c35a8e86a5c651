"""Why two records may be one, in words."""

from kam_desktop.core.rules.likeness import Likeness
from kam_desktop.words import name_of, say


def why(lang: str, likeness: Likeness) -> str:
    """The reasons, and what speaks against them: ``same name, but different numbers``."""
    comma = "、" if lang == "zh_CN" else ", "
    reasons = comma.join(name_of(lang, sign) for sign in likeness.reasons)
    if not likeness.doubts:
        return reasons
    return say(
        lang, "duplicates.but", reasons=reasons, doubts=comma.join(name_of(lang, sign) for sign in likeness.doubts)
    )  # fmt: skip
