"""All dated facts of a client in one line of time, newest first (D-2.3)."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core.rules.kinds import Channel
from kam_desktop.core.store.tables import Batch, Change, Commitment, Gift, Interaction, Touch, Visit


class Fact(StrEnum):
    """What a line of the timeline is about."""

    CONTACT = "contact"
    VISIT = "visit"
    GIFT = "gift"
    COMMITMENT = "commitment"
    SKIPPED = "skipped"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Line:
    """One fact: what, when, its text, and who it was (``side`` text at the right)."""

    id: str
    fact: Fact
    on: date
    title: str
    text: str = ""
    by: str = ""
    channel: Channel | None = None
    contact_ids: tuple[str, ...] = ()
    params: dict[str, Any] = field(default_factory=dict)


def of_client(session: Session, client_id: str) -> list[Line]:
    """Every fact of one client, from one narrow select a kind."""
    lines = [
        *_contacts(session, client_id), *_visits(session, client_id), *_gifts(session, client_id),
        *_commitments(session, client_id), *_skipped(session, client_id), *_changes(session, client_id),
    ]  # fmt: skip
    return sorted(lines, key=lambda line: (line.on, line.id), reverse=True)


def _contacts(session: Session, client_id: str) -> list[Line]:
    rows = session.execute(
        select(
            Interaction.id, Interaction.on, Interaction.channel, Interaction.outcome, Interaction.author,
            Interaction.contact_ids, Interaction.activity,
        ).where(
            Interaction.client_id == client_id, Interaction.deleted_at.is_(None), Interaction.visit_id.is_(None),
            Interaction.gift_id.is_(None),
        )
    )  # fmt: skip
    return [
        Line(
            row.id, Fact.CONTACT, row.on, "", row.outcome, row.author, Channel(row.channel), row.contact_ids,
            {"activity": row.activity},
        )
        for row in rows
    ]  # fmt: skip


def _visits(session: Session, client_id: str) -> list[Line]:
    rows = session.execute(
        select(Visit.id, Visit.on, Visit.objective, Visit.discussed, Visit.state, Visit.owner, Visit.contact_ids).where(
            Visit.client_id == client_id, Visit.deleted_at.is_(None), Visit.state != "cancelled"
        )
    )
    return [
        Line(
            row.id, Fact.VISIT, row.on, row.objective, row.discussed, row.owner, Channel.VISIT, row.contact_ids,
            {"state": row.state},
        )
        for row in rows
    ]  # fmt: skip


def _gifts(session: Session, client_id: str) -> list[Line]:
    rows = session.execute(
        select(
            Gift.id, Gift.on, Gift.item, Gift.origin, Gift.value_minor, Gift.currency, Gift.occasion, Gift.contact_id,
            Gift.direction, Gift.giver,
        ).where(Gift.client_id == client_id, Gift.deleted_at.is_(None))
    )  # fmt: skip
    return [
        Line(
            row.id, Fact.GIFT, row.on, row.item, row.origin, row.giver, Channel.GIFT,
            (row.contact_id,) if row.contact_id else (),
            {
                "value": row.value_minor, "currency": row.currency, "occasion": row.occasion, "direction": row.direction,
            },
        )
        for row in rows
    ]  # fmt: skip


def _commitments(session: Session, client_id: str) -> list[Line]:
    rows = session.execute(
        select(Commitment.id, Commitment.text, Commitment.owner, Commitment.settled_on, Commitment.state).where(
            Commitment.client_id == client_id,
            Commitment.deleted_at.is_(None),
            Commitment.settled_on.is_not(None),
        )
    )
    return [
        Line(row.id, Fact.COMMITMENT, row.settled_on, row.text, "", row.owner, params={"state": row.state})
        for row in rows
    ]


def _skipped(session: Session, client_id: str) -> list[Line]:
    rows = session.execute(
        select(Touch.id, Touch.due_on, Touch.skip_reason, Touch.activity, Touch.channel).where(
            Touch.client_id == client_id, Touch.deleted_at.is_(None), Touch.state == "skipped"
        )
    )
    return [
        Line(
            row.id,
            Fact.SKIPPED,
            row.due_on,
            "",
            row.skip_reason,
            "",
            Channel(row.channel),
            params={"activity": row.activity},
        )
        for row in rows
    ]


def _changes(session: Session, client_id: str) -> list[Line]:
    """Changes of tier and owner, read from the change log."""
    rows = session.execute(
        select(Change.id, Batch.at, Batch.author, Change.before, Change.after)
        .join(Batch, Batch.id == Change.batch_id)
        .where(Change.row_id == client_id, Change.op == "update")
    )
    lines = []
    for row in rows:
        for name in ("tier", "owner"):
            if row.after and name in row.after:
                params = {"field": name, "before": row.before.get(name) or "", "after": row.after[name]}
                lines.append(
                    Line(
                        f"{row.id}:{name}",
                        Fact.CHANGE,
                        row.at.astimezone().date(),
                        "",
                        "",
                        row.author,
                        params=params,
                    )
                )
    return lines
