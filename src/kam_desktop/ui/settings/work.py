"""Whose work this is: name, company, department, lead, and how far one plans and when reports are due."""

from typing import Any, Final

from PySide6.QtWidgets import QLineEdit

from kam_desktop.core import own_name, settings
from kam_desktop.core.errors import Invalid
from kam_desktop.core.opening import Database
from kam_desktop.ui import labels
from kam_desktop.ui.settings.section import Section
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PrimaryButton

TEXTS: Final = ("company", "department", "lead")
COUNTS: Final = ("report_days", "weeks_ahead")
RANGES: Final = {"report_days": (1, 30), "weeks_ahead": (1, 52)}


class WorkSection(Section):
    """Saved with the one button; travels with the store."""

    def __init__(self, tasks: Tasks, store: Database) -> None:
        super().__init__("")
        self.tasks, self._store = tasks, store
        self.column.itemAt(0).widget().setText(self.tr("My work"))  # type: ignore[union-attr]
        self._edits = {name: QLineEdit(self) for name in ("author", *TEXTS, *COUNTS)}
        self.form.add("author", self.tr("Your name, as it stands on reports"), self._edits["author"])
        self.form.add_row(
            ("company", self.tr("Company"), self._edits["company"], 1),
            ("department", self.tr("Department"), self._edits["department"], 1),
        )
        self.form.add("lead", self.tr("Lead"), self._edits["lead"])
        self.form.add_section(self.tr("Planning and reports"))
        self.form.add_row(
            ("weeks_ahead", self.tr("Plan this many weeks ahead"), self._edits["weeks_ahead"], 1),
            ("report_days", self.tr("Reports are due within days"), self._edits["report_days"], 1),
        )
        self.save = PrimaryButton(self.tr("Save"), self)
        self.save.clicked.connect(self._save)
        self.add_buttons(self.save)

    def reload(self) -> None:
        """Read the settings again."""
        names = (*TEXTS, *COUNTS)
        self.tasks.read(self, lambda s: {name: settings.get(s, name) for name in names}, done=self._fill)

    def _fill(self, values: dict[str, Any]) -> None:
        self._edits["author"].setText(self._store.author)
        for name, value in values.items():
            self._edits[name].setText(str(value))

    def _save(self) -> None:
        self.form.set_errors({})
        try:
            values = self._values()
        except Invalid as error:
            self.form.takes(error, labels.sentence(error))
            return
        author, store = self._edits["author"].text().strip(), self._store
        former = store.author

        def work(session: Any) -> None:
            for name, value in values.items():
                if settings.get(session, name) != value:
                    settings.put(session, name, value)
            own_name.carry(session, former=former, name=author)

        if author != store.author:
            store.set_author(author)
        self.tasks.write(self, work, said=self.tr("Settings saved"))

    def _values(self) -> dict[str, Any]:
        if not self._edits["author"].text().strip():
            raise Invalid("author", "author.missing")
        values: dict[str, Any] = {name: self._edits[name].text().strip() for name in TEXTS}
        return values | {name: _count(name, self._edits[name].text()) for name in COUNTS}


def _count(name: str, text: str) -> int:
    least, most = RANGES[name]
    if not text.strip().isdigit() or not least <= int(text) <= most:
        raise Invalid(name, "settings.number", least=least, most=most)
    return int(text)
