"""Which client is meant, when clients were merged, and when others change them while a file is taken in."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core.store import changes, plain_rows
from kam_desktop.core.store.tables import Client

CHUNK = 500
Heed = Callable[[Mapping[str, set[str]]], None]  # is told the ids of what others changed, by table


class Meant(Protocol):
    """Something about one client; None while that client is still to be made."""

    client_id: str | None


class Merged(NamedTuple):
    """A client that was merged into another: its number and name mean that one now."""

    id: str
    external_no: str
    name_key: str
    into_id: str


def each(session: Session, columns: str, heed: Heed) -> Iterator[list[Any]]:
    """These columns of each client that is there; while they are read, others may write, and ``heed`` is told of it."""
    after, source = 0, _THERE.format(columns=columns)
    while part := plain_rows.in_one(plain_rows.reader(session), f"{columns}, n", source, {"after": after}):
        yield from (row[:-1] for row in part)
        after = part[-1][-1]
        heed(changes.pause(session))


_THERE: Final = """FROM (SELECT rowid AS n, {columns} FROM client WHERE rowid > :after AND +deleted_at IS NULL
    ORDER BY rowid LIMIT 2000)"""


def merged_away(session: Session) -> list[Merged]:
    """Clients that were merged away, each with the one that it is now."""
    columns = (Client.id, Client.external_no, Client.name_key, Client.merged_into_id)
    gone = session.execute(select(*columns).where(Client.merged_into_id.is_not(None), Client.deleted_at.is_not(None)))
    rows = {row.id: row for row in gone}
    found = []
    for row in rows.values():
        into, seen = row.merged_into_id, {row.id}
        while into in rows and into not in seen:
            seen.add(into)
            into = rows[into].merged_into_id
        found.append(Merged(row.id, row.external_no, row.name_key, into))
    return found


def heed(session: Session, places: Mapping[str, Meant], changed: Mapping[str, set[str]]) -> None:
    """What others did meanwhile: a client that went is not meant any more, one that came or came back may be.

    ``places`` are by the id of the client, by ``no:`` and an external number, or by ``key:`` and a name's key.
    """
    for start in range(0, len(ids := sorted(changed.get("client", ()))), CHUNK):
        columns = (Client.id, Client.external_no, Client.name_key, Client.deleted_at, Client.merged_into_id)
        for row in session.execute(select(*columns).where(Client.id.in_(ids[start : start + CHUNK]))):
            is_there = row.deleted_at is None
            if group := places.get(row.id):
                group.client_id = row.id if is_there else living(session, row.merged_into_id)
            if is_there:
                place = f"no:{row.external_no}" if row.external_no else f"key:{row.name_key}"
                if (group := places.get(place)) and group.client_id is None:
                    group.client_id = row.id


def living(session: Session, client_id: str | None) -> str | None:
    """Where a client that was merged away is now; None when it is nowhere."""
    seen: set[str] = set()
    while client_id and client_id not in seen and (client := session.get(Client, client_id, populate_existing=True)):
        if client.deleted_at is None:
            return client_id
        seen.add(client_id)
        client_id = client.merged_into_id
    return None
