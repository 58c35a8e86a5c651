"""Reports that are returned, taken back, corrected after acceptance, and what differs (D-6.1, D-6.5)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from kam_desktop.core import (
    clients,
    commitments,
    contacts,
    dossiers,
    extracts,
    history,
    search,
    settings,
    timeline,
    timeline_facts,
    touches,
    visit_lists,
    visit_reviews,
    visit_versions,
    visits,
)
from kam_desktop.core.errors import Invalid, NotFound, Refused
from kam_desktop.core.rules.kinds import VisitState
from kam_desktop.core.rules.text_diff import Op, Piece
from kam_desktop.core.store.changes import actor_of
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Commitment, Gift, Interaction, Touch, Visit
from kam_desktop.core.visit_reviews import RemarkDraft
from kam_desktop.core.visits import CommitmentDraft, ExpenseDraft, VisitDraft


@pytest.fixture
def client_id(store: Database, today: date) -> str:
    draft = clients.ClientDraft("苏州瑞川机械有限公司", short_name="瑞川机械", tier="A")
    return str(store.write(lambda s: clients.create(s, draft, today=today)).value)


@pytest.fixture
def person_id(store: Database, client_id: str, today: date) -> str:
    return str(store.write(lambda s: contacts.create(s, client_id, contacts.ContactDraft("顾思远"), today=today)).value)


@pytest.fixture
def report(client_id: str, person_id: str, today: date) -> VisitDraft:
    return VisitDraft(
        client_id, today, contact_ids=(person_id,), discussed="谈了交期，五天内答复", needs="液压油", impression=3,
        expenses=(ExpenseDraft("高速", 8_650),),
        commitments=(CommitmentDraft("寄样品", today + timedelta(days=8)), CommitmentDraft("报价", None)),
    )  # fmt: skip


@pytest.fixture
def submitted(store: Database, report: VisitDraft, today: date) -> str:
    visit_id: str = store.write(lambda s: visits.record(s, report, today=today)).value
    store.write(lambda s: visits.submit(s, visit_id))
    return visit_id


@pytest.fixture
def accepted(store: Database, submitted: str) -> str:
    store.write(lambda s: visits.review(s, submitted, accepted=True))
    return submitted


def rewrite(store: Database, visit_id: str, today: date, **changes: Any) -> None:
    draft = store.read(lambda s: visits.draft_of(s, visits.get(s, visit_id)))
    store.write(lambda s: visits.record(s, replace(draft, **changes), today=today, visit_id=visit_id))


def accept(store: Database, visit_id: str) -> None:
    store.write(lambda s: visits.submit(s, visit_id))
    store.write(lambda s: visits.review(s, visit_id, accepted=True))


def state(store: Database, visit_id: str) -> str:
    return store.read(lambda s: visits.get(s, visit_id).state)


# --- review


def test_a_returned_report_carries_its_remarks_and_their_answers(store: Database, submitted: str, today: date) -> None:
    on_field = RemarkDraft("哪一天答复？", "discussed", "五天内答复")
    store.write(lambda s: visit_reviews.add(s, submitted, on_field))
    state_now = store.write(lambda s: visits.review(s, submitted, accepted=False, remark="请补充")).value
    assert state_now is VisitState.RETURNED
    whole, margin = store.read(lambda s: visit_reviews.of_visit(s, submitted))
    assert (whole.field, whole.text, margin.field, margin.quote) == ("", "请补充", "discussed", "五天内答复")
    rewrite(store, submitted, today, discussed="谈了交期，6 月 20 日答复")
    store.write(lambda s: visit_reviews.answer(s, margin.id, "已写明日期"))
    store.write(lambda s: visits.submit(s, submitted))
    [change] = store.read(lambda s: visit_versions.since_return(s, submitted))
    assert change.field == "discussed"
    assert Piece(Op.GONE, "五天内") in change.pieces
    remarks = store.read(lambda s: visit_reviews.of_visit(s, submitted))
    assert [(each.answer, each.settled_at is None) for each in remarks] == [("", True), ("已写明日期", False)]
    assert store.read(lambda s: visit_reviews.open_count(s, submitted)) == 1


def test_what_changed_since_the_return_knows_promises_and_expenses(
    store: Database, submitted: str, today: date
) -> None:
    store.write(lambda s: visits.review(s, submitted, accepted=False, remark="请核对"))
    kept = store.read(lambda s: visits.draft_of(s, visits.get(s, submitted))).commitments[0]
    made = (replace(kept, due_on=today + timedelta(days=3)), CommitmentDraft("送样册"))
    rewrite(store, submitted, today, commitments=made, expenses=(ExpenseDraft("高速", 9_000),), impression=4)
    found = {each.field: each for each in store.read(lambda s: visit_versions.since_return(s, submitted))}
    assert set(found) == {"impression", "commitments", "expenses"}
    assert (found["impression"].before, found["impression"].after) == (3, 4)
    assert found["expenses"].rows == (
        (Op.GONE, ExpenseDraft("高速", 8_650)), (Op.NEW, ExpenseDraft("高速", 9_000)),
    )  # fmt: skip
    assert [(op, each.text) for op, each in found["commitments"].rows] == [
        (Op.GONE, "寄样品"), (Op.GONE, "报价"), (Op.NEW, "寄样品"), (Op.NEW, "送样册"),
    ]  # fmt: skip


def test_a_report_that_was_never_returned_has_nothing_since(store: Database, submitted: str) -> None:
    assert store.read(lambda s: visit_versions.since_return(s, submitted)) == ()


def test_a_margin_remark_is_reason_enough_to_return(store: Database, submitted: str) -> None:
    with pytest.raises(Invalid, match="return_needs_remark"):
        store.write(lambda s: visits.review(s, submitted, accepted=False, remark="  "))
    store.write(lambda s: visit_reviews.add(s, submitted, RemarkDraft("写细些", "needs")))
    store.write(lambda s: visits.review(s, submitted, accepted=False))
    assert state(store, submitted) == "returned"


@pytest.mark.parametrize(
    ("draft", "code"),
    [(RemarkDraft("x", "colour"), "no_such_field"), (RemarkDraft(" \n", "needs"), "remark_empty")],
)
def test_what_is_no_remark(store: Database, submitted: str, draft: RemarkDraft, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        store.write(lambda s: visit_reviews.add(s, submitted, draft))


def test_remarks_are_made_on_submitted_reports_and_answered_on_returned_ones(store: Database, submitted: str) -> None:
    remark = store.write(lambda s: visit_reviews.add(s, submitted, RemarkDraft("x"))).value
    with pytest.raises(Refused, match="not_returned"):
        store.write(lambda s: visit_reviews.answer(s, remark, "y"))
    store.write(lambda s: visit_reviews.drop(s, remark))
    with pytest.raises(NotFound, match="remark_not_found"):
        store.write(lambda s: visit_reviews.answer(s, remark))
    store.write(lambda s: visits.review(s, submitted, accepted=True))
    with pytest.raises(Refused, match="not_submitted"):
        store.write(lambda s: visit_reviews.add(s, submitted, RemarkDraft("x")))


def test_remarks_of_an_accepted_report_stand(store: Database, submitted: str) -> None:
    remark = store.write(lambda s: visit_reviews.add(s, submitted, RemarkDraft("x"))).value
    store.write(lambda s: visits.review(s, submitted, accepted=True))
    for work, code in ((visit_reviews.drop, "not_submitted"), (visit_reviews.reopen, "not_returned")):
        with pytest.raises(Refused, match=code):
            store.write(lambda s, do=work: do(s, remark))
    assert store.read(lambda s: len(visit_reviews.of_visit(s, submitted))) == 1


def test_nobody_reviews_a_report_of_their_own_where_there_is_a_lead(store: Database, submitted: str) -> None:
    store.write(lambda s: settings.put(s, "lead", "苏念"))
    with pytest.raises(Refused, match="own_report"):
        store.write(lambda s: visits.review(s, submitted, accepted=True))
    store.write(lambda s: settings.put(s, "lead", store_author(s)))
    store.write(lambda s: visits.review(s, submitted, accepted=True))
    assert state(store, submitted) == "accepted"


def test_another_name_makes_a_report_no_other_persons(store: Database, submitted: str) -> None:
    store.write(lambda s: settings.put(s, "lead", "苏念"))
    for author, code in (("刘小敏", "own_report"), ("", "reviewer_unnamed"), (" ", "reviewer_unnamed")):
        store.write(lambda s, name=author: settings.set_note(s, "author", name))
        with pytest.raises(Refused, match=code):
            store.write(lambda s: visits.review(s, submitted, accepted=True))
    store.write(lambda s: settings.put(s, "lead", ""))
    with pytest.raises(Refused, match="reviewer_unnamed"):
        store.write(lambda s: visit_reviews.add(s, submitted, RemarkDraft("x")))
    store.write(lambda s: settings.put(s, "lead", "苏念"))
    store.write(lambda s: setattr(s.get(Visit, submitted), "owner", "王磊"))
    store.write(lambda s: settings.set_note(s, "author", "刘小敏"))
    store.write(lambda s: visits.review(s, submitted, accepted=True))
    assert state(store, submitted) == "accepted"


def store_author(session: Any) -> str:
    return actor_of(session).author


def test_a_report_is_locked_until_it_is_taken_back(
    store: Database, submitted: str, report: VisitDraft, today: date
) -> None:
    with pytest.raises(Refused, match="locked"):
        store.write(lambda s: visits.record(s, report, today=today, visit_id=submitted))
    assert store.write(lambda s: visits.withdraw(s, submitted)).value is VisitState.REPORTED
    assert store.read(lambda s: visits.get(s, submitted).submitted_at) is None
    rewrite(store, submitted, today, needs="齿轮油")
    accept(store, submitted)
    with pytest.raises(Refused, match="accepted_already"):
        store.write(lambda s: visits.withdraw(s, submitted))


def test_a_returned_report_that_is_taken_back_is_returned_again(store: Database, submitted: str, today: date) -> None:
    first = store.read(lambda s: visits.get(s, submitted).submitted_at)
    store.write(lambda s: visits.review(s, submitted, accepted=False, remark="x"))
    store.write(lambda s: visits.submit(s, submitted))
    assert store.write(lambda s: visits.withdraw(s, submitted)).value is VisitState.RETURNED
    assert store.read(lambda s: visits.get(s, submitted).submitted_at) == first


def test_lateness_is_counted_from_the_first_submission(store: Database, report: VisitDraft, today: date) -> None:
    late = replace(report, on=date(2020, 1, 6))
    visit_id = store.write(lambda s: visits.record(s, late, today=today)).value
    [row] = store.read(lambda s: visit_lists.rows(s, [visit_id]))
    assert (row.report_due_on, row.late_days) == (date(2020, 1, 9), None)
    store.write(lambda s: visits.submit(s, visit_id))
    [row] = store.read(lambda s: visit_lists.rows(s, [visit_id]))
    assert row.report_due_on is None
    assert row.late_days is not None
    assert row.late_days > 1_000


# --- corrections


def test_a_correction_is_a_new_row_and_the_old_one_stays_readable(store: Database, accepted: str, today: date) -> None:
    made = store.write(lambda s: visit_versions.correct(s, accepted)).value
    kept = store.read(lambda s: visits.draft_of(s, visits.get(s, made))).commitments
    rewrite(
        store, made, today, discussed="谈了交期，六天内答复", impression=5,
        commitments=(replace(kept[0], text="寄两份样品"),),
    )  # fmt: skip
    accept(store, made)
    new, old = store.read(lambda s: visit_versions.versions(s, accepted))
    assert [(each.version, each.state, each.is_current) for each in (new, old)] == [
        (2, VisitState.ACCEPTED, True), (1, VisitState.ACCEPTED, False),
    ]  # fmt: skip
    assert (new.id, old.id, old.reviewer) == (made, accepted, "刘敏")
    before = store.read(lambda s: visit_versions.content(s, accepted)).draft
    assert before.discussed == "谈了交期，五天内答复"
    assert [each.text for each in before.commitments] == ["寄样品", "报价"]
    found = {each.field: each for each in store.read(lambda s: visit_versions.differences(s, accepted, made))}
    assert set(found) == {"discussed", "impression", "commitments"}
    assert found["discussed"].pieces == (
        Piece(Op.SAME, "谈了交期，"), Piece(Op.GONE, "五"), Piece(Op.NEW, "六"), Piece(Op.SAME, "天内答复"),
    )  # fmt: skip


def test_a_corrected_visit_counts_once(store: Database, accepted: str, client_id: str, today: date) -> None:
    made = store.write(lambda s: visit_versions.correct(s, accepted)).value
    rewrite(store, made, today, discussed="谈了包装")
    accept(store, made)
    assert store.read(visit_lists.ids) == [made]
    assert store.read(visit_lists.counts)[VisitState.ACCEPTED] == 1
    counts = store.read(lambda s: timeline.counts(s, client_id))
    assert (counts[timeline_facts.Fact.VISIT], counts[timeline_facts.Fact.CONTACT]) == (1, 0)
    page = store.read(lambda s: timeline.page(s, client_id))
    assert [line.text for line in page.lines if line.fact is timeline_facts.Fact.VISIT] == ["谈了包装"]
    assert store.read(lambda s: dossiers.show(s, client_id, today=today)).last_visit_on == today
    assert store.read(lambda s: extracts.fact_ids(s, "visits")) == [made]
    assert [hit.id for hit in store.read(lambda s: search.find(s, "谈了包装")) if hit.kind == "visit"] == [made]
    assert [hit.id for hit in store.read(lambda s: search.find(s, "五天内答复")) if hit.kind == "visit"] == []
    assert store.read(lambda s: s.scalar(select(func.count()).select_from(Interaction))) == 1
    live = select(Commitment.visit_id).where(Commitment.deleted_at.is_(None))
    assert set(store.read(lambda s: s.scalars(live).all())) == {made}


def test_only_an_accepted_report_is_corrected(store: Database, submitted: str, accepted: str) -> None:
    made = store.write(lambda s: visit_versions.correct(s, accepted)).value
    for visit_id, code in ((made, "not_accepted"), (accepted, "not_found")):
        with pytest.raises((Refused, NotFound), match=code):
            store.write(lambda s, each=visit_id: visit_versions.correct(s, each))


def test_a_third_version_names_the_second(store: Database, accepted: str, today: date) -> None:
    at = accepted
    for needs in ("一", "二"):
        at = store.write(lambda s, old=at: visit_versions.correct(s, old)).value
        rewrite(store, at, today, needs=needs)
        accept(store, at)
    chain = store.read(lambda s: visit_versions.versions(s, accepted))
    assert [each.version for each in chain] == [3, 2, 1]
    needs = [store.read(lambda s, i=each.id: visit_versions.content(s, i)).draft.needs for each in chain]
    assert needs == ["二", "一", "液压油"]
    assert store.read(lambda s: visit_versions.newest_id(s, accepted)) == at


def test_a_correction_can_be_given_up(store: Database, accepted: str, report: VisitDraft, today: date) -> None:
    before = store.read(lambda s: visits.draft_of(s, visits.get(s, accepted)))
    made = store.write(lambda s: visit_versions.correct(s, accepted)).value
    rewrite(store, made, today, discussed="别的", commitments=(CommitmentDraft("别的"),))
    assert store.write(lambda s: visit_versions.drop(s, made, today=today)).value == accepted
    assert store.read(lambda s: visits.draft_of(s, visits.get(s, accepted))) == before
    assert store.read(visit_lists.ids) == [accepted]
    outcome = select(Interaction.outcome).where(Interaction.visit_id == accepted)
    assert store.read(lambda s: s.scalar(outcome)) == before.discussed
    with pytest.raises(Refused, match="no_correction"):
        store.write(lambda s: visit_versions.drop(s, accepted, today=today))


def test_a_correction_that_is_given_up_gives_the_touches_back(
    store: Database, report: VisitDraft, client_id: str, today: date
) -> None:
    booked_on, pinned_on = date(2026, 7, 10), date(2026, 6, 25)
    promise = CommitmentDraft("寄样品", date(2026, 6, 30))
    whole = replace(report, next_visit_on=booked_on, commitments=(promise,))
    visit_id = store.write(lambda s: visits.record(s, whole, today=today)).value
    accept(store, visit_id)

    def planned(session: Any) -> list[Any]:
        alive = select(Touch.due_on, Touch.earliest_on, Touch.latest_on, Touch.is_pinned, Touch.visit_id).where(
            Touch.client_id == client_id, Touch.deleted_at.is_(None), Touch.is_pinned
        )
        return sorted(session.execute(alive).all())

    reminder = select(Touch.id).where(Touch.plan_key.startswith("commitment:"))
    store.write(lambda s: touches.move(s, s.scalar(reminder), to=pinned_on, today=today))
    before = store.read(planned)
    assert [(row.due_on, row.visit_id) for row in before] == [(pinned_on, None), (booked_on, visit_id)]
    made = store.write(lambda s: visit_versions.correct(s, visit_id)).value
    rewrite(store, made, today, next_visit_on=None, commitments=())
    assert store.read(planned) == []
    store.write(lambda s: visit_versions.drop(s, made, today=today))
    assert store.read(planned) == before
    made = store.write(lambda s: visit_versions.correct(s, visit_id)).value
    rewrite(store, made, today, next_visit_on=date(2026, 7, 20))
    store.write(lambda s: visit_versions.drop(s, made, today=today))
    assert store.read(planned) == before


def test_a_visit_that_only_the_correction_booked_goes_with_it(
    store: Database, accepted: str, client_id: str, today: date
) -> None:
    made = store.write(lambda s: visit_versions.correct(s, accepted)).value
    rewrite(store, made, today, next_visit_on=date(2026, 7, 10))
    booked = select(Touch.deleted_at).where(Touch.visit_id == made)
    assert store.read(lambda s: s.scalars(booked).all()) == [None]
    store.write(lambda s: visit_versions.drop(s, made, today=today))
    assert None not in store.read(lambda s: s.scalars(booked).all())


def test_a_correction_that_was_given_up_does_not_stand_in_the_way_of_the_next(
    store: Database, accepted: str, today: date
) -> None:
    first = store.write(lambda s: visit_versions.correct(s, accepted)).value
    store.write(lambda s: visit_versions.drop(s, first, today=today))
    second = store.write(lambda s: visit_versions.correct(s, accepted)).value
    assert store.read(lambda s: visit_versions.newest_id(s, accepted)) == second
    with pytest.raises(NotFound):
        store.read(lambda s: visit_versions.read(s, first))


def test_a_correction_can_be_undone_and_brought_back(store: Database, accepted: str, today: date) -> None:
    written = store.write(lambda s: visit_versions.correct(s, accepted))
    undone = store.write(lambda s: history.undo(s, written.batch_id or "", today=today))
    assert store.read(visit_lists.ids) == [accepted]
    texts = store.read(lambda s: [each.text for each in commitments.of_visit(s, accepted)])
    assert texts == ["寄样品", "报价"]
    store.write(lambda s: history.undo(s, undone.value.batch_id, today=today))
    assert store.read(visit_lists.ids) == [written.value]
    assert store.read(lambda s: len(visit_versions.content(s, accepted).draft.commitments)) == 2


def test_what_came_to_a_correction_stays_with_the_visit_when_it_is_undone(
    store: Database, accepted: str, client_id: str, today: date
) -> None:
    written = store.write(lambda s: visit_versions.correct(s, accepted))

    def give(item: str, visit_id: str) -> None:
        store.write(
            lambda s: s.add(Gift(scope_id=client_id, client_id=client_id, visit_id=visit_id, item=item, on=today))
        )

    give("茶", written.value)
    undone = store.write(lambda s: history.undo(s, written.batch_id or "", today=today))
    assert store.read(lambda s: s.scalars(select(Gift.visit_id)).all()) == [accepted]
    give("酒", accepted)
    store.write(lambda s: history.undo(s, undone.value.batch_id, today=today))
    assert store.read(visit_lists.ids) == [written.value]
    assert store.read(lambda s: s.scalars(select(Gift.visit_id)).all()) == [written.value] * 2


def test_a_correction_that_was_written_on_is_not_undone_under_it(store: Database, accepted: str, today: date) -> None:
    written = store.write(lambda s: visit_versions.correct(s, accepted))
    rewrite(store, written.value, today, needs="别的")
    with pytest.raises(Refused, match="correction_edited"):
        store.write(lambda s: history.undo(s, written.batch_id or "", today=today))
    assert store.read(visit_lists.ids) == [written.value]


def test_a_document_makes_a_whole_correction(store: Database, accepted: str, report: VisitDraft, today: date) -> None:
    later = replace(report, needs="齿轮油", commitments=(CommitmentDraft("寄样品", today + timedelta(days=9)),))
    made = store.write(lambda s: visit_versions.revise(s, accepted, later, today=today)).value
    found = {each.field for each in store.read(lambda s: visit_versions.differences(s, accepted, made))}
    assert found == {"needs", "commitments"}
    ids = store.read(lambda s: s.scalars(select(Commitment.id)).all())
    assert len(ids) == 2  # the promise that kept its words is the same one


def test_undoing_a_review_opens_it_again(store: Database, submitted: str, today: date) -> None:
    written = store.write(lambda s: visits.review(s, submitted, accepted=False, remark="x"))
    store.write(lambda s: history.undo(s, written.batch_id or "", today=today))
    assert state(store, submitted) == "submitted"
    assert store.read(lambda s: visit_reviews.of_visit(s, submitted)) == ()


def test_a_put_away_visit_is_no_version(store: Database, report: VisitDraft, today: date) -> None:
    written = store.write(lambda s: visits.record(s, report, today=today))
    store.write(lambda s: history.undo(s, written.batch_id or "", today=today))
    with pytest.raises(NotFound):
        store.read(lambda s: visit_versions.read(s, written.value))
    assert store.read(lambda s: s.get(Visit, written.value).deleted_at) is not None
