"""From a heading as written to the field it means: the whole of it, its end, then spelling mistakes."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Final

from kam_desktop import words
from kam_desktop.core.rules.simplified import simplify
from kam_desktop.exchange.fields import FACTS, FIELDS, IGNORED, SLOTS, Target

EXACT, ENDING, SIMILAR = 3, 2, 1
_LONGEST = 64
_LIKE = 0.82  # 电子邮件类型 is 0.8 like 电子邮件
_CJK = r"[\u3400-\u9fff\uf900-\ufaff]"
_LUNAR = re.compile(r"农历|農曆|阴历|陰曆|旧历|\blunar\b")
_SOLAR = re.compile(r"公历|公曆|阳历|陽曆|新历|\bsolar\b")
_UNIT = (
    ("yi", r"亿"),
    ("wan", r"万|\bwan\b|10 ?k\b|10,?000"),
    ("qian", r"千元"),
    ("million", r"\bmillions?\b|\bm(?:io)?\b"),
)
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]|【[^】]*】|《[^》]*》")
_TAIL = re.compile(r"(?<=.)(?:号码|码|日期|时间|信息|渠道|万元|元)$|(?<=\w) (?:number|value|date|no|wan|cny)$")
_NUMBERS: Final = {"一": 1, "二": 2, "三": 3, "first": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3}
_SLOT = re.compile(
    r"第(?P<zh>[一二三])|\b(?P<en>first|second|third|2nd|3rd)\b(?! name)"
    rf"|(?<={_CJK})(?P<end>[二三])$|(?<!\d)(?P<digit>[1-9])(?!\d)"
)
_PAST = re.compile(r"上次|上一次|上回|最近|最后|前次|\b(?:last|latest|previous)\b")
_TO_COME = re.compile(r"下次|下一次|下回|计划|\b(?:next|planned)\b")
_WORKED_OUT: Final = ("next_touch_on",)
_PRIVATE_PLACE = re.compile(r"^(?:home|other|住宅|家庭|其他)")
_PLACES = ("client.province", "client.city", "client.district", "client.place", "client.address")


@dataclass(frozen=True, slots=True)
class Match:
    """A field found for a heading; ``strength`` is EXACT, ENDING or SIMILAR, ``rank`` the synonym's place."""

    target: Target
    strength: int
    rank: int

    @property
    def weight(self) -> tuple[int, int]:
        """The larger, the surer."""
        return self.strength, -self.rank


def plain(heading: str) -> str:
    """Folded for comparison: simplified, no width, case, brackets, stars, punctuation, nor blanks beside Chinese."""
    text = simplify(unicodedata.normalize("NFKC", heading[:_LONGEST]))
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).casefold()
    text = re.sub(r"[\s_\-./*:;?!#,'\"&·、。，]+", " ", _BRACKETS.sub(" ", text))
    return re.sub(rf"(?<={_CJK}) | (?={_CJK})", "", text.strip())


@cache
def _synonyms(kind: str) -> dict[str, tuple[str, int, bool]]:
    """``{synonym: (key, rank, may end a longer heading)}``, the longest first."""
    found = {}
    for field in FACTS.get(kind, FIELDS):
        for rank, word in enumerate(field.synonyms):
            found[plain(word.lstrip("="))] = (field.key, rank, not word.startswith("="))
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


def says(heading: str) -> bool:
    """Whether a column tells anything: no number of its line, and nothing that our own lists work out."""
    return bool(heading.strip()) and plain(heading) not in _ignored()


@cache
def _ignored() -> frozenset[str]:
    ours = (words.say(lang, f"heading.{name}") for lang in words.LANGUAGES for name in _WORKED_OUT)
    return frozenset(map(plain, (*IGNORED, *ours)))


@cache
def match(heading: str, kind: str = "") -> Match | None:
    """The likeliest field of a heading, or None if it says nothing known.

    ``kind`` names a kind of facts (``gifts`` …); without it the sheet is about clients and their people.
    """
    whole = unicodedata.normalize("NFKC", heading[:_LONGEST]).casefold().replace("_", " ")
    core = plain(heading)
    if not core or core in _ignored():
        return None
    direct = _find(core, kind)  # before numbers and calendars are taken off: 10-21 of nothing
    if direct and direct[1] == EXACT:
        return _made(direct, 1, whole)
    slot, core = _slot_of(_SOLAR.sub("", _LUNAR.sub("", core)).strip())
    found = _find(core, kind) or _find(_TAIL.sub("", core), kind) or _similar(core, kind)
    if found is None or (_PRIVATE_PLACE.match(core) and found[0] in _PLACES):
        return None
    return _made(found, slot, whole)


def _slot_of(core: str) -> tuple[int, str]:
    """Which person a heading is about (联系人2, second contact) and the heading without it."""
    found = _SLOT.search(core)
    if not found:
        return 1, core
    said = next(text for text in found.groups() if text)
    slot = _NUMBERS.get(said) or int(said)
    rest = re.sub(r"\s+", " ", core[: found.start()] + core[found.end() :]).strip()
    return (slot if slot <= SLOTS else 1), re.sub(r" value$", "", rest)


def _find(core: str, kind: str) -> tuple[str, int, int] | None:
    """``(key, strength, rank)`` by the whole heading or by the longest synonym at its end."""
    words = _synonyms(kind)
    if core in words:
        key, rank, _ = words[core]
        return key, EXACT, rank
    for word, (key, rank, may_end) in words.items():
        if may_end and core.endswith(word) and (not word.isascii() or core[-len(word) - 1 : -len(word)] == " "):
            return key, ENDING, rank
    return None


def _similar(core: str, kind: str) -> tuple[str, int, int] | None:
    """The nearest synonym of four letters or more, if it is very near."""
    best, found = _LIKE, None
    is_in_core, meant = set(core).__contains__, _when(core)
    for word, (key, rank, _) in _synonyms(kind).items():
        length = len(word) + len(core)
        # no more than the letters that stand in both can match: that is asked first, it takes a hundredth of the time
        if len(word) >= 4 and abs(len(word) - len(core)) <= 2 and 2 * sum(map(is_in_core, word)) >= best * length:
            likeness = SequenceMatcher(None, core, word).ratio()
            if likeness >= best and _when(word) == meant:
                best, found = likeness + 1e-9, (key, SIMILAR, rank)
    return found


def _when(text: str) -> tuple[bool, bool]:
    """What is over and what is to come differ by one letter."""
    return bool(_PAST.search(text)), bool(_TO_COME.search(text))


def _made(found: tuple[str, int, int], slot: int, whole: str) -> Match:
    key, strength, rank = found
    option = ""
    if key == "contact.birthday":
        said = [name for name, pattern in (("lunar", _LUNAR), ("solar", _SOLAR)) if pattern.search(whole)]
        option = said[0] if len(said) == 1 else ""  # 生日(农历/公历): each value says it itself
    elif key in ("client.annual_revenue", "purchase.amount", "purchase.margin", "gift.amount"):
        option = next((name for name, pattern in _UNIT if re.search(pattern, whole)), "")
    return Match(Target(key, slot if key.startswith("contact.") else 1, option), strength, rank)
