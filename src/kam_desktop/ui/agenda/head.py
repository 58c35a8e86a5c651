"""The head of the calendar: which days, the way to others, and week or month."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kam_desktop.core.rules import lunar
from kam_desktop.core.rules.holidays import WorkCalendar
from kam_desktop.ui import labels
from kam_desktop.ui.agenda.reading import Span
from kam_desktop.ui.widgets.buttons import IconButton, PlainButton
from kam_desktop.ui.widgets.chip import ChipRow
from kam_desktop.ui.widgets.page_head import PageHead


class AgendaHead(PageHead):
    """``2026 年 9 月``, its lunar months, and the tools."""

    moved = Signal(int)
    today_asked = Signal()
    mode_asked = Signal(str)
    grouping_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.back_button = IconButton("chevron-left", self.tr("Back"), self, is_framed=True, size="small")
        self.on_button = IconButton("chevron-right", self.tr("On"), self, is_framed=True, size="small")
        self.today_button = PlainButton(self.tr("Today"), self, size="small")
        self.modes = ChipRow(self)
        self.modes.set_chips([("week", self.tr("Week")), ("month", self.tr("Month"))])
        self.modes.hug()
        self.modes.setAccessibleName(self.tr("Week or month"))
        self.group_button = PlainButton(self.tr("Group by city"), self, size="small", keys="G")
        for widget in (self.back_button, self.today_button, self.on_button, self.modes, self.group_button):
            self.add_tool(widget)
        self.back_button.clicked.connect(lambda: self.moved.emit(-1))
        self.on_button.clicked.connect(lambda: self.moved.emit(1))
        self.today_button.clicked.connect(self.today_asked)
        self.group_button.clicked.connect(self.grouping_asked)
        self.modes.changed.connect(lambda chosen: self.mode_asked.emit(next(iter(chosen))))

    def show_span(self, span: Span) -> None:
        """The name of the days that are shown."""
        if span.mode == "month":
            self.set_title(labels.period(f"{span.month:%Y-%m}"))
        else:
            text = self.tr("{first} to {last}")
            self.set_title(text.format(first=labels.day(span.first), last=labels.day(span.last)))
        self.modes.choose([span.mode])
        self.set_subtitle(" · ".join(each for each in (self._lunar(span), self._forecast(span)) if each))

    def _lunar(self, span: Span) -> str:
        first = span.month if span.mode == "month" else span.first
        last = max(day for day in span.days() if day.month == span.month.month) if span.mode == "month" else span.last
        months = [_lunar_month(day) for day in (first, last)]
        if not all(months):
            return ""
        if months[0] == months[1]:
            return months[0]
        return self.tr("{first} to {last}", "lunar months").format(first=months[0], last=months[1])

    def _forecast(self, span: Span) -> str:
        is_forecast = WorkCalendar.shipped().is_forecast(span.month.year)
        return self.tr("holidays of {year} are a forecast").format(year=span.month.year) if is_forecast else ""


def _lunar_month(day: date) -> str:
    return lunar.day_name(day)[:-2] if lunar.has_year(day.year) else ""
