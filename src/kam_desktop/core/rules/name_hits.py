"""Whether a name, or what stands beside it, is what somebody looks for, and where: to refuse it or to mark it."""

import json
import re
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from kam_desktop.core.rules import folding, names, readings, search_words
from kam_desktop.core.rules.lines import in_one_line

SNIPPET: Final = 60  # characters
_LEAD: Final = SNIPPET // 3  # of them before what was found
Marks = tuple[tuple[int, int], ...]
_NO_DIGIT: Final = re.compile("[^0-9]+")
_BETWEEN: Final = r"[ ().+\-–—]*"  # digits of a number
_LETTER: Final = re.compile("[a-z]")


class Look:
    """One query, ready to be compared with fifty rows at each key: what usually decides comes first."""

    def __init__(self, typed: str) -> None:
        self.query = query = search_words.wanted(typed)
        self._parts, self._joined, self._digits = query.parts, query.joined, query.digits
        self._one = query.parts[0] if len(query.parts) == 1 else ""
        # As it was typed it mostly stands in the texts: with its capitals and full-width commas.
        self._typed = typed if self._one and len(typed.split()) == 1 else self._one
        self._sounds = search_words.sounds(query)
        pieces = search_words.pieces(query)
        self._pieces = pieces if len(pieces) > 1 else ()
        self._coded = _coded(query.digits)
        self.is_spoken = _LETTER.search(self._joined) is not None

    def marks(self, text: str) -> Marks:
        """Where the parts stand in a text, each once."""
        if self._one:
            at = folding.find(text, self._one)
            return (at,) if at else ()
        return tuple(sorted(at for part in self._parts if (at := folding.find(text, part))))

    def _marks_in_name(self, name: str) -> Marks:
        return tuple(sorted(at for part in self._parts if (at := folding.find_in_name(name, part))))

    def line_marks(self, text: str) -> Marks:
        """Where a number stands that was typed, however both are grouped; of anything else where all its parts do."""
        if self._digits and (found := self._grouped.search(text)):
            return ((found.start(), found.end() - found.start()),)
        marks = self.marks(text)
        return marks if len(marks) == len(self._parts) else ()

    def line_meant(self, lines: Sequence[str]) -> str:
        """Which of the numbers and addresses was typed, with its country's code or without; empty when none was."""
        for line in lines:
            if self.line_marks(line):
                return line
        return next((line for line in lines if self._digits and _is_dialled([line], self._digits)), "")

    @cached_property
    def _grouped(self) -> re.Pattern[str]:
        return re.compile(_BETWEEN.join(self._digits))

    def in_name(self, name: str, lines: str, sort_key: str, spoken: str) -> Marks | None:
        """The marks in a name that is meant, none where one of its ``lines`` is; None: look further.

        ``lines`` are phones and e-mails as they are kept, in one text; ``spoken`` is the part of the name that
        ``sort_key`` reads, both wanted where ``is_spoken``.
        """
        typed = self._typed
        if not typed:
            marks = self._marks_in_name(name)
            return marks if len(marks) == len(self._parts) else None
        at = name.find(typed)
        if at >= 0:
            return ((at, len(typed)),)
        if self.is_spoken and (heard := self._heard(name, sort_key, spoken)):
            return heard
        return () if typed in lines or (self._coded and self._coded.search(lines)) else None

    def beside_name(self, name: str, lines: str, sort_key: str, spoken: str, texts: Sequence[str]) -> Marks | None:
        """The marks in a name that is meant, by any of what stands beside it; None: it is not."""
        marks = self._marks_in_name(name)
        if len(marks) == len(self._parts) or self._place((names.unpadded(name), lines, *texts)):
            return marks
        if self.is_spoken and (heard := self._heard(name, sort_key, spoken)) is not None:
            return heard
        return () if self._digits and _is_dialled(json.loads(lines), self._digits) else None

    def is_called(self, name: str, short: str, sort_key: str) -> bool:
        """Whether a client has that name, whole or short."""
        return (
            self.in_name(name, "", sort_key, short) is not None
            or self.beside_name(name, "[]", sort_key, short, (short,)) is not None
        )

    def in_texts(self, texts: Sequence[str]) -> tuple[str, int] | None:
        """The text that holds the first part, and where; None when some part is nowhere."""
        typed = self._typed
        if typed:
            for text in texts:
                at = text.find(typed)
                if at >= 0:
                    return text, at
        return self._place(texts)

    def around(self, text: str, at: int) -> tuple[str, Marks]:
        """A few words around a place, with the marks in them."""
        start = at - _LEAD if at > _LEAD else 0
        part = in_one_line(text[start : start + SNIPPET])
        snippet = f"{'…' if start else ''}{part}{'…' if start + SNIPPET < len(text) else ''}"
        return snippet, self.marks(snippet)

    def _place(self, texts: Sequence[str]) -> tuple[str, int] | None:
        first: tuple[str, int] | None = None
        for part in self._parts:
            for text in texts:
                if at := folding.find(text, part):
                    first = first or (text, at[0])
                    break
            else:
                return None
        return first

    def _heard(self, name: str, sort_key: str, spoken: str) -> Marks | None:
        """The marks where the name reads as the query (syllables, initials, characters, or all of them mixed): the part
        of it that is called so, or the whole."""
        heard = self._reads_as(name, sort_key, spoken)
        if heard is None and (name != spoken or readings.surname_key(spoken)):
            told = (self._reads_as(name, key, each) for each, key in search_words.read_besides(name, spoken))
            return next((marks for marks in told if marks is not None), None)
        return heard

    def _reads_as(self, name: str, sort_key: str, spoken: str) -> Marks | None:
        for plain in self._sounds:
            if (marks := self._sounds_like(plain, name, sort_key, spoken)) is not None:
                return marks
        return None

    def _sounds_like(self, plain: str, name: str, sort_key: str, spoken: str) -> Marks | None:
        at = name.find(spoken)
        end = sort_key.find("  ") if "  " in sort_key else len(sort_key)
        if not sort_key.isascii() and folding.has_accents(sort_key[:end]):
            sort_key = folding.unaccented(sort_key[:end])
            end = len(sort_key)
        is_aligned = at >= 0 and sort_key.count(" ", 0, end) + 1 == len(spoken)
        if sort_key.startswith(plain):
            return ((at, 1),) if is_aligned else ()
        if (before := sort_key.find(f" {plain}", 0, end)) >= 0:  # it begins one of the syllables
            return ((at + sort_key.count(" ", 0, before + 1), 1),) if is_aligned else ()
        words = search_words.spoken(sort_key)
        written = _written(words, folding.fold(spoken)) if not plain.isascii() else ()
        if heard := _heard_from(words, written, plain):
            return ((at + heard[0], heard[1]),) if is_aligned else ()
        marks = []
        for piece in self._pieces:  # each somewhere: 宁波lt, jianlin wang
            place = _heard_from(words, (), piece) if piece.isascii() else folding.find_in_name(name, piece)
            if place is None:
                return None
            marks.append((at + place[0], place[1]) if piece.isascii() else place)
        return (tuple(sorted(set(marks))) if is_aligned else ()) if marks else None


def _coded(digits: str) -> re.Pattern[str] | None:
    """For digits that can be of the country's code: mobile numbers, as they are kept, that go on so."""
    if "86".startswith(digits[:2]) and digits:
        digits = digits[2:]
    elif digits.startswith("6"):
        digits = digits[1:]
    else:
        return None
    return re.compile(f'"(?={digits})1[3-9][0-9]{{9}}"')


def _is_dialled(numbers: Sequence[str], digits: str) -> bool:
    """Whether one of the numbers has these digits, as written or with its country's code."""
    if any(digits in _NO_DIGIT.sub("", line) for line in numbers):
        return True
    full = search_words.from_abroad(digits) or (digits if digits[0] in "68" else "")
    return bool(full) and any(full in search_words.full_number(line) for line in numbers)


def _heard_from(words: Sequence[str], written: Sequence[str], plain: str) -> tuple[int, int] | None:
    """From which syllable on, and how many, read so."""
    for start, word in enumerate(words):
        if (word[0] == plain[0] or written) and (count := _read_on(words, written, start, plain)):
            return start, count
    return None


def _written(words: Sequence[str], plain: str) -> Sequence[str]:
    """Each word as it is written in a folded name: a character, or a Latin word as it is."""
    found, at = [], 0
    for word in words:
        while at < len(plain) and not plain[at].isalnum():
            at += 1
        length = len(word) if plain.startswith(word, at) else 1
        found.append(plain[at : at + length])
        at += length
    return found


def _read_on(words: Sequence[str], written: Sequence[str], at: int, rest: str) -> int:
    """How many syllables from ``at`` on read as ``rest``: each whole, by its initial or as written, the last in part."""
    if at == len(words):
        return 0
    word, as_it_is = words[at], written[at] if written else ""
    if word.startswith(rest) or as_it_is == rest:
        return 1
    for taken in dict.fromkeys((word, word[:1], as_it_is)):  # a syllable of one letter is tried once
        if taken and rest.startswith(taken) and (more := _read_on(words, written, at + 1, rest[len(taken) :])):
            return 1 + more
    return 0
