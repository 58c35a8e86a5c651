"""Readers of outside files, from bytes to messages of plain text. They run in the child process.

Each reader yields messages: dicts that JSON can carry. ``{"facts": {...}}`` comes first, then any of
``{"numbers": [...], "rows": [[text, ...], ...], "share": 0.5}`` (or ``cells.told``), ``{"cards": [...], "share": 0.5}``,
``{"events": [...], "share": 0.5}``, ``{"people": [...]}``, ``{"rejected": [[row_no, cells, code, text], ...]}``, ``{"problems": [[row_no, column, code, text], ...]}``.
Nothing here imports what is slow to load: the start of the child is part of every import.
"""

from collections.abc import Iterator
from typing import Any

from kam_desktop.core.errors import FileError
from kam_desktop.exchange.readers import sniffing

Message = dict[str, Any]
#: files that begin with a word of their own: without it they are no lists of clients either
_ENDINGS = {
    "ics": "file.not_a_calendar", "ical": "file.not_a_calendar", "vcf": "file.not_cards", "vcard": "file.not_cards",
    "ldif": "file.not_a_book", "ldi": "file.not_a_book", "json": "file.not_monica",
}  # fmt: skip


def read(request: Message) -> Iterator[Message]:
    """Read the file of a request (``path``, ``sheet``, ``encoding``, ``delimiter``) as messages.

    Raises FileError: file.unknown_kind, file.not_a_calendar, file.damaged, file.bomb, file.unclosed_quote …
    """
    path = request["path"]
    with open(path, "rb") as file:  # noqa: PTH123 - pathlib would cost the child 20 ms
        head = file.read(4096)
    kind = sniffing.kind_of(head)
    if kind in ("zip", "ole"):
        from kam_desktop.exchange.readers import sheets

        return sheets.read(path, kind, request.get("sheet"))
    with open(path, "rb") as file:  # noqa: PTH123
        raw = file.read()
    if kind == "vcard":
        from kam_desktop.exchange.readers import vcards

        return vcards.read(raw, request.get("encoding"))
    if kind == "ics":
        from kam_desktop.exchange.readers import calendars

        return calendars.read(raw, request.get("encoding"))
    if kind == "json":
        from kam_desktop.exchange.readers import monica

        return monica.read(raw)
    if kind == "ldif":
        from kam_desktop.exchange.readers import ldif

        return ldif.read(raw, request.get("encoding"))
    if kind == "text" and raw.strip() and (code := _ENDINGS.get(path.rpartition(".")[2].lower())):
        raise FileError(code)
    if kind == "text":
        from kam_desktop.exchange.readers import csv_text

        return csv_text.read(raw, request.get("encoding"), request.get("delimiter"))
    raise FileError("file.unknown_kind")
