"""What one should know before going there (D-6.1): the people and who is new, promises of both sides, buying."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import commitments, contacts, purchases, relationships, staff_changes
from kam_desktop.core.rules.calendar_days import month_on
from kam_desktop.core.rules.kinds import CommitmentState, Side, StaffChangeKind
from kam_desktop.core.store.tables import Commitment, Contact, Visit

NEW_DAYS: Final = 90  # somebody is new in a post for so long
TREND_DAYS: Final = 90
_EARLIER_VISITS: Final = 20  # whose colleagues are offered


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One of the client's people. ``since_on`` and ``before`` (and where that one went) only while they are new."""

    id: str
    name: str
    title: str
    has_left: bool = False
    role: str = ""
    is_primary: bool = False
    since_on: date | None = None
    before: str = ""
    before_at: str = ""


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise made before this visit."""

    id: str
    text: str
    owner: str
    side: Side
    state: CommitmentState
    due_on: date | None
    settled_on: date | None


class Trend(NamedTuple):
    """How the client buys now. ``percent`` is the last 90 days against those a year before, None without any then.

    ``slow_days``: by how much the next order is behind the client's own rhythm; 0 when it is not.
    """

    percent: int | None
    slow_days: int
    rhythm_days: int | None


def people(session: Session, client_id: str, *, today: date) -> tuple[PersonLine, ...]:
    """All people of a client, those who left too; whoever is new in a post is told with who was there before."""
    known = contacts.of_client(session, client_id)
    changes = staff_changes.of_client(session, client_id)
    arrived = {each.contact_id: each.on for each in reversed(changes) if each.kind is StaffChangeKind.ARRIVED}
    arrived |= {
        each.other_contact_id: each.on
        for each in reversed(changes)
        if each.kind is StaffChangeKind.SUCCEEDED and each.other_contact_id
    }
    went = {each.contact_id: each.other_client for each in reversed(changes) if each.kind is StaffChangeKind.MOVED}
    before = {each.successor_id: each for each in known if each.successor_id}
    return tuple(_person(each, arrived.get(each.id), before.get(each.id), went, today) for each in known)


def _person(
    row: Contact, since: date | None, before: Contact | None, went: dict[str, str], today: date
) -> PersonLine:  # fmt: skip
    line = PersonLine(row.id, row.name, row.title, row.has_left, row.buying_role, row.is_primary)
    if since is None or row.has_left or not 0 <= (today - since).days <= NEW_DAYS:
        return line
    return PersonLine(
        line.id, line.name, line.title, line.has_left, line.role, line.is_primary, since,
        before.name if before else "", went.get(before.id, "") if before else "",
    )  # fmt: skip


def main_contact(known: Sequence[PersonLine]) -> str:
    """Whom a visit is to, unless somebody says otherwise: the first who is there, the main contact being first."""
    present = [each for each in known if not each.has_left]
    return next((each.id for each in present if each.is_primary), present[0].id if present else "")


def colleagues(session: Session, client_id: str) -> tuple[str, ...]:
    """Whom of ours to offer: owner, team, ties, then whoever went along before."""
    went = session.scalars(
        select(Visit.colleagues)
        .where(Visit.client_id == client_id, Visit.deleted_at.is_(None))
        .order_by(Visit.on.desc())
        .limit(_EARLIER_VISITS)
    )
    names = [*relationships.colleagues(session, client_id), *[name for each in went for name in each]]
    return tuple(dict.fromkeys(names))


def promises(session: Session, client_id: str, visit_id: str, on: date) -> tuple[PromiseLine, ...]:
    """Those of the visit before this one, kept or not, and any older one that is still open."""
    last = session.scalar(
        select(Visit.id)
        .join(Commitment, Commitment.visit_id == Visit.id)
        .where(Visit.client_id == client_id, Visit.on < on, Visit.id != visit_id, Visit.deleted_at.is_(None))
        .order_by(Visit.on.desc(), Visit.id.desc())
        .limit(1)
    )
    found = list(commitments.of_visit(session, last)) if last else []
    known = {each.id for each in found}
    found += [
        each
        for each in commitments.open_of_client(session, client_id)
        if each.id not in known and each.visit_id != visit_id
    ]
    return tuple(_promise(each) for each in found)


def settled(session: Session, visit_id: str) -> dict[str, PromiseLine]:
    """The promises of this visit by id, with what became of them."""
    return {each.id: _promise(each) for each in commitments.of_visit(session, visit_id)} if visit_id else {}


def _promise(row: Commitment) -> PromiseLine:
    return PromiseLine(
        row.id, row.text, row.owner, Side(row.side), CommitmentState(row.state), row.due_on, row.settled_on
    )


def trend(session: Session, client_id: str, *, today: date) -> Trend | None:
    """How the client buys now; None where nothing was ever bought."""
    seen = purchases.overview(session, client_id, today=today)
    if not seen.lines:
        return None
    first, ago = today - timedelta(days=TREND_DAYS - 1), month_on(today, -12)
    before_first = ago - timedelta(days=TREND_DAYS - 1)
    now_minor = purchases.between(session, client_id, first, today)
    before_minor = purchases.between(session, client_id, before_first, ago)
    percent = round(100 * (now_minor - before_minor) / before_minor) if before_minor > 0 else None
    slow = (seen.silent_days or 0) - (seen.rhythm_days or 0) if seen.rhythm_days else 0
    return Trend(percent, max(0, round(slow)), round(seen.rhythm_days) if seen.rhythm_days else None)
