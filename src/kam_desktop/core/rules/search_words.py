"""The words by which the search index knows a text, and the expression that finds them again.

A text is cut into overlapping runs of three characters (shorter ones at its end), so that one or two characters
are the beginning of a run and three or more are all of theirs: any fragment of any language is found. Names have
words beside: how they begin, how they are read in full and by initials. A row of one character (00000000) is one run
however long it is, so it has a word of its own. Each kind has a mark in front, from the private area of Unicode,
which the tokenizer takes for a letter.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from kam_desktop.core.rules import phones
from kam_desktop.core.rules.folding import fold

RUN: Final = 3
_HASHED, _PRIVATE = 6000, 0xE000
# Letters and digits that every tokenizer knows; all else becomes a private letter, so that 100% keeps its sign.
_UNSURE: Final = re.compile(
    "[^ 0-9a-z\u00df-\u00f6\u00f8-\u024f\u03ac-\u03ce\u0430-\u045f\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff\uac00-\ud7a3]"
)
_BEGINS, _EXACT = chr(_PRIVATE + 6100), chr(_PRIVATE + 6101)
_READ_FIRST, _READ, _INITIALS_FIRST, _INITIALS = (chr(_PRIVATE + 6110 + number) for number in range(4))
_DIGITS, _DIGIT_RUN = chr(_PRIVATE + 6120), 4  # 8000 of 13800138000: three digits alone are in too many numbers
_ROW = chr(_PRIVATE + 6121)
_MOST_READ, _MOST_INITIALS, _MOST_BEGINNING, _MOST_ROW = 32, 16, 24, 24  # characters of one such word
_DIALLED: Final = re.compile(r"\+?[\d\s().\-–—]+")
_DIGIT_ROW: Final = re.compile("[0-9]{4,}")
_SAME: Final = re.compile(r"(\S)\1{3,}")
_ROW_WANTED: Final = re.compile(f' AND "{_ROW}[^"]*"\\*?')
_ABROAD: Final = re.compile("^00(?=[1-9])")  # what is dialled before the code of a country
_LATIN: Final = re.compile("[a-z0-9]+")
_SYLLABLE: Final = re.compile("(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?[aeiouv]{1,3}(?:ng|n|r)?")


class Wanted(NamedTuple):
    """What somebody types, taken apart: ``parts`` are folded and must all be there; ``digits`` as dialled, or ""."""

    parts: tuple[str, ...]
    digits: str

    @property
    def joined(self) -> str:
        """Without blanks, as names are read."""
        return "".join(self.parts)

    @property
    def is_short_latin(self) -> bool:
        """One letter or digit: too little to look for in notes."""
        return len(self.joined) == 1 and self.joined.isascii()


def wanted(text: str) -> Wanted:
    """The query of a text; blanks part it."""
    folded = fold(text)
    digits = re.sub(r"\D", "", folded) if _DIALLED.fullmatch(folded) else ""
    return Wanted(tuple(dict.fromkeys(folded.split())), _ABROAD.sub("", digits) if len(digits) > 4 else digits)


def runs(*texts: str) -> list[str]:
    """The words of some texts, each once."""
    found: dict[str, None] = {}
    for text in texts:
        plain, before, length = safe(fold(text)), len(found), 0
        for piece in plain.split():
            length += len(piece)
            for start in range(len(piece)):
                found[piece[start : start + RUN]] = None
        if len(found) - before < length:  # something is there twice
            found |= dict.fromkeys(_rows(plain))
    return list(found)


def _rows(plain: str) -> list[str]:
    """Words for rows of one character that are longer than a run."""
    return [_ROW + each[0][:_MOST_ROW] for each in _SAME.finditer(plain)]


def asks_for_row(expression: str) -> bool:
    """Whether an expression looks for a row of one character."""
    return _ROW in expression


def without_rows(expression: str) -> str:
    """The expression for an index that was made before rows had words: it finds more, and misses nothing."""
    return _ROW_WANTED.sub("", expression)


def safe(folded: str) -> str:
    """Folded text of letters only, character for character."""
    return _UNSURE.sub(lambda each: chr(_PRIVATE + ord(each[0]) % _HASHED), folded)


def begins_with(*names: str) -> list[str]:
    """Words for how names begin."""
    return [_BEGINS + safe(fold(name)).replace(" ", "")[:_MOST_BEGINNING] for name in names if name]


def exactly(text: str) -> list[str]:
    """A word for the whole of a number."""
    return [_EXACT + safe(fold(text)).replace(" ", "")] if text else []


def readings(sort_key: str) -> list[str]:
    """Words for how a name is read, from each of its syllables on; ``sort_key`` as ``readings.sort_key`` gives."""
    syllables = [safe(word) for word in spoken(sort_key)]
    found = []
    for start in range(len(syllables)):
        found.append((_READ if start else _READ_FIRST) + "".join(syllables[start:])[:_MOST_READ])
        initials = "".join(syllable[0] for syllable in syllables[start:])
        found.append((_INITIALS if start else _INITIALS_FIRST) + initials[:_MOST_INITIALS])
    return found


def spoken(sort_key: str) -> list[str]:
    """The syllables in a sort key."""
    return sort_key.split("  ", maxsplit=1)[0].split()


def dialled(numbers: Iterable[str]) -> list[str]:
    """Words for the digits of phone numbers, as written and with the country's code."""
    found: list[str] = []
    for number in numbers:
        written = re.sub(r"\D", "", number)
        full = full_number(number)
        texts = (full,) if written in full else (full, written)
        found += [*runs(*texts), *digits_in(*texts)]
    return found


def digits_in(*texts: str) -> list[str]:
    """Words for longer rows of digits in names, numbers and addresses."""
    rows = (row for text in texts for row in _DIGIT_ROW.findall(fold(text)))
    return list(dict.fromkeys(_DIGITS + each for row in rows for each in _windows(row, _DIGIT_RUN)))


def full_number(number: str) -> str:
    """The digits of a number with the country's code, where it is one."""
    return re.sub(r"\D", "", phones.normalise(number).partition(";")[0])


def is_exact(query: Wanted) -> bool:
    """Whether ``match_names`` finds nothing but what is wanted, so that nobody need look at the rows."""
    is_plain = all(len(part) <= RUN for part in query.parts)
    is_read = _LATIN.fullmatch(query.joined) and len(query.joined) <= _MOST_INITIALS
    is_mixed = any("a" <= each <= "z" for each in query.joined) and not is_read
    return bool(is_plain and not is_mixed and not query.digits)


def match_text(query: Wanted) -> str:
    """The expression for texts that hold every part."""
    return " AND ".join(_holds(part) for part in query.parts)


def match_beginning(query: Wanted) -> str:
    """The expression for names that begin so, are read so or have these initials from the first on."""
    joined = safe(query.joined)
    found = [_starts(_BEGINS + joined[:_MOST_BEGINNING]), *([_whole(_EXACT + joined)] if joined else [])]
    if _LATIN.fullmatch(joined):
        found += [_starts(_READ_FIRST + joined[:_MOST_READ]), _starts(_INITIALS_FIRST + joined[:_MOST_INITIALS])]
    return " OR ".join(found)


def match_names(query: Wanted) -> str:
    """The expression for names, numbers and addresses that hold every part, or are read so anywhere."""
    found = [f"({' AND '.join(_holds_in_name(part) for part in query.parts)})"]
    joined = safe(query.joined)
    if query.digits and (len(query.parts) > 1 or query.digits != joined):
        found.append(f"({_holds_in_name(query.digits)})")
    if _LATIN.fullmatch(joined):
        found.append(_read_as(joined))
    elif mixed := _mixed(joined):
        found.append(mixed)
    return " OR ".join(found)


def match_half_read(query: Wanted) -> str:
    """The expression for a first syllable in full and initials after it: wangjl; "" where it is not that."""
    joined = query.joined
    if not _LATIN.fullmatch(joined):
        return ""
    ends = [end for end in range(2, min(len(joined), 7)) if _SYLLABLE.fullmatch(joined[:end])]
    return " OR ".join(f"({_read_as(joined[:end])} AND {_by_initials(joined[0] + joined[end:])})" for end in ends)


def _mixed(joined: str) -> str:
    """Characters and letters in one: chang城. The letters read as some of the name, the characters are in it."""
    pieces = [piece for piece in re.split("([a-z]+)", joined) if piece]
    if not any(_LATIN.fullmatch(piece) for piece in pieces):
        return ""
    return "(" + " AND ".join(_read_as(p) if _LATIN.fullmatch(p) else _holds(p) for p in pieces) + ")"


def _read_as(letters: str) -> str:
    read = [mark + letters[:_MOST_READ] for mark in (_READ_FIRST, _READ)]
    return f"({' OR '.join(map(_starts, read))} OR {_by_initials(letters)[1:-1]})"


def _by_initials(letters: str) -> str:
    return f"({' OR '.join(_starts(mark + letters[:_MOST_INITIALS]) for mark in (_INITIALS_FIRST, _INITIALS))})"


def _holds_in_name(part: str) -> str:
    if part.isascii() and part.isdigit() and len(part) >= _DIGIT_RUN:
        windows = map(_whole, dict.fromkeys(_DIGITS + each for each in _windows(part, _DIGIT_RUN)))
        return " AND ".join([*windows, *map(_starts, _rows(part))])
    return _holds(part)


def _holds(part: str) -> str:
    plain = safe(part)
    if len(plain) < RUN:
        return _starts(plain)
    return " AND ".join([*map(_whole, dict.fromkeys(_windows(plain, RUN))), *map(_starts, _rows(plain))])


def _windows(plain: str, width: int) -> Sequence[str]:
    return [plain[start : start + width] for start in range(len(plain) - width + 1)]


def _whole(word: str) -> str:
    return f'"{word}"'


def _starts(word: str) -> str:
    return f'"{word}"*'
