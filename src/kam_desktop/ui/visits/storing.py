"""What the visit page does to the store, each in one transaction."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from kam_desktop.core import attachments, drafts, gifts, visits
from kam_desktop.core.attachments import Prepared
from kam_desktop.core.errors import Invalid, KamError
from kam_desktop.core.gifts import GiftDraft
from kam_desktop.core.rules.kinds import AttachmentKind
from kam_desktop.core.visits import VisitDraft
from kam_desktop.ui import labels
from kam_desktop.ui.tasks import Progress, Tasks
from kam_desktop.ui.visits.facts import VisitFacts
from kam_desktop.ui.visits.gift_line import Said
from kam_desktop.ui.visits.typed import TypedGift, gift_draft
from kam_desktop.ui.widgets.file_adding import FileAdder, Outcome, Place
from kam_desktop.ui.widgets.file_drop import Source, as_png


def save(
    session: Any, facts: VisitFacts, draft: VisitDraft, gifts_typed: Sequence[TypedGift], *, is_plan: bool,
    submits: bool, today: date,
) -> str:  # fmt: skip
    """Plan, report or report and hand in, with its gifts, all or nothing; the kept draft is done with.

    Returns the id. Raises Invalid ``gift:<place>`` for a gift that cannot be recorded.
    """
    if is_plan:
        made = facts.visit_id or visits.plan(session, draft, today=today)
        if facts.visit_id:
            visits.revise(session, facts.visit_id, draft, today=today)
    else:
        made = visits.record(session, draft, today=today, visit_id=facts.visit_id or None)
        for at, typed in enumerate(gifts_typed):
            try:
                gifts.record(session, gift_draft(typed, facts.client_id, draft.on, made), today=today)
            except KamError as error:
                raise Invalid(f"gift:{at}", error.code, **error.params) from error
    if submits:
        visits.submit(session, made)
    drafts.drop(session, facts.key)
    return made


def judge(session: Any, draft: GiftDraft) -> Said:
    """What the rules say to a gift that is being typed."""
    judged = gifts.weigh(session, draft)
    words = tuple(labels.gift_rule(each.code, each.params) for each in judged.findings if each.code != "no_origin")
    spent = judged.totals.person_minor if draft.contact_id else None
    return Said(judged.verdict, words, spent, judged.limits.person_year)


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

    def place(self, photo_id: str, after: str, before: str) -> None:
        """Another place in the order of the report."""
        self._tasks.write(
            self, lambda session: attachments.place(session, photo_id, after, before), said=self.tr("Photo moved")
        )

    def _on_added(self, outcome: Outcome) -> None:
        tell_problems(self._tasks, outcome.problems)


class ReceiptStore(QObject):
    """Reads receipts in the background and keeps each file once."""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks

    def add(self, client_id: str, sources: Sequence[Source], done: Callable[[dict[str, str]], None]) -> None:
        """``done`` gets the names of what is kept now, by id."""
        pasted = self.tr("Receipt.png")
        self._tasks.run(
            self,
            lambda progress, _cancelled: _prepared(sources, pasted, progress),
            done=lambda read: self._keep(client_id, read, done),
            label=self.tr("Adding files"),
        )

    def _keep(self, client_id: str, read: "_Read", done: Callable[[dict[str, str]], None]) -> None:
        tell_problems(self._tasks, read.problems)
        if read.prepared:
            self._tasks.write(
                self, lambda session: _keep_all(session, client_id, read.prepared), done=done,
                said=self.tr("Receipt attached"),
            )  # fmt: skip


class _Read(NamedTuple):
    prepared: list[Prepared]
    problems: list[KamError]


def _prepared(sources: Sequence[Source], pasted: str, progress: Progress) -> _Read:
    read = _Read([], [])
    for at, source in enumerate(sources):
        progress(at, len(sources), "")
        try:
            made = (
                attachments.prepare(as_png(source), name=pasted)
                if isinstance(source, QImage)
                else attachments.prepare(source)
            )
            read.prepared.append(made)
        except KamError as error:
            read.problems.append(error)
    return read


def _keep_all(session: Any, client_id: str, prepared: Sequence[Prepared]) -> dict[str, str]:
    kept = [
        attachments.keep_once(session, made, client_id=client_id, kind=AttachmentKind.FILE) for made in prepared
    ]  # fmt: skip
    return attachments.names_of(session, kept)


def tell_problems(tasks: Tasks, problems: Sequence[KamError]) -> None:
    """One sentence, however many files were refused."""
    if len(problems) == 1:
        tasks.refused.emit(problems[0])
    elif problems:
        named = [str(error.params.get("name") or error.params.get("path") or "?") for error in problems]
        shown = labels.say("files.and_more", names=labels.listed(named[:3])) if len(named) > 3 else labels.listed(named)
        tasks.refused.emit(KamError("visit.files_refused", n=len(named), names=shown))
