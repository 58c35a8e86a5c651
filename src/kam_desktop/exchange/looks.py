"""What values look like, whatever stands above them: a check of headings, or a guess without them."""

import re
from collections.abc import Callable, Sequence
from typing import Final

_MOBILE = re.compile(r"(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}")
_PHONE = re.compile(r"[+(]?\d[\d\-() +/、,;.转xext]{5,}", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_DATE = re.compile(
    r"(?:农历|阴历|公历)?\s*(?:\d{4}[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?)?|\d{1,2}[-/月]\d{1,2}日?|(?:19|20)\d{6})(?:\s.*)?"
)
_LUNAR_DATE = re.compile(
    r".*(?:[正冬腊十]月|[一二三四五六七八九]月[初十廿三]).*"
    r"|(?=.*(?:农历|阴历)).*(?:\d{1,2}[-/.月]\d|\d{3}|\d月|[一二三四五六七八九]月|[初廿]|除夕|年三十).*"  # not the bare word
)
_TIER = re.compile(r"[ABCＡＢＣabc][级类]?|重点|普通|一般|[VI]+P?")
_NUMBER = re.compile(r"[+-]?[¥￥$]?\d[\d,.]*\s*[万亿]?元?")
_COMPANY = re.compile(
    r".*(?:公司|集团|[厂店行局院校会站所]$|中心|商行|经营部|合作社|事务所|\b(?:ltd|inc|llc|gmbh|corp|co|company|group|ag|plc)\b\.?).*",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"[+-]?[¥￥$€£]\s?\d[\d,.]*|[+-]?\d[\d,]*\.\d{2}|[+-]?\d[\d,.]*\s*(?:[万亿]元?|元)")
_MACHINE = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")  # the address of one
_NAME = re.compile(r"(?!#|.*\d\.\d+\.\d)(?=.*[^\W\d_])[^:=<>{}\[\]|\\/;。？！?!]{2,60}(?<!\.)")
ENOUGH: Final = 0.6

MOBILE: Final = _MOBILE.fullmatch
EMAIL: Final = _EMAIL.fullmatch
COMPANY: Final = _COMPANY.fullmatch
TIER: Final = _TIER.fullmatch


def date(value: str) -> bool:
    """Whether it looks like a date, solar or lunar."""
    return bool(_DATE.fullmatch(value) or _LUNAR_DATE.fullmatch(value))


CHECKS: Final[dict[str, Callable[[str], object]]] = {
    "contact.phone": _PHONE.match,
    "contact.email": EMAIL,
    "contact.birthday": date,
    "client.tier": TIER,
    "client.annual_revenue": _NUMBER.match,
    **dict.fromkeys(("client.next_visit_on", "client.last_visit_on", "client.last_contact_on"), date),
}


def share(values: Sequence[str], looks: Callable[[str], object]) -> float:
    """Which part of the values that are there look so; 0 when none is there."""
    there = [value.strip() for value in values if value.strip()]
    return sum(bool(looks(value)) for value in there) / len(there) if there else 0.0


def contradicts(key: str, values: Sequence[str]) -> bool:
    """Whether the values (two at least) show that a column cannot be this field."""
    check = CHECKS.get(key)
    return check is not None and sum(bool(v.strip()) for v in values) >= 2 and share(values, check) == 0


def is_typed(value: str) -> bool:
    """A phone, an e-mail, a date or a number: data, never a heading."""
    text = value.strip()
    return bool(MOBILE(text) or EMAIL(text) or date(text) or _NUMBER.fullmatch(text))


def is_telling(values: Sequence[str]) -> bool:
    """A column of phones, e-mails, dates or amounts; bare numbers say nothing: system files are full of them."""
    checks = (_is_number_to_call, EMAIL, date, _AMOUNT.fullmatch)
    return any(share(values, looks) >= ENOUGH for looks in checks)


def are_names(values: Sequence[str]) -> bool:
    """A column of names of people or companies: short, of letters, no sentences and no settings."""
    return share(values, _NAME.fullmatch) >= ENOUGH


def _is_number_to_call(text: str) -> bool:
    is_number = _PHONE.fullmatch(text) and not _MACHINE.fullmatch(text)
    return bool(is_number) and sum(map(str.isdigit, text)) >= 7
