"""A field of a client or a person with what was there and what comes: ``城市 宁波 → 杭州``."""

from enum import StrEnum
from typing import Any, Final

from kam_desktop.core.pasting import FieldChange
from kam_desktop.core.records import RelativeRecord
from kam_desktop.core.rules import dates
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import Attitude, BuyingRole, Channel, Ownership
from kam_desktop.core.rules.shares import FIELD, of_plain
from kam_desktop.words import criteria, name_of, phrases, say

OWN: Final = "custom:"  # before the label of a field that the users defined
_BY_CARD: Final = frozenset(("notes", "address", "products", "annual_volume"))  # by the name that the card gives them
_ELSE: Final = {"last_contact_on": "last", "annual_revenue_minor": "revenue"}
_KINDS: Final[dict[str, type[StrEnum]]] = {
    "attitude": Attitude, "buying_role": BuyingRole, "preferred_channel": Channel, "ownership": Ownership,
}  # fmt: skip


def named(lang: str, field: str) -> str:
    """The name of a field as it is kept."""
    if field.startswith(OWN):
        return field.removeprefix(OWN)
    if field == "currency":
        return say(lang, "heading.currency")
    field = _ELSE.get(field, field)
    by_list = criteria.field(lang, field)
    if field in _BY_CARD or by_list == criteria.field(lang, "own"):
        return phrases.field(lang, "notes" if field == "private_notes" else field)
    return by_list


def told(lang: str, one: FieldChange) -> str:
    """The field, what was there if anything was, and what comes."""
    name = named(lang, one.field)
    if isinstance(one.after, dict):
        return name
    before, after = worded(lang, one.field, one.before), worded(lang, one.field, one.after)
    return f"{name} {before} → {after}" if before else f"{name} {after}"


def worded(lang: str, field: str, value: Any) -> str:
    """One value as it is shown."""
    if isinstance(value, bool):
        return say(lang, "export.yes" if value else "duplicates.no")
    if isinstance(value, PartialDate):
        return dates.write(value, lang)
    comma = "、" if lang == "zh_CN" else ", "
    if isinstance(value, RelativeRecord):
        day = dates.write(value.birthday, lang) if value.birthday else ""
        return " ".join(filter(None, (say(lang, f"export.relation.{value.relation or 'none'}"), value.name, day)))
    if field == FIELD:
        return phrases.supplier_shares(lang, of_plain(value), comma)
    if isinstance(value, tuple):
        return comma.join(value)
    if field == "annual_revenue_minor" and isinstance(value, int):
        return phrases.money(value)
    if value in set(_KINDS.get(field, ())):
        return name_of(lang, _KINDS[field](value))
    return criteria.value(lang, field, str(value)) if value else ""
