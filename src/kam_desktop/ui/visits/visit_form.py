"""The middle of the visit page: when, where, who; then the plan, or what came of it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core.visit_templates import Template
from kam_desktop.ui import appearance
from kam_desktop.ui.visits.expenses import Expenses
from kam_desktop.ui.visits.facts import VisitFacts
from kam_desktop.ui.visits.free_names import FreeNames
from kam_desktop.ui.visits.photos import Photos
from kam_desktop.ui.visits.prose import Prose
from kam_desktop.ui.visits.small_editors import FromTo, WorkingDayField, iso_or_text, show_day
from kam_desktop.ui.visits.stamps import Stamps
from kam_desktop.ui.visits.template_choice import TemplateChoice
from kam_desktop.ui.visits.typed import Mode, Typed
from kam_desktop.ui.widgets.date_field import DateField
from kam_desktop.ui.widgets.field import Field
from kam_desktop.ui.widgets.impression import Impression
from kam_desktop.ui.widgets.panel import ScrollBody
from kam_desktop.ui.widgets.people_field import PeopleField, Person


class VisitForm(QWidget):
    """All editors of a visit but its promises. ``changed`` whenever a person may have changed a word."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, Field] = {}
        self._mode: Mode = "report"
        self._is_filling = self._is_locked = False
        self._full_days: Mapping[date, int] = {}
        self._make_editors()
        body = ScrollBody(self)
        body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column = body.column
        self._column.setContentsMargins(24, 12, 24, 12)
        self._column.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(body)
        self._lay_out()
        self._listen()

    def _make_editors(self) -> None:
        self.planned_on = DateField(runtime.today(), self)
        self.reported_on = DateField(runtime.today(), self, prefer="past")
        self.times = FromTo(self)
        appearance.scaled(self.times.setFixedWidth, 180)  # the stamps stand over it
        self.place = QLineEdit(self)
        self.people = PeopleField(self)
        self.colleagues = PeopleField(self)
        for field in (self.people, self.colleagues):
            appearance.scaled(field.setMinimumWidth, 120)  # a very long name is cut rather than pushing the page
        self.objective = Prose(self, lines=3)
        self.agenda = Prose(self, lines=4, takes_slack=True)
        self.to_bring = Prose(self, lines=3)
        self.discussed = Prose(self, lines=4, takes_slack=True)
        self.needs = Prose(self, lines=2)
        self.competitors = QLineEdit(self)
        self.impression = Impression(self)
        self.next_step = QLineEdit(self)
        self.next_on = WorkingDayField(self)
        self.expenses = Expenses(self)
        self.photos = Photos(self)
        self.stamps = Stamps(self)
        self.free_names = FreeNames(self)
        self.of_plan, self.of_report = TemplateChoice(self), TemplateChoice(self)

    def _lay_out(self) -> None:
        self._row(
            ("planned_on", self.tr("Date"), self.planned_on, 2),
            ("reported_on", self.tr("Date"), self.reported_on, 2),
            ("times", self.tr("Time"), self.times, 0),
            ("place", self.tr("Place"), self.place, 2),
        )
        self._row(
            ("people", self.tr("People of the client"), self.people, 3),
            ("colleagues", self.tr("People of ours"), self.colleagues, 2),
        )
        self._column.addWidget(self.free_names)
        self._row(("objective", self.tr("Objective"), self.objective, 1))
        self._row(
            ("agenda", self.tr("Agenda"), self.agenda, 1),
            ("discussed", self.tr("Discussion"), self.discussed, 1),
            stretch=1,
        )
        self._row(("to_bring", self.tr("To bring, one a line"), self.to_bring, 1))
        self._row(("needs", self.tr("Needs found"), self.needs, 1))
        self._row(
            ("competitors", self.tr("Competitors"), self.competitors, 1),
            ("impression", self.tr("Satisfaction"), self.impression, 1),
        )
        self._row(
            ("next_step", self.tr("Next step"), self.next_step, 3),
            ("next_on", self.tr("Next visit"), self.next_on, 2),
        )
        self._row(("expenses", self.tr("Expenses"), self.expenses, 1), ("photos", self.tr("Photos"), self.photos, 1))
        self.fields["times"].add_tool(self.stamps)
        self.fields["objective"].add_tool(self.of_plan)
        self.fields["discussed"].add_tool(self.of_report)

    def _row(self, *parts: tuple[str, str, QWidget, int], stretch: int = 0) -> None:
        row = QHBoxLayout()
        row.setSpacing(16)
        for name, label, editor, share in parts:
            field = self.fields[name] = Field(label, editor, self)
            row.addWidget(field, share, Qt.AlignmentFlag(0) if stretch else Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row, stretch)

    def _listen(self) -> None:
        for text in (self.objective, self.agenda, self.to_bring, self.discussed, self.needs):
            text.textChanged.connect(self._tell)
        for line in (self.place, self.competitors, self.next_step, self.planned_on, self.reported_on):
            line.textChanged.connect(self._tell)
        for part in (
            self.times.changed,
            self.people.changed,
            self.colleagues.changed,
            self.impression.changed,
            self.next_on.changed,
            self.expenses.changed,
            self.stamps.changed,
        ):
            part.connect(self._tell)
        self.people.changed.connect(lambda _people: self._show_free_names())
        self.stamps.taken.connect(self._on_stamped)
        for line in (self.planned_on, self.reported_on):
            line.textChanged.connect(self._tell_day)
        for choice in (self.of_plan, self.of_report):
            choice.chosen.connect(self.fill_empty)

    def _tell(self) -> None:
        if not self._is_filling:
            self.changed.emit()

    def _tell_day(self) -> None:
        """The next visit lies after this one."""
        on = self._day_field().value()
        if on is not None:
            self.next_on.set_ground(self._full_days, on)

    def _on_stamped(self, is_arrival: bool, at: str) -> None:
        """A stamp fills the time that nobody has written."""
        line = self.times.start if is_arrival else self.times.end
        if not line.text().strip():
            line.setText(at)

    def _show_free_names(self) -> None:
        free = [] if self._is_locked else [one.name for one in self.people.people() if not one.id]
        self.free_names.show_names(free)

    def set_facts(self, facts: VisitFacts) -> None:
        """Whom to offer while typing names, days without room, templates that fit, names of receipts."""
        self.people.set_candidates([Person(one.name, one.id, one.title) for one in facts.people if not one.has_left])
        self.colleagues.set_candidates([Person(name) for name in facts.colleagues])
        self._full_days = facts.full_days
        self._tell_day()
        self.expenses.set_names(facts.receipts)
        for choice in (self.of_plan, self.of_report):
            choice.set_templates(facts.templates)
        self.objective.setPlaceholderText(facts.why)
        best = next(iter(facts.templates), None)
        for name in ("discussed", "needs"):
            editor: Prose = getattr(self, name)
            editor.setPlaceholderText(getattr(best, name) if best and facts.is_open else "")

    def fill_empty(self, template: Template) -> None:
        """A template fills the fields of this step that are empty, and no other."""
        texts = ("objective", "agenda") if self._mode == "plan" else ("discussed", "needs", "competitors")
        wanted = {name: getattr(template, name) for name in texts}
        if self._mode == "plan":
            wanted["to_bring"] = "\n".join(template.to_bring)
        for name, text in wanted.items():
            editor: Prose | QLineEdit = getattr(self, name)
            is_line = isinstance(editor, QLineEdit)
            current = editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()
            if text and not current.strip():
                editor.setText(text) if is_line else editor.setPlainText(text)  # type: ignore[union-attr]
        self.first_editor().setFocus(Qt.FocusReason.OtherFocusReason)

    def link_person(self, name: str, contact_id: str) -> None:
        """A free name is a contact now."""
        known = [
            Person(one.name, contact_id) if one.name == name and not one.id else one for one in self.people.people()
        ]
        self.people.set_people(known)
        self._show_free_names()

    @property
    def mode(self) -> Mode:
        """Which editors are shown."""
        return self._mode

    def set_mode(self, mode: Mode) -> None:
        """Show the editors of the plan or of the report; the day goes along."""
        kept = iso_or_text(self._day_field())
        self._mode = mode
        self._filled(lambda: show_day(self._day_field(), kept))
        self._show_parts()

    def _show_parts(self) -> None:
        is_plan = self._mode == "plan"
        for name in ("planned_on", "objective", "agenda", "to_bring"):
            self.fields[name].setVisible(is_plan)
        for name in (
            "reported_on",
            "discussed",
            "needs",
            "competitors",
            "impression",
            "next_step",
            "next_on",
            "expenses",
            "photos",
        ):
            self.fields[name].setVisible(not is_plan)

    def set_locked(self, is_locked: bool) -> None:
        """Only to be read: nothing can be typed, everything can be selected and copied."""
        for editor in (self.objective, self.agenda, self.to_bring, self.discussed, self.needs):
            editor.setReadOnly(is_locked)
        for line in (self.place, self.competitors, self.next_step, self.times.start, self.times.end):
            line.setReadOnly(is_locked)
        for part in (
            self.planned_on, self.reported_on, self.next_on, self.people, self.colleagues, self.impression,
        ):  # fmt: skip
            part.setEnabled(not is_locked)
        self.expenses.set_locked(is_locked)
        self._is_locked = is_locked
        self.stamps.set_locked(is_locked)
        for choice in (self.of_plan, self.of_report):
            choice.set_locked(is_locked)
        self._show_free_names()

    def first_editor(self) -> QWidget:
        """Where one begins to write."""
        return self.objective if self._mode == "plan" else self.discussed

    def day(self) -> date | None:
        """The day of the visit, where it can be read."""
        return self._day_field().value()

    def _day_field(self) -> DateField:
        return self.planned_on if self._mode == "plan" else self.reported_on

    def values(self) -> dict[str, Any]:
        """What the editors hold, as fields of ``Typed``."""
        return {
            "mode": self._mode,
            "on": iso_or_text(self._day_field()),
            "start": self.times.start.text(),
            "end": self.times.end.text(),
            "place": self.place.text(),
            "people": tuple((one.id, one.name) for one in self.people.people()),
            "colleagues": tuple(one.name for one in self.colleagues.people()),
            "objective": self.objective.toPlainText(),
            "agenda": self.agenda.toPlainText(),
            "to_bring": self.to_bring.toPlainText(),
            "discussed": self.discussed.toPlainText(),
            "needs": self.needs.toPlainText(),
            "competitors": self.competitors.text(),
            "impression": self.impression.value(),
            "next_step": self.next_step.text(),
            "next_on": iso_or_text(self.next_on.field),
            "expenses": self.expenses.typed(),
            "arrived": self.stamps.arrived.at,
            "left": self.stamps.left.at,
        }

    def show_typed(self, typed: Typed) -> None:
        """Fill the editors, without ``changed``."""
        self._mode = typed.mode
        self._filled(lambda: self._fill(typed))
        self._show_parts()
        self.set_errors({})

    def _filled(self, fill: Callable[[], None]) -> None:
        self._is_filling = True
        try:
            fill()
        finally:
            self._is_filling = False

    def _fill(self, typed: Typed) -> None:
        show_day(self._day_field(), typed.on)
        self.times.start.setText(typed.start)
        self.times.end.setText(typed.end)
        self.people.set_people([Person(name, one) for one, name in typed.people])
        self.colleagues.set_people([Person(name) for name in typed.colleagues])
        for name in ("place", "competitors", "next_step"):
            getattr(self, name).setText(getattr(typed, name))
        for name in ("objective", "agenda", "to_bring", "discussed", "needs"):
            text: Prose = getattr(self, name)
            if text.toPlainText() != getattr(typed, name):
                text.setPlainText(getattr(typed, name))
        self.impression.set_value(typed.impression)
        show_day(self.next_on.field, typed.next_on)
        self.expenses.show_typed(typed.expenses)
        self.stamps.arrived.show_at(typed.arrived)
        self.stamps.left.show_at(typed.left)
        self._show_free_names()

    def set_errors(self, errors: Mapping[str, str]) -> None:
        """Sentences by the names of ``typed.read`` and of core's drafts; the first one takes the focus."""
        shown = {self._field_of(name): sentence for name, sentence in errors.items()}
        for name, field in self.fields.items():
            field.set_error(shown.get(name))
        first = next((field for name, field in self.fields.items() if name in shown), None)
        if first is not None:
            first.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def knows(self, name: str) -> bool:
        """Whether an error of that name has its place here."""
        return self._field_of(name) in self.fields

    def editor_of(self, name: str) -> QWidget | None:
        """The editor of a field of the report."""
        field = self.fields.get(self._field_of({"time": "times", "participants": "people"}.get(name, name)))
        return field.editor if field is not None else None

    def _field_of(self, name: str) -> str:
        if name == "on":
            return "planned_on" if self._mode == "plan" else "reported_on"
        times = dict.fromkeys(("start", "end", "started_at", "ended_at", "arrived_at", "left_at"), "times")
        return {**times, "next_visit_on": "next_on"}.get(name, name)
