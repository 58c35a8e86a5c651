"""What a line of the line of time is, and how each kind of fact is read for it (D-2.3).

Each kind is read along its (client_id, date) index.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from kam_desktop.core.belongings import ONES
from kam_desktop.core.rules.kinds import Channel
from kam_desktop.core.store.plain_rows import Row, day, document, texts

_FIRST: Final = date(1, 1, 1)
_LOGGED: Final = ("tier", "owner", "status", "lifecycle_stage", "value_band")  # changes of the client that are facts


class Fact(StrEnum):
    """What a line of the timeline is about."""

    CONTACT = "contact"
    VISIT = "visit"
    GIFT = "gift"
    COMMITMENT = "commitment"
    SKIPPED = "skipped"
    CHANGE = "change"
    NOTE = "note"
    PURCHASE = "purchase"
    STAFF = "staff"
    FILE = "file"
    OCCASION = "occasion"
    FAVOUR = "favour"
    BUSINESS = "business"


class Line(NamedTuple):
    """One fact: what, when, its text, and who it was (``side`` text at the right)."""

    id: str
    fact: Fact
    on: date
    title: str
    text: str = ""
    by: str = ""
    channel: Channel | None = None
    contact_ids: tuple[str, ...] = ()
    params: Mapping[str, Any] = MappingProxyType({})


class Kind(NamedTuple):
    """How one kind of fact is read: ``sql`` gives the day and the id first; ``person`` keeps those who name one.

    ``columns`` is given for the kinds of which a client has few: they are read together and sorted here. The others
    come in order from their index, as far as they are asked for.
    """

    sql: str
    line: Callable[[Row], Line]
    person: str = ""
    columns: int = 0
    split: Callable[[Iterator[Row]], Iterator[Row]] | None = None


def _contact(row: Row) -> Line:
    on, row_id, text, by, channel, people, activity = row
    params = {"activity": activity}
    return Line(row_id, Fact.CONTACT, _on(on), "", text, by, _CHANNELS.get(channel), texts(people), params)


def _visit(row: Row) -> Line:
    on, row_id, title, text, by, people, state, more = row
    params = {"state": state, "more": more}
    return Line(row_id, Fact.VISIT, _on(on), title, text, by, Channel.VISIT, texts(people), params)


def _gift(row: Row) -> Line:
    on, row_id, item, origin, giver, person, occasion, direction, reception, currency, value, more = row
    params = {
        "value": value, "currency": currency, "occasion": occasion, "direction": direction, "reception": reception,
        "more": more,
    }  # fmt: skip
    return Line(row_id, Fact.GIFT, _on(on), item, origin, giver, Channel.GIFT, _one(person), params)


def _commitment(row: Row) -> Line:
    on, row_id, text, owner, state, visit_id = row
    params = {"state": state, "visit_id": visit_id or ""}
    return Line(row_id, Fact.COMMITMENT, _on(on), text, "", owner, params=params)


def _skipped(row: Row) -> Line:
    on, row_id, reason, channel, person, activity = row
    params = {"activity": activity}
    return Line(row_id, Fact.SKIPPED, _on(on), "", reason, "", _CHANNELS.get(channel), _one(person), params)


def _note(row: Row) -> Line:
    on, row_id, text, author, person = row
    return Line(row_id, Fact.NOTE, _on(on), "", text, author, None, _one(person))


def _purchase(row: Row) -> Line:
    on, row_id, products, order_no, currency, amount, lines = row
    params = {"lines": lines, "currency": currency, "amount": amount, "order_no": order_no}
    return Line(row_id, Fact.PURCHASE, _on(on), "、".join(products[:3]), "\n".join(products[3:]), "", params=params)


def _staff(row: Row) -> Line:
    on, row_id, name, notes, person, kind, other = row
    params = {"kind": kind, "other": other or ""}
    return Line(row_id, Fact.STAFF, _on(on), name, notes, "", None, _one(person), params)


def _file(row: Row) -> Line:
    on, row_id, name, caption, author, person, kind, size = row
    return Line(row_id, Fact.FILE, _on(on), name, caption, author, None, _one(person), {"kind": kind, "size": size})


def _occasion(row: Row) -> Line:
    on, row_id, title, notes, place, person, kind, is_yearly = row
    params = {"kind": kind, "is_yearly": bool(is_yearly), "place": place}
    return Line(row_id, Fact.OCCASION, _on(on), title, notes, "", Channel.EVENT, _one(person), params)


def _favour(row: Row) -> Line:
    on, row_id, what, result, who, person, direction, state = row
    params = {"direction": direction, "state": state}
    return Line(row_id, Fact.FAVOUR, _on(on), what, result, who, Channel.FAVOUR, _one(person), params)


def _business(row: Row) -> Line:
    """An agreement by its first day, a service or promotion, a scoring of what we are worth to them."""
    on, row_id, source, kind, title, text, who, state, first, second = row
    params = {"source": source, "kind": kind, "state": state, "first": first, "second": second}
    return Line(row_id, Fact.BUSINESS, _on(on), title, text, who, params=params)


def _change(row: Row) -> Line:
    on, row_id, by, whose, name, before, after = row
    return Line(row_id, Fact.CHANGE, _on(on), "", whose, by, params={"field": name, "before": before, "after": after})


def _orders(found: Iterator[Row]) -> Iterator[Row]:
    """Purchase lines of one day and order stand together (D-2.4)."""
    for on, of_day in groupby(found, key=itemgetter(0)):
        orders: dict[tuple[str, str], list[Row]] = {}
        for row in of_day:
            orders.setdefault((row[3], row[4]), []).append(row)
        for (order_no, currency), rows in orders.items():
            products = list(dict.fromkeys(row[2] for row in rows if row[2]))
            yield on, max(row[1] for row in rows), products, order_no, currency, sum(row[5] for row in rows), len(rows)


def _moves(found: Iterator[Row]) -> Iterator[Row]:
    """One row for each field of a change that is a fact of its own."""
    for on, change_id, author, whose, before, after in found:
        was, became = document(before) or {}, document(after) or {}
        for name in _LOGGED:
            if name in became:
                yield on, f"{change_id}:{name}", author, whose, name, was.get(name) or "", became[name] or ""


def _on(text: str) -> date:
    return day(text) or _FIRST


def _one(contact_id: str | None) -> tuple[str, ...]:
    return (contact_id,) if contact_id else ()


_CHANNELS: Final = {each.value: each for each in Channel}
_NAMED_IN: Final = "instr(t.contact_ids, :person)"
_IS: Final = "t.contact_id = :contact"
_WHERE: Final = "WHERE t.client_id = :client AND t.deleted_at IS NULL"
_ON: Final = ' AND t."on" BETWEEN :since AND :until AND t."on" < :before'
_DAY: Final = " AND day BETWEEN :since AND :until AND day < :before"
#: A promise stands where it was settled or is due; one for no day, where it was given.
_PROMISES: Final = (
    'SELECT coalesce(t.settled_on, t.due_on, (SELECT v."on" FROM visit v WHERE v.id = t.visit_id),'
    " (SELECT date(b.at, 'localtime') FROM change g JOIN batch b ON b.id = g.batch_id"
    " WHERE g.row_id = t.id AND g.op = 'create')) AS day, t.id, t.text, t.owner, t.state, t.visit_id"
    f" FROM commitment t {_WHERE}"
)
#: (day, id, source, kind, title, text, who, state, until or cost or the values scored, number or currency or the costs scored)
_BUSINESS: Final = (
    "SELECT starts_on AS day, id, 'agreement' AS source, kind, title, notes AS text, owner AS who, state, ends_on AS first,"
    " number AS second FROM agreement WHERE client_id = :client AND deleted_at IS NULL AND starts_on IS NOT NULL"
    " UNION ALL SELECT \"on\", id, 'service', kind, title, effect, owner, state, cost_minor, currency FROM service"
    " WHERE client_id = :client AND deleted_at IS NULL AND state <> 'cancelled'"
    " UNION ALL SELECT \"on\", id, 'value', '', '', notes, created_by, '', json_array(product, service, personnel, image),"
    " json_array(money, time, energy, psychic) FROM value_score WHERE client_id = :client AND deleted_at IS NULL"
)
KINDS: Final[dict[Fact, Kind]] = {
    Fact.CONTACT: Kind(
        't."on", t.id, t.outcome, t.author, t.channel, t.contact_ids, t.activity FROM interaction t'
        f" {_WHERE}{_ON} AND t.visit_id IS NULL AND t.gift_id IS NULL AND (:visits = '' OR (t.channel = 'visit') = :visits)",
        _contact, _NAMED_IN,
    ),
    Fact.VISIT: Kind(
        't."on", t.id, t.objective, t.discussed, t.owner, t.contact_ids, t.state,'
        " iif(:text = '', '', t.needs || ' ' || t.competitors || ' ' || t.next_step || ' ' || t.place) FROM visit t"
        f" {_WHERE}{_ON} AND t.state <> 'cancelled'",
        _visit, _NAMED_IN,
    ),
    Fact.GIFT: Kind(
        't."on", t.id, t.item, t.origin, t.giver, t.contact_id, t.occasion, t.direction, t.reception, t.currency,'
        " t.value_minor, iif(:text = '', '', t.story || ' ' || t.chosen_by || ' ' || t.handed_by)"
        f" FROM gift t {_WHERE}{_ON} AND t.state = 'done'",
        _gift, _IS, columns=12,
    ),
    Fact.COMMITMENT: Kind(
        f"t.day, t.id, t.text, t.owner, t.state, t.visit_id FROM ({_PROMISES}) t WHERE TRUE{_DAY}",
        _commitment, columns=6,
    ),
    Fact.SKIPPED: Kind(
        "t.due_on, t.id, t.skip_reason, t.channel, t.contact_id, t.activity FROM touch t"
        f" {_WHERE} AND t.due_on BETWEEN :since AND :until AND t.due_on < :before AND t.state = 'skipped'",
        _skipped, _IS,
    ),
    Fact.CHANGE: Kind(
        "date(b.at, 'localtime') AS day, g.id, b.author, iif(c.id = :client, '', c.short_name), g.before, g.after"
        f" FROM ({ONES}) o CROSS JOIN client c CROSS JOIN change g JOIN batch b ON b.id = g.batch_id"
        f" WHERE c.id = o.id AND g.row_id = c.id AND g.op = 'update' AND g.entity = 'client'{_DAY}",
        _change, columns=6, split=_moves,
    ),
    Fact.NOTE: Kind(
        f't."on", t.id, t.text, t.author, t.contact_id FROM note t {_WHERE}{_ON} AND NOT t.is_private', _note, _IS
    ),
    Fact.PURCHASE: Kind(
        f't."on", t.id, t.product, t.order_no, t.currency, t.amount_minor FROM purchase t {_WHERE}{_ON}',
        _purchase, split=_orders,
    ),
    Fact.STAFF: Kind(
        't."on", t.id, c.name, t.notes, t.contact_id, t.kind, o.name FROM staff_change t'
        " JOIN contact c ON c.id = t.contact_id LEFT JOIN contact o ON o.id = t.other_contact_id"
        f" {_WHERE}{_ON}",
        _staff, _IS, columns=7,
    ),
    Fact.FILE: Kind(
        "date(b.at, 'localtime') AS day, t.id, t.name, t.caption, b.author, t.contact_id, t.kind, t.size FROM attachment t"
        " JOIN change g ON g.row_id = t.id AND g.op = 'create' JOIN batch b ON b.id = g.batch_id"
        f" {_WHERE}{_DAY} AND t.visit_id IS NULL AND t.gift_id IS NULL",
        _file, _IS, columns=8,
    ),
    Fact.OCCASION: Kind(
        't."on", t.id, t.title, t.notes, t.place, t.contact_id, t.kind, t.is_yearly FROM occasion t'
        f" {_WHERE}{_ON}",
        _occasion, _IS, columns=8,
    ),
    Fact.FAVOUR: Kind(
        't."on", t.id, t.what, t.result, t.who, t.contact_id, t.direction, t.state FROM favour t'
        f" {_WHERE}{_ON}",
        _favour, _IS, columns=8,
    ),
    Fact.BUSINESS: Kind(
        "t.day, t.id, t.source, t.kind, t.title, t.text, t.who, t.state, t.first, t.second"
        f" FROM ({_BUSINESS}) t WHERE t.day BETWEEN :since AND :until AND t.day < :before",
        _business, columns=10,
    ),
}  # fmt: skip

_OF: Final = "WHERE client_id = :client AND deleted_at IS NULL"
COUNTS: Final = {
    Fact.CONTACT: f"SELECT count(*) FROM interaction {_OF} AND visit_id IS NULL AND gift_id IS NULL",
    Fact.VISIT: f"SELECT count(*) FROM visit {_OF} AND state <> 'cancelled'",
    Fact.GIFT: f"SELECT count(*) FROM gift {_OF} AND state = 'done'",
    Fact.COMMITMENT: f"SELECT count(day) FROM ({_PROMISES})",
    Fact.SKIPPED: f"SELECT count(*) FROM touch {_OF} AND state = 'skipped'",
    Fact.CHANGE: (
        "SELECT count(*) FROM change g, json_each(g.after) e"
        f" WHERE g.row_id IN ({ONES}) AND g.op = 'update' AND g.entity = 'client'"
        f" AND e.key IN {_LOGGED}"
    ),
    Fact.NOTE: f"SELECT count(*) FROM note {_OF} AND NOT is_private",
    Fact.PURCHASE: f'SELECT count(*) FROM (SELECT DISTINCT "on", order_no, currency FROM purchase {_OF})',
    Fact.STAFF: f"SELECT count(*) FROM staff_change {_OF}",
    Fact.FILE: f"SELECT count(*) FROM attachment {_OF} AND visit_id IS NULL AND gift_id IS NULL",
    Fact.OCCASION: f"SELECT count(*) FROM occasion {_OF}",
    Fact.FAVOUR: f"SELECT count(*) FROM favour {_OF}",
    Fact.BUSINESS: f"SELECT count(*) FROM ({_BUSINESS})",
}
#: Of the contacts: a visit that was only noted, or came with a list.
NOTED_VISITS: Final = f"{COUNTS[Fact.CONTACT]} AND channel = 'visit'"
COUNTED: Final = f"SELECT {', '.join(f'({each})' for each in COUNTS.values())}"
