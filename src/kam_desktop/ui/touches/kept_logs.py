"""What was typed into the form for a contact and not saved: in the store, where neither Esc, a lock nor a crash loses it.

Words belong to the client they are about; those about nobody yet go to the client that the form is opened for next.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QObject

from kam_desktop.core import clients, drafts
from kam_desktop.core.errors import NotFound
from kam_desktop.ui.draft_keeper import DraftKeeper
from kam_desktop.ui.tasks import Tasks

_NEW: Final = "log:"
_EDIT: Final = "log-edit:"


class KeptLog(NamedTuple):
    """Under which key it is kept, the client it is about (or none), and what stood in the fields."""

    key: str
    client_id: str
    values: Mapping[str, Any]


def key_of(client_id: str, interaction_id: str = "") -> str:
    """The key of words about a client, or of a correction."""
    return f"{_EDIT}{interaction_id}" if interaction_id else f"{_NEW}{client_id}"


class KeptLogs(DraftKeeper):
    """``read`` and ``drop`` go beside what ``DraftKeeper`` does; nothing is written for a form that holds nothing."""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(tasks, parent)
        self._held: set[str] = set()

    def keep(self, key: str, body: Any) -> None:
        self.note(key)
        self.stop()
        super().keep(key, body)

    def note(self, key: str) -> None:
        """Something is kept under this key."""
        self._held.add(key)

    def drop(self, key: str) -> None:
        """Take away what was kept, where there was something."""
        self.forget(key)
        if key in self._held:
            self._held.discard(key)
            self._tasks.write(self, lambda session: drafts.drop(session, key))

    def read(self, client_id: str, done: Callable[[KeptLog | None], None]) -> None:
        """The words about this client, else those about nobody; without a client the last that were typed."""
        self._tasks.read(self, partial(_find, client_id), done=partial(self._hand_on, done), after_writes=True)

    def _hand_on(self, done: Callable[[KeptLog | None], None], found: KeptLog | None) -> None:
        if found is not None:
            self.note(found.key)
        done(found)


def _find(client_id: str, session: Any) -> KeptLog | None:
    keys = (key_of(client_id), key_of("")) if client_id else drafts.keys(session, _NEW)
    for key in keys:
        values = drafts.find(session, key)
        if values is not None:
            return KeptLog(key, _known(session, key.removeprefix(_NEW)), values)
    return None


def _known(session: Any, client_id: str) -> str:
    try:
        return str(clients.get(session, client_id).id) if client_id else ""
    except NotFound:  # taken off the list since: the words stay, and are about nobody
        return ""
