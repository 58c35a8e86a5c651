"""Photos of packets, held against the same limits as those that are added here, and kept as bare (D-2.7)."""

from collections.abc import Mapping, Sequence
from typing import Any

from kam_desktop.core.errors import FileError
from kam_desktop.core.packet_rows import Incoming
from kam_desktop.core.prepared_files import NAME_BYTES, prepare
from kam_desktop.core.rules import file_kinds
from kam_desktop.core.rules.file_names import safe_with_ending


def kept(row: Incoming, said: Mapping[str, Any], files: Sequence[bytes]) -> dict[str, Any]:
    """What is kept of a new photo; nothing that its packet says of the file counts.

    Raises ``FileError``: packet.malformed for what is no picture by its content, else why it is not kept.
    """
    try:
        content, _small = (files[at] for at in said["files"])
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise FileError("packet.malformed") from error
    mime = file_kinds.of(content, "").mime
    if mime != row.values["mime"] or not mime.startswith("image/"):
        raise FileError("packet.malformed")
    made = prepare(content, name=row.values["name"])
    return {
        "name": made.name, "mime": made.mime, "content": made.content, "thumbnail": made.thumbnail,
        "size": len(made.content), "sha256": made.sha256,
    }  # fmt: skip


def name(said: str, here: str) -> str:
    """The name that a photo which is ``here`` gets from its sender: one that every system takes, its ending stays."""
    return safe_with_ending(file_kinds.with_ending(said or "-", file_kinds.ending_of(here)), NAME_BYTES)
