"""One main contact at each client, where an undo brings people back and old values with them (D-2.2)."""

from collections.abc import Iterable, Sequence

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from kam_desktop.core.store.tables import Batch, Change, Client, Contact

CHUNK = 500


def of_people(session: Session, contact_ids: Sequence[str]) -> dict[str, list[str]]:
    """The main contacts of the clients at which these people are, by client; one that has none is not named."""
    found: dict[str, list[str]] = {}
    for start in range(0, len(contact_ids), CHUNK):
        theirs = select(Contact.client_id).where(Contact.id.in_(contact_ids[start : start + CHUNK]))
        rows = session.execute(
            select(Contact.client_id, Contact.id).where(
                Contact.client_id.in_(theirs), Contact.is_primary, Contact.deleted_at.is_(None)
            )
        )
        for client_id, contact_id in rows:
            ids = found.setdefault(client_id, [])
            ids += [contact_id] if contact_id not in ids else []
    return found


def hold(session: Session, contact_ids: Sequence[str], before: Iterable[str]) -> None:
    """After an undo that touched these people: of several main contacts the one stays whom somebody chose last, and a
    client of ``before``, which had one, and has lost it, gets the one back whom somebody chose before.
    """
    now = of_people(session, contact_ids)
    for mains in now.values():
        if len(mains) > 1:
            newest = _chosen_last(session, mains) or mains[0]
            for row in session.scalars(select(Contact).where(Contact.id.in_(mains), Contact.id != newest)):
                row.is_primary = False
    for people in _present(session, sorted(set(before) - now.keys())).values():
        if back := session.get(Contact, _chosen_last(session, people)):
            back.is_primary = True
    session.flush()


def _present(session: Session, client_ids: Sequence[str]) -> dict[str, list[str]]:
    """Who is at each of these clients, of those that are there themselves."""
    found: dict[str, list[str]] = {}
    for start in range(0, len(client_ids), CHUNK):
        rows = session.execute(
            select(Contact.client_id, Contact.id)
            .join(Client, Client.id == Contact.client_id)
            .where(
                Contact.client_id.in_(client_ids[start : start + CHUNK]), Contact.deleted_at.is_(None),
                ~Contact.has_left, Client.deleted_at.is_(None),
            )
        )  # fmt: skip
        for client_id, contact_id in rows:
            found.setdefault(client_id, []).append(contact_id)
    return found


def _chosen_last(session: Session, contact_ids: Sequence[str]) -> str:
    """Whom of these people somebody made the main contact last, as the log tells; empty for nobody."""
    is_chosen = and_(Batch.kind != "undo", Batch.undone_by_id.is_(None))
    found = session.execute(
        select(Change.id, Change.row_id, Change.op, Change.before, Change.after, is_chosen)
        .join(Batch, Batch.id == Change.batch_id)
        .where(Change.row_id.in_(contact_ids))
        .order_by(Change.id.desc())
    )
    at = dict.fromkeys(contact_ids, 0)
    first = {row.id: row.is_primary for row in session.scalars(select(Contact).where(Contact.id.in_(contact_ids)))}
    for change_id, row_id, op, before, after, is_choice in found:
        if op != "create" and "is_primary" not in (after or {}):
            continue
        was_made = first[row_id] if op == "create" else after["is_primary"]
        if was_made and is_choice:
            at[row_id] = max(at[row_id], change_id)
        first[row_id] = first[row_id] if op == "create" else before["is_primary"]
    newest = max(contact_ids, key=lambda each: at[each], default="")
    return newest if at.get(newest) else ""
