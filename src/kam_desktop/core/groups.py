"""Parent company and subsidiaries: a group as a tree (D-2.1)."""

from collections.abc import Collection
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from kam_desktop.core import clients
from kam_desktop.core.errors import Conflict, Invalid
from kam_desktop.core.store import plain_rows
from kam_desktop.core.store.plain_rows import Execute
from kam_desktop.core.store.tables import Client

DEEPEST: Final = 20  # levels; deeper is a damaged store
SHOWN: Final = 50  # subsidiaries that a page shows

_UP: Final = "SELECT id, short_name, tier, parent_id, deleted_at, merged_into_id FROM client WHERE id = :client"
_DOWN: Final = (
    "SELECT id, short_name, tier FROM client WHERE parent_id = :client AND deleted_at IS NULL"
    " ORDER BY sort_key, id LIMIT :most"
)


class Member(NamedTuple):
    """A client of the group. ``depth`` counts from the top; ``is_here`` is the one that was asked for."""

    id: str
    name: str
    tier: str
    depth: int
    is_here: bool = False


class Group(NamedTuple):
    """The way up to the top, the client, and those right below it.

    ``has_lost_parent``: the parent company is no longer on the list. ``has_more``: not all subsidiaries are shown.
    """

    members: tuple[Member, ...]
    has_lost_parent: bool = False
    has_more: bool = False

    @property
    def parent(self) -> Member | None:
        """The company right above."""
        here = next((place for place, member in enumerate(self.members) if member.is_here), 0)
        return self.members[here - 1] if here else None

    @property
    def is_alone(self) -> bool:
        """Nobody above and nobody below."""
        return len(self.members) <= 1 and not self.has_lost_parent


def of_client(session: Session, client_id: str) -> Group:
    """The group around a client, by one look-up a level."""
    execute = plain_rows.reader(session)
    way, has_lost = _way_up(execute, client_id)
    below = execute(_DOWN, {"client": client_id, "most": SHOWN + 1}).fetchall()
    above = [Member(row[0], row[1], row[2], depth, row[0] == client_id) for depth, row in enumerate(reversed(way))]
    under = [Member(row[0], row[1], row[2], len(above)) for row in below[:SHOWN]]
    return Group((*above, *under), has_lost, len(below) > SHOWN)


def set_parent(session: Session, client_id: str, parent_id: str | None, *, revision: int) -> None:
    """Put a client under a parent company, or take it out of its group.

    A company cannot stand above itself: ``Invalid`` ``group.cycle``.
    """
    row = clients.get(session, client_id)
    if row.revision != revision:
        raise Conflict("record.changed_meanwhile")
    if parent_id is not None:
        parent = clients.get(session, parent_id)
        _refuse_cycle(session, row, parent)
    row.parent_id = parent_id


def is_in(session: Session, client_id: str, tops: Collection[str]) -> bool:
    """Whether a client is one of these or stands, however deep, below one."""
    way, _ = _way_up(plain_rows.reader(session), client_id)
    return any(each[0] in tops for each in way)


def _refuse_cycle(session: Session, row: Client, parent: Client) -> None:
    if parent.id == row.id:
        raise Invalid("parent_id", "group.own_parent", name=row.short_name)
    if is_in(session, parent.id, [row.id]):
        raise Invalid("parent_id", "group.cycle", name=row.short_name, parent=parent.short_name)


def _way_up(execute: Execute, client_id: str) -> tuple[list[plain_rows.Row], bool]:
    """The client and those above it, and whether the way ends at one that is gone; a merged one leads on."""
    way: list[plain_rows.Row] = []
    wanted: str | None = client_id
    seen: set[str] = set()
    while wanted and wanted not in seen and len(way) < DEEPEST:
        seen.add(wanted)
        row = execute(_UP, {"client": wanted}).fetchone()
        if row is None:
            return way, bool(way)
        if row[4] is None or not way:
            way.append(row)
            wanted = row[3]
        elif row[5]:
            wanted = row[5]
        else:
            return way, True
    return way, False
