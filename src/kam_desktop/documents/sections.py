"""Sections: text and tables under a name in the margin, two lines at least beside it."""

from collections.abc import Sequence
from typing import Final

from kam_desktop.documents.fonts import Typeface
from kam_desktop.documents.grid import HAIRLINE, MARGIN_WIDTH, MM, Scale, Style
from kam_desktop.documents.page import LEAST_LINES, Section, Strip, space
from kam_desktop.documents.paragraphs import Row, set_rows

_MOST_ROWS: Final = 8
NOTE_DROP: Final = 5 * MM  # from the name's baseline to that of the note below it


def sectioned(type_: Typeface, sizes: Scale, section: Section, strips: list[Strip]) -> list[Strip]:
    """Gives the strips their name in the margin; nothing stays nothing."""
    if not strips:
        return []
    for strip in strips:
        strip.section = section
    strips[0].opens = True
    lack = margin_depth(type_, sizes, section) - _height(strips)
    if lack > 0:
        strips.append(space(lack))
        strips[-1].section = section
    if len(strips) > 1 and strips[0].lines < LEAST_LINES:
        strips[0].keep = True
    return strips


def named(
    type_: Typeface,
    sizes: Scale,
    name: str,
    strips: list[Strip],
    notes: Sequence[str] = (),
    *,
    rule: float = HAIRLINE,
    key: str = "",
) -> list[Strip]:
    """The same with a section of this name and the grey notes under it."""
    return sectioned(type_, sizes, Section(name, tuple(notes), rule, key=key), strips)


def margin_rows(type_: Typeface, sizes: Scale, name: str, notes: Sequence[str]) -> tuple[list[Row], list[Row]]:
    """Lines of a section's name and of the grey notes below it; a name without end is cut."""
    under = [row for note in notes for row in _rows(type_, note, sizes.label)]
    return _rows(type_, name, sizes.name), under


def _rows(type_: Typeface, text: str, style: Style) -> list[Row]:
    text = type_.shorten(type_.line(text), style, MARGIN_WIDTH * _MOST_ROWS)
    return set_rows(type_, [(text, style)], MARGIN_WIDTH)


def margin_depth(type_: Typeface, sizes: Scale, section: Section) -> float:
    """How far below its hairline the margin text of a section reaches."""
    names, under = margin_rows(type_, sizes, section.name, section.notes)
    drop = section.drop + (len(names) - 1) * sizes.name.leading
    return drop + (NOTE_DROP + (len(under) - 1) * sizes.label.leading if under else 0.0)


def _height(strips: Sequence[Strip]) -> float:
    """From the hairline to the end of the last strip, unbroken."""
    return strips[0].top + sum(strip.gap + strip.height for strip in strips[1:])
