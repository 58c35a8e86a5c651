"""Gathers from the store what the planner needs to know, for many clients at once by narrow selects."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kam_desktop.core.rules.cadence import satisfies
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import Activity, Calendar, Channel, CommitmentState, Side, TouchState
from kam_desktop.core.rules.planner import ClientFacts, PersonFacts, PromiseFacts, Standing
from kam_desktop.core.store.tables import Client, Commitment, Contact, Interaction, Touch


def gather(session: Session, client_ids: Sequence[str]) -> Iterator[ClientFacts]:
    """The facts of each living client of these, in the order of their ids."""
    people, promises = _people(session, client_ids), _promises(session, client_ids)
    last, standing = _last(session, client_ids), _standing(session, client_ids)
    clients = select(Client.id, Client.tier, Client.since_on).where(
        Client.id.in_(client_ids), Client.deleted_at.is_(None), Client.status == "active"
    )
    for row in session.execute(clients.order_by(Client.id)):
        yield ClientFacts(
            row.id, row.tier, row.since_on or date(2000, 1, 1), tuple(people[row.id]), last[row.id],
            tuple(standing[row.id]), tuple(promises[row.id]),
        )  # fmt: skip


def _people(session: Session, ids: Sequence[str]) -> defaultdict[str, list[PersonFacts]]:
    found: defaultdict[str, list[PersonFacts]] = defaultdict(list)
    rows = session.execute(
        select(
            Contact.client_id, Contact.id, Contact.name, Contact.is_primary, Contact.birthday_calendar,
            Contact.birthday_year, Contact.birthday_month, Contact.birthday_day, Contact.birthday_is_leap,
        ).where(Contact.client_id.in_(ids), Contact.deleted_at.is_(None), ~Contact.has_left)
    )  # fmt: skip
    for row in rows:
        found[row.client_id].append(PersonFacts(row.id, row.name, birthday_of(row), row.is_primary))
    return found


def birthday_of(row: Any) -> PartialDate | None:
    """The birthday kept in a contact's columns, or None."""
    if not row.birthday_calendar:
        return None
    return PartialDate(
        Calendar(row.birthday_calendar),
        row.birthday_year,
        row.birthday_month,
        row.birthday_day,
        row.birthday_is_leap,
    )


def _promises(session: Session, ids: Sequence[str]) -> defaultdict[str, list[PromiseFacts]]:
    found: defaultdict[str, list[PromiseFacts]] = defaultdict(list)
    rows = session.execute(
        select(Commitment.client_id, Commitment.id, Commitment.text, Commitment.due_on).where(
            Commitment.client_id.in_(ids), Commitment.deleted_at.is_(None), Commitment.side == Side.OURS,
            Commitment.state == CommitmentState.OPEN, Commitment.due_on.is_not(None),
        ).order_by(Commitment.id)
    )  # fmt: skip
    for row in rows:
        found[row.client_id].append(PromiseFacts(row.id, row.text, row.due_on))
    return found


def _last(session: Session, ids: Sequence[str]) -> defaultdict[str, dict[Activity, date]]:
    """The last contact that answers each activity, from one grouped select."""
    found: defaultdict[str, dict[Activity, date]] = defaultdict(dict)
    rows = session.execute(
        select(
            Interaction.client_id,
            Interaction.channel,
            Interaction.activity,
            func.max(Interaction.on).label("last_on"),
        )
        .where(Interaction.client_id.in_(ids), Interaction.deleted_at.is_(None))
        .group_by(Interaction.client_id, Interaction.channel, Interaction.activity)
    )
    for row in rows:
        if row.last_on is None:
            continue
        for activity in Activity:
            if satisfies(activity, Channel(row.channel), row.activity):
                known = found[row.client_id].get(activity)
                found[row.client_id][activity] = max(known, row.last_on) if known else row.last_on
    return found


def _standing(session: Session, ids: Sequence[str]) -> defaultdict[str, list[Standing]]:
    found: defaultdict[str, list[Standing]] = defaultdict(list)
    rows = session.execute(
        select(Touch.client_id, Touch.plan_key, Touch.activity, Touch.due_on, Touch.state, Touch.is_pinned)
        .where(Touch.client_id.in_(ids), Touch.deleted_at.is_(None))
        .order_by(Touch.due_on, Touch.id)
    )
    for row in rows:
        found[row.client_id].append(
            Standing(row.plan_key, row.activity, row.due_on, TouchState(row.state), row.is_pinned)
        )
    return found
