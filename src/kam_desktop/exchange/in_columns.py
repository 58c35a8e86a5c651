"""Rows of a table read column by column, where no cell of them needs a second look; the others are read one by one.

A list of usual rows is read in a third of the time: what holds for a whole column is asked once.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from itertools import repeat
from typing import Any, NamedTuple, TypeVar

from kam_desktop.core.errors import Invalid
from kam_desktop.core.records import ClientRecord, ContactRecord
from kam_desktop.core.rules import regions
from kam_desktop.exchange import leftovers, nearly, values
from kam_desktop.exchange.parsed import Block
from kam_desktop.exchange.readers.cells import GAP

R = TypeVar("R", ClientRecord, ContactRecord)
Read = Callable[[str, str], Any]  # a cell and the option of its column


class Single(NamedTuple):
    """A column that is alone in its field: the attribute it fills, and how its cells are read; None: as they are.

    ``is_exact``: a number that is nothing without all its digits.
    """

    column: int
    name: str
    limit: int
    read: Read | None
    option: str
    is_exact: bool = False


class Columns:
    """Reads blocks whose columns are each alone in their field, one with the client's name among them. ``people`` are the columns of each person,
    ``others`` the names of what is noted under these headings.

    A row whose name begins with one of ``doubtful`` may be no client.
    """

    def __init__(
        self,
        client: Sequence[Single],
        people: Sequence[Sequence[Single]],
        doubtful: Set[str],
        others: Mapping[str, str],
    ) -> None:
        self._client, self._people, self._doubtful, self._others = client, people, doubtful, others
        self._mapped = [*client, *(each for part in people for each in part)]
        self.width = max((each.column for each in self._mapped), default=-1) + 1

    def records(self, block: Block, left: Iterable[int]) -> list[ClientRecord | None]:
        """A record for each row; None for those at ``left`` and all others that are to be read one by one."""
        count = len(block.numbers)
        odd = {*left, *self._untidy(block)}
        client = self._read(block, self._client, odd)
        names: Sequence[str] = client["name"]
        odd.update(at for at, name in enumerate(names) if not name or name[0] in self._doubtful)
        first = block.cells[:: block.width]  # a total is said there, where the name stands elsewhere
        odd.update(at for at, text in enumerate(first) if text[:1] in self._doubtful)
        people = [self._contacts(block, part, names, odd) for part in self._people]
        if self._others:
            client["notes"] = self._noted(client, odd)
        client["row_no"] = block.numbers
        client["contacts"] = (
            [tuple(filter(None, each)) for each in zip(*people, strict=True)] if people else [()] * count
        )
        made: list[ClientRecord | None] = list(_made(ClientRecord, client))
        for at in odd:
            made[at] = None
        return made

    def _untidy(self, block: Block) -> Iterable[int]:
        """The rows with a cell that is to be mended, or may say nothing in words."""
        cells, width = block.cells, block.width
        text = GAP.join(cells)
        is_tidy = (
            not values.may_be_rounded(text)
            and text.count(GAP) == len(cells) - 1
            and values.is_in_order(text.replace(GAP, ""))
            and not (text[:1] == " " or text[-1:] == " " or f" {GAP}" in text or f"{GAP} " in text)
            and all(values.is_all_plain(cells[each.column :: width], each.limit) for each in self._mapped)
        )
        return () if is_tidy else (at for at in range(len(block.numbers)) if not self._is_tidy(block.row(at).cells))

    def _is_tidy(self, row: Sequence[str]) -> bool:
        is_plain = values.is_plain_among_such if values.is_in_order("".join(row)) else values.is_plain
        return all(
            not text or (len(text) <= each.limit and is_plain(text) and not (each.is_exact and values.is_rounded(text)))
            for each in self._mapped
            for text in (row[each.column],)
        )

    def _read(self, block: Block, columns: Sequence[Single], odd: set[int]) -> dict[str, Sequence[Any]]:
        """The values of some columns by the attributes they fill; a row with one that cannot be read is odd."""
        found: dict[str, Sequence[Any]] = {}
        for column, name, _, read, option, _ in columns:
            cells = block.cells[column :: block.width]
            found[name] = (
                cells
                if read is None or nearly.are_plain(read, cells)
                else _values(cells, read, option, _DEFAULTS.get(name, ""), odd)
            )
            if name in nearly.PLACES:
                found[name] = _in_one_writing(name, found[name])
        return found

    def _noted(self, client: dict[str, Sequence[Any]], odd: set[int]) -> Sequence[str]:
        """The notes of each row with what its other columns say below them; a row with too much is odd."""
        called = ("", *self._others.values())
        texts = [client.get("notes", [""] * len(client["name"])), *(client[name] for name in self._others)]
        notes = ["\n".join(leftovers.lines(called, each)) for each in zip(*texts, strict=True)]
        odd.update(at for at, text in enumerate(notes) if len(text) > values.NOTES_LIMIT)
        return notes

    def _contacts(
        self, block: Block, columns: Sequence[Single], names: Sequence[str], odd: set[int]
    ) -> list[ContactRecord | None]:
        """The person of each row in one place; None where the row tells of nobody."""
        person = self._read(block, columns, odd)
        blank: Sequence[str] = [""] * len(names)
        own = person.get("name", blank)
        known_by = zip(own, *(person[name] for name in ("phones", "emails", "wechat") if name in person), strict=True)
        person["name"] = [name or company for name, company in zip(own, names, strict=True)]
        return [made if any(said) else None for said, made in zip(known_by, _made(ContactRecord, person), strict=True)]


_DEFAULTS = {**ClientRecord._field_defaults, **ContactRecord._field_defaults}


def _values(cells: Sequence[str], read: Read, option: str, missing: Any, odd: set[int]) -> list[Any]:
    try:
        return [read(text, option) if text else missing for text in cells]
    except Invalid:
        return [_value(at, text, read, option, odd) if text else missing for at, text in enumerate(cells)]


def _in_one_writing(part: str, cells: Sequence[Any]) -> Sequence[Any]:
    """Names of places, of which a column has few."""
    other = {each: said for each in set(cells) if each and (said := regions.written(part, each)) != each}
    return [other.get(each, each) for each in cells] if other else cells


def _value(at: int, text: str, read: Read, option: str, odd: set[int]) -> Any:
    try:
        return read(text, option)
    except Invalid:
        odd.add(at)
        return None


def _made(kind: type[R], columns: dict[str, Sequence[Any]]) -> Iterable[R]:
    """Records of their columns; the first is a list in any case, and ends them."""
    fields = (columns[name] if name in columns else repeat(kind._field_defaults[name]) for name in kind._fields)
    return map(kind._make, zip(*fields, strict=False))
