"""Writing a service or a piece of promotion support down, and later what came of it (D-8.2)."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox

from kam_desktop import runtime
from kam_desktop.core import services
from kam_desktop.core.rules.kinds import ServiceKind
from kam_desktop.core.services import ServiceDraft
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.entries.amount_fields import amount_of, amount_text
from kam_desktop.ui.entries.cause_entry import CauseEntry, Values, Work, day_of, line, needed_day
from kam_desktop.ui.entries.days import show_day, text_of_day
from kam_desktop.ui.widgets.date_field import DateField
from kam_desktop.ui.widgets.impression import Impression


class ServiceEntry(CauseEntry):
    """``is_done`` is asked only of a new one: later there is a key for it."""

    kind = "service"

    def make_fields(self) -> None:
        self.person.hide()
        self.currency = "CNY"
        self.what, self.cost, self.owner, self.notes = (
            line(self, 255),
            line(self, 24),
            line(self, 64),
            line(self, 8_000),
        )
        self.what.setPlaceholderText(self.tr("e.g. training for the workshop"))
        self.sort, self.campaign = QComboBox(self), QComboBox(self)
        for each in ServiceKind:
            self.sort.addItem(labels.name_of(each), each.value)
        self.set_campaigns({})
        self.on, self.until = DateField(runtime.today(), self), DateField(runtime.today(), self)
        for field in (self.on, self.until):
            appearance.scaled(field.setMinimumWidth, 124)
        self.is_done = QCheckBox(self.tr("Done already"), self)
        self.add_row(
            ("title", self.tr("What"), self.what, 5), ("kind", self.tr("Kind"), self.sort, 3),
            ("campaign_id", self.tr("Campaign"), self.campaign, 3),
        )  # fmt: skip
        self.add_row(
            ("on", self.tr("Day"), self.on, 3), ("until_on", self.tr("Last day, of several"), self.until, 3),
            ("cost", self.tr("Cost"), self.cost, 2), ("owner", self.tr("Who does it"), self.owner, 2),
            ("notes", self.tr("Notes"), self.notes, 3), ("is_done", "", self.is_done, 0),
        )  # fmt: skip

    def set_campaigns(self, campaigns: Mapping[str, str]) -> None:
        """The campaigns it may be part of, by id."""
        chosen = self.campaign.currentData()
        self.campaign.clear()
        self.campaign.addItem(self.tr("Of none"), "")
        for campaign_id, title in campaigns.items():
            self.campaign.addItem(title, campaign_id)
        self.campaign.setCurrentIndex(max(0, self.campaign.findData(chosen)))

    def title(self) -> str:
        self.is_done.setVisible(not self.row_id)
        return self.tr("Edit the service") if self.row_id else self.tr("New service")

    def empty(self) -> Values:
        return {
            "title": "", "kind": ServiceKind.TRAINING.value, "campaign_id": "", "on": "", "until_on": "", "cost": "",
            "owner": "", "notes": "", "is_done": False, "currency": "CNY",
        }  # fmt: skip

    def values(self) -> Values:
        return {
            "title": self.what.text(), "kind": self.sort.currentData(),
            "campaign_id": self.campaign.currentData() or "", "on": text_of_day(self.on),
            "until_on": text_of_day(self.until), "cost": self.cost.text(), "owner": self.owner.text(),
            "notes": self.notes.text(), "is_done": self.is_done.isChecked(), "currency": self.currency,
        }  # fmt: skip

    def fill(self, values: Mapping[str, Any]) -> None:
        for field, name in ((self.on, "on"), (self.until, "until_on")):
            field.set_today(runtime.today())
            show_day(field, values[name])
        for editor, name in ((self.what, "title"), (self.cost, "cost"), (self.owner, "owner"), (self.notes, "notes")):
            editor.setText(values[name])
        self.sort.setCurrentIndex(max(0, self.sort.findData(values["kind"])))
        self.campaign.setCurrentIndex(max(0, self.campaign.findData(values["campaign_id"])))
        self.is_done.setChecked(bool(values["is_done"]))
        self.currency = values["currency"]

    def writing(self) -> Work:
        draft = ServiceDraft(
            ServiceKind(self.sort.currentData()), self.what.text(), needed_day(self.on, "on"),
            day_of(self.until, "until_on"), amount_of(self.cost, "cost") or 0, self.currency, self.owner.text(),
            self.campaign.currentData() or "", self.notes.text(), self.revision,
        )  # fmt: skip
        client_id, row_id, today, is_done = self.client_id, self.row_id, runtime.today(), self.is_done.isChecked()
        if row_id:
            return lambda session: services.edit(session, row_id, draft, today=today)
        return lambda session: services.add(session, client_id, draft, today=today, is_done=is_done)

    def removing(self) -> Work:
        row_id, today = self.row_id, runtime.today()
        return lambda session: services.remove(session, row_id, today=today)

    def stored(self, session: Any) -> Values:
        row = services.get(session, self.row_id)
        return {
            "title": row.title, "kind": row.kind, "campaign_id": row.campaign_id or "", "on": row.on.isoformat(),
            "until_on": row.until_on.isoformat() if row.until_on else "", "cost": amount_text(row.cost_minor or None),
            "owner": row.owner, "notes": row.notes, "currency": row.currency, "revision": row.revision,
        }  # fmt: skip

    def said(self, *, is_removed: bool = False) -> str:
        words = self.tr("Service removed: {what}") if is_removed else self.tr("Service noted: {what}")
        return words.format(what=self.what.text().strip()[:80])


class EffectEntry(CauseEntry):
    """What came of a service, in words and from 1 to 5."""

    kind = "service_effect"

    def make_fields(self) -> None:
        self.person.hide()
        self.effect, self.score = line(self, 8_000), Impression(self)
        appearance.scaled(self.score.setMinimumWidth, 160)
        self.add_row(
            ("effect", self.tr("What came of it"), self.effect, 6), ("effect_score", self.tr("How good"), self.score, 2)
        )

    def open(self, client_id: str, row_id: str = "", contact_id: str = "") -> None:
        """An effect belongs to its service: it is rewritten, not removed."""
        super().open(client_id, row_id, contact_id)
        self.remove_button.hide()

    def title(self) -> str:
        return self.tr("Effect of the service")

    def empty(self) -> Values:
        return {"effect": "", "score": None}

    def values(self) -> Values:
        return {"effect": self.effect.text(), "score": self.score.value()}

    def fill(self, values: Mapping[str, Any]) -> None:
        self.effect.setText(values["effect"])
        self.score.set_value(values["score"])

    def writing(self) -> Work:
        row_id, effect, score, today = self.row_id, self.effect.text(), self.score.value(), runtime.today()
        return lambda session: services.note_effect(session, row_id, effect=effect, score=score, today=today)

    def stored(self, session: Any) -> Values:
        row = services.get(session, self.row_id)
        return {"effect": row.effect, "score": row.effect_score, "revision": row.revision}

    def said(self, **_which: bool) -> str:
        return self.tr("The effect is noted")
