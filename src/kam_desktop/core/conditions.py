"""From the criteria of a filter to SQL: one condition on ``client`` for each (D-3.4)."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Float, String, and_, case, exists, func, literal, not_, or_, select, type_coerce
from sqlalchemy.orm import Session, aliased

from kam_desktop.core import list_filters, places
from kam_desktop.core.list_filters import among
from kam_desktop.core.rules import criteria as rules
from kam_desktop.core.rules import regions
from kam_desktop.core.rules.criteria import Criterion
from kam_desktop.core.rules.kinds import ClientStatus, CommitmentState, Side
from kam_desktop.core.store.base import Day
from kam_desktop.core.store.tables import Client, Commitment, Contact, Purchase

YEAR = 365
_A_DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
Where = ColumnElement[bool]


def wheres(session: Session, criteria: Sequence[Criterion], *, today: date) -> list[Where]:
    """One condition on ``client`` for each criterion."""
    return [_where(session, rules.checked(each), today) for each in criteria]


def parted(session: Session, criteria: Sequence[Criterion], *, today: date) -> tuple[list[Where], list[Where]]:
    """The conditions that the clients themselves are read for, and those that the index of names answers."""
    of_rows = [each for each in criteria if is_of_rows(each)]
    others = [each for each in criteria if not is_of_rows(each)]
    return wheres(session, of_rows, today=today), wheres(session, others, today=today)


def is_of_rows(one: Criterion) -> bool:
    """Whether the clients themselves are read for it."""
    return one.field in _OF_ROWS or (bool(rules.custom_id(one.field)) and one.op not in _SAID)


_OF_ROWS: Final = frozenset({"tags", "team", "revenue"})
_SAID: Final = ("has", "is")  # a text, which is found as search finds it


def _where(session: Session, one: Criterion, today: date) -> Where:
    if one.op in _SAID:
        return _said(session, one)
    if rules.custom_id(one.field):
        return _own(one)
    if one.field in _PLACES and isinstance(one.value, tuple):
        in_it = _PLACES[one.field]([str(each) for each in one.value])
        is_there = Client.id.in_(places.clients_at(session, in_it, aliased(Client)))
        return not_(is_there) if one.op == "none_of" else is_there
    made = _SPECIAL.get(one.field)
    if made is not None:
        return made(one, today)
    said = one.value if isinstance(one.value, tuple) else ()
    if one.field == "city":
        said = tuple({each for text in said for each in regions.writings("city", str(text))})
    fits: Where = _COLUMNS[one.field].in_(said)
    return not_(fits) if one.op == "none_of" else fits


_COLUMNS: dict[str, Any] = {
    "tier": Client.tier, "owner": Client.owner, "leader": Client.leader, "city": Client.city, "lifecycle_stage": Client.lifecycle_stage,
    "relationship_level": Client.relationship_level, "value_band": Client.value_band, "kind": Client.kind,
    "industry": Client.industry, "source": Client.source,
}  # fmt: skip


_FINDS: Final = {
    "name": list_filters.named_ids, "text": list_filters.client_ids, "written": list_filters.written_ids,
}  # fmt: skip
_PLACES: Final = {"region": places.in_regions, "province": places.in_provinces}


def _said(session: Session, one: Criterion) -> Where:
    """As the lists are narrowed while one types: any writing, names and places also as they are read."""
    text = str(one.value)
    if own_id := rules.custom_id(one.field):
        found = list_filters.clients_say(session, text, own_id=own_id, is_whole=one.op == "is")
    elif one.field == "district":
        is_called = list_filters.is_called(text)
        return among(Client.district, [name for name in places.districts(session) if is_called(name)])
    elif one.field in ("hobbies", "personality"):
        found = list_filters.people_say(session, text, column=one.field)
    else:
        found = _FINDS[one.field](session, text)
    return among(Client.id, found)


def _status(one: Criterion, _today: date) -> Where:
    """By the index of places, which has it: looked up are those who are not active, for they are few."""
    others = aliased(Client)
    said = one.value if isinstance(one.value, tuple) else ()
    has_active = ClientStatus.ACTIVE in said
    few = others.status.not_in(said) if has_active else others.status.in_(said)
    is_one = Client.id.in_(select(others.id).where(others.deleted_at.is_(None), others.province >= "", few))
    return is_one if (one.op == "any") != has_active else not_(is_one)


def _own(one: Criterion) -> Where:
    """A number or a day is compared only where one is kept: a birthday without a year is before nothing."""
    kept = func.json_extract(Client.custom, f'$."{rules.custom_id(one.field)}"', type_=String())
    said, value = func.coalesce(kept, ""), one.value
    low, high = (value[0], value[-1]) if isinstance(value, tuple) and value else (value, value)
    is_number, is_day = func.typeof(kept).in_(("integer", "real")), kept.op("GLOB", is_comparison=True)(_A_DAY)
    made: dict[str, Callable[[], Where]] = {
        "any": lambda: said.in_(value if isinstance(value, tuple) else ()),
        "empty": lambda: said == "",
        "filled": lambda: said != "",
        "equals": lambda: and_(is_number, kept == literal(value, Float)),
        "less": lambda: and_(is_number, kept < literal(value, Float)),
        "more": lambda: and_(is_number, kept > literal(value, Float)),
        "between": lambda: and_(is_number, kept.between(literal(low, Float), literal(high, Float))),
        "before": lambda: and_(is_day, kept < value),
        "after": lambda: and_(is_day, kept > value),
        "during": lambda: and_(is_day, kept.between(low, high)),
    }
    return made[one.op]()


def _list(column: Any) -> Callable[[Criterion, date], Where]:
    """A column that holds a list of texts as JSON; the text "" means: the list is empty."""

    def where(one: Criterion, _today: date) -> Where:
        raw = type_coerce(column, String)
        each = func.json_each(case((func.json_valid(raw) == 1, raw), else_="[]")).table_valued("value", name="each")
        wanted = [text for text in one.value or () if text] if isinstance(one.value, tuple) else []
        parts: list[Where] = [exists(select(1).select_from(each).where(each.c.value.in_(wanted)))] if wanted else []
        if isinstance(one.value, tuple) and "" in one.value:
            parts.append(raw.in_(("", "[]")))
        fits = or_(*parts)
        return not_(fits) if one.op == "none_of" else fits

    return where


def _back(today: date, days: Any) -> date:
    return today - timedelta(days=int(days))


def _ago(column: Any, one: Criterion, today: date) -> Where:
    """Longer ago than N days, within them, or never. "Longer ago" takes in what never was."""
    if one.op == "never":
        return column.is_(None)  # type: ignore[no-any-return]
    day = _back(today, one.value)
    return column >= day if one.op == "within" else or_(column < day, column.is_(None))


def _silent(one: Criterion, today: date) -> Where:
    return _ago(Client.last_contact_on, one, today)


def _since(one: Criterion, today: date) -> Where:
    day = _back(today, one.value)
    return Client.since_on >= day if one.op == "within" else Client.since_on < day


def _next(one: Criterion, today: date) -> Where:
    if one.op == "never":
        return Client.next_touch_on.is_(None)
    if one.op == "late":
        return Client.next_touch_on < today
    return Client.next_touch_on <= today + timedelta(days=int(str(one.value)))


def _promises(one: Criterion, today: date) -> Where:
    """Ours, and still to be kept; late ones only where a day was named."""
    found = select(1).where(
        Commitment.client_id == Client.id, Commitment.deleted_at.is_(None),
        Commitment.state == CommitmentState.OPEN, Commitment.side == Side.OURS,
    )  # fmt: skip
    return exists(found.where(Commitment.due_on < today) if one.op == "late" else found)


def _last_purchase(one: Criterion, today: date) -> Where:
    last = (
        select(func.max(Purchase.on, type_=Day()))
        .where(Purchase.client_id == Client.id, Purchase.deleted_at.is_(None))
        .scalar_subquery()
    )
    return _ago(last, one, today)


def _purchases(one: Criterion, today: date) -> Where:
    amount, days = one.value if isinstance(one.value, tuple) else (one.value, YEAR)
    bought = (
        select(func.coalesce(func.sum(Purchase.amount_minor), 0))
        .where(Purchase.client_id == Client.id, Purchase.deleted_at.is_(None), Purchase.on > _back(today, days))
        .scalar_subquery()
    )
    return bought >= amount if one.op == "over" else bought < amount


def _revenue(one: Criterion, _today: date) -> Where:
    """In yuan: an amount in another currency is neither more nor less."""
    column = Client.annual_revenue_minor
    return and_(Client.currency == "CNY", column >= one.value if one.op == "over" else column < one.value)


def _contacts(one: Criterion, _today: date) -> Where:
    """Counted in one walk over the people, not client by client."""
    people = select(Contact.client_id).where(Contact.deleted_at.is_(None), Contact.has_left.is_(False))
    counted = people.group_by(Contact.client_id)
    if one.op == "over":
        return Client.id.in_(counted.having(func.count() > one.value))
    if one.op == "under" and one.value == 0:
        return Client.id.is_(None)
    return Client.id.not_in(counted.having(func.count() >= one.value) if one.op == "under" else counted)


_SPECIAL: dict[str, Callable[[Criterion, date], Where]] = {
    "status": _status, "tags": _list(Client.tags), "team": _list(Client.team), "silent": _silent,
    "since": _since, "next": _next, "promises": _promises, "last_purchase": _last_purchase, "purchases": _purchases,
    "purchases_year": _purchases, "revenue": _revenue, "contacts": _contacts,
}  # fmt: skip
