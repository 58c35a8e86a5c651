"""Where each card of a relationship map stands: a tidy tree of who reports to whom.

Pure and stable: the same people give the same places, and a card put by hand stays where it is. Each subtree
is a block: its head centred above those below it side by side, or, deeper in a large tree, above a list of them
that is set in a little. Blocks go on in a new row where they would get too wide, so nothing overlaps whatever
the tree looks like. Of these shapes the one that can be shown largest is taken. Our colleagues stand in a row
below, those who left at the very bottom. Lengths are map units: pixels of the drawn pages at 100 %.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

GAP: Final = 24.0
LEVEL: Final = 44.0  # between a head and those below, room for the lines
INDENT: Final = 24.0  # of a list below its head
BETWEEN: Final = 12.0  # cards of such a list
LISTED: Final = (99, 3, 2, 1)  # the level from which on those below stand as a list: the shapes that are tried
WRAPPED: Final = 0.7  # how much smaller a map may be if no line has to go round a row then
WIDTHS: Final = (1080.0, 1500.0, 2000.0, 2600.0)  # of a row of blocks; the one that can be seen largest is taken
VIEW: Final = (1080.0, 640.0)  # the room that a map usually has
SIZES: Final = {1: (172.0, 66.0), 2: (190.0, 72.0), 3: (210.0, 80.0)}
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
    """Boxes relative to the block's own corner; ``wraps`` where trees of it stand in more than one row."""

    width: float = 0.0
    height: float = 0.0
    boxes: dict[str, Box] = field(default_factory=dict)
    wraps: bool = False

    def take(self, other: "_Block", x: float, y: float) -> None:
        """Put another block in at (x, y)."""
        self.boxes |= {name: box.moved(x, y) for name, box in other.boxes.items()}
        self.width, self.height = max(self.width, x + other.width), max(self.height, y + other.height)
        self.wraps |= other.wraps


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
    """All who are here, in the shape that can be shown largest; the plainer one where it makes no difference."""
    below: defaultdict[str | None, list[str]] = defaultdict(list)
    for node in nodes:
        if node.id in above:
            below[above[node.id]].append(node.id)
    sizes = {node.id: size(node) for node in nodes}
    shapes = (_Shape(below, sizes, widest, listed) for listed in LISTED for widest in WIDTHS)
    return max((shape.children(None, 0) for shape in shapes), key=_seen_at)


def _seen_at(block: _Block) -> float:
    """How large a block can be shown, and how readable that is."""
    largest = min(1.0, VIEW[0] / max(1.0, block.width), VIEW[1] / max(1.0, block.height))
    return largest * (WRAPPED if block.wraps else 1.0)


@dataclass(frozen=True, slots=True)
class _Shape:
    """One way to lay out a tree: rows of at most ``widest``, lists from the level ``listed`` on."""

    below: Mapping[str | None, list[str]]
    sizes: Mapping[str, tuple[float, float]]
    widest: float
    listed: int

    def children(self, name: str | None, level: int) -> _Block:
        """All below a head: trees first in their order, then those without anybody below, in even rows."""
        blocks = [self.subtree(each, level) for each in self.below.get(name, ())]
        trees, single = [b for b in blocks if len(b.boxes) > 1], [b for b in blocks if len(b.boxes) == 1]
        return _rows([*trees, *single], self.widest)

    def subtree(self, name: str, level: int) -> _Block:
        """A head with those who report to it."""
        head = _single(name, self.sizes[name])
        if not self.below.get(name):
            return head
        return self._list(name, head, level) if level + 1 >= self.listed else self._tree(name, head, level)

    def _tree(self, name: str, head: _Block, level: int) -> _Block:
        """The head centred above the block of the others."""
        inner, block = self.children(name, level + 1), _Block()
        width = max(inner.width, head.width)
        block.take(head, (width - head.width) / 2, 0)
        block.take(inner, (width - inner.width) / 2, head.height + LEVEL)
        return block

    def _list(self, name: str, head: _Block, level: int) -> _Block:
        """The others one below the other, set in."""
        block = _Block()
        block.take(head, 0, 0)
        for each in self.below[name]:
            block.take(self.subtree(each, level + 1), INDENT, block.height + BETWEEN)
        return block


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
    whole.wraps |= len(rows) > 1 and any(len(block.boxes) > 1 for block in blocks)
    return whole


def _single(name: str, extent: tuple[float, float]) -> _Block:
    return _Block(*extent, {name: Box(0, 0, *extent)})


def _bounds(boxes: Sequence[Box]) -> Box:
    if not boxes:
        return Box(0, 0, 0, 0)
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    return Box(left, top, max(box.right for box in boxes) - left, max(box.bottom for box in boxes) - top)
