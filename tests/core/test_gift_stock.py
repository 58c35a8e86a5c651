"""The small stock of gifts and what is given from it (D-7.5)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from kam_desktop.core import clients, contacts, gift_stock, gifts, history
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.errors import Conflict, KamError
from kam_desktop.core.gift_stock import StockDraft, StockRow
from kam_desktop.core.gifts import GiftDraft
from kam_desktop.core.rules.kinds import GiftCategory, StockMoveKind
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Batch

TEA = StockDraft("径山茶伴手礼", GiftCategory.TEA, 9_800, origin="茶农合作社", low_at=3)


@pytest.fixture
def stock_id(store: Database, today: date) -> str:
    return str(store.write(lambda s: gift_stock.add(s, TEA, today=today, bought=6)).value)


@pytest.fixture
def draft(store: Database, stock_id: str, today: date) -> GiftDraft:
    def make(s: Any) -> GiftDraft:
        client_id = clients.create(s, ClientDraft("宁波恒远轮胎有限公司", tier="A"), today=today)
        contact_id = contacts.create(s, client_id, ContactDraft(name="周建明"), today=today)
        return GiftDraft(
            client_id,
            contact_id,
            "径山茶",
            today,
            GiftCategory.TEA,
            9_800,
            origin="茶农",
            stock_id=stock_id,
            quantity=2,
        )

    made: GiftDraft = store.write(make).value
    return made


def row(store: Database) -> StockRow:
    [found] = store.read(gift_stock.listed)
    return found


def move(store: Database, stock_id: str, kind: StockMoveKind, count: int, on: date, today: date) -> None:
    store.write(lambda s: gift_stock.move(s, stock_id, kind, count, on=on, today=today))


def refused(store: Database, act: Any) -> str:
    with pytest.raises(KamError) as caught:
        store.write(act)
    return caught.value.code


def undo_last(store: Database, today: date) -> None:
    batch = store.read(lambda s: str(s.query(Batch).order_by(Batch.id.desc()).first().id))
    store.write(lambda s: history.undo(s, batch, today=today))


def test_pieces_are_bought_moved_and_run_low(store: Database, stock_id: str, today: date) -> None:
    move(store, stock_id, StockMoveKind.TO_CAR, 4, today, today)
    assert (row(store).level.store, row(store).level.car, row(store).is_low) == (2, 4, False)
    move(store, stock_id, StockMoveKind.LOST, 1, today, today)
    move(store, stock_id, StockMoveKind.GIVEN, 2, today, today)
    assert (row(store).level.total, row(store).given, row(store).lost, row(store).is_low) == (3, 2, 1, True)
    assert [each.kind for each in store.read(lambda s: gift_stock.moves(s, stock_id))] == [
        StockMoveKind.GIVEN, StockMoveKind.LOST, StockMoveKind.TO_CAR, StockMoveKind.BOUGHT,
    ]  # fmt: skip


def test_it_never_goes_below_zero(store: Database, stock_id: str, today: date) -> None:
    yesterday = today - timedelta(days=1)
    for kind, count, on in (
        (StockMoveKind.GIVEN, 7, today), (StockMoveKind.TO_CAR, 7, today), (StockMoveKind.BACK, 1, today),
        (StockMoveKind.GIVEN, 1, yesterday),
    ):  # fmt: skip
        code = refused(store, lambda s, k=kind, n=count, d=on: gift_stock.move(s, stock_id, k, n, on=d, today=today))
        assert code == "gift_stock.short"
    assert row(store).level.total == 6
    assert (
        refused(store, lambda s: gift_stock.move(s, stock_id, StockMoveKind.LOST, 0, on=today, today=today))
        == "gift_stock.quantity"
    )
    tomorrow = today + timedelta(days=1)
    assert (
        refused(store, lambda s: gift_stock.move(s, stock_id, StockMoveKind.LOST, 1, on=tomorrow, today=today))
        == "gift_stock.in_future"
    )


def test_a_gift_from_stock_takes_its_pieces_along(
    store: Database, stock_id: str, draft: GiftDraft, today: date
) -> None:
    gift_id = store.write(lambda s: gifts.record(s, draft, today=today)).value[0]
    assert row(store).level.total == 4
    [moved, _] = store.read(lambda s: gift_stock.moves(s, stock_id))
    assert (moved.kind, moved.quantity, moved.gift_id, moved.client) == (
        StockMoveKind.GIVEN, 2, gift_id, "宁波恒远轮胎",
    )  # fmt: skip
    new_id = store.write(lambda s: gifts.correct(s, gift_id, replace(draft, quantity=5), today=today)).value[0]
    assert row(store).level.total == 1
    store.write(lambda s: gifts.correct(s, new_id, replace(draft, quantity=5, stock_id=None), today=today))
    assert row(store).level.total == 6
    undo_last(store, today)
    assert row(store).level.total == 1


def test_undoing_a_gift_puts_it_back(store: Database, draft: GiftDraft, today: date) -> None:
    store.write(lambda s: gifts.record(s, draft, today=today))
    undo_last(store, today)
    assert row(store).level.total == 6


def test_what_is_asked_for_leaves_the_stock_when_it_is_given(
    store: Database, stock_id: str, draft: GiftDraft, today: date
) -> None:
    gift_id = store.write(lambda s: gifts.propose(s, draft, today=today)).value[0]
    assert row(store).level.total == 6
    move(store, stock_id, StockMoveKind.LOST, 5, today, today)
    assert refused(store, lambda s: gifts.give(s, gift_id, on=today, today=today)) == "gift_stock.short"
    move(store, stock_id, StockMoveKind.BOUGHT, 1, today, today)
    store.write(lambda s: gifts.give(s, gift_id, on=today, today=today))
    assert row(store).level.total == 0


def test_a_purchase_is_not_undone_when_its_pieces_are_gone(store: Database, draft: GiftDraft, today: date) -> None:
    bought = store.read(lambda s: str(s.query(Batch).filter(Batch.kind == "edit").order_by(Batch.id).first().id))
    store.write(lambda s: gifts.record(s, draft, today=today))
    assert refused(store, lambda s: history.undo(s, bought, today=today)) == "gift_stock.undo_short"
    assert row(store).level.total == 4


def test_an_item_is_edited_and_taken_off_when_it_is_empty(store: Database, stock_id: str, today: date) -> None:
    old = row(store)
    store.write(lambda s: gift_stock.edit(s, stock_id, replace(TEA, item="明前茶", revision=old.revision)))
    assert row(store).item == "明前茶"
    with pytest.raises(Conflict):
        store.write(lambda s: gift_stock.edit(s, stock_id, replace(TEA, revision=old.revision)))
    assert refused(store, lambda s: gift_stock.remove(s, stock_id)) == "gift_stock.not_empty"
    move(store, stock_id, StockMoveKind.LOST, 6, today, today)
    store.write(lambda s: gift_stock.remove(s, stock_id))
    assert store.read(gift_stock.listed) == []
    assert refused(store, lambda s: gift_stock.remove(s, stock_id)) == "gift_stock.not_found"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"item": " "}, "gift_stock.item_missing"), ({"value_minor": -1}, "gift.value_unreadable"),
        ({"currency": "XXQ"}, "currency.unknown"), ({"low_at": -1}, "gift_stock.quantity"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(store: Database, today: date, wrong: dict[str, Any], code: str) -> None:
    assert refused(store, lambda s: gift_stock.add(s, replace(TEA, **wrong), today=today)) == code
