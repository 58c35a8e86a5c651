"""Filling pages: what stays together, what is repeated, and how a nearly empty last page is won back."""

from collections.abc import Sequence
from itertools import pairwise

from kam_desktop.documents.grid import BOTTOM, MM, TOP
from kam_desktop.documents.page import Opening, Page, Section, Strip, fill, keep_whole
from kam_desktop.documents.pen import Pen

_LINE = 6 * MM


def _nothing(pen: Pen, y: float) -> None:
    """These tests look at places only."""


def _text(count: int, name: str = "洽谈内容") -> list[Strip]:
    section = Section(name)
    strips = [Strip(_LINE, _nothing, section=section) for _ in range(count)]
    strips[0].opens = True
    strips[0].keep = count > 1
    if count > 1:
        strips[-2].keep = True
    return strips


def _strips(page: Page) -> list[Strip]:
    return [placed.item for placed in page if isinstance(placed.item, Strip)]


def _openings(page: Page) -> list[Opening]:
    return [placed.item for placed in page if isinstance(placed.item, Opening)]


def _all(pages: Sequence[Page]) -> list[Strip]:
    return [strip for page in pages for strip in _strips(page)]


def test_everything_is_placed_once_in_order_and_on_the_paper() -> None:
    strips = [*_text(3), *_text(70), *_text(1), *_text(45)]
    pages = fill(strips)
    assert [id(strip) for strip in _all(pages)] == [id(strip) for strip in strips]
    for page in pages:
        heights = [placed.y for placed in page]
        assert heights == sorted(heights)
        assert heights[0] >= TOP
        assert heights[-1] <= BOTTOM + 0.01


def test_a_section_name_is_never_the_last_thing_on_a_page() -> None:
    for before in range(30, 45):
        for page in fill([*_text(before), *_text(10, "下一步")]):
            assert isinstance(page[-1].item, Strip)
            opening = max((at for at, placed in enumerate(page) if isinstance(placed.item, Opening)), default=0)
            assert len(page) - opening > 2 or len(page) == 2


def test_a_section_that_goes_on_says_so() -> None:
    pages = fill(_text(80))
    assert [opening.is_continued for page in pages for opening in _openings(page)] == [False, True]


def test_a_table_head_is_repeated_and_never_without_rows() -> None:
    head = Strip(8 * MM, _nothing, keep=True)
    rows = [Strip(7 * MM, _nothing, head=head) for _ in range(60)]
    rows[0].keep = rows[-2].keep = True
    section = Section("费用")
    for strip in (head, *rows):
        strip.section = section
    head.opens = True
    for before in range(28, 42):
        pages = fill([*_text(before), head, *rows])
        with_rows = [page for page in pages if any(strip.head is head for strip in _strips(page))]
        assert len(with_rows) > 1
        for page in with_rows:
            strips = _strips(page)
            at = next(at for at, strip in enumerate(strips) if strip is head)
            assert len(strips) - at > 2


def test_what_is_kept_together_moves_together() -> None:
    review = _text(6, "主管审阅")
    keep_whole(review)
    pages = fill([*_text(38), *review])
    assert len(pages) == 2
    assert _strips(pages[1]) == review


def test_what_is_taller_than_a_page_breaks_all_the_same() -> None:
    strips = _text(100)
    for strip in strips:
        strip.keep = True
    assert len(fill(strips)) > 1


def _crowded(last: int) -> list[Strip]:
    """8 sections of 4 lines fill 227 mm of 245; the last one does not fit below them at 5 mm."""
    return [strip for _ in range(8) for strip in _text(4)] + _text(last)


def test_a_nearly_empty_last_page_is_won_back_by_tighter_spaces() -> None:
    pages = fill(_crowded(3))
    assert len(pages) == 1
    assert _gaps(pages[0]) == {3.0}


def test_spaces_stay_as_they_are_where_the_last_page_has_enough() -> None:
    strips = _crowded(4)
    keep_whole(strips[-4:])
    pages = fill(strips)
    assert len(pages) == 2
    assert _gaps(pages[0]) == {5.0}


def test_spaces_stay_as_they_are_where_tighter_ones_do_not_help() -> None:
    strips = [*_text(38), *_text(3)]
    pages = fill(strips)
    assert len(pages) == 2
    assert len(_strips(pages[1])) == 3


def _gaps(page: Page) -> set[float]:
    """Millimetres between the sections of a page."""
    return {round((placed.y - above.y) / MM, 1) for above, placed in pairwise(page) if isinstance(placed.item, Opening)}
