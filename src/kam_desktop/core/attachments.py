"""Photos kept inside the store (D-2.7): turned upright, shrunk, without the place they were taken at."""

import io
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core.errors import FileError, Invalid
from kam_desktop.core.identity import now
from kam_desktop.core.rules import names
from kam_desktop.core.store.tables import Attachment

LONGEST: Final = 1600  # pixels of the longer side, enough for print at full column width
LARGEST: Final = 64 * 1024 * 1024  # bytes of a photo file


def photo_bytes(path: Path) -> bytes:
    """Read a photo file as JPEG bytes without EXIF; raises with a clear reason when it is not one."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        if path.stat().st_size > LARGEST:
            raise FileError("photo.too_large", path=str(path))
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image).convert("RGB")
            upright.thumbnail((LONGEST, LONGEST))
            sink = io.BytesIO()
            upright.save(sink, "JPEG", quality=85)
    except FileNotFoundError as error:
        raise FileError("file.not_found", path=str(path)) from error
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError, ValueError) as error:
        raise FileError("photo.unreadable", path=str(path)) from error
    return sink.getvalue()


def add_photo(
    session: Session,
    client_id: str,
    data: bytes,
    *,
    name: str,
    visit_id: str | None = None,
    caption: str = "",
) -> str:
    """Keep a photo that ``photo_bytes`` has made; returns its id."""
    if not data:
        raise Invalid("photo", "photo.unreadable", path=name)
    row = Attachment(
        scope_id=client_id, client_id=client_id, visit_id=visit_id, name=names.clean(name, 255), mime="image/jpeg",
        caption=names.clean(caption, 255), size=len(data), content=data,
    )  # fmt: skip
    session.add(row)
    return row.id


def of_visit(session: Session, visit_id: str) -> list[tuple[str, str]]:
    """(id, name) of the photos of a visit."""
    rows = session.execute(
        select(Attachment.id, Attachment.name)
        .where(Attachment.visit_id == visit_id, Attachment.deleted_at.is_(None))
        .order_by(Attachment.id)
    )
    return [(row.id, row.name) for row in rows]


def remove(session: Session, attachment_id: str) -> None:
    """Put a file away; undo brings it back."""
    row = session.get(Attachment, attachment_id)
    if row is not None:
        row.deleted_at = now()
