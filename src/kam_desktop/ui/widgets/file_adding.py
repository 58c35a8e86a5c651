"""Keeping many files: read and mended on a worker with a count and a cancel, then written in few transactions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from kam_desktop.core import attachments
from kam_desktop.core.attachments import Prepared
from kam_desktop.core.errors import Cancelled, FileError, KamError
from kam_desktop.core.rules.kinds import AttachmentKind
from kam_desktop.ui.tasks import IsCancelled, Progress, Tasks
from kam_desktop.ui.widgets.file_drop import Source, as_png

_AT_ONCE: Final = 64 * 1024 * 1024  # bytes held in memory before they are written


@dataclass(frozen=True, slots=True)
class Place:
    """Where files go, and how. ``kind`` None: photos are photos, the rest files."""

    client_id: str
    contact_id: str | None = None
    visit_id: str | None = None
    gift_id: str | None = None
    kind: AttachmentKind | None = None
    keep_original: bool = False
    only_pictures: bool = False


@dataclass(slots=True)
class Outcome:
    """What became of the files: ids that are kept now, what was refused, and what could not lose its place data."""

    added: list[str] = field(default_factory=list)
    problems: list[KamError] = field(default_factory=list)
    with_traces: list[Prepared] = field(default_factory=list)


@dataclass(slots=True)
class _Job:
    sources: Sequence[Source]
    place: Place
    pasted_name: str
    at: int = 0
    outcome: Outcome = field(default_factory=Outcome)


class _Part(NamedTuple):
    """What one run has read: the files, what was refused, and where the next run begins."""

    prepared: list[Prepared]
    problems: list[KamError]
    at: int


class FileAdder(QObject):
    """``add`` may be called again while it works; every call ends with ``ended``, but not one that is cancelled."""

    ended = Signal(object)  # Outcome

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks

    def add(self, sources: Sequence[Source], place: Place) -> None:
        """Keep these files or pictures."""
        if sources:
            stamp = datetime.now().astimezone().strftime("%Y-%m-%d %H.%M.%S")
            self._run(_Job(tuple(sources), place, self.tr("Pasted {at}.png").format(at=stamp)))

    def _run(self, job: _Job) -> None:
        self._tasks.run(self, partial(_read, job), done=partial(self._keep, job), label=self.tr("Adding files"))

    def _keep(self, job: _Job, part: _Part) -> None:
        job.at = part.at
        job.outcome.problems += part.problems
        if not part.prepared:
            self._go_on(job)
            return
        self._tasks.write(
            self,
            partial(_write, part.prepared, job.place),
            done=partial(self._on_kept, job),
            failed=partial(self._on_refused, job),
            said=self.tr("Files added") if len(part.prepared) > 1 else self.tr("File added"),
        )

    def _on_kept(self, job: _Job, kept: Outcome) -> None:
        job.outcome.added += kept.added
        job.outcome.problems += kept.problems
        job.outcome.with_traces += kept.with_traces
        self._go_on(job)

    def _on_refused(self, job: _Job, error: KamError) -> None:
        job.outcome.problems += error.params.get("problems", [error])
        self._go_on(job)

    def _go_on(self, job: _Job) -> None:
        if job.at < len(job.sources):
            self._run(job)
        else:
            self.ended.emit(job.outcome)


class _NoneKept(KamError):
    """Every file of a part was refused; rolls back the empty transaction so that nothing is said to be added."""


def _read(job: _Job, progress: Progress, is_cancelled: IsCancelled) -> _Part:
    """On a worker: as many files as may be held in memory at once."""
    part = _Part([], [], job.at)
    at, size = job.at, 0
    while at < len(job.sources) and size < _AT_ONCE:
        if is_cancelled():
            raise Cancelled("cancelled")
        source = job.sources[at]
        progress(at, len(job.sources), job.pasted_name if isinstance(source, QImage) else source.name)
        try:
            part.prepared.append(_prepared(source, job))
            size += len(part.prepared[-1].content)
        except KamError as error:
            part.problems.append(error)
        at += 1
    return part._replace(at=at)


def _prepared(source: Source, job: _Job) -> Prepared:
    place = job.place
    if isinstance(source, QImage):
        return attachments.prepare(as_png(source), name=job.pasted_name, keep_original=place.keep_original)
    made = attachments.prepare(source, keep_original=place.keep_original)
    if place.only_pictures and not made.is_picture:
        raise FileError("photo.unreadable", path=made.name)
    return made


def _write(prepared: Sequence[Prepared], place: Place, session: Any) -> Outcome:
    outcome = Outcome()
    for made in prepared:
        try:
            done = attachments.add(
                session, made, client_id=place.client_id, contact_id=place.contact_id, visit_id=place.visit_id,
                gift_id=place.gift_id, kind=place.kind,
            )  # fmt: skip
        except KamError as error:
            outcome.problems.append(error)
            continue
        outcome.added.append(done.id)
        if made.has_traces and not place.keep_original:
            outcome.with_traces.append(made)
    if not outcome.added:
        raise _NoneKept("attachment.none_kept", problems=outcome.problems)
    return outcome
