"""Saves what is typed into a page soon after the last key, and says when (D-6.6).

What is saved, and whose it is, is taken when it is asked for: the page may show something else before the writer comes
to it. Where it was changed elsewhere meanwhile both texts are kept.
"""

from collections import Counter
from collections.abc import Callable, Hashable
from datetime import datetime
from functools import partial
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from kam_desktop.core.errors import Conflict, KamError
from kam_desktop.ui import labels
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.texts import PlainLabel

_WAIT_MS: Final = 600


class Work(NamedTuple):
    """A text as it stands: whose it is, and how it is saved over the revision that was read, or joined to another."""

    key: Hashable
    save: Callable[[Any, int], int]  # in a session; takes and gives the revision; raises Conflict
    unite: Callable[[Any], object]  # in a session


class Autosave(QObject):
    """``work()`` gives what is to be saved now, or None; ``saved(key, is_united)`` follows, or ``failed(error)``."""

    saved = Signal(object, bool)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, page: QWidget, work: Callable[[], Work | None]) -> None:
        super().__init__(page)
        self._tasks, self._work = tasks, work
        self._newest: dict[Hashable, Work] = {}
        self._revisions: dict[Hashable, int] = {}
        self._due: Counter[Hashable] = Counter()
        self.label = PlainLabel("", page, face="label", role="muted")
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._timer.timeout.connect(self.flush)

    def note_read(self, key: Hashable, revision: int) -> None:
        """What is shown was read at this revision."""
        self._revisions[key] = revision

    def revision(self, key: Hashable) -> int:
        """The revision that is known of it; 0 where nothing is kept yet."""
        return self._revisions.get(key, 0)

    def start(self) -> None:
        """Something was typed."""
        self._timer.start()

    def is_due(self, key: Hashable = None) -> bool:
        """Whether something typed, of ``key`` where one is named, is not on the disk yet."""
        return self._timer.isActive() or (self._due[key] > 0 if key is not None else self._due.total() > 0)

    def flush(self) -> None:
        """Have it saved now, behind the writes that were asked for before."""
        self._timer.stop()
        work = self._work()
        if work is None:
            return
        self._newest[work.key] = work
        self._due[work.key] += 1
        self._tasks.write(
            self, partial(_save, work.key, self._newest, self._revisions), done=partial(self._on_saved, work.key),
            failed=self._on_failed, finished=partial(self._on_finished, work.key),
        )  # fmt: skip

    def flush_if_due(self) -> None:
        """Before the page turns to something else."""
        if self._timer.isActive():
            self.flush()

    def _on_saved(self, key: Hashable, is_united: bool) -> None:
        self.label.set_role("danger" if is_united else "muted")
        self.label.setText(
            self.tr("Changed elsewhere meanwhile; both texts are kept")
            if is_united
            else self.tr("Saved at {time}").format(time=f"{datetime.now().astimezone():%H:%M}")
        )
        QTimer.singleShot(0, self, lambda: self.saved.emit(key, is_united))  # when it is no longer due

    def _on_failed(self, error: KamError) -> None:
        self.label.set_role("danger")
        self.label.setText(labels.sentence(error))
        self.failed.emit(error)

    def _on_finished(self, key: Hashable) -> None:
        self._due[key] -= 1


def _save(key: Hashable, newest: dict[Hashable, Work], revisions: dict[Hashable, int], session: Any) -> bool:
    """On the writer's thread: the newest text of ``key``, unless it is saved by now; says whether two were joined.

    The revision stays the old one after that, so that nothing is saved over the other text before it was shown.
    """
    work = newest.pop(key, None)
    if work is None:
        return False
    try:
        revisions[key] = work.save(session, revisions.get(key, 0))
    except Conflict:
        work.unite(session)
        return True
    return False
