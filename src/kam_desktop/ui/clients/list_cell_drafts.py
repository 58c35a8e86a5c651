"""What was typed into cells of the client list and is not saved yet, kept over a page or a program that is left."""

from typing import Any, Final

from kam_desktop.core import client_facts, drafts
from kam_desktop.core.errors import KamError
from kam_desktop.ui.clients import list_cell_editors

KEY: Final = "client_cells"


def keep(session: Any, client_id: str, key: str, typed: str, error: str = "") -> None:
    """Keep one more cell; the last text of a cell is the one that counts."""
    drafts.keep(session, KEY, [*_others(session, client_id, key), [client_id, key, typed, error]])


def drop(session: Any, client_id: str, key: str) -> None:
    """This cell was saved."""
    others = _others(session, client_id, key)
    if others:
        drafts.keep(session, KEY, others)
    else:
        drafts.drop(session, KEY)


def take(session: Any) -> list[tuple[str, str, Any, str, str, str]]:
    """All that was kept, which is then for the page: client, column, what the store says now, typed, error, currency."""
    kept = drafts.find(session, KEY) or []
    drafts.drop(session, KEY)
    found = []
    for client_id, key, typed, error in kept:
        try:
            now = client_facts.kept(session, client_id, list_cell_editors.fact_of(key))
            currency = client_facts.kept(session, client_id, "currency")
        except KamError:  # the client is gone meanwhile
            continue
        found.append((client_id, key, now, typed, error, currency))
    return found


def _others(session: Any, client_id: str, key: str) -> list[Any]:
    return [each for each in drafts.find(session, KEY) or [] if each[:2] != [client_id, key]]
