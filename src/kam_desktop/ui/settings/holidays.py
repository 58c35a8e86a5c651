"""Which years' holidays are known, from whom, and the way to read a newer file (D-5.8)."""

from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtWidgets import QFileDialog

from kam_desktop import runtime
from kam_desktop.core import work_calendars
from kam_desktop.core.errors import FileError, Invalid, KamError
from kam_desktop.core.rules.holidays import WorkCalendar
from kam_desktop.ui import labels
from kam_desktop.ui.settings.section import Section
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton, PrimaryButton
from kam_desktop.ui.widgets.card import Card

YEARS_AHEAD = 2


class Known(NamedTuple):
    """The calendar in force, and whether a file was read in."""

    calendar: WorkCalendar
    is_own: bool


def _known(session: Any) -> Known:
    return Known(work_calendars.of(session), work_calendars.is_own(session))


class HolidaysSection(Section):
    """One line a year: by notice, or a forecast without make-up days."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__("", " ")
        self.tasks = tasks
        about = self.tr(
            "Days off and make-up days as announced. A year without a notice is a forecast: weekends and statutory"
            " days only."
        )
        self.say(self.tr("Holiday calendar"), about)
        self._card = Card(self)
        self.column.addWidget(self._card)
        self.read = PrimaryButton(self.tr("Read a newer file …"), self)
        self.read.clicked.connect(self._choose)
        self.back = PlainButton(self.tr("Back to what came with the program"), self)
        self.back.clicked.connect(self._forget)
        self.back.hide()
        self.add_buttons(self.read, self.back)

    def reload(self) -> None:
        """Read the calendar again."""
        self.tasks.read(self, _known, done=self._fill)

    def _fill(self, known: Known) -> None:
        calendar, this_year = known.calendar, runtime.today().year
        card = Card(self)
        last = max((*calendar.years, this_year + YEARS_AHEAD))
        for year in range(min(calendar.years), last + 1):
            is_forecast = calendar.is_forecast(year)
            off = sum(1 for day in calendar.off if day.year == year)
            work = sum(1 for day in calendar.work if day.year == year)
            said = self.tr("{off} days off, {work} make-up days").format(off=off, work=work)
            right = labels.say("calendar.forecast") if is_forecast else said
            card.add_line(str(year), right, role="warning" if is_forecast else "text",
                          icon="clock" if is_forecast else "check")  # fmt: skip
        until = self.tr("Known until the end of {year}; version {version}.")
        card.add_line(until.format(year=max(calendar.years), version=calendar.version or "—"))
        card.add_line(calendar.source)
        self.column.replaceWidget(self._card, card)
        self._card.hide()
        self._card.deleteLater()
        self._card = card
        self.back.setVisible(known.is_own)

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.tr("Read a newer file …"), "", self.tr("Holiday calendars (*.json)")
        )
        if chosen:
            self.take(Path(chosen))

    def take(self, file: Path) -> None:
        """Read a file in; the plan follows."""

        def work(session: Any) -> WorkCalendar:
            try:
                with file.open("rb") as stream:
                    data = stream.read(work_calendars.LARGEST + 1)
            except OSError as error:
                raise FileError("file.not_found", path=str(file)) from error
            return work_calendars.take(session, data)

        self.tell("")
        self.tasks.write(self, work, failed=self._on_refused, said=self.tr("Holiday calendar read; the plan follows"))

    def _forget(self) -> None:
        self.tell("")
        self.tasks.write(self, work_calendars.forget, said=self.tr("Back to the shipped calendar; the plan follows"))

    def _on_refused(self, error: KamError) -> None:
        if isinstance(error, Invalid | FileError):
            self.tell(labels.sentence(error), "danger")
        else:
            self.tasks.refused.emit(error)
