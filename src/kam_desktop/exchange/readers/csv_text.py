"""Delimited text: CSV, TSV and the like, in any encoding, strict about quotes."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from kam_desktop.core.errors import FileError
from kam_desktop.exchange.guards import unguarded
from kam_desktop.exchange.readers import cells, sniffing

DELIMITERS = ",;\t|"
_READER_LIMIT = 1 << 20
_SEP_LINE = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)


def read(raw: bytes, encoding: str | None = None, delimiter: str | None = None) -> Iterator[dict[str, Any]]:
    """All rows of a text file as messages; the first says encoding and delimiter.

    Raises FileError file.unclosed_quote with the physical ``line`` on which the quote opens: what follows it
    cannot be told apart. A row with a stray quote on one line is only rejected.
    """
    codec, handler = sniffing.chosen(raw, encoding)
    stream = io.TextIOWrapper(io.BytesIO(raw), codec, handler, newline="")
    head = stream.read(64 * 1024)
    skip = _SEP_LINE.match(head)
    used = delimiter or (skip[1] if skip else _delimiter_of(head))
    yield {"facts": {"kind": "csv", "encoding": codec, "delimiter": used}}
    stream.seek(0)
    if skip:
        stream.readline()
    is_dirty = handler != "strict" or codec.startswith("utf-16") or sniffing.has_controls(raw)
    yield from _Rows(stream, used, is_dirty or "\ufffd" in head, raw.count(b"\n") + 1, 1 if skip else 0).messages()


def _delimiter_of(head: str) -> str:
    """The delimiter that cuts most lines into the same number of cells, more than one; quotes must be where it wants them."""
    lines = head.splitlines()[:30]
    lines = lines[:-1] if len(lines) == 30 else lines
    best = max(DELIMITERS, key=lambda each: _fit(lines, each, is_strict=True))
    if _fit(lines, best, is_strict=True)[0]:
        return best
    return max(DELIMITERS, key=lambda each: _fit(lines, each, is_strict=False))


def _fit(lines: list[str], delimiter: str, *, is_strict: bool) -> tuple[int, int]:
    """How many rows have the usual width, and the width; nothing where quotes stand wrong or no row is cut."""
    widths: Counter[int] = Counter()
    try:
        widths.update(len(row) for row in csv.reader(lines, delimiter=delimiter, strict=is_strict) if row)
    except csv.Error as error:
        if "unexpected end" not in str(error):  # of the lines that are looked at, within a cell
            return (0, 0)
    width, rows = max(widths.items(), key=lambda pair: (pair[0] > 1, pair[1]), default=(1, 0))
    return (rows, width) if width > 1 else (0, 0)


class _Rows:
    """Goes through the rows once, gathering batches."""

    def __init__(self, stream: io.TextIOWrapper, delimiter: str, is_dirty: bool, lines: int, skipped: int) -> None:
        csv.field_size_limit(_READER_LIMIT)
        self.lines = _Lines(stream)
        self.reader = csv.reader(self.lines, delimiter=delimiter, strict=True)
        self.delimiter, self.is_dirty, self.total, self.skipped = delimiter, is_dirty, lines, skipped
        self.numbers: list[int] = []
        self.rows: list[list[str]] = []
        self.rejected: list[list[object]] = []
        self.problems: list[list[object]] = []

    def messages(self) -> Iterator[dict[str, Any]]:
        row_no = self.skipped
        while True:
            row_no += 1
            start = self.reader.line_num + 1
            try:
                row = next(self.reader)
            except StopIteration:
                break
            except csv.Error as error:
                self._reject(row_no, start, error)
                continue
            joined = "".join(row)
            if self.is_dirty or len(joined) > cells.FIELD_LIMIT:
                row = cells.mend_row(row_no, row, self.problems)
                joined = "".join(row)
            if "'" in joined:
                row = [unguarded(cell) for cell in row]
            if joined and not joined.isspace():
                self.numbers.append(row_no)
                self.rows.append(row)
            if len(self.rows) >= cells.BATCH:
                yield self._batch()
        yield self._batch()

    def _reject(self, row_no: int, start: int, error: csv.Error) -> None:
        if self.reader.line_num > start or "unexpected end" in str(error):
            raise FileError("file.unclosed_quote", line=start + self.skipped) from None
        code = "row.field_too_long" if "limit" in str(error) else "row.stray_quote"
        row = self.lines.last[: cells.FIELD_LIMIT].rstrip("\r\n").split(self.delimiter)
        self.rejected.append([row_no, cells.mend_row(row_no, row, []), code, ""])

    def _batch(self) -> dict[str, Any]:
        message: dict[str, Any] = cells.told(self.numbers, self.rows)
        message["share"] = min(1.0, self.reader.line_num / self.total)
        if self.rejected:
            message["rejected"], self.rejected = self.rejected, []
        if self.problems:
            message["problems"], self.problems = self.problems, []
        self.numbers, self.rows = [], []
        return message


class _Lines:
    """The lines of a text stream; keeps the last one for the report of a row that cannot be read."""

    def __init__(self, stream: io.TextIOWrapper) -> None:
        self.stream, self.last = stream, ""

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        self.last = next(self.stream)
        return self.last
