"""Criteria by which clients are told apart: the words of a filter and of a saved segment (D-3.4).

A criterion is a field, an operation and a value. Here it is checked, kept as JSON and given its kind;
``core.segments`` makes SQL of it and ``words.criteria`` a sentence.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import names
from kam_desktop.core.rules.kinds import (
    ClientKind,
    ClientStatus,
    CustomKind,
    LifecycleStage,
    RelationshipLevel,
    SegmentKind,
    Tier,
    ValueBand,
)

Value = tuple[str, ...] | tuple[float, float] | str | float | None
LONGEST: Final = 128  # letters of one text
LONGEST_TEXT: Final = 2_000  # of what is looked for, which search takes whole or not at all
MOST: Final = 500  # texts of one criterion
FARTHEST: Final = 36_500  # days
_CUSTOM: Final = "custom:"


class Shape(StrEnum):
    """What stands behind an operation."""

    TEXTS = "texts"  # a tuple of texts, of which one must fit; "" means: says nothing
    TEXT = "text"  # a fragment
    DAYS = "days"  # a whole number of days
    COUNT = "count"
    MONEY = "money"  # minor units
    SPENT = "spent"  # (minor units, days back)
    NUMBER = "number"  # of any size and sign
    NUMBERS = "numbers"  # (from, to), both taken in
    DAY = "day"  # YYYY-MM-DD
    PERIOD = "period"  # (first day, last day)
    NOTHING = "nothing"  # the operation says it all


@dataclass(frozen=True, slots=True)
class Field:
    """What can be asked of a client: the operations, each with its shape, and the kind it speaks for.

    ``kind`` None: it says nothing of the kind of a segment. ``words`` is the closed vocabulary, if any.
    """

    ops: Mapping[str, Shape]
    kind: SegmentKind | None
    words: type[StrEnum] | None = None


_SET: Final = {"any": Shape.TEXTS, "none_of": Shape.TEXTS}
_HAS: Final = {"has": Shape.TEXT}
_MONEY: Final = {"over": Shape.MONEY, "under": Shape.MONEY}
_AGO: Final = {"over": Shape.DAYS, "within": Shape.DAYS, "never": Shape.NOTHING}

FIELDS: Final[Mapping[str, Field]] = {
    "text": Field(_HAS, None),  # what the line over the list finds
    "written": Field(_HAS, None),  # in notes, the log, visits, gifts, promises, names of files
    "tier": Field(_SET, SegmentKind.VALUE, Tier),
    "owner": Field(_SET, None),
    "team": Field(_SET, None),
    "leader": Field(_SET, None),
    "region": Field({"any": Shape.TEXTS}, SegmentKind.GEOGRAPHIC),
    "province": Field(_SET, SegmentKind.GEOGRAPHIC),
    "city": Field(_SET, SegmentKind.GEOGRAPHIC),
    "district": Field(_HAS, SegmentKind.GEOGRAPHIC),
    "status": Field(_SET, SegmentKind.BEHAVIOURAL, ClientStatus),
    "lifecycle_stage": Field(_SET, SegmentKind.BEHAVIOURAL, LifecycleStage),
    "relationship_level": Field(_SET, SegmentKind.BEHAVIOURAL, RelationshipLevel),
    "value_band": Field(_SET, SegmentKind.VALUE, ValueBand),
    "tags": Field(_SET, None),
    "silent": Field(_AGO, SegmentKind.BEHAVIOURAL),
    "next": Field({"within": Shape.DAYS, "late": Shape.NOTHING, "never": Shape.NOTHING}, SegmentKind.BEHAVIOURAL),
    "promises": Field({"open": Shape.NOTHING, "late": Shape.NOTHING}, SegmentKind.BEHAVIOURAL),
    "last_purchase": Field(_AGO, SegmentKind.BEHAVIOURAL),
    "purchases": Field({"over": Shape.SPENT, "under": Shape.SPENT}, SegmentKind.BEHAVIOURAL),
    "purchases_year": Field(_MONEY, SegmentKind.VALUE),
    "revenue": Field(_MONEY, SegmentKind.VALUE),
    "kind": Field(_SET, SegmentKind.DEMOGRAPHIC, ClientKind),
    "industry": Field(_SET, SegmentKind.DEMOGRAPHIC),
    "source": Field(_SET, SegmentKind.DEMOGRAPHIC),
    "name": Field(_HAS, SegmentKind.DEMOGRAPHIC),
    "since": Field({"over": Shape.DAYS, "within": Shape.DAYS}, SegmentKind.DEMOGRAPHIC),
    "contacts": Field({"none": Shape.NOTHING, "under": Shape.COUNT, "over": Shape.COUNT}, SegmentKind.DEMOGRAPHIC),
    "hobbies": Field(_HAS, SegmentKind.PSYCHOGRAPHIC),
    "personality": Field(_HAS, SegmentKind.PSYCHOGRAPHIC),
}
_FILLED: Final = {"empty": Shape.NOTHING, "filled": Shape.NOTHING}
#: what can be asked of a field of one's own, by its kind
OWN: Final[Mapping[CustomKind, Mapping[str, Shape]]] = {
    CustomKind.TEXT: {"has": Shape.TEXT, "is": Shape.TEXT, **_FILLED},
    CustomKind.NUMBER: {
        "equals": Shape.NUMBER, "less": Shape.NUMBER, "more": Shape.NUMBER, "between": Shape.NUMBERS, **_FILLED,
    },
    CustomKind.DATE: {"before": Shape.DAY, "after": Shape.DAY, "during": Shape.PERIOD, **_FILLED},
    CustomKind.CHOICE: {"any": Shape.TEXTS},
}  # fmt: skip
_OWN: Final = Field({op: shape for ops in OWN.values() for op, shape in ops.items()}, SegmentKind.DEMOGRAPHIC)
_RANK: Final = (
    SegmentKind.PSYCHOGRAPHIC, SegmentKind.BEHAVIOURAL, SegmentKind.VALUE, SegmentKind.GEOGRAPHIC,
    SegmentKind.DEMOGRAPHIC,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Criterion:
    """One condition. A field that the users defined is called ``custom:<id>``."""

    field: str
    op: str
    value: Value = None

    @property
    def shape(self) -> Shape:
        """What its value is. Raises ``Invalid`` for a field or an operation that is not known."""
        known = field_of(self.field)
        if self.op not in known.ops:
            raise Invalid("criteria", "criterion.unknown_op", field=self.field, op=self.op)
        return known.ops[self.op]


def field_of(name: str) -> Field:
    """What can be asked of a field. Raises ``Invalid`` when nobody knows it."""
    if name.startswith(_CUSTOM) and len(name) > len(_CUSTOM):
        return _OWN
    if name not in FIELDS:
        raise Invalid("criteria", "criterion.unknown_field", field=name)
    return FIELDS[name]


def custom_id(field: str) -> str:
    """The id of a field that the users defined; empty for the program's own."""
    return field.removeprefix(_CUSTOM) if field.startswith(_CUSTOM) else ""


def checked(criterion: Criterion) -> Criterion:
    """The criterion with its texts cleaned; raises ``Invalid`` for what cannot be asked."""
    value, shape = criterion.value, criterion.shape
    if shape is Shape.NOTHING:
        return Criterion(criterion.field, criterion.op)
    if shape is Shape.TEXTS:
        return Criterion(criterion.field, criterion.op, _texts(criterion, value))
    if shape is Shape.TEXT:
        text = names.clean(value, LONGEST_TEXT) if isinstance(value, str) else ""
        if not text:
            raise Invalid("criteria", "criterion.text_missing", field=criterion.field)
        return Criterion(criterion.field, criterion.op, text)
    if shape is Shape.SPENT:
        if not isinstance(value, tuple) or len(value) != 2:
            raise Invalid("criteria", "criterion.number_missing", field=criterion.field)
        return Criterion(criterion.field, criterion.op, (_number(criterion, value[0]), _days(criterion, value[1])))
    if shape in (Shape.NUMBER, Shape.DAY):
        return Criterion(criterion.field, criterion.op, _end(criterion, value))
    if shape in (Shape.NUMBERS, Shape.PERIOD):
        return Criterion(criterion.field, criterion.op, _ends(criterion, value))
    number = _days(criterion, value) if shape is Shape.DAYS else _number(criterion, value)
    return Criterion(criterion.field, criterion.op, number)


def _texts(criterion: Criterion, value: Any) -> tuple[str, ...]:
    if not isinstance(value, (tuple, list)) or not value or not all(isinstance(each, str) for each in value):
        raise Invalid("criteria", "criterion.choice_missing", field=criterion.field)
    cleaned = tuple(dict.fromkeys(names.clean(each, LONGEST) for each in value))[:MOST]
    words = field_of(criterion.field).words
    strange = [each for each in cleaned if words and each and each not in set(words)]
    if strange:
        raise Invalid("criteria", "value.unknown", text=strange[0])
    return cleaned


def _number(criterion: Criterion, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 10**15:
        raise Invalid("criteria", "criterion.number_missing", field=criterion.field)
    return value


def _end(criterion: Criterion, value: Any) -> Any:
    if criterion.shape in (Shape.DAY, Shape.PERIOD):
        try:
            return date.fromisoformat(value).isoformat()
        except (TypeError, ValueError) as error:
            raise Invalid("criteria", "criterion.day_missing", field=criterion.field) from error
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 10**15:
        raise Invalid("criteria", "criterion.any_number_missing", field=criterion.field)
    return value


def _ends(criterion: Criterion, value: Any) -> Any:
    """Two ends in either order."""
    given = value if isinstance(value, tuple) and len(value) == 2 else (None, None)
    return tuple(sorted(_end(criterion, each) for each in given))


def _days(criterion: Criterion, value: Any) -> int:
    number = _number(criterion, value)
    if number > FARTHEST:
        raise Invalid("criteria", "criterion.too_many_days", most=FARTHEST)
    return number


def to_json(criteria: Iterable[Criterion]) -> list[dict[str, Any]]:
    """``[{"field": "tier", "op": "any", "value": ["A"]}, …]``; no value where the operation needs none."""
    found = []
    for each in criteria:
        value = list(each.value) if isinstance(each.value, tuple) else each.value
        found.append({"field": each.field, "op": each.op} | ({} if value is None else {"value": value}))
    return found


def from_json(data: object) -> tuple[Criterion, ...]:
    """Criteria as they were kept; raises ``Invalid`` for what this version cannot read."""
    if not isinstance(data, list):
        raise Invalid("criteria", "criterion.unreadable")
    return tuple(_read(each) for each in data)


def _read(data: object) -> Criterion:
    if not isinstance(data, dict) or not isinstance(data.get("field"), str) or not isinstance(data.get("op"), str):
        raise Invalid("criteria", "criterion.unreadable")
    value = data.get("value")
    return checked(Criterion(data["field"], data["op"], tuple(value) if isinstance(value, list) else value))


def proposed_kind(criteria: Sequence[Criterion]) -> SegmentKind:
    """The kind that most criteria speak for; the rarer kind where they are as many (D-3.4)."""
    votes = Counter(kind for each in criteria if (kind := field_of(each.field).kind))
    return max(_RANK, key=lambda kind: votes[kind]) if votes else SegmentKind.DEMOGRAPHIC


def with_one(criteria: Sequence[Criterion], one: Criterion) -> tuple[Criterion, ...]:
    """The criteria with ``one`` in the place of what was said of the same field by the same operation."""
    same = [at for at, each in enumerate(criteria) if (each.field, each.op) == (one.field, one.op)]
    if not same:
        return (*criteria, one)
    return tuple(one if at == same[0] else each for at, each in enumerate(criteria) if at not in same[1:])
