"""Once a day the plan is made anew, some clients at a time: what a person saves meanwhile comes in between."""

from datetime import date
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject

from kam_desktop import runtime
from kam_desktop.core.errors import KamError
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.progress import LoadingLine

PLANNED_AT_ONCE: Final = 500  # clients; about a third of a second


class Rolling(QObject):
    """Belongs to Today, whose line of loading tells of it."""

    def __init__(self, tasks: Tasks, loading: LoadingLine, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._loading = tasks, loading
        self._rolled_on: date | None = None
        self.is_on = False  # the plan is being made anew, part by part

    def roll(self, *, again: bool = False) -> None:
        """Begin, once a day; ``again`` is for a change of so many clients that their plan was left for later."""
        today = runtime.today()
        if self._rolled_on == today and not again:
            return
        self._rolled_on, self.is_on = today, True
        self._loading.start()

        def work(session: Any) -> tuple[list[str], str]:
            from kam_desktop.core import touches

            return touches.still_to_plan(session, today=today), touches.wanted(session)

        self._tasks.read(
            self, work, done=lambda found: self._roll_part(*found, today), failed=self._on_failed, after_writes=True
        )

    def _roll_part(self, ids: list[str], since: str, today: date) -> None:
        part, rest = ids[:PLANNED_AT_ONCE], ids[PLANNED_AT_ONCE:]
        if not part:
            self.is_on = False
            self._loading.stop()
            return

        def work(session: Any) -> None:
            from kam_desktop.core import in_parts, touches

            in_parts.plan(session, part, today=today)
            if not rest:
                touches.set_planned(session, today=today, since=since)

        done = partial(self._roll_part, rest, since, today)
        self._tasks.write(self, work, done=lambda _done: done(), failed=self._on_failed, in_parts=True)

    def spread(self) -> None:
        """Give what is late days to come; Undo takes it back."""
        today = runtime.today()

        def work(session: Any) -> int:
            from kam_desktop.core import catching_up

            return catching_up.spread(session, today=today)

        self._tasks.write(self, work, said=self._said_spread)

    def _said_spread(self, number: int) -> str:
        return self.tr("%n late touch(es) spread over days to come.", "", number)

    def _on_failed(self, error: KamError) -> None:
        self._rolled_on, self.is_on = None, False
        self._loading.stop()
        self._tasks.refused.emit(error)
