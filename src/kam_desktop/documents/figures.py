"""Dates, instants and money as the printed page writes them, in both languages."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

from kam_desktop import words

_DECIMALS: Final = {
    "JPY": 0,
    "KRW": 0,
    "VND": 0,
    "CLP": 0,
    "ISK": 0,
    "KWD": 3,
    "BHD": 3,
    "JOD": 3,
    "OMR": 3,
    "TND": 3,
}


def money(minor: int, currency: str) -> str:
    """An amount in minor units with thousands commas and the decimals of its currency."""
    decimals = _DECIMALS.get(currency, 2)
    whole, part = divmod(abs(minor), 10**decimals)
    sign = "−" if minor < 0 else ""
    return f"{sign}{whole:,}" + (f".{part:0{decimals}d}" if decimals else "")


def day_in_head(lang: str, on: date) -> str:
    """``2026-11-18（周三）`` or ``Wed 18 Nov 2026``."""
    weekday = words.say(lang, f"paper.weekday.{on.isoweekday()}")
    month = words.say(lang, f"paper.month.{on.month}")
    return words.say(
        lang, "paper.date.head", iso=on.isoformat(), weekday=weekday, day=on.day, month=month, year=on.year
    )


def span(started_at: time | None, ended_at: time | None) -> str:
    """``14:00–16:30``, or the one end that is known."""
    return "–".join(f"{at:%H:%M}" for at in (started_at, ended_at) if at is not None)


def local_date(at: datetime) -> date:
    """The day of an instant as people count it."""
    return (at.astimezone() if at.tzinfo is not None else at).date()


def instant(at: datetime) -> str:
    """Minutes are enough; an instant with a zone is shown in local time."""
    local = at.astimezone() if at.tzinfo is not None else at
    return f"{local:%Y-%m-%d %H:%M}"


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th … 11th … 21st."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def as_decimal(minor: int, currency: str) -> Decimal:
    """An amount as a number for a sheet, in whole units of its currency."""
    return Decimal(minor).scaleb(-_DECIMALS.get(currency, 2))
