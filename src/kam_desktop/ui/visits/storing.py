"""What the visit page does to the store, each in one transaction."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from kam_desktop.core import attachments, drafts, visits
from kam_desktop.core.visits import VisitDraft
from kam_desktop.ui.tasks import IsCancelled, Progress, Tasks
from kam_desktop.ui.visits.facts import VisitFacts


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

    def add(self, client_id: str, visit_id: str, paths: Sequence[Path]) -> None:
        """Each file is made small and loses the place it was taken at (D-2.7)."""

        def work(progress: Progress, is_cancelled: IsCancelled) -> list[tuple[str, bytes]]:
            found = []
            for at, path in enumerate(paths):
                if is_cancelled():
                    break
                progress(at, len(paths), path.name)
                found.append((path.name, attachments.photo_bytes(path)))
            return found

        self._tasks.run(self, work, done=partial(self._keep, client_id, visit_id), label=self.tr("Adding photos"))

    def drop(self, photo_id: str) -> None:
        """Undo brings it back."""
        self._tasks.write(self, lambda session: attachments.remove(session, photo_id), said=self.tr("Photo removed"))

    def _keep(self, client_id: str, visit_id: str, photos: Sequence[tuple[str, bytes]]) -> None:
        def write(session: Any) -> None:
            for name, data in photos:
                attachments.add_photo(session, client_id, data, name=name, visit_id=visit_id)

        if photos:
            self._tasks.write(self, write, said=self.tr("Photos added"))
