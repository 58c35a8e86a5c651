"""Birthdays of a client's people and of those who matter to them, solar and lunar (D-5.3, D-5.9)."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Final

from kam_desktop.core.rules import dates
from kam_desktop.core.rules.cadence import PolicyLine
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.holidays import WorkCalendar
from kam_desktop.core.rules.kinds import TouchKind, TouchState
from kam_desktop.core.rules.planned import ClientFacts, PersonFacts, PlannedTouch

GRACE_DAYS: Final = 7  # a missed birthday or festival stays on the list this long


def plan(
    facts: ClientFacts,
    people: Sequence[PersonFacts],
    line: PolicyLine,
    calendar: WorkCalendar,
    today: date,
    until: date,
) -> Iterator[PlannedTouch]:
    """A touch for each birthday up to ``until``; the congratulation goes to the contact."""
    for person in people:
        if person.birthday is not None:
            params = {"name": person.name}
            yield from _of_one(
                facts, person, person.id, person.birthday, "birthday", params, line, calendar, today, until
            )
        for relative in person.relatives:
            params = {"name": person.name, "relative": relative.name, "relation": relative.relation}
            reason = "birthday_relative"
            yield from _of_one(
                facts, person, relative.id, relative.birthday, reason, params, line, calendar, today, until
            )


def _of_one(
    facts: ClientFacts, person: PersonFacts, whose: str, birthday: PartialDate, reason: str, about: dict[str, str],
    line: PolicyLine, calendar: WorkCalendar, today: date, until: date,
) -> Iterator[PlannedTouch]:  # fmt: skip
    on = dates.next_occurrence(birthday, today - timedelta(days=GRACE_DAYS))
    while on is not None and on <= until:
        key = f"birthday:{whose}:{on.isoformat()}"
        if on >= today or planned_on(facts, key):
            params: dict[str, Any] = {
                **about, "birthday": dates.to_text(birthday), "on": on.isoformat(), "age": dates.age_on(birthday, on),
            }  # fmt: skip
            due = max(calendar.previous_working(on), min(on, today)) if on >= today else on
            yield PlannedTouch(
                key, TouchKind.PERSONAL, line.channel, line.activity, due - timedelta(days=line.lead_days), due, on,
                reason, params, person.id, on, line.has_gift and reason == "birthday",
            )  # fmt: skip
        on = dates.next_occurrence(birthday, on + timedelta(days=200))


def planned_on(facts: ClientFacts, key: str) -> date | None:
    """The day an earlier plan chose for an occasion; it stays, so that what is missed shows as late."""
    return next((s.due_on for s in facts.standing if s.plan_key == key and s.state is TouchState.PLANNED), None)
