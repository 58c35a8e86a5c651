"""Text made equal for searching: width, case, blanks, and traditional characters as simplified ones.

The index keeps what these functions give, so a change here wants the index made anew.
"""

import re
from functools import lru_cache
from typing import Final

from kam_desktop.core.rules import names
from kam_desktop.core.rules.simplified import simplify, traditional


def fold(text: str) -> str:
    """For comparing: ``名ＡＢ　 C`` and ``名ab c`` are equal, and 龍 is 龙. Punctuation stays as it is."""
    return simplify(names.fold(text))


def find(text: str, folded: str) -> tuple[int, int] | None:
    """Where ``text`` holds what is already folded: start and length in ``text`` itself, or None.

    Most texts are written as they are folded, so that is looked for first; then a pattern of the ways to write each
    character: folding a long text takes ten times as long.
    """
    at = text.find(folded)
    if at >= 0:
        return at, len(folded)
    found = _written(folded).search(text)
    if found:
        return found.start(), found.end() - found.start()
    if _USUAL.fullmatch(text):
        return None
    plain = fold(text)
    at = plain.find(folded)
    if at < 0:
        return None
    return (at, len(folded)) if len(plain) == len(text) else _unfolded(text, at, at + len(folded))


# Characters that fold to one character, which the pattern knows all ways to write of.
_USUAL: Final = re.compile("[\x00-\x7f\u00b7\u2014\u3001-\u3002\u300a-\u3011\u2018-\u201d\u3400-\u9fff\uff01-\uff5e]*")
_WIDE: Final = 0xFEE0  # from ! to its full-width form


@lru_cache(maxsize=256)
def _written(folded: str) -> re.Pattern[str]:
    return re.compile("".join(_ways(each) for each in folded))


def _ways(character: str) -> str:
    ways = {character, character.upper(), *traditional(character)}
    ways |= {chr(ord(way) + _WIDE) for way in list(ways) if len(way) == 1 and "!" <= way <= "~"}
    plain = "".join(re.escape(way) for way in sorted(ways) if len(way) == 1)
    return f"[{plain}]"


def _unfolded(text: str, start: int, end: int) -> tuple[int, int]:
    """The place in a text whose folded form has another length: each character folded alone, blanks once."""
    place, first, last, was_blank = 0, 0, len(text), True
    for index, character in enumerate(text):
        is_blank = character.isspace()
        width = (0 if was_blank else 1) if is_blank else len(fold(character))
        if place <= start:
            first = index
        if place + width >= end:
            last = index + 1
            break
        place, was_blank = place + width, is_blank
    return first, last - first
