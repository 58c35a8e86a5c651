"""All that the visit page shows of the store, read at once into plain values."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from kam_desktop.core import (
    attachments,
    clients,
    drafts,
    gift_rules,
    gifts,
    settings,
    talking_points,
    touches,
    visit_brief,
    visit_days,
    visit_lists,
    visit_templates,
    visits,
    work_calendars,
)
from kam_desktop.core.attachments import PhotoRow
from kam_desktop.core.gifts import VisitGift
from kam_desktop.core.rules.kinds import Channel, VisitState
from kam_desktop.core.talking_points import Point, Points
from kam_desktop.core.visit_brief import PersonLine, PromiseLine, Trend
from kam_desktop.core.visit_templates import Template
from kam_desktop.core.visits import VisitDraft
from kam_desktop.ui import labels
from kam_desktop.ui.visits import typed as typed_form

AHEAD_DAYS: Final = 190  # so far ahead the next visit is held against what stands on its day


@dataclass(frozen=True)
class Review:
    """What the lead said."""

    reviewer: str = ""
    remark: str = ""
    at: datetime | None = None
    cancel_reason: str = ""
    is_handed_in: bool = False  # once is enough: it is as late as it was the first time


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
    colleagues: tuple[str, ...]  # whom of ours to offer
    points: Points
    promises: tuple[PromiseLine, ...]  # made before this visit
    settled: dict[str, PromiseLine]  # made at this visit, by id
    trend: Trend | None
    templates: tuple[Template, ...]  # that fit this client, the best first
    full_days: dict[date, int]  # coming days without room, and how many visits stand there
    gifts: tuple[VisitGift, ...]
    gift_limit_minor: int
    photos: tuple[PhotoRow, ...]
    receipts: dict[str, str]  # names of the files that expenses point to
    review: Review
    kept: Any  # the draft that was kept under ``key``, or None
    why: str = ""  # the reason of the touch it answers

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
    handed_in = row.submitted_at is not None
    review = Review(row.reviewer, row.review_remark, row.reviewed_at, row.cancel_reason, handed_in)
    draft = visits.draft_of(session, row)
    due_on = visit_lists.report_due_on(session, row)
    known = visit_brief.people(session, row.client_id, today=today)
    return _facts(session, visit_id, VisitState(row.state), draft, due_on, known, review, today)


def read_new(
    session: Any, client_id: str, *, touch_id: str, contact_id: str, on: date | None, today: date
) -> VisitFacts:
    """A visit that is not saved yet: for the touch it answers, or a client alone."""
    touch = touches.get(session, touch_id) if touch_id else None
    day = on or work_calendars.of(session).next_working(max(touch.due_on, today) if touch else today)
    known = visit_brief.people(session, client_id, today=today)
    person = contact_id or (touch.contact_id if touch else None) or visit_brief.main_contact(known)
    draft = VisitDraft(client_id, day, contact_ids=(person,) if person else (), touch_id=touch_id or None)
    due_on = day + timedelta(days=int(settings.get(session, "report_days")))
    made = _facts(session, "", VisitState.PLANNED, draft, due_on, known, Review(), today)
    if touch is not None:
        made = replace(made, why=labels.reason(touch.reason, {**touch.reason_params, "tier": made.tier}))
    best = next(iter(made.templates), None)
    if best is None or not (best.tier or best.client_kind):
        return made
    return replace(made, draft=replace(draft, agenda=best.agenda, to_bring=best.to_bring))


def _facts(
    session: Any,
    visit_id: str,
    state: VisitState,
    draft: VisitDraft,
    due_on: date,
    known: tuple[PersonLine, ...],
    review: Review,
    today: date,
) -> VisitFacts:
    client = clients.get(session, draft.client_id)
    met = next(iter(draft.contact_ids), None)
    points = talking_points.draw(session, client.id, met, today=today)
    kept = drafts.find(session, draft_key(visit_id, client.id))
    receipts = [each for line in draft.expenses for each in line.receipts]
    limits = gift_rules.on(session, draft.on).limits_for(
        tier=client.tier, kind=client.kind, ownership=client.ownership
    )  # fmt: skip
    fitting = visit_templates.best_first(
        visit_templates.listed(session, labels.language()), client.tier, client.kind
    )  # fmt: skip
    return VisitFacts(
        visit_id=visit_id,
        client_id=client.id,
        client=client.short_name or client.name,
        tier=client.tier,
        state=state,
        draft=draft,
        report_due_on=due_on,
        people=known,
        colleagues=visit_brief.colleagues(session, client.id),
        points=replace(points, points=tuple(each for each in points.points if not _is_this(each, visit_id, draft))),
        promises=visit_brief.promises(session, client.id, visit_id, draft.on),
        settled=visit_brief.settled(session, visit_id),
        trend=visit_brief.trend(session, client.id, today=today),
        templates=tuple(fitting),
        full_days=visit_days.full_days(session, today, today + timedelta(days=AHEAD_DAYS), but_client=client.id),
        gifts=tuple(gifts.of_visit(session, visit_id)) if visit_id else (),
        gift_limit_minor=limits.person_year or 0,
        photos=tuple(attachments.photos_of_visit(session, visit_id)) if visit_id else (),
        receipts=attachments.names_of(session, receipts + _receipts_of(kept)),
        review=review,
        kept=kept,
    )


def _receipts_of(kept: Any) -> list[str]:
    """Those that a kept draft points to."""
    typed = typed_form.from_json(kept)
    return [each for line in typed.expenses for each in line.receipts] if typed else []


def _is_this(point: Point, visit_id: str, draft: VisitDraft) -> bool:
    """Whether "last time" is this very visit, reported already."""
    is_visit = point.code == "last" and point.params.get("channel") == Channel.VISIT
    return bool(visit_id) and is_visit and point.on == draft.on
