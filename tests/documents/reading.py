"""Reads finished PDFs back, as a person with a viewer would."""

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pypdfium2

from kam_desktop.core.visit_report import VisitReport
from kam_desktop.documents import visit_report
from kam_desktop.documents.output import Written


def print_report(report: VisitReport, lang: str = "zh_CN") -> tuple[bytes, Written]:
    """The report as PDF bytes."""
    out = BytesIO()
    written = visit_report.write(report, out, lang=lang)
    return out.getvalue(), written


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page, by pdfium."""
    document = pypdfium2.PdfDocument(pdf)
    texts = []
    for number in range(len(document)):
        page = document[number]
        words = page.get_textpage()
        texts.append(words.get_text_range())
        words.close()
        page.close()
    document.close()
    return texts


def all_text(pdf: bytes) -> str:
    """All text without the ends of lines, so that a broken line can still be found."""
    return re.sub(r"\s*[\r\n]+", "", "\n".join(page_texts(pdf)))


def lines_by_height(pdf: bytes, page: int) -> list[tuple[float, str]]:
    """(distance from the top in points, text) of the pieces of text of a page."""
    document = pypdfium2.PdfDocument(pdf)
    opened = document[page]
    height = opened.get_height()
    words = opened.get_textpage()
    found = []
    for at in range(words.count_rects()):
        left, bottom, right, top = words.get_rect(at)
        found.append((height - bottom, words.get_text_bounded(left, bottom, right, top)))
    words.close()
    opened.close()
    document.close()
    return sorted(found)


def poppler(tool: str, pdf: bytes, folder: Path, *options: str) -> str | None:
    """What a poppler tool says, or None where it is not installed."""
    program = shutil.which(tool)
    if program is None:
        return None
    source = folder / "read.pdf"
    source.write_bytes(pdf)
    command = [program, *options, str(source)] + (["-"] if tool == "pdftotext" else [])
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
