"""Builds the frozen read models that paper is printed from."""

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kam_desktop.core import clients, commitments, contacts, visits
from kam_desktop.core.identity import now
from kam_desktop.core.rules.kinds import CommitmentState, Side, Tier, ValueBand, VisitState
from kam_desktop.core.settings import get as setting
from kam_desktop.core.store.tables import Attachment, Contact, Gift, Visit
from kam_desktop.core.visit_report import (
    Person,
    ReportCommitment,
    ReportExpense,
    ReportGift,
    ReportPhoto,
    VisitReport,
)


def visit_report(session: Session, visit_id: str, *, today: date, printed_by: str = "") -> VisitReport:
    """One visit as it is printed, with all it refers to (D-6.3)."""
    row = visits.get(session, visit_id)
    client = clients.get(session, row.client_id)
    before = _previous_impression(session, row)
    company = " · ".join(part for part in (setting(session, "company"), setting(session, "department")) if part)
    return VisitReport(
        client=client.name,
        on=row.on,
        state=VisitState(row.state),
        tier=Tier(client.tier) if client.tier else None,
        value_band=ValueBand(client.value_band) if client.value_band else None,
        subject=_subject(row.objective),
        started_at=row.started_at,
        ended_at=row.ended_at,
        place=row.place,
        manager=row.owner,
        company=company,
        visits_this_quarter=_visits_this_quarter(session, row),
        participants=_participants(session, row),
        colleagues=tuple(Person(name) for name in row.colleagues),
        objective=row.objective,
        discussed=row.discussed,
        needs=row.needs,
        competitors=row.competitors,
        impression=row.impression,
        previous_impression=before[0] if before else None,
        previous_impression_on=before[1] if before else None,
        commitments=tuple(_commitment(each, today) for each in commitments.of_visit(session, row.id)),
        next_step=row.next_step,
        next_visit_on=row.next_visit_on,
        expenses=tuple(ReportExpense(each["text"], each["minor"], each["currency"]) for each in row.expenses),
        gifts=_gifts(session, row.id),
        photos=_photos(session, row.id),
        review_remark=row.review_remark,
        reviewer=row.reviewer,
        reviewed_at=row.reviewed_at,
        submitted_at=row.submitted_at,
        report_due_on=visits.report_due_on(session, row),
        version=row.version,
        printed_by=printed_by or row.owner,
        printed_at=now(),
    )


def _subject(objective: str) -> str:
    """The first line of a longer objective; a short one stands under its own head only."""
    first, _, rest = objective.strip().partition("\n")
    return first[:80] if rest.strip() else ""


def _participants(session: Session, row: Visit) -> tuple[Person, ...]:
    people = {each.id: each for each in contacts.of_client(session, row.client_id)}
    known = [people[contact_id] for contact_id in row.contact_ids if contact_id in people]
    return (
        *[Person(each.name, each.title) for each in known],
        *[Person(name) for name in row.participant_names],
    )


def _commitment(row: Any, today: date) -> ReportCommitment:
    left = (row.due_on - today).days if row.due_on else None
    return ReportCommitment(row.text, row.owner, Side(row.side), row.due_on, CommitmentState(row.state), left)


def _gifts(session: Session, visit_id: str) -> tuple[ReportGift, ...]:
    rows = session.execute(
        select(Gift.item, Contact.name, Gift.value_minor, Gift.currency, Gift.origin)
        .outerjoin(Contact, Contact.id == Gift.contact_id)
        .where(Gift.visit_id == visit_id, Gift.deleted_at.is_(None))
        .order_by(Gift.id)
    )
    return tuple(ReportGift(row[0], row[1] or "", *row[2:]) for row in rows)


def _photos(session: Session, visit_id: str) -> tuple[ReportPhoto, ...]:
    rows = session.execute(
        select(Attachment.content, Attachment.caption)
        .where(
            Attachment.visit_id == visit_id,
            Attachment.deleted_at.is_(None),
            Attachment.mime.startswith("image/"),
        )
        .order_by(Attachment.id)
    )
    return tuple(ReportPhoto(row.content, row.caption) for row in rows)


def _previous_impression(session: Session, row: Visit) -> tuple[int, date] | None:
    found = session.execute(
        select(Visit.impression, Visit.on)
        .where(
            Visit.client_id == row.client_id,
            Visit.on < row.on,
            Visit.impression.is_not(None),
            Visit.deleted_at.is_(None),
        )
        .order_by(Visit.on.desc())
        .limit(1)
    ).first()
    return None if found is None or found[0] is None else (found[0], found[1])


def _visits_this_quarter(session: Session, row: Visit) -> int:
    first = date(row.on.year, (row.on.month - 1) // 3 * 3 + 1, 1)
    return session.scalar(
        select(func.count())
        .select_from(Visit)
        .where(
            Visit.client_id == row.client_id, Visit.on >= first, Visit.on <= row.on, Visit.deleted_at.is_(None),
            Visit.state.not_in(("planned", "cancelled")),
        )
    ) or 0  # fmt: skip
