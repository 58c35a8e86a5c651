"""Filling pages: strips of a known height are placed one below the other, kept together where they must be.

A ``Strip`` is what never splits: a line of text, a table row, a row of photos. Its height runs from the
baseline (or lower edge) of what stands above to its own. ``keep`` binds it to the next strip.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from kam_desktop.documents.grid import HAIRLINE, PORTRAIT, SECTION_DROP, SECTION_GAP, TIGHT_GAP, TOP, Sheet
from kam_desktop.documents.pen import Bookmark, Pen

Draw = Callable[[Pen, float], None]
LEAST_LINES: Final = 2  # of its text beside the name of a section
LEAST_LAST_LINES: Final = 4  # on the last page


@dataclass(frozen=True, slots=True)
class Section:
    """A piece of the document with its name in the margin, opened by a line across the page.

    ``aside`` stands behind the name in grey, ``notes`` below it; ``key`` is what links lead to; ``drop`` the way
    from the line to the baseline of the name.
    """

    name: str
    notes: tuple[str, ...] = ()
    rule: float = HAIRLINE
    aside: str = ""
    key: str = ""
    drop: float = SECTION_DROP


@dataclass(slots=True)
class Strip:
    """A horizontal piece of the page; ``draw`` gets the y of its baseline or lower edge.

    ``top`` is its height right under a hairline (0.0: as elsewhere), ``gap`` the space above that falls away
    at the top of a page, ``tail`` the pad under its last baseline, ``head`` the table head it needs above it
    where it is the first on a page, ``bookmark`` what the outline says of it.
    """

    height: float
    draw: Draw
    top: float = SECTION_DROP
    gap: float = 0.0
    tail: float = 0.0
    keep: bool = False
    lines: int = 1
    head: "Strip | None" = None
    section: Section | None = None
    opens: bool = False
    bookmark: Bookmark | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What begins on a page of its own: a cover, a summary, one visit, a register.

    ``bookmarks`` lead to its first page. Its sections have entries of ``inner`` level in the outline; None: no
    entries. Without ``has_head`` its first page has a masthead of its own instead of the running head.
    """

    strips: Sequence[Strip]
    sheet: Sheet = PORTRAIT
    bookmarks: tuple[Bookmark, ...] = ()
    inner: int | None = 0
    has_head: bool = True


@dataclass(frozen=True, slots=True)
class Opening:
    """The hairline and name of a section at the top of it, or again on a following page."""

    section: Section
    is_continued: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """A strip or a section's opening at its place."""

    item: Strip | Opening
    y: float


Page = list[Placed]


def space(height: float) -> Strip:
    """White, which never needs a page of its own."""
    return Strip(height, _draw_nothing, tail=height, lines=0)


def _draw_nothing(_pen: Pen, _y: float) -> None:
    """Leaves the paper as it is."""


def keep_whole(strips: Sequence[Strip], sheet: Sheet = PORTRAIT) -> None:
    """Binds the strips together, unless they are too tall for that to look well."""
    if sum(strip.height + strip.gap for strip in strips) < (sheet.bottom - TOP) * 0.6:
        for strip in strips[:-1]:
            strip.keep = True


def fill(strips: Sequence[Strip], sheet: Sheet = PORTRAIT) -> list[Page]:
    """The pages of one part; a nearly empty last page is won back by tighter spaces where that helps."""
    pages = _Filler(SECTION_GAP, sheet).fill(strips)
    last = sum(placed.item.lines for placed in pages[-1] if isinstance(placed.item, Strip))
    if len(pages) > 1 and last < LEAST_LAST_LINES:
        tight = _Filler(TIGHT_GAP, sheet).fill(strips)
        return tight if len(tight) < len(pages) else pages
    return pages


class _Filler:
    def __init__(self, gap: float, sheet: Sheet) -> None:
        self._gap = gap
        self._bottom = sheet.bottom + 0.01
        self._pages: list[Page] = [[]]
        self._y = TOP
        self._tail = 0.0

    def fill(self, strips: Sequence[Strip]) -> list[Page]:
        for group in _groups(strips):
            if self._place(group):
                continue
            if self._pages[-1]:
                self._turn()
            if not self._place(group):
                self._place_singly(group)
        return self._pages

    def _turn(self) -> None:
        self._pages.append([])
        self._y, self._tail = TOP, 0.0

    def _place(self, group: Sequence[Strip]) -> bool:
        """Places a group if all of it fits on this page."""
        page, y, tail = self._set(group)
        if y - tail > self._bottom:
            return False
        self._pages[-1] += page
        self._y, self._tail = y, tail
        return True

    def _place_singly(self, group: Sequence[Strip]) -> None:
        """What is taller than a page breaks where the page ends."""
        for strip in group:
            if not self._place([strip]):
                self._turn()
                page, self._y, self._tail = self._set([strip])
                self._pages[-1] += page

    def _set(self, group: Sequence[Strip]) -> tuple[Page, float, float]:
        page: Page = []
        y, tail, fresh = self._y, self._tail, not self._pages[-1]
        for strip in group:
            y += self._before(page, strip, y, tail, fresh=fresh)
            page.append(Placed(strip, y))
            tail, fresh = strip.tail, False
        return page, y, tail

    def _before(self, page: Page, strip: Strip, y: float, tail: float, *, fresh: bool) -> float:
        """The way down to ``strip``, with what has to be drawn on it."""
        if strip.opens and strip.section:
            gap = 0.0 if fresh else (self._gap - min(tail, TIGHT_GAP / 3))
            page.append(Placed(Opening(strip.section, is_continued=False), y + gap))
            return gap + strip.top
        if not fresh:
            return strip.gap + strip.height
        if strip.section is None:
            if strip.head is None:
                return strip.height if self._pages[0] else 0.0
            page.append(Placed(strip.head, y + strip.head.height))
            return strip.head.height + strip.height
        page.append(Placed(Opening(strip.section, is_continued=True), y))
        if strip.head is None:
            return strip.top or strip.height
        page.append(Placed(strip.head, y + strip.head.top))
        return strip.head.top + strip.height


def _groups(strips: Sequence[Strip]) -> list[list[Strip]]:
    groups: list[list[Strip]] = []
    is_bound = False
    for strip in strips:
        if is_bound:
            groups[-1].append(strip)
        else:
            groups.append([strip])
        is_bound = strip.keep
    return groups
