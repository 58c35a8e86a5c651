"""Values of the fields that the users defined, as their form reads them."""

from decimal import Decimal
from typing import Final

from kam_desktop.core.errors import Invalid
from kam_desktop.core.records import OwnField
from kam_desktop.core.rules import dates
from kam_desktop.core.rules.kinds import CustomKind
from kam_desktop.exchange.values import AMOUNT_UNITS, GROUPED, NOTHING, birthday, folded

_OWN_UNITS: Final = frozenset("千万亿")
_FILLERS: Final = frozenset(each for each in NOTHING if each[0] == "#" or each.casefold() == "null")


def value(field: OwnField, text: str) -> str | int | float:
    """The value of a field that the users defined, as its kind keeps it. Raises Invalid own.*."""
    if field.kind == CustomKind.NUMBER:
        plain = folded(text)
        factor = AMOUNT_UNITS[plain[-1]] if plain[-1:] in _OWN_UNITS else 1
        plain = plain[:-1] if factor > 1 else plain
        if not GROUPED.fullmatch(plain) or len(plain) > 18:
            raise Invalid("custom", "own.not_a_number", text=text)
        number = Decimal(plain.replace(",", "")) * factor
        return int(number) if number == number.to_integral_value() else float(number)
    if field.kind == CustomKind.DATE:
        return dates.to_text(birthday(text))
    if field.kind == CustomKind.CHOICE:
        found = next((each for each in field.choices if folded(each) == folded(text)), None)
        if found is None:
            raise Invalid("custom", "own.not_a_choice", text=text)
        return found
    return text


def word(field: OwnField, text: str) -> str:
    """What stands for nothing elsewhere (无, n/a) but was written into a field of the users' own, else nothing.

    A choice means what it says; a text is what a person wrote there, unless a program fills empty cells with it.
    """
    said = text.strip()
    if field.kind == CustomKind.CHOICE:
        return said if any(folded(each) == folded(said) for each in field.choices) else ""
    return said if field.kind == CustomKind.TEXT and said not in _FILLERS else ""
