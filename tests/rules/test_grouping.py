"""Visits of one city brought together: by example, and whatever the visits are."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kam_desktop.core.rules.grouping import Movable, together
from kam_desktop.core.rules.holidays import WorkCalendar
from kam_desktop.core.rules.kinds import Channel
from kam_desktop.core.rules.placing import Capacity, Loads, Taken

MONDAY = date(2026, 6, 15)
CALENDAR = WorkCalendar.shipped()
USUAL = Capacity()


def day(number: int) -> date:
    return MONDAY + timedelta(number)


def visit(name: str, on: int, city: str = "苏州", first: int = 0, last: int = 20) -> Movable:
    return Movable(name, "", city, day(on), day(first), day(last))


def full(visits: list[Movable], most: Capacity = USUAL, fixed: Sequence[tuple[int, str]] = ()) -> Loads:
    loads = Loads(most)
    for each in visits:
        loads.put(each.due_on, Taken(Channel.VISIT, "", each.city))
    for on, city in fixed:
        loads.put(day(on), Taken(Channel.VISIT, "", city))
    return loads


def moved(visits: list[Movable], most: Capacity = USUAL, fixed: Sequence[tuple[int, str]] = ()) -> dict[str, date]:
    return {each.id: each.to for each in together(visits, full(visits, most, fixed), CALENDAR)}


def test_single_visits_come_to_the_day_most_can_reach() -> None:
    assert moved([visit("a", 0), visit("b", 1), visit("c", 2, first=1)]) == {"a": day(1), "c": day(1)}


def test_another_city_stays_away() -> None:
    assert moved([visit("a", 0), visit("b", 1, "杭州")]) == {}


def test_a_window_is_kept() -> None:
    assert moved([visit("a", 0, last=0), visit("b", 4, first=4)]) == {}
    assert moved([visit("a", 0, last=0), visit("b", 4)]) == {"b": day(0)}


def test_a_full_day_takes_nobody() -> None:
    two = Capacity(day_visits=2)
    visits = [visit("a", 0), visit("b", 0), visit("c", 1)]
    assert moved(visits, two) == {}
    assert moved(visits) == {"c": day(0)}


def test_a_week_takes_no_more_than_it_may() -> None:
    assert moved([visit("a", 0), visit("b", 7)], Capacity(week_visits=1)) == {}


def test_what_stands_fast_draws_others_and_a_bigger_trip_is_not_torn_apart() -> None:
    assert moved([visit("a", 0)], fixed=[(2, "苏州")]) == {"a": day(2)}
    assert moved([visit("a", 0), visit("b", 1)], fixed=[(1, "苏州")]) == {"a": day(1)}
    assert moved([visit("a", 0), visit("b", 1)], fixed=[(0, "苏州"), (0, "苏州")]) == {"b": day(0)}


def test_nobody_is_put_on_a_day_off() -> None:
    assert moved([visit("a", 5), visit("b", 1)]) == {"a": day(1)}  # Saturday


@given(
    st.lists(
        st.tuples(st.integers(0, 18), st.integers(0, 6), st.integers(0, 6), st.sampled_from(["苏州", "杭州", "宁波"])),
        max_size=24,
    )
)
def test_whatever_the_visits_the_rules_hold(given_ones: list[tuple[int, int, int, str]]) -> None:
    visits = [visit(str(n), on, city, on - back, on + ahead) for n, (on, back, ahead, city) in enumerate(given_ones)]
    most = Capacity(day_visits=3, week_visits=9)
    loads = full(visits, most)
    before = {each.id: each for each in visits}
    moves = together(visits, loads, CALENDAR)
    assert len({each.id for each in moves}) == len(moves)
    after = {each.id: each.due_on for each in visits} | {each.id: each.to for each in moves}
    for move in moves:
        one = before[move.id]
        assert move.to != one.due_on
        assert one.first_on <= move.to <= one.last_on
        assert CALENDAR.is_working(move.to)
        assert any(after[each.id] == move.to for each in visits if each.city == one.city and each.id != one.id)
        assert sum(on == move.to for on in after.values()) <= 3

    def trips(days: dict[str, date]) -> int:
        return len({(before[name].city, on) for name, on in days.items()})

    assert trips(after) <= trips({each.id: each.due_on for each in visits})
