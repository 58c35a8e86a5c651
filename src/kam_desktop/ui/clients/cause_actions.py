"""What one does with occasions and favours on a client's page: the entries, and the small question what came of it."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kam_desktop import runtime
from kam_desktop.core import favours, occasions
from kam_desktop.core.errors import KamError
from kam_desktop.core.favours import FavourRow
from kam_desktop.core.occasions import OccasionRow
from kam_desktop.core.timeline_facts import Fact, Line
from kam_desktop.ui import labels
from kam_desktop.ui.clients.client_causes import CauseList
from kam_desktop.ui.entries.asking import ResultPopover
from kam_desktop.ui.entries.cause_entry import CauseEntry
from kam_desktop.ui.entries.favour_entry import FavourEntry
from kam_desktop.ui.entries.occasion_entry import OccasionEntry
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.popover import Popover


class CauseActions(QObject):
    """``client_id`` is the client that the page shows now; ``opening`` says that an entry is about to be seen."""

    opening = Signal()

    def __init__(self, tasks: Tasks, page: QWidget, shown: CauseList) -> None:
        super().__init__(page)
        self._tasks, self._page = tasks, page
        self.client_id = ""
        self.occasion, self.favour = OccasionEntry(tasks, page), FavourEntry(tasks, page)
        shown.add_occasion.clicked.connect(lambda: self.add_occasion())
        shown.add_favour.clicked.connect(lambda: self.add_favour())
        shown.occasion_opened.connect(partial(self._open, self.occasion))
        shown.favour_opened.connect(partial(self._open, self.favour))
        shown.occasion_removed.connect(self._remove_occasion)
        shown.favour_removed.connect(self._remove_favour)
        shown.done_asked.connect(self._ask_done)
        shown.even_asked.connect(self._ask_even)

    @property
    def entries(self) -> tuple[CauseEntry, CauseEntry]:
        """Both entries."""
        return self.occasion, self.favour

    def close_entries(self) -> bool:
        """Close what is open and keep what was typed; False when nothing was."""
        closed = [entry.close_entry() for entry in self.entries]
        return any(closed)

    def save(self) -> bool:
        """Save what is being written; False when nothing is."""
        writing = [entry for entry in self.entries if entry.holds_focus]
        for entry in writing:
            entry.save()
        return bool(writing)

    def add_occasion(self) -> None:
        """O."""
        self._open(self.occasion)

    def add_favour(self) -> None:
        """F."""
        self._open(self.favour)

    def open_line(self, line: Line) -> None:
        """An occasion or a favour of the timeline."""
        self._open(self.occasion if line.fact is Fact.OCCASION else self.favour, line.id)

    def remove_line(self, line: Line) -> None:
        """Delete on the timeline."""
        if line.fact is Fact.OCCASION:
            self._take_off(occasions.remove, line.id, self.tr("Occasion removed: {what}"), line.title)
        else:
            self._take_off(favours.remove, line.id, self.tr("Favour removed: {what}"), line.title)

    def _open(self, entry: CauseEntry, row_id: str = "") -> None:
        for other in self.entries:
            if other is not entry:
                other.close_entry()
        self.opening.emit()
        entry.open(self.client_id, row_id)

    def _remove_occasion(self, row: OccasionRow) -> None:
        self._take_off(occasions.remove, row.id, self.tr("Occasion removed: {what}"), row.title)

    def _remove_favour(self, row: FavourRow) -> None:
        self._take_off(favours.remove, row.id, self.tr("Favour removed: {what}"), row.what)

    def _take_off(self, remove: Any, row_id: str, said: str, what: str) -> None:
        today = runtime.today()
        self._tasks.write(self, lambda session: remove(session, row_id, today=today), said=said.format(what=what[:80]))

    def _ask_done(self, row: FavourRow, button: QWidget) -> None:
        said = self.tr("Done: {what}").format(what=row.what[:80])
        self._ask(ResultPopover(self._page, button, said, self.tr("Done")), favours.do, row, said)

    def _ask_even(self, row: FavourRow, button: QWidget) -> None:
        said = self.tr("Evened out: {what}").format(what=row.what[:80])
        self._ask(ResultPopover(self._page, button, said, self.tr("Evened out")), favours.even, row, said)

    def _ask(self, popover: ResultPopover, settle: Any, row: FavourRow, said: str) -> None:
        today = runtime.today()
        popover.chosen.connect(
            lambda result: self._tasks.write(
                popover, lambda session: settle(session, row.id, today=today, result=result), said=said,
                done=lambda _: popover.dismiss(), failed=partial(self._on_refused, popover),
            )
        )  # fmt: skip

    def _on_refused(self, popover: Popover, error: KamError) -> None:
        popover.show_error(labels.sentence(error))
