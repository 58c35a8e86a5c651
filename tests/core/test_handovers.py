"""A client changes hands: drafted from the facts, kept as it is written, done in one change that can be undone."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from kam_desktop.core import (
    agreements,
    clients,
    commitments,
    contacts,
    handovers,
    history,
    notes,
    services,
    timeline,
    touches,
    visits,
)
from kam_desktop.core.agreements import AgreementDraft, EntryDraft
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.errors import Conflict, Invalid
from kam_desktop.core.handovers import HandoverDraft, Part
from kam_desktop.core.notes import NoteDraft
from kam_desktop.core.rules.kinds import AgreementKind, Channel, EntryKind, ServiceKind, Side, TouchState
from kam_desktop.core.rules.privacy import PRIVATE
from kam_desktop.core.rules.shares import Share
from kam_desktop.core.services import ServiceDraft
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Agreement, AgreementEntry, Commitment, Service, Touch, Visit
from kam_desktop.core.timeline_facts import Fact
from kam_desktop.core.visits import VisitDraft


@pytest.fixture
def client_id(store: Database, today: date) -> str:
    draft = ClientDraft("宁波恒屹", tier="A", owner="许文静", supplier_shares=(Share("", 60, True), Share("东岭", 25)))
    made = str(store.write(lambda s: clients.create(s, draft, today=today)).value)
    person = ContactDraft(
        "陆明远", title="总经理", buying_role="decides", attitude="neutral", taboos="忌送钟\n不饮酒", hobbies="围棋",
        family="两个女儿", hometown="杭州",
    )  # fmt: skip
    store.write(lambda s: contacts.create(s, made, person, today=today))
    store.write(lambda s: commitments.add(s, made, text="检验报告", due_on=today - timedelta(days=9)))
    return made


def draft(today: date, **changes: Any) -> HandoverDraft:
    return HandoverDraft(**{"to_owner": "佟雅楠", "on": today, "points": ("一", "二"), **changes})


def test_five_things_follow_from_the_facts(store: Database, today: date, client_id: str) -> None:
    found = store.read(lambda s: handovers.draft_clues(s, client_id, today=today))
    assert [each.code for each in found] == ["decider_attitude", "thread", "late", "taboo", "competitor"]
    assert found[2].params == {"n": 1, "text": "检验报告", "days": 9}
    assert found[3].params == {"name": "陆明远", "text": "忌送钟；不饮酒"}


def test_an_empty_client_has_no_clue(store: Database, today: date) -> None:
    empty = store.write(lambda s: clients.create(s, ClientDraft("甲"), today=today)).value
    assert store.read(lambda s: handovers.draft_clues(s, empty, today=today)) == ()


def test_what_is_written_is_kept_and_a_stale_save_refused(store: Database, today: date, client_id: str) -> None:
    revision = store.write(lambda s: handovers.save(s, client_id, draft(today))).value
    kept = store.read(lambda s: handovers.kept(s, client_id))
    assert kept == draft(today, revision=revision)
    later = draft(
        today, points=("三",), split=(Part(today, 30), Part(today + timedelta(days=90), 100)), revision=revision
    )
    store.write(lambda s: handovers.save(s, client_id, later))
    assert store.read(lambda s: handovers.kept(s, client_id)).split == later.split
    with pytest.raises(Conflict):
        store.write(lambda s: handovers.save(s, client_id, draft(today, revision=revision)))


@pytest.mark.parametrize("split", [(Part(date(2026, 7, 1), 101),), (Part(date(2026, 7, 1), -1),),
                                   (Part(date(2026, 7, 1), 5), Part(date(2026, 6, 1), 9)),
                                   (Part(date(2026, 7, 1), 5), Part(date(2026, 7, 1), 9))])  # fmt: skip
def test_a_split_that_cannot_be_is_refused(store: Database, today: date, client_id: str, split: Any) -> None:
    with pytest.raises(Invalid) as caught:
        store.write(lambda s: handovers.save(s, client_id, draft(today, split=split)))
    assert caught.value.field == "split"
    assert store.read(lambda s: handovers.kept(s, client_id)) is None


def test_handing_over_moves_all_that_is_planned_in_one_change(store: Database, today: date, client_id: str) -> None:
    store.write(lambda s: setattr(
        touches.book(s, client_id, on=today + timedelta(days=5), channel=Channel.CALL), "owner", "许文静"))  # fmt: skip
    written = store.write(lambda s: handovers.hand_over(s, client_id, draft(today), today=today))
    assert store.read(lambda s: clients.get(s, client_id).owner) == "佟雅楠"
    planned = select(Touch.owner).where(
        Touch.client_id == client_id, Touch.state == TouchState.PLANNED, Touch.deleted_at.is_(None)
    )
    assert "许文静" not in store.read(lambda s: set(s.scalars(planned)))
    lines = store.read(lambda s: timeline.page(s, client_id, kinds={Fact.CHANGE})).lines
    assert (lines[0].params["before"], lines[0].params["after"]) == ("许文静", "佟雅楠")
    assert store.read(lambda s: handovers.kept(s, client_id)) is None  # it is done
    book = store.read(lambda s: handovers.book(s, client_id, today=today))
    assert (book.from_owner, book.to_owner, book.is_done) == ("许文静", "佟雅楠", True)
    store.write(lambda s: history.undo(s, written.batch_id, today=today))
    assert store.read(lambda s: clients.get(s, client_id).owner) == "许文静"
    assert not store.read(lambda s: handovers.book(s, client_id, today=today)).is_done


def test_what_lies_ahead_goes_along_and_what_was_done_stays(store: Database, today: date, client_id: str) -> None:
    near, framework = today + timedelta(days=9), AgreementDraft(AgreementKind.FRAMEWORK, "框架", owner="许文静")

    def make(s: Any) -> None:
        for on, owner in ((near, "许文静"), (near + timedelta(days=30), "方立诚")):
            visits.get(s, visits.plan(s, VisitDraft(client_id, on), today=today)).owner = owner
        visits.get(s, visits.record(s, VisitDraft(client_id, today, discussed="谈定"), today=today)).owner = "许文静"
        for text, side in (("寄样", Side.OURS), ("回话", Side.CLIENT)):
            commitments.add(s, client_id, text=text, owner="许文静", side=side)
        kept = commitments.add(s, client_id, text="寄出了", owner="许文静")
        s.flush()
        commitments.settle(s, kept.id, today=today)
        running = agreements.add(s, client_id, framework, today=today)
        over = agreements.add(s, client_id, replace(framework, title="旧框架"), today=today)
        agreements.end(s, over, today=today)
        for text in ("报告", "样品"):
            deadline = EntryDraft(EntryKind.DEADLINE, text, due_on=near, owner="许文静")
            entry = agreements.add_entry(s, running, deadline, today=today)
        agreements.settle(s, entry, today=today)
        for title, is_done in (("培训", False), ("保养", True)):
            service = ServiceDraft(ServiceKind.TRAINING, title, today, owner="许文静")
            services.add(s, client_id, service, today=today, is_done=is_done)

    def owners() -> list[tuple[str, str]]:
        wanted: tuple[tuple[Any, Any], ...] = (
            (Visit, Visit.state), (Commitment, Commitment.text), (Agreement, Agreement.title),
            (AgreementEntry, AgreementEntry.text), (Service, Service.title),
        )  # fmt: skip
        return [
            tuple(row)
            for table, name in wanted
            for row in store.read(lambda s, t=table, n=name: s.execute(select(n, t.owner).order_by(t.id)).all())
        ]

    store.write(make)
    before = owners()
    batch = store.write(lambda s: handovers.hand_over(s, client_id, draft(today), today=today)).batch_id
    assert {name for name, owner in owners() if owner == "佟雅楠"} == {"planned", "寄样", "框架", "报告", "培训"}
    assert ("planned", "方立诚") in owners()
    store.write(lambda s: history.undo(s, str(batch), today=today))
    assert owners() == before


@pytest.mark.parametrize("to_owner", ["", "  ", "许文静"])
def test_somebody_else_must_be_named(store: Database, today: date, client_id: str, to_owner: str) -> None:
    with pytest.raises(Invalid) as caught:
        store.write(lambda s: handovers.hand_over(s, client_id, draft(today, to_owner=to_owner), today=today))
    assert caught.value.field == "to_owner"
    assert store.read(lambda s: clients.get(s, client_id).owner) == "许文静"


def test_the_book_has_taboos_and_likes_and_nothing_else_that_is_private(
    store: Database, today: date, client_id: str
) -> None:
    store.write(lambda s: notes.create(s, client_id, NoteDraft("只给自己看", is_private=True), today=today))
    book = store.read(lambda s: handovers.book(s, client_id, today=today, to_owner="佟雅楠")).book
    person = book.people[0]
    assert (person.taboos, person.hobbies, person.family, person.hometown) == ("忌送钟\n不饮酒", "围棋", "", "")
    assert book.left_out == ("hometown", "family", "personality")
    assert "只给自己看" not in repr(book)
    whole = store.read(lambda s: handovers.book(s, client_id, today=today, with_private=True)).book
    assert (whole.people[0].family, whole.left_out) == ("两个女儿", ())
    assert set(handovers.SHOWN) < set(PRIVATE)


def test_colleagues_are_offered_but_not_the_owner_of_now(store: Database, today: date, client_id: str) -> None:
    store.write(lambda s: clients.create(s, ClientDraft("乙", owner="方立诚"), today=today))
    assert store.read(lambda s: handovers.receivers(s, client_id)) == ["方立诚"]
