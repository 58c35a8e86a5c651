"""A period of visits read from a real store: what is in it, what is left out, and that its figures agree."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

import pytest

from kam_desktop.core import (
    clients,
    commitments,
    coverage,
    extracts,
    period_reports,
    reports,
    settings,
    visit_versions,
    visits,
)
from kam_desktop.core.errors import Invalid, NotFound
from kam_desktop.core.rules.kinds import CommitmentState, Side, Tier, VisitState
from kam_desktop.core.rules.visit_charts import Share
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Client, Gift, PeriodNote, Visit, VisitRemark
from kam_desktop.core.visit_period import PeriodKind, PeriodScope, VisitPeriod, Wanted
from kam_desktop.core.visits import CommitmentDraft, ExpenseDraft, VisitDraft

TODAY = date(2026, 6, 30)
JUNE = Wanted(date(2026, 6, 1), date(2026, 6, 30))
_TIERS = {"甲": "A", "乙": "A", "丙": "B", "丁": ""}


class Ground:
    """A team of two, 刘敏 with three clients and 马骁 with one; ``met`` writes a visit that took place."""

    def __init__(self, store: Database) -> None:
        self.store = store
        self.ids: dict[str, str] = {}
        for name, tier in _TIERS.items():
            self.ids[name] = store.write(
                lambda s, name=name, tier=tier: clients.create(
                    s, clients.ClientDraft(f"{name}公司", short_name=name, tier=tier, owner="马骁" if name == "丁" else "刘敏"),
                    today=TODAY,
                )
            ).value  # fmt: skip

    def met(self, client: str, day: int, state: str = "accepted", owner: str = "刘敏", **known: Any) -> str:
        """A visit of June in this state; handed in the day after unless told otherwise."""
        on = date(2026, 6, day)
        draft = VisitDraft(self.ids[client], on, discussed="谈了交期", **known)
        made: str = self.store.write(lambda s: visits.record(s, draft, today=TODAY)).value

        def put(session: Any) -> None:
            row = session.get(Visit, made)
            row.state, row.owner = state, owner
            if state in ("submitted", "accepted", "returned"):
                row.submitted_at = datetime.combine(on + timedelta(days=1), time(9)).astimezone()

        self.store.write(put)
        return made

    def change(self, work: Callable[[Any], object]) -> None:
        self.store.write(work)

    def seen(self, wanted: Wanted = JUNE, today: date = TODAY) -> VisitPeriod:
        found: VisitPeriod = self.store.read(lambda s: period_reports.visit_period(s, wanted, today=today))
        return found


@pytest.fixture
def ground(store: Database) -> Ground:
    return Ground(store)


def test_the_figures_agree_with_each_other(ground: Ground) -> None:
    for client, day in (("甲", 2), ("甲", 9), ("丙", 10), ("乙", 30)):
        ground.met(client, day)
    ground.met("丁", 3, owner="马骁")
    seen = ground.seen()
    assert [(each.manager, each.on.day, each.short_name) for each in seen.visits] == [
        ("刘敏", 2, "甲"), ("刘敏", 9, "甲"), ("刘敏", 10, "丙"), ("刘敏", 30, "乙"), ("马骁", 3, "丁"),
    ]  # fmt: skip
    assert (seen.kind, seen.scope, seen.managers) == (PeriodKind.MONTH, PeriodScope.TEAM, ("刘敏", "马骁"))
    assert sum(span.total for span in seen.spans) == sum(span.total for span in seen.days) == len(seen.visits)
    assert seen.coverage == (Share("刘敏", 3, 3), Share("马骁", 1, 1))
    assert (seen.owned.part, seen.clients_met) == (4, 4)
    assert [(each.tier, each.met, each.owned, each.visits) for each in seen.tiers] == [
        (Tier.A, 2, 2, 3), (Tier.B, 1, 1, 1), (None, 1, 1, 1),
    ]  # fmt: skip
    assert (seen.planned, seen.on_time, seen.handed_in, seen.left_out) == (5, 5, 5, ())
    assert [each.client for each in seen.versions] == [each.short_name for each in seen.visits]


def test_other_days_deleted_visits_and_deleted_clients_are_not_in_it(ground: Ground) -> None:
    kept = ground.met("甲", 2)
    gone = ground.met("甲", 3)
    ground.met("乙", 4)
    ground.change(lambda s: setattr(s.get(Visit, gone), "deleted_at", datetime(2026, 6, 5).astimezone()))
    ground.change(lambda s: setattr(s.get(Client, ground.ids["乙"]), "deleted_at", datetime(2026, 6, 5).astimezone()))
    assert ground.store.read(lambda s: period_reports.visit_ids(s, JUNE)) == [kept]
    assert ground.seen(Wanted(date(2026, 6, 3), date(2026, 6, 30))).visits == ()


def test_with_a_lead_only_accepted_reports_are_in_and_the_rest_is_said(ground: Ground) -> None:
    for day, state in enumerate(("accepted", "returned", "submitted", "reported"), start=1):
        ground.met("甲", day, state)
    ground.change(lambda s: settings.put(s, "lead", "顾海涛"))
    planned = VisitDraft(ground.ids["乙"], date(2026, 6, 20))
    plan = ground.store.write(lambda s: visits.plan(s, planned, today=date(2026, 6, 1))).value
    off = ground.store.write(lambda s: visits.plan(s, planned, today=date(2026, 6, 1))).value
    ground.change(lambda s: visits.cancel(s, off, reason="台风", today=TODAY))
    seen = ground.seen()
    assert plan
    assert [each.state for each in seen.visits] == [VisitState.ACCEPTED]
    assert dict(seen.left_out) == dict.fromkeys(
        (VisitState.PLANNED, VisitState.REPORTED, VisitState.SUBMITTED, VisitState.RETURNED), 1
    )
    assert (seen.planned, seen.cancelled, seen.lead) == (6, 1, "顾海涛")
    assert len(seen.visits) + sum(count for _, count in seen.left_out) + seen.cancelled == seen.planned
    everything = ground.seen(replace(JUNE, only_accepted=False))
    assert len(everything.visits) == 4
    assert dict(everything.left_out) == {VisitState.PLANNED: 1}


def test_of_a_report_and_its_correction_one_is_printed(ground: Ground) -> None:
    old = ground.met("甲", 2)
    new = ground.met("甲", 2, "submitted")
    ground.change(lambda s: setattr(s.get(Visit, new), "corrects_id", old))
    strict = replace(JUNE, only_accepted=True)
    assert ground.store.read(lambda s: period_reports.visit_ids(s, strict)) == [old]
    assert ground.seen(strict).planned == 1
    ground.change(lambda s: setattr(s.get(Visit, new), "state", "accepted"))
    assert ground.store.read(lambda s: period_reports.visit_ids(s, strict)) == [new]
    assert ground.seen(strict).planned == 1


def test_an_accepted_report_stays_in_while_its_correction_is_open(ground: Ground) -> None:
    old = ground.met("甲", 2, commitments=(CommitmentDraft("寄样品", date(2026, 6, 10)),))
    ground.change(
        lambda s: s.add(
            Gift(scope_id=ground.ids["甲"], client_id=ground.ids["甲"], visit_id=old, item="茶", on=date(2026, 6, 2))
        )
    )
    ground.change(lambda s: settings.put(s, "lead", "顾海涛"))
    before = ground.seen()
    new = ground.store.write(lambda s: visit_versions.correct(s, old)).value
    elsewhen = VisitDraft(ground.ids["甲"], date(2026, 5, 28), discussed="谈了交期与账期")
    ground.change(lambda s: visits.record(s, elsewhen, today=TODAY, visit_id=new))
    open_ = ground.seen()
    assert replace(open_.visits[0], printed_at=None) == replace(before.visits[0], printed_at=None)
    assert [each.text for each in open_.visits[0].commitments] == ["寄样品"]
    assert (open_.clients_met, open_.coverage, open_.left_out) == (1, before.coverage, ())
    may = Wanted(date(2026, 5, 1), date(2026, 5, 31))
    assert (ground.seen(may).planned, ground.seen(may).left_out) == (0, ())
    assert ground.store.read(lambda s: list(extracts.facts(s, "visits", [old])))
    assert ground.store.read(lambda s: reports.visit_report(s, old, today=TODAY)).discussed == "谈了交期"
    ground.change(lambda s: setattr(s.get(Visit, new), "state", "accepted"))
    assert (ground.seen().visits, len(ground.seen(may).visits)) == ((), 1)


def test_a_correction_knows_what_it_changed_and_stands_alone(ground: Ground) -> None:
    old = ground.met("甲", 2)
    new = ground.store.write(lambda s: visit_versions.correct(s, old)).value
    draft = VisitDraft(ground.ids["甲"], date(2026, 6, 2), discussed="谈了交期与账期", place="二号厂房")
    ground.change(lambda s: visits.record(s, draft, today=TODAY, visit_id=new))
    [report] = ground.seen().visits
    assert (report.version, report.changed) == (2, ("place", "discussed"))
    assert ground.seen().planned == 1


def test_one_manager_and_one_client(ground: Ground) -> None:
    ground.met("甲", 2)
    ground.met("丁", 3, owner="马骁")
    mine = ground.seen(replace(JUNE, manager="马骁"))
    assert (mine.scope, mine.name, len(mine.visits)) == (PeriodScope.MANAGER, "马骁", 1)
    assert mine.coverage == (Share("马骁", 1, 1),)
    theirs = ground.seen(replace(JUNE, client_id=ground.ids["甲"]))
    assert (theirs.scope, theirs.name, theirs.coverage) == (PeriodScope.CLIENT, "甲公司", ())
    assert theirs.managers == ("刘敏",)


def test_what_cannot_be_asked_is_refused(ground: Ground) -> None:
    with pytest.raises(Invalid, match=r"period\.reversed"):
        ground.seen(Wanted(date(2026, 6, 2), date(2026, 6, 1)))
    with pytest.raises(Invalid, match=r"period\.too_long"):
        ground.seen(Wanted(date(1926, 6, 2), date(2026, 6, 1)))
    with pytest.raises(NotFound, match=r"manager\.unknown"):
        ground.seen(replace(JUNE, manager="王五"))
    with pytest.raises(NotFound):
        ground.seen(replace(JUNE, client_id="nobody"))


def test_an_empty_period_says_so_in_one_sentence(ground: Ground) -> None:
    seen = ground.seen()
    assert [each.code for each in seen.points] == ["none"]
    assert (seen.visits, seen.handed_in, seen.clients_met) == ((), 0, 0)
    assert seen.coverage == (Share("刘敏", 0, 3), Share("马骁", 0, 1))


def test_late_reports_are_counted_and_named(ground: Ground) -> None:
    ground.met("甲", 1)
    late = ground.met("乙", 2)
    ground.met("丙", 3, "reported")
    ground.change(lambda s: setattr(s.get(Visit, late), "submitted_at", datetime(2026, 6, 8, 9).astimezone()))
    seen = ground.seen()
    assert [each.late_days for each in seen.versions] == [0, 3, 24]
    assert (seen.on_time, seen.handed_in) == (1, 3)
    assert ("late", ("刘敏",)) in [(each.code, each.params.get("names")) for each in seen.points]
    assert ground.seen(today=date(2026, 6, 4)).handed_in == 2, "the third is not due yet"
    ground.change(lambda s: setattr(s.get(Visit, late), "submitted_at", None))
    assert [each.late_days for each in ground.seen().versions] == [0, None, 24], (
        "accepted, and nobody knows when it came"
    )


def test_promises_open_up_to_the_end_and_kept_within(ground: Ground) -> None:
    promises = (
        CommitmentDraft("寄样品", date(2026, 6, 10)), CommitmentDraft("报价", date(2026, 7, 9)),
        CommitmentDraft("书面意见", None, "周总", Side.CLIENT),
    )  # fmt: skip
    ground.met("甲", 2, commitments=promises)
    after = ground.met("甲", 28, commitments=(CommitmentDraft("下月的事", date(2026, 7, 1)),))
    seen = ground.seen()
    assert [(each.text, each.days_left) for each in seen.promises] == [
        ("寄样品", -20), ("下月的事", 1), ("报价", 9), ("书面意见", None),
    ]  # fmt: skip
    assert [each.text for each in seen.overdue] == ["寄样品"]
    earlier = ground.seen(Wanted(date(2026, 6, 1), date(2026, 6, 14)))
    assert "下月的事" not in [each.text for each in earlier.promises]
    [row] = ground.store.read(lambda s: [each.id for each in commitments.of_visit(s, after)])
    ground.change(lambda s: commitments.settle(s, row, today=date(2026, 6, 29)))
    settled = ground.seen()
    assert settled.promises_kept == (Share("刘敏", 1, 1),)
    assert ground.seen(Wanted(date(2026, 6, 1), date(2026, 6, 14))).promises_kept == ()
    assert CommitmentState.KEPT in [each.state for each in settled.visits[1].commitments]


def test_expenses_competitors_notes_and_remarks_come_along(ground: Ground) -> None:
    visit = ground.met(
        "甲", 2, competitors="东岭报价低 4%", expenses=(ExpenseDraft("高铁", 5000), ExpenseDraft("餐", 3000))
    )
    week = Wanted(date(2026, 6, 1), date(2026, 6, 7))
    ground.change(
        lambda s: (
            s.add(PeriodNote(manager="刘敏", first_on=week.first_on, last_on=week.last_on, summary="谈定数量", plans="送样")),
            s.add(PeriodNote(manager="马骁", first_on=week.first_on, last_on=week.last_on)),
            s.add(VisitRemark(scope_id=ground.ids["甲"], visit_id=visit, field="discussed", quote="交期", text="写具体")),
            s.add(Gift(scope_id=ground.ids["甲"], client_id=ground.ids["甲"], visit_id=visit, item="茶", on=date(2026, 6, 2))),
            s.add(
                Gift(
                    scope_id=ground.ids["甲"], client_id=ground.ids["甲"], visit_id=visit, item="未批的", on=date(2026, 6, 2),
                    state="proposed",
                )
            ),
        )
    )  # fmt: skip
    seen = ground.seen(week)
    assert seen.kind is PeriodKind.WEEK
    assert [(each.text, each.minor, each.client) for each in seen.expenses] == [
        ("高铁", 5000, "甲"),
        ("餐", 3000, "甲"),
    ]
    assert [each.text for each in seen.competitors] == ["东岭报价低 4%"]
    assert [(each.manager, each.summary, each.next_week) for each in seen.texts] == [("刘敏", "谈定数量", "送样")]
    assert [each.text for each in seen.visits[0].remarks] == ["写具体"]
    assert [each.item for each in seen.visits[0].gifts] == ["茶"]
    assert {"competitors", "expenses"} <= {each.code for each in seen.points}
    assert ground.seen(replace(week, manager="马骁")).texts == ()


def test_the_report_and_the_desk_of_the_lead_say_the_same(ground: Ground) -> None:
    ground.change(lambda s: setattr(s.get(Client, ground.ids["乙"]), "owner", ""))  # the user's, who works alone
    for client, day, state in (("甲", 2, "accepted"), ("甲", 9, "submitted"), ("乙", 10, "reported")):
        ground.met(client, day, state)
    seen = ground.seen(replace(JUNE, only_accepted=False))
    desk = ground.store.read(lambda s: coverage.read(s, JUNE.first_on, JUNE.last_on))
    assert tuple(line.share for line in desk.managers()) == seen.coverage == (Share("刘敏", 2, 3), Share("马骁", 0, 1))
    assert desk.spans == seen.spans
    assert [(line.tier, line.met, line.owned, line.done) for line in desk.tiers()] == [
        (each.tier or "", each.met, each.owned, each.visits) for each in seen.tiers
    ]


def test_whatever_there_is_the_report_and_the_desk_say_the_same(ground: Ground) -> None:
    """A client of each owner, one of nobody and a closed one, with a visit in every state by everybody."""
    chance, people = Random(7), ("刘敏", "马骁", "")
    ground.change(lambda s: setattr(s.get(Client, ground.ids["乙"]), "owner", ""))
    ground.change(lambda s: setattr(s.get(Client, ground.ids["丙"]), "status", "closed"))
    rows = [(client, state, owner) for client in _TIERS for state in VisitState for owner in people]
    for number, (client, state, owner) in enumerate(chance.sample(rows, 40)):
        on = date(2026, 5 + number % 2, chance.randint(1, 30))
        row = Visit(
            scope_id=ground.ids[client], client_id=ground.ids[client], on=on, state=state.value, owner=owner,
            discussed="谈了交期",
        )  # fmt: skip
        ground.change(lambda s, row=row: s.add(row))
    first_weeks = Wanted(date(2026, 6, 1), date(2026, 6, 9))
    for days in (JUNE, first_weeks):
        for manager in ("", "刘敏", "马骁"):
            seen = ground.seen(replace(days, manager=manager, only_accepted=False))
            desk = ground.store.read(lambda s, m=manager, d=days: coverage.read(s, d.first_on, d.last_on, manager=m))
            total = desk.total()
            assert (total.planned, total.done, total.cancelled) == (seen.planned, len(seen.visits), seen.cancelled)
            assert tuple(line.share for line in desk.managers() if line.owned) == seen.coverage
            assert (desk.spans, total.met) == (seen.spans, seen.owned.part)
            assert [(line.tier, line.met, line.owned, line.done) for line in desk.tiers()] == [
                (each.tier or "", each.met, each.owned, each.visits) for each in seen.tiers
            ]
            met = ground.store.read(
                lambda s, m=manager, d=days: coverage.client_ids(s, d.first_on, d.last_on, manager=m, is_met=True)
            )
            assert len(met) == total.met


def test_a_visit_to_a_colleagues_client_is_the_visitors(ground: Ground) -> None:
    ground.met("丁", 3, owner="刘敏")
    by_owner = ground.seen(replace(JUNE, manager="马骁"))
    assert (len(by_owner.visits), by_owner.coverage) == (0, (Share("马骁", 1, 1),))
    lines = ground.store.read(lambda s: coverage.read(s, JUNE.first_on, JUNE.last_on)).managers()
    assert {line.manager: (line.met, line.done) for line in lines} == {"马骁": (1, 0), "刘敏": (0, 1)}


def test_unmet_clients_of_tier_a_are_named(ground: Ground) -> None:
    ground.met("甲", 2)
    [point] = [each for each in ground.seen().points if each.code == "tier_some"]
    assert point.params == {"tier": Tier.A, "met": 1, "owned": 2, "names": ("乙",), "more": 0}


def test_many_visits_cost_few_statements(ground: Ground) -> None:
    from sqlalchemy import event

    def statements() -> int:
        seen: list[str] = []
        engine = ground.store.engine
        listen = lambda *call: seen.append(call[2])  # noqa: E731
        event.listen(engine, "before_cursor_execute", listen)
        ground.seen()
        event.remove(engine, "before_cursor_execute", listen)
        return len(seen)

    ground.met("甲", 1)
    few = statements()
    for day in range(2, 22):
        ground.met("乙", day, commitments=(CommitmentDraft("一件事"),))
    assert statements() == few


@pytest.mark.parametrize(
    ("first", "last", "kind"),
    [
        ("2026-11-16", "2026-11-22", "week"), ("2026-11-16", "2026-11-20", "week"), ("2026-11-17", "2026-11-23", "days"),
        ("2026-11-01", "2026-11-30", "month"), ("2024-02-01", "2024-02-29", "month"), ("2026-10-01", "2026-12-31", "quarter"),
        ("2026-11-01", "2027-01-31", "days"), ("2026-01-01", "2026-12-31", "year"), ("2026-11-01", "2026-11-29", "days"),
    ],
)  # fmt: skip
def test_what_a_period_is_called(first: str, last: str, kind: str) -> None:
    assert period_reports.kind_of(date.fromisoformat(first), date.fromisoformat(last)) == kind
