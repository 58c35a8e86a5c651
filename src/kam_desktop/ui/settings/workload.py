"""How much work a day and a week take, and the hours in which nobody is disturbed (D-5.8, D-5.11)."""

from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QLineEdit

from kam_desktop.core import room, settings
from kam_desktop.core.errors import Invalid, KamError
from kam_desktop.ui import labels
from kam_desktop.ui.settings.section import Section
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PrimaryButton

NAMES: Final = ("day_minutes", "day_visits", "week_visits", "quiet_from", "quiet_until")


class WorkloadSection(Section):
    """Saved with the one button; with other room the plan is made anew."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__("", " ")
        self.tasks = tasks
        about = self.tr("What does not fit into a day is put on another one, or listed as without a place.")
        self.say(self.tr("Work hours and capacity"), about)
        self.edits = {name: QLineEdit(self) for name in NAMES}
        hint = self.tr("A visit counts 75 minutes, a call 15, a card or an e-mail 5, a message 3.")
        self.form.add("day_minutes", self.tr("Minutes for touches a day"), self.edits["day_minutes"], hint=hint)
        self.form.add_row(
            ("day_visits", self.tr("Visits a day"), self.edits["day_visits"], 1),
            ("week_visits", self.tr("Visits a week"), self.edits["week_visits"], 1),
        )
        self.form.add_section(self.tr("Quiet hours"))
        self.form.add_row(
            ("quiet_from", self.tr("From"), self.edits["quiet_from"], 1),
            ("quiet_until", self.tr("Until"), self.edits["quiet_until"], 1),
        )
        self.save = PrimaryButton(self.tr("Save"), self)
        self.save.clicked.connect(self._save)
        self.add_buttons(self.save)
        for edit in self.edits.values():
            edit.returnPressed.connect(self.save.click)

    def reload(self) -> None:
        """Read the settings again."""
        self.tasks.read(self, lambda s: {name: settings.get(s, name) for name in NAMES}, done=self._fill)

    def _fill(self, values: dict[str, Any]) -> None:
        for name, value in values.items():
            self.edits[name].setText(str(value))

    def _save(self) -> None:
        self.form.set_errors({})
        values = {name: edit.text() for name, edit in self.edits.items()}
        self.tasks.write(
            self, partial(room.set_hours, values=values), failed=self._on_refused, said=self.tr("Settings saved")
        )  # fmt: skip

    def _on_refused(self, error: KamError) -> None:
        if not (isinstance(error, Invalid) and self.form.takes(error, labels.sentence(error))):
            self.tasks.refused.emit(error)
