"""What the calendar reads from the store, as plain values; each function runs on a reading thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Literal

from PySide6.QtCore import QCoreApplication

from kam_desktop.core import agenda, calendar_view
from kam_desktop.core.calendar_view import CalendarTouch, City, DayView, Proposed, Unplaced
from kam_desktop.core.rules import calendar_days
from kam_desktop.core.rules.kinds import TouchState
from kam_desktop.ui import labels
from kam_desktop.ui.agenda import wording
from kam_desktop.ui.widgets.list_rows import GroupHead, Row, TwoLineRow

Mode = Literal["month", "week"]
MORE: Final = calendar_view.PAGE


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a month with the weeks around it, or of a week. ``month`` is the month's first day."""

    mode: Mode
    first: date
    last: date
    month: date

    @classmethod
    def around(cls, on: date, mode: Mode) -> "Span":
        """The span that shows a day."""
        first, last = (calendar_days.month_span if mode == "month" else calendar_days.week_span)(on)
        return cls(mode, first, last, on.replace(day=1))

    def days(self) -> list[date]:
        """All of them."""
        return [self.first + timedelta(days=each) for each in range((self.last - self.first).days + 1)]


@dataclass(frozen=True, slots=True)
class Content:
    """The grid: a view for each day of the span."""

    span: Span
    today: date
    days: dict[date, DayView]
    has_clients: bool


@dataclass(frozen=True, slots=True)
class DayContent:
    """The panel: a day's touches so far read, what found no day, and how many there are in all.

    ``unplaced`` is of that day, or of the whole span where the day has none (``is_of_span``).
    """

    on: date
    today: date
    touches: Sequence[CalendarTouch]
    view: DayView
    unplaced: Unplaced
    is_of_span: bool
    cities: Sequence[City]

    @property
    def has_more(self) -> bool:
        """Whether the list goes on where it ends."""
        return len(self.touches) < self.view.total


def read_span(session: Any, span: Span, today: date, most: int) -> Content:
    """The grid with at most so many touches a day."""
    views = calendar_view.days(session, span.first, span.last, most=most)
    has_any = any(view.total for view in views)
    return Content(span, today, {each.head.on: each for each in views}, has_any or agenda.has_clients(session))


def read_day(session: Any, on: date, span: Span, today: date, most: int) -> DayContent:
    """The panel with the first ``most`` touches of the day."""
    [view] = calendar_view.days(session, on, on, most=0)
    touches = calendar_view.touches_on(session, on, limit=most)
    unplaced = calendar_view.unplaced(session, on, on, today=today)
    is_of_span = not unplaced.number
    if is_of_span:
        unplaced = calendar_view.unplaced(session, span.first, span.last, today=today)
    return DayContent(on, today, touches, view, unplaced, is_of_span, calendar_view.cities(session, on))


def rows_of(found: DayContent, mode: Mode) -> list[Row]:
    """The panel's list: what found no day with its proposal, what is to do, what was done."""
    rows: list[Row] = []
    unplaced = [_unplaced(each) for each in found.unplaced.first]
    if unplaced and not found.is_of_span:
        rows += [GroupHead(_head("unplaced"), found.unplaced.number, "danger"), *unplaced]
    for name, is_done, number in (("open", False, found.view.open), ("done", True, found.view.done)):
        group = [each for each in found.touches if (each.state is TouchState.DONE) == is_done]
        if group:
            rows += [GroupHead(_head(name), number), *(_row(each, found.today) for each in group)]
    if unplaced and found.is_of_span:
        name = "unplaced_month" if mode == "month" else "unplaced_week"
        rows += [GroupHead(_head(name), found.unplaced.number, "danger"), *unplaced]
    return rows


def _head(name: str) -> str:
    return {
        "unplaced": QCoreApplication.translate("AgendaRows", "No room on this day"),
        "unplaced_month": QCoreApplication.translate("AgendaRows", "No room this month"),
        "unplaced_week": QCoreApplication.translate("AgendaRows", "No room this week"),
        "open": QCoreApplication.translate("AgendaRows", "To do"),
        "done": QCoreApplication.translate("AgendaRows", "Done"),
    }[name]


def _row(touch: CalendarTouch, today: date) -> TwoLineRow:
    reason = labels.reason(touch.reason, touch.reason_params)
    due, role = _due(touch, today)
    return TwoLineRow(touch.id, touch.tier, touch.client, touch.contact, wording.icon_of(touch), reason, due, role)


def _due(touch: CalendarTouch, today: date) -> tuple[str, str]:
    if wording.is_late(touch, today):
        late = QCoreApplication.translate("AgendaRows", "{days} late")
        return late.format(days=labels.days((today - touch.due_on).days)), "danger"
    by_hand = QCoreApplication.translate("AgendaRows", "pinned") if touch.is_pinned else ""
    at = touch.at.strftime("%H:%M") if touch.at else ""
    return " · ".join(each for each in (at, by_hand) if each), "muted"


def _unplaced(each: Proposed) -> TwoLineRow:
    touch = each.touch
    line = " · ".join(part for part in (labels.name_of(touch.fit) if touch.fit else "", wording.purpose(touch)) if part)
    to = QCoreApplication.translate("AgendaRows", "→ {day}").format(day=labels.day(each.to)) if each.to else ""
    return TwoLineRow(touch.id, touch.tier, touch.client, touch.contact, wording.icon_of(touch), line, to, "accent")
