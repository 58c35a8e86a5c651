"""Text made equal for searching: width, case, blanks, accents, and traditional characters as simplified ones.

The index keeps what these functions give, so a change here wants the index made anew.
"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

from kam_desktop.core.rules import names
from kam_desktop.core.rules.padding import kept_in_unpadded
from kam_desktop.core.rules.simplified import simplify, traditional


def fold(text: str) -> str:
    """For comparing: ``名ＡＢ　 C`` and ``名ab c`` are equal, 龍 is 龙 and Łukasz lukasz. Punctuation stays as it is, but
    for apostrophes, which are all one."""
    return unaccented(accented(text))


def accented(text: str) -> str:
    """``fold`` with the accents of letters, which tell how pinyin is meant: lü is no lu."""
    return simplify(names.fold(text))


def unaccented(text: str) -> str:
    """Latin letters without their marks; Cyrillic and Greek ones and Japanese syllables keep theirs."""
    return text if text.isascii() or not _ACCENTED.search(text) else text.translate(_plain())


def has_accents(text: str) -> bool:
    """Whether a text holds what ``unaccented`` changes."""
    return _ACCENTED.search(text) is not None


@cache
def _plain() -> dict[int, str]:
    """Each letter with a mark to the letters that it is typed with."""
    found = dict.fromkeys(map(ord, _APOSTROPHES), "'") | dict.fromkeys(range(0x0300, 0x0370), "")
    for code in (*range(0x00C0, 0x0250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code).casefold())[0]
        plain = _LETTERS.get(base, base)
        if plain.isascii():
            found[code] = plain
    return found


_APOSTROPHES: Final = "\u2018\u2019\u201b\u02bc\u2032"
_ACCENTED: Final = re.compile(f"[\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff{_APOSTROPHES}]")
_LETTERS: Final = {
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŧ": "t",
}  # fmt: skip


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
    ways |= set(_APOSTROPHES) if character == "'" else set()
    ways |= {chr(ord(way) + _WIDE) for way in list(ways) if len(way) == 1 and "!" <= way <= "~"}
    plain = "".join(re.escape(way) for way in sorted(ways) if len(way) == 1)
    return f"[{plain}]"


def find_in_name(text: str, folded: str) -> tuple[int, int] | None:
    """``find`` in a name, where blanks between Chinese characters do not part it: 王　芳 holds 王芳."""
    found = find(text, folded)
    if found or (plain := names.unpadded(text)) == text or not (found := find(plain, folded)):
        return found
    kept = [at for at, is_kept in enumerate(kept_in_unpadded(text)) if is_kept]
    first, last = kept[found[0]], kept[found[0] + found[1] - 1]
    return first, last + 1 - first


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
