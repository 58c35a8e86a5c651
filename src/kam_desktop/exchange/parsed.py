"""What a reader found in an outside file: text in cells, nothing interpreted yet (D-14.1)."""

import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, groupby, islice
from typing import Any, Final, NamedTuple, overload

from kam_desktop.core.records import ClientRecord, FactRecord, Problem
from kam_desktop.exchange.readers.cells import BATCH, GAP

_BLOCK: Final = BATCH  # rows packed together
_LETTERS_OPEN: Final = 4_000_000  # of a file: what comes after them is compressed


class Row(NamedTuple):
    """One row of a table. ``row_no`` counts from 1 with blank rows and the heading, as a spreadsheet does."""

    row_no: int
    cells: tuple[str, ...]


class Block(NamedTuple):
    """Rows of one width that stand together: their numbers, and their cells one after the other."""

    numbers: Sequence[int]
    cells: Sequence[str]
    width: int

    def row(self, at: int) -> Row:
        """One of them."""
        return Row(self.numbers[at], tuple(self.cells[at * self.width : (at + 1) * self.width]))


class _Packed(NamedTuple):
    """A block as it is kept: its cells as one text, compressed where there is much, or as they are."""

    numbers: Sequence[int]
    cells: str | bytes | Sequence[str]
    width: int


class PackedRows(Sequence[Row]):
    """Grows at its end. A hundred thousand rows of a usual list take 20 MB instead of 130."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._packed: list[_Packed] = []
        self._ends: list[int] = []
        self._letters = 0
        for width, same in groupby(rows, key=lambda row: len(row.cells)):
            while part := list(islice(same, _BLOCK)):
                self.add([row.row_no for row in part], list(chain.from_iterable(row.cells for row in part)), width)

    def add(self, numbers: Sequence[int], cells: str | Sequence[str], width: int) -> None:
        """More rows at the end; ``cells`` are those of all of them, as a list or joined by ``GAP``."""
        if not numbers:
            return
        if numbers[-1] - numbers[0] == len(numbers) - 1:
            numbers = range(numbers[0], numbers[-1] + 1)
        kept: str | bytes | Sequence[str] = cells
        if not isinstance(cells, str):
            text = GAP.join(cells)
            kept = text if text.count(GAP) == len(cells) - 1 else tuple(cells)
        if isinstance(kept, str):
            self._letters += len(kept)
            if self._letters > _LETTERS_OPEN:
                kept = zlib.compress(kept.encode("utf-8", "surrogatepass"), 1)
        self._packed.append(_Packed(numbers, kept, width))
        self._ends.append(len(self) + len(numbers))

    def blocks(self) -> Iterator[Block]:
        """All rows, some hundred at a time."""
        return map(_unpacked, self._packed)

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[Row]:
        for block in self.blocks():
            yield from map(block.row, range(len(block.numbers)))

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        if isinstance(place, slice):
            return self._part(range(*place.indices(len(self))))
        return self._part([range(len(self))[place]])[0]

    def _part(self, places: Iterable[int]) -> list[Row]:
        """The rows at these places; each block is unpacked once."""
        found: list[Row] = []
        for number, same in groupby(places, key=lambda place: bisect_right(self._ends, place)):
            block, start = _unpacked(self._packed[number]), self._ends[number - 1] if number else 0
            found += [block.row(place - start) for place in same]
        return found


def _unpacked(packed: _Packed) -> Block:
    cells = packed.cells
    if isinstance(cells, bytes):
        cells = zlib.decompress(cells).decode("utf-8", "surrogatepass")
    if isinstance(cells, str):
        cells = cells.split(GAP) if packed.width else ()
    return Block(packed.numbers, cells, packed.width)


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row (or a card) that could not be taken at all, and why; ``cells`` are as the file has them.

    A card or an appointment has the columns of its workbook instead (``rejects``).
    """

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
    By ``today`` a day without a year is the last or the next of its kind. ``name`` is what the file is called, ``waiting``
    names the other sheets that have rows.
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
    today: date | None = None
    name: str = ""
    waiting: tuple[str, ...] = ()

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
