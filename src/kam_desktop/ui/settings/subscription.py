"""The calendar file that a phone subscribes to, and how long before a call it rings (D-5.12)."""

from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtWidgets import QFileDialog, QLineEdit

from kam_desktop import runtime
from kam_desktop.core import settings
from kam_desktop.core.errors import Invalid, KamError
from kam_desktop.exchange import subscription
from kam_desktop.ui import labels
from kam_desktop.ui.settings.section import Section
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton, PrimaryButton

MOST_MINUTES = 1440


class Chosen(NamedTuple):
    """What the section shows."""

    file: Path | None
    minutes: int


def _read(session: Any) -> Chosen:
    return Chosen(subscription.place(session), int(settings.get(session, "alarm_minutes")))


class SubscriptionSection(Section):
    """Saved with the one button, which writes the file at once."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__("", " ")
        self.tasks = tasks
        about = self.tr(
            "Touches of 12 weeks, birthdays and yearly days as one file in a folder that your phone can reach; rewritten"
            " after planning and at closing. Private facts stay out of it."
        )
        self.say(self.tr("Calendar for the phone"), about)
        self.file, self.minutes = QLineEdit(self), QLineEdit(self)
        self.file.setPlaceholderText(self.tr("none"))
        self.form.add("file", self.tr("File, ending in .ics"), self.file)
        self.form.add("alarm_minutes", self.tr("Ring this many minutes before"), self.minutes)
        self.save = PrimaryButton(self.tr("Save"), self)
        self.save.clicked.connect(self._save)
        self.choose = PlainButton(self.tr("Choose a file …"), self, icon="folder")
        self.choose.clicked.connect(self._choose)
        self.add_buttons(self.save, self.choose)
        for edit in (self.file, self.minutes):
            edit.returnPressed.connect(self.save.click)

    def reload(self) -> None:
        """Read what is chosen."""
        self.tasks.read(self, _read, done=self._fill)

    def _fill(self, chosen: Chosen) -> None:
        self.file.setText("" if chosen.file is None else str(chosen.file))
        self.minutes.setText(str(chosen.minutes))

    def _choose(self) -> None:
        start = self.file.text() or "kam-desktop.ics"
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Choose a file …"), start, "iCalendar (*.ics)")
        if chosen:
            self.file.setText(chosen)
            self._save()

    def _save(self) -> None:
        self.form.set_errors({})
        self.tell("")
        text, minutes = self.file.text().strip(), self.minutes.text().strip()
        if not minutes.isdigit() or int(minutes) > MOST_MINUTES:
            self._on_refused(Invalid("alarm_minutes", "settings.number", least=0, most=MOST_MINUTES))
            return
        path, number = Path(text).expanduser() if text else None, int(minutes)

        def work(session: Any) -> None:
            subscription.choose(session, path)
            if settings.get(session, "alarm_minutes") != number:
                settings.put(session, "alarm_minutes", number)

        self.tasks.write(self, work, done=lambda _none: self._write(), failed=self._on_refused)

    def _write(self) -> None:
        work = partial(subscription.write, lang=labels.language(), today=runtime.today())
        self.tasks.read(self, work, done=self._on_written, failed=self._on_refused, after_writes=True)

    def _on_written(self, made: Any) -> None:
        if made is None:
            self.tell(self.tr("Saved; no calendar file is written."))
        else:
            self.tell(self.tr("Written: %n date(s)", "", made.rows))

    def _on_refused(self, error: KamError) -> None:
        sentence = labels.sentence(error)
        if not (isinstance(error, Invalid) and self.form.takes(error, sentence)):
            self.tell(sentence, "danger")
