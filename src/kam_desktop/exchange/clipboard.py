"""Blocks of cells on the clipboard, as spreadsheets put them there: read into a table, and written (D-2.9)."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Final

from kam_desktop.core.errors import FileError
from kam_desktop.exchange.assembling import Assembly
from kam_desktop.exchange.parsed import ParsedFile

MOST_LETTERS: Final = 20_000_000
MOST_ROWS: Final = 50_000
_FORMULA: Final = ("=", "+", "-", "@")
_CELL: Final = re.compile(r'(?:"((?:[^"]++|"")*+)"|([^\t\n]*+))(\t|\n|\Z)')
_DIALLED: Final = re.compile(r"\+?[\d ()./-]+")


def parse(text: str) -> ParsedFile:
    """A pasted block as a table; the first row may be headings. Raises FileError when there is nothing in it.

    Cells with tabs or line ends come quoted from a spreadsheet, those with quotes alone do not.
    """
    if len(text) > MOST_LETTERS:
        raise FileError("paste.too_large", most=MOST_ROWS)
    numbered = [(number, row) for number, row in enumerate(_rows(text), 1) if any(cell.strip() for cell in row)]
    if not numbered:
        raise FileError("paste.empty")
    if len(numbered) > MOST_ROWS:
        raise FileError("paste.too_large", most=MOST_ROWS)
    assembly = Assembly()
    assembly.take(
        {
            "facts": {"kind": "clipboard"}, "numbers": [number for number, _row in numbered],
            "rows": [[_plain(cell) for cell in row] for _number, row in numbered], "end": True,
        }
    )  # fmt: skip
    return assembly.parsed()


def write(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows under their headings, as tab-separated text that spreadsheets paste into cells.

    A text that a spreadsheet would take for a formula gets an apostrophe before it, which stays out of sight there.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter="\t", lineterminator="\n")
    writer.writerow(headings)
    writer.writerows([[_guarded(cell) for cell in row] for row in rows])
    return stream.getvalue()


def cell(text: str) -> str:
    """A text alone, which goes into a message as often as into a spreadsheet: a number to call stays as it is."""
    return text if _DIALLED.fullmatch(text) else _guarded(text)


def _rows(text: str) -> list[list[str]]:
    """Cell by cell: a cell that only begins with a quote ("双星"轮胎) is as it stands, and those beside it are not."""
    rows: list[list[str]] = [[]]
    rest = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    for quoted, plain, end in _CELL.findall(rest):
        rows[-1].append(quoted.replace('""', '"') if quoted else plain)
        if end == "\n":
            rows.append([])
        elif not end:
            break
    return rows


def _plain(cell: str) -> str:
    """Without the apostrophe that ``write`` put there."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA else cell


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
