"""Purchases of one client: sums by period and product, rhythm, corrections that keep what was."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from kam_desktop.core import clients, history, opening, purchases, samples
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.errors import Invalid, NotFound
from kam_desktop.core.purchases import Filter, PurchaseDraft
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Change, Purchase
from kam_desktop.core.store.vault import Kdf

TODAY = date(2026, 6, 15)
LIGHT = Kdf(8, 1, 1)


@pytest.fixture
def client(store: Database) -> str:
    return str(store.write(lambda s: clients.create(s, ClientDraft("宁波恒远轮胎有限公司"), today=TODAY))[0])


def buy(store: Database, client: str, on: date, amount: int, product: str = "轴承", **given: Any) -> str:
    draft = PurchaseDraft(client, on, product, amount, **given)
    return str(store.write(lambda s: purchases.add(s, draft, today=TODAY))[0])


def seen(store: Database, client: str) -> purchases.Overview:
    return store.read(lambda s: purchases.overview(s, client, today=TODAY))


def test_nothing_bought_is_told_as_nothing(store: Database, client: str) -> None:
    found = seen(store, client)
    assert (found.lines, found.last_on, found.rhythm_days, found.margin_percent) == (0, None, None, None)
    assert [each.amount_minor for each in found.months] == [0] * 12
    assert found.years == found.products == ()


def test_this_year_is_held_against_the_same_days_of_last_year(store: Database, client: str) -> None:
    for on, amount in (
        (date(2025, 1, 1), 100), (date(2025, 6, 15), 200), (date(2025, 6, 16), 4_000), (date(2025, 12, 31), 8_000),
        (date(2026, 1, 1), 10_000), (TODAY, 20_000), (date(2024, 12, 31), 1_000_000),
    ):  # fmt: skip
        buy(store, client, on, amount)
    found = seen(store, client)
    assert (found.this_year_minor, found.last_year_minor) == (30_000, 300)
    assert found.twelve_months_minor == 42_000
    assert [(each.period, each.amount_minor, each.before_minor) for each in found.years] == [
        ("2024", 1_000_000, 0), ("2025", 12_300, 1_000_000), ("2026", 30_000, 12_300),
    ]  # fmt: skip
    assert found.months[-1] == ("2026-06", 20_000, 4_200)
    assert found.months[0] == ("2025-07", 0, 0)


def test_margin_counts_only_lines_that_tell_one(store: Database, client: str) -> None:
    buy(store, client, TODAY, 1_000, margin_minor=250)
    buy(store, client, TODAY, 9_000)
    assert seen(store, client).margin_percent == 25.0
    buy(store, client, date(2025, 6, 15), 1_000, margin_minor=999)
    assert seen(store, client).margin_percent == 25.0


def test_the_rhythm_is_the_median_of_days_between_orders(store: Database, client: str) -> None:
    days = [0, 30, 40, 70, 400]
    for ago in days:
        buy(store, client, TODAY - timedelta(ago), 100)
        buy(store, client, TODAY - timedelta(ago), 100, "同日第二行")
    buy(store, client, TODAY - timedelta(5), -100, "退货")
    found = seen(store, client)
    assert found.rhythm_days == 30.0
    assert (found.last_on, found.silent_days) == (TODAY, 0)


def test_two_orders_are_no_rhythm(store: Database, client: str) -> None:
    buy(store, client, TODAY, 100)
    buy(store, client, TODAY - timedelta(9), 100)
    assert seen(store, client).rhythm_days is None


def test_currencies_are_never_added_up(store: Database, client: str) -> None:
    buy(store, client, TODAY, 100)
    buy(store, client, TODAY, 100)
    buy(store, client, TODAY, 7_777, currency="usd")
    found = seen(store, client)
    assert (found.currency, found.lines, found.other_lines, found.this_year_minor) == ("CNY", 2, 1, 200)
    listed = store.read(lambda s: purchases.listed(s, client))
    assert (len(listed.ids), listed.amount_minor) == (3, 200)


def test_products_by_amount_and_the_small_ones_together(store: Database, client: str) -> None:
    for number in range(10):
        buy(store, client, TODAY, 1_000 + number, f"产品 {number}")
    buy(store, client, date(2025, 5, 1), 500, "产品 9")
    found = seen(store, client).products
    assert len(found) == purchases.PRODUCTS
    assert (found[0].product, found[0].amount_minor, found[0].before_minor) == ("产品 9", 1_009, 500)
    assert (found[-1].product, found[-1].amount_minor) == (None, 1_000 + 1_001 + 1_002)
    assert found[0].months == (0,) * 11 + (1_009,)
    assert store.read(lambda s: purchases.products(s, client)) == [f"产品 {number}" for number in range(10)]


def test_lines_by_year_month_and_product_newest_first(store: Database, client: str) -> None:
    first = buy(store, client, date(2026, 2, 28), 100)
    second = buy(store, client, date(2026, 2, 1), 10, "油")
    third = buy(store, client, date(2025, 12, 31), 1)

    def ids(chosen: Filter) -> list[str]:
        return store.read(lambda s: purchases.listed(s, client, chosen)).ids

    assert ids(Filter()) == [first, second, third]
    assert ids(Filter("2026")) == ids(Filter("2026-02")) == [first, second]
    assert ids(Filter("2025-12")) == [third]
    assert ids(Filter("2026-02", "油")) == [second]
    rows = store.read(lambda s: purchases.rows(s, [third, "gone", first]))
    assert [row.amount_minor for row in rows] == [1, 100]


def test_a_correction_keeps_the_wrong_line_on_record(store: Database, client: str) -> None:
    wrong = buy(store, client, TODAY, 100)

    def mark(session: Any) -> None:
        session.get(Purchase, wrong).line_key = "key of the file"

    store.write(mark)
    draft = PurchaseDraft(client, TODAY, "轴承", 90)
    right, _, batch = store.write(lambda s: purchases.correct(s, wrong, draft, today=TODAY))
    assert store.read(lambda s: purchases.listed(s, client)) == ([right], 90)
    kept = store.read(lambda s: s.scalars(select(Purchase.line_key).where(Purchase.id == right)).one())
    assert kept == "key of the file"
    assert store.read(lambda s: s.query(Change).filter_by(row_id=wrong).count()) == 3
    store.write(lambda s: history.undo(s, batch, today=TODAY))
    assert store.read(lambda s: purchases.listed(s, client)) == ([wrong], 100)
    with pytest.raises(NotFound):
        store.write(lambda s: purchases.correct(s, right, draft, today=TODAY))


def test_what_cannot_be_is_refused(store: Database, client: str) -> None:
    with pytest.raises(Invalid, match=r"purchase\.in_future"):
        buy(store, client, TODAY + timedelta(1), 100)
    with pytest.raises(Invalid, match=r"purchase\.amount_unreadable"):
        buy(store, client, TODAY, 10**14)
    with pytest.raises(Invalid, match=r"currency\.unknown"):
        buy(store, client, TODAY, 1, currency="元")
    with pytest.raises(NotFound):
        buy(store, "nobody", TODAY, 1)
    with pytest.raises(NotFound):
        seen(store, "nobody")


def test_a_damaged_day_breaks_neither_list_nor_figures(store: Database, client: str) -> None:
    bad = buy(store, client, TODAY, 100)
    buy(store, client, TODAY, 10)
    store.write(lambda s: s.execute(text("UPDATE purchase SET \"on\" = '2026/6/1x' WHERE id = :id"), {"id": bad}))
    assert seen(store, client).this_year_minor == 10
    listed = store.read(lambda s: purchases.listed(s, client))
    assert {row.on for row in store.read(lambda s: purchases.rows(s, listed.ids))} == {None, TODAY}


def test_one_client_is_read_along_the_index(store: Database, client: str) -> None:
    buy(store, client, TODAY, 100)

    def plan(session: Any) -> str:
        rows = session.execute(
            text("EXPLAIN QUERY PLAN SELECT substr(\"on\",1,7), sum(amount_minor) FROM purchase WHERE client_id = 'x' AND deleted_at IS NULL GROUP BY 1")
        )  # fmt: skip
        return " ".join(row[3] for row in rows)

    assert "USING INDEX ix_purchase_client_id" in store.read(plan)


def test_the_made_up_portfolio_has_purchases_and_is_the_same_each_time(store: Database, tmp_path: Path) -> None:
    other = opening.create(tmp_path / "other", "correct horse battery", author="刘敏", kdf=LIGHT).store
    made = [each.write(lambda s: samples.fill(s, today=TODAY, number=6))[0] for each in (store, other)]

    def lines(session: Any) -> list[tuple[Any, ...]]:
        columns = (Purchase.id, Purchase.on, Purchase.product, Purchase.amount_minor)
        return [tuple(row) for row in session.execute(select(*columns).order_by(Purchase.id))]

    first, second = (each.read(lines) for each in (store, other))
    other.close()
    assert made[0]["purchases"] == len(first) > 100
    assert first == second
    assert max(row[1] for row in first) <= TODAY


def test_the_last_months_have_keys() -> None:
    assert purchases.month_keys(date(2026, 1, 31), 3) == ["2025-11", "2025-12", "2026-01"]
