"""Days fill: nobody gets more than fits, what finds no day says why, and planning again moves nothing."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kam_desktop.core.rules import placing
from kam_desktop.core.rules.holidays import WorkCalendar
from kam_desktop.core.rules.kinds import Activity, Channel, Fit, TouchKind, TouchState
from kam_desktop.core.rules.placing import MINUTES, Capacity, Load, Loads, Placed, Taken
from kam_desktop.core.rules.planned import PlannedTouch, Standing

TODAY = date(2026, 6, 15)
CALENDAR = WorkCalendar.shipped()
DAYS = [TODAY + timedelta(days=each) for each in range(70)]
SMALL = Capacity(day_minutes=120, day_visits=2, week_visits=3)


def touch(number: int, due_on: date, channel: Channel = Channel.CALL, early: int = 4, late: int = 7) -> PlannedTouch:
    activity = Activity.VISIT if channel is Channel.VISIT else Activity.CALL
    return PlannedTouch(
        f"k{number}", TouchKind.PERIODIC, channel, activity, due_on - timedelta(days=early), due_on,
        due_on + timedelta(days=late), "cadence", {},
    )  # fmt: skip


def place(
    touches: list[PlannedTouch], loads: Loads, *, calendar: WorkCalendar = CALENDAR, city: str = "宁波",
    standing: dict[str, Standing] | None = None,
) -> list[Placed]:  # fmt: skip
    return list(placing.place(touches, standing or {}, loads, calendar, owner="", city=city, today=TODAY))


TOUCHES = st.lists(
    st.tuples(st.sampled_from(DAYS[:50]), st.sampled_from((Channel.CALL, Channel.VISIT, Channel.MESSAGE))), max_size=60
).map(lambda drawn: [touch(number, *each) for number, each in enumerate(drawn)])


@settings(max_examples=100)
@given(TOUCHES)
def test_no_day_holds_more_than_fits_and_no_touch_leaves_its_window(touches: list[PlannedTouch]) -> None:
    placed = place(touches, Loads(SMALL))
    assert [each.touch.plan_key for each in placed] == [each.plan_key for each in touches]
    standing = [each for each in placed if each.fit is None]
    for day in DAYS:
        here = [each.touch for each in standing if each.touch.due_on == day]
        assert sum(MINUTES[each.channel] for each in here) <= SMALL.day_minutes
        assert sum(each.channel is Channel.VISIT for each in here) <= SMALL.day_visits
    for monday in DAYS[::7]:
        week = {monday + timedelta(days=each) for each in range(7)}
        visits = [e for e in standing if e.touch.due_on in week and e.touch.channel is Channel.VISIT]
        assert len(visits) <= SMALL.week_visits
    for each in standing:
        assert max(each.touch.earliest_on, TODAY) <= each.touch.due_on <= each.touch.latest_on
        assert CALENDAR.is_working(each.touch.due_on)


@settings(max_examples=60)
@given(TOUCHES)
def test_planning_again_moves_nothing(touches: list[PlannedTouch]) -> None:
    loads = Loads(SMALL)
    first = place(touches, loads)
    for each in first:
        if each.fit is None:
            loads.take(each.touch.due_on, Taken(each.touch.channel, "", "宁波"))
    standing = {
        each.touch.plan_key: Standing(
            each.touch.plan_key, each.touch.activity, each.touch.due_on, TouchState.PLANNED, False, each.ideal_on,
            fit=each.fit or "",
        )
        for each in first
    }  # fmt: skip
    assert place(touches, loads, standing=standing) == first


def test_what_finds_no_day_says_why() -> None:
    loads = Loads(SMALL)
    tight = [touch(number, TODAY, early=0, late=0) for number in range(9)]
    fits = [each.fit for each in place(tight, loads)]
    assert fits == [None] * 8 + [Fit.NO_ROOM]
    away = CALENDAR.with_leave(frozenset(DAYS[:12]))
    [ill] = place([touch(1, TODAY + timedelta(days=3), early=1, late=2)], Loads(SMALL), calendar=away)
    assert ill.fit is Fit.AWAY


def test_visits_of_one_city_come_together() -> None:
    loads = Loads(Capacity())
    monday = date(2026, 6, 22)
    [first] = place([touch(1, monday, Channel.VISIT)], loads)
    [second] = place([touch(2, monday + timedelta(days=3), Channel.VISIT)], loads)
    assert second.touch.due_on == first.touch.due_on == monday
    [elsewhere] = place([touch(3, monday + timedelta(days=3), Channel.VISIT)], loads, city="杭州")
    assert elsewhere.touch.due_on == monday + timedelta(days=3)


def test_a_proposal_is_the_first_day_with_room() -> None:
    loads = Loads(SMALL)
    full = place([touch(number, TODAY, early=0, late=0) for number in range(8)], loads)
    assert {each.fit for each in full} == {None}
    call = Taken(Channel.CALL, "", "")
    assert placing.proposal(TODAY, call, loads, CALENDAR, today=TODAY) == TODAY + timedelta(days=1)
    assert placing.proposal(TODAY - timedelta(days=9), call, loads, CALENDAR, today=TODAY) == TODAY + timedelta(days=1)
    everything = Loads(Capacity(day_minutes=0))
    assert placing.proposal(TODAY, call, everything, CALENDAR, today=TODAY) is None


def test_a_proposed_visit_goes_where_its_city_is_visited_anyway() -> None:
    monday = date(2026, 6, 22)
    for away, wanted in ((0, 0), (3, 3), (8, 0)):
        loads = Loads(Capacity())
        loads.put(monday + timedelta(days=away), Taken(Channel.VISIT, "", "苏州"))
        on = placing.proposal(monday, Taken(Channel.VISIT, "", "苏州"), loads, CALENDAR, today=TODAY)
        assert on == monday + timedelta(days=wanted)
        elsewhere = placing.proposal(monday, Taken(Channel.VISIT, "", "杭州"), loads, CALENDAR, today=TODAY)
        assert elsewhere == monday


def test_a_day_is_read_once_and_only_when_asked_for() -> None:
    asked: list[date] = []

    def read(on: date, _owner: str) -> Load:
        asked.append(on)
        return Load(minutes=SMALL.day_minutes)

    loads = Loads(SMALL, read)
    assert asked == []
    [placed] = place([touch(1, TODAY + timedelta(days=1), early=0)], loads)
    assert placed.fit is Fit.NO_ROOM
    assert len(asked) == len(set(asked))
    assert placed.touch._replace(due_on=placed.ideal_on) == placed.touch
