"""The words by which the search index knows a text, and the expression that finds them again.

A text is cut into overlapping runs of three characters (shorter ones at its end), so that one or two characters
are the beginning of a run and three or more are all of theirs: any fragment of any language is found. Names have
words beside: how they begin, how they are read in full and by initials. A row of one character (00000000) is one run
however long it is, so it has a word of its own. Each kind has a mark in front, from the private area of Unicode,
which the tokenizer takes for a letter.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, islice
from typing import Final, NamedTuple

from kam_desktop.core.rules import client_numbers, companies, phones, syllables
from kam_desktop.core.rules.folding import accented, fold, unaccented
from kam_desktop.core.rules.readings import sort_key, surname_key

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
_PLACES: Final = [chr(_PRIVATE + 6130 + place) for place in range(24)]
_MOST_READ, _MOST_INITIALS, _MOST_BEGINNING, _MOST_ROW = 32, 16, 24, 24  # characters of one such word
_DIALLED: Final = re.compile(r"\+?[\d\s().\-–—]+")
_DIGIT_ROW: Final = re.compile("[0-9]{4,}")
_SAME: Final = re.compile(r"(\S)\1{3,}")
_ROW_WANTED: Final = re.compile(f' AND "{_ROW}[^"]*"\\*?')
_ABROAD: Final = re.compile("^00(?=[1-9])")  # what is dialled before the code of a country
_AREA: Final = re.compile("0(?:10|[2-9][0-9])")  # before a mobile number a 0 is no area
_LATIN: Final = re.compile("[a-z0-9]+")
_MOST_BEGINNINGS: Final = 8
_LEAST_NUMBER: Final = 3  # characters that all numbers which begin so are found by: two are initials of many
_LETTER: Final = re.compile("[a-z]")
_HAN: Final = re.compile("[\u3400-\u9fff]")
_HAN_ONLY: Final = re.compile("[\u4e00-\u9fff]*").fullmatch
_READABLE: Final = re.compile("[a-z0-9]+|[\u3400-\u9fff]+").fullmatch
_WORD: Final = re.compile("[^\\W_\u3400-\u9fff]+")
_UMLAUT: Final = re.compile("[üǖǘǚǜ]")
_PASSPORT: Final = re.compile("(l|(?<![aeiouv])n)yu")  # n ends syllables, so that chenyu is chen yu
_MOST_PARTS, _MOST_RUNS = 32, 128  # of a query that the index is asked for: those behind them the data decides
_MOST_WAYS: Final = 8  # to take letters for syllables and initials


class Wanted(NamedTuple):
    """What somebody types, taken apart: ``parts`` are folded and must all be there; ``digits`` as dialled, or "".

    ``spelt`` is the whole as pinyin is kept, where it is typed otherwise (lü, or lyu as in a passport, for lv), or "".
    """

    parts: tuple[str, ...]
    digits: str
    spelt: str = ""

    @property
    def joined(self) -> str:
        """Without blanks, as names are read."""
        return "".join(self.parts)

    @property
    def is_short_latin(self) -> bool:
        """One letter or digit: too little to look for in notes."""
        return len(self.joined) == 1 and self.joined.isascii() and self.joined.isalnum()


def wanted(text: str) -> Wanted:
    """The query of a text; blanks part it."""
    marked = accented(text)
    folded = unaccented(marked)
    digits = re.sub(r"\D", "", folded) if _DIALLED.fullmatch(folded) else ""
    found = Wanted(tuple(dict.fromkeys(folded.split())), _ABROAD.sub("", digits) if len(digits) > 4 else digits)
    if marked is folded and "yu" not in folded:
        return found
    spelt = _PASSPORT.sub(r"\1v", unaccented(_UMLAUT.sub("v", marked))).replace(" ", "")
    return found._replace(spelt=spelt) if spelt != found.joined and _LATIN.fullmatch(spelt) else found


def sounds(query: Wanted) -> tuple[str, ...]:
    """The ways to read a query."""
    return (query.joined, query.spelt) if query.spelt else (query.joined,)


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


def numbered(text: str) -> list[str]:
    """Words for a number: the whole, and pieces of three characters by their place, so that any beginning is a few words;
    from each row of its letters or digits on, with signs and without (QD-1007: qd1007, 1007)."""
    whole = [_EXACT + safe(fold(text)).replace(" ", "")] if text else []
    return [
        *whole,
        *(word for each in client_numbers.beginnings(text)[:_MOST_BEGINNINGS] for word in _placed(safe(each))),
    ]


def _placed(number: str) -> list[str]:
    number = number[:_MOST_BEGINNING]
    return [_PLACES[at] + number[at : at + RUN] for at in range(0, len(number), RUN)]


def readings(sort_key: str) -> list[str]:
    """Words for how a name is read, from each of its syllables on; ``sort_key`` as ``readings.sort_key`` gives.

    A Latin word beside Chinese counts by its initial and whole among the others' initials: TCL科技 is tkj and tclkj.
    """
    syllables = [safe(word) for word in spoken(sort_key)]
    whole = [safe(word) for word in _with_latin_whole(sort_key)]
    found = []
    for start in range(len(syllables)):
        found.append((_READ if start else _READ_FIRST) + "".join(syllables[start:])[:_MOST_READ])
        initials = ["".join(syllable[0] for syllable in syllables[start:])]
        initials += ["".join(whole[start:])] if whole else []
        found += [(_INITIALS if start else _INITIALS_FIRST) + each[:_MOST_INITIALS] for each in initials]
    return list(dict.fromkeys(found)) if whole else found


def spoken(sort_key: str) -> list[str]:
    """The syllables in a sort key."""
    return unaccented(sort_key.split("  ", maxsplit=1)[0]).split()


def read_besides(name: str, short: str) -> tuple[tuple[str, str], ...]:
    """What of a company's name is read beside its short name, with sort keys: the name without its legal form, and
    either as it is read where it begins with a surname.
    """
    whole = companies.short_company(name)
    return (((whole, sort_key(whole)),) if whole != short else ()) + read_as_surnames(short, whole)


def read_as_surnames(short: str, whole: str) -> tuple[tuple[str, str], ...]:
    """Those of ``read_besides`` that begin with a surname; ``whole`` is the name without its legal form."""
    return tuple((each, key) for each in dict.fromkeys((short, whole)) if (key := surname_key(each)))


def is_mixed(sort_key: str) -> bool:
    """Whether a name has Latin words beside Chinese characters."""
    return bool(_with_latin_whole(sort_key))


def _with_latin_whole(sort_key: str) -> list[str]:
    """The initials of a name's syllables, its Latin words whole; none where it is all of one kind."""
    _, _, text = sort_key.partition("  ")
    if _HAN_ONLY(text):
        return []  # nearly all
    plain, words = set(_WORD.findall(fold(text))), spoken(sort_key)
    found = [word if word in plain else word[:1] for word in words]
    return found if any(map(_HAN.match, text)) and any(word in plain and len(word) > 1 for word in words) else []


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


def from_abroad(digits: str) -> str:
    """With the country's code instead of the 0 before an area, as it may be kept (+86 21 …): 021… is 8621…; else ""."""
    return "86" + digits[1:] if _AREA.match(digits) else ""


def is_exact(query: Wanted) -> bool:
    """Whether ``match_names`` finds nothing but what is wanted, so that nobody need look at the rows."""
    is_read = _LATIN.fullmatch(query.joined) and len(query.joined) <= _MOST_INITIALS
    is_mixed = any("a" <= each <= "z" for each in query.joined) and not is_read
    return bool(is_plain(query) and not is_mixed and not query.digits)


def is_plain(query: Wanted) -> bool:
    """Whether ``match_text`` finds nothing but texts that hold every part."""
    return len(query.parts) <= _MOST_PARTS and all(len(part) <= RUN for part in query.parts)


def match_text(query: Wanted) -> str:
    """The expression for texts that hold every part."""
    return " AND ".join(_holds(part) for part in query.parts[:_MOST_PARTS])


def match_beginning(query: Wanted) -> str:
    """The expression for names that begin so, are read so or have these initials from the first on."""
    joined = safe(query.joined)
    found = [_starts(_BEGINS + joined[:_MOST_BEGINNING]), *([match_number(query)] if joined else [])]
    for letters in filter(_LATIN.fullmatch, sounds(query)):
        found += [_starts(_READ_FIRST + letters[:_MOST_READ]), _starts(_INITIALS_FIRST + letters[:_MOST_INITIALS])]
    return " OR ".join(found)


def match_number(query: Wanted) -> str:
    """The expression for numbers of clients that begin so, with or without their signs."""
    joined = safe(query.joined)
    whole = _whole(_EXACT + joined)
    if len(joined) < _LEAST_NUMBER:
        return whole
    *before, last = _placed(joined)
    ends = _whole(last) if len(last) > RUN else _starts(last)
    return f"({whole} OR ({' AND '.join([*map(_whole, before), ends])}))"


def match_names(query: Wanted) -> str:
    """The expression for names, numbers and addresses that hold every part, or are read so anywhere."""
    found = [f"({' AND '.join(_holds_in_name(part) for part in query.parts[:_MOST_PARTS])})"]
    joined = safe(query.joined)
    if query.digits and (len(query.parts) > 1 or query.digits != joined):
        found.append(f"({_holds_in_name(query.digits)})")
    if abroad := from_abroad(query.digits):
        found.append(f"({_holds_in_name(abroad)})")
    found += map(_read_as, filter(_LATIN.fullmatch, sounds(query)))
    several = pieces(query)
    if len(several) > 1 and _LETTER.search(joined):  # chang城, jianlin wang: each is read or stands somewhere
        found.append(f"({' AND '.join(map(_read_or_held, several))})")
    return " OR ".join(found)


def match_names_or_number(query: Wanted) -> str:
    """``match_names``, and clients whose number begins so."""
    return f"{match_names(query)} OR {match_number(query)}"


def pieces(query: Wanted) -> Sequence[str]:
    """The characters and the letters of a query, apart; none where it has signs: an address is not read."""
    found = [piece for part in query.parts for piece in re.split("([a-z0-9]+)", part) if piece]
    return found if len(found) <= _MOST_PARTS and all(_READABLE(piece) for piece in found) else ()


def _read_or_held(piece: str) -> str:
    return _read_as(piece) if _LATIN.fullmatch(piece) else _holds(piece)


def match_half_read(query: Wanted) -> str:
    """The expression for syllables in full among initials: wangjl, hengyuanlt, wjianlin, 王jlin; "" where it is not that."""
    several = pieces(query)
    half = {piece: ways for piece in several if _LATIN.fullmatch(piece) and (ways := _half_read(piece))}
    if not half:
        return ""
    rest = [_read_or_held(piece) for piece in several if piece not in half]
    return " AND ".join([*rest, *(f"({' OR '.join(ways)})" for ways in half.values())])


def _half_read(letters: str) -> list[str]:
    """An expression for each way to take some of the letters for syllables in full, the longest first."""
    if len(letters) > _MOST_INITIALS:
        return []
    found: dict[str, None] = {}
    for way in islice(syllables.ways(letters), _MOST_WAYS):
        full = ["".join(group) for is_full, group in groupby(way, key=lambda piece: len(piece) > 1) if is_full]
        read = (f"({_starts(_READ_FIRST + each)} OR {_starts(_READ + each)})" for each in full)
        found[f"({' AND '.join([_by_initials(''.join(piece[0] for piece in way)), *read])})"] = None
    return list(found)


def _read_as(letters: str) -> str:
    read = [mark + letters[:_MOST_READ] for mark in (_READ_FIRST, _READ)]
    return f"({' OR '.join(map(_starts, read))} OR {_by_initials(letters)[1:-1]})"


def _by_initials(letters: str) -> str:
    return f"({' OR '.join(_starts(mark + letters[:_MOST_INITIALS]) for mark in (_INITIALS_FIRST, _INITIALS))})"


def _holds_in_name(part: str) -> str:
    if part.isascii() and part.isdigit() and len(part) >= _DIGIT_RUN:
        windows = map(_whole, _some(_DIGITS + each for each in _windows(part, _DIGIT_RUN)))
        return " AND ".join([*windows, *map(_starts, _rows(part))])
    return _holds(part)


def _holds(part: str) -> str:
    plain = safe(part)
    if len(plain) < RUN:
        return _starts(plain)
    return " AND ".join([*map(_whole, _some(_windows(plain, RUN))), *map(_starts, _rows(plain))])


def _some(words: Iterable[str]) -> Iterable[str]:
    return islice(dict.fromkeys(words), _MOST_RUNS)


def _windows(plain: str, width: int) -> Sequence[str]:
    return [plain[start : start + width] for start in range(len(plain) - width + 1)]


def _whole(word: str) -> str:
    return f'"{word}"'


def _starts(word: str) -> str:
    return f'"{word}"*'
