"""A client changes hands: what the next manager must know, the agreed split, and the change itself (D-2.10, D-12.1)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, zip_longest
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import client_books, clients, relationships, touches
from kam_desktop.core.client_book import BookPerson, ClientBook, HandoverBook, Talk
from kam_desktop.core.errors import Conflict, Invalid
from kam_desktop.core.identity import now
from kam_desktop.core.rules import names, text_diff
from kam_desktop.core.rules.kinds import (
    AgreementState,
    Attitude,
    BuyingRole,
    CommitmentState,
    EntryKind,
    ServiceState,
    Side,
    TouchState,
    VisitState,
)
from kam_desktop.core.rules.privacy import PRIVATE
from kam_desktop.core.settings import get as setting
from kam_desktop.core.store import changes
from kam_desktop.core.store.tables import Agreement, AgreementEntry, Commitment, Handover, Service, Touch, Visit

POINTS: Final = 5
SHOWN: Final = ("taboos", "hobbies")  # the private facts that the book is made for
_LOW: Final = 3  # an impression below this is told
_MOVED: Final = 10  # percent by which purchases must rise or fall to be told
_SILENT: Final = 60  # days
#: what goes along where it was expressly the former owner's; what was done stays with whoever did it
_AHEAD: Final[tuple[tuple[Any, Any], ...]] = (
    (Touch, Touch.state == TouchState.PLANNED),
    (Visit, Visit.state == VisitState.PLANNED),
    (Commitment, (Commitment.state == CommitmentState.OPEN) & (Commitment.side == Side.OURS)),
    (Agreement, Agreement.state == AgreementState.ACTIVE),
    (AgreementEntry, (AgreementEntry.kind == EntryKind.DEADLINE) & AgreementEntry.done_on.is_(None)),
    (Service, Service.state == ServiceState.PLANNED),
)


@dataclass(frozen=True, slots=True)
class Part:
    """From ``from_on`` on, whoever takes over has ``percent`` of the commission."""

    from_on: date
    percent: int


@dataclass(frozen=True, slots=True)
class HandoverDraft:
    """What the page holds. ``revision`` is the one that was read, 0 where nothing is kept yet."""

    to_owner: str
    on: date
    points: tuple[str, ...] = ()
    split: tuple[Part, ...] = ()
    notes: str = ""
    revision: int = 0


def kept(session: Session, client_id: str) -> HandoverDraft | None:
    """The handover that is being prepared, or None."""
    row = _open(session, client_id)
    if row is None:
        return None
    return HandoverDraft(row.to_owner, row.on, row.points, _parts(row), row.notes, row.revision)


def save(session: Session, client_id: str, draft: HandoverDraft) -> int:
    """Keep what was written so far; returns the revision. Raises Invalid ``split``, or Conflict."""
    client = clients.get(session, client_id)
    _check_split(draft.split)
    row = _open(session, client_id)
    if row is None:
        row = Handover(scope_id=client_id, client_id=client_id, from_owner=client.owner, on=draft.on)
        session.add(row)
    elif row.revision != draft.revision:
        raise Conflict("record.changed_meanwhile")
    row.from_owner, row.to_owner, row.on = client.owner, names.clean(draft.to_owner, 64), draft.on
    row.points = tuple(names.clean(each, 4096) for each in draft.points)
    row.split = [{"from_on": each.from_on.isoformat(), "percent": each.percent} for each in draft.split]
    row.notes = names.clean(draft.notes, 65_536)
    session.flush()
    return row.revision


def unite(session: Session, client_id: str, draft: HandoverDraft) -> int:
    """Keep what was written beside what somebody else wrote meanwhile: no word of either is lost."""
    other = kept(session, client_id)
    if other is not None:
        pairs = zip_longest(draft.points, other.points, fillvalue="")
        points = tuple(text_diff.both(mine, theirs, between=" / ") for mine, theirs in pairs)
        notes = text_diff.both(draft.notes, other.notes)
        draft = replace(draft, points=points, notes=notes, revision=other.revision)
    return save(session, client_id, draft)


def hand_over(session: Session, client_id: str, draft: HandoverDraft, *, today: date) -> str:
    """Make the other manager the owner, with all that is planned; returns the batch that undo takes back.

    Raises Invalid ``to_owner`` where nobody, or the owner of now, is named.
    """
    client = clients.get(session, client_id)
    to_owner = names.clean(draft.to_owner, 64)
    if not to_owner:
        raise Invalid("to_owner", "handover.nobody")
    if to_owner == client.owner:
        raise Invalid("to_owner", "handover.same", name=to_owner)
    batch = changes.begin_batch(session, "handover", client.name)
    save(session, client_id, draft)
    row = _open(session, client_id)
    assert row is not None
    row.done_at = now()
    was, client.owner = client.owner, to_owner
    for table, is_ahead in _AHEAD if was else ():
        held = select(table).where(
            table.client_id == client_id, table.owner == was, table.deleted_at.is_(None), is_ahead
        )
        for each in session.scalars(held):
            each.owner = to_owner
    session.flush()
    touches.replan(session, client_id, today=today)
    return batch.id


def book(
    session: Session, client_id: str, *, today: date, to_owner: str = "", on: date | None = None,
    with_private: bool = False, printed_by: str = "",
) -> HandoverBook:  # fmt: skip
    """The book of the handover that is prepared, else of the last one, else of one to ``to_owner``."""
    client = clients.get(session, client_id)
    row = _open(session, client_id) or _last(session, client_id)
    if row is not None and to_owner and row.done_at is not None and to_owner != row.to_owner:
        row = None
    seen = client_books.client_book(
        session, client_id, today=today, shown=PRIVATE if with_private else SHOWN, whole=True, printed_by=printed_by
    )
    return HandoverBook(
        book=seen,
        from_owner=row.from_owner if row else client.owner,
        to_owner=to_owner or (row.to_owner if row else ""),
        on=on or (row.on if row else today),
        points=tuple(filter(None, row.points)) if row else (),
        clues=clues(session, client_id, seen, today=today),
        split=tuple((each.from_on, each.percent) for each in _parts(row)) if row else (),
        notes=row.notes if row else "",
        lead=str(setting(session, "lead")),
        is_done=bool(row and row.done_at),
    )


def draft_clues(session: Session, client_id: str, *, today: date) -> tuple[Talk, ...]:
    """What the page proposes as the things to read first."""
    seen = client_books.client_book(session, client_id, today=today, shown=SHOWN)
    return clues(session, client_id, seen, today=today)


def clues(session: Session, client_id: str, seen: ClientBook, *, today: date) -> tuple[Talk, ...]:
    """The five things that weigh most, from the facts: code and parameters, worded as ``handover.clue.<code>``."""
    found = _clues(session, client_id, seen, today)
    return tuple(islice(found, POINTS))


def _clues(session: Session, client_id: str, seen: ClientBook, today: date) -> Iterator[Talk]:
    deciders = [each for each in seen.present if each.role is BuyingRole.DECIDES]
    for each in deciders[:1]:
        yield _decider(each)
    for thread in relationships.threads(session, client_id)[:1]:
        yield Talk("thread", {"code": thread.code, "name": thread.name, "colleague": thread.colleague})
    late = [
        each for each in seen.promises if each.side is Side.OURS and each.days_left is not None and each.days_left < 0
    ]
    if late:
        yield Talk("late", {"n": len(late), "text": late[0].text, "days": -(late[0].days_left or 0)})
    for person in (*deciders, *(each for each in seen.present if each not in deciders)):
        if person.taboos.strip():
            yield Talk("taboo", {"name": person.name, "text": _one_line(person.taboos)})
            break
    yield from _business(seen, today)
    for person in seen.present:
        if person.attitude is Attitude.OPPONENT and person not in deciders[:1]:
            yield Talk("opponent", {"name": person.name, "title": person.title})
            break
    if seen.impression is not None and seen.impression < _LOW:
        yield Talk("impression", {"score": seen.impression})
    if seen.last_contact_on and (today - seen.last_contact_on).days > _SILENT:
        yield Talk("silent", {"days": (today - seen.last_contact_on).days})
    for person in seen.present:
        if person.preferred:
            yield Talk("hours", {"name": person.name, "text": person.preferred})
            break
    if seen.promises and not late:
        yield Talk("open", {"n": len(seen.promises), "text": seen.promises[0].text})


def _decider(person: BookPerson) -> Talk:
    code = "decider_attitude" if person.attitude else "decider"
    return Talk(code, {"name": person.name, "title": person.title, "attitude": person.attitude})


def _business(seen: ClientBook, today: date) -> Iterator[Talk]:
    bought = seen.purchases
    if bought is not None:
        before = sum(each[2] for each in bought.products)
        change = round(100 * (bought.twelve_months - before) / before) if before > 0 else 0
        if abs(change) >= _MOVED:
            code = "purchases_up" if change > 0 else "purchases_down"
            yield Talk(code, {"percent": abs(change), "amount": bought.twelve_months, "currency": bought.currency})
    others = [share for share in seen.shares if not share[2]]
    if others:
        name, percent, _ = max(others, key=lambda share: share[1])
        yield Talk("competitor", {"name": name, "percent": percent})
    for each in seen.agreements:
        if each.ends_on and each.ends_on >= today and each.state is AgreementState.ACTIVE:
            yield Talk("agreement", {"title": each.title, "on": each.ends_on.isoformat()})
            break


def _open(session: Session, client_id: str) -> Handover | None:
    return session.scalar(
        select(Handover)
        .where(Handover.client_id == client_id, Handover.done_at.is_(None), Handover.deleted_at.is_(None))
        .order_by(Handover.id.desc())
        .limit(1)
    )


def _last(session: Session, client_id: str) -> Handover | None:
    return session.scalar(
        select(Handover)
        .where(Handover.client_id == client_id, Handover.done_at.is_not(None), Handover.deleted_at.is_(None))
        .order_by(Handover.done_at.desc(), Handover.id.desc())
        .limit(1)
    )


def _parts(row: Handover) -> tuple[Part, ...]:
    return tuple(Part(date.fromisoformat(each["from_on"]), int(each["percent"])) for each in row.split)


def _check_split(split: Sequence[Part]) -> None:
    days = [each.from_on for each in split]
    if days != sorted(set(days)):
        raise Invalid("split", "handover.split_order")
    for each in split:
        if not 0 <= each.percent <= 100:
            raise Invalid("split", "handover.split_percent", text=each.percent)


def _one_line(text: str) -> str:
    return "；".join(part.strip() for part in text.splitlines() if part.strip())


def receivers(session: Session, client_id: str) -> list[str]:
    """Whom to offer: everybody who owns clients, and those who know somebody there; not the owner of now."""
    client: Any = clients.get(session, client_id)
    known = dict.fromkeys([*relationships.colleagues(session, client_id), *clients.owners(session)])
    return [name for name in known if name != client.owner]
