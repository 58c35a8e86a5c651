"""Tables of any length: the ids of all rows, and a cache of pages of what is seen.

The scroll bar is honest, the end is one jump away, and select-all selects all. Rows that are not yet read
show muted bars of the same height.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.list_rows import ROOT, Index

PAGE = 50  # rows read at once: where there are 100,000, decrypting is most of the time
KEPT = 120
CellKind = Literal["text", "bold", "muted", "number", "badge"]
RowTuple = tuple[Any, ...]
Deliver = Callable[[Sequence[RowTuple]], None]
Request = Callable[[Sequence[str], Deliver], None]
S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: key for sorting, heading, width in pixels (0 takes the slack), how cells are drawn.

    ``is_by_hand``: a person chose the width. ``longest`` has room in any case: it may first stand far below.
    """

    key: str
    title: str
    width: int = 120
    kind: CellKind = "text"
    is_sortable: bool = True
    is_by_hand: bool = False
    longest: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A text with a colour of its own; a plain ``str`` takes the column's. ``icon`` stands before it.

    ``value`` is what the text was made of, where cells are edited; ``unit`` is its currency.
    """

    text: str
    role: str = ""
    icon: str = ""
    value: Any = None
    unit: str = ""

    def __str__(self) -> str:
        return self.text


def request_through(
    tasks: Tasks, owner: QObject, fetch_page: Callable[[S, Sequence[str]], Sequence[RowTuple]]
) -> Request:
    """A ``Request`` that reads pages by ``fetch_page(session, ids)`` in the background."""

    def request(ids: Sequence[str], deliver: Deliver) -> None:
        tasks.read(owner, lambda session: fetch_page(session, ids), done=deliver)

    return request


class PagedTableModel(QAbstractTableModel):
    """``request(ids, deliver)`` brings one tuple for each id, in their order, one value for each column."""

    def __init__(
        self,
        ids: Sequence[str],
        request: Request,
        columns: Sequence[Column],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._ids: Sequence[str] = ids
        self._request = request
        self._pages: OrderedDict[int, Sequence[RowTuple]] = OrderedDict()
        self._asked: set[int] = set()
        self._stale: set[int] = set()
        self._generation = 0

    @property
    def ids(self) -> Sequence[str]:
        """The ids of all rows in order."""
        return self._ids

    def set_ids(self, ids: Sequence[str]) -> None:
        """Other rows, or another order. Pages already read are kept when the order did not change."""
        if list(ids) == list(self._ids):
            self.refresh()
            return
        self.beginResetModel()
        self._generation += 1
        self._ids = ids
        self._pages.clear()
        self._asked.clear()
        self._stale.clear()
        self.endResetModel()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Other columns of the same rows; their cells are read anew."""
        self.beginResetModel()
        self._generation += 1
        self.columns = tuple(columns)
        self._pages.clear()
        self._asked.clear()
        self._stale.clear()
        self.endResetModel()

    def refresh(self) -> None:
        """Read again what is seen; the old content stays until the new one is here."""
        self._generation += 1
        self._asked.clear()
        self._stale = set(self._pages)
        self._tell(0, len(self._ids))

    def row(self, place: int) -> RowTuple | None:
        """The values of a row, or None while they are not here; asks for them then."""
        number = place // PAGE
        page = self._pages.get(number)
        if page is None or number in self._stale:
            self.want(place, place)
        if page is None:
            return None
        self._pages.move_to_end(number)
        return page[place - number * PAGE]

    def place_of(self, row_id: str) -> int | None:
        """Where the row of that id stands."""
        try:
            return self._ids.index(row_id)
        except ValueError:
            return None

    def want(self, first: int, last: int) -> None:
        """Ask for what is not here of these rows: pages that are seen together are read and painted together."""
        numbers = range(first // PAGE, last // PAGE + 1)
        missing = [n for n in numbers if (n not in self._pages or n in self._stale) and n not in self._asked]
        if not missing:
            return
        self._asked.update(missing)
        start, end = missing[0] * PAGE, min((missing[-1] + 1) * PAGE, len(self._ids))
        generation = self._generation
        self._request(self._ids[start:end], lambda rows: self._take(generation, start, end, rows))

    def _take(self, generation: int, start: int, end: int, rows: Sequence[RowTuple]) -> None:
        """An answer for an older order is dropped, and one short of a row deleted meanwhile."""
        if generation != self._generation or len(rows) != end - start:
            return
        for first in range(start, end, PAGE):
            number = first // PAGE
            self._asked.discard(number)
            self._stale.discard(number)
            self._pages[number] = rows[first - start : first - start + PAGE]
            self._pages.move_to_end(number)
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        self._tell(start, end)

    def _tell(self, first: int, after: int) -> None:
        if after > first:
            self.dataChanged.emit(self.index(first, 0), self.index(after - 1, len(self.columns) - 1))

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) or not index.isValid():
            return None
        row = self.row(index.row())
        return None if row is None else str(row[index.column()])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            is_number = self.columns[section].kind == "number"
            side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None
