"""Handing private copies to other programs, and noticing when one was changed there: that is not kept."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from kam_desktop.core import attachments, temporary_copies
from kam_desktop.core.attachments import FileRow
from kam_desktop.core.errors import Refused
from kam_desktop.core.temporary_copies import Copy
from kam_desktop.ui.tasks import Notice, Tasks


class FileOpener(QObject):
    """Keeps which copies were handed out; the store wipes them all when it is closed."""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._copies: dict[str, tuple[str, Copy]] = {}
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.applicationStateChanged.connect(self._on_state)

    def open(self, row: FileRow) -> None:
        """Show a file in the program that the system has for it."""
        known = self._copies.get(row.id)
        self._tasks.read(self, partial(_copy, row.id, known[1] if known else None), done=partial(self._hand_over, row))

    def look(self) -> None:
        """Ask whether a copy was changed; called when the window comes to the front again."""
        if self._copies:
            copies = dict(self._copies)
            self._tasks.read(self, lambda _session: _changed(copies), done=self._on_changed)

    def _hand_over(self, row: FileRow, copy: Copy) -> None:
        self._copies[row.id] = (row.name, copy)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy.path))):
            self._tasks.refused.emit(Refused("attachment.no_program", name=row.name))

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.look()

    def _on_changed(self, changed: Sequence[str]) -> None:
        for row_id in changed:
            name, _copy_of = self._copies.pop(row_id, ("", None))
            if name:
                text = self.tr(
                    "What was changed in the copy of {name} is not kept; save it elsewhere and add it again."
                )
                self._tasks.told.emit(Notice(text.format(name=name), None))


def _copy(row_id: str, known: Copy | None, session: Any) -> Copy:
    """The copy that is there already when nobody has changed it, else a new one."""
    if known is not None and temporary_copies.is_there(known) and not temporary_copies.is_changed(known):
        return known
    return attachments.open_copy(session, row_id)


def _changed(copies: dict[str, tuple[str, Copy]]) -> list[str]:
    is_changed: Callable[[Copy], bool] = temporary_copies.is_changed
    return [row_id for row_id, (_name, copy) in copies.items() if is_changed(copy)]
