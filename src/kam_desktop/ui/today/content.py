"""What Today reads from the store, as plain values; each function runs on a reading thread."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kam_desktop.core import agenda
from kam_desktop.core.agenda import Counts, DueTouch, Progress
from kam_desktop.ui.today import rows
from kam_desktop.ui.widgets.list_rows import Row
from kam_desktop.ui.widgets.strip import StripCell

if TYPE_CHECKING:
    from kam_desktop.core.talking_points import Points
    from kam_desktop.core.touches import NextTouch

Festival = tuple[str, date]
FIRST: Final = 200  # lines of the first picture
MORE: Final = 2_000  # lines that are read at a time from then on


class Content(NamedTuple):
    """The whole page but for the panel. ``touches`` are those of ``rows``, by id, ``total`` how many there would be.

    ``cells`` and ``progress`` are None in the first picture: they follow when it is painted. ``ahead`` stands for the
    cells that have no room.
    """

    today: date
    touches: dict[str, DueTouch]
    rows: Sequence[Row]
    cells: Sequence[StripCell] | None
    progress: Progress | None
    total: int
    has_clients: bool
    festival: Festival | None
    ahead: StripCell | None = None

    @property
    def has_more(self) -> bool:
        """Whether the list goes on where it ends."""
        return len(self.touches) < self.total

    @property
    def is_day_done(self) -> bool:
        """Nothing is overdue or due today."""
        return self.festival is None and self.progress is not None and self.progress.open == 0


class Talk(NamedTuple):
    """What the panel shows of one touch; ``coming`` is what follows when it is done today."""

    points: "Points"
    coming: "NextTouch | None"


def read_first(snapshot: Any, today: date) -> Content:
    """The first lines of what is due, and nothing else: what is painted first."""
    due = agenda.due(snapshot, today=today, limit=FIRST)
    counts = _counted(due, today) if len(due) < FIRST else None
    lines, found = rows.rows_of(due, today, counts), {touch.id: touch for touch in due}
    return Content(today, found, lines, None, None, len(due), bool(due) or agenda.has_clients(snapshot), None)


def read(snapshot: Any, today: date, festival: Festival | None, limit: int) -> Content:
    """The list (of a festival or of this week) up to ``limit`` lines, the strip and the counts."""
    counts = agenda.counts(snapshot, today=today)
    if festival is None:
        due, total = agenda.due(snapshot, today=today, limit=limit), counts.total
        shown = counts if len(due) >= total else counts._replace(unplaced=0)  # it stands at the list's end
    else:
        due = agenda.of_festival(snapshot, *festival, today=today, limit=limit)
        total = len(due) if len(due) < limit else agenda.waiting(snapshot, festival[1])
        shown = _counted(due, today)
    return Content(
        today,
        {touch.id: touch for touch in due},
        rows.rows_of(due, today, shown),
        rows.cells_of(agenda.strip(snapshot, today=today), today),
        agenda.progress(snapshot, today=today),
        total,
        bool(due) or agenda.has_clients(snapshot),
        festival,
        rows.all_ahead(agenda.ahead(snapshot, today=today)),
    )


def _counted(due: Sequence[DueTouch], today: date) -> Counts:
    """The counts of a list that is there as a whole."""
    groups = [rows.group_of(touch, today) for touch in due]
    return Counts(**{name: groups.count(name) for name in ("urgent", "overdue", "today", "week")})


def read_talk(session: Any, touch: DueTouch, today: date) -> Talk:
    """The points for talking, and the date to fill in."""
    from kam_desktop.core import talking_points, touches

    points = talking_points.draw(session, touch.client_id, touch.contact_id, today=today, touch_id=touch.id)
    return Talk(points, touches.next_if_done(session, touch.id, on=today))
