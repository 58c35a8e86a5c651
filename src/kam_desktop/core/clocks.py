"""The client's clock: the day of the last contact, by whatever way (D-2.8)."""

from collections.abc import Sequence

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from kam_desktop.core.store.tables import Client, Interaction


def refresh(session: Session, client_ids: Sequence[str]) -> None:
    """Keep ``client.last_contact_on`` true after interactions came or went."""
    session.flush()
    last = (
        select(func.max(Interaction.on))
        .where(Interaction.client_id == Client.id, Interaction.deleted_at.is_(None))
        .scalar_subquery()
    )
    session.execute(
        update(Client).where(Client.id.in_(client_ids)).values(last_contact_on=last),
        execution_options={"synchronize_session": False},
    )
