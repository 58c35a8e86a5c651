"""What a filter says, in words: one short phrase for each criterion, for chips and lists of segments."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kam_desktop.core.rules import criteria as rules
from kam_desktop.core.rules.criteria import Criterion, Shape
from kam_desktop.words import has, name_of, say
from kam_desktop.words.phrases import day, money

_SHOWN = 3


def field(lang: str, name: str, own: Mapping[str, str] | None = None) -> str:
    """The name of a field or a column of the list; ``own`` names the users' fields by ``custom:<id>``."""
    if own and name in own:
        return own[name]
    return say(lang, f"list.{name}") if has(lang, f"list.{name}") else say(lang, "list.own")


def value(lang: str, name: str, text: str) -> str:
    """One value of a field: the name of a word of a closed vocabulary, else the text itself."""
    if not text:
        return say(lang, "criterion.nothing")
    known = rules.FIELDS.get(name)
    if known is None or known.words is None or text not in set(known.words):
        return text
    return name_of(lang, known.words(text))


def phrase(lang: str, one: Criterion, own: Mapping[str, str] | None = None) -> str:
    """One criterion: ``静默超过 30 天``, ``Tier: A, B``."""
    given: dict[str, Any] = {"field": field(lang, one.field, own)}
    shape = one.shape
    if shape is Shape.TEXTS:
        given["values"] = _values(lang, one)
    elif shape is Shape.TEXT:
        given["value"] = one.value
    elif shape is Shape.MONEY:
        given["value"] = money(int(str(one.value)))
    elif shape in (Shape.DAYS, Shape.COUNT):
        given["n"] = one.value
    elif shape is Shape.SPENT and isinstance(one.value, tuple):
        given |= {"value": money(int(one.value[0])), "n": one.value[1]}
    elif shape in (Shape.NUMBER, Shape.DAY):
        given["value"] = _end(lang, one.value)
    elif shape in (Shape.NUMBERS, Shape.PERIOD) and isinstance(one.value, tuple):
        given |= {"low": _end(lang, one.value[0]), "high": _end(lang, one.value[1])}
    special = f"criterion.{one.field}.{one.op}"
    return say(lang, special if has(lang, special) else f"criterion.{one.op}", **given)


def _end(lang: str, value: Any) -> str:
    """A number with its thousands apart, or a day with its year."""
    return day(lang, date.fromisoformat(value)) if isinstance(value, str) else f"{Decimal(str(value)):,f}"


def _values(lang: str, one: Criterion) -> str:
    texts = [value(lang, one.field, str(each)) for each in one.value] if isinstance(one.value, tuple) else []
    glue = "、" if lang == "zh_CN" else ", "
    if len(texts) <= _SHOWN:
        return glue.join(texts)
    return say(lang, "criterion.and_more", values=glue.join(texts[:_SHOWN]), n=len(texts))
