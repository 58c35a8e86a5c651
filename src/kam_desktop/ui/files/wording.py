"""How a file is told: its icon, its kind, its size and its day."""

from pathlib import PurePath
from typing import Final

from kam_desktop.core.attachments import FileRow
from kam_desktop.core.rules.kinds import AttachmentKind
from kam_desktop.ui import labels

_ICONS: Final = {
    AttachmentKind.PHOTO: "camera",
    AttachmentKind.CARD: "card",
    AttachmentKind.CONTRACT: "document-check",
    AttachmentKind.FILE: "file",
}


def icon(row: FileRow) -> str:
    """The icon of a file that has no small picture."""
    return _ICONS[row.kind]


def ending(row: FileRow) -> str:
    """``PDF``; empty when the name has none that tells something."""
    found = PurePath(row.name).suffix[1:]
    return found.upper() if len(found) <= 5 else ""


def facts(row: FileRow) -> str:
    """``名片 · 312 KB``."""
    return f"{labels.name_of(row.kind)} · {size(row.size)}"


def size(count: int) -> str:
    """Bytes as people say them: ``312 KB``, ``4.1 MB``."""
    if count < 1000:
        return f"{count} B"
    if count < 999_500:
        return f"{round(count / 1000)} KB"
    return f"{count / 1_000_000:.1f} MB"


def day(row: FileRow) -> str:
    """The day it was added, in the user's own time."""
    return labels.day(row.kept_at.astimezone().date())
