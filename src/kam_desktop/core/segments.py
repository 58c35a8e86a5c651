"""Saved segments: a filter with a name and a kind, live wherever a list of clients is (D-3.4)."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from kam_desktop.core import conditions
from kam_desktop.core.errors import Cancelled, Conflict, Invalid, NotFound
from kam_desktop.core.identity import now
from kam_desktop.core.rules import criteria as rules
from kam_desktop.core.rules import names
from kam_desktop.core.rules.criteria import Criterion
from kam_desktop.core.rules.kinds import SegmentKind
from kam_desktop.core.store.tables import Client, Segment
from kam_desktop.core.store.tables.clients import WALK_NAMES, WALK_ROWS


class SavedSegment(NamedTuple):
    """One segment. ``criteria`` is None when a newer version of the program wrote what this one cannot read."""

    id: str
    name: str
    kind: SegmentKind
    criteria: tuple[Criterion, ...] | None
    revision: int


def save(
    session: Session, name: str, criteria: Sequence[Criterion], *, kind: SegmentKind | None = None
) -> str:  # fmt: skip
    """Keep a filter under a name; returns the id. The kind is proposed from the criteria when none is given."""
    made = tuple(rules.checked(each) for each in criteria)
    if not made:
        raise Invalid("criteria", "segment.no_criteria")
    row = Segment(
        scope_id="private", name=_free_name(session, name), kind=(kind or rules.proposed_kind(made)).value,
        criteria=rules.to_json(made), position=(session.scalar(select(func.max(Segment.position))) or 0) + 1,
    )  # fmt: skip
    session.add(row)
    return row.id


def change(
    session: Session, segment_id: str, *, name: str | None = None, kind: SegmentKind | None = None,
    criteria: Sequence[Criterion] | None = None, revision: int | None = None,
) -> None:  # fmt: skip
    """Another name, kind or filter; what is None stays. ``revision`` refuses what was changed meanwhile."""
    row = get(session, segment_id)
    if revision is not None and row.revision != revision:
        raise Conflict("record.changed_meanwhile")
    if name is not None:
        row.name = _free_name(session, name, but=segment_id)
    if kind is not None:
        row.kind = kind.value
    if criteria is not None:
        if not criteria:
            raise Invalid("criteria", "segment.no_criteria")
        row.criteria = rules.to_json(tuple(rules.checked(each) for each in criteria))


def remove(session: Session, segment_id: str) -> None:
    """Take a segment off the list; its clients stay, and undo brings it back."""
    get(session, segment_id).deleted_at = now()


def get(session: Session, segment_id: str) -> Segment:
    """One segment by id."""
    row = session.get(Segment, segment_id)
    if row is None or row.deleted_at is not None:
        raise NotFound("segment.not_found", name=segment_id)
    return row


def find(session: Session, name: str) -> SavedSegment:
    """A segment by id or name, whatever the case."""
    wanted = names.clean(name, rules.LONGEST).casefold()
    for each in listed(session):
        if each.id == name or each.name.casefold() == wanted:
            return each
    raise NotFound("segment.not_found", name=name)


def listed(session: Session) -> list[SavedSegment]:
    """All segments by kind, in the order they were made."""
    found = session.execute(
        select(Segment.id, Segment.name, Segment.kind, Segment.criteria, Segment.revision)
        .where(Segment.deleted_at.is_(None))
        .order_by(Segment.position, Segment.id)
    )
    ranked = [SavedSegment(row[0], row[1], _kind(row[2]), _read(row[3]), row[4]) for row in found]
    return sorted(ranked, key=lambda each: list(SegmentKind).index(each.kind))


def criteria_of(session: Session, segment_id: str) -> tuple[Criterion, ...]:
    """The filter of a segment; raises ``Invalid`` when this version cannot read it."""
    return rules.from_json(get(session, segment_id).criteria)


def count(session: Session, criteria: Sequence[Criterion], *, today: date) -> int:
    """How many clients fit."""
    return _count(session, [criteria], today)[0]


def counts(
    session: Session, *, today: date, is_cancelled: Callable[[], bool] = lambda: False
) -> dict[str, int]:  # fmt: skip
    """How many clients each segment holds, by id, in one walk over the clients; unreadable ones are left out."""
    readable = [each for each in listed(session) if each.criteria is not None]
    if is_cancelled():
        raise Cancelled("cancelled")
    if not readable:
        return {}
    numbers = _count(session, [each.criteria or () for each in readable], today)
    return {each.id: number for each, number in zip(readable, numbers, strict=True)}


def _count(session: Session, asked: Sequence[Sequence[Criterion]], today: date) -> list[int]:
    """How many clients fit each: all in one walk, over no more than is asked of."""
    sums = [
        func.count().filter(and_(True, *conditions.wheres(session, each, today=today))).label(f"n{place}")
        for place, each in enumerate(asked)
    ]
    walk = WALK_ROWS if any(conditions.is_of_rows(one) for each in asked for one in each) else WALK_NAMES
    return list(session.execute(select(*sums).select_from(Client).where(walk)).one())


def _free_name(session: Session, name: str, *, but: str = "") -> str:
    cleaned = names.clean(name, rules.LONGEST)
    if not cleaned:
        raise Invalid("name", "segment.name_missing")
    if any(each.name.casefold() == cleaned.casefold() and each.id != but for each in listed(session)):
        raise Invalid("name", "segment.name_taken", name=cleaned)
    return cleaned


def _kind(text: str) -> SegmentKind:
    return SegmentKind(text) if text in set(SegmentKind) else SegmentKind.DEMOGRAPHIC


def _read(data: Any) -> tuple[Criterion, ...] | None:
    try:
        return rules.from_json(data)
    except Invalid:
        return None
