"""What an import will do, before it does anything: the pure part of importing (D-14.2)."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Final

from kam_desktop.core import collector
from kam_desktop.core.errors import Cancelled, FileError
from kam_desktop.core.records import ClientRecord, FactRecord, InteractionRecord, OwnField, Problem
from kam_desktop.core.rules import likeness
from kam_desktop.exchange import columns, kinds, leftovers, rejects, rows, sandbox, tallies
from kam_desktop.exchange.guesses import NOTHING, Known
from kam_desktop.exchange.parsed import ParsedFile, RejectedRow

SHOWN: Final = 50
_SAMPLE: Final = 200
_ASKED_EVERY: Final = 500


@dataclass(frozen=True, slots=True)
class Preview:
    """A file as it will be taken. ``first`` are its first rows, ``troubled`` the first with problems.

    Counts are of the whole file: ``clients`` rows about clients, ``contacts`` people, ``facts`` dated facts,
    ``people`` as ``contacts`` with one for a client that names nobody. ``partly`` are clients and facts with problems.
    ``problem_counts`` counts codes of values left out and of rows rejected, ``said`` tells them by column; ``gaps`` are
    rows with values left out; ``unsaid_ways`` are the channels of contacts whose rows say none. ``parsed`` and ``mapping`` go to
    ``rows.to_records`` as they are when the import is confirmed: nothing is read twice.
    """

    parsed: ParsedFile
    mapping: columns.Mapping
    first: tuple[rows.Taken, ...]
    clients: int
    contacts: int
    rejected_rows: Sequence[RejectedRow]
    problem_counts: Mapping[str, int]
    facts: int = 0
    troubled: tuple[rows.Taken, ...] = ()
    people: int = 0
    partly: Sequence[ClientRecord | FactRecord] = ()
    said: Sequence[tallies.Said] = ()
    unsaid_ways: Mapping[str, int] = field(default_factory=dict)

    @property
    def gaps(self) -> int:
        """How many rows come in with values left out."""
        return tallies.gaps([each.problems for each in self.partly])

    @property
    def rejected(self) -> int:
        """How many rows cannot be taken at all."""
        return len(self.rejected_rows)

    @property
    def photos(self) -> int:
        """How many people come with a photo."""
        found = (each for each in self.parsed.records if isinstance(each, ClientRecord))
        return sum(bool(person.photo) for each in found for person in each.contacts)

    @property
    def kind(self) -> str:
        """What the file is about: ``clients``, ``contacts``, a kind of facts, or ``mixed``."""
        if not self.parsed.is_made_of_records:
            return self.mapping.kind
        if self.parsed.kind == "ics":
            return "interactions"
        return "mixed" if self.facts else "contacts"


def preview(
    path: Path | str,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    has_headings: bool | None = None,
    mapping: object = None,
    kind: str = "",
    own: Sequence[OwnField] = (),
    today: date | None = None,
    limits: sandbox.Limits | None = None,
    progress: Callable[[sandbox.Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Preview:
    """Read a file and show what would come of it. ``mapping`` is the JSON form of ``columns.from_json``.

    ``kind`` is one of ``kinds.TABLES`` when a person has chosen it; ``own`` are the users' own fields; by ``today``
    a day without its year is read. Raises FileError as ``sandbox.parse``, ``kinds.refuse_own`` and ``columns.from_json`` do, and Cancelled.
    """
    with collector.held():
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
        parsed = replace(parsed, today=today, name=Path(path).stem)
        if mapping is None:
            kinds.refuse_own(parsed.headings)
        found = recognised(parsed, kind=kind or _kind_of(mapping), own=own)
        return of(parsed, found if mapping is None else columns.from_json(mapping, found), cancelled=cancelled)


def _kind_of(mapping: object) -> str:
    kind = mapping.get("kind") if isinstance(mapping, dict) else ""
    return kind if kind in kinds.TABLES else ""


def recognised(
    parsed: ParsedFile, *, kind: str = "", own: Sequence[OwnField] = (), known: Known = NOTHING
) -> columns.Mapping:
    """The mapping that the file itself suggests; without columns for vCards and the like."""
    if parsed.is_made_of_records:
        return columns.Mapping((), (), has_headings=False)
    sample = [row.cells for row in islice(parsed.rows, _SAMPLE)]
    return columns.recognise(parsed.headings, sample, kind=kind, own=own, known=known)


def noted(preview: Preview) -> list[str]:
    """The columns that no field takes and whose words are kept in the notes."""
    return leftovers.called(preview.mapping, (row.cells for row in islice(preview.parsed.rows, _SAMPLE)))


def with_kept(preview: Preview, kept: object, *, kind: str = "", own: Sequence[OwnField] = ()) -> Preview | None:
    """The same file by a mapping kept from before; None when that is of another kind or does not fit any more."""
    said = _kind_of(kept)
    if kind and said and said != kind:
        return None
    try:
        mapping = columns.from_json(kept, recognised(preview.parsed, kind=kind or said, own=own))
    except FileError:
        return None  # a field of the users' own is gone meanwhile
    return of(preview.parsed, mapping)


def of(parsed: ParsedFile, mapping: columns.Mapping, *, cancelled: Callable[[], bool] | None = None) -> Preview:
    """The preview of a file already read, after a person has changed the mapping."""
    with collector.held():
        return _of(parsed, mapping, cancelled)


def without(preview: Preview, refused: Sequence[RejectedRow]) -> Preview:
    """How a preview reads when these rows of it will not be taken: one to show, the file is taken by the other."""
    if not refused:
        return preview
    away = {row.row_no: row for row in refused}
    first = tuple(each if isinstance(each, RejectedRow) else away.get(each.row_no, each) for each in preview.first)
    counts = Counter(preview.problem_counts) + Counter(row.code for row in refused)
    tally = tallies.Tally(preview.said)
    for row in refused:
        tally.add_row(row.problems[0])
    gone = len(away)
    return replace(
        preview, first=first, troubled=(*preview.troubled, *refused)[:SHOWN], problem_counts=counts,
        rejected_rows=[*preview.rejected_rows, *refused], said=tally.said(),
        facts=max(0, preview.facts - gone), clients=max(0, preview.clients - gone), contacts=max(0, preview.contacts - gone),
    )  # fmt: skip


def _of(parsed: ParsedFile, mapping: columns.Mapping, cancelled: Callable[[], bool] | None) -> Preview:
    taken: list[rows.Taken] = []
    is_kept = len(parsed.rows) <= rows.KEPT
    troubled: list[rows.Taken] = list(parsed.rejected)
    rejected, partly = list(parsed.rejected), list[ClientRecord | FactRecord]()
    counts: Counter[str] = Counter(row.code for row in rejected)
    tally = tallies.Tally(has_columns=not parsed.is_made_of_records)
    for row in rejected:
        tally.add_row(row.problems[0])
    clients = contacts = people = facts = 0
    ways: Counter[str] = Counter()
    named: dict[str, str] = {}
    parsed.taken.clear()
    for number, read in enumerate(rows.to_records(parsed, mapping)):
        if number % _ASKED_EVERY == 0 and cancelled and cancelled():
            raise Cancelled("cancelled")
        each = read
        if (
            isinstance(read, ClientRecord) and read.external_no and read.name
            and (first := named.setdefault(read.external_no, read.name)) != read.name
        ):  # fmt: skip
            each = _told_of(read, first)
        if is_kept or number < SHOWN:
            taken.append(each)
        if each.problems:
            counts.update(problem.code for problem in each.problems)
            if len(troubled) < SHOWN and not all(problem.code in rejects.READ_AS for problem in each.problems):
                troubled.append(each)
        if isinstance(each, ClientRecord):
            clients, contacts, people = clients + 1, contacts + len(each.contacts), people + (len(each.contacts) or 1)
        elif isinstance(each, RejectedRow):
            rejected.append(each)
            tally.add_row(each.problems[0])
            continue
        else:
            facts += 1
            ways.update(_unsaid_way(each))
        if each.problems:
            partly.append(each)
            tally.add(each.problems)
    if is_kept and not parsed.is_made_of_records:
        parsed.taken[:] = [mapping, taken]
    return Preview(
        parsed, mapping, tuple(taken[:SHOWN]), clients, contacts, rejected, dict(counts), facts, tuple(troubled[:SHOWN]),
        people, partly, tally.said(), ways,
    )  # fmt: skip


def _unsaid_way(record: FactRecord) -> Sequence[str]:
    return (record.channel,) if isinstance(record, InteractionRecord) and not record.is_channel_said else ()


def _told_of(record: ClientRecord, first: str) -> ClientRecord:
    """A row whose number came with another company's name before: both become one client, which is told."""
    if likeness.is_near(likeness.named(record.name).core, likeness.named(first).core):
        return record
    found = Problem("", "number.other_name", record.name)
    return record if found in record.problems else record._replace(problems=(*record.problems, found))
