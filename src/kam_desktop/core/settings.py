"""Settings that belong to the work and travel with the store; window geometry does not."""

import json
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import identity
from kam_desktop.core.rules.owing import REPORT_DAYS
from kam_desktop.core.store import plain_rows
from kam_desktop.core.store.tables import Meta, Setting

#: name -> (scope, default). Money is in minor units of CNY, ``company_logo`` an image in base64, targets in percent. ``freshness_days``: tier -> fact -> days, over
#: ``rules.freshness.DEFAULTS``.
KNOWN: Final[dict[str, tuple[str, Any]]] = {
    "company": ("company", ""),
    "department": ("team", ""),
    "lead": ("team", ""),
    "weeks_ahead": ("private", 12),
    "day_minutes": ("private", 480),
    "day_visits": ("private", 4),
    "week_visits": ("private", 16),
    "quiet_from": ("private", "21:00"),
    "quiet_until": ("private", "08:00"),
    "alarm_minutes": ("private", 15),
    "holidays": ("company", None),
    "report_days": ("team", REPORT_DAYS),
    "company_logo": ("company", ""),
    "coverage_target": ("team", 85),
    "file_name_pattern": ("company", "{kind}_{client}_{date}_{version}"),
    "gift_limit_single": ("company", 20_000),
    "gift_limit_warn": ("company", 10_000),
    "gift_limit_person_year": ("company", 60_000),
    "gift_limit_count_year": ("company", 4),
    "gift_repeat_days": ("company", 180),
    "freshness_days": ("team", {}),
}


def get(session: Session, key: str) -> Any:
    """The value of a known setting, or its default."""
    found = plain_rows.rows(session, "SELECT value FROM setting WHERE key = :key AND deleted_at IS NULL", {"key": key})
    return json.loads(found[0][0]) if found else KNOWN[key][1]


def put(session: Session, key: str, value: Any) -> None:
    """Set a known setting."""
    scope = KNOWN[key][0]
    text = json.dumps(value, ensure_ascii=False)
    row = session.scalar(select(Setting).where(Setting.key == key, Setting.deleted_at.is_(None)))
    if row is None:
        session.add(Setting(id=identity.derived_id(f"setting:{key}"), key=key, value=text, scope_id=scope))
    else:
        row.value = text


def note(session: Session, key: str) -> str:
    """A fact about this store on this device, or empty text."""
    found = plain_rows.rows(session, "SELECT value FROM meta WHERE key = :key", {"key": key})
    return str(found[0][0]) if found else ""


def my_names(session: Session) -> tuple[str, ...]:
    """All names under which something may be one's own: none, today's, and those that one had before."""
    return "", note(session, "author"), *json.loads(note(session, "former_names") or "[]")


def plan_again(session: Session) -> None:
    """Something that reaches many clients changed: all is planned anew when nobody waits, in parts."""
    set_note(session, "planned_on", "")
    set_note(session, "plan_wanted", identity.new_id())


def set_note(session: Session, key: str, value: str) -> None:
    """Keep a fact about this store on this device; local, not logged."""
    session.merge(Meta(key=key, value=value))
