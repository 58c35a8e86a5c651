"""One fact of a client changed where it stands (D-2.1): the same checks as the form, one field at a time."""

from dataclasses import fields, replace
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from kam_desktop.core import clients, custom_fields, groups, touches
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.errors import Conflict, Invalid
from kam_desktop.core.rules import companies, names, regions, shares
from kam_desktop.core.store.tables import Client

CUSTOM: Final = "custom:"  # before the id of a field of one's own
DRAFTED: Final = frozenset(each.name for each in fields(ClientDraft)) - {"revision"}


def change(session: Session, client_id: str, name: str, value: Any, *, revision: int, today: date) -> int:
    """Save one field; returns the new revision. Refuses when somebody saved the client meanwhile.

    ``team`` and ``tags`` are tuples, ``supplier_shares`` a tuple of ``shares.Share``, ``parent_id`` an id or None,
    ``annual_revenue_minor`` fen or None, ``since_on`` a day or None, ``custom:<id>`` as typed or kept, the others text.
    """
    row = clients.get(session, client_id)
    if row.revision != revision:
        raise Conflict("record.changed_meanwhile")
    if name in DRAFTED:
        clients.update(session, client_id, _draft(row, name, value), today=today)
    elif name == "team":
        row.team = tuple(dict.fromkeys(clean for each in value if (clean := names.clean(each, 64))))
    elif name == "supplier_shares":
        row.supplier_shares = shares.to_plain(shares.checked(value))
    elif name == "parent_id":
        groups.set_parent(session, client_id, value, revision=revision)
    elif name == "since_on":
        row.since_on = value
        touches.replan(session, client_id, today=today)
    elif name.startswith(CUSTOM):
        custom_fields.set_values(session, row, {name.removeprefix(CUSTOM): value})
    else:
        raise Invalid(name, "value.unknown", text=name)
    session.flush()
    return row.revision


def kept(session: Session, client_id: str, name: str) -> Any:
    """One field as it is kept now; None or empty where nothing is known."""
    row = clients.get(session, client_id)
    return row.custom.get(name.removeprefix(CUSTOM)) if name.startswith(CUSTOM) else getattr(row, name)


def put(session: Session, client_id: str, name: str, value: Any, *, before: Any, today: date) -> None:
    """Save one field that said ``before`` when it was opened: what others changed elsewhere in the client is no matter.

    Raises Conflict when the field itself says something else by now.
    """
    if (kept(session, client_id, name) or None) != (before or None):
        raise Conflict("record.changed_meanwhile")
    revision = clients.get(session, client_id).revision
    change(session, client_id, name, value, revision=revision, today=today)


def _draft(row: Client, name: str, value: Any) -> ClientDraft:
    """The client with one field changed; a short name that was made of the name follows it."""
    if name in regions.Where._fields:
        value = regions.written(name, value)
    draft = replace(clients.draft_of(row), **{name: value})
    if name == "name" and row.short_name == companies.short_company(row.name):
        return replace(draft, short_name="")
    return draft
