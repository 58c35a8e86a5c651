"""The clock of the reminders: looks every few minutes, tells what fell due, leaves the rest in the inbox."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from kam_desktop.core import reminders
from kam_desktop.core.errors import KamError
from kam_desktop.core.rules import reminding
from kam_desktop.core.rules.hours import is_quiet
from kam_desktop.ui.tasks import Tasks

LOOK_MINUTES: Final = 5  # shorter than what counts as away


class _Seen(NamedTuple):
    instants: list[datetime]
    last: datetime
    inbox: int


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
        self._timer.setInterval(LOOK_MINUTES * 60_000)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look now, and from now on."""
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """No more looking."""
        self._timer.stop()

    def look(self) -> None:
        """Once: what fell due since, in the inbox what was missed, the next instants into the file."""
        now, folder = self._clock(), self._folder

        def work(session: Any) -> _Seen:
            seen = reminders.look(session, now=now)
            after = self._told or now
            instants = reminders.coming(session, after=min(seen, after))
            waiting = reminders.inbox(session, limit=1)
            reminders.keep_file(folder, [each for each in instants if each > now][:20])
            return _Seen(instants, after, waiting.total if waiting else 0)

        self._tasks.write(self, work, done=lambda seen: self._tell(seen, now), failed=_ignore)

    def _tell(self, seen: _Seen, now: datetime) -> None:
        telling = reminding.tell(seen.instants, last=seen.last, now=now)
        if not is_quiet(now.time()):
            self._told = now
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
        telling = reminding.tell(reminders.read_file(self._folder), last=self._told, now=now)
        if not is_quiet(now.time()):
            self._told = now
        if telling.due:
            self.fell_due.emit(telling.due)
