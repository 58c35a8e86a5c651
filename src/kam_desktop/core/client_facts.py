"""One fact of a client changed where it stands (D-2.1): the same checks as the form, one field at a time."""

from dataclasses import fields, replace
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from kam_desktop.core import clients, groups
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.errors import Conflict, Invalid
from kam_desktop.core.rules import names, shares

DRAFTED: Final = frozenset(each.name for each in fields(ClientDraft)) - {"revision"}


def change(session: Session, client_id: str, name: str, value: Any, *, revision: int, today: date) -> int:
    """Save one field; returns the new revision. Refuses when somebody saved the client meanwhile.

    ``team`` and ``tags`` are tuples, ``supplier_shares`` a tuple of ``shares.Share``, ``parent_id`` an id or None,
    ``annual_revenue_minor`` fen or None, the others text.
    """
    row = clients.get(session, client_id)
    if row.revision != revision:
        raise Conflict("record.changed_meanwhile")
    if name in DRAFTED:
        clients.update(session, client_id, replace(clients.draft_of(row), **{name: value}), today=today)
    elif name == "team":
        row.team = tuple(dict.fromkeys(clean for each in value if (clean := names.clean(each, 64))))
    elif name == "supplier_shares":
        row.supplier_shares = shares.to_plain(shares.checked(value))
    elif name == "parent_id":
        groups.set_parent(session, client_id, value, revision=revision)
    else:
        raise Invalid(name, "value.unknown", text=name)
    session.flush()
    return row.revision
