"""Puts the messages of a reader together into a ParsedFile; runs in the program, not in the child."""

from itertools import chain
from typing import Any

from kam_desktop.core.errors import FileError
from kam_desktop.core.records import ClientRecord, FactRecord
from kam_desktop.exchange import cards, events, heading_rows, monica
from kam_desktop.exchange.parsed import CellProblem, PackedRows, ParsedFile, RejectedRow, rejected_row
from kam_desktop.exchange.readers.cells import GAP


class Assembly:
    """Takes messages in order. The first batch of rows decides headings and width."""

    def __init__(self, has_headings: bool | None = None) -> None:
        self._wanted = has_headings
        self._facts: dict[str, Any] = {}
        self._headings: tuple[str, ...] | None = None
        self._width = 0
        self._rows = PackedRows()
        self._rejected: list[RejectedRow] = []
        self._problems: list[CellProblem] = []
        self._cards = cards.Gathering()
        self._records: list[ClientRecord | FactRecord] = []
        self.share = 0.0
        self.is_complete = False

    @property
    def count(self) -> int:
        """Rows, cards or events so far."""
        return len(self._rows) + self._cards.count + len(self._records)

    def take(self, message: dict[str, Any]) -> bool:
        """One message; says whether it brought the work forward."""
        self._facts |= message.get("facts", {})
        self.is_complete = message.get("end", False)
        self.share = message.get("share", self.share)
        problems = [CellProblem(*each) for each in message.get("problems", ())]
        self._problems.extend(problems)
        for row_no, row, code, text in message.get("rejected", ()):
            self._rejected.append(rejected_row(row_no, tuple(row), code, text))
        self._cards.add(message.get("cards", ()), problems)
        self._take_told(message)
        if message.get("numbers"):
            self._take_rows(message)
        return "share" in message

    def _take_told(self, message: dict[str, Any]) -> None:
        """Events and people that say themselves what is what."""
        for event in message.get("events", ()):
            record = events.record(event)
            if isinstance(record, RejectedRow):
                self._rejected.append(record)
            else:
                self._records.append(record)
        for person in message.get("people", ()):
            self._records.extend(monica.records(person))

    def _take_rows(self, message: dict[str, Any]) -> None:
        numbers, width = message["numbers"], message.get("width", 0)
        if width and message["cells"].count(GAP) != width * len(numbers) - 1:
            raise FileError("file.damaged", reason="")
        if width and self._headings is not None and width == self._width:
            self._rows.add(numbers, message["cells"], width)  # nearly all: packed as they come
            return
        rows = message["rows"] if "rows" in message else _apart(message["cells"], width)
        if self._headings is None:
            at = self._heading_at(rows)
            names, last = ([], -1) if at is None else heading_rows.headings_of(rows, at)
            self._headings = tuple(_without_blank_end(names))
            self._width = len(self._headings) or _usual_width(rows)
            numbers, rows = numbers[last + 1 :], rows[last + 1 :]
        fit = [
            (number, cells)
            for number, row in zip(numbers, rows, strict=True)
            if (cells := self._fitted(number, row)) is not None
        ]
        cells = list(chain.from_iterable(row for _, row in fit))
        self._rows.add([number for number, _ in fit], cells, self._width)

    def _fitted(self, row_no: int, row: list[str]) -> list[str] | None:
        """A row in the width of the table; None if it was rejected. Too few cells are padded."""
        width = self._width
        if len(row) > width and any(cell.strip() for cell in row[width:]):
            self._rejected.append(rejected_row(row_no, tuple(row), "row.too_many_cells"))
            return None
        return row + [""] * (width - len(row)) if len(row) < width else row[:width]

    def _heading_at(self, rows: list[list[str]]) -> int | None:
        if self._wanted is None:
            return heading_rows.heading_row(rows)
        return 0 if self._wanted else None

    def parsed(self) -> ParsedFile:
        """The whole file. Raises FileError file.empty if it holds no row and no card."""
        facts = self._facts
        if facts["kind"] == "vcard":
            records = self._cards.records()
            rejected = sorted((*self._rejected, *self._cards.rejected), key=lambda row: row.row_no)
            if not records and not rejected:
                raise FileError("file.empty")
            return ParsedFile(
                "vcard", facts["encoding"], rejected=rejected, records=records, cell_problems=self._problems
            )
        if facts["kind"] in ("ics", "monica"):
            if not self._records and not self._rejected:
                raise FileError("file.empty")
            return ParsedFile(
                facts["kind"], facts["encoding"],
                rejected=self._rejected, records=self._records,
            )  # fmt: skip
        if not self._rows and not self._rejected:
            sheets = tuple(each for each in facts.get("sheets", ()) if each != facts.get("sheet"))
            raise FileError("file.no_rows" if self._headings else "file.empty", sheets=sheets)
        return ParsedFile(
            kind=facts["kind"],
            encoding=facts.get("encoding", ""),
            delimiter=facts.get("delimiter", ""),
            sheet=facts.get("sheet", ""),
            sheets=tuple(facts.get("sheets", ())),
            waiting=tuple(facts.get("waiting", ())),
            headings=self._headings or (),
            rows=self._rows,
            rejected=sorted(self._rejected, key=lambda row: row.row_no),
            cell_problems=self._problems,
        )


def _apart(text: str, width: int) -> list[list[str]]:
    """The rows of a message that tells them as one text."""
    cells = text.split(GAP)
    return [cells[at : at + width] for at in range(0, len(cells), width)]


def _without_blank_end(cells: list[str]) -> list[str]:
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    return cells


def _usual_width(rows: list[list[str]]) -> int:
    """The width of the widest row that is not alone: one broken row must not widen the table.

    A row whose last cells are blank is as wide as it was written.
    """
    widths = sorted(len(_without_blank_end(row)) for row in rows)
    if widths[-1] and sum(len(row) >= widths[-1] for row in rows) > 1:
        return widths[-1]
    return widths[-1] if len(widths) < 3 or widths[-1] == widths[-2] else widths[-2]
