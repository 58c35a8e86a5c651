"""One pass over the rows of a table: cells made clean, values read, and what could not be read kept as problems."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from kam_desktop.core.errors import Invalid
from kam_desktop.core.records import Problem
from kam_desktop.core.rules.regions import Where
from kam_desktop.exchange import values
from kam_desktop.exchange.nearly import Nearly, Yearless
from kam_desktop.exchange.parsed import ParsedFile, Row

Entries = Sequence[tuple[int, str, str]]  # (column, value, option) of one field
_SAYS_NOTHING: Final = "value.digits_lost"  # what is left of a rounded number is none


class Reading:
    """What reading a row needs. ``exact`` says of each mapped column whether its digits must be whole."""

    def __init__(self, parsed: ParsedFile, headings: Sequence[str], exact: Mapping[int, bool]) -> None:
        self.headings = headings
        self.exact = exact
        self.numbers = [column for column, is_exact in exact.items() if is_exact]
        self.width = max(exact, default=-1) + 1
        self.flagged: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
        for each in parsed.cell_problems:
            self.flagged[each.row_no].append((each.column, each.code, each.text))
        self.today = parsed.today
        self.problems: list[Problem] = []
        self.more: dict[str, Any] = {}  # what the cells of one client or person say besides their own fields
        self.places: list[tuple[int, str, Where]] = []  # the cells that say a place as a whole
        self.unread: list[tuple[int, str]] = []  # the cells of one client or person that no field holds
        self.is_in_order = False  # the row that is read, as ``values.is_in_order``

    def cells_of(self, row: Row) -> Sequence[str]:
        """The cells of a row, as many as are mapped; without those that the reader found to be wrong."""
        cells: Sequence[str] = row.cells
        if len(cells) < self.width:
            cells = (*cells, *[""] * (self.width - len(cells)))
        if row.row_no in self.flagged:
            lost = self._reported(row.row_no)
            cells = ["" if column in lost and self.exact.get(column) else cell for column, cell in enumerate(cells)]
        if rounded := [column for column in self.numbers if cells[column] and values.is_rounded(cells[column])]:
            for column in rounded:
                self.report(column, "value.digits_lost", cells[column])
            cells = ["" if column in rounded else cell for column, cell in enumerate(cells)]
        return cells

    def _reported(self, row_no: int) -> set[int]:
        """Pass on what the reader flagged in mapped columns; gives the columns whose digits are lost."""
        for column, code, text in self.flagged[row_no]:
            if column in self.exact:
                self.report(column, code, text)
        return {column for column, code, _ in self.flagged[row_no] if code == "value.digits_lost"}

    def report(self, column: int, code: str, text: str) -> None:
        """One value that could not be taken as it is."""
        self.problems.append(Problem(self.called(column), code, text))

    def called(self, column: int) -> str:
        """The heading of a column, else its number."""
        return (self.headings[column] if column < len(self.headings) else "") or f"#{column + 1}"

    def mended(self, column: int, text: str, limit: int) -> str:
        """The cell as the store can keep it."""
        text, codes = values.cleaned(text, limit)
        for code in codes:
            self.report(column, code, text[:80])
        return text

    def held(self, text: str) -> str:
        """What was put together from several cells, as much of it as a note holds."""
        return values.as_note(text, self.problems)

    def entries(self, cells: Sequence[str], columns: Iterable[tuple[int, str, int, str, int]]) -> Entries:
        """The cells of one field that say something."""
        found = []
        for column, _, _, option, limit in columns:
            if (cell := cells[column]) and (text := self.mended(column, cell, limit)):
                found.append((column, text, option))
        return found

    def text(self, entries: Entries) -> str:
        """The first value of a field; others that differ are reported, not lost without a word."""
        first = entries[0][1]
        for column, text, _ in entries[1:]:
            if text != first:
                self.leave(column, "value.not_kept", text)
        return first

    def value(self, entries: Iterable[tuple[int, str, Any]], read: Callable[..., Any]) -> Any:
        """The first value that can be read; those that cannot and those after it are reported."""
        taken: Any = None
        for column, text, option in entries:
            found = self._found(column, text, option, read)
            if taken is None:
                taken = self._taken(column, text, found)
            elif found is not None and not self._is_said(found, taken):
                self.leave(column, "value.not_kept", text)
        return taken

    def each(self, entries: Entries, read: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
        """All values of all columns of a field, once each."""
        found: list[str] = []
        for column, text, option in entries:
            found.extend(self.read(column, text, option, lambda text, _: read(text)) or ())
        return values.once(found) if len(entries) > 1 else tuple(found)

    def read(self, column: int, text: str, option: Any, read: Callable[..., Any]) -> Any:
        """The value of a cell; None when it cannot be read, which is reported."""
        return self._taken(column, text, self._found(column, text, option, read))

    def _found(self, column: int, text: str, option: Any, read: Callable[..., Any]) -> Any:
        """The value of a cell, or what it nearly is."""
        try:
            return read(text, option)
        except Invalid as error:
            return self._nearly(column, text, error)

    def nearly(self, column: int, text: str, error: Invalid) -> Any:
        """What a cell that a reader did not take as it is says all the same; None when it cannot be read."""
        return self._taken(column, text, self._nearly(column, text, error))

    def _nearly(self, column: int, text: str, error: Invalid) -> Any:
        if isinstance(error, Nearly):
            return error
        if isinstance(error, Yearless) and self.today is not None:
            day = error.near(self.today)
            self.report(column, "date.year_added", f"{text} → {day}")
            return day
        self.leave(column, error.code, text)
        return None

    def _taken(self, column: int, text: str, found: Any) -> Any:
        """The value of a cell that its field takes, with all that the cell says beside it."""
        if not isinstance(found, Nearly):
            return found
        if found.code:
            self.report(column, found.code, found.text)
        self.more |= found.more
        if found.where:
            self.places.append((column, text, found.where))
        self.unread += [(column, text)] * found.is_kept
        return found.value

    def _is_said(self, found: Any, taken: Any) -> bool:
        """Whether a cell says nothing that is not taken already."""
        if not isinstance(found, Nearly):
            return bool(found == taken)
        return found.value == taken and not found.is_kept and found.more.items() <= self.more.items()

    def leave(self, column: int, code: str, text: str) -> None:
        """A value that its field cannot hold: told, and kept as it is written."""
        self.report(column, code, text[:80])
        if code != _SAYS_NOTHING and (column, text) not in self.unread:
            self.unread.append((column, text))
