"""What is to come at a client, as it is printed: touches, visits, birthdays, days, ends of agreements."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import agenda, contacts, occasions
from kam_desktop.core.agenda import DueTouch
from kam_desktop.core.client_book import BookAgreement, Coming
from kam_desktop.core.planning_facts import birthday_of
from kam_desktop.core.rules import dates
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import AgreementKind, AgreementState, Calendar, TouchKind, VisitState
from kam_desktop.core.rules.privacy import is_day_of_life, tells_of_life
from kam_desktop.core.store import plain_rows
from kam_desktop.core.store.tables import Visit

COMING_DAYS: Final = 90
_AGREEMENTS: Final = """SELECT title, kind, state, starts_on, ends_on FROM agreement
    WHERE client_id = :client AND deleted_at IS NULL ORDER BY ends_on IS NULL, ends_on, id"""


def coming(
    session: Session, client_id: str, *, today: date, shown: Collection[str] = (), days: int = COMING_DAYS
) -> list[Coming]:  # fmt: skip
    """Planned touches and visits, birthdays, days and ends of agreements that fall within ``days``.

    What tells of a life outside work is told only where ``shown`` has it: likes with ``hobbies``, the days of
    people with ``family``; such a touch then stands without its reason (D-13.4).
    """
    until = today + timedelta(days=days)
    names = {each.id: each.name for each in contacts.of_client(session, client_id)}
    days_noted = occasions.of_client(session, client_id)
    of_people = {each.title for each in days_noted if each.contact_id}
    found = [
        Coming(each.due_on, "touch", _touch(each, shown, of_people), each.contact)
        for each in agenda.of_client(session, client_id, today=today, limit=60)
        if each.due_on <= until
    ]
    found += _visits_to_come(session, client_id, names, today, until)
    found += _birthdays(
        session, client_id, today, until, {(each.person, "birthday") for each in found if _is_birthday(each)}
    )
    for each in days_noted:
        if is_day_of_life(each.kind, each.contact_id) and "family" not in shown:
            continue
        every = PartialDate(Calendar.SOLAR, None, each.on.month, each.on.day)
        on = dates.next_occurrence(every, max(today, each.on)) if each.is_yearly else each.on
        if on is not None and today <= on <= until:
            found.append(Coming(on, "occasion", {"occasion": each.kind, "title": each.title}, each.person))
    for agreement in agreements(session, client_id):
        if agreement.ends_on and today <= agreement.ends_on <= until and agreement.state == AgreementState.ACTIVE:
            found.append(Coming(agreement.ends_on, "agreement", {"kind": agreement.kind, "title": agreement.title}))
    return sorted(found, key=lambda each: (each.on, each.code, each.person))


def _touch(touch: DueTouch, shown: Collection[str], of_people: Collection[str]) -> dict[str, Any]:
    """What is told of a touch: its reason only where that may be told. ``of_people`` are the days that are people's."""
    why = (touch.reason, touch.reason_params) if _may_tell(touch, shown, of_people) else ("", {})
    return {"channel": touch.channel, "activity": touch.activity, "reason": why[0], "params": why[1]}


def _may_tell(touch: DueTouch, shown: Collection[str], of_people: Collection[str]) -> bool:
    is_of_person = bool(touch.reason_params.get("name")) or touch.reason_params.get("title") in of_people
    if not tells_of_life(touch.kind, touch.reason, is_of_person=is_of_person):
        return True
    return ("hobbies" if touch.kind is TouchKind.INTEREST else "family") in shown


def _is_birthday(each: Coming) -> bool:
    return each.params.get("activity") == "birthday"


def _visits_to_come(
    session: Session, client_id: str, names: dict[str, str], today: date, until: date
) -> list[Coming]:  # fmt: skip
    rows = session.execute(
        select(Visit.on, Visit.objective, Visit.contact_ids).where(
            Visit.client_id == client_id, Visit.state == VisitState.PLANNED.value, Visit.deleted_at.is_(None),
            Visit.on.between(today, until),
        )
    )  # fmt: skip
    return [
        Coming(
            row.on, "visit", {"objective": row.objective}, "、".join(names[i] for i in row.contact_ids if i in names)
        )
        for row in rows
    ]


def _birthdays(
    session: Session, client_id: str, today: date, until: date, greeted: set[tuple[str, str]]
) -> list[Coming]:  # fmt: skip
    """Birthdays that no planned touch speaks of."""
    found = []
    for each in contacts.of_client(session, client_id):
        born = birthday_of(each)
        on = dates.next_occurrence(born, today) if born and not each.has_left else None
        if born and on and on <= until and (each.name, "birthday") not in greeted:
            params = {"birthday": dates.to_text(born), "age": dates.age_on(born, on)}
            found.append(Coming(on, "birthday", params, each.name))
    return found


def agreements(session: Session, client_id: str) -> tuple[BookAgreement, ...]:
    """The agreements of a client, the next to end first; a damaged one is left out."""
    return tuple(plain_rows.readable(_agreement, plain_rows.rows(session, _AGREEMENTS, {"client": client_id})))


def _agreement(row: plain_rows.Row) -> BookAgreement:
    day = plain_rows.day
    return BookAgreement(row[0], AgreementKind(row[1]), AgreementState(row[2]), day(row[3]), day(row[4]))
