"""Writing a favour down: who helps whom, with what, by when, and what came of it (D-5.4)."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox

from kam_desktop import runtime
from kam_desktop.core import favours
from kam_desktop.core.favours import FavourDraft
from kam_desktop.core.rules.kinds import FavourDirection
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.entries.cause_entry import CauseEntry, Values, Work, day_of, line
from kam_desktop.ui.entries.days import show_day, text_of_day
from kam_desktop.ui.widgets.date_field import DateField


class FavourEntry(CauseEntry):
    """``is_done`` is asked only of a new one: later there is a key for it."""

    kind = "favour"

    def make_fields(self) -> None:
        self.what = line(self, 8_000)
        self.what.setPlaceholderText(self.tr("e.g. find a specialist for his mother"))
        self.direction = QComboBox(self)
        for each in FavourDirection:
            self.direction.addItem(labels.name_of(each), each.value)
        self.on, self.due = DateField(runtime.today(), self, prefer="past"), DateField(runtime.today(), self)
        for field in (self.on, self.due):
            appearance.scaled(field.setMinimumWidth, 112)
        self.who, self.result = line(self, 64), line(self, 8_000)
        self.is_done = QCheckBox(self.tr("Done already"), self)
        self.add_row(
            ("what", self.tr("Help with what"), self.what, 5), ("direction", self.tr("Who helps"), self.direction, 2),
            ("contact_id", self.tr("With whom"), self.person, 3),
        )  # fmt: skip
        self.add_row(
            ("on", self.tr("Asked on"), self.on, 3), ("due_on", self.tr("Promised for"), self.due, 3),
            ("who", self.tr("Who does it"), self.who, 2), ("result", self.tr("What came of it"), self.result, 3),
            ("is_done", "", self.is_done, 0),
        )  # fmt: skip

    def title(self) -> str:
        self.is_done.setVisible(not self.row_id)
        return self.tr("Edit the favour") if self.row_id else self.tr("New favour")

    def empty(self) -> Values:
        return {
            "what": "", "direction": FavourDirection.WE_HELP.value, "on": runtime.today().isoformat(), "due_on": "",
            "who": "", "result": "", "is_done": False,
        }  # fmt: skip

    def values(self) -> Values:
        return {
            "what": self.what.text(), "direction": self.direction.currentData(), "on": text_of_day(self.on),
            "due_on": text_of_day(self.due), "who": self.who.text(), "result": self.result.text(),
            "is_done": self.is_done.isChecked(),
        }  # fmt: skip

    def fill(self, values: Mapping[str, Any]) -> None:
        for field, name in ((self.on, "on"), (self.due, "due_on")):
            field.set_today(runtime.today())
            show_day(field, values[name])
        self.what.setText(values["what"])
        self.direction.setCurrentIndex(max(0, self.direction.findData(values["direction"])))
        self.who.setText(values["who"])
        self.result.setText(values["result"])
        self.is_done.setChecked(bool(values["is_done"]))

    def writing(self) -> Work:
        today = runtime.today()
        on = day_of(self.on, "on") or today
        draft = FavourDraft(
            FavourDirection(self.direction.currentData()), self.what.text(), on, self.person.currentData() or "",
            day_of(self.due, "due_on"), self.who.text(), self.result.text(), self.revision,
        )  # fmt: skip
        client_id, row_id, is_done = self.client_id, self.row_id, self.is_done.isChecked()
        if row_id:
            return lambda session: favours.edit(session, row_id, draft, today=today)
        return lambda session: favours.add(session, client_id, draft, today=today, is_done=is_done)

    def removing(self) -> Work:
        row_id, today = self.row_id, runtime.today()
        return lambda session: favours.remove(session, row_id, today=today)

    def stored(self, session: Any) -> Values:
        row = favours.get(session, self.row_id)
        return {
            "what": row.what, "direction": row.direction, "on": row.on.isoformat(),
            "due_on": row.due_on.isoformat() if row.due_on else "", "who": row.who, "result": row.result,
            "contact_id": row.contact_id or "", "revision": row.revision,
        }  # fmt: skip

    def said(self, *, is_removed: bool = False) -> str:
        words = self.tr("Favour removed: {what}") if is_removed else self.tr("Favour noted: {what}")
        return words.format(what=self.what.text().strip()[:80])
