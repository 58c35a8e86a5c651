"""What the call list reads from the store, as plain values; each function runs on a reading thread."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication

from kam_desktop import runtime
from kam_desktop.core import call_list, drafts, environment_events
from kam_desktop.core.call_list import CallLine, Card, Progress
from kam_desktop.core.rules.kinds import TouchResult
from kam_desktop.ui import labels
from kam_desktop.ui.widgets.paged_table import Cell


class Queue(NamedTuple):
    """Who is to be called, in order, and how far one has come. ``title`` is of the event."""

    ids: list[str]
    progress: Progress
    title: str


class Person(NamedTuple):
    """The card of one call, and the outcome that was typed and not said yet."""

    card: Card
    typed: str


def key_of(touch_id: str) -> str:
    """What a half-typed outcome is kept under."""
    return f"call:{touch_id}"


def read_queue(session: Any, event_id: str, today: date) -> Queue:
    """The ids alone; lines are read as they are seen."""
    title = environment_events.get(session, event_id).title if event_id else ""
    ids = call_list.queue(session, today=today, event_id=event_id)
    return Queue(ids, call_list.progress(session, today=today, event_id=event_id), title)


def read_person(session: Any, touch_id: str, today: date, now: datetime) -> Person:
    """The card, with what was typed for it before."""
    card = call_list.card(session, touch_id, today=today, now=now)
    return Person(card, str(drafts.find(session, key_of(touch_id)) or ""))


def read_cells(session: Any, ids: Sequence[str]) -> list[tuple[Any, ...]]:
    """Rows of the queue at the side. The line itself stands last, out of sight."""
    today = runtime.today()
    return [(line.tier, line.client, _state(line, today), line) for line in call_list.lines(session, ids)]


def _state(line: CallLine, today: date) -> Cell:
    if line.result is TouchResult.MISSED:
        words = QCoreApplication.translate("CallQueue", "missed {n}×").format(n=line.tries)
        return Cell(words, "warning")
    if line.result is TouchResult.LATER:
        return Cell(QCoreApplication.translate("CallQueue", "later"), "muted")
    late = (today - line.due_on).days if line.due_on else 0
    if late <= 0:
        return Cell(line.contact, "muted")
    return Cell(QCoreApplication.translate("CallQueue", "{days} late").format(days=labels.days(late)), "danger")
