"""Times of day: as people prefer, irregular, never when they rest."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kam_desktop.core.rules import hours
from kam_desktop.core.rules.cadence import PolicyLine
from kam_desktop.core.rules.holidays import WorkCalendar
from kam_desktop.core.rules.kinds import Activity, Channel
from kam_desktop.core.rules.planned import ClientFacts, PersonFacts
from kam_desktop.core.rules.planner import plan, with_hours
from kam_desktop.core.rules.quiet import is_quiet as is_quiet_at

TODAY = date(2026, 6, 15)
CALENDAR = WorkCalendar.shipped()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", hours.USUAL),
        ("随便", hours.USUAL),
        ("上午", (9, 10, 11)),
        ("下午或晚上", (14, 15, 16, 17, 19, 20)),
        ("9-11点", (9, 10)),
        ("14:00—15:30", (14, 15)),
        ("19点以后", (19, 20)),
        ("10点前", (8, 9)),
        ("22:00-23:00", hours.USUAL),
        ("Afternoon, please", (14, 15, 16, 17)),
        ("下午3-5点", (15, 16)),
        ("下午3点到5点", (15, 16)),
        ("上午10点到下午2点", (10, 11, 12, 13)),
        ("2-4pm", (14, 15)),
        ("15:00 至 17:00", (15, 16)),
        ("下午2点以后", tuple(range(14, 21))),
        ("晚上8点以后", (20,)),
        ("晚上 8 点后", (20,)),
        ("after 2pm", tuple(range(14, 21))),
        ("下午三点", (14, 15, 16, 17)),
        ("不要上午", (14, 15, 16)),
        ("上午不接电话", (14, 15, 16)),
        ("中午不要打，下午可以", (14, 15, 16, 17)),
        ("not in the morning", (14, 15, 16)),
        ("25点", hours.USUAL),
    ],
)
def test_what_people_say_of_their_hours(text: str, expected: tuple[int, ...]) -> None:
    assert hours.preferred(text) == expected


_TIMES = st.times().map(lambda at: at.replace(minute=at.minute // 10 * 10, second=0, microsecond=0))


@given(st.text(max_size=40), _TIMES, _TIMES)
def test_any_text_gives_hours_outside_any_quiet_ones(text: str, quiet_from: time, quiet_until: time) -> None:
    quiet = (quiet_from, quiet_until)
    found = hours.preferred(text, quiet)
    assert found
    if hours.awake(quiet):
        assert not any(is_quiet_at(time(hour, minute), *quiet) for hour in found for minute in (0, 50))
        at = hours.suggest("x", TODAY, text, ((TODAY.weekday(), found[0]),) * 2, quiet)
        assert not is_quiet_at(at, *quiet)


@pytest.mark.parametrize(
    ("text", "quiet", "expected"),
    [
        ("下午3-5点", (time(16), time(8)), (15,)), ("9点", (time(22), time(10)), (10, 11, 14, 15, 16)),
        ("晚上", (time(23), time(8)), (19, 20)), ("19点以后", (time(23), time(8)), (19, 20, 21, 22)),
        ("", (time(8), time(18)), (0, 1, 2, 3, 4, 5, 6, 7, 18, 19, 20, 21, 22, 23)), ("", (time(0), time(0)), hours.USUAL),
    ],
)  # fmt: skip
def test_the_hours_named_give_way_to_quiet_ones(text: str, quiet: hours.Quiet, expected: tuple[int, ...]) -> None:
    assert hours.preferred(text, quiet) == expected


@pytest.mark.parametrize(
    ("at", "is_quiet"),
    [(time(7, 59), True), (time(8), False), (time(20, 59), False), (time(21), True), (time(2), True)],
)
def test_quiet_hours_pass_midnight(at: time, is_quiet: bool) -> None:
    assert is_quiet_at(at) is is_quiet
    assert is_quiet_at(time(13), time(12), time(14))


@settings(max_examples=150)
@given(st.uuids(), st.sampled_from(["", "下午", "9-11", "15点-16点", "晚上"]), st.integers(0, 20), st.integers(0, 4))
def test_care_calls_never_come_at_the_same_weekday_and_hour_three_times_running(
    identity: object, text: str, silent: int, jitter: int
) -> None:
    line = PolicyLine(Activity.CALL, Channel.CALL, 14, 21, jitter)
    person = PersonFacts("p", "周建明", None, True, preferred_hours=text)
    facts = ClientFacts(str(identity), "A", TODAY, (person,), {Activity.CALL: TODAY - timedelta(days=silent)})
    touches = plan(facts, (line,), CALENDAR, today=TODAY, until=TODAY + timedelta(weeks=52))
    times = [(each.due_on.weekday(), each.at.hour) for each in with_hours(facts, touches) if each.at]
    assert len(times) == len(touches) > 10
    for three in zip(times, times[1:], times[2:], strict=False):
        assert len(set(three)) > 1
