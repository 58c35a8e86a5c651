"""What the program does when nobody waits: the day's plan, the search index, the daily backup.

Nothing of it begins before the first page is painted.
"""

import gc
import time
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer

from kam_desktop import runtime
from kam_desktop.core.errors import KamError
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.ui import labels
from kam_desktop.ui.tasks import Tasks

_ROLL_MINUTES: Final = 10
_IDLE_MS: Final = 1_500  # after the last change
_BACKUP_MS: Final = 3_000
_FEED_SECONDS: Final = 300  # the calendar file for the phone is rewritten no more often, and at closing
_FEED_AT_CLOSING: Final = 3.0  # seconds
#: changes that the calendar file tells of
_FED: Final = frozenset({Entity.TOUCH, Entity.CLIENT, Entity.CONTACT, Entity.OCCASION, Entity.SETTING})


class Chores(QObject):
    """``today_page`` gives the page that makes the plan, None where there is none; ``back_up`` copies the store."""

    def __init__(
        self, tasks: Tasks, today_page: Callable[[], Any], back_up: Callable[[], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tasks, self._today_page, self._back_up = tasks, today_page, back_up
        self.has_begun = False
        self._has_waste = True  # the day's plan leaves some, and each long run
        self._has_new_clients = False  # an import may have brought more than the day's backup holds
        self._has_settled = False  # the first idle time is over
        self._taken = 0  # steps in a row by which the search index took rows in
        self._is_feed_stale = True  # the calendar file may tell of a day before
        self._feed_took = 0.0
        self._has_feed_failed = False
        self._fed_at = -float(_FEED_SECONDS)
        self._clock = QTimer(self)
        self._clock.setInterval(_ROLL_MINUTES * 60_000)
        self._clock.timeout.connect(self._roll)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._tidy)
        tasks.data_changed.connect(self._on_changed)
        tasks.run_ended.connect(self._on_run_ended)

    def _on_changed(self, entities: frozenset[Entity]) -> None:
        self._is_feed_stale = self._is_feed_stale or bool(entities & _FED)
        self._has_new_clients = self._has_new_clients or Entity.CLIENT in entities
        self._idle.start(_IDLE_MS)

    def _on_run_ended(self, _run: object) -> None:
        self._has_waste = True

    def begin(self) -> None:
        """The first page is painted. Only the first call counts."""
        if not self.has_begun:
            self.has_begun = True
            runtime.share_memory()
            runtime.share_time()
            gc.set_threshold(20_000, 20, 20)  # no looking for waste at the start
            self._clock.start()
            self._idle.start(_IDLE_MS)
            QTimer.singleShot(_BACKUP_MS, self, self._back_up)

    def stop(self) -> None:
        """Nothing new begins."""
        self.has_begun = True
        self._clock.stop()
        self._idle.stop()
        runtime.let_go()

    def _roll(self) -> None:
        """After sleep and at midnight: a new day wants its plan."""
        page = self._today_page()
        if page is not None:
            page.rolling.roll()

    def _tidy(self) -> None:
        """The search index takes in what an import left, then merges, in steps so short that no save waits."""
        if self._tasks.is_in_parts:  # this would hold up what goes on there
            self._idle.start(_IDLE_MS)
            return
        taken = self._taken

        def work(session: Any) -> int | None:
            from kam_desktop.core import indexing

            return indexing.step(session, taken)

        self._tasks.write(self, work, done=self._on_step)

    def _on_step(self, taken: int | None) -> None:
        self._taken = taken or 0
        self._tasks.fold(self, is_writing=taken is not None)
        if taken is not None:
            self._idle.start(0)
            return
        if not self._has_settled:
            self._has_settled = True
            runtime.keep_what_is_made()
        self._plan_rest()

    def _plan_rest(self) -> None:
        """A change of many clients left its plan for when nobody waits."""
        page, today = self._today_page(), runtime.today()
        if page is None:
            return

        def work(session: Any) -> bool:
            from kam_desktop.core import touches

            return touches.is_to_plan(session, today=today)

        self._tasks.read(page, work, done=self._on_looked)

    def _on_looked(self, is_open: bool) -> None:
        page = self._today_page()
        if is_open and page is not None and not page.rolling.is_on:
            page.rolling.roll(again=True)
        elif not is_open:
            self._give_back()
            self._feed()
            self._copy_anew()

    def _give_back(self) -> None:
        if self._has_waste:
            self._has_waste = False
            runtime.give_back_memory()

    def _copy_anew(self) -> None:
        """The day's backup may be of an empty store: what a first import brought is not left to the next day."""
        if self._has_new_clients and self.has_begun:
            self._has_new_clients = False
            self._back_up()

    def _feed(self) -> None:
        """What stands is planned: the calendar file that a phone reads follows."""
        if not self._is_feed_stale or time.monotonic() - self._fed_at < _FEED_SECONDS:
            return
        self._fed_at, self._is_feed_stale = time.monotonic(), False
        self._tasks.read(self, write_feed, done=self._on_fed, failed=self._on_feed_failed)

    def _on_fed(self, seconds: float) -> None:
        self._feed_took = seconds

    def wants_feed_at_closing(self) -> bool:
        """Whether the file tells less than is known; nobody waits long for it: else it is done at the next start."""
        return self._is_feed_stale and self._feed_took < _FEED_AT_CLOSING

    def _on_feed_failed(self, error: KamError) -> None:
        """A folder that is out of reach is told once; it may be there at closing."""
        self._is_feed_stale = True
        if not self._has_feed_failed:
            self._has_feed_failed = True
            self._tasks.refused.emit(error)


def write_feed(session: Any) -> float:
    """Rewrite the calendar file, where there is to be one; gives the seconds it took."""
    from kam_desktop.exchange import subscription

    began = time.monotonic()
    subscription.write(session, lang=labels.language(), today=runtime.today())
    return time.monotonic() - began
