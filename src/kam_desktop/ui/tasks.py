"""The only door to work in the background: writes in order on one thread, reads and long runs on pools.

Functions run away from the window and never touch it; ``done`` and ``failed`` are called on the main thread,
and not at all when their owner is gone by then. The worker holds a number, never a widget: what a caller
passed in is dropped on the main thread.
"""

import threading
import time
import weakref
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from functools import partial
from itertools import count
from typing import Any, Final, NamedTuple, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from kam_desktop import runtime
from kam_desktop.core import stops
from kam_desktop.core.errors import Cancelled, KamError
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.core.stops import Stop

T = TypeVar("T")
Failed = Callable[[KamError], None]
Progress = Callable[[int, int, str], None]
IsCancelled = Callable[[], bool]
_READERS: Final = 3
_RUNNERS: Final = 2
_PROGRESS_SECONDS: Final = 0.05
_AT_WORK_SECONDS: Final = 10  # after a read or save beside a long write: as long as somebody is thought to be at work


class Store(Protocol):
    """What this door needs of a database; the real one is ``core.store.database``."""

    def write(self, fn: Callable[[Any], T]) -> tuple[T, frozenset[Entity], str | None]:
        """Run ``fn(session)`` in one transaction and commit: the value, what changed, the batch to undo."""
        ...

    def write_in_parts(
        self, fn: Callable[[Any], T], between: Callable[[], bool], is_awaited: Callable[[], bool]
    ) -> tuple[T, frozenset[Entity], str | None]:
        """``write`` in several transactions, with ``between()`` after each, the sooner if ``is_awaited()``."""
        ...

    def read(self, fn: Callable[[Any], T], *, stop: Any = None) -> T:
        """Run ``fn(session)`` on a snapshot; ``stop`` ends it from another thread."""
        ...

    def read_plain(self, fn: Callable[[Any], T]) -> T:
        """Run ``fn(snapshot)``: SQL alone, for what is painted first."""
        ...

    def fold(self, *, is_writing: bool = False) -> bool:
        """Copy the log of what was written into the file; whether it was long enough for that."""
        ...


class Run:
    """A long run as the message bar sees it: what it is called, how far it is, and a way to stop it."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.count = 0
        self.total = 0
        self.text = ""
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Ask the function to stop; it looks at ``is_cancelled()`` between its steps."""
        self._cancelled.set()

    def is_cancelled(self) -> bool:
        """Whether somebody asked."""
        return self._cancelled.is_set()


class _Job(NamedTuple):
    """All that belongs to one call; lives in ``Tasks._jobs`` from the call until its answer."""

    work: Callable[[], tuple[Any, frozenset[Entity], str | None]]
    owner: Callable[[], QObject | None]
    done: Callable[[Any], None] | None
    failed: Failed | None
    finished: Callable[[], None] | None
    run: Run | None = None
    said: "str | Callable[[Any], str]" = ""


class Notice(NamedTuple):
    """What a write has to say to its person; ``batch_id`` is what Undo takes back.

    Where nothing was done ``is_done`` is false: it is only to be known.
    """

    text: str
    batch_id: str | None
    is_done: bool = True


class _Answer(NamedTuple):
    token: int
    value: Any = None
    changed: frozenset[Entity] = frozenset()
    batch_id: str | None = None
    error: BaseException | None = None


class Tasks(QObject):
    """Made once, on the main thread, with the open store (None: only ``run``); ``close()`` before the store is closed."""

    data_changed = Signal(frozenset)  # of Entity, after each write that touched something
    told = Signal(object)  # Notice
    refused = Signal(object)  # a KamError nobody took
    unexpected = Signal(object)  # an Exception that is a bug; logged already
    run_started = Signal(object)  # Run
    run_progressed = Signal(object)  # Run
    run_ended = Signal(object)  # Run
    _answered = Signal(object)
    _progressed = Signal(int)

    def __init__(self, store: Store | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._opened = store
        self._jobs: dict[int, _Job] = {}
        self._tokens = count(1)
        self._writer = ThreadPoolExecutor(1, "writer")
        self._waiting: deque[int] = deque()  # for their turn on it
        self._turns = threading.Lock()
        self._readers = ThreadPoolExecutor(_READERS, "reader")
        self._runners = ThreadPoolExecutor(_RUNNERS, "runner")
        self._newest: weakref.WeakKeyDictionary[QObject, Stop] = weakref.WeakKeyDictionary()
        self._is_closed = False
        self._asked_at = float("-inf")  # when the last short read or write was asked for
        self.is_in_parts = False  # a long write goes on, with others in between
        self._answered.connect(self._on_answer, Qt.ConnectionType.QueuedConnection)
        self._progressed.connect(self._on_progress, Qt.ConnectionType.QueuedConnection)

    @property
    def _store(self) -> Store:
        if self._opened is None:
            raise RuntimeError("no store is open")
        return self._opened

    def write(
        self,
        owner: QObject,
        fn: Callable[[Any], T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        finished: Callable[[], None] | None = None,
        said: str | Callable[[T], str] = "",
        in_parts: bool = False,
    ) -> None:
        """Run ``fn(session)`` in a transaction; writes happen in the order of these calls.

        ``done(value)`` comes first, then ``data_changed``; ``finished()`` in either case. ``said``, or what it makes
        of the value, is shown in the message bar with Undo. ``in_parts``: wherever ``fn`` pauses, what it wrote can
        stand alone, and the writes that wait go first.
        """

        def work() -> tuple[T, frozenset[Entity], str | None]:
            if in_parts:
                return self._store.write_in_parts(fn, self._write_waiting, self._has_waiting)
            return self._store.write(fn)

        job = _Job(work, weakref.ref(owner), done, failed, finished, said=said)
        self._submit(self._writer, job)

    def read(
        self,
        owner: QObject,
        fn: Callable[[Any], T],
        *,
        done: Callable[[T], None],
        failed: Failed | None = None,
        finished: Callable[[], None] | None = None,
        after_writes: bool = False,
        is_plain: bool = False,
    ) -> None:
        """Run ``fn(session)`` on a reading thread. Answers may come in another order than the calls.

        ``after_writes`` waits its turn behind the writes already asked for, so that it sees them. ``is_plain``
        gives it a snapshot instead: plain SQL, before SQLAlchemy is there.
        """
        store = self._store
        read = store.read_plain if is_plain else store.read
        job = _Job(lambda: (read(fn), frozenset(), None), weakref.ref(owner), done, failed, finished)
        self._submit(self._writer if after_writes else self._readers, job)

    def read_newest(
        self,
        owner: QObject,
        fn: Callable[[Any], T],
        *,
        done: Callable[[T], None],
        finished: Callable[[], None] | None = None,
    ) -> None:
        """``read`` for typing: a newer call of the same owner ends the older one, which is then not answered."""
        older = self._newest.get(owner)
        if older is not None:
            older.ask()
        stop = self._newest[owner] = Stop()

        def tell(value: T) -> None:
            if self._newest.get(owner) is stop:
                done(value)

        work = partial(self._store.read, fn, stop=stop)
        job = _Job(lambda: (work(), frozenset(), None), weakref.ref(owner), tell, None, finished)
        self._submit(self._readers, job)

    def fold(self, owner: QObject, *, is_writing: bool = False) -> None:
        """Spare the saves that come what the store does with its log; nobody waits for it, nor does it hold up any."""
        job = _Job(lambda: self._folded(is_writing=is_writing), weakref.ref(owner), None, None, None)
        self._submit(self._readers, job)

    def _folded(self, *, is_writing: bool) -> tuple[None, frozenset[Entity], None]:
        """Nobody asked for it: what goes wrong (a full disk) is logged, and the next save says it."""
        try:
            self._store.fold(is_writing=is_writing)
        except Exception as error:
            runtime.log_unexpected(error)
        return _nothing()

    def run(
        self,
        owner: QObject,
        fn: Callable[[Progress, IsCancelled], T],
        *,
        done: Callable[[T], None],
        failed: Failed | None = None,
        finished: Callable[[], None] | None = None,
        label: str,
    ) -> Run:
        """Run ``fn(progress, is_cancelled)`` without the store: files, PDFs. ``label`` says what it does."""
        run = Run(label)

        def work(token: int) -> Callable[[], tuple[T, frozenset[Entity], str | None]]:
            return lambda: (fn(self._teller(token, run), run.is_cancelled), frozenset(), None)

        return self._start(self._runners, run, work, _Job(_nothing, weakref.ref(owner), done, failed, finished, run))

    def write_long(
        self,
        owner: QObject,
        fn: Callable[[Any, Progress, IsCancelled], T],
        *,
        done: Callable[[T], None],
        failed: Failed | None = None,
        finished: Callable[[], None] | None = None,
        label: str,
        said: str | Callable[[T], str] = "",
        in_parts: bool = False,
    ) -> Run:
        """``write`` with a count and a cancel, for imports: ``fn(session, progress, is_cancelled)``.

        Raising ``Cancelled`` takes the whole back. ``in_parts``: the writes that wait go first wherever ``fn`` pauses.
        """
        run = Run(label)

        def work(token: int) -> Callable[[], tuple[T, frozenset[Entity], str | None]]:
            tell = self._teller(token, run)

            def whole(session: Any) -> T:
                return fn(session, tell, run.is_cancelled)

            return lambda: self._write_in_parts(whole) if in_parts else self._store.write(whole)

        return self._start(
            self._writer, run, work, _Job(_nothing, weakref.ref(owner), done, failed, finished, run, said)
        )

    def read_long(
        self,
        owner: QObject,
        fn: Callable[[Any, Progress, IsCancelled], T],
        *,
        done: Callable[[T], None],
        failed: Failed | None = None,
        finished: Callable[[], None] | None = None,
        label: str,
    ) -> Run:
        """``read`` with a count and a cancel, for searches through the whole store; writes go on meanwhile."""
        run = Run(label)

        def work(token: int) -> Callable[[], tuple[T, frozenset[Entity], str | None]]:
            tell = self._teller(token, run)
            return lambda: (
                self._store.read(lambda session: fn(session, tell, run.is_cancelled)),
                frozenset(),
                None,
            )

        return self._start(self._readers, run, work, _Job(_nothing, weakref.ref(owner), done, failed, finished, run))

    @property
    def is_running(self) -> bool:
        """Whether long work is on its way."""
        return any(job.run is not None for job in self._jobs.values())

    def close(self) -> None:
        """Stop the long runs, drop waiting reads, and wait until every write is on the disk."""
        self._is_closed = True
        for job in self._jobs.values():
            if job.run is not None:
                job.run.cancel()
        self._writer.shutdown(wait=True)
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._runners.shutdown(wait=True, cancel_futures=True)

    def _start(
        self,
        pool: ThreadPoolExecutor,
        run: Run,
        work: Callable[[int], Callable[[], tuple[Any, frozenset[Entity], str | None]]],
        job: _Job,
    ) -> Run:
        token = next(self._tokens)
        self.run_started.emit(run)
        self._submit(pool, job._replace(work=work(token)), token)
        return run

    def _submit(self, pool: ThreadPoolExecutor, job: _Job, token: int | None = None) -> None:
        if self._is_closed:
            return
        number = next(self._tokens) if token is None else token
        self._jobs[number] = job
        if job.run is None:
            self._asked_at = time.monotonic()
        if pool is not self._writer:
            pool.submit(self._work, number)
            return
        with self._turns:
            self._waiting.append(number)
        pool.submit(self._write_next)

    def _write_next(self) -> None:
        """On the writer's thread: the next write, unless all were done between the parts of a long one."""
        with self._turns:
            number = self._waiting.popleft() if self._waiting else None
        if number is not None:
            self._work(number)

    def _write_in_parts(self, work: Callable[[Any], T]) -> tuple[T, frozenset[Entity], str | None]:
        from kam_desktop.core import in_parts  # with SQLAlchemy

        store: Any = self._store
        self.is_in_parts, self._asked_at = True, float("-inf")  # who began it may well wait for its end
        try:
            return in_parts.write(store, work, self._write_waiting, self._is_awaited)
        finally:
            self.is_in_parts = False

    def _is_awaited(self) -> bool:
        """Whether a short write waits, or is to be expected: who reads now may save next."""
        return time.monotonic() - self._asked_at < _AT_WORK_SECONDS or self._has_waiting()

    def _has_waiting(self) -> bool:
        with self._turns:
            return any(self._jobs[number].run is None for number in self._waiting)

    def _write_waiting(self) -> bool:
        """On the writer's thread, between two parts: the short writes asked for meanwhile; whether there were any."""
        with self._turns:
            short = [number for number in self._waiting if self._jobs[number].run is None]
            self._waiting = deque(number for number in self._waiting if self._jobs[number].run is not None)
        for number in short:
            self._work(number)
        return bool(short)

    def _work(self, token: int) -> None:
        """On a worker's thread. Keeps no reference to the caller's function when it answers."""
        job = self._jobs[token]
        try:
            with nullcontext() if job.run else stops.quick():
                answer = _Answer(token, *job.work())
        except BaseException as error:
            answer = _Answer(token, error=error)
        del job
        self._answered.emit(answer)

    def _teller(self, token: int, run: Run) -> Progress:
        """A progress function for the worker, which passes on at most twenty steps a second."""
        last = 0.0

        def tell(done: int, total: int, text: str = "") -> None:
            nonlocal last
            run.count, run.total, run.text = done, total, text
            now = time.monotonic()
            if now - last >= _PROGRESS_SECONDS or done >= total:
                last = now
                self._progressed.emit(token)

        return tell

    def _on_progress(self, token: int) -> None:
        job = self._jobs.get(token)
        if job is not None and job.run is not None:
            self.run_progressed.emit(job.run)

    def _on_answer(self, answer: _Answer) -> None:
        job = self._jobs.pop(answer.token)
        if job.run is not None:
            self.run_ended.emit(job.run)
        try:
            self._tell(job, answer)
        finally:
            if answer.changed:
                self.data_changed.emit(answer.changed)
            if job.said and answer.error is None:
                said = job.said if isinstance(job.said, str) else job.said(answer.value)
                self.told.emit(Notice(said, answer.batch_id))

    def _tell(self, job: _Job, answer: _Answer) -> None:
        owner = job.owner()
        is_here = owner is not None and shiboken6.isValid(owner)
        if answer.error is not None:
            self._tell_error(job, answer.error, is_here)
        elif is_here and job.done is not None:
            job.done(answer.value)
        if is_here and job.finished is not None:
            job.finished()

    def _tell_error(self, job: _Job, error: BaseException, is_here: bool) -> None:
        if not isinstance(error, KamError):
            runtime.log_unexpected(error)
            self.unexpected.emit(error)
        elif job.failed is not None:
            if is_here:
                job.failed(error)
        elif not isinstance(error, Cancelled):
            self.refused.emit(error)


def _nothing() -> tuple[None, frozenset[Entity], None]:
    return None, frozenset(), None
