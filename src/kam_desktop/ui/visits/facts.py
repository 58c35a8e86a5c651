"""All that the visit page shows of the store, read at once into plain values."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from kam_desktop.core import (
    attachments,
    clients,
    commitments,
    contacts,
    drafts,
    gift_rules,
    gifts,
    settings,
    talking_points,
    touches,
    visits,
    work_calendars,
)
from kam_desktop.core.attachments import PhotoRow
from kam_desktop.core.gifts import VisitGift
from kam_desktop.core.rules.kinds import Channel, VisitState
from kam_desktop.core.talking_points import Point, Points
from kam_desktop.core.visits import VisitDraft


@dataclass(frozen=True)
class PersonLine:
    """One of the client's people."""

    id: str
    name: str
    title: str
    has_left: bool = False


@dataclass(frozen=True)
class PromiseLine:
    """A promise made before this visit."""

    text: str
    side: str
    state: str
    due_on: date | None
    settled_on: date | None


@dataclass(frozen=True)
class Review:
    """What the lead said."""

    reviewer: str = ""
    remark: str = ""
    at: datetime | None = None
    cancel_reason: str = ""


@dataclass(frozen=True)
class VisitFacts:
    """A visit, stored or about to be, and what one should know when going there."""

    visit_id: str
    client_id: str
    client: str
    tier: str
    state: VisitState
    draft: VisitDraft
    report_due_on: date
    people: tuple[PersonLine, ...]
    points: Points
    promises: tuple[PromiseLine, ...]
    gifts: tuple[VisitGift, ...]
    gift_limit_minor: int
    photos: tuple[PhotoRow, ...]
    review: Review
    kept: Any  # the draft that was kept under ``key``, or None

    @property
    def key(self) -> str:
        """Under which the page keeps its draft."""
        return draft_key(self.visit_id, self.client_id)

    @property
    def is_open(self) -> bool:
        """Whether it can still be written."""
        return self.state in visits.OPEN_STATES

    @property
    def names(self) -> dict[str, str]:
        """The names of the client's people by id."""
        return {each.id: each.name for each in self.people}


def draft_key(visit_id: str, client_id: str) -> str:
    """``visit:<id>``, or ``visit:new:<client>`` before the first save."""
    return f"visit:{visit_id}" if visit_id else f"visit:new:{client_id}"


def read_stored(session: Any, visit_id: str, *, today: date) -> VisitFacts:
    """A visit that was saved."""
    row = visits.get(session, visit_id)
    review = Review(row.reviewer, row.review_remark, row.reviewed_at, row.cancel_reason)
    draft = visits.draft_of(session, row)
    due_on = visits.report_due_on(session, row)
    return _facts(session, visit_id, VisitState(row.state), draft, due_on, review, today)


def read_new(
    session: Any, client_id: str, *, touch_id: str, contact_id: str, on: date | None, today: date
) -> VisitFacts:
    """A visit that is not saved yet: for the touch it answers, or a client alone."""
    touch = touches.get(session, touch_id) if touch_id else None
    day = on or work_calendars.of(session).next_working(max(touch.due_on, today) if touch else today)
    person = contact_id or (touch.contact_id if touch else None)
    draft = VisitDraft(client_id, day, contact_ids=(person,) if person else (), touch_id=touch_id or None)
    due_on = day + timedelta(days=int(settings.get(session, "report_days")))
    return _facts(session, "", VisitState.PLANNED, draft, due_on, Review(), today)


def _facts(
    session: Any,
    visit_id: str,
    state: VisitState,
    draft: VisitDraft,
    due_on: date,
    review: Review,
    today: date,
) -> VisitFacts:
    client = clients.get(session, draft.client_id)
    people = contacts.of_client(session, client.id)
    met = next(iter(draft.contact_ids), None)
    points = talking_points.draw(session, client.id, met, today=today)
    return VisitFacts(
        visit_id, client.id, client.short_name or client.name, client.tier, state, draft, due_on,
        tuple(PersonLine(each.id, each.name, each.title, each.has_left) for each in people),
        replace(points, points=tuple(each for each in points.points if not _is_this(each, visit_id, draft))),
        _promises(session, client.id, visit_id, draft.on),
        tuple(gifts.of_visit(session, visit_id)) if visit_id else (),
        gift_rules.on(session, draft.on).limits_for(
            tier=client.tier, kind=client.kind, ownership=client.ownership
        ).person_year or 0,
        tuple(attachments.photos_of_visit(session, visit_id)) if visit_id else (),
        review, drafts.find(session, draft_key(visit_id, client.id)),
    )  # fmt: skip


def _is_this(point: Point, visit_id: str, draft: VisitDraft) -> bool:
    """Whether "last time" is this very visit, reported already."""
    is_visit = point.code == "last" and point.params.get("channel") == Channel.VISIT
    return bool(visit_id) and is_visit and point.on == draft.on


def _promises(session: Any, client_id: str, visit_id: str, on: date) -> tuple[PromiseLine, ...]:
    """Those of the visit before this one, kept or not, and any older one that is still open."""
    rows = visits.rows(session, visits.ids(session, client_id=client_id))
    last = next((row.id for row in rows if row.on < on and row.id != visit_id), "")
    found = list(commitments.of_visit(session, last)) if last else []
    known = {each.id for each in found}
    found += [
        each
        for each in commitments.open_of_client(session, client_id)
        if each.id not in known and each.visit_id != visit_id
    ]
    return tuple(PromiseLine(each.text, each.side, each.state, each.due_on, each.settled_on) for each in found)
