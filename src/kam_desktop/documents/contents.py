"""The index: groups with their name in the margin, rows with page numbers that can be clicked; and the head of an
inner part, a large word with a grey one behind it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kam_desktop.documents.fonts import Typeface
from kam_desktop.documents.grid import GREY, LEFT, MM, PORTRAIT, Scale, Sheet
from kam_desktop.documents.page import Section, Strip, fill, space
from kam_desktop.documents.pen import Pen
from kam_desktop.documents.sections import sectioned
from kam_desktop.documents.tables import EMPTY, TIGHT, Cell, Column, Table

_DROP = 4.7 * MM  # the rows stand closer than text
_FEW = 12  # rows and heads of a last page that is better saved


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of the index under one name; ``aside`` says how many they are, ``columns`` how they differ from the rest."""

    name: str
    rows: Sequence[Sequence[Cell]]
    aside: str = ""
    columns: Sequence[Column] = ()


def part_head(type_: Typeface, sizes: Scale, title: str, aside: str = "", sheet: Sheet = PORTRAIT) -> list[Strip]:
    """The title of a part that begins on a page of its own, under the running head."""
    text = type_.line(title)
    behind = LEFT + type_.width(text, sizes.title) + 4 * MM
    style = sizes.table.but(colour=GREY)
    note = type_.shorten(type_.line(aside), style, sheet.right - behind)

    def draw(pen: Pen, y: float) -> None:
        pen.text(LEFT, y, text, sizes.title)
        pen.text(behind, y, note, style)

    return [replace(space(0), keep=True), Strip(7 * MM, draw, keep=True)]


def index(
    type_: Typeface, sizes: Scale, columns: Sequence[Column], groups: Sequence[Group], head: Sequence[Strip] = ()
) -> list[Strip]:
    """The groups in order under ``head`` and one head of columns that is repeated on each page.

    The rows stand closer where that saves a last page of a few of them.
    """
    made = [*head, *_index(type_, sizes, columns, groups, is_tight=False)]
    pages = fill(made)
    if len(pages) > 1 and len(pages[-1]) <= _FEW:
        tight = [*head, *_index(type_, sizes, columns, groups, is_tight=True)]
        if len(fill(tight)) < len(pages):
            return tight
    return made


def _index(
    type_: Typeface, sizes: Scale, columns: Sequence[Column], groups: Sequence[Group], *, is_tight: bool
) -> list[Strip]:
    table = Table(type_, sizes, columns, airy=False, is_tight=is_tight)
    strips: list[Strip] = []
    for group in groups:
        rows = (Table(type_, sizes, group.columns, airy=False, is_tight=is_tight) if group.columns else table).body(
            group.rows
        )
        if not rows:
            continue
        rows[0].top = rows[0].height
        strips += sectioned(
            type_,
            sizes,
            Section(type_.line(group.name) or EMPTY, aside=group.aside, drop=TIGHT[0] if is_tight else _DROP),
            rows,
        )
    return [table.bare_head(), *strips]
