"""What a client bought, summed in the database (D-2.4). The files of the ERP come in by ``fact_intake``.

All figures are in the currency that most of the client's lines have; amounts of different currencies are never
added up, and how many lines are left out is told.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Any, Final, NamedTuple

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from kam_desktop.core import missing
from kam_desktop.core.errors import Invalid, NotFound
from kam_desktop.core.identity import now
from kam_desktop.core.rules import currencies, names
from kam_desktop.core.rules.calendar_days import month_on
from kam_desktop.core.store.tables import Client, Purchase

MONTHS: Final = 12
PRODUCTS: Final = 8  # of their own; the others are summed up
_ORDERS: Final = 25  # days with an order that the rhythm is taken from
_LARGEST: Final = 10**13
_MONTH: Final = re.compile(r"\d{4}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class PurchaseDraft:
    """One line by hand. Amounts in minor units of ``currency``, below zero for what came back."""

    client_id: str
    on: date
    product: str = ""
    amount_minor: int = 0
    quantity_milli: int | None = None
    margin_minor: int | None = None
    currency: str = "CNY"
    order_no: str = ""


class PurchaseRow(NamedTuple):
    """One line of the list. ``on`` is None where the day that is kept cannot be read."""

    id: str
    on: date | None
    product: str
    quantity_milli: int | None
    amount_minor: int
    margin_minor: int | None
    currency: str
    order_no: str


@dataclass(frozen=True, slots=True)
class Filter:
    """Which lines: ``period`` is a year (``2026``), a month (``2026-09``) or empty; ``product`` None means any."""

    period: str = ""
    product: str | None = None


class Listed(NamedTuple):
    """The ids of the lines chosen, newest first, and what they come to in the main currency."""

    ids: list[str]
    amount_minor: int


class Sums(NamedTuple):
    """What was bought in a year or month (``2026``, ``2026-09``), and in the one a year before."""

    period: str
    amount_minor: int
    before_minor: int


class ProductSums(NamedTuple):
    """A product in the last 12 months, in the 12 before, and month by month. ``product`` None sums up the others."""

    product: str | None
    amount_minor: int
    before_minor: int
    months: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The purchases of one client at a glance; amounts in minor units of ``currency``.

    ``margin_percent`` is over those lines of the last 12 months that tell a margin, None when none does.
    ``rhythm_days`` is the median of days between orders, None below three orders. ``months`` are the last 12
    calendar months, the present one last; ``years`` all years that have a line, and those between them.
    ``has_twelve``: there is a line of the last 12 months.
    """

    client: str
    currency: str
    lines: int
    other_lines: int
    this_year_minor: int
    last_year_minor: int
    twelve_months_minor: int
    margin_percent: float | None
    last_on: date | None
    silent_days: int | None
    rhythm_days: float | None
    months: tuple[Sums, ...]
    years: tuple[Sums, ...]
    products: tuple[ProductSums, ...]
    has_twelve: bool


def add(session: Session, draft: PurchaseDraft, *, today: date) -> str:
    """Note one line by hand; returns its id. Raises Invalid ``on``, ``amount``, ``currency``."""
    client = session.get(Client, draft.client_id)
    if client is None or client.deleted_at is not None:
        raise missing.client(session, draft.client_id)
    row = _row(draft, today)
    session.add(row)
    return row.id


def correct(session: Session, purchase_id: str, draft: PurchaseDraft, *, today: date) -> str:
    """Put a right line in the place of a wrong one, which stays on record (D-2.3); returns the new id.

    The new line keeps the key of the old one, so that the file it came from still changes nothing.
    """
    old = session.get(Purchase, purchase_id)
    if old is None or old.deleted_at is not None:
        raise NotFound("purchase.not_found", id=purchase_id)
    row = _row(draft, today)
    row.client_id = row.scope_id = old.client_id
    row.line_key, old.deleted_at = old.line_key, now()
    session.add(row)
    return row.id


def listed(session: Session, client_id: str, chosen: Filter = Filter()) -> Listed:
    """The lines of a client that a filter chooses."""
    currency = _currencies(session, client_id)[0]
    statement = _chosen(select(Purchase.id, Purchase.amount_minor, Purchase.currency), client_id, chosen)
    found = session.execute(statement.order_by(Purchase.on.desc(), Purchase.id.desc())).all()
    return Listed([row.id for row in found], sum(row.amount_minor for row in found if row.currency == currency))


def rows(session: Session, wanted: Sequence[str]) -> list[PurchaseRow]:
    """The lines for a slice of ids, in its order."""
    found = session.execute(
        select(
            Purchase.id, Purchase.on, Purchase.product, Purchase.quantity_milli, Purchase.amount_minor,
            Purchase.margin_minor, Purchase.currency, Purchase.order_no,
        ).where(Purchase.id.in_(wanted))
    )  # fmt: skip
    by_id = {row.id: PurchaseRow(*row) for row in found}
    return [by_id[each] for each in wanted if each in by_id]


def products(session: Session, client_id: str) -> list[str]:
    """The names of all that a client ever bought, for the filter."""
    found = session.scalars(
        _of(select(Purchase.product), client_id).group_by(Purchase.product).order_by(Purchase.product)
    )
    return list(found)


def overview(session: Session, client_id: str, *, today: date) -> Overview:
    """All figures and charts of a client's purchases. Raises NotFound."""
    client = session.execute(select(Client.name, Client.deleted_at).where(Client.id == client_id)).one_or_none()
    if client is None or client.deleted_at is not None:
        raise missing.client(session, client_id)
    currency, lines, other_lines = _currencies(session, client_id)
    sums = _sums(session, client_id, currency, today)
    months = _months(session, client_id, currency)
    last_on, rhythm = _rhythm(session, client_id, today)
    return Overview(
        client.name, currency, lines, other_lines, sums.this_year or 0, sums.last_year or 0, sums.twelve or 0,
        100 * sums.margin / sums.with_margin if sums.with_margin and sums.margin is not None else None,
        last_on, (today - last_on).days if last_on else None, rhythm, _last_months(months, today), _years(months, today),
        _products(session, client_id, currency, today), sums.twelve is not None,
    )  # fmt: skip


def between(session: Session, client_id: str, first: date, last: date) -> int:
    """What was bought from one day to another, both included, in minor units of the main currency."""
    currency = _currencies(session, client_id)[0]
    total = session.scalar(
        _of(select(func.sum(Purchase.amount_minor)), client_id).where(
            Purchase.currency == currency, Purchase.on.between(first, last)
        )
    )
    return total or 0


def month_keys(today: date, count: int = MONTHS) -> list[str]:
    """The last calendar months, the present one last: ``2026-09``."""
    last = today.year * 12 + today.month - 1
    return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(last - count + 1, last + 1)]


def _of(statement: Any, client_id: str) -> Any:
    return statement.where(Purchase.client_id == client_id, Purchase.deleted_at.is_(None))


def _chosen(statement: Any, client_id: str, chosen: Filter) -> Any:
    statement = _of(statement, client_id)
    if chosen.product is not None:
        statement = statement.where(Purchase.product == chosen.product)
    if chosen.period:
        first, last = _span(chosen.period)
        statement = statement.where(Purchase.on.between(first, last))
    return statement


def _span(period: str) -> tuple[date, date]:
    year, _, month = period.partition("-")
    if not month:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    first = date(int(year), int(month), 1)
    return first, (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _currencies(session: Session, client_id: str) -> tuple[str, int, int]:
    """The main currency, how many lines it has, and how many the others have."""
    number = func.count()
    found: Any = session.execute(
        _of(select(Purchase.currency, number), client_id).group_by(Purchase.currency).order_by(number.desc(), Purchase.currency)
    ).all()  # fmt: skip
    return (found[0][0], found[0][1], sum(row[1] for row in found[1:])) if found else ("CNY", 0, 0)


def _sums(session: Session, client_id: str, currency: str, today: date) -> Any:
    """Day-sharp sums; one walk along the last two years of the client's index."""
    start, ago = today.replace(month=1, day=1), month_on(today, -12)

    def within(first: date, last: date, what: Any = Purchase.amount_minor) -> Any:
        return func.sum(case((Purchase.on.between(first, last), what)))

    told = case((Purchase.margin_minor.is_not(None), Purchase.amount_minor))
    year = (ago + timedelta(days=1), today)
    statement = select(
        within(start, today).label("this_year"), within(month_on(start, -12), ago).label("last_year"),
        within(*year).label("twelve"), within(*year, Purchase.margin_minor).label("margin"),
        within(*year, told).label("with_margin"),
    )  # fmt: skip
    return session.execute(
        _of(statement, client_id).where(Purchase.currency == currency, Purchase.on.between(month_on(start, -12), today))
    ).one()


def _months(session: Session, client_id: str, currency: str) -> dict[str, int]:
    month = func.substr(Purchase.on, 1, 7)
    found = session.execute(
        _of(select(month, func.sum(Purchase.amount_minor)), client_id).where(Purchase.currency == currency).group_by(month)
    )  # fmt: skip
    return {row[0]: row[1] for row in found if _MONTH.fullmatch(row[0])}


def _last_months(months: dict[str, int], today: date) -> tuple[Sums, ...]:
    keys = month_keys(today, 2 * MONTHS)
    pairs = zip(keys[MONTHS:], keys[:MONTHS], strict=True)
    return tuple(Sums(key, months.get(key, 0), months.get(before, 0)) for key, before in pairs)


def _years(months: dict[str, int], today: date) -> tuple[Sums, ...]:
    by_year: dict[int, int] = {}
    for month, amount in months.items():
        by_year[int(month[:4])] = by_year.get(int(month[:4]), 0) + amount
    if not by_year:
        return ()
    span = range(max(min(by_year), today.year - 9), max(today.year, *by_year) + 1)
    return tuple(Sums(str(year), by_year.get(year, 0), by_year.get(year - 1, 0)) for year in span)


def _rhythm(session: Session, client_id: str, today: date) -> tuple[date | None, float | None]:
    """The last day with an order, and the median of days between the last 25 such days."""
    found = session.scalars(
        _of(select(Purchase.on), client_id)
        .where(Purchase.on <= today, Purchase.amount_minor > 0)
        .group_by(Purchase.on)
        .order_by(Purchase.on.desc())
        .limit(_ORDERS)
    )
    days = [day for day in found if day is not None]
    gaps = [(later - earlier).days for later, earlier in pairwise(days)]
    return days[0] if days else None, float(median(gaps)) if len(gaps) > 1 else None


def _products(session: Session, client_id: str, currency: str, today: date) -> tuple[ProductSums, ...]:
    """The largest products of the last 12 calendar months, and the others as one."""
    keys = month_keys(today, 2 * MONTHS)
    month = func.substr(Purchase.on, 1, 7)
    found = session.execute(
        _of(select(Purchase.product, month, func.sum(Purchase.amount_minor)), client_id)
        .where(Purchase.currency == currency, Purchase.on.between(_span(keys[0])[0], _span(keys[-1])[1]))
        .group_by(Purchase.product, month)
    )
    by_product: dict[str, dict[str, int]] = {}
    for product, key, amount in found:
        by_product.setdefault(product, {})[key] = amount
    made = [_product_sums(product, months, keys) for product, months in by_product.items()]
    made.sort(key=lambda each: (-each.amount_minor, -each.before_minor, each.product or ""))
    if len(made) <= PRODUCTS:
        return tuple(made)
    return (*made[: PRODUCTS - 1], _together(made[PRODUCTS - 1 :]))


def _product_sums(product: str, months: dict[str, int], keys: Sequence[str]) -> ProductSums:
    now_, before = [tuple(months.get(key, 0) for key in part) for part in (keys[MONTHS:], keys[:MONTHS])]
    return ProductSums(product, sum(now_), sum(before), now_)


def _together(sums: Sequence[ProductSums]) -> ProductSums:
    months = tuple(map(sum, zip(*(each.months for each in sums), strict=True)))
    return ProductSums(
        None, sum(each.amount_minor for each in sums), sum(each.before_minor for each in sums), months
    )  # fmt: skip


def _row(draft: PurchaseDraft, today: date) -> Purchase:
    if draft.on > today:
        raise Invalid("on", "purchase.in_future", on=draft.on.isoformat())
    if abs(draft.amount_minor) > _LARGEST:
        raise Invalid("amount", "purchase.amount_unreadable", text=str(draft.amount_minor))
    if draft.currency.upper() not in currencies.KNOWN:
        raise Invalid("currency", "currency.unknown", text=names.clean(draft.currency, 16))
    return Purchase(
        scope_id=draft.client_id, client_id=draft.client_id, on=draft.on, product=names.clean(draft.product, 255),
        quantity_milli=draft.quantity_milli, amount_minor=draft.amount_minor, margin_minor=draft.margin_minor,
        currency=draft.currency.upper(), order_no=names.clean(draft.order_no, 64),
    )  # fmt: skip
