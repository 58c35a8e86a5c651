"""The columns of the client list: which there are, how wide, how their cells are shown and copied."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from kam_desktop.core import client_columns, settings
from kam_desktop.core.rules.kinds import ClientKind, ClientStatus, LifecycleStage, RelationshipLevel, ValueBand
from kam_desktop.ui import labels
from kam_desktop.ui.widgets.paged_table import Cell, Column

NOTE: Final = "client_list"  # how the list looks is kept on this device, and is no change to undo
USUAL: Final = ("tier", "name", "city", "industry", "last", "silent", "next", "owner")
NARROWEST, WIDEST = 48, 640
_WIDTHS: Final = {
    "tier": 64, "name": 0, "short_name": 112, "lifecycle_stage": 88, "value_band": 88, "relationship_level": 96, "kind": 88,
    "province": 80, "city": 88, "district": 88, "industry": 128, "owner": 88, "leader": 88, "team": 128, "tags": 144,
    "source": 96, "external_no": 88, "last": 104, "silent": 88, "next": 104, "since": 112, "revenue": 112,
    "person": 96, "phone": 128, "status": 80,
}  # fmt: skip
_KINDS: Final[dict[str, Any]] = {
    "tier": "badge", "name": "bold", "silent": "number", "revenue": "number", "industry": "muted", "last": "muted",
    "owner": "muted", "since": "muted",
}  # fmt: skip
_WORDS: Final[dict[str, type[StrEnum]]] = {
    "lifecycle_stage": LifecycleStage, "value_band": ValueBand, "relationship_level": RelationshipLevel,
    "kind": ClientKind, "status": ClientStatus,
}  # fmt: skip
_DASHED: Final = frozenset({"last", "next", "since"})


@dataclass(frozen=True, slots=True)
class Look:
    """How one person wants the list: columns in their order, widths of those that were changed, the sorting."""

    keys: tuple[str, ...] = USUAL
    widths: tuple[tuple[str, int], ...] = ()
    order: str = "name"
    is_descending: bool = False
    has_segments: bool = False

    def width(self, key: str) -> int:
        """In pixels at the size of text; 0 takes the slack."""
        return dict(self.widths).get(key, _WIDTHS.get(key, 112))

    def with_width(self, key: str, width: int) -> "Look":
        """One column wider or narrower."""
        return replace(self, widths=(*(each for each in self.widths if each[0] != key), (key, _within(width))))


def _within(width: int) -> int:
    return max(NARROWEST, min(width, WIDEST))


def load(session: Any) -> Look:
    """How the list looked last; the usual look when nothing readable was kept."""
    try:
        data = json.loads(settings.note(session, NOTE) or "{}")
        keys = tuple(client_columns.known(map(str, data.get("keys", ()))))
        widths = tuple((str(key), _within(int(width))) for key, width in data.get("widths", ()))
        order = next(iter(client_columns.known([str(data.get("order", "name"))])), "name")
        return Look(keys or USUAL, widths, order, bool(data.get("descending")), bool(data.get("segments")))
    except (ValueError, TypeError, AttributeError):
        return Look()


def keep(session: Any, look: Look) -> None:
    """Keep how the list looks."""
    data = {
        "keys": look.keys, "widths": look.widths, "order": look.order, "descending": look.is_descending,
        "segments": look.has_segments,
    }  # fmt: skip
    settings.set_note(session, NOTE, json.dumps(data))


def sorting(key: str, *, is_descending: bool) -> tuple[str, bool]:
    """The order of ``clients.ids`` for a column: many silent days mean a contact long ago."""
    if key in ("last", "silent"):
        return "silent", is_descending != (key == "silent")
    return key, is_descending


def columns(look: Look, own: Mapping[str, str]) -> list[Column]:
    """Headings in the window's language. A column of a field that is gone is left out."""
    shown = [key for key in look.keys if not key.startswith(client_columns.CUSTOM) or key in own]
    by_hand = dict(look.widths)
    return [
        Column(key, labels.list_field(key, own), look.width(key), _KINDS.get(key, "text"), is_by_hand=key in by_hand)
        for key in shown
    ]


def fetch(session: Any, ids: Sequence[str], keys: Sequence[str], *, today: date) -> list[tuple[Any, ...]]:
    """The cells of a page of ids; a client that is gone meanwhile shows as empty until the list is read again."""
    found = client_columns.cells(session, ids, (*keys, client_columns.CURRENCY) if "revenue" in keys else keys)
    return [
        tuple(_cell(key, value, today, row[-1]) for key, value in zip(keys, row, strict=False))
        if row
        else ("",) * len(keys)
        for row in found
    ]


def _cell(key: str, value: Any, today: date, currency: str) -> Any:
    if key == "silent":
        days = client_columns.silent_days(value, today)
        return Cell("—", "muted") if days is None else Cell(str(days))
    if key == "next" and value:
        return Cell(labels.day(value), "danger" if value < today else "warning" if value == today else "")
    if key == "revenue":
        said = words(key, value, currency)
        return Cell(said or "—", "" if said else "muted", value=value, unit=currency)
    said = words(key, value)
    if key == "status" and value != ClientStatus.ACTIVE:
        return Cell(said, "warning", value=value)
    if key in _DASHED and not said:
        return Cell("—", "muted", value=value)
    return said if said == value else Cell(said, value=value)


def words(key: str, value: Any, currency: str = "CNY") -> str:
    """A value of a column in the window's language."""
    if isinstance(value, date):
        return labels.day(value)
    if key == "revenue":
        return "" if value is None else labels.money(value, currency)
    if key in _WORDS:
        return labels.name_of(_WORDS[key](value)) if value in set(_WORDS[key]) else str(value)
    if isinstance(value, (tuple, list)):
        return labels.listed(map(str, value))
    return "" if value is None else str(value)


def copied(session: Any, ids: Sequence[str], keys: Sequence[str], *, today: date) -> list[list[str]]:
    """The rows as a spreadsheet wants them: days as YYYY-MM-DD, money in whole units."""
    found = client_columns.cells(session, ids, (*keys, client_columns.CURRENCY))
    return [
        [_copied(key, value, today, row[-1]) for key, value in zip(keys, row, strict=False)] for row in found if row
    ]


def _copied(key: str, value: Any, today: date, currency: str) -> str:
    if key == "silent":
        days = client_columns.silent_days(value, today)
        return "" if days is None else str(days)
    if isinstance(value, date):
        return value.isoformat()
    if key == "revenue":
        amount = "" if value is None else f"{value / 100:.2f}".removesuffix(".00")
        return amount if not amount or currency == "CNY" else f"{currency} {amount}"
    return words(key, value)
