"""From filled pages to a PDF file: running heads, page x of y, outline; written whole or not at all."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Final

from kam_desktop import words
from kam_desktop.core.files import of_os_error, write_atomic
from kam_desktop.documents.fonts import Typeface
from kam_desktop.documents.grid import (
    COLUMN,
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
    WIDTH,
    Scale,
    column,
    scale,
)
from kam_desktop.documents.page import Opening, Page
from kam_desktop.documents.paragraphs import Row, set_rows
from kam_desktop.documents.pen import Pen

_PROGRAM: Final = "KAM Desktop"
_drawing: Final = threading.Lock()  # a face is read and changed while its subset is made: one file at a time
_NOTE_DROP: Final = 5 * MM


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


def publish(pages: Sequence[Page], type_: Typeface, frame: Frame, to: Path | BinaryIO, *, invariant: bool) -> Written:
    """Draws the pages and writes the file. ``FileError`` where it cannot be written."""
    with _drawing:
        data = _draw(pages, type_, frame, invariant=invariant)
    deliver(data, to)
    return Written(len(pages), type_.missing)


def publish_sheet(
    draw: Callable[[Pen], None], type_: Typeface, frame: Frame, to: Path | BinaryIO, *, size: tuple[float, float],
    invariant: bool,
) -> Written:  # fmt: skip
    """Writes one page of its own size, drawn as a whole: a map. The foot stands as on every page."""
    with _drawing:
        canvas, out = _new_canvas(type_, frame, size=size, invariant=invariant)
        pen = Pen(canvas, type_, size[1])
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


def margin_rows(type_: Typeface, sizes: Scale, name: str, notes: Sequence[str]) -> tuple[list[Row], list[Row]]:
    """Lines of a section's name and of the grey notes below it."""
    under = [row for note in notes for row in set_rows(type_, [(type_.prepare(note), sizes.label)], MARGIN_WIDTH)]
    return set_rows(type_, [(type_.prepare(name), sizes.name)], MARGIN_WIDTH), under


def margin_depth(type_: Typeface, sizes: Scale, name: str, notes: Sequence[str]) -> float:
    """How far below its hairline the margin text of a section reaches."""
    names, under = margin_rows(type_, sizes, name, notes)
    drop = SECTION_DROP + (len(names) - 1) * sizes.name.leading
    return drop + (_NOTE_DROP + (len(under) - 1) * sizes.label.leading if under else 0.0)


def _draw(pages: Sequence[Page], type_: Typeface, frame: Frame, *, invariant: bool) -> bytes:
    canvas, out = _new_canvas(type_, frame, invariant=invariant)
    pen, sizes = Pen(canvas, type_), scale(type_.lang)
    marks = 0
    for number, page in enumerate(pages, start=1):
        if number > 1:
            _running_head(pen, sizes, frame)
        for placed in page:
            if not isinstance(placed.item, Opening):
                placed.item.draw(pen, placed.y)
                continue
            _opening(pen, sizes, placed.item, placed.y)
            if not placed.item.is_continued:
                pen.bookmark(placed.item.section.name, f"section-{marks}", placed.y)
                marks += 1
        _foot(pen, sizes, frame, number, len(pages))
        pen.next_page()
    canvas.save()
    return out.getvalue()


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
    pen.rule(LEFT, RIGHT, y, section.rule)
    name = section.name + (words.say(pen.type.lang, "paper.continued") if opening.is_continued else "")
    names, under = margin_rows(pen.type, sizes, name, () if opening.is_continued else section.notes)
    y += SECTION_DROP - sizes.name.leading
    for row in names:
        y += sizes.name.leading
        pen.text(LEFT, y, row[0].text, row[0].style)
    y += _NOTE_DROP - sizes.label.leading
    for row in under:
        y += sizes.label.leading
        pen.text(LEFT, y, row[0].text, row[0].style)


def _running_head(pen: Pen, sizes: Scale, frame: Frame) -> None:
    right = pen.type.line(frame.running_right)
    room = WIDTH - pen.type.width(right, sizes.label) - GUTTER
    left = pen.type.shorten(pen.type.line(frame.running_left), sizes.label, room)
    pen.text(LEFT, RUNNING_HEAD, left, sizes.label)
    pen.text_right(RIGHT, RUNNING_HEAD, right, sizes.label)


def _foot(pen: Pen, sizes: Scale, frame: Frame, number: int, count: int) -> None:
    type_, lang = pen.type, pen.type.lang
    ink = sizes.label.but(colour=INK)
    pages = type_.prepare(words.say(lang, "paper.page_of", page=number, pages=count))
    room = 8 * COLUMN - GUTTER - type_.width(pages, ink)
    pen.text(LEFT, FOOT, type_.prepare(frame.confidential), ink.but(bold=True))
    made = type_.shorten(type_.line(frame.made), sizes.label, room)
    pen.text(column(5), FOOT, made, sizes.label.but(colour=GREY))
    pen.text_right(RIGHT, FOOT, pages, ink)


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
