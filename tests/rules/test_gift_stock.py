"""What is there of a small gift (D-7.5)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_desktop.core.rules.gift_stock import Level, Move, reckon
from kam_desktop.core.rules.kinds import StockMoveKind

DAY = date(2026, 6, 1)
B, C, K, G, L = StockMoveKind  # bought, to the car, back, given, lost


@pytest.mark.parametrize(
    ("moves", "level"),
    [
        ((), Level(0, 0)), (((B, 10),), Level(10, 0)), (((B, 10), (C, 4)), Level(6, 4)), (((B, 10), (C, 4), (K, 1)), Level(7, 3)),
        (((B, 10), (C, 4), (G, 3)), Level(6, 1)), (((B, 10), (C, 4), (G, 6)), Level(4, 0)), (((B, 10), (L, 10)), Level(0, 0)),
        (((B, 2), (G, 3)), Level(0, 0, True)), (((B, 2), (C, 3)), Level(0, 3, True)), (((B, 2), (K, 1)), Level(3, 0, True)),
        (((G, 1), (B, 1)), Level(0, 0)),
    ],
)  # fmt: skip
def test_pieces_lie_where_they_were_put(moves: tuple[tuple[StockMoveKind, int], ...], level: Level) -> None:
    assert reckon([Move(kind, count, DAY) for kind, count in moves]) == level


def test_what_is_bought_later_was_not_there_before() -> None:
    assert reckon([Move(G, 1, DAY), Move(B, 1, DAY + timedelta(days=1))]).is_short


_MOVES = st.lists(
    st.builds(Move, st.sampled_from(StockMoveKind), st.integers(1, 9), st.dates(DAY, DAY + timedelta(days=5))),
    max_size=20,
)


@given(_MOVES)
def test_nothing_is_lost_or_made_of_nothing(moves: list[Move]) -> None:
    level = reckon(moves)
    assert min(level.store, level.car) >= 0
    if not level.is_short:
        bought = sum(each.quantity for each in moves if each.kind is B)
        gone = sum(each.quantity for each in moves if each.kind in (G, L))
        assert level.total == bought - gone
