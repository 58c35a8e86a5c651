"""Bringing rows of a packet into the store by their ids and stamps: nothing twice, nothing backwards (D-12.2).

``bases`` say which stamp of each row was taken last. A row whose stamp is not later changes nothing, so the same
packet again, or an older one after a newer, is harmless. Of a later row those fields are taken that changed there
since. What a person changed here meanwhile as well is a clash: the later change stands, or the one that the caller
says, and both are told. All is logged and can be undone; rows keep the stamps of where they were made.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kam_desktop.core.packet_rows import TRAVELS, Incoming
from kam_desktop.core.store import changes
from kam_desktop.core.store.tables import Batch, Change, Packet, Visit

KIND = "packet"  # of the batch
Values = dict[str, Any]


class Clash(NamedTuple):
    """A field that both sides changed. ``is_ours`` says which of the two texts stands now."""

    table: str
    row_id: str
    field: str
    ours: Any
    theirs: Any
    is_ours: bool


@dataclass(slots=True)
class Merge:
    """What is to be written. ``stamped`` are (stamp, field stamps, author, device, id) of where rows were made."""

    session: Session
    new: defaultdict[Any, list[Values]] = field(default_factory=lambda: defaultdict(list))
    edits: defaultdict[Any, list[tuple[str, str, Values, Values]]] = field(default_factory=lambda: defaultdict(list))
    stamped: defaultdict[Any, list[tuple[str, str, str, str, str]]] = field(default_factory=lambda: defaultdict(list))
    clashes: list[Clash] = field(default_factory=list)
    taken: dict[str, str] = field(default_factory=dict)

    def insert(self, table: Any, row: Incoming, scope_id: str, **more: Any) -> None:
        """A row that is not here; what it refers to must be said in ``values`` as it is called here."""
        gone = {"deleted_at": _instant(row.stamp)} if row.is_replaced else {}
        self.new[table].append({"id": row.id, "scope_id": scope_id, **row.values, **gone, **more})
        self._stamp(table, row, row.field_stamps, row.stamp)

    def update(
        self, table: Any, have: Mapping[str, Any], row: Incoming, *, base: str, edited: Collection[str] = (),
        leave: Collection[str] = (), theirs_stand: bool = False, is_needed: bool = False,
    ) -> bool:  # fmt: skip
        """Take what changed there since ``base`` ("" for never taken); True when something did.

        ``have`` is the row as it is here, ``edited`` what a person changed in it here, ``leave`` fields that are ours.
        One that ``is_needed`` and was deleted here comes back, even if nothing changed there.
        """
        after: Values = {}
        stamps = dict(have["field_stamps"] or {})
        is_away = row.is_gone or row.is_replaced
        if (is_needed or row.stamp > base) and is_away != (have["deleted_at"] is not None):
            after["deleted_at"] = _instant(row.stamp) if is_away else None
        if row.stamp > base and not row.is_gone:
            for name in TRAVELS[table]:
                there, here = row.field_stamps.get(name, ""), stamps.get(name, "")
                is_news = there > base or not base
                if name in leave or not is_news or have[name] == row.values[name]:
                    continue
                if name in edited and here > base:
                    is_ours = not theirs_stand and here > (there or row.stamp)
                    clash = Clash(table.__tablename__, row.id, name, have[name], row.values[name], is_ours)
                    self.clashes.append(clash)
                    if is_ours:
                        continue
                after[name] = row.values[name]
                stamps[name] = there or row.stamp
        if row.stamp > base:
            self.taken[row.id] = row.stamp
        if after:
            self.edits[table].append((row.id, have["scope_id"], {n: have[n] for n in after}, after))
            self._stamp(table, row, stamps, max(row.stamp, have["stamp"]))
        return bool(after)

    def write(self, order: Sequence[Any]) -> None:
        """Write all of it, table by table in this order: what others refer to comes first."""
        clock = changes.actor_of(self.session).clock
        clock.pass_by(max(self.taken.values(), default=None))  # what is changed here from now on is later
        for table in order:
            changes.insert_many(self.session, table, self.new[table])
            changes.update_many(self.session, table, self.edits[table])
            names = ("stamp", "field_stamps", "created_by", "device_id")
            changes.update_derived(self.session, table, names, self.stamped[table])
        self.session.expire_all()

    def _stamp(self, table: Any, row: Incoming, stamps: Mapping[str, str], stamp: str) -> None:
        self.taken[row.id] = row.stamp
        if not row.is_gone:
            self.stamped[table].append((stamp, json.dumps(stamps), row.created_by, row.device_id, row.id))


def bases(session: Session) -> dict[str, str]:
    """For each row that ever came in a packet, and was not undone since, its newest stamp."""
    found: dict[str, str] = {}
    for notes in session.scalars(select(Packet.notes).where(Packet.notes != "", Packet.deleted_at.is_(None))):
        for row_id, stamp in json.loads(notes).items():
            found[row_id] = max(stamp, found.get(row_id, ""))
    return found


def kept(session: Session, table: Any, ids: Iterable[str]) -> dict[str, Values]:
    """Rows as they are here, deleted ones too, with what a merge needs of them."""
    names = ("id", "scope_id", "stamp", "field_stamps", "deleted_at", *TRAVELS[table])
    columns = [table.__table__.c[name] for name in dict.fromkeys(names)]
    found = session.execute(select(*columns).where(table.__table__.c.id.in_(_listed(ids))))
    return {row.id: row._asdict() for row in found}


def edited_here(session: Session, ids: Iterable[str]) -> defaultdict[str, set[str]]:
    """The fields of these rows that people changed here, by form or by list: neither packets nor undoing."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    rows = session.execute(
        select(Change.row_id, Change.after)
        .join(Batch, Batch.id == Change.batch_id)
        .where(
            Change.row_id.in_(_listed(ids)), Change.op == "update", Batch.kind.not_in((KIND, "undo")),
            Batch.undone_by_id.is_(None),
        )
    )  # fmt: skip
    for row in rows:
        found[row.row_id] |= set(row.after or {})
    return found


def changed_since(session: Session, row_id: str, stamp: str) -> bool:
    """Whether a person changed this visit here after that stamp, in what travels, and it is not taken back again."""
    found = session.execute(
        select(Batch.id, Batch.kind, Batch.undoes_id, Batch.undone_by_id, Change.after)
        .join(Change, Change.batch_id == Batch.id)
        .where(Change.row_id == row_id, Change.stamp > stamp)
    )
    rows = [row for row in found if not {"deleted_at", *TRAVELS[Visit]}.isdisjoint(row.after or {})]
    later = {row.id for row in rows}
    for row in rows:
        if row.kind == KIND or (row.kind != "undo" and row.undone_by_id):
            continue
        undone = session.get(Batch, row.undoes_id) if row.kind == "undo" and row.undoes_id else None
        while undone is not None and undone.kind == "undo" and undone.undoes_id:
            undone = session.get(Batch, undone.undoes_id)
        if undone is None or (undone.kind != KIND and undone.id not in later):
            return True
    return False


def _listed(ids: Iterable[str]) -> Any:
    return select(func.json_each(json.dumps(list(ids))).table_valued("value").c.value)


def _instant(stamp: str) -> datetime:
    return datetime.fromtimestamp(int(stamp[:13]) / 1000, UTC)
