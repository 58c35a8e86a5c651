"""Services and promotion support for a client: what, when, cost, and the effect, noted later (D-8.2)."""

from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from kam_desktop.core import clients, touches
from kam_desktop.core.errors import Conflict, Invalid, NotFound
from kam_desktop.core.identity import now
from kam_desktop.core.rules import currencies, names
from kam_desktop.core.rules.kinds import ServiceKind, ServiceState
from kam_desktop.core.store import plain_rows
from kam_desktop.core.store.tables import Campaign, Service

_LARGEST: Final = 10**12
_COLUMNS: Final = """s.id, s.client_id, c.short_name, c.tier, s.campaign_id, coalesce(p.title, ''), s.kind, s.title,
    s."on", s.until_on, s.cost_minor, s.currency, CASE s.owner WHEN '' THEN c.owner ELSE s.owner END, s.state,
    s.effect, s.effect_score, s.effect_on, s.notes, s.revision"""
_FROM: Final = """FROM service s JOIN client c ON c.id = s.client_id
    LEFT JOIN campaign p ON p.id = s.campaign_id AND p.deleted_at IS NULL
    WHERE s.deleted_at IS NULL AND c.deleted_at IS NULL"""
_OF_CLIENT: Final = f'SELECT {_COLUMNS} {_FROM} AND s.client_id = :client ORDER BY s."on" DESC, s.id DESC'
_BETWEEN: Final = f"""SELECT {_COLUMNS} {_FROM} AND s."on" <= :last AND coalesce(s.until_on, s."on") >= :first
    ORDER BY s."on", s.id"""


@dataclass(frozen=True, slots=True)
class ServiceDraft:
    """What a person writes. ``cost_minor`` in minor units of ``currency``; a campaign gathers many services."""

    kind: ServiceKind
    title: str
    on: date
    until_on: date | None = None
    cost_minor: int = 0
    currency: str = "CNY"
    owner: str = ""
    campaign_id: str = ""
    notes: str = ""
    revision: int = 0


class ServiceRow(NamedTuple):
    """A service as it is shown; ``effect_score`` is 1 to 5."""

    id: str
    client_id: str
    client: str
    tier: str
    campaign_id: str | None
    campaign: str
    kind: ServiceKind
    title: str
    on: date
    until_on: date | None
    cost_minor: int
    currency: str
    owner: str
    state: ServiceState
    effect: str
    effect_score: int | None
    effect_on: date | None
    notes: str
    revision: int


def add(session: Session, client_id: str, draft: ServiceDraft, *, today: date, is_done: bool = False) -> str:
    """Note a service that is planned or was given; returns its id."""
    clients.get(session, client_id)
    state = ServiceState.DONE if is_done else ServiceState.PLANNED
    row = Service(
        client_id=client_id, scope_id=client_id, kind=draft.kind.value, title="", on=draft.on, state=state.value
    )
    _fill(row, draft)
    _join(session, row, draft.campaign_id)
    session.add(row)
    touches.replan(session, client_id, today=today)
    return row.id


def edit(session: Session, service_id: str, draft: ServiceDraft, *, today: date) -> None:
    """Save an edited service; refuses when somebody saved it meanwhile."""
    row = get(session, service_id)
    if row.revision != draft.revision:
        raise Conflict("record.changed_meanwhile")
    _fill(row, draft)
    _join(session, row, draft.campaign_id)
    touches.replan(session, row.client_id, today=today)


def set_state(session: Session, service_id: str, state: ServiceState, *, today: date) -> None:
    """It was given, is planned again, or will not be."""
    row = get(session, service_id)
    row.state = state.value
    touches.replan(session, row.client_id, today=today)


def note_effect(session: Session, service_id: str, *, effect: str, score: int | None, today: date) -> None:
    """What came of it, and 1 to 5 how good that was."""
    row = get(session, service_id)
    text = names.clean(effect, 65_536)
    if not text:
        raise Invalid("effect", "service.effect_missing")
    if score is not None and not 1 <= score <= 5:
        raise Invalid("effect_score", "value.number", text=str(score))
    row.effect, row.effect_score, row.effect_on = text, score, today
    row.state = ServiceState.DONE.value
    touches.replan(session, row.client_id, today=today)


def remove(session: Session, service_id: str, *, today: date) -> None:
    """Take a service away with what was planned for it; undo brings it back."""
    row = get(session, service_id)
    row.deleted_at = now()
    touches.replan(session, row.client_id, today=today)


def get(session: Session, service_id: str) -> Service:
    """One service by id."""
    row = session.get(Service, service_id)
    if row is None or row.deleted_at is not None:
        raise NotFound("service.not_found")
    return row


def of_client(session: Session, client_id: str) -> list[ServiceRow]:
    """A client's services, the newest first."""
    return plain_rows.readable(_row, plain_rows.rows(session, _OF_CLIENT, {"client": client_id}))


def between(session: Session, first: date, last: date) -> list[ServiceRow]:
    """All services that touch these days, both included, by day: the calendar of support."""
    days = {"first": first.isoformat(), "last": last.isoformat()}
    return plain_rows.readable(_row, plain_rows.rows(session, _BETWEEN, days))


def _row(row: plain_rows.Row) -> ServiceRow:
    day = plain_rows.day
    return ServiceRow._make(
        (
            *row[:6], ServiceKind(row[6]), row[7], day(row[8]) or date.min, day(row[9]), *row[10:13],
            ServiceState(row[13]), *row[14:16], day(row[16]), *row[17:],
        )
    )  # fmt: skip


def _fill(row: Service, draft: ServiceDraft) -> None:
    title = names.clean(draft.title, 255)
    if not title:
        raise Invalid("title", "service.title_missing")
    touches.check_day(draft.on)
    if draft.until_on is not None:
        touches.check_day(draft.until_on)
        if draft.until_on < draft.on:
            raise Invalid("until_on", "service.ends_before", on=draft.on.isoformat())
    if not 0 <= draft.cost_minor <= _LARGEST:
        raise Invalid("cost", "value.number", text=str(draft.cost_minor))
    currencies.check(draft.currency)
    row.kind, row.title, row.on, row.until_on = draft.kind.value, title, draft.on, draft.until_on
    row.cost_minor, row.currency = draft.cost_minor, draft.currency
    row.owner, row.notes = names.clean(draft.owner, 64), names.clean(draft.notes, 65_536)


def _join(session: Session, row: Service, campaign_id: str) -> None:
    """Make it part of a campaign that there is; one that was taken away meanwhile may stay."""
    if campaign_id and campaign_id != row.campaign_id:
        campaign = session.get(Campaign, campaign_id)
        if campaign is None or campaign.deleted_at is not None:
            raise Invalid("campaign_id", "campaign.not_found")
    row.campaign_id = campaign_id or None
