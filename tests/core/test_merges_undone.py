"""Undoing merges: every row comes back, whatever came after, and a chain in its order (D-2.5, D-13.3)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from core.duplicate_ground import client, person
from core.merge_ground import Two, dump, two
from kam_desktop.core import (
    belongings,
    checking,
    clients,
    contacts,
    gifts,
    history,
    intake,
    interactions,
    mergers,
    notes,
    occasions,
    relationships,
    timeline,
    touches,
    visits,
)
from kam_desktop.core.errors import Refused
from kam_desktop.core.gifts import GiftDraft
from kam_desktop.core.interactions import InteractionDraft
from kam_desktop.core.mergers import Choices
from kam_desktop.core.notes import NoteDraft
from kam_desktop.core.occasions import OccasionDraft
from kam_desktop.core.records import ClientRecord, ContactRecord
from kam_desktop.core.rules.kinds import Channel, OccasionKind
from kam_desktop.core.rules.unions import Take
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import (
    Client,
    Contact,
    Interaction,
)
from kam_desktop.core.visits import CommitmentDraft, VisitDraft

__all__ = ["two"]


def test_undo_restores_every_row(two: Two, today: date) -> None:
    before = dump(two.store)
    batch = two.merge(Choices({"name": Take.DROPPED, "tier": Take.DROPPED}))
    merged = dump(two.store)
    undone = two.store.write(lambda s: history.undo(s, batch, today=today)).value
    assert undone.kept == 0
    assert dump(two.store) == before
    assert checking.check(two.store) == []
    two.store.write(lambda s: history.undo(s, undone.batch_id, today=today))
    assert dump(two.store) == merged


def test_undo_keeps_what_came_after(two: Two, today: date) -> None:
    batch = two.merge()
    for people in ((two.zhou,), (two.zhou, two.shen), ()):
        draft = InteractionDraft(two.keep, Channel.CALL, today, "合并以后", people)
        two.store.write(lambda s, d=draft: interactions.log(s, d, today=today))
    two.store.write(lambda s: history.undo(s, batch, today=today))
    assert [row.outcome for row in two.rows(Interaction, client_id=two.keep)] == ["合并以后"] * 3


def test_what_was_written_of_people_since_goes_back_with_them(two: Two, today: date) -> None:
    """沈立群 was written about at the kept client, of whom 周建明 is."""
    store, batch = two.store, two.merge()
    chief = person(store, two.keep, "林海燕", today)

    def write(s: Session) -> str:
        promise = CommitmentDraft("寄", today)
        touch = touches.book(s, two.keep, on=today, channel=Channel.VISIT)
        visit = VisitDraft(
            two.keep, today, contact_ids=(two.shen,), discussed="谈", commitments=(promise,), touch_id=touch.id
        )
        visits.record(s, visit, today=today)
        interactions.log(s, InteractionDraft(two.keep, Channel.CALL, today, "问", (two.shen,)), today=today)
        gifts.record(s, GiftDraft(two.keep, two.shen, "茶", today, value_minor=100, origin="x"), today=today)
        relationships.tie(s, two.shen, "王芳", 2)
        relationships.report_to(s, two.shen, chief)
        draft_of_day = OccasionDraft(OccasionKind.WEDDING, today + timedelta(9), "嫁女", two.shen)
        occasions.add(s, two.keep, draft_of_day, today=today)
        return notes.create(s, two.keep, NoteDraft("记", two.shen, is_private=True), today=today)

    before = dump(store)
    note = store.write(write).value
    written = dump(store)
    fresh = {table: rows.keys() - before[table].keys() for table, rows in written.items()}
    back = store.write(lambda s: history.undo(s, batch, today=today)).value.batch_id
    assert checking.check(store) == []
    after = dump(store)
    for table in ("visit", "commitment", "interaction", "gift", "tie", "occasion", "note"):
        assert fresh[table]
        assert {after[table][each]["client_id"] for each in fresh[table]} == {two.drop}, table
        assert {after[table][each]["scope_id"] for each in fresh[table]} in ({two.drop}, {"private"}), table
    assert after["contact"][two.shen]["reports_to_id"] is None
    for each in fresh["visit"]:
        assert after["touch"][after["visit"][each]["touch_id"]]["client_id"] == two.drop
    edited = NoteDraft("改", two.shen, is_private=True, revision=store.read(lambda s: notes.get(s, note).revision))
    batch_of_edit = store.write(lambda s: notes.edit(s, note, edited)).batch_id
    store.write(lambda s: history.undo(s, batch_of_edit or "", today=today))
    store.write(lambda s: history.undo(s, back, today=today))
    again = dump(store)
    for table in ("visit", "commitment", "interaction", "gift", "tie", "occasion", "note", "contact"):
        assert again[table] == written[table]


def names_at(store: Database, client_id: str) -> list[str]:
    return store.read(lambda s: [row.name for row in contacts.of_client(s, client_id)])


@pytest.fixture
def chain(store: Database, today: date) -> tuple[list[str], list[str]]:
    """Three clients, each with somebody who was called, that become one over two merges; the batches."""
    made = []
    for name, who in (("宁波恒远轮胎有限公司", "周建明"), ("恒远轮胎(宁波)公司", "沈立群"), ("恒远轮胎宁波厂", "陈三")):
        made.append(client(store, name, today, notes=who))
        them = person(store, made[-1], who, today)
        draft = InteractionDraft(made[-1], Channel.CALL, today, who, (them,))
        store.write(lambda s, d=draft: interactions.log(s, d, today=today))
    a, b, c = made
    return made, [
        store.write(lambda s, k=keep, d=drop: mergers.merge(s, k, d, today=today)).batch_id or ""
        for keep, drop in ((a, b), (c, a))
    ]


def test_a_merge_that_a_later_one_holds_is_undone_after_that(
    store: Database, today: date, chain: tuple[list[str], list[str]]
) -> None:
    (a, b, c), (one, other) = chain

    def undo(batch: str) -> str:
        return store.write(lambda s: history.undo(s, batch, today=today)).value.batch_id

    with pytest.raises(Refused, match="held_since") as caught:
        undo(one)
    assert caught.value.params["name"] == "恒远轮胎宁波厂 + 宁波恒远轮胎有限公司"
    merged = dump(store)
    back = undo(other)
    undo_one = undo(one)
    for each, who in ((a, "周建明"), (b, "沈立群"), (c, "陈三")):
        assert names_at(store, each) == [who]
        assert [line.text for line in store.read(lambda s, e=each: timeline.page(s, e)).lines] == [who]
    again = undo(undo_one)  # done again, in their order
    with pytest.raises(Refused, match="already_undone"):
        undo(undo_one)
    undo(back)
    assert dump(store) == merged
    with pytest.raises(Refused, match="held_since"):
        undo(again)


def test_a_merge_is_not_done_again_into_what_was_merged_since(
    store: Database, today: date, chain: tuple[list[str], list[str]]
) -> None:
    (a, _b, c), (one, other) = chain
    for batch in (other, one):
        last = store.write(lambda s, i=batch: history.undo(s, i, today=today)).value.batch_id
    store.write(lambda s: mergers.merge(s, c, a, today=today))
    with pytest.raises(Refused, match="held_since"):
        store.write(lambda s: history.undo(s, last, today=today))


def test_a_merge_stays_while_its_people_are_merged_on(two: Two, today: date) -> None:
    batch = two.merge()
    on = two.store.write(lambda s: mergers.merge_people(s, two.zhou, two.shen, today=today)).batch_id
    with pytest.raises(Refused, match="held_since"):
        two.store.write(lambda s: history.undo(s, batch, today=today))
    for each in (on or "", batch):
        two.store.write(lambda s, i=each: history.undo(s, i, today=today))
    assert {each.id for each in two.rows(Contact, client_id=two.drop)} == {two.zhou2, two.shen}


def test_a_merge_of_another_into_the_same_one_holds_nothing(two: Two, today: date) -> None:
    batch = two.merge()
    third = client(two.store, "恒远轮胎宁波厂", today)
    chen = person(two.store, third, "陈三", today)
    two.store.write(lambda s: mergers.merge(s, two.keep, third, today=today))
    two.store.write(lambda s: history.undo(s, batch, today=today))
    assert {each.id for each in two.rows(Contact, client_id=two.drop)} == {two.zhou2, two.shen}
    assert {each.id for each in two.rows(Contact, client_id=two.keep)} == {two.zhou, chen}


def test_a_merge_of_what_an_import_brought_that_was_undone_is_not_undone(store: Database, today: date) -> None:
    """What it would give back is taken back already."""
    home = client(store, "恒远商行", today)
    brought = [ClientRecord(2, "宁波恒远轮胎有限公司", contacts=(ContactRecord("沈立群"),))]
    source = store.write(lambda s: intake.take_in(s, brought, title="客户.xlsx", today=today)).batch_id
    other = store.read(lambda s: clients.find(s, "宁波恒远轮胎有限公司").id)
    batch = store.write(lambda s: mergers.merge(s, home, other, today=today)).batch_id
    back = store.write(lambda s: history.undo(s, source or "", today=today)).value.batch_id
    with pytest.raises(Refused, match="held_since") as caught:
        store.write(lambda s: history.undo(s, batch or "", today=today))
    assert caught.value.params["name"] == "客户.xlsx"
    for each in (back, batch):
        store.write(lambda s, i=each: history.undo(s, i, today=today))
    assert names_at(store, other) == ["沈立群"]


def test_each_client_has_one_main_contact_after_a_merge_is_taken_back(store: Database, today: date) -> None:
    """Who was made the main contact in between stays it, where they go back to; who was before is it again elsewhere."""
    keep, drop = client(store, "甲公司", today), client(store, "甲有限公司", today)
    for client_id, name in ((keep, "王一"), (drop, "李二")):
        person(store, client_id, name, today)
    chosen = person(store, drop, "孙三", today)
    batch = store.write(lambda s: mergers.merge(s, keep, drop, today=today)).batch_id

    def choose(session: Session) -> None:
        draft = contacts.draft_of(contacts.get(session, chosen))
        contacts.update(session, chosen, replace(draft, is_primary=True), today=today)

    store.write(choose)
    store.write(lambda s: history.undo(s, batch or "", today=today))
    mains = store.read(lambda s: [[p.name for p in contacts.of_client(s, c) if p.is_primary] for c in (keep, drop)])
    assert mains == [["王一"], ["孙三"]]
    assert checking.check(store) == []


def test_a_main_contact_who_stays_is_not_joined_by_another(store: Database, today: date) -> None:
    """Nobody of those who stay is touched: who came with an earlier merge and was chosen later elsewhere stays second."""
    keep, one, other = (client(store, name, today) for name in ("甲公司", "甲有限公司", "甲厂"))
    for client_id, name in ((keep, "王一"), (one, "李二"), (other, "孙三")):
        person(store, client_id, name, today)
    store.write(lambda s: mergers.merge(s, keep, one, today=today))
    batch = store.write(lambda s: mergers.merge(s, keep, other, today=today)).batch_id
    store.write(lambda s: history.undo(s, batch or "", today=today))
    assert store.read(lambda s: [p.name for p in contacts.of_client(s, keep) if p.is_primary]) == ["王一"]
    assert checking.check(store) == []


@pytest.mark.parametrize("kind", ["note", "call", "person", "note of the twin", "company below"])
def test_a_merge_is_not_done_again_over_what_was_written_since(two: Two, today: date, kind: str) -> None:
    """The client that goes would take it out of sight; merged anew, all of it moves."""
    store, drop, batch = two.store, two.drop, two.merge()
    back = store.write(lambda s: history.undo(s, batch, today=today)).value.batch_id
    if kind == "person":
        person(store, drop, "何新", today)
    elif kind == "company below":
        below = client(store, "恒远新厂", today)
        store.write(lambda s: setattr(clients.get(s, below), "parent_id", drop))
    elif kind == "call":
        draft = InteractionDraft(drop, Channel.CALL, today, "撤销之后", ())
        store.write(lambda s: interactions.log(s, draft, today=today))
    else:
        about = two.zhou2 if kind == "note of the twin" else None
        store.write(lambda s: notes.create(s, drop, NoteDraft("撤销之后", about), today=today))
    written = dump(store)
    with pytest.raises(Refused, match="written_since") as caught:
        store.write(lambda s: history.undo(s, back, today=today))
    assert caught.value.params["name"] == "恒远轮胎(宁波)公司"
    assert dump(store) == written
    two.merge()
    assert not store.read(lambda s: belongings.is_named(s, Client, drop))


def test_people_are_not_merged_again_over_what_was_written_since(two: Two, today: date) -> None:
    store, lin = two.store, person(two.store, two.drop, "林海燕", today)
    batch = store.write(lambda s: mergers.merge_people(s, two.shen, lin, today=today)).batch_id
    back = store.write(lambda s: history.undo(s, batch or "", today=today)).value.batch_id
    store.write(lambda s: relationships.tie(s, lin, "王芳", 2))
    with pytest.raises(Refused, match="written_since") as caught:
        store.write(lambda s: history.undo(s, back, today=today))
    assert caught.value.params["name"] == "林海燕"
