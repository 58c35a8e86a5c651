"""What two records say and why they may be one, in words."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, Final

from kam_desktop import words
from kam_desktop.core.mergers import Preview
from kam_desktop.core.rules.kinds import (
    Attitude,
    BuyingRole,
    Channel,
    ClientKind,
    ClientStatus,
    Entity,
    LifecycleStage,
    Ownership,
    RelationshipLevel,
    Tier,
    ValueBand,
)
from kam_desktop.core.rules.likeness import Likeness
from kam_desktop.core.rules.unions import CUSTOM, Joined
from kam_desktop.ui import labels
from kam_desktop.words import likenesses

_ENUMS: Final[dict[str, type[StrEnum]]] = {
    "tier": Tier, "kind": ClientKind, "lifecycle_stage": LifecycleStage, "relationship_level": RelationshipLevel,
    "value_band": ValueBand, "buying_role": BuyingRole, "attitude": Attitude, "preferred_channel": Channel,
    "ownership": Ownership, "status": ClientStatus,
}  # fmt: skip
_NAMED: Final = frozenset({"parent_id", "reports_to_id"})
NOTHING: Final = "—"


def why(likeness: Likeness) -> str:
    """The reasons, and what speaks against them."""
    return likenesses.why(labels.language(), likeness)


def label_of(name: str, preview: Preview) -> str:
    """The label of a field; a field of one's own by its own label."""
    if name.startswith(CUSTOM):
        return preview.labels.get(name.removeprefix(CUSTOM), NOTHING)
    key = f"duplicates.field.{name}"
    return labels.say(key) if words.has(labels.language(), key) else labels.field(name)


def text_of(joined: Joined, values: Sequence[Any], named: Mapping[str, str]) -> str:
    """One side of a field as people read it."""
    name = joined.name
    first = values[0] if values else None
    if name == "birthday":
        return _birthday(values)
    if name == "place":
        return " ".join(str(part) for part in values[:3] if part) or NOTHING
    if name == "annual_revenue_minor":
        return labels.money(first, str(values[1])) if first is not None else NOTHING
    if name in _NAMED:
        return named.get(first, NOTHING) if first else NOTHING
    if isinstance(first, bool):
        return labels.say("duplicates.yes" if first else "duplicates.no")
    return _plain(name, first)


def facts(preview: Preview) -> str:
    """How many facts move, by kind."""
    parts = []
    for table, count in sorted(preview.facts.items(), key=lambda each: -each[1]):
        key = f"enum.Entity.{table}"
        word = labels.name_of(Entity(table)) if words.has(labels.language(), key) else table
        parts.append(f"{word} {count}")
    return labels.listed(parts)


def _plain(name: str, value: Any) -> str:
    if value is None or value in ("", (), [], {}):
        return NOTHING
    if isinstance(value, date):
        return labels.day(value)
    if name in _ENUMS and value in set(_ENUMS[name]):
        return labels.name_of(_ENUMS[name](value))
    if isinstance(value, (list, tuple)):
        return labels.listed(_part(each) for each in value)
    return str(value)


def _part(value: Any) -> str:
    if isinstance(value, Mapping):
        return " ".join(str(each) for each in value.values())
    return " ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def _birthday(values: Sequence[Any]) -> str:
    from kam_desktop.core.rules import dates
    from kam_desktop.core.rules.kinds import Calendar

    calendar, year, month, day, is_leap = values
    if not calendar:
        return NOTHING
    return dates.write(dates.PartialDate(Calendar(calendar), year, month, day, is_leap), labels.language())
