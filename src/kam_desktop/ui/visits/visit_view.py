"""What the visit page shows: a visit in its editors, and whether they hold more than the store."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core.errors import Invalid, KamError
from kam_desktop.core.rules.kinds import VisitState
from kam_desktop.core.visits import VisitDraft
from kam_desktop.ui import labels
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page, holds_focus
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.visits import typed as typed_form
from kam_desktop.ui.visits.aside import Aside
from kam_desktop.ui.visits.brief import Brief
from kam_desktop.ui.visits.columns import Columns
from kam_desktop.ui.visits.facts import VisitFacts
from kam_desktop.ui.visits.foot import Foot, Work
from kam_desktop.ui.visits.head import AskClient, RestoredNote, VisitHead
from kam_desktop.ui.visits.review_panel import ReviewPanel
from kam_desktop.ui.visits.typed import Mode, Typed
from kam_desktop.ui.visits.visit_form import VisitForm
from kam_desktop.ui.widgets.progress import LoadingLine


class VisitView(Page):
    """Head, three columns, foot. What happens on a key or button is in ``VisitPage``."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self._route = Route("visit")
        self._facts: VisitFacts | None = None
        self._clean = Typed()  # what the store has, as the editors show it
        self._chosen: Mode | None = None  # the step that was asked for, before its day comes or after
        self._make_parts()
        self._lay_out()

    def _make_parts(self) -> None:
        self.head = VisitHead(self)
        self.loading = LoadingLine(self)
        self.note = RestoredNote(self)
        self.review = ReviewPanel(self.tasks, self)
        self.ask = AskClient(self.tasks, self)
        self.brief = Brief(self)
        self.form = VisitForm(self)
        self.aside = Aside(self)
        self.foot = Foot(self)

    def _lay_out(self) -> None:
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.note)
        column.addWidget(self.form, 1)
        self.columns = Columns((self.brief, middle, self.aside), self)
        self.columns.arranged.connect(self._show_panes)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.head)
        page.addWidget(self.loading)
        page.addWidget(self.review)
        page.addWidget(self.ask, 1)
        page.addWidget(self.columns, 1)
        page.addWidget(self.foot)
        page.addStretch(0)

    # --- what is typed

    def typed(self) -> Typed:
        """What the page holds now."""
        return Typed(
            **self.form.values(), promises=self.aside.promises.typed(), gifts=self.aside.gift_lines.typed(),
            brought=self.brief.brought(),
        )  # fmt: skip

    @property
    def is_dirty(self) -> bool:
        """Whether something typed is not saved for good; the step that is shown is not typed."""
        if self._facts is None or not self._facts.is_open:
            return False
        return replace(self.typed(), mode=self._clean.mode) != self._clean

    def _open_facts(self) -> VisitFacts | None:
        """The visit, while it can be written."""
        return self._facts if self._facts is not None and self._facts.is_open else None

    def _read(self, facts: VisitFacts) -> VisitDraft | None:
        """What is typed as a draft, or None with a sentence beside each editor that cannot be read."""
        reading = typed_form.read(self.typed(), facts.client_id, facts.draft.touch_id)
        self.aside.promises.clear_errors()
        self.aside.gift_lines.clear_errors()
        self._show_errors({name: self._how_to_write(name) for name in reading.wrong})
        return reading.draft

    def _show_errors(self, errors: Mapping[str, str]) -> None:
        inside = {name: sentence for name, sentence in errors.items() if self.form.knows(name)}
        if inside:
            self.columns.bring(1)
        self.form.set_errors(inside)
        for name, sentence in errors.items():
            part, _, place = name.partition(":")
            if place:
                self.columns.bring(1 if inside else 2)
                lines = self.aside.promises if part == "promise" else self.aside.gift_lines
                lines.set_error(int(place), sentence)

    def _how_to_write(self, name: str) -> str:
        if name in ("start", "end"):
            return self.tr("Write a time as 10:05.")
        if name == "expenses" or name.startswith("gift:"):
            return self.tr("Write an amount as 86 or 86.50.")
        return self.tr("Write a date as 10-15 or 2026-10-15.")

    def _show_error(self, error: KamError) -> None:
        if isinstance(error, Invalid) and (self.form.knows(error.field) or error.field.startswith("gift:")):
            self._show_errors({error.field: labels.sentence(error)})
        else:
            self.tasks.refused.emit(error)

    def _show_line_error(self, error: KamError) -> None:
        if isinstance(error, Invalid):
            self.foot.set_error(labels.sentence(error))
        else:
            self.tasks.refused.emit(error)

    # --- what is shown

    def _show_nothing(self) -> None:
        self._facts = None
        self._chosen = None
        self.note.hide()
        self.head.show_nothing()
        self.review.show_visit("")
        for part in (self.head, self.columns, self.foot, self.ask):
            part.hide()

    def _show_facts(self, facts: VisitFacts) -> None:
        """Everything anew, but what a person typed and did not save."""
        is_first, is_dirty, before = self._facts is None, self.is_dirty, self.form.mode
        self._facts = facts
        self.form.set_facts(facts)
        self.aside.gift_lines.set_people(facts.people)
        if is_dirty:
            self._show_brief(facts, self.typed().mode, self.brief.brought())
        else:
            kept = typed_form.from_json(facts.kept) if is_first and facts.is_open else None
            self._fill(facts, kept=kept, brought=() if is_first else self.brief.brought())
        self._show_around(facts)
        if is_first:
            self._show_first(facts)
        elif before != self.form.mode and holds_focus(self):
            self.form.first_editor().setFocus(Qt.FocusReason.OtherFocusReason)  # its editor went away

    def _show_first(self, facts: VisitFacts) -> None:
        self.head.show()
        self.columns.show_middle()
        self.columns.show()
        self.columns.arrange()
        self.foot.show()
        self.title_changed.emit(self.title())
        if facts.is_open and self.isVisible():
            self.form.first_editor().setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, facts: VisitFacts, *, kept: Typed | None, brought: tuple[str, ...] = ()) -> None:
        stored = typed_form.of_draft(facts.draft, facts.names, self._mode_of(facts))
        stored = replace(stored, brought=brought)
        shown = kept or stored
        self.form.show_typed(shown)
        self.aside.promises.show_typed(shown.promises, is_locked=not facts.is_open)
        self.aside.gift_lines.show_typed(shown.gifts)
        self._show_brief(facts, shown.mode, shown.brought)
        self._clean = self.typed() if kept is None else stored
        self.note.setVisible(kept is not None)
        self.note.say(_kept_at(facts.kept))
        self.foot.say_kept(_kept_at(facts.kept) if kept else None)

    def _mode_of(self, facts: VisitFacts) -> Mode:
        """A plan becomes the report on its day; a new visit is planned unless the route says otherwise.

        Whoever chose a step stays at it.
        """
        if facts.state is not VisitState.PLANNED:
            return "plan" if facts.state is VisitState.CANCELLED else "report"
        is_time = facts.draft.on <= runtime.today() if facts.visit_id else bool(self._route.args.get("report"))
        return self._chosen or ("report" if is_time else "plan")

    def _show_brief(self, facts: VisitFacts, mode: Mode, brought: Sequence[str]) -> None:
        self.brief.show_facts(facts, is_plan=mode == "plan")
        self.brief.set_brought(brought)

    def _show_around(self, facts: VisitFacts) -> None:
        mode = self.typed().mode
        self.head.show_facts(facts, mode)
        self.aside.show_facts(facts)
        self.review.show_visit(facts.visit_id)
        self.form.set_locked(not facts.is_open)
        self.form.photos.show_photos(facts.photos, is_locked=not facts.is_open)
        self.columns.arrange(hides_right=mode == "plan" and facts.is_open and not facts.gifts)
        self._show_foot(facts, mode)

    def _show_foot(self, facts: VisitFacts, mode: Mode) -> None:
        if facts.is_open:
            self.foot.show_work(mode, can_cancel=bool(facts.visit_id) and facts.state is VisitState.PLANNED)
        else:
            self.foot.say_state(labels.name_of(facts.state))
            self.foot.show_work(self._closed_work(facts))
            self.foot.preview.setVisible(facts.state is not VisitState.CANCELLED)
        is_owed = facts.is_open and mode == "report" and not facts.review.is_handed_in
        self.foot.say_due(facts.report_due_on if is_owed else None)

    # --- columns

    def _show_panes(self) -> None:
        self.head.show_panes(self.columns.is_narrow and self._facts is not None, self.columns.at)

    def show_pane(self, at: int) -> None:
        """Bring one of the three columns to view, and the focus into it."""
        self.columns.bring(at)
        target = (self.brief, self.form.first_editor(), self.aside)[at]
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def fit_review(self) -> None:
        """Once it is known who reads: what there is to do with a report that was handed in."""
        if self._facts is not None and self._facts.state is VisitState.SUBMITTED:
            self.foot.show_work(self._closed_work(self._facts))

    def _closed_work(self, facts: VisitFacts) -> Work:
        """Who may review somebody else's report does it here; one's own is read, and a lead judges it at the desk."""
        standing = self.review.standing
        if standing is None or facts.state is not VisitState.SUBMITTED:
            return "read"
        who, manager = standing.reviewer, standing.manager
        return "review" if who.may_review(manager) and not who.is_own(manager) else "read"

    def jump_to(self, name: str) -> None:
        """The editor of a field that a remark is on."""
        if name in ("commitments", "gifts"):
            self.show_pane(2)
            return
        self.columns.bring(1)
        editor = self.form.editor_of(name)
        has_one = editor is not None and editor.isVisible()
        (editor if editor and has_one else self.form.first_editor()).setFocus(Qt.FocusReason.OtherFocusReason)

    def next_pane(self) -> None:
        """F6."""
        self.show_pane(self.columns.following())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The window gives the focus to the page; it belongs where one writes."""
        super().focusInEvent(event)
        if self._facts is not None:
            self.form.first_editor().setFocus(event.reason())
        elif self.ask.isVisible():
            self.ask.field.setFocus(event.reason())


def _kept_at(body: Any) -> datetime | None:
    """When a kept draft was written, on this machine's clock."""
    try:
        return datetime.fromisoformat(str(body["at"])).astimezone() if body else None
    except (KeyError, TypeError, ValueError):
        return None
