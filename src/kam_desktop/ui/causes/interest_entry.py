"""Writing down a coming event that people may like (D-5.6)."""

import re
from collections.abc import Mapping
from typing import Any, Final

from kam_desktop import runtime
from kam_desktop.core import interest_events
from kam_desktop.core.interest_events import InterestDraft
from kam_desktop.ui import appearance
from kam_desktop.ui.entries.cause_entry import CauseEntry, Values, Work, day_of, line, needed_day
from kam_desktop.ui.entries.days import show_day, text_of_day
from kam_desktop.ui.widgets.date_field import DateField

_BETWEEN: Final = re.compile(r"[，,、;；]+")


class InterestEntry(CauseEntry):
    """What, from when to when, where, and the hobbies it is for."""

    kind = "interest"

    def make_fields(self) -> None:
        self.person.hide()  # it is nobody's in particular
        self.what, self.place, self.words = line(self, 255), line(self, 255), line(self, 1_000)
        self.what.setPlaceholderText(self.tr("e.g. basketball final"))
        self.words.setPlaceholderText(self.tr("e.g. basketball, sports"))
        self.on, self.until = DateField(runtime.today(), self), DateField(runtime.today(), self)
        for field in (self.on, self.until):
            appearance.scaled(field.setMinimumWidth, 128)
        self.add_row(
            ("title", self.tr("What"), self.what, 4), ("on", self.tr("Day"), self.on, 2),
            ("until_on", self.tr("Last day, of several"), self.until, 2),
        )  # fmt: skip
        self.add_row(
            ("words", self.tr("For those who like"), self.words, 4), ("place", self.tr("Place"), self.place, 4),
        )  # fmt: skip

    def title(self) -> str:
        return self.tr("Edit the event") if self.row_id else self.tr("New event")

    def empty(self) -> Values:
        return {"title": "", "on": "", "until_on": "", "words": "", "place": ""}

    def values(self) -> Values:
        return {
            "title": self.what.text(), "on": text_of_day(self.on), "until_on": text_of_day(self.until),
            "words": self.words.text(), "place": self.place.text(),
        }  # fmt: skip

    def fill(self, values: Mapping[str, Any]) -> None:
        for field, name in ((self.on, "on"), (self.until, "until_on")):
            field.set_today(runtime.today())
            show_day(field, values[name])
        self.what.setText(values["title"])
        self.words.setText(values["words"])
        self.place.setText(values["place"])

    def writing(self) -> Work:
        on = needed_day(self.on, "on")
        words = tuple(word.strip() for word in _BETWEEN.split(self.words.text()) if word.strip())
        until = day_of(self.until, "until_on")
        draft = InterestDraft(self.what.text(), on, words, until, self.place.text(), revision=self.revision)
        row_id, today = self.row_id, runtime.today()
        if row_id:
            return lambda session: interest_events.edit(session, row_id, draft, today=today)
        return lambda session: interest_events.add(session, draft, today=today)

    def removing(self) -> Work:
        row_id = self.row_id
        return lambda session: interest_events.remove(session, row_id)

    def stored(self, session: Any) -> Values:
        row = interest_events.get(session, self.row_id)
        return {
            "title": row.title, "on": row.on.isoformat(), "until_on": row.until_on.isoformat() if row.until_on else "",
            "words": "、".join(row.words), "place": row.place, "revision": row.revision,
        }  # fmt: skip

    def said(self, *, is_removed: bool = False) -> str:
        words = self.tr("Event removed: {what}") if is_removed else self.tr("Event noted: {what}")
        return words.format(what=self.what.text().strip())
