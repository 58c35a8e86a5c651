"""The report of a week, drafted from what was logged; what a person wrote stays (D-6.5)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from kam_desktop.core import promise_lists, reports, whose
from kam_desktop.core.errors import Conflict, Invalid
from kam_desktop.core.identity import now
from kam_desktop.core.promise_lists import PromiseLine
from kam_desktop.core.rules import names, text_diff
from kam_desktop.core.rules.kinds import Channel, Side, Tier, TouchState, VisitState
from kam_desktop.core.settings import note
from kam_desktop.core.store.tables import Client, Interaction, PeriodNote, Touch, Visit

_LONGEST_DAYS: Final = 62


class WeekVisit(NamedTuple):
    """A visit that took place, or one that is planned."""

    on: date
    client_id: str
    client: str
    tier: Tier | None
    manager: str
    state: VisitState
    objective: str
    discussed: str


class WeekContact(NamedTuple):
    """A contact by another way than a visit or a gift."""

    on: date
    client: str
    tier: Tier | None
    manager: str
    channel: Channel
    outcome: str


class WeekTouch(NamedTuple):
    """A touch that is planned for the days after."""

    on: date
    client: str
    tier: Tier | None
    channel: Channel
    activity: str


@dataclass(frozen=True, slots=True)
class WeekTexts:
    """What a person wrote for these days. ``revision`` is the one that was read, 0 where nothing is kept yet."""

    summary: str = ""
    plans: str = ""
    problems: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class WeeklyReport:
    """The days from ``first_on`` to ``last_on`` of one manager, of everybody where none is named.

    ``texts`` are None where nobody wrote anything yet: the paper then says what follows from the facts.
    """

    manager: str
    first_on: date
    last_on: date
    visits: tuple[WeekVisit, ...] = ()
    contacts: tuple[WeekContact, ...] = ()
    kept: tuple[PromiseLine, ...] = ()
    late: tuple[PromiseLine, ...] = ()
    next_visits: tuple[WeekVisit, ...] = ()
    next_touches: tuple[WeekTouch, ...] = ()
    texts: WeekTexts | None = None
    company: str = ""
    logo: bytes = b""
    printed_by: str = ""
    printed_at: datetime | None = None

    @property
    def clients_met(self) -> int:
        """How many clients were visited."""
        return len({each.client_id for each in self.visits})

    def by_channel(self) -> Counter[Channel]:
        """How many contacts there were by each way."""
        return Counter(each.channel for each in self.contacts)


def week_of(on: date) -> tuple[date, date]:
    """Monday and Sunday."""
    first = on - timedelta(days=on.weekday())
    return first, first + timedelta(days=6)


def report(
    session: Session, *, first_on: date, last_on: date, today: date, manager: str = "", printed_by: str = ""
) -> WeeklyReport:
    """The report as it stands. Raises Invalid ``to`` where the days are the wrong way round or too many."""
    if last_on < first_on:
        raise Invalid("to", "period.reversed", first=first_on.isoformat(), last=last_on.isoformat())
    days = (last_on - first_on).days + 1
    if days > _LONGEST_DAYS:
        raise Invalid("to", "period.too_long")
    after, until = last_on + timedelta(days=1), last_on + timedelta(days=days)
    texts = kept_texts(session, manager=manager, first_on=first_on, last_on=last_on)
    late = promise_lists.open_lines(
        session, today=today, manager=manager, last_on=today - timedelta(days=1), side=Side.OURS
    )
    return WeeklyReport(
        manager=manager,
        first_on=first_on,
        last_on=last_on,
        visits=_visits(session, manager, first_on, last_on, is_planned=False),
        contacts=_contacts(session, manager, first_on, last_on),
        kept=promise_lists.kept_lines(session, first_on, last_on, manager=manager),
        late=late,
        next_visits=_visits(session, manager, after, until, is_planned=True),
        next_touches=_touches(session, manager, after, until),
        texts=texts,
        company=reports.company_line(session),
        logo=reports.company_logo(session),
        printed_by=printed_by or note(session, "author"),
        printed_at=now(),
    )


def kept_texts(session: Session, *, manager: str, first_on: date, last_on: date) -> WeekTexts | None:
    """What was written for these days, or None."""
    row = _note(session, manager, first_on, last_on)
    return WeekTexts(row.summary, row.plans, row.problems, row.revision) if row else None


def keep(session: Session, *, manager: str, first_on: date, last_on: date, texts: WeekTexts) -> int:
    """Keep the texts of these days; returns the revision. Raises Conflict when somebody kept others meanwhile."""
    row = _note(session, manager, first_on, last_on)
    if row is None:
        row = PeriodNote(scope_id="team", manager=manager, first_on=first_on, last_on=last_on)
        session.add(row)
    elif row.revision != texts.revision:
        raise Conflict("record.changed_meanwhile")
    row.summary, row.plans = names.clean(texts.summary, 65_536), names.clean(texts.plans, 65_536)
    row.problems = names.clean(texts.problems, 65_536)
    session.flush()
    return row.revision


def unite(session: Session, *, manager: str, first_on: date, last_on: date, texts: WeekTexts) -> int:
    """Keep the texts beside those that somebody else kept meanwhile: no word of either is lost."""
    other = kept_texts(session, manager=manager, first_on=first_on, last_on=last_on)
    if other is not None:
        texts = WeekTexts(
            text_diff.both(texts.summary, other.summary), text_diff.both(texts.plans, other.plans),
            text_diff.both(texts.problems, other.problems), other.revision,
        )  # fmt: skip
    return keep(session, manager=manager, first_on=first_on, last_on=last_on, texts=texts)


def managers(session: Session) -> list[str]:
    """Everybody who owns a client or made a visit, by name."""
    found: set[str] = set()
    for table in (Client, Visit):
        found |= set(session.scalars(select(table.owner).where(table.deleted_at.is_(None)).distinct()))
    return sorted(filter(None, found))


def _note(session: Session, manager: str, first_on: date, last_on: date) -> PeriodNote | None:
    return session.scalar(
        select(PeriodNote)
        .where(
            PeriodNote.manager == manager, PeriodNote.first_on == first_on, PeriodNote.last_on == last_on,
            PeriodNote.deleted_at.is_(None),
        )
        .order_by(PeriodNote.id)
        .limit(1)
    )  # fmt: skip


def _tier(value: str) -> Tier | None:
    return Tier(value) if value else None


def _visits(
    session: Session, manager: str, first_on: date, last_on: date, *, is_planned: bool
) -> tuple[WeekVisit, ...]:  # fmt: skip
    states = (VisitState.PLANNED,) if is_planned else whose.TOOK_PLACE
    statement: Any = (
        select(
            Visit.on, Visit.client_id, Visit.owner, Visit.state, Visit.objective, Visit.discussed, Client.short_name,
            Client.name, Client.tier,
        )
        .join(Client, Client.id == Visit.client_id)
        .where(
            Visit.on.between(first_on, last_on), Visit.state.in_([each.value for each in states]),
            Visit.deleted_at.is_(None), Client.deleted_at.is_(None),
        )
        .order_by(Visit.on, Visit.started_at.is_(None), Visit.started_at, Visit.id)
    )  # fmt: skip
    if manager:
        statement = statement.where(Visit.owner.in_(whose.written_as(session, manager)))
    me = whose.me(session)
    return tuple(
        WeekVisit(
            row.on, row.client_id, row.short_name or row.name, _tier(row.tier), row.owner or me, VisitState(row.state), row.objective,
            row.discussed,
        )
        for row in session.execute(statement)
    )  # fmt: skip


def _contacts(session: Session, manager: str, first_on: date, last_on: date) -> tuple[WeekContact, ...]:
    statement: Any = (
        select(Interaction, Client.short_name, Client.name, Client.tier)
        .join(Client, Client.id == Interaction.client_id)
        .where(
            Interaction.on.between(first_on, last_on), Interaction.visit_id.is_(None), Interaction.gift_id.is_(None),
            Interaction.deleted_at.is_(None), Client.deleted_at.is_(None),
        )
        .order_by(Interaction.on, Interaction.id)
    )  # fmt: skip
    if manager:
        statement = statement.where(Interaction.author == manager)
    return tuple(
        WeekContact(row.on, short_name or name, _tier(tier), row.author, Channel(row.channel), row.outcome)
        for row, short_name, name, tier in session.execute(statement)
    )


def _touches(session: Session, manager: str, first_on: date, last_on: date) -> tuple[WeekTouch, ...]:
    """The touches that are due then, but for those that a planned visit answers."""
    statement: Any = (
        select(Touch, Client.short_name, Client.name, Client.tier)
        .join(Client, Client.id == Touch.client_id)
        .where(
            Touch.due_on.between(first_on, last_on), Touch.state == TouchState.PLANNED, Touch.visit_id.is_(None),
            Touch.deleted_at.is_(None), Client.deleted_at.is_(None),
        )
        .order_by(Touch.due_on, Client.tier == "", Client.tier, Client.sort_key, Touch.id)
    )  # fmt: skip
    if manager:
        statement = statement.where(or_(Touch.owner == manager, (Touch.owner == "") & (Client.owner == manager)))
    return tuple(
        WeekTouch(row.due_on, short_name or name, _tier(tier), Channel(row.channel), row.activity)
        for row, short_name, name, tier in session.execute(statement)
    )
