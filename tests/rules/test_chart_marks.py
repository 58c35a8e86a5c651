"""The drawing of charts: bars from zero, in proportion, inside their room."""

from hypothesis import given
from hypothesis import strategies as st

from kam_desktop.core.rules import chart_marks
from kam_desktop.core.rules.chart_marks import Datum

amounts = st.integers(-(10**12), 10**12)


@given(
    st.lists(st.tuples(amounts, st.one_of(st.none(), amounts)), max_size=30), st.floats(10, 2000), st.floats(10, 800)
)
def test_columns_stay_inside_and_start_from_zero(
    data: list[tuple[int, int | None]], width: float, height: float
) -> None:
    drawn = chart_marks.columns([Datum(str(at), *pair) for at, pair in enumerate(data)], width, height)
    assert -0.01 <= drawn.zero <= height + 0.01
    values = {
        (str(at), is_behind): value
        for at, pair in enumerate(data)
        for is_behind, value in zip((False, True), pair, strict=True)
    }
    assert len(drawn.marks) == len([value for value in values.values() if value is not None])
    for mark in drawn.marks:
        value = values[mark.key, mark.is_behind]
        assert value is not None
        assert mark.x >= -0.01
        assert mark.x + mark.width <= width + 0.01
        assert -0.01 <= mark.y <= mark.y + mark.height <= height + 0.01
        edge = mark.y if value < 0 else mark.y + mark.height
        assert abs(edge - drawn.zero) < 0.01


def test_columns_are_in_proportion_and_in_order() -> None:
    drawn = chart_marks.columns([Datum("a", 100, 50), Datum("b", 0, 200)], 100, 40)
    heights = {(mark.key, mark.is_behind): mark.height for mark in drawn.marks}
    assert heights == {("a", True): 10, ("a", False): 20, ("b", True): 40, ("b", False): 0}
    assert [mark.place for mark in drawn.marks] == [0, 0, 1, 1]
    assert chart_marks.columns([], 100, 40) == ((), 40)


def test_lying_bars_stacks_and_lines() -> None:
    long, short, none = chart_marks.bars([Datum("a", 10), Datum("b", 5), Datum("c", -5)], 100, 20, 6)
    assert (long.width, short.width, none.width) == (100, 50, 0)
    assert (long.y, short.y) == (7, 27)
    first, second = chart_marks.stack([("x", 60), ("y", 40)], 100, 12)
    assert (first.x, first.width, second.x, second.width) == (0, 59, 60, 39)
    assert chart_marks.line([0, 10, 5], 20, 10) == ((0, 10), (10, 0), (20, 5))
    assert chart_marks.line([-5, 5], 10, 10) == ((0, 10), (10, 0))
    assert chart_marks.line([], 10, 10) == ()
