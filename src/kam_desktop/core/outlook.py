"""What an import would do to the clients that are there, and what of it undoes what a person wrote (D-14.2).

A list that is imported again brings its old values back; so what is replaced is told first, and marked where it was
written by hand.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import intake, last_met, meant_people, pasting
from kam_desktop.core.pasting import FieldChange
from kam_desktop.core.records import ClientRecord
from kam_desktop.core.store import changes
from kam_desktop.core.store.tables import Batch, Change, Contact

SHOWN: Final = 50
_GROWING: Final = frozenset(("notes", "tags", "currency", *meant_people.GROWING, "phones", "emails"))
_NOT_BY_HAND: Final = ("import", "undo", "seed", "sample")


class Edit(NamedTuple):
    """One field of a client, or of one of its people (``person`` names them); ``replaces`` what was there."""

    change: FieldChange
    person: str
    replaces: bool
    is_by_hand: bool


class Line(NamedTuple):
    """What would become of a client that is there, with its first row. Without edits and new people it stays as it is."""

    record: ClientRecord
    name: str
    edits: tuple[Edit, ...]
    people_new: tuple[str, ...]

    @property
    def is_by_hand(self) -> bool:
        """Whether it loses what a person wrote."""
        return any(each.is_by_hand for each in self.edits)


class Outlook(NamedTuple):
    """How many clients would be new, changed, or stay as they are; how many lose something, of these by hand.

    ``lines`` are by row: those of the rows asked for, and of clients that lose something, by hand first.
    """

    created: int
    changed: int
    same: int
    replaced: int
    by_hand: int
    lines: Mapping[int, Line]


def of(
    session: Session, records: Iterable[ClientRecord], *, today: date, rows: Collection[int] = (),
    cancelled: Callable[[], bool] = lambda: False,
) -> Outlook:  # fmt: skip
    """Look at all of a file; ``rows`` are those to tell of in any case. Writes nothing. Raises Cancelled."""
    changes.end_when(session, cancelled)
    created = changed = same = replaced = by_hand = 0
    told: dict[int, Line] = {}
    losing: dict[bool, list[Line]] = {True: [], False: []}
    for new, work in intake.prepare_known(session, records, today=today):
        changes.pause(session)
        created += new
        for line, numbers in _lines(session, work):
            is_changed = bool(line.edits or line.people_new)
            changed, same = changed + is_changed, same + (not is_changed)
            told |= dict.fromkeys((number for number in numbers if number in rows), line)
            if any(each.replaces for each in line.edits):
                replaced, by_hand = replaced + 1, by_hand + line.is_by_hand
                if len(losing[line.is_by_hand]) < SHOWN:
                    losing[line.is_by_hand].append(line)
    first = {line.record.row_no: line for line in [*losing[True], *losing[False]][:SHOWN]}
    return Outlook(created, changed, same, replaced, by_hand, first | told)


def _lines(session: Session, work: intake.Work) -> Iterable[tuple[Line, tuple[int, ...]]]:
    met = {each.client_id: each.on for each in last_met.fresh(session, work.groups, today=work.today)}
    seen = pasting.seen_in(work)
    people: dict[str, list[tuple[str, FieldChange]]] = {}
    for row_id, client_id, before, after in work.people_edits:
        found = people.setdefault(client_id, [])
        found += [(row_id, FieldChange(name, before[name], value)) for name, value in _without_parts(after)]
    for row_id, client_id, text in work.private:
        people.setdefault(client_id, []).append((row_id, FieldChange("private_notes", "", text)))
    ids = {row_id for edits in people.values() for row_id, _ in edits}
    named = session.execute(select(Contact.id, Contact.name).where(Contact.id.in_(ids))) if ids else ()
    names: dict[str, str] = {each.id: each.name for each in named}
    edited = ids | {each.client_id for each in seen if any(map(_replaces, each.changes))}
    written = _written_by_hand(session, edited)
    for each, (_, rows) in zip(seen, work.groups, strict=True):
        own = [(each.client_id, change) for change in each.changes]
        if on := met.get(each.client_id):
            own.append((each.client_id, FieldChange("last_contact_on", None, on)))
        edits = tuple(
            Edit(
                change,
                names.get(row_id, ""),
                _replaces(change),
                _replaces(change) and (row_id, change.field) in written,
            )
            for row_id, change in [*own, *people.get(each.client_id, ())]
        )
        yield Line(rows[0], each.name, edits, each.people_new), each.row_nos


def _without_parts(after: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    """The columns of a birthday change together: its month tells of them."""
    parts = [name for name in meant_people.BIRTHDAY if name in after]
    return ((name, value) for name, value in after.items() if name not in parts[1:])


def _replaces(change: FieldChange) -> bool:
    """Whether something that was there is there no more."""
    if change.field == "custom":
        return any(value and change.after.get(key) != value for key, value in change.before.items())
    return bool(change.before) and change.field not in _GROWING


class _Written(dict[tuple[str, str], bool]):
    """By row and field whether the last who wrote it was a person; by row alone who made it."""

    def __contains__(self, key: object) -> bool:
        assert isinstance(key, tuple)
        return self.get(key, self.get((key[0], ""), False))


def _written_by_hand(session: Session, ids: Collection[str]) -> _Written:
    found = _Written()
    if ids:
        past = select(Change.row_id, Change.op, Change.after, Batch.kind).join(Batch, Batch.id == Change.batch_id)
        for row_id, op, after, kind in session.execute(past.where(Change.row_id.in_(ids)).order_by(Change.id)):
            is_by_hand = kind not in _NOT_BY_HAND
            if op == "create":
                found[row_id, ""] = is_by_hand
            for name in after or ():
                found[row_id, name] = is_by_hand
    return found
