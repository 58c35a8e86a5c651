"""Photos that come and go with people: kept among their files, upright, small and bare as all are, each once (D-14.1)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from kam_desktop.core import attachments
from kam_desktop.core.errors import FileError
from kam_desktop.core.prepared_files import prepare
from kam_desktop.core.rules.kinds import AttachmentKind
from kam_desktop.core.store import changes
from kam_desktop.core.store.tables import Attachment

_ON_CARDS: Final = ("image/jpeg", "image/png")
_LARGEST_ON_CARD: Final = 4 * 1024 * 1024  # bytes of a portrait
_CHUNK: Final = 500


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


def is_portrait() -> ColumnElement[bool]:
    """Whether it is a picture of a person, and neither of a visit nor of a gift: that is private (D-13.4)."""
    return and_(
        Attachment.kind == AttachmentKind.PHOTO.value, Attachment.contact_id.is_not(None), Attachment.visit_id.is_(None),
        Attachment.gift_id.is_(None),
    )  # fmt: skip


def newest(session: Session, contact_ids: Sequence[str]) -> dict[str, str]:
    """The newest portrait of each of these people who has one that a card can hold: contact id -> file id."""
    fit = Attachment.mime.in_(_ON_CARDS) & (Attachment.size <= _LARGEST_ON_CARD)
    found: dict[str, str] = {}
    for start in range(0, len(contact_ids), _CHUNK):
        theirs = Attachment.contact_id.in_(contact_ids[start : start + _CHUNK])
        rows = session.execute(
            select(Attachment.contact_id, func.max(Attachment.id).label("newest"))
            .where(theirs, is_portrait(), fit, Attachment.deleted_at.is_(None))
            .group_by(Attachment.contact_id)
        )
        found |= {row.contact_id: row.newest for row in rows}
    return found
