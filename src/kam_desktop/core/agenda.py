"""Today: what is overdue, due today, due this week, in order of importance; and the days to come (D-5.9).

Today is a query, never a list of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kam_desktop.core.rules import lunar
from kam_desktop.core.rules.holidays import festivals
from kam_desktop.core.rules.kinds import Activity, Channel, TouchKind, TouchState
from kam_desktop.core.store.tables import Client, Contact, Touch, Visit

STRIP_DAYS = 14


class When(StrEnum):
    """The groups of Today's list."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class DueTouch:
    """A line of Today. ``late_days`` is 0 unless overdue; the reason is a code with its parameters."""

    id: str
    when: When
    client_id: str
    client: str
    tier: str
    contact_id: str | None
    contact: str
    contact_title: str
    kind: TouchKind
    channel: Channel
    activity: str
    earliest_on: date
    due_on: date
    latest_on: date
    late_days: int
    is_beyond_latest: bool
    has_gift: bool
    owner: str
    visit_id: str | None
    reason: str
    reason_params: dict[str, Any]


class Day(NamedTuple):
    """A cell of the strip: a birthday or a festival soon, and how many touches hang on it."""

    on: date
    lunar: str
    kind: str
    title: str
    client_id: str
    client: str
    waiting: int
    has_gift: bool


class Progress(NamedTuple):
    """Touches done today, and those of today and before still open."""

    done: int
    open: int


def week_end(today: date) -> date:
    """The Sunday of this week."""
    return today + timedelta(days=6 - today.weekday())


def due(session: Session, *, today: date, limit: int | None = None) -> list[DueTouch]:
    """All touches overdue, due today or due this week; within a group by tier, then by day."""
    found = session.execute(
        select(*_COLUMNS)
        .join(Client, Client.id == Touch.client_id)
        .outerjoin(Contact, Contact.id == Touch.contact_id)
        .where(
            Touch.state == TouchState.PLANNED, Touch.due_on <= week_end(today), Touch.deleted_at.is_(None),
            Client.deleted_at.is_(None),
        )
        .order_by(
            (Touch.due_on > today), (Touch.due_on == today), Client.tier == "", Client.tier, Touch.due_on, Touch.id
        )
        .limit(limit)
    )  # fmt: skip
    return [due_touch(row, today) for row in found]


def progress(session: Session, *, today: date) -> Progress:
    """How far the day has come, by count."""
    done = session.scalar(
        select(func.count()).select_from(Touch).where(Touch.done_on == today, Touch.deleted_at.is_(None))
    )
    left = session.scalar(
        select(func.count())
        .select_from(Touch)
        .join(Client, Client.id == Touch.client_id)
        .where(
            Touch.state == TouchState.PLANNED,
            Touch.due_on <= today,
            Touch.deleted_at.is_(None),
            Client.deleted_at.is_(None),
        )
    )
    return Progress(done or 0, left or 0)


def strip(session: Session, *, today: date, most: int = 12) -> list[Day]:
    """Birthdays and festivals of the next 14 days, the day itself included."""
    until = today + timedelta(days=STRIP_DAYS)
    days = [_festival(session, each.code, each.on) for each in festivals(today, until)]
    found = session.execute(
        select(Touch.occasion_on, Contact.name, Client.id, Client.short_name, Touch.has_gift)
        .join(Client, Client.id == Touch.client_id)
        .join(Contact, Contact.id == Touch.contact_id)
        .where(
            Touch.activity == Activity.BIRTHDAY, Touch.state == TouchState.PLANNED, Touch.occasion_on >= today,
            Touch.occasion_on <= until, Touch.deleted_at.is_(None), Client.deleted_at.is_(None),
        )
        .order_by(Touch.occasion_on, Client.tier == "", Client.tier, Touch.id)
        .limit(most)
    )  # fmt: skip
    days += [
        Day(on, lunar.day_name(on), "birthday", name, cid, client, 1, gift)
        for on, name, cid, client, gift in found
        if on is not None
    ]
    return sorted(days, key=lambda day: (day.on, day.kind != "festival"))[:most]


def of_client(session: Session, client_id: str, *, today: date, limit: int = 20) -> list[DueTouch]:
    """A client's coming touches, the overdue first."""
    found = session.execute(
        select(*_COLUMNS)
        .join(Client, Client.id == Touch.client_id)
        .outerjoin(Contact, Contact.id == Touch.contact_id)
        .where(Touch.client_id == client_id, Touch.state == TouchState.PLANNED, Touch.deleted_at.is_(None))
        .order_by(Touch.due_on, Touch.id)
        .limit(limit)
    )
    return [due_touch(row, today) for row in found]


def of_festival(session: Session, code: str, on: date, *, today: date) -> list[DueTouch]:
    """Everybody still to be greeted for a festival, whenever that is due; by day, then by tier."""
    found = session.execute(
        select(*_COLUMNS)
        .join(Client, Client.id == Touch.client_id)
        .outerjoin(Contact, Contact.id == Touch.contact_id)
        .where(
            Touch.activity == Activity.FESTIVAL, Touch.occasion_on == on, Touch.state == TouchState.PLANNED,
            Touch.deleted_at.is_(None), Client.deleted_at.is_(None),
        )
        .order_by(Touch.due_on, Client.tier == "", Client.tier, Touch.id)
    )  # fmt: skip
    return [due_touch(row, today) for row in found if row.reason_params.get("festival") == code]


def one(session: Session, touch_id: str, *, today: date) -> DueTouch | None:
    """One planned touch as Today shows it."""
    row = session.execute(
        select(*_COLUMNS)
        .join(Client, Client.id == Touch.client_id)
        .outerjoin(Contact, Contact.id == Touch.contact_id)
        .where(Touch.id == touch_id)
    ).first()
    return None if row is None else due_touch(row, today)


def visits_to_report(session: Session, *, today: date) -> int:
    """Visits that took place and still lack their report."""
    found = session.scalar(
        select(func.count())
        .select_from(Visit)
        .join(Client, Client.id == Visit.client_id)
        .where(
            Visit.state.in_(("planned", "reported", "returned")), Visit.on <= today, Visit.deleted_at.is_(None),
            Client.deleted_at.is_(None),
        )
    )  # fmt: skip
    return found or 0


_COLUMNS: Sequence[Any] = (
    Touch.id, Touch.client_id, Client.short_name, Client.tier, Touch.contact_id, Contact.name.label("contact"),
    Contact.title.label("contact_title"), Touch.kind, Touch.channel, Touch.activity, Touch.earliest_on, Touch.due_on,
    Touch.latest_on, Touch.has_gift, Touch.owner, Touch.visit_id, Touch.reason, Touch.reason_params,
)  # fmt: skip


def due_touch(row: Any, today: date) -> DueTouch:
    """A touch as Today shows it, from a row with the names of ``_COLUMNS``."""
    due_on = row.due_on or today  # a damaged date must not break the list
    late = max((today - due_on).days, 0)
    if late and row.reason == "cadence":  # the sentence gives both numbers: lateness is their difference
        silent = (today - date.fromisoformat(row.reason_params["last_on"])).days
        late = max(late, silent - row.reason_params["policy"])
    when = When.OVERDUE if late else When.TODAY if due_on == today else When.WEEK
    return DueTouch(
        row.id, when, row.client_id, row.short_name, row.tier, row.contact_id, row.contact or "", row.contact_title or "",
        TouchKind(row.kind), Channel(row.channel), row.activity, row.earliest_on or due_on, due_on, row.latest_on or due_on, late,
        today > (row.latest_on or due_on), row.has_gift, row.owner, row.visit_id, row.reason, {**row.reason_params, "tier": row.tier},
    )  # fmt: skip


def _festival(session: Session, code: str, on: date) -> Day:
    waiting = session.scalar(
        select(func.count())
        .select_from(Touch)
        .join(Client, Client.id == Touch.client_id)
        .where(
            Touch.activity == Activity.FESTIVAL, Touch.occasion_on == on, Touch.state == TouchState.PLANNED,
            Touch.deleted_at.is_(None), Client.deleted_at.is_(None),
        )
    )  # fmt: skip
    return Day(on, lunar.day_name(on), "festival", code, "", "", waiting or 0, has_gift=False)
