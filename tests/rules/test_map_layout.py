"""The relationship map's places: no overlaps, stable, hand-placed cards stay; and the single threads."""

from collections.abc import Sequence
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kam_desktop.core.rules import map_layout, map_lines, relations
from kam_desktop.core.rules.map_layout import Box, Layout, Node
from kam_desktop.core.rules.relations import Acquaintance

SLOT = 260  # wider and higher than any card, so that hand-placed cards do not overlap each other


@st.composite
def staffs(draw: st.DrawFn) -> list[Node]:
    """1 to 60 people: any superiors at all, even circles and strangers, some gone, some put by hand."""
    number = draw(st.integers(1, 60))
    names = [f"p{place}" for place in range(number)]
    slots = draw(
        st.lists(st.tuples(st.integers(-3, 8), st.integers(-3, 8)), min_size=number, max_size=number, unique=True)
    )
    return [
        Node(
            name,
            draw(st.sampled_from([None, "gone", *names])),
            draw(st.sampled_from([None, 1, 2, 3])),
            draw(st.integers(0, 5)) == 0,
            (slot[0] * SLOT + 7.5, slot[1] * SLOT - 3.25) if draw(st.integers(0, 3)) == 0 else None,
        )
        for name, slot in zip(names, slots, strict=True)
    ]


def boxes(layout: Layout) -> list[Box]:
    return [*layout.people.values(), *layout.colleagues.values()]


@settings(max_examples=60, deadline=None)
@given(staffs(), st.integers(0, 8))
def test_nothing_overlaps_and_nothing_depends_on_chance(nodes: list[Node], ours: int) -> None:
    colleagues = [f"c{place}" for place in range(ours)]
    layout = map_layout.lay_out(nodes, colleagues)
    assert set(layout.people) == {node.id for node in nodes}
    assert list(layout.colleagues) == colleagues
    assert not [pair for pair in combinations(boxes(layout), 2) if pair[0].overlaps(pair[1])]
    assert layout == map_layout.lay_out(nodes, colleagues)
    for node in nodes:
        if node.place is not None:
            assert layout.people[node.id][:2] == node.place
    for box in boxes(layout):
        assert layout.bounds.x <= box.x
        assert box.right <= layout.bounds.right + 0.001
        assert layout.bounds.y <= box.y
        assert box.bottom <= layout.bounds.bottom + 0.001


@settings(max_examples=60, deadline=None)
@given(staffs())
def test_a_head_stands_above_those_who_report_to_it(nodes: list[Node]) -> None:
    free = [node._replace(place=None) for node in nodes]
    layout = map_layout.lay_out(free, ["c"])
    for superior, person in layout.lines:
        assert layout.people[superior].bottom < layout.people[person].y
    here = [layout.people[node.id].bottom for node in free if not node.has_left]
    gone = [layout.people[node.id].y for node in free if node.has_left]
    assert max(here, default=0) < layout.colleagues["c"].y
    assert layout.colleagues["c"].bottom < min(gone, default=1e9)


@given(staffs())
def test_every_circle_is_cut(nodes: list[Node]) -> None:
    above = map_layout.superiors(nodes)
    for name in above:
        at, steps = above[name], 0
        while at is not None:
            at, steps = above[at], steps + 1
            assert steps <= len(nodes)


def test_a_head_is_centred_above_two() -> None:
    layout = map_layout.lay_out([Node("a", None, 3), Node("b", "a"), Node("c", "a")])
    (ax, _), (bx, by), (cx, cy) = (layout.people[name].centre for name in "abc")
    assert ax == (bx + cx) / 2
    assert by == cy
    assert layout.lines == (("a", "b"), ("a", "c"))


def test_sixty_below_one_go_on_in_rows() -> None:
    layout = map_layout.lay_out([Node("head"), *(Node(f"p{place}", "head") for place in range(59))])
    assert layout.bounds.width <= max(map_layout.WIDTHS) + map_layout.GAP
    assert layout.bounds.width < 3 * layout.bounds.height
    assert len({box.y for box in layout.people.values()}) > 4


@settings(max_examples=60, deadline=None)
@given(staffs())
def test_lines_pass_no_stranger(nodes: list[Node]) -> None:
    """Before anybody was put by hand a line runs between the cards: it touches its own two only."""
    layout = map_layout.lay_out([node._replace(place=None) for node in nodes])
    for route in map_lines.routes(layout.people, layout.lines):
        assert not crossed_by(route, list(layout.people.values()))


def staff(number: int, each: int = 3) -> list[Node]:
    """One head, ``each`` below everybody in order."""
    return [Node(f"p{at}", f"p{(at - 1) // each}" if at else None) for at in range(number)]


@pytest.mark.parametrize(("number", "least"), [(10, 0.99), (30, 0.55), (60, 0.5)])
def test_a_staff_is_shown_large_and_no_line_goes_round_a_row(number: int, least: float) -> None:
    layout = map_layout.lay_out(staff(number))
    width, height = map_layout.VIEW
    assert min(width / layout.bounds.width, height / layout.bounds.height) >= least
    assert all(len(route) <= 4 for route in map_lines.routes(layout.people, layout.lines))


@settings(max_examples=60, deadline=None)
@given(staffs())
def test_a_tie_passes_nobody(nodes: list[Node]) -> None:
    layout = map_layout.lay_out([node._replace(place=None, has_left=False) for node in nodes], ["c0", "c1"])
    ours = list(layout.colleagues.values())
    for name, card in layout.people.items():
        others = [box for other, box in layout.people.items() if other != name]
        trunk, branches = map_lines.tie(card, ours, others)
        assert not crossed_by(trunk, others)
        assert not any(crossed_by(branch, [*others, *ours]) for branch in branches)
        assert [branch[-1] for branch in branches] == [(box.centre[0], box.y) for box in ours]


def test_where_cards_by_hand_leave_no_lane_a_tie_goes_straight() -> None:
    walls = [Box(-500, 104, 1200, 20), Box(-500, 40, 490, 40), Box(134, 40, 566, 40)]
    trunk, _ = map_lines.tie(Box(0, 0, 124, 50), [Box(0, 300, 100, 30)], walls)
    assert trunk == ((100, 50), (100, 278))


def crossed_by(route: Sequence[map_layout.Point], cards: Sequence[Box]) -> list[Box]:
    """The cards that a line runs through; to touch an edge is not to run through."""
    found = []
    for (x1, y1), (x2, y2) in pairwise(route):
        left, right, top, bottom = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
        found += [b for b in cards if b.x < right and left < b.right and b.y < bottom and top < b.bottom]
    return found


def test_a_line_to_a_card_above_its_head_is_straight() -> None:
    boxes = {"a": Box(0, 100, 100, 50), "b": Box(300, 0, 100, 50)}
    assert map_lines.routes(boxes, [("a", "b")]) == [((50, 125), (350, 25))]


def test_influence_is_size() -> None:
    sizes = [map_layout.size(Node("a", influence=each)) for each in (None, 1, 2, 3)]
    assert sizes[0] == sizes[1] < sizes[2] < sizes[3]


def test_a_dropped_card_finds_the_nearest_free_place() -> None:
    taken = Box(0, 0, 100, 50)
    assert map_layout.free_place(Box(300, 0, 100, 50), [taken]) == Box(300, 0, 100, 50)
    assert map_layout.free_place(Box(90, 0, 100, 50), [taken]) == Box(108, 0, 100, 50)
    assert map_layout.free_place(Box(5, 40, 100, 50), [taken]) == Box(5, 58, 100, 50)


def test_arrows_reach_the_nearest_in_their_direction() -> None:
    layout = map_layout.lay_out([Node("a"), Node("b", "a"), Node("c", "a"), Node("d", "c")])
    go = map_layout.neighbour
    assert go(layout.people, "b", 0, -1) == "a"
    assert go(layout.people, "c", 0, 1) == "d"
    assert go(layout.people, "a", 0, -1) == "a"
    assert {go(layout.people, "c", 1, 0), go(layout.people, "c", -1, 0)} == {"b", "c"}


def people(*deciders: bool) -> list[Acquaintance]:
    return [Acquaintance(f"p{place}", f"P{place}", decides) for place, decides in enumerate(deciders)]


def codes(found: list[relations.Thread]) -> list[str]:
    return [each.code for each in found]


def test_single_threads() -> None:
    look = relations.single_threads
    assert look([], []) == []
    assert codes(look(people(True, False), [])) == []
    assert codes(look(people(False), [("p0", "A"), ("p0", "B")])) == ["one_contact"]
    assert codes(look(people(True, False), [("p0", "A"), ("p1", "A")])) == ["one_colleague", "decider_by_one"]
    assert codes(look(people(True, False), [("p1", "A"), ("p1", "B")])) == ["decider_by_none"]
    assert codes(look(people(True, False), [("p0", "A"), ("p0", "B"), ("p1", "A")])) == []
    assert codes(look(people(False, False), [("gone", "A"), ("p0", "B"), ("p1", "C")])) == []


def test_who_would_stand_above_themselves() -> None:
    above = {"a": None, "b": "a", "c": "b"}
    assert relations.closes_circle("a", "c", above)
    assert relations.closes_circle("b", "b", above)
    assert not relations.closes_circle("c", "a", above)
    assert not relations.closes_circle("z", "x", {"x": "y", "y": "x"})
