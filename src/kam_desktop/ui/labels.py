"""Words of the shared catalogue in the window's language: errors, enums, reasons, days, money."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from types import ModuleType
from typing import Any

from kam_desktop import runtime, words
from kam_desktop.core.errors import KamError

_lang = "en"


def _phrases() -> ModuleType:
    """Imported when first asked: the unlock page is painted before calendars are needed."""
    from kam_desktop.words import phrases

    return phrases


def _amounts() -> ModuleType:
    from kam_desktop.words import amounts

    return amounts


def set_language(lang: str) -> None:
    """Which language the window speaks from now on."""
    global _lang  # noqa: PLW0603  one window, one language
    _lang = lang


def language() -> str:
    """``zh_CN`` or ``en``."""
    return _lang


def say(key: str, /, **params: Any) -> str:
    """A text of the catalogue."""
    return words.say(_lang, key, **params)


def has(key: str) -> bool:
    """Whether the catalogue has a text of this key."""
    return words.has(_lang, key)


def name_of(member: StrEnum) -> str:
    """The name of an enum's member."""
    return words.name_of(_lang, member)


def sentence(error: KamError) -> str:
    """What happened and what to do."""
    return words.sentence(_lang, error)


def field(name: str) -> str:
    """The label of a field."""
    return str(_phrases().field(_lang, name))


def reason(code: str, params: Mapping[str, Any]) -> str:
    """Why a touch is due."""
    return str(_phrases().reason(_lang, code, params, runtime.today()))


def point(code: str, params: Mapping[str, Any], *, is_whole: bool = False) -> str:
    """A talking point."""
    return str(_phrases().point(_lang, code, params, runtime.today(), is_whole=is_whole))


def gift_rule(code: str, params: Mapping[str, Any]) -> str:
    """What a gift rule says."""
    return str(_phrases().gift_rule(_lang, code, params))


def money(minor: int, currency: str = "CNY", *, has_cents: bool = False) -> str:
    """``¥268``; ``has_cents`` for a column of which some have cents: ``¥268.00``."""
    return str(_phrases().money(minor, currency, has_cents=has_cents))


def short_money(minor: int, currency: str = "CNY") -> str:
    """``¥214 万``, ``¥2.1m``."""
    return str(_amounts().short(_lang, minor, currency))


def period(key: str) -> str:
    """A year or month of the form ``2026`` or ``2026-09``: ``2026 年 9 月``."""
    return str(_amounts().period(_lang, key))


def month(key: str) -> str:
    """The month of a key as a chart names it: ``9``, ``Sep``."""
    return str(_amounts().month(_lang, key))


def day(on: date) -> str:
    """``9 月 16 日``; with the year when it is not this one."""
    return str(_phrases().day(_lang, on, runtime.today()))


def day_and_weekday(on: date) -> str:
    """``9 月 16 日 周三``."""
    return str(_phrases().day_and_weekday(_lang, on, runtime.today()))


def weekday(on: date) -> str:
    """``周三``."""
    return str(_phrases().weekday(_lang, on))


def days(number: int) -> str:
    """``3 天``."""
    return words.say(_lang, "unit.days", n=number)


def days_ago(number: int) -> str:
    """``3 天前``."""
    return words.say(_lang, "unit.days_ago", n=number) if number else words.say(_lang, "unit.today")


def in_days(on: date, today: date) -> str:
    """How far a coming day is: ``今天``, ``明天``, ``3 天后``."""
    number = (on - today).days
    known = {0: "unit.today", 1: "unit.tomorrow"}
    return words.say(_lang, known[number]) if number in known else words.say(_lang, "unit.in_days", n=number)


def moment(at: datetime) -> str:
    """An instant in this machine's zone: ``10:20`` today, else ``9 月 15 日 10:20``."""
    here = at.astimezone()
    clock = here.strftime("%H:%M")
    return clock if here.date() == runtime.today() else f"{day(here.date())} {clock}"


def listed(parts: Iterable[str]) -> str:
    """Names one after the other: ``周建明、林海燕``, ``Zhou, Lin``."""
    return ("、" if language() == "zh_CN" else ", ").join(parts)


def list_field(name: str, own: Mapping[str, str] | None = None) -> str:
    """The name of a column of the client list or of a field of its filter; ``own`` names the users' fields."""
    return str(_criteria().field(_lang, name, own))


def criterion(one: Any, own: Mapping[str, str] | None = None) -> str:
    """One condition of a filter: ``静默超过 30 天``."""
    return str(_criteria().phrase(_lang, one, own))


def criterion_value(field: str, text: str) -> str:
    """One value that a filter can ask for."""
    return str(_criteria().value(_lang, field, text))


def criterion_op(field: str, op: str) -> str:
    """An operation of a filter, by itself: ``超过（天）``."""
    special = f"op.{field}.{op}"
    return words.say(_lang, special if words.has(_lang, special) else f"op.{op}")


def _criteria() -> ModuleType:
    from kam_desktop.words import criteria

    return criteria
