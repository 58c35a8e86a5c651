"""Builds the read model of one client on paper from the dossier and its facts (D-2.10)."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import (
    client_coming,
    clients,
    contacts,
    custom_fields,
    dossiers,
    groups,
    policies,
    purchases,
    relationships,
    reports,
    talking_points,
    timeline,
    timeline_facts,
)
from kam_desktop.core.client_book import (
    BookCompany,
    BookGift,
    BookLine,
    BookPerson,
    BookPurchases,
    BookVisit,
    ClientBook,
    Talk,
)
from kam_desktop.core.identity import made_on, now
from kam_desktop.core.planning_facts import birthday_of
from kam_desktop.core.rules import shares
from kam_desktop.core.rules.kinds import (
    Attitude,
    BuyingRole,
    ClientKind,
    ClientStatus,
    CommitmentState,
    GiftDirection,
    GiftOccasion,
    LifecycleStage,
    RelationshipLevel,
    Side,
    Tier,
    ValueBand,
    VisitState,
)
from kam_desktop.core.rules.privacy import PRIVATE, is_day_of_life
from kam_desktop.core.settings import note
from kam_desktop.core.store.tables import Client, Contact, Gift, Visit
from kam_desktop.core.talking_points import Point
from kam_desktop.core.visit_report import ReportCommitment

_TIMELINE: Final = 40  # lines of the digest
_VISITS: Final = 200
_COMING: Final = (  # what is still to come stands with the promises and the next days, not in what was
    (timeline_facts.Fact.VISIT, VisitState.PLANNED), (timeline_facts.Fact.COMMITMENT, CommitmentState.OPEN),
)  # fmt: skip
_PERSONAL_NOTES: Final = "personal_notes"  # no paper has them
_DEALINGS: Final = frozenset({
    timeline_facts.Fact.PURCHASE, timeline_facts.Fact.CONTACT, timeline_facts.Fact.VISIT, timeline_facts.Fact.GIFT,
})  # fmt: skip
_VOCABULARY: Final[dict[str, Any]] = {
    "kind": ClientKind, "lifecycle_stage": LifecycleStage, "relationship_level": RelationshipLevel,
    "value_band": ValueBand,
}  # fmt: skip
_FACTS: Final = (
    "kind", "industry", "region", "address", "lifecycle_stage", "relationship_level", "value_band", "annual_revenue",
    "annual_volume", "products", "status", "owner", "team", "leader", "source", "tags", "external_no", "since_on",
    "confirmed_on",
)  # fmt: skip


def client_book(
    session: Session, client_id: str, *, today: date, shown: Collection[str] = (), whole: bool = False,
    with_talk: bool = False, printed_by: str = "",
) -> ClientBook:  # fmt: skip
    """A client as it is printed. Of the private fields only ``shown`` are read (D-13.4).

    ``whole`` gives all of the timeline instead of its newest lines, ``with_talk`` the points for a conversation.
    """
    row = clients.get(session, client_id)
    dossier = dossiers.show(session, client_id, today=today, limit=0)
    left_out = tuple(name for name in PRIVATE if name not in shown)
    people = _people(session, client_id, shown)
    past = [
        each
        for each in timeline.page(session, client_id, until=today, limit=None).lines
        if not _is_hidden(each, shown) and (each.fact, each.params.get("state")) not in _COMING
    ]
    names = {each.id: each.name for each in contacts.of_client(session, client_id)}
    visits = _visits(session, client_id, names)
    group = groups.of_client(session, client_id)
    return ClientBook(
        client=row.name,
        short_name=row.short_name or row.name,
        tier=Tier(row.tier) if row.tier else None,
        on=today,
        owner=row.owner,
        facts=tuple(_facts(row)),
        custom=tuple(custom_fields.shown(session, "client", row.custom)),
        notes=row.notes,
        address=" ".join(part for part in (_region(row), row.address) if part),
        since_on=_since(row, past),
        last_contact_on=row.last_contact_on,
        last_visit_on=dossier.last_visit_on,
        next_touch_on=row.next_touch_on,
        impression=next((each.impression for each in visits if each.impression is not None), None),
        completeness=dossier.completeness.percent,
        missing=dossier.completeness.missing,
        shares=tuple((each.name, each.percent, each.is_ours) for each in shares.of_plain(row.supplier_shares)),
        group=tuple(
            BookCompany(each.name, Tier(each.tier) if each.tier else None, each.depth, each.is_here)
            for each in group.members
        )
        if len(group.members) > 1
        else (),
        has_more_companies=group.has_more,
        people=people,
        policy=tuple(
            (each.line.activity, each.line.ideal_days, each.line.latest_days)
            for each in policies.of_client(session, client_id).entries
            if each.line.is_active and each.line.ideal_days
        ),
        promises=tuple(
            ReportCommitment(each.text, each.owner, Side(each.side), each.due_on, CommitmentState.OPEN, each.days_left)
            for each in dossier.commitments
        ),
        coming=tuple(client_coming.coming(session, client_id, today=today, shown=shown)),
        purchases=_purchases(session, client_id, today),
        gifts=_gifts(session, client_id),
        visits=visits,
        agreements=client_coming.agreements(session, client_id),
        timeline=tuple(
            BookLine(
                each.on, each.fact.value, each.title, each.text, each.by, each.channel,
                tuple(names[one] for one in each.contact_ids if one in names), dict(each.params),
            )
            for each in (past if whole else past[:_TIMELINE])
        ),
        timeline_count=len(past),
        talk=_talk(session, client_id, today, shown) if with_talk else (),
        left_out=left_out,
        company=reports.company_line(session),
        logo=reports.company_logo(session),
        printed_by=printed_by or note(session, "author"),
        printed_at=now(),
    )  # fmt: skip


def _facts(row: Client) -> list[tuple[str, Any]]:
    """What is known, in print order; money as (minor, currency)."""
    made: dict[str, Any] = {
        "region": _region(row),
        "status": _status(row),
        "annual_revenue": (row.annual_revenue_minor, row.currency) if row.annual_revenue_minor is not None else "",
    }
    found = []
    for name in _FACTS:
        value = made[name] if name in made else getattr(row, name)
        if name in _VOCABULARY and value:
            value = _VOCABULARY[name](value)
        if value:
            found.append((name, value))
    return found


def _status(row: Client) -> str:
    """Of a client that is looked after as usual nothing is said."""
    known = ClientStatus(row.status) if row.status in set(ClientStatus) else row.status
    return "" if known == ClientStatus.ACTIVE else known


def _since(row: Client, past: Sequence[timeline_facts.Line]) -> date | None:
    """Since when it has been a client: as somebody wrote, else as far as its orders tell.

    Where nobody said, the column holds the day of entry; that is what stands there when the record was made on it, or
    when there is something older.
    """
    said = row.since_on
    if said is not None and "since_on" in row.field_stamps:
        return said
    is_of_entry = said == made_on(row.id) or any(
        line.fact in _DEALINGS and said is not None and line.on < said for line in past
    )
    orders = [line.on for line in past if line.fact is timeline_facts.Fact.PURCHASE]
    return min([*orders, *([said] if said is not None and not is_of_entry else [])], default=None)


def _region(row: Client) -> str:
    return "".join(dict.fromkeys(part for part in (row.province, row.city, row.district) if part))


def _people(session: Session, client_id: str, shown: Collection[str]) -> tuple[BookPerson, ...]:
    rows = contacts.of_client(session, client_id)
    names = {each.id: each.name for each in rows}
    ties: dict[str, list[tuple[str, int]]] = {}
    for bond in relationships.bonds(session, client_id):
        ties.setdefault(bond.contact_id, []).append((bond.colleague, bond.strength))
    return tuple(_person(each, names, tuple(ties.get(each.id, ())), shown) for each in rows)


def _person(
    row: Contact, names: dict[str, str], ties: tuple[tuple[str, int], ...], shown: Collection[str]
) -> BookPerson:  # fmt: skip
    private = {name: getattr(row, name) for name in PRIVATE if name in shown}
    return BookPerson(
        name=row.name, title=row.title, role=BuyingRole(row.buying_role) if row.buying_role else None,
        attitude=Attitude(row.attitude) if row.attitude else None, is_primary=row.is_primary, has_left=row.has_left,
        greeting_name=row.greeting_name, phones=row.phones, emails=row.emails, wechat=row.wechat,
        reports_to=names.get(row.reports_to_id or "", ""), preferred=row.preferred_hours, birthday=birthday_of(row),
        ties=ties, **private,
    )  # fmt: skip


def _visits(session: Session, client_id: str, names: dict[str, str]) -> tuple[BookVisit, ...]:
    rows = session.scalars(
        select(Visit)
        .where(
            Visit.client_id == client_id, Visit.deleted_at.is_(None),
            Visit.state.not_in((VisitState.PLANNED.value, VisitState.CANCELLED.value)),
        )
        .order_by(Visit.on.desc(), Visit.id.desc())
        .limit(_VISITS)
    )  # fmt: skip
    return tuple(
        BookVisit(
            row.on, VisitState(row.state), row.owner,
            (*(names[one] for one in row.contact_ids if one in names), *row.participant_names), row.objective,
            row.discussed, row.impression,
        )
        for row in rows
    )  # fmt: skip


def _gifts(session: Session, client_id: str) -> tuple[BookGift, ...]:
    rows = session.execute(
        select(
            Gift.on, Gift.item, Contact.name, Gift.value_minor, Gift.currency, Gift.occasion, Gift.direction,
            Gift.origin, Gift.reception,
        )
        .outerjoin(Contact, Contact.id == Gift.contact_id)
        .where(Gift.client_id == client_id, Gift.deleted_at.is_(None), Gift.state == "done")
        .order_by(Gift.on.desc(), Gift.id.desc())
    )  # fmt: skip
    return tuple(
        BookGift(
            row.on, row.item, row.name or "", row.value_minor, row.currency, GiftOccasion(row.occasion),
            GiftDirection(row.direction), row.origin, row.reception,
        )
        for row in rows
    )  # fmt: skip


def _purchases(session: Session, client_id: str, today: date) -> BookPurchases | None:
    seen = purchases.overview(session, client_id, today=today)
    if not seen.lines:
        return None
    return BookPurchases(
        seen.currency, seen.this_year_minor, seen.last_year_minor, seen.twelve_months_minor, seen.margin_percent,
        seen.last_on, seen.rhythm_days, tuple((each.period, each.amount_minor) for each in seen.months),
        tuple((each.product, each.amount_minor, each.before_minor) for each in seen.products), seen.other_lines,
    )  # fmt: skip


def _talk(session: Session, client_id: str, today: date, shown: Collection[str]) -> tuple[Talk, ...]:
    """What to talk about; what the paper says elsewhere or leaves out is not repeated here."""
    known: Sequence[Any] = talking_points.draw(session, client_id, None, today=today).points
    return tuple(
        Talk(each.code, each.params, each.on)
        for each in known
        if each.code != "commitment" and (not (field := _told_by(each)) or field in shown)
    )


def _told_by(point: Point) -> str:
    """The private field that a point for a conversation comes from; empty where there is none."""
    if point.code == "occasion":
        return "family" if is_day_of_life(point.params["occasion"], point.params.get("name")) else ""
    if point.code == "caution":
        return _PERSONAL_NOTES if point.params["is_private"] else "taboos"
    return {"hobby": "hobbies", "interest": "hobbies", "family": "family", "birthday_relative": "family"}.get(
        point.code, ""
    )


def _is_hidden(line: timeline_facts.Line, shown: Collection[str]) -> bool:
    """The days of people are of their life outside work, and so is each that is not of business."""
    is_occasion = line.fact is timeline_facts.Fact.OCCASION and "family" not in shown
    return is_occasion and is_day_of_life(line.params["kind"], next(iter(line.contact_ids), None))
