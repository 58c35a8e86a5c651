"""What changed between two texts, word by word; Chinese counts character by character (D-6.5)."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(r"[A-Za-z0-9À-ɏ]+(?:[.,:'-][A-Za-z0-9À-ɏ]+)*|\s+|.", re.DOTALL)
_MOST_TOKENS: Final = 2_000  # compared word by word on either side, from the first to the last that differs
_ISLAND: Final = 1  # unchanged words between two changes that are too few to be read apart


class Op(StrEnum):
    """What became of a piece."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


class Piece(NamedTuple):
    """A stretch of text. All but the new ones make up the old text, all but the gone ones the new text."""

    op: Op
    text: str


def both(one: str, other: str, *, between: str = "\n—\n") -> str:
    """Two texts in one, so that no word of either is lost; where one holds the other it is the one."""
    if one.strip() in other:
        return other
    return one if other.strip() in one else f"{one}{between}{other}"


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """The way from one text to the other, gone before new at each place. Equal texts give one same piece."""
    found: list[Piece] = []
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, made = "".join(old[i1:i2]), "".join(new[j1:j2])
        found += [Piece(Op.SAME, gone)] if tag == "equal" else _words(gone, made)
    return _joined(found)


def _words(before: str, after: str) -> list[Piece]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    middle = _changed(old[head : len(old) - tail], new[head : len(new) - tail])
    return [
        Piece(Op.SAME, "".join(old[:head])), *middle, Piece(Op.SAME, "".join(old[len(old) - tail :])),
    ]  # fmt: skip


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words at the beginning are the same."""
    return next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )


def _changed(old: list[str], new: list[str]) -> list[Piece]:
    if not old or not new or max(len(old), len(new)) > _MOST_TOKENS:
        return [Piece(Op.GONE, "".join(old)), Piece(Op.NEW, "".join(new))]
    found: list[Piece] = []
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for at, (tag, i1, i2, j1, j2) in enumerate(codes):
        gone, made = "".join(old[i1:i2]), "".join(new[j1:j2])
        is_island = 0 < at < len(codes) - 1 and i2 - i1 <= _ISLAND
        if tag == "equal" and not is_island:
            found.append(Piece(Op.SAME, gone))
        else:
            found += [Piece(Op.GONE, gone), Piece(Op.NEW, made)]
    return found


def _joined(found: Sequence[Piece]) -> tuple[Piece, ...]:
    """Changes that follow one another as one; what says nothing is left out."""
    made: list[Piece] = []
    gone = new = ""
    for each in (*found, Piece(Op.SAME, "")):
        if each.op is Op.GONE:
            gone += each.text
        elif each.op is Op.NEW:
            new += each.text
        else:
            made += [Piece(Op.GONE, gone)] if gone else []
            made += [Piece(Op.NEW, new)] if new else []
            gone = new = ""
            if each.text and made and made[-1].op is Op.SAME:
                made[-1] = Piece(Op.SAME, made[-1].text + each.text)
            elif each.text:
                made.append(each)
    return tuple(made)
