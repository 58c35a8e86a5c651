"""Files kept inside the store (D-2.7): photos, business cards, contracts. ``prepared_files`` makes them fit for it.

Lists never read a file's content: it is read only where the file is shown, opened or saved elsewhere.
"""

import hashlib
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select, text
from sqlalchemy.orm import Session

from kam_desktop.core import missing, temporary_copies
from kam_desktop.core.errors import FileError, Invalid, NotFound, Refused
from kam_desktop.core.files import write_atomic
from kam_desktop.core.identity import now
from kam_desktop.core.prepared_files import NAME_BYTES, Prepared, prepare
from kam_desktop.core.rules import file_kinds, names
from kam_desktop.core.rules.file_names import safe_with_ending
from kam_desktop.core.rules.kinds import AttachmentKind
from kam_desktop.core.store.tables import Attachment, Client, Contact
from kam_desktop.core.temporary_copies import Copy

__all__ = [
    "Added", "FileRow", "PhotoRow", "Prepared", "add", "add_photo", "content", "is_kept", "keep_once", "listed", "names_of", "of_visit",
    "open_copy", "photo_bytes", "photos_of_visit", "place", "prepare", "remove", "rename", "save_as", "set_caption", "set_kind",
    "thumbnails",
]  # fmt: skip

CAPTION: Final = 255  # characters
_CARD: Final = re.compile(r"名片|(?:business|name)[ _-]?card", re.IGNORECASE)
_STEP: Final = 1 << 64  # between the ids of neighbours there is room for a photo that is put there
_CARRIED: Final = (
    "client_id", "visit_id", "contact_id", "gift_id", "kind", "name", "mime", "caption", "size", "sha256", "thumbnail",
    "content",
)  # fmt: skip


class Added(NamedTuple):
    """What ``add`` has done: the file's id, and whether it was here already and only got a new place."""

    id: str
    is_new: bool


class FileRow(NamedTuple):
    """One file of a list. ``size`` in bytes; ``kept_at`` is when it was added; ``may_open`` is False for programs."""

    id: str
    name: str
    kind: AttachmentKind
    mime: str
    size: int
    caption: str
    kept_at: datetime
    contact_id: str | None
    visit_id: str | None
    is_picture: bool
    may_open: bool


class PhotoRow(NamedTuple):
    """A photo of a visit."""

    id: str
    name: str
    caption: str


def photo_bytes(path: Path) -> bytes:
    """Read a photo file as bare, upright picture bytes; raises with a clear reason when it is not one."""
    made = prepare(path)
    if not made.is_picture:
        raise FileError("photo.unreadable", path=str(path))
    return made.content


def add(
    session: Session,
    prepared: Prepared,
    *,
    client_id: str,
    contact_id: str | None = None,
    visit_id: str | None = None,
    gift_id: str | None = None,
    kind: AttachmentKind | None = None,
    caption: str = "",
) -> Added:
    """Keep a file. The same file twice at one client is refused, unless it now also belongs to a visit or a person.

    Without a ``kind`` what is called 名片 is a business card, a picture a photo and anything else a file.
    """
    if session.get(Client, client_id) is None:
        raise missing.client(session, client_id)
    links = {"contact_id": contact_id, "visit_id": visit_id, "gift_id": gift_id}
    wanted = {name: value for name, value in links.items() if value}
    if known := _linked(session, client_id, prepared, wanted):
        return Added(known, is_new=False)
    return Added(_keep(session, prepared, client_id, wanted, kind or _usual_kind(prepared), caption), is_new=True)


def add_photo(
    session: Session, client_id: str, data: bytes, *, name: str, visit_id: str | None = None, caption: str = ""
) -> str:
    """Keep a photo that ``photo_bytes`` has made; returns its id."""
    if not data:
        raise Invalid("photo", "photo.unreadable", path=name)
    made = prepare(data, name=name, keep_original=True)
    return _keep(session, made, client_id, {"visit_id": visit_id}, AttachmentKind.PHOTO, caption)


def keep_once(session: Session, prepared: Prepared, *, client_id: str, kind: AttachmentKind) -> str:
    """The id of this file at a client, kept now unless it was there already."""
    same = select(Attachment.id).where(_is_file(client_id, prepared.sha256))
    return session.scalar(same.limit(1)) or add(session, prepared, client_id=client_id, kind=kind).id


def is_kept(session: Session, contact_id: str, data: bytes) -> bool:
    """Whether a person has this file already, as it came or as it is kept and has gone out."""
    is_as_kept = and_(Attachment.size == len(data), Attachment.content == data)
    is_same = or_(Attachment.sha256 == hashlib.sha256(data).hexdigest(), is_as_kept)
    same = select(Attachment.id).where(Attachment.contact_id == contact_id, Attachment.deleted_at.is_(None), is_same)
    return session.scalar(same.limit(1)) is not None


def _is_file(client_id: str, sha256: str) -> ColumnElement[bool]:
    """Whether it is this file, kept at this client."""
    return and_(Attachment.client_id == client_id, Attachment.sha256 == sha256, Attachment.deleted_at.is_(None))


def names_of(session: Session, wanted: Sequence[str]) -> dict[str, str]:
    """The names of a few files that are still kept, by id."""
    found = session.execute(
        select(Attachment.id, Attachment.name).where(Attachment.id.in_(wanted), Attachment.deleted_at.is_(None))
    )
    return {row.id: row.name for row in found}


def listed(
    session: Session, client_id: str, *, contact_id: str = "", kind: AttachmentKind | None = None
) -> list[FileRow]:
    """The files of a client or of one person there, newest first; plain columns, no content."""
    columns = (
        Attachment.id, Attachment.name, Attachment.kind, Attachment.mime, Attachment.size, Attachment.caption,
        Attachment.contact_id, Attachment.visit_id, func.length(Attachment.thumbnail).label("picture"),
    )  # fmt: skip
    statement = select(*columns).where(Attachment.client_id == client_id, Attachment.deleted_at.is_(None))
    if contact_id:
        statement = statement.where(Attachment.contact_id == contact_id)
    if kind is not None:
        statement = statement.where(Attachment.kind.in_((kind.value, *_unnamed(kind))))
    return [_file_row(row) for row in session.execute(statement.order_by(Attachment.id.desc()))]


def of_visit(session: Session, visit_id: str) -> list[tuple[str, str]]:
    """(id, name) of the photos of a visit."""
    return [(row.id, row.name) for row in photos_of_visit(session, visit_id)]


def of_gift(session: Session, gift_id: str) -> list[tuple[str, str]]:
    """(id, name) of the receipts of a gift, in the order they were added."""
    rows = session.execute(
        select(Attachment.id, Attachment.name)
        .where(Attachment.gift_id == gift_id, Attachment.deleted_at.is_(None))
        .order_by(Attachment.id)
    )
    return [(row.id, row.name) for row in rows]


def photos_of_visit(session: Session, visit_id: str) -> list[PhotoRow]:
    """The photos of a visit with their captions, in the order they were added."""
    rows = session.execute(
        select(Attachment.id, Attachment.name, Attachment.caption)
        .where(Attachment.visit_id == visit_id, Attachment.deleted_at.is_(None))
        .order_by(Attachment.id)
    )
    return [PhotoRow(*row) for row in rows]


def place(session: Session, attachment_id: str, after: str, before: str) -> str:
    """Put a photo between two others (empty: none there); returns its new id, for the order is that of the ids."""
    row = _get(session, attachment_id)
    if not after and not before:
        return row.id
    low = UUID(after).int if after else UUID(before).int - _STEP
    high = UUID(before).int if before else UUID(after).int + _STEP
    kept = {name: getattr(row, name) for name in _CARRIED}
    row.deleted_at = now()
    made = Attachment(id=str(UUID(int=(low + high) // 2)), scope_id=row.scope_id, **kept)
    session.add(made)
    session.flush()
    return made.id


def thumbnails(session: Session, wanted: Sequence[str]) -> dict[str, bytes]:
    """The small pictures of a few files, for the part of a list that is seen.

    Photos kept before there were small pictures get theirs here; a picture that cannot be read has none.
    """
    found = session.execute(
        select(Attachment.id, Attachment.thumbnail, Attachment.mime).where(Attachment.id.in_(wanted))
    )
    return {row.id: row.thumbnail or (_made_now(session, row.id) if row.mime == "image/jpeg" else b"") for row in found}


def _made_now(session: Session, attachment_id: str) -> bytes:
    try:
        return prepare(content(session, attachment_id), name="-", keep_original=True).thumbnail
    except (FileError, NotFound):
        return b""


def content(session: Session, attachment_id: str) -> bytes:
    """The whole file as it is kept."""
    found = session.execute(
        select(Attachment.content).where(Attachment.id == attachment_id, Attachment.deleted_at.is_(None))
    ).one_or_none()
    if found is None:
        raise NotFound("attachment.not_found")
    return bytes(found.content)


def rename(session: Session, attachment_id: str, name: str) -> None:
    """Another name; its ending stays what the content asks for."""
    row = _get(session, attachment_id)
    clean = names.clean(name, CAPTION)
    if not clean:
        raise Invalid("name", "attachment.name_missing")
    row.name = safe_with_ending(_keeping_ending(clean, file_kinds.ending_of(row.name)), NAME_BYTES)


def set_caption(session: Session, attachment_id: str, caption: str) -> None:
    """The words below a picture, also in reports."""
    _get(session, attachment_id).caption = names.clean(caption, CAPTION)


def set_kind(session: Session, attachment_ids: Sequence[str], kind: AttachmentKind) -> None:
    """Say what these files are."""
    for attachment_id in attachment_ids:
        _get(session, attachment_id).kind = kind.value


def set_contact(session: Session, attachment_ids: Sequence[str], contact_id: str) -> None:
    """Say whose these files are, one of the people of their client; empty: nobody's in particular."""
    person = session.get(Contact, contact_id) if contact_id else None
    for attachment_id in attachment_ids:
        row = _get(session, attachment_id)
        if contact_id and (person is None or person.deleted_at is not None or person.client_id != row.client_id):
            raise missing.contact(session, contact_id)
        row.contact_id = contact_id or None


def remove(session: Session, attachment_id: str) -> None:
    """Put a file away; undo brings it back."""
    row = session.get(Attachment, attachment_id)
    if row is not None:
        row.deleted_at = now()


def open_copy(session: Session, attachment_id: str) -> Copy:
    """A private copy for another program to show; wiped when the store is closed. Programs are never opened."""
    row = _get(session, attachment_id)
    if not file_kinds.may_open(row.name, row.mime):
        raise Refused("attachment.never_opened", name=row.name)
    return temporary_copies.make(store_folder(session), row.name, content(session, attachment_id))


def save_as(session: Session, attachment_id: str, path: Path) -> None:
    """Write the file outside the store, all of it or nothing."""
    data = content(session, attachment_id)
    write_atomic(path, lambda stream: stream.write(data))


def store_folder(session: Session) -> Path:
    """The folder of the open store, where private copies lie."""
    found = session.execute(text("PRAGMA database_list")).first()
    assert found is not None
    return Path(found[2]).parent


def _get(session: Session, attachment_id: str) -> Attachment:
    row = session.get(Attachment, attachment_id)
    if row is None or row.deleted_at is not None:
        raise NotFound("attachment.not_found")
    return row


def _keep(
    session: Session, prepared: Prepared, client_id: str, links: dict[str, Any], kind: AttachmentKind, caption: str
) -> str:
    row = Attachment(
        scope_id=client_id, client_id=client_id, **links, name=prepared.name, mime=prepared.mime, kind=kind.value,
        caption=names.clean(caption, CAPTION), size=len(prepared.content), sha256=prepared.sha256,
        thumbnail=prepared.thumbnail, content=prepared.content,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def _linked(session: Session, client_id: str, prepared: Prepared, wanted: dict[str, str]) -> str:
    """The id of the same file at this client, which now also belongs to what is wanted; empty when it is new here."""
    for row in session.scalars(select(Attachment).where(_is_file(client_id, prepared.sha256))):
        if any(getattr(row, name) not in (None, value) for name, value in wanted.items()):
            continue  # it belongs to another visit or person: they each have their own
        lacking = {name: value for name, value in wanted.items() if getattr(row, name) is None}
        if not lacking:
            raise Refused("attachment.already_kept", name=prepared.name, kept=row.name)
        for name, value in lacking.items():
            setattr(row, name, value)
        return row.id
    return ""


def _usual_kind(prepared: Prepared) -> AttachmentKind:
    """By the name, then by what it is. A picture alone does not tell a card from a portrait, which is private."""
    if _CARD.search(prepared.name):
        return AttachmentKind.CARD
    is_photo = prepared.is_picture or prepared.mime.startswith("image/")
    return AttachmentKind.PHOTO if is_photo else AttachmentKind.FILE


def _unnamed(kind: AttachmentKind) -> tuple[str, ...]:
    """Files kept before kinds were told apart are photos of visits."""
    return ("",) if kind is AttachmentKind.PHOTO else ()


def _file_row(row: Any) -> FileRow:
    return FileRow(
        row.id, row.name, AttachmentKind(row.kind or AttachmentKind.PHOTO), row.mime, row.size, row.caption,
        _kept_at(row.id), row.contact_id, row.visit_id, bool(row.picture) or row.mime == "image/jpeg",
        file_kinds.may_open(row.name, row.mime),
    )  # fmt: skip


def _kept_at(attachment_id: str) -> datetime:
    """When the file was added: its id is a UUIDv7, which begins with the milliseconds."""
    return datetime.fromtimestamp((UUID(attachment_id).int >> 80) / 1000, UTC)


def _keeping_ending(name: str, ending: str) -> str:
    return name if file_kinds.ending_of(name) == ending else name + ending
