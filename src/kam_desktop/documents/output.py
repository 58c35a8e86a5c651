"""From filled pages to a PDF file: running heads, page x of y, outline; written whole or not at all."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Final

from kam_desktop import words
from kam_desktop.core import stops
from kam_desktop.core.files import of_os_error, write_atomic
from kam_desktop.documents import fonts
from kam_desktop.documents.fonts import Typeface
from kam_desktop.documents.grid import (
    FOOT,
    GREY,
    GUTTER,
    INK,
    LEFT,
    MARGIN_WIDTH,
    MM,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RIGHT,
    RUNNING_HEAD,
    SECTION_DROP,
    Scale,
    Sheet,
    scale,
)
from kam_desktop.documents.page import Opening, Page, Part, Placed, fill
from kam_desktop.documents.pen import Bookmark, Pen
from kam_desktop.documents.sections import NOTE_DROP, margin_rows

_Filled = tuple[Part, list[Page]]
_PROGRAM: Final = "KAM Desktop"
_ASIDE: Final = 17.5 * MM  # where the word behind a name begins at the earliest
_drawing: Final = threading.Lock()  # a face is read and changed while its subset is made: one file at a time


def warm() -> None:
    """Reads library and fonts, so that the first page need not wait for them."""
    import reportlab.pdfgen.canvas  # noqa: F401  imported to be there

    fonts.load()


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: number of pages, and the characters that had to be printed as 〓."""

    pages: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands on each page around the text, and what the file says about itself."""

    title: str
    author: str
    running_left: str
    running_right: str
    made: str
    confidential: str


def publish(parts: Sequence[Part], type_: Typeface, frame: Frame, to: Path | BinaryIO, *, invariant: bool) -> Written:
    """Draws the parts and writes the file. ``FileError`` where it cannot be written."""
    filled = []
    for part in parts:
        stops.step()
        filled.append((part, fill(part.strips, part.sheet)))
    with _drawing:
        data = _draw(filled, type_, frame, invariant=invariant)
    deliver(data, to)
    return Written(sum(len(pages) for _, pages in filled), type_.missing)


def publish_sheet(
    draw: Callable[[Pen], None], type_: Typeface, frame: Frame, to: Path | BinaryIO, *, size: tuple[float, float],
    invariant: bool,
) -> Written:  # fmt: skip
    """Writes one page of its own size, drawn as a whole: a map. The foot stands as on every page."""
    with _drawing:
        canvas, out = _new_canvas(type_, frame, size=size, invariant=invariant)
        pen = Pen(canvas, type_, Sheet(*size))
        draw(pen)
        _sheet_foot(pen, scale(type_.lang), frame, size)
        pen.next_page()
        canvas.save()
    deliver(out.getvalue(), to)
    return Written(1, type_.missing)


def _sheet_foot(pen: Pen, sizes: Scale, frame: Frame, size: tuple[float, float]) -> None:
    type_, ink = pen.type, sizes.label.but(colour=INK)
    y = size[1] - (PAGE_HEIGHT - FOOT)
    pen.text(LEFT, y, type_.prepare(frame.confidential), ink.but(bold=True))
    pen.text_right(size[0] - (PAGE_WIDTH - RIGHT), y, type_.line(frame.made), sizes.label.but(colour=GREY))


def _draw(filled: Sequence[_Filled], type_: Typeface, frame: Frame, *, invariant: bool) -> bytes:
    canvas, out = _new_canvas(type_, frame, invariant=invariant)
    numbers = _page_numbers(filled)
    pen, sizes = Pen(canvas, type_, pages=numbers), scale(type_.lang)
    count, number, marks = sum(len(pages) for _, pages in filled), 0, 0
    for part, pages in filled:
        for at, page in enumerate(pages):
            number += 1
            stops.step()
            pen.start_page(part.sheet)
            if at or part.has_head:
                _running_head(pen, sizes, frame)
            for mark in () if at else part.bookmarks:
                pen.bookmark(mark, 0)
            for placed in page:
                marks = _place(pen, sizes, placed, part, marks)
            _foot(pen, sizes, frame, number, count)
            pen.next_page()
    canvas.save()
    return out.getvalue()


def _place(pen: Pen, sizes: Scale, placed: Placed, part: Part, marks: int) -> int:
    """Draws one strip or opening; gives the number of sections that have a place of their own by now."""
    item, y = placed.item, placed.y
    if not isinstance(item, Opening):
        if item.bookmark:
            pen.bookmark(item.bookmark, y)
        item.draw(pen, y)
        return marks
    _opening(pen, sizes, item, y)
    if item.is_continued:
        return marks
    key = item.section.key or f"section-{marks}"
    if part.inner is not None:
        pen.bookmark(Bookmark(item.section.name, key, part.inner), y)
    elif item.section.key:
        pen.anchor(key, y)
    return marks + 1


def _page_numbers(filled: Sequence[_Filled]) -> dict[str, int]:
    """The page that each key leads to."""
    numbers: dict[str, int] = {}
    number = 0
    for part, pages in filled:
        numbers.update((mark.key, number + 1) for mark in part.bookmarks)
        for page in pages:
            number += 1
            for placed in page:
                if isinstance(placed.item, Opening):
                    if placed.item.section.key and not placed.item.is_continued:
                        numbers[placed.item.section.key] = number
                elif placed.item.bookmark:
                    numbers[placed.item.bookmark.key] = number
    return numbers


def _new_canvas(
    type_: Typeface, frame: Frame, *, invariant: bool, size: tuple[float, float] = (PAGE_WIDTH, PAGE_HEIGHT)
) -> tuple[Any, BytesIO]:
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(
        out,
        pagesize=size,
        initialFontName="NotoSansSC-Regular",  # else an unembedded Helvetica slips in
        pageCompression=1,
        invariant=invariant,
        lang=type_.lang.replace("_", "-"),
    )
    canvas.setTitle(type_.plain(frame.title))
    canvas.setAuthor(type_.plain(frame.author))
    canvas.setSubject(type_.plain(frame.running_left))
    canvas.setCreator(_PROGRAM)
    canvas.setProducer(_PROGRAM)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setViewerPreference("PrintScaling", "None")
    return canvas, out


def _opening(pen: Pen, sizes: Scale, opening: Opening, y: float) -> None:
    section = opening.section
    pen.rule(LEFT, pen.sheet.right, y, section.rule)
    name = section.name + (words.say(pen.type.lang, "paper.continued") if opening.is_continued else "")
    names, under = margin_rows(pen.type, sizes, name, () if opening.is_continued else section.notes)
    y += (SECTION_DROP if opening.is_continued else section.drop) - sizes.name.leading
    for row in names:
        y += sizes.name.leading
        pen.text(LEFT, y, row[0].text, row[0].style)
    if section.aside and not opening.is_continued:
        _aside(pen, sizes, section.aside, names[-1][0].text, y)
    y += NOTE_DROP - sizes.label.leading
    for row in under:
        y += sizes.label.leading
        pen.text(LEFT, y, row[0].text, row[0].style)


def _aside(pen: Pen, sizes: Scale, text: str, name: str, y: float) -> None:
    """Something short and grey behind the name, as far as the margin has room for it."""
    behind = max(_ASIDE, pen.type.width(name, sizes.name) + 4 * MM)
    style = sizes.table.but(colour=GREY)
    if behind < MARGIN_WIDTH:
        pen.text(LEFT + behind, y, pen.type.shorten(pen.type.line(text), style, MARGIN_WIDTH - behind), style)


def _running_head(pen: Pen, sizes: Scale, frame: Frame) -> None:
    right = pen.type.line(frame.running_right)
    room = pen.sheet.right - LEFT - pen.type.width(right, sizes.label) - GUTTER
    left = pen.type.shorten(pen.type.line(frame.running_left), sizes.label, room)
    pen.text(LEFT, RUNNING_HEAD, left, sizes.label)
    pen.text_right(pen.sheet.right, RUNNING_HEAD, right, sizes.label)


def _foot(pen: Pen, sizes: Scale, frame: Frame, number: int, count: int) -> None:
    type_, lang, sheet = pen.type, pen.type.lang, pen.sheet
    ink = sizes.label.but(colour=INK)
    pages = type_.prepare(words.say(lang, "paper.page_of", page=number, pages=count))
    room = 8 * sheet.pitch - GUTTER - type_.width(pages, ink)
    pen.text(LEFT, sheet.foot, type_.prepare(frame.confidential), ink.but(bold=True))
    made = type_.shorten(type_.line(frame.made), sizes.label, room)
    pen.text(sheet.column(5), sheet.foot, made, sizes.label.but(colour=GREY))
    pen.text_right(sheet.right, sheet.foot, pages, ink)


def deliver(data: bytes, to: Path | BinaryIO) -> None:
    """Writes all of it or nothing: a reader never finds half a file, and an older one stays until then."""
    if isinstance(to, Path):
        write_atomic(to, lambda stream: stream.write(data))
        return
    try:
        to.write(data)
        to.flush()
    except OSError as error:
        raise of_os_error(error, Path(str(getattr(to, "name", "")))) from error
