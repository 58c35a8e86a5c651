"""Gifts from the first thought to how they were received, by the rules and past none of them (D-7.1, D-7.2)."""

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import text

from kam_desktop.core import (
    blackouts,
    checking,
    clients,
    contacts,
    dossiers,
    fact_intake,
    gift_chains,
    gift_rule_effect,
    gift_rules,
    gifts,
    history,
    portraits,
    reports,
    search,
    talking_points,
    timeline,
)
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.errors import Conflict, Invalid, KamError, NotFound, Refused
from kam_desktop.core.extracts import fact_ids
from kam_desktop.core.gifts import GiftDraft
from kam_desktop.core.identity import now
from kam_desktop.core.records import GiftRecord
from kam_desktop.core.rules.kinds import GiftCategory, GiftDirection, GiftState, GiftVia, Verdict
from kam_desktop.core.store import changes, search_index
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Batch, Client, Contact, Gift, Interaction, StaffChange, TierResource
from kam_desktop.core.timeline_facts import Fact

DEAR = {"value_minor": 50_000, "override_reason": "三十年老友，开业大喜"}


@pytest.fixture
def draft(store: Database, today: date) -> GiftDraft:
    def make(s: Any) -> GiftDraft:
        client_id = clients.create(s, ClientDraft("宁波恒远轮胎有限公司", tier="A"), today=today)
        contact_id = contacts.create(s, client_id, ContactDraft(name="周建明"), today=today)
        return GiftDraft(client_id, contact_id, "径山茶", today, GiftCategory.TEA, 8_800, origin="产地带回")

    made: GiftDraft = store.write(make).value
    return made


def record(store: Database, draft: GiftDraft, today: date) -> str:
    return str(store.write(lambda s: gifts.record(s, draft, today=today)).value[0])


def propose(store: Database, draft: GiftDraft, today: date) -> str:
    return str(store.write(lambda s: gifts.propose(s, draft, today=today)).value[0])


def row(store: Database, gift_id: str) -> Any:
    def read(s: Any) -> Any:
        found = s.get(Gift, gift_id)
        return SimpleNamespace(**{each.key: getattr(found, each.key) for each in Gift.__table__.columns})

    return store.read(read)


def refused(store: Database, act: Any) -> str:
    with pytest.raises(KamError) as caught:
        store.write(act)
    return caught.value.code


def last_batch(store: Database) -> str:
    return str(store.read(lambda s: s.query(Batch).order_by(Batch.id.desc()).first().id))


def codes(judged: gifts.Judged) -> set[str]:
    return {each.code for each in judged.findings}


# --- the way of a gift


def test_from_asking_to_giving(store: Database, draft: GiftDraft, today: date) -> None:
    dear = replace(draft, on=today + timedelta(days=9), approver="高原", **DEAR)
    gift_id = propose(store, dear, today)
    assert [each.approver for each in store.read(gifts.waiting)] == ["高原"]
    assert store.read(lambda s: s.query(Interaction).count()) == 0
    assert refused(store, lambda s: gifts.give(s, gift_id, on=today, today=today)) == "gift.not_approved"
    assert refused(store, lambda s: gifts.decide(s, gift_id, is_approved=True)) == "gift.approver_is_giver"
    assert (
        refused(store, lambda s: gifts.decide(s, gift_id, is_approved=True, approver=" 刘 敏"))
        == "gift.approver_is_giver"
    )
    assert (
        store.write(lambda s: gifts.decide(s, gift_id, is_approved=True, approver="高原", remark="可")).value
        == "approved"
    )
    assert (
        refused(store, lambda s: gifts.decide(s, gift_id, is_approved=False, approver="高原", remark="x"))
        == "gift.not_pending"
    )
    judged = store.write(lambda s: gifts.give(s, gift_id, on=today, today=today, manner="当面")).value
    given = row(store, gift_id)
    assert (judged.verdict, given.state, given.on, given.manner, given.approver, given.giver) == (
        Verdict.NEEDS_APPROVAL, "done", today, "当面", "高原", "刘敏",
    )  # fmt: skip
    assert given.rules[0] == {
        "code": "over_single",
        "verdict": "needs_approval",
        "params": {"value": 50_000, "limit": 20_000},
    }
    assert store.read(lambda s: clients.get(s, draft.client_id).last_contact_on) == today
    assert store.read(gifts.waiting) == []
    assert refused(store, lambda s: gifts.give(s, gift_id, on=today, today=today)) == "gift.not_open"


def test_declined_needs_its_remark_and_counts_nowhere(store: Database, draft: GiftDraft, today: date) -> None:
    gift_id = propose(store, replace(draft, **DEAR), today)
    assert (
        refused(store, lambda s: gifts.decide(s, gift_id, is_approved=False, approver="高原"))
        == "gift.decline_needs_remark"
    )
    store.write(lambda s: gifts.decide(s, gift_id, is_approved=False, approver="高原", remark="太贵"))
    assert refused(store, lambda s: gifts.give(s, gift_id, on=today, today=today)) == "gift.not_open"
    assert refused(store, lambda s: gifts.correct(s, gift_id, draft, today=today)) == "gift.not_given"
    assert refused(store, lambda s: gifts.note_reception(s, gift_id, score=5, today=today)) == "gift.not_given"
    assert store.read(lambda s: gifts.spent(s, draft.contact_id, today.year)) == 0
    assert store.read(lambda s: gifts.ids(s, states=(GiftState.DECLINED,))) == [gift_id]


def test_what_the_rules_allow_needs_nobody(store: Database, draft: GiftDraft, today: date) -> None:
    gift_id = propose(store, replace(draft, on=today + timedelta(days=3)), today)
    assert row(store, gift_id).state == "approved"
    store.write(lambda s: gifts.give(s, gift_id, on=today, today=today))
    assert row(store, gift_id).state == "done"


def test_what_was_asked_for_can_be_taken_back(store: Database, draft: GiftDraft, today: date) -> None:
    gift_id = propose(store, draft, today)
    store.write(lambda s: gifts.withdraw(s, gift_id))
    assert store.read(gifts.waiting) == []
    with pytest.raises(Conflict):
        store.write(lambda s: gifts.give(s, gift_id, on=today, today=today))


def test_an_approval_covers_what_it_knew_of(store: Database, draft: GiftDraft, today: date) -> None:
    gift_id = propose(store, replace(draft, **DEAR), today)
    store.write(lambda s: gifts.decide(s, gift_id, is_approved=True, approver="高原"))
    store.write(lambda s: setattr(s.get(Contact, draft.contact_id), "is_official", True))
    assert refused(store, lambda s: gifts.give(s, gift_id, on=today, today=today)) == "gift.approval_outdated"
    add_blackout(store, draft, today)
    assert refused(store, lambda s: gifts.give(s, gift_id, on=today, today=today)) == "gift.forbidden"


def test_one_step_with_the_name_of_who_approved(store: Database, draft: GiftDraft, today: date) -> None:
    dear = replace(draft, **DEAR)
    assert refused(store, lambda s: gifts.record(s, dear, today=today)) == "gift.needs_approver"
    assert (
        refused(store, lambda s: gifts.record(s, replace(dear, override_reason=" "), today=today))
        == "gift.needs_reason"
    )
    assert (
        refused(store, lambda s: gifts.record(s, replace(dear, approver="刘敏"), today=today))
        == "gift.approver_is_giver"
    )
    by_hand = replace(dear, approver="高原", handed_by="高原")
    assert refused(store, lambda s: gifts.record(s, by_hand, today=today)) == "gift.approver_is_giver"
    given = row(store, record(store, replace(dear, approver="高原"), today))
    assert (given.approver, given.approved_at is not None, given.override_reason) == (
        "高原",
        True,
        DEAR["override_reason"],
    )
    assert (
        row(
            store, record(store, replace(draft, item="画册", value_minor=100, approver="高原", contact_id=None), today)
        ).approver
        == ""
    )


def test_nobody_approves_their_own_under_another_name(store: Database, draft: GiftDraft, today: date) -> None:
    dear = replace(draft, **DEAR)
    for name in ("我", "LiuMin", "刘敏（主管）"):
        assert refused(store, lambda s, name=name: gifts.record(s, replace(dear, approver=name), today=today)) in (
            "gift.approver_is_giver",
            "gift.approver_missing",
        )
    gift_id = propose(store, dear, today)
    store.set_author("高原")
    for name in ("", "高原"):
        assert (
            refused(store, lambda s, name=name: gifts.decide(s, gift_id, is_approved=True, approver=name))
            == "gift.asked_here"
        )
    assert (
        refused(store, lambda s: gifts.decide(s, gift_id, is_approved=True, approver="刘敏"))
        == "gift.approver_is_giver"
    )
    store.write(lambda s: setattr(s.get(Gift, gift_id), "device_id", "another"))  # as if it had come from elsewhere
    store.write(lambda s: gifts.decide(s, gift_id, is_approved=True))
    assert row(store, gift_id).approver == "高原"


def test_a_correction_is_not_approved_by_a_new_name(store: Database, draft: GiftDraft, today: date) -> None:
    given = record(store, draft, today)
    store.set_author("高原")
    dear = replace(draft, **DEAR, approver="高原")
    assert refused(store, lambda s: gifts.correct(s, given, dear, today=today)) == "gift.asked_here"
    store.write(lambda s: gifts.correct(s, given, replace(dear, approver="陈静"), today=today))


def test_who_has_no_name_gives_nothing_that_needs_approval(store: Database, draft: GiftDraft, today: date) -> None:
    store.set_author("")
    dear = replace(draft, **DEAR)
    named = replace(dear, approver="高原")
    for act in (gifts.record, gifts.propose):
        assert refused(store, lambda s, act=act: act(s, named, today=today)) == "gift.author_missing"
    assert refused(store, lambda s: gifts.propose(s, dear, today=today)) == "gift.author_missing"
    record(store, draft, today)
    store.set_author("刘敏")
    gift_id = propose(store, dear, today)
    store.set_author("")
    assert refused(store, lambda s: gifts.decide(s, gift_id, is_approved=True)) == "gift.approver_missing"


def test_a_received_gift_has_an_estimate_and_can_be_handed_in(store: Database, draft: GiftDraft, today: date) -> None:
    come = replace(
        draft,
        item="微信红包",
        direction=GiftDirection.RECEIVED,
        value_minor=66_600,
        origin="",
        is_estimate=True,
        is_handed_in=True,
    )
    kept = row(store, record(store, come, today))
    assert (kept.verdict, kept.is_estimate, kept.is_handed_in, kept.rules) == ("allowed", True, True, [])
    assert store.read(lambda s: gifts.spent(s, draft.contact_id, today.year)) == 0


@pytest.mark.parametrize("text", ["炭火", "夫人挑的", "高原"])
def test_a_gift_is_found_by_its_story_and_its_people(store: Database, draft: GiftDraft, today: date, text: str) -> None:
    gift_id = record(store, replace(draft, story="传了五代的炭火焙制", chosen_by="夫人挑的", handed_by="高原"), today)
    assert gift_id in {hit.id for hit in store.read(lambda s: search.find(s, text))}


def test_stories_of_an_older_store_are_found_once_it_is_idle(
    store: Database, draft: GiftDraft, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        source = search_index.TEXTS["gift"]
        older.setitem(search_index.TEXTS, "gift", source._replace(columns=("item", "origin", "reception")))
        gift_id = record(store, replace(draft, story="传了五代的炭火焙制"), today)
    store.write(lambda s: s.execute(text("DELETE FROM meta WHERE key = 'find_stories'")))
    assert store.read(lambda s: search.find(s, "炭火")) == []
    assert [store.write(search_index.drain).value for _ in range(2)] == [1, 0]
    assert gift_id in {hit.id for hit in store.read(lambda s: search.find(s, "炭火"))}
    assert checking.check(store) == []


def test_how_it_was_received_is_added(store: Database, draft: GiftDraft, today: date) -> None:
    gift_id = record(store, draft, today)
    before = row(store, gift_id)
    store.write(lambda s: gifts.note_reception(s, gift_id, text="当场泡了一壶", score=4, today=today))
    store.write(lambda s: gifts.note_reception(s, gift_id, text="说夫人也喜欢", today=today + timedelta(days=5)))
    store.write(lambda s: gifts.note_reception(s, gift_id, score=5, today=today + timedelta(days=6)))
    after = row(store, gift_id)
    assert after.reception == "当场泡了一壶\n2026-06-20 说夫人也喜欢"
    assert (after.reception_score, after.verdict, after.rules) == (5, before.verdict, before.rules)
    seen = store.read(lambda s: gift_chains.read(s, gift_id)).receptions
    assert [(each.score, each.text[:6]) for each in seen] == [(5, ""), (None, "当场泡了一壶"), (4, "当场泡了一壶")]
    for bad in (0, 6, 10**9):
        assert (
            refused(store, lambda s, bad=bad: gifts.note_reception(s, gift_id, score=bad, today=today))
            == "gift.score_unusable"
        )
    assert refused(store, lambda s: gifts.note_reception(s, gift_id, text=" ", today=today)) == "gift.reception_missing"


# --- no way around


def add_blackout(store: Database, draft: GiftDraft, today: date) -> str:
    return str(
        store.write(lambda s: blackouts.add(s, draft.client_id, title="招标", first_on=today, last_on=today)).value
    )


@pytest.mark.parametrize("change", [{"item": "超市购物卡"}, {"category": GiftCategory.CASH}, {"manner": "微信转账"}])
def test_money_is_recorded_by_no_way(store: Database, draft: GiftDraft, today: date, change: dict[str, Any]) -> None:
    bad = replace(draft, override_reason="必须", approver="高原", **change)
    right = record(store, draft, today)
    for act in (gifts.record, gifts.propose):
        assert refused(store, lambda s, act=act: act(s, bad, today=today)) == "gift.forbidden"
    assert refused(store, lambda s: gifts.correct(s, right, bad, today=today)) == "gift.forbidden"
    assert row(store, right).deleted_at is None
    assert store.read(gifts.ids) == [right]
    noted = store.write(lambda s: gifts.note_refused(s, bad, today=today)).value
    assert (row(store, noted).state, row(store, noted).verdict) == ("declined", "forbidden")
    assert store.read(gifts.ids) == [right]


def test_a_closed_time_forbids_and_an_approval_does_not_open_it(store: Database, draft: GiftDraft, today: date) -> None:
    closed = add_blackout(store, draft, today)
    assert refused(store, lambda s: gifts.record(s, replace(draft, approver="高原"), today=today)) == "gift.forbidden"
    record(store, replace(draft, on=today - timedelta(days=1)), today)
    store.write(lambda s: blackouts.remove(s, closed))
    record(store, replace(draft, item="画册"), today)
    assert refused(store, lambda s: blackouts.remove(s, closed)) == "blackout.not_found"


def test_closed_times_that_make_no_sense(store: Database, draft: GiftDraft, today: date) -> None:
    def add(title: str, days: int) -> str:
        last = today + timedelta(days=days)
        return refused(store, lambda s: blackouts.add(s, draft.client_id, title=title, first_on=today, last_on=last))

    assert [add(" ", 1), add("招标", -1), add("招标", 1200)] == [
        "blackout.title_missing", "blackout.wrong_order", "blackout.too_long",
    ]  # fmt: skip
    with pytest.raises(NotFound):
        store.write(lambda s: blackouts.add(s, "x", title="招标", first_on=today, last_on=today))


def test_an_import_leaves_out_what_is_forbidden(store: Database, draft: GiftDraft, today: date) -> None:
    add_blackout(store, draft, today)
    day = today - timedelta(days=40)
    lines = [
        GiftRecord(row_no=2, on=today, client="宁波恒远轮胎有限公司", person="周建明", item="龙井", origin="产地"),
        GiftRecord(row_no=3, on=day, client="宁波恒远轮胎有限公司", person="周建明", item="紅包", origin="-"),
        GiftRecord(row_no=4, on=day, client="宁波恒远轮胎有限公司", person="周建明", item="画册", value_minor=90_000, origin="-"),
    ]  # fmt: skip
    taken = store.write(lambda s: fact_intake.take_in(s, lines, title="x", today=today)).value
    assert [(each.row_no, each.code) for each in taken.refused] == [(2, "gift.forbidden"), (3, "gift.cash_equivalent")]
    [gift_id] = store.read(gifts.ids)
    assert {each["code"] for each in row(store, gift_id).rules} == {"over_single", "over_year"}
    batch_id = last_batch(store)
    undone = store.write(lambda s: history.undo(s, batch_id, today=today)).value
    store.write(lambda s: history.undo(s, undone.batch_id, today=today))
    assert store.read(gifts.ids) == [gift_id]


def test_an_import_knows_a_gift_that_was_corrected_since(store: Database, draft: GiftDraft, today: date) -> None:
    def take(*minors: int) -> tuple[int, int]:
        lines = [
            GiftRecord(row_no=2, on=today, client="宁波恒远轮胎有限公司", person="周建明", item="蓝莓" * 200, value_minor=each, origin="果园")
            for each in minors
        ]  # fmt: skip
        taken = store.write(lambda s: fact_intake.take_in(s, lines, title="x", today=today)).value
        return taken.created, taken.unchanged

    def correct(minor: int) -> None:
        [gift_id] = store.read(gifts.ids)
        old = store.read(lambda s: gifts.draft_of(gifts.get(s, gift_id)))
        store.write(lambda s: gifts.correct(s, gift_id, replace(old, value_minor=minor), today=today))

    assert take(5_000) == (1, 0)
    imported = last_batch(store)
    correct(6_000)
    first = last_batch(store)
    correct(6_100)
    second = last_batch(store)
    assert take(5_000) == take(6_000) == take(6_100) == (0, 1)
    assert take(5_000, 6_100) == (1, 1)  # one gift does not answer for two
    for batch_id in (last_batch(store), second, first, imported):
        store.write(lambda s, batch_id=batch_id: history.undo(s, batch_id, today=today))
    assert take(5_000) == (1, 0)


def test_redo_does_not_bring_back_what_is_forbidden_now(store: Database, draft: GiftDraft, today: date) -> None:
    record(store, draft, today)
    batch_id = last_batch(store)
    undone = store.write(lambda s: history.undo(s, batch_id, today=today)).value
    add_blackout(store, draft, today)
    assert refused(store, lambda s: history.undo(s, undone.batch_id, today=today)) == "gift.undo_refused"
    assert store.read(gifts.ids) == []


def test_redo_does_not_bring_back_what_needs_approval_now(store: Database, draft: GiftDraft, today: date) -> None:
    record(store, replace(draft, value_minor=15_000), today)
    first = last_batch(store)
    undone = store.write(lambda s: history.undo(s, first, today=today)).value.batch_id
    second = record(store, replace(draft, item="画册", category=GiftCategory.BOOK, value_minor=15_000), today)
    assert refused(store, lambda s: history.undo(s, undone, today=today)) == "gift.undo_unapproved"
    assert store.read(gifts.ids) == [second]
    again = last_batch(store)
    store.write(lambda s: history.undo(s, again, today=today))
    store.write(lambda s: history.undo(s, undone, today=today))
    assert len(store.read(gifts.ids)) == 1


def test_redo_brings_back_what_later_gifts_were_judged_with(store: Database, draft: GiftDraft, today: date) -> None:
    first = record(store, replace(draft, value_minor=15_000), today)
    batch_id = last_batch(store)
    approved = {"value_minor": 15_000, "override_reason": "开业", "approver": "高原"}
    second = record(store, replace(draft, item="画册", category=GiftCategory.BOOK, **approved), today)
    undone = store.write(lambda s: history.undo(s, batch_id, today=today)).value.batch_id
    store.write(lambda s: history.undo(s, undone, today=today))
    assert set(store.read(gifts.ids)) == {first, second}


def test_what_was_given_keeps_its_approval(store: Database, draft: GiftDraft, today: date) -> None:
    gift_id = propose(store, replace(draft, **DEAR), today)
    store.write(lambda s: gifts.decide(s, gift_id, is_approved=True, approver="高原"))
    decision = last_batch(store)
    store.write(lambda s: gifts.give(s, gift_id, on=today, today=today))
    giving = last_batch(store)
    assert refused(store, lambda s: history.undo(s, decision, today=today)) == "gift.undo_refused"
    assert row(store, gift_id).approver == "高原"
    store.write(lambda s: history.undo(s, giving, today=today))
    assert (row(store, gift_id).state, store.read(gifts.ids)) == ("approved", [])
    store.write(lambda s: history.undo(s, decision, today=today))
    assert (row(store, gift_id).state, row(store, gift_id).approver) == ("proposed", "")


def test_a_correction_keeps_the_approval_as_far_as_it_goes(store: Database, draft: GiftDraft, today: date) -> None:
    dear = replace(draft, **DEAR)
    first = record(store, replace(dear, approver="高原"), today)
    cheaper = store.write(lambda s: gifts.correct(s, first, replace(dear, value_minor=45_000), today=today)).value[0]
    assert (row(store, cheaper).approver, row(store, cheaper).approved_at) == ("高原", row(store, first).approved_at)
    dearer = replace(dear, value_minor=45_001)
    assert refused(store, lambda s: gifts.correct(s, cheaper, dearer, today=today)) == "gift.needs_approver"
    other = replace(dear, value_minor=45_000, contact_id=None)
    assert refused(store, lambda s: gifts.correct(s, cheaper, other, today=today)) == "gift.needs_approver"
    again = store.write(lambda s: gifts.correct(s, cheaper, replace(dearer, approver="王总"), today=today)).value[0]
    assert row(store, again).approver == "王总"


# --- everybody else sees what was handed over, and nothing else


def test_what_waits_or_was_declined_is_seen_by_no_list(store: Database, draft: GiftDraft, today: date) -> None:
    propose(store, replace(draft, item="麒麟摆件", **DEAR), today)
    declined = propose(store, replace(draft, item="麒麟摆件", **DEAR), today)
    store.write(lambda s: gifts.decide(s, declined, is_approved=False, approver="高原", remark="不合适"))
    client_id, contact_id = draft.client_id, str(draft.contact_id)

    def seen(s: Any) -> list[Any]:
        page = timeline.page(s, client_id, kinds=(Fact.GIFT,)).lines
        last = talking_points.draw(s, client_id, contact_id, today=today)
        return [
            page, timeline.counts(s, client_id)[Fact.GIFT] or [], dossiers.show(s, client_id, today=today).gifts, gifts.ids(s),
            [each for each in (last.last_gift,) if each], fact_ids(s, "gifts"), search.find_texts(s, "麒麟"),
            [each for each in portraits.show(s, contact_id, today=today).history if each.fact is Fact.GIFT],
            gifts.latest(s, client_id, contact_id),
        ]  # fmt: skip

    assert store.read(seen) == [[]] * 9
    given = record(store, replace(draft, item="麒麟摆件"), today)
    assert all(store.read(seen))
    assert store.read(lambda s: fact_ids(s, "gifts")) == [given]


def test_a_visit_and_its_report_hold_what_was_handed_over(store: Database, draft: GiftDraft, today: date) -> None:
    from kam_desktop.core import visits
    from kam_desktop.core.visits import VisitDraft

    visit_id = store.write(lambda s: visits.plan(s, VisitDraft(draft.client_id, today), today=today)).value
    propose(store, replace(draft, visit_id=visit_id, **DEAR), today)
    assert store.read(lambda s: gifts.of_visit(s, visit_id)) == []
    assert store.read(lambda s: reports.visit_report(s, visit_id, today=today)).gifts == ()
    record(store, replace(draft, visit_id=visit_id), today)
    assert len(store.read(lambda s: gifts.of_visit(s, visit_id))) == 1


# --- the facts behind a verdict


def test_the_verdict_is_made_of_client_person_and_budget(store: Database, draft: GiftDraft, today: date) -> None:
    def weighed(**change: Any) -> set[str]:
        return codes(store.read(lambda s: gifts.weigh(s, replace(draft, **change))))

    assert weighed() == set()
    assert weighed(quantity=4) == {"four"}
    store.write(lambda s: setattr(s.get(Client, draft.client_id), "ownership", "state"))
    assert weighed() == {"official", "near_single"}
    store.write(lambda s: setattr(s.get(Contact, draft.contact_id), "is_official", True))
    store.write(lambda s: setattr(s.get(Contact, draft.contact_id), "taboos", "不喝茶"))
    assert weighed() == {"official", "official_person", "near_single", "taboo_own"}
    assert weighed(contact_id=None) == {"official", "near_single"}
    store.write(lambda s: setattr(s.get(Client, draft.client_id), "ownership", ""))
    assert weighed(contact_id=None, value_minor=19_000) == {"over_single"}  # it may be for the official
    store.write(lambda s: setattr(s.get(Contact, draft.contact_id), "deleted_at", now()))
    assert weighed(contact_id=None, value_minor=19_000) == {"near_single"}
    store.write(lambda s: setattr(s.get(Client, draft.client_id), "ownership", "state"))
    store.write(lambda s: s.add(TierResource(tier="A", gift_budget_minor=8_799)))
    assert weighed(contact_id=None) == {"official", "near_single", "over_budget"}


def test_family_and_intermediaries_count_for_the_person(store: Database, draft: GiftDraft, today: date) -> None:
    for n, via in enumerate((GiftVia.FAMILY, GiftVia.INTERMEDIARY, None), 1):
        on = today - timedelta(days=40 * n)
        record(
            store, replace(draft, item=f"礼{n}", category=GiftCategory.OTHER, value_minor=18_000, via=via, on=on), today
        )
    judged = store.read(
        lambda s: gifts.weigh(s, replace(draft, value_minor=6_001, via=GiftVia.FAMILY, via_name="夫人"))
    )
    assert codes(judged) == {"over_year"}
    assert (judged.totals.person_minor, judged.totals.person_count, judged.limits.person_year) == (54_000, 3, 60_000)


def test_a_person_who_moved_takes_their_year_along(store: Database, draft: GiftDraft, today: date) -> None:
    record(store, replace(draft, value_minor=19_000, on=today - timedelta(days=60)), today)
    record(store, replace(draft, item="画册", value_minor=19_000, on=today - timedelta(days=100)), today)
    other = store.write(lambda s: clients.create(s, ClientDraft("上海远达", tier="A"), today=today)).value

    def move(s: Any) -> None:
        s.get(Contact, draft.contact_id).client_id = other
        s.add(
            StaffChange(
                scope_id=other, client_id=draft.client_id, contact_id=str(draft.contact_id), kind="moved", on=today,
                other_client_id=other,
            )
        )  # fmt: skip

    store.write(move)
    judged = store.read(lambda s: gifts.weigh(s, replace(draft, client_id=other, item="徽墨", value_minor=10_000)))
    assert (judged.totals.person_minor, judged.totals.client_minor) == (38_000, 0)
    assert store.read(lambda s: gifts.spent(s, str(draft.contact_id), today.year)) == 38_000
    old = store.read(lambda s: gifts.ids(s, client_id=draft.client_id))[0]
    store.write(lambda s: gifts.correct(s, old, replace(gifts.draft_of(gifts.get(s, old)), receipt="7"), today=today))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"item": " \n "}, "gift.item_missing"), ({"value_minor": -1}, "gift.value_unreadable"),
        ({"value_minor": 10**13}, "gift.value_unreadable"), ({"value_minor": 0}, "gift.value_missing"), ({"quantity": 0}, "gift.quantity_unusable"),
        ({"quantity": 10**6}, "gift.quantity_unusable"), ({"currency": "XXX9"}, "currency.unknown"),
        ({"on": date(1, 1, 1)}, "gift.too_long_ago"), ({"on": date.max}, "gift.in_future"),
        ({"origin": " "}, "gift.origin_missing"), ({"reception_score": 9}, "gift.score_unusable"),
        ({"contact_id": "nobody"}, "contact.not_found"), ({"client_id": "nobody"}, "client.not_found"),
    ],
)  # fmt: skip
def test_nonsense_is_refused_with_its_place(
    store: Database, draft: GiftDraft, today: date, change: dict[str, Any], code: str
) -> None:
    bad = replace(draft, **change)
    assert refused(store, lambda s: gifts.record(s, bad, today=today)) == code
    assert refused(store, lambda s: gifts.propose(s, bad, today=today)) == code
    assert store.read(gifts.ids) == []


@pytest.mark.parametrize("on", [date.min, date.max])
def test_days_at_the_end_of_time_are_weighed_all_the_same(store: Database, draft: GiftDraft, on: date) -> None:
    assert store.read(lambda s: gifts.weigh(s, replace(draft, on=on))).verdict is Verdict.ALLOWED


# --- the rules and their versions


def test_a_change_of_rules_is_a_new_version_from_its_day_on(store: Database, draft: GiftDraft, today: date) -> None:
    old = record(store, draft, today)
    tighter = {"limits": {"tier:A": {"single": 5_000}}}

    def save(data: Any, reason: str = "审计要求", **more: Any) -> int:
        return int(store.write(lambda s: gift_rules.save(s, data, reason=reason, today=today, **more)).value)

    assert save(tighter, valid_from=today + timedelta(days=1)) == 1
    assert store.read(lambda s: gift_rules.on(s, today)).version == 0
    assert save(tighter) == 2
    assert refused(store, lambda s: gift_rules.save(s, tighter, reason="x", today=today)) == "gift_rules.unchanged"
    assert refused(store, lambda s: gift_rules.save(s, {}, reason=" ", today=today)) == "gift_rules.reason_missing"
    past = today - timedelta(days=1)
    assert (
        refused(store, lambda s: gift_rules.save(s, {}, reason="x", today=today, valid_from=past))
        == "gift_rules.valid_in_past"
    )
    judged = store.read(lambda s: gifts.weigh(s, replace(draft, item="画册")))
    assert (judged.rules_version, judged.limits.single, codes(judged)) == (2, 5_000, {"over_single", "same_category"})
    assert store.read(lambda s: gifts.weigh(s, replace(draft, on=past), but=old)).verdict is Verdict.ALLOWED
    seen = store.read(lambda s: gift_rules.versions(s, today=today))
    assert [(each.version, each.is_current, each.author) for each in seen] == [
        (2, True, "刘敏"), (1, False, "刘敏"), (0, False, ""),
    ]  # fmt: skip
    assert row(store, old).rules_version == 0
    batch_id = last_batch(store)
    store.write(lambda s: history.undo(s, batch_id, today=today))
    assert save({"days": {"split": 7}}) == 3  # a number is never given twice


def test_limits_that_were_settings_hold_until_there_are_versions(
    store: Database, draft: GiftDraft, today: date
) -> None:
    from kam_desktop.core import settings

    store.write(lambda s: settings.put(s, "gift_limit_single", 8_000))
    judged = store.read(lambda s: gifts.weigh(s, draft))
    assert (judged.rules_version, codes(judged)) == (0, {"over_single"})


def test_damaged_rules_stop_nobody(store: Database, draft: GiftDraft, today: date) -> None:
    from kam_desktop.core.store.tables import GiftRules

    store.write(lambda s: s.add(GiftRules(version=9, valid_from=today, data={"limits": 3})))
    assert store.read(lambda s: gifts.weigh(s, draft)).verdict is Verdict.ALLOWED


def test_what_other_rules_would_have_said(store: Database, draft: GiftDraft, today: date) -> None:
    cheap = record(store, replace(draft, value_minor=4_000, on=today - timedelta(days=364)), today)
    record(store, replace(draft, item="画册", on=today - timedelta(days=400)), today)
    dear = record(store, replace(draft, item="徽墨"), today)
    data = {"limits": {"base": {"single": 5_000}}, "words": {"cash": ["径山"]}}
    effect = store.read(lambda s: gift_rule_effect.preview(s, data, today=today))
    assert effect.given == 2
    assert [(each.row.id, each.before, each.after, each.codes) for each in effect.changed] == [
        (dear, "allowed", "needs_approval", ("over_single",)), (cheap, "allowed", "forbidden", ("cash",)),
    ]  # fmt: skip
    with pytest.raises(Invalid):
        store.read(lambda s: gift_rule_effect.preview(s, {"limits": 3}, today=today))


def test_gifts_of_people_who_are_gone_stop_neither_preview_nor_undo(
    store: Database, draft: GiftDraft, today: date
) -> None:
    gift_id = record(store, draft, today)
    batch_id = last_batch(store)
    store.write(lambda s: setattr(s.get(Contact, draft.contact_id), "deleted_at", now()))
    tighter = {"limits": {"base": {"single": 5_000}}}
    [changed] = store.read(lambda s: gift_rule_effect.preview(s, tighter, today=today)).changed
    assert changed.row.id == gift_id
    undone = store.write(lambda s: history.undo(s, batch_id, today=today)).value
    store.write(lambda s: history.undo(s, undone.batch_id, today=today))
    assert store.read(gifts.ids) == [gift_id]
    assert refused(store, lambda s: gifts.record(s, draft, today=today)) == "contact.removed"


def test_a_gift_of_somebody_who_is_gone_is_corrected_and_handed_over(
    store: Database, draft: GiftDraft, today: date
) -> None:
    done = record(store, draft, today)
    asked = propose(store, replace(draft, item="画册", category=GiftCategory.BOOK), today)
    store.write(lambda s: setattr(s.get(Contact, draft.contact_id), "is_official", True))
    store.write(lambda s: contacts.remove(s, str(draft.contact_id), today=today))
    right = replace(draft, receipt="7", override_reason="老友", approver="高原")
    assert codes(store.read(lambda s: gifts.weigh(s, right, but=done))) == {"official_person", "near_single"}
    store.write(lambda s: gifts.correct(s, done, right, today=today))
    assert refused(store, lambda s: gifts.give(s, asked, on=today, today=today)) == "gift.approval_outdated"
    assert refused(store, lambda s: gifts.record(s, right, today=today)) == "contact.removed"
    assert refused(store, lambda s: gifts.weigh(s, right, but=asked + "x")) == "contact.removed"


def test_what_was_approved_for_somebody_who_is_gone_is_handed_over(
    store: Database, draft: GiftDraft, today: date
) -> None:
    asked = propose(store, draft, today)
    store.write(lambda s: contacts.remove(s, str(draft.contact_id), today=today))
    store.write(lambda s: gifts.give(s, asked, on=today, today=today))
    assert store.read(gifts.ids) == [asked]


# --- many


def test_ten_thousand_gifts_of_one_client_are_judged(store: Database, draft: GiftDraft, today: date) -> None:
    made = [
        changes.new_row(
            draft.client_id, client_id=draft.client_id, contact_id=draft.contact_id, item=f"礼 {n}", category="other", value_minor=100,
            on=today - timedelta(days=n % 3_600), origin="x",
        )
        for n in range(10_000)
    ]  # fmt: skip
    store.write(lambda s: changes.insert_many(s, Gift, made))
    judged = store.read(lambda s: gifts.weigh(s, draft))
    ids = store.read(lambda s: gifts.ids(s, client_id=draft.client_id))
    assert len(store.read(lambda s: gifts.rows(s, ids[:256]))) == 256
    assert len(ids) == 10_000
    assert "too_many" in codes(judged)
    with pytest.raises(Refused):
        store.write(lambda s: gifts.record(s, replace(draft, item="红包"), today=today))
