"""Why a client or a person cannot be found: taken off or of another client, which is told by name, or never there."""

from sqlalchemy.orm import Session

from kam_desktop.core.errors import NotFound
from kam_desktop.core.store.tables import Client, Contact


def client(session: Session, client_id: str) -> NotFound:
    """To be raised where a client is not on the list."""
    row = session.get(Client, client_id)
    if row is None:
        return NotFound("client.not_found")
    return NotFound("client.merged" if row.merged_into_id else "client.removed", name=row.short_name or row.name)


def contact(session: Session, contact_id: str) -> NotFound:
    """To be raised where a person is not on the dossier: somebody of another client is named too."""
    row = session.get(Contact, contact_id)
    if row is None:
        return NotFound("contact.not_found")
    return NotFound("contact.elsewhere" if row.deleted_at is None else "contact.removed", name=row.name)
