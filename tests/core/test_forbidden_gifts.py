"""What the rules forbid, and what nobody approved, is recorded by no way of core (D-7.2)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kam_desktop.core import blackouts, clients, contacts, fact_intake, gift_stock, gifts, history
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.errors import KamError
from kam_desktop.core.gift_stock import StockDraft
from kam_desktop.core.gifts import GiftDraft
from kam_desktop.core.records import GiftRecord
from kam_desktop.core.rules.kinds import GiftCategory
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Batch, Contact, Gift

CLIENT = "宁波恒远轮胎有限公司"
CASES = {
    "card": {"item": "超市购物卡"},
    "money": {"item": "红包"},
    "category": {"category": GiftCategory.VOUCHER},
    "closed": {},
    "official": {},
}


@pytest.fixture
def draft(store: Database, today: date) -> GiftDraft:
    def make(s: Any) -> GiftDraft:
        client_id = clients.create(s, ClientDraft(CLIENT, tier="A"), today=today)
        contact_id = contacts.create(s, client_id, ContactDraft(name="周建明"), today=today)
        return GiftDraft(client_id, contact_id, "径山茶", today, GiftCategory.TEA, 8_800, origin="产地带回")

    made: GiftDraft = store.write(make).value
    return made


def close(store: Database, draft: GiftDraft, case: str) -> None:
    """What makes it forbidden, where that is not the gift itself."""
    if case == "closed":
        store.write(lambda s: blackouts.add(s, draft.client_id, title="招标", first_on=draft.on, last_on=draft.on))
    if case == "official":
        store.write(lambda s: setattr(s.get(Contact, draft.contact_id), "is_official", True))


def refused(store: Database, act: Callable[[Any], Any]) -> str:
    with pytest.raises(KamError) as caught:
        store.write(act)
    return caught.value.code


def done(store: Database) -> list[str]:
    found: list[str] = store.read(gifts.ids)
    return found


def undo(store: Database, batch_id: str, today: date) -> str:
    return str(store.write(lambda s: history.undo(s, batch_id, today=today)).value.batch_id)


def last_batch(store: Database) -> str:
    return str(store.read(lambda s: s.query(Batch).order_by(Batch.id.desc()).first().id))


@pytest.mark.parametrize("case", CASES)
def test_recorded_asked_for_handed_over_corrected(store: Database, draft: GiftDraft, today: date, case: str) -> None:
    right = store.write(lambda s: gifts.record(s, replace(draft, receipt="1"), today=today)).value[0]
    asked = store.write(lambda s: gifts.propose(s, replace(draft, item="画册"), today=today)).value[0]
    close(store, draft, case)
    bad = replace(draft, quantity=2, **CASES[case])
    assert refused(store, lambda s: gifts.record(s, bad, today=today)).startswith(("gift.forbidden", "gift.needs_"))
    assert refused(store, lambda s: gifts.propose(s, bad, today=today)).startswith(("gift.forbidden", "gift.needs_"))
    assert refused(store, lambda s: gifts.correct(s, right, bad, today=today)).startswith(
        ("gift.forbidden", "gift.needs_")
    )
    if not CASES[case]:
        assert refused(store, lambda s: gifts.give(s, asked, on=today, today=today)).startswith("gift.")
    assert done(store) == [right]


@pytest.mark.parametrize("case", CASES)
def test_taken_from_the_stock(store: Database, draft: GiftDraft, today: date, case: str) -> None:
    item = StockDraft("一盒", GiftCategory.TEA, 9_800, origin="茶农")
    stock_id = store.write(lambda s: gift_stock.add(s, item, today=today, bought=6)).value
    close(store, draft, case)
    bad = replace(draft, stock_id=stock_id, **CASES[case])
    assert refused(store, lambda s: gifts.record(s, bad, today=today)).startswith(("gift.forbidden", "gift.needs_"))
    [kept] = store.read(gift_stock.listed)
    assert (kept.level.total, done(store)) == (6, [])


@pytest.mark.parametrize("case", ["card", "money", "category", "closed"])
def test_imported(store: Database, draft: GiftDraft, today: date, case: str) -> None:
    close(store, draft, case)
    bad = replace(draft, **CASES[case])
    line = GiftRecord(
        row_no=2, on=today, client=CLIENT, person="周建明", item=bad.item, category=bad.category.value, value_minor=8_800,
        origin="-",
    )  # fmt: skip
    taken = store.write(lambda s: fact_intake.take_in(s, [line], title="x", today=today)).value
    assert ([each.row_no for each in taken.refused], taken.created) == ([2], 0)
    assert store.read(lambda s: s.query(Gift).count()) == 0


@pytest.mark.parametrize("case", ["closed", "official"])
def test_brought_back(store: Database, draft: GiftDraft, today: date, case: str) -> None:
    store.write(lambda s: gifts.record(s, draft, today=today))
    undone = undo(store, last_batch(store), today)
    close(store, draft, case)
    assert refused(store, lambda s: history.undo(s, undone, today=today)).startswith("gift.undo_")
    assert done(store) == []


@pytest.mark.parametrize("case", ["closed", "official"])
def test_brought_back_by_undoing_its_correction(store: Database, draft: GiftDraft, today: date, case: str) -> None:
    before = replace(draft, on=date(2026, 6, 1))
    old = store.write(lambda s: gifts.record(s, draft, today=today)).value[0]
    change = {"on": before.on} if case == "closed" else {"contact_id": None}
    new = store.write(lambda s: gifts.correct(s, old, replace(draft, **change), today=today)).value[0]
    corrected = last_batch(store)
    close(store, draft, case)
    assert refused(store, lambda s: history.undo(s, corrected, today=today)).startswith("gift.undo_")
    assert done(store) == [new]
