"""Writing an agreement down: what, from when to when, how early it is spoken of, how much was agreed (D-8.1)."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox

from kam_desktop import runtime
from kam_desktop.core import agreements
from kam_desktop.core.agreements import MOST_NOTICE, AgreementDraft
from kam_desktop.core.rules.kinds import AgreementKind
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.entries.amount_fields import amount_of, amount_text, quantity_of, quantity_text
from kam_desktop.ui.entries.cause_entry import CauseEntry, Values, Work, day_of, line
from kam_desktop.ui.entries.days import show_day, text_of_day
from kam_desktop.ui.widgets.date_field import DateField


class AgreementEntry(CauseEntry):
    """Three lines of fields; amounts in the currency that the record has."""

    kind = "agreement"

    def make_fields(self) -> None:
        self.person.hide()  # it is made with the client
        self.currency = "CNY"
        self.what, self.number, self.owner = line(self, 255), line(self, 64), line(self, 64)
        self.unit, self.volume, self.amount, self.notes = (
            line(self, 16),
            line(self, 24),
            line(self, 24),
            line(self, 8_000),
        )
        self.what.setPlaceholderText(self.tr("e.g. framework for 2027"))
        self.sort = QComboBox(self)
        for each in AgreementKind:
            self.sort.addItem(labels.name_of(each), each.value)
        self.starts, self.ends = DateField(runtime.today(), self, prefer="past"), DateField(runtime.today(), self)
        for field in (self.starts, self.ends):
            appearance.scaled(field.setMinimumWidth, 124)
        self.notice = QSpinBox(self)
        self.notice.setRange(0, MOST_NOTICE)
        self.notice.valueChanged.connect(self._on_typed)
        self.renews = QCheckBox(self.tr("Renews by itself"), self)
        self.add_row(
            ("title", self.tr("What was agreed"), self.what, 5), ("kind", self.tr("Kind"), self.sort, 3),
            ("number", self.tr("Number"), self.number, 2),
        )  # fmt: skip
        self.add_row(
            ("starts_on", self.tr("From"), self.starts, 3), ("ends_on", self.tr("Until"), self.ends, 3),
            ("notice_days", self.tr("Speak of it, days before"), self.notice, 2), ("renews", "", self.renews, 0),
        )  # fmt: skip
        self.add_row(
            ("volume", self.tr("Volume"), self.volume, 2), ("unit", self.tr("Unit"), self.unit, 1),
            ("amount", self.tr("Amount"), self.amount, 2), ("owner", self.tr("Who answers for it"), self.owner, 2),
            ("notes", self.tr("Notes"), self.notes, 4),
        )  # fmt: skip

    def title(self) -> str:
        return self.tr("Edit the agreement") if self.row_id else self.tr("New agreement")

    def empty(self) -> Values:
        return {
            "title": "", "kind": AgreementKind.CONTRACT.value, "number": "", "starts_on": "", "ends_on": "",
            "notice_days": 60, "renews": False, "volume": "", "unit": "", "amount": "", "owner": "", "notes": "",
            "currency": "CNY",
        }  # fmt: skip

    def values(self) -> Values:
        return {
            "title": self.what.text(), "kind": self.sort.currentData(), "number": self.number.text(),
            "starts_on": text_of_day(self.starts), "ends_on": text_of_day(self.ends),
            "notice_days": self.notice.value(), "renews": self.renews.isChecked(), "volume": self.volume.text(),
            "unit": self.unit.text(), "amount": self.amount.text(), "owner": self.owner.text(),
            "notes": self.notes.text(), "currency": self.currency,
        }  # fmt: skip

    def fill(self, values: Mapping[str, Any]) -> None:
        for field, name in ((self.starts, "starts_on"), (self.ends, "ends_on")):
            field.set_today(runtime.today())
            show_day(field, values[name])
        for editor, name in (
            (self.what, "title"), (self.number, "number"), (self.volume, "volume"), (self.unit, "unit"),
            (self.amount, "amount"), (self.owner, "owner"), (self.notes, "notes"),
        ):  # fmt: skip
            editor.setText(values[name])
        self.sort.setCurrentIndex(max(0, self.sort.findData(values["kind"])))
        self.notice.setValue(int(values["notice_days"]))
        self.renews.setChecked(bool(values["renews"]))
        self.currency = values["currency"]

    def writing(self) -> Work:
        draft = AgreementDraft(
            AgreementKind(self.sort.currentData()), self.what.text(), self.number.text(),
            day_of(self.starts, "starts_on"), day_of(self.ends, "ends_on"), self.notice.value(),
            self.renews.isChecked(), self.owner.text(), quantity_of(self.volume, "volume"), self.unit.text(),
            amount_of(self.amount, "amount"), self.currency, self.notes.text(), self.revision,
        )  # fmt: skip
        client_id, row_id, today = self.client_id, self.row_id, runtime.today()
        if row_id:
            return lambda session: agreements.edit(session, row_id, draft, today=today)
        return lambda session: agreements.add(session, client_id, draft, today=today)

    def removing(self) -> Work:
        row_id, today = self.row_id, runtime.today()
        return lambda session: agreements.remove(session, row_id, today=today)

    def stored(self, session: Any) -> Values:
        row = agreements.get(session, self.row_id)
        return {
            "title": row.title, "kind": row.kind, "number": row.number,
            "starts_on": row.starts_on.isoformat() if row.starts_on else "",
            "ends_on": row.ends_on.isoformat() if row.ends_on else "", "notice_days": row.notice_days,
            "renews": row.renews, "volume": quantity_text(row.volume_milli), "unit": row.unit,
            "amount": amount_text(row.amount_minor), "owner": row.owner, "notes": row.notes, "currency": row.currency,
            "revision": row.revision,
        }  # fmt: skip

    def said(self, *, is_removed: bool = False) -> str:
        words = self.tr("Agreement removed: {what}") if is_removed else self.tr("Agreement noted: {what}")
        return words.format(what=self.what.text().strip()[:80])
