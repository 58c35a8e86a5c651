"""How the lines of a relationship map run: between the cards, never through one as long as none was put by hand.

Pure; the places come from ``map_layout``. All lengths are map units.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from kam_desktop.core.rules.map_layout import GAP, INDENT, LEVEL, Box, Point

_CLEAR: Final = 4.0  # between a tie and the cards it passes: half of what cards keep from each other


def routes(boxes: Mapping[str, Box], lines: Iterable[tuple[str, str]]) -> list[tuple[Point, ...]]:
    """The corners of each line of reporting: an elbow to the first row below a head, round the left to the next ones,
    from the side into a list. Where a card was put by hand above its head the line goes straight.
    """
    below: defaultdict[str, list[str]] = defaultdict(list)
    for superior, person in lines:
        below[superior].append(person)
    found = []
    for superior, people in below.items():
        first = min(boxes[name].bottom for name in people)
        edge = _left_of(superior, below, boxes) - GAP / 2
        found += [_route(boxes[superior], boxes[name], edge, is_first=boxes[name].y < first) for name in people]
    return found


def _left_of(superior: str, below: Mapping[str, list[str]], boxes: Mapping[str, Box]) -> float:
    """The left edge of all below a head, the lines that go round them included; every circle was cut."""
    edges = [boxes[name].x for name in below[superior]]
    for name in below[superior]:
        if name in below:
            first = min(boxes[each].bottom for each in below[name])
            goes_round = any(boxes[each].y >= first for each in below[name])
            edges.append(_left_of(name, below, boxes) - (GAP / 2 if goes_round else 0.0))
    return min(edges)


def _route(head: Box, card: Box, edge: float, *, is_first: bool) -> tuple[Point, ...]:
    (x1, y1), (x2, y2) = (head.centre[0], head.bottom), (card.centre[0], card.y)
    if y2 < y1 + 8:
        return (head.centre, card.centre)
    if abs(card.x - head.x - INDENT) < 0.5:
        side = head.x + INDENT / 2
        return ((side, y1), (side, card.centre[1]), (card.x, card.centre[1]))
    middle = max(y2 - LEVEL / 2, (y1 + y2) / 2)
    if is_first:
        return ((x1, y1), (x1, middle), (x2, middle), (x2, y2))
    turn = y1 + LEVEL / 2
    return ((x1, y1), (x1, turn), (edge, turn), (edge, middle), (x2, middle), (x2, y2))


def tie(card: Box, ours: Sequence[Box], others: Iterable[Box]) -> tuple[tuple[Point, ...], list[tuple[Point, ...]]]:
    """The trunk from a card to above our row, and the branch of each colleague in their order.

    The trunk goes straight down where it can, else through the gap below the card to the nearest free lane; where
    cards put by hand leave none it goes straight across them.
    """
    turn = min(box.y for box in ours) - LEVEL / 2
    trunk = _trunk((card.right - GAP, card.bottom), turn, list(others))
    at = trunk[-1][0]
    return trunk, [((at, turn), (box.centre[0], turn), (box.centre[0], box.y)) for box in ours]


def _trunk(start: Point, turn: float, others: Sequence[Box]) -> tuple[Point, ...]:
    x, y = start
    lanes = {x, *(lane for box in others for clear in (_CLEAR, 2 * _CLEAR) for lane in _beside(box, clear))}
    levels = {y + _CLEAR, *(box.bottom + _CLEAR for box in others if y < box.bottom < y + LEVEL / 2)}
    for level in sorted(levels):
        for lane in sorted(lanes, key=lambda each: abs(each - x)):
            route = (start, (x, level), (lane, level), (lane, turn))
            if level < turn and not any(_meets(line, box) for line in pairwise(route) for box in others):
                return route if lane != x else (start, (x, turn))
    return (start, (x, turn))


def _beside(box: Box, clear: float) -> tuple[float, float]:
    return box.x - clear, box.right + clear


def _meets(line: tuple[Point, Point], box: Box) -> bool:
    """Whether an upright or level line touches a card."""
    (x1, y1), (x2, y2) = line
    return min(x1, x2) <= box.right and box.x <= max(x1, x2) and min(y1, y2) <= box.bottom and box.y <= max(y1, y2)
