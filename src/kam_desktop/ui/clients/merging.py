"""Two people changed one record: what each of them wrote is kept wherever that is possible."""

from collections.abc import Mapping
from typing import Any, NamedTuple


class Merged(NamedTuple):
    """The joined values; fields taken over from the other side; fields both changed, where mine is shown."""

    values: dict[str, Any]
    taken: tuple[str, ...]
    clashing: tuple[str, ...]


def merge(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Merged:
    """Field by field: who changed it wins; where both did, mine stands and the field is named."""
    values: dict[str, Any] = {}
    taken: list[str] = []
    clashing: list[str] = []
    for name, now in theirs.items():
        was, own = base.get(name, now), mine.get(name, now)
        values[name] = now if own == was else own
        if now in (was, own):
            continue
        (taken if own == was else clashing).append(name)
    return Merged(values, tuple(taken), tuple(clashing))
