"""What is typed on the visit page goes into the store: as a draft every few seconds, and saved for good (D-6.6)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QWidget

from kam_desktop import runtime
from kam_desktop.core import drafts
from kam_desktop.core.visits import VisitDraft
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.visits import storing
from kam_desktop.ui.visits import typed as typed_form
from kam_desktop.ui.visits.facts import VisitFacts
from kam_desktop.ui.visits.typed import Typed
from kam_desktop.ui.visits.visit_view import VisitView

KEEP_MS: Final = 2000  # a crash loses at most so much (D-6.6)
Then = Callable[[str], None]


class VisitKeeping(VisitView):
    """Drafts and saving. What a key or a button does is in ``VisitPage``."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(tasks, parent)
        self._saving: Typed | None = None  # on its way into the store
        self._has_news = False  # something was typed since the draft was kept
        self._keeps = 0  # drafts on their way into the store
        self._is_waiting = False  # to read until they are there
        self._timer = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._timer.timeout.connect(self.keep_draft)

    # --- drafts

    def _on_changed(self) -> None:
        if self._facts is None or not self._facts.is_open:
            return
        self._has_news = True
        if not self._timer.isActive():
            self.foot.say_unkept()
            self._timer.start()

    def keep_draft(self) -> None:
        """Keep what is typed in the store, now. The window calls it before it locks or closes."""
        self._timer.stop()
        facts = self._facts
        if facts is None or not self._has_news or self.typed() == self._saving:
            return
        self._has_news = False
        if not self.is_dirty and self._saving is None:
            self.foot.say_kept(None)
            self.tasks.write(self, lambda session: drafts.drop(session, facts.key))
            return
        at = datetime.now().astimezone()
        body = typed_form.to_json(self.typed()) | {"at": at.isoformat()}
        self._keeps += 1
        self.tasks.write(
            self,
            lambda session: drafts.keep(session, facts.key, body),
            done=lambda _none: self._on_kept(facts, at),
            finished=self._on_keep_over,
        )

    def _on_keep_over(self) -> None:
        self._keeps -= 1
        if self._is_waiting and not self._keeps:
            self.reload()

    def _on_kept(self, facts: VisitFacts, at: datetime) -> None:
        if self._facts is not None and self._facts.key == facts.key and not self._has_news:
            self.foot.say_kept(at if self.is_dirty else None)

    def _forget_news(self) -> None:
        self._timer.stop()
        self._has_news = False

    def _discard_draft(self) -> None:
        """Back to what the store has."""
        facts = self._facts
        if facts is None:
            return
        self._forget_news()
        self._fill(facts, kept=None)
        self._show_around(facts)
        self.tasks.write(self, lambda session: drafts.drop(session, facts.key))

    def hideEvent(self, event: QHideEvent) -> None:
        is_left = not event.spontaneous() and self.window() is not self and self.window().isVisible()
        self.keep_draft()
        if is_left:
            self.save_on_leaving()
        super().hideEvent(event)

    # --- saving

    def _save_by_key(self) -> None:
        if self.foot.work in ("plan", "report"):
            self.save()

    def save(self) -> None:
        """The plan as a plan, the report as a report that is not handed in yet."""
        is_plan = self.typed().mode == "plan"
        said = self.tr("The plan is saved") if is_plan else self.tr("The report is saved")
        self._save(is_plan=is_plan, said=said)

    def submit(self) -> None:
        """Save and hand in, both or neither."""
        self._save(is_plan=False, said=self.tr("The report is submitted"), submits=True)

    def save_on_leaving(self) -> None:
        """Somebody goes on to another page: a plan with an objective, a report that says something is saved as it stands.

        So the visit is on the lists, and its promises are tasks from now on. What cannot be saved stays a draft.
        """
        facts = self._open_facts()
        if facts is None or not self.is_dirty or self._saving is not None:
            return
        typed = self.typed()
        draft = typed_form.read(typed, facts.client_id, facts.draft.touch_id).draft
        if draft is None:
            return
        if typed.mode == "plan":
            if draft.objective.strip():
                self._save(is_plan=True, said=self.tr("The plan is saved"))
        elif draft.discussed.strip() and draft.on <= runtime.today():
            self._save(is_plan=False, said=self.tr("The report is saved"))

    def _save(self, *, is_plan: bool, said: str = "", submits: bool = False, then: Then | None = None) -> None:
        facts = self._open_facts()
        draft: VisitDraft | None = self._read(facts) if facts is not None else None
        if facts is None or draft is None or self._saving is not None:
            return
        self._saving = self.typed()
        self._forget_news()
        # a plan holds no promises and gifts yet: they stay unsaved, and therefore in the draft
        stored = replace(self._saving, promises=(), gifts=()) if is_plan else self._saving
        today, given = runtime.today(), stored.gifts
        self.tasks.write(
            self,
            lambda session: storing.save(session, facts, draft, given, is_plan=is_plan, submits=submits, today=today),
            done=partial(self._on_saved, facts, stored, then),
            failed=self._show_error,
            finished=self._on_write_over,
            said=said,
        )

    def _on_write_over(self) -> None:
        self._saving = None
        if self.is_dirty:
            self._on_changed()

    def _on_saved(self, before: VisitFacts, stored: Typed, then: Then | None, visit_id: str) -> None:
        """The page now shows a stored visit. What was typed meanwhile stays typed."""
        facts = self._facts
        if facts is None or facts.key != before.key:
            return
        self._clean = replace(stored, gifts=())
        self.aside.gift_lines.forget(stored.gifts)
        if stored.mode == "report":
            self._chosen = "report"
        self.note.hide()
        self.foot.say_kept(datetime.now().astimezone())
        if not facts.visit_id:
            self._become(replace(facts, visit_id=visit_id))
        if then is not None:
            then(visit_id)
        else:
            self.reload()

    def _become(self, facts: VisitFacts) -> None:
        """The new visit has its id: its route is another one now, and the cursor stays where it is."""
        focus = QApplication.focusWidget()
        self._facts, self._route = facts, Route("visit", facts.visit_id)
        self.navigate.emit(Route("visit", facts.visit_id, {"replace": True}))
        if focus is not None and self.isAncestorOf(focus):
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _with_id(self, then: Then, *, is_report: bool) -> None:
        """Do something that needs the visit in the store: a new one is planned, a report is saved first."""
        facts = self._facts
        if facts is None:
            return
        is_plan = self.typed().mode == "plan" or not is_report
        if not facts.visit_id or (is_report and self.is_dirty):
            self._save(is_plan=is_plan, then=then)
        else:
            self.keep_draft()
            then(facts.visit_id)
