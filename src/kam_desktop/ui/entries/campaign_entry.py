"""Writing a campaign or a client event down (D-8.2)."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QComboBox

from kam_desktop import runtime
from kam_desktop.core import campaigns
from kam_desktop.core.campaigns import CampaignDraft
from kam_desktop.core.rules.kinds import CampaignKind
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.entries.amount_fields import amount_of, amount_text
from kam_desktop.ui.entries.cause_entry import CauseEntry, Values, Work, day_of, line, needed_day
from kam_desktop.ui.entries.days import show_day, text_of_day
from kam_desktop.ui.widgets.date_field import DateField


class CampaignEntry(CauseEntry):
    """One day unless a last one is given."""

    kind = "campaign"

    def make_fields(self) -> None:
        self.person.hide()
        self.currency = "CNY"
        self.what, self.place, self.budget, self.owner, self.notes = (
            line(self, 255), line(self, 255), line(self, 24), line(self, 64), line(self, 8_000),
        )  # fmt: skip
        self.what.setPlaceholderText(self.tr("e.g. autumn meeting with our dealers"))
        self.sort = QComboBox(self)
        for each in CampaignKind:
            self.sort.addItem(labels.name_of(each), each.value)
        self.first, self.last = DateField(runtime.today(), self), DateField(runtime.today(), self)
        for field in (self.first, self.last):
            appearance.scaled(field.setMinimumWidth, 124)
        self.add_row(
            ("title", self.tr("What"), self.what, 5), ("kind", self.tr("Kind"), self.sort, 2),
            ("first_on", self.tr("Day"), self.first, 2), ("last_on", self.tr("Last day, of several"), self.last, 2),
        )  # fmt: skip
        self.add_row(
            ("place", self.tr("Place"), self.place, 3), ("budget", self.tr("Budget"), self.budget, 2),
            ("owner", self.tr("Who answers for it"), self.owner, 2), ("notes", self.tr("Notes"), self.notes, 4),
        )  # fmt: skip

    def title(self) -> str:
        return self.tr("Edit the campaign") if self.row_id else self.tr("New campaign")

    def empty(self) -> Values:
        return {
            "title": "", "kind": CampaignKind.CONFERENCE.value, "first_on": "", "last_on": "", "place": "",
            "budget": "", "owner": "", "notes": "", "currency": "CNY",
        }  # fmt: skip

    def values(self) -> Values:
        return {
            "title": self.what.text(), "kind": self.sort.currentData(), "first_on": text_of_day(self.first),
            "last_on": text_of_day(self.last), "place": self.place.text(), "budget": self.budget.text(),
            "owner": self.owner.text(), "notes": self.notes.text(), "currency": self.currency,
        }  # fmt: skip

    def fill(self, values: Mapping[str, Any]) -> None:
        for field, name in ((self.first, "first_on"), (self.last, "last_on")):
            field.set_today(runtime.today())
            show_day(field, values[name])
        for editor, name in (
            (self.what, "title"), (self.place, "place"), (self.budget, "budget"), (self.owner, "owner"),
            (self.notes, "notes"),
        ):  # fmt: skip
            editor.setText(values[name])
        self.sort.setCurrentIndex(max(0, self.sort.findData(values["kind"])))
        self.currency = values["currency"]

    def writing(self) -> Work:
        first = needed_day(self.first, "first_on")
        draft = CampaignDraft(
            self.what.text(), CampaignKind(self.sort.currentData()), first, day_of(self.last, "last_on") or first,
            self.place.text(), amount_of(self.budget, "budget") or 0, self.currency, self.owner.text(),
            self.notes.text(), self.revision,
        )  # fmt: skip
        row_id, today = self.row_id, runtime.today()
        if row_id:
            return lambda session: campaigns.edit(session, row_id, draft, today=today)
        return lambda session: campaigns.add(session, draft)

    def removing(self) -> Work:
        row_id, today = self.row_id, runtime.today()
        return lambda session: campaigns.remove(session, row_id, today=today)

    def stored(self, session: Any) -> Values:
        row = campaigns.get(session, self.row_id)
        return {
            "title": row.title, "kind": row.kind, "first_on": row.first_on.isoformat(),
            "last_on": row.last_on.isoformat(), "place": row.place, "budget": amount_text(row.budget_minor or None),
            "owner": row.owner, "notes": row.notes, "currency": row.currency, "revision": row.revision,
        }  # fmt: skip

    def said(self, *, is_removed: bool = False) -> str:
        words = self.tr("Campaign removed: {what}") if is_removed else self.tr("Campaign noted: {what}")
        return words.format(what=self.what.text().strip()[:80])
