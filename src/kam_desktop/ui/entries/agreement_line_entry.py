"""Writing a line of an agreement down: something due, or volume, points and vouchers that came or went (D-8.1)."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QComboBox

from kam_desktop import runtime
from kam_desktop.core import agreements
from kam_desktop.core.agreements import EntryDraft
from kam_desktop.core.rules.kinds import EntryKind
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.entries.amount_fields import quantity_of
from kam_desktop.ui.entries.cause_entry import CauseEntry, Values, Work, day_of, line
from kam_desktop.ui.entries.days import show_day, text_of_day
from kam_desktop.ui.widgets.date_field import DateField


class AgreementLineEntry(CauseEntry):
    """``client_id`` is the agreement's id here: lines are of an agreement. A line is not edited but taken away."""

    kind = "agreement_line"

    def make_fields(self) -> None:
        self.person.hide()
        self.what, self.quantity, self.owner = line(self, 8_000), line(self, 24), line(self, 64)
        self.sort = QComboBox(self)
        for each in EntryKind:
            self.sort.addItem(labels.name_of(each), each.value)
        self.sort.activated.connect(self._fit)
        self.on = DateField(runtime.today(), self)
        appearance.scaled(self.on.setMinimumWidth, 124)
        self.quantity.setPlaceholderText(self.tr("-200 is used up"))
        self.add_row(
            ("kind", self.tr("Kind"), self.sort, 2), ("text", self.tr("What"), self.what, 5),
            ("due_on", self.tr("Day"), self.on, 2), ("quantity", self.tr("Quantity"), self.quantity, 2),
            ("owner", self.tr("Who answers for it"), self.owner, 2),
        )  # fmt: skip

    def _fit(self) -> None:
        is_deadline = self.sort.currentData() == EntryKind.DEADLINE
        self.fields["quantity"].setVisible(not is_deadline)
        self.fields["owner"].setVisible(is_deadline)

    def title(self) -> str:
        return self.tr("New line of the agreement")

    def empty(self) -> Values:
        return {"kind": EntryKind.DEADLINE.value, "text": "", "due_on": "", "quantity": "", "owner": ""}

    def values(self) -> Values:
        return {
            "kind": self.sort.currentData(), "text": self.what.text(), "due_on": text_of_day(self.on),
            "quantity": self.quantity.text(), "owner": self.owner.text(),
        }  # fmt: skip

    def fill(self, values: Mapping[str, Any]) -> None:
        self.on.set_today(runtime.today())
        show_day(self.on, values["due_on"])
        self.sort.setCurrentIndex(max(0, self.sort.findData(values["kind"])))
        for editor, name in ((self.what, "text"), (self.quantity, "quantity"), (self.owner, "owner")):
            editor.setText(values[name])
        self._fit()

    def writing(self) -> Work:
        kind, day = EntryKind(self.sort.currentData()), day_of(self.on, "due_on")
        if kind is EntryKind.DEADLINE:
            draft = EntryDraft(kind, self.what.text(), due_on=day, owner=self.owner.text())
        else:
            draft = EntryDraft(kind, self.what.text(), on=day, quantity_milli=quantity_of(self.quantity, "quantity"))
        agreement_id, today = self.client_id, runtime.today()
        return lambda session: agreements.add_entry(session, agreement_id, draft, today=today)

    def said(self, **_which: bool) -> str:
        return self.tr("Noted: {what}").format(what=self.what.text().strip()[:80] or self.sort.currentText())
