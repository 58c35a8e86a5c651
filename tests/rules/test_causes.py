"""Touches that something makes rather than a clock: when they are due, whom they go to, when they end."""

from datetime import date, timedelta

import pytest

from kam_desktop.core.rules import dates
from kam_desktop.core.rules.cadence import PolicyLine
from kam_desktop.core.rules.holidays import WorkCalendar
from kam_desktop.core.rules.kinds import (
    Activity,
    Channel,
    EnvironmentKind,
    FavourDirection,
    FavourState,
    OccasionKind,
    StaffChangeKind,
    TouchKind,
)
from kam_desktop.core.rules.planned import (
    QUIET,
    ClientFacts,
    EnvironmentFacts,
    FavourFacts,
    InterestFacts,
    OccasionFacts,
    PersonFacts,
    PlannedTouch,
    RelativeFacts,
    StaffFacts,
    World,
)
from kam_desktop.core.rules.planner import plan

TODAY = date(2026, 6, 15)
CALENDAR = WorkCalendar.shipped()
ZHOU = PersonFacts("p", "周建明", None, True, hobbies="钓鱼、NBA 篮球")


def run(facts: ClientFacts, *lines: PolicyLine, world: World = QUIET, today: date = TODAY) -> list[PlannedTouch]:
    return plan(facts, lines, CALENDAR, today=today, until=today + timedelta(weeks=12), world=world)


def client(**given: object) -> ClientFacts:
    return ClientFacts("c", "A", TODAY, (ZHOU,), **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "touch_kind", "channel", "latest_days"),
    [
        (OccasionKind.OPENING, TouchKind.CLIENT_EVENT, Channel.EVENT, 0),
        (OccasionKind.COMPLETION, TouchKind.CLIENT_EVENT, Channel.EVENT, 0),
        (OccasionKind.WEDDING, TouchKind.PERSONAL, Channel.CALL, 2),
        (OccasionKind.BEREAVEMENT, TouchKind.PERSONAL, Channel.VISIT, 1),
        (OccasionKind.ACCIDENT, TouchKind.PERSONAL, Channel.CALL, 1),
    ],
)
def test_an_occasion_is_met_on_its_day(
    kind: OccasionKind, touch_kind: TouchKind, channel: Channel, latest_days: int
) -> None:
    on = TODAY + timedelta(days=2)
    first = run(client(occasions=(OccasionFacts("o", kind, "二分店", on),)))[0]
    assert (first.kind, first.channel, first.due_on, first.source_id) == (touch_kind, channel, on, "o")
    assert first.latest_on == on + timedelta(days=latest_days)
    assert first.earliest_on <= first.due_on


def test_sorrow_is_asked_after_and_joy_is_not() -> None:
    sorrow = OccasionFacts("o", OccasionKind.ILLNESS, "住院", TODAY, contact_id="p", name="周建明")
    touches = run(client(occasions=(sorrow,)))
    assert [touch.reason for touch in touches] == ["occasion_sorrow", "occasion_after"]
    assert not touches[0].has_gift
    assert touches[1].due_on >= TODAY + timedelta(days=10)
    assert CALENDAR.is_working(touches[1].due_on)
    joy = OccasionFacts("o", OccasionKind.BIRTH, "添女", TODAY)
    assert [touch.reason for touch in run(client(occasions=(joy,)))] == ["occasion"]


def test_a_yearly_occasion_comes_round_and_a_past_one_ends() -> None:
    founded = OccasionFacts("o", OccasionKind.ANNIVERSARY, "厂庆", date(2001, 7, 1), is_yearly=True)
    [touch] = run(client(occasions=(founded,)))
    assert touch.due_on == date(2026, 7, 1)
    once = OccasionFacts("o", OccasionKind.OPENING, "开业", TODAY - timedelta(days=22))
    assert run(client(occasions=(once,))) == []


@pytest.mark.parametrize(
    ("direction", "state", "reasons"),
    [
        (FavourDirection.WE_HELP, FavourState.OPEN, ["favour_do"]),
        (FavourDirection.WE_HELP, FavourState.DONE, ["favour_ask"]),
        (FavourDirection.THEY_HELP, FavourState.DONE, ["favour_thank", "favour_even"]),
        (FavourDirection.THEY_HELP, FavourState.OPEN, []),
    ],
)
def test_favours_are_done_thanked_for_and_evened_out(
    direction: FavourDirection, state: FavourState, reasons: list[str]
) -> None:
    favour = FavourFacts("f", direction, state, "介绍儿科专家", TODAY, done_on=TODAY)
    touches = run(client(favours=(favour,)))
    assert [touch.reason for touch in touches] == reasons
    assert all(touch.kind is TouchKind.FAVOUR and touch.contact_id == "p" for touch in touches)
    heard = FavourFacts("f", FavourDirection.WE_HELP, FavourState.DONE, "搬家", TODAY, done_on=TODAY, has_result=True)
    assert run(client(favours=(heard,))) == []


@pytest.mark.parametrize(
    ("region", "codes", "is_struck"),
    [("330106", ("33",), True), ("330106", ("3301",), True), ("330206", ("3301", "310"), False), ("", ("33",), False)],
)
def test_a_typhoon_calls_everybody_in_its_regions(region: str, codes: tuple[str, ...], is_struck: bool) -> None:
    world = World((EnvironmentFacts("e", EnvironmentKind.TYPHOON, "梅花", TODAY, codes),))
    touches = run(client(region_code=region), world=world)
    assert bool(touches) is is_struck
    for touch in touches:
        assert (touch.kind, touch.channel, touch.due_on) == (TouchKind.ENVIRONMENT, Channel.CALL, TODAY)
        assert touch.latest_on == TODAY + timedelta(days=1)


def test_a_typhoon_on_a_holiday_calls_on_that_day_and_is_over_in_two_weeks() -> None:
    holiday = date(2026, 10, 3)
    world = World((EnvironmentFacts("e", EnvironmentKind.TYPHOON, "梅花", holiday, ("33",)),))
    assert run(client(region_code="3302"), world=world, today=holiday)[0].due_on == holiday
    assert run(client(region_code="3302"), world=world, today=holiday + timedelta(days=15)) == []


def test_who_likes_it_hears_of_it_in_time() -> None:
    other = PersonFacts("q", "林海燕", hobbies="书法")
    event = InterestFacts("i", "NBA 总决赛", ("篮球", "nba"), date(2026, 6, 28))
    facts = ClientFacts("c", "A", TODAY, (ZHOU, other))
    [touch] = run(facts, world=World(interests=(event,)))
    assert (touch.contact_id, touch.kind, touch.latest_on) == ("p", TouchKind.INTEREST, event.on)
    assert CALENDAR.is_working(touch.due_on)
    assert touch.due_on <= event.on - timedelta(days=3)
    assert run(facts, world=World(interests=(InterestFacts("i", "昨天", ("篮球",), TODAY - timedelta(days=1)),))) == []


def test_who_leaves_is_seen_off_and_who_follows_is_met_within_a_week() -> None:
    on = TODAY - timedelta(days=1)
    gone = StaffFacts("s", StaffChangeKind.LEFT, on, "gone", "王芳")
    reasons = {touch.reason: touch for touch in run(client(staff=(gone,)))}
    assert set(reasons) == {"staff_farewell", "staff_who_follows", "staff_map"}
    assert reasons["staff_farewell"].contact_id == "gone"
    follows = StaffFacts("t", StaffChangeKind.SUCCEEDED, on, "gone", "王芳", "p", "周建明")
    [meeting] = run(client(staff=(follows,)))
    assert (meeting.contact_id, meeting.channel) == ("p", Channel.VISIT)
    assert on < meeting.due_on <= on + timedelta(days=7)
    came = StaffFacts("u", StaffChangeKind.ARRIVED, on, "p", "周建明")
    assert len(run(client(staff=(follows, came)))) == 1, "met once, also when they are new"
    assert run(client(staff=(StaffFacts("s", StaffChangeKind.LEFT, TODAY - timedelta(days=22), "x", "某"),))) == []


def test_those_who_matter_to_a_contact_have_birthdays_too() -> None:
    child = RelativeFacts("r", "小宝", "child", dates.parse("2018-07-03"))
    person = PersonFacts("p", "周建明", None, True, relatives=(child,))
    line = PolicyLine(Activity.BIRTHDAY, Channel.CALL, lead_days=7, has_gift=True)
    [touch] = run(ClientFacts("c", "A", TODAY, (person,)), line)
    assert (touch.reason, touch.contact_id, touch.occasion_on) == ("birthday_relative", "p", date(2026, 7, 3))
    assert touch.reason_params["age"] == 8


def test_a_silent_client_is_won_back_by_one_touch() -> None:
    call = PolicyLine(Activity.CALL, Channel.CALL, 14, 21, 4)
    visit = PolicyLine(Activity.VISIT, Channel.VISIT, 30, 40)
    silent = TODAY - timedelta(days=60)
    last = {Activity.CALL: silent, Activity.VISIT: silent}
    touches = run(client(last=last, contact_on=silent), call, visit)
    assert touches[0].reason == "recovery"
    assert touches[0].kind is TouchKind.BUSINESS
    assert [t for t in touches[1:] if t.due_on <= TODAY] == []
    heard = TODAY - timedelta(days=30)
    assert "recovery" not in {t.reason for t in run(client(last=last, contact_on=heard), call, visit)}
