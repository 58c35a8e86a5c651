"""What a reader found in an outside file: text in cells, nothing interpreted yet (D-14.1)."""

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, overload

from kam_desktop.core.records import ClientRecord, FactRecord, Problem

_BLOCK: Final = 2_000  # rows packed together; fewer lie open


class Row(NamedTuple):
    """One row of a table. ``row_no`` counts from 1 with blank rows and the heading, as a spreadsheet does."""

    row_no: int
    cells: tuple[str, ...]


class PackedRows(Sequence[Row]):
    """Grows at its end. A hundred thousand rows of a usual list take 10 MB instead of 130."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._blocks: list[bytes] = []
        self._open: list[Row] = []
        for row in rows:
            self.append(row)

    def append(self, row: Row) -> None:
        """One more row at the end."""
        self._open.append(row)
        if len(self._open) == _BLOCK:
            self._blocks.append(zlib.compress(json.dumps(self._open).encode(), 1))
            self._open = []

    def __len__(self) -> int:
        return len(self._blocks) * _BLOCK + len(self._open)

    def __iter__(self) -> Iterator[Row]:
        for number in range(len(self._blocks) + 1):
            yield from self._block(number)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        if isinstance(place, slice):
            return self._part(range(*place.indices(len(self))))
        number, at = divmod(range(len(self))[place], _BLOCK)
        return self._block(number)[at]

    def _part(self, places: range) -> list[Row]:
        """The rows at these places; each block is unpacked once."""
        found: list[Row] = []
        open_number = -1
        block: Sequence[Row] = ()
        for place in places:
            number, at = divmod(place, _BLOCK)
            if number != open_number:
                open_number, block = number, self._block(number)
            found.append(block[at])
        return found

    def _block(self, number: int) -> Sequence[Row]:
        if number == len(self._blocks):
            return self._open
        return [Row(row_no, tuple(cells)) for row_no, cells in json.loads(zlib.decompress(self._blocks[number]))]


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row (or a card) that could not be taken at all, and why; ``cells`` are as the file has them."""

    row_no: int
    cells: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def code(self) -> str:
        """The first reason, worded as ``problem.<code>``."""
        return self.problems[0].code


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What the reader had to mend or flag in one cell; ``column`` counts from 0."""

    row_no: int
    column: int
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """A file as read. Tables have ``headings`` and ``rows``; vCards and the like have ``records`` instead.

    ``encoding`` and ``delimiter`` are empty where the kind has none; ``sheets`` names all sheets.
    Without headings, ``headings`` is empty and ``rows`` begins with the first row of the file. ``taken`` holds
    the last mapping and what came of it, so that a preview and its import read the values of a small file once.
    """

    kind: str
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    rows: Sequence[Row] = field(default_factory=PackedRows)
    rejected: list[RejectedRow] = field(default_factory=list)
    cell_problems: list[CellProblem] = field(default_factory=list)
    records: list[ClientRecord | FactRecord] = field(default_factory=list)
    taken: list[Any] = field(default_factory=list, compare=False, repr=False)

    @property
    def is_made_of_records(self) -> bool:
        """Whether there are no columns to map: the format says itself what is what."""
        return self.kind in ("vcard", "ics", "monica")

    @property
    def has_headings(self) -> bool:
        """Whether the first taken row was read as headings."""
        return bool(self.headings)

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.headings) or max((len(row.cells) for row in self.rows[:1000]), default=0)


def rejected_row(row_no: int, cells: tuple[str, ...], code: str, text: str = "") -> RejectedRow:
    """A rejection of the whole row for one reason."""
    return RejectedRow(row_no, cells, (Problem("", code, text),))
