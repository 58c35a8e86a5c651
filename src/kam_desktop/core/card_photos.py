"""Photos that come with people in a file: kept among their files, upright, small and bare as all are, each once (D-14.1)."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from kam_desktop.core import attachments
from kam_desktop.core.errors import FileError
from kam_desktop.core.prepared_files import prepare
from kam_desktop.core.rules.kinds import AttachmentKind
from kam_desktop.core.store import changes


class Photo(NamedTuple):
    """Whose it is, and the picture as it came."""

    client_id: str
    contact_id: str
    name: str
    data: bytes


class Keeping:
    """The photos of one import. ``kept`` counts the new ones; ``unread`` names people whose photo is damaged."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.kept = 0
        self.unread: list[str] = []

    def keep(
        self, found: Iterable[Photo], heed: Callable[[Mapping[str, set[str]]], Any], step: Callable[[], None]
    ) -> None:
        """Keep those that are new. Each takes its time: it may stop, and others may write, after any of them."""
        for photo in found:
            step()
            if attachments.is_kept(self._session, photo.contact_id, photo.data):
                continue
            try:
                made = prepare(photo.data, name=photo.name)
            except FileError:
                self.unread.append(photo.name)
                continue
            kind, whose = AttachmentKind.PHOTO, {"client_id": photo.client_id, "contact_id": photo.contact_id}
            self.kept += attachments.add(self._session, made, **whose, kind=kind).is_new
            heed(changes.pause(self._session))
