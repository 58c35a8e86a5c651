"""Touches that something makes rather than a clock: days, favours, events, staff changes, promises (D-5.2 to D-5.7)."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from kam_desktop.core.rules import dates, owing
from kam_desktop.core.rules.birthdays import planned_on
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.holidays import WorkCalendar
from kam_desktop.core.rules.kinds import (
    Activity,
    Calendar,
    Channel,
    FavourDirection,
    FavourState,
    OccasionKind,
    StaffChangeKind,
    TouchKind,
)
from kam_desktop.core.rules.planned import (
    ClientFacts,
    EnvironmentFacts,
    FavourFacts,
    InterestFacts,
    OccasionFacts,
    PersonFacts,
    PlannedTouch,
    StaffFacts,
)

OF_CLIENT: Final = frozenset(
    {OccasionKind.OPENING, OccasionKind.PROMOTION, OccasionKind.ANNIVERSARY, OccasionKind.COMPLETION}
)
SORROWS: Final = frozenset({OccasionKind.ILLNESS, OccasionKind.ACCIDENT, OccasionKind.BEREAVEMENT})
AFTER_SORROW_DAYS: Final = 10  # one asks again how things are
PREPARE_DAYS: Final = 14  # before an opening one offers help
GRACE_DAYS: Final = 21  # an occasion, a staff change older than this is past
THANK_DAYS: Final = 3  # working days until thanks for a favour
ASK_DAYS: Final = 14  # until we ask what came of our help
DO_DAYS: Final = 7  # until help without a day is done
EVENT_DAYS: Final = 14  # an environment event that nobody closed calls this long
INTEREST_LEAD_DAYS: Final = 3
MEET_DAYS: Final = 7  # to meet a successor or a new person
REVIEW_DAYS: Final = 14  # to review the relationship map


def promises(
    facts: ClientFacts, people: Sequence[PersonFacts], calendar: WorkCalendar, until: date
) -> Iterator[PlannedTouch]:
    """Our open promises, before they fall due."""
    for promise in facts.promises:
        due = calendar.previous_working(promise.due_on)
        if due <= until:
            yield PlannedTouch(
                f"commitment:{promise.id}", TouchKind.BUSINESS, Channel.CALL, Activity.COMMITMENT,
                due - timedelta(days=3), due, promise.due_on, "commitment",
                {"text": promise.text, "on": promise.due_on.isoformat()}, _first(people), promise.due_on,
            )  # fmt: skip


def occasions(
    facts: ClientFacts, people: Sequence[PersonFacts], calendar: WorkCalendar, today: date, until: date
) -> Iterator[PlannedTouch]:
    """Joy is celebrated on its day, sorrow answered at once and asked after (D-5.2, D-5.3)."""
    for occasion in facts.occasions:
        on = _comes_round(occasion, today)
        if on is None or on > until or on < today - timedelta(days=GRACE_DAYS):
            continue
        yield _on_the_day(occasion, on, people)
        after = calendar.next_working(on + timedelta(days=AFTER_SORROW_DAYS))
        if occasion.kind in SORROWS and after <= until:
            yield _of(
                f"occasion:{occasion.id}:{on.isoformat()}:after", TouchKind.PERSONAL, Channel.CALL, Activity.OCCASION,
                (after - timedelta(days=2), after, after + timedelta(days=7)), "occasion_after",
                {"occasion": occasion.kind.value, "title": occasion.title, "name": occasion.name, "on": on.isoformat()},
                occasion.contact_id or _first(people), occasion.id,
            )  # fmt: skip


def _comes_round(occasion: OccasionFacts, today: date) -> date | None:
    if not occasion.is_yearly:
        return occasion.on
    every = PartialDate(Calendar.SOLAR, None, occasion.on.month, occasion.on.day)
    return dates.next_occurrence(every, max(occasion.on, today - timedelta(days=GRACE_DAYS)))


def _on_the_day(occasion: OccasionFacts, on: date, people: Sequence[PersonFacts]) -> PlannedTouch:
    is_of_client, is_sorrow = occasion.kind in OF_CLIENT, occasion.kind in SORROWS
    is_near = occasion.kind in {OccasionKind.BEREAVEMENT, OccasionKind.ILLNESS}
    channel = Channel.EVENT if is_of_client else Channel.VISIT if is_near else Channel.CALL
    early = timedelta(days=0 if is_sorrow else PREPARE_DAYS if is_of_client else 2)
    latest = on + timedelta(days=1 if is_sorrow else 0 if is_of_client else 2)
    return PlannedTouch(
        f"occasion:{occasion.id}:{on.isoformat()}", TouchKind.CLIENT_EVENT if is_of_client else TouchKind.PERSONAL,
        channel, Activity.OCCASION, on - early, on, latest, "occasion_sorrow" if is_sorrow else "occasion",
        {"occasion": occasion.kind.value, "title": occasion.title, "name": occasion.name, "on": on.isoformat()},
        occasion.contact_id or _first(people), on, not is_sorrow, source_id=occasion.id,
    )  # fmt: skip


def favours(
    facts: ClientFacts, people: Sequence[PersonFacts], calendar: WorkCalendar, today: date, until: date
) -> Iterator[PlannedTouch]:
    """Help that we promised, thanks and a return for theirs, and the question what came of ours (D-5.4)."""
    for favour in facts.favours:
        for code, due, latest in _steps(favour, calendar, today):
            if due > until:
                continue
            yield _of(
                f"favour:{favour.id}:{code}", TouchKind.FAVOUR, Channel.FAVOUR if code in _ACTS else Channel.CALL,
                Activity.FAVOUR, (due - timedelta(days=7), due, latest), f"favour_{code}",
                {"text": favour.what, "on": (favour.done_on or favour.on).isoformat()},
                favour.contact_id or _first(people), favour.id,
            )  # fmt: skip


_ACTS: Final = frozenset({"do", "even"})


def _steps(favour: FavourFacts, calendar: WorkCalendar, today: date) -> Iterator[tuple[str, date, date]]:
    """(what, due, latest) of each step that is still open."""
    done_on = favour.done_on or favour.on
    if favour.direction is FavourDirection.WE_HELP and favour.state is FavourState.OPEN:
        promised = favour.due_on or favour.on + timedelta(days=DO_DAYS)
        yield "do", calendar.previous_working(promised), promised
    elif favour.direction is FavourDirection.WE_HELP and favour.state is FavourState.DONE and not favour.has_result:
        due = calendar.next_working(done_on + timedelta(days=ASK_DAYS))
        yield "ask", due, due + timedelta(days=14)
    elif favour.direction is FavourDirection.THEY_HELP and favour.state is FavourState.DONE:
        if done_on >= today - timedelta(days=GRACE_DAYS):  # later, thanks alone would look odd
            yield "thank", calendar.add_working(done_on, 1), calendar.add_working(done_on, THANK_DAYS)
        even = calendar.next_working(owing.even_by(done_on, favour.due_on))
        yield "even", even, even + timedelta(days=30)


def environment(
    facts: ClientFacts, people: Sequence[PersonFacts], events: Sequence[EnvironmentFacts], today: date
) -> Iterator[PlannedTouch]:
    """A call within 24 hours, whatever day that is (D-5.5)."""
    for event in events:
        if event.strikes(facts.region_code) and event.on <= today <= event.on + timedelta(days=EVENT_DAYS):
            yield environment_touch(event, _first(people))


def environment_touch(event: EnvironmentFacts, contact_id: str | None) -> PlannedTouch:
    """The touch of one event at one client."""
    return PlannedTouch(
        f"environment:{event.id}", TouchKind.ENVIRONMENT, Channel.CALL, Activity.ENVIRONMENT, event.on, event.on,
        event.on + timedelta(days=1), "environment",
        {"event": event.kind.value, "title": event.title, "on": event.on.isoformat()}, contact_id, event.on,
        source_id=event.id,
    )  # fmt: skip


def interests(
    people: Sequence[PersonFacts], events: Sequence[InterestFacts], calendar: WorkCalendar, today: date, until: date
) -> Iterator[PlannedTouch]:
    """Who likes what is about to take place hears of it in time (D-5.6)."""
    for event in events:
        if not today <= event.on <= until + timedelta(days=INTEREST_LEAD_DAYS):
            continue
        due = max(calendar.previous_working(event.on - timedelta(days=INTEREST_LEAD_DAYS)), min(today, event.on))
        for person in people:
            liked = next((word for word in event.words if word and word in person.hobbies.casefold()), None)
            if liked and due <= until:
                yield PlannedTouch(
                    f"interest:{event.id}:{person.id}", TouchKind.INTEREST, Channel.MESSAGE, Activity.INTEREST,
                    due - timedelta(days=4), due, event.on, "interest",
                    {"name": person.name, "title": event.title, "liked": liked, "on": event.on.isoformat()},
                    person.id, event.on, source_id=event.id,
                )  # fmt: skip


def staff(
    facts: ClientFacts, people: Sequence[PersonFacts], calendar: WorkCalendar, today: date, until: date
) -> Iterator[PlannedTouch]:
    """Farewell and keep the person, meet who follows within a week, look at the map again (D-5.7)."""
    here = {person.id for person in people}
    met = {each.successor_id for each in facts.staff if each.kind is StaffChangeKind.SUCCEEDED}
    for change in facts.staff:
        if change.kind is StaffChangeKind.ARRIVED and change.contact_id in met:
            continue  # met as the successor
        is_past = change.on < today - timedelta(days=GRACE_DAYS)
        for code, activity, channel, contact_id, days in _after(change, here, _first(people)):
            if is_past and planned_on(facts, f"staff:{change.id}:{code}") is None:
                continue  # what was planned in time stays until it is done
            due = calendar.previous_working(change.on + timedelta(days=days))
            if due <= change.on:
                due = calendar.next_working(change.on)
            if due <= until:
                yield _of(
                    f"staff:{change.id}:{code}", TouchKind.STAFF_CHANGE, channel, activity,
                    (change.on, due, change.on + timedelta(days=days)), f"staff_{code}",
                    {"name": change.name, "successor": change.successor, "on": change.on.isoformat()}, contact_id,
                    change.id,
                )  # fmt: skip


def _after(
    change: StaffFacts, here: set[str], first: str | None
) -> Iterator[tuple[str, Activity, Channel, str | None, int]]:
    """(what, activity, channel, whom, within how many days) that follows a staff change."""
    if change.kind is StaffChangeKind.ARRIVED:
        if change.contact_id in here:
            yield "arrived", Activity.SUCCESSOR, Channel.VISIT, change.contact_id, MEET_DAYS
        return
    if change.kind is StaffChangeKind.SUCCEEDED:
        if change.successor_id in here:
            yield "successor", Activity.SUCCESSOR, Channel.VISIT, change.successor_id, MEET_DAYS
        return
    yield "farewell", Activity.FAREWELL, Channel.CALL, change.contact_id, 3
    if not change.successor_id:
        yield "who_follows", Activity.SUCCESSOR, Channel.CALL, first, MEET_DAYS
    yield "map", Activity.MAP_REVIEW, Channel.CALL, first, REVIEW_DAYS


def _of(
    key: str, kind: TouchKind, channel: Channel, activity: Activity, window: tuple[date, date, date], reason: str,
    params: dict[str, str], contact_id: str | None, source_id: str,
) -> PlannedTouch:  # fmt: skip
    """A touch with a window and a source, without an occasion of its own."""
    return PlannedTouch(
        key, kind, channel, activity, min(window[0], window[1]), window[1], max(window[1], window[2]), reason, params,
        contact_id, source_id=source_id,
    )  # fmt: skip


def _first(people: Sequence[PersonFacts]) -> str | None:
    return people[0].id if people else None
