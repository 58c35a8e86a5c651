"""Spreadsheets: XLSX, XLSB, XLS (ET of WPS too) and ODS by calamine, after a look at what the archive says it holds.

An archive of 825 KiB can hold hundreds of MiB of rows and keep any reader busy for minutes, so the declared
sizes are summed up before anything is unpacked.
"""

import datetime
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

import python_calamine as calamine

from kam_desktop.core.errors import FileError
from kam_desktop.exchange.readers import cells, sheet_parts

_MIB = 1 << 20
MOST_BYTES = 512 * _MIB
MOST_PARTS = 20_000
SUSPECT_BYTES, SUSPECT_RATIO = 50 * _MIB, 200
_LOOKED_AT = 20  # rows of a sheet, for what it is
_LONGEST = 40  # characters of a heading
_MOST_WAITING = 12  # sheets of a book
_LEAST = 2  # headings that make a list
_ROWS, _TABLE = 1, 2
_EXACT = 10**15  # spreadsheets keep 15 digits of a number


def read(path: str, container: str, sheet: str | None = None) -> Iterator[dict[str, Any]]:
    """All rows of one sheet: the named one, or the first that is seen and looks like a table.

    Raises FileError: file.bomb, file.locked_by_password, file.damaged, file.unknown_kind, file.no_such_sheet.
    """
    kind = _kind_of_zip(path) if container == "zip" else _kind_of_ole(path)
    with open(path, "rb") as file:  # noqa: PTH123
        try:
            book = calamine.CalamineWorkbook.from_filelike(file)
            chosen = _chosen(book, sheet)
            waiting = _waiting(book, chosen.name, path if kind == "xlsx" else "")
        except calamine.PasswordError:
            raise FileError("file.locked_by_password") from None
        except calamine.CalamineError as error:
            raise FileError("file.damaged", reason=str(error)[:200]) from None
    yield {"facts": {"kind": kind, "sheet": chosen.name, "sheets": book.sheet_names, "waiting": waiting}}
    yield from _rows(chosen)


def _kind_of_zip(path: str) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            mime = archive.read("mimetype")[:100] if _declared(parts, "mimetype") in range(1, 200) else b""
    except (
        zipfile.BadZipFile,
        EOFError,
        RuntimeError,
        ValueError,
        NotImplementedError,
        zlib.error,
    ) as error:
        raise FileError("file.damaged", reason=str(error)[:200]) from None
    _check_sizes(parts)
    if any(part.flag_bits & 1 for part in parts):
        raise FileError("file.locked_by_password")
    names = {part.filename for part in parts}
    if mime.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return "ods"
    if names & {"xl/workbook.xml", "xl/workbook.bin"}:
        return "xlsx"
    raise FileError("file.unknown_kind")


def _declared(parts: list[zipfile.ZipInfo], name: str) -> int:
    return next((part.file_size for part in parts if part.filename == name), 0)


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    """Refuse by what is declared; what lies about it meets the limits of the process."""
    size = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    if size > MOST_BYTES or len(parts) > MOST_PARTS or (size > SUSPECT_BYTES and size / packed > SUSPECT_RATIO):
        raise FileError("file.bomb", mib=size // _MIB)


def _kind_of_ole(path: str) -> str:
    """XLS, unless the container holds an encrypted XLSX or another Office document."""
    with open(path, "rb") as file:  # noqa: PTH123
        raw = file.read()
    if "EncryptedPackage".encode("utf-16-le") in raw:
        raise FileError("file.locked_by_password")
    if not any(name.encode("utf-16-le") in raw for name in ("Workbook", "WORKBOOK", "Book", "BOOK")):
        raise FileError("file.unknown_kind")
    return "xls"


def _chosen(book: calamine.CalamineWorkbook, sheet: str | None) -> calamine.CalamineSheet:
    if sheet is not None:
        if sheet not in book.sheet_names:
            raise FileError("file.no_such_sheet", sheet=sheet)
        return book.get_sheet_by_name(sheet)
    metadata = [each for each in book.sheets_metadata if each.typ == calamine.SheetTypeEnum.WorkSheet]
    seen = [each.name for each in metadata if each.visible == calamine.SheetVisibleEnum.Visible]
    best, rank = None, -1
    for name in seen:  # 说明 before the list is no list
        found = book.get_sheet_by_name(name)
        if found.height and found.width and (looks := _looks(found) if len(seen) > 1 else _TABLE) > rank:
            best, rank = found, looks
        if rank == _TABLE:
            break
    hidden = (book.get_sheet_by_name(each.name) for each in metadata if each.name not in seen)
    if best is None and (best := next((each for each in hidden if each.height and each.width), None)) is None:
        raise FileError("file.empty")
    return best


def _waiting(book: calamine.CalamineWorkbook, chosen: str, xlsx: str) -> list[str]:
    """The other sheets that are seen and have more than a line; those of other kinds than ``xlsx`` are loaded by now."""
    places = [
        at
        for at, each in enumerate(book.sheets_metadata[:_MOST_WAITING])
        if each.typ == calamine.SheetTypeEnum.WorkSheet and each.visible == calamine.SheetVisibleEnum.Visible
        and each.name != chosen
    ]  # fmt: skip
    names = book.sheet_names
    if xlsx:
        have = sheet_parts.have_rows(xlsx, places, len(names)) if places else []
        return [names[at] for at, has_rows in zip(places, have, strict=True) if has_rows]
    return [names[at] for at in places if _height(book, names[at]) > 1]


def _height(book: calamine.CalamineWorkbook, name: str) -> int:
    with suppress(calamine.CalamineError):
        return book.get_sheet_by_name(name).height
    return 0


def _looks(sheet: calamine.CalamineSheet) -> int:
    """``_TABLE``: headings that are known stand above rows; ``_ROWS``: something stands above data; else words."""
    from kam_desktop.exchange import heading_rows, headings  # most books have one sheet

    rows = [[_text(value, 0, 0, []) for value in row] for row in islice(sheet.iter_rows(), _LOOKED_AT)]
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    at = heading_rows.heading_row(rows)
    if at is None or (at + 1 == len(rows) and sheet.total_height <= _LOOKED_AT):
        return 0
    known = sum(headings.match(cell) is not None for cell in rows[at] if 0 < len(cell.strip()) <= _LONGEST)
    return _TABLE if known >= _LEAST else _ROWS


def _rows(sheet: calamine.CalamineSheet) -> Iterator[dict[str, Any]]:
    """Batches of rows; blank rows are left out but counted. A formula that failed comes as an empty cell."""
    numbers: list[int] = []
    rows: list[list[str]] = []
    problems: list[list[object]] = []
    for row_no, values in enumerate(sheet.iter_rows(), 1):
        row = [value if value.__class__ is str else _text(value, row_no, column, problems)
               for column, value in enumerate(values)]  # fmt: skip
        joined = "".join(row)
        if not joined or joined.isspace():
            continue
        if not joined.isprintable() or len(joined) > cells.FIELD_LIMIT:
            row = cells.mend_row(row_no, row, problems)
        numbers.append(row_no)
        rows.append(row)
        if len(rows) >= cells.BATCH:
            yield {**cells.told(numbers, rows), "problems": problems, "share": row_no / sheet.total_height}
            numbers, rows, problems = [], [], []
    yield {**cells.told(numbers, rows), "problems": problems, "share": 1.0}


def _text(value: object, row_no: int, column: int, problems: list[list[object]]) -> str:
    """A number as people write it (13800000000, not 1.38e10), a date as ISO; flags lost digits."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float | int):
        if abs(value) >= _EXACT:
            text = f"{value:.0f}" if abs(value) < 1e40 else repr(value)
            problems.append([row_no, column, "value.digits_lost", text])
            return text
        return str(int(value)) if value == int(value) else repr(value)
    if isinstance(value, datetime.datetime):
        has_time = value.hour or value.minute or value.second
        return value.strftime("%Y-%m-%d %H:%M") if has_time else value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value)
