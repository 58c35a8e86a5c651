"""Touches that agreements, services and campaigns make before they fall due, and after (D-8.1, D-8.2)."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from kam_desktop.core.rules.birthdays import planned_on
from kam_desktop.core.rules.holidays import WorkCalendar
from kam_desktop.core.rules.kinds import Activity, Channel, TouchKind
from kam_desktop.core.rules.planned import ClientFacts, MatterFacts, PersonFacts, PlannedTouch

EFFECT_DAYS: Final = 30  # after a service, until one asks what came of it
INVITE_DAYS: Final = 14  # before a campaign
THANK_DAYS: Final = 2  # working days after it
PAST_DAYS: Final = 21  # what is older than this and was never planned is past
LONG_PAST_DAYS: Final = 120


class Matter(StrEnum):
    """What is to be done about an agreement, a service or a campaign."""

    RENEWAL = "renewal"
    DEADLINE = "deadline"
    SERVICE = "service"
    EFFECT = "effect"
    INVITE = "invite"
    ATTEND = "attend"
    THANK = "thank"


class _Window(NamedTuple):
    earliest: date
    due: date
    latest: date


_ACTIVITY: Final = {
    Matter.RENEWAL: Activity.AGREEMENT, Matter.DEADLINE: Activity.AGREEMENT, Matter.SERVICE: Activity.SERVICE,
    Matter.EFFECT: Activity.SERVICE, Matter.INVITE: Activity.CAMPAIGN, Matter.ATTEND: Activity.CAMPAIGN,
    Matter.THANK: Activity.CAMPAIGN,
}  # fmt: skip
_CHANNEL: Final = {Matter.RENEWAL: Channel.VISIT, Matter.SERVICE: Channel.EVENT, Matter.ATTEND: Channel.EVENT}
_ON_THE_DAY: Final = frozenset({Matter.SERVICE, Matter.ATTEND})


def plan(
    facts: ClientFacts, people: Sequence[PersonFacts], calendar: WorkCalendar, today: date, until: date
) -> Iterator[PlannedTouch]:
    """The touches that a client's business matters ask for up to ``until``."""
    for matter in facts.matters:
        kind = Matter(matter.kind)
        key = f"{kind.value}:{matter.id}:{matter.on.isoformat()}"
        window = _window(kind, matter, calendar)
        has_begun = kind is Matter.ATTEND and matter.on < today
        is_past = has_begun or window.latest < today - timedelta(days=PAST_DAYS)
        if window.due > until or (is_past and planned_on(facts, key) is None):
            continue
        yield PlannedTouch(
            key, TouchKind.BUSINESS, _CHANNEL.get(kind, Channel.CALL), _ACTIVITY[kind], window.earliest, window.due,
            window.latest, f"business_{kind.value}", {"title": matter.title, "on": matter.on.isoformat()},
            matter.contact_id or (people[0].id if people else None), matter.on if kind in _ON_THE_DAY else None,
            source_id=matter.id,
        )  # fmt: skip


def _window(kind: Matter, matter: MatterFacts, calendar: WorkCalendar) -> _Window:
    on = matter.on
    if kind is Matter.RENEWAL:
        due = calendar.previous_working(on - timedelta(days=matter.lead_days))
        return _Window(due - timedelta(days=14), due, max(due, on))
    if kind is Matter.DEADLINE:
        due = calendar.previous_working(on)
        return _Window(due - timedelta(days=7), due, on)
    if kind in _ON_THE_DAY:
        return _Window(on - timedelta(days=7), on, max(on, matter.until_on or on))
    if kind is Matter.EFFECT:
        due = calendar.next_working(on + timedelta(days=EFFECT_DAYS))
        return _Window(due - timedelta(days=7), due, due + timedelta(days=EFFECT_DAYS))
    if kind is Matter.INVITE:
        due = calendar.previous_working(on - timedelta(days=INVITE_DAYS))
        return _Window(due - timedelta(days=14), due, on - timedelta(days=1))
    due = calendar.add_working(on, THANK_DAYS)
    return _Window(on, due, due + timedelta(days=7))
