"""Days on which a client is given nothing: a tender of theirs, an inspection (D-7.2)."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import clients
from kam_desktop.core.errors import Invalid, NotFound
from kam_desktop.core.identity import now
from kam_desktop.core.rules import names
from kam_desktop.core.store.tables import Blackout, Client

LONGEST_DAYS = 3 * 366


class ClosedTime(NamedTuple):
    """A closed time as it is shown; both days belong to it."""

    id: str
    client_id: str
    client: str
    title: str
    first_on: date
    last_on: date
    author: str


def add(session: Session, client_id: str, *, title: str, first_on: date, last_on: date) -> str:
    """Close these days for gifts to a client; returns the id."""
    client = clients.get(session, client_id)
    if not (said := names.clean(title, 255)):
        raise Invalid("title", "blackout.title_missing")
    if last_on < first_on:
        raise Invalid("last_on", "blackout.wrong_order")
    if (last_on - first_on).days >= LONGEST_DAYS:
        raise Invalid("last_on", "blackout.too_long")
    row = Blackout(scope_id=client.id, client_id=client.id, title=said, first_on=first_on, last_on=last_on)
    session.add(row)
    session.flush()
    return row.id


def remove(session: Session, blackout_id: str) -> None:
    """They may be given to again. Gifts that were judged meanwhile keep their verdict."""
    row = session.get(Blackout, blackout_id)
    if row is None or row.deleted_at is not None:
        raise NotFound("blackout.not_found", id=blackout_id)
    row.deleted_at = now()


def rows(session: Session, *, client_id: str = "", since: date | None = None) -> list[ClosedTime]:
    """The closed times of a client or of all, those that end on ``since`` or later, the next first."""
    statement = (
        select(
            Blackout.id, Blackout.client_id, Client.short_name, Client.name, Blackout.title, Blackout.first_on,
            Blackout.last_on, Blackout.created_by,
        )
        .join(Client, Client.id == Blackout.client_id)
        .where(Blackout.deleted_at.is_(None), Client.deleted_at.is_(None))
        .order_by(Blackout.first_on, Blackout.id)
    )  # fmt: skip
    if client_id:
        statement = statement.where(Blackout.client_id == client_id)
    return [
        ClosedTime(row.id, row.client_id, row.short_name or row.name, row.title, row.first_on, row.last_on, row.created_by)
        for row in session.execute(statement)
        if row.first_on and row.last_on and (since is None or row.last_on >= since)
    ]  # fmt: skip
