"""What an import will do, before it does anything: the pure part of importing (D-14.2)."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from kam_desktop.core.errors import Cancelled
from kam_desktop.core.records import ClientRecord
from kam_desktop.exchange import columns, rows, sandbox
from kam_desktop.exchange.parsed import ParsedFile, RejectedRow

SHOWN: Final = 50
_SAMPLE: Final = 200
_ASKED_EVERY: Final = 500


@dataclass(frozen=True, slots=True)
class Preview:
    """A file as it will be taken. ``first`` are its first rows; counts are of the whole file.

    ``problem_counts`` counts codes of values left out and of rows rejected. ``parsed`` and ``mapping`` go to
    ``rows.to_records`` as they are when the import is confirmed: nothing is read twice.
    """

    parsed: ParsedFile
    mapping: columns.Mapping
    first: tuple[ClientRecord | RejectedRow, ...]
    clients: int
    contacts: int
    rejected: int
    problem_counts: Mapping[str, int]


def preview(
    path: Path | str,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    has_headings: bool | None = None,
    mapping: object = None,
    limits: sandbox.Limits | None = None,
    progress: Callable[[sandbox.Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Preview:
    """Read a file and show what would come of it. ``mapping`` is the JSON form of ``columns.from_json``.

    Raises FileError as ``sandbox.parse`` and ``columns.from_json`` do, and Cancelled.
    """
    parsed = sandbox.parse(
        path,
        sheet=sheet,
        encoding=encoding,
        delimiter=delimiter,
        has_headings=has_headings,
        limits=limits,
        progress=progress,
        cancelled=cancelled,
    )
    found = recognised(parsed)
    return of(parsed, found if mapping is None else columns.from_json(mapping, found), cancelled=cancelled)


def recognised(parsed: ParsedFile) -> columns.Mapping:
    """The mapping that the file itself suggests; without columns for vCards."""
    sample = [row.cells for row in islice(parsed.rows, _SAMPLE)]
    return columns.recognise(parsed.headings, sample)


def of(parsed: ParsedFile, mapping: columns.Mapping, *, cancelled: Callable[[], bool] | None = None) -> Preview:
    """The preview of a file already read, after a person has changed the mapping."""
    first: list[ClientRecord | RejectedRow] = []
    counts: Counter[str] = Counter(row.code for row in parsed.rejected)
    clients = contacts = 0
    rejected = len(parsed.rejected)
    for number, taken in enumerate(rows.to_records(parsed, mapping)):
        if number % _ASKED_EVERY == 0 and cancelled and cancelled():
            raise Cancelled("cancelled")
        if number < SHOWN:
            first.append(taken)
        counts.update(problem.code for problem in taken.problems)
        if isinstance(taken, RejectedRow):
            rejected += 1
        else:
            clients += 1
            contacts += len(taken.contacts)
    return Preview(parsed, mapping, tuple(first), clients, contacts, rejected, dict(counts))
