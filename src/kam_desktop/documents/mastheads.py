"""The top of a first page: kind and company over a rule, the title with its badge, facts, people."""

from collections.abc import Sequence

from kam_desktop.core.rules.kinds import Tier
from kam_desktop.documents import logos
from kam_desktop.documents.badges import badge
from kam_desktop.documents.fonts import Typeface
from kam_desktop.documents.grid import (
    COLUMN,
    GREY,
    GUTTER,
    HEAVY,
    LEFT,
    MARGIN_WIDTH,
    MM,
    PORTRAIT,
    WIDTH,
    Scale,
    Sheet,
    Style,
)
from kam_desktop.documents.page import Draw, Strip
from kam_desktop.documents.paragraphs import Row, draw_row, paragraph, set_rows
from kam_desktop.documents.pen import Pen

Fact = tuple[str, Sequence[str]]  # label, lines
Party = tuple[str, Sequence[tuple[str, str]]]  # label, (name, role)
_NAME_COLUMNS = 2
_EMPTY = "—"
_FIGURE = Style(24, 0, bold=True)
_FIGURE_DROP = 10.5 * MM  # from a label to the figure under it


def kind_line(
    type_: Typeface, sizes: Scale, kind: str, company: str, logo: bytes = b"", sheet: Sheet = PORTRAIT
) -> list[Strip]:
    """Document kind at the left, company and its logo at the right, a strong rule below."""
    style = sizes.note.but(colour=GREY)
    kind = type_.prepare(kind)
    sign = logos.read(logo)
    right = sheet.right - (sign.width + 3 * MM if sign else 0.0)
    company = type_.shorten(type_.line(company), style, right - LEFT - type_.width(kind, sizes.kind) - GUTTER)

    def draw(pen: Pen, y: float) -> None:
        pen.text(LEFT, y, kind, sizes.kind)
        pen.text_right(right, y, company, style)
        if sign:
            pen.picture(sheet.right - sign.width, y + 1.2 * MM, sign.width, sign.height, sign.png)
        pen.rule(LEFT, sheet.right, y + 3.5 * MM, HEAVY)

    return [Strip(0.0, draw, keep=True)]


def title_lines(
    type_: Typeface, sizes: Scale, title: str, tier: Tier | None = None, mark: str = "", drop: float = 16 * MM
) -> list[Strip]:
    """The title, smaller the longer it is, with the tier's badge and a mark such as 草稿 behind it.

    ``drop`` is the way from the strip above to its baseline.
    """
    text = type_.line(title) or _EMPTY
    mark = type_.prepare(mark)
    side = (11 * MM if tier else 0.0) + (type_.width(mark, sizes.subject.but(bold=True)) + 5 * MM if mark else 0.0)
    for size, most in ((sizes.title.size, 2), (16.0, 3), (13.0, 99)):
        style = Style(size, size * sizes.title.leading / sizes.title.size, bold=True)
        rows, end = _title_rows(type_, text, style, side)
        if len(rows) <= most:
            break
    strips = [Strip(style.leading, draw_row(row, LEFT), keep=True) for row in rows]
    strips[0].gap = drop - style.leading
    strips.append(Strip(0.0, _draw_ending(end, tier, mark, style, sizes.subject.but(bold=True)), keep=True, lines=0))
    return strips


def _title_rows(type_: Typeface, text: str, style: Style, side: float) -> tuple[list[Row], float]:
    """Lines of a title and the x where the last ends, with ``side`` left free behind it."""
    for width in (WIDTH, WIDTH - side):
        rows = set_rows(type_, [(text, style)], width)
        end = sum(type_.width(piece.text, piece.style) for piece in rows[-1])
        if end + side <= WIDTH:
            break
    return rows, LEFT + end


def _draw_ending(x: float, tier: Tier | None, mark: str, title: Style, style: Style) -> Draw:
    """Draws what stands behind a title that ends at ``x``."""

    def draw(pen: Pen, y: float) -> None:
        left = x + 4.3 * MM
        if tier:
            left += badge(pen, left, y, tier, title.size * 0.8) + 4.3 * MM
        if mark:
            pen.text(left, y, mark, style)

    return draw


def subject_lines(type_: Typeface, sizes: Scale, subject: str) -> list[Strip]:
    """What the document is about, under the title."""
    text = type_.line(subject)
    strips = paragraph(type_, [(text, sizes.subject)], left=LEFT, width=WIDTH)
    if strips:
        strips[0].gap = 7.3 * MM - sizes.subject.leading
    return strips


def fact_lines(type_: Typeface, sizes: Scale, facts: Sequence[Fact]) -> list[Strip]:
    """Up to four blocks of three columns: a grey label and its lines."""
    blocks: list[list[Row]] = []
    for label, lines in facts:
        rows = set_rows(type_, [(type_.prepare(label), sizes.label)], MARGIN_WIDTH)[:1]
        for line in filter(None, lines):
            text = type_.line(line)
            rows += set_rows(type_, [(text, sizes.fact)], MARGIN_WIDTH)
        blocks.append(rows)
    strips = [_across(blocks, at, sizes.fact.leading) for at in range(max(map(len, blocks), default=0))]
    for strip in strips[:1]:
        strip.gap = 10 * MM - strip.height
        strip.keep = True
    return strips


def figure_lines(type_: Typeface, sizes: Scale, facts: Sequence[Fact]) -> list[Strip]:
    """The same blocks where the facts are counts: one large figure under each label."""
    blocks = [(type_.prepare(label), type_.prepare(lines[0])) for label, lines in facts]

    def draw(pen: Pen, y: float) -> None:
        for at, (label, figure) in enumerate(blocks):
            left = LEFT + at * 3 * COLUMN
            pen.text(left, y - _FIGURE_DROP, label, sizes.label)
            pen.text(left - 0.3 * MM, y, figure, _FIGURE)

    return [Strip(10 * MM + _FIGURE_DROP, draw)]


def _across(blocks: Sequence[Sequence[Row]], at: int, leading: float) -> Strip:
    def draw(pen: Pen, y: float) -> None:
        for block, rows in enumerate(blocks):
            if at < len(rows):
                draw_row(rows[at], LEFT + block * 3 * COLUMN)(pen, y)

    return Strip(leading, draw)


def people_lines(type_: Typeface, sizes: Scale, parties: Sequence[Party]) -> list[Strip]:
    """The people of both sides, each name in bold with the role beside it."""
    strips: list[Strip] = []
    if not any(people for _, people in parties):
        return strips
    split = _name_columns(type_, sizes, parties)
    labels = [(type_.prepare(label) if people else "") for label, people in parties]
    strips.append(_labels(labels, sizes))
    for at in range(max(len(people) for _, people in parties)):
        rows = [_person(type_, sizes, people[at], split) if at < len(people) else [] for _, people in parties]
        height = max(map(len, rows))
        new = [_halves([row[line] if line < len(row) else [] for row in rows], sizes) for line in range(height)]
        for strip in new[:-1]:
            strip.keep = True
        strips += new
    return strips


def _labels(labels: Sequence[str], sizes: Scale) -> Strip:
    def draw(pen: Pen, y: float) -> None:
        for at, label in enumerate(labels):
            pen.text(LEFT + at * 6 * COLUMN, y, label, sizes.label)

    return Strip(sizes.fact.leading, draw, gap=8.2 * MM - sizes.fact.leading, keep=True)


def _halves(rows: Sequence[Row], sizes: Scale) -> Strip:
    def draw(pen: Pen, y: float) -> None:
        for at, row in enumerate(rows):
            draw_row(row, LEFT + at * 6 * COLUMN)(pen, y)

    return Strip(sizes.fact.leading, draw)


def _name_columns(type_: Typeface, sizes: Scale, parties: Sequence[Party]) -> int:
    """Two columns for names, three where one of them needs it."""
    bold = sizes.fact.but(bold=True)
    names = [name for _, people in parties for name, _ in people]
    widest = max(type_.width(type_.line(name), bold) for name in names)
    return _NAME_COLUMNS if widest <= _NAME_COLUMNS * COLUMN - 2 * MM else _NAME_COLUMNS + 1


def _person(type_: Typeface, sizes: Scale, person: tuple[str, str], split: int) -> list[Row]:
    name, role = (type_.line(text) for text in person)
    names = set_rows(type_, [(name, sizes.fact.but(bold=True))], split * COLUMN - 2 * MM)
    roles = set_rows(type_, [(role, sizes.fact)], (6 - split) * COLUMN - GUTTER)
    rows: list[Row] = []
    for at in range(max(len(names), len(roles))):
        left = names[at] if at < len(names) else []
        right = roles[at] if at < len(roles) else []
        shifted = [type(piece)(piece.x + split * COLUMN, piece.text, piece.style) for piece in right]
        rows.append([*left, *shifted])
    return rows
