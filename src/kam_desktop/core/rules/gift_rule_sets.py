"""The gift rules as data (D-7.2): limits by tier, kind and ownership of the client, and what each rule asks for.

The document of a rule set, as a version keeps it and a file brings it, all parts may be missing:

    {"limits": {"base": {"single": 20000, ...}, "tier:A": {...}, "kind:authority": {...}, "ownership:state": {...},
                "official": {...}},
     "actions": {"split": "approve", "taboo": "warn", ...},
     "days": {"repeat": 180, "category": 60, "split": 30},
     "words": {"cash": [...], "taboo": [...]}}

A limit is a whole number, money in minor units of CNY, or null for none. Of the rows that fit a client the strictest
holds; ``base`` only where none of them says anything.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules.kinds import ClientKind, GiftAction, Ownership, Tier

MONEY: Final = ("warn", "single", "person_year", "client_year", "budget")
FIELDS: Final = ("warn", "single", "person_year", "person_count", "client_year", "client_count", "budget")
BASE: Final = "base"
OFFICIAL: Final = "official"
PROFILES: Final = (
    BASE, *(f"tier:{each}" for each in Tier), *(f"kind:{each}" for each in ClientKind),
    *(f"ownership:{each}" for each in Ownership), OFFICIAL,
)  # fmt: skip
LARGEST: Final = 10**12
DAYS: Final = {"repeat": 180, "category": 60, "split": 30}
LONGEST_DAYS: Final = 366
MOST_WORDS: Final = 500
#: What each rule asks for, unless a rule set says otherwise. Those of ``FIXED`` are never softened.
ACTIONS: Final = {
    "cash": GiftAction.FORBID, "blackout": GiftAction.FORBID, "official_person": GiftAction.APPROVE,
    "official": GiftAction.APPROVE, "foreign": GiftAction.APPROVE, "over_single": GiftAction.APPROVE,
    "split": GiftAction.APPROVE, "over_year": GiftAction.APPROVE, "too_many": GiftAction.APPROVE,
    "over_client_year": GiftAction.APPROVE, "too_many_client": GiftAction.APPROVE, "over_budget": GiftAction.APPROVE,
    "split_client": GiftAction.WARN, "taboo_own": GiftAction.WARN, "taboo": GiftAction.WARN, "four": GiftAction.WARN,
    "repeated": GiftAction.WARN, "same_category": GiftAction.WARN, "near_single": GiftAction.WARN,
    "no_origin": GiftAction.WARN,
}  # fmt: skip
FIXED: Final = frozenset({"cash", "blackout"})
_DEFAULT: Final[dict[str, dict[str, int]]] = {
    BASE: {
        "warn": 10_000, "single": 20_000, "person_year": 60_000, "person_count": 4, "client_year": 200_000,
        "client_count": 16,
    },
    "tier:A": {"client_year": 300_000, "client_count": 24, "budget": 300_000},
    "tier:B": {"client_year": 150_000, "client_count": 12, "budget": 150_000},
    "tier:C": {"client_year": 60_000, "client_count": 6, "budget": 60_000},
    "kind:authority": {"warn": 5_000, "single": 10_000, "person_year": 20_000, "person_count": 2},
    "ownership:state": {"warn": 5_000, "single": 10_000, "person_year": 30_000, "person_count": 3},
    "ownership:public": {"warn": 5_000, "single": 10_000, "person_year": 20_000, "person_count": 2},
    OFFICIAL: {"warn": 5_000, "single": 10_000, "person_year": 20_000, "person_count": 2},
}  # fmt: skip


class Limits(NamedTuple):
    """What holds for one receiver: minor units of CNY and gifts a calendar year. None: no limit."""

    warn: int | None = None
    single: int | None = None
    person_year: int | None = None
    person_count: int | None = None
    client_year: int | None = None
    client_count: int | None = None
    budget: int | None = None


@dataclass(frozen=True, slots=True)
class RuleSet:
    """One version of the rules, as they are judged by. Version 0 is what the program comes with."""

    version: int = 0
    limits: Mapping[str, Mapping[str, int | None]] = field(default_factory=lambda: _DEFAULT)
    actions: Mapping[str, GiftAction] = field(default_factory=lambda: ACTIONS)
    days: Mapping[str, int] = field(default_factory=lambda: DAYS)
    cash_words: tuple[str, ...] = ()
    taboo_words: tuple[str, ...] = ()

    def limits_for(self, *, tier: str = "", kind: str = "", ownership: str = "", is_official: bool = False) -> Limits:
        """The strictest of the rows that fit."""
        names = [f"tier:{tier}", f"kind:{kind}", f"ownership:{ownership}", *([OFFICIAL] if is_official else [])]
        rows = [self.limits[name] for name in names if name in self.limits]
        return Limits(**{name: self._one(name, rows) for name in FIELDS})

    def _one(self, name: str, rows: list[Mapping[str, int | None]]) -> int | None:
        found = [value for row in rows if (value := row.get(name)) is not None]
        return min(found) if found else self.limits.get(BASE, {}).get(name)


def read(data: Any, version: int = 0) -> RuleSet:
    """The rules of a document. What it does not say is as the program comes. Raises Invalid with the place."""
    if not isinstance(data, dict):
        raise Invalid("data", "gift_rules.no_document")
    for part in data:
        if part not in ("limits", "actions", "days", "words"):
            raise Invalid(str(part), "gift_rules.unknown", name=str(part)[:64])
    return RuleSet(
        version,
        {**_DEFAULT, **dict(_limits(_part(data, "limits")))},
        {**ACTIONS, **dict(_actions(_part(data, "actions")))},
        {**DAYS, **dict(_days(_part(data, "days")))},
        *(_words(_part(data, "words"), name) for name in ("cash", "taboo")),
    )


def write(rules: RuleSet) -> dict[str, Any]:
    """The whole document of a rule set."""
    return {
        "limits": {name: dict(row) for name, row in rules.limits.items() if row},
        "actions": {name: action.value for name, action in rules.actions.items()},
        "days": dict(rules.days),
        "words": {"cash": list(rules.cash_words), "taboo": list(rules.taboo_words)},
    }


def _part(data: dict[str, Any], name: str) -> dict[str, Any]:
    found = data.get(name, {})
    if not isinstance(found, dict):
        raise Invalid(name, "gift_rules.no_document")
    for key in found:
        if key not in _KNOWN[name]:
            raise Invalid(f"{name}.{key}", "gift_rules.unknown", name=str(key)[:64])
    return found


def _limits(part: dict[str, Any]) -> Iterator[tuple[str, dict[str, int | None]]]:
    for profile, row in part.items():
        if not isinstance(row, dict):
            raise Invalid(f"limits.{profile}", "gift_rules.no_document")
        for name, value in row.items():
            if name not in FIELDS:
                raise Invalid(f"limits.{profile}.{name}", "gift_rules.unknown", name=str(name)[:64])
            if value is not None and not _is_number(value, 0, LARGEST):
                raise Invalid(f"limits.{profile}.{name}", "gift_rules.bad_number", text=str(value)[:64])
        yield profile, dict(row)


def _actions(part: dict[str, Any]) -> Iterator[tuple[str, GiftAction]]:
    for code, value in part.items():
        if value not in list(GiftAction):
            raise Invalid(f"actions.{code}", "gift_rules.bad_action", text=str(value)[:64])
        if code in FIXED and value != ACTIONS[code]:
            raise Invalid(f"actions.{code}", "gift_rules.fixed", name=code)
        yield code, GiftAction(value)


def _days(part: dict[str, Any]) -> Iterator[tuple[str, int]]:
    for name, value in part.items():
        if not _is_number(value, 0, LONGEST_DAYS):
            raise Invalid(f"days.{name}", "gift_rules.bad_number", text=str(value)[:64])
        yield name, value


def _words(part: dict[str, Any], name: str) -> tuple[str, ...]:
    found = part.get(name, [])
    if not isinstance(found, list) or len(found) > MOST_WORDS or not all(isinstance(each, str) for each in found):
        raise Invalid(f"words.{name}", "gift_rules.bad_words")
    return tuple(dict.fromkeys(word for each in found if (word := " ".join(each.split())[:64])))


def _is_number(value: Any, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


_KNOWN: Final = {"limits": PROFILES, "actions": ACTIONS, "days": DAYS, "words": ("cash", "taboo")}
