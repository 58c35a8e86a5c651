"""XLSX, row by row: dates as dates, numbers as numbers, every text as text, so that nothing runs or loses digits."""

import errno
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import count
from typing import Any, BinaryIO, Final, NamedTuple

from kam_desktop.exchange.writers import STEP_ROWS, Column, Step, as_text

_MOST_ROWS: Final = 1_048_575  # of the file format, beneath the headings
_FIRST_YEAR: Final = 1901  # Excel's own 1900 has a 29 February
_MOST_EXACT: Final = 10**15
_SHEET_NAME_LIMIT: Final = 31
_NOT_IN_NAME: Final = re.compile(r"[\[\]:*?/\\']")
_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_OPTIONS: Final = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}  # fmt: skip


Table = tuple[str, Sequence[Column], Sequence[Sequence[Any]]]  # title, columns, rows


class Filled(NamedTuple):
    """How many rows there were, and how many texts were longer than a cell can hold (32,767 characters)."""

    rows: int
    cut: int


def write(
    stream: BinaryIO, columns: Sequence[Column], rows: Iterable[Sequence[Any]], total: int, step: Step, *, title: str
) -> Filled:
    """One sheet with a frozen head; more sheets where one cannot hold all rows."""
    return _write(stream, lambda book: _Sheets(book, columns, title, set()).fill(rows, total, step))


def write_several(stream: BinaryIO, tables: Sequence[Table]) -> Filled:
    """A sheet for each table, in their order; no two of one name."""

    def fill(book: Any) -> Filled:
        taken: set[str] = set()
        done = [_Sheets(book, columns, title, taken).fill(rows, len(rows), _nobody) for title, columns, rows in tables]
        return Filled(sum(each.rows for each in done), sum(each.cut for each in done))

    return _write(stream, fill)


def _nobody(_done: int, _total: int) -> None:
    """Nobody is told."""


def _write(stream: BinaryIO, fill: Callable[[Any], Filled]) -> Filled:
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    sink = _Sink(stream)
    book = xlsxwriter.Workbook(sink, _OPTIONS)
    try:
        filled = fill(book)
        book.close()
    except FileCreateError as error:
        raise error.args[0] from error  # a temporary file's
    finally:
        for sheet in book.worksheets():
            sheet._opt_close()  # lets go of its temporary file, which goes with it
        book.fileclosed = True  # else it warns when it is collected
    if sink.error is not None:
        raise sink.error
    return filled


class _Sink:
    """The stream for the library, which leaves its archive open where writing fails and complains much later.

    So it never hears of it: ``error`` keeps what went wrong first, and what comes after goes nowhere.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._at = 0
        self.error: OSError | None = None

    def write(self, data: bytes) -> int:
        if self.error is None:
            try:
                self._stream.write(data)
            except OSError as error:
                self.error = error
        self._at += len(data)
        return len(data)

    def seek(self, place: int, whence: int = 0) -> int:
        if self.error is None:
            try:
                self._at = self._stream.seek(place, whence)
            except OSError as error:  # seeking writes what was held back
                if error.errno in (None, errno.ESPIPE):
                    raise  # a pipe cannot seek, and the library knows what to do then
                self.error = error
        return self._at

    def tell(self) -> int:
        return self._at

    def flush(self) -> None:
        """The stream's owner flushes it."""


class _Sheets:
    """Sheets of one book with the same head; ``taken`` are the names of sheets that are there, in small letters."""

    def __init__(self, book: Any, columns: Sequence[Column], title: str, taken: set[str]) -> None:
        self._book, self._columns, self._taken = book, columns, taken
        self._title = _NOT_IN_NAME.sub(" ", title).strip()[: _SHEET_NAME_LIMIT - 4] or "Sheet"
        self._numbers = count(1)
        self._head = book.add_format({"bold": True, "bg_color": "#EEF1F5", "text_wrap": True, "valign": "top"})
        self._text = book.add_format({"num_format": "@"})
        self._day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self._time = book.add_format({"num_format": "hh:mm", "align": "left"})
        self._money = book.add_format({"num_format": "#,##0.00"})
        self.cut = 0

    def fill(self, rows: Iterable[Sequence[Any]], total: int, step: Step) -> Filled:
        sheet, line, done = self._next(), 0, 0
        for row in rows:
            if line == _MOST_ROWS:
                sheet, line = self._next(), 0
            line, done = line + 1, done + 1
            for column, value in enumerate(row):
                self._write(sheet, line, column, value)
            if done % STEP_ROWS == 0:
                step(done, total)
        return Filled(done, self.cut)

    def _next(self) -> Any:
        name = next(name for number in self._numbers if (name := self._named(number)).casefold() not in self._taken)
        self._taken.add(name.casefold())
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(self._columns):
            sheet.set_column(place, place, column.width)
            self._write_text(sheet, 0, place, column.heading, self._head)
        return sheet

    def _named(self, number: int) -> str:
        return self._title if number == 1 else f"{self._title} {number}"

    def _write(self, sheet: Any, line: int, column: int, value: Any) -> None:
        if value is None or value in ("", ()):
            return
        if isinstance(value, (date, datetime)) and value.year >= _FIRST_YEAR:
            sheet.write_datetime(line, column, value, self._day)
        elif isinstance(value, time):
            sheet.write_datetime(line, column, value, self._time)
        elif isinstance(value, (int, float, Decimal)) and _is_exact(value):
            sheet.write_number(line, column, value, self._money if isinstance(value, Decimal) else None)
        else:
            self._write_text(sheet, line, column, as_text(value), self._text)

    def _write_text(self, sheet: Any, line: int, column: int, text: str, look: Any) -> None:
        if text and sheet.write_string(line, column, _ESCAPE.sub("_x005F_", text), look) == -2:
            self.cut += 1


def _is_exact(value: int | float | Decimal) -> bool:
    """Whether a sheet keeps a number as it is: 15 digits at most, no truth, no infinity."""
    return not isinstance(value, bool) and -_MOST_EXACT < value < _MOST_EXACT
