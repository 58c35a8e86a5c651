"""Keeping dossiers true: which facts ask to be confirmed (D-2.6)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import missing, settings
from kam_desktop.core.identity import made_on
from kam_desktop.core.rules import freshness
from kam_desktop.core.rules.freshness import Known, Stale
from kam_desktop.core.store.tables import Client, Contact


def stale(session: Session, client_id: str, *, today: date) -> tuple[Stale, ...]:
    """The facts of one client that ask to be confirmed. Raises NotFound."""
    client = session.execute(
        select(
            Client.tier, Client.since_on, Client.confirmed_on, Client.field_stamps, Client.deleted_at,
            *(getattr(Client, name) for name in freshness.CLIENT_FACTS),
        ).where(Client.id == client_id)
    ).one_or_none()  # fmt: skip
    if client is None or client.deleted_at is not None:
        raise missing.client(session, client_id)
    facts = _known(freshness.CLIENT_FACTS, client, client.since_on)
    main = session.execute(
        select(Contact.id, Contact.field_stamps, *(getattr(Contact, name) for name in freshness.PERSON_FACTS))
        .where(Contact.client_id == client_id, Contact.deleted_at.is_(None), Contact.has_left.is_(False))
        .order_by(Contact.is_primary.desc(), Contact.sort_key, Contact.id)
        .limit(1)
    ).one_or_none()
    if main is not None:
        facts += _known(freshness.PERSON_FACTS, main, made_on(main.id) or client.since_on)
    limits = freshness.days_for(client.tier, settings.get(session, "freshness_days"))
    return freshness.of(facts, limits, confirmed_on=client.confirmed_on, today=today)


def _known(names: tuple[str, ...], row: Any, since_on: date | None) -> list[Known]:
    """The facts that are filled in, with the day each was last written."""
    stamps: Mapping[str, str] = row.field_stamps or {}
    filled = [name for name in names if getattr(row, name) not in (None, "", (), [])]
    return [Known(name, freshness.day_of_stamp(stamps.get(name, "")) or since_on) for name in filled]
