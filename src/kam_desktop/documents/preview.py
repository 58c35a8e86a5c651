"""Pages of a finished PDF as pixels, and where a text stands on them. pdfium is only used under one lock."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kam_desktop.core.errors import FileError

Pdf = bytes | Path
Rect = tuple[float, float, float, float]  # left, top, right, bottom in points from the page's upper left corner

_lock = threading.RLock()  # pdfium is not thread-safe


def warm() -> None:
    """Reads the library, so that the first page need not wait for it."""
    import pypdfium2  # noqa: F401  imported to be there


@contextmanager
def alone() -> Iterator[None]:
    """Nobody else is in pdfium meanwhile."""
    with _lock:
        yield


@contextmanager
def _opened(pdf: Pdf) -> Iterator[Any]:
    import pypdfium2

    with _lock:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except (pypdfium2.PdfiumError, OSError) as error:
            raise FileError("file.not_a_pdf", path=pdf.name if isinstance(pdf, Path) else "PDF") from error
        try:
            yield document
        finally:
            document.close()


@contextmanager
def _page(document: Any, number: int) -> Iterator[Any]:
    page = document[number]
    try:
        yield page
    finally:
        page.close()


def page_count(pdf: Pdf) -> int:
    """How many pages it has."""
    with _opened(pdf) as document:
        return len(document)


def page_sizes(pdf: Pdf) -> list[tuple[float, float]]:
    """Width and height of each page in points."""
    with _opened(pdf) as document:
        return [document.get_page_size(number) for number in range(len(document))]


def render(pdf: Pdf, page: int, scale: float) -> tuple[int, int, bytes]:
    """Width, height, BGRA bytes (Qt's Format_ARGB32) of page 0, 1 …; at ``scale`` 1 a pixel is a point."""
    from pypdfium2 import raw

    with _opened(pdf) as document, _page(document, page) as opened:
        bitmap = opened.render(scale=scale, force_bitmap_format=raw.FPDFBitmap_BGRA)
        try:
            assert bitmap.stride == bitmap.width * 4
            return bitmap.width, bitmap.height, bytes(bitmap.buffer)
        finally:
            bitmap.close()


def search(pdf: Pdf, text: str) -> list[tuple[int, list[Rect]]]:
    """Each place where ``text`` stands, in order: its page from 0, a rectangle for each line it runs over."""
    if not text.strip():
        return []
    hits = []
    with _opened(pdf) as document:
        for number in range(len(document)):
            with _page(document, number) as page:
                hits += [(number, rects) for rects in _hits(page, text)]
    return hits


def _hits(page: Any, text: str) -> Iterator[list[Rect]]:
    height = page.get_height()
    words = page.get_textpage()
    try:
        for start, count in _matches(words, text):
            yield [_downwards(words.get_rect(at), height) for at in range(words.count_rects(start, count))]
    finally:
        words.close()


def _matches(words: Any, text: str) -> Iterator[tuple[int, int]]:
    """(first character, number of characters) of each match, as pdfium counts them: in UTF-16 units."""
    if any(char > "\uffff" for char in text):
        yield from _rare_matches(words, text)
        return
    searcher = words.search(text)
    try:
        while (found := searcher.get_next()) is not None:
            yield found
    finally:
        searcher.close()


def _rare_matches(words: Any, text: str) -> Iterator[tuple[int, int]]:
    """pdfium finds no character beyond the BMP, though it knows them: compare its units one by one."""
    from pypdfium2 import raw

    units = [raw.FPDFText_GetUnicode(words, at) for at in range(words.count_chars())]
    wanted = list(memoryview(text.encode("utf-16-le", "surrogatepass")).cast("H"))
    for start in range(len(units) - len(wanted) + 1):
        if units[start : start + len(wanted)] == wanted:
            yield start, len(wanted)


def _downwards(rect: tuple[float, float, float, float], height: float) -> Rect:
    left, bottom, right, top = rect
    return left, height - top, right, height - bottom
