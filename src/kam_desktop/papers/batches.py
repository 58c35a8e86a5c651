"""Many papers in one go: a file for each, or all in one; what could not be written is named, never hidden (D-6.4)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from kam_desktop.core import stops
from kam_desktop.core.errors import Cancelled, FileError, KamError
from kam_desktop.documents import file_names, merging, word
from kam_desktop.documents.content import Document
from kam_desktop.papers.reading import Kind, Paper, Wanted, checked_ending, read, write, write_list

Progress = Callable[[int, int, str], None]
IsCancelled = Callable[[], bool]
_LISTS: Final = (".xlsx", ".csv")


@dataclass(frozen=True, slots=True)
class Order:
    """What to write, where to, in which form (``.pdf`` …). ``is_merged``: all of it in one file."""

    wanted: tuple[Wanted, ...]
    folder: Path
    ending: str
    lang: str
    is_merged: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """A paper that was not written, by its name where that is known, and why."""

    name: str
    error: KamError


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was written, what failed, how many were left when it was stopped; ``missing`` had no glyph."""

    files: tuple[Path, ...] = ()
    papers: int = 0
    failures: tuple[Failure, ...] = ()
    left: int = 0
    missing: tuple[str, ...] = field(default=())
    is_cancelled: bool = False


def run(session: Session, order: Order, *, today: date, progress: Progress, is_cancelled: IsCancelled) -> Outcome:
    """Writes them one after the other. A file that cannot be written stops the rest: it would fail there too.

    Nothing that is there already is overwritten. Stopped in the middle, what is whole stays; a merged file is
    not written then.
    """

    def check() -> None:
        if is_cancelled():
            raise Cancelled("cancelled")

    with stops.stoppable(check):
        if order.is_merged and len(order.wanted) > 1:
            return _merged(session, order, today, progress, is_cancelled)
        return _each(session, order, today, progress, is_cancelled)


def _each(
    session: Session, order: Order, today: date, progress: Progress, is_cancelled: IsCancelled
) -> Outcome:  # fmt: skip
    made = Outcome()
    for at, wanted in enumerate(order.wanted):
        if is_cancelled():
            return replace(made, left=len(order.wanted) - at, is_cancelled=True)
        progress(at, len(order.wanted), "")
        try:
            made, goes_on = _one(session, order, wanted, made, today)
        except Cancelled:
            return replace(made, left=len(order.wanted) - at, is_cancelled=True)
        if not goes_on:
            return replace(made, left=len(order.wanted) - at - 1)
    progress(len(order.wanted), len(order.wanted), "")
    return made


def _one(session: Session, order: Order, wanted: Wanted, made: Outcome, today: date) -> tuple[Outcome, bool]:
    """One file more, or one failure more; false where the next would fail as well."""
    name = wanted.id
    try:
        paper = read(session, wanted, today=today)
        name = paper.name(order.lang, order.ending)
        checked_ending(wanted.kind, Path(name))
        target = file_names.unused(order.folder / name)
        done = write(session, wanted, target, lang=order.lang, today=today)
    except Cancelled:
        raise
    except FileError as error:
        return replace(made, failures=(*made.failures, Failure(name, error))), False
    except KamError as error:
        return replace(made, failures=(*made.failures, Failure(name, error))), True
    missing = tuple(dict.fromkeys((*made.missing, *done.missing)))
    return replace(made, files=(*made.files, target), papers=made.papers + 1, missing=missing), True


def _merged(
    session: Session, order: Order, today: date, progress: Progress, is_cancelled: IsCancelled
) -> Outcome:  # fmt: skip
    name = file_names.paper_name("batch", today, order.lang, ending=order.ending)
    target = file_names.unused(order.folder / name)
    try:
        if order.ending in _LISTS:
            return _list(session, order, target, today, progress, is_cancelled)
        found, failures = _read_all(session, order, today, progress, is_cancelled)
        if is_cancelled():
            return Outcome(left=len(order.wanted), is_cancelled=True)
        if not found:
            return Outcome(failures=tuple(failures))
        missing = _write_together(found, order, target, is_cancelled)
    except Cancelled:
        return Outcome(left=len(order.wanted), is_cancelled=True)
    except FileError as error:
        return Outcome(failures=(Failure(name, error),), left=len(order.wanted))
    progress(len(order.wanted), len(order.wanted), "")
    return Outcome((target,), len(found), tuple(failures), 0, missing)


def _read_all(
    session: Session, order: Order, today: date, progress: Progress, is_cancelled: IsCancelled
) -> tuple[list[Paper], list[Failure]]:
    found, failures = [], []
    for at, wanted in enumerate(order.wanted):
        if is_cancelled():
            break
        progress(at, 2 * len(order.wanted), "")
        try:
            found.append(read(session, wanted, today=today))
        except KamError as error:
            failures.append(Failure(wanted.id, error))
    return found, failures


def _write_together(
    found: Sequence[Paper], order: Order, target: Path, is_cancelled: IsCancelled
) -> tuple[str, ...]:  # fmt: skip
    if order.ending == ".docx":
        contents: list[Document] = [paper.content(order.lang) for paper in found if paper.content is not None]
        word.write(contents, target)
        return ()
    pdfs, missing = [], dict[str, None]()
    for paper in found:
        if is_cancelled():
            raise Cancelled("cancelled")
        sink = BytesIO()
        missing |= dict.fromkeys(paper.pdf(sink, order.lang).missing)
        pdfs.append(sink.getvalue())
    merging.write(pdfs, target)
    return tuple(missing)


def _list(
    session: Session, order: Order, target: Path, today: date, progress: Progress, is_cancelled: IsCancelled
) -> Outcome:  # fmt: skip
    """Visits line by line in one sheet."""

    def step(done: int, total: int) -> None:
        if is_cancelled():
            raise Cancelled("cancelled")
        progress(done, total, "")

    ids = tuple(wanted.id for wanted in order.wanted if wanted.kind is Kind.VISIT)
    if len(ids) != len(order.wanted):
        raise FileError("export.unknown_ending", path=target.name, endings=".pdf, .docx")
    done = write_list(session, ids, target, lang=order.lang, today=today, step=step)
    return Outcome((target,), done.rows or 0)
