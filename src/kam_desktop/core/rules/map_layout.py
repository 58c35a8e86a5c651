"""Where each card of a relationship map stands: a tidy tree of who reports to whom.

Pure and stable: the same people give the same places, and a card put by hand stays where it is. Each subtree
is a block, its head centred above it; blocks stand side by side and go on in a new row where they would get
too wide, so nothing overlaps whatever the tree looks like. Our colleagues stand in a row below, those who left
at the very bottom. Lengths are map units: pixels of the drawn pages at 100 %.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

GAP: Final = 24.0
LEVEL: Final = 44.0  # between a head and those below, room for the lines
WIDTHS: Final = (1080.0, 1500.0, 2000.0, 2600.0)  # of a row of blocks; the one that can be seen largest is taken
VIEW: Final = (1080.0, 640.0)  # the room that a map usually has
SIZES: Final = {1: (172.0, 56.0), 2: (190.0, 64.0), 3: (210.0, 74.0)}
COLLEAGUE: Final = (112.0, 36.0)


Point = tuple[float, float]


class Box(NamedTuple):
    """A card's rectangle: its left upper corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def centre(self) -> tuple[float, float]:
        """The middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def moved(self, dx: float, dy: float) -> "Box":
        """The same box elsewhere."""
        return self._replace(x=self.x + dx, y=self.y + dy)

    def overlaps(self, other: "Box", gap: float = 0.0) -> bool:
        """Whether the two come nearer than ``gap``."""
        return (
            self.x < other.right + gap
            and other.x < self.right + gap
            and self.y < other.bottom + gap
            and other.y < self.bottom + gap
        )


class Node(NamedTuple):
    """A person to place. ``place`` is the left upper corner chosen by hand, None where the layout decides."""

    id: str
    superior_id: str | None = None
    influence: int | None = None
    has_left: bool = False
    place: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """People by id and colleagues by name, with the lines of reporting (superior, person) and what all of it spans."""

    people: dict[str, Box]
    colleagues: dict[str, Box]
    lines: tuple[tuple[str, str], ...]
    bounds: Box


@dataclass(slots=True)
class _Block:
    """Boxes relative to the block's own corner."""

    width: float = 0.0
    height: float = 0.0
    boxes: dict[str, Box] = field(default_factory=dict)

    def take(self, other: "_Block", x: float, y: float) -> None:
        """Put another block in at (x, y)."""
        self.boxes |= {name: box.moved(x, y) for name, box in other.boxes.items()}
        self.width, self.height = max(self.width, x + other.width), max(self.height, y + other.height)


def lay_out(nodes: Sequence[Node], colleagues: Sequence[str] = ()) -> Layout:
    """Place everybody; the order of ``nodes`` is the order from left to right."""
    above = superiors(nodes)
    tree = _tree(nodes, above)
    by_hand = {node.id: Box(*node.place, *size(node)) for node in nodes if node.place is not None}
    people = _around(by_hand, {node.id: tree.boxes[node.id] for node in nodes if node.id in tree.boxes})
    floor = max((box.bottom for box in people.values()), default=0.0)
    middle = _bounds(list(people.values())).centre[0]
    ours = _rows([_single(name, COLLEAGUE) for name in colleagues])
    row = {name: box.moved(middle - ours.width / 2, floor + LEVEL) for name, box in ours.boxes.items()}
    floor = max((box.bottom for box in row.values()), default=floor)
    gone = _rows([_single(node.id, size(node)) for node in nodes if node.has_left and node.place is None])
    people |= {name: box.moved(middle - gone.width / 2, floor + LEVEL) for name, box in gone.boxes.items()}
    lines = tuple((superior, person) for person, superior in above.items() if superior)
    return Layout({node.id: people[node.id] for node in nodes}, row, lines, _bounds([*people.values(), *row.values()]))


def size(node: Node) -> tuple[float, float]:
    """Who moves more has the larger card; not known counts as small."""
    return SIZES.get(node.influence or 1, SIZES[1])


def superiors(nodes: Sequence[Node]) -> dict[str, str | None]:
    """The superior of each person as far as a line can be drawn: both are here, and no line comes back to itself.

    Two laptops may have made a circle together; the first of it in order stands at the top then.
    """
    here = {node.id for node in nodes if not node.has_left}
    above = {node.id: node.superior_id if node.superior_id in here else None for node in nodes if node.id in here}
    for name in list(above):
        seen, at = {name}, above[name]
        while at is not None and at not in seen:
            seen.add(at)
            at = above[at]
        if at == name:
            above[name] = None
    return above


def free_place(wanted: Box, taken: Iterable[Box], gap: float = 8.0) -> Box:
    """The nearest place to ``wanted`` that is free; the box itself where nothing is in its way."""
    others = list(taken)
    if not any(wanted.overlaps(other, gap) for other in others):
        return wanted
    xs = {wanted.x, *(o.right + gap for o in others), *(o.x - gap - wanted.width for o in others)}
    ys = {wanted.y, *(o.bottom + gap for o in others), *(o.y - gap - wanted.height for o in others)}
    corners = sorted((abs(x - wanted.x) + abs(y - wanted.y), y, x) for x in xs for y in ys)
    boxes = (wanted._replace(x=x, y=y) for _, y, x in corners)
    return next(box for box in boxes if not any(box.overlaps(other, gap * 0.999) for other in others))


def neighbour(boxes: Mapping[str, Box], current: str, dx: int, dy: int) -> str:
    """Whom an arrow key reaches: the nearest in that direction, straight ahead before aside; else nobody new."""
    x, y = boxes[current].centre
    best, shortest = current, float("inf")
    for name, box in boxes.items():
        to_x, to_y = box.centre
        ahead, aside = ((to_x - x) * dx, abs(to_y - y)) if dx else ((to_y - y) * dy, abs(to_x - x))
        if name != current and ahead > 1 and ahead + 2.5 * aside < shortest:
            best, shortest = name, ahead + 2.5 * aside
    return best


def routes(boxes: Mapping[str, Box], lines: Iterable[tuple[str, str]]) -> list[tuple[Point, ...]]:
    """The corners of each line of reporting: an elbow to the first row below a head, round the left to the next ones.

    Where a card was put by hand above its head the line goes straight.
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
    middle = max(y2 - LEVEL / 2, (y1 + y2) / 2)
    if is_first:
        return ((x1, y1), (x1, middle), (x2, middle), (x2, y2))
    turn = y1 + LEVEL / 2
    return ((x1, y1), (x1, turn), (edge, turn), (edge, middle), (x2, middle), (x2, y2))


def _around(by_hand: Mapping[str, Box], automatic: Mapping[str, Box]) -> dict[str, Box]:
    """Cards put by hand stay; the others give way to them."""
    placed: dict[str, Box] = {}
    for name, box in by_hand.items():
        placed[name] = free_place(box, placed.values())
    rest = {name: box for name, box in automatic.items() if name not in placed}
    clear = {n: box for n, box in rest.items() if not any(box.overlaps(other, 8.0) for other in placed.values())}
    placed |= clear
    for name, box in rest.items():
        if name not in clear:
            placed[name] = free_place(box, placed.values())
    return placed


def _tree(nodes: Sequence[Node], above: Mapping[str, str | None]) -> _Block:
    """All who are here, as blocks in rows."""
    below: defaultdict[str | None, list[str]] = defaultdict(list)
    for node in nodes:
        if node.id in above:
            below[above[node.id]].append(node.id)
    sizes = {node.id: size(node) for node in nodes}

    def at(widest: float) -> _Block:
        return _children([_subtree(name, below, sizes, widest) for name in below[None]], widest)

    return max((at(widest) for widest in WIDTHS), key=_seen_at)


def _seen_at(block: _Block) -> float:
    """How large a block can be shown; the narrower one where it makes no difference."""
    return min(1.0, VIEW[0] / max(1.0, block.width), VIEW[1] / max(1.0, block.height))


def _subtree(
    name: str, below: Mapping[str | None, list[str]], sizes: Mapping[str, tuple[float, float]], widest: float
) -> _Block:
    """A head centred above the block of those who report to it."""
    head = _single(name, sizes[name])
    under = [_subtree(each, below, sizes, widest) for each in below.get(name, ())]
    if not under:
        return head
    inner = _children(under, widest)
    block = _Block()
    width = max(inner.width, head.width)
    block.take(head, (width - head.width) / 2, 0)
    block.take(inner, (width - inner.width) / 2, head.height + LEVEL)
    return block


def _children(blocks: Sequence[_Block], widest: float) -> _Block:
    """Trees first in their order, then those without anybody below, in even rows."""
    trees, single = [b for b in blocks if len(b.boxes) > 1], [b for b in blocks if len(b.boxes) == 1]
    return _rows([*trees, *single], widest)


def _rows(blocks: Sequence[_Block], widest: float = WIDTHS[0]) -> _Block:
    """Side by side, and in a new row where the row would get wider than ``widest``; rows are centred.

    Several rows leave room at their sides for the lines that go round them.
    """
    rows: list[_Block] = []
    for block in blocks:
        if rows and rows[-1].width + GAP + block.width <= widest:
            rows[-1].take(block, rows[-1].width + GAP, 0)
        else:
            rows.append(_Block())
            rows[-1].take(block, 0, 0)
    whole = _Block()
    width = max((row.width for row in rows), default=0.0) + (GAP if len(rows) > 1 else 0.0)
    for row in rows:
        top = whole.height + LEVEL if whole.boxes else 0.0
        whole.take(row, (width - row.width) / 2, top)
    whole.width = width
    return whole


def _single(name: str, extent: tuple[float, float]) -> _Block:
    return _Block(*extent, {name: Box(0, 0, *extent)})


def _bounds(boxes: Sequence[Box]) -> Box:
    if not boxes:
        return Box(0, 0, 0, 0)
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    return Box(left, top, max(box.right for box in boxes) - left, max(box.bottom for box in boxes) - top)
