"""Real text and tables at every height of the page: what a break may not part."""

from dataclasses import replace
from datetime import date

import pytest

from documents.sample_reports import empty
from kam_desktop.core.rules.kinds import CommitmentState, Side
from kam_desktop.core.visit_report import ReportCommitment, VisitReport
from kam_desktop.documents.fonts import Typeface
from kam_desktop.documents.grid import MM
from kam_desktop.documents.page import Opening, Page, Strip, fill, space
from kam_desktop.documents.visit_sections import Sections

_HEIGHTS = range(100, 245, 3)  # millimetres above the section that is looked at


def _pages(report: VisitReport, above: int) -> list[Page]:
    type_ = Typeface("zh_CN")
    return fill([_filler(0), _filler(above), *Sections(report, type_).strips()])


def _filler(millimetres: int) -> Strip:
    """Something of this height that is no white."""
    return replace(space(millimetres * MM), tail=0.0)


def _lines_of(page: Page, section: str) -> list[Strip]:
    strips = [placed.item for placed in page if isinstance(placed.item, Strip)]
    return [strip for strip in strips if strip.section and strip.section.name == section and strip.lines]


@pytest.mark.parametrize("length", [2, 3, 4, 9])
def test_two_lines_at_least_stand_on_each_side_of_a_break(length: int) -> None:
    report = replace(empty(), discussed="字" * 35 * length)
    for above in _HEIGHTS:
        counts = [len(_lines_of(page, "洽谈内容")) for page in _pages(report, above)]
        assert sum(counts) == length
        assert 1 not in counts, above


def test_a_name_stands_beside_two_lines_though_they_are_paragraphs() -> None:
    report = replace(empty(), needs="\n".join("一二三四五六"))
    for above in _HEIGHTS:
        counts = [len(_lines_of(page, "发现的需求")) for page in _pages(report, above)]
        assert next(filter(None, counts)) >= 2, above


@pytest.mark.parametrize("count", [2, 3, 7])
def test_two_rows_at_least_stand_under_the_head_of_a_table(count: int) -> None:
    promise = ReportCommitment("一件事", "许文静", Side.OURS, date(2026, 12, 1), CommitmentState.OPEN, 5)
    report = replace(empty(), commitments=(promise,) * count)
    for above in _HEIGHTS:
        pages = [_lines_of(page, "承诺事项") for page in _pages(report, above)]
        first = next(filter(None, pages))
        assert len(first) >= 3, above
        for later in filter(None, pages[pages.index(first) + 1 :]):
            assert later[0].head is None, "a page that goes on begins with the head"


def test_each_section_opens_once() -> None:
    report = replace(empty(), discussed="字" * 900, needs="一\n二")
    for above in _HEIGHTS:
        opened = [
            placed.item.section.name
            for page in _pages(report, above)
            for placed in page
            if isinstance(placed.item, Opening) and not placed.item.is_continued
        ]
        assert opened == ["洽谈内容", "发现的需求", "承诺事项", "下一步", "主管审阅"]
