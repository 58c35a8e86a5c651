"""What the program does when nobody waits: the day's plan, the search index, the daily backup.

Nothing of it begins before the first page is painted.
"""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer

from kam_desktop import runtime
from kam_desktop.ui.tasks import Tasks

_ROLL_MINUTES: Final = 10
_IDLE_MS: Final = 1_500  # after the last change
_BACKUP_MS: Final = 3_000


class Chores(QObject):
    """``today_page`` gives the page that makes the plan, None where there is none; ``back_up`` copies the store."""

    def __init__(
        self, tasks: Tasks, today_page: Callable[[], Any], back_up: Callable[[], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tasks, self._today_page, self._back_up = tasks, today_page, back_up
        self.has_begun = False
        self._clock = QTimer(self)
        self._clock.setInterval(_ROLL_MINUTES * 60_000)
        self._clock.timeout.connect(self._roll)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._tidy)
        tasks.data_changed.connect(lambda _entities: self._idle.start(_IDLE_MS))

    def begin(self) -> None:
        """The first page is painted. Only the first call counts."""
        if not self.has_begun:
            self.has_begun = True
            runtime.share_memory()
            self._clock.start()
            self._idle.start(_IDLE_MS)
            QTimer.singleShot(_BACKUP_MS, self, self._back_up)

    def stop(self) -> None:
        """Nothing new begins."""
        self.has_begun = True
        self._clock.stop()
        self._idle.stop()

    def _roll(self) -> None:
        """After sleep and at midnight: a new day wants its plan."""
        page = self._today_page()
        if page is not None:
            page.roll()

    def _tidy(self) -> None:
        """The search index takes in what an import left, then merges, in steps so short that no save waits."""

        def work(session: Any) -> bool:
            from kam_desktop.core import indexing

            return bool(indexing.drain(session)) or indexing.tidy(session)

        self._tasks.write(self, work, done=lambda has_more: self._idle.start(0) if has_more else self._plan_rest())

    def _plan_rest(self) -> None:
        """A change of many clients left its plan for when nobody waits."""
        page, today = self._today_page(), runtime.today()
        if page is None:
            return

        def work(session: Any) -> bool:
            from kam_desktop.core import touches

            return bool(touches.still_to_plan(session, today=today))

        self._tasks.read(
            page, work, done=lambda is_open: page.roll(again=True) if is_open and not page.is_rolling else None
        )
