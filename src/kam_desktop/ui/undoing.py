"""Undo and redo of the open window: what was saved in this sitting, taken back and brought back."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, Signal

from kam_desktop import runtime
from kam_desktop.core.identity import now
from kam_desktop.ui.page import Page
from kam_desktop.ui.tasks import Notice, Tasks
from kam_desktop.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from kam_desktop.core.history import Undone


class Undoing(QObject):
    """``messages`` gives the message bar of the window in front."""

    turned = Signal(str, bool)  # a batch, and whether it is undone now

    def __init__(self, tasks: Tasks, messages: Callable[[], MessageBar], parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._messages, self._since = tasks, messages, now()

    def tell(self, notice: Notice) -> None:
        """Something was saved; Ctrl+Z takes it back."""
        act = partial(self._take_back, notice.batch_id)
        self._messages().done(notice.text, action=self.tr("Undo"), keys="Ctrl+Z", act=act)

    def of(self, make: Callable[[], Page]) -> Callable[[], Page]:
        """A page with a button of its own: ``undo_asked`` names the batch, ``show_undone`` is told of each."""

        def made() -> Page:
            page: Any = make()
            page.undo_asked.connect(self._take_back)
            self.turned.connect(page.show_undone)
            return cast("Page", page)

        return made

    def undo_last(self) -> None:
        """Ctrl+Z when no message offers it: the newest save that can be taken back."""

        def work(session: Any) -> "Undone | None":
            from kam_desktop.core import history

            return _undone(session, history.last_batch(session, since=self._since))

        self._tasks.write(self, work, done=self._tell_undone)

    def redo_last(self) -> None:
        """Ctrl+Y when no message offers it: what was undone last, for as long as nothing else was saved since."""

        def work(session: Any) -> "Undone | None":
            from kam_desktop.core import history

            return _undone(session, history.last_undone(session, since=self._since))

        self._tasks.write(self, work, done=self._tell_redone)

    def _take_back(self, batch_id: str | None) -> None:
        self._tasks.write(self, partial(_undo, batch_id), done=self._tell_undone)

    def _tell_undone(self, undone: "Undone | None") -> None:
        """Ctrl+Y brings it back; Ctrl+Z goes further back instead."""
        if undone is None:
            self._messages().info(self.tr("Nothing to undo"))
            return
        text = self.tr("Undone")
        if undone.along:
            text = self.tr(
                "Undone, and with the clients %n entries that came since: Bring back shows them again, importing anew does not",
                "", undone.along,
            )  # fmt: skip
        self.turned.emit(undone.first, True)
        again = partial(self._bring_back, undone.batch_id)
        self._messages().done(text, action=self.tr("Bring back"), keys="Ctrl+Y", act=again)

    def _bring_back(self, batch_id: str) -> None:
        self._tasks.write(self, partial(_undo, batch_id), done=self._tell_redone)

    def _tell_redone(self, redone: "Undone | None") -> None:
        if redone is None:
            self._messages().info(self.tr("Nothing to bring back"))
        else:
            self.turned.emit(redone.first, False)
            self._messages().done(self.tr("Brought back"))


def _undone(session: Any, batch: Any) -> "Undone | None":
    return None if batch is None else _undo(batch.id, session)


def _undo(batch_id: str | None, session: Any) -> "Undone":
    from kam_desktop.core import history

    return history.undo(session, batch_id or "", today=runtime.today())
