"""Writing an occasion down: a day of the client's business or of one of its people (D-5.2, D-5.3)."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox

from kam_desktop import runtime
from kam_desktop.core import occasions
from kam_desktop.core.occasions import OccasionDraft
from kam_desktop.core.rules.kinds import OccasionKind
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.entries.cause_entry import CauseEntry, Values, Work, line, needed_day
from kam_desktop.ui.entries.days import show_day, text_of_day
from kam_desktop.ui.widgets.date_field import DateField


class OccasionEntry(CauseEntry):
    """What, which day, whose, where, and whether it comes round every year."""

    kind = "occasion"
    _usual = OccasionKind.OPENING

    def make_fields(self) -> None:
        self.what = line(self, 255)
        self.what.setPlaceholderText(self.tr("e.g. second shop opens"))
        self.sort = QComboBox(self)
        for each in OccasionKind:
            self.sort.addItem(labels.name_of(each), each.value)
        self.on = DateField(runtime.today(), self)
        appearance.scaled(self.on.setMinimumWidth, 128)
        self.yearly = QCheckBox(self.tr("Every year"), self)
        self.place, self.notes = line(self, 255), line(self, 8_000)
        self.add_row(
            ("title", self.tr("What"), self.what, 5), ("kind", self.tr("Occasion"), self.sort, 3),
            ("on", self.tr("Day"), self.on, 3),
        )  # fmt: skip
        self.add_row(
            ("contact_id", self.tr("Whose"), self.person, 3), ("place", self.tr("Place"), self.place, 2),
            ("notes", self.tr("Remarks"), self.notes, 4), ("is_yearly", "", self.yearly, 0),
        )  # fmt: skip

    def title(self) -> str:
        return self.tr("Edit the occasion") if self.row_id else self.tr("New occasion")

    def open(self, client_id: str, row_id: str = "", contact_id: str = "") -> None:
        """A person's day is more likely a wedding than an opening."""
        self._usual = OccasionKind.WEDDING if contact_id else OccasionKind.OPENING
        super().open(client_id, row_id, contact_id)

    def empty(self) -> Values:
        return {"title": "", "kind": self._usual.value, "on": "", "is_yearly": False, "place": "", "notes": ""}

    def values(self) -> Values:
        return {
            "title": self.what.text(), "kind": self.sort.currentData(), "on": text_of_day(self.on),
            "is_yearly": self.yearly.isChecked(), "place": self.place.text(), "notes": self.notes.text(),
        }  # fmt: skip

    def fill(self, values: Mapping[str, Any]) -> None:
        self.on.set_today(runtime.today())
        self.what.setText(values["title"])
        self.sort.setCurrentIndex(max(0, self.sort.findData(values["kind"])))
        show_day(self.on, values["on"])
        self.yearly.setChecked(bool(values["is_yearly"]))
        self.place.setText(values["place"])
        self.notes.setText(values["notes"])

    def writing(self) -> Work:
        on = needed_day(self.on, "on")
        draft = OccasionDraft(
            OccasionKind(self.sort.currentData()), on, self.what.text(), self.person.currentData() or "",
            self.yearly.isChecked(), self.place.text(), self.notes.text(), self.revision,
        )  # fmt: skip
        client_id, row_id, today = self.client_id, self.row_id, runtime.today()
        if row_id:
            return lambda session: occasions.edit(session, row_id, draft, today=today)
        return lambda session: occasions.add(session, client_id, draft, today=today)

    def removing(self) -> Work:
        row_id, today = self.row_id, runtime.today()
        return lambda session: occasions.remove(session, row_id, today=today)

    def stored(self, session: Any) -> Values:
        row = occasions.get(session, self.row_id)
        return {
            "title": row.title, "kind": row.kind, "on": row.on.isoformat(), "is_yearly": row.is_yearly,
            "place": row.place, "notes": row.notes, "contact_id": row.contact_id or "", "revision": row.revision,
        }  # fmt: skip

    def said(self, *, is_removed: bool = False) -> str:
        words = self.tr("Occasion removed: {what}") if is_removed else self.tr("Occasion noted: {what}")
        return words.format(what=self.what.text().strip())
