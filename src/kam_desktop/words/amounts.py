"""Amounts and periods in few characters, for figures and charts: ``¥214 万``, ``¥2.1m``, ``2026 年 9 月``."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from kam_desktop.words import say
from kam_desktop.words.phrases import MONTHS, SIGNS

#: from the largest on: the word's key, and how many yuan it stands for
_UNITS: Final = {
    "zh_CN": (("hundred_million", 10**8), ("ten_thousand", 10**4)),
    "en": (("billion", 10**9), ("million", 10**6), ("thousand", 10**3)),
}
_NEARLY: Final = Decimal("0.9995")  # of a unit, from which it is written as one


def short(lang: str, minor: int, currency: str = "CNY") -> str:
    """An amount in three or four digits, in 万 and 亿 or in thousands and millions; rounded half up."""
    whole = (Decimal(abs(minor)) / 100).quantize(Decimal(1), ROUND_HALF_UP)
    sign = ("-" if minor < 0 else "") + SIGNS.get(currency, f"{currency} ")
    for name, unit in _UNITS[lang]:
        if whole >= unit * _NEARLY:
            return sign + say(lang, f"amount.{name}", amount=_digits(whole / unit))
    return sign + f"{whole:,f}"


def _digits(value: Decimal) -> str:
    places = 0 if value >= 100 else 1
    return f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,f}".removesuffix(".0")


def period(lang: str, key: str) -> str:
    """A year or month of the form ``2026`` or ``2026-09`` in words."""
    year, _, number = key.partition("-")
    if not number:
        return say(lang, "purchase.year", year=year)
    return say(lang, "purchase.month", year=year, month=month(lang, key))


def month(lang: str, key: str) -> str:
    """The month of a key as a chart names it: ``9``, ``Sep``."""
    number = int(key.partition("-")[2])
    return MONTHS[number - 1] if lang == "en" else str(number)
