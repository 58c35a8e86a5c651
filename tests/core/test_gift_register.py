"""The gift register and the sums of gifts by their sides (D-7.4, D-3.8)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from kam_desktop.core import clients, contacts, gift_overview, gift_register, gifts
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.errors import Invalid, NotFound
from kam_desktop.core.gift_overview import EVERY, GiftFilter
from kam_desktop.core.gifts import GiftDraft
from kam_desktop.core.rules.kinds import (
    ClientKind,
    GiftCategory,
    GiftDirection,
    GiftOccasion,
    RegisterPart,
    Tier,
    TotalBy,
)
from kam_desktop.core.store import changes
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Client, Contact, Gift, TierResource

GIVEN, DECLINED, RECEIVED = RegisterPart.GIVEN, RegisterPart.DECLINED, RegisterPart.RECEIVED


@pytest.fixture
def drafts(store: Database, today: date) -> tuple[GiftDraft, GiftDraft]:
    """A gift to a person of an A client, and one to a state-owned B client as a whole."""

    def make(s: Any) -> tuple[GiftDraft, GiftDraft]:
        first = clients.create(s, ClientDraft("宁波恒远轮胎有限公司", tier="A"), today=today)
        second = clients.create(s, ClientDraft("台州海辰港务公司", tier="B", kind=ClientKind.AUTHORITY), today=today)
        person = contacts.create(s, first, ContactDraft(name="周建明"), today=today)
        tea = GiftDraft(
            first,
            person,
            "径山茶",
            today,
            GiftCategory.TEA,
            8_800,
            occasion=GiftOccasion.DRAGON_BOAT,
            origin="产地带回",
        )
        return tea, replace(tea, client_id=second, contact_id=None, item="画册", category=GiftCategory.BOOK)

    made: tuple[GiftDraft, GiftDraft] = store.write(make).value
    return made


def put(store: Database, draft: GiftDraft, today: date) -> str:
    return str(store.write(lambda s: gifts.record(s, draft, today=today)).value[0])


def read(store: Database, today: date, wanted: GiftFilter = EVERY) -> gift_register.Register:
    return store.read(lambda s: gift_register.read(s, wanted, today=today))


def test_given_declined_and_received_stand_apart(
    store: Database, drafts: tuple[GiftDraft, GiftDraft], today: date
) -> None:
    tea, _ = drafts
    put(store, replace(tea, on=today - timedelta(days=40)), today)
    put(store, replace(tea, on=today - timedelta(days=300), item="去年的"), today)
    store.write(lambda s: gifts.note_refused(s, replace(tea, item="购物卡", origin="楼下"), today=today))
    got = replace(
        tea, direction=GiftDirection.RECEIVED, item="月饼", value_minor=24_000, is_estimate=True, is_handed_in=True
    )
    put(store, got, today)
    waiting = replace(tea, on=today + timedelta(days=3), item="还没送")
    store.write(lambda s: gifts.propose(s, waiting, today=today))
    register = read(store, today)
    assert (register.first_on, register.last_on, register.has_one_year) == (date(2026, 1, 1), today, True)
    assert [(line.part, line.code, line.item) for line in register.lines] == [
        (GIVEN, "001", "径山茶"), (DECLINED, "002", "购物卡"), (RECEIVED, "R01", "月饼"),
    ]  # fmt: skip
    assert register.sums(GIVEN) == {"CNY": 8_800}
    assert register.by_manager(RECEIVED) == {("刘敏", "CNY"): 24_000}
    [received] = register.of(RECEIVED)
    assert (received.is_estimate, received.is_handed_in, received.contact) == (True, True, "周建明")
    [declined] = register.of(DECLINED)
    assert declined.findings[0].code == "cash"
    whole = read(store, today, GiftFilter(today - timedelta(days=330), today))
    assert [line.code for line in whole.of(GIVEN)] == ["001", "001"]
    assert not whole.has_one_year


def test_a_corrected_gift_says_what_it_was(store: Database, drafts: tuple[GiftDraft, GiftDraft], today: date) -> None:
    old = put(store, drafts[0], today)
    right = replace(drafts[0], value_minor=9_900, item="明前茶")
    store.write(lambda s: gifts.correct(s, old, right, today=today))
    [line] = read(store, today).lines
    assert (line.item, line.value_minor, line.number) == ("明前茶", 9_900, 1)
    was = line.correction
    assert was is not None
    assert (was.author, was.item, was.value_minor, was.on) == ("刘敏", "径山茶", 8_800, today)
    assert was.at is not None


def test_what_was_approved_keeps_its_reason(store: Database, drafts: tuple[GiftDraft, GiftDraft], today: date) -> None:
    tea, book = drafts
    put(store, replace(tea, value_minor=50_000, override_reason="开业大喜", approver="高原"), today)
    put(store, replace(book, override_reason="签名本", approver="高原"), today)
    dear, official = read(store, today).lines
    assert (dear.is_over, dear.is_official, dear.override_reason) == (True, False, "开业大喜")
    assert {each.code for each in dear.overridden} == {"over_single"}
    assert (official.is_over, official.is_official, official.approver) == (False, True, "高原")
    assert official.approved_at is not None


@pytest.mark.parametrize(
    ("narrowed", "items"),
    [
        ({"tier": "A"}, {"径山茶", "月饼"}), ({"tier": "B"}, {"画册"}), ({"category": "book"}, {"画册"}),
        ({"occasion": "dragon-boat"}, {"径山茶", "月饼", "画册"}), ({"occasion": "wedding"}, set()),
        ({"manager": "刘敏"}, {"径山茶", "月饼", "画册"}), ({"manager": "别人"}, set()), ({"text": "建明"}, {"径山茶", "月饼"}),
        ({"text": "海辰"}, {"画册"}), ({"text": "%"}, set()), ({"last_on": date(2026, 6, 1)}, {"月饼"}),
        ({"first_on": date(2026, 6, 1)}, {"径山茶", "画册"}),
    ],
)  # fmt: skip
def test_gifts_are_narrowed_by_each_side(
    store: Database, drafts: tuple[GiftDraft, GiftDraft], today: date, narrowed: dict[str, Any], items: set[str]
) -> None:
    tea, book = drafts
    put(store, tea, today)
    put(store, replace(tea, item="月饼", direction=GiftDirection.RECEIVED, on=date(2026, 5, 30)), today)
    put(store, replace(book, override_reason="签名本", approver="高原"), today)
    wanted = GiftFilter(**narrowed)
    assert {line.item for line in read(store, today, wanted).lines} == items
    found = store.read(lambda s: gifts.rows(s, gift_overview.ids(s, wanted)))
    assert {row.item for row in found} == items
    assert [row.on for row in found] == sorted((row.on for row in found), reverse=True)


def test_sums_by_each_side_and_the_balance(store: Database, drafts: tuple[GiftDraft, GiftDraft], today: date) -> None:
    tea, book = drafts
    put(store, tea, today)
    put(store, replace(tea, item="月饼", direction=GiftDirection.RECEIVED, value_minor=20_000), today)
    foreign = replace(book, currency="USD", override_reason="展会", approver="高原", on=date(2026, 3, 2))
    put(store, foreign, today)

    def by(side: TotalBy) -> list[tuple[str, str, int, int, int]]:
        found = store.read(lambda s: gift_overview.totals(s, EVERY, side))
        return [(each.name or each.key, each.currency, each.given, each.received, each.balance_minor) for each in found]

    assert by(TotalBy.MONTH) == [("2026-06", "CNY", 1, 1, -11_200), ("2026-03", "USD", 1, 0, 8_800)]
    assert sorted(by(TotalBy.CLIENT)) == [("台州海辰港务", "USD", 1, 0, 8_800), ("宁波恒远轮胎", "CNY", 1, 1, -11_200)]
    assert ("周建明", "CNY", 1, 1, -11_200) in by(TotalBy.PERSON)
    assert {each[0] for each in by(TotalBy.CATEGORY)} == {"tea", "book"}
    assert {each[0] for each in by(TotalBy.TIER)} == {"A", "B"}
    assert {each[0] for each in by(TotalBy.MANAGER)} == {"刘敏"}
    assert {each[0] for each in by(TotalBy.OCCASION)} == {"dragon-boat"}
    assert store.read(gift_overview.managers) == ["刘敏"]


def test_the_budget_of_a_tier_counts_its_clients(
    store: Database, drafts: tuple[GiftDraft, GiftDraft], today: date
) -> None:
    put(store, drafts[0], today)
    store.write(lambda s: s.add(TierResource(tier="A", scope_id="company", gift_budget_minor=10_000)))
    first, second, third = store.read(lambda s: gift_overview.budgets(s, 2026))
    assert (first.tier, first.clients, first.budget_minor, first.spent_minor, first.percent) == (
        Tier.A, 1, 10_000, 8_800, 88,
    )  # fmt: skip
    assert (second.clients, second.spent_minor, second.percent) == (1, 0, None)
    assert third.clients == 0


def test_what_cannot_be_is_refused(store: Database, today: date) -> None:
    with pytest.raises(Invalid) as caught:
        read(store, today, GiftFilter(today, today - timedelta(days=1)))
    assert caught.value.code == "period.reversed"
    with pytest.raises(NotFound):
        read(store, today, GiftFilter(client_id="nobody"))


def test_many_gifts_are_given_page_by_page(store: Database, today: date) -> None:
    def fill(s: Any) -> None:
        people = [
            changes.new_row("", name=f"客户{at}", short_name=f"客户{at}", tier="ABC"[at % 3]) for at in range(900)
        ]
        for each in people:
            each["scope_id"] = each["id"]
        changes.insert_many(s, Client, people)
        who = [changes.new_row(each["id"], client_id=each["id"], name="周") for each in people]
        changes.insert_many(s, Contact, who)
        rows = [
            changes.new_row(
                people[at % 900]["id"], client_id=people[at % 900]["id"], contact_id=who[at % 900]["id"], item=f"茶{at}",
                value_minor=100, giver="刘敏", on=today - timedelta(days=at % 600),
            )
            for at in range(18_000)
        ]  # fmt: skip
        changes.insert_many(s, Gift, rows)

    store.write(fill)
    wanted = GiftFilter(today - timedelta(days=365), today, tier="A")
    found = store.read(lambda s: gift_overview.ids(s, wanted))
    assert len(found) > 3_000
    rows = store.read(lambda s: gifts.rows(s, found[2_000:2_100]))
    assert [row.id for row in rows] == found[2_000:2_100]
