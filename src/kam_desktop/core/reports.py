"""Builds the frozen read models that paper is printed from."""

from base64 import b64decode
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import clients, stops, visit_versions, whose
from kam_desktop.core.identity import now
from kam_desktop.core.rules import expenses
from kam_desktop.core.rules.kinds import CommitmentState, GiftState, Side, Tier, ValueBand, VisitState
from kam_desktop.core.settings import get as setting
from kam_desktop.core.store.plain_rows import known
from kam_desktop.core.store.tables import Attachment, Client, Commitment, Contact, Gift, Visit, VisitRemark
from kam_desktop.core.visit_report import (
    Person,
    ReportCommitment,
    ReportExpense,
    ReportGift,
    ReportPhoto,
    ReportRemark,
    VisitReport,
)

_AT_ONCE = 500  # ids of one statement


def visit_report(session: Session, visit_id: str, *, today: date, printed_by: str = "") -> VisitReport:
    """One visit as it is printed, with all it refers to (D-6.3); a version that a correction replaced as it stood."""
    row = visit_versions.read(session, visit_id)
    clients.get(session, row.client_id)
    return visit_reports(session, [row], today=today, printed_by=printed_by or row.owner)[0]


def visit_reports(
    session: Session, rows: Sequence[Visit], *, today: date, printed_by: str = "", with_photos: bool = True
) -> list[VisitReport]:
    """The same of many visits in their order, with one query for each kind of fact and not for each visit."""
    facts = _Facts(session, rows, with_photos=with_photos)
    company, logo = company_line(session), company_logo(session)
    days, at = timedelta(days=int(setting(session, "report_days"))), now()
    made = []
    for row in rows:
        stops.step()
        made.append(replace(_report(facts, row, row.on + days, today), changed=_changed(session, row)))
    return [replace(each, company=company, logo=logo, printed_by=printed_by, printed_at=at) for each in made]


def company_logo(session: Session) -> bytes:
    """The company's logo as the bytes of an image, empty where there is none."""
    try:
        return b64decode(str(setting(session, "company_logo")))
    except ValueError:
        return b""


def company_line(session: Session) -> str:
    """Company and department as they stand at the top of a first page."""
    return " · ".join(part for part in (setting(session, "company"), setting(session, "department")) if part)


def _report(facts: "_Facts", row: Visit, due_on: date, today: date) -> VisitReport:
    client = facts.clients[row.client_id]
    before = facts.impression_before(row)
    return VisitReport(
        client=client.name,
        on=row.on,
        state=known(VisitState, row.state) or VisitState.REPORTED,
        tier=known(Tier, client.tier),
        value_band=known(ValueBand, client.value_band),
        subject=_subject(row.objective),
        started_at=row.started_at or _clock(row.arrived_at),
        ended_at=row.ended_at or _clock(row.left_at),
        place=row.place,
        manager=row.owner or facts.me,
        short_name=client.short_name or client.name,
        visits_this_quarter=facts.visits_this_quarter(row),
        participants=facts.participants(row),
        colleagues=tuple(Person(name) for name in row.colleagues),
        objective=row.objective,
        agenda=row.agenda,
        to_bring=tuple(row.to_bring),
        open_promises=tuple(_commitment(each, today) for each in facts.open_promises(row)),
        discussed=row.discussed,
        needs=row.needs,
        competitors=row.competitors,
        impression=row.impression,
        previous_impression=before[0] if before else None,
        previous_impression_on=before[1] if before else None,
        commitments=tuple(_commitment(each, today) for each in facts.commitments[row.id]),
        next_step=row.next_step,
        next_visit_on=row.next_visit_on,
        expenses=tuple(
            ReportExpense(each["text"], each["minor"], each["currency"], len(each["receipts"]))
            for each in expenses.readable(row.expenses)
        ),
        gifts=tuple(facts.gifts[row.id]),
        photos=tuple(facts.photos[row.id]),
        review_remark=row.review_remark,
        remarks=tuple(facts.remarks[row.id]),
        reviewer=row.reviewer,
        reviewed_at=row.reviewed_at,
        submitted_at=row.submitted_at,
        report_due_on=due_on,
        version=row.version,
    )


def _changed(session: Session, row: Visit) -> tuple[str, ...]:
    """The fields that a correction changed."""
    if row.corrects_id is None or session.get(Visit, row.corrects_id) is None:
        return ()
    return tuple(each.field for each in visit_versions.differences(session, row.corrects_id, row.id))


def _subject(objective: str) -> str:
    """The first line of a longer objective; a short one stands under its own head only."""
    first, _, rest = objective.strip().partition("\n")
    return first[:80] if rest.strip() else ""


def _clock(at: datetime | None) -> time | None:
    """A stamp taken on the spot, in local time."""
    return at.astimezone().time().replace(second=0, microsecond=0) if at else None


def _commitment(row: Any, today: date) -> ReportCommitment:
    left = (row.due_on - today).days if row.due_on else None
    return ReportCommitment(
        row.text, row.owner, known(Side, row.side) or Side.OURS, row.due_on,
        known(CommitmentState, row.state) or CommitmentState.OPEN, left,
    )  # fmt: skip


class _Promise(NamedTuple):
    text: str
    owner: str
    side: Side
    due_on: date | None
    state: str


class _Facts:
    """All that some visits refer to, by id."""

    def __init__(self, session: Session, rows: Sequence[Visit], *, with_photos: bool) -> None:
        self._session, self.me = session, whose.me(session)
        replaced = {row.id: visit_versions.newest_id(session, row.id) for row in rows if row.deleted_at is not None}
        own = [*(row.id for row in rows), *replaced.values()]
        client_ids = list(dict.fromkeys(row.client_id for row in rows))
        people = {contact_id for row in rows for contact_id in row.contact_ids}
        self.clients = {row.id: row for row in self._of(Client.id, client_ids, _CLIENT)}
        self._people = {
            row.id: row for row in self._of(Contact.id, sorted(people), _PERSON, Contact.deleted_at.is_(None))
        }
        self.commitments = _grouped(
            self._of(Commitment.visit_id, own, _PROMISE, Commitment.deleted_at.is_(None), Commitment.id)
        )
        planned = list(dict.fromkeys(row.client_id for row in rows if row.state == VisitState.PLANNED))
        still_open = (Commitment.state == CommitmentState.OPEN) & Commitment.deleted_at.is_(None)
        self._open = self._of(Commitment.client_id, planned, _PROMISE, still_open, Commitment.due_on)
        self.gifts: dict[str, list[ReportGift]] = defaultdict(list)
        self.photos: dict[str, list[ReportPhoto]] = defaultdict(list)
        self.remarks: dict[str, list[ReportRemark]] = defaultdict(list)
        for row in self._of(VisitRemark.visit_id, own, _REMARK, VisitRemark.deleted_at.is_(None), VisitRemark.at):
            self.remarks[row.visit_id].append(ReportRemark(*row[1:]))
        self._read_gifts(own)
        if with_photos:
            self._read_photos(own)
        self._read_course(client_ids)
        for old, newest in replaced.items():  # what belongs to the visit has gone along
            self.gifts[old], self.photos[old] = self.gifts[newest], self.photos[newest]
            self.commitments[old] = self._promised(old)

    def _promised(self, visit_id: str) -> list[Any]:
        """The promises of a replaced version as they stood, in the state they are in by now."""
        then = visit_versions.content(self._session, visit_id).draft.commitments
        states = dict(self._of(Commitment.id, [each.id for each in then if each.id], (Commitment.id, Commitment.state)))
        return [_Promise(each.text, each.owner, each.side, each.due_on, states[each.id]) for each in then]

    def _of(
        self, column: Any, ids: Sequence[str], wanted: Sequence[Any], where: Any = None, order: Any = None
    ) -> list[Any]:
        found: list[Any] = []
        for start in range(0, len(ids), _AT_ONCE):
            stops.step()
            statement = select(*wanted).where(column.in_(ids[start : start + _AT_ONCE]))
            if where is not None:
                statement = statement.where(where)
            found += self._session.execute(statement if order is None else statement.order_by(order))
        return found

    def _read_gifts(self, visit_ids: Sequence[str]) -> None:
        wanted = (Gift.visit_id, Gift.item, Gift.contact_id, Gift.value_minor, Gift.currency, Gift.origin, Gift.state)
        rows = self._of(Gift.visit_id, visit_ids, wanted, Gift.deleted_at.is_(None), Gift.id)
        receivers = sorted({row.contact_id for row in rows if row.contact_id})
        names = {row.id: row.name for row in self._of(Contact.id, receivers, _PERSON)}
        for row in rows:
            if row.state != GiftState.DONE:
                continue
            self.gifts[row.visit_id].append(ReportGift(row.item, names.get(row.contact_id, ""), *row[3:6]))

    def _read_photos(self, visit_ids: Sequence[str]) -> None:
        wanted = (Attachment.visit_id, Attachment.content, Attachment.caption)
        images = Attachment.mime.startswith("image/") & Attachment.deleted_at.is_(None)
        for row in self._of(Attachment.visit_id, visit_ids, wanted, images, Attachment.id):
            self.photos[row.visit_id].append(ReportPhoto(row.content, row.caption))

    def _read_course(self, client_ids: Sequence[str]) -> None:
        """Days of all visits that took place, and of those with an impression, by client."""
        self._days: dict[str, list[date]] = defaultdict(list)
        self._impressions: dict[str, list[tuple[date, int]]] = defaultdict(list)
        wanted = (Visit.client_id, Visit.on, Visit.impression, Visit.state)
        for row in self._of(Visit.client_id, client_ids, wanted, Visit.deleted_at.is_(None), Visit.on):
            if row.state not in (VisitState.PLANNED, VisitState.CANCELLED):
                self._days[row.client_id].append(row.on)
            if row.impression is not None:
                self._impressions[row.client_id].append((row.on, row.impression))

    def participants(self, row: Visit) -> tuple[Person, ...]:
        """Contacts of the client with their titles, then those who are only named."""
        known = [self._people[each] for each in row.contact_ids if each in self._people]
        mine = [each for each in known if each.client_id == row.client_id]
        return (*[Person(each.name, each.title) for each in mine], *[Person(name) for name in row.participant_names])

    def open_promises(self, row: Visit) -> list[Any]:
        """What is open at the client of a planned visit, what has no day last."""
        if row.state != VisitState.PLANNED:
            return []
        mine = [each for each in self._open if each.client_id == row.client_id]
        return sorted(mine, key=lambda each: each.due_on or date.max)

    def impression_before(self, row: Visit) -> tuple[int, date] | None:
        """The last impression of an earlier day."""
        known = self._impressions[row.client_id]
        at = bisect_left(known, (row.on, 0))
        return (known[at - 1][1], known[at - 1][0]) if at else None

    def visits_this_quarter(self, row: Visit) -> int:
        """Which visit of its quarter this one is."""
        days = self._days[row.client_id]
        first = date(row.on.year, (row.on.month - 1) // 3 * 3 + 1, 1)
        return bisect_right(days, row.on) - bisect_left(days, first)


_CLIENT = (Client.id, Client.name, Client.short_name, Client.tier, Client.value_band)
_PERSON = (Contact.id, Contact.client_id, Contact.name, Contact.title)
_REMARK = (VisitRemark.visit_id, VisitRemark.field, VisitRemark.quote, VisitRemark.text, VisitRemark.answer)
_PROMISE = (
    Commitment.visit_id, Commitment.client_id, Commitment.text, Commitment.owner, Commitment.side, Commitment.due_on,
    Commitment.state,
)  # fmt: skip


def _grouped(rows: Sequence[Any]) -> dict[str, list[Any]]:
    groups: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        groups[row.visit_id].append(row)
    return groups
