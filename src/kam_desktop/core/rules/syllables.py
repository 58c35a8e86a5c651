"""Letters as the syllables of pinyin that they can be."""

import re
from collections.abc import Iterator
from typing import Final

_SYLLABLE: Final = re.compile("(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?[aeiouv]{1,3}(?:ng|n|r)?")
_NEVER_FIRST: Final = frozenset(("", *"iuv"))  # of a syllable
_LONGEST: Final = 6  # letters of a syllable


def ways(letters: str) -> Iterator[list[str]]:
    """Syllables and initials that these letters can be; both are among them."""

    def on(rest: str, before: list[str]) -> Iterator[list[str]]:
        if not rest:
            yield before
        if rest[:1] in _NEVER_FIRST:
            return
        for end in range(min(_LONGEST, len(rest)), 1, -1):
            if _SYLLABLE.fullmatch(rest, 0, end):
                yield from on(rest[end:], [*before, rest[:end]])
        yield from on(rest[1:], [*before, rest[0]])

    return (way for way in on(letters, []) if len({len(piece) > 1 for piece in way}) > 1)
