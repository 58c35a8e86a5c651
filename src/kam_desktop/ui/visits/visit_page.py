"""One visit from plan to review, on one page (D-6.1, D-6.2, D-6.6)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any, ClassVar, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from kam_desktop import runtime
from kam_desktop.core import drafts, visits
from kam_desktop.core.errors import KamError, NotFound
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.core.visits import VisitDraft
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.visits import facts as visit_facts
from kam_desktop.ui.visits import storing
from kam_desktop.ui.visits import typed as typed_form
from kam_desktop.ui.visits.facts import VisitFacts
from kam_desktop.ui.visits.typed import Typed
from kam_desktop.ui.visits.visit_view import VisitView

KEEP_MS: Final = 2000  # a crash loses at most so much (D-6.6)
_Then = Callable[[str], None]


class VisitPage(VisitView):
    """Route ``visit``: an id, or ``client_id`` with ``contact_id``, ``touch_id``, ``on``, ``report``."""

    concerns: ClassVar[frozenset[Entity]] = frozenset(
        {Entity.VISIT, Entity.GIFT, Entity.ATTACHMENT, Entity.CONTACT, Entity.COMMITMENT, Entity.CLIENT}
    )

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(tasks, parent)
        self._generation = 0
        self._saving: Typed | None = None  # on its way into the store
        self._has_news = False  # something was typed since the draft was kept
        self._keeps = 0  # drafts on their way into the store
        self._is_waiting = False  # to read until they are there
        self._timer = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._timer.timeout.connect(self.keep_draft)
        self._photos = storing.PhotoStore(tasks, self)
        self._connect()
        self._make_keys()
        self._show_nothing()

    def _connect(self) -> None:
        self.head.pane_chosen.connect(self.show_pane)
        self.ask.chosen.connect(self._start_with)
        for part in (self.form.changed, self.brief.ticked, self.aside.promises.changed):
            part.connect(self._on_changed)
        self.aside.gift_asked.connect(self.add_gift)
        self.form.photos.chosen.connect(self._add_photos)
        self.form.photos.dropped.connect(self._photos.drop)
        self.form.photos.captioned.connect(self._photos.set_caption)
        self.note.discarded.connect(self._discard_draft)
        self.foot.saved.connect(self.save)
        self.foot.submitted.connect(self.submit)
        self.foot.report_asked.connect(self.write_report)
        self.foot.preview_asked.connect(self.print_page)
        self.foot.reviewed.connect(self._review)
        self.foot.cancelled.connect(self._cancel)

    def _make_keys(self) -> None:
        for keys, act in (
            ("Alt+P", self.add_promise),
            ("Alt+G", self.add_gift),
            ("Ctrl+S", self._save_by_key),
            ("Ctrl+Return", self.foot.act),
            ("Ctrl+Enter", self.foot.act),
            *((f"Alt+{number}", partial(self._set_impression, number)) for number in range(1, 6)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # --- what the window asks of a page

    def title(self) -> str:
        """The client's name, where there is one."""
        client = self._facts.client if self._facts else ""
        return self.tr("Visit {client}").format(client=client) if client else self.tr("Visit")

    def keys(self) -> list[tuple[str, str]]:
        """For F1."""
        return [
            ("Alt+P", self.tr("Add a promise")),
            ("Alt+G", self.tr("Add a gift")),
            ("Alt+1", self.tr("Impression, to Alt+5")),
            ("Ctrl+S", self.tr("Save")),
            ("Ctrl+P", self.tr("Preview PDF")),
            ("Ctrl+Enter", self.tr("Submit; save the plan; accept")),
            ("F6", self.tr("Next column")),
        ]

    def show_route(self, route: Route) -> None:
        """The same visit again keeps what is typed; another one is read after this one's draft is kept."""
        facts = self._facts
        if facts is not None and self._is_same(route, facts):
            self._route = route
            return
        self.keep_draft()
        self._has_news = False
        self._route = route
        self._show_nothing()
        self.reload()

    def _is_same(self, route: Route, facts: VisitFacts) -> bool:
        if route.id:
            return route.id == facts.visit_id
        return not facts.visit_id and route == self._route

    def reload(self) -> None:
        """Read it all again; what is typed and not saved stays. A draft on its way is waited for."""
        self._generation += 1
        is_asking = not self._route.id and not self._route.args.get("client_id")
        self.ask.setVisible(is_asking)
        if is_asking:
            self.ask.start()
            return
        self.loading.start()
        self._is_waiting = self._keeps > 0
        if self._is_waiting:
            return
        self.tasks.read(
            self,
            partial(_read_facts, self._route, runtime.today()),
            done=partial(self._show, self._generation),
            failed=partial(self._not_shown, self._generation),
            after_writes=True,
            finished=self.loading.stop,
        )

    def print_page(self) -> None:
        """Ctrl+P: save what can be saved, then show the paper."""
        self._with_id(lambda visit_id: self.navigate.emit(Route("preview", visit_id)), is_report=True)

    def on_escape(self) -> bool:
        """Closes an open promise, the question why it is called off, an outer column of a narrow window."""
        for card in self.aside.promises.cards:
            if card.is_editing:
                card.finish()
                return True
        if self.foot.work == "cancel":
            self.foot.show_work("plan")
            return True
        if self.columns.is_narrow and self.columns.at != 1 and self._facts is not None:
            self.show_pane(1)
            return True
        self.keep_draft()
        return False

    def _show(self, generation: int, facts: VisitFacts) -> None:
        if generation == self._generation:
            self._show_facts(facts)

    def _not_shown(self, generation: int, error: KamError) -> None:
        """An undone or deleted visit is not there any more: back to the list."""
        if generation != self._generation:
            return
        self._timer.stop()
        self._facts = None
        if isinstance(error, NotFound):
            self.navigate.emit(Route("visits"))
        else:
            self.tasks.refused.emit(error)

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
        self.keep_draft()
        super().hideEvent(event)

    # --- writing

    def _start_with(self, client_id: str, contact_id: str) -> None:
        args = {**self._route.args, "client_id": client_id}
        self.navigate.emit(Route("visit", "", {**args, "contact_id": contact_id} if contact_id else args))

    def _open_facts(self) -> VisitFacts | None:
        return self._facts if self._facts is not None and self._facts.is_open else None

    def add_promise(self) -> None:
        """Alt+P."""
        if self._open_facts() is None:
            return
        if self.typed().mode == "plan":
            self.write_report()
        self.columns.bring(2)
        self.aside.promises.add_new()

    def add_gift(self) -> None:
        """Alt+G: the gift's page, with the visit it belongs to; a visit that has no id yet is saved first."""
        facts = self._open_facts()
        if facts is None:
            return
        people = [one for one, _name in self.typed().people if one]
        args = {"client_id": facts.client_id, "contact_id": people[0] if people else ""}
        self._with_id(
            lambda visit_id: self.navigate.emit(Route("gift_form", "", {**args, "visit_id": visit_id})),
            is_report=False,
        )

    def write_report(self) -> None:
        """The plan becomes the report."""
        facts = self._open_facts()
        if facts is None:
            return
        self._is_reporting = True
        self.form.set_mode("report")
        planned = typed_form.read(self.typed(), facts.client_id, None).draft or facts.draft
        self._show_brief(replace(facts, draft=planned), "report", self.brief.brought())
        self._show_around(facts)
        self._on_changed()
        self.form.first_editor().setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_impression(self, number: int) -> None:
        if self._open_facts() is not None and self.typed().mode == "report":
            self.form.impression.set_value(number)
            self._on_changed()

    def _add_photos(self, paths: Any) -> None:
        facts = self._open_facts()
        if facts is not None:
            client_id = facts.client_id
            self._with_id(lambda visit_id: self._photos.add(client_id, visit_id, paths), is_report=False)

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

    def _save(self, *, is_plan: bool, said: str = "", submits: bool = False, then: _Then | None = None) -> None:
        facts = self._open_facts()
        draft: VisitDraft | None = self._read(facts) if facts is not None else None
        if facts is None or draft is None or self._saving is not None:
            return
        self._saving = self.typed()
        self._forget_news()
        # a plan holds no promises yet: they stay unsaved, and therefore in the draft
        stored = replace(self._saving, promises=()) if is_plan else self._saving
        today = runtime.today()
        self.tasks.write(
            self,
            lambda session: storing.save(session, facts, draft, is_plan=is_plan, submits=submits, today=today),
            done=partial(self._on_saved, facts, stored, then),
            failed=self._show_error,
            finished=self._on_write_over,
            said=said,
        )

    def _on_write_over(self) -> None:
        self._saving = None
        if self.is_dirty:
            self._on_changed()

    def _on_saved(self, before: VisitFacts, stored: Typed, then: _Then | None, visit_id: str) -> None:
        """The page now shows a stored visit. What was typed meanwhile stays typed."""
        facts = self._facts
        if facts is None or facts.key != before.key:
            return
        self._clean = stored
        self._is_reporting = stored.mode == "report"
        self.note.hide()
        self.foot.say_kept(None)
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

    def _with_id(self, then: _Then, *, is_report: bool) -> None:
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

    def _review(self, is_accepted: bool, remark: str) -> None:
        facts = self._facts
        if facts is None:
            return
        said = self.tr("The report is accepted") if is_accepted else self.tr("The report is returned")
        self.tasks.write(
            self,
            lambda session: visits.review(session, facts.visit_id, accepted=is_accepted, remark=remark),
            done=lambda _state: self._on_stepped(),
            failed=self._show_line_error,
            said=said,
        )

    def _cancel(self, reason: str) -> None:
        facts, today = self._facts, runtime.today()
        if facts is None:
            return
        self._forget_news()
        self.tasks.write(
            self,
            lambda session: storing.cancel(session, facts, reason, today),
            done=lambda _none: self._on_stepped(),
            failed=self._show_line_error,
            said=self.tr("The visit is called off"),
        )

    def _on_stepped(self) -> None:
        self.foot.clear_line()
        self._clean = self.typed()
        self.reload()


def _read_facts(route: Route, today: date, session: Any) -> VisitFacts:
    if route.id:
        return visit_facts.read_stored(session, route.id, today=today)
    args = route.args
    on = args["on"] if isinstance(args.get("on"), date) else None
    touch_id, contact_id = str(args.get("touch_id") or ""), str(args.get("contact_id") or "")
    return visit_facts.read_new(
        session, str(args["client_id"]), touch_id=touch_id, contact_id=contact_id, on=on, today=today
    )
