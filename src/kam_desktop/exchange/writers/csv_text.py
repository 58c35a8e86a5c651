"""CSV that opens right in Excel: UTF-8 with its mark, CRLF, every text in quotes, nothing that runs."""

import io
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

from kam_desktop.exchange.guards import guarded
from kam_desktop.exchange.writers import STEP_ROWS, Column, Step, as_text, is_exact


def write(stream: BinaryIO, columns: Sequence[Column], rows: Iterable[Sequence[Any]], total: int, step: Step) -> int:
    """Write headings and rows; gives how many rows there were."""
    out = io.TextIOWrapper(stream, "utf-8-sig", newline="", write_through=False)
    try:
        out.write(_line([column.heading for column in columns]))
        count = 0
        for row in rows:
            out.write(_line(row))
            count += 1
            if count % STEP_ROWS == 0:
                step(count, total)
    finally:
        out.detach()  # flushes; the stream is the caller's
    return count


def _line(row: Sequence[Any]) -> str:
    return ",".join(map(_cell, row)) + "\r\n"


def _cell(value: Any) -> str:
    text = as_text(value)
    if not text or is_exact(value):
        return text
    return '"' + guarded(text).replace('"', '""') + '"'
