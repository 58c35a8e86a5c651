"""Takes a date apart as people write it, without judging whether it exists (``dates.parse`` does that).

Chinese numerals without 日 or 号 behind the day are lunar (八月十五), with it they are solar (八月十五日),
unless the text says which calendar it means.
"""

import re
import unicodedata
from typing import Final, NamedTuple

LIMIT: Final = 64  # characters; no date is longer
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_UNITS: Final = "一二三四五六七八九"
_TIME: Final = re.compile(
    r"(?<=\d)(?:[T ]|\s+)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})?$", re.ASCII
)
_MARK: Final = re.compile(
    r"[(\[【]?(?:(?P<lunar>农历|農曆|阴历|陰曆|旧历|夏历|古历|lunar)|(?P<solar>公历|公曆|阳历|陽曆|新历|西历))[)\]】]?:?"
)
_LEAP: Final = re.compile(r"闰|閏|leap:?")
_EVE: Final = re.compile(r"(?:(?P<year>\d{4})年?)?(?:除夕夜?|大?年三十)", re.ASCII)
_ENGLISH: Final = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?"
_FORMS: Final = tuple(
    re.compile(form, re.ASCII)
    for form in (
        r"(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:\.0+)?",
        r"(?:--)?(?P<month>\d{1,2})[-/](?P<day>\d{1,2})",
        r"--(?P<month>\d{2})(?P<day>\d{2})?",
        r"(?P<year>\d{4})(?:年|\.0)?",
        r"(?P<year>\d{4})(?:[-/](?P<month>\d{1,2})|\.(?P<month2>\d{2}))",
        r"(?:(?P<year>\d{4}|[〇零一二三四五六七八九]{4})年)?"
        r"(?P<month>\d{1,2}|正|冬|腊|臘|十[一二]?|[一二三四五六七八九])月"
        r"(?:(?P<day>\d{1,2}|初[一二三四五六七八九十]|[二三]?十[一二三四五六七八九]?"
        r"|廿[一二三四五六七八九]?|卅|[一二三四五六七八九])(?P<unit>[日号號])?)?",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?-?{_ENGLISH}(?:[,-]?(?P<year>\d{{4}}))?",
        rf"{_ENGLISH}(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?(?:,?(?P<year>\d{{4}}))?",
        r"(?P<short>\d{2})年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号號]?)?",
        r"(?P<month>\d{1,2})(?:st|nd|rd|th)month(?:,day(?P<day>\d{1,2}))?(?:,(?P<year>\d{4}))?",
    )
)
_DOTTED: Final = re.compile(r"(?P<month>\d{1,2})\.(?P<day>\d{1,2})", re.ASCII)  # a number, unless a calendar is named
_THIS_CENTURY: Final = 40  # years of two digits below it; nobody that one deals with was born before 1940


class Parts(NamedTuple):
    """What a text says. ``is_eve``: 除夕, the last day of the lunar year, whatever its number."""

    is_lunar: bool = False
    year: int | None = None
    month: int | None = None
    day: int | None = None
    is_leap: bool = False
    is_eve: bool = False


def read(text: str) -> Parts | None:
    """The parts of a written date, or None if it is not one."""
    if len(text) > LIMIT:
        return None
    plain = _TIME.sub("", unicodedata.normalize("NFKC", text).strip())
    plain = re.sub(r"\s+", "", plain).lower()
    marks = {kind for mark in _MARK.finditer(plain) for kind, said in mark.groupdict().items() if said}
    plain = _MARK.sub("", plain)
    is_leap = bool(_LEAP.search(plain))
    plain = _LEAP.sub("", plain).strip("()[]【】:,。")
    if marks == {"lunar", "solar"} or (is_leap and "solar" in marks):
        return None
    return _eve(plain) if "除夕" in plain or "年三十" in plain else _parts(plain, marks, is_leap)


def _eve(plain: str) -> Parts | None:
    found = _EVE.fullmatch(plain)
    if not found:
        return None
    return Parts(True, _number(found["year"]), 12, 30, is_eve=True)


def _parts(plain: str, marks: set[str], is_leap: bool) -> Parts | None:
    forms = (*_FORMS, _DOTTED) if marks else _FORMS
    found = next(filter(None, (form.fullmatch(plain) for form in forms)), None)
    if found is None:
        return None
    said = found.groupdict()
    is_lunar = "solar" not in marks and ("lunar" in marks or is_leap or _sounds_lunar(said))
    month = _MONTHS.index(said["name"]) + 1 if said.get("name") else _number(said.get("month") or said.get("month2"))
    return Parts(
        is_lunar, _number(said.get("year")) or _year_of(said.get("short")), month, _number(said.get("day")), is_leap
    )


def _sounds_lunar(said: dict[str, str | None]) -> bool:
    """正月, 腊月, 初三, 廿一, or Chinese numerals throughout with no 日 behind them."""
    month, day = said.get("month") or "", said.get("day") or ""
    if month in {"正", "冬", "腊", "臘"} or day[:1] in {"初", "廿", "卅"}:
        return True
    return bool(month and day) and not (month.isascii() or day.isascii() or said.get("unit"))


def _year_of(short: str | None) -> int | None:
    return int(short) + (2000 if int(short) < _THIS_CENTURY else 1900) if short else None


def _number(said: str | None) -> int | None:
    if said is None or said == "":
        return None
    if said.isascii():
        return int(said)
    if len(said) == 4:
        return int("".join(str("〇一二三四五六七八九".index(c.replace("零", "〇"))) for c in said))
    if said in {"正", "冬", "腊", "臘"}:
        return {"正": 1, "冬": 11}.get(said, 12)
    tens, ten, units = said.lstrip("初").replace("廿", "二十").replace("卅", "三十").rpartition("十")
    return (_unit(tens) or 1) * 10 * bool(ten) + _unit(units)


def _unit(said: str) -> int:
    return _UNITS.index(said) + 1 if said else 0
