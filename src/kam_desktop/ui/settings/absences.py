"""Absences: ill today in one click, leave and training by their days; what stood there moves (D-5.8)."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import absences
from kam_desktop.core.absences import AbsenceDraft, AbsenceRow
from kam_desktop.core.errors import Invalid, KamError
from kam_desktop.core.rules.kinds import AbsenceKind
from kam_desktop.ui import appearance, away, labels
from kam_desktop.ui.settings.section import Section
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import IconButton, PlainButton, PrimaryButton
from kam_desktop.ui.widgets.date_field import DateField
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, SectionLabel


class AbsencesSection(Section):
    """The absences that are not over, the next first."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__("", " ")
        self.tasks = tasks
        about = self.tr("What was planned for these days moves; what you set by hand stays.")
        self.say(self.tr("Ill, on leave, in training"), about)
        self.ill = PrimaryButton(self.tr("I am ill today"), self)
        self.ill.clicked.connect(lambda: away.ill_today(self.tasks, self))
        first = QHBoxLayout()
        first.addWidget(self.ill)
        first.addStretch(1)
        self.column.insertLayout(2, first)
        self._make_form()
        self.add = PlainButton(self.tr("Add"), self, icon="plus")
        self.add.clicked.connect(self._add)
        self.add_buttons(self.add)
        self.column.addWidget(SectionLabel(self.tr("Now and to come"), self))
        self._list = QWidget(self)
        self.column.addWidget(self._list)

    def _make_form(self) -> None:
        self.kind = QComboBox(self)
        for kind in AbsenceKind:
            self.kind.addItem(labels.name_of(kind).capitalize(), kind)
        self.who = QLineEdit(self)
        self.who.setPlaceholderText(self.tr("myself"))
        self.first_on, self.last_on = DateField(runtime.today(), self), DateField(runtime.today(), self)
        self.form.add_section(self.tr("Another absence"))
        self.form.add_row(
            ("kind", self.tr("Kind"), self.kind, 1), ("who", self.tr("Whose"), self.who, 1),
        )  # fmt: skip
        self.form.add_row(
            ("first_on", self.tr("First day"), self.first_on, 1), ("last_on", self.tr("Last day"), self.last_on, 1)
        )
        for field in (self.who, self.first_on, self.last_on):
            field.returnPressed.connect(self._add)

    def reload(self) -> None:
        """Read the absences again."""
        today = runtime.today()
        self.tasks.read(self, lambda s: absences.rows(s, since=today), done=self._fill)

    def _fill(self, rows: list[AbsenceRow]) -> None:
        made = QWidget(self)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for each in rows:
            column.addLayout(self._line(each, made))
        if not rows:
            column.addWidget(Hint(self.tr("Nobody is away."), made))
        self.column.replaceWidget(self._list, made)
        self._list.hide()
        self._list.deleteLater()
        self._list = made

    def _line(self, row: AbsenceRow, parent: QWidget) -> QHBoxLayout:
        words = absence_words(row, self.tr("myself"))
        line = QHBoxLayout()
        line.setSpacing(8)
        label = PlainLabel(words, parent, wrap=True)
        appearance.scaled(label.setMinimumHeight, 28)
        remove = IconButton("trash", self.tr("Remove: {what}").format(what=words), parent, size="small")
        remove.clicked.connect(partial(self._remove, row.id))
        line.addWidget(label, 1)
        line.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _add(self) -> None:
        self.form.set_errors({})
        first, last = self.first_on.value(), self.last_on.value()
        for name, field in (("first_on", self.first_on), ("last_on", self.last_on)):
            if not field.is_valid() or (name == "first_on" and first is None):
                error = Invalid(name, "date.unreadable", text=field.text())
                self.form.takes(error, labels.sentence(error))
                return
        if first is not None:
            draft = AbsenceDraft(AbsenceKind(self.kind.currentData()), first, last or first, self.who.text().strip())
            away.add(self.tasks, self, draft, done=lambda _made: self._clear(), failed=self._on_refused)

    def _clear(self) -> None:
        self.first_on.set_value(None)
        self.last_on.set_value(None)
        self.reload()

    def _remove(self, absence_id: str, _is_checked: bool = False) -> None:
        self.tasks.write(
            self, lambda s: absences.remove(s, absence_id), said=self.tr("Absence removed")
        )  # fmt: skip

    def _on_refused(self, error: KamError) -> None:
        if not (isinstance(error, Invalid) and self.form.takes(error, labels.sentence(error))):
            self.tasks.refused.emit(error)


def absence_words(row: AbsenceRow, myself: str) -> str:
    """``休假 · 我 · 9 月 16 日 – 9 月 20 日``."""
    days = labels.day_and_weekday(row.first_on)
    if row.last_on != row.first_on:
        days += f" – {labels.day_and_weekday(row.last_on)}"
    return " · ".join((labels.name_of(row.kind).capitalize(), row.who or myself, days))
