"""Who was looked at last, and where that is not enough, who was spoken with last: offered before anything is typed."""

import json
from collections.abc import Sequence
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from kam_desktop.core.store import plain_rows

_CLIENTS: Final = """SELECT id, id, short_name, city, tier FROM client
    WHERE deleted_at IS NULL AND id IN (SELECT value FROM json_each(:ids))"""
_PEOPLE: Final = """SELECT p.id, c.id, p.name, c.short_name, c.tier FROM contact p JOIN client c ON c.id = p.client_id
    WHERE p.deleted_at IS NULL AND c.deleted_at IS NULL AND p.id IN (SELECT value FROM json_each(:ids))"""
_MET: Final = """SELECT id FROM client WHERE deleted_at IS NULL AND last_contact_on IS NOT NULL
    ORDER BY last_contact_on DESC LIMIT :most"""


class Recent(NamedTuple):
    """A client or a contact; ``about`` is its city, or where the person is."""

    kind: str
    id: str
    client_id: str
    name: str
    about: str
    tier: str


def of(session: Session, seen: Sequence[tuple[str, str]], *, limit: int) -> list[Recent]:
    """Those that were ``seen`` (``client`` or ``contact``, id), the newest first, then the clients met last."""
    met = [("client", row[0]) for row in plain_rows.rows(session, _MET, {"most": limit})]
    wanted = list(dict.fromkeys([*seen, *met]))
    known: dict[tuple[str, str], Recent] = {}
    for kind, sql in (("client", _CLIENTS), ("contact", _PEOPLE)):
        ids = json.dumps([each for name, each in wanted if name == kind])
        known |= {(kind, row[0]): Recent(kind, *row) for row in plain_rows.rows(session, sql, {"ids": ids})}
    return [known[each] for each in wanted if each in known][:limit]
