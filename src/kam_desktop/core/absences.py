"""When one of us is ill or on leave: what was planned for those days moves, or says that it cannot (D-5.8)."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from kam_desktop.core import settings, touches
from kam_desktop.core.errors import Invalid, NotFound
from kam_desktop.core.identity import now
from kam_desktop.core.rules import names
from kam_desktop.core.rules.kinds import AbsenceKind
from kam_desktop.core.store import plain_rows
from kam_desktop.core.store.tables import Absence

LONGEST_DAYS = 366


@dataclass(frozen=True, slots=True)
class AbsenceDraft:
    """Days off, both included; ``who`` empty is whoever uses this store."""

    kind: AbsenceKind
    first_on: date
    last_on: date
    who: str = ""
    notes: str = ""


class AbsenceRow(NamedTuple):
    """An absence as it is shown."""

    id: str
    who: str
    kind: AbsenceKind
    first_on: date
    last_on: date
    notes: str


class Moved(NamedTuple):
    """The absence; how many touches left its days, and how many found no other."""

    absence_id: str
    moved: int
    unplaced: int


def add(session: Session, draft: AbsenceDraft, *, today: date) -> Moved:
    """Note an absence and plan again what stood on its days; what a person set by hand stays."""
    for on in (draft.first_on, draft.last_on):
        touches.check_day(on)
    if draft.last_on < draft.first_on:
        raise Invalid("last_on", "absence.ends_before_it_begins")
    if (draft.last_on - draft.first_on).days >= LONGEST_DAYS:
        raise Invalid("last_on", "absence.too_long", days=LONGEST_DAYS)
    row = Absence(
        scope_id="team", who=names.clean(draft.who, 64), kind=draft.kind.value, first_on=draft.first_on,
        last_on=draft.last_on, notes=names.clean(draft.notes, 1024),
    )  # fmt: skip
    session.add(row)
    session.flush()
    before = _standing(session, row)
    if not touches.plan_soon(session, list(before), today=today):
        return Moved(row.id, sum(before.values()), 0)
    after = _standing(session, row)
    left = sum(before.values()) - sum(after.values())
    return Moved(row.id, left, sum(_standing(session, row, "<>").values()))


def remove(session: Session, absence_id: str) -> None:
    """Not away after all."""
    row = session.get(Absence, absence_id)
    if row is None or row.deleted_at is not None:
        raise NotFound("absence.not_found")
    row.deleted_at = now()
    session.flush()
    settings.plan_again(session)


def rows(session: Session, *, since: date) -> list[AbsenceRow]:
    """The absences that end on ``since`` or later, the next first."""
    sql = """SELECT id, who, kind, first_on, last_on, notes FROM absence
        WHERE deleted_at IS NULL AND last_on >= :since ORDER BY first_on, id"""
    day = plain_rows.day
    return [
        AbsenceRow(row[0], row[1], AbsenceKind(row[2]), day(row[3]) or date.min, day(row[4]) or date.min, row[5])
        for row in plain_rows.rows(session, sql, {"since": since.isoformat()})
    ]


def _standing(session: Session, row: Absence, fit: str = "=") -> dict[str, int]:
    """The clients of whoever is away that have something on those days, and how many each.

    ``fit`` ``<>`` asks for what found no day instead.
    """
    me = settings.note(session, "author")
    who = row.who or me
    sql = f"""SELECT t.client_id, count(*) FROM touch t JOIN client c ON c.id = t.client_id
        WHERE t.state = 'planned' AND t.fit {fit} '' AND t.deleted_at IS NULL AND NOT t.is_pinned
        AND t.due_on BETWEEN :first AND :last AND c.deleted_at IS NULL
        AND (c.owner = :who OR (c.owner = '' AND :who = :me)) GROUP BY t.client_id"""
    return dict(plain_rows.rows(session, sql, {**_days(row), "who": who, "me": me}))


def _days(row: Absence) -> dict[str, str]:
    return {"first": row.first_on.isoformat(), "last": row.last_on.isoformat()}
