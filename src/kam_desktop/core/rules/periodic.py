"""Periodic care (D-5.1): the clocks of a policy, the greetings of great festivals, and who fell silent (D-4.2)."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Final

from kam_desktop.core.rules.birthdays import GRACE_DAYS, planned_on
from kam_desktop.core.rules.cadence import GREAT_FESTIVALS, NEEDED, OWN_WAY, PolicyLine
from kam_desktop.core.rules.draws import draw, spread
from kam_desktop.core.rules.festivals import festivals
from kam_desktop.core.rules.holidays import WorkCalendar
from kam_desktop.core.rules.kinds import Activity, Channel, TouchKind, TouchState
from kam_desktop.core.rules.planned import ClientFacts, PersonFacts, PlannedTouch, Standing

CADENCES: Final = frozenset(
    {Activity.EXECUTIVE_MEETING, Activity.VISIT, Activity.CALL, Activity.MESSAGE, Activity.SURVEY}
)
CLOSE_DAYS: Final = 3  # touches of one client nearer than this become one
CATCH_UP_DAYS: Final = 28  # over so many days is spread what was late before it was planned
_RECOVER_DAYS: Final = 3  # working days within which a client that fell silent is to be won back


def plan_cadence(
    facts: ClientFacts,
    people: Sequence[PersonFacts],
    line: PolicyLine,
    calendar: WorkCalendar,
    today: date,
    until: date,
) -> Iterator[PlannedTouch]:
    """The touches of one clock, each counted from the one before."""
    anchor = facts.last.get(line.activity)
    start = anchor or facts.since_on
    skipped = {s.plan_key: s.due_on for s in facts.standing if s.state is TouchState.SKIPPED}
    done = {s.plan_key for s in facts.standing if s.state is TouchState.DONE}
    pinned = sorted(s.due_on for s in facts.standing if _is_held(s, line.activity))
    moved = {s.plan_key: s.due_on for s in facts.standing if s.plan_key and _is_held(s, line.activity)}
    jitter = min(line.jitter_days, (line.ideal_days - 1) // 2)  # so that every step goes forward
    weekdays = [s.due_on.weekday() for s in past(facts.standing, line.activity)]
    base, count = start, 0
    before: date | None = None  # the day of the one before, where that is planned and not done
    while True:
        key = f"{line.activity}:{start.isoformat()}:{count}" if anchor else f"{line.activity}:first:{count}"
        if key in done:  # its contact is the anchor by now, or answered less than this asks for
            count += 1
            continue
        step = line.ideal_days if anchor or count else spread(f"{facts.id}:{key}", line.ideal_days)
        ideal = base + timedelta(days=step)
        wanted = max(ideal, today)
        near = next((day for day in pinned if abs((day - wanted).days) * 2 <= line.ideal_days), None)
        held = moved.get(key, near)
        if held is not None:
            if held in pinned:
                pinned.remove(held)
            due = held
        elif key in skipped:
            due = skipped[key]
        else:
            drawn = _irregular(f"{facts.id}:{key}", ideal, jitter, weekdays, calendar)
            own = max(drawn, calendar.next_working(base + timedelta(days=1)))
            due = _caught_up(facts, key, own, line.ideal_days, calendar, today)
            if due > until:
                return
            way = facts.ways.get(line.activity)
            touch = _of_clock(key, line, people, anchor, way, before, base if count else anchor, due)
            yield _behind(touch, own) if own < today else touch
        if due > until:
            return
        weekdays = [*weekdays, due.weekday()][-2:]
        base, before, count = max(base + timedelta(days=1), due, due if key in skipped else today), due, count + 1


def _caught_up(facts: ClientFacts, key: str, own: date, within: int, calendar: WorkCalendar, today: date) -> date:
    """The day of a touch whose ``own`` day may be past: what was not planned by then cannot be late.

    What was planned keeps its day; a contact since puts it off, for some days, until it is wanted anew (D-2.8).
    All else is spread over the days to come.
    """
    if own >= today:
        return own
    said = facts.contact_on + timedelta(days=CLOSE_DAYS + 1) if facts.contact_on else today
    first = calendar.next_working(max(today, said))
    planned = next((s for s in facts.standing if s.plan_key == key and s.state is TouchState.PLANNED), None)
    if planned is None or (planned.fit and (planned.ideal_on is None or planned.ideal_on < today)):
        return calendar.next_working(
            first + timedelta(days=spread(f"{facts.id}:{key}", min(within, CATCH_UP_DAYS)) - 1)
        )
    if facts.contact_on and planned.due_on < facts.contact_on:
        return first
    return planned.ideal_on if planned.ideal_on and planned.ideal_on >= today else planned.due_on


def _behind(touch: PlannedTouch, own: date) -> PlannedTouch:
    """Put later than its own day, it may give way as long again: a heap needs many days with room."""
    later = touch.due_on + timedelta(days=CATCH_UP_DAYS)
    latest = touch.latest_on if touch.due_on == own else max(touch.latest_on, later)
    return touch._replace(latest_on=latest, is_behind=True)


def past(standing: Sequence[Standing], activity: Activity) -> list[Standing]:
    """The last two touches of an activity that were done."""
    done = [s for s in standing if s.state is TouchState.DONE and s.activity == activity.value]
    return sorted(done, key=lambda s: s.due_on)[-2:]


def _of_clock(
    key: str,
    line: PolicyLine,
    people: Sequence[PersonFacts],
    anchor: date | None,
    way: Channel | None,
    before: date | None,
    counted_from: date | None,
    due: date,
) -> PlannedTouch:
    """Its reason cites the last contact, or the planned one before it, which is no contact yet.

    A contact by another way than the activity's own is called what it was: a visit answers a call, but was none.
    """
    params: dict[str, Any] = {"activity": line.activity.value, "policy": line.ideal_days}
    if (cited := before or anchor) is not None:
        params["last_on"] = cited.isoformat()
    reason = "cadence_next" if before else "cadence" if anchor else "cadence_first"
    if reason == "cadence" and way is not None and way is not OWN_WAY.get(line.activity, way):
        reason, params["channel"] = "cadence_by", way.value
    latest = (counted_from or due - timedelta(days=line.ideal_days)) + timedelta(days=line.latest_days)
    early = timedelta(days=max(line.jitter_days, 2))
    return PlannedTouch(
        key, TouchKind.PERIODIC, line.channel, line.activity, due - early, due, max(due, latest), reason, params,
        people[0].id if people else None, has_gift=line.has_gift,
    )  # fmt: skip


def _is_held(standing: Standing, activity: Activity) -> bool:
    return standing.is_pinned and standing.state is TouchState.PLANNED and standing.activity == activity.value


def _irregular(seed: str, ideal: date, jitter: int, weekdays: list[int], calendar: WorkCalendar) -> date:
    """A working day near ``ideal``, drawn from the seed, not a third time running on the same weekday."""
    offsets = range(-jitter, jitter + 1)
    turn = draw(seed) % len(offsets)
    for offset in (*offsets[turn:], *offsets[:turn]):
        day = ideal + timedelta(days=offset)
        if calendar.is_working(day) and not (len(weekdays) == 2 and set(weekdays) == {day.weekday()}):
            return day
    return calendar.next_working(ideal)


def plan_greetings(
    facts: ClientFacts,
    people: Sequence[PersonFacts],
    line: PolicyLine,
    calendar: WorkCalendar,
    today: date,
    until: date,
) -> Iterator[PlannedTouch]:
    """A greeting for each festival of the line, the great ones where it names none."""
    codes = line.festivals or GREAT_FESTIVALS
    for festival in festivals(today - timedelta(days=GRACE_DAYS), until + timedelta(days=line.lead_days)):
        key = f"festival:{festival.code}:{festival.on.year}"
        planned = planned_on(facts, key)
        if festival.code not in codes or (festival.on < today and planned is None):
            continue
        earliest = festival.on - timedelta(days=line.lead_days)
        stays = planned is not None and (planned < today or calendar.is_working(planned))
        due = planned if stays and planned else _festival_day(f"{facts.id}:{key}", festival.on, line, calendar, today)
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
    return working[draw(seed) % len(working)] if line.channel is Channel.VISIT else working[-1]


def plan_recovery(
    facts: ClientFacts, people: Sequence[PersonFacts], lines: Sequence[PolicyLine], calendar: WorkCalendar, today: date
) -> Iterator[PlannedTouch]:
    """Won back is who was silent beyond every latest day of the policy, by whatever way we last spoke."""
    clocks = [line for line in lines if line.activity in NEEDED and line.ideal_days > 0]
    if facts.contact_on is None or not clocks:
        return
    longest = max(clocks, key=lambda line: (line.latest_days, line.activity))
    silent_on = facts.contact_on + timedelta(days=longest.latest_days + 1)
    if silent_on > today:
        return
    key, within = f"recovery:{facts.contact_on.isoformat()}", min(line.ideal_days for line in clocks)
    own = calendar.add_working(silent_on, _RECOVER_DAYS)
    due = _caught_up(facts, key, own, within, calendar, today)
    params = {"last_on": facts.contact_on.isoformat(), "latest": longest.latest_days}
    touch = PlannedTouch(
        key, TouchKind.BUSINESS, longest.channel, Activity.RECOVERY, silent_on, due, due + timedelta(days=7),
        "recovery", params, people[0].id if people else None,
    )  # fmt: skip
    yield _behind(touch, own) if own < today else touch
