"""What is late, spread over the days to come: key clients first, within what a day holds (D-5.8)."""

import json
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from kam_desktop.core import touches
from kam_desktop.core.room import Room
from kam_desktop.core.rules import placing
from kam_desktop.core.rules.kinds import Channel
from kam_desktop.core.rules.placing import YIELDING, Taken
from kam_desktop.core.store import plain_rows
from kam_desktop.core.store.touch_sql import BY_TIER, OWNER, PLACED

_MOST: Final = 2000  # at once; a heap beyond that fills every day within reach anyway
_LATE: Final = f"""SELECT t.id, t.client_id, t.channel, c.owner, {OWNER}, c.city FROM touch t
    JOIN client c ON c.id = t.client_id AND c.deleted_at IS NULL
    WHERE t.due_on < :today AND {PLACED} AND t.visit_id IS NULL AND t.activity IN (SELECT value FROM json_each(:yielding))
    ORDER BY {BY_TIER}, t.due_on, t.id LIMIT :most"""


def spread(session: Session, *, today: date) -> int:
    """Move what is late and can give way to the first days with room, as if by hand. Returns how many were moved.

    What has a day of its own (a promise, a birthday) stays, and so does what finds no day within three months.
    """
    session.flush()
    room, moved = Room(session), []
    values = {"today": today.isoformat(), "yielding": json.dumps(sorted(YIELDING)), "most": _MOST}
    for touch_id, client_id, channel, client_owner, owner, city in plain_rows.rows(session, _LATE, values):
        if room.is_foreign(client_owner):
            continue
        taken = Taken(Channel(channel), room.owner(owner), city)
        on = placing.proposal(today, taken, room.loads, room.calendar(taken.owner), today=today)
        if on is not None and touches.put_open(session, touch_id, to=on, today=today) is not None:
            room.loads.put(on, taken)
            moved.append(client_id)
    session.flush()
    touches.plan_soon(session, list(dict.fromkeys(moved)), today=today)
    return len(moved)
