"""Charts of visits: nothing is lost in counting, and all marks stand inside their room."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_desktop.core.rules import visit_charts
from kam_desktop.core.rules.kinds import Tier
from kam_desktop.core.rules.visit_charts import Share, Span

_DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
_TIERS = st.sampled_from([*Tier, None])


@given(st.data(), _DAYS, st.integers(0, 1200))
def test_each_visit_is_counted_once_in_spans_without_holes(data: st.DataObject, first: date, more: int) -> None:
    last = first + timedelta(days=more)
    visits = data.draw(st.lists(st.tuples(st.dates(first, last), _TIERS), max_size=40))
    for spans in (visit_charts.spans(first, last, visits), visit_charts.by_day(first, last, visits)):
        assert (spans[0].first_on, spans[-1].last_on) == (first, last)
        for before, after in itertools.pairwise(spans):
            assert after.first_on == before.last_on + timedelta(days=1)
        for span in spans:
            inside = [tier for on, tier in visits if span.first_on <= on <= span.last_on]
            assert span.counts == tuple(inside.count(tier) for tier in visit_charts.TIERS)
        assert sum(span.total for span in spans) == len(visits)


@pytest.mark.parametrize(
    ("first", "last", "begins"),
    [
        ("2026-11-16", "2026-11-22", ["2026-11-16", "2026-11-17"]),
        ("2026-11-01", "2026-11-30", ["2026-11-01", "2026-11-02", "2026-11-09"]),
        ("2026-10-15", "2027-10-14", ["2026-10-15", "2026-11-01", "2026-12-01"]),
    ],
)
def test_a_period_is_told_in_days_weeks_or_months(first: str, last: str, begins: list[str]) -> None:
    spans = visit_charts.spans(date.fromisoformat(first), date.fromisoformat(last), [])
    assert [span.first_on.isoformat() for span in spans[: len(begins)]] == begins


@given(st.integers(0, 10**9))
def test_lines_behind_columns_are_few_round_and_reach_over_the_highest(top: int) -> None:
    values = visit_charts.steps(top)
    step = values[1] - values[0]
    assert values[0] == 0
    assert values[-1] >= max(top, 1) > values[-1] - step
    assert len(values) <= 5
    assert str(step).rstrip("0") in {"1", "2", "5"}


@given(
    st.lists(st.lists(st.integers(0, 500), min_size=4, max_size=4), min_size=1, max_size=60),
    st.floats(20, 900),
    st.floats(20, 400),
)
def test_columns_are_stacked_from_zero_without_gaps(columns: list[list[int]], width: float, height: float) -> None:
    made = visit_charts.stacks(columns, width, height)
    unit = height / made.lines[-1][0]
    for place, column in enumerate(columns):
        blocks = [block for block in made.blocks if block.place == place]
        assert [block.value for block in blocks] == [value for value in column if value]
        floor = height
        for block in blocks:
            assert block.y + block.height == pytest.approx(floor)
            assert block.height == pytest.approx(block.value * unit)
            assert 0 <= block.x <= block.x + block.width <= width + 0.01
            floor = block.y
        assert made.tops[place][1] == pytest.approx(floor)
        assert floor >= -0.01


def test_a_lone_column_is_no_wider_than_it_may_be() -> None:
    [block] = visit_charts.stacks([[1]], 300, 100, widest=40).blocks
    assert (block.x, block.width) == (130, 40)


@pytest.mark.parametrize(
    ("part", "whole", "percent", "is_below"),
    [(17, 20, 85, False), (199, 200, 99, False), (849, 1000, 84, True), (0, 3, 0, True), (0, 0, None, False)],
)
def test_a_share_is_rounded_down_and_held_against_its_target(
    part: int, whole: int, percent: int | None, is_below: bool
) -> None:
    share = Share("a", part, whole)
    assert (share.percent, share.is_below(85)) == (percent, is_below)


def test_bars_of_shares_end_where_all_is() -> None:
    made = visit_charts.shares([Share("a", 4, 4), Share("b", 1, 2), Share("c", 0, 0)], 200, 85)
    assert (made.lengths, made.target) == ((200, 100, 0), 170)


@given(st.lists(st.tuples(*[st.integers(0, 40)] * 4), min_size=1, max_size=62))
def test_squares_do_not_overlap_and_stay_inside(counts: list[tuple[int, int, int, int]]) -> None:
    day = date(2026, 11, 1)
    spans = [Span(day, day, each) for each in counts]
    blocks = visit_charts.squares(spans, 480, 96, largest=13)
    assert len(blocks) == sum(span.total for span in spans)
    places = set()
    for block in blocks:
        assert -0.01 <= block.x <= block.x + block.width <= 480.01
        assert -0.01 <= block.y <= block.y + block.height <= 96.01
        assert 480 / len(spans) * block.place - 0.01 <= block.x
        places.add((round(block.x, 3), round(block.y, 3)))
    assert len(places) == len(blocks)


def test_the_highest_tier_lies_lowest() -> None:
    day = date(2026, 11, 1)
    blocks = visit_charts.squares([Span(day, day, (1, 1, 0, 1))], 10, 100, largest=10)
    assert [block.part for block in sorted(blocks, key=lambda block: -block.y)] == [0, 1, 3]


@given(st.lists(st.floats(0, 100), min_size=1, max_size=4))
def test_names_beside_a_column_do_not_touch(heights: list[float]) -> None:
    wanted = sorted(heights, reverse=True)
    placed = visit_charts.spread(wanted, 14, 100)
    assert all(above <= below - 14 + 0.001 for below, above in itertools.pairwise(placed))
    assert all(got <= asked for got, asked in zip(placed, wanted, strict=True))
