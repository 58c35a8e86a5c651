"""Gathers from the store what the planner needs to know, for many clients at once, by plain narrow selects."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy.orm import Session

from kam_desktop.core.rules import business, causes, regions
from kam_desktop.core.rules.cadence import OWN_WAY, STRENGTH, satisfies
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import (
    Activity,
    Calendar,
    Channel,
    EnvironmentKind,
    FavourDirection,
    FavourState,
    OccasionKind,
    StaffChangeKind,
    TouchState,
)
from kam_desktop.core.rules.planned import (
    ClientFacts,
    EnvironmentFacts,
    FavourFacts,
    InterestFacts,
    MatterFacts,
    OccasionFacts,
    PersonFacts,
    PromiseFacts,
    RelativeFacts,
    StaffFacts,
    Standing,
    World,
)
from kam_desktop.core.store.plain_rows import clock, day, rows, texts

_AMONG = "IN (SELECT value FROM json_each(:ids))"
_NEVER = date(2000, 1, 1)
#: (client, kind, id, title, day, contact, lead days, last day) of what agreements, services and campaigns ask for
_MATTERS = f"""SELECT client_id, 'renewal', id, title, ends_on, NULL, notice_days, NULL FROM agreement
    WHERE client_id {_AMONG} AND deleted_at IS NULL AND state = 'active' AND ends_on IS NOT NULL
    UNION ALL SELECT e.client_id, 'deadline', e.id, CASE e.text WHEN '' THEN a.title ELSE e.text END, e.due_on, NULL, 0,
    NULL FROM agreement_entry e JOIN agreement a ON a.id = e.agreement_id WHERE e.client_id {_AMONG}
    AND e.deleted_at IS NULL AND a.deleted_at IS NULL AND a.state = 'active' AND e.kind = 'deadline'
    AND e.done_on IS NULL AND e.due_on IS NOT NULL
    UNION ALL SELECT client_id, CASE state WHEN 'done' THEN 'effect' ELSE 'service' END, id, title,
    CASE state WHEN 'done' THEN coalesce(until_on, "on") ELSE "on" END, NULL, 0, until_on FROM service
    WHERE client_id {_AMONG} AND deleted_at IS NULL
    AND (state = 'planned' OR (state = 'done' AND effect = '' AND coalesce(until_on, "on") >= :effects))
    UNION ALL SELECT g.client_id, CASE WHEN g.has_come = 1 THEN 'thank' WHEN g.reply = 'yes' THEN 'attend'
    ELSE 'invite' END, g.id, p.title, CASE WHEN g.has_come = 1 THEN p.last_on ELSE p.first_on END, c.id, 0, p.last_on
    FROM campaign_guest g JOIN campaign p ON p.id = g.campaign_id
    LEFT JOIN contact c ON c.id = g.contact_id AND c.deleted_at IS NULL AND NOT c.has_left
    WHERE g.client_id {_AMONG} AND g.deleted_at IS NULL AND p.deleted_at IS NULL AND p.last_on >= :past
    AND (g.has_come = 1 OR (g.has_come IS NULL AND g.reply <> 'no'))
    ORDER BY 1, 5, 3"""


def gather(session: Session, client_ids: Sequence[str], *, today: date) -> Iterator[ClientFacts]:
    """The facts of each living client of these, in the order given."""
    ids = {
        "ids": json.dumps(list(client_ids)), "past": (today - timedelta(days=causes.GRACE_DAYS)).isoformat(),
        "long_past": (today - timedelta(days=5 * causes.GRACE_DAYS)).isoformat(),
        "effects": (today - timedelta(days=business.LONG_PAST_DAYS)).isoformat(),
    }  # fmt: skip
    people, promises = _people(session, ids), _promises(session, ids)
    (last, ways), standing = _last(session, ids), _standing(session, ids)
    occasions, favours, staff = _occasions(session, ids), _favours(session, ids), _staff(session, ids)
    matters = _matters(session, ids)
    sql = f"""SELECT id, tier, since_on, owner, city, region_code, last_contact_on, province, district
        FROM client
        WHERE id {_AMONG} AND deleted_at IS NULL AND status = 'active'"""
    found = {row[0]: row for row in rows(session, sql, ids)}
    for client_id in client_ids:
        if (row := found.get(client_id)) is None:
            continue
        yield ClientFacts(
            client_id, row[1], day(row[2]) or _NEVER, tuple(people[client_id]), last[client_id],
            tuple(standing[client_id]), tuple(promises[client_id]), tuple(occasions[client_id]),
            tuple(favours[client_id]), tuple(staff[client_id]), tuple(matters[client_id]), row[3], row[4],
            row[5] or regions.code_of(row[7], row[4], row[8]), _contact_on(last, row), ways[client_id],
        )  # fmt: skip


def world(session: Session, *, today: date) -> World:
    """The events that are open now or to come."""
    past = {"past": (today - timedelta(days=causes.EVENT_DAYS)).isoformat(), "today": today.isoformat()}
    events = rows(
        session,
        """SELECT id, kind, title, "on", regions FROM environment_event
        WHERE deleted_at IS NULL AND closed_on IS NULL AND "on" >= :past ORDER BY "on", id""",
        past,
    )
    interests = rows(
        session,
        """SELECT id, title, words, "on", place FROM interest_event
        WHERE deleted_at IS NULL AND "on" >= :today ORDER BY "on", id""",
        past,
    )
    return World(
        tuple(
            EnvironmentFacts(row[0], EnvironmentKind(row[1]), row[2], on, texts(row[4]))
            for row in events
            if (on := day(row[3]))
        ),
        tuple(
            InterestFacts(row[0], row[1], tuple(word.casefold() for word in texts(row[2])), on, row[4])
            for row in interests
            if (on := day(row[3]))
        ),
    )


def _contact_on(last: Mapping[str, Mapping[Activity, date]], row: Sequence[Any]) -> date | None:
    known = [on for on in (*last[row[0]].values(), day(row[6])) if on]
    return max(known, default=None)


def _people(session: Session, ids: Mapping[str, Any]) -> defaultdict[str, list[PersonFacts]]:
    relatives = _relatives(session, ids)
    found: defaultdict[str, list[PersonFacts]] = defaultdict(list)
    sql = f"""SELECT client_id, id, name, is_primary, birthday_calendar, birthday_year, birthday_month, birthday_day,
        birthday_is_leap, hobbies, preferred_hours FROM contact
        WHERE client_id {_AMONG} AND deleted_at IS NULL AND NOT has_left"""
    for row in rows(session, sql, ids):
        found[row[0]].append(
            PersonFacts(row[1], row[2], _birthday(*row[4:9]), bool(row[3]), row[9], row[10], tuple(relatives[row[1]]))
        )
    return found


def _relatives(session: Session, ids: Mapping[str, Any]) -> defaultdict[str, list[RelativeFacts]]:
    found: defaultdict[str, list[RelativeFacts]] = defaultdict(list)
    sql = f"""SELECT r.contact_id, r.id, r.name, r.relation, r.birthday_calendar, r.birthday_year, r.birthday_month,
        r.birthday_day, r.birthday_is_leap FROM contact c JOIN relative r ON r.contact_id = c.id
        WHERE c.client_id {_AMONG} AND r.deleted_at IS NULL AND r.birthday_month IS NOT NULL ORDER BY r.id"""
    for row in rows(session, sql, ids):
        if (birthday := _birthday(*row[4:9])) is not None:
            found[row[0]].append(RelativeFacts(row[1], row[2], row[3], birthday))
    return found


def birthday_of(row: Any) -> PartialDate | None:
    """The birthday kept in a contact's columns, or None."""
    return _birthday(
        row.birthday_calendar, row.birthday_year, row.birthday_month, row.birthday_day, row.birthday_is_leap
    )


def _birthday(calendar: str, year: int | None, month: int | None, on: int | None, is_leap: Any) -> PartialDate | None:
    return PartialDate(Calendar(calendar), year, month, on, bool(is_leap)) if calendar else None


def _promises(session: Session, ids: Mapping[str, Any]) -> defaultdict[str, list[PromiseFacts]]:
    found: defaultdict[str, list[PromiseFacts]] = defaultdict(list)
    sql = f"""SELECT client_id, id, text, due_on FROM commitment WHERE client_id {_AMONG} AND deleted_at IS NULL
        AND side = 'ours' AND state = 'open' AND due_on IS NOT NULL ORDER BY id"""
    for row in rows(session, sql, ids):
        if (due_on := day(row[3])) is not None:
            found[row[0]].append(PromiseFacts(row[1], row[2], due_on))
    return found


@cache
def _answers(channel: str, done_as: str) -> tuple[Activity, ...]:
    return tuple(each for each in Activity if satisfies(each, Channel(channel), done_as))


def _last(
    session: Session, ids: Mapping[str, Any]
) -> tuple[defaultdict[str, dict[Activity, date]], defaultdict[str, dict[Activity, Channel]]]:
    """The last contact that answers each activity, and its way, from one grouped select.

    Of several on one day it is the one by the activity's own way, else the one that weighs most.
    """
    found: defaultdict[str, dict[Activity, date]] = defaultdict(dict)
    ways: defaultdict[str, dict[Activity, Channel]] = defaultdict(dict)
    sql = f"""SELECT client_id, channel, activity, max("on") FROM interaction
        WHERE client_id {_AMONG} AND deleted_at IS NULL GROUP BY client_id, channel, activity"""
    for client_id, channel, activity, text in rows(session, sql, ids):
        if (on := day(text)) is None:
            continue
        known, by, way = found[client_id], ways[client_id], Channel(channel)
        for each in _answers(channel, activity):
            if each not in known or (known[each], *_weight(each, by[each])) < (on, *_weight(each, way)):
                known[each], by[each] = on, way
    return found, ways


def _weight(activity: Activity, way: Channel) -> tuple[bool, int]:
    return OWN_WAY.get(activity) is way, STRENGTH[way]


def _standing(session: Session, ids: Mapping[str, Any]) -> defaultdict[str, list[Standing]]:
    found: defaultdict[str, list[Standing]] = defaultdict(list)
    sql = f"""SELECT client_id, plan_key, activity, due_on, state, is_pinned, ideal_on, at, fit, channel,
        fit = '' AND (occasion_on IS NULL OR channel = 'visit') FROM touch
        WHERE client_id {_AMONG} AND deleted_at IS NULL ORDER BY due_on, id"""
    for row in rows(session, sql, ids):
        if (due_on := day(row[3])) is not None:
            found[row[0]].append(
                Standing(
                    row[1], row[2], due_on, TouchState(row[4]), bool(row[5]), day(row[6]), clock(row[7]), row[8],
                    Channel(row[9]), bool(row[10]),
                )
            )  # fmt: skip
    return found


def _occasions(session: Session, ids: Mapping[str, Any]) -> defaultdict[str, list[OccasionFacts]]:
    found: defaultdict[str, list[OccasionFacts]] = defaultdict(list)
    sql = f"""SELECT o.client_id, o.id, o.kind, o.title, o."on", o.is_yearly, c.id, coalesce(c.name, '')
        FROM occasion o LEFT JOIN contact c ON c.id = o.contact_id AND c.deleted_at IS NULL
        WHERE o.client_id {_AMONG} AND o.deleted_at IS NULL AND (o.is_yearly OR o."on" >= :past) ORDER BY o.id"""
    for row in rows(session, sql, ids):
        if (on := day(row[4])) is not None:
            found[row[0]].append(OccasionFacts(row[1], OccasionKind(row[2]), row[3], on, bool(row[5]), row[6], row[7]))
    return found


def _favours(session: Session, ids: Mapping[str, Any]) -> defaultdict[str, list[FavourFacts]]:
    found: defaultdict[str, list[FavourFacts]] = defaultdict(list)
    sql = f"""SELECT f.client_id, f.id, f.direction, f.state, f.what, f."on", f.due_on, f.done_on, c.id, f.result
        FROM favour f LEFT JOIN contact c ON c.id = f.contact_id AND c.deleted_at IS NULL
        WHERE f.client_id {_AMONG} AND f.deleted_at IS NULL AND f.state <> 'evened' ORDER BY f.id"""
    for row in rows(session, sql, ids):
        if (on := day(row[5])) is not None:
            found[row[0]].append(
                FavourFacts(
                    row[1], FavourDirection(row[2]), FavourState(row[3]), row[4], on, day(row[6]), day(row[7]), row[8],
                    bool(row[9]),
                )
            )  # fmt: skip
    return found


def _staff(session: Session, ids: Mapping[str, Any]) -> defaultdict[str, list[StaffFacts]]:
    found: defaultdict[str, list[StaffFacts]] = defaultdict(list)
    sql = f"""SELECT s.client_id, s.id, s.kind, s."on", s.contact_id, c.name,
        CASE s.kind WHEN 'succeeded' THEN s.other_contact_id ELSE c.successor_id END,
        coalesce((SELECT name FROM contact n WHERE n.id =
            CASE s.kind WHEN 'succeeded' THEN s.other_contact_id ELSE c.successor_id END), '')
        FROM staff_change s JOIN contact c ON c.id = s.contact_id AND c.deleted_at IS NULL
        WHERE s.client_id {_AMONG} AND s.deleted_at IS NULL AND s."on" >= :long_past
        AND s.kind IN ('arrived', 'left', 'moved', 'succeeded') ORDER BY s.id"""
    for row in rows(session, sql, ids):
        if (on := day(row[3])) is not None:
            found[row[0]].append(StaffFacts(row[1], StaffChangeKind(row[2]), on, row[4], row[5], row[6], row[7]))
    return found


def _matters(session: Session, ids: Mapping[str, Any]) -> defaultdict[str, list[MatterFacts]]:
    found: defaultdict[str, list[MatterFacts]] = defaultdict(list)
    for row in rows(session, _MATTERS, ids):
        if (on := day(row[4])) is not None:
            found[row[0]].append(MatterFacts(row[2], row[1], row[3], on, row[5], row[6], day(row[7])))
    return found
