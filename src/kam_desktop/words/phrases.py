"""Phrases made of facts: why a touch is due, what to talk about, money and days in words."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from kam_desktop.core.rules.kinds import Activity, Channel, EnvironmentKind, OccasionKind, Relation, Tier
from kam_desktop.core.rules.lines import in_one_line
from kam_desktop.words import has, name_of, say

if TYPE_CHECKING:
    from kam_desktop.core.rules.shares import Share

WEEKDAYS = {"zh_CN": "一二三四五六日", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SIGNS = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "HKD": "HK$"}


_LONGEST = 160  # characters of what was written that a talking point tells


def _cut(text: str) -> str:
    """So much of it, not ending within a word of Latin letters."""
    kept = text[: _LONGEST - 1]
    if text[len(kept)].isascii() and text[len(kept)].isalnum() and " " in kept[-20:]:
        kept = kept.rpartition(" ")[0]
    return kept.rstrip(" ，。；、,.;") + "…"


def reason(lang: str, code: str, params: Mapping[str, Any], today: date) -> str:
    """Why a touch is due, as one sentence with its numbers (D-5.9)."""
    given = dict(params)
    tier = given.pop("tier", "")
    given["tier"] = name_of(lang, Tier(tier)) if tier in set(Tier) else say(lang, "word.client")
    if "activity" in given:
        given["activity"] = name_of(lang, Activity(given["activity"]))
    if "channel" in given:
        given["channel"] = _inside(lang, Channel(given["channel"]))
    if "festival" in given:
        given["festival"] = say(lang, f"festival.{given['festival']}")
    if "last_on" in given:
        last_on = date.fromisoformat(given["last_on"])
        given |= {"days": (today - last_on).days, "last": day(lang, last_on, today)}
    if "on" in given:
        given["on"] = day(lang, date.fromisoformat(given["on"]), today)
    if "birthday" in given:
        given["birthday"] = birthday(lang, given["birthday"])
        code = f"{code}_age" if given.get("age") else code
    for name, kind in (("occasion", OccasionKind), ("event", EnvironmentKind), ("relation", Relation)):
        if given.get(name) in set(kind):
            given[name] = name_of(lang, kind(given[name]))
    return say(lang, f"reason.{code}", **given)


def point(lang: str, code: str, params: Mapping[str, Any], today: date | None = None, *, is_whole: bool = False) -> str:
    """A talking point as one line (D-5.10); what somebody wrote at length is cut unless all of it is asked for."""
    given = dict(params)
    if code == "reason":
        return reason(lang, given.pop("reason"), given, today or date.today())  # noqa: DTZ011  the user's own clock
    if code == "commitment":
        code = f"commitment.{given['side']}"
    if "birthday" in given:
        given["birthday"] = birthday(lang, given["birthday"])
        code = f"{code}_age" if given.get("age") else code
    for name, kind in (("occasion", OccasionKind), ("relation", Relation)):
        if given.get(name) in set(kind):
            given[name] = name_of(lang, kind(given[name]))
    if "value" in given:
        given["value"] = money(given["value"], given["currency"])
    if "channel" in given:
        given["channel"] = _inside(lang, Channel(given["channel"]))
    if "text" in given:
        text = in_one_line(str(given["text"]))
        given["text"] = text if is_whole or len(text) <= _LONGEST else _cut(text)
    return say(lang, f"point.{code}", **given)


def _inside(lang: str, channel: Channel) -> str:
    """A channel's name inside a sentence: English begins it small."""
    name = name_of(lang, channel)
    return name.lower() if lang == "en" else name


def gift_rule(lang: str, code: str, params: Mapping[str, Any]) -> str:
    """What a gift rule says, with its figures; shorter where an older version kept none."""
    given = dict(params)
    if "value" in given:
        given |= {name: money(given[name], "CNY") for name in ("value", "limit") if name in given}
    try:
        return say(lang, f"gift_rule.{code}", **given)
    except (KeyError, IndexError):
        return say(lang, f"gift_rule.short.{code}") if has(lang, f"gift_rule.short.{code}") else code


def birthday(lang: str, text: str) -> str:
    """A birthday without its year, in its own calendar: ``农历八月十五``, ``21 Oct``."""
    from kam_desktop.core.rules import dates  # at the first birthday: the unlock page names a day without it

    known = dates.from_text(text)
    if known.month is None:
        return dates.write(known, lang)
    return dates.write(dates.PartialDate(known.calendar, None, known.month, known.day, known.is_leap), lang)


def money(minor: int, currency: str = "CNY", *, has_cents: bool = False) -> str:
    """``¥268`` or ``¥1,068.50``: the sign stands by the figure, cents where there are some, or in any case."""
    whole, cents = divmod(abs(minor), 100)
    sign = SIGNS.get(currency, f"{currency} ")
    return f"{'-' if minor < 0 else ''}{sign}{whole:,}" + (f".{cents:02d}" if cents or has_cents else "")


def day(lang: str, on: date, today: date | None = None) -> str:
    """``9 月 16 日`` or ``16 Sep``; with the year when it is not this one."""
    is_near = today is not None and on.year == today.year
    if lang == "zh_CN":
        return f"{on.month} 月 {on.day} 日" if is_near else f"{on.year} 年 {on.month} 月 {on.day} 日"
    return f"{on.day} {MONTHS[on.month - 1]}" + ("" if is_near else f" {on.year}")


def weekday(lang: str, on: date) -> str:
    """``周三`` or ``Wed``."""
    name = WEEKDAYS[lang][on.weekday()]
    return f"周{name}" if lang == "zh_CN" else name


def day_and_weekday(lang: str, on: date, today: date | None = None) -> str:
    """``9 月 16 日 周三`` or ``Wed 16 Sep``."""
    if lang == "zh_CN":
        return f"{day(lang, on, today)} {weekday(lang, on)}"
    return f"{weekday(lang, on)} {day(lang, on, today)}"


def supplier_shares(lang: str, found: "Iterable[Share]", between: str = "；") -> str:
    """Who supplies how much: ``我方 61%；米其林 20%``, which an import reads again."""
    from kam_desktop.core.rules.shares import shown  # reads names: Today is painted before

    ours = say(lang, "export.ours")
    named = ((f"{ours} {each.name}".strip() if each.is_ours else each.name, shown(each.percent)) for each in found)
    return between.join(f"{name} {percent}%" for name, percent in named)


def field(lang: str, name: str) -> str:
    """The label of a field."""
    return say(lang, f"field.{name}") if has(lang, f"field.{name}") else name
