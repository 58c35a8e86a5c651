"""Events and their calls as the page shows them; each function runs on a reading thread."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QCoreApplication

from kam_desktop.core import call_list, environment_events
from kam_desktop.core.call_list import CallLine, Progress
from kam_desktop.core.environment_events import EventRow
from kam_desktop.core.rules import regions
from kam_desktop.core.rules.kinds import TouchResult
from kam_desktop.core.rules.lines import in_one_line
from kam_desktop.ui import labels
from kam_desktop.ui.widgets.list_rows import GroupHead, Row, TwoLineRow
from kam_desktop.ui.widgets.paged_table import Cell

ALL: Final = "all"
OPEN: Final = "open"
WITHDRAWN: Final = "withdrawn"
_ROLES: Final = {TouchResult.REACHED: "ok", TouchResult.MISSED: "warning", TouchResult.LATER: "muted"}


class Calls(NamedTuple):
    """The calls of one event: those that the chip keeps, and how many there are of each kind."""

    ids: list[str]
    progress: Progress


def read_events(session: Any) -> list[EventRow]:
    """The open ones first."""
    return environment_events.rows(session)


def read_calls(session: Any, event_id: str, chosen: str, today: date) -> Calls:
    """Who was reached, by when, and who was not."""
    result = TouchResult(chosen) if chosen in set(TouchResult) else None
    ids = call_list.of_event(session, event_id, result=result, only=chosen if chosen in (OPEN, WITHDRAWN) else "")
    return Calls(ids, call_list.progress(session, today=today, event_id=event_id))


def read_cells(session: Any, ids: Sequence[str]) -> list[tuple[Any, ...]]:
    """Rows of the calls. The client's id stands last, out of sight."""
    return [_cells(line) for line in call_list.lines(session, ids)]


def _cells(line: CallLine) -> tuple[Any, ...]:
    when = labels.moment(line.at) if line.at else ""
    return line.tier, line.client, line.contact, _result(line), when, in_one_line(line.outcome), line.client_id


def _result(line: CallLine) -> Cell:
    if not line.is_open and line.result in (None, TouchResult.LATER):
        return Cell(QCoreApplication.translate("EventCalls", "withdrawn"), "muted")
    if line.result is None:
        return Cell(QCoreApplication.translate("EventCalls", "not called yet"), "muted")
    times = f" {line.tries}×" if line.result is TouchResult.MISSED and line.tries > 1 else ""
    return Cell(labels.name_of(line.result) + times, _ROLES[line.result])


def rows_of(events: Sequence[EventRow], today: date) -> list[Row]:
    """The list: those that are open, then those that are closed."""
    rows: list[Row] = []
    for is_open in (True, False):
        group = [each for each in events if (each.closed_on is None) is is_open]
        if group:
            rows.append(GroupHead(_head(is_open=is_open), len(group)))
            rows += [_row(each, today) for each in group]
    return rows


def _head(*, is_open: bool) -> str:
    if is_open:
        return QCoreApplication.translate("EventRows", "Open")
    return QCoreApplication.translate("EventRows", "Closed")


def _row(event: EventRow, today: date) -> TwoLineRow:
    words = QCoreApplication.translate("EventRows", "{reached} of {total} reached")
    counts = words.format(reached=event.reached, total=event.total)
    if event.missed:
        missed = QCoreApplication.translate("EventRows", "{n} without an answer").format(n=event.missed)
        counts = f"{counts} · {missed}"
    if event.withdrawn:
        withdrawn = QCoreApplication.translate("EventRows", "{n} withdrawn").format(n=event.withdrawn)
        counts = f"{counts} · {withdrawn}"
    if event.closed_on is not None:
        return TwoLineRow(event.id, "", event.title, labels.name_of(event.kind), "event", counts, labels.day(event.on))
    number = (today - event.on).days + 1
    day = QCoreApplication.translate("EventRows", "day {n}").format(n=number)
    return TwoLineRow(event.id, "", event.title, labels.name_of(event.kind), "event", counts, day, "warning")


def places_of(event: EventRow) -> str:
    """The regions in words."""
    return labels.listed(regions.get(code).full for code in event.regions)
