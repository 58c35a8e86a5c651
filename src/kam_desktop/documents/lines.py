"""Where lines may break: Chinese rules (kinsoku), whole Latin words and numbers, no lone last character.

Pure: widths come from the caller. A break is a position; the spaces before it belong to no line.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Final

NO_START: Final = frozenset(
    "，。、；：！？…—～·・‧”’）》〉】〕」』｝］〗〞％‰℃°′″々ーぁぃぅぇぉっゃゅょァィゥェォッャュョ,.;:!?)]}%›»"
)
NO_END: Final = frozenset("“‘（《〈【〔「『｛［〖〝￥＄＃([{‹«¥$£€№#")
SPACES: Final = frozenset(" \u3000\u2002\u2003\u2009")
_GLUE: Final = frozenset("\xa0\u202f\"'")  # straight quotes do not tell which side they close
_DASHES: Final = frozenset("…—")
_APOSTROPHES: Final = frozenset("’'")
_COUNTERS: Final = frozenset("年月日天号点时分秒个件台套张次人家元角万亿千百吨米升克斤")
_UNIT = re.compile(
    r"(?:k?g|mg|t|[kcmμn]?m[²³]?|[mc]?l|L|k?W|k?Wh|k?V|A|Hz|k?Pa|MPa|bar|rpm|°C|pcs|h|min|s|d|x)(?![A-Za-z])"
)
_SEAMS: Final = frozenset("/-_.,?&=+:;@#%~")  # better places to cut a word that fits no line
_SLACK: Final = 0.01

Line = tuple[int, int]


def is_word(char: str) -> bool:
    """Whether the character clings to its like: Latin, Greek, Cyrillic, digits, their signs."""
    if char in SPACES:
        return False
    code = ord(char)
    if code < 0x2010:
        return True
    if code >= 0x2E80:
        return 0xE000 <= code <= 0xF8FF or 0xFB00 <= code <= 0xFDFF
    return char not in "“”‘’…—" and not 0x2460 <= code <= 0x27BF


def can_break(text: str, at: int) -> bool:
    """Whether a line may end before ``text[at]``, which is not a space."""
    before, after = text[at - 1], text[at]
    if after in NO_START or unicodedata.combining(after):
        return False
    if before in SPACES:
        return _can_break_at_space(text, at)
    if before in NO_END or before in _GLUE or after in _GLUE or (before in _DASHES and after in _DASHES):
        return False
    if before.isdigit() and after in _COUNTERS:
        return False
    word_after = is_word(after)
    return not (word_after and (before in _APOSTROPHES or is_word(before)))


def _can_break_at_space(text: str, at: int) -> bool:
    last = at - 1
    while last >= 0 and text[last] in SPACES:
        last -= 1
    if last < 0 or text[last] in NO_END:
        return False
    return not (text[last].isdigit() and (text[at] in _COUNTERS or _UNIT.match(text, at)))


def break_lines(text: str, advances: Sequence[float], width: float) -> list[Line]:
    """(start, end) of each line of one paragraph no wider than ``width``; ``advances`` is per character."""
    ends = list(accumulate(advances))
    if text and ends[-1] <= width:
        return [(0, _without_spaces(text, 0, len(text)))]
    lines: list[Line] = []
    start = 0
    while start < len(text):
        cut = _next_cut(text, ends, start, width)
        lines.append((start, _without_spaces(text, start, cut)))
        start = cut
    if len(lines) > 1:
        _feed_last(text, advances, lines, width)
    return lines


def wrap(text: str, advance: Callable[[str], float], width: float) -> list[str]:
    """The lines of one paragraph as text."""
    lines = break_lines(text, [advance(char) for char in text], width)
    return [text[start:end] for start, end in lines]


def _next_cut(text: str, ends: Sequence[float], start: int, width: float) -> int:
    """Where the line that begins at ``start`` ends: the last break that fits, or a forced one.

    ``ends`` is where each character ends, counted from the first of the text. Spaces may hang over the edge.
    """
    before = ends[start - 1] if start else 0.0
    over = bisect_right(ends, before + width + _SLACK, start)
    while over < len(text) and text[over] in SPACES:
        over += 1
    if over >= len(text):
        return len(text)
    for at in range(over, start, -1):
        if text[at] not in SPACES and can_break(text, at):
            return at
    return _force(text, start, over)


def _force(text: str, start: int, at: int) -> int:
    """Splits what has no break in it, at a seam of the word if one is near, never starting a line badly."""
    if at <= start + 1:
        return start + 1
    for cut in range(at, start + (at - start) * 3 // 5, -1):
        if text[cut - 1] in _SEAMS and text[cut] not in NO_START:
            return cut
    for cut in range(at, start, -1):
        if text[cut] not in NO_START and text[cut - 1] not in NO_END and not unicodedata.combining(text[cut]):
            return cut
    return at


def _without_spaces(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in SPACES:
        end -= 1
    return end


def _feed_last(text: str, advances: Sequence[float], lines: list[Line], width: float) -> None:
    """A last line holds at least two characters: the line above gives some."""
    (above, _), (start, end) = lines[-2], lines[-1]
    if end - start >= 2:
        return
    for cut in range(start - 1, above, -1):
        if text[cut] not in SPACES and can_break(text, cut):
            if sum(advances[cut:end]) <= width:
                lines[-2:] = [(above, _without_spaces(text, above, cut)), (cut, end)]
            return
