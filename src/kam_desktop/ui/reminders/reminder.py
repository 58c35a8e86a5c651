"""The clock of the reminders: looks every few minutes, tells what fell due, leaves the rest in the inbox."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, time
from pathlib import Path
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from kam_desktop.core import reminders
from kam_desktop.core.errors import KamError
from kam_desktop.core.rules import reminding
from kam_desktop.core.rules.quiet import is_quiet
from kam_desktop.ui.tasks import Tasks

LOOK_MINUTES: Final = 5  # shorter than what counts as away


class _Seen(NamedTuple):
    coming: list[tuple[datetime, int]]
    inbox: int
    quiet: tuple[time, time]


def wall_clock() -> datetime:
    """The user's own clock; instants of reminders are kept in it."""
    return datetime.now()  # noqa: DTZ005  the user's own wall clock is meant


class Reminder(QObject):
    """``fell_due`` tells how many touches fell due now; ``inbox_changed`` how many wait in the inbox."""

    fell_due = Signal(int)
    inbox_changed = Signal(int)

    def __init__(self, tasks: Tasks, folder: Path, parent: QObject, clock: Callable[[], datetime] = wall_clock) -> None:
        super().__init__(parent)
        self._tasks, self._folder, self._clock = tasks, folder, clock
        self._told: datetime | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look now, and from now on."""
        self._told = self._told or self._clock()
        self.look()

    def stop(self) -> None:
        """No more looking."""
        self._timer.stop()

    def look(self) -> None:
        """Once: what fell due since, in the inbox what was missed, the next instants into the file."""
        self._timer.start(LOOK_MINUTES * 60_000)
        now = self._clock()
        after = min(self._told or now, now)

        def work(session: Any) -> None:
            reminders.look(session, now=now)

        def read(session: Any) -> _Seen:
            waiting = reminders.inbox(session, limit=1)
            return _Seen(
                reminders.coming(session, after=after), waiting.total if waiting else 0, reminders.quiet_hours(session)
            )

        def show(_noted: None) -> None:
            self._tasks.read(self, read, done=lambda seen: self._tell(seen, after, now))

        self._tasks.write(self, work, done=show, failed=_ignore)

    def _tell(self, seen: _Seen, after: datetime, now: datetime) -> None:
        quiet_from, quiet_until = seen.quiet
        telling = reminding.tell(seen.coming, last=after, now=now, quiet_from=quiet_from, quiet_until=quiet_until)
        if not is_quiet(now.time(), quiet_from, quiet_until):
            self._told = now
        with suppress(OSError):  # held by a scanner, or a full disk: the next look writes it
            reminders.keep_file(self._folder, [at for at, _ in seen.coming if at > now])
        self.inbox_changed.emit(seen.inbox)
        if telling.due:
            self.fell_due.emit(telling.due)
        if telling.next_at is not None:
            wait = max(int((telling.next_at - now).total_seconds() * 1000), 1_000)
            self._timer.start(min(wait, LOOK_MINUTES * 60_000))


def _ignore(_error: KamError) -> None:
    """A look that failed is made again in a few minutes; whoever saves hears of a full disk."""


class LockedReminder(QObject):
    """While the store is locked: instants from the file beside it, and never more than how many."""

    fell_due = Signal(int)

    def __init__(self, folder: Path, parent: QObject, clock: Callable[[], datetime] = wall_clock) -> None:
        super().__init__(parent)
        self._folder, self._clock, self._told = folder, clock, clock()
        self._timer = QTimer(self)
        self._timer.setInterval(60_000)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Once: what fell due since the last look."""
        now = self._clock()
        instants = [(each, 1) for each in reminders.read_file(self._folder)]
        telling = reminding.tell(instants, last=self._told, now=now)
        if not is_quiet(now.time()):
            self._told = now
        if telling.due:
            self.fell_due.emit(telling.due)
