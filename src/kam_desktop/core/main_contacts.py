"""One main contact at each client, where an undo brings people back and old values with them (D-2.2)."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from kam_desktop.core.store.tables import Batch, Change, Client, Contact

CHUNK = 500


def of_people(session: Session, contact_ids: Sequence[str]) -> dict[str, list[str]]:
    """The clients at which these people are, put-away ones too, each with its main contacts."""
    found: dict[str, list[str]] = {}
    for start in range(0, len(contact_ids), CHUNK):
        theirs = select(Contact.client_id).where(Contact.id.in_(contact_ids[start : start + CHUNK]))
        found |= {client_id: [] for client_id in session.scalars(theirs)}
    return _mains(session, list(found))


def hold(
    session: Session, contact_ids: Sequence[str], before: Mapping[str, Sequence[str]], without: Collection[str] = ()
) -> None:  # fmt: skip
    """After an undo that touched these people, who were at the clients of ``before``: of several main contacts the one
    stays whom somebody chose last, and a client that had one and has none gets the one back who was it before, unless
    it is one of those that are to be ``without``.
    """
    now = _mains(session, list(before)) | of_people(session, contact_ids)
    for mains in now.values():
        if len(mains) > 1:
            newest = _chosen_last(session, mains) or mains[0]
            for row in session.scalars(select(Contact).where(Contact.id.in_(mains), Contact.id != newest)):
                row.is_primary = False
    for people in _present(
        session, [each for each in before if before[each] and not now[each] and each not in without]
    ).values():
        if back := session.get(Contact, _chosen_last(session, people)):
            back.is_primary = True
    session.flush()


def unchosen(session: Session, entries: Sequence[Change]) -> set[str]:
    """The clients of which the main contact is to be none again, by what these changes, newest first, found before."""
    said: dict[str, bool] = {}
    for each in entries:
        if "is_primary" in (each.before or {}):
            said[each.row_id] = (each.before or {})["is_primary"]
    found: dict[str, bool] = {}
    for start in range(0, len(said), CHUNK):
        part = list(said)[start : start + CHUNK]
        rows = session.execute(select(Contact.id, Contact.client_id).where(Contact.id.in_(part)))
        for contact_id, client_id in rows:
            found[client_id] = found.get(client_id, False) or said[contact_id]
    return {client_id for client_id, has_one in found.items() if not has_one}


def _mains(session: Session, client_ids: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {each: [] for each in client_ids}
    for start in range(0, len(client_ids), CHUNK):
        rows = session.execute(
            select(Contact.client_id, Contact.id).where(
                Contact.client_id.in_(client_ids[start : start + CHUNK]), Contact.is_primary,
                Contact.deleted_at.is_(None),
            )
        )  # fmt: skip
        for client_id, contact_id in rows:
            found[client_id].append(contact_id)
    return found


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
