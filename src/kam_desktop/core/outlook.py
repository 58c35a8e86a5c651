"""What an import would do to the clients that are there, and what of it undoes what a person wrote (D-14.2).

A list that is imported again brings its old values back; so what is replaced is told first, and marked where it was
written by hand.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any, Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import intake, last_met, meant_people, pasting
from kam_desktop.core.pasting import FieldChange
from kam_desktop.core.planning_facts import birthday_of
from kam_desktop.core.records import NONE_TOGETHER, ClientRecord, RelativeRecord, Together
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.store import changes
from kam_desktop.core.store.tables import Batch, Change, Contact, CustomField

SHOWN: Final = 50
_GROWING: Final = frozenset(("notes", "tags", "currency", "external_no", *meant_people.GROWING, "phones", "emails"))
_SWITCHED: Final = frozenset(("is_primary", "has_left"))  # where no says as much as yes
_NOT_BY_HAND: Final = ("import", "undo", "seed", "sample")


class Edit(NamedTuple):
    """One field of a client, or of one of its people (``person`` names them, by ``row_id``); ``replaces`` what was there.

    A ``birthday`` changes as a whole, and a field of the users' own is ``custom:`` with its label.
    """

    change: FieldChange
    person: str
    replaces: bool
    is_by_hand: bool
    row_id: str


class Line(NamedTuple):
    """What would become of a client that is there, with its first row. Without edits and new people it stays as it is."""

    record: ClientRecord
    name: str
    edits: tuple[Edit, ...]
    people_new: tuple[str, ...]
    client_id: str = ""

    @property
    def is_by_hand(self) -> bool:
        """Whether it loses what a person wrote."""
        return any(each.is_by_hand for each in self.edits)


class Outlook(NamedTuple):
    """How many clients would be new, changed, or stay as they are; how many lose something, of these by hand.

    ``lines`` are by row: those of the rows asked for, and of clients that lose something, by hand first. ``together`` are
    rows about a client of a row before.
    """

    created: int
    changed: int
    same: int
    replaced: int
    by_hand: int
    lines: Mapping[int, Line]
    together: Together = NONE_TOGETHER


def of(
    session: Session, records: Iterable[ClientRecord], *, today: date, rows: Collection[int] = (),
    most: int = SHOWN, cancelled: Callable[[], bool] = lambda: False,
) -> Outlook:  # fmt: skip
    """Look at all of a file; ``rows`` are those to tell of in any case, ``most`` how many others lose something.

    Writes nothing. Raises Cancelled.
    """
    changes.end_when(session, cancelled)
    created = changed = same = replaced = by_hand = 0
    told: dict[int, Line] = {}
    labels = {each.id: each.label for each in _own(session)}
    losing: dict[bool, list[Line]] = {True: [], False: []}
    together = NONE_TOGETHER
    for new, work in intake.prepare_known(session, records, today=today):
        together = work.together
        changes.pause(session)
        created += new
        for line, numbers in _lines(session, work, labels):
            is_changed = bool(line.edits or line.people_new)
            changed, same = changed + is_changed, same + (not is_changed)
            told |= dict.fromkeys((number for number in numbers if number in rows), line)
            if any(each.replaces for each in line.edits):
                replaced, by_hand = replaced + 1, by_hand + line.is_by_hand
                if len(losing[line.is_by_hand]) < most:
                    losing[line.is_by_hand].append(line)
    first = {line.record.row_no: line for line in [*losing[True], *losing[False]][:most]}
    return Outlook(created, changed, same, replaced, by_hand, first | told, together)


def _own(session: Session) -> Iterable[Any]:
    return session.execute(select(CustomField.id, CustomField.label))


def _lines(
    session: Session, work: intake.Work, labels: Mapping[str, str]
) -> Iterable[tuple[Line, tuple[int, ...]]]:  # fmt: skip
    met = {each.client_id: each.on for each in last_met.fresh(session, work.groups, today=work.today)}
    seen = pasting.seen_in(work)
    people: dict[str, list[tuple[str, FieldChange]]] = {}
    for row_id, client_id, before, after in work.people_edits:
        found = people.setdefault(client_id, [])
        found += [(row_id, change) for change in _told(before, after, labels)]
    for row_id, client_id, has_left in work.turned:
        people.setdefault(client_id, []).append((row_id, FieldChange("has_left", not has_left, has_left)))
    for row_id, client_id, text in work.private:
        people.setdefault(client_id, []).append((row_id, FieldChange("private_notes", "", text)))
    for row_id, client_id, who in work.relatives:
        people.setdefault(client_id, []).append((row_id, FieldChange("relatives", "", who)))
    for client_id, _, row_id, before, after in work.family_edits:
        was, new = (RelativeRecord(r["relation"], r["name"], _born(r)) for r in (before, before | after))
        change = FieldChange("relatives", was if was.birthday and was != new else "", new)
        people.setdefault(client_id, []).append((row_id, change))
    ids = {row_id for edits in people.values() for row_id, _ in edits}
    named = session.execute(select(Contact.id, Contact.name).where(Contact.id.in_(ids))) if ids else ()
    names: dict[str, str] = {each.id: each.name for each in named}
    edited = ids | {each.client_id for each in seen if any(map(_replaces, each.changes))}
    written = _written_by_hand(session, edited)
    for each, (_, rows) in zip(seen, work.groups, strict=True):
        said = {change.field: change for change in each.changes}
        plain = _told({n: c.before for n, c in said.items()}, {n: c.after for n, c in said.items()}, labels)
        own = [(each.client_id, change) for change in plain]
        if on := met.get(each.client_id):
            own.append((each.client_id, FieldChange("last_contact_on", None, on)))
        edits = tuple(
            Edit(
                change,
                names.get(row_id, ""),
                _replaces(change),
                _replaces(change) and (row_id, _column(change)) in written,
                row_id,
            )
            for row_id, change in [*own, *people.get(each.client_id, ())]
        )
        yield Line(rows[0], each.name, edits, each.people_new, each.client_id), each.row_nos


def _told(
    before: Mapping[str, Any], after: Mapping[str, Any], labels: Mapping[str, str]
) -> Iterable[FieldChange]:  # fmt: skip
    """Columns as fields: a birthday as one, fields of the users' own each for itself."""
    for name, value in after.items():
        if name == "custom":
            was = before[name] or {}
            changed = [key for key, own in value.items() if was.get(key) != own]
            yield from (FieldChange(f"custom:{labels.get(k, k)}", was.get(k), value[k]) for k in changed)
        elif name == meant_people.BIRTHDAY[0]:
            yield FieldChange("birthday", _born(before), _born(after))
        elif name not in meant_people.BIRTHDAY:
            yield FieldChange(name, before[name], value)


def _born(row: Mapping[str, Any]) -> PartialDate | None:
    return birthday_of(SimpleNamespace(**row))


def _column(change: FieldChange) -> str:
    return {"birthday": "birthday_month"}.get(change.field, change.field.partition(":")[0])


def _replaces(change: FieldChange) -> bool:
    """Whether something that was there is there no more."""
    return change.field in _SWITCHED or (bool(change.before) and change.field not in _GROWING)


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
