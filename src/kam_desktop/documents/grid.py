"""Measures of the printed page: paper, columns, colours, sizes. All lengths are points (1/72 inch)."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Final

MM: Final = 72 / 25.4
PAGE_WIDTH: Final = 210 * MM
PAGE_HEIGHT: Final = 297 * MM
LEFT: Final = 22 * MM  # room for punched holes
WIDTH: Final = 170 * MM
RIGHT: Final = LEFT + WIDTH
TOP: Final = 24 * MM
BOTTOM: Final = 269 * MM  # last baseline of text
FOOT: Final = 284 * MM
RUNNING_HEAD: Final = 17 * MM

COLUMN: Final = 14.5 * MM  # 10.5 mm and the gutter of 4 mm
GUTTER: Final = 4 * MM
TEXT_LEFT: Final = LEFT + 3 * COLUMN
TEXT_WIDTH: Final = RIGHT - TEXT_LEFT
MARGIN_WIDTH: Final = 3 * COLUMN - GUTTER

SECTION_DROP: Final = 6 * MM  # hairline to first baseline
SECTION_GAP: Final = 5 * MM  # last baseline to hairline
TIGHT_GAP: Final = 3 * MM
HAIRLINE: Final = 0.4
HEAVY: Final = 1.6

INK: Final = "#141414"
GREY: Final = "#5E5E5E"
LINE: Final = "#B4B4B4"
ACCENT: Final = "#12395B"
WHITE: Final = "#FFFFFF"
TONE: Final = "#7F9BB3"  # the two tones of charts: about 58 and 87 % light in grey
PALE: Final = "#D5DEE6"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper with its grid: the same margins, 12 columns over what is between them."""

    width: float
    height: float

    @property
    def right(self) -> float:
        """Where tables and rules end."""
        return self.width - (PAGE_WIDTH - RIGHT)

    @property
    def bottom(self) -> float:
        """The last baseline of text."""
        return self.height - (PAGE_HEIGHT - BOTTOM)

    @property
    def foot(self) -> float:
        """The baseline of the foot line."""
        return self.height - (PAGE_HEIGHT - FOOT)

    @property
    def pitch(self) -> float:
        """A column and its gutter."""
        return (self.right - LEFT + GUTTER) / 12

    def column(self, number: int) -> float:
        """Left edge of column 1 to 12."""
        return LEFT + (number - 1) * self.pitch


PORTRAIT: Final = Sheet(PAGE_WIDTH, PAGE_HEIGHT)
LANDSCAPE: Final = Sheet(PAGE_HEIGHT, PAGE_WIDTH)  # registers


def column(number: int) -> float:
    """Left edge of column 1 to 12 on upright paper."""
    return PORTRAIT.column(number)


@dataclass(frozen=True, slots=True)
class Style:
    """How a piece of text is set. ``leading`` is the distance of baselines."""

    size: float
    leading: float
    bold: bool = False
    colour: str = INK

    def but(self, *, bold: bool | None = None, colour: str | None = None) -> "Style":
        """The same size in another weight or colour."""
        return _like(self, self.bold if bold is None else bold, self.colour if colour is None else colour)


@cache
def _like(style: Style, bold: bool, colour: str) -> Style:
    return replace(style, bold=bold, colour=colour)


@dataclass(frozen=True, slots=True)
class Scale:
    """The sizes of a document; leading follows its language."""

    title: Style
    subject: Style
    text: Style
    fact: Style
    table: Style
    second: Style
    note: Style
    label: Style
    name: Style
    kind: Style
    paragraph_gap: float


_CHINESE = Scale(
    title=Style(22, 29, bold=True),
    subject=Style(12, 17),
    text=Style(10, 6 * MM),
    fact=Style(10, 5.4 * MM),
    table=Style(9, 13.6),
    second=Style(8, 12.5, colour=GREY),
    note=Style(8, 12.5, colour=GREY),
    label=Style(7.5, 11.5, colour=GREY),
    name=Style(10, 5 * MM, bold=True),
    kind=Style(10, 14, bold=True, colour=ACCENT),
    paragraph_gap=2 * MM,
)
_ENGLISH = replace(
    _CHINESE,
    title=Style(20, 26, bold=True),
    subject=Style(12, 16),
    text=Style(10, 5 * MM),
    fact=Style(10, 5 * MM),
    table=Style(9, 12.5),
    second=Style(8, 11.4, colour=GREY),
    note=Style(8, 11.4, colour=GREY),
    paragraph_gap=1.5 * MM,
)


def scale(lang: str) -> Scale:
    """The sizes for ``zh_CN`` or ``en``."""
    return _CHINESE if lang == "zh_CN" else _ENGLISH


def register_scale(lang: str) -> Scale:
    """The same for tables over the full width of lying paper."""
    sizes = scale(lang)
    leading, second = (12.2, 11.0) if lang == "zh_CN" else (11.5, 10.4)
    return replace(sizes, table=Style(8.5, leading), second=Style(7.5, second, colour=GREY))
