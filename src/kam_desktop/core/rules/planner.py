"""The planner: one pure function from facts to planned touches, each with its reason (D-5.8).

The same facts give the same plan on every machine: whatever looks like chance is drawn from the identity of
the touch. What a person moved, did or refused stands; the plan grows around it.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from kam_desktop.core.rules import dates
from kam_desktop.core.rules.cadence import GREAT_FESTIVALS, STRENGTH, PolicyLine
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.holidays import WorkCalendar, festivals
from kam_desktop.core.rules.kinds import Activity, Channel, TouchKind, TouchState

CLOSE_DAYS: Final = 3  # touches of one client nearer than this become one
GRACE_DAYS: Final = 7  # a missed birthday or festival stays on the list this long
CADENCES: Final = frozenset(
    {Activity.EXECUTIVE_MEETING, Activity.VISIT, Activity.CALL, Activity.MESSAGE, Activity.SURVEY}
)


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What planning needs to know of a contact."""

    id: str
    name: str
    birthday: PartialDate | None = None
    is_primary: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """A touch that is already there. ``is_pinned``: a person moved or booked it."""

    plan_key: str
    activity: str
    due_on: date
    state: TouchState
    is_pinned: bool


@dataclass(frozen=True, slots=True)
class PromiseFacts:
    """An open promise of ours."""

    id: str
    text: str
    due_on: date


@dataclass(frozen=True, slots=True)
class ClientFacts:
    """What planning needs to know of a client. ``last`` is the last contact that answers each activity."""

    id: str
    tier: str
    since_on: date
    people: tuple[PersonFacts, ...] = ()
    last: Mapping[Activity, date] = field(default_factory=dict)
    standing: tuple[Standing, ...] = ()
    promises: tuple[PromiseFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedTouch:
    """A touch as planned. ``plan_key`` is its identity within the client; the reason is a code to be worded."""

    plan_key: str
    kind: TouchKind
    channel: Channel
    activity: Activity
    earliest_on: date
    due_on: date
    latest_on: date
    reason: str
    reason_params: Mapping[str, Any]
    contact_id: str | None = None
    occasion_on: date | None = None
    has_gift: bool = False


def plan(
    facts: ClientFacts, lines: Sequence[PolicyLine], calendar: WorkCalendar, *, today: date, until: date
) -> list[PlannedTouch]:
    """All touches due for one client up to ``until``, without those a person has already dealt with."""
    people = sorted(facts.people, key=lambda person: (not person.is_primary, person.id))
    planned: list[PlannedTouch] = []
    for line in sorted(lines, key=lambda line: line.activity):
        if line.activity is Activity.BIRTHDAY:
            planned += _birthdays(facts, people, line, calendar, today, until)
        elif line.activity is Activity.FESTIVAL:
            planned += _festivals(facts, people, line, calendar, today, until)
        elif line.ideal_days > 0:
            planned += _cadence(facts, people, line, calendar, today, until)
    planned += _promises(facts, people, calendar, until)
    dealt_with = {each.plan_key for each in facts.standing if each.is_pinned or each.state is not TouchState.PLANNED}
    open_ones = [touch for touch in planned if touch.plan_key not in dealt_with]
    return sorted(_near_ones_joined(open_ones), key=lambda touch: (touch.due_on, touch.plan_key))


def _cadence(
    facts: ClientFacts,
    people: Sequence[PersonFacts],
    line: PolicyLine,
    calendar: WorkCalendar,
    today: date,
    until: date,
) -> Iterator[PlannedTouch]:
    anchor = facts.last.get(line.activity)
    start = anchor or facts.since_on
    skipped = {s.plan_key: s.due_on for s in facts.standing if s.state is TouchState.SKIPPED}
    done = {s.plan_key for s in facts.standing if s.state is TouchState.DONE}
    pinned = sorted(s.due_on for s in facts.standing if _is_held(s, line.activity))
    moved = {s.plan_key: s.due_on for s in facts.standing if s.plan_key and _is_held(s, line.activity)}
    jitter = min(line.jitter_days, (line.ideal_days - 1) // 2)  # so that every step goes forward
    weekdays: list[int] = []
    base, count = start, 0
    while True:
        key = f"{line.activity}:{start.isoformat()}:{count}" if anchor else f"{line.activity}:first:{count}"
        if key in done:  # its contact is the anchor by now, or answered less than this asks for
            count += 1
            continue
        step = line.ideal_days if anchor or count else _spread(f"{facts.id}:{key}", line.ideal_days)
        ideal = base + timedelta(days=step)
        near = next((day for day in pinned if abs((day - ideal).days) * 2 <= line.ideal_days), None)
        held = moved.get(key, near)
        if held is not None:
            if held in pinned:
                pinned.remove(held)
            due = held
        elif key in skipped:
            due = skipped[key]
        else:
            drawn = _irregular(f"{facts.id}:{key}", ideal, jitter, weekdays, calendar)
            due = max(drawn, calendar.next_working(base + timedelta(days=1)))
            if due > until:
                return
            yield _cadence_touch(key, line, people, anchor, count, base, due)
        if due > until:
            return
        weekdays = [*weekdays, due.weekday()][-2:]
        base, count = max(base + timedelta(days=1), due, today), count + 1


def _cadence_touch(
    key: str,
    line: PolicyLine,
    people: Sequence[PersonFacts],
    anchor: date | None,
    count: int,
    base: date,
    due: date,
) -> PlannedTouch:
    last = anchor if count == 0 else base
    params: dict[str, Any] = {"activity": line.activity.value, "policy": line.ideal_days}
    if last is not None:
        params["last_on"] = last.isoformat()
    reason = "cadence_next" if count else "cadence" if anchor else "cadence_first"
    slack = timedelta(days=line.latest_days - line.ideal_days)
    early = timedelta(days=max(line.jitter_days, 2))
    return PlannedTouch(
        key, TouchKind.PERIODIC, line.channel, line.activity, due - early, due, due + slack, reason, params,
        people[0].id if people else None, has_gift=line.has_gift,
    )  # fmt: skip


def _is_held(standing: Standing, activity: Activity) -> bool:
    return standing.is_pinned and standing.state is TouchState.PLANNED and standing.activity == activity.value


def _irregular(seed: str, ideal: date, jitter: int, weekdays: list[int], calendar: WorkCalendar) -> date:
    """A working day near ``ideal``, drawn from the seed, not a third time running on the same weekday."""
    offsets = range(-jitter, jitter + 1)
    turn = _draw(seed) % len(offsets)
    for offset in (*offsets[turn:], *offsets[:turn]):
        day = ideal + timedelta(days=offset)
        if calendar.is_working(day) and not (len(weekdays) == 2 and set(weekdays) == {day.weekday()}):
            return day
    return calendar.next_working(ideal)


def _birthdays(
    facts: ClientFacts,
    people: Sequence[PersonFacts],
    line: PolicyLine,
    calendar: WorkCalendar,
    today: date,
    until: date,
) -> Iterator[PlannedTouch]:
    for person in people:
        if person.birthday is None:
            continue
        on = dates.next_occurrence(person.birthday, today - timedelta(days=GRACE_DAYS))
        while on is not None and on <= until:
            key = f"birthday:{person.id}:{on.isoformat()}"
            if on >= today or _planned_on(facts, key):
                params = {
                    "name": person.name, "birthday": dates.to_text(person.birthday), "on": on.isoformat(),
                    "age": dates.age_on(person.birthday, on),
                }  # fmt: skip
                due = max(calendar.previous_working(on), min(on, today)) if on >= today else on
                yield PlannedTouch(
                    key, TouchKind.PERSONAL, line.channel, line.activity, due - timedelta(days=line.lead_days), due, on,
                    "birthday", params, person.id, on, line.has_gift,
                )  # fmt: skip
            on = dates.next_occurrence(person.birthday, on + timedelta(days=200))


def _festivals(
    facts: ClientFacts,
    people: Sequence[PersonFacts],
    line: PolicyLine,
    calendar: WorkCalendar,
    today: date,
    until: date,
) -> Iterator[PlannedTouch]:
    for festival in festivals(today - timedelta(days=GRACE_DAYS), until + timedelta(days=line.lead_days)):
        key = f"festival:{festival.code}:{festival.on.year}"
        planned_on = _planned_on(facts, key)
        if festival.code not in GREAT_FESTIVALS or (festival.on < today and planned_on is None):
            continue
        earliest = festival.on - timedelta(days=line.lead_days)
        due = planned_on or _festival_day(f"{facts.id}:{key}", festival.on, line, calendar, today)
        if due > until:
            continue
        params = {"festival": festival.code, "on": festival.on.isoformat(), "channel": line.channel.value}
        yield PlannedTouch(
            key, TouchKind.PERIODIC, line.channel, line.activity, min(earliest, due), due, festival.on, "festival", params,
            people[0].id if people else None, festival.on, line.has_gift,
        )  # fmt: skip


def _festival_day(seed: str, on: date, line: PolicyLine, calendar: WorkCalendar, today: date) -> date:
    """Visits spread over the working days that are left, cards leave early, messages on the last one."""
    days = [on - timedelta(days=back) for back in range(1, line.lead_days + 1)]
    working = [day for day in days if calendar.is_working(day) and day >= today]
    if not working:
        return max(today, calendar.previous_working(on - timedelta(days=1)))
    return working[_draw(seed) % len(working)] if line.channel is Channel.VISIT else working[-1]


def _promises(
    facts: ClientFacts, people: Sequence[PersonFacts], calendar: WorkCalendar, until: date
) -> Iterator[PlannedTouch]:
    for promise in facts.promises:
        due = calendar.previous_working(promise.due_on)
        if due <= until:
            yield PlannedTouch(
                f"commitment:{promise.id}", TouchKind.BUSINESS, Channel.CALL, Activity.COMMITMENT,
                due - timedelta(days=3), due, promise.due_on, "commitment",
                {"text": promise.text, "on": promise.due_on.isoformat()},
                people[0].id if people else None, promise.due_on,
            )  # fmt: skip


def _near_ones_joined(planned: Iterable[PlannedTouch]) -> list[PlannedTouch]:
    """Drop a coming cadence that falls close to a stronger touch of the same client: one visit says it all."""
    touches = list(planned)
    stronger = [touch for touch in touches if touch.activity is not Activity.COMMITMENT]

    def is_covered(touch: PlannedTouch) -> bool:
        return touch.activity in CADENCES and any(
            other is not touch
            and abs((other.due_on - touch.due_on).days) <= CLOSE_DAYS
            and _weight(other) > _weight(touch)
            for other in stronger
        )

    return [touch for touch in touches if not is_covered(touch)]


def _weight(touch: PlannedTouch) -> tuple[int, bool, str]:
    """Stronger channels first; among equals an occasion, then the rarer activity."""
    return STRENGTH[touch.channel], touch.activity not in CADENCES, _RARITY.get(touch.activity, "")


_RARITY: Final = {
    Activity.EXECUTIVE_MEETING: "3",
    Activity.SURVEY: "2",
    Activity.VISIT: "1",
    Activity.CALL: "0",
}


def _planned_on(facts: ClientFacts, key: str) -> date | None:
    """The day an earlier plan chose for an occasion; it stays, so that what is missed shows as late."""
    return next((s.due_on for s in facts.standing if s.plan_key == key and s.state is TouchState.PLANNED), None)


def _spread(seed: str, days: int) -> int:
    """Where in its interval a client without history begins, so that an import does not fall on one day."""
    return 1 + _draw(seed) % max(days, 1)


def _draw(seed: str) -> int:
    return int.from_bytes(hashlib.blake2b(seed.encode(), digest_size=8).digest(), "big")
