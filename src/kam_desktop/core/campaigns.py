"""Campaigns and client events: invitations, replies, who came, and what follows (D-8.2)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import clients, contacts, touches
from kam_desktop.core.errors import Conflict, Invalid, NotFound
from kam_desktop.core.identity import now
from kam_desktop.core.rules import currencies, names
from kam_desktop.core.rules.kinds import CampaignKind
from kam_desktop.core.store import plain_rows
from kam_desktop.core.store.tables import Campaign, CampaignGuest

_LARGEST: Final = 10**12
REPLIES: Final = ("", "yes", "no")
_LISTED: Final = """SELECT p.id, p.title, p.kind, p.first_on, p.last_on, p.place, p.budget_minor, p.currency, p.owner,
    p.notes, p.revision, count(c.id), coalesce(sum(c.id IS NOT NULL AND g.reply = 'yes'), 0),
    coalesce(sum(c.id IS NOT NULL AND g.has_come = 1), 0)
    FROM campaign p LEFT JOIN campaign_guest g ON g.campaign_id = p.id AND g.deleted_at IS NULL
    LEFT JOIN client c ON c.id = g.client_id AND c.deleted_at IS NULL
    WHERE p.deleted_at IS NULL AND (:id = '' OR p.id = :id) GROUP BY p.id ORDER BY p.first_on DESC, p.id DESC"""
_COSTS: Final = """SELECT s.campaign_id, s.currency, sum(s.cost_minor * (s.state = 'done')),
    sum(s.cost_minor * (s.state = 'planned')) FROM service s JOIN client c ON c.id = s.client_id
    WHERE s.campaign_id <> '' AND (:id = '' OR s.campaign_id = :id) AND s.deleted_at IS NULL AND c.deleted_at IS NULL
    GROUP BY s.campaign_id, s.currency ORDER BY s.currency"""
_GUESTS: Final = """SELECT g.id, g.client_id, c.short_name, c.tier, g.contact_id, coalesce(k.name, ''), g.reply,
    g.has_come, g.notes FROM campaign_guest g JOIN client c ON c.id = g.client_id
    LEFT JOIN contact k ON k.id = g.contact_id WHERE g.campaign_id = :campaign AND g.deleted_at IS NULL
    AND c.deleted_at IS NULL ORDER BY c.tier = '', c.tier, c.sort_key, g.id"""


@dataclass(frozen=True, slots=True)
class CampaignDraft:
    """What a person writes. ``budget_minor`` in minor units of ``currency``."""

    title: str
    kind: CampaignKind
    first_on: date
    last_on: date
    place: str = ""
    budget_minor: int = 0
    currency: str = "CNY"
    owner: str = ""
    notes: str = ""
    revision: int = 0


class Cost(NamedTuple):
    """What the services of a campaign cost in one currency: those given, and those that are planned."""

    currency: str
    spent_minor: int
    planned_minor: int


class CampaignRow(NamedTuple):
    """A campaign as it is shown: how many are invited, coming, came, and what it costs.

    ``costs`` are in the currency of the budget first, then in others, those with an amount only.
    """

    id: str
    title: str
    kind: CampaignKind
    first_on: date
    last_on: date
    place: str
    budget_minor: int
    currency: str
    owner: str
    notes: str
    revision: int
    invited: int
    coming: int
    came: int
    costs: tuple[Cost, ...]

    @property
    def spent_minor(self) -> int:
        """Spent in the currency of the budget."""
        return sum(each.spent_minor for each in self.costs if each.currency == self.currency)


class GuestRow(NamedTuple):
    """Somebody who is invited; ``reply`` is empty, yes or no, ``has_come`` None before it is known."""

    id: str
    client_id: str
    client: str
    tier: str
    contact_id: str | None
    person: str
    reply: str
    has_come: bool | None
    notes: str


def add(session: Session, draft: CampaignDraft) -> str:
    """Note a campaign; returns its id."""
    row = Campaign(title="", kind=draft.kind.value, first_on=draft.first_on, last_on=draft.last_on, scope_id="team")
    _fill(row, draft)
    session.add(row)
    return row.id


def edit(session: Session, campaign_id: str, draft: CampaignDraft, *, today: date) -> None:
    """Save an edited campaign; its guests are planned again."""
    row = get(session, campaign_id)
    if row.revision != draft.revision:
        raise Conflict("record.changed_meanwhile")
    _fill(row, draft)
    _plan_guests(session, campaign_id, today)


def remove(session: Session, campaign_id: str, *, today: date) -> None:
    """Take a campaign away with what was planned for it; undo brings it back."""
    get(session, campaign_id).deleted_at = now()
    _plan_guests(session, campaign_id, today)


def get(session: Session, campaign_id: str) -> Campaign:
    """One campaign by id."""
    row = session.get(Campaign, campaign_id)
    if row is None or row.deleted_at is not None:
        raise NotFound("campaign.not_found")
    return row


def listed(session: Session) -> list[CampaignRow]:
    """All campaigns, the newest first."""
    return _read(session, "")


def read(session: Session, campaign_id: str) -> CampaignRow:
    """One campaign with its figures."""
    found = _read(session, campaign_id)
    if not found:
        raise NotFound("campaign.not_found")
    return found[0]


def guests(session: Session, campaign_id: str) -> list[GuestRow]:
    """Who is invited, key clients first."""
    return [
        GuestRow._make((*row[:7], None if row[7] is None else bool(row[7]), row[8]))
        for row in plain_rows.rows(session, _GUESTS, {"campaign": campaign_id})
    ]


def invite(session: Session, campaign_id: str, client_ids: Sequence[str], *, today: date) -> int:
    """Invite clients that are not invited yet; returns how many are new. Their invitations are planned."""
    get(session, campaign_id)
    known = set(
        session.scalars(
            select(CampaignGuest.client_id).where(
                CampaignGuest.campaign_id == campaign_id, CampaignGuest.deleted_at.is_(None)
            )
        )
    )
    new = [each for each in dict.fromkeys(client_ids) if each not in known]
    for client_id in new:
        clients.get(session, client_id)
        session.add(CampaignGuest(campaign_id=campaign_id, client_id=client_id, scope_id=client_id))
    touches.plan_soon(session, new, today=today)
    return len(new)


def answer(
    session: Session, guest_id: str, *, today: date, reply: str | None = None, has_come: bool | None = None,
    contact_id: str | None = None, notes: str | None = None,
) -> None:  # fmt: skip
    """Note what is known of a guest; what is None stays. Who came is thanked, who comes is expected."""
    row = _guest(session, guest_id)
    if reply is not None:
        if reply not in REPLIES:
            raise Invalid("reply", "value.unknown", text=reply)
        row.reply = reply
    if has_come is not None:
        row.has_come = has_come
    if contact_id is not None:
        if contact_id:
            contacts.of(session, row.client_id, contact_id)
        row.contact_id = contact_id or None
    if notes is not None:
        row.notes = names.clean(notes, 65_536)
    touches.replan(session, row.client_id, today=today)


def uninvite(session: Session, guest_id: str, *, today: date) -> None:
    """Take somebody off the list; undo brings them back."""
    row = _guest(session, guest_id)
    row.deleted_at = now()
    touches.replan(session, row.client_id, today=today)


def _guest(session: Session, guest_id: str) -> CampaignGuest:
    row = session.get(CampaignGuest, guest_id)
    if row is None or row.deleted_at is not None:
        raise NotFound("campaign.not_found")
    return row


def _plan_guests(session: Session, campaign_id: str, today: date) -> None:
    invited = select(CampaignGuest.client_id).where(
        CampaignGuest.campaign_id == campaign_id, CampaignGuest.deleted_at.is_(None)
    )
    touches.plan_soon(session, list(session.scalars(invited)), today=today)


def _read(session: Session, campaign_id: str) -> list[CampaignRow]:
    costs: dict[str, list[Cost]] = defaultdict(list)
    for about, *amounts in plain_rows.rows(session, _COSTS, {"id": campaign_id}):
        costs[about].append(Cost(*amounts))
    found = plain_rows.rows(session, _LISTED, {"id": campaign_id})
    return plain_rows.readable(lambda row: _row(row, costs[row[0]]), found)


def _row(row: plain_rows.Row, costs: Sequence[Cost]) -> CampaignRow:
    day = plain_rows.day
    told = sorted(
        (each for each in costs if each.spent_minor or each.planned_minor), key=lambda c: c.currency != row[7]
    )
    return CampaignRow._make(
        (*row[:2], CampaignKind(row[2]), day(row[3]) or date.min, day(row[4]) or date.min, *row[5:], tuple(told))
    )


def _fill(row: Campaign, draft: CampaignDraft) -> None:
    title = names.clean(draft.title, 255)
    if not title:
        raise Invalid("title", "campaign.title_missing")
    touches.check_day(draft.first_on)
    touches.check_day(draft.last_on)
    if draft.last_on < draft.first_on:
        raise Invalid("last_on", "service.ends_before", on=draft.first_on.isoformat())
    if not 0 <= draft.budget_minor <= _LARGEST:
        raise Invalid("budget", "value.number", text=str(draft.budget_minor))
    currencies.check(draft.currency)
    row.title, row.kind, row.first_on, row.last_on = title, draft.kind.value, draft.first_on, draft.last_on
    row.place, row.owner, row.notes = (
        names.clean(draft.place, 255), names.clean(draft.owner, 64), names.clean(draft.notes, 65_536),
    )  # fmt: skip
    row.budget_minor, row.currency = draft.budget_minor, draft.currency
