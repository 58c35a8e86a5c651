"""Single values of an outside file, from the text of a cell to what a record holds.

Each function raises Invalid with a code worded as ``problem.<code>``: only the value is left out.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

from kam_desktop.core.errors import Invalid
from kam_desktop.core.records import Problem
from kam_desktop.core.rules import dates, names, phones
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import Calendar
from kam_desktop.exchange.fields import UNITS

NAME_LIMIT: Final = 512  # characters
NOTES_LIMIT: Final = 64 * 1024
_NO_WORDS: Final = "- -- — —— / \\ 无 暂无 n/a N/A NULL null None none #N/A #REF! #VALUE! #DIV/0! #NAME? #NUM! #NULL!"
NOTHING: Final = frozenset(_NO_WORDS.split())
_QUANTITY = re.compile(r"([+-]?\d[\d,]{0,11}(?:\.\d{1,6})?)\D{0,8}")
_CLOCK = re.compile(
    r"(?P<late>下午|晚上|傍晚)?\s*(?<!\d)(?P<hour>\d{1,2})[:点时](?P<minute>\d{2})(?!\d).{0,4}?(?P<pm>pm)?$"
)
_YEAR_LAST: Final = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_SERIAL = re.compile(r"([1-7]\d{4})(?:\.0+)?", re.ASCII)
_FIRST_DAY: Final = date(1899, 12, 30)
_CALENDAR_SAID = re.compile(r"农历|阴历|旧历|公历|阳历|新历|lunar|solar", re.IGNORECASE)
_LUNAR_WORDS = re.compile(r"农|阴|旧|lunar|chinese", re.IGNORECASE)
_SOLAR_WORDS = re.compile(r"公|阳|新|solar|gregorian", re.IGNORECASE)
_YES: Final = frozenset(("1", "是", "闰", "闰月", "true", "yes", "y", "√"))
_NO: Final = frozenset(("0", "否", "不是", "非", "无", "false", "no", "n", "×", "-", "—"))
_AMOUNT = re.compile(
    r"(?:cny|rmb|人民币|¥)?([+-]?[\d,]*\.?\d+)(百万|千万|万|亿|千|w|k|million|m)?(?:元|cny|rmb|人民币)?(?:整|/年)?"
)
AMOUNT_UNITS: Final = {
    "万": 10**4,
    "w": 10**4,
    "亿": 10**8,
    "千": 1000,
    "k": 1000,
    "百万": 10**6,
    "千万": 10**7,
    "million": 10**6,
    "m": 10**6,
}
GROUPED = re.compile(
    r"[+-]?\d{1,3}(?:,\d{3})*(?:\.\d+)?|[+-]?\d+(?:\.\d+)?|[+-]?\.\d+|[+-]?\d{1,4}(?:,\d{4})+(?:\.\d+)?"
)
_FOREIGN = re.compile(r"\$|€|£|usd|eur|gbp|jpy|hkd|美元|欧元|英镑|日元|港币|港元")
_PLAIN_AMOUNT: Final = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,2})?").fullmatch
_MOST_MINOR: Final = 10**17
_SCIENTIFIC = re.compile(r"[\d.]+e\+?\d+", re.IGNORECASE)
_ROUNDED = re.compile(r"\d(?:\.\d+)?E\+\d{2,}", re.IGNORECASE)
_AS_NUMBER = re.compile(r"(?<=\d{7})\.0+(?!\d)")  # 13905712233.0: a sheet kept the number as an amount
_EMAIL_GAPS = re.compile(r"[;,、，；\s/|]+|:::")
_EMAIL = re.compile(r"[^@<>()\s]{1,64}@[^@<>()\s]+\.[^@<>()\s.]+|[^@<>()\s]{1,64}@[^@<>()\s.]+")
_TAG_GAPS = re.compile(r"[;,、，；|]+|:::")
_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def is_plain(text: str) -> bool:
    """Whether a cell with something in it needs no mending, which holds for nearly all of them.

    What cannot be printed holds all that ``names.clean`` takes out; line breaks and odd blanks are looked at there.
    """
    return is_in_order(text) and is_plain_among_such(text)


def is_in_order(text: str) -> bool:
    """Whether all characters can be printed and are composed; of a whole row at once, for it holds for its parts."""
    return text.isprintable() and unicodedata.is_normalized("NFC", text)


def is_plain_among_such(text: str) -> bool:
    """The rest of ``is_plain`` for a cell of a row that is in order."""
    return text[0] != " " != text[-1] and text not in NOTHING


def is_all_plain(cells: Sequence[str], limit: int) -> bool:
    """Whether no cell of a column says nothing in words or is too long."""
    return NOTHING.isdisjoint(cells) and max(map(len, cells), default=0) <= limit


def may_be_rounded(text: str) -> bool:
    """Whether a cell in this text may be a number as ``is_rounded`` means it; of many cells at once."""
    return "E+" in text or "e+" in text


def is_rounded(text: str) -> bool:
    """A long number as a spreadsheet shows and saves it (3.30102E+17): most of its digits are lost."""
    return bool(_ROUNDED.fullmatch(text.strip()))


def cleaned(text: str, limit: int = NAME_LIMIT) -> tuple[str, tuple[str, ...]]:
    """The text as the store keeps it, and codes of what was mended; dashes and the like say nothing.

    Text of plain letters, which is nearly all, needs no mending and is known by one match.
    """
    if len(text) <= limit and (not text or is_plain(text)):
        return text, ()
    done, codes = names.clean_with_report(text, limit)
    return ("" if done in NOTHING else done), tuple(f"text.{code}" for code in codes)


def as_note(text: str, problems: list[Problem]) -> str:
    """What was put together of several texts, as much of it as a note holds; a cut is added to the problems."""
    if len(text) <= NOTES_LIMIT:
        return text
    kept, codes = cleaned(text, NOTES_LIMIT)
    problems += [Problem("", code, text[:80]) for code in codes]
    return kept


def folded(text: str) -> str:
    """For comparing words: no width, case or blanks."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).casefold())


def revenue_minor(text: str, unit: str = "") -> int:
    """An amount in minor units of CNY; ``unit`` is the heading's (wan, yi …), a unit in the value wins.

    Raises Invalid revenue.unreadable or revenue.foreign_currency.
    """
    if _PLAIN_AMOUNT(text):
        whole, _, part = text.partition(".")
        minor = (int(whole) * 100 + int(part.ljust(2, "0"))) * UNITS.get(unit, 1)
        if minor <= _MOST_MINOR:
            return minor
    plain = folded(text).replace("'", "")
    if _FOREIGN.search(plain):
        raise Invalid("annual_revenue", "revenue.foreign_currency", text=text)
    found = _AMOUNT.fullmatch(plain)
    if found is None or not GROUPED.fullmatch(found[1]):
        raise Invalid("annual_revenue", "revenue.unreadable", text=text)
    factor = AMOUNT_UNITS[found[2]] if found[2] else UNITS.get(unit, 1)
    try:
        minor = round(Decimal(found[1].replace(",", "")) * factor * 100)
    except (InvalidOperation, OverflowError):
        minor = -1
    if not 0 <= minor <= _MOST_MINOR:
        raise Invalid("annual_revenue", "revenue.unreadable", text=text)
    return minor


def money_minor(text: str, unit: str = "") -> int:
    """An amount that may be taken back: ``-12.50``, ``(12.50)``. Raises as ``revenue_minor``."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain.startswith("(") and plain.endswith(")"):
        return -revenue_minor(plain[1:-1], unit)
    return -revenue_minor(plain[1:], unit) if plain.startswith(("-", "−")) else revenue_minor(plain, unit)


def quantity_milli(text: str) -> int:
    """A number of things in thousandths, whatever unit stands behind it (12 台). Raises Invalid quantity.unreadable."""
    found = _QUANTITY.fullmatch(folded(text).replace("'", ""))
    if found is None:
        raise Invalid("quantity", "quantity.unreadable", text=text)
    return round(Decimal(found[1].replace(",", "")) * 1000)


def truth(text: str) -> bool:
    """Yes or no, as people fill it in. Raises Invalid truth.unreadable."""
    plain = folded(text)
    if plain not in _YES | _NO:
        raise Invalid("truth", "truth.unreadable", text=text)
    return plain in _YES


def clock(text: str) -> time | None:
    """A time of day as it is written (14:30, 下午2:30, 2:30 PM), or None."""
    found = _CLOCK.search(unicodedata.normalize("NFKC", text).casefold())
    if found is None:
        return None
    is_late = found["late"] or found["pm"]
    hour = int(found["hour"]) + (12 if is_late and int(found["hour"]) < 12 else 0)
    return time(hour, int(found["minute"])) if hour < 24 and int(found["minute"]) < 60 else None


def birthday(text: str, option: str = "", calendar: str = "", leap: str = "") -> PartialDate:
    """A birthday; a calendar named in the value wins over a calendar column, that over the heading.

    Raises Invalid with the codes of ``dates.parse``.
    """
    if not (option or calendar or leap) and (found := _solar(text)):
        return found
    if said_last := _YEAR_LAST.fullmatch(text):
        text = _year_first(*map(int, said_last.groups())) or text
    if _CALENDAR_SAID.search(text):
        said = ""
    elif calendar:
        said = "农历" if _LUNAR_WORDS.search(calendar) else "公历" if _SOLAR_WORDS.search(calendar) else ""
    else:
        said = {"lunar": "农历", "solar": "公历"}.get(option, "")
    is_leap = folded(leap) in _YES and "闰" not in text and said != "公历"
    return _parsed(f"{said}{'闰' if is_leap else ''}{text}", text)


def _year_first(one: int, other: int, year: int) -> str:
    """Outlook's 10/21/1984 and 21.10.1984; which of two small numbers is the month, nobody can tell."""
    if max(one, other) <= 12 and one != other:
        return ""
    return f"{year}-{min(one, other):02}-{max(one, other):02}"


@lru_cache(maxsize=8192)
def _solar(text: str) -> PartialDate | None:
    found = _iso(text) or _serial(text)
    return PartialDate(Calendar.SOLAR, found.year, found.month, found.day) if found else None


@lru_cache(maxsize=8192)
def _parsed(marked: str, shown: str) -> PartialDate:
    try:
        return dates.parse(marked)
    except Invalid as error:
        raise Invalid("birthday", error.code, **{**error.params, "text": shown}) from None


def _iso(text: str) -> date | None:
    """The quick way for what most files hold; everything else goes through ``dates.parse``."""
    found = _ISO.fullmatch(text)
    if found is None or not dates.FIRST_YEAR <= int(found[1]) <= dates.LAST_YEAR:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _serial(text: str) -> date | None:
    """A day as spreadsheets count it, where a cell lost its form of a date: 43952."""
    return _FIRST_DAY + timedelta(days=int(found[1])) if (found := _SERIAL.fullmatch(text)) else None


def is_serial(text: str) -> bool:
    """Whether a day is a number as spreadsheets count days, which may as well be half a year or a mistake: 19901."""
    return bool(_SERIAL.fullmatch(text))


@lru_cache(maxsize=8192)
def said_day(text: str) -> PartialDate:
    """As ``dates.parse``, which costs too much for every cell of a column that says few days."""
    return dates.parse(text)


@lru_cache(maxsize=8192)
def day(text: str) -> date:
    """A full solar day. Raises Invalid date.not_a_full_day and the codes of ``dates.parse``."""
    if found := _iso(text) or _serial(text):
        return found
    said = said_day(text)
    if said.calendar is not Calendar.SOLAR or None in (said.year, said.month, said.day):
        raise Invalid("next_visit_on", "date.not_a_full_day", text=text)
    return date(said.year or 0, said.month or 0, said.day or 0)


def phone_numbers(text: str) -> tuple[str, ...]:
    """Every number in a cell, as written. Raises Invalid phone.unreadable or value.digits_lost (1.38E+10)."""
    if text.isdigit() and len(text) <= 20:
        return (text,)
    text = _AS_NUMBER.sub("", text)
    if _SCIENTIFIC.fullmatch(text.strip()):
        raise Invalid("phone", "value.digits_lost", text=text)
    found = [number for number in map(str, phones.split(text)) if sum(c.isdigit() for c in number) >= 3]
    if not found:
        raise Invalid("phone", "phone.unreadable", text=text)
    return once(found)


def emails(text: str) -> tuple[str, ...]:
    """Every address in a cell. Raises Invalid email.unreadable if one of them is none."""
    if _EMAIL.fullmatch(text) and ":" not in text:
        return (text,)
    if "@" in text and (inside := re.findall(r"<([^<>\s]+@[^<>\s]+)>", text)):
        return once(inside)
    found = [part.removeprefix("mailto:") for part in _EMAIL_GAPS.split(unicodedata.normalize("NFKC", text)) if part]
    if not found or not all(map(_EMAIL.fullmatch, found)):
        raise Invalid("email", "email.unreadable", text=text)
    return once(found)


def tags(text: str) -> tuple[str, ...]:
    """Labels, without the star that Google writes before its own."""
    return once(part.strip().removeprefix("* ") for part in _TAG_GAPS.split(text) if part.strip())


def person_name(family: str, given: str, middle: str = "") -> str:
    """The parts of a name in the order of its script: 王小明, but John Paul Smith."""
    if _CJK.search(family + given):
        return f"{family}{middle}{given}"
    return " ".join(filter(None, (given, middle, family)))


def title(department: str, job: str) -> str:
    """Department and job as one: 采购部 经理; the department alone if nothing else is said."""
    return job if department in job else f"{department} {job}".strip()


def once(texts: Iterable[str]) -> tuple[str, ...]:
    """Each text once, in order."""
    return tuple(dict.fromkeys(texts))
