"""Whether whoever is named as approving may be the giver under another spelling: people are known by name alone.

Rather somebody too many is refused than the giver let through: 刘敏 is taken for 劉敏, 刘敏（主管）, LiuMin and Min Liu.
"""

import re
from collections.abc import Sequence
from typing import Final

from kam_desktop.core.rules import names
from kam_desktop.core.rules.simplified import simplify

_OWN_WORDS: Final = frozenset({"我", "本人", "自己", "我自己", "我本人", "i", "me", "myself", "self"})
_SIGNS: Final = re.compile(r"[\W_]+")
_HAN: Final = re.compile("[\u3400-\u9fff\U00020000-\U000323af]")
_LATIN: Final = re.compile("[a-z]+")


def is_named(approver: str) -> bool:
    """Whether it is a name at all: not empty, not signs alone, not a word for oneself."""
    return bool(key := _key(approver)) and key not in _OWN_WORDS


def may_be_same(one: str, other: str) -> bool:
    """Whether one name is, holds or is held by the other; Chinese names by their reading too, where one is in Latin."""
    first, second = _key(one), _key(other)
    if not first or not second:
        return False
    if not (_HAN.search(first) and _HAN.search(second)):
        return _reads_alike(_words(one), _words(other))
    is_held = first in second or second in first
    return is_held or _reads_alike(_latin(one), _words(other)) or _reads_alike(_latin(other), _words(one))


def _key(name: str) -> str:
    return _SIGNS.sub("", simplify(names.fold(name)))


def _words(name: str) -> list[str]:
    return _SIGNS.sub(" ", names.pinyin(names.fold(name), is_person=True)).split()


def _latin(name: str) -> list[str]:
    return _LATIN.findall(names.fold(name))


def _reads_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether all words of one stand side by side in the other, or both have the same words."""
    short, long = sorted(("".join(one), "".join(other)), key=len)
    words = one if "".join(one) == long else other
    runs = {"".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1)}
    return bool(short) and (short in runs or sorted(one) == sorted(other))
