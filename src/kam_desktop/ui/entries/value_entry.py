"""Scoring the delivered value with a client: four values, four costs, 1 to 5 each (D-8.3)."""

from collections.abc import Mapping
from typing import Any

from kam_desktop import runtime
from kam_desktop.core import delivered_value
from kam_desktop.core.delivered_value import ScoreDraft
from kam_desktop.core.rules.delivered_value import COSTS, VALUES
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.entries.cause_entry import CauseEntry, Values, Work, day_of, line
from kam_desktop.ui.entries.days import show_day, text_of_day
from kam_desktop.ui.widgets.date_field import DateField
from kam_desktop.ui.widgets.impression import Impression


class ValueEntry(CauseEntry):
    """What was not spoken of is left without a number."""

    kind = "value_score"

    def make_fields(self) -> None:
        self.person.hide()
        self.scores = {name: Impression(self) for name in (*VALUES, *COSTS)}
        for score in self.scores.values():
            appearance.scaled(score.setMinimumWidth, 112)
        self.on, self.notes = DateField(runtime.today(), self, prefer="past"), line(self, 8_000)
        appearance.scaled(self.on.setMinimumWidth, 124)
        for names in (VALUES, COSTS):
            self.add_row(*((name, labels.say(f"value_score.{name}"), self.scores[name], 1) for name in names))
        self.add_row(("on", self.tr("Day"), self.on, 1), ("notes", self.tr("Notes"), self.notes, 4))

    def title(self) -> str:
        return self.tr("Edit the scores") if self.row_id else self.tr("Score the value: 1 little, 5 much")

    def empty(self) -> Values:
        return {"on": runtime.today().isoformat(), "notes": "", "scores": {}}

    def values(self) -> Values:
        scores = {name: value for name, field in self.scores.items() if (value := field.value()) is not None}
        return {"on": text_of_day(self.on), "notes": self.notes.text(), "scores": scores}

    def fill(self, values: Mapping[str, Any]) -> None:
        self.on.set_today(runtime.today())
        show_day(self.on, values["on"])
        self.notes.setText(values["notes"])
        for name, field in self.scores.items():
            field.set_value(values["scores"].get(name))

    def writing(self) -> Work:
        today = runtime.today()
        draft = ScoreDraft(day_of(self.on, "on") or today, self.values()["scores"], self.notes.text(), self.revision)
        client_id, row_id = self.client_id, self.row_id
        if row_id:
            return lambda session: delivered_value.edit(session, row_id, draft, today=today)
        return lambda session: delivered_value.add(session, client_id, draft, today=today)

    def removing(self) -> Work:
        row_id = self.row_id
        return lambda session: delivered_value.remove(session, row_id)

    def stored(self, session: Any) -> Values:
        row = delivered_value.get(session, self.row_id)
        scores = {name: score for name in (*VALUES, *COSTS) if (score := getattr(row, name)) is not None}
        return {"on": row.on.isoformat(), "notes": row.notes, "scores": scores, "revision": row.revision}

    def said(self, *, is_removed: bool = False) -> str:
        return self.tr("The scores are removed") if is_removed else self.tr("The scores are kept")
