"""One visit from plan to review, on one page (D-6.1, D-6.2, D-6.6)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kam_desktop import runtime
from kam_desktop.core import commitments, contacts, visit_versions, visits
from kam_desktop.core.errors import KamError, NotFound
from kam_desktop.core.rules.kinds import Entity, VisitState
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import add_key
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.visits import facts as visit_facts
from kam_desktop.ui.visits import storing
from kam_desktop.ui.visits import typed as typed_form
from kam_desktop.ui.visits.expenses import ExpenseLine
from kam_desktop.ui.visits.facts import VisitFacts
from kam_desktop.ui.visits.gift_line import GiftLine
from kam_desktop.ui.visits.keeping import VisitKeeping
from kam_desktop.ui.visits.typed import Mode


class VisitPage(VisitKeeping):
    """Route ``visit``: an id, or ``client_id`` with ``contact_id``, ``touch_id``, ``on``, ``report``."""

    concerns: ClassVar[frozenset[Entity]] = frozenset(
        {
            Entity.VISIT,
            Entity.GIFT,
            Entity.ATTACHMENT,
            Entity.CONTACT,
            Entity.COMMITMENT,
            Entity.CLIENT,
            Entity.VISIT_TEMPLATE,
            Entity.VISIT_REMARK,
            Entity.SETTING,
        }
    )

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(tasks, parent)
        self._generation = 0
        self._photos = storing.PhotoStore(tasks, self)
        self._receipts = storing.ReceiptStore(tasks, self)
        self._connect()
        self._make_keys()
        self._show_nothing()

    def _connect(self) -> None:
        self.head.pane_chosen.connect(self.show_pane)
        self.head.step_chosen.connect(self._go_to_step)
        self.ask.chosen.connect(self._start_with)
        aside, form = self.aside, self.form
        for part in (form.changed, self.brief.ticked, aside.promises.changed, aside.gift_lines.changed):
            part.connect(self._on_changed)
        for settled in (self.brief.settled, aside.promises.settled):
            settled.connect(self._settle)
        aside.gift_asked.connect(self.add_gift)
        aside.gift_lines.full_asked.connect(self._open_gift_form)
        aside.gift_lines.judge_asked.connect(self._judge_gift)
        form.free_names.asked.connect(self._make_contact)
        form.expenses.receipts_chosen.connect(self._add_receipts)
        form.photos.placed.connect(self._photos.place)
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
        self.review.navigate.connect(self.navigate)
        self.review.field_asked.connect(self.jump_to)
        self.review.shown.connect(self.fit_review)

    def _make_keys(self) -> None:
        bound: list[tuple[str, Callable[[], object]]] = [
            ("Alt+P", self.add_promise),
            ("Alt+G", self.add_gift),
            ("Alt+A", partial(self.stamp, is_arrival=True)),
            ("Alt+L", partial(self.stamp, is_arrival=False)),
            ("Alt+T", self.choose_template),
            ("Ctrl+S", self._save_by_key),
            ("Ctrl+Return", self.foot.act),
            ("Ctrl+Enter", self.foot.act),
            *((f"Alt+{number}", partial(self._set_impression, number)) for number in range(1, 6)),
        ]
        for keys, act in bound:
            add_key(self, keys, act)

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
            ("Alt+A", self.tr("Stamp the arrival, Alt+L the leaving")),
            ("Alt+T", self.tr("Use a template")),
            ("Alt+Up", self.tr("Photo earlier, Alt+Down later")),
            ("Ctrl+S", self.tr("Save now")),
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
        self.save_on_leaving()
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
            self.head.show()
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
        """Closes an open promise or gift, the question why it is called off, an outer column of a narrow window."""
        for card in self.aside.promises.cards:
            if card.is_editing:
                card.finish()
                return True
        if self.aside.gift_lines.close_open():
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

    # --- writing

    def _start_with(self, client_id: str, contact_id: str) -> None:
        args = {**self._route.args, "client_id": client_id}
        self.navigate.emit(Route("visit", "", {**args, "contact_id": contact_id} if contact_id else args))

    def add_promise(self) -> None:
        """Alt+P."""
        if self._open_facts() is None:
            return
        if self.typed().mode == "plan":
            self.write_report()
        self.columns.bring(2)
        self.aside.promises.add_new()

    def add_gift(self) -> None:
        """Alt+G: a line for it beside the report."""
        facts = self._open_facts()
        if facts is None:
            return
        if self.typed().mode == "plan":
            self.write_report()
        self.columns.bring(2)
        self.aside.gift_lines.add_new(self._first_person())

    def _first_person(self) -> str:
        return next((one for one, _name in self.typed().people if one), "")

    def _open_gift_form(self, contact_id: str) -> None:
        """All fields of a gift, on its own page; a visit that has no id yet is saved first."""
        facts = self._open_facts()
        if facts is not None:
            args = {"client_id": facts.client_id, "contact_id": contact_id}
            self._with_id(
                lambda visit_id: self.navigate.emit(Route("gift_form", "", {**args, "visit_id": visit_id})),
                is_report=False,
            )

    def _judge_gift(self, line: GiftLine) -> None:
        facts = self._facts
        if facts is not None:
            on = self.form.day() or runtime.today()
            draft = typed_form.gift_draft(line.typed(), facts.client_id, on, facts.visit_id or None)
            self.tasks.read_newest(line, lambda session: storing.judge(session, draft), done=line.show_said)

    def _settle(self, promise_id: str, is_kept: bool) -> None:
        today = runtime.today()
        self.tasks.write(
            self, lambda session: commitments.settle(session, promise_id, today=today, is_kept=is_kept),
            said=self.tr("The promise is kept") if is_kept else self.tr("The promise is not kept"),
        )  # fmt: skip

    def stamp(self, *, is_arrival: bool) -> None:
        """Alt+A and Alt+L; who arrives writes the report of today."""
        facts = self._open_facts()
        if facts is None:
            return
        if self.typed().mode == "plan":
            self.write_report()
        stamps = self.form.stamps
        if facts.state is VisitState.PLANNED and not (stamps.arrived.at or stamps.left.at):
            self.form.reported_on.set_value(runtime.today())
        stamps.press(is_arrival=is_arrival)

    def choose_template(self) -> None:
        """Alt+T."""
        facts = self._open_facts()
        if facts is not None and facts.templates:
            (self.form.of_plan if self.typed().mode == "plan" else self.form.of_report).open_menu()

    def _make_contact(self, name: str) -> None:
        facts, today = self._open_facts(), runtime.today()
        if facts is not None:
            self.tasks.write(
                self, lambda session: contacts.create(session, facts.client_id, contacts.ContactDraft(name), today=today),
                done=lambda contact_id: self._link(name, contact_id), said=self.tr("Contact made"),
            )  # fmt: skip

    def _link(self, name: str, contact_id: str) -> None:
        self.form.link_person(name, contact_id)
        self._on_changed()

    def _add_receipts(self, line: ExpenseLine, sources: Any) -> None:
        facts = self._open_facts()
        if facts is not None:
            self._receipts.add(facts.client_id, sources, lambda kept: self._attach(line, kept))

    def _attach(self, line: ExpenseLine, kept: dict[str, str]) -> None:
        if line in self.form.expenses.lines:
            line.add_receipts(kept)

    def write_report(self) -> None:
        """The plan becomes the report."""
        self._go_to_step(1)

    def _go_to_step(self, place: int) -> None:
        """0 the plan, 1 the report: the same words in other editors."""
        facts = self._open_facts()
        if facts is None:
            return
        mode: Mode = "report" if place else "plan"
        self._chosen = mode
        self.form.set_mode(mode)
        planned = typed_form.read(self.typed(), facts.client_id, None).draft or facts.draft
        self._show_brief(replace(facts, draft=planned), mode, self.brief.brought())
        self._show_around(facts)
        if self.is_dirty:
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
    if route.id:  # of a report that was corrected, the version that holds
        return visit_facts.read_stored(session, visit_versions.newest_id(session, route.id), today=today)
    args = route.args
    on = args["on"] if isinstance(args.get("on"), date) else None
    touch_id, contact_id = str(args.get("touch_id") or ""), str(args.get("contact_id") or "")
    return visit_facts.read_new(
        session, str(args["client_id"]), touch_id=touch_id, contact_id=contact_id, on=on, today=today
    )
