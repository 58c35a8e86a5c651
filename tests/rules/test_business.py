"""What agreements, services and campaigns put on the plan: when, by which way, and when it ends."""

from datetime import date, timedelta

import pytest

from kam_desktop.core.rules.delivered_value import COSTS, VALUES, reckon
from kam_desktop.core.rules.holidays import WorkCalendar
from kam_desktop.core.rules.kinds import Activity, Channel, TouchKind, TouchState
from kam_desktop.core.rules.planned import ClientFacts, MatterFacts, PersonFacts, PlannedTouch, Standing
from kam_desktop.core.rules.planner import plan

TODAY = date(2026, 6, 15)
CALENDAR = WorkCalendar.shipped()
ZHOU = PersonFacts("p", "周建明", None, True)


def run(*matters: MatterFacts, standing: tuple[Standing, ...] = ()) -> list[PlannedTouch]:
    facts = ClientFacts("c", "A", TODAY, (ZHOU,), standing=standing, matters=matters)
    return plan(facts, (), CALENDAR, today=TODAY, until=TODAY + timedelta(weeks=12))


@pytest.mark.parametrize(
    ("kind", "on", "lead", "channel", "activity", "due", "latest"),
    [
        ("renewal", date(2026, 9, 30), 60, Channel.VISIT, Activity.AGREEMENT, date(2026, 7, 31), date(2026, 9, 30)),
        ("deadline", date(2026, 7, 5), 0, Channel.CALL, Activity.AGREEMENT, date(2026, 7, 3), date(2026, 7, 5)),
        ("service", date(2026, 7, 8), 0, Channel.EVENT, Activity.SERVICE, date(2026, 7, 8), date(2026, 7, 8)),
        ("effect", date(2026, 6, 1), 0, Channel.CALL, Activity.SERVICE, date(2026, 7, 1), date(2026, 7, 31)),
        ("invite", date(2026, 7, 20), 0, Channel.CALL, Activity.CAMPAIGN, date(2026, 7, 6), date(2026, 7, 19)),
        ("attend", date(2026, 7, 20), 0, Channel.EVENT, Activity.CAMPAIGN, date(2026, 7, 20), date(2026, 7, 20)),
        ("thank", date(2026, 6, 12), 0, Channel.CALL, Activity.CAMPAIGN, date(2026, 6, 16), date(2026, 6, 23)),
    ],
)
def test_each_matter_is_due_by_its_own_rule(
    kind: str, on: date, lead: int, channel: Channel, activity: Activity, due: date, latest: date
) -> None:
    (touch,) = run(MatterFacts("m", kind, "年度框架", on, lead_days=lead))
    assert (touch.kind, touch.channel, touch.activity) == (TouchKind.BUSINESS, channel, activity)
    assert (touch.due_on, touch.latest_on) == (due, latest)
    assert touch.earliest_on <= touch.due_on
    assert (touch.contact_id, touch.source_id, touch.reason) == ("p", "m", f"business_{kind}")


def test_what_is_long_past_is_not_planned_unless_it_was() -> None:
    old = MatterFacts("m", "deadline", "供货计划", TODAY - timedelta(days=60))
    assert run(old) == []
    stood = Standing(f"deadline:m:{old.on.isoformat()}", "agreement", old.on, TouchState.PLANNED, is_pinned=False)
    assert [touch.source_id for touch in run(old, standing=(stood,))] == ["m"]


def test_nobody_is_sent_to_a_campaign_that_has_begun() -> None:
    contest = MatterFacts("m", "attend", "旺季竞赛", TODAY - timedelta(days=3), until_on=TODAY + timedelta(days=20))
    assert run(contest) == []
    stood = Standing(f"attend:m:{contest.on.isoformat()}", "campaign", contest.on, TouchState.PLANNED, is_pinned=False)
    assert [touch.due_on for touch in run(contest, standing=(stood,))] == [contest.on]


def test_what_was_done_is_not_asked_for_again() -> None:
    matter = MatterFacts("m", "renewal", "年度框架", date(2026, 9, 30), lead_days=60)
    done = Standing("renewal:m:2026-09-30", "agreement", TODAY, TouchState.DONE, is_pinned=False)
    assert run(matter, standing=(done,)) == []
    assert len(run(MatterFacts("m", "renewal", "年度框架", date(2026, 10, 9), lead_days=60), standing=(done,))) == 1


def test_delivered_value_counts_only_what_was_scored() -> None:
    assert reckon({}) == (None, None)
    assert reckon({}).balance is None
    whole = reckon(dict.fromkeys(VALUES, 4) | dict.fromkeys(COSTS, 2))
    assert (whole.value, whole.cost, whole.balance) == (4.0, 2.0, 2.0)
    part = reckon({"product": 5, "service": 2, "money": 4, "image": None})
    assert (part.value, part.cost, part.balance) == (3.5, 4.0, -0.5)
