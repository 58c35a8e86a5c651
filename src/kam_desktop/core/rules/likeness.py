"""How sure it is that two clients, or two people, are one, and why (D-2.5).

Precision before recall: a pair that is shown and wrong costs more trust than one that is missed. Names are
compared by what a slip of the pen changes (a letter more, fewer, other, or two swapped), never by numbers,
points of the compass or branches, which are what tells two real companies apart. A name that was heard and
written with other characters (恒远, 恒源) is only possibly the same, and only in one place or with a shared number.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

from kam_desktop.core.rules import companies, names, readings, regions
from kam_desktop.core.rules.folding import fold

_BRANCH: Final = re.compile(r"分公司|分行|支行|分店|分厂|分部|分局|分校|分院|门店|办事处|营业部|\bbranch\b")
_HAN: Final = re.compile("[\u3400-\u9fff\U00020000-\U000323af]")
_TELLING: Final = frozenset("0123456789零一二三四五六七八九十百千甲乙丙丁东西南北中上下前后左右大小新老内外")
_PUBLIC: Final = frozenset(
    [
        "qq.com",
        "vip.qq.com",
        "foxmail.com",
        "163.com",
        "vip.163.com",
        "126.com",
        "yeah.net",
        "188.com",
        "sina.com",
        "sina.cn",
        "vip.sina.com",
        "sohu.com",
        "139.com",
        "189.cn",
        "wo.cn",
        "21cn.com",
        "tom.com",
        "aliyun.com",
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "hotmail.com",
        "live.com",
        "live.cn",
        "msn.com",
        "yahoo.com",
        "yahoo.cn",
        "yahoo.com.cn",
        "icloud.com",
        "me.com",
        "mac.com",
        "aol.com",
        "gmx.de",
        "gmx.net",
        "web.de",
        "mail.ru",
        "proton.me",
        "protonmail.com",
        "naver.com",
    ]
)
_TITLES: Final = re.compile(
    "(?:总经理|副总|总监|总裁|总|董事长|董|经理|主任|厂长|部长|科长|处长|老板|先生|女士|小姐|工|老师|会计|书记)+"
)


class Certainty(StrEnum):
    """How sure it is."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


DEGREES: Final = (Certainty.POSSIBLE, Certainty.LIKELY, Certainty.CERTAIN)


class Sign(StrEnum):
    """Why two records may be one, and what speaks against it."""

    SAME_NAME = "same_name"
    SAME_NUMBER = "same_number"
    SAME_PHONE = "same_phone"
    SAME_EMAIL = "same_email"
    SAME_DOMAIN = "same_domain"
    SAME_CORE = "same_core"
    ALIKE_NAME = "alike_name"
    NEAR_NAME = "near_name"
    SAME_SOUND = "same_sound"
    SAME_PERSON = "same_person"
    OTHER_NUMBER = "other_number"
    OTHER_CITY = "other_city"
    OTHER_BRANCH = "other_branch"
    OTHER_BIRTHDAY = "other_birthday"


_BY_NAME: Final = frozenset({Sign.SAME_NAME, Sign.SAME_CORE, Sign.ALIKE_NAME, Sign.NEAR_NAME, Sign.SAME_SOUND})
_REACHED: Final = frozenset({Sign.SAME_PHONE, Sign.SAME_EMAIL, Sign.SAME_DOMAIN})


@dataclass(frozen=True, slots=True)
class Likeness:
    """The degree, what speaks for it and what against it."""

    certainty: Certainty
    reasons: tuple[Sign, ...]
    doubts: tuple[Sign, ...] = ()


class Traits(NamedTuple):
    """What a client is known by. ``reach`` are keys of ``reach_keys``."""

    name: str
    city: str = ""
    external_no: str = ""
    reach: frozenset[str] = frozenset()


class Named(NamedTuple):
    """A name made comparable: ``core`` without place and form; ``region`` from the name itself.

    ``district`` is the code of the one in the name, which tells the region too.
    """

    core: str
    region: str
    is_branch: bool
    district: str = ""


@lru_cache(maxsize=4096)
def named(name: str) -> Named:
    """A company's name made comparable; width, case, accents and blanks make no difference."""
    folded = _plain(fold(name))
    core, region = companies.split_company(folded)
    core, district = companies.split_district(core, region)
    region = region or next(reversed(regions.bare_names_above(district)), "")
    return Named(core, region, bool(_BRANCH.search(folded)), district)


def place_of(name: str, city: str) -> str:
    """Where a client is: its city, else the place in its name; empty when neither is known."""
    return fold(city).removesuffix("市") or named(name).region


def domains(reach: frozenset[str]) -> frozenset[str]:
    """The domains of its people's addresses that belong to a company, not to a public mail provider."""
    found = {key.rpartition("@")[2] for key in reach if key.startswith("mail:")}
    return frozenset(found - _PUBLIC)


def of_clients(one: Traits, other: Traits) -> Likeness | None:
    """How sure it is that two clients are one; None when nothing worth showing says so."""
    shared = one.reach & other.reach
    reasons, doubts = _name_signs(one, other, has_reach=bool(shared))
    if one.external_no and other.external_no:
        same = one.external_no == other.external_no
        (reasons if same else doubts).append(Sign.SAME_NUMBER if same else Sign.OTHER_NUMBER)
    reasons += [Sign.SAME_PHONE] * any(key.startswith("tel:") for key in shared)
    reasons += [Sign.SAME_EMAIL] * any(key.startswith("mail:") for key in shared)
    if Sign.SAME_EMAIL not in reasons and domains(one.reach) & domains(other.reach):
        reasons.append(Sign.SAME_DOMAIN)
    here = place_of(one.name, one.city)
    degree = _degree(frozenset(reasons), is_here=bool(here) and here == place_of(other.name, other.city))
    return None if degree is None else _weighed(degree, reasons, doubts)


def is_alike(one: str, other: str) -> bool:
    """Whether two cores differ by a slip of the pen behind the brand in front; equal ones are alike too."""
    if one == other:
        return True
    has_han = bool(_HAN.search(one) or _HAN.search(other))
    shorter, longer = sorted((len(one), len(other)))
    if shorter < (4 if has_han else 8) or (has_han and shorter == longer < 6):
        return False
    if one[: 3 if has_han else 4] != other[: 3 if has_han else 4] or _is_told_apart(one, other):
        return False
    return slips(one, other, 1) == 1


def is_near(one: str, other: str) -> bool:
    """Whether a shared number makes one company of two names: one holds the other, or the brand is the same."""
    shorter, longer = sorted((one, other), key=len)
    if is_alike(one, other) or (len(shorter) >= 2 and shorter in longer):
        return True
    brand = 2 if _HAN.search(shorter) else 5
    return len(shorter) >= brand and shorter[:brand] == longer[:brand] and not _is_told_apart(one, other)


def sound_of(core: str) -> str:
    """How a core is said, without tones; empty unless it is Chinese throughout and of two syllables at least."""
    return readings.pinyin(core) if len(core) >= 2 and len(_HAN.findall(core)) == len(core) else ""


def slips(one: str, other: str, most: int) -> int:
    """Letters added, left out, replaced or swapped with their neighbour; ``most + 1`` for any more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def is_same_person(one: str, other: str, *, shares_reach: bool) -> bool:
    """One person under two spellings; with a shared number or address also 王总 for 王伟, 伟 for 王伟."""
    a, b = names.person_key(one), names.person_key(other)
    if not a or not b:
        return shares_reach
    if a == b:
        return True
    shorter, longer = sorted((a, b), key=len)
    if not shares_reach:
        return False
    return shorter in longer or (shorter[0] == longer[0] and any(_TITLES.fullmatch(each[1:]) for each in (a, b)))


def is_titled(name: str) -> bool:
    """Whether a name is a surname with a title: 王总, 欧阳经理."""
    key = names.person_key(name)
    return any(_TITLES.fullmatch(key[surname:]) for surname in (1, 2) if len(key) > surname)


def of_people(one: str, other: str, *, shares_phone: bool, shares_email: bool, births_differ: bool) -> Likeness | None:
    """How sure it is that two people are one, wherever they work."""
    if not is_same_person(one, other, shares_reach=shares_phone or shares_email):
        return None
    has_one_name = names.person_key(one) == names.person_key(other)
    reasons = [Sign.SAME_PERSON] * has_one_name
    reasons += [Sign.SAME_PHONE] * shares_phone + [Sign.SAME_EMAIL] * shares_email
    degree = Certainty.CERTAIN if has_one_name and len(reasons) > 1 else Certainty.LIKELY
    return _weighed(degree, reasons, [Sign.OTHER_BIRTHDAY] if births_differ else [])


def _name_signs(one: Traits, other: Traits, *, has_reach: bool) -> tuple[list[Sign], list[Sign]]:
    a, b = named(one.name), named(other.name)
    doubts = [Sign.OTHER_CITY] * _is_elsewhere(one, other)
    if (a.is_branch or b.is_branch) and a.core != b.core:
        return [], [*doubts, Sign.OTHER_BRANCH]
    if not a.core or not b.core:
        return [], doubts
    if a.core == b.core:
        is_one_name = (a.region, a.district) == (b.region, b.district)
        return [Sign.SAME_NAME if is_one_name else Sign.SAME_CORE], doubts
    if is_alike(a.core, b.core):
        return [Sign.ALIKE_NAME], doubts
    if (sound := sound_of(a.core)) and sound == sound_of(b.core):
        return [Sign.SAME_SOUND], doubts
    return [Sign.NEAR_NAME] * (has_reach and is_near(a.core, b.core)), doubts


def _is_elsewhere(one: Traits, other: Traits) -> bool:
    """Whether the two are known to be in different places."""
    mine, theirs = fold(one.city).removesuffix("市"), fold(other.city).removesuffix("市")
    a, b = named(one.name), named(other.name)
    if a.district and b.district and a.district != b.district:
        return True
    if a.region and b.region and regions.are_apart(a.region, b.region):
        return not (mine and mine == theirs)
    here, there = mine or a.region, theirs or b.region
    return bool(here and there) and regions.are_apart(here, there)


def _degree(reasons: frozenset[Sign], *, is_here: bool) -> Certainty | None:
    """Before the doubts. A shared number or address alone is a person's, not a company's."""
    if Sign.SAME_NAME in reasons or (Sign.SAME_NUMBER in reasons and reasons & _BY_NAME):
        return Certainty.CERTAIN
    if Sign.SAME_NUMBER in reasons:
        return Certainty.LIKELY
    if Sign.SAME_CORE in reasons and is_here:
        return Certainty.LIKELY
    if reasons & {Sign.SAME_CORE, Sign.ALIKE_NAME}:
        return Certainty.LIKELY if reasons & _REACHED else Certainty.POSSIBLE
    if Sign.SAME_SOUND in reasons:
        is_backed = bool(reasons & {Sign.SAME_PHONE, Sign.SAME_EMAIL})
        return Certainty.LIKELY if is_backed else Certainty.POSSIBLE if is_here else None
    return Certainty.POSSIBLE if Sign.NEAR_NAME in reasons else None


def _weighed(degree: Certainty, reasons: list[Sign], doubts: list[Sign]) -> Likeness | None:
    """A degree less for each doubt, which a shared number or address makes up for once."""
    is_backed = bool({Sign.SAME_PHONE, Sign.SAME_EMAIL, Sign.SAME_NUMBER} & set(reasons))
    if Sign.OTHER_CITY in doubts and not is_backed and Sign.SAME_NAME not in reasons:
        return None
    if Sign.SAME_SOUND in reasons and {Sign.OTHER_CITY, Sign.OTHER_NUMBER} <= set(doubts):
        return None
    place = DEGREES.index(degree) - max(0, len(doubts) - is_backed)
    return Likeness(DEGREES[max(place, 0)], tuple(reasons), tuple(doubts))


def _is_told_apart(one: str, other: str) -> bool:
    """Whether what differs is a number or a direction, which names another company on purpose (I and II too)."""
    differing = set(Counter(one) - Counter(other)) | set(Counter(other) - Counter(one))
    return bool(differing & _TELLING) or (bool(differing) and differing <= set("ivx"))


def _plain(text: str) -> str:
    """Without accents on Latin letters: Müller is Muller when somebody had no umlaut."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(sign for sign in parts if not "\u0300" <= sign <= "\u036f"))
