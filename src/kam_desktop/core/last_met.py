"""The last contact that a list of clients tells of: with its text it took place on that day (D-2.8)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import clocks, identity, row_pasts
from kam_desktop.core.records import ClientRecord
from kam_desktop.core.rules.kinds import Channel, Entity
from kam_desktop.core.store import changes
from kam_desktop.core.store.tables import Interaction

_NAMES: Final = ("id", "deleted_at", "corrects_id", "client_id", "on", "outcome")


def tells(record: ClientRecord, today: date) -> bool:
    """Whether the record says when the contact was that its text is about."""
    return bool(_of(record, today))


def keep(session: Session, groups: Iterable[tuple[str, Sequence[ClientRecord]]], *, today: date) -> set[str]:
    """Write those that are not there yet; gives the clients they are new for."""
    found = fresh(session, groups, today=today)
    author = changes.actor_of(session).author
    changes.insert_many(
        session, Interaction,
        [{"id": identity.new_id(), "scope_id": row["client_id"], "author": author, **row} for row in found],
    )  # fmt: skip
    moved: set[str] = {row["client_id"] for row in found}
    if moved:
        clocks.refresh(session, sorted(moved))
        changes.touched(session, Entity.CLIENT)
    return moved


def fresh(
    session: Session, groups: Iterable[tuple[str, Sequence[ClientRecord]]], *, today: date
) -> list[dict[str, Any]]:
    """Those that are not there yet.

    One with a text is known by it within its day; a day alone says nothing new where any contact of it is there. One
    that a person corrected or removed is known as it was.
    """
    wanted = dict.fromkeys((owner, *each) for owner, rows in groups for row in rows for each in _of(row, today))
    have: dict[tuple[str, date], list[str]] = {}
    owners = list(dict.fromkeys(owner for owner, *_ in wanted))
    columns = [Interaction.__table__.c[name] for name in _NAMES]
    rows = session.execute(select(*columns).where(Interaction.client_id.in_(owners))).all() if owners else ()
    heads = row_pasts.heads(session, rows)
    for row in rows:
        if row.id in heads:
            have.setdefault((row.client_id, row.on), []).append(row.outcome)
    found: list[dict[str, Any]] = []
    for owner, on, channel, text in sorted(wanted, key=lambda each: not each[3]):  # those with a text first
        known = have.setdefault((owner, on), [])
        if not any(text in each for each in known):
            known.append(text)
            found.append({"client_id": owner, "channel": channel, "on": on, "outcome": text})
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
