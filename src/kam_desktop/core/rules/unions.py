"""Two records made one, field by field: what is kept, from which side, and how both are joined (D-2.5).

A field is one column or a few that belong together: a place, an amount with its currency, a birthday.
Lists are united, long texts stand below each other, short ones of which several may hold beside each other, an empty
side gives way; else the kept record's value stands, and a person may choose otherwise.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from kam_desktop.core.rules import phones

CUSTOM: Final = "custom."
BESIDE: Final = " / "
_LONG: Final = 1_000  # characters: no two texts have as many in common by chance
_BETWEEN: Final = re.compile(
    r"[\n、，；;。！？!?|]|[,.](?=\s|$)| / "
)  # entries of a text; not the marks within a number


class Take(StrEnum):
    """Which side a field is taken from."""

    KEPT = "kept"
    DROPPED = "dropped"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Joined:
    """One field: both values and the result, as tuples of the field's columns. ``can_both`` allows joining."""

    name: str
    kept: tuple[Any, ...]
    dropped: tuple[Any, ...]
    value: tuple[Any, ...]
    take: Take
    can_both: bool

    @property
    def differs(self) -> bool:
        """Whether there is anything to choose between."""
        return self.kept != self.dropped

    @property
    def is_empty(self) -> bool:
        """Whether neither side says anything."""
        return _is_empty(self.kept) and _is_empty(self.dropped)


@dataclass(frozen=True, slots=True)
class Shape:
    """The fields of a kind of record, in the order that people read them, with their columns.

    ``lines`` are the short texts that are joined, with the characters that their column takes.
    """

    fields: Mapping[str, tuple[str, ...]]
    lists: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    lines: Mapping[str, int] = field(default_factory=dict)
    earlier: frozenset[str] = frozenset()
    kept_always: frozenset[str] = field(default_factory=frozenset)


def _single(*names: str) -> dict[str, tuple[str, ...]]:
    return {name: (name,) for name in names}


CLIENT: Final = Shape(
    {
        **_single("name", "short_name", "external_no", "tier", "kind", "ownership", "industry"),
        "place": ("province", "city", "district", "region_code", "time_zone"),
        **_single("address", "parent_id", "products", "annual_volume"),
        "annual_revenue_minor": ("annual_revenue_minor", "currency"),
        **_single(
            "supplier_shares", "source", "status", "lifecycle_stage", "relationship_level", "value_band", "owner",
            "leader", "team", "tags", "notes", "since_on", "confirmed_on",
        ),
    },
    lists=frozenset({"team", "tags"}),
    texts=frozenset({"products", "notes"}),
    earlier=frozenset({"since_on"}),
    kept_always=frozenset({"status"}),
)  # fmt: skip

CONTACT: Final = Shape(
    {
        **_single("name", "greeting_name", "title", "phones", "emails", "wechat"),
        "birthday": (
            "birthday_calendar", "birthday_year", "birthday_month", "birthday_day", "birthday_is_leap",
        ),
        **_single(
            "buying_role", "attitude", "influence", "reports_to_id", "is_official", "is_primary", "family", "hometown", "hobbies",
            "personality", "taboos", "preferred_channel", "preferred_hours", "external_no", "notes",
        ),
        "has_left": ("has_left", "left_on", "successor_id"),
        "map": ("map_x", "map_y"),
    },
    lists=frozenset({"phones", "emails"}),
    texts=frozenset({"notes", "family", "hobbies", "personality", "taboos"}),
    lines={"title": 128, "wechat": 64, "hometown": 128, "preferred_hours": 64, "external_no": 64},
    kept_always=frozenset({"has_left"}),
)  # fmt: skip


def join(
    shape: Shape, kept: Mapping[str, Any], dropped: Mapping[str, Any], choices: Mapping[str, Take]
) -> tuple[Joined, ...]:
    """Every field of the shape and each field of one's own (``custom.<id>``), with what it becomes."""
    found = [
        _joined(shape, name, _columns(kept, columns), _columns(dropped, columns), choices.get(name))
        for name, columns in shape.fields.items()
    ]
    own, others = kept.get("custom") or {}, dropped.get("custom") or {}
    for key in dict.fromkeys((*own, *others)):
        name = f"{CUSTOM}{key}"
        found.append(_joined(shape, name, (own.get(key),), (others.get(key),), choices.get(name)))
    return tuple(found)


def columns_of(shape: Shape, joined: Sequence[Joined]) -> dict[str, Any]:
    """The result as columns, with ``custom`` put together again."""
    values: dict[str, Any] = {}
    custom: dict[str, Any] = {}
    for each in joined:
        if each.name.startswith(CUSTOM):
            if each.value[0] is not None:
                custom[each.name.removeprefix(CUSTOM)] = each.value[0]
        else:
            values |= dict(zip(shape.fields[each.name], each.value, strict=True))
    return values | {"custom": custom}


def _columns(row: Mapping[str, Any], columns: Sequence[str]) -> tuple[Any, ...]:
    return tuple(row[name] for name in columns)


def _joined(
    shape: Shape, name: str, kept: tuple[Any, ...], dropped: tuple[Any, ...], chosen: Take | None
) -> Joined:  # fmt: skip
    both = _both(shape, name, kept, dropped)
    take = chosen if chosen in (Take.KEPT, Take.DROPPED) or (chosen is Take.BOTH and both is not None) else None
    take = take or _usual(shape, name, kept, dropped, has_both=both is not None)
    value = kept if take is Take.KEPT else dropped if take is Take.DROPPED else both
    return Joined(name, kept, dropped, value or (), take, both is not None and kept != dropped)


def _usual(shape: Shape, name: str, kept: tuple[Any, ...], dropped: tuple[Any, ...], *, has_both: bool) -> Take:
    if kept == dropped or _is_empty(dropped) or name in shape.kept_always:
        return Take.KEPT
    if _is_empty(kept) or (name in shape.earlier and dropped[0] < kept[0]):
        return Take.DROPPED
    return Take.BOTH if has_both else Take.KEPT


def _both(shape: Shape, name: str, kept: tuple[Any, ...], dropped: tuple[Any, ...]) -> tuple[Any, ...] | None:
    """Both sides in one value; None where they exclude each other."""
    if name in shape.lists:
        same = _SAME.get(name, lambda value: value)
        return (_united(kept[0], dropped[0], same),)
    if name in shape.texts:
        return (_below(kept[0], dropped[0]),)
    if name in shape.lines:
        text = beside(kept[0], dropped[0])
        return (text,) if len(text) <= shape.lines[name] else None
    is_compatible = all(not _says(a) or not _says(b) or a == b for a, b in zip(kept, dropped, strict=True))
    if len(kept) > 1 and is_compatible and not _is_empty(kept) and not _is_empty(dropped):
        return tuple(a if _says(a) else b for a, b in zip(kept, dropped, strict=True))
    return None


def several(text: str) -> list[str]:
    """The texts that stand beside each other in one."""
    return text.split(BESIDE) if text else []


def beside(one: str, other: str) -> str:
    """Both texts in one, each part once."""
    return BESIDE.join(dict.fromkeys((*several(one), *several(other))))


def holds(text: str, other: str) -> bool:
    """Whether a text has another in it, entry for entry: 要发票 is no part of 不要发票. A long one may have been cut."""
    if not other or other == text:
        return True
    return other.strip() in text and (len(other) > _LONG or _row_of_entries(other) in _row_of_entries(text))


def _row_of_entries(text: str) -> str:
    return "\n".join(["", *(entry for each in _BETWEEN.split(text) if (entry := each.strip())), ""])


def _united(kept: Any, dropped: Any, same: Callable[[Any], Any]) -> Any:
    have = [same(value) for value in kept]
    more = [value for value in dropped if same(value) not in have]
    return type(kept)((*kept, *more))


def _below(kept: str, dropped: str) -> str:
    if holds(kept, dropped):
        return kept
    return dropped if holds(dropped, kept) else f"{kept}\n{dropped}"


def _is_empty(values: Sequence[Any]) -> bool:
    """A currency alone, or a flag of a date that is not there, says nothing."""
    return not _says(values[0]) if len(values) == 2 else not any(map(_says, values))


def _says(value: Any) -> bool:
    """Nothing says None, an empty text or list and a switch that is off; 0 is a number."""
    return bool(value) or (value == 0 and not isinstance(value, bool))


_SAME: Final[dict[str, Callable[[Any], Any]]] = {"phones": phones.normalise, "emails": str.casefold}
