"""What a lead sees: the queue, what is new at a client, coverage, single threads (D-6.1, D-12.1)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from kam_desktop.core import (
    clients,
    commitments,
    contacts,
    coverage,
    purchases,
    relationships,
    review_desk,
    settings,
    single_threads,
    visit_news,
    visit_reviews,
    visit_versions,
    visits,
)
from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import single_threads as rule
from kam_desktop.core.rules.kinds import CommitmentState
from kam_desktop.core.rules.shares import Share
from kam_desktop.core.rules.single_threads import Facts, Thread
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Client, Visit
from kam_desktop.core.visits import CommitmentDraft, VisitDraft


def client(store: Database, today: date, name: str = "瑞川机械", tier: str = "A", owner: str = "刘敏") -> str:
    draft = clients.ClientDraft(name, short_name=name, tier=tier)
    made = str(store.write(lambda s: clients.create(s, draft, today=today)).value)
    store.write(lambda s: setattr(s.get(Client, made), "owner", owner))
    return made


def person(store: Database, client_id: str, name: str, today: date) -> str:
    draft = contacts.ContactDraft(name)
    return str(store.write(lambda s: contacts.create(s, client_id, draft, today=today)).value)


def visit(store: Database, client_id: str, on: date, today: date, *, submits: bool = False, **given: Any) -> str:
    draft = VisitDraft(client_id, on, **{"discussed": "谈了交期", **given})
    made = str(store.write(lambda s: visits.record(s, draft, today=today)).value)
    if submits:
        store.write(lambda s: visits.submit(s, made))
    return made


# --- the queue


def test_the_oldest_report_comes_first(store: Database, today: date) -> None:
    first, second = client(store, today), client(store, today, "恒远轮胎", "B")
    late = visit(store, first, today - timedelta(days=9), today, submits=True)
    fresh = visit(store, second, today, today, submits=True)
    visit(store, second, today - timedelta(days=1), today)  # a draft waits for nobody
    queue = store.read(review_desk.queue)
    assert queue == [late, fresh]
    rows = store.read(lambda s: review_desk.rows(s, queue))
    assert [(row.client, row.tier, row.manager, row.due_on) for row in rows] == [
        ("瑞川机械", "A", "刘敏", today - timedelta(days=6)), ("恒远轮胎", "B", "刘敏", today + timedelta(days=3)),
    ]  # fmt: skip
    assert store.read(review_desk.managers) == {"刘敏": 2}
    assert store.read(lambda s: review_desk.queue(s, manager="别人")) == []
    assert store.read(lambda s: review_desk.queue(s, most=1)) == [late]


def test_a_report_that_comes_again_says_so(store: Database, today: date) -> None:
    made = visit(store, client(store, today), today, today, submits=True)
    store.write(lambda s: visits.review(s, made, accepted=False, remark="写细些"))
    assert store.read(review_desk.queue) == []
    store.write(lambda s: visits.submit(s, made))
    [row] = store.read(lambda s: review_desk.rows(s, [made]))
    assert (row.has_come_again, row.open_remarks) == (True, 1)


def test_who_may_review(store: Database) -> None:
    assert store.read(visit_reviews.reviewer).may_review("刘敏")
    store.write(lambda s: settings.put(s, "lead", "苏念"))
    seen = store.read(visit_reviews.reviewer)
    assert not seen.may_review("刘敏")
    assert seen.may_review("王磊")


# --- what is new


def test_what_is_new_since_the_visit_before(store: Database, today: date) -> None:
    client_id = client(store, today)
    gu, ma = person(store, client_id, "顾思远", today), person(store, client_id, "马俊", today)
    store.write(lambda s: clients.set_shares(s, client_id, (Share("美孚", 30), Share("长城", 20))))
    before = today - timedelta(days=30)
    made = tuple(CommitmentDraft(text, before + timedelta(days=5)) for text in ("寄样品", "报价", "送样册"))
    visit(
        store, client_id, before, today, impression=4, contact_ids=(gu,), competitors="长城来过", commitments=made,
    )  # fmt: skip
    kept, broken, _open = store.read(lambda s: [each.id for each in commitments.open_of_client(s, client_id)])
    store.write(lambda s: commitments.settle(s, kept, today=before + timedelta(days=4)))
    store.write(lambda s: commitments.settle(s, broken, today=before + timedelta(days=8), is_kept=False))
    store.write(
        lambda s: purchases.add(s, purchases.PurchaseDraft(client_id, today, "机油", 1_000_00), today=today)
    )  # fmt: skip
    now_id = visit(
        store, client_id, today, today, impression=3, contact_ids=(gu, ma), competitors="美孚报价低，长城没来"
    )
    news = store.read(lambda s: visit_news.read(s, now_id, today=today))
    assert (news.before_on, news.impression_before, news.impression) == (before, 4, 3)
    assert news.competitors == ("美孚",)
    assert news.people == ("马俊",)
    assert [(each.text, each.state, each.late_days) for each in news.promises] == [
        ("报价", CommitmentState.BROKEN, 3), ("送样册", CommitmentState.OPEN, 25), ("寄样品", CommitmentState.KEPT, 0),
    ]  # fmt: skip
    assert news.trend is not None


def test_the_first_visit_has_nothing_before_it(store: Database, today: date) -> None:
    made = visit(store, client(store, today), today, today, impression=4)
    news = store.read(lambda s: visit_news.read(s, made, today=today))
    assert (news.before_on, news.impression_before, news.promises, news.trend) == (None, None, (), None)


# --- coverage


def test_planned_against_done(store: Database, today: date) -> None:
    met, planned, unmet = (
        client(store, today, "甲"),
        client(store, today, "乙"),
        client(store, today, "丙", "B", "王磊"),
    )
    first, last = today.replace(day=1), today.replace(day=30)
    visit(store, met, today, today)
    visit(store, met, today - timedelta(days=3), today, submits=True)
    visit(store, unmet, today - timedelta(days=90), today)
    future = VisitDraft(planned, today + timedelta(days=2))
    store.write(lambda s: visits.plan(s, future, today=today))
    gone = store.write(lambda s: visits.plan(s, replace(future, client_id=unmet), today=today)).value
    store.write(lambda s: visits.cancel(s, gone, reason="出差", today=today))
    seen = store.read(lambda s: coverage.read(s, first, last))
    assert seen.target == 85
    assert seen.total()[2:] == (3, 1, 4, 2, 1)
    assert [(line.manager, line.owned, line.met) for line in seen.managers()] == [("刘敏", 2, 1), ("王磊", 1, 0)]
    assert [(line.tier, line.met, line.owned) for line in seen.tiers()] == [("A", 1, 2), ("B", 0, 1)]
    assert sum(span.total for span in seen.spans) == 2
    ids = store.read(lambda s: coverage.client_ids(s, first, last))
    assert ids == [planned, unmet]  # tier A first
    [line] = store.read(lambda s: coverage.client_lines(s, [unmet], first, last))
    assert (line.client, line.planned, line.done, line.last_visit_on) == ("丙", 1, 0, today - timedelta(days=90))
    assert store.read(lambda s: coverage.client_ids(s, first, last, manager="刘敏", tier="A", is_met=True)) == [met]
    alone = store.read(lambda s: coverage.read(s, first, last, manager="王磊"))
    assert alone.total().owned == 1


def test_a_correction_counts_once_in_the_coverage(store: Database, today: date) -> None:
    made = visit(store, client(store, today), today, today, submits=True)
    store.write(lambda s: visits.review(s, made, accepted=True))
    store.write(lambda s: visit_versions.correct(s, made))
    assert store.read(lambda s: coverage.read(s, today, today)).total()[2:] == (1, 1, 1, 1, 0)


def test_a_client_without_an_owner_is_the_users(store: Database, today: date) -> None:
    made = client(store, today, "丁", owner="")
    assert [line.manager for line in store.read(lambda s: coverage.read(s, today, today)).managers()] == ["刘敏"]
    [line] = store.read(lambda s: coverage.client_lines(s, [made], today, today))
    assert line.manager == "刘敏"


def test_a_period_does_not_end_before_it_begins(store: Database, today: date) -> None:
    with pytest.raises(Invalid, match="reversed"):
        store.read(lambda s: coverage.read(s, today, today - timedelta(days=1)))


# --- single threads


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        (Facts(1, 3, 2), ()),
        (Facts(0, 3, 2), (Thread.ONE_MANAGER,)),
        (Facts(0, 0, 0), (Thread.NO_CONTACT, Thread.ONE_MANAGER)),
        (Facts(1, 1, 1), (Thread.ONE_CONTACT,)),
        (Facts(1, 3, 1), (Thread.ONE_MET,)),
        (Facts(1, 3, 0), ()),  # nobody met is silence, not a single thread
    ],
)
def test_the_rule(facts: Facts, wanted: tuple[Thread, ...]) -> None:
    assert rule.of(facts) == wanted


def test_key_clients_that_hang_on_one(store: Database, today: date) -> None:
    bare = client(store, today, "甲")
    held = client(store, today, "乙")
    client(store, today, "丙", "B")
    gu, ma = person(store, held, "顾思远", today), person(store, held, "马俊", today)
    visit(store, held, today, today, contact_ids=(gu,))
    store.write(lambda s: relationships.tie(s, gu, colleague="苏念", strength=2))
    found = store.read(lambda s: single_threads.found(s, today=today))
    assert [(row.client_id, row.threads) for row in found] == [
        (bare, (Thread.NO_CONTACT, Thread.ONE_MANAGER)), (held, (Thread.ONE_MET,)),
    ]  # fmt: skip
    assert found[1].contact == "顾思远"
    visit(store, held, today, today, contact_ids=(ma,))
    assert [row.client_id for row in store.read(lambda s: single_threads.found(s, today=today))] == [bare]
    assert store.read(lambda s: single_threads.found(s, today=today, manager="别人")) == []


def test_one_manager_is_no_finding_where_there_is_only_one(store: Database, today: date) -> None:
    client(store, today, "甲")
    full = client(store, today, "乙")
    thin = client(store, today, "丙")
    for name in ("顾思远", "马俊"):
        person(store, full, name, today)
    person(store, thin, "何秀英", today)
    found = store.read(lambda s: single_threads.found(s, today=today))
    assert [(row.client, row.threads) for row in found] == [
        ("甲", (Thread.NO_CONTACT,)), ("丙", (Thread.ONE_CONTACT,)),
    ]  # fmt: skip
    client(store, today, "丁", owner="王磊")
    found = store.read(lambda s: single_threads.found(s, today=today))
    assert [row.client for row in found] == ["丁", "甲", "丙", "乙"]
    assert found[2].threads == (Thread.ONE_CONTACT, Thread.ONE_MANAGER)


def test_what_is_said_of_one_field_stands_there_alone(store: Database, today: date) -> None:
    made = visit(store, client(store, today, "甲"), today, today)
    store.write(lambda s: visits.submit(s, made))
    store.write(lambda s: visits.review(s, made, accepted=False, remark="写清交期", field="discussed"))
    assert store.read(lambda s: visits.get(s, made).review_remark) == ""
    [remark] = store.read(lambda s: visit_reviews.of_visit(s, made))
    assert (remark.field, remark.text) == ("discussed", "写清交期")


def test_a_visit_by_a_colleague_is_a_thread_more(store: Database, today: date) -> None:
    only = client(store, today, "甲", owner="王磊")
    gu, ma = person(store, only, "顾思远", today), person(store, only, "马俊", today)
    visit(store, only, today, today, contact_ids=(gu, ma))
    assert store.read(lambda s: s.query(Visit).one().owner) == "刘敏"
    assert store.read(lambda s: single_threads.found(s, today=today)) == []
