"""The rows that travel in packets: which columns of which tables, written as JSON and read again with care.

Private fields (D-13.4) are in none of them: a contact goes out with name, title and role, a client with what tells
it from others. What was deleted goes out as its id alone. A row that comes in is checked value by value, for even a
partner that one trusts may run a program that is out of order.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import JSON, Boolean, Integer, String, select
from sqlalchemy.orm import Session

from kam_desktop.core.errors import FileError, Refused
from kam_desktop.core.rules import amounts, currencies, gift_limits, kinds, names
from kam_desktop.core.store import changes
from kam_desktop.core.store.base import ClockTime, Day, Instant, Texts
from kam_desktop.core.store.tables import Attachment, Client, Commitment, Contact, Gift, Interaction, Visit, VisitRemark

REVIEW: Final = ("state", "reviewed_at", "reviewer", "review_remark")
TRAVELS: Final[dict[Any, tuple[str, ...]]] = {
    Client: (
        "name", "short_name", "external_no", "kind", "industry", "region_code", "province", "city", "district", "address",
        "tier", "value_band",
    ),
    Contact: ("client_id", "name", "title", "buying_role", "has_left"),
    Visit: (
        "client_id", "on", "started_at", "ended_at", "place", "contact_ids", "participant_names", "colleagues", "objective",
        "agenda", "to_bring", "discussed", "needs", "competitors", "impression", "next_step", "next_visit_on", "expenses",
        "submitted_at", "version", "corrects_id", *REVIEW,
    ),
    Interaction: ("client_id", "visit_id", "channel", "on", "at", "outcome", "contact_ids", "activity"),
    Commitment: ("client_id", "visit_id", "text", "owner", "side", "due_on", "state", "settled_on"),
    Gift: (
        "client_id", "visit_id", "contact_id", "direction", "item", "category", "value_minor", "currency", "occasion", "on",
        "quantity", "is_estimate", "origin", "state", "verdict", "rules", "override_reason", "giver",
        "approver",
    ),
    VisitRemark: ("visit_id", "field", "quote", "text", "author", "at", "answer", "settled_at"),
    Attachment: ("client_id", "visit_id", "kind", "name", "mime", "caption", "size", "sha256"),
}  # fmt: skip
_VOCABULARY: Final[dict[tuple[Any, str], type[StrEnum]]] = {
    (Client, "kind"): kinds.ClientKind, (Client, "tier"): kinds.Tier, (Client, "value_band"): kinds.ValueBand,
    (Contact, "buying_role"): kinds.BuyingRole, (Visit, "state"): kinds.VisitState,
    (Interaction, "channel"): kinds.Channel, (Interaction, "activity"): kinds.Activity,
    (Commitment, "side"): kinds.Side, (Commitment, "state"): kinds.CommitmentState,
    (Gift, "direction"): kinds.GiftDirection, (Gift, "category"): kinds.GiftCategory,
    (Gift, "occasion"): kinds.GiftOccasion, (Gift, "state"): kinds.GiftState, (Gift, "verdict"): kinds.Verdict,
    (Attachment, "kind"): kinds.AttachmentKind,
}  # fmt: skip
_MAY_BE_EMPTY: Final = frozenset({"kind", "tier", "value_band", "buying_role", "activity"})
_AMOUNTS: Final = {"impression": (1, 5), "version": (1, 10_000), "quantity": (1, 1_000_000)}
_CURRENCIES: Final = frozenset(currencies.KNOWN)
_ID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_STAMP: Final = re.compile(r"\d{13}-\d{6}-[0-9a-f]{1,12}")
_CODE: Final = re.compile(r"[a-z_]{1,32}")  # of a gift rule
_LONGEST: Final = 65_536  # characters of a text
_AHEAD: Final = timedelta(days=1)


@dataclass(slots=True)
class Incoming:
    """A row of a packet. ``values`` is empty for one that was deleted there.

    Of visits: ``is_replaced`` by a correction, ``reviewed`` is the stamp of the report that a review is of.
    """

    id: str
    stamp: str
    field_stamps: dict[str, str]
    values: dict[str, Any]
    created_by: str
    device_id: str
    is_replaced: bool = False
    reviewed: str = ""

    @property
    def is_gone(self) -> bool:
        """Whether it was deleted at its sender's."""
        return not self.values


def outgoing(
    session: Session, table: Any, where: Any, *, with_gone: bool = False, replaced: Collection[str] = ()
) -> list[dict[str, Any]]:
    """The rows of a table that travel, as JSON has them, in the order of their ids.

    ``replaced`` are visits that were put away for a correction: they go out whole.
    """
    columns = TRAVELS[table]
    wanted = [getattr(table, name) for name in ("id", "stamp", "field_stamps", "created_by", "device_id", "deleted_at")]
    statement = select(*wanted, *(getattr(table, name) for name in columns)).where(where).order_by(table.id)
    if not with_gone:
        statement = statement.where(table.deleted_at.is_(None))
    found = []
    for row in session.execute(statement):
        if row.deleted_at is not None and row.id not in replaced:
            found.append({"id": row.id, "stamp": row.stamp, "gone": True})
            continue
        stamps = {name: stamp for name, stamp in (row.field_stamps or {}).items() if name in columns}
        said = {name: changes.plain(getattr(row, name)) for name in columns}
        if table is Gift:
            said["rules"] = _bare(row.rules)
        head = {"id": row.id, "stamp": row.stamp, "stamps": stamps, "by": row.created_by, "device": row.device_id}
        found.append({**head, "values": said, **({"replaced": True} if row.id in replaced else {})})
    return found


def incoming(table: Any, raw: Any, *, now: datetime) -> list[Incoming]:
    """The rows that a packet has for a table. Raises ``FileError`` packet.malformed, ``Refused`` packet.clock_ahead."""
    try:
        rows = [_row(table, each, now) for each in raw]
        if len({row.id for row in rows}) < len(rows):
            raise ValueError
        return rows
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        raise FileError("packet.malformed") from error


def ids(raw: Iterable[Any]) -> list[str]:
    """Ids as a packet names them."""
    return [_matched(_ID, each) for each in raw]


def _row(table: Any, raw: Mapping[str, Any], now: datetime) -> Incoming:
    row_id, stamp = _matched(_ID, raw["id"]), _stamp(raw["stamp"], now)
    if raw.get("gone"):
        return Incoming(row_id, stamp, {}, {}, "", "")
    columns = TRAVELS[table]
    stamps = {name: _stamp(each, now) for name, each in raw["stamps"].items() if name in columns}
    values = {name: _value(table, name, raw["values"][name]) for name in columns}
    by, device = names.clean(raw["by"], 64), raw["device"] and _matched(_ID, raw["device"])
    reviewed = _stamp(raw["reviewed"], now) if raw.get("reviewed") else ""
    return Incoming(row_id, stamp, stamps, values, by, device, bool(raw.get("replaced")), reviewed)


def _matched(pattern: re.Pattern[str], text: Any) -> str:
    if not isinstance(text, str) or not pattern.fullmatch(text):
        raise ValueError
    return text


def _stamp(text: Any, now: datetime) -> str:
    """A stamp that is not from days to come: later edits here would have to count from it."""
    said = _matched(_STAMP, text)
    if datetime.fromtimestamp(int(said[:13]) / 1000, UTC) > now + _AHEAD:
        raise Refused("packet.clock_ahead")
    return said


def _value(table: Any, name: str, raw: Any) -> Any:
    column = table.__table__.c[name]
    if raw is None:
        if not column.nullable:
            raise ValueError
        return None
    if isinstance(column.type, JSON):
        return _findings(raw) if table is Gift else _expenses(raw)
    if isinstance(column.type, Boolean):
        return raw if isinstance(raw, bool) else _refuse()
    if isinstance(column.type, Integer):
        return _number(name, raw)
    if isinstance(column.type, Texts):
        return tuple(names.clean(each, 512) for each in _texts(raw))
    if not isinstance(raw, str):
        raise TypeError
    if isinstance(column.type, (Day, Instant, ClockTime)):
        return _moment(changes.revive(table, name, raw))
    if name.endswith("_id"):
        return _matched(_ID, raw)
    if (words := _VOCABULARY.get((table, name))) is not None and (raw or name not in _MAY_BE_EMPTY):
        return words(raw).value
    if name == "currency":
        return raw if raw in _CURRENCIES else _refuse()
    return names.clean(raw, (column.type.length if isinstance(column.type, String) else None) or _LONGEST)


def _refuse() -> Any:
    raise ValueError


def _moment(value: Any) -> Any:
    if isinstance(value, datetime) and value.tzinfo is None:
        raise ValueError
    if isinstance(value, date) and not 1900 <= value.year <= 2200:
        raise ValueError
    return value


def _number(name: str, raw: Any) -> int:
    least, most = _AMOUNTS.get(name, (0, amounts.LARGEST_MINOR))
    if not isinstance(raw, int) or isinstance(raw, bool) or not least <= raw <= most:
        raise ValueError
    return raw


def _texts(raw: Any) -> Sequence[str]:
    if not isinstance(raw, list) or not all(isinstance(each, str) for each in raw):
        raise TypeError
    return raw


def _bare(rules: Any) -> list[dict[str, str]]:
    """Findings without their figures, which may tell of the receiver what is private."""
    return [{"code": each.code, "verdict": each.verdict.value} for each in gift_limits.revived(rules)]


def _findings(raw: Any) -> list[dict[str, Any]]:
    found = [(_matched(_CODE, each["code"]), kinds.Verdict(each["verdict"])) for each in raw]
    return gift_limits.stored(gift_limits.Finding(code, verdict, {}) for code, verdict in dict(found).items())


def _expenses(raw: Any) -> list[dict[str, Any]]:
    return [_expense(each) for each in raw]


def _expense(raw: Mapping[str, Any]) -> dict[str, Any]:
    currency = raw["currency"] if raw["currency"] in _CURRENCIES else _refuse()
    kept = {"text": names.clean(raw["text"]), "minor": _number("minor", raw["minor"]), "currency": currency}
    receipts = ids(_texts(raw.get("receipts", [])))
    return {**kept, "receipts": receipts} if receipts else kept
