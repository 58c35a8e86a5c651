"""Taking a file that was looked at into the store, whatever it is about: clients first, then their facts (D-14.2)."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from kam_desktop.core import collector, fact_intake, intake
from kam_desktop.core.errors import Cancelled, FileError
from kam_desktop.core.records import NONE_TOGETHER, ClientRecord, FactRecord, Problem, Refusal, Together
from kam_desktop.core.store import changes, plain_rows
from kam_desktop.exchange import importing, rejects, rows, tallies
from kam_desktop.exchange.importing import Preview
from kam_desktop.exchange.parsed import RejectedRow

_ASKED_EVERY = 500
_CACHE_KIB = (8_000, 28_000)  # for a small file, and for 100,000 rows: the tops of the indexes that they fall into


@dataclass(slots=True)
class Outcome:
    """What came of one file. Counts are of its kind: clients, people, or facts.

    ``rejected`` are rows that were not taken; ``values_left_out`` counts single values of rows that were, and ``partly``
    are those of such rows that can be mended and brought again. ``problems`` are the codes of all of it, each with its
    count and an example; ``said`` tells them by column, ``gaps`` are the rows with values left out. ``together`` are rows
    that were about one client, ``people_together`` people of new clients who were told of before. ``photos`` of people were new; those of ``unread`` people could not be read.
    """

    kind: str
    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    clients_created: int = 0
    contacts_created: int = 0
    contacts_updated: int = 0
    values_left_out: int = 0
    photos: int = 0
    unread: tuple[str, ...] = ()
    rejected: list[RejectedRow] = field(default_factory=list)
    partly: list[RejectedRow] = field(default_factory=list)
    problems: list[tuple[str, int, str]] = field(default_factory=list)
    said: Sequence[tallies.Said] = ()
    gaps: int = 0
    together: Together = NONE_TOGETHER
    people_together: int = 0
    batch_id: str = ""

    @property
    def is_in_notes(self) -> bool:
        """Whether what no field could hold is kept in the notes, as of lists of clients and people."""
        return self.kind in ("clients", "contacts")


def _never() -> bool:
    return False


def _nothing(_done: int, _total: int) -> None:
    return


@dataclass(frozen=True, slots=True)
class Clients:
    """The records about clients of a file, read from it each time: a large file is never whole in memory."""

    preview: Preview

    def __iter__(self) -> Iterator[ClientRecord]:
        found = rows.to_records(self.preview.parsed, self.preview.mapping)
        return (each for each in found if isinstance(each, ClientRecord))


@dataclass(frozen=True, slots=True)
class Sorted:
    """The rows of a file by what becomes of them."""

    clients: Clients
    facts: list[FactRecord]
    rejected: list[RejectedRow]


def sort(preview: Preview, cancelled: Callable[[], bool] = _never) -> Sorted:
    """Go through a file's rows. Raises Cancelled."""
    done = Sorted(Clients(preview), [], list(preview.rejected_rows))
    if preview.facts:
        for number, each in enumerate(rows.to_records(preview.parsed, preview.mapping)):
            if number % _ASKED_EVERY == 0 and cancelled():
                raise Cancelled("cancelled")
            if isinstance(each, FactRecord):
                done.facts.append(each)
    return done


def refused(
    session: Session, preview: Preview, *, today: date, cancelled: Callable[[], bool] = _never
) -> list[RejectedRow]:
    """The rows that the store would not take as it is now, for a preview; nothing is written. Raises Cancelled.

    Of a file that brings clients and facts about them nothing can be said before the clients are there.
    """
    if preview.clients and preview.facts:
        return []
    found = sort(preview, cancelled)
    if found.facts:
        looked = fact_intake.look(session, found.facts, today=today, cancelled=cancelled)
        return _refused(preview, found, looked.refused)
    are_named = "client.name" in preview.mapping.targets or preview.parsed.is_made_of_records
    changes.end_when(session, cancelled)
    return [] if are_named else _refused(preview, found, intake.look(session, found.clients))


def take_in(
    session: Session, preview: Preview, *, title: str, today: date, step: Callable[[int, int], None] = _nothing,
    cancelled: Callable[[], bool] = _never,
) -> Outcome:  # fmt: skip
    """Take a file in as one batch: its clients and people, then the facts about them."""
    batch_id = changes.begin_batch(session, "import", title).id
    with collector.held(), plain_rows.roomy(session, min(_CACHE_KIB[0] + len(preview.parsed.rows) // 5, _CACHE_KIB[1])):
        outcome = _take_in(session, preview, title, today, step, cancelled)
    outcome.batch_id = batch_id
    return outcome


def _take_in(
    session: Session,
    preview: Preview,
    title: str,
    today: date,
    step: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> Outcome:
    def asked() -> bool:
        changes.pause(session)
        return cancelled()

    found = sort(preview, asked)
    outcome = _outcome(preview, found)
    refused: list[Refusal] = []
    if preview.clients or not found.facts:
        taken = intake.take_in(session, found.clients, title=title, today=today, step=step)
        _count_clients(outcome, taken, preview)
        refused += taken.refused
    if found.facts:
        facts = fact_intake.take_in(session, found.facts, title=title, today=today, step=step)
        outcome.created += facts.created
        outcome.updated += facts.updated
        outcome.unchanged += facts.unchanged
        refused += facts.refused
    away = _refused(preview, found, refused)
    outcome.rejected = [*found.rejected, *away]
    counts = Counter(preview.problem_counts) + Counter(each.code for each in away)
    outcome.problems = rejects.summed(counts, [*preview.troubled, *away])
    outcome.said, outcome.gaps = importing.without(preview, away).said, preview.gaps
    return outcome


def _outcome(preview: Preview, found: Sorted) -> Outcome:
    """What can be said before the store is asked."""
    outcome = Outcome(preview.kind)
    outcome.read = (preview.people if _counts_people(preview.kind) else preview.clients) + len(found.facts)
    outcome.read += len(found.rejected)
    outcome.values_left_out = sum(
        problem.code not in rejects.TOLD | rejects.KEPT for record in preview.partly for problem in record.problems
    )
    clients = [
        record for record in preview.partly if isinstance(record, ClientRecord)
    ]  # a mended fact would come twice
    outcome.partly = rejects.with_problems(preview.parsed, clients)
    return outcome


def _counts_people(kind: str) -> bool:
    return kind in ("contacts", "mixed")


def _count_clients(outcome: Outcome, taken: intake.Taken, preview: Preview) -> None:
    outcome.clients_created = taken.created
    outcome.contacts_created, outcome.contacts_updated = taken.contacts_created, taken.contacts_updated
    outcome.photos, outcome.unread, outcome.together = taken.photos, taken.unread, taken.together
    outcome.people_together = taken.people_together
    if not _counts_people(outcome.kind):
        outcome.created, outcome.updated, outcome.unchanged = taken.created, taken.updated, taken.unchanged
        return
    numbers = {refusal.row_no for refusal in taken.refused}
    away = (record for record in Clients(preview) if record.row_no in numbers) if numbers else ()
    people = preview.people - sum(len(record.contacts) or 1 for record in away)
    outcome.created, outcome.updated = taken.contacts_created, taken.contacts_updated
    outcome.unchanged = max(0, people - taken.contacts_created - taken.contacts_updated)


def _refused(preview: Preview, found: Sorted, refused: Iterable[Refusal]) -> list[RejectedRow]:
    """The rows that the store did not take, as they stand in the file."""
    reasons = {refusal.row_no: refusal for refusal in refused}
    if not reasons:
        return []
    cells = {row.row_no: row.cells for row in preview.parsed.rows if row.row_no in reasons}
    shown = {record.row_no: _shown(record) for record in found.facts if record.row_no not in cells}
    return [
        RejectedRow(number, cells.get(number) or shown.get(number, ()), (Problem("", each.code, _said(each, shown)),))
        for number, each in reasons.items()
    ]


def _said(refusal: Refusal, shown: Mapping[int, Sequence[str]]) -> str:
    """Which client it is that is not there: an appointment names none, but has addresses."""
    return refusal.text or next(iter(shown.get(refusal.row_no, ())[1:2]), "")


def _shown(record: FactRecord) -> tuple[str, ...]:
    """A fact of a file without columns, in the cells of the workbook."""
    text = str(getattr(record, "text", "") or getattr(record, "item", ""))
    return (record.on.isoformat(), record.client or ", ".join(record.emails), record.person, text)


def write_rejects(outcome: Outcome, preview: Preview, path: Path, folders: Iterable[Path], lang: str) -> Path | None:
    """The workbook of what was not taken, in the first folder that can be written; None when there is nothing to mend."""
    taken = {row.row_no for row in outcome.rejected}
    away = (row for row in outcome.rejected if rejects.can_be_mended(row.problems))
    found = [*away, *(row for row in outcome.partly if row.row_no not in taken)]
    if not found:
        return None
    found.sort(key=lambda row: row.row_no)
    for folder in folders:
        target = rejects.beside(folder / path.name, lang)
        try:
            rejects.write(target, rejects.headings_of(preview.parsed, lang), found, lang, sheet=preview.parsed.sheet)
            return target
        except FileError:
            continue  # the import itself is saved; the workbook goes elsewhere then
    return None
