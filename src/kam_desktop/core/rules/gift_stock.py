"""What is there of a small gift: in store and in the car, from its moves (D-7.5)."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from kam_desktop.core.rules.kinds import StockMoveKind


class Move(NamedTuple):
    """Pieces that were moved on a day."""

    kind: StockMoveKind
    quantity: int
    on: date


class Level(NamedTuple):
    """How many pieces lie where. ``is_short``: at some time more went than was there; what is missing counts as zero."""

    store: int = 0
    car: int = 0
    is_short: bool = False

    @property
    def total(self) -> int:
        """All that is there."""
        return self.store + self.car


def reckon(moves: Iterable[Move]) -> Level:
    """The level after all moves, day by day; what was bought on a day is there first.

    What is given or lost comes out of the car as far as there is, then out of the store.
    """
    level = Level()
    for move in sorted(moves, key=lambda each: (each.on, each.kind is not StockMoveKind.BOUGHT)):
        level = _after(level, move)
    return level


def _after(level: Level, move: Move) -> Level:
    store, car, count = level.store, level.car, move.quantity
    if move.kind is StockMoveKind.BOUGHT:
        store += count
    elif move.kind is StockMoveKind.TO_CAR:
        store, car = store - count, car + count
    elif move.kind is StockMoveKind.BACK:
        store, car = store + count, car - count
    else:
        out_of_car = min(car, count)
        store, car = store - (count - out_of_car), car - out_of_car
    is_short = level.is_short or store < 0 or car < 0
    return Level(max(0, store), max(0, car), is_short)
