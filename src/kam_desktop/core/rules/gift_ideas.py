"""Which gift ideas suit a person, and why (D-7.3): hobbies, home town, season, festival, age, family, price band.

Left out is what they were given lately, of the same item or category, what is a taboo to anybody or to them, and what
the price band does not hold. A pure function of ideas, person and day.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from kam_desktop.core.rules import gift_words
from kam_desktop.core.rules.folding import fold
from kam_desktop.core.rules.kinds import GiftCategory, GiftOccasion

LATELY_DAYS: Final = 365  # the same item is not thought of again so soon
_MONTHS: Final = {
    "spring": (3, 4, 5), "summer": (6, 7, 8), "autumn": (9, 10, 11), "winter": (12, 1, 2),
}  # fmt: skip
_WEIGHTS: Final = {"hobby": 50, "home": 40, "occasion": 60, "family": 25, "age": 8, "season": 12, "fresh": 1}
_CHILD: Final = ("儿", "女儿", "孩子", "小孩", "孙", "son", "daughter", "child", "kid")
_PARENT: Final = ("父", "母", "老人", "岳", "公婆", "father", "mother", "parent")
_IN_FAMILY: Final = {"child": _CHILD, "parent": _PARENT}


class Idea(NamedTuple):
    """A gift to think of. Prices in minor units of CNY; ``source`` is where it could come from; tags as ``h:fishing``
    (hobby), ``r:浙江`` (home province), ``s:spring`` (season), ``f:mid-autumn`` (occasion), ``p:child`` (family), ``a:50``
    (from that age on; ``a:-35`` up to it)."""

    name: Mapping[str, str]
    category: GiftCategory
    least_minor: int
    most_minor: int
    tags: tuple[str, ...]
    source: Mapping[str, str]


class Earlier(NamedTuple):
    """What the person was given before."""

    item: str
    category: str
    on: date


class Reason(NamedTuple):
    """Why an idea suits: ``hobby`` and ``home`` with the key of the word, the others with what they are."""

    code: str
    value: str = ""


class Suited(NamedTuple):
    """An idea with the reasons for it, the strongest first."""

    idea: Idea
    reasons: tuple[Reason, ...]
    score: int


@dataclass(frozen=True, slots=True)
class Taste:
    """What is known of the person. ``age`` is None where the year of birth is not known."""

    hobbies: str = ""
    hometown: str = ""
    family: str = ""
    taboos: str = ""
    age: int | None = None
    earlier: tuple[Earlier, ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """For when, why, and for how much: minor units of CNY, None is no limit."""

    on: date
    occasion: GiftOccasion = GiftOccasion.OTHER
    category: GiftCategory | None = None
    most_minor: int | None = None
    category_days: int = 180
    taboo_words: tuple[str, ...] = ()


def rank(
    ideas: Iterable[Idea], taste: Taste, wish: Wish, *, hobbies: Mapping[str, Sequence[str]], homes: Mapping[str, Sequence[str]]
) -> list[Suited]:  # fmt: skip
    """The ideas that suit, the best first; ``hobbies`` and ``homes`` give the words by which each is known in a dossier."""
    liked = _named(taste.hobbies, hobbies)
    home = _named(taste.hometown, homes)
    found = []
    for idea in ideas:
        if not _is_out(idea, taste, wish):
            reasons = _reasons(idea, taste, wish, liked, home)
            if reasons is not None:
                found.append(Suited(idea, reasons, sum(_WEIGHTS[each.code] for each in reasons)))
    return sorted(found, key=lambda each: (-each.score, each.idea.least_minor, each.idea.name["zh_CN"]))


def season(on: date) -> str:
    """Of the northern hemisphere, by months."""
    return next(name for name, months in _MONTHS.items() if on.month in months)


def _named(text: str, words: Mapping[str, Sequence[str]]) -> frozenset[str]:
    folded = fold(text)
    return frozenset(key for key, known in words.items() if any(fold(word) in folded for word in known))


def _is_out(idea: Idea, taste: Taste, wish: Wish) -> bool:
    if wish.category is not None and idea.category is not wish.category:
        return True
    if wish.most_minor is not None and idea.least_minor > wish.most_minor:
        return True
    return _is_taboo(idea, taste, wish) or _is_given(idea, taste, wish)


def _is_taboo(idea: Idea, taste: Taste, wish: Wish) -> bool:
    """A taboo to anybody, or to this person; who takes no flowers takes none by another name."""
    names = [*idea.name.values()]
    if any(gift_words.taboo_word(name, wish.taboo_words) for name in names):
        return True
    if idea.category is GiftCategory.FLOWERS:
        names.append("鲜花")
    return any(gift_words.own_taboo(name, taste.taboos) for name in names)


def _is_given(idea: Idea, taste: Taste, wish: Wish) -> bool:
    for each in taste.earlier:
        days = (wish.on - each.on).days
        if abs(days) <= LATELY_DAYS and any(gift_words.same_item(each.item, name) for name in idea.name.values()):
            return True
        is_same_kind = each.category == idea.category and idea.category is not GiftCategory.OTHER
        if is_same_kind and 0 <= days <= wish.category_days:
            return True
    return False


def _reasons(
    idea: Idea, taste: Taste, wish: Wish, liked: frozenset[str], home: frozenset[str]
) -> tuple[Reason, ...] | None:  # fmt: skip
    """None where a tag speaks against it: of another festival, of another season, of another age, without family."""
    tags = [(tag.partition(":")[0], tag.partition(":")[2]) for tag in idea.tags]
    found = [Reason("hobby", value) for kind, value in tags if kind == "h" and value in liked]
    found += [Reason("home", value) for kind, value in tags if kind == "r" and value in home]
    occasions = [value for kind, value in tags if kind == "f"]
    if occasions and wish.occasion not in occasions:
        return None
    found += [Reason("occasion", wish.occasion.value) for _ in occasions[:1]]
    seasons = [value for kind, value in tags if kind == "s"]
    if seasons and season(wish.on) not in seasons and not found:
        return None
    found += [Reason("season", value) for value in seasons if value == season(wish.on)]
    for kind, value in tags:
        if kind == "p" and any(word in fold(taste.family) for word in _IN_FAMILY[value]):
            found.append(Reason("family", value))
        if kind == "a" and (fits := _fits_age(int(value), taste.age)) is not None:
            if not fits:
                return None
            found.append(Reason("age", value))
    if not found and any(kind in "hrpa" for kind, _ in tags):
        return None  # what is for somebody with a liking is nothing for anybody
    if not any(each.category == idea.category for each in taste.earlier):
        found.append(Reason("fresh"))
    return tuple(sorted(dict.fromkeys(found), key=lambda each: -_WEIGHTS[each.code]))


def _fits_age(bound: int, age: int | None) -> bool | None:
    if age is None:
        return None
    return age <= -bound if bound < 0 else age >= bound


def age_on(on: date, year: int | None) -> int | None:
    """How old somebody born in that year is, near enough for a gift."""
    if year is None or not 0 <= on.year - year <= 120:
        return None
    return (on - timedelta(days=182)).year - year
