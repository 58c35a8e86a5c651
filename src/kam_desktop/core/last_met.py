"""The last contact that a list of clients tells of: with its text it took place on that day (D-2.8)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from kam_desktop.core import clocks, identity, row_pasts
from kam_desktop.core.records import ClientRecord
from kam_desktop.core.rules.kinds import Channel, Entity
from kam_desktop.core.store import changes
from kam_desktop.core.store.tables import Interaction

_NAMES: Final = (
    "id", "scope_id", "deleted_at", "corrects_id", "client_id", "channel", "on", "outcome", "visit_id", "gift_id",
    "external_no",
)  # fmt: skip


class Met(NamedTuple):
    """A contact that is not there yet; ``was`` is the row that has the beginning of its text, if any."""

    client_id: str
    on: date
    channel: str
    outcome: str
    was: Any


def tells(record: ClientRecord, today: date) -> bool:
    """Whether the record says when the contact was that its text is about."""
    return bool(_of(record, today))


def keep(session: Session, groups: Iterable[tuple[str, Sequence[ClientRecord]]], *, today: date) -> set[str]:
    """Write those that are not there yet; gives the clients they are new for."""
    found = fresh(session, groups, today=today)
    author = changes.actor_of(session).author
    news = [each for each in found if each.was is None]
    changes.insert_many(
        session, Interaction,
        [
            {"id": identity.new_id(), "scope_id": each.client_id, "client_id": each.client_id, "author": author,
             "channel": each.channel, "on": each.on, "outcome": each.outcome}
            for each in news
        ],
    )  # fmt: skip
    changes.update_many(
        session, Interaction,
        [
            (each.was.id, each.was.scope_id, {"outcome": each.was.outcome}, {"outcome": each.outcome})
            for each in found if each.was is not None
        ],
    )  # fmt: skip
    if news:
        clocks.refresh(session, sorted({each.client_id for each in news}))
        changes.touched(session, Entity.CLIENT)
    return {each.client_id for each in found}


def fresh(session: Session, groups: Iterable[tuple[str, Sequence[ClientRecord]]], *, today: date) -> list[Met]:
    """Those that are not there yet.

    One with a text is known by it within its day; a day alone says nothing new where any contact of it is there. One
    that a person corrected or removed is known as it was. Of one day and channel a text that goes on is the same contact.
    """
    wanted = dict.fromkeys((owner, *each) for owner, rows in groups for row in rows for each in _of(row, today))
    have: dict[tuple[str, date], list[str]] = {}
    short: dict[tuple[str, date, str], list[Any]] = {}
    owners = list(dict.fromkeys(owner for owner, *_ in wanted))
    columns = [Interaction.__table__.c[name] for name in _NAMES]
    of_days = Interaction.on.in_({on for _, on, *_ in wanted})
    was_changed = or_(Interaction.deleted_at.is_not(None), Interaction.corrects_id.is_not(None))
    statement = select(*columns).where(Interaction.client_id.in_(owners), or_(of_days, was_changed))
    rows = session.execute(statement).all() if owners else ()
    heads = row_pasts.heads(session, rows)
    for row in rows:
        if row.id in heads:
            have.setdefault((row.client_id, row.on), []).append(row.outcome)
        if row.deleted_at is None and not (row.visit_id or row.gift_id or row.external_no):
            short.setdefault((row.client_id, row.on, row.channel), []).append(row)
    found: list[Met] = []
    for owner, on, channel, text in sorted(wanted, key=lambda each: -len(each[3])):  # what goes on before its beginning
        known = have.setdefault((owner, on), [])
        if not any(text in each for each in known):
            known.append(text)
            same = short.get((owner, on, channel), [])
            was = max((each for each in same if each.outcome in text), key=lambda each: len(each.outcome), default=None)
            if was is not None:
                same.remove(was)
            found.append(Met(owner, on, channel, text, was))
    return found


def _of(record: ClientRecord, today: date) -> list[tuple[date, str, str]]:
    """Day, channel and text, the newest first, which the text is about; of one day the visit. None is to come."""
    if not (record.last_contact_on or record.last_visit_on):
        return []
    if record.last_contact_on is None and record.last_visit_on is None:
        return []
    said = ((record.last_contact_on, Channel.CALL), (record.last_visit_on, Channel.VISIT))
    days = {on: channel.value for on, channel in said if on and on <= today}
    return [(on, days[on], "" if at else record.last_note) for at, on in enumerate(sorted(days, reverse=True))]
