"""Regions by GB/T 2260 code: 33 a province, 3301 a city, 330106 a county; a prefix holds all below it (D-5.5)."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from kam_desktop.core import assets
from kam_desktop.core.errors import Invalid

_SUFFIX: Final = re.compile(
    r"(特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|自治县|自治旗|地区|林区|新区|矿区|[省市区县旗盟])$"
)
_SHORT: Final = re.compile(r"(?:00){1,2}$")  # 330000 and 330100, as many write them
_LEVELS: Final = (2, 4, 6)
_PARTS: Final = {"province": 2, "city": 4, "district": 6}
_LONGEST: Final = 16  # letters of a region's name
_CITIES: Final = frozenset({"11", "12", "31", "50"})  # provinces that are cities


class Region(NamedTuple):
    """A region: its code, its own name, and its name with those above it."""

    code: str
    name: str
    full: str


def get(code: str) -> Region:
    """The region of a code; ``Invalid`` (``region.unknown``) when there is none."""
    names = _names()
    if code not in names:
        raise Invalid("region", "region.unknown", text=code)
    return Region(code, names[code], "".join(names[code[:n]] for n in _LEVELS if n <= len(code) and code[:n] in names))


def read(text: str) -> Region:
    """A region as people write it: a code, 浙江, 宁波市, 浙江省宁波市鄞州区. ``Invalid`` when it is none or several."""
    found = meant(text)
    if not found:
        raise Invalid("region", "region.unknown", text=text)
    if len(found) > 1:
        both = "、".join(get(code).full for code in found[:4])
        raise Invalid("region", "region.several", text=text, names=both)
    return get(found[0])


def meant(text: str) -> tuple[str, ...]:
    """The codes of all regions that a text may mean, which is several where they have one name and are as large."""
    wanted = re.sub(r"\s+", "", text)
    if wanted.isascii() and wanted.isdigit():
        code = _SHORT.sub("", wanted) if len(wanted) == 6 else wanted
        return (code,) if code in _names() else ()
    found = [region.code for region in called(wanted)]
    found = [code for code in found if len(code) == min(map(len, found))]
    return tuple(found or (region.code for region in search(wanted, limit=2) if region.full == wanted))


def search(text: str, *, limit: int = 20) -> list[Region]:
    """Regions whose name or code begins with the text, then those whose full name holds it; larger ones first."""
    wanted = re.sub(r"\s+", "", text)
    if not wanted:
        return [get(code) for code in sorted(_names(), key=lambda code: (len(code), code))[:limit]]
    codes = sorted(_names(), key=lambda code: (len(code), code))
    first = [code for code in codes if code.startswith(wanted) or _names()[code].startswith(wanted)]
    then = [code for code in codes if wanted in get(code).full] if len(first) < limit else []
    return [get(code) for code in dict.fromkeys([*first, *then])][:limit]


@lru_cache(maxsize=8192)
def code_of(province: str, city: str, district: str) -> str:
    """The code of a place as dossiers keep it, as far down as it can be told; "" when it cannot."""
    found = ""
    for name in (province, city, district):
        written = re.sub(r"\s+", "", name)
        below = [
            code
            for code in _by_name().get(bare(written), ())
            if code.startswith(found) and code != found and _fits(code, written)
        ]
        if written not in (_names()[code] for code in below):  # 吉林 is first of all the province
            below = [code for code in below if len(code) == min(map(len, below))]
        else:
            below = [code for code in below if _names()[code] == written]
        if len(below) == 1:
            found = below[0]
    return found


class Where(NamedTuple):
    """A place as dossiers keep it; "" for what is not said."""

    province: str
    city: str
    district: str


@lru_cache(maxsize=8192)
def parted(text: str) -> tuple[Where, str]:
    """The places that a text begins with, each lying in the one before (江苏苏州, 上海松江), and what is left of it.

    They are named as they are written; those above them, where none is written, without 省 and 市.
    """
    code, said = "", dict[int, str]()
    while below := _first_below(code, text):
        code, length = below
        said[len(code)] = text[:length]
        text = text[length:]
    above = [*bare_names_above(code), "", ""]
    if _names().get(code[:4], "").endswith("自治州"):  # 恩施土家族苗族 alone is no name
        above[1] = _names()[code[:4]]
    province, city = said.get(2, above[0]), said.get(4, above[1] if len(code) > 2 else "")
    if code[:2] in _CITIES:
        city = province
    return Where(province, city, said.get(6, "")), text


def _first_below(code: str, text: str) -> tuple[str, int] | None:
    """The longest region that a text begins with inside another one, where it is the only one of its size."""
    for length in range(min(len(text), _LONGEST), 1, -1):
        written = text[:length]
        found = [
            each
            for each in _by_name().get(bare(written), ())
            if each.startswith(code) and each != code and _fits(each, written)
        ]
        found = [each for each in found if len(each) == min(map(len, found))]
        if len(found) == 1:
            return found[0], length
    return None


@lru_cache(maxsize=8192)
def called(name: str) -> tuple[Region, ...]:
    """All regions of this name, larger ones first; none is made of a name with those above it."""
    wanted = re.sub(r"\s+", "", name)
    return tuple(get(code) for code in _by_name().get(bare(wanted), ()) if _fits(code, wanted))


@lru_cache(maxsize=1024)
def bare_names_above(code: str) -> tuple[str, ...]:
    """The province and the city that a code lies in, or is, without 省 and 市."""
    return tuple(bare(_names()[code[:n]]) for n in _LEVELS[:2] if n <= len(code) and code[:n] in _names())


@lru_cache(maxsize=1024)
def districts(code: str) -> tuple[Region, ...]:
    """All districts and counties in a region."""
    return tuple(get(each) for each in _names() if len(each) == 6 and each.startswith(code))


def districts_called(name: str) -> tuple[str, ...]:
    """The codes of the districts and counties whose full name this is."""
    return tuple(code for code in _by_name().get(name, ()) if len(code) == 6 and _names()[code] == name)


@lru_cache(maxsize=8192)
def are_apart(one: str, other: str) -> bool:
    """Whether two names are of different places, of which neither lies in the other."""
    a, b = code_of("", one, ""), code_of("", other, "")
    return one != other and not (a and b and (a.startswith(b) or b.startswith(a)))


def _fits(code: str, written: str) -> bool:
    """What a place is called beyond its name tells its kind: 朝阳区 is no city, 吉林市 no province."""
    if bare(written) == written:
        return True
    kind, name = written[-1], _names()[code]
    if kind == "省":
        return len(code) == 2
    return kind not in "市区县旗州盟" or name.endswith(kind) or (kind == "市" and len(code) == 2 and code in _CITIES)


@lru_cache(maxsize=8192)
def written(part: str, name: str) -> str:
    """The one writing of a ``province`` (浙江), a ``city`` (台州) or a ``district``; what is no such place stays as it is.

    A district keeps what tells its kind, for 朝阳 without it is a city too; so do 吉林市 and the prefectures that are
    named after their peoples.
    """
    found = _places(part, name)
    if not found:
        return name
    code, full, _ = found[0]
    short = bare(full)
    if part == "province" or (part == "city" and "自治州" not in full and code_of("", short, "") == code):
        return short
    return full


def writings(part: str, name: str) -> frozenset[str]:
    """All that the place of this name may be written as where it was not written in the one way."""
    found = {each.name for each in _places(part, name)}
    return frozenset((name, written(part, name), *found, *map(bare, found)))


def _places(part: str, name: str) -> Sequence[Region]:
    """What a name is a part of an address as, where it is one and no other; of a city a county may stand for it."""
    found = called(name)
    of_part = [each for each in found if len(each.code) == _PARTS[part]]
    if part == "city" and not of_part:
        of_part = [each for each in found if each.code in _CITIES or each.name.endswith("市")]
    return of_part if len({each.name for each in of_part}) == 1 else ()


def bare(name: str) -> str:
    """A region's name without what tells its kind: 浙江, 宁波."""
    shorter = _SUFFIX.sub("", name)
    return shorter if len(shorter) > 1 else name


def _names() -> Mapping[str, str]:
    names: Mapping[str, str] = assets.read_json("regions", "regions_cn.json")["names"]
    return names


@cache
def _by_name() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for code, name in _names().items():
        for each in {name, bare(name)}:
            found.setdefault(each, []).append(code)
    return {name: tuple(sorted(codes, key=lambda code: (len(code), code))) for name, codes in found.items()}
