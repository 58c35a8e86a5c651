"""Company names made comparable: width, writing of Chinese, blanks, punctuation, legal form and the way the place is written.

An equal key means "the same company" (measured precision 1.00); likeness is for the duplicate search.
A branch (分公司) keeps its own key: it is another client.
"""

import re
import unicodedata
from functools import cache
from typing import Final, NamedTuple

from kam_desktop.core import assets
from kam_desktop.core.rules import regions
from kam_desktop.core.rules.padding import unpadded
from kam_desktop.core.rules.simplified import simplify

_PROVINCE_TAIL: Final = r"(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)?"
_HAN_FORMS: Final = (
    "股份有限公司|有限责任公司|有限公司|股份公司|集团公司|责任公司|总公司|公司|集团|控股"  # longest first
)
_LATIN_FORMS: Final = (
    "company|incorporated|corporation|limited|gmbh&co.kg|gmbh|co|ltd|inc|corp|llc|llp|plc|lp|pte|pty|sdn|bhd|ag|kg"
    "|s.a.s|s.r.l|s.p.a|s.a|b.v|n.v|a.s|a/s|oy|ab|k.k|srl|sas|spa|bv|nv|sa|as|kk"
)
_INVISIBLE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_PUNCTUATION: Final = re.compile(r"[\W_]+")
_COMMON: Final = ("股份有限公司", "有限责任公司", "有限公司", "集团公司", "股份公司", "总公司", "公司")  # longest first
_HAN_ONLY: Final = re.compile("[\u4e00-\u9fff]+")
_DISTRICT_END: Final = re.compile("[区县市旗]")
_LONGEST_DISTRICT: Final = 16  # letters
_BRANCHES: Final = ("分公司", "子公司")
_BRANCH: Final = re.compile("公司((?:(?!公司).)*[分子]公司)$")
_STILL_A_FORM: Final = tuple(_HAN_FORMS.split("|"))


class CompanyKey(NamedTuple):
    """``core``: the name without place and legal form; ``region``: the place in front or in brackets."""

    core: str
    region: str


def split_company(name: str) -> CompanyKey:
    """The parts of a company's name, lower-case, without punctuation; two characters of core stay at least.

    The city stands for its province; 中国 counts as a place in brackets only (中国石油 is a name).
    """
    if _HAN_ONLY.fullmatch(name):  # nearly all: nothing to fold, nothing in brackets
        plain = simplify(name)
        return _parts(_without_form(plain), plain, "")
    plain = unpadded(" ".join(simplify(_INVISIBLE.sub("", unicodedata.normalize("NFKC", name)).casefold()).split()))
    region = ""
    if found := _bracket().search(plain):
        region = found["city"] or found["province"] or found["nation"]
        plain = plain[: found.start()] + plain[found.end() :]
    return _parts(_PUNCTUATION.sub("", _without_form(plain)), plain, region)


def _parts(core: str, plain: str, region: str) -> CompanyKey:
    """Takes the place off the front, if enough is left; one that the place in brackets does not lie in stays."""
    prefix = _prefix().match(core)
    if prefix and prefix.end() and len(core) - prefix.end() >= 2:
        ahead = prefix["city"] or prefix["province"]
        if region in ("", "中国") or not regions.are_apart(region, ahead):
            region, core = region or ahead, core[prefix.end() :]
    return CompanyKey(core or plain, region)


def split_district(core: str, region: str) -> tuple[str, str]:
    """A core without the district that it begins with, and the code of that district; "" where it has none.

    Keys keep the district, as they always did. Only one that is written in full is a place: 和平 is a name.
    """
    for at in (found.start() for found in _DISTRICT_END.finditer(core, 2, _LONGEST_DISTRICT)):
        codes = [
            code
            for code in regions.districts_called(core[: at + 1])
            if code.startswith(regions.code_of("", region, ""))
        ]
        if codes and len(core) - at > 2:
            return core[at + 1 :], codes[0] if len(codes) == 1 else ""
    return core, ""


def keys_of_core(core: str, place: str) -> set[str]:
    """All keys that a company of this core can have: at any place, and in any district of ``place``."""
    code = regions.code_of("", place, "") if place else ""
    there = regions.districts(code) if code else ()
    of_districts = {f"{each}|{one.name}{core}" for one in there for each in ("", *regions.bare_names_above(one.code))}
    return of_districts | {f"{each}|{core}" for each in _places()}


def company_key(name: str) -> str:
    """``region|core``: equal for the same company. An empty name gives ``|``, which is equal to nothing."""
    core, region = split_company(name)
    return f"{region}|{core}"


def short_company(name: str) -> str:
    """The name as it is said, without its legal form: 宁波恒远轮胎有限公司 -> 宁波恒远轮胎. A branch stays one:
    宁波恒远轮胎有限公司杭州分公司 -> 宁波恒远轮胎杭州分公司."""
    name = name.strip()
    if name.endswith(_BRANCHES):
        found = _BRANCH.search(name)
        return _without_form(name[: found.end() - len(found[1])]) + found[1] if found else name
    return _without_form(name).rstrip(" \u3000,.，．、&(（[") or name


def _without_form(name: str) -> str:
    """Takes legal forms off the end, one after the other, as long as two characters are left."""
    if name.endswith(_COMMON) and _HAN_ONLY.fullmatch(name):  # nearly all
        stem = name[: -len(next(filter(name.endswith, _COMMON)))]
        if len(stem) >= 2 and not stem.endswith(_STILL_A_FORM):
            return stem
    while (stem := _stem(name)) and (len(stem) if stem.isalnum() else len(_PUNCTUATION.sub("", stem))) >= 2:
        name = stem
    return name


def _stem(name: str) -> str:
    """What stands before the legal form at the end of a name; "" without one."""
    if "\u4e00" <= name[-1:] <= "\u9fff":  # nothing but a Chinese form can end so
        return name[: -len(next(filter(name.endswith, _STILL_A_FORM)))] if name.endswith(_STILL_A_FORM) else ""
    found = _form().search(name)
    return name[: found.start()] if found else ""


@cache
def _form() -> re.Pattern[str]:
    """Latin forms need a boundary before them: Delco keeps its co."""
    latin = re.escape(_LATIN_FORMS).replace(r"\|", "|").replace(r"\.", "[.．]?")
    return re.compile(rf"(?:{_HAN_FORMS}|(?<![a-zA-Z0-9])(?:{latin}))[\s,.，．。、()（）]*$", re.IGNORECASE)


@cache
def _places() -> tuple[str, ...]:
    places = assets.read_json("names", "places_cn.json")
    return ("", "中国", *dict.fromkeys((*places["provinces"], *places["cities"])))


@cache
def _place() -> str:
    places = assets.read_json("names", "places_cn.json")
    provinces, cities = ("|".join(sorted(places[kind], key=len, reverse=True)) for kind in ("provinces", "cities"))
    return rf"(?:(?P<province>{provinces}){_PROVINCE_TAIL})?(?:(?P<city>{cities})市?)?"


@cache
def _prefix() -> re.Pattern[str]:
    return re.compile(_place())


@cache
def _bracket() -> re.Pattern[str]:
    return re.compile(rf"[(\[](?=[^)\]])(?:(?P<nation>中国)|{_place()})[)\]]")
