"""Contracts, frameworks, memberships and promises with dates; each is spoken of before it is due (D-8.1)."""

from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kam_desktop.core import clients, touches
from kam_desktop.core.errors import Conflict, Invalid, NotFound, Refused
from kam_desktop.core.identity import now
from kam_desktop.core.rules import currencies, names
from kam_desktop.core.rules.kinds import AgreementKind, AgreementState, EntryKind
from kam_desktop.core.store import plain_rows
from kam_desktop.core.store.tables import Agreement, AgreementEntry

MOST_NOTICE: Final = 730  # days
_LARGEST: Final = 10**13
_COUNTED: Final = """CASE a.kind WHEN 'membership' THEN 'points' WHEN 'points' THEN 'points' WHEN 'card' THEN 'voucher'
    ELSE 'volume' END"""
_COLUMNS: Final = f"""a.id, a.client_id, c.short_name, c.tier, a.kind, a.title, a.number, a.starts_on, a.ends_on,
    a.notice_days, a.renews, CASE a.owner WHEN '' THEN c.owner ELSE a.owner END, a.state, a.volume_milli, a.unit,
    a.amount_minor, a.currency, a.notes, a.revision,
    (SELECT coalesce(sum(e.quantity_milli), 0) FROM agreement_entry e
     WHERE e.agreement_id = a.id AND e.deleted_at IS NULL AND e.kind = {_COUNTED}),
    (SELECT min(e.due_on) FROM agreement_entry e WHERE e.agreement_id = a.id AND e.deleted_at IS NULL
     AND e.kind = 'deadline' AND e.done_on IS NULL)"""
_CREDITS: Final = (EntryKind.POINTS, EntryKind.VOUCHER)  # what is used cannot be more than what was given
_FROM: Final = (
    "FROM agreement a JOIN client c ON c.id = a.client_id WHERE a.deleted_at IS NULL AND c.deleted_at IS NULL"
)
_OF_CLIENT: Final = f"""SELECT {_COLUMNS} {_FROM} AND a.client_id = :client
    ORDER BY a.state <> 'active', a.ends_on IS NULL, a.ends_on, a.id"""
_ENDING: Final = f"""SELECT {_COLUMNS} {_FROM} AND a.state = 'active' ORDER BY a.ends_on IS NULL, a.ends_on, a.id"""
_ENTRIES: Final = """SELECT id, kind, text, "on", due_on, quantity_milli, owner, done_on, revision FROM agreement_entry
    WHERE agreement_id = :agreement AND deleted_at IS NULL ORDER BY coalesce(due_on, "on") IS NULL,
    coalesce(due_on, "on"), id"""


@dataclass(frozen=True, slots=True)
class AgreementDraft:
    """What a person writes. ``volume_milli`` in thousandths of ``unit``, ``amount_minor`` in minor units."""

    kind: AgreementKind
    title: str
    number: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    notice_days: int = 60
    renews: bool = False
    owner: str = ""
    volume_milli: int | None = None
    unit: str = ""
    amount_minor: int | None = None
    currency: str = "CNY"
    notes: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """A dated line: a deadline has ``due_on``; volume, points and vouchers have ``on`` and a quantity."""

    kind: EntryKind
    text: str = ""
    on: date | None = None
    due_on: date | None = None
    quantity_milli: int | None = None
    owner: str = ""


class AgreementRow(NamedTuple):
    """An agreement as it is shown. ``next_due_on`` is its first open deadline.

    ``used_milli`` sums the lines that an agreement of its kind counts: points of a club, vouchers of a card, else volume.
    """

    id: str
    client_id: str
    client: str
    tier: str
    kind: AgreementKind
    title: str
    number: str
    starts_on: date | None
    ends_on: date | None
    notice_days: int
    renews: bool
    owner: str
    state: AgreementState
    volume_milli: int | None
    unit: str
    amount_minor: int | None
    currency: str
    notes: str
    revision: int
    used_milli: int
    next_due_on: date | None

    def days_left(self, today: date) -> int | None:
        """Days until it ends; below zero is past."""
        return (self.ends_on - today).days if self.ends_on else None


class EntryRow(NamedTuple):
    """One line of an agreement as it is shown."""

    id: str
    kind: EntryKind
    text: str
    on: date | None
    due_on: date | None
    quantity_milli: int | None
    owner: str
    done_on: date | None
    revision: int


def add(session: Session, client_id: str, draft: AgreementDraft, *, today: date) -> str:
    """Note an agreement and plan what it asks for; returns its id."""
    clients.get(session, client_id)
    row = Agreement(client_id=client_id, scope_id=client_id, kind=draft.kind.value, title="")
    _fill(row, draft)
    session.add(row)
    touches.replan(session, client_id, today=today)
    return row.id


def edit(session: Session, agreement_id: str, draft: AgreementDraft, *, today: date) -> None:
    """Save an edited agreement; refuses when somebody saved it meanwhile."""
    row = get(session, agreement_id)
    if row.revision != draft.revision:
        raise Conflict("record.changed_meanwhile")
    _fill(row, draft)
    touches.replan(session, row.client_id, today=today)


def renew(session: Session, agreement_id: str, *, until: date, today: date) -> None:
    """The next term is agreed: it ends on another day from now on."""
    touches.check_day(until)
    row = _active(session, agreement_id)
    if row.ends_on is not None and until <= row.ends_on:
        raise Invalid("ends_on", "agreement.not_longer", on=row.ends_on.isoformat())
    row.ends_on = until
    touches.replan(session, row.client_id, today=today)


def end(session: Session, agreement_id: str, *, today: date, is_cancelled: bool = False) -> None:
    """It ran out, or was cancelled before."""
    row = _active(session, agreement_id)
    row.state = (AgreementState.CANCELLED if is_cancelled else AgreementState.ENDED).value
    touches.replan(session, row.client_id, today=today)


def remove(session: Session, agreement_id: str, *, today: date) -> None:
    """Take an agreement away with what was planned for it; undo brings it back."""
    row = get(session, agreement_id)
    row.deleted_at = now()
    touches.replan(session, row.client_id, today=today)


def get(session: Session, agreement_id: str) -> Agreement:
    """One agreement by id."""
    row = session.get(Agreement, agreement_id)
    if row is None or row.deleted_at is not None:
        raise NotFound("agreement.not_found")
    return row


def of_client(session: Session, client_id: str) -> list[AgreementRow]:
    """A client's agreements: those in force first, the next to end before the others."""
    return plain_rows.readable(_row, plain_rows.rows(session, _OF_CLIENT, {"client": client_id}))


def in_force(session: Session) -> list[AgreementRow]:
    """All agreements in force, the next to end first."""
    return plain_rows.readable(_row, plain_rows.rows(session, _ENDING, {}))


def entries(session: Session, agreement_id: str) -> list[EntryRow]:
    """The lines of an agreement by day."""
    return plain_rows.readable(_line, plain_rows.rows(session, _ENTRIES, {"agreement": agreement_id}))


def add_entry(session: Session, agreement_id: str, draft: EntryDraft, *, today: date) -> str:
    """Add a line; a deadline is planned for. Points and vouchers cannot be used below zero."""
    row = get(session, agreement_id)
    text = names.clean(draft.text, 65_536)
    if draft.kind is EntryKind.DEADLINE:
        if draft.due_on is None:
            raise Invalid("due_on", "agreement.due_missing")
        if not text:
            raise Invalid("text", "agreement.text_missing")
        touches.check_day(draft.due_on)
    else:
        _check_quantity(session, row, draft)
    made = AgreementEntry(
        scope_id=row.client_id, agreement_id=row.id, client_id=row.client_id, kind=draft.kind.value, text=text,
        on=draft.on or (None if draft.kind is EntryKind.DEADLINE else today), due_on=draft.due_on,
        quantity_milli=draft.quantity_milli, owner=names.clean(draft.owner, 64),
    )  # fmt: skip
    session.add(made)
    touches.replan(session, row.client_id, today=today)
    return made.id


def settle(session: Session, entry_id: str, *, today: date, is_done: bool = True) -> None:
    """Say that a deadline was met, or take that back."""
    row = _entry(session, entry_id)
    row.done_on = today if is_done else None
    touches.replan(session, row.client_id, today=today)


def remove_entry(session: Session, entry_id: str, *, today: date) -> None:
    """Take a line away; undo brings it back. Refuses a credit of which more is used than would be left."""
    row = _entry(session, entry_id)
    if row.kind in _CREDITS and (row.quantity_milli or 0) > 0:
        held = _held(session, row.agreement_id, row.kind)
        if held < (row.quantity_milli or 0):
            raise Refused("agreement.used_already", held=_told(max(0, held)))
    row.deleted_at = now()
    touches.replan(session, row.client_id, today=today)


def _check_quantity(session: Session, row: Agreement, draft: EntryDraft) -> None:
    if not draft.quantity_milli or abs(draft.quantity_milli) > _LARGEST:
        raise Invalid("quantity", "agreement.quantity_missing")
    if draft.quantity_milli < 0 and draft.kind in _CREDITS:
        held = _held(session, row.id, draft.kind)
        if held + draft.quantity_milli < 0:
            raise Invalid("quantity", "agreement.not_so_many", held=_told(held))


def _held(session: Session, agreement_id: str, kind: str) -> int:
    """The points or vouchers that are left."""
    return session.scalar(
        select(func.sum(AgreementEntry.quantity_milli)).where(
            AgreementEntry.agreement_id == agreement_id, AgreementEntry.kind == kind,
            AgreementEntry.deleted_at.is_(None),
        )
    ) or 0  # fmt: skip


def _told(quantity_milli: int) -> str:
    return f"{quantity_milli / 1000:g}"


def _active(session: Session, agreement_id: str) -> Agreement:
    row = get(session, agreement_id)
    if row.state != AgreementState.ACTIVE:
        raise Refused("agreement.not_in_force")
    return row


def _entry(session: Session, entry_id: str) -> AgreementEntry:
    row = session.get(AgreementEntry, entry_id)
    if row is None or row.deleted_at is not None:
        raise NotFound("agreement.not_found")
    return row


def _row(row: plain_rows.Row) -> AgreementRow:
    day = plain_rows.day
    return AgreementRow._make(
        (
            *row[:4], AgreementKind(row[4]), *row[5:7], day(row[7]), day(row[8]), row[9], bool(row[10]), row[11],
            AgreementState(row[12]), *row[13:20], day(row[20]),
        )
    )  # fmt: skip


def _line(row: plain_rows.Row) -> EntryRow:
    day = plain_rows.day
    return EntryRow(row[0], EntryKind(row[1]), row[2], day(row[3]), day(row[4]), row[5], row[6], day(row[7]), row[8])


def _fill(row: Agreement, draft: AgreementDraft) -> None:
    title = names.clean(draft.title, 255)
    if not title:
        raise Invalid("title", "agreement.title_missing")
    for on in (draft.starts_on, draft.ends_on):
        if on is not None:
            touches.check_day(on)
    if draft.starts_on and draft.ends_on and draft.ends_on < draft.starts_on:
        raise Invalid("ends_on", "agreement.ends_before", on=draft.starts_on.isoformat())
    if not 0 <= draft.notice_days <= MOST_NOTICE:
        raise Invalid("notice_days", "agreement.notice", most=MOST_NOTICE)
    for name, value in (("volume", draft.volume_milli), ("amount", draft.amount_minor)):
        if value is not None and not 0 <= value <= _LARGEST:
            raise Invalid(name, "value.number", text=str(value))
    currencies.check(draft.currency)
    row.kind, row.title, row.number = draft.kind.value, title, names.clean(draft.number, 64)
    row.starts_on, row.ends_on, row.notice_days, row.renews = (
        draft.starts_on, draft.ends_on, draft.notice_days, draft.renews,
    )  # fmt: skip
    row.owner, row.unit, row.notes = (
        names.clean(draft.owner, 64), names.clean(draft.unit, 16), names.clean(draft.notes, 65_536),
    )  # fmt: skip
    row.volume_milli, row.amount_minor, row.currency = draft.volume_milli, draft.amount_minor, draft.currency
