"""A gift that was written down wrong: a new row in its place, the old one kept as it was."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kam_desktop.core import clients, contacts, gift_chains, gifts, history, search, timeline
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.errors import Conflict, Invalid, NotFound
from kam_desktop.core.gifts import GiftDraft
from kam_desktop.core.rules.kinds import GiftCategory, GiftDirection, Verdict
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Attachment, Interaction
from kam_desktop.core.timeline_facts import Fact


@pytest.fixture
def draft(store: Database, today: date) -> GiftDraft:
    def make(s: Any) -> GiftDraft:
        client_id = clients.create(s, ClientDraft("宁波恒远轮胎有限公司", tier="A"), today=today)
        contact_id = contacts.create(s, client_id, contacts.ContactDraft(name="周建明"), today=today)
        return GiftDraft(client_id, contact_id, "径山茶", today, GiftCategory.TEA, 8_800, origin="产地带回")

    made: GiftDraft = store.write(make).value
    return made


@pytest.fixture
def gift_id(store: Database, draft: GiftDraft, today: date) -> str:
    return str(store.write(lambda s: gifts.record(s, draft, today=today)).value[0])


def corrected(store: Database, gift_id: str, draft: GiftDraft, today: date) -> Any:
    return store.write(lambda s: gifts.correct(s, gift_id, draft, today=today))


def test_a_correction_takes_the_place_and_names_the_old(
    store: Database, draft: GiftDraft, gift_id: str, today: date
) -> None:
    right = replace(draft, item="龙井茶", value_minor=9_900, receipt="No. 7")
    new_id = corrected(store, gift_id, right, today).value[0]
    again = corrected(store, new_id, replace(right, contact_id=None), today).value[0]
    for one in (gift_id, new_id, again):
        facts = store.read(lambda s, one=one: gift_chains.read(s, one))
        assert (facts.current_id, facts.is_current) == (again, one == again)
        assert [step.id for step in facts.steps] == [again, new_id, gift_id]
        assert [[name for name, *_ in step.changed] for step in facts.steps] == [
            ["contact_id"], ["item", "value_minor", "receipt"], [],
        ]  # fmt: skip
        assert {step.author for step in facts.steps} == {"刘敏"}
    old = store.read(lambda s: gift_chains.read(s, gift_id))
    assert (old.item, old.value_minor, old.contact) == ("径山茶", 8_800, "周建明")
    assert facts.steps[0].changed == (("contact_id", "周建明", ""),)
    assert store.read(lambda s: gifts.ids(s)) == [again]
    page = store.read(lambda s: timeline.page(s, draft.client_id, kinds=(Fact.GIFT,)))
    assert [line.id for line in page.lines] == [again]
    assert store.read(lambda s: search.find_texts(s, "径山")) == []
    assert [hit.id for hit in store.read(lambda s: search.find_texts(s, "龙井"))] == [again]


def test_the_contact_that_it_was_and_its_files_go_along(
    store: Database, draft: GiftDraft, gift_id: str, today: date
) -> None:
    store.write(
        lambda s: s.add(Attachment(client_id=draft.client_id, gift_id=gift_id, name="x", content=b"1", sha256="1"))
    )
    other = store.write(lambda s: clients.create(s, ClientDraft("Other"), today=today)).value
    moved = replace(draft, client_id=other, contact_id=None, on=today.replace(day=1))
    new_id = corrected(store, gift_id, moved, today).value[0]

    def living(s: Any) -> list[tuple[str, str, date]]:
        rows = s.query(Interaction).filter(Interaction.deleted_at.is_(None)).all()
        return [(row.client_id, row.gift_id, row.on) for row in rows]

    assert store.read(living) == [(other, new_id, today.replace(day=1))]
    assert store.read(lambda s: s.query(Attachment).one().gift_id) == new_id
    assert store.read(lambda s: clients.get(s, draft.client_id).last_contact_on) is None
    assert store.read(lambda s: clients.get(s, other).last_contact_on) == today.replace(day=1)


def test_undo_brings_the_old_back_and_it_can_be_corrected_again(
    store: Database, draft: GiftDraft, gift_id: str, today: date
) -> None:
    done = corrected(store, gift_id, replace(draft, item="龙井茶"), today)
    store.write(lambda s: history.undo(s, done.batch_id, today=today))
    facts = store.read(lambda s: gift_chains.read(s, done.value[0]))
    assert (facts.current_id, facts.is_current) == (gift_id, False)
    assert store.read(lambda s: gifts.ids(s)) == [gift_id]
    assert store.read(lambda s: clients.get(s, draft.client_id).last_contact_on) == today
    second = corrected(store, gift_id, replace(draft, item="碧螺春"), today).value[0]
    assert [step.id for step in store.read(lambda s: gift_chains.read(s, second)).steps] == [second, gift_id]


def test_the_rules_judge_it_as_if_the_old_had_not_been(
    store: Database, draft: GiftDraft, gift_id: str, today: date
) -> None:
    _, judged = corrected(store, gift_id, replace(draft, origin="客户家乡"), today).value
    assert (judged.verdict, judged.findings) == (Verdict.ALLOWED, ())  # the same item: not given twice
    [new_id] = store.read(lambda s: gifts.ids(s))
    with pytest.raises(Invalid, match="needs_reason"):
        corrected(store, new_id, replace(draft, value_minor=50_000), today)
    assert store.read(lambda s: gifts.ids(s)) == [new_id]
    dear = replace(draft, value_minor=50_000, override_reason="王总同意", approver="王总")
    last = corrected(store, new_id, dear, today).value[0]
    facts = store.read(lambda s: gift_chains.read(s, last))
    assert (facts.verdict, facts.rules, facts.override_reason) == (Verdict.NEEDS_APPROVAL, ("over_single",), "王总同意")


def test_what_cannot_be_corrected_says_why(store: Database, draft: GiftDraft, gift_id: str, today: date) -> None:
    assert corrected(store, gift_id, draft, today).value[0] == gift_id  # nothing was changed: nothing is written
    corrected(store, gift_id, replace(draft, direction=GiftDirection.RECEIVED), today)
    with pytest.raises(Conflict):
        corrected(store, gift_id, replace(draft, item="x"), today)
    with pytest.raises(NotFound):
        store.read(lambda s: gift_chains.read(s, "nobody"))
