"""The calendar file in a shared folder that a phone subscribes to: where it is on this computer, and its rewriting (D-5.12).

Private facts never go into it. It appears whole or not at all.
"""

from datetime import date, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy.orm import Session

from kam_desktop.core import settings
from kam_desktop.core.errors import FileError, Invalid
from kam_desktop.core.store import plain_rows

if TYPE_CHECKING:
    from kam_desktop.exchange.exporting import Exported

NOTE: Final = "subscription_file"  # of this computer: another one has another folder
WEEKS: Final = 12


def place(session: Session) -> Path | None:
    """Where the file is kept, None where there is none."""
    text = settings.note(session, NOTE)
    return Path(text) if text else None


def choose(session: Session, path: Path | None) -> None:
    """Keep the file there from now on; None: no more. Raises ``Invalid`` (field ``file``)."""
    if path is not None and path.suffix.lower() != ".ics":
        raise Invalid("file", "subscription.ending", path=path.name)
    if path is not None and not path.parent.is_dir():
        raise Invalid("file", "file.not_found", path=str(path.parent))
    settings.set_note(session, NOTE, "" if path is None else str(path.absolute()))


def write(session: Session, *, lang: str, today: date, zone: tzinfo | None = None) -> "Exported | None":
    """Rewrite the file where there is to be one. Raises ``FileError`` when the folder is out of reach."""
    path = place(session)
    if path is None:
        return None
    if not path.parent.is_dir():
        raise FileError("file.not_writable", path=str(path))
    from kam_desktop.exchange import exporting  # a library of writers: most have no such file
    from kam_desktop.exchange.exporting import Order, Scope, What

    scope = Scope(client_ids=_mine(session), last_on=today + timedelta(weeks=WEEKS))
    return exporting.export(session, Order(What.TOUCHES, scope, zone=zone), path, lang=lang, today=today)


def _mine(session: Session) -> tuple[str, ...] | None:
    """The clients of whoever works here; None where there are no others."""
    me = settings.note(session, "author")
    others = "SELECT 1 FROM client WHERE owner <> '' AND owner <> :me AND deleted_at IS NULL LIMIT 1"
    if not plain_rows.rows(session, others, {"me": me}):
        return None
    sql = "SELECT id FROM client WHERE owner IN ('', :me) AND deleted_at IS NULL ORDER BY id"
    return tuple(row[0] for row in plain_rows.rows(session, sql, {"me": me}))
