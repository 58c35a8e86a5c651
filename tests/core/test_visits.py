"""Visits on a real store: stamps, receipts, what is too long, the visit that is booked next."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from kam_desktop.core import agenda, attachments, clients, commitments, touches, visits
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.errors import Invalid, Refused
from kam_desktop.core.prepared_files import prepare
from kam_desktop.core.rules.kinds import AttachmentKind, Side, TouchState, VisitState
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Touch
from kam_desktop.core.visit_drafts import LONGEST
from kam_desktop.core.visits import CommitmentDraft, ExpenseDraft, VisitDraft

ARRIVED = datetime(2026, 6, 15, 2, 5, 7, tzinfo=UTC)


@pytest.fixture
def client_id(store: Database, today: date) -> str:
    made = store.write(lambda s: clients.create(s, ClientDraft("宁波恒远轮胎有限公司", tier="A"), today=today))
    return str(made.value)


def record(store: Database, draft: VisitDraft, today: date, visit_id: str | None = None) -> str:
    return str(store.write(lambda s: visits.record(s, draft, today=today, visit_id=visit_id)).value)


def stored(store: Database, visit_id: str) -> VisitDraft:
    draft: VisitDraft = store.read(lambda s: visits.draft_of(s, visits.get(s, visit_id)))
    return draft


def test_stamps_and_receipts_come_back(store: Database, client_id: str, today: date) -> None:
    draft = VisitDraft(
        client_id, today, discussed="谈妥", arrived_at=ARRIVED, left_at=ARRIVED + timedelta(hours=1),
        expenses=(ExpenseDraft("高速", 8600, receipts=("a", "b")), ExpenseDraft("停车", 1000)),
    )  # fmt: skip
    again = stored(store, record(store, draft, today))
    assert (again.arrived_at, again.left_at) == (draft.arrived_at, draft.left_at)
    assert again.expenses == draft.expenses


def test_nobody_leaves_before_arriving(store: Database, client_id: str, today: date) -> None:
    draft = VisitDraft(client_id, today, arrived_at=ARRIVED, left_at=ARRIVED - timedelta(minutes=1))
    with pytest.raises(Invalid) as caught:
        record(store, draft, today)
    assert (caught.value.field, caught.value.code) == ("left_at", "visit.left_before_arrival")


@pytest.mark.parametrize("name", ["discussed", "needs", "objective", "commitments"])
def test_what_is_too_long_is_refused_and_never_cut(store: Database, client_id: str, today: date, name: str) -> None:
    def draft(length: int) -> VisitDraft:
        text = "长" * length
        value: Any = (CommitmentDraft(text),) if name == "commitments" else text
        return replace(VisitDraft(client_id, today), **{name: value})

    kept = getattr(stored(store, record(store, draft(LONGEST), today)), name)
    assert len(kept[0].text if name == "commitments" else kept) == LONGEST
    with pytest.raises(Invalid) as caught:
        record(store, draft(LONGEST + 1), today)
    assert (caught.value.field, caught.value.code) == (name, "visit.text_too_long")


def test_a_promise_of_the_client_without_a_name_is_not_ours(store: Database, client_id: str, today: date) -> None:
    promises = (
        CommitmentDraft("寄样"),
        CommitmentDraft("见主任", None, "", Side.CLIENT),
        CommitmentDraft("图纸", None, "技术部"),
    )
    visit_id = record(store, VisitDraft(client_id, today, commitments=promises), today)
    assert [each.owner for each in stored(store, visit_id).commitments] == ["刘敏", "", "技术部"]


def test_our_promise_is_on_today_before_it_falls_due_and_goes_when_it_is_kept(
    store: Database, client_id: str, today: date
) -> None:
    promise = CommitmentDraft("寄出油样报告", today + timedelta(days=4), "技术部")
    visit_id = record(store, VisitDraft(client_id, today, discussed="谈妥", commitments=(promise,)), today)
    soon = today + timedelta(days=3)

    def due(session: Any) -> list[str]:
        return [each.reason_params["text"] for each in agenda.due(session, today=soon) if each.reason == "commitment"]

    assert store.read(due) == ["寄出油样报告"]
    (kept,) = stored(store, visit_id).commitments
    store.write(lambda s: commitments.settle(s, str(kept.id), today=soon))
    assert store.read(due) == []


def test_the_next_visit_is_booked_once_moves_and_is_taken_back(store: Database, client_id: str, today: date) -> None:
    def booked(session: Any) -> list[date]:
        chosen = select(Touch.due_on).where(
            Touch.visit_id == visit_id, Touch.state == TouchState.PLANNED, Touch.deleted_at.is_(None)
        )
        return list(session.scalars(chosen))

    first, second = today + timedelta(days=21), today + timedelta(days=28)
    draft = VisitDraft(client_id, today, discussed="谈妥", next_visit_on=first)
    visit_id = record(store, draft, today)
    assert store.read(booked) == [first]
    record(store, replace(draft, next_visit_on=second), today, visit_id)
    assert store.read(booked) == [second]
    record(store, replace(draft, next_visit_on=None), today, visit_id)
    assert store.read(booked) == []


def test_a_plan_called_off_leaves_its_touch_free(store: Database, client_id: str, today: date) -> None:
    touch_id = store.read(
        lambda s: s.scalar(select(Touch.id).where(Touch.client_id == client_id, Touch.activity == "visit").limit(1))
    )
    draft = VisitDraft(client_id, today + timedelta(days=3), touch_id=touch_id)
    visit_id = store.write(lambda s: visits.plan(s, draft, today=today)).value
    store.write(lambda s: visits.cancel(s, visit_id, reason="客户出差", today=today))
    assert store.read(lambda s: touches.get_open(s, touch_id).visit_id) is None


def test_a_reported_visit_is_not_called_off(store: Database, client_id: str, today: date) -> None:
    visit_id = record(store, VisitDraft(client_id, today, discussed="谈妥"), today)
    with pytest.raises(Refused, match="not_planned"):
        store.write(lambda s: visits.cancel(s, visit_id, reason="x", today=today))


def test_photos_are_put_in_order(store: Database, client_id: str, today: date) -> None:
    visit_id = record(store, VisitDraft(client_id, today, discussed="x"), today)

    def keep(session: Any) -> None:
        for name in "abc":
            attachments.add(session, prepare(name.encode(), name=f"{name}.txt"), client_id=client_id, visit_id=visit_id)

    def order(session: Any) -> str:
        return "".join(each.name[0] for each in attachments.photos_of_visit(session, visit_id))

    store.write(keep)
    a, b, c = (each.id for each in store.read(lambda s: attachments.photos_of_visit(s, visit_id)))
    store.write(lambda s: attachments.place(s, c, a, b))
    assert store.read(order) == "acb"
    store.write(lambda s: attachments.place(s, b, "", a))
    assert store.read(order) == "bac"
    first, *_, last = (each.id for each in store.read(lambda s: attachments.photos_of_visit(s, visit_id)))
    moved = store.write(lambda s: attachments.place(s, first, last, "")).value
    assert store.read(order) == "acb"
    assert store.read(lambda s: attachments.content(s, moved)) == b"b"


def test_the_same_receipt_twice_is_one_file(store: Database, client_id: str) -> None:
    made = prepare(b"slip", name="slip.txt")

    def keep(session: Any) -> str:
        return attachments.keep_once(session, made, client_id=client_id, kind=AttachmentKind.FILE)

    first = store.write(keep).value
    assert store.write(keep).value == first
    assert store.read(lambda s: attachments.names_of(s, [first, "gone"])) == {first: "slip.txt"}


def test_a_returned_report_stays_returned_until_it_is_handed_in_again(
    store: Database, client_id: str, today: date
) -> None:
    draft = VisitDraft(client_id, today, discussed="谈妥")
    visit_id = record(store, draft, today)
    store.write(lambda s: visits.submit(s, visit_id))
    store.write(lambda s: visits.review(s, visit_id, accepted=False, remark="写明数量"))
    record(store, replace(draft, discussed="谈妥 20 桶"), today, visit_id)
    assert store.read(lambda s: visits.get(s, visit_id).state) == VisitState.RETURNED
    assert store.write(lambda s: visits.submit(s, visit_id)).value is VisitState.SUBMITTED


@pytest.mark.makes_ids
def test_promises_stand_in_the_order_in_which_they_were_typed(store: Database, client_id: str, today: date) -> None:
    promises = tuple(CommitmentDraft(f"{number:02}") for number in range(40))
    visit_id = record(store, VisitDraft(client_id, today, commitments=promises), today)
    assert [each.text for each in stored(store, visit_id).commitments] == [each.text for each in promises]
