"""Help outside business: asked for or offered, done, and evened out; what is owed is always in view (D-5.4)."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from kam_desktop.core import clients, contacts, touches
from kam_desktop.core.errors import Conflict, Invalid, NotFound, Refused
from kam_desktop.core.identity import now
from kam_desktop.core.rules import names, owing
from kam_desktop.core.rules.kinds import FavourDirection, FavourState
from kam_desktop.core.store import plain_rows
from kam_desktop.core.store.tables import Favour

_COLUMNS = """f.id, f.client_id, c.short_name, c.tier, f.direction, f.what, f."on", f.due_on, f.who, f.state, f.done_on,
    f.result, f.contact_id, coalesce(p.name, ''), f.revision"""
_FROM = """FROM favour f JOIN client c ON c.id = f.client_id LEFT JOIN contact p ON p.id = f.contact_id
    WHERE f.deleted_at IS NULL AND c.deleted_at IS NULL"""
#: Owed by us: help that we promised, and theirs that is not evened out yet.
_OWED = f"""SELECT {_COLUMNS} {_FROM} AND f.state <> 'evened' AND (
    (f.direction = 'we_help' AND f.state = 'open') OR (f.direction = 'they_help' AND f.state = 'done'))
    ORDER BY coalesce(f.due_on, f.done_on, f."on"), f.id"""
_OF_CLIENT = f'SELECT {_COLUMNS} {_FROM} AND f.client_id = :client ORDER BY f."on" DESC, f.id DESC'


@dataclass(frozen=True, slots=True)
class FavourDraft:
    """What a person writes. ``who`` does it; ``due_on`` is when it was promised for."""

    direction: FavourDirection
    what: str
    on: date
    contact_id: str = ""
    due_on: date | None = None
    who: str = ""
    result: str = ""
    revision: int = 0


class FavourRow(NamedTuple):
    """A favour as it is shown."""

    id: str
    client_id: str
    client: str
    tier: str
    direction: FavourDirection
    what: str
    on: date
    due_on: date | None
    who: str
    state: FavourState
    done_on: date | None
    result: str
    contact_id: str
    person: str
    revision: int


def add(session: Session, client_id: str, draft: FavourDraft, *, today: date, is_done: bool = False) -> str:
    """Note a favour and plan what it asks for; returns its id."""
    clients.get(session, client_id)
    row = Favour(
        client_id=client_id, scope_id=client_id, direction=draft.direction.value, what="", on=draft.on,
        state=(FavourState.DONE if is_done else FavourState.OPEN).value, done_on=draft.on if is_done else None,
    )  # fmt: skip
    _fill(session, row, draft, today)
    session.add(row)
    touches.replan(session, client_id, today=today)
    return row.id


def edit(session: Session, favour_id: str, draft: FavourDraft, *, today: date) -> None:
    """Save an edited favour; refuses when somebody saved it meanwhile."""
    row = get(session, favour_id)
    if row.revision != draft.revision:
        raise Conflict("record.changed_meanwhile")
    _fill(session, row, draft, today)
    touches.replan(session, row.client_id, today=today)


def do(session: Session, favour_id: str, *, today: date, result: str = "") -> None:
    """The help took place; ``result`` is what came of it, as far as it is known."""
    row = get(session, favour_id)
    if row.state != FavourState.OPEN:
        raise Refused("favour.already_done")
    row.state, row.done_on = FavourState.DONE.value, today
    row.result = names.clean(result, 65_536) or row.result
    touches.replan(session, row.client_id, today=today)


def even(session: Session, favour_id: str, *, today: date, result: str = "") -> None:
    """Nobody owes anything for it any more."""
    row = get(session, favour_id)
    row.state, row.done_on = FavourState.EVENED.value, row.done_on or today
    row.result = names.clean(result, 65_536) or row.result
    touches.replan(session, row.client_id, today=today)


def move(session: Session, favour_id: str, *, to: date, today: date) -> None:
    """Put what is owed for it on another day."""
    touches.check_day(to)
    row = get(session, favour_id)
    if row.state == FavourState.EVENED:
        raise Refused("favour.already_done")
    if row.state == FavourState.DONE and row.done_on is not None and to <= row.done_on:
        raise Invalid("due_on", "favour.return_too_early", on=row.done_on.isoformat())
    row.due_on = to
    touches.replan(session, row.client_id, today=today)


def remove(session: Session, favour_id: str, *, today: date) -> None:
    """Take a favour away with what was planned for it; undo brings it back."""
    row = get(session, favour_id)
    row.deleted_at = now()
    touches.replan(session, row.client_id, today=today)


def get(session: Session, favour_id: str) -> Favour:
    """One favour by id."""
    row = session.get(Favour, favour_id)
    if row is None or row.deleted_at is not None:
        raise NotFound("favour.not_found")
    return row


def of_client(session: Session, client_id: str) -> list[FavourRow]:
    """The favours between us and a client, the newest first."""
    return [_row(each) for each in plain_rows.rows(session, _OF_CLIENT, {"client": client_id})]


def owed(session: Session) -> list[FavourRow]:
    """What we owe, the longest first."""
    return [_row(each) for each in plain_rows.rows(session, _OWED, {})]


def owed_by(row: FavourRow) -> date | None:
    """When what we owe for it is due; None where nothing is owed, or no day was said."""
    return owing.due_on(row.direction, row.state, promised_on=row.due_on, done_on=row.done_on)


def _row(row: plain_rows.Row) -> FavourRow:
    day = plain_rows.day
    dates = (day(row[6]) or date.min, day(row[7]))
    kinds = (FavourDirection(row[4]), FavourState(row[9]))
    return FavourRow._make(
        (*row[:4], kinds[0], row[5], *dates, row[8], kinds[1], day(row[10]), row[11], row[12] or "", *row[13:])
    )


def _fill(session: Session, row: Favour, draft: FavourDraft, today: date) -> None:
    touches.check_day(draft.on)
    what = names.clean(draft.what, 65_536)
    if not what:
        raise Invalid("what", "favour.what_missing")
    if draft.on > today:
        raise Invalid("on", "favour.in_future", on=draft.on.isoformat())
    if draft.due_on is not None:
        touches.check_day(draft.due_on)
    if draft.contact_id:
        contacts.of(session, row.client_id, draft.contact_id)
    row.direction, row.what, row.on, row.due_on = draft.direction.value, what, draft.on, draft.due_on
    row.contact_id, row.who = draft.contact_id or None, names.clean(draft.who, 64)
    row.result = names.clean(draft.result, 65_536)
