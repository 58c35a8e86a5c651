"""Taking back what was changed, by the change log, and what was changed last (D-13.3)."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from kam_desktop.core import (
    belongings,
    circles,
    clocks,
    doubles,
    gift_stock,
    gifts,
    main_contacts,
    packet_merge,
    reverting,
    touches,
    unmerging,
    visit_rows,
)
from kam_desktop.core.errors import NotFound, Refused
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.core.settings import note, plan_again
from kam_desktop.core.store import changes, plain_rows, tables
from kam_desktop.core.store.database import UNFINISHED
from kam_desktop.core.store.tables import Batch, Change, Client, Contact, Interaction, Visit

CHUNK = 500
MERGING = {"merge"}
CIRCLES = {Entity.CLIENT: "batch.circle_of_clients", Entity.CONTACT: "batch.circle_of_contacts"}
CORRECTED = (Visit, Interaction)
FOR_ALL = {Entity.ENVIRONMENT_EVENT, Entity.INTEREST_EVENT, Entity.ABSENCE}
TABLES: dict[str, Any] = {
    table.__tablename__: table for table in vars(tables).values() if hasattr(table, "__tablename__")
}


class Undone(NamedTuple):
    """Rows taken back, and rows left alone because somebody changed them since.

    ``along`` is what came since about clients that are put away with it, ``first`` what is undone or done again.
    """

    reverted: int
    kept: int
    batch_id: str
    along: int = 0
    first: str = ""


def undo(session: Session, batch_id: str, *, today: date) -> Undone:
    """Take a batch back: what it made is put away, what it changed gets its old values.

    A value that somebody changed since stays as it is. Undoing the undo brings all of it back. Raises Refused for a
    packet of which a row was changed here since: a review would go with what it is of; for a merge whose rows
    another one holds since: they would not go back to whom they belong; for one done again over what was written
    since of who would be put away; where somebody would stand above themselves; and for what was made anew under its
    name since.
    """
    batch = _undoable(session, batch_id)
    ours = changes.begin_batch(session, "undo", batch.title, undoes_id=batch.id)
    _mark(session, batch, ours)
    first = _first(session, batch)
    reverted = kept = 0
    scopes: set[str] = set()
    by_entity = _by_entity(session, batch)
    touched = {each.row_id for entries in by_entity.values() for each in entries}
    along = _along(session, batch, {each.row_id for each in by_entity.get(Entity.CLIENT, []) if each.op == "create"})
    people = list({each.row_id: None for each in by_entity.get(Entity.CONTACT, [])})
    mains = main_contacts.of_people(session, people)
    for entity, entries in by_entity.items():
        table = TABLES[entity]
        mine = _without_later(session, batch, table, entries, touched)
        done, left = reverting.revert(session, table, mine, scopes)
        reverted, kept = reverted + done, kept + left + len(entries) - len(mine)
    if first.kind in MERGING:
        unmerging.follow(session, by_entity.get(Entity.CONTACT, []), scopes)
    is_done_again = first.undone_by_id is None
    back = _with_it(session, first, scopes) if is_done_again else {}
    people += back.get(Contact, [])
    if is_done_again and first.kind in MERGING:
        unmerging.refuse_left(session, by_entity)
    _refuse_circles(session, by_entity, back)
    doubles.refuse(session, by_entity)
    session.expire_all()
    without = main_contacts.unchosen(session, by_entity.get(Entity.CONTACT, [])) if is_done_again else ()
    main_contacts.hold(session, people, mains, without)
    visit_rows.settle(session, list({each.row_id: None for each in by_entity.get(Entity.VISIT, [])}))
    given = reverting.merged(by_entity.get(Entity.GIFT, []))
    gifts.hold(session, {row_id: after for row_id, (_, after) in given.items()}, since=batch.id)
    if moved := by_entity.get(Entity.STOCK_MOVE):
        gift_stock.hold(session, {each.row_id for each in moved})
    _plan_anew(session, by_entity, scopes)
    _settle(session, scopes, today)
    return Undone(reverted + sum(map(len, back.values())), kept, ours.id, along, first.id)


def _undoable(session: Session, batch_id: str) -> Batch:
    batch = session.get(Batch, batch_id)
    if batch is None:
        raise NotFound("batch.not_found", id=batch_id)
    if batch.undone_by_id is not None:
        raise Refused("batch.already_undone")
    if batch.id == note(session, UNFINISHED):
        raise Refused("batch.unfinished")
    if batch.kind == packet_merge.KIND and _is_worked_on(session, batch):
        raise Refused("batch.packet_worked_on", name=batch.title)
    if _first(session, batch).kind in MERGING and (holder := _holder(session, batch)):
        raise Refused("batch.held_since", name=holder.title)
    return batch


def _mark(session: Session, batch: Batch, by: Batch) -> None:
    """What is undone no longer holds; if it was an undo itself, what it undid holds again, and so on."""
    at: Batch | None = batch
    is_undone = True
    while at is not None:
        at.undone_by_id = by.id if is_undone else None
        by, is_undone = at, not is_undone
        at = session.get(Batch, at.undoes_id) if at.undoes_id else None
    session.flush()


def _with_it(session: Session, batch: Batch, scopes: set[str]) -> dict[Any, list[str]]:
    """What comes back with a batch that is done again, by table."""
    if batch.kind in reverting.IN_PART:
        return {}
    made = select(Change.entity).where(changes.of_batch(batch), Change.op == "create").distinct()
    tables_of_it = [TABLES[entity] for entity in session.scalars(made)]
    return {table: reverting.bring_back(session, table, batch, scopes) for table in tables_of_it}


def _refuse_circles(
    session: Session, by_entity: Mapping[str, Sequence[Change]], back: Mapping[Any, Sequence[str]]
) -> None:  # fmt: skip
    """What was taken apart and put together the other way round since would stand above itself."""
    execute = plain_rows.reader(session)
    for entity, links in circles.LINKS.items():
        table = TABLES[entity]
        linked = [each.row_id for each in by_entity.get(entity, ()) if not links.isdisjoint(each.after or ())]
        if found := circles.of(execute, entity, list(dict.fromkeys((*linked, *back.get(table, ()))))):
            session.expire_all()
            raise Refused(CIRCLES[entity], name=session.get_one(table, found[0]).name)


def _along(session: Session, batch: Batch, made: Collection[str]) -> int:
    """What people noted or imported since about clients that an import made."""
    if batch.kind != "import" or not made:
        return 0
    noted = (
        select(Change.scope_id, func.count())
        .join(Batch, Batch.id == Change.batch_id)
        .where(
            Change.id > batch.last_change, Change.op == "create", Batch.kind != "undo", Batch.undone_by_id.is_(None)
        )
        .group_by(Change.scope_id)
    )  # fmt: skip
    return sum(count for scope_id, count in session.execute(noted) if scope_id in made)


def take_back(session: Session, batch_id: str) -> str:
    """Undo an import of which some parts stand, itself in parts; returns its title. May be called again."""
    batch = session.get_one(Batch, batch_id)
    batch.undone_by_id = changes.begin_batch(session, "undo", batch.title, undoes_id=batch.id).id
    plan_again(session)
    session.flush()
    rows: defaultdict[str, list[str]] = defaultdict(list)
    found = select(Change.entity, Change.row_id).where(changes.of_batch(batch)).distinct()
    for entity, row_id in session.execute(found):
        rows[entity].append(row_id)
    scopes: set[str] = set()
    for entity, part in _parts(rows):
        changes.pause(session)
        of_part = select(Change).where(Change.row_id.in_(part), Change.batch_id == batch_id)
        reverting.revert(session, TABLES[entity], session.scalars(of_part.order_by(Change.id.desc())).all(), scopes)
        _refresh(session, sorted(scopes))
        scopes.clear()
    return batch.title


def _parts(rows: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Sequence[str]]]:
    for entity, ids in rows.items():
        for start in range(0, len(ids), CHUNK):
            yield entity, ids[start : start + CHUNK]


def is_empty(session: Session, batch_id: str) -> bool:
    """Whether a batch changed nothing: there is nothing to take back."""
    batch = session.get(Batch, batch_id)
    return batch is None or session.scalar(select(Change.id).where(changes.of_batch(batch)).limit(1)) is None


def last_batch(session: Session, *, since: datetime | None = None) -> Batch | None:
    """The newest batch that can be taken back, made since an instant."""
    statement = select(Batch).where(
        Batch.undone_by_id.is_(None), Batch.kind.not_in(("undo", "seed", "sample")), Batch.id != note(session, UNFINISHED)
    )  # fmt: skip
    if since is not None:
        statement = statement.where(Batch.at >= since)
    return session.scalar(statement.order_by(Batch.id.desc()).limit(1))


def last_undone(session: Session, *, since: datetime | None = None) -> Batch | None:
    """The undo that was done last and still holds, if nothing else was written after it: undone, it is the redo."""
    first = aliased(Batch)
    statement = select(Batch, first.kind).outerjoin(first, first.id == Batch.undoes_id).order_by(Batch.id.desc())
    if since is not None:
        statement = statement.where(Batch.at >= since)
    for batch, undone in session.execute(statement.execution_options(yield_per=20)):
        if batch.kind != "undo":
            return None
        if undone != "undo" and batch.undone_by_id is None:  # the undo of an undo was a redo
            return batch
    return None


def since(session: Session, at: datetime) -> int:
    """How many saves there were since an instant: what a backup of then does not have."""
    return session.scalar(select(func.count()).select_from(Batch).where(Batch.at > at)) or 0


def _by_entity(session: Session, batch: Batch) -> dict[str, list[Change]]:
    found: defaultdict[str, list[Change]] = defaultdict(list)
    for change in session.scalars(select(Change).where(changes.of_batch(batch)).order_by(Change.id.desc())):
        found[change.entity].append(change)
    return found


def _without_later(
    session: Session, batch: Batch, table: Any, entries: Sequence[Change], touched: Collection[str]
) -> list[Change]:  # fmt: skip
    """Of a person's own save, leave alone what was made then and changed or named since: a fact is not unmade.

    An import is taken back whole, whatever came of its clients; redo brings all of it back. Raises Refused where a
    correction was written on since: both it and what it replaced would hold; and for who came or moved and was written
    about since: they would be at their old client with what happened at the new one. ``touched`` are all rows of
    the batch.
    """
    own = [entry.row_id for entry in entries if entry.op == "create"]
    if batch.kind not in reverting.IN_PART or not own:
        return list(entries)
    later: set[str] = set()
    for start in range(0, len(own), CHUNK):
        part = own[start : start + CHUNK]
        later |= set(
            session.scalars(
                select(Change.row_id)
                .join(Batch, Batch.id == Change.batch_id)
                .where(
                    Change.row_id.in_(part), Change.batch_id != batch.id, Batch.undone_by_id.is_(None),
                    Batch.kind != "undo",
                )
            )
        )  # fmt: skip
    if table in (Client, Contact):
        later |= {each for each in own if each not in later and belongings.is_named(session, table, each, touched)}
    if table in CORRECTED and session.scalar(
        select(table.id).where(table.id.in_(later), table.corrects_id.is_not(None))
    ):
        raise Refused("batch.correction_edited")
    if batch.kind in reverting.COMINGS and table is Contact and later:
        raise Refused("batch.person_used", name=session.get_one(Contact, min(later)).name)
    return [entry for entry in entries if not (entry.op == "create" and entry.row_id in later)]


def _is_worked_on(session: Session, batch: Batch) -> bool:
    """Whether a person changed a row of a packet after it was taken, and that was not undone."""
    later = aliased(Change)
    found = (
        select(later.id)
        .join(Change, (Change.row_id == later.row_id) & changes.of_batch(batch))
        .join(Batch, Batch.id == later.batch_id)
        .where(later.id > Change.id, Batch.kind.not_in((packet_merge.KIND, "undo")), Batch.undone_by_id.is_(None))
    )
    return session.scalar(found.limit(1)) is not None


def _first(session: Session, batch: Batch) -> Batch:
    """What a batch undoes or, by undoing an undo, does again; itself where it does neither."""
    while batch.undoes_id and (before := session.get(Batch, batch.undoes_id)):
        batch = before
    return batch


def _holder(session: Session, batch: Batch) -> Batch | None:
    """The newest merge since that holds rows of this batch, or undo of what came before it, that stands itself."""
    later = aliased(Change)
    found = session.execute(
        select(Change.op, Change.after, later.before, later.after, Batch)
        .join(later, later.row_id == Change.row_id)
        .join(Batch, Batch.id == later.batch_id)
        .where(
            changes.of_batch(batch), later.id > Change.id, Batch.id != batch.id, Batch.undone_by_id.is_(None),
            or_(Batch.kind.in_(MERGING), and_(Batch.kind == "undo", Batch.undoes_id < batch.id)),
        )
        .order_by(later.id.desc())
    )  # fmt: skip
    held = (each for op, ours, before, after, each in found if _holds(op, ours or {}, before or {}, after or {}))
    return next(held, None)


def _holds(op: str, ours: Mapping[str, Any], before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether a later change of a row put away what was made or moved before, or changed what was changed."""
    changed = {name for name in after if before.get(name) != after[name]}
    return bool(changed & ours.keys()) or after.get("deleted_at") is not None or (op == "create" and bool(changed))


def _plan_anew(session: Session, by_entity: Mapping[str, Any], scopes: Collection[str]) -> None:
    """What is of all clients moves all plans."""
    if FOR_ALL & by_entity.keys():  # who it reaches is known by planning alone: made afterwards, in parts
        touches.forget_sources(session)
    if (
        FOR_ALL & by_entity.keys()
        or Entity.SETTING in by_entity
        or (Entity.POLICY in by_entity and "company" in scopes)
    ):
        plan_again(session)


def _settle(session: Session, scopes: set[str], today: date) -> None:
    """The clocks and plans of the clients that the undo reached."""
    ids = sorted(scope for scope in scopes if len(scope) == 36)
    for start in range(0, len(ids), CHUNK):
        clocks.refresh(session, ids[start : start + CHUNK])
    if not touches.plan_soon(session, ids, today=today):
        for start in range(0, len(ids), CHUNK):
            touches.refresh_next(session, ids[start : start + CHUNK])


def _refresh(session: Session, client_ids: Sequence[str]) -> None:
    for start in range(0, len(client_ids), CHUNK):
        clocks.refresh(session, client_ids[start : start + CHUNK])
        touches.refresh_next(session, client_ids[start : start + CHUNK])
