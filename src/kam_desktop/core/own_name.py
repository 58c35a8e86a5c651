"""The user goes by another name from now on: what was theirs stays theirs."""

import json
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import partners, settings
from kam_desktop.core.rules import names
from kam_desktop.core.store import changes
from kam_desktop.core.store.tables import (
    Absence,
    Agreement,
    AgreementEntry,
    Campaign,
    Client,
    Commitment,
    Favour,
    Service,
    Touch,
    Visit,
)

_OWNED: Final[tuple[tuple[Any, str], ...]] = (
    (Client, "owner"), (Visit, "owner"), (Touch, "owner"), (Commitment, "owner"), (Agreement, "owner"),
    (AgreementEntry, "owner"), (Service, "owner"), (Campaign, "owner"), (Absence, "who"), (Favour, "who"),
)  # fmt: skip


def carry(session: Session, *, former: str, name: str) -> None:
    """Let everything of ``former`` be of ``name``, in one batch; the former name still means the user in packets.

    Where a partner goes by either name nothing is carried: whose it is would be told by nothing.
    """
    if not former or former == name:
        return
    known = json.loads(settings.note(session, "former_names") or "[]")
    said = [each for each in dict.fromkeys((*known, former)) if each != name]
    taken = {names.person_key(row.name) for row in partners.listed(session)}
    settings.set_note(session, "former_names", json.dumps([e for e in said if names.person_key(e) not in taken]))
    if taken & {names.person_key(former), names.person_key(name)}:
        return
    session.flush()
    for table, column in _OWNED:
        rows = session.execute(select(table.id, table.scope_id).where(getattr(table, column) == former))
        changes.update_many(session, table, [(row.id, row.scope_id, {column: former}, {column: name}) for row in rows])
    session.expire_all()
    if settings.get(session, "lead") == former:
        settings.put(session, "lead", name)
