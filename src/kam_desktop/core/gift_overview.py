"""Gifts by any of their sides: which there are, what they come to, what is left of a tier's budget (D-7.4, D-3.8)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy.orm import Session

from kam_desktop.core import list_filters, tier_resources
from kam_desktop.core.rules.kinds import RegisterPart, Tier, TotalBy
from kam_desktop.core.store import plain_rows

_FROM: Final = (
    "FROM gift g JOIN client c ON c.id = g.client_id LEFT JOIN contact p ON p.id = g.contact_id"
    " WHERE g.deleted_at IS NULL AND c.deleted_at IS NULL"
)
#: Who answers for a gift: whoever gave or took it, else whoever looks after the client.
MANAGER: Final = "coalesce(nullif(g.giver, ''), c.owner)"
PARTS: Final = {
    RegisterPart.GIVEN: "g.state = 'done' AND g.direction = 'given'",
    RegisterPart.DECLINED: "g.state = 'declined'",
    RegisterPart.RECEIVED: "g.state = 'done' AND g.direction = 'received'",
}
_ANY: Final = "g.state IN ('done', 'declined')"
_CONDITIONS: Final = {
    "first_on": 'g."on" >= :first_on', "last_on": 'g."on" <= :last_on', "client_id": "g.client_id = :client_id",
    "contact_id": "g.contact_id = :contact_id", "manager": f"{MANAGER} = :manager", "occasion": "g.occasion = :occasion",
    "category": "g.category = :category", "tier": "c.tier = :tier",
    "text": "g.id IN (SELECT value FROM json_each(:text))",
}  # fmt: skip
#: what is counted together: (key, its name)
_BY: Final = {
    TotalBy.MONTH: ("strftime('%Y-%m', g.\"on\")", "''"), TotalBy.CLIENT: ("g.client_id", "c.short_name"),
    TotalBy.PERSON: ("coalesce(g.contact_id, '')", "p.name"), TotalBy.MANAGER: (MANAGER, "''"),
    TotalBy.OCCASION: ("g.occasion", "''"), TotalBy.CATEGORY: ("g.category", "''"), TotalBy.TIER: ("c.tier", "''"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class GiftFilter:
    """Which gifts are meant; what is empty narrows nothing. The days belong to the span."""

    first_on: date | None = None
    last_on: date | None = None
    client_id: str = ""
    contact_id: str = ""
    manager: str = ""
    occasion: str = ""
    category: str = ""
    tier: str = ""
    text: str = ""

    def where(self, session: Session, part: RegisterPart | None = None) -> tuple[str, dict[str, Any]]:
        """FROM and WHERE over ``gift g``, ``client c``, ``contact p`` with the values of their parameters."""
        values: dict[str, Any] = {name: getattr(self, name) for name in _CONDITIONS if getattr(self, name)}
        sql = " AND ".join((_FROM, PARTS[part] if part else _ANY, *(_CONDITIONS[name] for name in values)))
        for name in ("first_on", "last_on"):
            if name in values:
                values[name] = values[name].isoformat()
        if "text" in values:
            values["text"] = json.dumps(list_filters.gift_ids(session, self.text))
        return sql, values


EVERY: Final = GiftFilter()


class Total(NamedTuple):
    """What was given and received of one kind, in minor units of ``currency``; ``name`` where the key is an id."""

    key: str
    name: str
    currency: str
    given: int
    given_minor: int
    received: int
    received_minor: int

    @property
    def balance_minor(self) -> int:
        """Given less received: above zero they owe us, as people would count."""
        return self.given_minor - self.received_minor


class TierSpent(NamedTuple):
    """What the clients of a tier were given in a year against what they may be given, in minor units of CNY."""

    tier: Tier
    clients: int
    budget_minor: int
    spent_minor: int

    @property
    def percent(self) -> int | None:
        """How much of the budget is spent; None where none is set."""
        return round(100 * self.spent_minor / self.budget_minor) if self.budget_minor else None


def ids(session: Session, wanted: GiftFilter, part: RegisterPart | None = None) -> list[str]:
    """The ids of the gifts that are meant, the newest first; declined ones too unless one part is asked for."""
    where, values = wanted.where(session, part)
    return [row[0] for row in plain_rows.rows(session, f'SELECT g.id {where} ORDER BY g."on" DESC, g.id DESC', values)]


def totals(session: Session, wanted: GiftFilter, by: TotalBy) -> list[Total]:
    """What was handed over, by month (the newest first) or by another side (the most first), currency by currency."""
    key, name = _BY[by]
    where, values = wanted.where(session)
    found = plain_rows.rows(
        session,
        f"SELECT {key} AS side, coalesce(max({name}), ''), g.currency, sum(g.direction = 'given'),"
        " sum(iif(g.direction = 'given', g.value_minor, 0)), sum(g.direction = 'received'),"
        f" sum(iif(g.direction = 'received', g.value_minor, 0)) {where} AND g.state = 'done'"
        " GROUP BY side, g.currency",
        values,
    )
    made = [Total(row[0] or "", *row[1:]) for row in found]
    if by is TotalBy.MONTH:
        return sorted(made, key=lambda each: (each.key, each.currency), reverse=True)
    return sorted(made, key=lambda each: (-each.given_minor, -each.received_minor, each.name, each.key))


def budgets(session: Session, year: int) -> list[TierSpent]:
    """Each tier's budget of a year for all its clients, and what they were given."""
    span = {"first": date(year, 1, 1).isoformat(), "last": date(year, 12, 31).isoformat()}
    spent = _sums(
        session,
        "SELECT c.tier, sum(g.value_minor) FROM gift g JOIN client c ON c.id = g.client_id"
        f" WHERE g.deleted_at IS NULL AND c.deleted_at IS NULL AND {PARTS[RegisterPart.GIVEN]}"
        " AND g.currency = 'CNY' AND g.\"on\" BETWEEN :first AND :last GROUP BY c.tier",
        span,
    )
    clients = _sums(session, "SELECT tier, count(*) FROM client WHERE deleted_at IS NULL GROUP BY tier", {})
    return [
        TierSpent(each.tier, clients.get(each.tier, 0), each.gift_budget_minor * clients.get(each.tier, 0), spent.get(each.tier, 0))
        for each in tier_resources.listed(session)
    ]  # fmt: skip


def managers(session: Session, wanted: GiftFilter = EVERY) -> list[str]:
    """The managers that the gifts of these days name, whatever else is narrowed."""
    where, values = GiftFilter(wanted.first_on, wanted.last_on).where(session)
    found = plain_rows.rows(session, f"SELECT DISTINCT {MANAGER} AS who {where} ORDER BY who", values)
    return [row[0] for row in found if row[0]]


def _sums(session: Session, sql: str, values: Mapping[str, Any]) -> dict[str, int]:
    return {row[0]: row[1] for row in plain_rows.rows(session, sql, values)}
