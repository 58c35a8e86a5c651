"""What the visit page does to the store, each in one transaction."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QObject

from kam_desktop.core import attachments, drafts, visits
from kam_desktop.core.rules.kinds import AttachmentKind
from kam_desktop.core.visits import VisitDraft
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.visits.facts import VisitFacts
from kam_desktop.ui.widgets.file_adding import FileAdder, Outcome, Place
from kam_desktop.ui.widgets.file_drop import Source


def save(session: Any, facts: VisitFacts, draft: VisitDraft, *, is_plan: bool, submits: bool, today: date) -> str:
    """Plan, report or report and hand in, all or nothing; the kept draft is done with. Returns the id."""
    if is_plan:
        made = facts.visit_id or visits.plan(session, draft, today=today)
        if facts.visit_id:
            visits.revise(session, facts.visit_id, draft, today=today)
    else:
        made = visits.record(session, draft, today=today, visit_id=facts.visit_id or None)
    if submits:
        visits.submit(session, made)
    drafts.drop(session, facts.key)
    return made


def cancel(session: Any, facts: VisitFacts, reason: str, today: date) -> None:
    """Call a plan off, with its draft."""
    visits.cancel(session, facts.visit_id, reason=reason, today=today)
    drafts.drop(session, facts.key)


class PhotoStore(QObject):
    """Reads photo files in the background and keeps them with their visit."""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._adder = FileAdder(tasks, self)
        self._adder.ended.connect(self._on_added)

    def add(self, client_id: str, visit_id: str, photos: Sequence[Source]) -> None:
        """Each file is made small and loses the place it was taken at (D-2.7)."""
        place = Place(client_id, visit_id=visit_id, kind=AttachmentKind.PHOTO, only_pictures=True)
        self._adder.add(photos, place)

    def drop(self, photo_id: str) -> None:
        """Undo brings it back."""
        self._tasks.write(self, lambda session: attachments.remove(session, photo_id), said=self.tr("Photo removed"))

    def set_caption(self, photo_id: str, text: str) -> None:
        """The words below it in the report."""
        self._tasks.write(
            self, lambda session: attachments.set_caption(session, photo_id, text), said=self.tr("Caption kept")
        )

    def _on_added(self, outcome: Outcome) -> None:
        for error in outcome.problems:
            self._tasks.refused.emit(error)
