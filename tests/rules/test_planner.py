"""The planner as a pure function: what it promises, by table and by property."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kam_desktop.core.rules import dates
from kam_desktop.core.rules.cadence import DEFAULTS, PolicyLine, satisfies
from kam_desktop.core.rules.holidays import WorkCalendar
from kam_desktop.core.rules.kinds import Activity, Channel, Fit, Tier, TouchState
from kam_desktop.core.rules.periodic import CADENCES, plan_cadence
from kam_desktop.core.rules.placing import Capacity, Loads, place
from kam_desktop.core.rules.planned import ClientFacts, PersonFacts, PlannedTouch, PromiseFacts, Standing
from kam_desktop.core.rules.planner import plan

TODAY = date(2026, 6, 15)
UNTIL = TODAY + timedelta(weeks=12)
CALENDAR = WorkCalendar.shipped()
CALL = PolicyLine(Activity.CALL, Channel.CALL, 14, 21, 4)
VISIT = PolicyLine(Activity.VISIT, Channel.VISIT, 30, 40)

BIRTHDAYS = st.sampled_from(["1984-06-21", "农历八月十五", "农历闰六月初三", "02-29", "腊月三十", "10-21"])


def run(facts: ClientFacts, lines: tuple[PolicyLine, ...], today: date = TODAY) -> list[PlannedTouch]:
    return plan(facts, lines, CALENDAR, today=today, until=today + timedelta(weeks=12))


@st.composite
def facts(draw: st.DrawFn) -> ClientFacts:
    people = tuple(
        PersonFacts(f"p{number}", f"人{number}", dates.parse(draw(BIRTHDAYS)), number == 0)
        for number in range(draw(st.integers(0, 3)))
    )
    last = {
        activity: TODAY - timedelta(days=draw(st.integers(0, 300)))
        for activity in (Activity.VISIT, Activity.CALL, Activity.MESSAGE, Activity.SURVEY)
        if draw(st.booleans())
    }
    promises = (
        (PromiseFacts("q", "寄样品", TODAY + timedelta(days=draw(st.integers(-9, 60)))),) if draw(st.booleans()) else ()
    )
    since = TODAY - timedelta(days=draw(st.integers(0, 60)))
    return ClientFacts(draw(st.uuids()).hex, draw(st.sampled_from("ABC")), since, people, last, (), promises)


def standing(touches: list[PlannedTouch], **more: bool) -> tuple[Standing, ...]:
    return tuple(
        Standing(t.plan_key, t.activity, t.due_on, TouchState.PLANNED, more.get("is_pinned", False)) for t in touches
    )


@settings(max_examples=150, deadline=None)
@given(facts())
def test_the_same_facts_give_the_same_plan_in_any_order(given_facts: ClientFacts) -> None:
    lines = DEFAULTS[Tier(given_facts.tier)]
    assert run(given_facts, lines) == run(given_facts, lines)
    turned = replace(given_facts, people=given_facts.people[::-1], last=dict(reversed(given_facts.last.items())))
    assert run(given_facts, lines) == run(turned, lines[::-1])


@settings(max_examples=150, deadline=None)
@given(facts())
def test_planning_on_top_of_a_plan_changes_nothing(given_facts: ClientFacts) -> None:
    lines = DEFAULTS[Tier(given_facts.tier)]
    first = run(given_facts, lines)
    assert run(replace(given_facts, standing=standing(first)), lines) == first


@settings(max_examples=100, deadline=None)
@given(facts(), st.sampled_from([CALL, VISIT]))
def test_a_reason_cites_what_was_or_what_is_planned(given_facts: ClientFacts, line: PolicyLine) -> None:
    made = list(plan_cadence(given_facts, (), line, CALENDAR, TODAY, UNTIL))
    known = given_facts.last.get(line.activity)
    for before, each in pairwise([None, *made]):
        cited = each.reason_params.get("last_on") if each else None
        if before is not None:
            assert (each.reason, cited) == ("cadence_next", before.due_on.isoformat())
        elif each is not None:
            assert (each.reason, cited) == (("cadence", known.isoformat()) if known else ("cadence_first", None))


@settings(max_examples=100, deadline=None)
@given(facts(), st.integers(0, 30), st.integers(1, 12))
def test_what_a_person_moved_is_neither_moved_nor_doubled(given_facts: ClientFacts, pick: int, by: int) -> None:
    lines = DEFAULTS[Tier(given_facts.tier)]
    first = run(given_facts, lines)
    if not first:
        return
    chosen = first[pick % len(first)]
    moved = Standing(
        chosen.plan_key, chosen.activity, chosen.due_on + timedelta(days=by), TouchState.PLANNED, is_pinned=True
    )
    rest = tuple(each for each in standing(first) if each.plan_key != chosen.plan_key)
    again = run(replace(given_facts, standing=(moved, *rest)), lines)
    assert chosen.plan_key not in {each.plan_key for each in again}


@settings(max_examples=100, deadline=None)
@given(facts(), st.integers(0, 30))
def test_what_a_person_refused_stays_refused(given_facts: ClientFacts, pick: int) -> None:
    lines = DEFAULTS[Tier(given_facts.tier)]
    first = run(given_facts, lines)
    if not first:
        return
    chosen = first[pick % len(first)]
    refused = Standing(chosen.plan_key, chosen.activity, chosen.due_on, TouchState.SKIPPED, is_pinned=True)
    again = run(replace(given_facts, standing=(refused,)), lines)
    assert chosen.plan_key not in {each.plan_key for each in again}


@settings(max_examples=150, deadline=None)
@given(facts())
def test_nothing_to_come_falls_on_a_day_off(given_facts: ClientFacts) -> None:
    for touch in run(given_facts, DEFAULTS[Tier(given_facts.tier)]):
        assert touch.earliest_on <= touch.due_on
        if touch.due_on > TODAY and touch.occasion_on is None:
            assert CALENDAR.is_working(touch.due_on), touch


@settings(max_examples=100, deadline=None)
@given(st.uuids(), st.integers(0, 20))
def test_care_calls_are_irregular(identity: object, silent: int) -> None:
    given_facts = ClientFacts(str(identity), "A", TODAY, (), {Activity.CALL: TODAY - timedelta(days=silent)})
    days = [touch.due_on for touch in run(given_facts, (CALL,)) if touch.due_on > TODAY]
    for three in zip(days, days[1:], days[2:], strict=False):
        assert len({day.weekday() for day in three}) > 1
    gaps = [(b - a).days for a, b in pairwise(days)]
    assert all(14 - 2 * 4 <= gap <= 14 + 2 * 4 + 9 for gap in gaps)


def test_a_late_visit_says_so_with_both_numbers() -> None:
    late = ClientFacts("c", "A", TODAY, (), {Activity.VISIT: TODAY - timedelta(days=41)})
    in_time = run(late, (VISIT,), TODAY - timedelta(days=20))[:1]
    first = run(replace(late, standing=standing(in_time)), (VISIT,))[0]
    assert (first.reason, first.reason_params["policy"]) == ("cadence", 30)
    assert first.reason_params["last_on"] == (TODAY - timedelta(days=41)).isoformat()
    assert first.due_on == TODAY - timedelta(days=11)
    assert first.latest_on == TODAY - timedelta(days=1)


def test_a_late_touch_stays_late_the_next_day() -> None:
    late = ClientFacts("c", "A", TODAY, (), {Activity.VISIT: TODAY - timedelta(days=41)})
    first = run(late, (VISIT,))[:1]
    assert run(replace(late, standing=standing(first)), (VISIT,), TODAY + timedelta(days=1))[0] == first[0]


def test_what_was_late_before_it_was_planned_is_spread_over_days_to_come() -> None:
    last = {Activity.VISIT: TODAY - timedelta(days=141)}
    days = {run(ClientFacts(f"c{number}", "A", TODAY, (), last), (VISIT,))[0].due_on for number in range(60)}
    assert min(days) >= TODAY
    assert max(days) <= TODAY + timedelta(days=30)
    assert len(days) > 12


def test_new_clients_do_not_all_fall_on_one_day() -> None:
    firsts = {run(ClientFacts(f"c{number}", "A", TODAY), (VISIT,))[0].due_on for number in range(60)}
    assert len(firsts) > 12


def test_a_lunar_birthday_is_met_before_it() -> None:
    person = PersonFacts("p", "周建明", dates.parse("农历五月十五"), True)  # 29 June 2026
    line = PolicyLine(Activity.BIRTHDAY, Channel.CALL, lead_days=7, has_gift=True)
    [touch] = run(ClientFacts("c", "A", TODAY, (person,)), (line,))
    assert touch.occasion_on == date(2026, 6, 29)
    assert (touch.earliest_on, touch.due_on) == (date(2026, 6, 22), date(2026, 6, 29))
    assert touch.has_gift
    assert touch.contact_id == "p"


def test_a_birthday_on_a_day_off_is_met_on_the_working_day_before() -> None:
    person = PersonFacts("p", "周建明", dates.parse("06-20"), True)  # a Saturday inside the Dragon Boat days off
    line = PolicyLine(Activity.BIRTHDAY, Channel.CALL)
    [touch] = run(ClientFacts("c", "A", TODAY, (person,)), (line,))
    assert touch.due_on < date(2026, 6, 20)
    assert CALENDAR.is_working(touch.due_on)


def test_a_missed_birthday_stays_a_week_and_only_if_it_was_planned() -> None:
    person = PersonFacts("p", "周建明", dates.parse("06-16"), True)
    line = PolicyLine(Activity.BIRTHDAY, Channel.CALL)
    fresh = ClientFacts("c", "A", TODAY, (person,))
    planned = ClientFacts("c", "A", TODAY, (person,), {}, standing(run(fresh, (line,))))
    day = date(2026, 6, 18)
    assert len(run(planned, (line,), day)) == 1
    assert run(fresh, (line,), day) == []
    assert run(planned, (line,), date(2026, 6, 24)) == []


def test_great_festivals_are_prepared_for() -> None:
    line = PolicyLine(Activity.FESTIVAL, Channel.CARD, lead_days=7)
    [dragon_boat] = [each for each in run(ClientFacts("c", "B", TODAY), (line,)) if "dragon-boat" in each.plan_key]
    assert dragon_boat.occasion_on == date(2026, 6, 19)
    assert TODAY <= dragon_boat.due_on < date(2026, 6, 19)
    assert dragon_boat.reason_params["festival"] == "dragon-boat"


def test_one_visit_says_it_all() -> None:
    near = {Activity.VISIT: TODAY - timedelta(days=28), Activity.CALL: TODAY - timedelta(days=13)}
    lines = (VISIT, CALL)
    activities = [
        each.activity
        for each in run(ClientFacts("c", "A", TODAY, (), near), lines)
        if each.due_on < TODAY + timedelta(days=7)
    ]
    assert activities == [Activity.VISIT]


def test_promises_become_touches_before_they_fall_due() -> None:
    promise = PromiseFacts("q", "寄样品", date(2026, 6, 27))  # a Saturday
    [touch] = run(ClientFacts("c", "A", TODAY, promises=(promise,)), ())
    assert (touch.activity, touch.due_on, touch.latest_on) == (
        Activity.COMMITMENT,
        date(2026, 6, 26),
        date(2026, 6, 27),
    )


def test_stronger_contacts_answer_weaker_needs() -> None:
    assert satisfies(Activity.CALL, Channel.VISIT, "")
    assert satisfies(Activity.MESSAGE, Channel.CALL, "")
    assert not satisfies(Activity.VISIT, Channel.CALL, "")
    assert satisfies(Activity.SURVEY, Channel.CALL, "survey")
    assert not satisfies(Activity.SURVEY, Channel.CALL, "")


@settings(max_examples=150, deadline=None)
@given(facts(), st.integers(0, 40))
def test_every_latest_day_is_met_or_no_day_was_worked_before_it(given_facts: ClientFacts, visits_a_week: int) -> None:
    """From one touch of a clock to the next: not later than the policy's latest day, but for holidays and full days."""
    lines = DEFAULTS[Tier(given_facts.tier)]
    touches = run(given_facts, lines)
    loads = Loads(Capacity(day_visits=1, week_visits=visits_a_week))
    placed = list(place(touches, {}, loads, CALENDAR, owner="", city="", today=TODAY))
    assert len(placed) == len(touches)
    for each in placed:
        touch = each.touch
        if touch.activity not in CADENCES or each.fit is not None or touch.is_behind:
            continue
        policy = next(line for line in lines if line.activity is touch.activity)
        last = touch.reason_params.get("last_on")
        if last is None:
            continue
        counted = date.fromisoformat(last)
        if touch.reason == "cadence_next":  # what is overdue is made today at the earliest
            counted = max(counted, TODAY)
        first, latest = (counted + timedelta(days=n) for n in (policy.ideal_days, policy.latest_days))
        worked = [
            d for d in (first + timedelta(days=n) for n in range((latest - first).days + 1)) if CALENDAR.is_working(d)
        ]
        assert touch.due_on <= latest or not worked, (touch, latest)


def test_what_cannot_keep_its_latest_day_says_why() -> None:
    late = ClientFacts("c", "A", TODAY, (), {Activity.VISIT: TODAY - timedelta(days=31)})
    [visit, *_] = run(late, (VISIT,))
    full = Loads(Capacity(day_visits=0))
    [placed] = list(place([visit._replace(due_on=TODAY)], {}, full, CALENDAR, owner="", city="", today=TODAY))
    assert placed.fit is Fit.NO_ROOM
