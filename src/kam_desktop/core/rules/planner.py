"""The planner: one pure function from facts to planned touches, each with its reason (D-5.8).

The same facts give the same plan on every machine: whatever looks like chance is drawn from the identity of
the touch. What a person moved, did or refused stands; the plan grows around it. ``placing`` then finds each
touch its day among those of all clients.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from kam_desktop.core.rules import birthdays, business, causes, hours, periodic
from kam_desktop.core.rules.cadence import NEEDED, STRENGTH, PolicyLine
from kam_desktop.core.rules.holidays import WorkCalendar
from kam_desktop.core.rules.kinds import Activity, Channel, TouchState
from kam_desktop.core.rules.periodic import CADENCES, CATCH_UP_DAYS, CLOSE_DAYS
from kam_desktop.core.rules.planned import QUIET, ClientFacts, PersonFacts, PlannedTouch, Standing, World


def plan(
    facts: ClientFacts,
    lines: Sequence[PolicyLine],
    calendar: WorkCalendar,
    *,
    today: date,
    until: date,
    world: World = QUIET,
) -> list[PlannedTouch]:
    """All touches due for one client up to ``until``, without those a person has already dealt with.

    Planning again on the same day gives the same: what falls away loses the day that it stood on, so the rest is looked
    at without it.
    """
    while True:
        wanted, found = _planned(facts, lines, calendar, today, until, world)
        fallen = {touch.plan_key for touch in wanted if touch.is_behind} - {touch.plan_key for touch in found}
        standing = tuple(each for each in facts.standing if each.plan_key not in fallen or not _is_free(each))
        if len(standing) == len(facts.standing):
            return found
        facts = replace(facts, standing=standing)


def _is_free(each: Standing) -> bool:
    """Planned by the planner alone."""
    return each.state is TouchState.PLANNED and not each.is_pinned


def _planned(
    facts: ClientFacts, lines: Sequence[PolicyLine], calendar: WorkCalendar, today: date, until: date, world: World
) -> tuple[list[PlannedTouch], list[PlannedTouch]]:
    """What the facts ask for, and what of it is to be done."""
    people = sorted(facts.people, key=lambda person: (not person.is_primary, person.id))
    planned: list[PlannedTouch] = []
    for line in sorted(lines, key=lambda line: line.activity):
        if line.activity is Activity.BIRTHDAY:
            planned += birthdays.plan(facts, people, line, calendar, today, until)
        elif line.activity is Activity.FESTIVAL:
            planned += periodic.plan_greetings(facts, people, line, calendar, today, until)
        elif line.ideal_days > 0:
            planned += periodic.plan_cadence(facts, people, line, calendar, today, until)
    planned += periodic.plan_recovery(facts, people, lines, calendar, today)
    planned += _of_causes(facts, people, calendar, today, until, world)
    dealt_with = {each.plan_key for each in facts.standing if not _is_free(each)}
    held = [each for each in facts.standing if each.is_pinned and each.state is TouchState.PLANNED]
    open_ones = [
        touch for touch in planned if touch.plan_key not in dealt_with and not _is_answered(touch, held, today)
    ]
    found = sorted(_near_ones_joined(open_ones, today), key=lambda touch: (touch.due_on, touch.plan_key))
    return planned, found


def _of_causes(
    facts: ClientFacts, people: Sequence[PersonFacts], calendar: WorkCalendar, today: date, until: date, world: World
) -> Iterator[PlannedTouch]:
    yield from causes.promises(facts, people, calendar, until)
    yield from causes.occasions(facts, people, calendar, today, until)
    yield from causes.favours(facts, people, calendar, today, until)
    yield from causes.staff(facts, people, calendar, today, until)
    yield from business.plan(facts, people, calendar, today, until)
    yield from causes.environment(facts, people, world.environment, today)
    yield from causes.interests(people, world.interests, calendar, today, until)


def with_hours(
    facts: ClientFacts, touches: Sequence[PlannedTouch], quiet: hours.Quiet = hours.QUIET
) -> list[PlannedTouch]:  # fmt: skip
    """The touches, in their order, calls with the time of day that suits whom they go to."""
    text = {person.id: person.preferred_hours for person in facts.people}
    done = periodic.past(facts.standing, Activity.CALL)
    before = [(each.due_on.weekday(), each.at.hour if each.at else None) for each in done]
    found = []
    for touch in touches:
        if touch.channel is not Channel.CALL:
            found.append(touch)
            continue
        seed = f"{facts.id}:{touch.plan_key}"
        at = hours.suggest(seed, touch.due_on, text.get(touch.contact_id or "", ""), before, quiet)
        if touch.activity is Activity.CALL:
            before = [*before, (touch.due_on.weekday(), at.hour)][-2:]
        found.append(touch._replace(at=at))
    return found


def _is_answered(touch: PlannedTouch, held: Sequence[Standing], today: date) -> bool:
    """Whether a touch that a person put on its day says this too: what is late until then, else what is near it."""
    needed = _ASKED.get(touch.activity)
    if needed is None:
        return False
    is_late = touch.is_behind or touch.activity is Activity.RECOVERY
    soon = today + timedelta(days=min(touch.reason_params.get("policy", CATCH_UP_DAYS), CATCH_UP_DAYS))
    return any(
        each.activity not in _ALONE
        and STRENGTH[each.channel] >= needed
        and (each.due_on <= soon if is_late else abs((each.due_on - touch.due_on).days) <= CLOSE_DAYS)
        for each in held
    )


def _near_ones_joined(planned: Iterable[PlannedTouch], today: date) -> list[PlannedTouch]:
    """Drop a cadence that falls close to a stronger touch of the same client: one visit says it all."""
    touches = list(planned)
    stronger = [touch for touch in touches if touch.activity not in _ALONE]
    recovery = next((touch for touch in touches if touch.activity is Activity.RECOVERY), None)

    def is_covered(touch: PlannedTouch) -> bool:
        if touch.activity not in CADENCES:
            return False
        is_before = touch.is_behind or (recovery and touch.due_on <= max(today, recovery.due_on))
        if recovery and touch.activity in NEEDED and is_before:
            return STRENGTH[touch.channel] <= STRENGTH[recovery.channel]
        return any(
            other is not touch
            and abs((other.due_on - touch.due_on).days) <= CLOSE_DAYS
            and _weight(other) > _weight(touch)
            for other in stronger
        )

    return [touch for touch in touches if not is_covered(touch)]


def _weight(touch: PlannedTouch) -> tuple[int, bool, str]:
    """Stronger channels first; among equals an occasion, then the rarer activity."""
    return STRENGTH[touch.channel], touch.activity not in CADENCES, _RARITY.get(touch.activity, "")


#: about a matter of their own
_ALONE: Final = frozenset(
    {
        Activity.COMMITMENT,
        Activity.MAP_REVIEW,
        Activity.FAREWELL,
        Activity.AGREEMENT,
        Activity.SERVICE,
        Activity.CAMPAIGN,
    }
)
#: how strong a contact answers it; by any call or more a client is won back
_ASKED: Final = {**NEEDED, Activity.RECOVERY: NEEDED[Activity.CALL]}
_RARITY: Final = {
    Activity.EXECUTIVE_MEETING: "3",
    Activity.SURVEY: "2",
    Activity.VISIT: "1",
    Activity.CALL: "0",
}
