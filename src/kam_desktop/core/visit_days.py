"""Which coming days have no room for one more visit: for a date that is judged while it is typed (D-5.8)."""

from datetime import date

from sqlalchemy.orm import Session

from kam_desktop.core import room, settings
from kam_desktop.core.store import plain_rows

_STANDING = """SELECT day, count(*) FROM (
    SELECT t.due_on AS day, CASE t.owner WHEN '' THEN c.owner ELSE t.owner END AS who
    FROM touch t JOIN client c ON c.id = t.client_id
    WHERE t.due_on BETWEEN :first AND :last AND t.state = 'planned' AND t.fit = '' AND t.deleted_at IS NULL
        AND t.channel IN ('visit', 'event') AND c.deleted_at IS NULL AND t.client_id <> :but
    UNION ALL
    SELECT v."on", v.owner FROM visit v JOIN client c ON c.id = v.client_id
    WHERE v."on" BETWEEN :first AND :last AND v.state = 'planned' AND v.touch_id IS NULL AND v.deleted_at IS NULL
        AND c.deleted_at IS NULL AND v.client_id <> :but
) WHERE who IN ('', :me) GROUP BY day HAVING count(*) >= :most"""


def full_days(session: Session, first: date, last: date, *, but_client: str = "") -> dict[date, int]:
    """The days of mine that hold as many visits as one can make, and how many; those to one client do not count."""
    values = {
        "first": first.isoformat(), "last": last.isoformat(), "but": but_client, "me": settings.note(session, "author"),
        "most": max(1, room.capacity(session).day_visits),
    }  # fmt: skip
    found = plain_rows.rows(session, _STANDING, values)
    return {day: count for text, count in found if (day := plain_rows.day(text)) is not None}
