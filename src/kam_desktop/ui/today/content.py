"""What Today reads from the store, as plain values; each function runs on a reading thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kam_desktop.core import agenda, clients, talking_points, touches
from kam_desktop.core.agenda import Day, DueTouch, Progress
from kam_desktop.core.talking_points import Points
from kam_desktop.core.touches import NextTouch
from kam_desktop.ui.today import rows
from kam_desktop.ui.widgets.list_rows import Row
from kam_desktop.ui.widgets.strip import StripCell

Festival = tuple[str, date]


@dataclass(frozen=True, slots=True)
class Content:
    """The whole page but for the panel. ``touches`` are those of ``rows``, by id."""

    today: date
    touches: dict[str, DueTouch]
    rows: Sequence[Row]
    cells: Sequence[StripCell]
    progress: Progress
    has_clients: bool
    festival: Festival | None

    @property
    def is_day_done(self) -> bool:
        """Nothing is overdue or due today."""
        return self.festival is None and self.progress.open == 0


@dataclass(frozen=True, slots=True)
class Talk:
    """What the panel shows of one touch; ``coming`` is what follows when it is done today."""

    points: Points
    coming: NextTouch | None


def read(session: Any, today: date, festival: Festival | None) -> Content:
    """The list (of a festival or of this week), the strip and the count."""
    due = agenda.due(session, today=today) if festival is None else agenda.of_festival(session, *festival, today=today)
    days: list[Day] = agenda.strip(session, today=today)
    return Content(
        today,
        {touch.id: touch for touch in due},
        rows.rows_of(due, today),
        rows.cells_of(days, today),
        agenda.progress(session, today=today),
        clients.count(session) > 0,
        festival,
    )


def read_talk(session: Any, touch: DueTouch, today: date) -> Talk:
    """The points for talking, and the date to fill in."""
    points = talking_points.draw(session, touch.client_id, touch.contact_id, today=today)
    return Talk(points, touches.next_if_done(session, touch.id, on=today))
