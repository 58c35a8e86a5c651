"""Sets a document's content on paper: masthead, sections with their names in the margin, tables, charts."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Final

from kam_desktop.core.visit_report import ReportPhoto
from kam_desktop.documents import charts, mastheads, photos, tables
from kam_desktop.documents.content import (
    Bars,
    Block,
    Cell,
    Contents,
    Course,
    Document,
    Grid,
    Head,
    Note,
    Pairs,
    Pictures,
    Piece,
    Points,
    Signatures,
    Text,
)
from kam_desktop.documents.fonts import Typeface
from kam_desktop.documents.grid import (
    COLUMN,
    GREY,
    LEFT,
    MM,
    RIGHT,
    TEXT_LEFT,
    TEXT_WIDTH,
    WIDTH,
    Scale,
    scale,
)
from kam_desktop.documents.output import Frame, Written, publish
from kam_desktop.documents.page import Part, Strip, fill, keep_whole, space
from kam_desktop.documents.paragraphs import Piece as Run
from kam_desktop.documents.paragraphs import Row, flowing, paragraph, set_rows, strips_of
from kam_desktop.documents.pen import Pen
from kam_desktop.documents.sections import named

_HANG: Final = 6 * MM
_TERM: Final = 20 * MM
_WIDEST_TERM: Final = 36 * MM
_LOW: Final = 14 * MM  # the plot of a line among other things


def write(content: Document, to: Path | BinaryIO, *, invariant: bool = False) -> Written:
    """Writes the document as PDF or raises ``FileError``; ``invariant``: equal bytes each time, for tests."""
    type_ = Typeface(content.lang)
    return publish(parts(content, type_), type_, frame(content), to, invariant=invariant)


def page_counts(content: Document) -> list[int]:
    """How many pages each of its parts will have."""
    type_ = Typeface(content.lang)
    return [len(fill(part.strips, part.sheet)) for part in parts(content, type_)]


def parts(content: Document, type_: Typeface) -> list[Part]:
    """The document as parts, each beginning on a page of its own."""
    sizes = scale(content.lang)
    made: list[list[Strip]] = [[*_top(content, type_, sizes)]]
    for piece in content.pieces:
        if piece.turns:
            made.append([])
        made[-1] += _piece(piece, type_, sizes)
    return [Part(strips, has_head=bool(at)) for at, strips in enumerate(made) if strips]


def frame(content: Document) -> Frame:
    """What stands around the text of each page."""
    return Frame(
        title=content.full_title,
        author=content.author,
        running_left=f"{content.kind} · {content.title}",
        running_right=content.running_right,
        made=content.made,
        confidential=content.confidential,
    )


def _top(content: Document, type_: Typeface, sizes: Scale) -> list[Strip]:
    strips = [
        *mastheads.kind_line(type_, sizes, content.kind, content.company, content.logo),
        *mastheads.title_lines(type_, sizes, content.title, content.tier, content.mark),
        *_subject(content, type_, sizes),
        *(mastheads.figure_lines if content.has_figures else mastheads.fact_lines)(type_, sizes, content.facts),
        *mastheads.people_lines(type_, sizes, content.parties),
    ]
    strips.append(space(2.5 * MM))
    return strips


def _subject(content: Document, type_: Typeface, sizes: Scale) -> list[Strip]:
    spans = [(type_.prepare(text), sizes.subject.but(bold=bold)) for text, bold in content.subject if text]
    if not spans:
        return []
    strips = paragraph(type_, spans, left=LEFT, width=WIDTH)
    strips[0].gap = 7.3 * MM - sizes.subject.leading
    return strips


def _piece(piece: Piece, type_: Typeface, sizes: Scale) -> list[Strip]:
    strips: list[Strip] = []
    signing: list[Strip] = []
    for block in piece.blocks:
        if isinstance(block, Signatures):
            signing += _signatures(block, type_, sizes)
            continue
        made = _block(block, type_, sizes)
        if made and strips:
            made[0].gap = max(made[0].gap, 2.5 * MM)
        strips += made
    return [*named(type_, sizes, piece.name, strips, piece.notes, key=piece.key), *signing]


def _block(block: Block, type_: Typeface, sizes: Scale) -> list[Strip]:
    if isinstance(block, Text):
        return flowing(type_, sizes, block.text, type_.prepare(block.lead))
    if isinstance(block, Note):
        return paragraph(type_, [(type_.line(block.text), sizes.note)])
    if isinstance(block, Points):
        return _points(block, type_, sizes)
    if isinstance(block, Pairs):
        return _pairs(block, type_, sizes)
    if isinstance(block, Grid):
        return _table(block, type_, sizes)
    if isinstance(block, Bars):
        return charts.columns(type_, block.data)
    if isinstance(block, Course):
        return charts.line(type_, block.data, top=block.top, height=_LOW)
    if isinstance(block, Contents):
        return _contents(block, type_, sizes)
    if isinstance(block, Pictures):
        return photos.strips(type_, sizes, [ReportPhoto(data, caption) for data, caption in block.photos])
    return []


def _points(block: Points, type_: Typeface, sizes: Scale) -> list[Strip]:
    strips: list[Strip] = []
    for number, (lead, rest) in enumerate(block.items, start=1):
        spans = [(type_.line(lead), sizes.text.but(bold=True)), (_after(lead, type_.line(rest)), sizes.text)]
        rows = set_rows(type_, [span for span in spans if span[0]], TEXT_WIDTH - _HANG)
        rows = _shifted(rows, _HANG)
        rows[0].insert(0, Run(0.0, str(number), sizes.text.but(colour=GREY)))
        strips += strips_of(rows, sizes.text.leading)
    return strips


def _after(lead: str, rest: str) -> str:
    """A space between the two where the first ends in Latin."""
    return f" {rest}" if lead and rest and lead[-1] < "\u2e80" else rest


def _pairs(block: Pairs, type_: Typeface, sizes: Scale) -> list[Strip]:
    style = sizes.text.but(bold=block.is_bold)
    terms = [type_.line(term) for term, _ in block.rows]
    widest = max((type_.width(term, style) for term in terms), default=0.0)
    left = min(max(_TERM, widest + 4 * MM), _WIDEST_TERM)
    strips: list[Strip] = []
    for term, (_, text) in zip(terms, block.rows, strict=True):
        firsts = set_rows(type_, [(term, style)], left - 2 * MM)
        lines = [line.strip() for line in type_.prepare(text).split("\n") if line.strip()]
        rows = [row for line in lines for row in set_rows(type_, [(line, sizes.text)], TEXT_WIDTH - left)] or [[]]
        rows = _shifted(rows, left)
        for at in range(max(len(rows), len(firsts))):
            if at == len(rows):
                rows.append([])
            rows[at] = [*(firsts[at] if at < len(firsts) else ()), *rows[at]]
        strips += strips_of(rows, sizes.text.leading)
    return strips


def _shifted(rows: Sequence[Row], by: float) -> list[Row]:
    return [[Run(run.x + by, run.text, run.style) for run in row] for row in rows]


def _table(block: Grid, type_: Typeface, sizes: Scale) -> list[Strip]:
    table = tables.Table(type_, sizes, [_column(head) for head in block.heads], airy=block.is_airy)
    rows, totals = ([[_cell(cell) for cell in row] for row in part] for part in (block.rows, block.totals))
    return table.strips(rows, totals)


def _column(head: Head) -> tables.Column:
    return tables.Column(head.title, head.width * MM, is_right=head.is_right)


def _cell(cell: Cell) -> tables.Cell:
    return tables.Cell(cell.text, cell.second, is_bold=cell.is_bold, has_mark=cell.has_mark, tier=cell.tier)


def _contents(block: Contents, type_: Typeface, sizes: Scale) -> list[Strip]:
    """Three entries abreast, each with the number of its page in grey."""
    rows = [block.entries[at : at + 3] for at in range(0, len(block.entries), 3)]
    strips = [_entries([(type_.line(name), key) for name, key in row], sizes) for row in rows]
    keep_whole(strips)
    return strips


def _entries(entries: Sequence[tuple[str, str]], sizes: Scale) -> Strip:
    style, width = sizes.table, 3 * COLUMN

    def draw(pen: Pen, y: float) -> None:
        for at, (name, key) in enumerate(entries):
            left = TEXT_LEFT + at * width
            right = min(left + width - 11 * MM, RIGHT) if at < 2 else RIGHT
            pen.text(left, y, pen.type.shorten(name, style, right - left - 5 * MM), style)
            if key in pen.pages:
                pen.text_right(right, y, str(pen.pages[key]), style.but(colour=GREY))
                pen.link(key, left, y - 4 * MM, right, y + 1.5 * MM)

    return Strip(sizes.text.leading, draw)


def _signatures(block: Signatures, type_: Typeface, sizes: Scale) -> list[Strip]:
    labels = [type_.line(label) for label in block.labels]
    style = sizes.note.but(colour=GREY)

    def draw(pen: Pen, y: float) -> None:
        width = WIDTH / len(labels)
        for at, label in enumerate(labels):
            left = LEFT + at * width
            end = left + width - (4 * MM if at < len(labels) - 1 else 0)
            pen.text(left, y - 1 * MM, label, style)
            pen.rule(left + max(11 * MM, pen.type.width(label, style) + 2 * MM), end, y + 1 * MM)

    return [replace(space(8 * MM), keep=True), Strip(9 * MM, draw)]
