"""Agreements, services, campaigns, delivered value, what a tier costs: from the entry to the plan and back."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select, text

from kam_desktop.core import (
    agreements,
    campaigns,
    client_books,
    clients,
    contacts,
    delivered_value,
    gifts,
    history,
    mergers,
    reports,
    services,
    tier_resources,
    visits,
)
from kam_desktop.core.agreements import AgreementDraft, EntryDraft
from kam_desktop.core.campaigns import CampaignDraft
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.delivered_value import ScoreDraft
from kam_desktop.core.errors import Conflict, Invalid, Refused
from kam_desktop.core.gifts import GiftDraft
from kam_desktop.core.rules.kinds import (
    AgreementKind,
    CampaignKind,
    EntryKind,
    ServiceKind,
    ServiceState,
    Tier,
    VisitState,
)
from kam_desktop.core.services import ServiceDraft
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Touch
from kam_desktop.core.tier_resources import ResourceDraft
from kam_desktop.core.visits import ExpenseDraft, VisitDraft

FRAMEWORK = AgreementDraft(
    AgreementKind.FRAMEWORK,
    "2026 年度框架",
    "K-17",
    date(2026, 1, 1),
    date(2026, 9, 30),
    volume_milli=180_000_000,
    unit="kg",
)


@pytest.fixture
def client(store: Database, today: date) -> str:
    made = store.write(lambda s: clients.create(s, ClientDraft("宁波恒远轮胎有限公司", tier="A"), today=today)).value
    store.write(lambda s: contacts.create(s, made, ContactDraft("周建明"), today=today))
    return made


def planned(store: Database, client_id: str, activity: str) -> list[tuple[str, date]]:
    statement = select(Touch.reason, Touch.due_on).where(
        Touch.client_id == client_id, Touch.activity == activity, Touch.state == "planned", Touch.deleted_at.is_(None)
    )
    return store.read(lambda s: [tuple(row) for row in s.execute(statement.order_by(Touch.due_on))])


def test_an_agreement_is_spoken_of_renewed_and_ended(store: Database, client: str, today: date) -> None:
    made = store.write(lambda s: agreements.add(s, client, FRAMEWORK, today=today)).value
    assert [reason for reason, _due in planned(store, client, "agreement")] == ["business_renewal"]
    (row,) = store.read(lambda s: agreements.of_client(s, client))
    assert (row.title, row.used_milli, row.days_left(date(2026, 9, 1))) == ("2026 年度框架", 0, 29)

    with pytest.raises(Invalid, match=r"agreement\.not_longer"):
        store.write(lambda s: agreements.renew(s, made, until=date(2026, 9, 30), today=today))
    renewed = store.write(lambda s: agreements.renew(s, made, until=date(2028, 9, 30), today=today)).batch_id
    assert planned(store, client, "agreement") == []
    store.write(lambda s: history.undo(s, str(renewed), today=today))
    assert len(planned(store, client, "agreement")) == 1

    store.write(lambda s: agreements.end(s, made, today=today))
    assert planned(store, client, "agreement") == []
    with pytest.raises(Refused, match=r"agreement\.not_in_force"):
        store.write(lambda s: agreements.renew(s, made, until=date(2029, 1, 1), today=today))
    assert store.read(agreements.in_force) == []


def test_deadlines_points_and_volume_are_lines_of_an_agreement(store: Database, client: str, today: date) -> None:
    club = replace(FRAMEWORK, kind=AgreementKind.MEMBERSHIP, title="友会", ends_on=None)
    made = store.write(lambda s: agreements.add(s, client, club, today=today)).value
    due = today + timedelta(days=20)
    deadline = EntryDraft(EntryKind.DEADLINE, "寄回油样报告", due_on=due)
    entry = store.write(lambda s: agreements.add_entry(s, made, deadline, today=today)).value
    assert planned(store, client, "agreement")[0][0] == "business_deadline"
    assert store.read(lambda s: agreements.of_client(s, client))[0].next_due_on == due
    store.write(lambda s: agreements.settle(s, entry, today=today))
    assert planned(store, client, "agreement") == []

    points = EntryDraft(EntryKind.POINTS, "季度奖励", quantity_milli=500_000)
    store.write(lambda s: agreements.add_entry(s, made, points, today=today))
    used = replace(points, text="兑换", quantity_milli=-600_000)
    with pytest.raises(Invalid, match=r"agreement\.not_so_many"):
        store.write(lambda s: agreements.add_entry(s, made, used, today=today))
    assert store.read(lambda s: agreements.of_client(s, client))[0].used_milli == 500_000
    assert [line.kind for line in store.read(lambda s: agreements.entries(s, made))] == [
        EntryKind.POINTS, EntryKind.DEADLINE,
    ]  # fmt: skip
    store.write(lambda s: agreements.remove(s, made, today=today))
    assert store.read(lambda s: agreements.of_client(s, client)) == []


@pytest.mark.parametrize(
    ("kind", "used"),
    [("contract", 1_000), ("framework", 1_000), ("supply", 1_000), ("technical", 1_000), ("membership", 20_000),
     ("points", 20_000), ("card", 300_000)],
)  # fmt: skip
def test_each_kind_counts_its_own_lines(store: Database, client: str, today: date, kind: str, used: int) -> None:
    draft = replace(FRAMEWORK, kind=AgreementKind(kind))
    made = store.write(lambda s: agreements.add(s, client, draft, today=today)).value
    for sort, quantity in (("volume", 1_000), ("points", 20_000), ("voucher", 300_000)):
        line = EntryDraft(EntryKind(sort), quantity_milli=quantity)
        store.write(lambda s, line=line: agreements.add_entry(s, made, line, today=today))
    assert store.read(lambda s: agreements.of_client(s, client))[0].used_milli == used


def test_a_credit_that_is_used_cannot_be_taken_away(store: Database, client: str, today: date) -> None:
    made = store.write(lambda s: agreements.add(s, client, replace(FRAMEWORK, kind=AgreementKind.POINTS), today=today))

    def add(quantity: int) -> str:
        line = EntryDraft(EntryKind.POINTS, quantity_milli=quantity)
        return store.write(lambda s: agreements.add_entry(s, made.value, line, today=today)).value

    first, _second, spent = add(500_000), add(100_000), add(-300_000)
    with pytest.raises(Refused, match=r"agreement\.used_already") as caught:
        store.write(lambda s: agreements.remove_entry(s, first, today=today))
    assert caught.value.params["held"] == "300"
    store.write(lambda s: agreements.remove_entry(s, spent, today=today))
    store.write(lambda s: agreements.remove_entry(s, first, today=today))
    assert store.read(lambda s: agreements.of_client(s, client))[0].used_milli == 100_000


def test_a_service_is_part_of_a_campaign_that_there_is(store: Database, client: str, today: date) -> None:
    party = CampaignDraft("客户会", CampaignKind.CONFERENCE, today, today)
    made = store.write(lambda s: campaigns.add(s, party)).value
    draft = ServiceDraft(ServiceKind.TRAINING, "会务", today, campaign_id=made)
    service = store.write(lambda s: services.add(s, client, draft, today=today)).value
    store.write(lambda s: campaigns.remove(s, made, today=today))
    revision = store.read(lambda s: services.get(s, service).revision)
    store.write(lambda s: services.edit(s, service, replace(draft, notes="x", revision=revision), today=today))
    for gone in (made, "nobody"):
        with pytest.raises(Invalid, match=r"campaign\.not_found") as caught:
            store.write(lambda s, gone=gone: services.add(s, client, replace(draft, campaign_id=gone), today=today))
        assert caught.value.field == "campaign_id"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": " "}, "agreement.title_missing"),
        ({"ends_on": date(2025, 1, 1)}, "agreement.ends_before"),
        ({"notice_days": 800}, "agreement.notice"),
        ({"amount_minor": -1}, "value.number"),
        ({"currency": "XXX"}, "currency.unknown"),
    ],
)
def test_an_agreement_says_what_is_wrong(
    store: Database, client: str, today: date, change: dict[str, object], code: str
) -> None:
    with pytest.raises(Invalid, match=code):
        store.write(lambda s: agreements.add(s, client, replace(FRAMEWORK, **change), today=today))  # type: ignore[arg-type]


def test_a_service_is_given_and_its_effect_noted(store: Database, client: str, today: date) -> None:
    draft = ServiceDraft(ServiceKind.TRAINING, "换胎工培训", today + timedelta(days=5), cost_minor=320_000)
    made = store.write(lambda s: services.add(s, client, draft, today=today)).value
    assert [reason for reason, _due in planned(store, client, "service")] == ["business_service"]
    store.write(lambda s: services.set_state(s, made, ServiceState.DONE, today=today))
    assert [reason for reason, _due in planned(store, client, "service")] == ["business_effect"]
    store.write(lambda s: services.note_effect(s, made, effect="返工率下降", score=4, today=today))
    assert planned(store, client, "service") == []
    (row,) = store.read(lambda s: services.of_client(s, client))
    assert (row.effect, row.effect_score, row.effect_on, row.state) == ("返工率下降", 4, today, ServiceState.DONE)
    with pytest.raises(Conflict):
        store.write(lambda s: services.edit(s, made, replace(draft, revision=0), today=today))
    assert len(store.read(lambda s: services.between(s, today, today + timedelta(days=30)))) == 1
    assert store.read(lambda s: services.between(s, today, today)) == []


def test_guests_are_invited_expected_and_thanked(store: Database, client: str, today: date) -> None:
    party = CampaignDraft("秋季客户会", CampaignKind.CONFERENCE, today + timedelta(days=30), today + timedelta(days=31))
    made = store.write(lambda s: campaigns.add(s, party)).value
    assert store.write(lambda s: campaigns.invite(s, made, [client, client], today=today)).value == 1
    assert store.write(lambda s: campaigns.invite(s, made, [client], today=today)).value == 0
    assert [reason for reason, _due in planned(store, client, "campaign")] == ["business_invite"]

    (guest,) = store.read(lambda s: campaigns.guests(s, made))
    store.write(lambda s: campaigns.answer(s, guest.id, reply="yes", today=today))
    assert [reason for reason, _due in planned(store, client, "campaign")] == ["business_attend"]
    store.write(lambda s: campaigns.answer(s, guest.id, reply="no", today=today))
    assert planned(store, client, "campaign") == []
    store.write(lambda s: campaigns.answer(s, guest.id, has_come=True, today=today))
    assert [reason for reason, _due in planned(store, client, "campaign")] == ["business_thank"]
    row = store.read(lambda s: campaigns.read(s, made))
    assert (row.invited, row.coming, row.came) == (1, 0, 1)

    store.write(lambda s: campaigns.remove(s, made, today=today))
    assert planned(store, client, "campaign") == []


def test_a_campaign_counts_who_is_there_and_what_was_given(store: Database, client: str, today: date) -> None:
    party = CampaignDraft("客户会", CampaignKind.CONFERENCE, today, today, budget_minor=500_000, currency="CNY")
    made = store.write(lambda s: campaigns.add(s, party)).value
    gone = store.write(lambda s: clients.create(s, ClientDraft("乙"), today=today)).value
    store.write(lambda s: campaigns.invite(s, made, [client, gone], today=today))
    for guest in store.read(lambda s: campaigns.guests(s, made)):
        store.write(lambda s, g=guest: campaigns.answer(s, g.id, reply="yes", has_come=True, today=today))
    for cost, currency, is_done in (
        (100, "USD", True),
        (2_000, "CNY", True),
        (30_000, "CNY", False),
        (7, "EUR", False),
    ):
        draft = ServiceDraft(ServiceKind.TRAINING, "会务", today, cost_minor=cost, currency=currency, campaign_id=made)
        store.write(lambda s, d=draft, done=is_done: services.add(s, client, d, today=today, is_done=done))
    off = store.write(lambda s: services.add(s, client, replace(draft, cost_minor=9), today=today)).value
    store.write(lambda s: services.set_state(s, off, ServiceState.CANCELLED, today=today))
    store.write(lambda s: clients.remove(s, gone))
    row = store.read(lambda s: campaigns.read(s, made))
    assert (row.invited, row.coming, row.came) == (1, 1, 1)
    assert row.costs == (("CNY", 2_000, 30_000), ("EUR", 0, 7), ("USD", 100, 0))
    assert row.spent_minor == 2_000
    assert store.read(campaigns.listed) == [row]


def test_two_invitations_of_merged_clients_are_one(store: Database, client: str, today: date) -> None:
    party = CampaignDraft("客户会", CampaignKind.CONFERENCE, today + timedelta(days=30), today + timedelta(days=30))
    made, other_made = (store.write(lambda s: campaigns.add(s, party)).value for _ in range(2))
    other = store.write(lambda s: clients.create(s, ClientDraft("恒远轮胎（宁波）", tier="A"), today=today)).value
    store.write(lambda s: campaigns.invite(s, made, [client, other], today=today))
    store.write(lambda s: campaigns.invite(s, other_made, [other], today=today))
    before = {each.client_id: each for each in store.read(lambda s: campaigns.guests(s, made))}
    store.write(lambda s: campaigns.answer(s, before[client].id, reply="no", notes="带一人", today=today))
    store.write(lambda s: campaigns.answer(s, before[other].id, reply="yes", has_come=True, notes="素食", today=today))
    batch = store.write(lambda s: mergers.merge(s, client, other, today=today)).batch_id
    (guest,) = store.read(lambda s: campaigns.guests(s, made))
    assert (guest.id, guest.reply, guest.has_come) == (before[client].id, "yes", True)
    assert {"带一人", "素食"} <= set(guest.notes.split("\n"))
    assert [each.client_id for each in store.read(lambda s: campaigns.guests(s, other_made))] == [client]
    store.write(lambda s: history.undo(s, str(batch), today=today))
    replies = {each.client_id: (each.reply, each.has_come) for each in store.read(lambda s: campaigns.guests(s, made))}
    assert replies == {client: ("no", None), other: ("yes", True)}


def test_value_is_scored_and_compared(store: Database, client: str, today: date) -> None:
    early = ScoreDraft(today - timedelta(days=90), {"product": 3, "money": 4})
    late = ScoreDraft(today, {"product": 4, "service": 5, "money": 3}, "账期放宽后")
    for draft in (late, early):
        store.write(lambda s, draft=draft: delivered_value.add(s, client, draft, today=today))
    rows = store.read(lambda s: delivered_value.of_client(s, client))
    assert [row.delivered.balance for row in rows] == [-1.0, 1.5]
    assert rows[1].scores["image"] is None
    for wrong, code in (
        (ScoreDraft(today + timedelta(days=1), {"product": 1}), "value_score.in_future"),
        (ScoreDraft(today), "value_score.nothing"),
        (ScoreDraft(today, {"product": 6}), "value_score.range"),
    ):
        with pytest.raises(Invalid, match=code):
            store.write(lambda s, wrong=wrong: delivered_value.add(s, client, wrong, today=today))


def test_what_was_spent_is_held_against_the_budget_of_the_tier(store: Database, client: str, today: date) -> None:
    store.write(lambda s: tier_resources.put(s, ResourceDraft(Tier.A, "高级", gift_budget_minor=100_000)))
    store.write(lambda s: tier_resources.put(s, ResourceDraft(Tier.A, "资深", gift_budget_minor=120_000)))
    a, b, _c = store.read(tier_resources.listed)
    assert (a.manager_grade, a.gift_budget_minor, b) == ("资深", 120_000, ResourceDraft(Tier.B))

    person = store.read(lambda s: contacts.of_client(s, client)[0].id)
    tea = GiftDraft(client, person, "径山茶", today, value_minor=9_800, origin="他爱喝绿茶")
    store.write(lambda s: gifts.record(s, tea, today=today))
    training = ServiceDraft(ServiceKind.TRAINING, "培训", today, cost_minor=320_000)
    store.write(lambda s: services.add(s, client, training, today=today, is_done=True))
    (line,) = store.read(lambda s: tier_resources.spent(s, today.year))
    assert (line.gifts_minor, line.services_minor, line.visits_minor, line.care_minor) == (9_800, 320_000, 0, 329_800)
    assert line.margin_minor is None
    assert store.read(lambda s: tier_resources.spent(s, today.year - 1, [client]))[0].care_minor == 0
    with pytest.raises(Invalid, match=r"value\.number"):
        store.write(lambda s: tier_resources.put(s, ResourceDraft(Tier.B, care_budget_minor=-1)))


def test_what_a_tier_gets_is_saved_again_after_undo(store: Database, today: date) -> None:
    first = store.write(lambda s: tier_resources.put(s, ResourceDraft(Tier.A, "高级", "华东"))).batch_id
    store.write(lambda s: history.undo(s, str(first), today=today))
    assert store.read(tier_resources.listed)[0] == ResourceDraft(Tier.A)
    again = store.write(lambda s: tier_resources.put(s, ResourceDraft(Tier.A, "资深"))).batch_id
    assert store.read(tier_resources.listed)[0] == ResourceDraft(Tier.A, "资深")
    store.write(lambda s: history.undo(s, str(again), today=today))
    assert store.read(tier_resources.listed)[0] == ResourceDraft(Tier.A)


def test_one_damaged_row_takes_none_of_the_others_along(store: Database, client: str, today: date) -> None:
    party = CampaignDraft("客户会", CampaignKind.CONFERENCE, today, today)
    training = ServiceDraft(ServiceKind.TRAINING, "培训", today)
    for _ in range(2):
        store.write(lambda s: agreements.add(s, client, FRAMEWORK, today=today))
        store.write(lambda s: services.add(s, client, training, today=today, is_done=True))
        store.write(lambda s: campaigns.add(s, party))
    for table in ("agreement", "service", "campaign"):
        odd = f"UPDATE {table} SET kind = 'nonsense' WHERE id = (SELECT min(id) FROM {table})"
        store.write(lambda s, odd=odd: s.execute(text(odd)))
    assert len(store.read(lambda s: agreements.of_client(s, client))) == len(store.read(agreements.in_force)) == 1
    assert len(store.read(lambda s: services.of_client(s, client))) == 1
    assert len(store.read(lambda s: services.between(s, today, today))) == 1
    assert len(store.read(campaigns.listed)) == 1
    book = store.read(lambda s: client_books.client_book(s, client, today=today))
    assert [each.title for each in book.agreements] == [FRAMEWORK.title]


def test_damaged_expenses_take_neither_report_nor_budget_along(store: Database, client: str, today: date) -> None:
    draft = VisitDraft(
        client, today, discussed="谈定", expenses=(ExpenseDraft("高速", 8_600), ExpenseDraft("税", 100, "USD"))
    )
    visit = store.write(lambda s: visits.record(s, draft, today=today)).value
    kept = store.read(lambda s: visits.get(s, visit).expenses)
    odd = [1, "x", None, {"text": "y"}, {"minor": 5}, {"text": "z", "minor": "5"}]
    for damaged, spent in (([*odd, *kept], 8_600), ([1, 2], 0), ({}, 0)):
        values = {"odd": json.dumps(damaged), "id": visit}
        store.write(lambda s, v=values: s.execute(text("UPDATE visit SET expenses = :odd WHERE id = :id"), v))
        report = store.read(lambda s: reports.visit_report(s, visit, today=today))
        left = store.read(lambda s: visits.draft_of(s, visits.get(s, visit)))
        assert sum(each.minor for each in report.expenses if each.currency == "CNY") == spent
        assert left.expenses == (draft.expenses if spent else ())
        assert store.read(lambda s: tier_resources.spent(s, today.year))[0].visits_minor == spent
    store.write(lambda s: s.execute(text("UPDATE visit SET expenses = '[' WHERE id = :id"), {"id": visit}))
    assert store.read(lambda s: tier_resources.spent(s, today.year))[0].visits_minor == 0
    store.write(lambda s: s.execute(text("UPDATE visit SET expenses = '[]', state = 'odd'")))
    store.write(lambda s: s.execute(text("UPDATE client SET tier = 'X', value_band = 'odd'")))
    report = store.read(lambda s: reports.visit_report(s, visit, today=today))
    assert (report.state, report.tier, report.value_band) == (VisitState.REPORTED, None, None)


def test_the_tiers_tell_what_their_clients_cost_and_who_costs_too_much(
    store: Database, client: str, today: date
) -> None:
    store.write(lambda s: tier_resources.put(s, ResourceDraft(Tier.A, care_budget_minor=100)))
    others = [
        store.write(lambda s, n=n: clients.create(s, ClientDraft(f"甲{n}", tier="A"), today=today)).value
        for n in "一二"
    ]
    for each, cost in ((client, 300), (others[0], 700), (others[1], 50)):
        draft = ServiceDraft(ServiceKind.TRAINING, "培训", today, cost_minor=cost)
        store.write(lambda s, c=each, d=draft: services.add(s, c, d, today=today, is_done=True))
    a, b, c = store.read(lambda s: tier_resources.by_tier(s, today.year))
    assert (a.id, a.clients, a.care_minor, a.gifts_minor) == ("A", 3, 1_050, 0)
    assert [(each.client_id, each.care_minor) for each in a.over] == [(others[0], 700), (client, 300)]
    assert [(each.clients, each.care_minor, each.over) for each in (b, c)] == [(0, 0, ()), (0, 0, ())]
    (few, *_rest) = store.read(lambda s: tier_resources.by_tier(s, today.year, most=1))
    assert (few.clients, few.care_minor, len(few.over)) == (3, 1_050, 1)
    assert store.read(lambda s: tier_resources.by_tier(s, today.year - 1))[0].care_minor == 0
