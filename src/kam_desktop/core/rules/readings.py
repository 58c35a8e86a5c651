"""Chinese text as toneless pinyin, for searching and sorting, the same on every system.

pypinyin's table of single characters is read at the first use, without its phrases (122 ms instead of 370).
Surnames whose reading differs from the everyday one are our own (``resources/names/readings_cn.json``), and
so are the few words that place and company names need, and the titles that stand for a given name (张行长). Traditional
characters are read as the simplified ones that they are found by. ü is written v, as it is typed.
"""

import os
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Final

from kam_desktop.core import assets
from kam_desktop.core.rules.simplified import simplify

_LONGEST: Final = 3  # characters of a word with a reading of its own; surnames have two at most
_TITLE: Final = 2  # characters of a title at the end of a person's name: elsewhere 市长安 is 市 and 长安
_Words = list[tuple[str, bool]]  # a word, and whether it is a Chinese syllable


def pinyin(text: str, is_person: bool = False) -> str:
    """Syllables and Latin words joined by blanks, lower-case: 曾伟 -> zeng wei, 3M轮胎 -> 3m lun tai.

    Characters without a reading stand for themselves; punctuation goes.
    """
    return " ".join(word for word, _ in _read(text, is_person))


def initials(text: str, is_person: bool = False) -> str:
    """First letters, for searching: 王伟 -> ww; John Smith -> js.

    A Latin word beside Chinese stays whole, as it is typed: 3M轮胎 -> 3mlt.
    """
    words = _read(text, is_person)
    has_han = any(is_han for _, is_han in words)
    return "".join(word if has_han and not is_han else word[0] for word, is_han in words)


def is_meant(typed: str, title: str) -> bool:
    """Whether a title of the program is meant: by a piece of it, by the syllables or the initials of its words from one of
    them on: chongfu and cf for 查找重复.
    """
    wanted = "".join(typed.casefold().split())
    if wanted in "".join(title.casefold().split()):
        return True
    if not wanted.isascii() or title.isascii():
        return False
    syllables = pinyin(title).split()
    return any(
        "".join(syllables[at:]).startswith(wanted) or "".join(each[0] for each in syllables[at:]).startswith(wanted)
        for at in range(len(syllables))
    )


def sort_key(text: str, is_person: bool = False) -> str:
    """Sorts Chinese by its reading among Latin names, equal readings by the text; plain string comparison."""
    if plain := _plain_pinyin(text, is_person):
        return f"{plain}  {text}"  # Chinese characters alone: no case to be folded
    return f"{pinyin(text, is_person)}  {text.casefold()}"


def surname_key(text: str) -> str:
    """The sort key of a text whose beginning is read otherwise as a surname (单雄信, a sole trader); "" of all others."""
    if _simple(text[:2])[:1] not in _starts("surnames"):
        return ""
    key = sort_key(text, is_person=True)
    return key if key != sort_key(text) else ""


def _plain_pinyin(text: str, is_person: bool) -> str:
    """The reading of a text of Chinese characters; "" where there are others, or one without a reading."""
    if not _HAN_ONLY(text):
        return ""  # other characters are folded first
    text = _simple(text)
    head = tail = ""
    if is_person and len(text) > _TITLE and text[-_TITLE:] in _entries("titles"):
        text, tail = text[:-_TITLE], _entries("titles")[text[-_TITLE:]] + " "
    if is_person and text[0] in _starts("surnames"):
        length = next((length for length in range(_LONGEST, 0, -1) if text[:length] in _entries("surnames")), 0)
        head, text = _entries("surnames").get(text[:length], "") + " ", text[length:]
    read = head.lstrip() + "".join(map(_SPOKEN.__getitem__, _pieces(text))) + tail
    return "" if _UNREAD in read else read[:-1]


def _simple(text: str) -> str:
    """Simplified, but for 乾, which names of today have as it is and read qian."""
    return simplify(text) if _QIAN not in text else _QIAN.join(map(simplify, text.split(_QIAN)))


def _pieces(text: str) -> Iterable[str]:
    """A text of Chinese characters in its words of our own, and the characters between them."""
    if _starts("words").isdisjoint(text):
        return text
    parts = _own_words().split(text)
    return (piece for at, part in enumerate(parts) for piece in ((part,) if at % 2 else part))


@cache
def _own_words() -> re.Pattern[str]:
    return re.compile(f"({'|'.join(sorted(_entries('words'), key=len, reverse=True))})")


class _Spoken(dict[str, str]):
    """A character, or a word of our own, to its syllables and a blank, looked up once."""

    def __missing__(self, piece: str) -> str:
        syllable = _syllable(piece) if len(piece) == 1 else _entries("words")[piece]
        self[piece] = found = f"{syllable} " if syllable else _UNREAD
        return found


_HAN_ONLY: Final = re.compile("[\u4e00-\u9fff]+").fullmatch
_QIAN: Final = "乾"
_UNREAD: Final = "\0"  # a character without a reading
_SPOKEN: Final = _Spoken()


def _read(text: str, is_person: bool) -> _Words:
    plain = _simple(unicodedata.normalize("NFKC", text).casefold()).strip()
    words: _Words = []
    at = _read_known(plain, 0, words, "surnames") if is_person else 0
    while at < len(plain):
        if is_person and 0 < at == len(plain) - _TITLE and _read_known(plain, at, words, "titles"):
            return words
        at = _read_known(plain, at, words, "words") or _read_next(plain, at, words)
    return words


def _read_known(plain: str, at: int, words: _Words, kind: str) -> int:
    """Reads the longest of our own entries here; returns where the next begins, 0 without one."""
    entries = _entries(kind)
    if plain[at : at + 1] not in _starts(kind):
        return 0
    for length in range(_LONGEST, 0, -1):
        if reading := entries.get(plain[at : at + length]):
            words += ((syllable, True) for syllable in reading.split())
            return at + length
    return 0


def _read_next(plain: str, at: int, words: _Words) -> int:
    """Reads one character or Latin run into ``words`` and returns where the next begins."""
    if syllable := _syllable(plain[at]):
        words.append((syllable, True))
        return at + 1
    end = at
    while (
        end < len(plain) and (plain[end].isalnum() or unicodedata.combining(plain[end])) and not _syllable(plain[end])
    ):
        end += 1
    if end > at:
        words.append((plain[at:end], False))
    return max(end, at + 1)


@lru_cache(maxsize=32768)
def _syllable(character: str) -> str:
    """The everyday reading of one Chinese character without its tone, or ""."""
    if character.isascii():
        return ""
    if own := _entries("characters").get(character):
        return own
    reading = str(_table().get(ord(character), "")).partition(",")[0]
    toned = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")  # ü, whatever its tone
    return "".join(c for c in toned if not unicodedata.combining(c))


@cache
def _entries(kind: str) -> Mapping[str, str]:
    entries: Mapping[str, str] = assets.read_json("names", "readings_cn.json")[kind]
    return entries


@cache
def _starts(kind: str) -> frozenset[str]:
    return frozenset(entry[0] for entry in _entries(kind))


@cache
def _table() -> Mapping[int, str]:
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")  # read by pypinyin when it is imported
    from pypinyin.constants import PINYIN_DICT

    table: Mapping[int, str] = PINYIN_DICT
    return table
